//! One passage in the quote panel: the quotation and what is known about it.

use crate::language::{Argument, decimal, say, say_with};
use eframe::egui::accesskit::Role as AccessRole;
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, Button, CornerRadius, Id, Rect, RichText, Sense, Stroke, Ui, pos2, vec2};

use super::bidi::{self, Edge};
use super::dialogs::is_recorded_copy;
use super::regions::{self, Region};
use super::theme::{self, Palette, QUOTE_SIZE, SMALL_SIZE};
use super::{citation_lines, drift, event_chip};
use crate::date_words::short_words;
use crate::model::{Basis, Citation, Event, Index, Source, Stance, visible_text};
use crate::session::{
    Action, ClipboardAction, Dialog, Document, Focus, PanelAction, ReaderAction, SelectionAction,
    Session,
};
use annals_anchor::{Anchor, AnchorState};

/// A citation of the selected event.
#[derive(Clone, Copy)]
pub struct CitationEntry<'a> {
    /// The open document.
    pub document: &'a Document,
    /// The event.
    pub event: Index<Event>,
    /// Position among the event's citations, from 0.
    pub position: usize,
    /// The citation itself.
    pub citation: &'a Citation,
}

/// Shows a passage.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    cited: CitationEntry<'_>,
    accent: egui::Color32,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let timeline = &cited.document.timeline;
    let event = &timeline[cited.event];
    let inner = egui::Frame::NONE
        .inner_margin(egui::Margin {
            left: 15,
            right: 2,
            top: 3,
            bottom: 3,
        })
        .show(ui, |ui| passage_text(ui, session, cited, palette, actions));
    let rect = inner.response.rect;
    // The passage as a whole can take focus: Enter on an event moves here, and
    // [ ] move between passages.
    let id = Id::unique(("citation", &event.id, cited.position));
    let focus_rect = Rect::from_min_max(rect.min, pos2(rect.left() + 12.0, rect.bottom()));
    let response = ui.interact(focus_rect, id, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            AccessRole::Group,
            true,
            say_with(
                "passage-label",
                &[
                    ("number", Argument::plain(cited.position + 1)),
                    ("of", Argument::plain(event.citations.len())),
                    (
                        "words",
                        visible_text(&timeline[cited.citation.passage].quote.exact)
                            .as_ref()
                            .into(),
                    ),
                ],
            ),
        )
    });
    if response.clicked() {
        let action = SelectionAction::SelectCitation(cited.position);
        actions.push(Action::Selection(action));
        if ui.input(|input| input.key_pressed(egui::Key::Enter)) {
            let read = ReaderAction::OpenAt(cited.citation.passage);
            actions.push(Action::Reader(read));
        }
    }
    regions::offer(ui, Region::Quotes, id);
    if response.gained_focus() {
        ui.scroll_to_rect(rect, None);
    }
    let is_current = session.view.citation == cited.position;
    if is_current && session.view.focus == Some(Focus::Citation) {
        response.request_focus();
        ui.scroll_to_rect(rect, Some(egui::Align::Min));
    }
    let bar = Rect::from_min_max(
        pos2(rect.left(), rect.top() + 2.0),
        pos2(rect.left() + 3.5, rect.bottom() - 2.0),
    );
    ui.painter().rect_filled(bar, CornerRadius::same(2), accent);
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.expand2(vec2(4.0, 3.0)),
            CornerRadius::same(6),
            Stroke::new(2.0, palette.focus),
            egui::StrokeKind::Outside,
        );
    }
}

/// The quotation and what is known about it, from top to bottom.
fn passage_text(
    ui: &mut Ui,
    session: &Session,
    cited: CitationEntry<'_>,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let CitationEntry {
        document, citation, ..
    } = cited;
    let passage = &document.timeline[citation.passage];
    let source = &document.timeline[passage.source];
    ui.spacing_mut().item_spacing.y = 5.0;
    if citation.stance != Stance::Supports {
        let (text, color) = match citation.stance {
            Stance::Disputes => (say("passage-disputes"), palette.bad),
            Stance::Context | Stance::Supports => (say("stance-context"), palette.muted),
        };
        ui.label(
            RichText::new(text)
                .font(theme::semibold(SMALL_SIZE + 0.5))
                .color(color),
        );
    }
    quotation(ui, document, citation, palette);
    drift::show(ui, session, document, citation.passage, palette, actions);
    let short = short_citation(source, passage.locator.as_deref());
    bidi::label(
        ui,
        RichText::new(short).font(theme::semibold(SMALL_SIZE + 1.0)),
        Edge::Text,
    );
    let footnote = citation_lines::footnote(ui, session, citation.passage);
    bidi::label(
        ui,
        RichText::new(visible_text(&footnote))
            .font(theme::sans(SMALL_SIZE))
            .color(palette.muted),
        Edge::Text,
    );
    facts(ui, citation, palette);
    if let Some(note) = &citation.note {
        editors_note(ui, note, palette);
    }
    if let Some(anchor) = document.anchor(citation.passage) {
        state_line(ui, document, anchor, passage.source, palette, actions);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        read_button(ui, citation, actions);
        copy_button(ui, cited, &footnote, actions);
    });
    let others: Vec<Index<Event>> = document
        .events_on(citation.passage)
        .iter()
        .copied()
        .filter(|other| *other != cited.event)
        .collect();
    other_events(ui, cited, &others, palette, actions);
}

