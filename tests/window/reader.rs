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
    let mut window = Archive::new().open();
    window.click_mark("Law adopted");
    window.expect_not("Paragraph 30.");
    window.activate("Read in the source");
    window.expect("Paragraph 30.");
    window.expect("Marked passage, 1 event: In 1993 a constitution was adopted.");
    window.expect("the copy that was quoted");
    window.expect_not("Paragraph 1.");
}

#[test]
fn reader_follows_selected_event_and_passage() {
    let mut window = Archive::new().open();
    window.press_with(Modifiers::COMMAND, Key::Num4);
    window.expect("Paragraph 1.");
    window.press(Key::ArrowRight);
    window.expect("Before it.");
    window.press(Key::ArrowRight);
    window.expect("Paragraph 32.");
    window.expect_not("Before it. In 1958");
    window.press_with(Modifiers::COMMAND, Key::Num4);
    window.expect_not("Paragraph 32.");
}

#[test]
fn passage_leads_to_its_events() {
    let mut window = Archive::new().open();
    window.press_with(Modifiers::COMMAND, Key::Num4);
    // One event cites it, so it is selected.
    window
        .activate("Marked passage, 1 event: In 1958 they built a radio station with foreign aid.");
    window.expect("1958, stated in");
    // Two events cite this one, so both are offered.
    window.press(Key::Escape);
    window.activate("Marked passage, 2 events: with foreign aid. After it.");
    window.expect("2 events citing this passage");
    window.activate("Aid given");
    window.expect("Undated");
}

#[test]
fn find_bar_steps_through_matches() {
    let mut window = Archive::new().open();
    window.press_with(Modifiers::COMMAND, Key::Num4);
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_text("PARAGRAPH 3");
    window.expect("1 of 9");
    window.press(Key::Enter);
    window.expect("2 of 9");
    window.expect("Paragraph 32");
    window.press_with(Modifiers::SHIFT, Key::F3);
    window.press_with(Modifiers::SHIFT, Key::F3);
    window.expect("9 of 9");
    window.type_text("7 harbours");
    window.expect("no match in this text");
    window.press(Key::Escape);
    window.expect_not("no match in this text");
    assert!(window.app().session().view.panels.reader);
}

#[test]
fn selected_text_copies_with_its_citation() {
    let mut window = Archive::new().open();
    window.press_with(Modifiers::COMMAND, Key::Num4);
    window.press_with(Modifiers::SHIFT, Key::F6);
    window.press_with(Modifiers::COMMAND, Key::A);
    let (start, end) = window
        .app()
        .session()
        .view
        .reader
        .selected
        .expect("all of it");
    assert_eq!(start, 0);
    assert!(end > 5_000);
    window.harness.event(Event::Copy);
    // The citation is formatted in the background, which takes some frames.
    let copied = (0..9).find_map(|_| {
        window.harness.step();
        window.copied()
    });
    let copied = copied.expect("something");
    assert!(copied.starts_with("“Paragraph 1. The harbour"), "{copied}");
    assert!(
        copied.ends_with("Writer, “The Archive,” n.d.\n"),
        "{copied}"
    );
    window.press(Key::Escape);
    assert_eq!(window.app().session().view.reader.selected, None);
}

#[test]
fn double_click_selects_a_word() {
    let mut window = Archive::new().open();
    window.press_with(Modifiers::COMMAND, Key::Num4);
    let first = window.place_of("Paragraph 1.");
    let from = first.left_top() + egui::vec2(3.0, 12.0);
    window.drag(from, from + egui::vec2(60.0, 0.0));
    let (start, end) = window
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
    let mut window = Archive::new().open();
    window.activate("Lost event");
    window.activate("Read in the source");
    window.expect("… 900 characters not quoted …");
    window.expect("Nobody has this paper.");
    window.expect("quotations only");
    window.activate("Locate the document…");
    window.expect("Choose a folder…");
}

#[test]
fn open_sources_are_tabs() {
    let mut window = Archive::new().open();
    window.click_mark("Law adopted");
    window.activate("Read in the source");
    window.activate("Lost event");
    window.expect("Nobody has this paper.");
    window.expect("Source: Writer");
    window.expect("Source: Other");
    window.press_with(Modifiers::COMMAND, Key::Tab);
    window.expect("Paragraph");
    window.activate("Close Writer");
    window.expect_not("Source: Writer");
    window.expect("… 900 characters");
    window.activate("Close Other");
    assert!(!window.app().session().view.panels.reader);
}

#[test]
fn brushed_period_dims_other_passages() {
    let mut window = Archive::new().open();
    window.press_with(Modifiers::COMMAND, Key::Num4);
    window.expect("3 passages · the copy");
    window.press(Key::ArrowRight);
    window.press(Key::F);
    window.expect("2 of 3 passages in the period shown");
}

