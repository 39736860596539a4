//! The settings file: TOML that the user may edit.
//!
//! Reading reports what is invalid and ignores it. Writing changes the settings
//! that changed and nothing else, and never overwrites a file that is not valid
//! TOML.

use std::path::Path;

use super::preferences::Settings;
use super::problem::{SettingProblem, too_large};
use super::reader::read;
use super::writer::update;
use crate::language::Message;
use crate::storage::{FileError, read_up_to, write_private_file};

/// The maximum size of a settings file in bytes.
pub const MAX_BYTES: usize = 1 << 20;

/// The content of a settings file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SettingsFile {
    /// The settings; the default for each that is missing or invalid.
    pub settings: Settings,
    /// What is wrong in the file.
    pub problems: Vec<SettingProblem>,
}

impl From<FileError> for SettingsFile {
    /// The default settings, for a file that cannot be read.
    fn from(error: FileError) -> Self {
        Self {
            problems: vec![error.into()],
            ..Self::default()
        }
    }
}

/// Reads a settings file. A missing file gives the default settings, a file
/// that cannot be read gives them with one problem.
#[must_use]
pub fn load(path: &Path) -> SettingsFile {
    read_text(path).map_or_else(SettingsFile::from, |text| read(&text))
}

/// Writes the difference between two states of the settings into the file and
/// returns its new content. What others changed in the file meanwhile stays. A
/// missing file is created, with a comment on each setting.
///
/// # Errors
///
/// [`FileError`] where the file cannot be read, is not valid TOML, or cannot be
/// written. It then stays as it is.
pub fn store(path: &Path, before: &Settings, after: &Settings) -> Result<SettingsFile, FileError> {
    let text = read_text(path)?;
    let new_text = update(&text, before, after)?;
    if new_text != text {
        write_private_file(path, new_text.as_bytes())?;
    }
    Ok(read(&new_text))
}

/// The text of a file; empty where there is none.
fn read_text(path: &Path) -> Result<String, FileError> {
    // A dangling link is a file that cannot be read, not a missing one.
    if !path.exists() && !path.is_symlink() {
        return Ok(String::new());
    }
    let (bytes, _) = read_up_to(path, MAX_BYTES as u64, too_large)?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes());
        let message = Message::new("settings-not-utf8");
        FileError::new(message)
            .with_hint(Message::new("settings-not-utf8-hint"))
            .at_offset(&text, valid)
    })
}
