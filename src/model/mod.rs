//! The timeline as the program thinks of it: lanes, sources, passages, events.
//!
//! Rule of the room: no file format, no screen, no clock. References between
//! entries are typed indexes made on load; the stable ids stay beside them for
//! people and files.

mod address;
mod citation;
mod digest;
mod event;
mod grouped;
mod id;
mod lane;
mod passage;
mod quote_limit;
mod rival;
#[cfg(test)]
pub(crate) mod samples;
mod source;
mod sparing;
mod timeline;
mod visible;

pub use address::{Address, RefusedAddress};
pub use citation::{Citation, Stance};
pub use digest::{Digest, DigestError};
pub use event::{Basis, DateReading, Dating, Event, WrittenDate};
pub use grouped::Grouped;
pub use id::Index;
pub use lane::{Color, Lane, ids_in_words};
pub use passage::Passage;
pub use quote_limit::{Allowance, CUT, Quotations, QuoteLimit, QuoteLimitError, Tally, marked};
pub use rival::Rival;
pub use source::{CslName, CslRecord, Extractor, Source};
pub use sparing::{CommonText, LaneId, Names, RareText};
pub use timeline::Timeline;
pub use visible::{visible_id, visible_line, visible_text};
