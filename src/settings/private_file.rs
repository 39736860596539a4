//! Files of the user's own: nobody else reads them.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io;
use std::path::Path;

use crate::storage::{FileError, write_atomically};

/// Writes a file whole or not at all. Its folder is made where there is none; a
/// new file can be read by its owner alone (on Unix).
///
/// # Errors
///
/// [`FileError`] where the system does not let it be written.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    if let Some(folder) = path.parent()
        && !folder.as_os_str().is_empty()
        && !folder.is_dir()
    {
        make_folder(folder).map_err(|error| {
            FileError::new(format!(
                "The folder {} cannot be made: {error}",
                crate::model::visible_id(&folder.to_string_lossy())
            ))
        })?;
    }
    // What is written keeps the permissions of what is there, so something is
    // put there first.
    let is_new = match make_empty(path) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => false,
        // The writer says what is wrong in its own words.
        Err(_) => false,
    };
    let written = write_atomically(path, bytes);
    if written.is_err() && is_new {
        // An empty file says nothing.
        let _ = fs::remove_file(path);
    }
    written
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

fn make_empty(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_with_the_folders_it_needs() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/c.toml");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        // What stands in the way stays.
        assert!(write(&path.join("below"), b"").is_err());
        assert!(write(folder.path(), b"").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_its_owners_alone_and_an_old_one_stays_as_open_as_it_was() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        write(&path, b"one").unwrap();
        assert_eq!(mode(), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(mode(), 0o644);
    }
}
