//! Journeys into the sources: from an event to its words in their place, and
//! from the words back to the events.

use std::fs;
use std::path::Path;

use annals::session::SourcePaths;
use eframe::egui::{self, Event, Key, Modifiers};

use crate::harness::{TestWindow, WindowOptions};

/// A timeline and its source: forty paragraphs, of which the 3rd and the 31st
/// are quoted, the 3rd by two overlapping passages.
pub struct Archive {
    folder: tempfile::TempDir,
    text: String,
}

const THIRD: &str = "In 1958 they built a radio station with foreign aid.";
const LATE: &str = "In 1993 a constitution was adopted.";

impl Archive {
    pub fn new() -> Self {
        let mut paragraphs: Vec<String> = (1..=40)
            .map(|number| {
                let filler = "The harbour was quiet that season, and nobody wrote it down. ";
                format!("Paragraph {number}. {}", filler.repeat(3))
            })
            .collect();
        paragraphs[2] = format!("Before it. {THIRD} After it.");
        paragraphs[30] = format!("Then. {LATE} So it went.");
        let text = paragraphs.join("\n\n");
        let archive = Self {
            folder: tempfile::tempdir().expect("a folder"),
            text,
        };
        archive.write_text(&archive.text);
        archive.write_timeline(&annals::model::Digest::of(archive.text.as_bytes()).to_string());
        archive
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write_text(&self, text: &str) {
        fs::write(self.path().join("archive.txt"), text).expect("a file");
    }

    fn write_timeline(&self, digest: &str) {
        let late = self.text.find(LATE).expect("it is there");
        let timeline = serde_json::json!({
            "annals": 1,
            "title": "An archive",
            "lanes": [{ "id": "a", "name": "Alpha" }, { "id": "b", "name": "Beta" }],
            "sources": [
                { "id": "s", "csl": { "title": "The Archive", "author": [{ "family": "Writer" }] },
                  "file": "archive.txt", "sha256": digest },
                { "id": "t", "csl": { "title": "A lost paper", "author": [{ "family": "Other" }] } }
            ],
            "passages": [
                { "id": "radio", "source": "s", "exact": THIRD, "prefix": "Before it. ",
                  "suffix": " After it.", "locator": "para. 3" },
                { "id": "aid", "source": "s", "exact": "with foreign aid. After it.",
                  "prefix": "a radio station " },
                { "id": "late", "source": "s", "exact": LATE, "prefix": "Then. ",
                  "suffix": " So it went.", "start": late, "end": late + LATE.len() },
                { "id": "lost", "source": "t", "exact": "Nobody has this paper.", "start": 900, "end": 922 }
            ],
            "events": [
                { "id": "radio", "title": "Radio built", "date": "1958",
                  "dating": { "basis": "stated" }, "lane": "a",
                  "citations": [{ "passage": "radio", "date": "1958" }, { "passage": "aid" }] },
                { "id": "aid", "title": "Aid given", "lane": "b",
                  "citations": [{ "passage": "aid" }] },
                { "id": "law", "title": "Law adopted", "date": "1993",
                  "dating": { "basis": "stated" }, "lane": "b",
                  "citations": [{ "passage": "late", "date": "1993" }] },
                { "id": "lost", "title": "Lost event", "lane": "a",
                  "citations": [{ "passage": "lost" }] }
            ]
        });
        let text = serde_json::to_string_pretty(&timeline).expect("JSON");
        fs::write(self.path().join("timeline.json"), text).expect("a file");
    }

    pub fn open(&self) -> TestWindow {
        WindowOptions::file(&self.path().join("timeline.json")).open()
    }
}

#[test]
fn quotation_opens_in_its_source() {
    let mut stage = Archive::new().open();
    stage.click_mark("Law adopted");
    stage.expect_not("Paragraph 30.");
    stage.activate("Read in the source");
    stage.expect("Paragraph 30.");
    stage.expect("Marked passage, 1 event: In 1993 a constitution was adopted.");
    stage.expect("the copy that was quoted");
    stage.expect_not("Paragraph 1.");
}

#[test]
fn reader_follows_selected_event_and_passage() {
    let mut stage = Archive::new().open();
    stage.press_with(Modifiers::COMMAND, Key::Num4);
    stage.expect("Paragraph 1.");
    stage.press(Key::ArrowRight);
    stage.expect("Before it.");
    stage.press(Key::ArrowRight);
    stage.expect("Paragraph 32.");
    stage.expect_not("Before it. In 1958");
    stage.press_with(Modifiers::COMMAND, Key::Num4);
    stage.expect_not("Paragraph 32.");
}

#[test]
fn passage_leads_to_its_events() {
    let mut stage = Archive::new().open();
    stage.press_with(Modifiers::COMMAND, Key::Num4);
    // One event cites it, so it is selected.
    stage.activate("Marked passage, 1 event: In 1958 they built a radio station with foreign aid.");
    stage.expect("1958, stated in");
    // Two events cite this one, so both are offered.
    stage.press(Key::Escape);
    stage.activate("Marked passage, 2 events: with foreign aid. After it.");
    stage.expect("2 events citing this passage");
    stage.activate("Aid given");
    stage.expect("Undated");
}

#[test]
fn find_bar_steps_through_matches() {
    let mut stage = Archive::new().open();
    stage.press_with(Modifiers::COMMAND, Key::Num4);
    stage.press_with(Modifiers::COMMAND, Key::F);
    stage.type_text("PARAGRAPH 3");
    stage.expect("1 of 9");
    stage.press(Key::Enter);
    stage.expect("2 of 9");
    stage.expect("Paragraph 32");
    stage.press_with(Modifiers::SHIFT, Key::F3);
    stage.press_with(Modifiers::SHIFT, Key::F3);
    stage.expect("9 of 9");
    stage.type_text("7 harbours");
    stage.expect("no match in this text");
    stage.press(Key::Escape);
    stage.expect_not("no match in this text");
    assert!(stage.app().session().view.panels.reader);
}

#[test]
fn selected_text_copies_with_its_citation() {
    let mut stage = Archive::new().open();
    stage.press_with(Modifiers::COMMAND, Key::Num4);
    stage.press_with(Modifiers::SHIFT, Key::F6);
    stage.press_with(Modifiers::COMMAND, Key::A);
    let (start, end) = stage
        .app()
        .session()
        .view
        .reader
        .selected
        .expect("all of it");
    assert_eq!(start, 0);
    assert!(end > 5_000);
    stage.harness.event(Event::Copy);
    // The citation is formatted in the background, which takes some frames.
    let copied = (0..9).find_map(|_| {
        stage.harness.step();
        stage.copied()
    });
    let copied = copied.expect("something");
    assert!(copied.starts_with("“Paragraph 1. The harbour"), "{copied}");
    assert!(
        copied.ends_with("Writer, “The Archive,” n.d.\n"),
        "{copied}"
    );
    stage.press(Key::Escape);
    assert_eq!(stage.app().session().view.reader.selected, None);
}

#[test]
fn double_click_selects_a_word() {
    let mut stage = Archive::new().open();
    stage.press_with(Modifiers::COMMAND, Key::Num4);
    let first = stage.place_of("Paragraph 1.");
    let from = first.left_top() + egui::vec2(3.0, 12.0);
    stage.drag(from, from + egui::vec2(60.0, 0.0));
    let (start, end) = stage
        .app()
        .session()
        .view
        .reader
        .selected
        .expect("some words");
    assert_eq!(start, 0);
    assert!((6..=12).contains(&end), "{end}");
}

#[test]
fn unavailable_source_shows_quotations_and_gaps() {
    let mut stage = Archive::new().open();
    stage.activate("Lost event");
    stage.activate("Read in the source");
    stage.expect("… 900 characters not quoted …");
    stage.expect("Nobody has this paper.");
    stage.expect("quotations only");
    stage.activate("Locate the document…");
    stage.expect("Choose a folder…");
}

#[test]
fn open_sources_are_tabs() {
    let mut stage = Archive::new().open();
    stage.click_mark("Law adopted");
    stage.activate("Read in the source");
    stage.activate("Lost event");
    stage.expect("Nobody has this paper.");
    stage.expect("Source: Writer");
    stage.expect("Source: Other");
    stage.press_with(Modifiers::COMMAND, Key::Tab);
    stage.expect("Paragraph");
    stage.activate("Close Writer");
    stage.expect_not("Source: Writer");
    stage.expect("… 900 characters");
    stage.activate("Close Other");
    assert!(!stage.app().session().view.panels.reader);
}

#[test]
fn brushed_period_dims_other_passages() {
    let mut stage = Archive::new().open();
    stage.press_with(Modifiers::COMMAND, Key::Num4);
    stage.expect("3 passages · the copy");
    stage.press(Key::ArrowRight);
    stage.press(Key::F);
    stage.expect("2 of 3 passages in the period shown");
}

#[test]
fn enter_moves_to_quotations_then_to_source() {
    let mut stage = Archive::new().open();
    stage.press(Key::ArrowRight);
    stage.press(Key::Enter);
    assert!(!stage.app().session().view.panels.reader);
    stage.press(Key::Enter);
    assert!(stage.app().session().view.panels.reader);
    stage.expect("Before it.");
    let (before, _) = stage
        .app()
        .session()
        .view
        .reader
        .in_view
        .expect("some text");
    stage.press(Key::PageDown);
    let (after, _) = stage
        .app()
        .session()
        .view
        .reader
        .in_view
        .expect("some text");
    assert!(after > before + 200, "{before} {after}");
}

#[test]
fn adopted_words_are_saved_only_as_a_copy() {
    let archive = Archive::new();
    let changed = archive.text.replace(
        "In 1993 a constitution was adopted.",
        "In 1993 a new constitution was solemnly adopted.",
    );
    archive.write_text(&changed);
    let before = fs::read(archive.path().join("timeline.json")).expect("a file");
    let mut stage = archive.open();
    stage.click_mark("Law adopted");
    stage.expect("The available text differs");
    stage.expect("solemnly");
    stage.activate("Use current words");
    stage.expect("1 change, not saved");
    stage.expect("Replaced by passage");
    assert_eq!(
        fs::read(archive.path().join("timeline.json")).expect("a file"),
        before
    );

    stage.activate("1 change, not saved");
    stage.expect("New wording of passage “late”, added as “late-2”");
    let copy = archive.path().join("copy.json");
    stage.activate("Save a copy…");
    stage.type_into("Path", &copy.display().to_string());
    stage.activate("Save");
    stage.expect("1 change, saved in a copy");
    let written = annals::storage::read(&fs::read(&copy).expect("a file")).expect("a timeline");
    let adopted = written.timeline.passages.last().expect("a passage");
    assert_eq!(adopted.replaces.as_deref(), Some("late"));
    assert_eq!(
        adopted.quote.exact,
        "In 1993 a new constitution was solemnly adopted."
    );
    assert_eq!(
        fs::read(archive.path().join("timeline.json")).expect("a file"),
        before
    );
}

#[test]
fn located_text_replaces_the_quotations() {
    let archive = Archive::new();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let moved = elsewhere.path().join("archive.txt");
    fs::rename(archive.path().join("archive.txt"), &moved).expect("moved");
    let mut stage = archive.open();
    stage.press_with(Modifiers::COMMAND, Key::Num4);
    stage.expect("quotations only");
    drop(stage);
    let mut places = SourcePaths::default();
    places.add(elsewhere.path().to_path_buf());
    let mut stage = WindowOptions {
        places,
        ..WindowOptions::file(&archive.path().join("timeline.json"))
    }
    .open();
    stage.press_with(Modifiers::COMMAND, Key::Num4);
    stage.expect("the copy that was quoted");
}

#[test]
fn dropped_document_becomes_an_unsaved_source() {
    let archive = Archive::new();
    let paper = archive.path().join("paper.md");
    fs::write(
        &paper,
        "# A new paper\n\nIt has *one* paragraph.\n\n## And a heading\n\nMore.",
    )
    .expect("a file");
    let mut stage = archive.open();
    stage.drop_file(&paper);
    stage.expect("1 change, not saved");
    stage.expect("Source: paper");
    stage.expect("It has one paragraph.");
    stage.activate("Outline");
    stage.expect("And a heading");
    // A copy of a known source is recognised as that source.
    let copy = archive.path().join("copy-of-archive.txt");
    fs::copy(archive.path().join("archive.txt"), &copy).expect("a copy");
    stage.drop_file(&copy);
    stage.expect("1 change, not saved");
    stage.expect("the copy that was quoted");
}

#[test]
fn record_import_lists_what_was_left_out() {
    let archive = Archive::new();
    let records = archive.path().join("records.bib");
    fs::write(
        &records,
        "@book{one, title = {A First Book}, author = {Sok, Dara}, year = {1999}}\n\
         @book{s, title = {Its id is taken}, author = {Chan, Vuth}, year = {2001}}\n",
    )
    .expect("a file");
    let mut stage = archive.open();
    stage.drop_file(&records);
    stage.expect("2 changes, not saved");
    stage.expect("New source “one”");
    stage.expect("New source “s-2”");
    stage.activate("Undo the last change");
    stage.expect("1 change, not saved");
    let broken = archive.path().join("broken.ris");
    fs::write(&broken, "this is no record").expect("a file");
    stage.drop_file(&broken);
    stage.expect("broken.ris");
    stage.expect("1 change, not saved");
}

#[test]
fn leaving_with_unsaved_changes_asks_first() {
    let archive = Archive::new();
    let paper = archive.path().join("paper.txt");
    fs::write(&paper, "A paper.").expect("a file");
    let mut stage = archive.open();
    stage.drop_file(&paper);
    let other = archive.path().join("other.json");
    fs::write(&other, "{\"annals\": 1, \"title\": \"Another\"}").expect("a file");
    stage.drop_file(&other);
    // The other timeline opens beside it; the changes are kept.
    stage.expect("Another");
    stage.expect_not("not saved");
    stage.activate("Close An archive");
    stage.expect("1 change will be lost.");
    stage.activate("Cancel");
    stage.expect("1 change, not saved");
    stage.activate("Timeline Another");
    stage.expect_not("not saved");
    stage.activate("Close An archive");
    stage.activate("Close without saving");
    stage.expect("Another");
    stage.expect_not("An archive");
}
