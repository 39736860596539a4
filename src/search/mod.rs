//! Finding events by their words and by what is known of them.
//!
//! Rule of the room: text and timelines go in, sets of events come out; nothing
//! here knows a screen, a file or a thread. An index belongs to one revision of
//! one timeline and is made anew when that changes.
//!
//! - `fold` parts a text into words, case, accents and forms forgotten;
//!   `marks` says where the words of a filter stand in a text.
//! - `filter` is what is asked, `parse` reads it as a person types it.
//! - `texts` names the texts of an event, `postings` hold where a word stands,
//!   `citers` which events cite a passage that several do,
//!   `names` which events bear a name, `dates` how far each event's dates reach.
//! - `build` makes the `index`, `find` and `phrase` ask it.
//!
//! # What a word matches
//!
//! A word is a run of letters and digits with the marks upon them; all else
//! parts words, so that `U.S.-China` is three. A word that is typed matches
//! every word that **begins** with it, unless something follows it: `cambod`
//! finds Cambodia, `"cambod"` and `cambod.` do not. Words typed without a space
//! between, as `Cambodia's`, and words in quotation marks stand in the text in
//! that order with no other word between, in one text. A word that the end of a
//! line broke, `inter- national`, is found as one too. Where a script is
//! written without spaces (Khmer, Thai, Lao, Burmese, Chinese, Japanese) each
//! character with its marks counts as a word, so that what is typed is found
//! wherever it stands.

mod build;
mod chips;
mod citers;
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

pub use build::Progress;
pub use chips::{Chip, chip_value, chips, toggled_chip, with_chip, without_chip};
pub use filter::{Filter, FilterProblem, RestsOn};
pub use find::{Context, Hits};
pub use index::SearchIndex;
pub use marks::matches;
pub use parse::FIELDS;
