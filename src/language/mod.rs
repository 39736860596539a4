//! What the window says, in the language that its reader chose.
//!
//! The messages stand in `assets/language/*.ftl`, one file a language, in the
//! syntax of Project Fluent 1.0. Code asks for a message by its id and never
//! pastes sentences together: word order, plurals and elisions are the file's.
//! A further language is one more file and one more [`Language`].
//!
//! Rule of the room: a thread speaks one language, English until it is told
//! otherwise. Only the thread of the window is told, each frame. So the command
//! line, reports, citations and everything that a worker makes stay English,
//! and the same input gives the same bytes wherever the program runs.
//!
//! What stays English on purpose: the Problems and Refusals of files and of
//! records that are imported, for they are diagnostics of a file and are
//! searched for as they stand; and whatever stands in a file itself.

mod languages;
mod messages;
mod numbers;
mod per_language;
mod speech;
#[cfg(test)]
mod tests;

pub use languages::Language;
pub use messages::Value;
pub use numbers::{decimal, grouped};
pub use per_language::PerLanguage;
pub use speech::{say, say_with, speak, speaking, spoken};
