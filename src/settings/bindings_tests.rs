//! Key bindings: default keys, keyboard layouts, text fields, conflicts.

use proptest::prelude::*;

use super::*;

fn press(text: Option<char>, logical: &str, physical: &str) -> KeyPress {
    KeyPress {
        text,
        logical: Key::from_name(logical),
        physical: Key::from_name(physical),
        ..KeyPress::default()
    }
}

/// A press on a US keyboard, written as a chord; `Shift+/` types a question
/// mark.
fn us(text: &str) -> KeyPress {
    let parts: Vec<&str> = match text.strip_suffix('+') {
        Some(modifiers) => modifiers
            .split('+')
            .filter(|part| !part.is_empty())
            .chain(["+"])
            .collect(),
        None => text.split('+').collect(),
    };
    let (key, modifiers) = parts.split_last().unwrap();
    let (ctrl, alt) = (modifiers.contains(&"Ctrl"), modifiers.contains(&"Alt"));
    let shift = modifiers.contains(&"Shift") || matches!(*key, "+" | "?" | ":" | "!");
    let name = Key::from_name(key).unwrap();
    let physical = match name {
        Key::Sign('+') => Key::Sign('='),
        Key::Sign('?') => Key::Sign('/'),
        other => other,
    };
    let typed = match name {
        Key::Letter(letter) if shift => Some(letter),
        Key::Letter(letter) => Some(letter.to_ascii_lowercase()),
        Key::Digit(sign) | Key::Sign(sign) => Some(sign),
        Key::Space => Some(' '),
        _ => None,
    };
    KeyPress {
        text: typed.filter(|_| !ctrl && !alt),
        logical: Some(name),
        physical: Some(physical),
        ctrl,
        shift,
        alt,
        typing: false,
    }
}

fn defaults() -> Bindings {
    Bindings::of(&Settings::default())
}

fn rebound(keys: &[(Command, &[&str])]) -> Settings {
    let mut settings = Settings::default();
    for (command, chords) in keys {
        let chords = chords.iter().map(|chord| chord.parse().unwrap()).collect();
        settings.rebind(*command, Some(chords));
    }
    settings
}

#[test]
fn default_keys_run_their_commands() {
    let cases: &[(&str, Command)] = &[
        ("Ctrl+1", Command::ToggleUndated),
        ("Ctrl+2", Command::ToggleOverview),
        ("Ctrl+3", Command::ToggleQuotes),
        ("Ctrl+4", Command::ToggleReader),
        ("Ctrl+5", Command::ToggleTable),
        ("Ctrl+K", Command::FindCommand),
        ("Ctrl+,", Command::Settings),
        ("Ctrl+Tab", Command::NextTab),
        ("Ctrl+Shift+Tab", Command::PreviousTab),
        ("Ctrl+O", Command::Open),
        ("Ctrl+W", Command::CloseTab),
        ("Ctrl+F", Command::FindHere),
        ("/", Command::Search),
        ("?", Command::Keys),
        ("Z", Command::FoldEmptyPeriods),
        ("E", Command::Evidence),
        ("F", Command::ZoomToSelection),
        ("0", Command::FitAll),
        ("Home", Command::FitAll),
        ("W", Command::ZoomIn),
        ("S", Command::ZoomOut),
        ("A", Command::Earlier),
        ("D", Command::Later),
        ("+", Command::ZoomIn),
        ("=", Command::ZoomIn),
        ("-", Command::ZoomOut),
        ("−", Command::ZoomOut),
        (",", Command::PreviousEvent),
        (".", Command::NextEvent),
        ("[", Command::PreviousPassage),
        ("]", Command::NextPassage),
        ("ArrowLeft", Command::PreviousEvent),
        ("ArrowRight", Command::NextEvent),
        ("ArrowUp", Command::LaneUp),
        ("ArrowDown", Command::LaneDown),
        ("PageUp", Command::ScrollUp),
        ("PageDown", Command::ScrollDown),
        ("F6", Command::NextRegion),
        ("Shift+F6", Command::PreviousRegion),
        ("F3", Command::NextFound),
        ("Shift+F3", Command::PreviousFound),
        ("Alt+ArrowLeft", Command::Back),
        ("Alt+ArrowRight", Command::Forward),
        ("Ctrl++", Command::TextLarger),
        ("Ctrl+=", Command::TextLarger),
        ("Ctrl+-", Command::TextSmaller),
        ("Ctrl+0", Command::TextNormal),
        ("Ctrl+L", Command::CopyLink),
        ("Enter", Command::EnterQuotes),
        ("Escape", Command::StepBack),
        ("Shift+Escape", Command::StepBack),
    ];
    let bindings = defaults();
    for (text, command) in cases {
        assert_eq!(bindings.command_for(&us(text)), Some(*command), "{text}");
    }
}

