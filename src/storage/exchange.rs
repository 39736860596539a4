//! The last step of replacing a file: taking the old one's place, if nobody changed it.

use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, Seek as _};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::attributes::copy_attributes;
use super::open_watch::{OpenWatch, wait_for_writers};
use super::rename::{exchange, rename_new};
use super::replace::{folder_of, has_content, is_content, sync_folder};
use super::temporary_file::TemporaryFile;
use super::termination::postpone_termination;

/// How an exchange ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Exchange {
    /// The new file is in the place of the old.
    Done,
    /// Another program used the old file at the wrong moment. It has the expected
    /// content and is in its place.
    InUse,
    /// Another program has the old file open for writing, and does not close it.
    Occupied,
    /// Another program changed or removed the old file. Its version is in place.
    Changed {
        /// A file with what a third program wrote.
        recovered: Option<PathBuf>,
    },
}

/// A file that is about to be replaced.
#[derive(Debug)]
pub(super) struct OldFile {
    file: File,
    metadata: Metadata,
    watch: OpenWatch,
}

impl OldFile {
    /// Opens the file and watches from now on what others do to it.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        // Opened before it is watched, so that this opening is not reported.
        let file = File::open(path)?;
        let watch = OpenWatch::on(path);
        Ok(Self {
            metadata: file.metadata()?,
            file,
            watch,
        })
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Whether the file has exactly these bytes. Opens nothing, so that nothing is
    /// reported.
    pub(super) fn has_content(&self, bytes: &[u8]) -> io::Result<bool> {
        (&self.file).rewind()?;
        is_content(&self.file, bytes)
    }

    /// Whether the file, which has the path `displaced` now, has the content `expected`,
    /// and nobody used it since the last call.
    fn is_unchanged(&mut self, displaced: &Path, expected: &[u8]) -> bool {
        let Ok(metadata) = fs::metadata(displaced) else {
            return false;
        };
        let is_same = file_number(&metadata) == file_number(&self.metadata);
        // A program may have renamed a file with the same content over it.
        let has_content = match is_same {
            true => self.has_content(expected),
            false => File::open(displaced).and_then(|file| is_content(&file, expected)),
        };
        // The time of an overlay file system tells of changes that its old handles do
        // not show.
        let is_touched = is_same && metadata.modified().ok() != self.metadata.modified().ok();
        has_content.unwrap_or(false) && !is_touched && !self.watch.was_used()
    }
}

/// Puts a complete temporary file in the place of the old one, whose content was
/// `expected`. The module `replace` describes what is guaranteed.
///
/// # Errors
///
/// If the system cannot do it. The old file is then in its place.
pub(super) fn exchange_with(
    mut temporary: TemporaryFile,
    target: &Path,
    mut old: OldFile,
    new: &[u8],
    expected: &[u8],
) -> io::Result<Exchange> {
    let folder = folder_of(target);
    let checksums = (crc32fast::hash(expected), crc32fast::hash(new));
    let _lock = lock_folder(folder);
    old.watch.was_used();
    if !wait_for_writers(target) {
        return Ok(Exchange::Occupied);
    }
    // Somebody may have opened it since that process was looked at.
    if old.watch.was_used() {
        return Ok(Exchange::InUse);
    }
    let _postponed = postpone_termination();
    temporary.begin_exchange(target, checksums.0, checksums.1)?;
    if let Err(error) = exchange(temporary.path(), target) {
        return match error.kind() {
            io::ErrorKind::Unsupported => {
                // Windows replaces no open file.
                drop(old);
                replace_unless_changed(temporary, target, expected)
            }
            // Another program removed the file.
            io::ErrorKind::NotFound => {
                temporary.discard();
                Ok(Exchange::Changed { recovered: None })
            }
            _ => {
                temporary.discard();
                Err(error)
            }
        };
    }
    if old.is_unchanged(temporary.path(), expected) {
        // Meanwhile a program that opened the old file just before the exchange has time
        // to be noticed.
        sync_folder(folder);
        if old.is_unchanged(temporary.path(), expected) {
            copy_late_changes(&old, &temporary);
            temporary.discard();
            return Ok(Exchange::Done);
        }
    }
    let recovered = match put_back(temporary, target) {
        Ok(temporary) => remove_our_version(temporary, new)?,
        Err(recovered) => Some(recovered?),
    };
    sync_folder(folder);
    wait_for_writers(target);
    if recovered.is_none() && has_content(target, expected).unwrap_or(false) {
        return Ok(Exchange::InUse);
    }
    Ok(Exchange::Changed { recovered })
}

