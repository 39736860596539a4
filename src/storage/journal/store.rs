//! The folder with the journals of all timelines.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use super::file::{read, read_beginning};
use super::folder::{self, JOURNAL, MAX_ENTRIES};
use super::lock::JournalLock;
use crate::model::Digest;

/// The folder of journals in the state folder.
const JOURNALS: &str = "journals";

/// Begins the names of journals of timelines that have no file yet.
const UNTITLED: &str = "untitled-";

/// The journal of changes to the built-in chronology.
const BUILT_IN: &str = "built-in";

/// The first record of a journal, which has the path of its file, is shorter.
const MAX_FIRST_BYTES: u64 = 16_384;

/// The journals of all timelines of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalStore {
    folder: PathBuf,
}

/// An untitled timeline with work in it that no window shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UntitledJournal {
    /// The folder of its journal.
    pub folder: PathBuf,
    /// When it was last written, if the system says so.
    pub written: Option<SystemTime>,
    /// The number of its changes.
    pub changes: usize,
    /// The number of its open forms.
    pub forms: usize,
}

impl JournalStore {
    /// The journals in a state folder, which is created with the first one.
    #[must_use]
    pub fn at(state_folder: &Path) -> Self {
        Self {
            folder: state_folder.join(JOURNALS),
        }
    }

    /// The folder of the journal of a file. All paths of one file, also through
    /// links, have the same.
    #[must_use]
    pub fn for_file(&self, timeline: &Path) -> PathBuf {
        let path = canonical(timeline);
        let digest = Digest::of(path.as_os_str().as_encoded_bytes()).to_string();
        self.folder.join(&digest[..16])
    }

    /// The folder of the journal of the built-in chronology.
    #[must_use]
    pub fn built_in(&self) -> PathBuf {
        self.folder.join(BUILT_IN)
    }

    /// A folder for the journal of a new timeline that has no file yet.
    #[must_use]
    pub fn new_untitled(&self) -> PathBuf {
        static COUNTER: AtomicU64 = AtomicU64::new(0);
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let parts = (
            now.unwrap_or_default().as_nanos(),
            std::process::id(),
            COUNTER.fetch_add(1, Ordering::Relaxed),
        );
        let digest = Digest::of(format!("{parts:?}").as_bytes()).to_string();
        self.folder.join(format!("{UNTITLED}{}", &digest[..16]))
    }

    /// Whether there is a journal in a folder: opening the timeline should open it.
    #[must_use]
    pub fn has_journal(folder: &Path) -> bool {
        fs::symlink_metadata(folder.join(JOURNAL)).is_ok()
    }

    /// The untitled timelines with work in them that no window shows, the last
    /// written first. Reads their journals.
    #[must_use]
    pub fn untitled(&self) -> Vec<UntitledJournal> {
        let mut found: Vec<_> = self
            .folders()
            .into_iter()
            .filter(|folder| is_untitled(folder) && JournalLock::holder(folder).is_none())
            .filter_map(|folder| {
                let (replay, written) = read(&folder);
                replay.state.has_unsaved_work().then_some(UntitledJournal {
                    changes: replay.state.pending.len(),
                    forms: replay.state.forms.len(),
                    folder,
                    written,
                })
            })
            .collect();
        found.sort_by_key(|journal| std::cmp::Reverse(journal.written));
        found
    }

    /// The folder of the journal that belonged to a file with this digest at a path
    /// where there is no file any more: the file was moved. Move the journal with
    /// [`Journal::move_to`](super::Journal::move_to).
    ///
    /// The digest is asked for only if some file of a journal is gone.
    #[must_use]
    pub fn find_moved(&self, digest: impl FnOnce() -> Option<Digest>) -> Option<PathBuf> {
        let is_gone = |path: &Path| {
            fs::symlink_metadata(path)
                .is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
        };
        let mut candidates = self.folders();
        candidates.retain(|folder| {
            // The path is in the first record.
            let first = read_beginning(folder, MAX_FIRST_BYTES).0.state;
            first.path().is_some_and(is_gone) && JournalLock::holder(folder).is_none()
        });
        if candidates.is_empty() {
            return None;
        }
        let digest = digest()?;
        candidates.into_iter().find(|folder| {
            let state = read(folder).0.state;
            state.starts_from(digest) && !state.is_empty()
        })
    }

    /// The folders of journals. Other entries are left alone.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut folders: Vec<_> = entries
            .take(MAX_ENTRIES)
            .map(|entry| entry.path())
            .filter(|path| is_journal_folder(path) && folder::refuse_link(path).is_ok())
            .collect();
        folders.sort();
        folders
    }
}

fn is_untitled(folder: &Path) -> bool {
    name(folder).starts_with(UNTITLED)
}

fn is_journal_folder(folder: &Path) -> bool {
    let name = name(folder);
    let digest = name.strip_prefix(UNTITLED).unwrap_or(name);
    name == BUILT_IN || (digest.len() == 16 && digest.bytes().all(|it| it.is_ascii_hexdigit()))
}

fn name(folder: &Path) -> &str {
    let name = folder.file_name().and_then(|name| name.to_str());
    name.unwrap_or_default()
}

/// The absolute path without links, as far as it exists.
fn canonical(path: &Path) -> PathBuf {
    let of_parent = || {
        let path = std::path::absolute(path).ok()?;
        Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?))
    };
    path.canonicalize()
        .ok()
        .or_else(of_parent)
        .or_else(|| std::path::absolute(path).ok())
        .unwrap_or_else(|| path.to_path_buf())
}
