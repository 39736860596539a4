//! Errors of writing a figure.

use crate::language::Message;
use crate::storage::FileError;

/// A figure cannot be written in a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureError {
    /// The image would have more than 200 million pixels.
    TooManyPixels,
    /// A font cannot be embedded.
    FontNotEmbedded,
    /// The drawing library refused the figure. This is a bug of Annals.
    NotDrawn,
}

impl From<FigureError> for FileError {
    fn from(error: FigureError) -> Self {
        let (message, hint) = match error {
            FigureError::TooManyPixels => ("figure-too-large", "figure-too-large-hint"),
            FigureError::FontNotEmbedded => ("figure-font", "figure-font-hint"),
            FigureError::NotDrawn => ("figure-not-drawn", "figure-not-drawn-hint"),
        };
        Self::new(Message::new(message)).with_hint(Message::new(hint))
    }
}
