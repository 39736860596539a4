//! Chords: a key with its modifiers.

use std::fmt;
use std::str::FromStr;

use super::key::Key;
use crate::language::{InputError, Message};

/// A key with its modifiers: `Ctrl+K`, `Alt+ArrowLeft`, `/`. Ctrl means the
/// command key of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    ctrl: bool,
    alt: bool,
    /// Never set for punctuation, where Shift is part of typing it.
    shift: bool,
    key: Key,
}

impl Chord {
    pub(super) const fn of(ctrl: bool, alt: bool, shift: bool, key: Key) -> Self {
        Self {
            ctrl,
            alt,
            shift,
            key,
        }
    }

    /// The key.
    #[must_use]
    pub const fn key(self) -> Key {
        self.key
    }

    /// Whether it has Ctrl.
    #[must_use]
    pub const fn has_ctrl(self) -> bool {
        self.ctrl
    }

    /// Whether it is a character, with or without Shift: such chords can be
    /// switched off (WCAG 2.2, success criterion 2.1.4).
    #[must_use]
    pub const fn is_single_key(self) -> bool {
        !self.ctrl && !self.alt && self.key.is_character()
    }

    /// Whether it edits text in a text field.
    #[must_use]
    pub const fn is_editing(self) -> bool {
        if !self.ctrl {
            return false;
        }
        match self.key {
            Key::Letter(letter) => matches!(letter, 'A' | 'C' | 'V' | 'X' | 'Y' | 'Z'),
            Key::Home
            | Key::End
            | Key::Backspace
            | Key::Delete
            | Key::Insert
            | Key::Enter
            | Key::Space => true,
            key => key.is_arrow(),
        }
    }

    /// Why no command can have this chord; `None` where one can.
    #[must_use]
    pub fn reserved(self) -> Option<Message> {
        let has_modifier = self.ctrl || self.alt;
        let reason = match self.key {
            Key::Escape => Message::new("chord-escape"),
            Key::Enter if !has_modifier => Message::new("chord-enter"),
            Key::Space if !has_modifier => Message::new("chord-space"),
            Key::Tab if !has_modifier => Message::new("chord-tab"),
            Key::Tab if self.alt => Message::new("chord-system"),
            Key::Backspace if !has_modifier => Message::new("chord-deletes-text"),
            key if self.shift && key.is_arrow() => Message::new("chord-selects-text"),
            Key::Letter('A' | 'C' | 'V' | 'X') if self.ctrl && !self.alt && !self.shift => {
                Message::new("chord-copies-text")
            }
            _ => return None,
        };
        Some(reason.with("keys", self.shown()))
    }

    /// The chord itself, unless it is [reserved](Self::reserved).
    ///
    /// # Errors
    ///
    /// [`InputError`] with the reason why it is reserved.
    pub fn unreserved(self) -> Result<Self, InputError> {
        match self.reserved() {
            None => Ok(self),
            Some(message) => Err(InputError {
                message,
                hint: Message::new("chord-reserved-hint"),
            }),
        }
    }

    /// For display: `Ctrl + K`, `Alt + ←`, `Page Up`, `Esc`.
    #[must_use]
    pub fn shown(self) -> String {
        let key = match self.key {
            Key::ArrowLeft => "←".to_owned(),
            Key::ArrowRight => "→".to_owned(),
            Key::ArrowUp => "↑".to_owned(),
            Key::ArrowDown => "↓".to_owned(),
            Key::PageUp => "Page Up".to_owned(),
            Key::PageDown => "Page Down".to_owned(),
            Key::Escape => "Esc".to_owned(),
            // A hyphen is hard to see.
            Key::Sign('-') => "−".to_owned(),
            key => key.to_string(),
        };
        let mut shown = String::new();
        for modifier in self.modifiers() {
            shown.push_str(modifier);
            shown.push_str(" + ");
        }
        shown + &key
    }

    fn modifiers(self) -> impl Iterator<Item = &'static str> {
        [
            (self.ctrl, "Ctrl"),
            (self.alt, "Alt"),
            (self.shift, "Shift"),
        ]
        .into_iter()
        .filter_map(|(is_set, name)| is_set.then_some(name))
    }
}

impl fmt::Display for Chord {
    /// As in the settings file: `Ctrl+Shift+Tab`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for modifier in self.modifiers() {
            write!(f, "{modifier}+")?;
        }
        write!(f, "{}", self.key)
    }
}

/// The names of the modifiers: of Ctrl, Alt and Shift.
const MODIFIERS: [&[&str]; 3] = [
    &["ctrl", "control", "cmd", "command"],
    &["alt", "option"],
    &["shift"],
];

impl FromStr for Chord {
    type Err = InputError;

    /// Parses `Ctrl+K`, `Shift+W`, `Alt+ArrowLeft`, `/`, `F6`, `Ctrl++`. Case
    /// and spaces around `+` do not matter.
    fn from_str(text: &str) -> Result<Self, InputError> {
        let mut modifiers = [false; MODIFIERS.len()];
        let mut rest = if text == " " { text } else { text.trim() };
        while let Some((modifier, after)) = split_modifier(rest) {
            match modifiers.get_mut(modifier) {
                Some(is_set) if !*is_set => *is_set = true,
                _ => return Err(not_a_key(text)),
            }
            rest = after;
        }
        let [ctrl, alt, shift] = modifiers;
        let key = Key::from_name(rest).ok_or_else(|| not_a_key(text))?;
        match key {
            Key::Digit(_) if ctrl || alt => {}
            Key::Digit(sign) | Key::Sign(sign) if shift => return Err(typed_with_shift(sign)),
            Key::Sign(sign) if (ctrl || alt) && !sign.is_ascii() => {
                return Err(types_nothing(sign));
            }
            _ => {}
        }
        Ok(Self::of(ctrl, alt, shift, key))
    }
}

