//! The text of a document, its pages and its headings.

use std::fmt;

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

use crate::error::{ExtractError, ExtractErrorKind};
use crate::format::DocumentFormat;

/// The text of a document. Pages and headings refer to it by code points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtractedText {
    /// The text. Paragraphs are separated by a blank line, except in plain
    /// text, which is unchanged.
    pub text: String,
    /// Its pages and headings.
    pub structure: DocumentStructure,
    /// Library and version that extracted the text.
    pub extractor: Extractor,
}

impl ExtractedText {
    /// The text, or an error if it is empty.
    pub(crate) fn require_text(self, format: DocumentFormat) -> Result<Self, ExtractError> {
        if self.text.is_empty() {
            return Err(ExtractErrorKind::NoText(format).into());
        }
        Ok(self)
    }
}

/// Library and version that extracted the text. The same bytes and an equal
/// extractor give the same text. Positions do not carry over to the text of another
/// extractor.
///
/// ```
/// use annals_documents::Extractor;
///
/// let extractor = Extractor {
///     name: "pulldown-cmark".to_owned(),
///     version: "0.13.6-annals.1+UTF-8".to_owned(),
/// };
/// assert_eq!(extractor.to_string(), "pulldown-cmark 0.13.6-annals.1+UTF-8");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Extractor {
    /// The name of the library that reads the format.
    pub name: String,
    /// The library's version, the number of this crate's own rules behind
    /// `-annals.`, and for text formats the encoding behind `+`.
    pub version: String,
}

impl Extractor {
    /// The extractor of a format that declares its encoding, or has one only.
    pub(crate) fn new(library: &str, version: impl Into<String>) -> Self {
        Self {
            name: library.to_owned(),
            version: version.into(),
        }
    }

    /// The extractor of a format whose text also depends on the chosen encoding.
    pub(crate) fn with_encoding(library: &str, version: &str, encoding: &'static Encoding) -> Self {
        Self::new(library, format!("{version}+{}", encoding.name()))
    }
}

impl fmt::Display for Extractor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.version)
    }
}

/// Pages and headings, each in the order of the text.
///
/// ```
/// use annals_documents::{DocumentStructure, Page};
///
/// let page = |start, label: &str| Page { start, label: label.to_owned() };
/// let structure = DocumentStructure {
///     pages: vec![page(0, "iv"), page(900, "1")],
///     headings: Vec::new(),
/// };
/// assert_eq!(structure.page_at(899), Some(&page(0, "iv")));
/// assert_eq!(structure.locator(950, 960).as_deref(), Some("p. 1"));
/// assert_eq!(structure.locator(890, 960).as_deref(), Some("pp. iv–1"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DocumentStructure {
    /// The pages; none where the format has no pages.
    pub pages: Vec<Page>,
    /// The headings that the document marks as such.
    pub headings: Vec<Heading>,
}

/// A page. It ends where the next one starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its first code point.
    pub start: usize,
    /// Its label: "12", "iv".
    pub label: String,
}

/// A heading. It is a paragraph of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Its first code point.
    pub start: usize,
    /// The code point after its last (exclusive).
    pub end: usize,
    /// Its rank, from 1 (highest) to 6.
    pub level: u8,
}

impl DocumentStructure {
    /// The page that holds a code point; `None` before the first page.
    #[must_use]
    pub fn page_at(&self, position: usize) -> Option<&Page> {
        let after = self.pages.partition_point(|page| page.start <= position);
        self.pages.get(after.checked_sub(1)?)
    }

    /// The pages of a range of code points, as a citation names them: "p. 3",
    /// "pp. 3–4"; `None` where the text has no pages.
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
    fn a_page_ends_where_the_next_one_starts() {
        let page = |start, label: &str| Page {
            start,
            label: label.to_owned(),
        };
        let structure = DocumentStructure {
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
