//! Forms in the window: what a person types, and what the timeline then has.

use std::fs;

use annals::model::Basis;
use annals::session::SourcePaths;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable as _};

use crate::harness::{TestWindow, WindowOptions};

const FILE: &str = r#"{
  "annals": 1,
  "title": "A small timeline",
  "lanes": [{"id": "a", "name": "Alpha"}, {"id": "b", "name": "Beta"}],
  "sources": [{"id": "s", "csl": {"type": "report", "title": "Source", "author": [{"family": "Writer"}]}, "file": "s.txt"}],
  "passages": [{"id": "p", "source": "s", "exact": "It happened in 1958."}],
  "events": [
    {"id": "it", "title": "It happened", "date": "1958", "dating": {"basis": "stated"}, "lane": "a",
     "citations": [{"passage": "p", "date": "1958", "stance": "supports"}]}
  ]
}"#;

const DOCUMENT: &str =
    "It happened in 1958. The bridge was opened in May 1961, and closed a year later.";

/// A window with a small timeline and its document.
fn open() -> (tempfile::TempDir, TestWindow) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("timeline.json");
    fs::write(&file, FILE).expect("a file");
    fs::write(folder.path().join("s.txt"), DOCUMENT).expect("a document");
    let window = WindowOptions {
        places: SourcePaths::default(),
        ..WindowOptions::file(&file)
    };
    (folder, window.open())
}

/// The name of the focused control.
fn focused(window: &TestWindow) -> String {
    let node = window.harness.root().query_by(|node| node.is_focused());
    let label = node.and_then(|node| NodeT::accesskit_node(&node).label());
    label.unwrap_or_default()
}

/// Presses Tab until a control with this name has the keyboard.
#[track_caller]
fn tab_to(window: &mut TestWindow, label: &str) {
    for _ in 0..40 {
        if focused(window) == label {
            return;
        }
        window.press(Key::Tab);
    }
    panic!("Tab does not reach “{label}”: {:#?}", window.labels());
}

#[test]
fn an_event_with_a_passage_is_written_by_keyboard_alone() {
    let (_folder, mut window) = open();
    window.press(Key::N);
    window.expect("New event");
    assert_eq!(focused(&window), "Title");
    window.type_text("Bridge opened");
    window.press(Key::Tab);
    assert_eq!(focused(&window), "Date");
    window.type_text("May 1961");
    window.expect("May 1961 · EDTF 1961-05");
    window.expect("1 May 1961 to 31 May 1961");
    tab_to(&mut window, "Lane");
    window.type_text("bet");
    // A suggestion is not taken unless it is chosen.
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    tab_to(&mut window, "New passage…");
    window.press(Key::Enter);
    assert_eq!(focused(&window), "Source");
    window.type_text("wri");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    tab_to(&mut window, "Exact words");
    window.type_text("The bridge was opened in May 1961");
    window.expect("Found in the document, word for word");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.expect_not("New event");
    let (open, event) = window.app().session().selected().expect("the new event");
    let event = &open.timeline[event];
    assert_eq!(event.title, "Bridge opened");
    assert_eq!(event.date.as_ref().map(|date| &*date.text), Some("1961-05"));
    assert_eq!(event.dating.basis, Some(Basis::Stated));
    assert_eq!(event.lane_id.as_str(), "b");
    let passage = &open.timeline[event.citations[0].passage];
    assert_eq!(&*passage.quote.exact, "The bridge was opened in May 1961");
    // The words around them are those of the document.
    assert!(
        passage.quote.prefix.contains("It happened in 1958"),
        "{:?}",
        passage.quote
    );
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.expect_not("Bridge opened");
}

#[test]
fn a_date_is_changed_where_it_is_shown() {
    let (_folder, mut window) = open();
    window.click_mark("It happened");
    window.activate("Edit: Date");
    assert_eq!(focused(&window), "Date");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("1959");
    window.activate("How the date is known: I infer it");
    window.type_into("Inferred from", "The anniversary was in 1969.");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    let (open, event) = window.app().session().selected().expect("the event");
    let event = &open.timeline[event];
    assert_eq!(event.date.as_ref().map(|date| &*date.text), Some("1959"));
    assert_eq!(event.dating.basis, Some(Basis::Inferred));
    window.expect("The anniversary was in 1969.");
}

#[test]
fn a_wrong_field_shows_its_error_and_has_the_keyboard() {
    let (_folder, mut window) = open();
    window.press(Key::N);
    window.type_text("Bridge opened");
    window.press(Key::Tab);
    window.type_text("1961");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.expect("New event");
    window.expect("Choose a lane, or type the name of a new one.");
    window.expect("Say how the date is known");
    assert_eq!(focused(&window), "Lane");
    let lane = window.harness.get_by_label("Lane");
    let described = lane.accesskit_node().description();
    assert_eq!(
        described.as_deref(),
        Some("Choose a lane, or type the name of a new one.")
    );
    // What is typed stays, now and when the form is kept for later.
    window.press(Key::Escape);
    window.expect("Unfinished event: Bridge opened");
    window.activate("Continue");
    assert_eq!(focused(&window), "Title");
    window.expect("Bridge opened");
}

#[test]
fn typing_the_beginning_of_a_suggestion_never_takes_it() {
    let (_folder, mut window) = open();
    window.press(Key::N);
    tab_to(&mut window, "Tags");
    window.type_text("radio,");
    window.type_text("me");
    window.press(Key::Enter);
    for tag in ["Remove radio", "Remove me"] {
        assert!(window.harness.query_by_label(tag).is_some(), "{tag}");
    }
    tab_to(&mut window, "Lane");
    window.type_text("Alp");
    window.press(Key::Tab);
    let form = &window.app().session().edits.forms;
    let annals::edits::forms::Form::Event(form) = &form.open.as_ref().expect("a form").form else {
        panic!("another form");
    };
    assert_eq!(form.lane.typed, "Alp");
}
