//! Dates told honestly: instants, the calendar, EDTF and what it allows.
//!
//! Rule of the room: the text of a date is kept as it was written, everything
//! else is derived from it. Nothing here knows a file, a timeline or a screen.

mod civil;
mod edtf;
mod extent;
mod instant;
mod justify;
mod length;
mod modern;
mod parts;
mod phrases;
mod reach;
mod reader;
pub mod relation;
mod suggest;
mod times_of_day;
mod words;

#[cfg(test)]
mod edtf_tests;
#[cfg(test)]
mod words_french_tests;
#[cfg(test)]
mod words_tests;

pub use civil::{Civil, days_in_month, is_leap_year};
pub use edtf::{Edtf, EdtfError, Kind};
pub use extent::{Bound, Edge, Extent, Far, Span};
pub use instant::Instant;
pub use justify::{Justification, justifies};
pub use length::length_in_words;
pub use suggest::{Suggestion, reads_language, suggest};
pub use words::{in_english, in_words, short_words, span_in_words};
