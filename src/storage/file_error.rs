//! Refusals: why a file cannot be used at all.

use std::fmt;

use serde::Serialize;

use crate::model::visible_text;

/// Why a file cannot be read or written, in words for the person at the
/// keyboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileError {
    /// What is wrong.
    pub message: String,
    /// The line where it shows, from 1.
    pub line: Option<usize>,
    /// The column where it shows, in code points from 1.
    pub column: Option<usize>,
    /// What can be done about it.
    pub hint: Option<String>,
}

impl FileError {
    /// A refusal of a file as a whole.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            line: None,
            column: None,
            hint: None,
        }
    }

    /// The same with a hint.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// The same with a place.
    #[must_use]
    pub(super) fn at(self, (line, column): (usize, usize)) -> Self {
        Self {
            line: Some(line),
            column: Some(column),
            ..self
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible_text(&self.message))?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, " (line {line}, column {column})")?;
        }
        match &self.hint {
            Some(hint) => write!(f, "\n  hint: {}", visible_text(hint)),
            None => Ok(()),
        }
    }
}

impl std::error::Error for FileError {}
