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
    user().map(|folders| {
        folders
            .state_dir()
            .unwrap_or_else(|| folders.data_local_dir())
            .join("recent.json")
    })
}

fn user() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "annals")
}
