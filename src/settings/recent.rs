//! The timelines that were open lately.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value;

use super::private_file;
use crate::storage::{FileError, read_up_to};

/// The timelines that were open lately, the newest first. A file that is gone
/// stays in the list: its disk may only be away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recent {
    paths: Vec<PathBuf>,
}

/// The most timelines that are remembered.
pub const MOST_RECENT: usize = 20;

/// The most bytes of the list that are read.
const MOST_BYTES: u64 = 1 << 20;

/// The file's shape.
#[derive(Serialize)]
struct Written<'a> {
    timelines: Vec<&'a str>,
}

impl Recent {
    /// The list in a text; what of it cannot be read is left out.
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
            if recent.paths.len() < MOST_RECENT && !recent.paths.contains(&path) {
                recent.paths.push(path);
            }
        }
        recent
    }

    /// The list in a file; an empty one where the file cannot be read.
    #[must_use]
    pub fn load(file: &Path) -> Self {
        let too_large = || FileError::new("The list of recent timelines is too large");
        let read = read_up_to(file, MOST_BYTES, too_large);
        let text = read
            .ok()
            .and_then(|(bytes, _)| String::from_utf8(bytes).ok());
        text.map_or_else(Self::default, |text| Self::read(&text))
    }

    /// Writes the list to its file. A path that is no Unicode is left out.
    ///
    /// # Errors
    ///
    /// [`FileError`] where the system does not let it be written.
    pub fn store(&self, file: &Path) -> Result<(), FileError> {
        let timelines = self.iter().filter_map(Path::to_str).collect();
        let mut text = serde_json::to_string_pretty(&Written { timelines })
            .map_err(|error| FileError::new(format!("The list cannot be written: {error}")))?;
        text.push('\n');
        private_file::write(file, text.as_bytes())
    }

    /// Puts a timeline first in the list, and in its file: what another window
    /// remembered there meanwhile stays.
    ///
    /// # Errors
    ///
    /// As [`Recent::store`].
    pub fn remember_in(file: &Path, timeline: &Path) -> Result<Self, FileError> {
        let mut recent = Self::load(file);
        recent.remember(timeline);
        recent.store(file)?;
        Ok(recent)
    }

    /// Takes a timeline off the list, and out of its file.
    ///
    /// # Errors
    ///
    /// As [`Recent::store`].
    pub fn forget_in(file: &Path, timeline: &Path) -> Result<Self, FileError> {
        let mut recent = Self::load(file);
        recent.forget(timeline);
        recent.store(file)?;
        Ok(recent)
    }

    /// Puts a timeline first. A path is remembered from the root: the next
    /// window may be opened in another folder.
    pub fn remember(&mut self, timeline: &Path) {
        let path = from_root(timeline);
        if path.as_os_str().is_empty() {
            return;
        }
        self.paths.retain(|known| *known != path);
        self.paths.insert(0, path);
        self.paths.truncate(MOST_RECENT);
    }

    /// Takes a timeline off the list.
    pub fn forget(&mut self, timeline: &Path) {
        let path = from_root(timeline);
        self.paths
            .retain(|known| known != timeline && *known != path);
    }

    /// The timelines, the newest first.
    pub fn iter(&self) -> impl Iterator<Item = &Path> {
        self.paths.iter().map(PathBuf::as_path)
    }

    /// The timelines, each with whether its file is there. Asks the disk, which
    /// may be a slow one.
    #[must_use]
    pub fn looked_for(&self) -> Vec<(&Path, bool)> {
        self.iter().map(|path| (path, path.is_file())).collect()
    }
}

fn from_root(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn listed(recent: &Recent) -> Vec<&str> {
        recent.iter().filter_map(Path::to_str).collect()
    }

    #[test]
    fn the_newest_comes_first_once_and_the_oldest_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/recent.json");
        let path = |number: usize| folder.path().join(format!("{number}.json"));
        for number in 0..25 {
            Recent::remember_in(&file, &path(number)).unwrap();
        }
        let recent = Recent::remember_in(&file, &path(10)).unwrap();
        assert_eq!(Recent::load(&file), recent);
        let paths: Vec<&Path> = recent.iter().collect();
        assert_eq!(paths.len(), MOST_RECENT);
        assert_eq!(paths[..2], [path(10), path(24)]);
        assert_eq!(paths.iter().filter(|known| **known == path(10)).count(), 1);
        let recent = Recent::forget_in(&file, &path(10)).unwrap();
        assert!(recent.iter().all(|known| known != path(10)));
        assert_eq!(Recent::load(&file), recent);
    }

    #[test]
    fn a_file_that_is_gone_stays_and_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path().join("here.json");
        std::fs::write(&here, "{}").unwrap();
        let mut recent = Recent::default();
        recent.remember(&here);
        recent.remember(&folder.path().join("gone.json"));
        let there: Vec<bool> = recent
            .looked_for()
            .iter()
            .map(|(_, there)| *there)
            .collect();
        assert_eq!(there, [false, true]);
    }

    #[test]
    fn a_path_is_remembered_from_the_root() {
        let mut recent = Recent::default();
        recent.remember(Path::new("a.json"));
        recent.remember(Path::new(""));
        assert!(recent.iter().all(Path::is_absolute));
        assert_eq!(recent.iter().count(), 1);
        recent.forget(Path::new("a.json"));
        assert_eq!(recent, Recent::default());
    }

    #[test]
    fn what_cannot_be_read_of_the_list_is_left_out() {
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
            assert_eq!(listed(&Recent::read(text)), *paths, "{text}");
        }
        assert_eq!(Recent::read(&"[".repeat(1 << 20)), Recent::default());
        assert_eq!(Recent::load(Path::new("/no/such/file")), Recent::default());
    }

    proptest! {
        #[test]
        fn whatever_the_file_holds_it_is_read(text in ".{0,200}") {
            prop_assert!(Recent::read(&text).iter().count() <= MOST_RECENT);
        }
    }
}
