//! Journeys across the window: commands, filters, the table, tabs, settings,
//! large text, another language, keyboard alone.

use std::fs;

use annals::model::{Event, Index};
use annals::session::{Action, SettingsAction};
use annals::settings::{AnimationChoice, LanguageChoice, Settings};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;

use egui_kittest::kittest::Queryable as _;

use crate::harness::{TestWindow, WindowOptions};

const CTRL: Modifiers = Modifiers::COMMAND;

/// Role and name of everything that can be pressed, typed into or moved; the
/// name is empty if it has none.
fn controls(window: &TestWindow) -> Vec<(Role, String)> {
    window
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
    let mut window = TestWindow::open();
    window.press_with(CTRL, Key::K);
    window.expect("Find a command");
    window.expect("Zoom in");
    window.type_text("show table");
    window.expect_not("Zoom in");
    window.press(Key::Enter);
    assert!(window.app().session().view.panels.table);
    window.press_with(CTRL, Key::K);
    window.type_text("no such thing at all");
    window.expect("No matching command");
    window.press(Key::Escape);
    window.expect_not("No matching command");
}

#[test]
fn table_sorts_and_shares_its_selection() {
    let mut window = TestWindow::open();
    window.press_with(CTRL, Key::Num5);
    window.expect("Table of 55 events");
    window.expect("Date, sorted ascending");
    // The table has focus: Down selects, and the plot and the quotations
    // follow.
    window.press(Key::ArrowDown);
    let first = window.app().session().view.selection;
    assert!(first.is_some());
    window.press(Key::ArrowDown);
    assert_ne!(window.app().session().view.selection, first);
    window.activate("Event");
    window.expect("Event, sorted ascending");
    let rows = |window: &TestWindow| window.app().session().view.table.rows().to_vec();
    let up = rows(&window);
    window.activate("Event, sorted ascending");
    let mut down = rows(&window);
    down.reverse();
    assert_eq!(up.len(), 55);
    let titles = |rows: &[Index<Event>]| -> Vec<String> {
        let open = window.app().session().open.clone().expect("a timeline");
        let title = |event: &Index<Event>| open.timeline[*event].name().to_lowercase();
        rows.iter().map(title).collect()
    };
    assert!(titles(&up).is_sorted());
    assert_eq!(titles(&up), titles(&down));
    // A selection made elsewhere is scrolled into view.
    window.click_mark("Independence");
    let selected = window.app().session().view.selection;
    let row = selected.and_then(|event| window.app().session().view.table.row_of(event));
    assert!(row.is_some());
}

#[test]
fn filters_combine_as_chips_and_are_saved_by_name() {
    let mut window = TestWindow::open();
    window.activate("Filter");
    window.expect("Phnom Penh, 18 events");
    window.activate("Phnom Penh, 18 events");
    window.expect("18 of 55 events");
    // Another value of the same field is an alternative; another field narrows
    // further.
    window.activate("Washington, 15 events");
    window.expect("33 of 55 events");
    let stated = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("stated, "))
        .expect("the basis is a field");
    window.activate(&stated);
    let shown = window.app().session().view.shown_count().expect("narrowed");
    assert_eq!(stated, format!("stated, {shown} events"));
    window.type_into("Name of this filter", "Two capitals");
    window.press(Key::Enter);
    window.expect("Two capitals");
    window.press(Key::Escape);
    window.activate("Remove filter: Lane: Washington");
    window.expect("Remove filter: Lane: Phnom Penh");
    window.activate("Show all");
    window.expect_not("Remove filter:");
    assert_eq!(window.app().session().view.shown_count(), None);
    window.activate("Filter");
    window.activate("Two capitals");
    assert_eq!(window.app().session().view.shown_count(), Some(shown));
}

#[test]
fn settings_dialog_changes_settings() {
    let mut window = TestWindow::open();
    window.press_with(CTRL, Key::Comma);
    window.expect("Text size");
    window.activate("Dark");
    assert_eq!(
        window.app().session().settings.theme,
        annals::session::ThemeChoice::Dark
    );
    window.activate("Single-key commands, without Ctrl or Alt");
    window.press(Key::Escape);
    // W no longer zooms; Ctrl+5 still shows the table.
    let before = window.app().session().view.viewport(0.0);
    window.press(Key::W);
    assert_eq!(window.app().session().view.viewport(0.0), before);
    window.press_with(CTRL, Key::Num5);
    assert!(window.app().session().view.panels.table);
}

