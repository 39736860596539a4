//! The provenance report: a line for every citation, and the summary that an
//! editor signs off.
//!
//! Rule of the folder: `content` says what is in the report, knows no format and
//! keeps every text as it was written; the formats decide what of it can be
//! seen, and escape every field. The clock is an argument, so that the same
//! input, flags and version give the same bytes.

mod clock;
mod content;
mod csv;
mod facts;
mod html;
mod html_table;
mod markdown;
mod output;
mod wording;

#[cfg(test)]
mod tests;

pub use clock::{CheckedAt, CheckedAtError};
pub(super) use content::{Report, ReportOptions};
pub(super) use output::{ReportFile, save};
