//! Journeys: what a person does, and what the window then shows.

use std::collections::BTreeSet;
use std::fs;

use annals::session::{Action, Dialog, PanelAction, Settings, SourcePaths, ThemeChoice};
use eframe::egui::{self, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable as _};

use crate::harness::{TestWindow, WindowOptions, full_texts};
use crate::naughty::{hidden, naughty, strings};

/// A small timeline in a temporary folder.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("timeline.json"), text).expect("a file");
        Self(folder)
    }

    fn file(&self) -> std::path::PathBuf {
        self.0.path().join("timeline.json")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).expect("a file");
    }

    fn open(&self) -> TestWindow {
        WindowOptions::file(&self.file()).open()
    }
}

const SMALL: &str = r#"{
  "annals": 1,
  "title": "A small timeline",
  "lanes": [{"id": "a", "name": "Alpha"}],
  "sources": [{"id": "s", "csl": {"title": "Source", "author": [{"family": "Writer"}]}, "file": "s.txt"}],
  "passages": [{"id": "p", "source": "s", "exact": "It happened in 1958.", "locator": "para. 1"}],
  "events": [
    {"id": "it", "title": "It happened", "date": "1958", "dating": {"basis": "stated"},
     "lane": "a", "citations": [{"passage": "p", "date": "1958"}]},
    {"id": "odd", "title": "Oddly dated", "date": "the fifties", "dating": {"basis": "stated"},
     "lane": "nowhere", "citations": [{"passage": "gone"}]}
  ]
}"#;

#[test]
fn click_shows_the_quotation() {
    let mut stage = TestWindow::open();
    stage.expect("Click any event");
    stage.click_mark("First national radio station built");
    stage.expect_not("Click any event");
    stage.expect("1958, stated in");
    stage.expect(
        "US funding equipped the studios while China provided and installed the transmitters",
    );
    stage.expect("Coplen, Fulcrum 2025/380, para.\u{a0}3");
    stage.expect("Quoted from a copy that is not on this computer");
}

#[test]
fn first_steps_button_opens_the_first_quotation() {
    let mut stage = TestWindow::open();
    stage.click("Begin with “Independence”");
    stage.expect("Following its independence in 1953");
}

#[test]
fn rival_dates_name_their_sources() {
    let mut stage = TestWindow::open();
    stage.click_mark("Joint exercises frozen");
    stage.expect("2017, or the mid-2010s: the sources differ");
    stage.expect("Date given: 2017");
    stage.expect("Date given: the mid-2010s");
    stage.expect("Joint exercises frozen, the mid-2010s according to Lak, Defence");
}

#[test]
fn wrong_date_stays_the_sources_with_a_note() {
    let mut stage = TestWindow::open();
    stage.click_mark("US–Vietnam partnership upgraded");
    stage.expect("2024");
    stage.expect("September 2023");
}

#[test]
fn undated_event_is_selected_on_the_shelf() {
    let mut stage = TestWindow::open();
    stage.activate("USS Savannah docks in Sihanoukville");
    stage.expect("Undated");
    stage.expect("According to the sources, after:");
    stage.expect("The subsequent docking of the USS Savannah");
}

#[test]
fn keyboard_alone_reaches_everything() {
    let mut stage = TestWindow::open();
    stage.press(Key::ArrowRight);
    stage.expect("Following its independence in 1953");
    stage.press(Key::ArrowRight);
    stage.press(Key::ArrowRight);
    stage.expect("1958, stated in");
    stage.press(Key::ArrowLeft);
    stage.expect("about 1955–1959");
    stage.press(Key::ArrowDown);
    stage.expect("US aid relationship collapses");
    stage.press(Key::Enter);
    let focused = stage.harness.root();
    assert!(focused.query_by(|node| node.is_focused()).is_some());
    stage.type_text("]");
    stage.type_text("?");
    stage.expect("Keys and gestures");
    stage.press(Key::Escape);
    stage.expect_not("Keys and gestures");
    stage.press(Key::Escape);
    stage.expect("Click any event");
}

