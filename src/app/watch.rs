//! Tells when the timeline or a document changes on disk.
//!
//! It asks for the files' stamps twice a second instead of waiting for the
//! system's word: that works on network drives and through editors that write
//! by renaming, and a handful of `stat` calls cost nothing that can be
//! measured.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crate::session::{Origin, SourcePaths};
use crate::storage::Stamp;

const INTERVAL: Duration = Duration::from_millis(500);
/// Files of one folder that are watched; more would be asked for in vain.
const MAX_WATCHED: usize = 1_000;

/// Files with the stamps that they had.
#[derive(Debug, Default)]
pub struct Stamps {
    files: Vec<(PathBuf, Option<Stamp>)>,
}

/// Ends the watch of a thread when it is dropped.
pub struct WatchGuard {
    /// Kept for its end: the other side notices when this is gone.
    _held: Sender<()>,
}

/// The thread's side of a [`WatchGuard`].
pub struct WatchSignal(Receiver<()>);

/// The two sides of a watch_guard.
pub fn watch_guard() -> (WatchGuard, WatchSignal) {
    let (held, felt) = channel();
    (WatchGuard { _held: held }, WatchSignal(felt))
}

impl Stamps {
    /// Takes the stamps of a timeline and of the places that the user named.
    pub fn of(origin: &Origin, places: &SourcePaths) -> Self {
        let mut stamps = Self::default();
        stamps.add(origin.path().map(Path::to_path_buf));
        for place in &places.paths {
            // A folder's own stamp changes when files come and go; those in
            // it have theirs.
            let inside = std::fs::read_dir(place)
                .map(|entries| {
                    entries
                        .flatten()
                        .take(MAX_WATCHED)
                        .map(|entry| entry.path())
                })
                .into_iter()
                .flatten();
            stamps.add(inside);
            stamps.add([place.clone()]);
        }
        stamps
    }

    /// Takes the stamps of more files, there or not.
    pub fn add(&mut self, paths: impl IntoIterator<Item = PathBuf>) {
        for path in paths {
            let stamp = Stamp::of(&path);
            self.files.push((path, stamp));
        }
    }

    /// Whether any file has another stamp than it had.
    fn changed(&self) -> bool {
        self.files
            .iter()
            .any(|(path, stamp)| Stamp::of(path) != *stamp)
    }

    /// Waits until something changes; false where the watch_guard ended first.
    pub fn wait_for_change(&self, signal: &WatchSignal) -> bool {
        loop {
            match signal.0.recv_timeout(INTERVAL) {
                Err(RecvTimeoutError::Timeout) => {}
                Ok(()) | Err(RecvTimeoutError::Disconnected) => return false,
            }
            if self.changed() {
                // Half-written files settle before they are read.
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
    fn a_change_is_noticed_and_a_dropped_leash_ends_the_watch() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("timeline.json");
        std::fs::write(&file, "a").unwrap();
        let stamps = Stamps::of(&Origin::File(file.clone()), &SourcePaths::default());
        assert!(!stamps.changed());
        std::fs::write(&file, "longer").unwrap();
        let (watch_guard, signal) = watch_guard();
        assert!(stamps.wait_for_change(&signal));
        let settled = Stamps::of(&Origin::File(file), &SourcePaths::default());
        drop(watch_guard);
        assert!(!settled.wait_for_change(&signal));
    }
}
