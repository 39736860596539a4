//! The claims of an event whose passages disagree, side by side: date or
//! stance, words, source, speaker.

use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, Color32, CornerRadius, Galley, Id, Rect, Sense, Stroke, Ui, vec2};

use super::bidi::{self, RightEdge};
use super::panel_input::PanelInput;
use super::theme::{self, SMALL_SIZE, UiPalette};
use super::widgets::{cached, focus_ring, rule, set_name, small, strong};
use crate::language::{current_language, say, say_with};
use crate::model::{Event, Index, Stance, visible_line, visible_text};
use crate::query::{ConflictingClaim, Disagreement, QuotationExcerpt, conflicting_claims};
use crate::session::{Action, PanelAction, SelectionAction};

/// Share of the first column in the width.
const FIRST: f32 = 0.29;
/// Minimum and maximum width of the first column, in points.
const FIRST_WIDTHS: (f32, f32) = (78.0, 128.0);
/// Distance between columns, in points.
const GUTTER: f32 = 12.0;
/// Padding above and below a row's text, in points.
const PADDING: f32 = 8.0;
/// Font size of the words, in points.
const WORDS_SIZE: f32 = 14.5;

/// Maximum number of claims in the table.
const MOST: usize = 40;

/// Shows the table; nothing if the passages agree.
pub fn show(ui: &mut Ui, input: PanelInput<'_>, event: Index<Event>, actions: &mut Vec<Action>) {
    let key = (input.session.revision, event, current_language());
    let conflict = cached(ui, Id::unique("conflicting claims"), key, || {
        conflicting_claims(&input.open.timeline, event)
    });
    let Some((disagreement, claims)) = conflict.as_ref() else {
        return;
    };
    let (title, first, second) = match disagreement {
        Disagreement::Dates => ("claims-dates", "claims-date", "claims-words-and-speaker"),
        Disagreement::Stances => (
            "claims-stances",
            "claims-stance",
            "claims-words-and-speaker",
        ),
        Disagreement::Voices => (
            "claims-speakers",
            "claims-speaker",
            "claims-words-and-source",
        ),
    };
    ui.add_space(10.0);
    ui.label(strong(say(title), 15.0));
    ui.add_space(1.0);
    let muted = UiPalette::of(ui).muted;
    let width = ui.available_width();
    let column = (width * FIRST).clamp(FIRST_WIDTHS.0, FIRST_WIDTHS.1);
    let (head, _) = ui.allocate_exact_size(vec2(width, 17.0), Sense::hover());
    for (x, heading) in [(0.0, first), (column + GUTTER, second)] {
        let galley = ui
            .painter()
            .layout_no_wrap(say(heading), theme::sans(SMALL_SIZE), muted);
        ui.painter().galley(head.min + vec2(x, 0.0), galley, muted);
    }
    rule(ui, head, head.bottom());
    let spacing = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
    let of = claims.len();
    for (place, claim) in claims.iter().take(MOST).enumerate() {
        let row = ClaimRow {
            input,
            event,
            claim,
            disagreement: *disagreement,
            palette: UiPalette::of(ui),
        };
        row.show(ui, column, place + 1, of, actions);
    }
    ui.spacing_mut().item_spacing.y = spacing;
    if of > MOST {
        let more = say_with("claims-more", &[("count", (of - MOST).into())]);
        ui.label(small(more).color(muted));
    }
    ui.add_space(6.0);
}

/// One claim.
struct ClaimRow<'a> {
    input: PanelInput<'a>,
    event: Index<Event>,
    claim: &'a ConflictingClaim,
    disagreement: Disagreement,
    palette: UiPalette,
}

