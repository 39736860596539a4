//! Text layout for all scripts: right-to-left text, and scripts without
//! spaces.
//!
//! egui shapes text and then places its runs from left to right in any case;
//! it counts glyphs where it should count characters, and breaks lines only at
//! spaces. This module lays out text that needs more, from words shaped by
//! egui: in the order of the Unicode Bidirectional Algorithm (UAX #9), broken
//! by the Unicode Line Breaking Algorithm (UAX #14) and dictionaries.
//!
//! Rule of this module: text that needs none of it is returned unchanged, and
//! a galley's `job.text` stays in reading order.

mod alignment;
mod direction;
mod galley_layout;
mod hit_testing;
mod label;
mod layout_cache;
mod line_breaking;
mod shaping;
#[cfg(test)]
mod tests;
mod visual_line;

pub use galley_layout::RightEdge;
pub use hit_testing::{caret, index_at, rects};
pub use label::{label, words};
pub use layout_cache::{layout_job, reordered};
