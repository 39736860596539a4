//! Dates and lengths of time in words, in the language of the window.
//!
//! Rule of this module: it never says more than the date does. A month is not
//! turned into its first day, doubt is said, and an open end stays open.

mod length;
mod phrases;
mod words;

#[cfg(test)]
mod words_french_tests;
#[cfg(test)]
mod words_tests;

pub use length::length_in_words;
pub use words::{in_english, in_words, short_words, span_in_words};
