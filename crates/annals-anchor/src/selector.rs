//! The two W3C Web Annotation selectors that a passage is held by.

use super::shared::SharedText;

/// A `TextQuoteSelector` (Web Annotation Data Model, 4.2.4): the words
/// themselves, and some words on either side that tell places apart. Each run
/// of white space of the source stands as one space.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct QuoteSelector {
    /// The quoted words, never rewritten by the program.
    pub exact: SharedText,
    /// Words just before, empty where none were recorded.
    pub prefix: SharedText,
    /// Words just after, empty where none were recorded.
    pub suffix: SharedText,
}

/// A `TextPositionSelector` (Web Annotation Data Model, 4.2.5), in Unicode code
/// points of the source's plain text, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PositionSelector {
    /// The first code point of the passage.
    pub start: usize,
    /// The code point after its last (exclusive).
    pub end: usize,
}