#[test]
fn rebinding_a_command_frees_the_old_key() {
    let mut window = TestWindow::open();
    let mut settings = window.app().session().settings.clone();
    let chord = "F8".parse().expect("a key");
    settings.rebind(annals::settings::Command::ToggleTable, Some(vec![chord]));
    let replace = SettingsAction::Replace(Box::new(settings));
    window.ask(Action::Settings(replace));
    window.press_with(CTRL, Key::Num5);
    assert!(!window.app().session().view.panels.table);
    window.press(Key::F8);
    assert!(window.app().session().view.panels.table);
}

#[test]
fn open_timelines_are_tabs() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = TestWindow::open();
    for name in ["One", "Two"] {
        let path = folder.path().join(format!("{name}.json"));
        let text = format!("{{\"annals\": 1, \"title\": \"{name}\"}}");
        fs::write(&path, text).expect("a file");
        window.drop_file(&path);
    }
    // The first one replaced the unchanged built-in chronology.
    window.expect("Timeline One");
    window.expect("Timeline Two");
    let title = |window: &TestWindow| {
        let open = window.app().session().open.clone();
        open.expect("a timeline").timeline.title.clone()
    };
    assert_eq!(title(&window), "Two");
    window.press_with(CTRL, Key::Tab);
    assert_eq!(title(&window), "One");
    window.press_with(CTRL, Key::W);
    assert_eq!(title(&window), "Two");
    window.expect_not("Timeline One");
}

#[test]
fn text_at_300_percent_stays_in_the_window() {
    for percent in [80, 100, 150, 200, 250, 300] {
        let mut window = WindowOptions {
            settings: Settings {
                text_size: percent,
                motion: AnimationChoice::Reduced,
                language: LanguageChoice::English,
                ..Settings::default()
            },
            ..WindowOptions::default()
        }
        .open();
        window.click_mark("Independence");
        let content = window.harness.ctx.content_rect().expand(1.0);
        assert!((content.width() - 1280.0 * 100.0 / f32::from(percent)).abs() < 3.0);
        // The bar shows all its controls at any text size.
        let menu = window.place_of("Menu");
        assert!(content.contains_rect(menu), "{percent} %: {menu:?}");
        if percent > 200 {
            // One panel at a time.
            window.expect("Quotations");
            window.activate("Quotations");
        }
        window.expect("Following its independence in 1953");
        window.press_with(CTRL, Key::Comma);
        let close = window.place_of("Close");
        assert!(content.contains_rect(close), "{percent} %: {close:?}");
    }
}

#[test]
fn window_switches_to_french() {
    let mut window = WindowOptions {
        settings: Settings {
            motion: AnimationChoice::Reduced,
            language: LanguageChoice::French,
            ..Settings::default()
        },
        ..WindowOptions::default()
    }
    .open();
    window.expect("Tableau");
    window.press_with(CTRL, Key::K);
    window.expect("Trouver une commande");
    window.press(Key::Escape);
    window.activate("Filtrer");
    window.expect("Fondement de la date");
    window.press(Key::Escape);
    // Text of the file is not translated.
    window.expect("Phnom Penh");
    window.expect("Independence");
}

#[test]
fn plot_announces_its_content() {
    let mut window = TestWindow::open();
    let statuses = |window: &TestWindow| {
        let labels = window.labels().into_iter();
        labels
            .filter(|label| label.starts_with("Timeline, "))
            .find(|label| label.contains("in view"))
            .expect("the plot says what is in view")
    };
    let all = statuses(&window);
    assert!(all.contains("16 events in view, 4 lanes"), "{all}");
    window.click_mark("Independence");
    window.press(Key::F);
    let near = statuses(&window);
    assert!(near.contains("1 event in view, 1 lane"), "{near}");
}

#[test]
fn every_control_has_a_name() {
    let mut window = TestWindow::open();
    let mut nameless = Vec::new();
    let mut look = |window: &TestWindow, place: &str| {
        for (role, name) in controls(window) {
            if name.trim().is_empty() {
                nameless.push(format!("{role:?} in {place}"));
            }
        }
    };
    look(&window, "the first window");
    window.click_mark("Independence");
    look(&window, "the quotations");
    window.press_with(CTRL, Key::Num5);
    window.press_with(CTRL, Key::Num4);
    look(&window, "the table and the reader");
    for (command, place) in [(Key::K, "the commands"), (Key::Comma, "the settings")] {
        window.press_with(CTRL, command);
        look(&window, place);
        window.press(Key::Escape);
    }
    for button in ["Filter", "Legend", "Keys"] {
        window.activate(button);
        look(&window, button);
        window.press(Key::Escape);
    }
    assert!(nameless.is_empty(), "{nameless:#?}");
}

