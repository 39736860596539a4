//! The lock on a journal: one process writes it at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::folder;
use crate::language::Message;

/// The maximum size of the lock file in bytes.
const MAX_LOCK_BYTES: u64 = 4_096;

/// How often a lock is tried. A process that only asks for the holder has it for a
/// moment.
const ATTEMPTS: u32 = 4;

/// How long to wait between attempts.
const PAUSE: Duration = Duration::from_millis(15);

/// The process that has a lock, as far as its lock file says so.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LockHolder {
    /// The number of the process.
    #[serde(default)]
    pub pid: Option<u32>,
    /// The name of its computer, which is another one if the folder is shared.
    #[serde(default)]
    pub host: Option<String>,
    /// When it took the lock, in seconds since 1970.
    #[serde(default)]
    pub started: Option<u64>,
}

impl LockHolder {
    fn this_process() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        Self {
            pid: Some(std::process::id()),
            host: host(),
            started: now.ok().map(|since| since.as_secs()),
        }
    }

    /// Whether it is this process: another tab has the timeline.
    #[must_use]
    pub fn is_this_process(&self) -> bool {
        self.pid == Some(std::process::id()) && self.host == host()
    }

    /// "Another window edits this timeline (process 123)".
    #[must_use]
    pub fn message(&self) -> Message {
        let message = Message::new("journal-in-use");
        let Some(pid) = self.pid else {
            return message.with("where", "unknown");
        };
        let message = message.with("process", i64::from(pid));
        match &self.host {
            Some(name) if self.host != host() => {
                message.with("where", "elsewhere").with("computer", name)
            }
            _ => message.with("where", "here"),
        }
    }
}

/// Why a lock was not acquired.
#[derive(Debug)]
pub enum LockError {
    /// This process has it.
    HeldBy(LockHolder),
    /// The lock file cannot be written, for instance in a folder that is read-only.
    Failed(io::Error),
}

impl From<io::Error> for LockError {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// The lock on a journal, until it is dropped. It ends with the process, whatever
/// ends that.
#[derive(Debug)]
pub struct JournalLock {
    /// Locked. The system removes the lock with the last handle.
    _file: File,
    path: PathBuf,
}

impl JournalLock {
    /// Locks the journal in a folder, which is created if needed.
    ///
    /// # Errors
    ///
    /// [`LockError`] if another process has it, or if the system does not permit it.
    ///
    /// # Example
    ///
    /// ```
    /// use annals::storage::journal::{JournalLock, LockError};
    ///
    /// let folder = tempfile::tempdir()?;
    /// let lock = JournalLock::acquire(folder.path()).unwrap();
    /// match JournalLock::acquire(folder.path()) {
    ///     Err(LockError::HeldBy(holder)) => assert_eq!(holder.pid, Some(std::process::id())),
    ///     _ => unreachable!(),
    /// }
    /// drop(lock);
    /// assert!(JournalLock::acquire(folder.path()).is_ok());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn acquire(folder: &Path) -> Result<Self, LockError> {
        let path = folder.join(folder::LOCK);
        let mut attempt = 1;
        loop {
            folder::create(folder)?;
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false);
            let mut file = folder::open(&path, &mut options)?;
            match file.try_lock() {
                // The process that had it may have removed the file meanwhile.
                Ok(()) if is_at(&file, &path) || attempt == ATTEMPTS => {
                    // Only people need the content.
                    let _ = write_holder(&mut file);
                    return Ok(Self { _file: file, path });
                }
                Ok(()) => {}
                Err(TryLockError::WouldBlock) if attempt == ATTEMPTS => {
                    return Err(LockError::HeldBy(read_holder(&mut file)));
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                // Some network drives have no locks. A journal is worth more there than
                // the refusal of a second window.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Self { _file: file, path });
                }
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
            attempt = ATTEMPTS.min(attempt + 1);
        }
    }

    /// The process that has the journal in a folder; `None` if none has.
    #[must_use]
    pub fn holder(folder: &Path) -> Option<LockHolder> {
        let path = folder.join(folder::LOCK);
        let mut file = folder::open(&path, OpenOptions::new().read(true)).ok()?;
        match file.try_lock_shared() {
            Err(TryLockError::WouldBlock) => Some(read_holder(&mut file)),
            Ok(()) | Err(TryLockError::Error(_)) => None,
        }
    }

    /// Removes the lock file, and the folder if it is empty.
    pub(super) fn remove(self) {
        // Others may read the folder now; it is removed another time.
        let _ = fs::remove_file(&self.path);
        let _ = self.path.parent().map(fs::remove_dir);
    }
}

/// Whether the file is still the one with this path.
fn is_at(file: &File, path: &Path) -> bool {
    let at_path = fs::symlink_metadata(path);
    let both = file.metadata().and_then(|own| Ok((own, at_path?)));
    both.is_ok_and(|(own, at_path)| folder::is_same_file(&own, &at_path))
}

fn write_holder(file: &mut File) -> io::Result<()> {
    let holder = serde_json::to_string(&LockHolder::this_process())?;
    file.set_len(0)?;
    file.write_all(holder.as_bytes())
}

fn read_holder(file: &mut File) -> LockHolder {
    let mut text = String::new();
    let read = file.take(MAX_LOCK_BYTES).read_to_string(&mut text);
    let holder = read.ok().and_then(|_| serde_json::from_str(&text).ok());
    holder.unwrap_or_default()
}

/// The name of this computer.
fn host() -> Option<String> {
    #[cfg(unix)]
    let name = Some(
        rustix::system::uname()
            .nodename()
            .to_string_lossy()
            .into_owned(),
    );
    #[cfg(not(unix))]
    let name = std::env::var("COMPUTERNAME").ok();
    name
}