impl ClaimRow<'_> {
    fn show(&self, ui: &mut Ui, column: f32, number: usize, of: usize, actions: &mut Vec<Action>) {
        let width = ui.available_width();
        let first = self.first_column(ui, column);
        let second = width - column - GUTTER;
        let words = bidi::layout_job(ui.ctx(), self.words(second), RightEdge::WidestLine);
        let font = theme::sans(SMALL_SIZE + 0.5);
        let muted = self.palette.muted;
        let attribution = ui.painter().layout(self.attribution(), font, muted, second);
        let left: f32 = first.iter().map(|galley| galley.size().y).sum();
        let right = words.size().y + 2.0 + attribution.size().y;
        let height = left.max(right) + 2.0 * PADDING;
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let event = &self.input.open.timeline[self.event];
        let id = Id::unique(("claim", &event.id, self.claim.citation));
        let response = ui.interact(rect, id, Sense::click());
        set_name(&response, Role::Button, || self.in_words(number, of));
        if response.clicked() {
            actions.push(SelectionAction::SelectCitation(self.claim.citation).into());
            actions.push(PanelAction::FocusQuotes.into());
        }
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        self.paint(ui, &response, column, &first, words, attribution);
        response
            .on_hover_cursor(egui::CursorIcon::PointingHand)
            .on_hover_text(say("claims-go"));
    }

    fn paint(
        &self,
        ui: &Ui,
        response: &egui::Response,
        column: f32,
        first: &[Arc<Galley>],
        words: Arc<Galley>,
        attribution: Arc<Galley>,
    ) {
        let palette = self.palette;
        let rect = response.rect;
        let painter = ui.painter();
        let background = rect.expand2(vec2(8.0, -1.0));
        if response.hovered() {
            painter.rect_filled(background, CornerRadius::same(5), palette.band);
        }
        focus_ring(ui, response, background, 5.0);
        let mut at = rect.min + vec2(0.0, PADDING);
        for galley in first {
            painter.galley(at, Arc::clone(galley), palette.ink);
            at.y += galley.size().y;
        }
        let at = rect.min + vec2(column + GUTTER, PADDING);
        let below = words.size().y + 2.0;
        painter.galley(at, words, palette.ink);
        painter.galley(at + vec2(0.0, below), attribution, palette.muted);
        rule(ui, rect, rect.bottom());
        let view = &self.input.session.view;
        if view.citation == self.claim.citation && view.panels.reader {
            let bar = Rect::from_x_y_ranges(
                rect.left() - 9.0..=rect.left() - 6.0,
                rect.top() + PADDING..=rect.bottom() - PADDING,
            );
            painter.rect_filled(bar, 1.5, palette.focus);
        }
    }

    /// The differing date or stance, with its qualification.
    fn first_column(&self, ui: &Ui, width: f32) -> Vec<Arc<Galley>> {
        let palette = self.palette;
        let (stance, color) = stance(self.claim.stance, palette);
        let mut date = self.date();
        let (words, size, ink) = match self.disagreement {
            Disagreement::Dates => {
                let date = date.take().unwrap_or_else(|| say("claims-no-date"));
                (date, 15.0, palette.ink)
            }
            Disagreement::Stances => (stance.clone(), 14.0, color),
            Disagreement::Voices => (self.speaker(), 14.0, palette.ink),
        };
        let mut lines = vec![(words, theme::semibold(size), ink)];
        let mut add = |words, color| lines.push((words, theme::sans(SMALL_SIZE), color));
        if self.disagreement == Disagreement::Dates {
            if self.claim.inferred {
                add(say("claims-inferred"), palette.muted);
            }
            add(stance.to_lowercase(), color);
        } else if let Some(date) = date {
            add(date, palette.muted);
        }
        let lay_out = |(words, font, color)| {
            let galley = ui.painter().layout(words, font, color, width);
            bidi::reordered(ui.ctx(), galley, RightEdge::WidestLine)
        };
        lines.into_iter().map(lay_out).collect()
    }

    fn date(&self) -> Option<String> {
        let date = self.claim.date.as_deref()?;
        Some(visible_line(date).into_owned())
    }

    /// The words, with those that give the date emphasised.
    fn words(&self, width: f32) -> LayoutJob {
        let excerpt = &self.claim.words;
        let format = |color| TextFormat {
            line_height: Some(19.5),
            ..TextFormat::simple(theme::serif(WORDS_SIZE), color)
        };
        let (ink, dimmed) = (self.palette.ink, self.palette.dimmed);
        let emphasised = TextFormat {
            underline: Stroke::new(1.2, ink),
            ..format(ink)
        };
        let end = excerpt.text.len();
        let dates = excerpt.dates.clone().unwrap_or(end..end);
        let mut job = LayoutJob::default();
        let (before, after) = quotation_marks(excerpt);
        job.append(&before, 0.0, format(dimmed));
        for (range, format) in [
            (0..dates.start, format(ink)),
            (dates.clone(), emphasised),
            (dates.end..end, format(ink)),
        ] {
            let words = excerpt.text.get(range).unwrap_or_default();
            job.append(&visible_line(words), 0.0, format);
        }
        job.append(&after, 0.0, format(dimmed));
        job.wrap.max_width = width;
        job
    }

    fn source(&self) -> String {
        visible_text(self.input.open.timeline[self.claim.source].brief_name()).into_owned()
    }

    fn speaker(&self) -> String {
        match &self.claim.attributed_to {
            Some(speaker) => visible_text(speaker).into_owned(),
            None => say("claims-source-itself"),
        }
    }

    /// "Coplen · the source itself", "Lak · says Washington".
    fn attribution(&self) -> String {
        let source = self.source();
        match (self.disagreement, &self.claim.attributed_to) {
            (Disagreement::Voices, _) => source,
            (_, None) => format!("{source} · {}", self.speaker()),
            (_, Some(_)) => {
                let claim = say_with("claims-claim-of", &[("who", self.speaker().into())]);
                format!("{source} · {claim}")
            }
        }
    }

    /// The row as text for a screen reader.
    fn in_words(&self, number: usize, of: usize) -> String {
        let claim = self.claim;
        let number = [("number", number.into()), ("of", of.into())];
        let mut facts = vec![say_with("claims-number", &number)];
        facts.extend(self.date());
        if claim.inferred {
            facts.push(say("claims-inferred"));
        }
        facts.push(stance(claim.stance, self.palette).0.to_lowercase());
        facts.push(self.source());
        facts.push(self.speaker());
        let (before, after) = quotation_marks(&claim.words);
        let words = visible_line(&claim.words.text);
        let claim = [
            ("facts", facts.join(", ").into()),
            ("words", format!("{before}{words}{after}").into()),
        ];
        say_with("claims-facts", &claim)
    }
}

/// Quotation marks, with ellipses where the passage continues.
fn quotation_marks(excerpt: &QuotationExcerpt) -> (String, String) {
    let before = if excerpt.cut_before {
        "quote-opens-within"
    } else {
        "quote-opens"
    };
    let after = if excerpt.cut_after {
        "quote-closes-within"
    } else {
        "quote-closes"
    };
    (say(before), say(after))
}

fn stance(stance: Stance, palette: UiPalette) -> (String, Color32) {
    match stance {
        Stance::Supports => (say("stance-supports"), palette.good),
        Stance::Disputes => (say("stance-disputes"), palette.bad),
        Stance::Context => (say("stance-context"), palette.muted),
    }
}
