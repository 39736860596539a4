//! Questions asked of a timeline: what lies where in time, in what order.
//!
//! Rule of the room: an index belongs to one revision of one timeline and is
//! made anew when that changes; nothing here changes a timeline.

mod claims;
mod dated;
mod event_set;
mod evidence;
mod lane_index;
mod on_source;
mod outline;
mod outline_blocks;
mod outline_builder;
mod period;
mod readings;
mod silence;
mod table;
mod time_index;
mod unsupported;

#[cfg(test)]
mod outline_tests;
#[cfg(test)]
mod sample_tests;

pub use claims::{Claim, Differing, Excerpt, claims};
pub use dated::date_in_words;
pub use event_set::EventSet;
pub use evidence::{Evidence, Footing, Reliance, Support};
pub use lane_index::{LaneIndex, LaneIndexes, drawn, lane_position};
pub use on_source::{DatingOnSource, OnSource};
pub use outline::Outline;
pub use outline_blocks::OutlineError;
pub use outline_builder::OutlineBuilder;
pub use period::{Within, within, within_period};
pub use readings::{Passages, Reading, Role, readings};
pub use silence::{Silence, silences};
pub use table::{Column, TableOf, order, worst_state};
pub use time_index::{LaneCount, TimeIndex};
pub use unsupported::{Unsupported, unsupported};
