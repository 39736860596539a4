//! The provenance report: a line for every citation, and the summary that an
//! editor signs.
//!
//! The words of a passage appear in the first line that cites it; later lines
//! refer to that one. The quotation limit counts in the order of the lines, first
//! a passage's words, then what changed in them.

mod content;
mod csv;
mod html;
mod json;
mod markdown;
mod state_counts;
mod wording;

pub use content::{Report, ReportRequest};
pub use state_counts::StateCounts;