/// Button that opens the source at the passage.
fn read_button(ui: &mut Ui, citation: &Citation, actions: &mut Vec<Action>) {
    let read = ui
        .add(Button::new(
            RichText::new(say("passage-read")).font(theme::sans(SMALL_SIZE + 0.5)),
        ))
        .on_hover_text(say("passage-read-hint"));
    if read.clicked() {
        actions.push(Action::Reader(ReaderAction::OpenAt(citation.passage)));
    }
}

/// Button that copies the words as they are in the file, and confirms it.
fn copy_button(ui: &mut Ui, cited: CitationEntry<'_>, footnote: &str, actions: &mut Vec<Action>) {
    /// Duration of the confirmation, in seconds.
    const SAID: f64 = 1.6;
    let event = &cited.document.timeline[cited.event];
    let said_id = Id::unique(("copied", &event.id, cited.position));
    let now = ui.input(|input| input.time);
    let said: Option<f64> = ui.data(|memory| memory.get_temp(said_id));
    let just_copied = said.is_some_and(|said| now - said < SAID);
    let words = if just_copied {
        say("passage-copied")
    } else {
        say("passage-copy")
    };
    let copy = ui
        .add(
            Button::new(RichText::new(words).font(theme::sans(SMALL_SIZE + 0.5)))
                .min_size(vec2(116.0, 0.0)),
        )
        .on_hover_text(say("passage-copy-hint"));
    if just_copied {
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_millis(200));
    }
    if copy.clicked() {
        ui.data_mut(|memory| memory.insert_temp(said_id, now));
        let exact = &cited.document.timeline[cited.citation.passage].quote.exact;
        let text = copied(exact, footnote);
        actions.push(Action::Clipboard(ClipboardAction::Text(text)));
    }
}

/// Other events on the same passage: a few at once, the rest on request.
fn other_events(
    ui: &mut Ui,
    cited: CitationEntry<'_>,
    others: &[Index<Event>],
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    /// Number shown at once.
    const FEW: usize = 3;
    if others.is_empty() {
        return;
    }
    let event = &cited.document.timeline[cited.event];
    let all_id = Id::unique(("all on this passage", &event.id, cited.position));
    let shows_all = ui.data(|memory| memory.get_temp(all_id).unwrap_or(false));
    ui.add_space(2.0);
    ui.label(
        RichText::new(say("passage-also"))
            .font(theme::sans(SMALL_SIZE + 0.5))
            .color(palette.muted),
    );
    let shown = if shows_all || others.len() <= FEW + 1 {
        others
    } else {
        others.get(..FEW).unwrap_or(others)
    };
    let salt = ("also", cited.event, cited.position);
    event_chip::show_all(ui, cited.document, shown, salt, actions);
    let rest = others.len() - shown.len();
    if rest > 0 {
        let more = Button::new(
            RichText::new(say_with(
                "passage-more",
                &[("count", Argument::plain(rest))],
            ))
            .font(theme::sans(SMALL_SIZE + 0.5)),
        );
        if ui.add(more).clicked() {
            ui.data_mut(|memory| memory.insert_temp(all_id, true));
        }
    }
}

