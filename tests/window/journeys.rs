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
    let mut window = TestWindow::open();
    window.expect("Click any event");
    window.click_mark("First national radio station built");
    window.expect_not("Click any event");
    window.expect("1958, stated in");
    window.expect(
        "US funding equipped the studios while China provided and installed the transmitters",
    );
    window.expect("Coplen, Fulcrum 2025/380, para.\u{a0}3");
    window.expect("Quoted from a copy that is not on this computer");
}

#[test]
fn first_steps_button_opens_the_first_quotation() {
    let mut window = TestWindow::open();
    window.click("Begin with “Independence”");
    window.expect("Following its independence in 1953");
}

#[test]
fn rival_dates_name_their_sources() {
    let mut window = TestWindow::open();
    window.click_mark("Joint exercises frozen");
    window.expect("2017, or the mid-2010s: the sources differ");
    window.expect("Date given: 2017");
    window.expect("Date given: the mid-2010s");
    window.expect("Joint exercises frozen, the mid-2010s according to Lak, Defence");
}

#[test]
fn wrong_date_stays_the_sources_with_a_note() {
    let mut window = TestWindow::open();
    window.click_mark("US–Vietnam partnership upgraded");
    window.expect("2024");
    window.expect("September 2023");
}

#[test]
fn undated_event_is_selected_in_its_panel() {
    let mut window = TestWindow::open();
    window.activate("USS Savannah docks in Sihanoukville");
    window.expect("Undated");
    window.expect("According to the sources, after:");
    window.expect("The subsequent docking of the USS Savannah");
}

#[test]
fn keyboard_alone_reaches_everything() {
    let mut window = TestWindow::open();
    window.press(Key::ArrowRight);
    window.expect("Following its independence in 1953");
    window.press(Key::ArrowRight);
    window.press(Key::ArrowRight);
    window.expect("1958, stated in");
    window.press(Key::ArrowLeft);
    window.expect("about 1955–1959");
    window.press(Key::ArrowDown);
    window.expect("US aid relationship collapses");
    window.press(Key::Enter);
    let focused = window.harness.root();
    assert!(focused.query_by(|node| node.is_focused()).is_some());
    window.type_text("]");
    window.type_text("?");
    window.expect("Keys and gestures");
    window.press(Key::Escape);
    window.expect_not("Keys and gestures");
    window.press(Key::Escape);
    window.expect("Click any event");
}

