//! Editing: history, recovery after the end of the program, saving, and what others
//! do to the file meanwhile.

use std::fs;
use std::path::{Path, PathBuf};

use annals::edits::Edit;
use annals::model::{Change, EntryKind, EntryText};
use annals::session::{EditAction, LoadAction};
use eframe::egui::{Key, Modifiers};

use crate::harness::{TestWindow, WindowOptions};

const FILE: &str = r#"{
  "annals": 1,
  "title": "A port",
  "lanes": [
    { "id": "a", "name": "Harbour" }
  ],
  "events": [
    { "id": "e", "title": "Built", "lane": "a", "citations": [] }
  ]
}
"#;

/// A timeline in a folder of its own, with a state folder.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        desk.write(FILE);
        desk
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("port.json")
    }

    fn write(&self, text: &str) {
        fs::write(self.path(), text).expect("a file");
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).expect("a file")
    }

    fn open(&self) -> TestWindow {
        self.open_path(&self.path())
    }

    fn open_path(&self, path: &Path) -> TestWindow {
        WindowOptions {
            state_folder: Some(self.folder.path().join("state")),
            ..WindowOptions::file(path)
        }
        .open()
    }
}

fn add_lane(window: &mut TestWindow, name: &str) {
    let id = name.to_lowercase();
    let change = Change::Insert {
        kind: EntryKind::Lane,
        entry: EntryText::new(&id, format!(r#"{{"id": "{id}", "name": "{name}"}}"#)),
        before: None,
    };
    let edit = Edit::new(format!("Add the lane {name}").into(), change);
    window.ask(EditAction::Apply(Box::new(edit)).into());
}

/// Changes the title of the event here, and differently in the file.
fn change_a_title_in_two_places(desk: &Desk, window: &mut TestWindow) {
    let change = Change::Replace {
        kind: EntryKind::Event,
        old: EntryText::new(
            "e",
            r#"{ "id": "e", "title": "Built", "lane": "a", "citations": [] }"#,
        ),
        new: EntryText::new(
            "e",
            r#"{ "id": "e", "title": "Built by hand", "lane": "a", "citations": [] }"#,
        ),
    };
    let edit = Edit::new("Set the title".into(), change);
    window.ask(EditAction::Apply(Box::new(edit)).into());
    desk.write(&FILE.replace("Built", "Enlarged"));
    window.ask(LoadAction::Reload.into());
}

fn save(window: &mut TestWindow) {
    window.press_with(Modifiers::COMMAND, Key::S);
    window.settle();
}

fn lanes(window: &TestWindow) -> usize {
    let open = window.app().session().open.as_ref().expect("a timeline");
    open.timeline.lanes.len()
}

/// Whether a line that was added is the only difference.
fn added_lines(old: &str, new: &str) -> Vec<String> {
    let old: Vec<&str> = old.lines().collect();
    let new = new.lines();
    new.filter(|line| !old.contains(line))
        .map(str::to_owned)
        .collect()
}

#[test]
fn unsaved_changes_are_there_again_after_the_end_of_the_program() {
    let desk = Desk::new();
    let mut window = desk.open();
    add_lane(&mut window, "Customs");
    add_lane(&mut window, "Weather");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(lanes(&window), 2);
    drop(window);
    assert_eq!(desk.text(), FILE);

    let mut window = desk.open();
    window.expect("One unsaved change of the last session is restored.");
    assert_eq!(lanes(&window), 2);
    // What was undone before can be done again.
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(lanes(&window), 3);
    save(&mut window);
    window.expect("Saved");
    window.expect_not("of the last session");
    assert_eq!(
        added_lines(FILE, &desk.text()),
        [
            r#"    { "id": "a", "name": "Harbour" },"#,
            r#"    { "id": "customs", "name": "Customs" },"#,
            r#"    { "id": "weather", "name": "Weather" }"#
        ]
    );
    drop(window);

    // The steps outlive the saving too.
    let mut window = desk.open();
    window.expect_not("of the last session");
    for _ in 0..2 {
        window.press_with(Modifiers::COMMAND, Key::Z);
    }
    save(&mut window);
    assert_eq!(desk.text(), FILE);
}

#[test]
fn restored_changes_can_be_given_up() {
    let desk = Desk::new();
    let mut window = desk.open();
    add_lane(&mut window, "Customs");
    drop(window);
    let mut window = desk.open();
    window.activate("Discard");
    window.expect_not("of the last session");
    assert_eq!(lanes(&window), 1);
    drop(window);
    let window = desk.open();
    assert_eq!(lanes(&window), 1);
    window.expect_not("of the last session");
}

#[test]
fn changes_of_another_program_are_merged() {
    let desk = Desk::new();
    let mut window = desk.open();
    add_lane(&mut window, "Customs");
    desk.write(&FILE.replace("A port", "The port"));
    save(&mut window);
    window.expect("Another program changed the file.");
    window.expect("Saved");
    let merged = desk.text();
    assert!(
        merged.contains("The port") && merged.contains("Customs"),
        "{merged}"
    );
    // The other's changes are one step.
    window.press_with(Modifiers::COMMAND, Key::Z);
    save(&mut window);
    let undone = desk.text();
    assert!(
        undone.contains("A port") && undone.contains("Customs"),
        "{undone}"
    );
}

#[test]
fn a_file_that_changed_since_the_end_of_the_program_is_merged_with_the_restored_changes() {
    let desk = Desk::new();
    let mut window = desk.open();
    add_lane(&mut window, "Customs");
    drop(window);
    desk.write(&FILE.replace("A port", "The port"));
    let mut window = desk.open();
    window.expect("The port");
    assert_eq!(lanes(&window), 2);
    save(&mut window);
    let merged = desk.text();
    assert!(
        merged.contains("The port") && merged.contains("Customs"),
        "{merged}"
    );
}

#[test]
fn a_conflict_is_reported_and_both_values_are_kept() {
    let desk = Desk::new();
    let mut window = desk.open();
    change_a_title_in_two_places(&desk, &mut window);
    window.expect("with one conflict to resolve");
    save(&mut window);
    let merged = desk.text();
    assert!(
        merged.contains("Built by hand") && merged.contains("Enlarged"),
        "{merged}"
    );
}

#[test]
fn one_window_edits_a_file_at_a_time() {
    let desk = Desk::new();
    let mut first = desk.open();
    let mut second = desk.open();
    add_lane(&mut first, "Customs");
    // The journal is begun on a thread.
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
    let journals = desk.folder.path().join("state/journals");
    while !journals.is_dir() && std::time::Instant::now() < deadline {
        std::thread::yield_now();
    }
    std::thread::sleep(std::time::Duration::from_millis(200));
    second.ask(LoadAction::Reload.into());
    second.expect("Close it there");
    add_lane(&mut second, "Weather");
    assert_eq!(lanes(&second), 1);
    drop(first);
    second.ask(LoadAction::Reload.into());
    second.expect_not("Close it there");
}

#[test]
fn a_deleted_file_is_written_again() {
    let desk = Desk::new();
    let mut window = desk.open();
    add_lane(&mut window, "Customs");
    fs::remove_file(desk.path()).expect("removed");
    window.ask(LoadAction::Reload.into());
    assert_eq!(lanes(&window), 2);
    save(&mut window);
    assert!(desk.text().contains("Customs"));
}

#[test]
fn the_changes_follow_a_file_that_was_moved() {
    let desk = Desk::new();
    let mut window = desk.open();
    add_lane(&mut window, "Customs");
    drop(window);
    let moved = desk.folder.path().join("moved.json");
    fs::rename(desk.path(), &moved).expect("moved");
    let mut window = desk.open_path(&moved);
    window.expect("One unsaved change of the last session is restored.");
    assert_eq!(lanes(&window), 2);
    save(&mut window);
    assert!(
        fs::read_to_string(&moved)
            .expect("a file")
            .contains("Customs")
    );
}

#[test]
fn a_new_timeline_survives_the_end_of_the_program_without_a_file() {
    let desk = Desk::new();
    let mut window = desk.open();
    window.press_with(Modifiers::COMMAND, Key::N);
    window.expect("Untitled timeline");
    window.expect("Add a document or records…");
    add_lane(&mut window, "Customs");
    assert_eq!(lanes(&window), 2);
    drop(window);
    let mut window = desk.open();
    window.expect("One unsaved change of the last session is restored.");
    assert_eq!(lanes(&window), 2);
    save(&mut window);
    let path = desk.folder.path().join("new.json");
    window.type_into("Path", &path.display().to_string());
    window.activate("Save");
    window.expect("Saved");
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains("Customs"), "{text}");
    drop(window);
    // It has a file now.
    let window = desk.open();
    window.expect_not("Untitled timeline");
}

#[test]
fn a_conflict_is_resolved_in_the_window() {
    let desk = Desk::new();
    let mut window = desk.open();
    change_a_title_in_two_places(&desk, &mut window);
    window.expect("One conflict between two versions is not resolved.");
    window.activate("Resolve…");
    window.expect("Built by hand");
    window.expect("Enlarged");
    window.activate("Take the other");
    window.expect("There is nothing left to resolve.");
    window.press(Key::Escape);
    window.expect_not("is not resolved");
    save(&mut window);
    let resolved = desk.text();
    assert_eq!(resolved, FILE.replace("Built", "Enlarged"));
    // Undo brings the conflict back.
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.expect("One conflict between two versions is not resolved.");
}

#[test]
fn restored_work_waits_for_a_file_that_cannot_be_read_at_first() {
    let desk = Desk::new();
    let mut window = desk.open();
    add_lane(&mut window, "Customs");
    drop(window);
    desk.write("<<<<<<< ours");
    let mut window = desk.open();
    window.expect_not("of the last session");
    desk.write(FILE);
    window.ask(LoadAction::Reload.into());
    window.expect("One unsaved change of the last session is restored.");
    assert_eq!(lanes(&window), 2);
    drop(window);
    let window = desk.open();
    assert_eq!(lanes(&window), 2);
}
