//! Watches the timeline and its documents for changes on disk.
//!
//! It compares the files' stamps twice a second. Notifications of the system
//! fail on network drives and with editors that write by renaming, and a few
//! `stat` calls cost next to nothing.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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

    /// Takes a stamp of a file as the one that is known.
    fn accept(&mut self, path: &Path, stamp: Stamp) {
        for (watched, known) in &mut self.files {
            if watched == path {
                *known = Some(stamp);
            }
        }
    }

    /// Whether the stamp of any file has changed.
    fn changed(&self) -> bool {
        self.files
            .iter()
            .any(|(path, stamp)| Stamp::of(path) != *stamp)
    }
}

/// The files that a tab watches, which its saving changes.
#[derive(Debug, Clone, Default)]
pub struct SharedStamps(Arc<Mutex<Stamps>>);

impl SharedStamps {
    /// Watches these files instead.
    pub fn set(&self, stamps: Stamps) {
        *self.lock() = stamps;
    }

    /// Watches more files.
    pub fn add(&self, paths: impl IntoIterator<Item = PathBuf>) {
        self.lock().add(paths);
    }

    /// Takes a stamp of a file as the one that is known.
    pub fn accept(&self, path: &Path, stamp: Stamp) {
        self.lock().accept(path, stamp);
    }

    /// Waits until a file changes. Returns false if the sender of `stop` is dropped
    /// first.
    pub fn wait_for_change(&self, stop: &Receiver<()>) -> bool {
        loop {
            match stop.recv_timeout(INTERVAL) {
                Err(RecvTimeoutError::Timeout) => {}
                Ok(()) | Err(RecvTimeoutError::Disconnected) => return false,
            }
            if self.lock().changed() {
                // The file may still be written to, perhaps by this program.
                std::thread::sleep(INTERVAL / 5);
                if self.lock().changed() {
                    return true;
                }
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Stamps> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
        let stamps = SharedStamps::default();
        stamps.set(Stamps::of(
            &Origin::File(file.clone()),
            &SourcePaths::default(),
        ));
        assert!(!stamps.lock().changed());
        std::fs::write(&file, "longer").unwrap();
        let (sender, stop) = std::sync::mpsc::channel();
        assert!(stamps.wait_for_change(&stop));
        // A change of our own is accepted.
        stamps.accept(&file, Stamp::of(&file).unwrap());
        assert!(!stamps.lock().changed());
        drop(sender);
        assert!(!stamps.wait_for_change(&stop));
    }
}
