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
use crate::storage::{FileError, read_up_to, update_private_file};

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
    // A dangling link is a file that cannot be read, not a missing one.
    if !path.exists() && !path.is_symlink() {
        return SettingsFile::default();
    }
    read_up_to(path, MAX_BYTES as u64, too_large)
        .and_then(|(bytes, _)| text_of(&bytes).map(read))
        .unwrap_or_else(SettingsFile::from)
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
    let written = update_private_file(path, MAX_BYTES as u64, too_large, |bytes| {
        let text = text_of(bytes.unwrap_or_default())?;
        update(text, before, after).map(String::into_bytes)
    })?;
    text_of(&written).map(read)
}

fn text_of(bytes: &[u8]) -> Result<&str, FileError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let text = String::from_utf8_lossy(bytes);
        let message = Message::new("settings-not-utf8");
        FileError::new(message)
            .with_hint(Message::new("settings-not-utf8-hint"))
            .at_offset(&text, error.valid_up_to())
    })
}
