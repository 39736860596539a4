//! One passage in the quote panel: the quotation and what is known about it.

use crate::language::{MessageArgument, decimal, say, say_with};
use eframe::egui::accesskit::Role;
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, Button, CornerRadius, Id, RichText, Sense, Stroke, Ui, vec2};

use super::bidi;
use super::dialogs::is_recorded_copy;
use super::forms::{self, InPlace};
use super::panel_input::PanelInput;
use super::regions::{self, Region};
use super::theme::{self, QUOTE_SIZE, SMALL_SIZE, UiPalette};
use super::widgets::{set_name, small, small_button, strong};
use super::{citation_lines, drift, event_chip};
use crate::date_words::short_words;
use crate::edits::forms::{CitationField, FormField};
use crate::model::{Basis, Citation, Event, Index, Source, Stance, visible_text};
use crate::session::{
    Action, ClipboardAction, Dialog, FocusRequest, FormAction, OpenTimeline, PanelAction,
    ReaderAction, SelectionAction,
};
use annals_anchor::{Anchor, AnchorState, QuoteSelector};

/// A citation of the selected event.
#[derive(Clone, Copy)]
pub struct CitationView<'a> {
    /// The open timeline, and the state of its session.
    pub input: PanelInput<'a>,
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
    entry: CitationView<'_>,
    accent: egui::Color32,
    actions: &mut Vec<Action>,
) {
    let PanelInput { session, open } = entry.input;
    let event = &open.timeline[entry.event];
    let inner = egui::Frame::NONE
        .inner_margin(egui::Margin {
            left: 15,
            right: 2,
            top: 3,
            bottom: 3,
        })
        .show(ui, |ui| passage_text(ui, entry, actions));
    let rect = inner.response.rect;
    // The passage as a whole can take focus: Enter on an event moves here, and
    // [ ] move between passages.
    let id = Id::unique(("citation", &event.id, entry.position));
    let focus_rect = rect.with_max_x(rect.left() + 12.0);
    let response = ui.interact(focus_rect, id, Sense::click());
    set_name(&response, Role::Group, || {
        let exact = &open.timeline[entry.citation.passage].quote.exact;
        let label = [
            ("number", MessageArgument::ungrouped(entry.position + 1)),
            ("of", MessageArgument::ungrouped(event.citations.len())),
            ("words", visible_text(exact).into()),
        ];
        say_with("passage-label", &label)
    });
    if response.clicked() {
        actions.push(SelectionAction::SelectCitation(entry.position).into());
        if ui.input(|input| input.key_pressed(egui::Key::Enter)) {
            actions.push(ReaderAction::OpenAt(entry.citation.passage).into());
        }
    }
    regions::offer(ui, Region::Quotes, id);
    if response.gained_focus() {
        ui.scroll_to_rect(rect, None);
    }
    let is_current = session.view.citation == entry.position;
    if is_current && session.view.focus == Some(FocusRequest::Citation) {
        response.request_focus();
        ui.scroll_to_rect(rect, Some(egui::Align::Min));
    }
    let bar = rect.with_max_x(rect.left() + 3.5).shrink2(vec2(0.0, 2.0));
    ui.painter().rect_filled(bar, CornerRadius::same(2), accent);
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.expand2(vec2(4.0, 3.0)),
            CornerRadius::same(6),
            Stroke::new(2.0, UiPalette::of(ui).focus),
            egui::StrokeKind::Outside,
        );
    }
}

/// The quotation and what is known about it, from top to bottom.
fn passage_text(ui: &mut Ui, entry: CitationView<'_>, actions: &mut Vec<Action>) {
    let CitationView {
        input, citation, ..
    } = entry;
    let PanelInput { session, open } = input;
    let palette = UiPalette::of(ui);
    let passage = &open.timeline[citation.passage];
    ui.spacing_mut().item_spacing.y = 5.0;
    let stance = match citation.stance {
        Stance::Supports => None,
        Stance::Disputes => Some(("passage-disputes", palette.bad)),
        Stance::Context => Some(("stance-context", palette.muted)),
    };
    if let Some((id, color)) = stance {
        ui.label(strong(say(id), SMALL_SIZE + 0.5).color(color));
    }
    quotation(ui, &passage.quote);
    drift::show(ui, input, citation.passage, actions);
    let source = &open.timeline[passage.source];
    let short = short_citation(source, passage.locator.as_deref());
    bidi::label(ui, strong(short, SMALL_SIZE + 1.0));
    let footnote = citation_lines::footnote(ui, session, citation.passage);
    let shown = RichText::new(visible_text(&footnote)).font(theme::sans(SMALL_SIZE));
    bidi::label(ui, shown.color(palette.muted));
    let place = InPlace {
        input,
        event: entry.event,
    };
    let field = FormField::Citation(entry.position, CitationField::Stance);
    let is_edited = forms::edit_here(ui, place, &field, actions);
    if !is_edited {
        facts(ui, citation);
        if let Some(note) = &citation.note {
            editors_note(ui, note);
        }
    }
    if let Some(anchor) = open.anchor(citation.passage) {
        state_line(ui, open, anchor, passage.source, actions);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if small_button(ui, "passage-read", "passage-read-hint").clicked() {
            actions.push(ReaderAction::OpenAt(citation.passage).into());
        }
        copy_button(ui, entry, &footnote, actions);
        if open.is_preview() {
            return;
        }
        if !is_edited
            && small_button(ui, "passage-edit-citation", "passage-edit-citation-hint").clicked()
        {
            actions.push(FormAction::EditField(entry.event, field).into());
        }
        if small_button(ui, "passage-edit", "passage-edit-hint").clicked() {
            actions.push(FormAction::EditPassage(citation.passage).into());
        }
    });
    other_events(ui, entry, actions);
}

