//! The journal file: reads it once, appends to it, and writes it anew.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::base_copy::{self, BaseSource};
use super::encoding::{LinePosition, write_header, write_record};
use super::folder::{self, JOURNAL, JOURNAL_TEMPORARY, JOURNAL_UNREAD};
use super::lock::{JournalLock, LockError, LockHolder};
use super::record::{JournalRecord, JournalState};
use super::replay::{MAX_JOURNAL_BYTES, Replay, ReplayError, replay_lines};
use crate::language::Message;
use crate::model::Digest;
use crate::storage::FileError;

/// A journal below this size is not compacted.
const MIN_COMPACTED_BYTES: u64 = 1 << 20;

/// A journal is compacted when it has grown by this factor.
const COMPACTION_FACTOR: u64 = 4;

/// Lines beyond this size that could not be written are dropped, and the whole file
/// is written instead.
const MAX_UNWRITTEN_BYTES: usize = 16 << 20;

/// The journal of one timeline.
///
/// A journal that cannot be written goes on in memory. Every method that writes tries
/// to write everything that is not on disk yet.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    /// Absent where the folder cannot be written; then each attempt to write tries to
    /// get it.
    lock: Option<JournalLock>,
    state: JournalState,
    ended_early: Option<ReplayError>,
    last_written: Option<SystemTime>,
    /// Open once something was written.
    file: Option<File>,
    /// The length of the complete records on disk.
    length: u64,
    /// The position of the next line.
    position: LinePosition,
    /// The length after the last compaction; 0 if it is not known.
    compacted_length: u64,
    /// Lines that are in no file yet.
    unwritten: Vec<u8>,
    /// Whether the file has to be written anew, because it is missing, damaged, too
    /// long, or not certainly on disk.
    needs_rewrite: bool,
    /// Whether lines are in the file, but perhaps not on disk.
    needs_sync: bool,
    /// Whether the file on disk has records that were not read.
    has_unread_file: bool,
    /// Where the file with a digest is.
    base_source: Option<(Digest, BaseSource)>,
    /// The digest of the file whose copy is stored.
    stored_base: Option<Digest>,
}

impl Journal {
    /// Locks and reads the journal in a folder. There need not be one; where the
    /// folder cannot be written, the journal is in memory.
    ///
    /// # Errors
    ///
    /// The process that edits the timeline, if there is one.
    pub fn open(folder: &Path) -> Result<Self, LockHolder> {
        let lock = match JournalLock::acquire(folder) {
            Ok(lock) => Some(lock),
            Err(LockError::HeldBy(holder)) => return Err(holder),
            Err(LockError::Failed(_)) => None,
        };
        let (replay, last_written) = read(folder);
        let stored_base = replay.state.base.as_ref().map(|base| base.digest);
        let stored_base = stored_base.filter(|digest| folder::base_path(folder, *digest).is_file());
        let has_unread_file = replay.ended_early.is_some();
        Ok(Self {
            folder: folder.to_path_buf(),
            lock,
            needs_rewrite: has_unread_file || replay.length == 0,
            state: replay.state,
            has_unread_file,
            ended_early: replay.ended_early,
            last_written,
            file: None,
            length: replay.length,
            position: replay.position,
            compacted_length: 0,
            unwritten: Vec::new(),
            needs_sync: false,
            base_source: None,
            stored_base,
        })
    }

    /// The state after all records.
    #[must_use]
    pub const fn state(&self) -> &JournalState {
        &self.state
    }

    /// The folder of the journal.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Why records at the end of the file could not be read. The next write moves
    /// that file to `journal.unread`.
    #[must_use]
    pub const fn ended_early(&self) -> Option<&ReplayError> {
        self.ended_early.as_ref()
    }

    /// When the journal was last written before it was opened.
    #[must_use]
    pub const fn last_written(&self) -> Option<SystemTime> {
        self.last_written
    }

