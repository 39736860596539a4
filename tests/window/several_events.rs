//! Commands about several events, and moving events between lanes and timelines.

use std::fs;

use annals::model::Timeline;
use annals::session::{Action, PanelAction, WorkspaceAction};
use eframe::egui::{self, Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT, Queryable as _};

use crate::harness::{TestWindow, WindowOptions};

const FILE: &str = r#"{
  "annals": 1,
  "title": "Radio",
  "lanes": [{"id": "a", "name": "Alpha"}, {"id": "b", "name": "Beta"}],
  "sources": [{"id": "s", "csl": {"type": "report", "title": "Source", "author": [{"family": "Writer"}]}}],
  "passages": [
    {"id": "p", "source": "s", "exact": "The station opened in 1958."},
    {"id": "q", "source": "s", "exact": "A second studio followed."}
  ],
  "events": [
    {"id": "one", "title": "Station opened", "date": "1958", "dating": {"basis": "stated"}, "lane": "a", "tags": ["radio"],
     "citations": [{"passage": "p", "date": "1958", "stance": "supports"}, {"passage": "q", "stance": "supports"}]},
    {"id": "two", "title": "Second studio", "date": "1960", "dating": {"basis": "inferred", "reason": "Guess."}, "lane": "a", "tags": ["wireless"],
     "citations": [{"passage": "q", "stance": "supports"}]},
    {"id": "three", "title": "Licence granted", "date": "1962", "dating": {"basis": "inferred", "reason": "Guess."}, "lane": "b",
     "citations": [{"passage": "q", "stance": "supports"}]},
    {"id": "four", "title": "First broadcast", "lane": "a",
     "citations": [{"passage": "q", "stance": "supports"}]}
  ]
}"#;

fn open() -> (tempfile::TempDir, TestWindow) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("timeline.json");
    fs::write(&file, FILE).expect("a file");
    let window = WindowOptions::file(&file).open();
    (folder, window)
}

fn open_table() -> (tempfile::TempDir, TestWindow) {
    let (folder, mut window) = open();
    window.ask(PanelAction::FocusTable.into());
    (folder, window)
}

fn timeline(window: &TestWindow) -> &Timeline {
    let open = window.app().session().open.as_deref();
    &open.expect("a timeline").timeline
}

/// The lane of an event, by id.
fn lane_of(window: &TestWindow, event: &str) -> String {
    let timeline = timeline(window);
    let event = timeline.events.by_id(event).expect("the event");
    timeline[event].lane_id.to_string()
}

/// The tags of an event.
fn tags_of(window: &TestWindow, event: &str) -> Vec<String> {
    let timeline = timeline(window);
    let event = timeline.events.by_id(event).expect("the event");
    timeline[event]
        .tags
        .iter()
        .map(|tag| tag.to_string())
        .collect()
}

/// The name of the last step.
fn last_step(window: &TestWindow) -> String {
    let step = window.app().session().edits.history.last_done();
    step.expect("a step").name.text()
}

fn middle(window: &TestWindow, name: &str) -> Pos2 {
    window.place_of(name).center()
}

/// A place in a lane of the plot, under a point of another one.
fn in_lane(window: &TestWindow, lane: &str, at: Pos2) -> Pos2 {
    let name = middle(window, &format!("Lane {lane}, "));
    egui::pos2(at.x, name.y)
}

