//! Chords: a key with its modifiers.

use std::fmt;
use std::str::FromStr;

use super::key::Key;
use crate::language::Message;

/// A key with its modifiers: `Ctrl+K`, `Alt+ArrowLeft`, `/`. Ctrl means the
/// command key of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    ctrl: bool,
    alt: bool,
    /// Never set for punctuation, where Shift is part of typing it.
    shift: bool,
    matched: KeyMatch,
}

/// How a press is matched with a chord.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyMatch {
    /// By the character that it types, on any key.
    Typed(char),
    /// By the Latin letter of the logical key, or else of the physical one.
    Letter(char),
    /// By the position W, A, S or D: the physical key, or else the logical one.
    Position(char),
    /// By punctuation or a digit with Ctrl or Alt, where nothing is typed: that
    /// of the logical key, or else of the physical one.
    Sign(char),
    /// By the name of a key that types nothing.
    Named(Key),
}

/// Why a text is not a usable chord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChordError {
    /// What is wrong.
    pub message: Message,
    /// How to fix it.
    pub hint: Message,
}

impl Chord {
    pub(super) const fn of(ctrl: bool, alt: bool, shift: bool, matched: KeyMatch) -> Self {
        Self {
            ctrl,
            alt,
            shift,
            matched,
        }
    }

    /// How a press is matched with this chord.
    #[must_use]
    pub const fn matched(self) -> KeyMatch {
        self.matched
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
        !self.ctrl
            && !self.alt
            && matches!(
                self.matched,
                KeyMatch::Typed(_)
                    | KeyMatch::Letter(_)
                    | KeyMatch::Position(_)
                    | KeyMatch::Sign(_)
            )
    }

    /// Whether it edits text in a text field.
    #[must_use]
    pub const fn is_editing(self) -> bool {
        if !self.ctrl {
            return false;
        }
        match self.matched {
            KeyMatch::Letter(letter) => matches!(letter, 'A' | 'C' | 'V' | 'X' | 'Y' | 'Z'),
            KeyMatch::Named(key) => {
                key.is_arrow()
                    || matches!(
                        key,
                        Key::Home
                            | Key::End
                            | Key::Backspace
                            | Key::Delete
                            | Key::Insert
                            | Key::Enter
                            | Key::Space
                    )
            }
            _ => false,
        }
    }