/// The recorded words, with their context dimmed around them.
fn quotation(ui: &mut Ui, document: &Document, citation: &Citation, palette: Palette) {
    let passage = &document.timeline[citation.passage];
    let format = |color| TextFormat {
        font_id: theme::serif(QUOTE_SIZE),
        color,
        line_height: Some(24.0),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    let quote = &passage.quote;
    if !quote.prefix.is_empty() {
        job.append("… ", 0.0, format(palette.dimmed));
        job.append(&context(&quote.prefix), 0.0, format(palette.dimmed));
    }
    job.append(&visible_text(&quote.exact), 0.0, format(palette.ink));
    if !quote.suffix.is_empty() {
        job.append(&context(&quote.suffix), 0.0, format(palette.dimmed));
        job.append(" …", 0.0, format(palette.dimmed));
    }
    bidi::label(ui, job, Edge::Text);
}

/// Context without Markdown marks: it frames the quotation and is not quoted.
fn context(words: &str) -> String {
    visible_text(words)
        .replace(['*', '#'], "")
        .replace("  ", " ")
}

/// "Coplen, Fulcrum 2025/380, para. 2".
fn short_citation(source: &Source, locator: Option<&str>) -> String {
    let name = visible_text(&source.short_name()).into_owned();
    match locator {
        // Keep "para. 2" on one line.
        Some(locator) => format!("{name}, {}", visible_text(locator).replace(". ", ".\u{a0}")),
        None => name,
    }
}

fn facts(ui: &mut Ui, citation: &Citation, palette: Palette) {
    let mut facts = Vec::new();
    if let Some(date) = &citation.date {
        let words = date.edtf.as_ref().map_or_else(
            || {
                say_with(
                    "quoted",
                    &[("words", visible_text(&date.text).as_ref().into())],
                )
            },
            short_words,
        );
        let id = match citation.dating.basis {
            Some(Basis::Inferred) => "passage-dates-it-inferred",
            _ => "passage-dates-it",
        };
        facts.push(say_with(id, &[("date", words.into())]));
    }
    if let Some(who) = &citation.attributed_to {
        facts.push(say_with(
            "passage-claim-of",
            &[("who", visible_text(who).as_ref().into())],
        ));
    }
    if !facts.is_empty() {
        ui.label(
            RichText::new(facts.join(" · "))
                .font(theme::sans(SMALL_SIZE + 0.5))
                .color(palette.muted),
        );
    }
}

/// State of the passage's anchor. An unavailable source is no cause for alarm.
fn state_line(
    ui: &mut Ui,
    document: &Document,
    anchor: &Anchor,
    source: Index<Source>,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let (text, color) = match anchor.state {
        AnchorState::Exact => (say("passage-exact"), palette.good),
        AnchorState::Normalised => (say("passage-normalised"), palette.good),
        AnchorState::Drifted => (say("passage-drifted"), palette.warning),
        AnchorState::Ambiguous => (
            say_with(
                "passage-ambiguous",
                &[("count", Argument::plain(anchor.candidates.len()))],
            ),
            palette.warning,
        ),
        AnchorState::Missing => (say("passage-missing"), palette.bad),
        AnchorState::Unavailable => (say("passage-unavailable"), palette.muted),
    };
    let response = ui.label(
        RichText::new(text)
            .font(theme::sans(SMALL_SIZE + 0.5))
            .color(color),
    );
    if let Some(place) = &anchor.matched {
        let id = if is_recorded_copy(document, source) {
            "passage-place"
        } else {
            "passage-place-in-other"
        };
        response.on_hover_text(say_with(
            id,
            &[
                ("start", Argument::plain(place.start)),
                ("end", Argument::plain(place.end)),
            ],
        ));
    }
    if anchor.state == AnchorState::Ambiguous {
        candidates(ui, anchor, source, actions);
    }
    if anchor.state == AnchorState::Unavailable {
        ui.horizontal_wrapped(|ui| {
            if let Some(digest) = &document.timeline[source].sha256 {
                ui.label(
                    RichText::new(format!("SHA-256 {}…", digest.short()))
                        .font(theme::sans(SMALL_SIZE))
                        .color(palette.muted),
                )
                .on_hover_text(say_with(
                    "passage-digest",
                    &[("digest", digest.to_string().into())],
                ));
            }
            let locate = ui
                .add(Button::new(
                    RichText::new(say("locate-text")).font(theme::sans(SMALL_SIZE + 0.5)),
                ))
                .on_hover_text(say("passage-locate-hint"));
            if locate.clicked() {
                actions.push(Action::Panel(PanelAction::ToggleDialog(Dialog::Sources)));
            }
        });
    }
}

/// Possible places, each a click away.
fn candidates(ui: &mut Ui, anchor: &Anchor, source: Index<Source>, actions: &mut Vec<Action>) {
    /// Number of places offered.
    const FEW: usize = 6;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (number, place) in anchor.candidates.iter().take(FEW).enumerate() {
            let words = RichText::new(say_with(
                "passage-candidate",
                &[("number", Argument::plain(number + 1))],
            ));
            let button = Button::new(words.font(theme::sans(SMALL_SIZE + 0.5)));
            let hint = say_with(
                "passage-candidate-hint",
                &[("score", decimal(place.score).into())],
            );
            if ui.add(button).on_hover_text(hint).clicked() {
                actions.push(Action::Reader(ReaderAction::Open(source)));
                actions.push(Action::Reader(ReaderAction::GoTo(place.start)));
            }
        }
    });
}

/// Text for the clipboard: the words as they are in the file, and their
/// footnote.
fn copied(exact: &str, citation: &str) -> String {
    format!("“{exact}”\n{citation}\n")
}

/// A note of the editor, distinguished from the words of the source.
pub fn editors_note(ui: &mut Ui, note: &str, palette: Palette) {
    egui::Frame::NONE
        .fill(palette.band)
        .corner_radius(5)
        .inner_margin(egui::Margin::symmetric(9, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let mut job = LayoutJob::default();
            let format = |font, color| TextFormat::simple(font, color);
            job.append(
                &format!("{}  ", say("passage-editors-note")),
                0.0,
                format(theme::semibold(SMALL_SIZE + 0.5), palette.muted),
            );
            job.append(
                &visible_text(note),
                0.0,
                format(theme::sans(SMALL_SIZE + 1.0), palette.ink),
            );
            bidi::label(ui, job, Edge::Text);
        });
}
