//! Journeys about evidence: what an event rests on, where sources disagree,
//! which periods nothing supports, and the details of a source.

use std::fs;

use annals::session::{ReaderPane, SourcePaths};
use eframe::egui::{self, Key};
use egui_kittest::kittest::{NodeT, Queryable as _};

use crate::harness::{TestWindow, WindowOptions, full_texts};

/// A timeline of two sources in a temporary folder; the text of one is
/// available.
fn two_sources() -> (tempfile::TempDir, TestWindow) {
    const FILE: &str = r#"{
      "annals": 1,
      "title": "Two sources",
      "lanes": [{"id": "a", "name": "Alpha"}, {"id": "b", "name": "Beta"}],
      "sources": [
        {"id": "here", "csl": {"title": "The Long Report", "author": [{"family": "Writer", "given": "Ann"}],
         "container-title": "Quarterly", "number": "7", "publisher": "A Press", "issued": {"raw": "1970"},
         "URL": "https://example.org/report"}, "file": "here.txt", "language": "en",
         "note": "Scanned by hand."},
        {"id": "away", "csl": {"title": "The Lost Letter", "author": [{"family": "Other"}]},
         "file": "away.txt"}
      ],
      "passages": [
        {"id": "h1", "source": "here", "exact": "It began in 1953."},
        {"id": "h2", "source": "here", "exact": "It ended in 1963."},
        {"id": "a1", "source": "away", "exact": "It began in 1954.", "start": 40, "end": 57},
        {"id": "a2", "source": "away", "exact": "Some deny it."}
      ],
      "events": [
        {"id": "began", "title": "It began", "date": "1953", "dating": {"basis": "stated"}, "lane": "a",
         "citations": [
           {"passage": "h1", "date": "1953"},
           {"passage": "a1", "date": "1954", "attributed_to": "a neighbour"},
           {"passage": "a2", "stance": "disputes"}
         ]},
        {"id": "ended", "title": "It ended", "date": "1963", "dating": {"basis": "stated"}, "lane": "b",
         "citations": [{"passage": "h2", "date": "1963"}]},
        {"id": "rumour", "title": "A rumour", "date": "1958",
         "dating": {"basis": "inferred", "reason": "hearsay"}, "lane": "b",
         "citations": [{"passage": "a2", "stance": "context"}]},
        {"id": "shelved", "title": "On the shelf", "lane": "a", "citations": [{"passage": "h2"}]}
      ]
    }"#;
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).expect("a file");
    };
    write("timeline.json", FILE);
    write(
        "here.txt",
        "Nobody quotes this.\n\nIt began in 1953. It ended in 1963.\n\nNor this, at the end.\n",
    );
    let stage = WindowOptions {
        // Wide enough for the reader beside the quotations.
        size: egui::vec2(1920.0, 1200.0),
        // The line about a gap has a character that no bundled font has.
        tofu: true,
        ..WindowOptions::file(&folder.path().join("timeline.json"))
    }
    .open();
    (folder, stage)
}

/// Opens the details of the source in the current tab.
fn open_source_details(stage: &mut TestWindow) {
    use annals::session::{Action, ReaderAction};
    let app = stage.harness.state_mut().as_mut().expect("the program");
    app.ask(Action::Reader(ReaderAction::ShowPane(ReaderPane::About)));
    stage.settle();
}

#[test]
fn selected_event_states_its_evidence() {
    let mut stage = TestWindow::open();
    stage.click_mark("Joint exercises frozen");
    stage.expect("4 passages · 2 sources · 2 support, 2 context");
    stage.click_mark("Independence");
    stage.expect("1 passage · 1 source");
    stage.click_mark("Resumption of exercises announced");
    stage.expect("3 passages · 2 sources · 1 supports, 2 context · only Coplen supports it");
}

#[test]
fn rival_dates_lead_to_their_passages() {
    let mut stage = TestWindow::open();
    stage.click_mark("Joint exercises frozen");
    stage.expect("The sources differ on the date");
    stage.expect("Claim 1 of 2, 2017, supports, Coplen, the source itself: …\u{a0}“");
    stage.expect("frozen since 2017.”");
    let other = stage
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Claim 2 of 2, the mid-2010s, supports, Lak"))
        .expect("the other reading");
    assert!(other.contains("in the mid-2010s"), "{other}");
    stage.activate(&other);
    assert_eq!(stage.app().session().view.citation, 1);
    let focused = stage
        .harness
        .root()
        .query_by(|node| node.is_focused())
        .and_then(|node| NodeT::accesskit_node(&node).label())
        .expect("something has the keyboard");
    assert!(focused.starts_with("Passage 2 of 4"), "{focused}");
}

#[test]
fn rival_claims_name_their_speakers() {
    let (_folder, mut stage) = two_sources();
    stage.click_mark("It began");
    stage.expect("3 passages · 2 sources · 2 support, 1 disputes");
    stage.expect("Claim 2 of 3, 1954, supports, Other, a neighbour: “It began in 1954.”");
    stage.expect("Claim 3 of 3, disputes, Other, the source itself: “Some deny it.”");
    let mut stage = TestWindow::open();
    stage.activate("Balancing between the powers");
    stage.expect("For and against");
    stage.expect("disputes, Coplen, analysts");
    stage.activate("Colonial occupation");
    stage.expect_not("For and against");
}

