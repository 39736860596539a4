//! The documents at hand: the copies of a timeline's sources on this machine,
//! and where each passage is in them.
//!
//! Rule of this module: documents are only read, and only from where the user
//! pointed: the timeline's folder, and the folders or files that the user
//! named. A copy other than the recorded one is never presented as it.

mod holdings;
mod justification;
mod loading;
mod provenance;
mod read;

#[cfg(test)]
mod gathering_tests;
#[cfg(test)]
mod justification_tests;

pub use holdings::{Gathered, Held, Holdings, MAX_FOLDER_ENTRIES, MatchedBy, Search, gather};
pub use justification::unjustified;
pub use provenance::{anchor_all, anchor_all_with, misplaced};
pub use read::{MAX_DOCUMENT_BYTES, read_document};
