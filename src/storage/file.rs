//! Reads whole files, and replaces them atomically.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::file_error::FileError;
use super::preflight::{MAX_TIMELINE_BYTES, too_large};
use crate::language::Message;
use crate::model::visible_id;

/// The metadata by which a change of a file is noticed without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Device and inode, if the system has them: they differ after a file was
    /// replaced by renaming.
    identity: Option<(u64, u64)>,
}

impl Stamp {
    /// The stamp of a file as it is now; `None` if it cannot be read.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        fs::metadata(path)
            .ok()
            .map(|metadata| Self::from(&metadata))
    }

    /// Length, time of the last change, device and inode.
    pub(super) const fn parts(&self) -> (u64, Option<SystemTime>, Option<(u64, u64)>) {
        (self.length, self.modified, self.identity)
    }
}

impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt as _;
            Some((metadata.dev(), metadata.ino()))
        };
        #[cfg(not(unix))]
        let identity = None;
        Self {
            length: metadata.len(),
            modified: metadata.modified().ok(),
            identity,
        }
    }
}

/// Reads the file of a timeline, up to 1 GiB. Reads a file that is being written
/// again until it is complete, a few times at most.
///
/// # Errors
///
/// [`FileError`] if there is no such file, if it is a folder, a pipe or a device, if
/// it is too large, or if the system does not permit reading it.
pub fn read_file(path: &Path) -> Result<(Vec<u8>, Stamp), FileError> {
    read_up_to(path, MAX_TIMELINE_BYTES, too_large)
}

/// Does the same with another limit, and another error for a larger file.
///
/// # Errors
///
/// As [`read_file`].
pub fn read_up_to(
    path: &Path,
    limit: u64,
    too_large: impl Fn() -> FileError,
) -> Result<(Vec<u8>, Stamp), FileError> {
    let mut attempt = 1;
    loop {
        let (bytes, before, after) = read_once(path, limit, &too_large)?;
        // If the file was written meanwhile, the bytes may be half old, half new. One
        // that is always written (a log) is taken as it is in the end.
        if before == after || attempt == READ_ATTEMPTS {
            return Ok((bytes, before));
        }
        attempt += 1;
        std::thread::sleep(READ_PAUSE);
    }
}

/// How often a file is read that changes meanwhile.
const READ_ATTEMPTS: u32 = 4;

/// How long to wait before reading it again.
const READ_PAUSE: Duration = Duration::from_millis(20);

/// The bytes of a file, and its stamps before and after reading.
fn read_once(
    path: &Path,
    limit: u64,
    too_large: impl Fn() -> FileError,
) -> Result<(Vec<u8>, Stamp, Stamp), FileError> {
    let unreadable = |error: io::Error| unreadable(path, &error);
    // Checked before it is opened, because opening a pipe waits for its writer.
    require_regular(&fs::metadata(path).map_err(unreadable)?)?;
    let mut file = File::open(path).map_err(unreadable)?;
    let before = file.metadata().map_err(unreadable)?;
    require_regular(&before)?;
    if before.len() > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(before.len()).unwrap_or(0));
    // Limited again, because the file may grow while it is read.
    (&mut file)
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(too_large());
    }
    let after = file.metadata().map_err(unreadable)?;
    Ok((bytes, Stamp::from(&before), Stamp::from(&after)))
}

fn require_regular(metadata: &Metadata) -> Result<(), FileError> {
    if metadata.is_dir() {
        Err(FileError::new(Message::new("file-is-folder")))
    } else if metadata.is_file() {
        Ok(())
    } else {
        Err(FileError::new(Message::new("file-is-device")))
    }
}

fn unreadable(path: &Path, error: &io::Error) -> FileError {
    match error.kind() {
        io::ErrorKind::NotFound => {
            let error = FileError::new(Message::new("file-not-found"));
            match missing_folder(path) {
                Some(folder) => {
                    let folder = folder.to_string_lossy();
                    let hint = Message::new("file-folder-hint");
                    error.with_hint(hint.with("folder", &*visible_id(&folder)))
                }
                None => error,
            }
        }
        io::ErrorKind::NotADirectory => {
            FileError::new(Message::new("file-not-found")).with_hint(Message::new("file-path-hint"))
        }
        io::ErrorKind::PermissionDenied => FileError::new(Message::new("file-unreadable")),
        _ => FileError::new(Message::new("file-read-failed").with("error", error.to_string())),
    }
}

