//! The source reader: a document with its passages marked.
//!
//! Rule of the room: only the paragraphs in sight are laid out, however long
//! the text is. Scrolling is a paragraph and an offset in it, so that nothing
//! above has to be measured.

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
pub use highlights::colors;
pub use panel::{ReaderPanel, show};
pub use text::body_id;