#[test]
fn unbound_keys_run_nothing() {
    let bindings = defaults();
    for text in [
        "Q",
        "Shift+W",
        "Shift+F",
        "Shift+ArrowLeft",
        "Shift+Home",
        "Ctrl+C",
        "Ctrl+A",
        "Ctrl+R",
        "Alt+W",
        "Ctrl+Shift+K",
        "Ctrl+Home",
        "Alt+F6",
        "Tab",
        "Space",
        "5",
        ";",
        "Ctrl+Alt+F",
        "Ctrl+Shift+1",
    ] {
        assert_eq!(bindings.command_for(&us(text)), None, "{text}");
    }
    assert_eq!(bindings.command_for(&KeyPress::default()), None);
}

#[test]
fn in_a_text_field_only_esc_function_keys_and_ctrl_run_commands() {
    let bindings = Bindings::of(&rebound(&[
        (Command::History, &["Ctrl+Z"]),
        (Command::Filters, &["Ctrl+ArrowLeft"]),
        (Command::Legend, &["Alt+L"]),
    ]));
    let cases: &[(&str, Option<Command>)] = &[
        ("Escape", Some(Command::StepBack)),
        ("F6", Some(Command::NextRegion)),
        ("Shift+F3", Some(Command::PreviousFound)),
        ("Ctrl+K", Some(Command::FindCommand)),
        ("Ctrl+1", Some(Command::ToggleUndated)),
        ("Ctrl++", Some(Command::TextLarger)),
        ("Ctrl+Tab", Some(Command::NextTab)),
        ("Ctrl+Z", None),
        ("Ctrl+ArrowLeft", None),
        ("Enter", None),
        ("W", None),
        ("/", None),
        ("?", None),
        ("0", None),
        ("ArrowLeft", None),
        ("Home", None),
        ("PageUp", None),
        ("Alt+ArrowLeft", None),
        ("Alt+L", None),
    ];
    for (text, command) in cases {
        let typing = KeyPress {
            typing: true,
            ..us(text)
        };
        assert_eq!(bindings.command_for(&typing), *command, "{text}");
    }
    assert_eq!(bindings.command_for(&us("Ctrl+Z")), Some(Command::History));
}

