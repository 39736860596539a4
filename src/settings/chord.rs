//! Chords: a key with what is held down beside it.

use std::fmt;
use std::str::FromStr;

use super::key::Key;

/// A key with what is held down beside it: `Ctrl+K`, `Alt+ArrowLeft`, `/`.
/// Ctrl stands for the platform's command key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    ctrl: bool,
    alt: bool,
    /// Of a sign it is a part of how the sign is typed, and not asked for.
    shift: bool,
    matched: Match,
}

/// By what a press is recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Match {
    /// By the character that it types, on whatever key the layout has it.
    Typed(char),
    /// By a Latin letter: that of the logical key, else of the physical one.
    Letter(char),
    /// By a place for the hand, W A S D: that of the physical key, else of the
    /// logical one.
    Position(char),
    /// By a sign or digit under Ctrl or Alt, where none is typed: that of the
    /// logical key, else of the physical one.
    Sign(char),
    /// By a key that types nothing.
    Named(Key),
}

/// Why a text names no chord that can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChordError {
    /// What is wrong.
    pub message: String,
    /// What can be written instead.
    pub hint: String,
}

impl fmt::Display for ChordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. {}", self.message, self.hint)
    }
}

impl std::error::Error for ChordError {}

impl Chord {
    pub(super) const fn of(ctrl: bool, alt: bool, shift: bool, matched: Match) -> Self {
        Self {
            ctrl,
            alt,
            shift,
            matched,
        }
    }

    /// By what a press is recognised.
    #[must_use]
    pub const fn matched(self) -> Match {
        self.matched
    }

    /// Whether Ctrl is held down.
    #[must_use]
    pub const fn has_ctrl(self) -> bool {
        self.ctrl
    }

    /// Whether Alt is held down.
    #[must_use]
    pub const fn has_alt(self) -> bool {
        self.alt
    }

    /// Whether Shift is asked for.
    #[must_use]
    pub const fn has_shift(self) -> bool {
        self.shift
    }

    /// Whether it is made of characters alone, with Shift or without, so that
    /// it can be switched off (WCAG 2.2, success criterion 2.1.4).
    #[must_use]
    pub const fn is_single_key(self) -> bool {
        !self.ctrl
            && !self.alt
            && matches!(
                self.matched,
                Match::Typed(_) | Match::Letter(_) | Match::Position(_) | Match::Sign(_)
            )
    }

