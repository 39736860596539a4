//! Files: read whole, written whole or not at all.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::file_error::FileError;
use super::preflight::{MAX_TIMELINE_BYTES, too_large};
use crate::model::visible_id;

/// What tells one state of a file from the next, without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Device and inode, where the system has them: a file that was replaced
    /// by renaming has others.
    identity: Option<(u64, u64)>,
}

impl Stamp {
    /// The stamp of a file as it is now; `None` where there is none to be
    /// seen.
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

/// Reads a timeline's file, up to 1 GiB. One that is being written to is given
/// a moment to become whole.
///
/// # Errors
///
/// [`FileError`] where there is no such file, where it is none that can be read
/// to an end (a folder, a pipe, a device), where it is too large, or where the
/// system does not let it be read.
pub fn read_file(path: &Path) -> Result<(Vec<u8>, Stamp), FileError> {
    read_up_to(path, MAX_TIMELINE_BYTES, too_large)
}

/// The same with another limit, and the refusal of what exceeds it.
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
        // Written to meanwhile, the bytes are half old, half new. A writer that
        // never rests (a log) is taken as it is in the end.
        if before == after || attempt == READ_ATTEMPTS {
            return Ok((bytes, before));
        }
        attempt += 1;
        std::thread::sleep(READ_PAUSE);
    }
}

/// How often a file is read that changes while it is read.
const READ_ATTEMPTS: u32 = 4;

/// How long its writer is given each time.
const READ_PAUSE: Duration = Duration::from_millis(20);

/// The bytes of a file, and its stamps before and after they were read.
fn read_once(
    path: &Path,
    limit: u64,
    too_large: impl Fn() -> FileError,
) -> Result<(Vec<u8>, Stamp, Stamp), FileError> {
    let unreadable = |error: io::Error| unreadable(path, &error);
    // Looked at before it is opened: opening a pipe waits for its writer.
    require_regular(&fs::metadata(path).map_err(unreadable)?)?;
    let mut file = File::open(path).map_err(unreadable)?;
    let before = file.metadata().map_err(unreadable)?;
    require_regular(&before)?;
    if before.len() > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(before.len()).unwrap_or(0));
    // And again while reading: a file may grow meanwhile.
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
        Err(FileError::new("This is a folder, not a file"))
    } else if metadata.is_file() {
        Ok(())
    } else {
        Err(FileError::new(
            "This is a pipe or a device, and only regular files are read",
        ))
    }
}

fn unreadable(path: &Path, error: &io::Error) -> FileError {
    match error.kind() {
        io::ErrorKind::NotFound => {
            let refusal = FileError::new("There is no such file");
            match missing_folder(path) {
                Some(folder) => refusal.with_hint(format!(
                    "The folder {} does not exist either.",
                    visible_id(&folder.to_string_lossy())
                )),
                None => refusal,
            }
        }
        io::ErrorKind::NotADirectory => {
            FileError::new("There is no such file").with_hint("A part of its path is a file.")
        }
        io::ErrorKind::PermissionDenied => {
            FileError::new("You do not have permission to read this file")
        }
        _ => FileError::new(format!("The file cannot be read: {error}")),
    }
}

fn missing_folder(path: &Path) -> Option<&Path> {
    let folder = path.parent()?;
    (!folder.as_os_str().is_empty() && !folder.exists()).then_some(folder)
}

/// Writes a file so that, whatever happens, either the old or the new state is
/// there whole: the bytes go into a new file in the same folder, reach the
/// disk, and then take the name. Permissions stay; a link keeps pointing at
/// the file that is replaced.
///
/// # Errors
///
/// [`FileError`] where there is something other than a file, where the file is
/// read-only, or where the system does not let it be written.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let refuse = |error: &io::Error| match error.kind() {
        io::ErrorKind::PermissionDenied => {
            FileError::new("You do not have permission to write in this folder")
        }
        io::ErrorKind::NotFound => FileError::new("The folder does not exist"),
        io::ErrorKind::StorageFull => FileError::new("The disk is full; the file is as it was"),
        _ => FileError::new(format!("The file cannot be written: {error}")),
    };
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let existing = match fs::metadata(&target) {
        Ok(metadata) => {
            require_regular(&metadata)?;
            if metadata.permissions().readonly() {
                return Err(FileError::new("The file is read-only")
                    .with_hint("Make it writable, or write to another file."));
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
        // Of no use to anybody.
        let _ = fs::remove_file(&temporary);
        return Err(refuse(&error));
    }
    // The file is written. Some folders cannot be read or synchronised, and then
    // the system makes the name last when it does.
    let _ = sync_folder(&target);
    Ok(())
}

fn fill(mut file: &File, existing: Option<&Metadata>, bytes: &[u8]) -> io::Result<()> {
    // Permissions first: what nobody else may read is never readable, not even
    // for a moment.
    if let Some(existing) = existing {
        file.set_permissions(existing.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

/// A new file in the same folder, under a name that nobody has. It is short: the
/// name of the file itself may be as long as names can be.
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

/// Makes the new name itself last. Only Unix opens folders as files.
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
    fn what_cannot_be_read_is_refused_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let message = |path: &Path| read_file(path).unwrap_err().message;
        assert!(message(folder.path()).contains("folder"));
        assert!(message(&folder.path().join("none.json")).contains("no such file"));
        let nowhere = read_file(&folder.path().join("no/none.json")).unwrap_err();
        assert!(nowhere.hint.unwrap().contains("does not exist"));
        let file = folder.path().join("a.json");
        fs::write(&file, "12345").unwrap();
        let small = read_up_to(&file, 4, || FileError::new("too large"));
        assert_eq!(small.unwrap_err().message, "too large");
        assert_eq!(read_up_to(&file, 5, too_large).unwrap().0, b"12345");
        assert!(message(&file.join("below")).contains("no such file"));
    }

    #[test]
    fn a_file_that_is_being_written_is_read_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "old").unwrap();
        let writer = std::thread::spawn({
            let path = path.clone();
            move || {
                // For a while longer than one reading takes.
                let mut file = OpenOptions::new().append(true).open(path).unwrap();
                for _ in 0..200 {
                    file.write_all(&vec![b'x'; 1 << 16]).unwrap();
                }
            }
        });
        // Whatever it meets, it ends, and what it gives fits its stamp.
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
    fn a_device_is_refused_and_never_waited_for() {
        let refusal = read_file(Path::new("/dev/zero")).unwrap_err();
        assert!(refusal.message.contains("device"), "{refusal}");
    }

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_behind() {
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
        assert!(nowhere.message.contains("does not exist"));
        assert!(write_atomically(folder.path(), b"").is_err());
    }

    #[test]
    fn a_name_may_be_as_long_as_names_can_be() {
        let folder = tempfile::tempdir().unwrap();
        // 255 bytes, the most that Linux takes.
        let path = folder.path().join("ក".repeat(85));
        write_atomically(&path, b"one").unwrap();
        write_atomically(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_in_a_folder_that_cannot_be_read_is_written_all_the_same() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let closed = folder.path().join("closed");
        fs::create_dir(&closed).unwrap();
        // Names can be made in it and not listed, so that it cannot be opened
        // to be synchronised; the system's own user alone can.
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o300)).unwrap();
        let path = closed.join("a.json");
        let written = write_atomically(&path, b"one");
        let read = fs::read(&path).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!((written, read.as_slice()), (Ok(()), &b"one"[..]));
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
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
        assert!(refusal.message.contains("read-only"));
    }
}
