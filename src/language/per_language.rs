//! A cache per language.

use super::languages::Language;
use super::lookup::current_language;
use std::sync::OnceLock;

/// A value made of messages, cached for each language.
#[derive(Debug, Clone)]
pub struct PerLanguage<T> {
    english: OnceLock<T>,
    french: OnceLock<T>,
}

impl<T> Default for PerLanguage<T> {
    fn default() -> Self {
        Self {
            english: OnceLock::new(),
            french: OnceLock::new(),
        }
    }
}

impl<T> PerLanguage<T> {
    /// The value in the language of this thread, created when first needed.
    pub fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        match current_language() {
            Language::English => &self.english,
            Language::French => &self.french,
        }
        .get_or_init(make)
    }
}