#[test]
fn link_selects_its_event() {
    let mut window = TestWindow::open();
    window.click_mark("Independence");
    window.harness.get_by_label("Copy link").click_accesskit();
    let mut link = None;
    for _ in 0..4 {
        window.harness.step();
        link = link.or_else(|| window.copied());
    }
    let link = link.expect("a link");
    assert!(link.starts_with("#event="), "{link}");
    window.press(Key::Escape);
    assert_eq!(window.app().session().view.selection, None);
    let paste = |window: &mut TestWindow, text: &str| {
        window
            .harness
            .event(eframe::egui::Event::Paste(text.to_owned()));
        window.settle();
        window.settle();
    };
    paste(&mut window, &link);
    window.expect("Following its independence in 1953");
    paste(&mut window, "#range=1960/1970&filter=aid");
    let viewport = window.app().session().view.viewport(0.0);
    assert!(viewport.length_seconds() < 11.5 * 31_556_952.0);
    window.expect("aid");
    paste(&mut window, "#event=nobody");
    window.expect("There is no event `nobody`");
    window.activate("Dismiss");
    window.expect_not("There is no event `nobody`");
    // Any other pasted text is not a link.
    paste(&mut window, "Following its independence");
    window.expect_not("Dismiss");
}

#[test]
fn address_is_shown_in_full_before_it_opens() {
    let mut window = TestWindow::open();
    window.press_with(CTRL, Key::Num4);
    window.activate("About");
    window.activate("Open web address…");
    window.expect("It opens in another program");
    window.expect("https://");
    window.activate("Open address");
    window.expect_not("It opens in another program");
}

#[test]
fn narrow_window_shows_each_panel() {
    let mut window = WindowOptions {
        settings: Settings {
            text_size: 300,
            motion: AnimationChoice::Reduced,
            language: LanguageChoice::English,
            ..Settings::default()
        },
        ..WindowOptions::default()
    }
    .open();
    window.activate("Table");
    window.expect("Table of 55 events");
    window.expect_not("No events match.");
    window.activate("Source");
    window.expect("About");
    window.activate("Undated");
    window.expect("Colonial occupation");
}

#[test]
fn period_is_part_of_links_and_saved_filters() {
    let mut window = TestWindow::open();
    window.activate("Filter");
    window.type_into("Period in EDTF", "1953/1963");
    window.activate("Certainly in the period: 4 events");
    window.expect("Name of this filter");
    window.press(Key::Escape);
    let session = window.app().session();
    assert_eq!(session.filter_text(), "certainly:1953/1963");
    let link = session.link(annals::session::LinkKind::Filter);
    assert_eq!(link.expect("a link").text(), "#filter=certainly:1953/1963");
}

#[test]
fn failed_command_keeps_focus_in_the_palette() {
    let mut window = TestWindow::open();
    window.press_with(CTRL, Key::K);
    window.type_text("take back");
    window.press(Key::Enter);
    window.type_text("zzz");
    window.expect("No matching command");
    // Nothing moves behind the dialog on F6.
    window.press(Key::F6);
    window.type_text("z");
    window.expect("take backzzzz");
}

/// A keyboard that counts presses. A chord counts as one.
struct Keyboard {
    window: TestWindow,
    presses: usize,
}

impl Keyboard {
    fn press(&mut self, key: Key) -> &mut Self {
        self.window.press(key);
        self.presses += 1;
        self
    }

    fn chord(&mut self, key: Key) -> &mut Self {
        self.window.press_with(CTRL, key);
        self.presses += 1;
        self
    }

    fn write(&mut self, text: &str) -> &mut Self {
        for sign in text.chars() {
            self.window.type_text(&sign.to_string());
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
        window: TestWindow::open(),
        presses: 0,
    };
    let mut took = Vec::new();
    let mut done = |task: &'static str, keyboard: &mut Keyboard, words: &str| {
        keyboard.window.expect(words);
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
    assert_eq!(keyboard.window.app().session().settings.text_size, 110);
    done("make text larger", &mut keyboard, "Independence");
    let nodes = keyboard.window.harness.root().children_recursive().count();
    eprintln!("{took:#?}, {nodes} nodes in the tree");
    assert_eq!(took.len(), 10);
    for (task, presses) in took {
        assert!(presses <= 16, "{task}: {presses} presses");
    }
}
