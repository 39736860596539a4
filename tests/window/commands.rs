//! Journeys across the window: commands, filters, the table, tabs, settings,
//! large text, another language, keyboard alone.

use std::fs;

use annals::session::{Action, SettingsAction};
use annals::settings::{LanguageChoice, Motion, Settings};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;

use egui_kittest::kittest::Queryable as _;

use crate::harness::{TestWindow, WindowOptions};

const CTRL: Modifiers = Modifiers::COMMAND;

/// Role and name of everything that can be pressed, typed into or moved; the
/// name is empty if it has none.
fn controls(stage: &TestWindow) -> Vec<(Role, String)> {
    stage
        .harness
        .root()
        .children_recursive()
        .filter_map(|node| {
            let node = node.accesskit_node();
            let is_control = matches!(
                node.role(),
                Role::Button
                    | Role::CheckBox
                    | Role::RadioButton
                    | Role::TextInput
                    | Role::MultilineTextInput
                    | Role::SpinButton
                    | Role::Slider
                    | Role::Splitter
                    | Role::Link
                    | Role::Tab
                    | Role::MenuItem
                    | Role::Row
                    | Role::ColumnHeader
            );
            is_control.then(|| {
                let name = node.label().or_else(|| node.value()).unwrap_or_default();
                (node.role(), name)
            })
        })
        .collect()
}

#[test]
fn command_palette_runs_commands_by_name() {
    let mut stage = TestWindow::open();
    stage.press_with(CTRL, Key::K);
    stage.expect("Find a command");
    stage.expect("Zoom in");
    stage.type_text("show table");
    stage.expect_not("Zoom in");
    stage.press(Key::Enter);
    assert!(stage.app().session().view.panels.table);
    stage.press_with(CTRL, Key::K);
    stage.type_text("no such thing at all");
    stage.expect("No matching command");
    stage.press(Key::Escape);
    stage.expect_not("No matching command");
}

#[test]
fn table_sorts_and_shares_its_selection() {
    let mut stage = TestWindow::open();
    stage.press_with(CTRL, Key::Num5);
    stage.expect("Table of 55 events");
    stage.expect("Date, sorted ascending");
    // The table has focus: Down selects, and the plot and the quotations
    // follow.
    stage.press(Key::ArrowDown);
    let first = stage.app().session().view.selection;
    assert!(first.is_some());
    stage.press(Key::ArrowDown);
    assert_ne!(stage.app().session().view.selection, first);
    stage.activate("Event");
    stage.expect("Event, sorted ascending");
    let rows = |stage: &TestWindow| stage.app().session().view.table.rows().to_vec();
    let up = rows(&stage);
    stage.activate("Event, sorted ascending");
    let mut down = rows(&stage);
    down.reverse();
    assert_eq!(up.len(), 55);
    let titles = |rows: &[u32]| -> Vec<String> {
        let document = stage.app().session().document.clone().expect("a document");
        let title = |row: &u32| {
            document.timeline.events[*row as usize]
                .name()
                .to_lowercase()
        };
        rows.iter().map(title).collect()
    };
    assert!(titles(&up).is_sorted());
    assert_eq!(titles(&up), titles(&down));
    // A selection made elsewhere is scrolled into view.
    stage.click_mark("Independence");
    let selected = stage.app().session().view.selection;
    let row = selected.and_then(|event| stage.app().session().view.table.row_of(event));
    assert!(row.is_some());
}

#[test]
fn filters_combine_as_chips_and_are_saved_by_name() {
    let mut stage = TestWindow::open();
    stage.activate("Filter");
    stage.expect("Phnom Penh, 18 events");
    stage.activate("Phnom Penh, 18 events");
    stage.expect("18 of 55 events");
    // Another value of the same field is an alternative; another field narrows
    // further.
    stage.activate("Washington, 15 events");
    stage.expect("33 of 55 events");
    let stated = stage
        .labels()
        .into_iter()
        .find(|label| label.starts_with("stated, "))
        .expect("the basis is a field");
    stage.activate(&stated);
    let shown = stage.app().session().view.shown_count().expect("narrowed");
    assert_eq!(stated, format!("stated, {shown} events"));
    stage.type_into("Name of this filter", "Two capitals");
    stage.press(Key::Enter);
    stage.expect("Two capitals");
    stage.press(Key::Escape);
    stage.activate("Remove filter: Lane: Washington");
    stage.expect("Remove filter: Lane: Phnom Penh");
    stage.activate("Show all");
    stage.expect_not("Remove filter:");
    assert_eq!(stage.app().session().view.shown_count(), None);
    stage.activate("Filter");
    stage.activate("Two capitals");
    assert_eq!(stage.app().session().view.shown_count(), Some(shown));
}

