//! Figures: a timeline on paper, with its evidence.
//!
//! Rule of the room: what is drawn, and where, comes of `layout`, as in the
//! window; a figure claims no more than the timeline says. Nothing here knows a
//! clock, a system's fonts or an order that changes from run to run, so that the
//! same input, view, version and fonts give the same bytes.
//!
//! - `view` is what is asked, `recipe` reads it from a file, `fonts` are set in.
//! - `picture` lays out the plot, `plot`, `clusters` and `key` draw it, `notes` write what it
//!   rests on, `columns` set that, and `sheet` puts all of it on one sheet.
//! - A sheet is a list of pieces (`piece`, their `outline`s); `svg`, `png` and `pdf`
//!   write it, and `fragment` is the plot for a page.
//! - `shaping` and `lines` measure and break text, `words` fill messages with
//!   fields that stay apart, `subset` makes fonts small.

mod clusters;
mod columns;
mod error;
mod fonts;
mod key;
mod lines;
mod notes;
mod options;
mod outline;
mod palette;
mod pdf;
mod picture;
mod piece;
mod plot;
mod png;
mod recipe;
mod shaping;
mod sheet;
mod subset;
mod svg;
mod svg_fragment;
mod words;
mod writing;

pub use error::FigureError;
pub use fonts::{BUNDLED, BundledFont, FontError, Fonts, KHMER, SANS, SEMIBOLD, SERIF};
pub use options::{
    FigureInput, FigureOptions, MAX_PLOT_HEIGHT, SCALES, TEXT_SIZE, TEXT_SIZES, Title, WIDTHS,
    viewport_of,
};
pub use palette::{ACCENTS, DARK, LIGHT, Palette, Theme, contrast, mixed};
pub use picture::EventCounts;
pub use recipe::{
    FigureFormat, Hundredths, Recipe, RecipeError, parse_height, parse_scale, parse_text_size,
    parse_width,
};
pub use sheet::{Figure, FigureSummary, figure};
pub use subset::font_face_rules;
pub use svg_fragment::{SvgFragment, event_anchor, svg_fragment};