#[test]
fn evidence_signs_appear_on_request() {
    let (_folder, mut stage) = two_sources();
    stage.expect_not("single source");
    stage.expect_not("nothing cited");
    stage.press(Key::E);
    stage.expect("It ended, 1963, Beta, 1 passage, single source");
    stage.expect("A rumour, 1958, Beta, 1 passage, unsupported");
    stage.expect("On the shelf, single source");
    // Two sources support it, so it has no sign.
    assert!(stage.mark("It began").ends_with("3 passages"));
    stage.expect("nothing cited 1955–1962");
    stage.press(Key::E);
    stage.expect_not("single source");
}

#[test]
fn legend_explains_the_evidence_option() {
    let mut stage = TestWindow::open();
    stage.click("Legend");
    stage.expect("A single source supports it.");
    stage.expect("This does not mean that nothing happened.");
    stage.click("Show the evidence for each event (E)");
    stage.press(Key::Escape);
    stage.expect("no event dated 1964–1989");
    stage.expect("Independence, 1953, Phnom Penh, 1 passage, single source");
    assert!(stage.mark("Joint exercises frozen").ends_with("4 passages"));
}

#[test]
fn source_details_show_record_reliance_and_uncited_paragraphs() {
    let (_folder, mut stage) = two_sources();
    stage.click_mark("It ended");
    stage.activate("Read in the source");
    open_source_details(&mut stage);
    for words in [
        "The Long Report",
        "Ann Writer",
        "2 passages · cited by 3 events · supports 3, 2 as the only source",
        "Quarterly",
        "A Press",
        "https://example.org/report",
        "Scanned by hand.",
        "found at the path in the timeline",
        "On the axis: It began, 1953, date from this source",
        "On the axis: It began, 1954, date not from this source",
        "1 event that cites it has no date.",
        "2 passages over the document",
        "2 of 3 paragraphs (67 %)",
        "Uncited paragraph 3: Nor this, at the end.",
    ] {
        stage.expect(words);
    }
    stage.activate("On the axis: It began, 1953, date from this source");
    let (document, event) = stage.app().session().selected().expect("a selection");
    assert_eq!(document.timeline[event].id, "began");
    open_source_details(&mut stage);
    stage.activate("Uncited paragraph 3: Nor this, at the end.");
    assert_eq!(stage.app().session().view.reader.pane, ReaderPane::Text);
    open_source_details(&mut stage);
    stage.activate("Passage, “It ended in 1963.”");
    assert_eq!(stage.app().session().view.reader.pane, ReaderPane::Text);
    assert!(stage.app().session().view.reader.active_passage.is_some());
}

#[test]
fn source_without_text_states_what_is_unknown() {
    let (_folder, mut stage) = two_sources();
    stage.click_mark("A rumour");
    stage.activate("Read in the source");
    open_source_details(&mut stage);
    stage.expect("The Lost Letter");
    stage.expect("not found: the text is not on this computer");
    stage.expect("Without the text");
    stage.expect("1 passage has no recorded position.");
    stage.expect_not("Uncited paragraph");
    stage.activate("Locate the document…");
    stage.expect("Each quotation is checked against its document.");
}

#[test]
fn long_text_lays_out_only_visible_lines() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = r#"{"annals": 1, "title": "Long", "lanes": [{"id": "a", "name": "A"}],
      "sources": [{"id": "s", "csl": {"title": "Long"}, "file": "s.txt"}],
      "passages": [{"id": "p", "source": "s", "exact": "Paragraph number 7 of many."}],
      "events": [{"id": "it", "title": "It", "date": "1958",
        "dating": {"basis": "inferred", "reason": "r"}, "lane": "a",
        "citations": [{"passage": "p"}]}]}"#;
    fs::write(folder.path().join("timeline.json"), file).expect("a file");
    let paragraphs: Vec<String> = (1..=5_000)
        .map(|number| format!("Paragraph number {number} of many."))
        .collect();
    fs::write(folder.path().join("s.txt"), paragraphs.join("\n\n")).expect("a file");
    let mut stage = WindowOptions {
        size: egui::vec2(1920.0, 1200.0),
        ..WindowOptions::file(&folder.path().join("timeline.json"))
    }
    .open();
    stage.click_mark("It");
    stage.activate("Read in the source");
    open_source_details(&mut stage);
    stage.expect("4,999 of 5,000 paragraphs (more than 99 %)");
    let lines = stage
        .labels()
        .iter()
        .filter(|label| label.contains("Uncited paragraph"))
        .count();
    assert!((1..60).contains(&lines), "{lines} lines");
}

#[test]
fn source_details_fit_any_width() {
    let Some(texts) = full_texts() else { return };
    for (width, height) in [(760.0, 480.0), (1280.0, 800.0), (1920.0, 1080.0)] {
        let mut places = SourcePaths::default();
        places.add(texts.clone());
        let mut stage = WindowOptions {
            places,
            size: egui::vec2(width, height),
            ..WindowOptions::default()
        }
        .open();
        stage.click_mark("Independence");
        stage.activate("Read in the source");
        open_source_details(&mut stage);
        stage.expect("Cambodia’s Warming Ties with Washington");
        stage.expect("identified by its digest");
        stage.expect("paragraphs (");
    }
}