#[test]
fn enter_moves_to_quotations_then_to_source() {
    let mut window = Archive::new().open();
    window.press(Key::ArrowRight);
    window.press(Key::Enter);
    assert!(!window.app().session().view.panels.reader);
    window.press(Key::Enter);
    assert!(window.app().session().view.panels.reader);
    window.expect("Before it.");
    let (before, _) = window
        .app()
        .session()
        .view
        .reader
        .in_view
        .expect("some text");
    window.press(Key::PageDown);
    let (after, _) = window
        .app()
        .session()
        .view
        .reader
        .in_view
        .expect("some text");
    assert!(after > before + 200, "{before} {after}");
}

#[test]
fn adopted_words_are_saved_in_the_file_and_can_be_undone() {
    let archive = Archive::new();
    let changed = archive.text.replace(
        "In 1993 a constitution was adopted.",
        "In 1993 a new constitution was solemnly adopted.",
    );
    archive.write_text(&changed);
    let before = fs::read(archive.path().join("timeline.json")).expect("a file");
    let mut window = archive.open();
    window.click_mark("Law adopted");
    window.expect("The available text differs");
    window.expect("solemnly");
    window.activate("Use current words");
    window.expect("Unsaved changes");
    window.expect_not("The available text differs");
    let path = archive.path().join("timeline.json");
    assert_eq!(fs::read(&path).expect("a file"), before);

    window.press_with(Modifiers::COMMAND, Key::S);
    window.expect("Saved");
    let written = annals::storage::read(&fs::read(&path).expect("a file")).expect("a timeline");
    let timeline = &written.timeline;
    let adopted = timeline.passages.iter();
    let mut adopted = adopted.filter(|passage| passage.replaces.as_deref() == Some("late"));
    let adopted = adopted.next_back().expect("a passage");
    let law = timeline.events.by_id("law").expect("an event");
    let cited = timeline[law].citations.first().expect("a citation").passage;
    assert_eq!(timeline[cited].id, adopted.id);
    assert_eq!(
        adopted.quote.exact,
        "In 1993 a new constitution was solemnly adopted."
    );
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.expect("Unsaved changes");
    window.press_with(Modifiers::COMMAND, Key::S);
    window.expect("Saved");
    assert_eq!(fs::read(&path).expect("a file"), before);
}

#[test]
fn located_text_replaces_the_quotations() {
    let archive = Archive::new();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let moved = elsewhere.path().join("archive.txt");
    fs::rename(archive.path().join("archive.txt"), &moved).expect("moved");
    let mut window = archive.open();
    window.press_with(Modifiers::COMMAND, Key::Num4);
    window.expect("quotations only");
    drop(window);
    let mut places = SourcePaths::default();
    places.add(elsewhere.path().to_path_buf());
    let mut window = WindowOptions {
        places,
        ..WindowOptions::file(&archive.path().join("timeline.json"))
    }
    .open();
    window.press_with(Modifiers::COMMAND, Key::Num4);
    window.expect("the copy that was quoted");
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
    let mut window = archive.open();
    window.drop_file(&paper);
    window.expect("Unsaved changes");
    window.expect("Source: paper");
    window.expect("It has one paragraph.");
    window.activate("Outline");
    window.expect("And a heading");
    // A copy of a known source is recognised as that source.
    let copy = archive.path().join("copy-of-archive.txt");
    fs::copy(archive.path().join("archive.txt"), &copy).expect("a copy");
    window.drop_file(&copy);
    assert_eq!(window.app().session().edits.history.steps().len(), 1);
    window.expect("the copy that was quoted");
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
    let mut window = archive.open();
    window.drop_file(&records);
    window.expect("Unsaved changes");
    window.expect("Add 2 sources");
    window.activate("Before the first step");
    window.expect("Saved");
    window.activate("Redo");
    window.expect("Unsaved changes");
    let broken = archive.path().join("broken.ris");
    fs::write(&broken, "this is no record").expect("a file");
    window.drop_file(&broken);
    window.expect("broken.ris");
    window.expect("Unsaved changes");
}

#[test]
fn leaving_with_unsaved_changes_asks_first() {
    let archive = Archive::new();
    let paper = archive.path().join("paper.txt");
    fs::write(&paper, "A paper.").expect("a file");
    let mut window = archive.open();
    window.drop_file(&paper);
    let other = archive.path().join("other.json");
    fs::write(&other, "{\"annals\": 1, \"title\": \"Another\"}").expect("a file");
    window.drop_file(&other);
    // The other timeline opens beside it; the changes are kept.
    window.expect("Another");
    window.expect_not("Unsaved changes");
    window.activate("Close An archive");
    window.expect("1 change will be lost.");
    window.activate("Cancel");
    window.expect("Unsaved changes");
    window.activate("Timeline Another");
    window.expect_not("Unsaved changes");
    window.activate("Close An archive");
    window.activate("Close without saving");
    window.expect("Another");
    window.expect_not("An archive");
}
