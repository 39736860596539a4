//! The documents that a timeline quotes: their text, where a copy is at hand,
//! and where each passage stands in it.
//!
//! Rule of the room: documents are only ever read, and only from where the
//! user pointed: the timeline's own folder, a folder or files that the user
//! named. A copy that is not the recorded one is never passed off as it.

mod holdings;
mod justification;
mod plain_text;
mod provenance;
mod structure;

#[cfg(test)]
mod gathering_tests;
#[cfg(test)]
mod justification_tests;

pub use holdings::{Gathered, Held, Holdings, MAX_FOLDER_ENTRIES, MatchedBy, Search, gather};
pub use justification::unjustified;
pub use plain_text::{MAX_DOCUMENT_BYTES, plain_text, read_document};
pub use provenance::{anchor_all, misplaced};
pub use structure::{Heading, Page, Structure};