fn missing_folder(path: &Path) -> Option<&Path> {
    let folder = path.parent()?;
    (!folder.as_os_str().is_empty() && !folder.exists()).then_some(folder)
}

/// Replaces a file atomically: whatever happens, it has either its old or its new
/// content. The bytes are written to a new file in the same folder, synchronised to
/// disk and renamed. Permissions stay, and a link keeps pointing to the file.
///
/// # Errors
///
/// [`FileError`] if the path is something other than a file, if the file is
/// read-only, or if the system does not permit writing it.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let refuse = |error: &io::Error| match error.kind() {
        io::ErrorKind::PermissionDenied => FileError::new(Message::new("file-unwritable")),
        io::ErrorKind::NotFound => FileError::new(Message::new("file-no-folder")),
        io::ErrorKind::StorageFull => FileError::new(Message::new("file-disk-full")),
        _ => FileError::new(Message::new("file-write-failed").with("error", error.to_string())),
    };
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let existing = match fs::metadata(&target) {
        Ok(metadata) => {
            require_regular(&metadata)?;
            if metadata.permissions().readonly() {
                return Err(FileError::new(Message::new("file-read-only"))
                    .with_hint(Message::new("file-read-only-hint")));
            }
            Some(metadata)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(refuse(&error)),
    };
    let (temporary, file) = create_beside(&target).map_err(|error| refuse(&error))?;
    let outcome = fill(&file, existing.as_ref(), bytes).and_then(|()| {
        drop(file);
        fs::rename(&temporary, &target)
    });
    if let Err(error) = outcome {
        // A file that is left over has no use, so a failure does not matter.
        let _ = fs::remove_file(&temporary);
        return Err(refuse(&error));
    }
    // The file is written. Some folders cannot be synchronised; the system then
    // saves the new name when it chooses.
    let _ = sync_folder(&target);
    Ok(())
}

/// Replaces a file atomically, unless it changed since it was read.
///
/// # Errors
///
/// [`FileError`] if the file no longer has this stamp, or as with
/// [`write_atomically`].
pub fn write_unless_changed(path: &Path, bytes: &[u8], stamp: Stamp) -> Result<(), FileError> {
    if Stamp::of(path) != Some(stamp) {
        return Err(FileError::new("The file has changed since it was read")
            .with_hint("Nothing was written. Run the command again."));
    }
    write_atomically(path, bytes)
}

fn fill(mut file: &File, existing: Option<&Metadata>, bytes: &[u8]) -> io::Result<()> {
    // Permissions first, so that a private file is never readable, not even for a
    // moment.
    if let Some(existing) = existing {
        file.set_permissions(existing.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

/// Creates a new file in the same folder under an unused name. It is short, because
/// the file's own name may have the maximal length.
fn create_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    const ATTEMPTS: u32 = 100;
    if target.file_name().is_none() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it has no name",
        ));
    }
    let mut outcome = Err(io::Error::from(io::ErrorKind::AlreadyExists));
    for attempt in 0..ATTEMPTS {
        let temporary =
            target.with_file_name(format!(".annals-{}-{attempt}.tmp", std::process::id()));
        outcome = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&temporary)
            .map(|file| (temporary, file));
        match &outcome {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            _ => break,
        }
    }
    outcome
}

