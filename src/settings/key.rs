//! Keys by name, independent of a toolkit.

use std::fmt;

/// A key of the keyboard, named after the `key` and `code` values of W3C UI
/// Events. A logical key follows the keyboard layout, a physical key is named
/// after the US layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A Latin letter, `A` to `Z`.
    Letter(char),
    /// A digit, `0` to `9`.
    Digit(char),
    /// Any other key that types one character: `+`, `/`, `é`.
    Sign(char),
    /// F1 to F35.
    Function(u8),
    /// ←
    ArrowLeft,
    /// →
    ArrowRight,
    /// ↑
    ArrowUp,
    /// ↓
    ArrowDown,
    /// Home.
    Home,
    /// End.
    End,
    /// Page Up.
    PageUp,
    /// Page Down.
    PageDown,
    /// Insert.
    Insert,
    /// Delete.
    Delete,
    /// Backspace.
    Backspace,
    /// Enter, also on the numeric keypad.
    Enter,
    /// Esc.
    Escape,
    /// Tab.
    Tab,
    /// The space bar.
    Space,
}

/// The highest function key that toolkits report.
const LAST_FUNCTION: u8 = 35;

/// Names of more than one character. The first name of a key is its display
/// form; the others are `code` values and names in toolkits and on keyboards.
const NAMES: &[(&str, Key)] = &[
    ("ArrowLeft", Key::ArrowLeft),
    ("ArrowRight", Key::ArrowRight),
    ("ArrowUp", Key::ArrowUp),
    ("ArrowDown", Key::ArrowDown),
    ("Home", Key::Home),
    ("End", Key::End),
    ("PageUp", Key::PageUp),
    ("PageDown", Key::PageDown),
    ("Insert", Key::Insert),
    ("Delete", Key::Delete),
    ("Backspace", Key::Backspace),
    ("Enter", Key::Enter),
    ("Escape", Key::Escape),
    ("Tab", Key::Tab),
    ("Space", Key::Space),
    ("Left", Key::ArrowLeft),
    ("Right", Key::ArrowRight),
    ("Up", Key::ArrowUp),
    ("Down", Key::ArrowDown),
    ("Page Up", Key::PageUp),
    ("Page Down", Key::PageDown),
    ("PgUp", Key::PageUp),
    ("PgDn", Key::PageDown),
    ("Ins", Key::Insert),
    ("Del", Key::Delete),
    ("Esc", Key::Escape),
    ("Return", Key::Enter),
    ("NumpadEnter", Key::Enter),
    ("Minus", Key::Sign('-')),
    ("Plus", Key::Sign('+')),
    ("Equal", Key::Sign('=')),
    ("Equals", Key::Sign('=')),
    ("Comma", Key::Sign(',')),
    ("Period", Key::Sign('.')),
    ("Slash", Key::Sign('/')),
    ("Backslash", Key::Sign('\\')),
    ("Semicolon", Key::Sign(';')),
    ("Colon", Key::Sign(':')),
    ("Quote", Key::Sign('\'')),
    ("Backquote", Key::Sign('`')),
    ("Backtick", Key::Sign('`')),
    ("Pipe", Key::Sign('|')),
    ("Questionmark", Key::Sign('?')),
    ("Exclamationmark", Key::Sign('!')),
    ("BracketLeft", Key::Sign('[')),
    ("BracketRight", Key::Sign(']')),
    ("OpenBracket", Key::Sign('[')),
    ("CloseBracket", Key::Sign(']')),
    ("OpenCurlyBracket", Key::Sign('{')),
    ("CloseCurlyBracket", Key::Sign('}')),
    ("NumpadAdd", Key::Sign('+')),
    ("NumpadSubtract", Key::Sign('-')),
    ("NumpadMultiply", Key::Sign('*')),
    ("NumpadDivide", Key::Sign('/')),
    ("NumpadDecimal", Key::Sign('.')),
    ("NumpadEqual", Key::Sign('=')),
];

