//! The claims of an event whose passages disagree, side by side: date or
//! stance, words, source, speaker.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::accesskit::Role as AccessRole;
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    self, Color32, CornerRadius, Galley, Id, Rect, RichText, Sense, Stroke, Ui, pos2, vec2,
};

use super::bidi::{self, Edge};
use super::theme::{self, Palette, SMALL_SIZE};
use crate::language::{Language, current_language, say, say_with};
use crate::model::{Event, Index, Stance, visible_line, visible_text};
use crate::query::{Claim, Disagreement, conflicting_claims};
use crate::session::{Action, Document, PanelAction, SelectionAction, Session};

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
pub fn show(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    event: Index<Event>,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let known = known(ui, session, document, event);
    let Some((differing, claims)) = known.as_ref() else {
        return;
    };
    let (title, first, second) = match differing {
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
    let (title, first, second) = (say(title), say(first), say(second));
    ui.add_space(10.0);
    ui.label(RichText::new(title).font(theme::semibold(15.0)));
    ui.add_space(1.0);
    let width = ui.available_width();
    let column = (width * FIRST).clamp(FIRST_WIDTHS.0, FIRST_WIDTHS.1);
    let small = |ui: &Ui, words: &str| {
        let font = theme::sans(SMALL_SIZE);
        ui.painter()
            .layout_no_wrap(words.to_owned(), font, palette.muted)
    };
    let (head, _) = ui.allocate_exact_size(vec2(width, 17.0), Sense::hover());
    for (x, words) in [(0.0, first), (column + GUTTER, second)] {
        let galley = small(ui, &words);
        ui.painter()
            .galley(head.min + vec2(x, 0.0), galley, palette.muted);
    }
    let line = Stroke::new(1.0, palette.line);
    ui.painter().hline(head.x_range(), head.bottom(), line);
    let spacing = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
    let of = claims.len();
    for (place, claim) in claims.iter().take(MOST).enumerate() {
        let row = ClaimRow {
            session,
            document,
            event,
            claim,
            differing: *differing,
            palette,
        };
        row.show(ui, column, place + 1, of, actions);
    }
    ui.spacing_mut().item_spacing.y = spacing;
    if of > MOST {
        ui.label(
            RichText::new(say_with("claims-more", &[("count", (of - MOST).into())]))
                .font(theme::sans(SMALL_SIZE + 0.5))
                .color(palette.muted),
        );
    }
    ui.add_space(6.0);
}

/// What the passages disagree about, and their claims.
type RivalClaims = Option<(Disagreement, Vec<Claim>)>;

/// Claims of an event, computed once for a document.
fn known(ui: &Ui, session: &Session, document: &Document, event: Index<Event>) -> Arc<RivalClaims> {
    type CacheEntry = ((u64, Index<Event>, Language), Arc<RivalClaims>);
    let id = Id::unique("readings of the selected event");
    let key = (session.revision, event, current_language());
    let kept: Option<CacheEntry> = ui.data(|memory| memory.get_temp(id));
    if let Some((_, known)) = kept.filter(|(of, _)| *of == key) {
        return known;
    }
    let known = Arc::new(conflicting_claims(&document.timeline, event));
    ui.data_mut(|memory| memory.insert_temp::<CacheEntry>(id, (key, Arc::clone(&known))));
    known
}

/// One claim.
struct ClaimRow<'a> {
    session: &'a Session,
    document: &'a Document,
    event: Index<Event>,
    claim: &'a Claim,
    differing: Disagreement,
    palette: Palette,
}