    /// Why no command can have this chord; `None` where one can.
    #[must_use]
    pub fn reserved(self) -> Option<Message> {
        let has_modifier = self.ctrl || self.alt;
        let reason = match self.matched {
            KeyMatch::Named(Key::Escape) => Message::new("chord-escape"),
            KeyMatch::Named(Key::Enter) if !has_modifier => Message::new("chord-enter"),
            KeyMatch::Named(Key::Space) if !has_modifier => Message::new("chord-space"),
            KeyMatch::Named(Key::Tab) if !has_modifier => Message::new("chord-tab"),
            KeyMatch::Named(Key::Tab) if self.alt => Message::new("chord-system"),
            KeyMatch::Named(Key::Backspace | Key::Delete) if !has_modifier => {
                Message::new("chord-deletes-text")
            }
            KeyMatch::Named(key) if self.shift && key.is_arrow() => {
                Message::new("chord-selects-text")
            }
            KeyMatch::Letter('A' | 'C' | 'V' | 'X') if self.ctrl && !self.alt && !self.shift => {
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
    /// [`ChordError`] with the reason why it is reserved.
    pub fn unreserved(self) -> Result<Self, ChordError> {
        match self.reserved() {
            None => Ok(self),
            Some(message) => Err(ChordError {
                message,
                hint: Message::new("chord-reserved-hint"),
            }),
        }
    }

    /// For display: `Ctrl + K`, `Alt + ←`, `Page Up`, `Esc`.
    #[must_use]
    pub fn shown(self) -> String {
        let key = match self.matched {
            KeyMatch::Named(Key::ArrowLeft) => "←".to_owned(),
            KeyMatch::Named(Key::ArrowRight) => "→".to_owned(),
            KeyMatch::Named(Key::ArrowUp) => "↑".to_owned(),
            KeyMatch::Named(Key::ArrowDown) => "↓".to_owned(),
            KeyMatch::Named(Key::PageUp) => "Page Up".to_owned(),
            KeyMatch::Named(Key::PageDown) => "Page Down".to_owned(),
            KeyMatch::Named(Key::Escape) => "Esc".to_owned(),
            // A hyphen is hard to see.
            KeyMatch::Typed('-') | KeyMatch::Sign('-') => "−".to_owned(),
            _ => self.key_name(),
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

    fn key_name(self) -> String {
        match self.matched {
            KeyMatch::Typed(sign)
            | KeyMatch::Letter(sign)
            | KeyMatch::Position(sign)
            | KeyMatch::Sign(sign) => sign.to_string(),
            KeyMatch::Named(key) => key.to_string(),
        }
    }
}

impl fmt::Display for Chord {
    /// As in the settings file: `Ctrl+Shift+Tab`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for modifier in self.modifiers() {
            write!(f, "{modifier}+")?;
        }
        f.write_str(&self.key_name())
    }
}

/// The names of the modifiers: of Ctrl, Alt and Shift.
const MODIFIERS: [&[&str]; 3] = [
    &["ctrl", "control", "cmd", "command"],
    &["alt", "option"],
    &["shift"],
];

impl FromStr for Chord {
    type Err = ChordError;

    /// Parses `Ctrl+K`, `Shift+W`, `Alt+ArrowLeft`, `/`, `F6`, `Ctrl++`. Case
    /// and spaces around `+` do not matter.
    fn from_str(text: &str) -> Result<Self, ChordError> {
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
        let matched = matched(key, ctrl || alt, shift)?;
        Ok(Self {
            ctrl,
            alt,
            shift,
            matched,
        })
    }
}

/// How a key is matched with these modifiers.
fn matched(key: Key, has_modifier: bool, shift: bool) -> Result<KeyMatch, ChordError> {
    match key {
        Key::Letter(letter @ ('W' | 'A' | 'S' | 'D')) if !has_modifier => {
            Ok(KeyMatch::Position(letter))
        }
        Key::Letter(letter) => Ok(KeyMatch::Letter(letter)),
        Key::Digit(digit) if has_modifier => Ok(KeyMatch::Sign(digit)),
        Key::Digit(sign) | Key::Sign(sign) if shift => Err(ChordError {
            message: Message::new("chord-with-shift").with("sign", sign.to_string()),
            hint: Message::new("chord-with-shift-hint"),
        }),
        Key::Sign(sign) if has_modifier && !sign.is_ascii() => Err(ChordError {
            message: Message::new("chord-not-on-keyboards").with("sign", sign.to_string()),
            hint: Message::new("chord-not-on-keyboards-hint"),
        }),
        Key::Sign(sign) if has_modifier => Ok(KeyMatch::Sign(sign)),
        Key::Digit(sign) | Key::Sign(sign) => Ok(KeyMatch::Typed(sign)),
        named => Ok(KeyMatch::Named(named)),
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

fn not_a_key(text: &str) -> ChordError {
    let text: String = text.chars().take(40).collect();
    ChordError {
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
            ("Ctrl+K", "Ctrl+K", KeyMatch::Letter('K')),
            ("ctrl + k", "Ctrl+K", KeyMatch::Letter('K')),
            ("Cmd+K", "Ctrl+K", KeyMatch::Letter('K')),
            ("Shift+W", "Shift+W", KeyMatch::Position('W')),
            ("w", "W", KeyMatch::Position('W')),
            ("Ctrl+W", "Ctrl+W", KeyMatch::Letter('W')),
            ("z", "Z", KeyMatch::Letter('Z')),
            ("/", "/", KeyMatch::Typed('/')),
            ("?", "?", KeyMatch::Typed('?')),
            ("+", "+", KeyMatch::Typed('+')),
            ("0", "0", KeyMatch::Typed('0')),
            ("−", "−", KeyMatch::Typed('−')),
            ("é", "é", KeyMatch::Typed('é')),
            ("Ctrl++", "Ctrl++", KeyMatch::Sign('+')),
            ("Ctrl + +", "Ctrl++", KeyMatch::Sign('+')),
            ("Ctrl+Plus", "Ctrl++", KeyMatch::Sign('+')),
            ("Ctrl+5", "Ctrl+5", KeyMatch::Sign('5')),
            ("Ctrl+Shift+5", "Ctrl+Shift+5", KeyMatch::Sign('5')),
            ("Ctrl+,", "Ctrl+,", KeyMatch::Sign(',')),
            ("F6", "F6", KeyMatch::Named(Key::Function(6))),
            (
                "Shift+Ctrl+tab",
                "Ctrl+Shift+Tab",
                KeyMatch::Named(Key::Tab),
            ),
            ("Alt+Left", "Alt+ArrowLeft", KeyMatch::Named(Key::ArrowLeft)),
        ];
        for (text, written, matched) in cases {
            let chord = chord(text);
            assert_eq!(chord.to_string(), written);
            assert_eq!(chord.matched(), matched, "{text}");
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
