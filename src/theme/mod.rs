//! Colours and fonts of the window and of figures.
//!
//! This module knows no screen and no file format: colours are plain RGB values and
//! fonts are the bytes of their files. The window (`ui`), the plot (`layout`) and the
//! figures (`figure`) take theirs from here.

mod bundled_fonts;
mod color_role;
mod palette;

pub use bundled_fonts::{BUNDLED_FONTS, BundledFont, KHMER, SANS, SEMIBOLD, SERIF};
pub use color_role::{Accent, ColorRole};
pub use palette::{ACCENTS, DARK, LIGHT, Palette, Theme, contrast, mix};
