//! Why a file cannot be used at all.

use std::fmt;

use serde::Serialize;

use super::diagnostics::line_and_column;
use crate::language::Message;
use crate::model::visible_text;

/// Why a file cannot be read or written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileError {
    /// What is wrong, as a sentence without its full stop.
    pub message: Message,
    /// The line of the fault, from 1; `None` if the file as a whole is meant.
    pub line: Option<usize>,
    /// The column of the fault, in code points from 1.
    pub column: Option<usize>,
    /// How to fix it, in sentences.
    pub hint: Option<Message>,
}

impl FileError {
    /// An error about a file as a whole.
    #[must_use]
    pub fn new(message: impl Into<Message>) -> Self {
        Self {
            message: message.into(),
            line: None,
            column: None,
            hint: None,
        }
    }

    /// The same error with a hint.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<Message>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// The same error with the line and the column of a byte of a text.
    #[must_use]
    pub fn at_offset(self, text: &str, offset: usize) -> Self {
        self.at(line_and_column(text, text.floor_char_boundary(offset)))
    }

    /// The same error with a line and a column.
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
        f.write_str(&visible_text(&self.message.to_string()))?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, " (line {line}, column {column})")?;
        }
        match &self.hint {
            Some(hint) => write!(f, "\n  hint: {}", visible_text(&hint.to_string())),
            None => Ok(()),
        }
    }
}

impl std::error::Error for FileError {}