    /// The copy of the file that the changes start from. `None` if there is none, or
    /// if it is damaged: then the changes fit only a file with the digest of the base.
    #[must_use]
    pub fn base_copy(&self) -> Option<Vec<u8>> {
        base_copy::load(&self.folder, self.state.base.as_ref()?.digest)
    }

    /// Gives the file that changes start from once a [`JournalRecord::Base`] has its
    /// digest. It is copied with the first pending change.
    pub fn set_base_copy(&mut self, digest: Digest, source: BaseSource) {
        self.base_source = Some((digest, source));
    }

    /// Adds records and has them on disk when it returns.
    ///
    /// # Errors
    ///
    /// [`FileError`] if they are in memory only. The next call tries again.
    pub fn append(
        &mut self,
        records: impl IntoIterator<Item = JournalRecord>,
    ) -> Result<(), FileError> {
        self.write(records)?;
        self.sync()
    }

    /// Adds records to the file, where they survive the end of the process but not of
    /// the power, until [`Journal::sync`] returns.
    ///
    /// # Errors
    ///
    /// As [`Journal::append`].
    pub fn write(
        &mut self,
        records: impl IntoIterator<Item = JournalRecord>,
    ) -> Result<(), FileError> {
        for record in records {
            self.add(record);
        }
        self.acquire_lock()?;
        self.write_lines().map_err(|error| write_error(&error))
    }

    /// Has everything on disk when it returns, with a copy of the file that pending
    /// changes start from.
    ///
    /// # Errors
    ///
    /// As [`Journal::append`].
    pub fn sync(&mut self) -> Result<(), FileError> {
        self.acquire_lock()?;
        self.write_lines()
            .and_then(|()| self.sync_lines())
            .and_then(|()| self.store_base_copy())
            .map_err(|error| write_error(&error))
    }

    /// Moves the journal to the folder of another path, because the timeline was
    /// moved or saved there. A journal in that folder is replaced; one with records
    /// stays as `journal.unread`.
    ///
    /// # Errors
    ///
    /// [`FileError`] if another process has the journal of that path, or if it cannot
    /// be written. Then nothing has changed.
    pub fn move_to(&mut self, folder: &Path, path: &Path) -> Result<(), FileError> {
        if folder == self.folder {
            return Ok(());
        }
        let lock = acquire(folder)?;
        let mut moved = Self {
            folder: folder.to_path_buf(),
            lock: Some(lock),
            state: self.state.clone(),
            ended_early: None,
            last_written: self.last_written,
            file: None,
            length: 0,
            position: LinePosition::default(),
            compacted_length: 0,
            unwritten: Vec::new(),
            needs_rewrite: true,
            needs_sync: false,
            has_unread_file: read(folder).0.state.has_unsaved_work(),
            base_source: self.base_source.clone(),
            stored_base: None,
        };
        if let Some(base) = &mut moved.state.base {
            base.path = Some(path.to_path_buf());
            let copy = folder::base_path(&self.folder, base.digest);
            if moved.base_source.is_none() && copy.is_file() {
                moved.base_source = Some((base.digest, BaseSource::File(copy)));
            }
        }
        moved.sync()?;
        std::mem::replace(self, moved).remove();
        Ok(())
    }

    /// Removes the journal from disk.
    fn remove(mut self) {
        if let Some(lock) = self.lock.take()
            && folder::remove_files(&self.folder).is_ok()
        {
            lock.remove();
        }
    }

    /// Applies a record and keeps its line until it is written.
    fn add(&mut self, record: JournalRecord) {
        // What is discarded should not stay on disk.
        self.needs_rewrite |= record == JournalRecord::Discard;
        if !self.needs_rewrite {
            match write_record(self.position, &record, &self.state, &mut self.unwritten) {
                Ok(after) => self.position = after,
                Err(_) => self.needs_rewrite = true,
            }
            self.needs_rewrite |= self.unwritten.len() > MAX_UNWRITTEN_BYTES;
        }
        if self.needs_rewrite {
            self.unwritten = Vec::new();
        }
        self.state.apply(record);
    }

