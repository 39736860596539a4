//! The languages of the window.

use serde::{Deserialize, Serialize};

/// A language with a file of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// English, which the translations follow.
    #[default]
    English,
    /// French, with the typography of France.
    French,
}

impl Language {
    /// Every language, in the order of the settings dialog.
    pub const ALL: [Self; 2] = [Self::English, Self::French];

    /// Its name in the language itself.
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

    /// The language of the system according to POSIX: the first of `LC_ALL`,
    /// `LC_MESSAGES` and `LANG` that is not empty. English where none is set or
    /// the language has no messages.
    #[must_use]
    pub fn from_system() -> Self {
        Self::from_environment(|name| std::env::var(name).ok())
    }

    pub(super) fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
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

    /// The separator of thousands. egui breaks lines at U+202F, so French has
    /// U+00A0.
    pub(super) const fn thousands(self) -> char {
        match self {
            Self::English => ',',
            Self::French => '\u{A0}',
        }
    }
}
