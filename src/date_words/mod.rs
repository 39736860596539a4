//! Dates and lengths of time in words, in the language of the thread.
//!
//! Rule of this module: the words never say more than the date. A month does not
//! become its first day, no qualifier is dropped, and an open end stays open.

mod expectation;
mod length;
mod phrases;
mod words;

#[cfg(test)]
mod words_french_tests;
#[cfg(test)]
mod words_tests;

pub use expectation::expectation_in_words;
pub use length::length_in_words;
pub use words::{in_english, in_words, short_words, span_in_words};
