//! A message that can be shown in any language.

use std::borrow::Cow;
use std::fmt;

use serde::{Serialize, Serializer};

use super::languages::Language;
use super::lookup::{say_with, with_language};
use super::messages::MessageArgument;

/// What an error says. The thread that finds an error does not know in which
/// language it is shown, so the error has a message instead of words.
///
/// Its `Display` and its serialised form are English, for the command line.
/// [`StoredMessage`](super::StoredMessage) is the form in files that the program
/// reads again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A message of the message files.
    Translated {
        /// Its id.
        id: Cow<'static, str>,
        /// Its arguments.
        arguments: Vec<(Cow<'static, str>, MessageArgument<'static>)>,
    },
    /// A text that exists only in English: a diagnostic of a file, or a text of
    /// the system or of a library.
    English(String),
}

impl Message {
    /// The message with this id. A test checks that every language has it.
    #[must_use]
    pub const fn new(id: &'static str) -> Self {
        Self::Translated {
            id: Cow::Borrowed(id),
            arguments: Vec::new(),
        }
    }

    /// The message with one more argument.
    #[must_use]
    pub fn with<'a>(mut self, name: &'static str, value: impl Into<MessageArgument<'a>>) -> Self {
        if let Self::Translated { arguments, .. } = &mut self {
            arguments.push((name.into(), value.into().into_owned()));
        }
        self
    }

    /// The text in the language of this thread.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Translated { id, arguments } => {
                let borrowed = arguments.iter();
                let borrowed = borrowed.map(|(name, value)| (&**name, value.borrowed()));
                say_with(id, &borrowed.collect::<Vec<_>>())
            }
            Self::English(text) => text.clone(),
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&with_language(Language::English, || self.text()))
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Self::English(text.to_owned())
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::English(text)
    }
}
