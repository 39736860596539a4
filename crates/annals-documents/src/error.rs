//! Why a document gives no text.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why no text can be extracted from a document, in words for its reader.
///
/// It displays as the message and the position, without the hint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtractError {
    /// What is wrong, without a final stop.
    pub message: String,
    /// What the reader can do about it.
    pub hint: Option<String>,
    /// Line and column (in code points), both from 1, where decoding stopped.
    /// Plain text and Markdown have it.
    pub position: Option<(usize, usize)>,
}

impl ExtractError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
            position: None,
        }
    }

    pub(crate) fn with_hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// Adds the position just behind `text`, the part that could be decoded.
    pub(crate) fn after(self, text: &str) -> Self {
        let line = text.matches('\n').count() + 1;
        let last_line = text.rsplit('\n').next().unwrap_or_default();
        Self {
            position: Some((line, last_line.chars().count() + 1)),
            ..self
        }
    }
}

impl fmt::Display for ExtractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some((line, column)) = self.position {
            write!(f, " (line {line}, column {column})")?;
        }
        Ok(())
    }
}

impl std::error::Error for ExtractError {}