/// Button that copies the words as they are in the file, and confirms it.
fn copy_button(ui: &mut Ui, entry: CitationView<'_>, footnote: &str, actions: &mut Vec<Action>) {
    /// Duration of the confirmation, in seconds.
    const CONFIRMATION: f64 = 1.6;
    let timeline = &entry.input.open.timeline;
    let event = &timeline[entry.event];
    let copied_id = Id::unique(("copied", &event.id, entry.position));
    let now = ui.input(|input| input.time);
    let copied_at: Option<f64> = ui.data(|memory| memory.get_temp(copied_id));
    let just_copied = copied_at.is_some_and(|at| now - at < CONFIRMATION);
    let words = if just_copied {
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_millis(200));
        "passage-copied"
    } else {
        "passage-copy"
    };
    let copy = ui.add(Button::new(small(say(words))).min_size(vec2(116.0, 0.0)));
    if copy.on_hover_text(say("passage-copy-hint")).clicked() {
        ui.data_mut(|memory| memory.insert_temp(copied_id, now));
        let exact = &timeline[entry.citation.passage].quote.exact;
        let text = format!("“{exact}”\n{footnote}\n");
        actions.push(ClipboardAction::Text(text).into());
    }
}

/// Other events on the same passage: a few at once, the rest on request.
fn other_events(ui: &mut Ui, entry: CitationView<'_>, actions: &mut Vec<Action>) {
    /// Number shown at once.
    const FEW: usize = 3;
    let open = entry.input.open;
    let mut others = open.events_citing(entry.citation.passage).to_vec();
    others.retain(|other| *other != entry.event);
    if others.is_empty() {
        return;
    }
    let event = &open.timeline[entry.event];
    let all_id = Id::unique(("all on this passage", &event.id, entry.position));
    let shows_all = ui.data(|memory| memory.get_temp(all_id).unwrap_or(false));
    ui.add_space(2.0);
    ui.label(small(say("passage-also")).color(UiPalette::of(ui).muted));
    let all = others.len();
    if !shows_all && all > FEW + 1 {
        others.truncate(FEW);
    }
    let salt = ("also", entry.event, entry.position);
    event_chip::show_all(ui, open, &others, None, salt, actions);
    let rest = all - others.len();
    if rest > 0 {
        let more = say_with(
            "passage-more",
            &[("count", MessageArgument::ungrouped(rest))],
        );
        if ui.button(small(more)).clicked() {
            ui.data_mut(|memory| memory.insert_temp(all_id, true));
        }
    }
}

