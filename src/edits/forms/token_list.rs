//! A list of short texts, such as tags: those entered, and the one being typed.

use serde::{Deserialize, Serialize};

/// The content of a field for several short texts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TokenList {
    /// The entered texts, each once.
    pub entered: Vec<String>,
    /// The text that is being typed.
    pub typed: String,
}

impl TokenList {
    /// The list of these texts.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            entered: texts.into_iter().map(str::to_owned).collect(),
            typed: String::new(),
        }
    }

    /// Enters the typed text. A text that the list has already is not entered twice.
    pub fn enter(&mut self) {
        let typed = std::mem::take(&mut self.typed);
        self.add(&typed);
    }

    /// Enters a text, unless it is blank or in the list.
    pub fn add(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() && !self.entered.iter().any(|known| known == text) {
            self.entered.push(text.to_owned());
        }
    }

    /// All texts, the typed one included.
    #[must_use]
    pub fn all(&self) -> Vec<String> {
        let mut all = self.clone();
        all.enter();
        all.entered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_entered_once_and_the_typed_one_counts() {
        let mut tags = TokenList::new(["aid", "media"]);
        for (typed, entered) in [
            ("  radio ", &["aid", "media", "radio"][..]),
            ("aid", &["aid", "media", "radio"]),
            ("  ", &["aid", "media", "radio"]),
        ] {
            tags.typed = typed.to_owned();
            assert_eq!(tags.all(), entered);
            tags.enter();
            assert_eq!(tags.entered, entered);
            assert_eq!(tags.typed, "");
        }
    }
}
