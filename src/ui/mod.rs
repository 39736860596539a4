//! The window. With `app` and `main`, the only modules that know egui.
//!
//! Rule of this module: it reads the session and never changes it. Everything
//! that a person does becomes an [`Action`](crate::session::Action) in a list
//! that the app processes; drawing has no other effect.

mod axis;
mod bars;
mod bidi;
mod citation_lines;
mod clusters;
mod command_palette;
mod conflicts;
mod dialogs;
mod drift;
mod edit_bars;
mod event_chip;
mod event_dialogs;
mod event_menu;
mod evidence;
mod export_dialog;
mod filter_chips;
mod filter_panel;
mod folds;
mod forms;
mod history;
mod keys;
mod lane_drag;
mod lane_names;
mod legend;
mod link_dialog;
mod live_region;
mod marks;
mod menu;
mod overview_strip;
mod panel_columns;
mod panel_input;
mod passage;
mod period;
mod plot;
mod plot_hit_targets;
mod quote_panel;
mod reader;
mod recent_files;
mod regions;
mod rival_claims;
mod scene_cache;
mod search;
mod selection_line;
mod settings_dialog;
mod single_panel;
mod source_details;
mod table;
mod tabs;
mod theme;
mod timeline_view;
mod toast;
mod top_bar;
mod undated_panel;
mod welcome;
mod widgets;
mod window;

pub use live_region::VisibleNames;
pub use theme::{install_fonts, install_styles, set_theme};
pub use window::WindowState;