#[test]
fn keys_follow_the_keyboard_layout() {
    let bindings = defaults();
    let with_ctrl = |press: KeyPress| KeyPress {
        ctrl: true,
        text: None,
        ..press
    };
    let shifted = |press: KeyPress| KeyPress {
        shift: true,
        ..press
    };
    let cases: &[(&str, KeyPress, Option<Command>)] = &[
        // W A S D are positions: Z Q S D on a French keyboard.
        (
            "French z",
            press(Some('z'), "Z", "KeyW"),
            Some(Command::ZoomIn),
        ),
        (
            "French q",
            press(Some('q'), "Q", "KeyA"),
            Some(Command::Earlier),
        ),
        ("French a", press(Some('a'), "A", "KeyQ"), None),
        (
            "French f",
            press(Some('f'), "F", "KeyF"),
            Some(Command::ZoomToSelection),
        ),
        // Digits need Shift there, so chords with Ctrl use the physical key.
        (
            "French 0",
            shifted(press(Some('0'), "0", "Digit0")),
            Some(Command::FitAll),
        ),
        (
            "French Ctrl+&",
            with_ctrl(press(None, "", "Digit1")),
            Some(Command::ToggleUndated),
        ),
        (
            "French Ctrl+w",
            with_ctrl(press(None, "W", "KeyZ")),
            Some(Command::CloseTab),
        ),
        (
            "French Ctrl+-",
            with_ctrl(press(None, "-", "Digit6")),
            Some(Command::TextSmaller),
        ),
        (
            "French ,",
            press(Some(','), ",", "KeyM"),
            Some(Command::PreviousEvent),
        ),
        // On a German keyboard, Shift and 7 type a slash; typed text wins.
        (
            "German /",
            shifted(press(Some('/'), "7", "Digit7")),
            Some(Command::Search),
        ),
        (
            "German Ctrl++",
            with_ctrl(press(None, "+", "BracketRight")),
            Some(Command::TextLarger),
        ),
        (
            "German z",
            press(Some('z'), "Z", "KeyY"),
            Some(Command::FoldEmptyPeriods),
        ),
        // On Dvorak the comma is at the position of W.
        (
            "Dvorak ,",
            press(Some(','), ",", "KeyW"),
            Some(Command::PreviousEvent),
        ),
        ("Dvorak w", press(Some('w'), "W", "Comma"), None),
        (
            "Dvorak Ctrl+w",
            with_ctrl(press(None, "W", "Comma")),
            Some(Command::CloseTab),
        ),
        // Without Latin letters the physical key decides.
        (
            "Russian а",
            press(Some('а'), "", "KeyF"),
            Some(Command::ZoomToSelection),
        ),
        (
            "Russian ц",
            press(Some('ц'), "", "KeyW"),
            Some(Command::ZoomIn),
        ),
        (
            "Russian Ctrl+л",
            with_ctrl(press(None, "", "KeyK")),
            Some(Command::FindCommand),
        ),
        (
            "Hebrew Ctrl+'",
            with_ctrl(press(None, "'", "KeyW")),
            Some(Command::CloseTab),
        ),
        (
            "Hebrew /",
            press(Some('/'), "/", "KeyQ"),
            Some(Command::Search),
        ),
        // Without a physical key the letter decides.
        ("no place", press(Some('w'), "W", ""), Some(Command::ZoomIn)),
        (
            "pad 0",
            press(Some('0'), "0", "Numpad0"),
            Some(Command::FitAll),
        ),
        (
            "pad +",
            press(Some('+'), "+", "NumpadAdd"),
            Some(Command::ZoomIn),
        ),
        // An input method reports only text.
        ("text alone", press(Some('?'), "", ""), Some(Command::Keys)),
    ];
    for (name, press, command) in cases {
        assert_eq!(bindings.command_for(press), *command, "{name}");
    }
}

#[test]
fn alt_gr_types_text() {
    let bindings = Bindings::of(&rebound(&[(Command::Legend, &["Ctrl+Alt+8"])]));
    // On a German keyboard, AltGr and 8 type [; AltGr is reported as Ctrl and Alt.
    let typed = KeyPress {
        ctrl: true,
        alt: true,
        ..press(Some('['), "8", "Digit8")
    };
    assert_eq!(bindings.command_for(&typed), Some(Command::PreviousPassage));
    let at_sign = KeyPress {
        text: Some('@'),
        ..typed
    };
    assert_eq!(bindings.command_for(&at_sign), None);
    let in_a_field = KeyPress {
        typing: true,
        ..typed
    };
    assert_eq!(bindings.command_for(&in_a_field), None);
    let chord = KeyPress {
        text: None,
        ..typed
    };
    assert_eq!(bindings.command_for(&chord), Some(Command::Legend));
}