    fn acquire_lock(&mut self) -> Result<(), FileError> {
        if self.lock.is_none() {
            self.lock = Some(acquire(&self.folder)?);
        }
        Ok(())
    }

    /// Brings all records into the file.
    fn write_lines(&mut self) -> io::Result<()> {
        self.open_file();
        if self.needs_rewrite {
            return self.rewrite();
        }
        if self.unwritten.is_empty() {
            return Ok(());
        }
        let length = self.length + self.unwritten.len() as u64;
        let limit = MIN_COMPACTED_BYTES.max(self.compacted_length * COMPACTION_FACTOR);
        // Without space for a second file, the first may still grow.
        if length > limit && self.rewrite().is_ok() {
            return Ok(());
        }
        if length > MAX_JOURNAL_BYTES {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let file = self.file.as_mut().ok_or(io::ErrorKind::NotFound)?;
        if file.metadata()?.len() != self.length {
            // A record that could not be written completely.
            file.set_len(self.length)?;
        }
        file.write_all(&self.unwritten)?;
        self.length = length;
        self.unwritten.clear();
        self.needs_sync = true;
        Ok(())
    }

    /// Opens the file that was read, and notices if it is not what was written.
    fn open_file(&mut self) {
        if self.needs_rewrite {
            return;
        }
        let path = self.folder.join(JOURNAL);
        if self.file.is_none() {
            self.file = folder::open(&path, OpenOptions::new().append(true)).ok();
        }
        let own = self.file.as_ref().and_then(|file| file.metadata().ok());
        let at_path = fs::symlink_metadata(&path).ok();
        let is_current = own.zip(at_path).is_some_and(|(own, at_path)| {
            folder::is_same_file(&own, &at_path) && own.len() >= self.length
        });
        if !is_current {
            self.needs_rewrite = true;
            self.unwritten = Vec::new();
        }
    }

    /// Writes the state to a new file, which replaces the old one.
    fn rewrite(&mut self) -> io::Result<()> {
        folder::create(&self.folder)?;
        let temporary = self.folder.join(JOURNAL_TEMPORARY);
        let mut file = folder::create_anew(&temporary)?;
        let written = self
            .write_snapshot(&mut file)
            .and_then(|written| self.replace_file(&temporary).map(|()| written));
        let (length, position) = written.inspect_err(|_| {
            let _ = fs::remove_file(&temporary);
        })?;
        self.file = Some(file);
        self.length = length;
        self.compacted_length = length;
        self.position = position;
        self.unwritten = Vec::new();
        (self.needs_rewrite, self.needs_sync) = (false, false);
        Ok(())
    }

    /// Writes the records of the state, on disk when it returns. Returns the length
    /// and the position of the next line.
    fn write_snapshot(&self, file: &mut File) -> io::Result<(u64, LinePosition)> {
        let mut written = JournalState::default();
        let mut length = 0;
        let mut lines = Vec::new();
        let mut position = write_header(&mut lines)?;
        for record in self.state.snapshot() {
            position = write_record(position, &record, &written, &mut lines)?;
            written.apply(record);
            if lines.len() > MAX_UNWRITTEN_BYTES {
                file.write_all(&lines)?;
                length += lines.len() as u64;
                lines.clear();
            }
        }
        file.write_all(&lines)?;
        length += lines.len() as u64;
        if length > MAX_JOURNAL_BYTES {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        file.sync_all()?;
        Ok((length, position))
    }

    fn replace_file(&mut self, temporary: &Path) -> io::Result<()> {
        let path = self.folder.join(JOURNAL);
        if self.has_unread_file {
            let unread = self.folder.join(JOURNAL_UNREAD);
            folder::remove_if_there(&unread)?;
            // A second name first, so that there is a journal at any moment.
            let renamed = fs::hard_link(&path, &unread).or_else(|_| fs::rename(&path, &unread));
            if let Err(error) = renamed
                && error.kind() != io::ErrorKind::NotFound
            {
                return Err(error);
            }
            self.has_unread_file = false;
        }
        fs::rename(temporary, &path)?;
        folder::sync(&self.folder);
        Ok(())
    }

    fn sync_lines(&mut self) -> io::Result<()> {
        if self.needs_sync
            && let Some(file) = &self.file
        {
            // After a failure the system may forget what was not on disk, and report
            // success the next time.
            file.sync_data()
                .inspect_err(|_| self.needs_rewrite = true)?;
            self.needs_sync = false;
        }
        Ok(())
    }

    /// Copies the file that pending changes start from, once.
    fn store_base_copy(&mut self) -> io::Result<()> {
        let Some(digest) = self.state.base.as_ref().map(|base| base.digest) else {
            return Ok(());
        };
        if self.state.pending.is_empty() {
            // Without steps it is not needed again soon.
            if self.stored_base != Some(digest) || self.state.steps.is_empty() {
                self.stored_base = None;
                base_copy::remove_others(&self.folder, None);
            }
            return Ok(());
        }
        if self.stored_base != Some(digest)
            && let Some((of, source)) = &self.base_source
            && *of == digest
        {
            let is_stored = base_copy::store(&self.folder, digest, source)?;
            if is_stored {
                self.stored_base = Some(digest);
                base_copy::remove_others(&self.folder, Some(digest));
            }
            self.base_source = None;
        }
        Ok(())
    }
}

impl Drop for Journal {
    /// Leaves nothing of a journal without content.
    fn drop(&mut self) {
        if self.state.is_empty()
            && !self.has_unread_file
            && let Some(lock) = self.lock.take()
            && folder::remove_files(&self.folder).is_ok()
        {
            lock.remove();
        }
    }
}

fn acquire(folder: &Path) -> Result<JournalLock, FileError> {
    JournalLock::acquire(folder).map_err(|error| match error {
        LockError::HeldBy(holder) => at_risk(holder.message()),
        LockError::Failed(error) => write_error(&error),
    })
}

/// Reads the journal in a folder, and when it was written.
pub(super) fn read(folder: &Path) -> (Replay, Option<SystemTime>) {
    read_beginning(folder, MAX_JOURNAL_BYTES)
}

/// Reads the first bytes of a journal.
pub(super) fn read_beginning(folder: &Path, limit: u64) -> (Replay, Option<SystemTime>) {
    use io::ErrorKind::{NotADirectory, NotFound};
    let failed = |error| {
        let replay = Replay {
            ended_early: Some(error),
            ..Replay::default()
        };
        (replay, None)
    };
    let path = folder.join(JOURNAL);
    match fs::symlink_metadata(&path) {
        // Something else may be in the place of a folder above it.
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => {
            return (Replay::default(), None);
        }
        Err(error) => return failed(ReplayError::Unreadable(error.to_string())),
        Ok(metadata) if !metadata.is_file() || folder::refuse_link(folder).is_err() => {
            return failed(ReplayError::NoFile);
        }
        Ok(metadata) if metadata.len() > MAX_JOURNAL_BYTES => return failed(ReplayError::TooLarge),
        Ok(_) => {}
    }
    let opened = folder::open(&path, OpenOptions::new().read(true));
    match opened.and_then(|file| Ok((file.metadata()?, file))) {
        Err(error) => failed(ReplayError::Unreadable(error.to_string())),
        Ok((metadata, file)) => (
            replay_lines(BufReader::new(file), limit),
            metadata.modified().ok(),
        ),
    }
}

/// Says that work would be lost if the program stopped, and why.
fn write_error(error: &io::Error) -> FileError {
    use io::ErrorKind::{
        FileTooLarge, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
    };
    at_risk(match error.kind() {
        StorageFull | QuotaExceeded | FileTooLarge => Message::new("journal-disk-full"),
        PermissionDenied | ReadOnlyFilesystem => Message::new("journal-not-permitted"),
        _ => Message::new("journal-failed").with("error", error.to_string()),
    })
}

fn at_risk(message: Message) -> FileError {
    FileError::new(message).with_hint(Message::new("journal-risk-hint"))
}