/// Synchronises the new name to disk. Only Unix can open folders for that.
fn sync_folder(target: &Path) -> io::Result<()> {
    if cfg!(unix)
        && let Some(folder) = target.parent()
        && !folder.as_os_str().is_empty()
    {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unreadable_file_is_an_error_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let message = |path: &Path| read_file(path).unwrap_err().message;
        assert!(message(folder.path()).text().contains("folder"));
        assert!(
            message(&folder.path().join("none.json"))
                .text()
                .contains("no such file")
        );
        let nowhere = read_file(&folder.path().join("no/none.json")).unwrap_err();
        assert!(nowhere.hint.unwrap().text().contains("does not exist"));
        let file = folder.path().join("a.json");
        fs::write(&file, "12345").unwrap();
        let small = read_up_to(&file, 4, || FileError::new("too large"));
        assert_eq!(small.unwrap_err().message.text(), "too large");
        assert_eq!(read_up_to(&file, 5, too_large).unwrap().0, b"12345");
        assert!(message(&file.join("below")).text().contains("no such file"));
    }

    #[test]
    fn a_file_that_is_being_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "old").unwrap();
        let writer = std::thread::spawn({
            let path = path.clone();
            move || {
                // Takes longer than reading the file once.
                let mut file = OpenOptions::new().append(true).open(path).unwrap();
                for _ in 0..200 {
                    file.write_all(&vec![b'x'; 1 << 16]).unwrap();
                }
            }
        });
        // Reading always ends, and the bytes agree with the stamp.
        while !writer.is_finished() {
            let (bytes, stamp) = read_file(&path).unwrap();
            assert!(bytes.len() as u64 >= stamp.length);
        }
        writer.join().unwrap();
        let (bytes, stamp) = read_file(&path).unwrap();
        assert_eq!(bytes.len() as u64, stamp.length);
        assert_eq!(bytes.len(), 3 + 200 * (1 << 16));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_refused_without_waiting() {
        let refusal = read_file(Path::new("/dev/zero")).unwrap_err();
        assert!(refusal.message.text().contains("device"), "{refusal}");
    }

    #[test]
    fn replacing_a_file_leaves_no_temporary_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        write_atomically(&file, b"one").unwrap();
        let before = Stamp::of(&file);
        write_atomically(&file, b"two").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        if cfg!(unix) {
            assert_ne!(Stamp::of(&file), before);
        }
        let nowhere = write_atomically(&folder.path().join("no/a.json"), b"").unwrap_err();
        assert!(nowhere.message.text().contains("does not exist"));
        assert!(write_atomically(folder.path(), b"").is_err());
    }

    #[test]
    fn a_file_that_changed_since_it_was_read_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "one").unwrap();
        let (_, stamp) = read_file(&path).unwrap();
        write_unless_changed(&path, b"two", stamp).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");

        fs::write(&path, "other words").unwrap();
        let error = write_unless_changed(&path, b"three", stamp).unwrap_err();
        assert!(error.message.text().contains("has changed"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"other words");
        fs::remove_file(&path).unwrap();
        write_unless_changed(&path, b"three", stamp).unwrap_err();
        assert!(!path.exists());
    }

    #[test]
    fn a_file_name_of_maximal_length_can_be_written() {
        let folder = tempfile::tempdir().unwrap();
        // 255 bytes, the maximum on Linux.
        let path = folder.path().join("ក".repeat(85));
        write_atomically(&path, b"one").unwrap();
        write_atomically(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_in_an_unreadable_folder_can_be_written() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let closed = folder.path().join("closed");
        fs::create_dir(&closed).unwrap();
        // Files can be created in it but not listed, so it cannot be opened for
        // synchronising, except by root.
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o300)).unwrap();
        let path = closed.join("a.json");
        let written = write_atomically(&path, b"one");
        let read = fs::read(&path).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!((written, read.as_slice()), (Ok(()), &b"one"[..]));
    }

    #[cfg(unix)]
    #[test]
    fn replacing_a_file_keeps_permissions_and_links() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        fs::write(&file, "one").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path().join("link.json");
        symlink(&file, &link).unwrap();
        write_atomically(&link, b"two").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o640
        );
        fs::set_permissions(&file, fs::Permissions::from_mode(0o440)).unwrap();
        let refusal = write_atomically(&file, b"three").unwrap_err();
        assert!(refusal.message.text().contains("read-only"));
    }
}
