//! The file of a timeline: bytes to model, what is wrong with them, and back.
//!
//! Rule of the room: a file is untrusted. Bytes that are no timeline are a
//! [`Refusal`] with its place; whatever else is wrong is a [`Problem`], and the
//! rest opens. Nothing here names a path that the caller did not give.

mod admission;
mod amend;
mod assemble;
mod assemble_events;
mod cache;
mod canonical;
mod fields;
mod file;
mod ids;
mod json;
mod keeping;
mod order;
mod place;
mod pointer;
mod positions;
mod problem;
mod progress;
mod refusal;
mod replacing;
mod scan;
mod scanner;
mod schema;
mod streaming;
mod swift;
mod syntax;

#[cfg(test)]
mod reading_tests;
#[cfg(test)]
mod schema_file_tests;
#[cfg(test)]
mod streaming_tests;

pub use admission::{MAX_DEPTH, MAX_TIMELINE_BYTES, VERSION};
pub use amend::{Amendment, List, amended};
pub use cache::{Cache, Key};
pub use canonical::canonical;
pub use file::{Stamp, read_file, read_up_to, write_atomically};
pub use json::{Reading, read, read_watched};
pub use place::locate;
pub use positions::Positions;
pub use problem::{Code, Problem, Severity};
pub use progress::{Progress, Watch};
pub use refusal::Refusal;
pub use replacing::refuse_replacing;
