#![doc = include_str!("../README.md")]
//!
//! # Modules
//!
//! From the bottom up: `tokens` splits the text; `vocabulary` lists the words
//! that a language needs, and `english` has those of English; `phrase_parser` looks words up; `calendar` and `time_expression`
//! compute dates; `year` distinguishes years from other numbers; `names` and
//! `numeric_dates` parse times that need no other date, `relative` those that
//! do; `durations` parses times without a date; `phrases` combines them;
//! `date_finding` runs over the text. `justification` compares dates only.
//!
//! # Why a grammar of its own
//!
//! Other libraries were tried with the phrases of the tests. `edtf-normalize`
//! 1.2, by the author of `edtf-core`, reads a whole phrase and not a text,
//! returns no ranges of words, and flattens "late 1950s" to `195X`. `duckling`
//! 0.4, a port of Facebook's, finds ranges in a text, but reads "mid-2010s" as
//! the year 2010 and "the 19th century" as the 19th of a month, and returns
//! instants where vagueness is needed. The others read one exact date.

mod calendar;
mod date_finding;
mod durations;
mod english;
mod justification;
mod names;
mod numeric_dates;
mod phrase_parser;
mod phrases;
mod relative;
mod time_expression;
mod tokens;
mod vocabulary;
mod year;

#[cfg(test)]
mod tests;

pub use date_finding::{DateFinding, find_dates, read_date, suggest_edtf, supports_language};
pub use justification::{Justification, justifies};
