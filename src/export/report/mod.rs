//! The provenance report: a row for every citation, and the summary that an
//! editor signs.
//!
//! The first row that cites a passage quotes it; later rows refer to that row. The
//! quotation limit counts in the order of the rows, first the words of a passage,
//! then the words that changed in it.

mod content;
mod csv;
mod html;
mod json;
mod markdown;
mod state_counts;
mod wording;

pub use content::{Report, ReportRequest};
pub use state_counts::StateCounts;