#[test]
fn tab_reaches_bar_marks_and_quotations() {
    let mut window = TestWindow::open();
    window.click_mark("Independence");
    let mut reached = Vec::new();
    for _ in 0..140 {
        window.press(Key::Tab);
        let label = window
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
    let mut window = TestWindow::open();
    let span = |window: &TestWindow| {
        window
            .labels()
            .into_iter()
            .find(|label| label.starts_with("Timeline, "))
            .expect("the plot announces itself")
    };
    let before = span(&window);
    let name = window.mark("Joint exercises frozen");
    let at = window.harness.get_by_label(&name).rect().center();
    window.harness.hover_at(at);
    window.harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, 120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    for _ in 0..8 {
        window.settle();
    }
    let zoomed = span(&window);
    assert_ne!(before, zoomed);
    let at = window
        .harness
        .get_by_label(&window.mark("Joint exercises frozen"))
        .rect()
        .center();
    window.harness.drag_at(at);
    window.harness.step();
    window.harness.hover_at(at - egui::vec2(150.0, 0.0));
    window.harness.step();
    window.harness.drop_at(at - egui::vec2(150.0, 0.0));
    window.settle();
    assert_ne!(zoomed, span(&window));
    window.press(Key::Home);
    assert_eq!(before, span(&window));
}

#[test]
fn quotation_copies_with_its_citation() {
    let mut window = TestWindow::open();
    window.click_mark("US aid relationship collapses");
    let copy = window
        .harness
        .get_all_by_label("Copy with citation")
        .next()
        .expect("a button");
    copy.click();
    window.harness.step();
    // The app processes the press in the next frame, which copies.
    let mut copied = window.copied();
    for _ in 0..3 {
        if copied.is_none() {
            window.harness.step();
            copied = window.copied();
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
    let mut window = TestWindow::open();
    window.click_mark("US weapons embargo lifted");
    window.expect("Other events citing this passage");
    window.activate("US–Cambodia trade agreement signed  2025");
    let (open, event) = window.app().session().selected().expect("a selection");
    assert_eq!(open.timeline[event].id, "trade-agreement");
}

#[test]
fn problems_link_to_their_entries() {
    let folder = Folder::with(SMALL);
    let mut window = folder.open();
    let button = window
        .labels()
        .into_iter()
        .find(|label| label.ends_with(" problems"))
        .expect("problems");
    window.click(&button);
    window.expect("nowhere");
    window.expect("line ");
    window.activate("Go to “Oddly dated”");
    window.expect("“the fifties” isn’t a valid date");
    window.expect("No passage supports this event");
}

#[test]
fn missing_file_is_reported_with_alternatives() {
    let folder = tempfile::tempdir().expect("a folder");
    let window = WindowOptions::file(&folder.path().join("gone.json")).open();
    window.expect("gone.json");
    window.expect("Open another…");
}

#[test]
fn changed_file_is_read_again_and_broken_file_keeps_last_version() {
    use annals::session::{Action, LoadAction};
    let folder = Folder::with(SMALL);
    let mut window = folder.open();
    window.click_mark("It happened");
    folder.write(
        "timeline.json",
        &SMALL.replace("A small timeline", "Another title"),
    );
    window
        .harness
        .state_mut()
        .as_mut()
        .expect("the program")
        .ask(Action::Load(LoadAction::Reload));
    window.settle();
    window.expect("Another title");
    window.expect("1958, stated in");
    folder.write("timeline.json", "{ broken");
    window
        .harness
        .state_mut()
        .as_mut()
        .expect("the program")
        .ask(Action::Load(LoadAction::Reload));
    window.settle();
    window.expect("line 1, column 3");
    window.expect("the last version that could be read");
    window.expect("1958, stated in");
    window.click("Dismiss");
    window.expect_not("line 1, column 3");
}

#[test]
fn added_text_verifies_its_quotations() {
    let folder = Folder::with(SMALL);
    let mut window = folder.open();
    window.click_mark("It happened");
    window.expect("Quoted from a copy that is not on this computer");
    let elsewhere = tempfile::tempdir().expect("a folder");
    fs::write(
        elsewhere.path().join("s.txt"),
        "Before. It happened in 1958. After.",
    )
    .expect("a file");
    window.activate("Locate the document…");
    window.harness.get_by_label("Path").focus();
    window.settle();
    let path = elsewhere.path().display().to_string();
    window.harness.get_by_label("Path").type_text(&path);
    window.settle();
    window.click("Check");
    window.expect("Verified, word for word");
}

#[test]
fn bundled_chronology_is_verified_with_full_texts() {
    let Some(texts) = full_texts() else { return };
    let mut places = SourcePaths::default();
    places.add(texts);
    let mut window = WindowOptions {
        places,
        ..WindowOptions::default()
    }
    .open();
    let passages = window
        .app()
        .session()
        .open
        .as_ref()
        .expect("open")
        .timeline
        .passages
        .len();
    window.expect(&format!("✓ {passages} of {passages} quotations verified"));
    window.click_mark("Independence");
    window.expect("✓ Verified, word for word");
}

#[test]
fn theme_button_switches_light_and_dark() {
    let mut window = TestWindow::open();
    let paper = |window: &mut TestWindow| window.picture().get_pixel(700, 300).0;
    let light = paper(&mut window);
    assert!(light[0] > 200);
    window.click("Theme: light");
    assert_eq!(window.app().session().settings.theme, ThemeChoice::Dark);
    let dark = paper(&mut window);
    assert!(dark[0] < 60);
}

#[test]
fn panels_toggle() {
    let mut window = TestWindow::open();
    window.expect("Colonial occupation");
    window.press_with(Modifiers::COMMAND, Key::Num1);
    window.expect_not("Colonial occupation");
    window.press_with(Modifiers::COMMAND, Key::Num1);
    window.press_with(Modifiers::COMMAND, Key::Num3);
    window.expect_not("Click any event");
    // Enter needs the quotations, so they are shown again.
    window.press(Key::ArrowRight);
    window.press(Key::Enter);
    window.expect("Following its independence in 1953");
}

#[test]
fn hostile_text_is_displayed_as_text() {
    let hostile = SMALL
        .replace("It happened\"", "It \\u202eneppah\\u0007 <b>x</b>\"")
        .replace("A small timeline", &"W".repeat(5_000));
    let folder = Folder::with(&hostile);
    let mut window = WindowOptions {
        tofu: true,
        ..WindowOptions::file(&folder.file())
    }
    .open();
    window.click_mark("It ⟨U+202E⟩neppah⟨U+0007⟩ <b>x</b>");
    window.expect("1958, stated in");
}

/// The Big List of Naughty Strings, in every field and panel.
#[test]
fn naughty_strings_are_displayed_as_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("naughty.json");
    let timeline = naughty(&strings()).to_string();
    fs::write(&path, timeline).expect("written");
    let mut window = WindowOptions {
        tofu: true,
        settings: Settings {
            motion: annals::settings::AnimationChoice::Reduced,
            ..Settings::default()
        },
        ..WindowOptions::file(&path)
    }
    .open();
    let mut seen = 0;
    let mut look = |window: &TestWindow| {
        for label in window.labels() {
            assert_eq!(hidden(&label), BTreeSet::new(), "{label:?}");
            seen += 1;
        }
    };
    look(&window);
    window.press_with(Modifiers::COMMAND, Key::Num5);
    for _ in 0..24 {
        window.press(Key::ArrowRight);
        look(&window);
    }
    for dialog in [
        Dialog::Filters,
        Dialog::Sources,
        Dialog::Problems,
        Dialog::Legend,
    ] {
        window.ask(Action::Panel(PanelAction::ToggleDialog(dialog)));
        look(&window);
        window.press(Key::Escape);
    }
    window.press(Key::Enter);
    window.press(Key::Enter);
    look(&window);
    assert!(seen > 1_000, "{seen}");
}

#[test]
fn window_lays_out_at_any_size() {
    for (width, height) in [(760.0, 480.0), (1024.0, 600.0), (2560.0, 1440.0)] {
        let mut window = WindowOptions {
            size: egui::vec2(width, height),
            settings: Settings {
                motion: annals::settings::AnimationChoice::Reduced,
                ..Settings::default()
            },
            ..WindowOptions::default()
        }
        .open();
        window.click_mark("Independence");
        window.expect("Following its independence in 1953");
    }
}

#[test]
fn f6_cycles_through_regions() {
    let mut window = TestWindow::open();
    let mut reached = Vec::new();
    for _ in 0..6 {
        window.press(Key::F6);
        let label = window
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
    let mut window = TestWindow::open();
    window.click("Filter");
    window.harness.get_by_label("Period in EDTF").focus();
    window.settle();
    window
        .harness
        .get_by_label("Period in EDTF")
        .type_text("1953/1963");
    window.settle();
    window.expect("1953–1963");
    window.expect("Possibly in the period: 43 events, including undated ones");
    window.click("Certainly in the period: 4 events");
    window.press(Key::Escape);
    window.expect("Independence, 1953");
    window.expect_not("Joint exercises frozen, 2017");
    window.expect_not("Colonial occupation");
    window.press(Key::ArrowRight);
    window.press(Key::ArrowRight);
    window.press(Key::ArrowRight);
    window.press(Key::ArrowRight);
    window.press(Key::ArrowRight);
    window.expect("the collapse of the aid relationship in 1963");
    window.activate("Filter");
    window.activate("Everything");
    window.press(Key::Escape);
    window.expect("Joint exercises frozen, 2017");
}