#[test]
fn settings_dialog_changes_settings() {
    let mut stage = TestWindow::open();
    stage.press_with(CTRL, Key::Comma);
    stage.expect("Text size");
    stage.activate("Dark");
    assert_eq!(
        stage.app().session().settings.theme,
        annals::session::ThemeChoice::Dark
    );
    stage.activate("Single-key commands, without Ctrl or Alt");
    stage.press(Key::Escape);
    // W no longer zooms; Ctrl+5 still shows the table.
    let before = stage.app().session().view.viewport(0.0);
    stage.press(Key::W);
    assert_eq!(stage.app().session().view.viewport(0.0), before);
    stage.press_with(CTRL, Key::Num5);
    assert!(stage.app().session().view.panels.table);
}

#[test]
fn rebinding_a_command_frees_the_old_key() {
    let mut stage = TestWindow::open();
    let mut settings = stage.app().session().settings.clone();
    let chord = "F8".parse().expect("a key");
    settings.rebind(annals::settings::Command::ToggleTable, Some(vec![chord]));
    let replace = SettingsAction::Replace(Box::new(settings));
    stage.ask(Action::Settings(replace));
    stage.press_with(CTRL, Key::Num5);
    assert!(!stage.app().session().view.panels.table);
    stage.press(Key::F8);
    assert!(stage.app().session().view.panels.table);
}

#[test]
fn open_timelines_are_tabs() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut stage = TestWindow::open();
    for name in ["One", "Two"] {
        let path = folder.path().join(format!("{name}.json"));
        let text = format!("{{\"annals\": 1, \"title\": \"{name}\"}}");
        fs::write(&path, text).expect("a file");
        stage.drop_file(&path);
    }
    // The first one replaced the unchanged built-in chronology.
    stage.expect("Timeline One");
    stage.expect("Timeline Two");
    let title = |stage: &TestWindow| {
        let document = stage.app().session().document.clone();
        document.expect("a document").timeline.title.clone()
    };
    assert_eq!(title(&stage), "Two");
    stage.press_with(CTRL, Key::Tab);
    assert_eq!(title(&stage), "One");
    stage.press_with(CTRL, Key::W);
    assert_eq!(title(&stage), "Two");
    stage.expect_not("Timeline One");
}

#[test]
fn text_at_300_percent_stays_in_the_window() {
    for percent in [80, 100, 150, 200, 250, 300] {
        let mut stage = WindowOptions {
            settings: Settings {
                text_size: percent,
                motion: Motion::Reduced,
                language: LanguageChoice::English,
                ..Settings::default()
            },
            ..WindowOptions::default()
        }
        .open();
        stage.click_mark("Independence");
        let window = stage.harness.ctx.content_rect().expand(1.0);
        assert!((window.width() - 1280.0 * 100.0 / f32::from(percent)).abs() < 3.0);
        // The bar shows all its controls at any text size.
        let menu = stage.place_of("Menu");
        assert!(window.contains_rect(menu), "{percent} %: {menu:?}");
        if percent > 200 {
            // One panel at a time.
            stage.expect("Quotations");
            stage.activate("Quotations");
        }
        stage.expect("Following its independence in 1953");
        stage.press_with(CTRL, Key::Comma);
        let close = stage.place_of("Close");
        assert!(window.contains_rect(close), "{percent} %: {close:?}");
    }
}

#[test]
fn window_switches_to_french() {
    let mut stage = WindowOptions {
        settings: Settings {
            motion: Motion::Reduced,
            language: LanguageChoice::French,
            ..Settings::default()
        },
        ..WindowOptions::default()
    }
    .open();
    stage.expect("Tableau");
    stage.press_with(CTRL, Key::K);
    stage.expect("Trouver une commande");
    stage.press(Key::Escape);
    stage.activate("Filtrer");
    stage.expect("Fondement de la date");
    stage.press(Key::Escape);
    // Text of the file is not translated.
    stage.expect("Phnom Penh");
    stage.expect("Independence");
}

