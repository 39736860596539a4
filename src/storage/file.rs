//! Reads whole files.

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;
use std::time::Duration;

use super::file_error::FileError;
use super::preflight::{MAX_TIMELINE_BYTES, too_large};
use super::stamp::Stamp;
use crate::language::Message;
use crate::model::visible_id;

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

/// Refuses folders, pipes and devices.
pub(super) fn require_regular(metadata: &Metadata) -> Result<(), FileError> {
    if metadata.is_dir() {
        Err(FileError::new(Message::new("file-is-folder")))
    } else if metadata.is_file() {
        Ok(())
    } else {
        Err(FileError::new(Message::new("file-is-device")))
    }
}

/// Why a file cannot be read.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> FileError {
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

#[cfg(test)]
mod tests {
    use std::fs::OpenOptions;
    use std::io::Write as _;

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
            assert!(bytes.len() as u64 >= stamp.length());
        }
        writer.join().unwrap();
        let (bytes, stamp) = read_file(&path).unwrap();
        assert_eq!(bytes.len() as u64, stamp.length());
        assert_eq!(bytes.len(), 3 + 200 * (1 << 16));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_refused_without_waiting() {
        let refusal = read_file(Path::new("/dev/zero")).unwrap_err();
        assert!(refusal.message.text().contains("device"), "{refusal}");
    }
}
