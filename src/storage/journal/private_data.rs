//! Removes what the program stored about the user's work.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::file::read;
use super::folder;
use super::lock::{JournalLock, LockError, LockHolder};
use super::replay::ReplayError;
use super::store::JournalStore;

/// Files of the state folder, beside the journals.
const STATE_FILES: [&str; 2] = ["recent.json", "located.json"];

/// What [`clear_private_data`] did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClearedData {
    /// Files and folders that were removed.
    pub removed: Vec<PathBuf>,
    /// Journals that were kept.
    pub kept: Vec<KeptJournal>,
    /// What could not be removed, with the error of the system.
    pub failed: Vec<(PathBuf, String)>,
}

/// A journal that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptJournal {
    /// Its folder.
    pub folder: PathBuf,
    /// The file of its timeline, if it has one and could be read.
    pub timeline: Option<PathBuf>,
    /// Why it was kept.
    pub reason: KeptReason,
}

/// Why a journal was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptReason {
    /// A window has it.
    InUse(LockHolder),
    /// It has changes or forms that are in no file.
    UnsavedWork,
    /// It could not be read to its end, so it may have such changes.
    Unreadable(ReplayError),
}

/// Removes the journals that surely have no unsaved work, the lists of recent timelines and of
/// documents, and everything in the cache folder. Links are removed, not followed.
#[must_use]
pub fn clear_private_data(state_folder: &Path, cache_folder: Option<&Path>) -> ClearedData {
    let mut cleared = ClearedData::default();
    for folder in JournalStore::at(state_folder).folders() {
        cleared.clear_journal(folder);
    }
    for name in STATE_FILES {
        cleared.remove(state_folder.join(name));
    }
    let cached = cache_folder.and_then(|folder| fs::read_dir(folder).ok());
    for entry in cached.into_iter().flatten().flatten() {
        cleared.remove(entry.path());
    }
    cleared
}

impl ClearedData {
    fn clear_journal(&mut self, folder: PathBuf) {
        let lock = match JournalLock::acquire(&folder) {
            Ok(lock) => lock,
            Err(LockError::HeldBy(holder)) => {
                return self.keep(folder, None, KeptReason::InUse(holder));
            }
            Err(LockError::Failed(error)) => return self.failed.push((folder, error.to_string())),
        };
        let replay = read(&folder).0;
        let reason = if replay.state.has_unsaved_work() {
            Some(KeptReason::UnsavedWork)
        } else {
            replay.ended_early.map(KeptReason::Unreadable)
        };
        if let Some(reason) = reason {
            let timeline = replay.state.path().map(Path::to_path_buf);
            return self.keep(folder, timeline, reason);
        }
        let unread = folder.join(folder::JOURNAL_UNREAD);
        match folder::remove_files(&folder).and_then(|()| folder::remove_if_there(&unread)) {
            Ok(()) => {
                lock.remove();
                self.removed.push(folder);
            }
            Err(error) => self.failed.push((folder, error.to_string())),
        }
    }

    fn keep(&mut self, folder: PathBuf, timeline: Option<PathBuf>, reason: KeptReason) {
        self.kept.push(KeptJournal {
            folder,
            timeline,
            reason,
        });
    }

    fn remove(&mut self, path: PathBuf) {
        let removed = fs::symlink_metadata(&path).and_then(|metadata| {
            if metadata.is_dir() {
                fs::remove_dir_all(&path)
            } else {
                fs::remove_file(&path)
            }
        });
        match removed {
            Ok(()) => self.removed.push(path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => self.failed.push((path, error.to_string())),
        }
    }
}
