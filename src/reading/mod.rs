//! A source as a reader sees it: its paragraphs, the passages marked in it,
//! what nothing cites, and what is looked for.
//!
//! Rule of the room: pure, like `layout`. It knows the texts and the timeline,
//! neither the screen nor the disk. Positions are code points of the source's
//! plain text.

mod coverage;
mod find;
mod gaps;
mod marks;
mod paragraphs;

pub use crate::language::grouped;
pub use coverage::{Coverage, share_in_words};
pub use find::{Found, MOST_FOUND, find};
pub use gaps::{Excerpts, Gap, in_document_order};
pub use marks::{Marked, Marks};
pub use paragraphs::{Kind, LONGEST, Paragraph, Paragraphs};