#[test]
fn single_keys_can_be_switched_off() {
    let bindings = Bindings::of(&Settings {
        single_keys: false,
        ..Settings::default()
    });
    for text in ["W", "/", "?", "0", "+", ",", "E", "Z", "["] {
        assert_eq!(bindings.command_for(&us(text)), None, "{text}");
    }
    for text in [
        "Ctrl+K",
        "Alt+ArrowLeft",
        "F6",
        "Escape",
        "ArrowLeft",
        "Home",
        "PageUp",
        "Enter",
    ] {
        assert!(bindings.command_for(&us(text)).is_some(), "{text}");
    }
    assert!(bindings.chords_of(Command::Search).is_empty());
    assert_eq!(bindings.chords_of(Command::FitAll).len(), 1);
}

#[test]
fn default_chords_are_valid_and_unique() {
    for command in Command::ALL {
        for text in command.default_chords() {
            let chord: Chord = text.parse().unwrap();
            assert_eq!(chord.reserved().is_some(), command.is_fixed(), "{text}");
            assert_eq!(chord.to_string(), *text);
        }
        let chords = defaults();
        assert_eq!(
            chords.chords_of(*command).len(),
            command.default_chords().len()
        );
    }
    assert_eq!(defaults().conflicts(), &[]);
}

#[test]
fn a_rebound_key_runs_only_its_new_command() {
    let bindings = Bindings::of(&rebound(&[
        (Command::Evidence, &["F", "Ctrl+E"]),
        (Command::NextEvent, &[]),
        (Command::Legend, &["F"]),
    ]));
    assert_eq!(bindings.command_for(&us("F")), Some(Command::Evidence));
    assert_eq!(bindings.command_for(&us("Ctrl+E")), Some(Command::Evidence));
    assert_eq!(bindings.command_for(&us("E")), None);
    assert_eq!(bindings.command_for(&us(".")), None);
    assert!(bindings.chords_of(Command::Legend).is_empty());
    let lost: Vec<(Command, Command)> = bindings
        .conflicts()
        .iter()
        .map(|conflict| (conflict.kept_by, conflict.removed_from))
        .collect();
    assert_eq!(
        lost,
        [
            (Command::Evidence, Command::Legend),
            (Command::Evidence, Command::ZoomToSelection)
        ]
    );
}

#[test]
fn esc_and_enter_cannot_be_rebound() {
    let bindings = Bindings::of(&rebound(&[
        (Command::StepBack, &["Q"]),
        (Command::ZoomIn, &["Enter", "Q"]),
    ]));
    assert_eq!(bindings.command_for(&us("Escape")), Some(Command::StepBack));
    assert_eq!(
        bindings.command_for(&us("Enter")),
        Some(Command::EnterQuotes)
    );
    assert_eq!(bindings.command_for(&us("Q")), Some(Command::ZoomIn));
}

fn any_key() -> impl Strategy<Value = Option<Key>> {
    "[ -~]|Arrow(Left|Up)|F[1-9]|Enter|Tab|Home|Esc|Key[A-Z]".prop_map(|name| Key::from_name(&name))
}

proptest! {
    #[test]
    fn a_press_runs_a_command_with_chords(
        text in prop::option::of(any::<char>()),
        logical in any_key(),
        physical in any_key(),
        (ctrl, shift, alt, typing) in any::<(bool, bool, bool, bool)>(),
    ) {
        let press = KeyPress { text, logical, physical, ctrl, shift, alt, typing };
        let bindings = defaults();
        if let Some(command) = bindings.command_for(&press) {
            prop_assert!(!bindings.chords_of(command).is_empty());
            if typing {
                let acts = ctrl || matches!(
                    logical.or(physical),
                    Some(Key::Function(_) | Key::Escape)
                );
                prop_assert!(acts, "{command} in a field");
            }
        }
    }

    #[test]
    fn a_rebound_chord_runs_its_command(text in "(Ctrl\\+|Alt\\+|Shift\\+)?([A-Z]|F[1-9]|Home|ArrowUp)") {
        let chord: Chord = text.parse().unwrap();
        if chord.reserved().is_none() {
            let bindings = Bindings::of(&rebound(&[(Command::Problems, &[&text])]));
            prop_assert_eq!(bindings.command_for(&us(&text)), Some(Command::Problems));
        }
    }
}
