//! Paths of the user's files on this platform.

use std::path::PathBuf;

use directories::ProjectDirs;

/// The settings file in the user's configuration folder; `None` where the
/// platform has no such folder. On Linux `~/.config/annals/settings.toml`.
#[must_use]
pub fn settings_file() -> Option<PathBuf> {
    user().map(|folders| folders.config_dir().join("settings.toml"))
}

/// The list of recent timelines in the user's state folder; `None` where the
/// platform has no such folder. On Linux `~/.local/state/annals/recent.json`.
#[must_use]
pub fn recent_file() -> Option<PathBuf> {
    state_folder().map(|folder| folder.join("recent.json"))
}

/// The file with the places of documents in the user's state folder; `None`
/// where the platform has no such folder. On Linux
/// `~/.local/state/annals/located.json`.
#[must_use]
pub fn locations_file() -> Option<PathBuf> {
    state_folder().map(|folder| folder.join("located.json"))
}

/// The file with the size and the position of the window in the user's state
/// folder; `None` where the platform has no such folder. On Linux
/// `~/.local/state/annals/window.json`.
#[must_use]
pub fn window_file() -> Option<PathBuf> {
    state_folder().map(|folder| folder.join("window.json"))
}

/// The folder for what belongs to this computer: journals, recent timelines, places of
/// documents; `None` where the platform has none. On Linux `~/.local/state/annals`.
#[must_use]
pub fn state_folder() -> Option<PathBuf> {
    user().map(|folders| {
        let state = folders.state_dir();
        state.unwrap_or_else(|| folders.data_local_dir()).to_owned()
    })
}

/// The folder for what can be computed again; `None` where the platform has
/// none. On Linux `~/.cache/annals`.
#[must_use]
pub fn cache_folder() -> Option<PathBuf> {
    user().map(|folders| folders.cache_dir().to_owned())
}

fn user() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "annals")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::journal::clear_private_data;

    #[test]
    fn clearing_private_data_removes_the_lists() {
        let folder = tempfile::tempdir().unwrap();
        let files = [recent_file(), locations_file()].map(|file| {
            let name = file.unwrap().file_name().unwrap().to_owned();
            let file = folder.path().join(name);
            std::fs::write(&file, "[]").unwrap();
            file
        });
        let cleared = clear_private_data(folder.path(), None);
        assert_eq!(cleared.removed, files);
    }
}
