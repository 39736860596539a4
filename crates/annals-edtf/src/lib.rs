//! The Extended Date/Time Format (EDTF) of ISO 8601-2:2019, levels 0 to 2.
//!
//! ```
//! use annals_edtf::{Edtf, Instant};
//!
//! let date = Edtf::parse("195X")?;
//! let extent = date.extent();
//! assert_eq!(extent.earliest.instant().map(Instant::to_iso).as_deref(), Some("1950-01-01T00:00:00Z"));
//! assert_eq!(extent.latest.instant().map(Instant::to_iso).as_deref(), Some("1959-12-31T23:59:59Z"));
//! # Ok::<(), annals_edtf::EdtfError>(())
//! ```

mod bounds;
mod civil;
mod edtf;
mod extent;
mod instant;
mod legacy_forms;
mod parser;
pub mod relation;
pub mod syntax;
mod times_of_day;

#[cfg(test)]
mod edtf_tests;

pub use civil::{Civil, days_in_month, is_leap_year};
pub use edtf::{Edtf, EdtfError, Kind};
pub use extent::{Bound, Edge, Extent, Far, Span};
pub use instant::{DAY_SECONDS, Instant};
