//! The journal of a timeline: what was edited since its file was last saved, on disk
//! before the next crash.
//!
//! Each timeline has a folder in the user's state folder ([`JournalStore`]) with three
//! kinds of files. `journal` has one line for each record; its state
//! ([`JournalState`]) is the history and what the file lacks. `base-…` is a copy of
//! the file that the changes start from, for a merge if that changes. `lock` is locked
//! by the process that edits.
//!
//! Rules: the files are untrusted. A record counts once its line is complete, so
//! that stopping at any moment leaves a prefix of the records. Only a process with
//! the lock writes. Folders have the mode 0700 and files 0600.
//!
//! # Example
//!
//! ```
//! use std::sync::Arc;
//! use annals::language::Message;
//! use annals::model::{Change, Digest};
//! use annals::storage::journal::*;
//!
//! # let state_folder = tempfile::tempdir()?;
//! # let path = state_folder.path().join("timeline.json");
//! # let file = br#"{"annals": 1, "title": "Old"}"#;
//! # std::fs::write(&path, file)?;
//! let store = JournalStore::at(state_folder.path());
//! let folder = store.for_file(&path);
//! let mut journal = Journal::open(&folder).unwrap();
//! assert!(journal.state().is_empty());
//!
//! let base = JournalBase { digest: Digest::of(file), path: Some(path), at: 1_700_000_000 };
//! journal.set_base_copy(Digest::of(file), BaseSource::Bytes(Arc::from(&file[..])));
//! let title = |old: &str, new: &str| Change::SetField {
//!     field: "title".into(), old: Some(old.into()), new: Some(new.into()),
//! };
//! let step = Arc::new(JournalStep {
//!     name: Message::new("bar-open"),
//!     change: title("\"Old\"", "\"New\""),
//!     inverse: title("\"New\"", "\"Old\""),
//!     typing: None,
//!     view: None,
//! });
//! journal.append([
//!     JournalRecord::Base { base, pending: Vec::new() },
//!     JournalRecord::Step(Arc::clone(&step)),
//! ])?;
//! drop(journal); // or a crash
//!
//! let journal = Journal::open(&folder).unwrap();
//! let state = journal.state();
//! assert!(state.has_unsaved_work() && state.starts_from(Digest::of(file)));
//! assert_eq!((&state.steps[0], state.done), (&step, 1));
//! assert_eq!(state.pending, [step.change.clone()]);
//! assert_eq!(journal.base_copy().as_deref(), Some(&file[..]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod base_copy;
#[cfg(test)]
mod cost_tests;
mod encoding;
mod file;
#[cfg(test)]
mod file_tests;
mod folder;
mod lock;
mod private_data;
mod record;
mod replay;
#[cfg(test)]
mod sample_editor;
mod store;
#[cfg(test)]
mod store_tests;
#[cfg(test)]
mod tests;

pub use base_copy::BaseSource;
pub use file::Journal;
pub use lock::{JournalLock, LockError, LockHolder};
pub use private_data::{ClearedData, KeptJournal, KeptReason, clear_private_data};
pub use record::{JournalBase, JournalForm, JournalRecord, JournalState, JournalStep, MAX_STEPS};
pub use replay::{MAX_JOURNAL_BYTES, ReplayError, replay};
pub use store::{JournalStore, UntitledJournal};
