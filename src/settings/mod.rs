//! What the user has chosen: settings, the commands with their keys, the
//! timelines that were open lately.
//!
//! Rule of the room: no screen and no clock. The settings file belongs to who
//! writes it: whatever is wrong in it is told with its place and the rest
//! holds, comments and unknown keys stay, and a file that is no TOML is never
//! written over.

mod bindings;
mod chord;
mod command;
mod fields;
pub mod file;
mod key;
pub mod palette;
pub mod places;
mod preferences;
mod private_file;
mod problem;
pub mod recent;
mod repair;
mod speaking;
mod writing;

#[cfg(test)]
mod bindings_tests;
#[cfg(test)]
mod file_tests;
#[cfg(test)]
mod hostile_tests;

pub use bindings::{Bindings, Conflict, KeyPress};
pub use chord::{Chord, ChordError, Match};
pub use command::{Command, Group};
pub use file::Loaded;
pub use key::Key;
pub use preferences::{
    LanguageChoice, Motion, PanelsAtStart, Rebinding, SavedFilter, Settings, ThemeChoice,
};
pub use problem::SettingProblem;
pub use recent::Recent;
