//! The model of a timeline: lanes, sources, passages, events.
//!
//! Rule of this module: no file format, no screen, no clock. References between
//! entries are typed indexes, created on load; entries also have stable ids, for
//! people and files.

mod address;
mod change;
mod citation;
mod compact;
mod digest;
mod event;
mod id;
mod id_allocator;
mod jagged_array;
mod lane;
mod missing_references;
mod passage;
mod place;
mod quote_limit;
mod review;
mod rival;
#[cfg(test)]
pub(crate) mod samples;
mod slot_list;
mod source;
mod timeline;
mod visible;

pub use address::Address;
pub use annals_documents::Extractor;
pub use change::{ApplyError, Change, EntryText, SurroundingSpace};
pub use citation::{Citation, Stance};
pub use compact::{BoxedText, InternedText, LaneId, SharedList};
pub use digest::{Digest, DigestError};
pub use event::{Basis, Dating, Event, ParsedDate, WrittenDate};
pub use id::Index;
pub use id_allocator::IdAllocator;
pub use jagged_array::JaggedArray;
pub use lane::{Color, Lane, ids_in_words};
pub use missing_references::MissingReferences;
pub use passage::Passage;
pub use place::{EntryKind, FieldName, Place};
pub use quote_limit::{
    CUT_MARK, Quotations, QuoteBudget, QuoteLimit, QuoteLimitError, QuotedWords, with_cut_mark,
};
pub use review::{Comment, Review, ReviewState};
pub use rival::RivalDate;
pub use slot_list::{Entry, SlotList};
pub use source::{CslName, CslRecord, Source};
pub use timeline::Timeline;
pub use visible::{excerpt, visible_id, visible_line, visible_text};
