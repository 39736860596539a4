//! Dates proposed from the words of a text, each with the exact words it rests
//! on.
//!
//! Rule of the room: only the words speak. Nothing here knows today's date, the
//! document, or what is likely; what the words leave open stays open. A
//! duration, and a date that hangs on another one that is not given, is found
//! and has no EDTF.
//!
//! Why a grammar of our own: two libraries were tried on our phrases.
//! `edtf-normalize` 1.2 (EDTF out, by the author of `edtf-core`) takes a whole
//! phrase and no text, gives no ranges of words, and flattens "late 1950s" to
//! `195X`. `duckling` 0.4 (a port of Facebook's) finds ranges in text, takes
//! "mid-2010s" for the year 2010 and "the 19th century" for the 19th of a month,
//! and has instants where we need vagueness. The others that were looked at read
//! one exact date.
//!
//! From the ground: `tokens` cuts the text, `vocabulary` says which words a
//! language needs (`english` has them), `reader` looks words up, `calendar` and
//! `unit` reckon, `year` tells years from other numbers, `names` and `numbers`
//! read what stands for a date by itself, `relative` what hangs on another,
//! `phrases` joins them.

mod calendar;
mod durations;
mod english;
mod english_numbers;
mod justify;
mod names;
mod numbers;
mod phrases;
mod reader;
mod relative;
mod suggestion;
mod tokens;
mod unit;
mod vocabulary;
mod year;

#[cfg(test)]
mod tests;

pub use justify::{Justification, justifies};
pub use suggestion::{Suggestion, reads_language, suggest};
