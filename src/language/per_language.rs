//! Words that are kept once they are made.

use super::languages::Language;
use super::speech::spoken;
use std::sync::OnceLock;

/// Something made of words and kept, once for each language that it is asked
/// for in.
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
    /// What was kept in the language of this thread, made now where nothing
    /// was.
    pub fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        match spoken() {
            Language::English => &self.english,
            Language::French => &self.french,
        }
        .get_or_init(make)
    }
}
