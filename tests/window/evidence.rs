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
    let window = WindowOptions {
        // Wide enough for the reader beside the quotations.
        size: egui::vec2(1920.0, 1200.0),
        // The line about a gap has a character that no bundled font has.
        tofu: true,
        ..WindowOptions::file(&folder.path().join("timeline.json"))
    }
    .open();
    (folder, window)
}

/// Opens the details of the source in the current tab.
fn open_source_details(window: &mut TestWindow) {
    use annals::session::{Action, ReaderAction};
    let app = window.harness.state_mut().as_mut().expect("the program");
    app.ask(Action::Reader(ReaderAction::ShowPane(ReaderPane::Details)));
    window.settle();
}

#[test]
fn selected_event_states_its_evidence() {
    let mut window = TestWindow::open();
    window.click_mark("Joint exercises frozen");
    window.expect("4 passages · 2 sources · 2 support, 2 context");
    window.click_mark("Independence");
    window.expect("1 passage · 1 source");
    window.click_mark("Resumption of exercises announced");
    window.expect("3 passages · 2 sources · 1 supports, 2 context · only Coplen supports it");
}

#[test]
fn rival_dates_lead_to_their_passages() {
    let mut window = TestWindow::open();
    window.click_mark("Joint exercises frozen");
    window.expect("The sources differ on the date");
    window.expect("Claim 1 of 2, 2017, supports, Coplen, the source itself: …\u{a0}“");
    window.expect("frozen since 2017.”");
    let other = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Claim 2 of 2, the mid-2010s, supports, Lak"))
        .expect("the other reading");
    assert!(other.contains("in the mid-2010s"), "{other}");
    window.activate(&other);
    assert_eq!(window.app().session().view.citation, 1);
    let focused = window
        .harness
        .root()
        .query_by(|node| node.is_focused())
        .and_then(|node| NodeT::accesskit_node(&node).label())
        .expect("something has the keyboard");
    assert!(focused.starts_with("Passage 2 of 4"), "{focused}");
}

#[test]
fn rival_claims_name_their_speakers() {
    let (_folder, mut window) = two_sources();
    window.click_mark("It began");
    window.expect("3 passages · 2 sources · 2 support, 1 disputes");
    window.expect("Claim 2 of 3, 1954, supports, Other, a neighbour: “It began in 1954.”");
    window.expect("Claim 3 of 3, disputes, Other, the source itself: “Some deny it.”");
    let mut window = TestWindow::open();
    window.activate("Balancing between the powers");
    window.expect("For and against");
    window.expect("disputes, Coplen, analysts");
    window.activate("Colonial occupation");
    window.expect_not("For and against");
}

#[test]
fn evidence_signs_appear_on_request() {
    let (_folder, mut window) = two_sources();
    window.expect_not("single source");
    window.expect_not("nothing cited");
    window.press(Key::E);
    window.expect("It ended, 1963, Beta, 1 passage, single source");
    window.expect("A rumour, 1958, Beta, 1 passage, unsupported");
    window.expect("On the shelf, single source");
    // Two sources support it, so it has no sign.
    assert!(window.mark("It began").ends_with("3 passages"));
    window.expect("nothing cited 1955–1962");
    window.press(Key::E);
    window.expect_not("single source");
}

#[test]
fn legend_explains_the_evidence_option() {
    let mut window = TestWindow::open();
    window.click("Legend");
    window.expect("A single source supports it.");
    window.expect("This does not mean that nothing happened.");
    window.click("Show the evidence for each event (E)");
    window.press(Key::Escape);
    window.expect("no event dated 1964–1989");
    window.expect("Independence, 1953, Phnom Penh, 1 passage, single source");
    assert!(
        window
            .mark("Joint exercises frozen")
            .ends_with("4 passages")
    );
}

#[test]
fn source_details_show_record_reliance_and_uncited_paragraphs() {
    let (_folder, mut window) = two_sources();
    window.click_mark("It ended");
    window.activate("Read in the source");
    open_source_details(&mut window);
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
        window.expect(words);
    }
    window.activate("On the axis: It began, 1953, date from this source");
    let (open, event) = window.app().session().selected().expect("a selection");
    assert_eq!(open.timeline[event].id, "began");
    open_source_details(&mut window);
    window.activate("Uncited paragraph 3: Nor this, at the end.");
    assert_eq!(window.app().session().view.reader.pane, ReaderPane::Text);
    open_source_details(&mut window);
    window.activate("Passage, “It ended in 1963.”");
    assert_eq!(window.app().session().view.reader.pane, ReaderPane::Text);
    assert!(window.app().session().view.reader.active_passage.is_some());
}

#[test]
fn source_without_text_states_what_is_unknown() {
    let (_folder, mut window) = two_sources();
    window.click_mark("A rumour");
    window.activate("Read in the source");
    open_source_details(&mut window);
    window.expect("The Lost Letter");
    window.expect("not found: the text is not on this computer");
    window.expect("Without the text");
    window.expect("1 passage has no recorded position.");
    window.expect_not("Uncited paragraph");
    window.activate("Locate the document…");
    window.expect("Each quotation is checked against its document.");
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
    let mut window = WindowOptions {
        size: egui::vec2(1920.0, 1200.0),
        ..WindowOptions::file(&folder.path().join("timeline.json"))
    }
    .open();
    window.click_mark("It");
    window.activate("Read in the source");
    open_source_details(&mut window);
    window.expect("4,999 of 5,000 paragraphs (more than 99 %)");
    let lines = window
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
        let mut window = WindowOptions {
            places,
            size: egui::vec2(width, height),
            ..WindowOptions::default()
        }
        .open();
        window.click_mark("Independence");
        window.activate("Read in the source");
        open_source_details(&mut window);
        window.expect("Cambodia’s Warming Ties with Washington");
        window.expect("identified by its digest");
        window.expect("paragraphs (");
    }
}
