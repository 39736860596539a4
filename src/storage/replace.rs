//! Replaces files without losing anything: neither the old version if writing fails,
//! nor what another program writes meanwhile.
//!
//! [`replace_file`] writes a temporary file in the same folder, which only the user
//! can read, synchronises it to disk, gives it the attributes of the old file, and
//! then takes the old file's place in one step. At any moment, whatever happens, the
//! name leads to the complete old or the complete new version.
//!
//! # What is guaranteed about changes by other programs
//!
//! The caller says what it read ([`ExpectedContent`]). If the file has other content by then,
//! nothing is replaced and [`ReplaceError::Changed`] is returned. On Linux and macOS
//! the last moment is covered, too, where the file system can exchange two files
//! (`renameat2` with `RENAME_EXCHANGE`; ext4, XFS, Btrfs, tmpfs and APFS can, FAT and
//! network drives cannot): the new file is exchanged with the old, what was displaced
//! is compared with what the caller read, and if it differs, both are exchanged back.
//!
//! - *A program that replaces the file* (an editor, git, another Annals): its version is
//!   either displaced, noticed and put back, or it replaces ours later.
//! - *A program that writes into the file* and opened it before the exchange would write
//!   into the displaced file. On Linux a file that a program of the same user has open for
//!   writing is not replaced: the save waits for a second, and then fails. A program that
//!   opens the file at the last moment is noticed (`OpenWatch`) until the folder is
//!   synchronised, some milliseconds later, and the displaced file is put back, so that the
//!   program goes on writing into the right file. Not noticed are a program of another user
//!   that opened the file before the save and writes to it after the save, and a program
//!   that writes through a memory map.
//! - *A third program that writes between both exchanges* (microseconds): it changes our
//!   version, which is then taken away. Its version gets a visible name
//!   (`timeline-recovered-1.json`), which the error reports.
//! - *Several Annals* lock the folder while they save, so they never exchange at once.
//! - *A kill in between* leaves a temporary file whose name has checksums of the old and
//!   the new content. The next run removes it, or gives it a visible name if it has
//!   neither.
//!
//! On other systems and file systems the file is compared with what the caller read
//! immediately before it is replaced. A change within the microseconds between both is
//! lost.

use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::attributes::copy_attributes;
use super::exchange::{Exchange, OldFile, exchange_with};
use super::file::{require_regular, unreadable};
use super::file_error::FileError;
use super::folder_lock::lock_folder;
use super::leftovers::remove_leftovers_once;
use super::temporary_file::TemporaryFile;
use crate::language::Message;
use crate::model::visible_id;

/// What the caller knows about the file that it replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedContent<'e> {
    /// Nothing. What is there is replaced, because the user said so: an export goes over
    /// the export before it.
    Anything,
    /// There is no file.
    Absent,
    /// The file has these bytes.
    Bytes(&'e [u8]),
}

/// Why a file was not replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplaceError {
    /// Another program changed, created or removed the file. It is as that program left
    /// it. The caller can read it, apply its changes again and write again.
    Changed {
        /// A second version, if two programs wrote at the same moment: the path of a new
        /// file with it.
        recovered: Option<PathBuf>,
    },
    /// The file cannot be written. It is unchanged.
    Failed(FileError),
}

impl From<FileError> for ReplaceError {
    fn from(error: FileError) -> Self {
        Self::Failed(error)
    }
}

impl From<ReplaceError> for FileError {
    fn from(error: ReplaceError) -> Self {
        match error {
            ReplaceError::Failed(error) => error,
            ReplaceError::Changed { recovered } => {
                let error = Self::new(Message::new("file-changed-meanwhile"));
                match recovered {
                    None => error.with_hint(Message::new("file-changed-meanwhile-hint")),
                    Some(path) => error.with_hint(about_path("file-changed-twice-hint", &path)),
                }
            }
        }
    }
}

/// The mode of a file that did not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NewFile {
    /// As of any file that a program creates.
    Usual,
    /// Only the user can read and write it.
    Private,
}

