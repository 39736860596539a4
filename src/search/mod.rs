//! Full-text and field search over the events of a timeline.
//!
//! Rule of the module: texts and timelines go in, sets of events come out, without
//! access to screen, files or threads. An index belongs to one revision of one
//! timeline and is built again when that changes.
//!
//! - `fold` splits a text into folded words; `marks` finds the words of a filter in
//!   a text.
//! - `filter` is a query, `parse` reads it as typed, `chips` shows its fields one by
//!   one.
//! - `texts` lists the texts of an event, `postings` encode where a word occurs,
//!   `names` lists the events of each name, `dates` the extent of each event's dates.
//! - `build` makes the `index`; `find` and `phrase` query it.
//!
//! # What a word matches
//!
//! A word is a run of letters and digits with their combining marks; everything
//! else separates words, so `U.S.-China` is three. A typed word matches every word
//! that **begins** with it, unless something follows it: `cambod` finds Cambodia,
//! `"cambod"` and `cambod.` do not. Words typed without a space between them
//! (`Cambodia's`) and words in quotation marks have to follow each other in one
//! text. A word hyphenated at the end of a line (`inter- national`) is found as one
//! word too. In scripts without spaces (Khmer, Thai, Lao, Burmese, Chinese,
//! Japanese) each character with its marks counts as a word, so that any part of a
//! word is found.

mod build;
mod chips;
mod dates;
mod filter;
mod find;
mod fold;
mod index;
mod marks;
mod names;
mod parse;
mod phrase;
mod pool;
mod postings;
mod texts;

#[cfg(test)]
mod scan_tests;
#[cfg(test)]
mod tests;

pub use chips::{FilterChip, chip_value, chips, toggled_chip, with_chip, without_chip};
pub use filter::{EvidenceKind, Filter, FilterProblem};
pub use find::{Hits, SearchContext};
pub use index::SearchIndex;
pub use marks::matches;
pub use parse::FIELDS;
