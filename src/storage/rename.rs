//! Renames that do more, or less, than `fs::rename`.

use std::fs;
use std::io;
use std::path::Path;

/// Exchanges two files in one step: no program ever sees one of the names missing.
///
/// # Errors
///
/// [`io::ErrorKind::Unsupported`] if the system or the file system cannot do it.
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        rename_with(one, other, rustix::fs::RenameFlags::EXCHANGE)
    }
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    {
        let _ = (one, other);
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// Renames a file unless the new name is taken, in one step.
///
/// # Errors
///
/// [`io::ErrorKind::AlreadyExists`] if the new name is taken.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    match rename_with(from, to, rustix::fs::RenameFlags::NOREPLACE) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {}
        outcome => return outcome,
    }
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // A file system without hard links. Between the two calls another program
        // can take the name.
        Err(_) if fs::symlink_metadata(to).is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_with(from: &Path, to: &Path, flags: rustix::fs::RenameFlags) -> io::Result<()> {
    use rustix::io::Errno;
    rustix::fs::renameat_with(rustix::fs::CWD, from, rustix::fs::CWD, to, flags).map_err(|error| {
        // The system call is missing, or the file system refuses the flag.
        match error {
            Errno::NOSYS | Errno::INVAL | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
            other => other.into(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_files_change_places() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        fs::write(&one, "1").unwrap();
        assert_eq!(
            exchange(&one, &two).unwrap_err().kind(),
            io::ErrorKind::NotFound
        );
        fs::write(&two, "2").unwrap();
        exchange(&one, &two).unwrap();
        assert_eq!(fs::read(&one).unwrap(), b"2");
        assert_eq!(fs::read(&two).unwrap(), b"1");
    }

    #[test]
    fn a_taken_name_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        fs::write(&one, "1").unwrap();
        rename_new(&one, &two).unwrap();
        assert_eq!(
            (one.exists(), fs::read(&two).unwrap().as_slice()),
            (false, &b"1"[..])
        );
        fs::write(&one, "3").unwrap();
        assert_eq!(
            rename_new(&one, &two).unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        assert_eq!(fs::read(&two).unwrap(), b"1");
    }
}