fn typed_with_shift(sign: char) -> InputError {
    InputError {
        message: Message::new("chord-with-shift").with("sign", sign.to_string()),
        hint: Message::new("chord-with-shift-hint"),
    }
}

fn types_nothing(sign: char) -> InputError {
    InputError {
        message: Message::new("chord-not-on-keyboards").with("sign", sign.to_string()),
        hint: Message::new("chord-not-on-keyboards-hint"),
    }
}

/// The first modifier of a text and the rest: Ctrl, which is 0, and "K" for "Ctrl+K".
fn split_modifier(text: &str) -> Option<(usize, &str)> {
    let (name, rest) = text.split_once('+')?;
    let name = name.trim_end();
    let is_name = |names: &&[&str]| names.iter().any(|it| it.eq_ignore_ascii_case(name));
    let modifier = MODIFIERS.iter().position(is_name)?;
    Some((modifier, rest.trim_start()))
}

fn not_a_key(text: &str) -> InputError {
    let text: String = text.chars().take(40).collect();
    InputError {
        message: Message::new("chord-unknown").with("keys", text),
        hint: Message::new("chord-unknown-hint"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chord(text: &str) -> Chord {
        text.parse().unwrap()
    }

    #[test]
    fn chords_have_several_spellings_and_one_display_form() {
        let cases = [
            ("Ctrl+K", "Ctrl+K", Key::Letter('K')),
            ("ctrl + k", "Ctrl+K", Key::Letter('K')),
            ("Cmd+K", "Ctrl+K", Key::Letter('K')),
            ("Shift+W", "Shift+W", Key::Letter('W')),
            ("w", "W", Key::Letter('W')),
            ("Ctrl+W", "Ctrl+W", Key::Letter('W')),
            ("z", "Z", Key::Letter('Z')),
            ("/", "/", Key::Sign('/')),
            ("?", "?", Key::Sign('?')),
            ("+", "+", Key::Sign('+')),
            ("0", "0", Key::Digit('0')),
            ("−", "−", Key::Sign('−')),
            ("é", "é", Key::Sign('é')),
            ("Ctrl++", "Ctrl++", Key::Sign('+')),
            ("Ctrl + +", "Ctrl++", Key::Sign('+')),
            ("Ctrl+Plus", "Ctrl++", Key::Sign('+')),
            ("Ctrl+5", "Ctrl+5", Key::Digit('5')),
            ("Ctrl+Shift+5", "Ctrl+Shift+5", Key::Digit('5')),
            ("Ctrl+,", "Ctrl+,", Key::Sign(',')),
            ("F6", "F6", Key::Function(6)),
            ("Shift+Ctrl+tab", "Ctrl+Shift+Tab", Key::Tab),
            ("Alt+Left", "Alt+ArrowLeft", Key::ArrowLeft),
        ];
        for (text, written, key) in cases {
            let chord = chord(text);
            assert_eq!(chord.to_string(), written);
            assert_eq!(chord.key(), key, "{text}");
        }
    }

    #[test]
    fn invalid_chords_give_a_message_and_a_hint() {
        for text in [
            "",
            "Ctrl",
            "Ctrl+",
            "Ctrl+Ctrl+K",
            "Hyper+K",
            "KK",
            "F99",
            "Shift+?",
            "Shift+1",
            "Ctrl+é",
            "\n",
            "Ctrl+\0",
        ] {
            let error = text.parse::<Chord>().unwrap_err();
            assert!(
                !error.message.text().is_empty() && !error.hint.text().is_empty(),
                "{text}"
            );
        }
    }

    #[test]
    fn only_keys_with_a_fixed_meaning_are_reserved() {
        for text in [
            "Esc",
            "Ctrl+Esc",
            "Enter",
            "Shift+Enter",
            "Tab",
            "Shift+Tab",
            "Space",
            "Ctrl+A",
            "Ctrl+C",
            "Ctrl+V",
            "Ctrl+X",
            "Shift+ArrowLeft",
            "Backspace",
            "Alt+Tab",
        ] {
            assert!(chord(text).reserved().is_some(), "{text}");
        }
        for text in [
            "Ctrl+Tab",
            "Ctrl+Shift+C",
            "ArrowLeft",
            "Ctrl+Z",
            "Delete",
            "A",
            "F1",
            "Ctrl+Enter",
        ] {
            assert_eq!(chord(text).reserved(), None, "{text}");
        }
    }

    #[test]
    fn shown_chords_have_arrows_and_minus_signs() {
        assert_eq!(chord("Alt+ArrowLeft").shown(), "Alt + ←");
        assert_eq!(chord("Ctrl+-").shown(), "Ctrl + −");
        assert_eq!(chord("Ctrl+Shift+Tab").shown(), "Ctrl + Shift + Tab");
        assert_eq!(chord("PgUp").shown(), "Page Up");
    }

    proptest! {
        #[test]
        fn parsing_the_display_form_gives_the_same_chord(
            modifiers in "(Ctrl\\+)?(Alt\\+)?(Shift\\+)?",
            key in "[ -~]|F[1-9]|ArrowUp|Home|Tab|Esc|−|\\PC{0,4}",
        ) {
            if let Ok(chord) = format!("{modifiers}{key}").parse::<Chord>() {
                prop_assert_eq!(chord.to_string().parse::<Chord>(), Ok(chord));
            }
        }
    }
}