/// Replaces a file by new content if it is what the caller expects, or creates it.
///
/// A symbolic link keeps pointing to the file. Owner, group, mode, access control list
/// and extended attributes stay; the returned warnings say which could not. See the
/// documentation of the module for what is guaranteed.
///
/// # Errors
///
/// [`ReplaceError::Changed`] if the file is not what is expected, or
/// [`ReplaceError::Failed`] if it is no regular file, if the user may not write it, if
/// it is a link that leads nowhere, or if the system cannot write it.
pub fn replace_file(
    path: &Path,
    bytes: &[u8],
    expected: ExpectedContent<'_>,
) -> Result<Vec<Message>, ReplaceError> {
    replace(path, bytes, expected, NewFile::Usual)
}

/// Writes a file whatever it had before. Returns warnings as [`replace_file`].
///
/// # Errors
///
/// As [`ReplaceError::Failed`] of [`replace_file`].
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<Vec<Message>, FileError> {
    Ok(replace(
        path,
        bytes,
        ExpectedContent::Anything,
        NewFile::Usual,
    )?)
}

pub(super) fn replace(
    path: &Path,
    bytes: &[u8],
    expected: ExpectedContent<'_>,
    new_file: NewFile,
) -> Result<Vec<Message>, ReplaceError> {
    let target = follow_links(path)?;
    let _lock = lock_folder(folder_of(&target));
    replace_locked(&target, bytes, expected, new_file)
}

/// Does the same with the file that [`follow_links`] returned, in a locked folder.
pub(super) fn replace_locked(
    target: &Path,
    bytes: &[u8],
    expected: ExpectedContent<'_>,
    new_file: NewFile,
) -> Result<Vec<Message>, ReplaceError> {
    // Each attempt ends because another program has the file open at the wrong moment.
    const ATTEMPTS: u32 = 10;
    let recovered = remove_leftovers_once(folder_of(target));
    for _ in 0..ATTEMPTS {
        if let Some(mut warnings) = try_to_replace(target, bytes, expected, new_file)? {
            let recovered = recovered.iter();
            warnings.extend(recovered.map(|path| about_path("file-recovered", path)));
            return Ok(warnings);
        }
    }
    Err(ReplaceError::Changed { recovered: None })
}

/// Returns `None` if it should be tried again.
fn try_to_replace(
    target: &Path,
    bytes: &[u8],
    expected: ExpectedContent<'_>,
    new_file: NewFile,
) -> Result<Option<Vec<Message>>, ReplaceError> {
    const CHANGED: ReplaceError = ReplaceError::Changed { recovered: None };
    let refuse = |error: io::Error| unwritable(&error);
    let old = match fs::metadata(target) {
        Ok(metadata) => {
            require_regular(&metadata)?;
            require_writable(target, &metadata)?;
            // Its attributes cannot be copied without reading it.
            Some(OldFile::open(target).map_err(|error| unreadable(target, &error))?)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(refuse(error).into()),
    };
    let is_expected = match (expected, &old) {
        (ExpectedContent::Anything, _) => true,
        (ExpectedContent::Absent, old) => old.is_none(),
        (ExpectedContent::Bytes(_), None) => false,
        (ExpectedContent::Bytes(bytes), Some(old)) => old.has_content(bytes).map_err(refuse)?,
    };
    if !is_expected {
        return Err(CHANGED);
    }
    let folder = folder_of(target);
    let temporary = TemporaryFile::create_in(folder).map_err(refuse)?;
    temporary.file().write_all(bytes).map_err(refuse)?;
    let warnings = match (&old, new_file) {
        (Some(old), _) => copy_attributes(old.file(), temporary.file()),
        (None, NewFile::Private) => Ok(Vec::new()),
        (None, NewFile::Usual) => give_usual_attributes(folder, temporary.file()),
    };
    let warnings = warnings.map_err(refuse)?;
    temporary.file().sync_all().map_err(refuse)?;
    match (expected, old) {
        (ExpectedContent::Bytes(read), Some(old)) => {
            return match exchange_with(temporary, target, old, bytes, read).map_err(refuse)? {
                Exchange::Done => Ok(Some(warnings)),
                Exchange::InUse => Ok(None),
                Exchange::Occupied => {
                    let error = FileError::new(Message::new("file-in-use"));
                    Err(error.with_hint(Message::new("file-in-use-hint")).into())
                }
                Exchange::Changed { recovered } => Err(ReplaceError::Changed { recovered }),
            };
        }
        (ExpectedContent::Absent, _) => match temporary.rename_to_new(target) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(CHANGED),
            outcome => outcome.map_err(refuse)?,
        },
        (_, old) => {
            // Windows replaces no open file.
            drop(old);
            temporary.rename_to(target).map_err(refuse)?;
        }
    }
    sync_folder(folder);
    Ok(Some(warnings))
}

