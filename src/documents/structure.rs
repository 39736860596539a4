//! A document as text, and how it is divided.

use serde::{Deserialize, Serialize};

use crate::model::Extractor;

/// A document as text. Offsets of passages count in exactly this text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainText {
    /// The text.
    pub text: String,
    /// Its pages and headings.
    pub structure: Structure,
    /// What made the text. The same bytes and the same extractor give the same
    /// text.
    pub extractor: Extractor,
}

/// How a text is divided. Both lists stand in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Structure {
    /// Its pages, where the document has any.
    pub pages: Vec<Page>,
    /// Its headings, where the document names them.
    pub headings: Vec<Heading>,
}

/// A page, which goes as far as the next one begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Where it begins, in code points.
    pub start: usize,
    /// What it is called: "12", "iv".
    pub label: String,
}

/// A heading, a paragraph of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Its first code point.
    pub start: usize,
    /// The end of its words, exclusive, in code points.
    pub end: usize,
    /// Its rank: 1 is the highest, 6 the lowest.
    pub level: u8,
}

impl Structure {
    /// The page that a code point stands on; `None` before the first one.
    #[must_use]
    pub fn page_at(&self, position: usize) -> Option<&Page> {
        let after = self.pages.partition_point(|page| page.start <= position);
        self.pages.get(after.checked_sub(1)?)
    }

    /// The pages that a range of code points is on: "p. 3", "pp. 3–4"; `None`
    /// where the text has no pages.
    #[must_use]
    pub fn locator(&self, start: usize, end: usize) -> Option<String> {
        let first = self.page_at(start)?;
        let last = self.page_at(end.max(start + 1) - 1)?;
        Some(if first.label == last.label {
            format!("p. {}", first.label)
        } else {
            format!("pp. {}–{}", first.label, last.label)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_goes_as_far_as_the_next_one() {
        let page = |start, label: &str| Page {
            start,
            label: label.to_owned(),
        };
        let structure = Structure {
            pages: vec![page(2, "iv"), page(10, "1"), page(10, "2")],
            headings: Vec::new(),
        };
        for (position, label) in [(0, None), (2, Some("iv")), (9, Some("iv")), (10, Some("2"))] {
            let found = structure.page_at(position);
            assert_eq!(found.map(|page| page.label.as_str()), label, "{position}");
        }
        for (start, end, locator) in [
            (3, 9, Some("p. iv")),
            (3, 11, Some("pp. iv–2")),
            (12, 12, Some("p. 2")),
            (0, 5, None),
        ] {
            assert_eq!(structure.locator(start, end).as_deref(), locator);
        }
    }
}
