//! The messages of the window in the chosen language.
//!
//! `assets/language/*.ftl` contains the messages, one file per language, in the
//! syntax of Project Fluent 1.0. Code looks up a message by its id and never
//! concatenates sentences: the files decide word order, plurals and elisions.
//! To add a language, add a file and a [`Language`].
//!
//! Rule of the module: each thread has one language, English by default. Only
//! the thread of the window sets it, in each frame. So the command line, reports,
//! citations and everything that a worker creates stay English, and the same
//! input gives the same bytes on every computer.
//!
//! An error that the window shows has a [`Message`]: the window shows it in its
//! language, the command line in English. Problems of a timeline's entries are English
//! everywhere, so that users can search for them.

mod input_error;
mod languages;
mod lookup;
mod message;
mod messages;
mod numbers;
mod per_language;
mod stored_message;
#[cfg(test)]
mod tests;

pub use input_error::InputError;
pub use languages::Language;
pub use lookup::{current_language, say, say_with, set_language, with_language};
pub use message::Message;
pub use messages::MessageArgument;
pub use numbers::{decimal, format_count, group_digits};
pub use per_language::PerLanguage;
pub use stored_message::StoredMessage;
