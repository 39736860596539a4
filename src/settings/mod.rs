//! The user's settings, the commands with their keys, and the recent timelines.
//!
//! Rule of the module: no egui and no clock. The settings file belongs to its
//! user: an invalid line is reported with its position and ignored, comments
//! and unknown settings stay, and a file that is not valid TOML is never
//! overwritten.

mod bindings;
mod chord;
mod command;
pub mod command_ranking;
mod entries;
pub mod file;
mod key;
pub mod places;
mod preferences;
mod problem;
mod reader;
pub mod recent;
mod writer;

#[cfg(test)]
mod bindings_tests;
#[cfg(test)]
mod file_tests;
#[cfg(test)]
mod hostile_tests;

pub use bindings::{Bindings, Conflict, KeyPress};
pub use chord::Chord;
pub use command::{Command, CommandGroup};
pub use file::SettingsFile;
pub use key::Key;
pub use preferences::{
    AnimationChoice, CustomKeys, LanguageChoice, Panels, SavedFilter, Settings, ThemeChoice,
};
pub use problem::SettingProblem;
pub use recent::RecentTimelines;
