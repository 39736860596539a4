//! Any script: text that reads from right to left, or writes no spaces.
//!
//! egui shapes text and then sets its runs from left to right, whatever they
//! are; it counts glyphs where it means characters, and breaks lines at spaces
//! alone. Here a text that needs more is laid out anew, from words shaped by
//! egui: ordered by the Unicode Bidirectional Algorithm (UAX #9), broken by the
//! Unicode Line Breaking Algorithm (UAX #14) and dictionaries.
//!
//! Rule of the folder: text that needs none of it comes back as it went in,
//! and a galley's `job.text` stays in the order in which it is read.

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

pub use galley_layout::Edge;
pub use hit_testing::{caret, index_at, rects};
pub use label::{label, words};
pub use layout_cache::{layout_job, reordered};
