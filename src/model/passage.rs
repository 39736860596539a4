//! Passages.

use super::compact::{BoxedText, InternedText};
use super::id::Index;
use super::source::Source;
use annals_anchor::{PositionSelector, QuoteSelector, SharedText};

/// A verbatim quotation from a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Stable id, unique among passages.
    pub id: SharedText,
    /// The source.
    pub source: Index<Source>,
    /// The words, and the words around them.
    pub quote: QuoteSelector,
    /// Their position in the plain text of the recorded copy.
    pub position: Option<PositionSelector>,
    /// Where a reader finds them, such as "para. 3" or "p. 12".
    pub locator: Option<InternedText>,
    /// The id of the passage that this one replaces, because the words of the source
    /// changed. The old passage stays in the file.
    pub replaces: Option<BoxedText>,
}
