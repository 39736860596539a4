//! Why something that the user typed or pasted can't be used.

use std::fmt;

use super::message::Message;

/// Why a text can't be used: a link, a web address, a chord, a term of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    /// What is wrong: a sentence without its full stop.
    pub message: Message,
    /// How to fix it: a sentence.
    pub hint: Message,
}

impl InputError {
    /// The error with this message and hint.
    #[must_use]
    pub const fn new(message: Message, hint: Message) -> Self {
        Self { message, hint }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. {}", self.message, self.hint)
    }
}

impl std::error::Error for InputError {}
