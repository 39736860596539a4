//! Watches the timeline and its documents for changes on disk.
//!
//! It compares the files' stamps twice a second. Notifications of the system
//! fail on network drives and with editors that write by renaming, and a few
//! `stat` calls cost next to nothing.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::session::{Origin, SourcePaths};
use crate::storage::Stamp;

const INTERVAL: Duration = Duration::from_millis(500);
/// Files of one folder that are watched.
const MAX_FILES_PER_FOLDER: usize = 1_000;

/// Files with their stamps at one time.
#[derive(Debug, Default)]
pub struct Stamps {
    files: Vec<(PathBuf, Option<Stamp>)>,
}

impl Stamps {
    /// Takes the stamps of a timeline and of the paths of documents.
    pub fn of(origin: &Origin, source_paths: &SourcePaths) -> Self {
        let mut stamps = Self::default();
        stamps.add(origin.path().map(Path::to_path_buf));
        for path in &source_paths.paths {
            // The stamp of a folder changes only when files are added or
            // removed.
            let inside = std::fs::read_dir(path)
                .map(|entries| {
                    entries
                        .flatten()
                        .take(MAX_FILES_PER_FOLDER)
                        .map(|entry| entry.path())
                })
                .into_iter()
                .flatten();
            stamps.add(inside);
            stamps.add([path.clone()]);
        }
        stamps
    }

    /// Takes the stamps of more files, which need not exist.
    pub fn add(&mut self, paths: impl IntoIterator<Item = PathBuf>) {
        for path in paths {
            let stamp = Stamp::of(&path);
            self.files.push((path, stamp));
        }
    }

    /// Whether the stamp of any file has changed.
    fn changed(&self) -> bool {
        self.files
            .iter()
            .any(|(path, stamp)| Stamp::of(path) != *stamp)
    }

    /// Waits until a file changes. Returns false if the sender of `stop` is dropped
    /// first.
    pub fn wait_for_change(&self, stop: &Receiver<()>) -> bool {
        loop {
            match stop.recv_timeout(INTERVAL) {
                Err(RecvTimeoutError::Timeout) => {}
                Ok(()) | Err(RecvTimeoutError::Disconnected) => return false,
            }
            if self.changed() {
                // The file may still be written to.
                std::thread::sleep(INTERVAL / 5);
                return true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_noticed_and_dropping_the_sender_ends_the_watch() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("timeline.json");
        std::fs::write(&file, "a").unwrap();
        let stamps = Stamps::of(&Origin::File(file.clone()), &SourcePaths::default());
        assert!(!stamps.changed());
        std::fs::write(&file, "longer").unwrap();
        let (sender, stop) = std::sync::mpsc::channel();
        assert!(stamps.wait_for_change(&stop));
        let settled = Stamps::of(&Origin::File(file), &SourcePaths::default());
        drop(sender);
        assert!(!settled.wait_for_change(&stop));
    }
}
