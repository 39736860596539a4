//! Files that only their owner can read.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;

use super::file::read_up_to;
use super::file_error::FileError;
use super::folder_lock::lock_folder;
use super::replace::{
    ExpectedContent, NewFile, ReplaceError, folder_of, follow_links, replace, replace_locked,
};
use crate::language::Message;
use crate::model::visible_id;

/// Writes a file atomically and creates its folder if needed. On Unix, only the
/// owner can read a new file.
///
/// # Errors
///
/// [`FileError`] where the file cannot be written.
pub fn write_private_file(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    create_folder_of(path)?;
    replace(path, bytes, ExpectedContent::Anything, NewFile::Private)?;
    Ok(())
}

/// Changes a file that other programs, and other windows, may change too. It is read,
/// `change` returns its new content, and that is written if nobody changed the file
/// meanwhile; else all of it is done again. A missing file, which is `None` for `change`,
/// is created as by [`write_private_file`]. Returns the new content.
///
/// # Errors
///
/// [`FileError`] where the file cannot be read or written, or is longer than `max_bytes`
/// (`too_large`), or the error of `change`.
pub fn update_private_file(
    path: &Path,
    max_bytes: u64,
    too_large: impl Fn() -> FileError,
    mut change: impl FnMut(Option<&[u8]>) -> Result<Vec<u8>, FileError>,
) -> Result<Vec<u8>, FileError> {
    const ATTEMPTS: u32 = 100;
    create_folder_of(path)?;
    let target = follow_links(path)?;
    // Other runs of the program wait; other programs do not.
    let _lock = lock_folder(folder_of(&target));
    let mut attempt = 1;
    loop {
        let old = if target.exists() {
            Some(read_up_to(&target, max_bytes, &too_large)?.0)
        } else {
            None
        };
        let new = change(old.as_deref())?;
        if old.as_ref() == Some(&new) {
            return Ok(new);
        }
        let expected = old
            .as_deref()
            .map_or(ExpectedContent::Absent, ExpectedContent::Bytes);
        match replace_locked(&target, &new, expected, NewFile::Private) {
            Ok(_) => return Ok(new),
            Err(ReplaceError::Changed { .. }) if attempt < ATTEMPTS => attempt += 1,
            Err(error) => return Err(error.into()),
        }
    }
}

fn create_folder_of(path: &Path) -> Result<(), FileError> {
    let folder = folder_of(path);
    create_private_folder(folder).map_err(|error| {
        let message = Message::new("file-folder-not-made")
            .with("folder", &*visible_id(&folder.to_string_lossy()))
            .with("error", error.to_string());
        FileError::new(message)
    })
}

/// Creates a folder, with those above it, unless it exists.
pub(super) fn create_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Creates a file that does not exist yet.
pub(super) fn create_private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn missing_folders_are_created() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/c.toml");
        write_private_file(&path, b"one").unwrap();
        write_private_file(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        // A file or folder in the way stays.
        assert!(write_private_file(&path.join("below"), b"").is_err());
        assert!(write_private_file(folder.path(), b"").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }

    #[test]
    fn no_update_of_a_shared_file_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/count");
        let too_large = || FileError::new("too large");
        let add_one = || {
            update_private_file(&path, 100, too_large, |bytes| {
                let text = std::str::from_utf8(bytes.unwrap_or(b"0")).unwrap();
                Ok((text.parse::<u32>().unwrap() + 1).to_string().into_bytes())
            })
        };
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..15 {
                        add_one().unwrap();
                    }
                });
            }
        });
        assert_eq!(fs::read(&path).unwrap(), b"60");
        // What is refused, too large or unchanged is not written.
        let refused = update_private_file(&path, 100, too_large, |_| Err(too_large()));
        assert_eq!(refused.unwrap_err(), too_large());
        fs::write(&path, [b'1'; 101]).unwrap();
        assert_eq!(add_one().unwrap_err(), too_large());
        assert_eq!(fs::metadata(&path).unwrap().len(), 101);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_private_and_an_existing_one_keeps_its_mode() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        write_private_file(&path, b"one").unwrap();
        assert_eq!(mode(), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        write_private_file(&path, b"two").unwrap();
        assert_eq!(mode(), 0o644);
    }
}