#[test]
fn tab_reaches_bar_marks_and_quotations() {
    let mut stage = TestWindow::open();
    stage.click_mark("Independence");
    let mut reached = Vec::new();
    for _ in 0..140 {
        stage.press(Key::Tab);
        let label = stage
            .harness
            .root()
            .query_by(|node| node.is_focused())
            .and_then(|node| NodeT::accesskit_node(&node).label());
        reached.extend(label);
    }
    for name in [
        "Legend",
        "Joint exercises frozen, 2017",
        "Admiral Paparo visits",
        "Passage 1 of",
        "Copy with citation",
    ] {
        assert!(
            reached.iter().any(|label| label.starts_with(name)),
            "{name} is not among {reached:#?}"
        );
    }
    let place = |name: &str| reached.iter().position(|label| label.starts_with(name));
    assert!(place("Legend") < place("Joint exercises"));
    assert!(place("Joint exercises") < place("Admiral Paparo"));
    assert!(place("Admiral Paparo") < place("Passage 1 of"));
}

#[test]
fn wheel_zooms_and_drag_pans_also_on_a_mark() {
    let mut stage = TestWindow::open();
    let span = |stage: &TestWindow| {
        stage
            .labels()
            .into_iter()
            .find(|label| label.starts_with("Timeline, "))
            .expect("the plot announces itself")
    };
    let before = span(&stage);
    let name = stage.mark("Joint exercises frozen");
    let at = stage.harness.get_by_label(&name).rect().center();
    stage.harness.hover_at(at);
    stage.harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, 120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    for _ in 0..8 {
        stage.settle();
    }
    let zoomed = span(&stage);
    assert_ne!(before, zoomed);
    let at = stage
        .harness
        .get_by_label(&stage.mark("Joint exercises frozen"))
        .rect()
        .center();
    stage.harness.drag_at(at);
    stage.harness.step();
    stage.harness.hover_at(at - egui::vec2(150.0, 0.0));
    stage.harness.step();
    stage.harness.drop_at(at - egui::vec2(150.0, 0.0));
    stage.settle();
    assert_ne!(zoomed, span(&stage));
    stage.press(Key::Home);
    assert_eq!(before, span(&stage));
}

#[test]
fn quotation_copies_with_its_citation() {
    let mut stage = TestWindow::open();
    stage.click_mark("US aid relationship collapses");
    let copy = stage
        .harness
        .get_all_by_label("Copy with citation")
        .next()
        .expect("a button");
    copy.click();
    stage.harness.step();
    // The app processes the press in the next frame, which copies.
    let mut copied = stage.copied();
    for _ in 0..3 {
        if copied.is_none() {
            stage.harness.step();
            copied = stage.copied();
        }
    }
    let copied = copied.expect("something on the clipboard");
    assert!(
        copied.contains("the collapse of the aid relationship in 1963"),
        "{copied}"
    );
    assert!(
        copied.contains("Taylor Coplen, “Cambodia’s Warming Ties"),
        "{copied}"
    );
    assert!(copied.contains("para. 4"), "{copied}");
}

#[test]
fn other_events_of_a_passage_are_selectable() {
    let mut stage = TestWindow::open();
    stage.click_mark("US weapons embargo lifted");
    stage.expect("Other events citing this passage");
    stage.activate("US–Cambodia trade agreement signed  2025");
    let (document, event) = stage.app().session().selected().expect("a selection");
    assert_eq!(document.timeline[event].id, "trade-agreement");
}

#[test]
fn problems_link_to_their_entries() {
    let folder = Folder::with(SMALL);
    let mut stage = folder.open();
    let button = stage
        .labels()
        .into_iter()
        .find(|label| label.ends_with(" problems"))
        .expect("problems");
    stage.click(&button);
    stage.expect("nowhere");
    stage.expect("line ");
    stage.activate("Go to “Oddly dated”");
    stage.expect("“the fifties” isn’t a valid date");
    stage.expect("No passage supports this event");
}

