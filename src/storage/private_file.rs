//! Files that only their owner can read.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;

use super::file::write_atomically;
use super::file_error::FileError;
use crate::language::Message;
use crate::model::visible_id;

/// Writes a file atomically and creates its folder if needed. On Unix, only the
/// owner can read a new file.
///
/// # Errors
///
/// [`FileError`] where the file cannot be written.
pub fn write_private_file(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    if let Some(folder) = path.parent()
        && !folder.as_os_str().is_empty()
    {
        create_private_folder(folder).map_err(|error| {
            let message = Message::new("file-folder-not-made")
                .with("folder", &*visible_id(&folder.to_string_lossy()))
                .with("error", error.to_string());
            FileError::new(message)
        })?;
    }
    // Writing keeps the permissions of an existing file, so create it first.
    let is_new = create_private_file(path).is_ok();
    let written = write_atomically(path, bytes);
    if written.is_err() && is_new {
        // Do not leave an empty file behind.
        let _ = fs::remove_file(path);
    }
    written
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
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

#[cfg(test)]
mod tests {
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
