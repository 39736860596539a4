//! The recently opened timelines.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value;

use crate::storage::{FileError, read_up_to, update_private_file};

/// The recently opened timelines, the newest first. A file that is missing
/// stays in the list, for its disk may only be disconnected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecentTimelines {
    paths: Vec<PathBuf>,
}

/// The maximum length of the list.
const MAX_RECENT: usize = 20;

/// The maximum size of its file in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// The content of the file.
#[derive(Serialize)]
struct FileContent<'a> {
    timelines: Vec<&'a str>,
}

impl RecentTimelines {
    /// The list in a text, without what is invalid in it.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut recent = Self::default();
        let Ok(value) = serde_json::from_str::<Value>(text) else {
            return recent;
        };
        let listed = value.get("timelines").and_then(Value::as_array);
        let paths = listed.into_iter().flatten().filter_map(Value::as_str);
        for path in paths.filter(|path| !path.is_empty() && !path.contains('\0')) {
            let path = PathBuf::from(path);
            if recent.paths.len() < MAX_RECENT && !recent.paths.contains(&path) {
                recent.paths.push(path);
            }
        }
        recent
    }

    /// The list in a file; empty where the file cannot be read.
    #[must_use]
    pub fn load(file: &Path) -> Self {
        let bytes = read_up_to(file, MAX_BYTES, too_large);
        bytes.map_or_else(|_| Self::default(), |(bytes, _)| Self::in_bytes(&bytes))
    }

    fn in_bytes(bytes: &[u8]) -> Self {
        std::str::from_utf8(bytes).map_or_else(|_| Self::default(), Self::read)
    }

    /// Puts a timeline first in the list in a file, where other windows may
    /// have added theirs. A path that is not Unicode is left out of the file.
    ///
    /// # Errors
    ///
    /// [`FileError`] where the file cannot be written.
    pub fn remember_in(file: &Path, timeline: &Path) -> Result<Self, FileError> {
        let written = update_private_file(file, MAX_BYTES, too_large, |bytes| {
            let mut recent = Self::in_bytes(bytes.unwrap_or_default());
            recent.remember(timeline);
            let timelines = recent.iter().filter_map(Path::to_str).collect();
            let mut text = serde_json::to_string_pretty(&FileContent { timelines })
                .map_err(|error| FileError::new(format!("The list cannot be written: {error}")))?;
            text.push('\n');
            Ok(text.into_bytes())
        })?;
        Ok(Self::in_bytes(&written))
    }

    /// Puts a timeline first, by its absolute path: the next window may start in
    /// another folder.
    pub fn remember(&mut self, timeline: &Path) {
        let path = std::path::absolute(timeline).unwrap_or_else(|_| timeline.to_path_buf());
        if path.as_os_str().is_empty() {
            return;
        }
        self.paths.retain(|known| *known != path);
        self.paths.insert(0, path);
        self.paths.truncate(MAX_RECENT);
    }

    /// The timelines, the newest first.
    pub fn iter(&self) -> impl Iterator<Item = &Path> {
        self.paths.iter().map(PathBuf::as_path)
    }
}

fn too_large() -> FileError {
    FileError::new("The list of recent timelines is too large")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn listed(recent: &RecentTimelines) -> Vec<&str> {
        recent.iter().filter_map(Path::to_str).collect()
    }

    #[test]
    fn the_newest_comes_first_and_the_oldest_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/recent.json");
        let path = |number: usize| folder.path().join(format!("{number}.json"));
        for number in 0..25 {
            RecentTimelines::remember_in(&file, &path(number)).unwrap();
        }
        let recent = RecentTimelines::remember_in(&file, &path(10)).unwrap();
        assert_eq!(RecentTimelines::load(&file), recent);
        let paths: Vec<&Path> = recent.iter().collect();
        assert_eq!(paths.len(), MAX_RECENT);
        assert_eq!(paths[..2], [path(10), path(24)]);
        assert_eq!(paths.iter().filter(|known| **known == path(10)).count(), 1);
    }

    #[test]
    fn windows_that_start_together_are_all_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/recent.json");
        let timeline = |window: usize, number: usize| PathBuf::from(format!("/{window}-{number}"));
        std::thread::scope(|scope| {
            for window in 0..8 {
                let file = &file;
                scope.spawn(move || {
                    for number in 0..2 {
                        RecentTimelines::remember_in(file, &timeline(window, number)).unwrap();
                    }
                });
            }
        });
        let recent = RecentTimelines::load(&file);
        for window in 0..8 {
            for number in 0..2 {
                assert!(recent.iter().any(|path| path == timeline(window, number)));
            }
        }
        assert_eq!(recent.iter().count(), 16);
        let folder = file.parent().unwrap();
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), 1);
    }

    #[test]
    fn paths_are_stored_as_absolute() {
        let mut recent = RecentTimelines::default();
        recent.remember(Path::new("a.json"));
        recent.remember(Path::new(""));
        assert!(recent.iter().all(Path::is_absolute));
        assert_eq!(recent.iter().count(), 1);
    }

    #[test]
    fn invalid_entries_are_left_out() {
        let cases: &[(&str, &[&str])] = &[
            ("", &[]),
            ("null", &[]),
            ("[]", &[]),
            ("{\"timelines\": 3}", &[]),
            (
                "{\"timelines\": [\"/a\", 3, null, \"/b\", \"/a\", \"\", \"\\u0000\"], \"x\": {}}",
                &["/a", "/b"],
            ),
            ("{\"timelines\": [\"/a\"", &[]),
        ];
        for (text, paths) in cases {
            assert_eq!(listed(&RecentTimelines::read(text)), *paths, "{text}");
        }
        assert_eq!(
            RecentTimelines::read(&"[".repeat(1 << 20)),
            RecentTimelines::default()
        );
        assert_eq!(
            RecentTimelines::load(Path::new("/no/such/file")),
            RecentTimelines::default()
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in ".{0,200}") {
            prop_assert!(RecentTimelines::read(&text).iter().count() <= MAX_RECENT);
        }
    }
}