    /// Whether fields use it to change their text, so that in a field it is the
    /// field's.
    #[must_use]
    pub const fn is_editing(self) -> bool {
        if !self.ctrl {
            return false;
        }
        match self.matched {
            Match::Letter(letter) => matches!(letter, 'A' | 'C' | 'V' | 'X' | 'Y' | 'Z'),
            Match::Named(key) => {
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

    /// Why no command can have it; `None` where one can.
    #[must_use]
    pub const fn reserved(self) -> Option<&'static str> {
        let held = self.ctrl || self.alt;
        match self.matched {
            Match::Named(Key::Escape) => Some("Esc always closes, and clears the selection"),
            Match::Named(Key::Enter) if !held => Some("Enter always goes in, and says yes"),
            Match::Named(Key::Space) if !held => {
                Some("the space bar presses what has the keyboard")
            }
            Match::Named(Key::Tab) if !held => Some("Tab always goes from one control to the next"),
            Match::Named(Key::Tab) if self.alt => Some("the system changes windows with it"),
            Match::Named(Key::Backspace | Key::Delete) if !held => Some("text is deleted with it"),
            Match::Named(key) if self.shift && key.is_arrow() => Some("text is selected with it"),
            Match::Letter('A' | 'C' | 'V' | 'X') if self.ctrl && !self.alt && !self.shift => {
                Some("text is selected, copied and pasted with it")
            }
            _ => None,
        }
    }

    /// The chord itself, unless it is [reserved](Self::reserved).
    ///
    /// # Errors
    ///
    /// [`ChordError`] with the reason why it is reserved.
    pub fn unreserved(self) -> Result<Self, ChordError> {
        match self.reserved() {
            None => Ok(self),
            Some(reason) => Err(ChordError {
                message: format!("{self} is reserved: {reason}"),
                hint: "Choose another key.".to_owned(),
            }),
        }
    }

    /// For people: `Ctrl + K`, `Alt + ←`, `Page Up`, `Esc`.
    #[must_use]
    pub fn shown(self) -> String {
        let key = match self.matched {
            Match::Named(Key::ArrowLeft) => "←".to_owned(),
            Match::Named(Key::ArrowRight) => "→".to_owned(),
            Match::Named(Key::ArrowUp) => "↑".to_owned(),
            Match::Named(Key::ArrowDown) => "↓".to_owned(),
            Match::Named(Key::PageUp) => "Page Up".to_owned(),
            Match::Named(Key::PageDown) => "Page Down".to_owned(),
            Match::Named(Key::Escape) => "Esc".to_owned(),
            // A hyphen is hardly seen; the key says minus.
            Match::Typed('-') | Match::Sign('-') => "−".to_owned(),
            _ => self.key_name(),
        };
        let mut shown = String::new();
        for held in self.held() {
            shown.push_str(held);
            shown.push_str(" + ");
        }
        shown + &key
    }

    fn held(self) -> impl Iterator<Item = &'static str> {
        [
            (self.ctrl, "Ctrl"),
            (self.alt, "Alt"),
            (self.shift, "Shift"),
        ]
        .into_iter()
        .filter_map(|(is_held, name)| is_held.then_some(name))
    }

    fn key_name(self) -> String {
        match self.matched {
            Match::Typed(sign)
            | Match::Letter(sign)
            | Match::Position(sign)
            | Match::Sign(sign) => sign.to_string(),
            Match::Named(key) => key.to_string(),
        }
    }
}

impl fmt::Display for Chord {
    /// As it is written in the settings file: `Ctrl+Shift+Tab`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for held in self.held() {
            write!(f, "{held}+")?;
        }
        f.write_str(&self.key_name())
    }
}

/// What is held down, by every name that it goes by.
const HELD: &[(&str, Held)] = &[
    ("ctrl", Held::Ctrl),
    ("control", Held::Ctrl),
    ("cmd", Held::Ctrl),
    ("command", Held::Ctrl),
    ("alt", Held::Alt),
    ("option", Held::Alt),
    ("shift", Held::Shift),
];

#[derive(Clone, Copy)]
enum Held {
    Ctrl,
    Alt,
    Shift,
}

impl FromStr for Chord {
    type Err = ChordError;

    /// Reads `Ctrl+K`, `Shift+W`, `Alt+ArrowLeft`, `/`, `F6`, `Ctrl++`. Upper
    /// and lower case are one, spaces about a `+` are passed over.
    fn from_str(text: &str) -> Result<Self, ChordError> {
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = if text == " " { text } else { text.trim() };
        while let Some((held, after)) = split_held(rest) {
            let flag = match held {
                Held::Ctrl => &mut ctrl,
                Held::Alt => &mut alt,
                Held::Shift => &mut shift,
            };
            if *flag {
                return Err(no_key(text));
            }
            *flag = true;
            rest = after;
        }
        let key = Key::from_name(rest).ok_or_else(|| no_key(text))?;
        let matched = matched(key, ctrl || alt, shift)?;
        Ok(Self {
            ctrl,
            alt,
            shift,
            matched,
        })
    }
}

/// By what a key is recognised with these beside it.
fn matched(key: Key, is_held: bool, shift: bool) -> Result<Match, ChordError> {
    match key {
        Key::Letter(letter @ ('W' | 'A' | 'S' | 'D')) if !is_held => Ok(Match::Position(letter)),
        Key::Letter(letter) => Ok(Match::Letter(letter)),
        Key::Digit(digit) if is_held => Ok(Match::Sign(digit)),
        Key::Digit(sign) | Key::Sign(sign) if shift => Err(ChordError {
            message: format!("Shift is a part of how a sign is typed, and “{sign}” is one"),
            hint: "Write the sign that Shift and the key type, alone: \"?\", \"+\".".to_owned(),
        }),
        Key::Sign(sign) if is_held && !sign.is_ascii() => Err(ChordError {
            message: format!(
                "“{sign}” is not on every keyboard, and with Ctrl or Alt types nothing"
            ),
            hint: "With Ctrl or Alt, use a letter from A to Z, a digit, or a sign.".to_owned(),
        }),
        Key::Sign(sign) if is_held => Ok(Match::Sign(sign)),
        Key::Digit(sign) | Key::Sign(sign) => Ok(Match::Typed(sign)),
        named => Ok(Match::Named(named)),
    }
}