#[test]
fn missing_file_is_reported_with_alternatives() {
    let folder = tempfile::tempdir().expect("a folder");
    let stage = WindowOptions::file(&folder.path().join("gone.json")).open();
    stage.expect("gone.json");
    stage.expect("Open another…");
}

#[test]
fn changed_file_is_read_again_and_broken_file_keeps_last_version() {
    use annals::session::{Action, LoadAction};
    let folder = Folder::with(SMALL);
    let mut stage = folder.open();
    stage.click_mark("It happened");
    folder.write(
        "timeline.json",
        &SMALL.replace("A small timeline", "Another title"),
    );
    stage
        .harness
        .state_mut()
        .as_mut()
        .expect("the program")
        .ask(Action::Load(LoadAction::Reload));
    stage.settle();
    stage.expect("Another title");
    stage.expect("1958, stated in");
    folder.write("timeline.json", "{ broken");
    stage
        .harness
        .state_mut()
        .as_mut()
        .expect("the program")
        .ask(Action::Load(LoadAction::Reload));
    stage.settle();
    stage.expect("line 1, column 3");
    stage.expect("the last version that could be read");
    stage.expect("1958, stated in");
    stage.click("Dismiss");
    stage.expect_not("line 1, column 3");
}

#[test]
fn added_text_verifies_its_quotations() {
    let folder = Folder::with(SMALL);
    let mut stage = folder.open();
    stage.click_mark("It happened");
    stage.expect("Quoted from a copy that is not on this computer");
    let elsewhere = tempfile::tempdir().expect("a folder");
    fs::write(
        elsewhere.path().join("s.txt"),
        "Before. It happened in 1958. After.",
    )
    .expect("a file");
    stage.activate("Locate the document…");
    stage.harness.get_by_label("Path").focus();
    stage.settle();
    let path = elsewhere.path().display().to_string();
    stage.harness.get_by_label("Path").type_text(&path);
    stage.settle();
    stage.click("Check");
    stage.expect("Verified, word for word");
}

#[test]
fn bundled_chronology_is_verified_with_full_texts() {
    let Some(texts) = full_texts() else { return };
    let mut places = SourcePaths::default();
    places.add(texts);
    let mut stage = WindowOptions {
        places,
        ..WindowOptions::default()
    }
    .open();
    let passages = stage
        .app()
        .session()
        .document
        .as_ref()
        .expect("open")
        .timeline
        .passages
        .len();
    stage.expect(&format!("✓ {passages} of {passages} quotations verified"));
    stage.click_mark("Independence");
    stage.expect("✓ Verified, word for word");
}

#[test]
fn theme_button_switches_light_and_dark() {
    let mut stage = TestWindow::open();
    let paper = |stage: &mut TestWindow| stage.picture().get_pixel(700, 300).0;
    let light = paper(&mut stage);
    assert!(light[0] > 200);
    stage.click("Theme: light");
    assert_eq!(stage.app().session().settings.theme, ThemeChoice::Dark);
    let dark = paper(&mut stage);
    assert!(dark[0] < 60);
}

#[test]
fn panels_toggle() {
    let mut stage = TestWindow::open();
    stage.expect("Colonial occupation");
    stage.press_with(Modifiers::COMMAND, Key::Num1);
    stage.expect_not("Colonial occupation");
    stage.press_with(Modifiers::COMMAND, Key::Num1);
    stage.press_with(Modifiers::COMMAND, Key::Num3);
    stage.expect_not("Click any event");
    // Enter needs the quotations, so they are shown again.
    stage.press(Key::ArrowRight);
    stage.press(Key::Enter);
    stage.expect("Following its independence in 1953");
}

