//! Figures: a timeline on paper, with its evidence.
//!
//! The positions of all marks come from `layout`, as in the window. The output depends on
//! nothing but timeline, options, program version and fonts: there is no clock, no font of
//! the system and no unordered iteration, so that the same input gives the same bytes.
//!
//! - `options` are the options of a figure, `recipe` reads them from a file, `fonts` loads
//!   fonts.
//! - `plot_layout` lays out the plot; `plot`, `clusters` and `legend` draw it. `notes` writes
//!   the citations, `columns` arranges them, and `sheet` puts everything on one sheet.
//! - A sheet is a list of `display_item`s. `svg`, `png` and `pdf` write it; `svg_fragment` is
//!   the plot for a page; `path_tracing` converts shapes to paths.
//! - `shaping` and `line_breaking` measure and break text, `message_text` keeps the fields of
//!   a message separate, `font_subset` embeds fonts.

mod clusters;
mod columns;
mod display_item;
mod error;
mod font_subset;
mod fonts;
mod legend;
mod line_breaking;
mod message_text;
mod notes;
mod options;
mod path_tracing;
mod pdf;
mod plot;
mod plot_layout;
mod png;
mod recipe;
mod shaping;
mod sheet;
mod svg;
mod svg_fragment;

pub use error::FigureError;
pub use font_subset::font_face_rules;
pub use fonts::Fonts;
pub use options::{
    FigureInput, FigureOptions, FigureTitle, Hundredths, PixelsPerPoint, PlotHeight, TEXT_SIZE,
    TextSize, Width, viewport_of,
};
pub use plot_layout::EventCounts;
pub use recipe::{FigureFormat, Recipe, RecipeError};
pub use sheet::{Figure, FigureSummary, figure};
pub use svg::escape_markup;
pub use svg_fragment::{SvgFragment, event_fragment_id, svg_fragment};
