//! Source reader: a document with its passages highlighted.
//!
//! Rule of this module: only visible paragraphs are laid out, however long the
//! text is. The scroll position is a paragraph and an offset in it, so that
//! nothing above needs to be measured.

mod find_bar;
mod highlights;
mod input;
mod panel;
mod scroll;
mod scroll_bar;
mod selection;
mod tabs;
mod text;
mod visible_text;

pub use find_bar::field_id as find_field_id;
pub use highlights::{colors, paint_stack};
pub use panel::{ReaderPanel, unplaced_count};
pub use scroll_bar::code_point_at;
pub use text::body_id;
