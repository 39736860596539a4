//! The language that is chosen.

use std::sync::OnceLock;

use super::preferences::LanguageChoice;
use crate::language::Language;

impl LanguageChoice {
    /// The language that it is: the system's is asked once.
    #[must_use]
    pub fn language(self) -> Language {
        static OF_SYSTEM: OnceLock<Language> = OnceLock::new();
        match self {
            Self::System => *OF_SYSTEM.get_or_init(Language::of_system),
            Self::English => Language::English,
            Self::French => Language::French,
        }
    }
}
