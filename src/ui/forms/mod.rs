//! Forms in the window: as a panel, and fields edited in their place.
//!
//! Rule of this module: what is typed is in the session. A frame copies the open
//! form, lets the user change the copy, and sends it back if it differs. Suggestions
//! are never taken unasked, and nothing moves while one types.

mod citation;
mod completion_field;
mod date_field;
mod event;
mod field;
mod in_place;
mod kept;
mod panel;
mod passage;
mod small_forms;
mod source;
mod token_field;

pub use completion_field::is_open as has_open_suggestions;
pub use field::is_form_field;
pub use in_place::{InPlace, add_buttons, edit_here, editable, has_own_f2, takes_f2};
pub use kept::show as kept_forms;
pub use panel::show;