/// The recorded words, with their context dimmed around them.
fn quotation(ui: &mut Ui, quote: &QuoteSelector) {
    let palette = UiPalette::of(ui);
    let mut job = LayoutJob::default();
    let mut append = |words: &str, color| {
        let format = TextFormat {
            line_height: Some(24.0),
            ..TextFormat::simple(theme::serif(QUOTE_SIZE), color)
        };
        job.append(words, 0.0, format);
    };
    if !quote.prefix.is_empty() {
        append("… ", palette.dimmed);
        append(&context(&quote.prefix), palette.dimmed);
    }
    append(&visible_text(&quote.exact), palette.ink);
    if !quote.suffix.is_empty() {
        append(&context(&quote.suffix), palette.dimmed);
        append(" …", palette.dimmed);
    }
    bidi::label(ui, job);
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

fn facts(ui: &mut Ui, citation: &Citation) {
    let mut facts = Vec::new();
    if let Some(date) = &citation.date {
        let words = date.edtf.as_ref().map_or_else(
            || say_with("quoted", &[("words", visible_text(&date.text).into())]),
            short_words,
        );
        let id = match citation.dating.basis {
            Some(Basis::Inferred) => "passage-dates-it-inferred",
            _ => "passage-dates-it",
        };
        facts.push(say_with(id, &[("date", words.into())]));
    }
    if let Some(speaker) = &citation.attributed_to {
        let who = [("who", visible_text(speaker).into())];
        facts.push(say_with("passage-claim-of", &who));
    }
    if !facts.is_empty() {
        ui.label(small(facts.join(" · ")).color(UiPalette::of(ui).muted));
    }
}

/// State of the passage's anchor. An unavailable source is no cause for alarm.
fn state_line(
    ui: &mut Ui,
    open: &OpenTimeline,
    anchor: &Anchor,
    source: Index<Source>,
    actions: &mut Vec<Action>,
) {
    let id = match anchor.state {
        AnchorState::Exact => "passage-exact",
        AnchorState::Normalised => "passage-normalised",
        AnchorState::Drifted => "passage-drifted",
        AnchorState::Ambiguous => "passage-ambiguous",
        AnchorState::Missing => "passage-missing",
        AnchorState::Unavailable => "passage-unavailable",
    };
    let candidates = [("count", MessageArgument::ungrouped(anchor.candidates.len()))];
    let color = state_color(anchor.state, UiPalette::of(ui));
    let response = ui.label(small(say_with(id, &candidates)).color(color));
    if let Some(place) = &anchor.matched {
        let id = if is_recorded_copy(open, source) {
            "passage-place"
        } else {
            "passage-place-in-other"
        };
        let place = [
            ("start", MessageArgument::ungrouped(place.start)),
            ("end", MessageArgument::ungrouped(place.end)),
        ];
        response.on_hover_text(say_with(id, &place));
    }
    match anchor.state {
        AnchorState::Ambiguous => {
            ui.horizontal_wrapped(|ui| candidate_buttons(ui, anchor, source, actions));
        }
        AnchorState::Unavailable => {
            let source = &open.timeline[source];
            ui.horizontal_wrapped(|ui| locate_button(ui, source, actions));
        }
        _ => {}
    }
}

/// The source's digest, and a button for locating the document.
fn locate_button(ui: &mut Ui, source: &Source, actions: &mut Vec<Action>) {
    if let Some(digest) = &source.sha256 {
        let short = format!("SHA-256 {}…", digest.short());
        let short = RichText::new(short).font(theme::sans(SMALL_SIZE));
        let whole = [("digest", digest.to_string().into())];
        ui.label(short.color(UiPalette::of(ui).muted))
            .on_hover_text(say_with("passage-digest", &whole));
    }
    if small_button(ui, "locate-text", "passage-locate-hint").clicked() {
        actions.push(PanelAction::ToggleDialog(Dialog::Sources).into());
    }
}

/// Colour of an anchor's state. An unavailable source is no cause for alarm.
pub const fn state_color(state: AnchorState, palette: UiPalette) -> egui::Color32 {
    match state {
        AnchorState::Exact | AnchorState::Normalised => palette.good,
        AnchorState::Drifted | AnchorState::Ambiguous => palette.warning,
        AnchorState::Missing => palette.bad,
        AnchorState::Unavailable => palette.muted,
    }
}

/// Possible places, each a click away.
fn candidate_buttons(
    ui: &mut Ui,
    anchor: &Anchor,
    source: Index<Source>,
    actions: &mut Vec<Action>,
) {
    /// Number of places offered.
    const FEW: usize = 6;
    ui.spacing_mut().item_spacing.x = 4.0;
    for (number, place) in anchor.candidates.iter().take(FEW).enumerate() {
        let number = [("number", MessageArgument::ungrouped(number + 1))];
        let button = ui.button(small(say_with("passage-candidate", &number)));
        let score = [("score", decimal(place.score).into())];
        let hint = say_with("passage-candidate-hint", &score);
        if button.on_hover_text(hint).clicked() {
            actions.push(ReaderAction::Open(source).into());
            actions.push(ReaderAction::GoTo(place.start).into());
        }
    }
}

/// A note of the editor, distinguished from the words of the source.
pub fn editors_note(ui: &mut Ui, note: &str) {
    let palette = UiPalette::of(ui);
    egui::Frame::NONE
        .fill(palette.band)
        .corner_radius(5)
        .inner_margin(egui::Margin::symmetric(9, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let mut job = LayoutJob::default();
            let label = format!("{}  ", say("passage-editors-note"));
            let font = theme::semibold(SMALL_SIZE + 0.5);
            job.append(&label, 0.0, TextFormat::simple(font, palette.muted));
            let font = theme::sans(SMALL_SIZE + 1.0);
            let format = TextFormat::simple(font, palette.ink);
            job.append(&visible_text(note), 0.0, format);
            bidi::label(ui, job);
        });
}