impl Key {
    /// The key with a name: a `key` or `code` value of W3C UI Events
    /// (`ArrowLeft`, `KeyA`, `Digit1`, `+`), or another common name (`Left`,
    /// `Esc`, `Num1`, `OpenBracket`). Case does not matter.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let mut signs = name.chars();
        if let (Some(sign), None) = (signs.next(), signs.next()) {
            return Self::of_character(sign);
        }
        // No name is longer.
        if name.len() > 24 || !name.is_ascii() {
            return None;
        }
        let after = |prefix: &str| {
            let (head, tail) = name.split_at_checked(prefix.len())?;
            head.eq_ignore_ascii_case(prefix).then_some(tail)
        };
        let one = |tail: &str| tail.parse::<char>().ok().and_then(Self::of_character);
        if let Some(Some(key @ Self::Letter(_))) = after("Key").map(one) {
            return Some(key);
        }
        for prefix in ["Digit", "Numpad", "Num"] {
            if let Some(Some(key @ Self::Digit(_))) = after(prefix).map(one) {
                return Some(key);
            }
        }
        if let Some(number) = after("F")
            && !number.starts_with(['+', '0'])
            && let Ok(number) = number.parse::<u8>()
        {
            return (1..=LAST_FUNCTION)
                .contains(&number)
                .then_some(Self::Function(number));
        }
        NAMES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, key)| *key)
    }

    /// The key that types a character; `None` where no key does.
    pub(super) fn of_character(sign: char) -> Option<Self> {
        match sign {
            ' ' => Some(Self::Space),
            'a'..='z' | 'A'..='Z' => Some(Self::Letter(sign.to_ascii_uppercase())),
            '0'..='9' => Some(Self::Digit(sign)),
            _ if sign.is_control() || sign.is_whitespace() => None,
            _ => Some(Self::Sign(sign)),
        }
    }

    /// Whether it types a character other than a space.
    #[must_use]
    pub const fn is_character(self) -> bool {
        matches!(self, Self::Letter(_) | Self::Digit(_) | Self::Sign(_))
    }

    /// Whether it is an arrow key.
    #[must_use]
    pub const fn is_arrow(self) -> bool {
        matches!(
            self,
            Self::ArrowLeft | Self::ArrowRight | Self::ArrowUp | Self::ArrowDown
        )
    }
}

impl fmt::Display for Key {
    /// A name that [`Key::from_name`] accepts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Letter(sign) | Self::Digit(sign) | Self::Sign(sign) => write!(f, "{sign}"),
            Self::Function(number) => write!(f, "F{number}"),
            _ => {
                let named = NAMES.iter().find(|(_, key)| key == self);
                f.write_str(named.map_or("", |(name, _)| name))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_has_several_names() {
        let cases: &[(&str, Option<Key>)] = &[
            ("a", Some(Key::Letter('A'))),
            ("KeyA", Some(Key::Letter('A'))),
            ("7", Some(Key::Digit('7'))),
            ("Digit7", Some(Key::Digit('7'))),
            ("Numpad7", Some(Key::Digit('7'))),
            ("Num7", Some(Key::Digit('7'))),
            ("+", Some(Key::Sign('+'))),
            ("Plus", Some(Key::Sign('+'))),
            ("−", Some(Key::Sign('−'))),
            ("é", Some(Key::Sign('é'))),
            ("BracketLeft", Some(Key::Sign('['))),
            ("F6", Some(Key::Function(6))),
            ("f", Some(Key::Letter('F'))),
            ("f35", Some(Key::Function(35))),
            ("F36", None),
            ("F0", None),
            ("F06", None),
            ("F+6", None),
            ("esc", Some(Key::Escape)),
            ("Left", Some(Key::ArrowLeft)),
            ("ARROWLEFT", Some(Key::ArrowLeft)),
            (" ", Some(Key::Space)),
            ("\n", None),
            ("\u{0}", None),
            ("", None),
            ("Key1", None),
            ("DigitA", None),
            ("Hyper", None),
        ];
        for (name, key) in cases {
            assert_eq!(Key::from_name(name), *key, "{name:?}");
        }
    }

    proptest! {
        #[test]
        fn the_display_form_is_a_name_of_the_key(name in "\\PC{0,30}") {
            if let Some(key) = Key::from_name(&name) {
                prop_assert_eq!(Key::from_name(&key.to_string()), Some(key));
            }
        }
    }
}
