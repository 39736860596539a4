//! Content of the quote panel while nothing is selected: what this is, and
//! what to do first.

use crate::language::{say, say_with};
use eframe::egui::{Button, RichText, Ui, vec2};

use super::bidi;
use super::citation_lines;
use super::panel_input::PanelInput;
use super::regions::{self, Region};
use super::theme::{self, SMALL_SIZE, UiPalette};
use super::timeline_view::count;
use super::top_bar::evidence_in_words;
use super::widgets::{action_button, strong};
use crate::edits::forms::FormKind;
use crate::model::{visible_line, visible_text};
use crate::session::{
    Action, Dialog, FormAction, OpenTimeline, PanelAction, SelectionAction, Session, SourceAction,
};
use crate::settings::Command;

/// Maximum number of sources named here; the list of sources has all.
const MOST_SOURCES: usize = 20;

/// Button that opens the form of a new event.
fn new_event(ui: &mut Ui, actions: &mut Vec<Action>) {
    if ui.button(say(Command::NewEvent.message_id())).clicked() {
        actions.push(FormAction::New(FormKind::Event).into());
    }
}

/// Shows the welcome.
pub fn show(ui: &mut Ui, input: PanelInput<'_>, actions: &mut Vec<Action>) {
    let PanelInput { session, open } = input;
    let palette = UiPalette::of(ui);
    let timeline = &open.timeline;
    ui.spacing_mut().item_spacing.y = 8.0;
    if open.is_preview() {
        loading(ui, open);
        return;
    }
    if timeline.events.is_empty() {
        ui.label(strong(say("welcome-no-events"), 24.0));
        ui.label(say("welcome-no-events-why"));
        action_button(ui, "welcome-add-source", SourceAction::PickFile, actions);
        new_event(ui, actions);
        return;
    }
    ui.label(strong(say("welcome-click"), 24.0));
    let read = RichText::new(say("welcome-and-read")).font(theme::serif(18.0));
    ui.label(read.color(palette.ink));
    ui.add_space(4.0);
    if let Some(first) = open.index.next(None) {
        let title = visible_line(timeline[first].name());
        let begin = say_with("welcome-begin", &[("event", title.into())]);
        let begin = Button::new(strong(begin, theme::TEXT_SIZE).color(palette.panel));
        let begin = ui.add(begin.fill(palette.ink).min_size(vec2(0.0, 32.0)));
        regions::offer(ui, Region::Quotes, begin.id);
        if begin.clicked() {
            actions.push(SelectionAction::Select(first).into());
        }
    }
    new_event(ui, actions);
    ui.add_space(6.0);
    for line in ["welcome-wheel", "welcome-arrows", "welcome-keys"] {
        ui.label(RichText::new(say(line)).color(palette.muted));
    }
    ui.add_space(14.0);
    ui.label(strong(say("welcome-this"), 16.0));
    if let Some(description) = &timeline.description {
        bidi::label(ui, visible_text(description));
    }
    let mut facts = vec![count(timeline.events.len(), "event")];
    let undated = open.index.undated().len();
    if undated > 0 {
        facts.push(say_with("welcome-undated", &[("count", undated.into())]));
    }
    facts.push(count(timeline.passages.len(), "quotation"));
    facts.push(count(timeline.sources.len(), "source"));
    ui.label(RichText::new(facts.join(", ")).color(palette.muted));
    ui.add_space(10.0);
    if !timeline.sources.is_empty() {
        sources(ui, session, open, actions);
    }
}

/// The first sources, and how many quotations were found in them.
fn sources(ui: &mut Ui, session: &Session, open: &OpenTimeline, actions: &mut Vec<Action>) {
    let muted = UiPalette::of(ui).muted;
    let timeline = &open.timeline;
    ui.label(strong(say("welcome-drawn-from"), 16.0));
    for (index, source) in timeline.sources.indexed().take(MOST_SOURCES) {
        let entry = citation_lines::entry(ui, session, index);
        let entry = RichText::new(visible_text(&entry)).font(theme::serif(14.5));
        bidi::label(ui, entry);
        if let Some(note) = &source.note {
            let note = RichText::new(visible_text(note)).font(theme::sans(SMALL_SIZE));
            bidi::label(ui, note.color(muted));
        }
    }
    let more = timeline.sources.len().saturating_sub(MOST_SOURCES);
    if more > 0 {
        let message = say_with("welcome-more-sources", &[("count", more.into())]);
        ui.label(RichText::new(message).color(muted));
    }
    ui.add_space(2.0);
    let evidence = ui.button(evidence_in_words(open));
    if evidence.on_hover_text(say("bar-sources-hint")).clicked() {
        actions.push(PanelAction::ToggleDialog(Dialog::Sources).into());
    }
}

/// Progress while events are being read.
fn loading(ui: &mut Ui, open: &OpenTimeline) {
    let lanes = 0..=open.timeline.lanes.len();
    let events = lanes.map(|lane| open.index.in_lane(lane).events).sum();
    ui.label(strong(say("welcome-being-read"), 24.0));
    let progress = [
        ("events", count(events, "event").into()),
        ("undated", open.undated_count().into()),
    ];
    bidi::label(ui, say_with("welcome-being-read-so-far", &progress));
}
