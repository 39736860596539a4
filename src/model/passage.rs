//! Passages.

use super::compact::{BoxedText, InternedText};
use super::id::Index;
use super::source::Source;
use annals_anchor::{PositionSelector, QuoteSelector, SharedText};

/// A verbatim range of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Stable id, unique among passages.
    pub id: SharedText,
    /// The document it is quoted from.
    pub source: Index<Source>,
    /// The words, and what stands around them.
    pub quote: QuoteSelector,
    /// Where they stood in the recorded copy of the source's plain text.
    pub position: Option<PositionSelector>,
    /// Where a reader finds them: "para. 3", "p. 12".
    pub locator: Option<InternedText>,
    /// The id of the passage in whose place these words were adopted, after the
    /// source had changed. That one stays in the file.
    pub replaces: Option<BoxedText>,
}
