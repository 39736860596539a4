//! The file of a timeline: from bytes to the model and back, and what is wrong
//! with it.
//!
//! Rule of this module: a file is untrusted. Bytes that are no timeline are a
//! [`FileError`] with line and column; anything else that is wrong is a
//! [`Problem`], and the rest opens. Only paths that the caller gives are opened.

mod apply;
mod apply_batch;
mod assemble;
mod assemble_events;
mod attributes;
mod canonical;
mod diagnostics;
mod empty_timeline;
mod entries;
mod entry_spans;
mod entry_texts;
mod exchange;
mod field;
mod file;
mod file_error;
mod folder_lock;
mod ids;
mod interner;
pub mod journal;
mod json_cursor;
mod json_layout;
mod json_lint;
mod json_pieces;
mod json_value;
mod leftovers;
mod list_text;
mod loaded;
mod merge;
mod merge_fields;
mod merge_order;
mod open_watch;
mod overwrite;
mod pointer;
mod positions;
mod preflight;
mod preview_cache;
mod private_file;
mod problem;
mod progress;
mod read;
mod rename;
mod replace;
mod schema;
mod set_members;
mod splice;
mod stamp;
mod temporary_file;
mod termination;
mod timeline_parser;

#[cfg(test)]
mod change_tests;
#[cfg(test)]
mod edit_sequence_tests;
#[cfg(test)]
mod merge_tests;
#[cfg(test)]
mod read_tests;
#[cfg(test)]
mod replace_tests;
#[cfg(test)]
mod schema_file_tests;
#[cfg(test)]
mod set_members_tests;
#[cfg(test)]
mod timeline_parser_tests;

pub use assemble::leaves_folder;
pub use canonical::to_canonical_form;
pub use diagnostics::{MAX_LISTED_BYTES, MAX_LISTED_PROBLEMS, locate_problems};
pub use empty_timeline::{empty_timeline, title_of_file};
pub use entry_texts::EntryTexts;
pub use file::{read_file, read_up_to};
pub use file_error::FileError;
pub use loaded::{LeftOutCitation, LoadedTimeline};
pub use merge::{Merge, MergeError, merge};
pub use merge_fields::fields_merged_with;
pub use overwrite::refuse_overwriting_inputs;
pub use positions::Positions;
pub use preflight::{MAX_DEPTH, MAX_TIMELINE_BYTES, VERSION};
pub use preview_cache::{FileKey, PreviewCache};
pub use private_file::{update_private_file, write_private_file};
pub use problem::{Code, Problem, Severity};
pub use progress::{OnProgress, Progress};
pub use read::{read, read_with_progress};
pub use replace::{ExpectedContent, ReplaceError, replace_file, write_atomically};
pub use set_members::{PatchError, set_members};
pub use splice::{entry_text, rebase_changes, splice};
pub use stamp::Stamp;
pub use termination::handle_termination;