#[test]
fn plot_announces_its_content() {
    let mut stage = TestWindow::open();
    let told = |stage: &TestWindow| {
        let labels = stage.labels().into_iter();
        labels
            .filter(|label| label.starts_with("Timeline, "))
            .find(|label| label.contains("in view"))
            .expect("the plot says what is in view")
    };
    let all = told(&stage);
    assert!(all.contains("16 events in view, 4 lanes"), "{all}");
    stage.click_mark("Independence");
    stage.press(Key::F);
    let near = told(&stage);
    assert!(near.contains("1 event in view, 1 lane"), "{near}");
}

#[test]
fn every_control_has_a_name() {
    let mut stage = TestWindow::open();
    let mut nameless = Vec::new();
    let mut look = |stage: &TestWindow, place: &str| {
        for (role, name) in controls(stage) {
            if name.trim().is_empty() {
                nameless.push(format!("{role:?} in {place}"));
            }
        }
    };
    look(&stage, "the first window");
    stage.click_mark("Independence");
    look(&stage, "the quotations");
    stage.press_with(CTRL, Key::Num5);
    stage.press_with(CTRL, Key::Num4);
    look(&stage, "the table and the reader");
    for (command, place) in [(Key::K, "the commands"), (Key::Comma, "the settings")] {
        stage.press_with(CTRL, command);
        look(&stage, place);
        stage.press(Key::Escape);
    }
    for button in ["Filter", "Legend", "Keys"] {
        stage.activate(button);
        look(&stage, button);
        stage.press(Key::Escape);
    }
    assert!(nameless.is_empty(), "{nameless:#?}");
}

#[test]
fn link_selects_its_event() {
    let mut stage = TestWindow::open();
    stage.click_mark("Independence");
    stage.harness.get_by_label("Copy link").click_accesskit();
    let mut link = None;
    for _ in 0..4 {
        stage.harness.step();
        link = link.or_else(|| stage.copied());
    }
    let link = link.expect("a link");
    assert!(link.starts_with("#event="), "{link}");
    stage.press(Key::Escape);
    assert_eq!(stage.app().session().view.selection, None);
    let paste = |stage: &mut TestWindow, text: &str| {
        stage
            .harness
            .event(eframe::egui::Event::Paste(text.to_owned()));
        stage.settle();
        stage.settle();
    };
    paste(&mut stage, &link);
    stage.expect("Following its independence in 1953");
    paste(&mut stage, "#range=1960/1970&filter=aid");
    let viewport = stage.app().session().view.viewport(0.0);
    assert!(viewport.length_seconds() < 11.5 * 31_556_952.0);
    stage.expect("aid");
    paste(&mut stage, "#event=nobody");
    stage.expect("There is no event `nobody`");
    stage.activate("Dismiss");
    stage.expect_not("There is no event `nobody`");
    // Any other pasted text is not a link.
    paste(&mut stage, "Following its independence");
    stage.expect_not("Dismiss");
}

#[test]
fn address_is_shown_in_full_before_it_opens() {
    let mut stage = TestWindow::open();
    stage.press_with(CTRL, Key::Num4);
    stage.activate("About");
    stage.activate("Open web address…");
    stage.expect("It opens in another program");
    stage.expect("https://");
    stage.activate("Open address");
    stage.expect_not("It opens in another program");
}

#[test]
fn narrow_window_shows_each_panel() {
    let mut stage = WindowOptions {
        settings: Settings {
            text_size: 300,
            motion: Motion::Reduced,
            language: LanguageChoice::English,
            ..Settings::default()
        },
        ..WindowOptions::default()
    }
    .open();
    stage.activate("Table");
    stage.expect("Table of 55 events");
    stage.expect_not("No events match.");
    stage.activate("Source");
    stage.expect("About");
    stage.activate("Undated");
    stage.expect("Colonial occupation");
}

