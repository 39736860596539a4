//! A figure as text of SVG.

use super::sheet::Figure;
use super::svg::{Medium, svg};

impl Figure {
    /// The figure as a file of SVG, which holds its fonts.
    #[must_use]
    pub fn svg(&self) -> String {
        svg(self, Medium::File)
    }
}
