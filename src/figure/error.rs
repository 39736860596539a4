//! Errors of writing a figure.

use std::fmt;

/// A figure cannot be written in a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureError {
    /// The picture would have more than 200 million pixels.
    TooManyPixels,
    /// A font cannot be embedded.
    FontNotEmbedded,
    /// The drawing library refused the figure. This is a bug of Annals.
    NotDrawn,
}

impl FigureError {
    /// How to avoid the error.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::TooManyPixels => "Choose a smaller scale or width, or write SVG or PDF.",
            Self::FontNotEmbedded => "Name another font, or none.",
            Self::NotDrawn => "Try another format, and please report this.",
        }
    }
}

impl fmt::Display for FigureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooManyPixels => "The picture would have more than 200 million pixels",
            Self::FontNotEmbedded => "A font cannot be embedded",
            Self::NotDrawn => "The figure cannot be drawn in this format",
        })
    }
}

impl std::error::Error for FigureError {}
