//! A source as the reader panel shows it: its paragraphs, the passages marked in
//! it, the paragraphs that nothing cites, and the occurrences of a search.
//!
//! Rule of the module: pure functions of texts and timeline, without access to
//! screen or disk. Positions count code points of the source's plain text.

mod coverage;
mod find;
mod gaps;
mod paragraphs;
mod passage_highlights;

pub use crate::language::format_count;
pub use coverage::{Coverage, share_in_words};
pub use find::{MAX_FOUND, Occurrences, find};
pub use gaps::QuotedTextView;
pub use paragraphs::{MAX_PARAGRAPH, Paragraph, ParagraphKind, Paragraphs};
pub use passage_highlights::{PassageHighlight, PassageHighlights};
