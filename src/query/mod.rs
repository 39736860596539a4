//! Queries over a timeline: order and positions in time, evidence, empty periods.
//!
//! An index belongs to one revision of one timeline and is rebuilt when the timeline changes.
//! Nothing here changes a timeline.

mod calendar_unit;
mod conflicting_claims;
mod date_claims;
mod date_phrase;
mod empty_periods;
mod event_set;
mod evidence;
mod lane_index;
mod period;
mod preview;
mod preview_builder;
mod preview_format;
mod source_events;
mod table;
mod time_index;
mod unsupported_periods;

#[cfg(test)]
mod preview_tests;
#[cfg(test)]
mod sample_tests;

pub use calendar_unit::{CalendarUnit, MAX_YEAR_WITH_MONTHS};
pub use conflicting_claims::{
    ConflictingClaim, Disagreement, QuotationExcerpt, conflicting_claims,
};
pub use date_claims::{ClaimRole, DateClaim, Passages, date_claims};
pub use date_phrase::date_in_words;
pub use empty_periods::{EmptyPeriod, empty_periods};
pub use event_set::EventSet;
pub use evidence::{Corroboration, Evidence, Reliance, Support};
pub use lane_index::{LaneIndex, LaneIndexes, drawn_range, lane_position};
pub use period::{PeriodMatch, dates_in_period, period_match};
pub use preview::TimelinePreview;
pub use preview_builder::PreviewBuilder;
pub use source_events::{SourceDateClaim, SourceEvents};
pub use table::{TableColumn, TableInput, sort_rows, worst_state};
pub use time_index::{LaneCount, TimeIndex};
pub use unsupported_periods::{UnsupportedPeriod, unsupported_periods};