impl ClaimRow<'_> {
    fn show(&self, ui: &mut Ui, column: f32, number: usize, of: usize, actions: &mut Vec<Action>) {
        let width = ui.available_width();
        let first = self.first_column(ui, column);
        let room = width - column - GUTTER;
        let words = ui.painter().layout_job(self.words(room));
        let words = bidi::reordered(ui.ctx(), words, Edge::Text);
        let attribution = ui.painter().layout(
            self.attribution(),
            theme::sans(SMALL_SIZE + 0.5),
            self.palette.muted,
            room,
        );
        let left: f32 = first.iter().map(|galley| galley.size().y).sum();
        let right = words.size().y + 2.0 + attribution.size().y;
        let height = left.max(right) + 2.0 * PADDING;
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let events = &self.document.timeline[self.event];
        let id = Id::unique(("reading", &events.id, self.claim.citation));
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| {
            let name = self.in_words(number, of);
            egui::WidgetInfo::labeled(AccessRole::Button, true, name)
        });
        if response.clicked() {
            let to = SelectionAction::SelectCitation(self.claim.citation);
            actions.push(Action::Selection(to));
            actions.push(Action::Panel(PanelAction::FocusQuotes));
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
        let ground = rect.expand2(vec2(8.0, -1.0));
        if response.hovered() {
            painter.rect_filled(ground, CornerRadius::same(5), palette.band);
        }
        if response.has_focus() {
            let ring = Stroke::new(2.0, palette.focus);
            painter.rect_stroke(ground, 5.0, ring, egui::StrokeKind::Inside);
        }
        let mut at = rect.min + vec2(0.0, PADDING);
        for galley in first {
            painter.galley(at, Arc::clone(galley), palette.ink);
            at.y += galley.size().y;
        }
        let at = rect.min + vec2(column + GUTTER, PADDING);
        let below = words.size().y + 2.0;
        painter.galley(at, words, palette.ink);
        painter.galley(at + vec2(0.0, below), attribution, palette.muted);
        painter.hline(
            rect.x_range(),
            rect.bottom(),
            Stroke::new(1.0, palette.line),
        );
        let is_current =
            self.session.view.citation == self.claim.citation && self.session.view.panels.reader;
        if is_current {
            let bar = Rect::from_min_max(
                pos2(rect.left() - 9.0, rect.top() + PADDING),
                pos2(rect.left() - 6.0, rect.bottom() - PADDING),
            );
            painter.rect_filled(bar, 1.5, palette.focus);
        }
    }

    /// The differing date or stance, with its qualification.
    fn first_column(&self, ui: &Ui, width: f32) -> Vec<Arc<Galley>> {
        let palette = self.palette;
        let claim = self.claim;
        let mut lines: Vec<(String, f32, Color32, bool)> = Vec::new();
        let (stance, color) = stance(claim.stance, palette);
        let date = claim
            .date
            .as_deref()
            .map(|date| visible_line(date).into_owned());
        match self.differing {
            Disagreement::Dates => {
                let date = date.unwrap_or_else(|| say("claims-no-date"));
                lines.push((date, 15.0, palette.ink, true));
                if claim.inferred {
                    let inferred = say("claims-inferred");
                    lines.push((inferred, SMALL_SIZE, palette.muted, false));
                }
                lines.push((stance.to_lowercase(), SMALL_SIZE, color, false));
            }
            Disagreement::Stances => {
                lines.push((stance.clone(), 14.0, color, true));
                lines.extend(date.map(|date| (date, SMALL_SIZE, palette.muted, false)));
            }
            Disagreement::Voices => {
                lines.push((self.speaker(), 14.0, palette.ink, true));
                lines.extend(date.map(|date| (date, SMALL_SIZE, palette.muted, false)));
            }
        }
        lines
            .into_iter()
            .map(|(words, size, color, strong)| {
                let font = if strong {
                    theme::semibold(size)
                } else {
                    theme::sans(size)
                };
                let galley = ui.painter().layout(words, font, color, width);
                bidi::reordered(ui.ctx(), galley, Edge::Text)
            })
            .collect()
    }

    /// The words, with those that give the date emphasised.
    fn words(&self, width: f32) -> LayoutJob {
        let palette = self.palette;
        let excerpt = &self.claim.words;
        let plain = |color| TextFormat {
            font_id: theme::serif(WORDS_SIZE),
            color,
            line_height: Some(19.5),
            ..TextFormat::default()
        };
        let marked = TextFormat {
            underline: Stroke::new(1.2, palette.ink),
            ..plain(palette.ink)
        };
        let part = |range: Range<usize>| {
            let words = excerpt.text.get(range).unwrap_or_default();
            visible_line(words).into_owned()
        };
        let end = excerpt.text.len();
        let dates = excerpt.dates.clone().unwrap_or(end..end);
        let mut job = LayoutJob::default();
        let (before, after) = quotation_marks(excerpt.cut_before, excerpt.cut_after);
        job.append(&before, 0.0, plain(palette.dimmed));
        job.append(&part(0..dates.start), 0.0, plain(palette.ink));
        job.append(&part(dates.clone()), 0.0, marked);
        job.append(&part(dates.end..end), 0.0, plain(palette.ink));
        job.append(&after, 0.0, plain(palette.dimmed));
        job.wrap.max_width = width;
        job
    }

    fn source(&self) -> String {
        visible_text(self.document.timeline[self.claim.source].brief_name()).into_owned()
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
        match (self.differing, &self.claim.attributed_to) {
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
        let mut facts = vec![say_with(
            "claims-number",
            &[("number", number.into()), ("of", of.into())],
        )];
        facts.extend(
            claim
                .date
                .as_deref()
                .map(|date| visible_line(date).into_owned()),
        );
        if claim.inferred {
            facts.push(say("claims-inferred"));
        }
        facts.push(stance(claim.stance, self.palette).0.to_lowercase());
        facts.push(self.source());
        facts.push(self.speaker());
        let (before, after) = quotation_marks(claim.words.cut_before, claim.words.cut_after);
        let words = visible_line(&claim.words.text);
        let words = format!("{before}{words}{after}");
        let facts = facts.join(", ");
        say_with(
            "claims-facts",
            &[("facts", facts.into()), ("words", words.into())],
        )
    }
}

/// Quotation marks, with ellipses where the passage continues.
fn quotation_marks(cut_before: bool, cut_after: bool) -> (String, String) {
    (
        say(if cut_before {
            "quote-opens-within"
        } else {
            "quote-opens"
        }),
        say(if cut_after {
            "quote-closes-within"
        } else {
            "quote-closes"
        }),
    )
}

fn stance(stance: Stance, palette: Palette) -> (String, Color32) {
    match stance {
        Stance::Supports => (say("stance-supports"), palette.good),
        Stance::Disputes => (say("stance-disputes"), palette.bad),
        Stance::Context => (say("stance-context"), palette.muted),
    }
}