/// The file that a path leads to, which need not exist.
pub(super) fn follow_links(path: &Path) -> Result<PathBuf, FileError> {
    match fs::canonicalize(path) {
        Ok(target) => Ok(target),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritable(&error)),
        // A link whose file is missing: its disk may only be disconnected.
        Err(_) if path.is_symlink() => Err(FileError::new(Message::new("file-dangling-link"))
            .with_hint(Message::new("file-dangling-link-hint"))),
        Err(_) if path.file_name().is_none() => Err(FileError::new(Message::new("file-is-folder"))),
        Err(_) => Ok(path.to_owned()),
    }
}

/// Refuses a file that its user may not write, although the user may replace it: the
/// rights of the folder would be enough.
fn require_writable(path: &Path, metadata: &Metadata) -> Result<(), FileError> {
    let read_only = || {
        FileError::new(Message::new("file-read-only"))
            .with_hint(Message::new("file-read-only-hint"))
    };
    // Root may write everything, but protects files in this way.
    if metadata.permissions().readonly() {
        return Err(read_only());
    }
    #[cfg(unix)]
    {
        use rustix::fs::{Access, AtFlags, CWD, accessat};
        use rustix::io::Errno;
        match accessat(CWD, path, Access::WRITE_OK, AtFlags::EACCESS) {
            Err(Errno::ACCESS) => {
                let error = FileError::new(Message::new("file-not-permitted"));
                return Err(error.with_hint(Message::new("file-read-only-hint")));
            }
            // A file that cannot be changed (chattr(1)), or a read-only disk.
            Err(Errno::PERM | Errno::ROFS) => return Err(read_only()),
            // Where it cannot be asked, writing says it.
            Ok(()) | Err(_) => {}
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Whether a file has exactly these bytes.
pub(super) fn has_content(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    is_content(&File::open(path)?, bytes)
}

/// Whether an open file has exactly these bytes from its position on.
pub(super) fn is_content(mut file: &File, bytes: &[u8]) -> io::Result<bool> {
    use std::io::Read as _;
    if file.metadata()?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut buffer = vec![0; 1 << 16];
    let mut rest = bytes;
    loop {
        let length = file.read(&mut buffer)?;
        match rest.split_at_checked(length) {
            Some((first, others)) if first == &buffer[..length] => rest = others,
            _ => return Ok(false),
        }
        if length == 0 {
            return Ok(rest.is_empty());
        }
    }
}

/// Gives a file the mode and the access control list that a new file in this folder
/// gets, which depend on the process (umask(2)) and on the folder.
fn give_usual_attributes(folder: &Path, file: &File) -> io::Result<Vec<Message>> {
    let sample = TemporaryFile::create_sample_in(folder)?;
    copy_attributes(sample.file(), file)
}

/// The folder of a file.
pub(super) fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Synchronises new names to disk. Only Unix can open folders for that, and some folders
/// cannot be opened or synchronised; the system then saves the names when it chooses.
pub(super) fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

fn unwritable(error: &io::Error) -> FileError {
    FileError::new(match error.kind() {
        io::ErrorKind::PermissionDenied => Message::new("file-unwritable"),
        io::ErrorKind::NotFound => Message::new("file-no-folder"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Message::new("file-disk-full"),
        _ => Message::new("file-write-failed").with("error", error.to_string()),
    })
}

fn about_path(id: &'static str, path: &Path) -> Message {
    Message::new(id).with("path", &*visible_id(&path.to_string_lossy()))
}
