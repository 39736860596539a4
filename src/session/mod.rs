//! The state of one open window.
//!
//! Rule of the room: no screen, no files, no clock. [`Session::update`] is the
//! one place where state changes; whatever is slow or outside leaves it as an
//! [`Effect`] and comes back as an [`Action`].

mod action;
mod document;
mod settings;
mod update;
mod view_state;

pub use action::{Action, DocumentAction, Effect, Popup, SettingsAction, ViewAction};
pub use document::{Document, Origin, Places};
pub use settings::{Settings, ThemeChoice};
pub use update::{Notice, Session};
pub use view_state::{Focus, Panels, Period, ViewState};