#[test]
fn hostile_text_is_displayed_as_text() {
    let hostile = SMALL
        .replace("It happened\"", "It \\u202eneppah\\u0007 <b>x</b>\"")
        .replace("A small timeline", &"W".repeat(5_000));
    let folder = Folder::with(&hostile);
    let mut stage = WindowOptions {
        tofu: true,
        ..WindowOptions::file(&folder.file())
    }
    .open();
    stage.click_mark("It ⟨U+202E⟩neppah⟨U+0007⟩ <b>x</b>");
    stage.expect("1958, stated in");
}

/// The Big List of Naughty Strings, in every field and panel.
#[test]
fn naughty_strings_are_displayed_as_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("naughty.json");
    let timeline = naughty(&strings()).to_string();
    fs::write(&path, timeline).expect("written");
    let mut stage = WindowOptions {
        tofu: true,
        settings: Settings {
            motion: annals::settings::Motion::Reduced,
            ..Settings::default()
        },
        ..WindowOptions::file(&path)
    }
    .open();
    let mut seen = 0;
    let mut look = |stage: &TestWindow| {
        for label in stage.labels() {
            assert_eq!(hidden(&label), BTreeSet::new(), "{label:?}");
            seen += 1;
        }
    };
    look(&stage);
    stage.press_with(Modifiers::COMMAND, Key::Num5);
    for _ in 0..24 {
        stage.press(Key::ArrowRight);
        look(&stage);
    }
    for dialog in [
        Dialog::Filters,
        Dialog::Sources,
        Dialog::Problems,
        Dialog::Legend,
    ] {
        stage.ask(Action::Panel(PanelAction::ToggleDialog(dialog)));
        look(&stage);
        stage.press(Key::Escape);
    }
    stage.press(Key::Enter);
    stage.press(Key::Enter);
    look(&stage);
    assert!(seen > 1_000, "{seen}");
}

#[test]
fn window_lays_out_at_any_size() {
    for (width, height) in [(760.0, 480.0), (1024.0, 600.0), (2560.0, 1440.0)] {
        let mut stage = WindowOptions {
            size: egui::vec2(width, height),
            settings: Settings {
                motion: annals::settings::Motion::Reduced,
                ..Settings::default()
            },
            ..WindowOptions::default()
        }
        .open();
        stage.click_mark("Independence");
        stage.expect("Following its independence in 1953");
    }
}

#[test]
fn f6_cycles_through_regions() {
    let mut stage = TestWindow::open();
    let mut reached = Vec::new();
    for _ in 0..6 {
        stage.press(Key::F6);
        let label = stage
            .harness
            .root()
            .query_by(|node| node.is_focused())
            .and_then(|node| NodeT::accesskit_node(&node).label());
        reached.extend(label);
    }
    for (place, begin) in [
        "Search the timeline",
        "Independence, 1953",
        "Colonial occupation",
        "Overview",
        "Begin with",
        "Search the timeline",
    ]
    .into_iter()
    .enumerate()
    {
        assert!(reached[place].starts_with(begin), "{reached:#?}");
    }
}

#[test]
fn period_counts_certain_and_possible_events() {
    let mut stage = TestWindow::open();
    stage.click("Filter");
    stage.harness.get_by_label("Period in EDTF").focus();
    stage.settle();
    stage
        .harness
        .get_by_label("Period in EDTF")
        .type_text("1953/1963");
    stage.settle();
    stage.expect("1953–1963");
    stage.expect("Possibly in the period: 43 events, including undated ones");
    stage.click("Certainly in the period: 4 events");
    stage.press(Key::Escape);
    stage.expect("Independence, 1953");
    stage.expect_not("Joint exercises frozen, 2017");
    stage.expect_not("Colonial occupation");
    stage.press(Key::ArrowRight);
    stage.press(Key::ArrowRight);
    stage.press(Key::ArrowRight);
    stage.press(Key::ArrowRight);
    stage.press(Key::ArrowRight);
    stage.expect("the collapse of the aid relationship in 1963");
    stage.activate("Filter");
    stage.activate("Everything");
    stage.press(Key::Escape);
    stage.expect("Joint exercises frozen, 2017");
}
