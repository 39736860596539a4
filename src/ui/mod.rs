//! The window: everything that knows the screen.
//!
//! Rule of the room: it reads the session and never changes it. Whatever a
//! person does becomes an [`Action`](crate::session::Action) in a list that the
//! app drains; drawing has no other outcome.

mod about;
mod address;
mod axis;
mod bidi;
mod changes;
mod chip;
mod chips;
mod cited;
mod claims;
mod clusters;
mod columns;
mod commands;
mod drift;
mod event_menu;
mod evidence;
mod exporting;
mod filters;
mod folds;
mod heard;
mod keys;
mod lane_names;
mod legend;
mod marks;
mod menu;
mod narrow;
mod overview_strip;
mod passage;
mod period;
mod picture;
mod plot;
mod popups;
mod preferences;
mod proxies;
mod quote_panel;
mod reader;
mod recent;
mod regions;
mod search;
mod shelf;
mod strip;
mod table;
mod tabs;
mod theme;
mod timeline_view;
mod top_bar;
mod welcome;
mod window;

pub use heard::VisibleNames;
pub use theme::{install_fonts, install_styles, set_theme};
pub use window::Window;