#[test]
fn period_is_part_of_links_and_saved_filters() {
    let mut stage = TestWindow::open();
    stage.activate("Filter");
    stage.type_into("Period in EDTF", "1953/1963");
    stage.activate("Certainly in the period: 4 events");
    stage.expect("Name of this filter");
    stage.press(Key::Escape);
    let session = stage.app().session();
    assert_eq!(session.filter_text(), "certainly:1953/1963");
    let link = session.link(annals::session::LinkKind::Filter);
    assert_eq!(link.expect("a link").text(), "#filter=certainly:1953/1963");
}

#[test]
fn failed_command_keeps_focus_in_the_palette() {
    let mut stage = TestWindow::open();
    stage.press_with(CTRL, Key::K);
    stage.type_text("take back");
    stage.press(Key::Enter);
    stage.type_text("zzz");
    stage.expect("No matching command");
    // Nothing moves behind the dialog on F6.
    stage.press(Key::F6);
    stage.type_text("z");
    stage.expect("take backzzzz");
}

/// A keyboard that counts presses. A chord counts as one.
struct Keyboard {
    stage: TestWindow,
    presses: usize,
}

impl Keyboard {
    fn press(&mut self, key: Key) -> &mut Self {
        self.stage.press(key);
        self.presses += 1;
        self
    }

    fn chord(&mut self, key: Key) -> &mut Self {
        self.stage.press_with(CTRL, key);
        self.presses += 1;
        self
    }

    fn write(&mut self, text: &str) -> &mut Self {
        for sign in text.chars() {
            self.stage.type_text(&sign.to_string());
            self.presses += 1;
        }
        self
    }

    /// Number of presses since the last call.
    fn took(&mut self) -> usize {
        std::mem::take(&mut self.presses)
    }
}

#[test]
fn ten_everyday_tasks_need_few_key_presses() {
    let mut keyboard = Keyboard {
        stage: TestWindow::open(),
        presses: 0,
    };
    let mut took = Vec::new();
    let mut done = |task: &'static str, keyboard: &mut Keyboard, words: &str| {
        keyboard.stage.expect(words);
        took.push((task, keyboard.took()));
    };
    keyboard.press(Key::ArrowRight);
    done(
        "read the first event",
        &mut keyboard,
        "Following its independence in 1953",
    );
    keyboard.write("/radio").press(Key::Enter);
    done(
        "find an event by a word",
        &mut keyboard,
        "the country built its first national radio station",
    );
    keyboard
        .press(Key::Escape)
        .press(Key::Escape)
        .press(Key::Escape);
    keyboard.took();
    keyboard
        .press(Key::ArrowRight)
        .press(Key::Enter)
        .press(Key::Enter);
    done(
        "read a passage in its source",
        &mut keyboard,
        "Source: Coplen",
    );
    keyboard.chord(Key::Num4);
    keyboard.took();
    keyboard.write("/lane:washington");
    done("see one lane alone", &mut keyboard, "15 of 55 events");
    keyboard.press(Key::Escape);
    keyboard.took();
    keyboard.chord(Key::Num5);
    done(
        "list all events in a table",
        &mut keyboard,
        "Table of 55 events",
    );
    keyboard.press(Key::ArrowDown).press(Key::ArrowDown);
    done(
        "go two rows further in the table",
        &mut keyboard,
        "Passage 2 of 5",
    );
    keyboard.chord(Key::Num5);
    keyboard.took();
    keyboard.press(Key::F);
    done(
        "look closer at it",
        &mut keyboard,
        "Timeline, 1957–1959: 2 events in view, 1 lane",
    );
    keyboard.press(Key::Home);
    done("see everything again", &mut keyboard, "16 events in view");
    keyboard.chord(Key::K).write("legend").press(Key::Enter);
    done(
        "find out what a mark means",
        &mut keyboard,
        "What the marks mean",
    );
    keyboard.press(Key::Escape);
    keyboard.took();
    keyboard.chord(Key::Plus);
    assert_eq!(keyboard.stage.app().session().settings.text_size, 110);
    done("make text larger", &mut keyboard, "Independence");
    let nodes = keyboard.stage.harness.root().children_recursive().count();
    eprintln!("{took:#?}, {nodes} nodes in the tree");
    assert_eq!(took.len(), 10);
    for (task, presses) in took {
        assert!(presses <= 16, "{task}: {presses} presses");
    }
}