/// Presses the button on an event and drags it, without letting it go.
fn begin_drag(window: &mut TestWindow, from: Pos2, to: Pos2) {
    window.harness.event(Event::PointerMoved(from));
    window.harness.step();
    window.harness.event(button(from, true));
    window.harness.step();
    for share in [0.3, 0.7, 1.0] {
        let at = from + (to - from) * share;
        window.harness.event(Event::PointerMoved(at));
        window.harness.step();
    }
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

/// Clicks the row of an event with modifier keys.
fn click_row(window: &mut TestWindow, title: &str, modifiers: Modifiers) {
    let row = row_of(window, title);
    window.harness.get_by_label(&row).click_modifiers(modifiers);
    window.settle();
}

/// The whole name of the row of an event.
fn row_of(window: &TestWindow, title: &str) -> String {
    let part = format!(", {title}, ");
    let labels = window.labels();
    let found = labels.iter().find(|label| label.contains(&part));
    found.expect("a row").clone()
}

#[test]
fn an_event_dragged_to_another_lane_keeps_its_date() {
    let (_folder, mut window) = open();
    let from = middle(&window, "Station opened, ");
    let to = in_lane(&window, "Beta", from + egui::vec2(20.0, 0.0));
    let view = window.app().session().view.viewport(1e9);
    window.drag(from, to);
    assert_eq!(lane_of(&window, "one"), "b");
    assert_eq!(last_step(&window), "Move “Station opened” to “Beta”");
    assert_eq!(
        window.app().session().view.viewport(1e9),
        view,
        "the view stays"
    );
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(lane_of(&window, "one"), "a");
}

#[test]
fn escape_cancels_dragging_an_event_to_another_lane() {
    let (_folder, mut window) = open();
    let from = middle(&window, "Station opened, ");
    let to = in_lane(&window, "Beta", from);
    begin_drag(&mut window, from, to);
    window.press(Key::Escape);
    window.harness.event(button(to, false));
    window.settle();
    assert_eq!(lane_of(&window, "one"), "a");
    assert!(window.app().session().edits.history.steps().is_empty());
}

#[test]
fn dragging_an_event_along_time_pans() {
    let (_folder, mut window) = open();
    let from = middle(&window, "Second studio, ");
    let before = window.app().session().view.viewport(1e9);
    window.drag(from, from - egui::vec2(120.0, 4.0));
    let after = window.app().session().view.viewport(1e9);
    assert!(after.first() > before.first(), "{before:?} {after:?}");
    assert!(window.app().session().edits.history.steps().is_empty());
}

#[test]
fn an_undated_event_is_dragged_to_a_lane() {
    let (_folder, mut window) = open();
    let from = middle(&window, "First broadcast");
    let to = in_lane(&window, "Beta", from);
    window.drag(from, to);
    assert_eq!(lane_of(&window, "four"), "b");
}

#[test]
fn the_keyboard_moves_an_event_to_another_lane() {
    let (_folder, mut window) = open();
    window.click_mark("Station opened");
    window.press(Key::M);
    window.expect("Move to another lane");
    window.press(Key::Tab);
    window.press(Key::Enter);
    assert_eq!(lane_of(&window, "one"), "b");
    window.expect_not("Move to another lane");
}

#[test]
fn rows_are_selected_with_ctrl_and_shift_and_changed_in_one_step() {
    let (_folder, mut window) = open_table();
    click_row(&mut window, "Station opened", Modifiers::NONE);
    click_row(&mut window, "Licence granted", Modifiers::COMMAND);
    window.expect("2 events selected");
    click_row(&mut window, "Licence granted", Modifiers::COMMAND);
    window.expect_not("events selected");
    click_row(&mut window, "Licence granted", Modifiers::SHIFT);
    window.expect("3 events selected");
    window.activate("Move to lane…");
    window.press(Key::Tab);
    window.press(Key::Enter);
    assert_eq!(last_step(&window), "Move 3 events to “Beta”");
    for event in ["one", "two", "three"] {
        assert_eq!(lane_of(&window, event), "b", "{event}");
    }
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(lane_of(&window, "one"), "a");
    assert_eq!(lane_of(&window, "three"), "b");
}

#[test]
fn rows_are_selected_by_keyboard_and_get_a_tag() {
    let (_folder, mut window) = open_table();
    window.press(Key::ArrowDown);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.expect("3 events selected");
    window.press_with(Modifiers::SHIFT, Key::ArrowUp);
    window.expect("2 events selected");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.expect("4 events selected");
    window.activate("Add tag…");
    window.type_text("radio");
    window.press(Key::Enter);
    assert_eq!(last_step(&window), "Add the tag “radio” to 4 events");
    for event in ["one", "three", "four"] {
        assert_eq!(tags_of(&window, event), ["radio"], "{event}");
    }
    window.activate("Remove tag…");
    window.activate("wireless, 1 event");
    assert_eq!(tags_of(&window, "two"), ["radio"]);
    window.ask(PanelAction::FocusTable.into());
    window.press(Key::Delete);
    assert_eq!(last_step(&window), "Delete 4 events");
    assert_eq!(timeline(&window).events.len(), 0);
}

#[test]
fn selected_events_are_merged_into_the_chosen_one() {
    let (_folder, mut window) = open_table();
    click_row(&mut window, "Station opened", Modifiers::NONE);
    click_row(&mut window, "Second studio", Modifiers::COMMAND);
    window.activate("Merge…");
    window.activate("Station opened, 1958");
    assert_eq!(last_step(&window), "Merge 2 events into “Station opened”");
    assert_eq!(timeline(&window).events.len(), 3);
    assert_eq!(tags_of(&window, "one"), ["radio", "wireless"]);
}

#[test]
fn chosen_citations_go_to_a_new_event() {
    let (_folder, mut window) = open();
    window.click_mark("Station opened");
    let split = annals::session::Dialog::SplitEvent;
    window.ask(PanelAction::OpenDialog(split).into());
    let split = window.harness.get_by_label("Split");
    assert!(split.accesskit_node().is_disabled());
    window.activate("Writer: “A second studio followed.”");
    window.type_into("Title of the new event", "Studio built");
    window.press(Key::Enter);
    let timeline = timeline(&window);
    assert_eq!(timeline.events.len(), 5);
    let new = timeline.events.iter().find(|it| it.title == "Studio built");
    assert_eq!(new.expect("the new event").citations.len(), 1);
    let old = timeline.events.by_id("one").expect("the old event");
    assert_eq!(timeline[old].citations.len(), 1);
}

#[test]
fn events_are_copied_to_another_timeline_with_their_passages() {
    let (_folder, mut window) = open();
    window.click_mark("Station opened");
    window.harness.event(Event::Copy);
    // The app copies in the next frame.
    let text = (0..4).find_map(|_| {
        window.harness.step();
        window.copied()
    });
    let text = text.expect("a text");
    window.settle();
    window.ask(Action::Workspace(WorkspaceAction::New(None)));
    assert_eq!(timeline(&window).events.len(), 0);
    window.harness.event(Event::Paste(text));
    window.settle();
    assert_eq!(last_step(&window), "Paste “Station opened”");
    let timeline = timeline(&window);
    assert_eq!(timeline.events.len(), 1);
    assert_eq!(timeline.passages.len(), 2);
    assert_eq!(timeline.sources.len(), 1);
}

#[test]
fn a_tag_is_renamed_or_merged_everywhere() {
    let (_folder, mut window) = open();
    let tags = annals::edits::NameList::Tags;
    let dialog = annals::session::Dialog::RenameName(tags);
    window.ask(PanelAction::OpenDialog(dialog).into());
    window.activate("wireless, 1 event");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("radio");
    window.expect("1 event has “radio” already. The two are merged.");
    window.press(Key::Enter);
    assert_eq!(last_step(&window), "Merge the tag “wireless” into “radio”");
    assert_eq!(tags_of(&window, "two"), ["radio"]);
}