/// Replaces the old file where it cannot be exchanged. Nobody notices a change between
/// the comparison and the renaming.
fn replace_unless_changed(
    temporary: TemporaryFile,
    target: &Path,
    expected: &[u8],
) -> io::Result<Exchange> {
    if !has_content(target, expected).unwrap_or(false) {
        temporary.discard();
        return Ok(Exchange::Changed { recovered: None });
    }
    let renamed = fs::rename(temporary.path(), target);
    temporary.discard();
    renamed?;
    sync_folder(folder_of(target));
    Ok(Exchange::Done)
}

/// Puts what was displaced back in its place. Returns the temporary file with what was
/// there instead, or without content; or, if it cannot be put back, the visible name
/// that it gets.
fn put_back(temporary: TemporaryFile, target: &Path) -> Result<TemporaryFile, io::Result<PathBuf>> {
    const ATTEMPTS: u32 = 100;
    for _ in 0..ATTEMPTS {
        match exchange(temporary.path(), target) {
            Ok(()) => return Ok(temporary),
            // Another program removed our version.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(_) => break,
        }
        match rename_new(temporary.path(), target) {
            Ok(()) => return Ok(temporary),
            // And then created the file again.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(_) => break,
        }
    }
    Err(temporary.keep())
}

/// Removes our version, which was in place for a moment. If a third program changed it
/// there, its version gets a visible name, which is returned.
fn remove_our_version(temporary: TemporaryFile, new: &[u8]) -> io::Result<Option<PathBuf>> {
    wait_for_writers(temporary.path());
    match has_content(temporary.path(), new) {
        Ok(true) => {
            temporary.discard();
            Ok(None)
        }
        // It is gone.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            temporary.discard();
            Ok(None)
        }
        Ok(false) | Err(_) => temporary.keep().map(Some),
    }
}

/// Copies the attributes again if they changed since they were copied.
fn copy_late_changes(old: &OldFile, temporary: &TemporaryFile) {
    let is_changed = |displaced: &File| {
        displaced
            .metadata()
            .is_ok_and(|now| has_other_rights(&now, &old.metadata))
    };
    if let Ok(displaced) = File::open(temporary.path())
        && is_changed(&displaced)
    {
        // The warnings are those of the first time.
        let _ = copy_attributes(&displaced, temporary.file());
    }
}

#[cfg(unix)]
fn has_other_rights(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let rights = |metadata: &Metadata| (metadata.mode(), metadata.uid(), metadata.gid());
    rights(one) != rights(other)
}

/// Identifies a file, where the system can.
#[cfg(unix)]
fn file_number(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn file_number(_: &Metadata) -> Option<(u64, u64)> {
    None
}

#[cfg(not(unix))]
fn has_other_rights(one: &Metadata, other: &Metadata) -> bool {
    one.permissions() != other.permissions()
}

/// Locks a folder against exchanges by other runs of the program, until the returned
/// file is dropped. Another program may have locked the folder for long, and some
/// systems cannot lock folders: then it is done without.
fn lock_folder(folder: &Path) -> Option<File> {
    const PAUSE: Duration = Duration::from_millis(5);
    const ATTEMPTS: u32 = 600;
    let file = File::open(folder).ok()?;
    for _ in 0..ATTEMPTS {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
            Err(TryLockError::Error(_)) => return None,
        }
    }
    None
}
