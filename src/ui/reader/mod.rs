//! The source reader: a document with its passages marked.
//!
//! Rule of the room: only the paragraphs in sight are laid out, however long
//! the text is. Scrolling is a paragraph and an offset in it, so that nothing
//! above has to be measured.

mod displayed;
mod find_bar;
mod hands;
mod marked;
mod panel;
mod scroll;
mod selection;
mod tabs;
mod text;
mod track;

pub use find_bar::field_id as find_field_id;
pub use marked::colors;
pub use panel::{ReaderPanel, show};
pub use text::body_id;
