//! The two W3C selectors that record a passage.

use super::shared_text::SharedText;

/// A passage recorded by its words and their context: a `TextQuoteSelector`
/// ([Web Annotation Data Model, section 4.2.4][clause]).
///
/// [`describe`](crate::describe()) writes one, [`anchor`](crate::anchor()) finds it
/// again. Each run of white space counts as one space, as in an HTML page.
///
/// [clause]: https://www.w3.org/TR/annotation-model/#text-quote-selector
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct QuoteSelector {
    /// The quoted words.
    pub exact: SharedText,
    /// The words just before; empty if none were recorded.
    pub prefix: SharedText,
    /// The words just after; empty if none were recorded.
    pub suffix: SharedText,
}

/// A passage recorded by its position: a `TextPositionSelector`
/// ([Web Annotation Data Model, section 4.2.5][clause]).
///
/// Positions count Unicode code points of the plain text, from 0.
///
/// [clause]: https://www.w3.org/TR/annotation-model/#text-position-selector
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PositionSelector {
    /// The first code point of the passage.
    pub start: usize,
    /// The code point after its last (exclusive).
    pub end: usize,
}