/// "Ctrl" and "K" of "Ctrl+K"; nothing where a text begins with no such name.
fn split_held(text: &str) -> Option<(Held, &str)> {
    HELD.iter().find_map(|(name, held)| {
        let (head, tail) = text.split_at_checked(name.len())?;
        let tail = tail.trim_start().strip_prefix('+')?.trim_start();
        head.eq_ignore_ascii_case(name).then_some((*held, tail))
    })
}

fn no_key(text: &str) -> ChordError {
    let text: String = text.chars().take(40).collect();
    ChordError {
        message: format!("“{text}” names no key"),
        hint:
            "Write for example \"Ctrl+K\", \"Shift+F3\", \"Alt+ArrowLeft\", \"W\", \"/\" or \"F6\"."
                .to_owned(),
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
    fn chords_are_read_as_people_write_them_and_written_one_way() {
        let cases = [
            ("Ctrl+K", "Ctrl+K", Match::Letter('K')),
            ("ctrl + k", "Ctrl+K", Match::Letter('K')),
            ("Cmd+K", "Ctrl+K", Match::Letter('K')),
            ("Shift+W", "Shift+W", Match::Position('W')),
            ("w", "W", Match::Position('W')),
            ("Ctrl+W", "Ctrl+W", Match::Letter('W')),
            ("z", "Z", Match::Letter('Z')),
            ("/", "/", Match::Typed('/')),
            ("?", "?", Match::Typed('?')),
            ("+", "+", Match::Typed('+')),
            ("0", "0", Match::Typed('0')),
            ("−", "−", Match::Typed('−')),
            ("é", "é", Match::Typed('é')),
            ("Ctrl++", "Ctrl++", Match::Sign('+')),
            ("Ctrl + +", "Ctrl++", Match::Sign('+')),
            ("Ctrl+Plus", "Ctrl++", Match::Sign('+')),
            ("Ctrl+5", "Ctrl+5", Match::Sign('5')),
            ("Ctrl+Shift+5", "Ctrl+Shift+5", Match::Sign('5')),
            ("Ctrl+,", "Ctrl+,", Match::Sign(',')),
            ("F6", "F6", Match::Named(Key::Function(6))),
            ("Shift+Ctrl+tab", "Ctrl+Shift+Tab", Match::Named(Key::Tab)),
            ("Alt+Left", "Alt+ArrowLeft", Match::Named(Key::ArrowLeft)),
        ];
        for (text, written, matched) in cases {
            let chord = chord(text);
            assert_eq!(chord.to_string(), written);
            assert_eq!(chord.matched(), matched, "{text}");
        }
    }

    #[test]
    fn what_is_no_chord_is_refused_in_words() {
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
                !error.message.is_empty() && !error.hint.is_empty(),
                "{text}"
            );
        }
    }

    #[test]
    fn what_every_program_keeps_for_itself_is_reserved_and_nothing_else() {
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
    fn people_read_arrows_and_minus_signs() {
        assert_eq!(chord("Alt+ArrowLeft").shown(), "Alt + ←");
        assert_eq!(chord("Ctrl+-").shown(), "Ctrl + −");
        assert_eq!(chord("Ctrl+Shift+Tab").shown(), "Ctrl + Shift + Tab");
        assert_eq!(chord("PgUp").shown(), "Page Up");
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_so_that_it_is_read_again(
            held in "(Ctrl\\+)?(Alt\\+)?(Shift\\+)?",
            key in "[ -~]|F[1-9]|ArrowUp|Home|Tab|Esc|−|\\PC{0,4}",
        ) {
            if let Ok(chord) = format!("{held}{key}").parse::<Chord>() {
                prop_assert_eq!(chord.to_string().parse::<Chord>(), Ok(chord));
            }
        }
    }
}
