//! How a document's plain text is divided.

/// Pages and headings of a plain text, each in the order of the text. A text
/// that has none, as a `.txt`, has an empty structure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Structure {
    /// Where pages begin.
    pub pages: Vec<Page>,
    /// The headings.
    pub headings: Vec<Heading>,
}

/// The beginning of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its first code point.
    pub start: usize,
    /// What is printed on it: "12", "iv".
    pub label: String,
}

/// A heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// Its first code point.
    pub start: usize,
    /// The code point after its last.
    pub end: usize,
    /// 1 is the highest.
    pub level: u8,
}
