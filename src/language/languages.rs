//! The languages that the window can speak.

use serde::{Deserialize, Serialize};

/// A language with a file of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// The language that the messages are first written in.
    #[default]
    English,
    /// French, as it is printed in France.
    French,
}

impl Language {
    /// Every language, in the order that they are offered in.
    pub const ALL: [Self; 2] = [Self::English, Self::French];

    /// Its name as its speakers write it, to be found by who reads no other.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::French => "Français",
        }
    }

    /// Its tag (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// The language of the system, as POSIX names it: the first of `LC_ALL`,
    /// `LC_MESSAGES` and `LANG` that is set and not empty. English where none
    /// is, or where it names a language without a file of messages.
    #[must_use]
    pub fn of_system() -> Self {
        Self::of_locale(|name| std::env::var(name).ok())
    }

    pub(super) fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(variable)
            .find(|locale| !locale.is_empty())
            .unwrap_or_default();
        // "fr_CH.UTF-8@euro" is French; "fro" (Old French) is not.
        let language = set.split(['_', '-', '.', '@']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|known| known.tag().eq_ignore_ascii_case(language))
            .unwrap_or_default()
    }

    pub(super) const fn source(self) -> &'static str {
        match self {
            Self::English => concat!(
                include_str!("../../assets/language/en.ftl"),
                include_str!("../../assets/language/commands.en.ftl")
            ),
            Self::French => concat!(
                include_str!("../../assets/language/fr.ftl"),
                include_str!("../../assets/language/commands.fr.ftl")
            ),
        }
    }

    /// What parts the thousands of a number.
    pub(super) const fn thousands(self) -> char {
        match self {
            Self::English => ',',
            Self::French => '\u{A0}',
        }
    }
}
