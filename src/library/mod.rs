//! The documents at hand: the copies of a timeline's sources on this machine,
//! and where each passage is in them.
//!
//! Rule of this module: documents are only read, and only from where the user
//! pointed: the timeline's folder, and the folders or files that the user
//! named. A copy other than the recorded one is never presented as it.

mod anchoring;
mod copy_search;
mod document_cache;
mod document_file;
mod extract_message;
mod holdings;
mod parallel;

#[cfg(test)]
mod document_cache_tests;
#[cfg(test)]
mod tests;

pub use anchoring::{anchor_passage, anchor_passages, anchor_passages_with_progress};
pub use copy_search::{CopySearch, CopySearchResult, MAX_FOLDER_ENTRIES, find_copies};
pub use document_cache::{DocumentCache, LoadResult, LoadedDocument};
pub use document_file::MAX_DOCUMENT_BYTES;
pub use holdings::{Holdings, MatchKind, SourceCopy};
