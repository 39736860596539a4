//! The files in the folder of a journal.
//!
//! They are untrusted: something else may be in the place of each. Nothing follows a
//! link, waits for a pipe or reads more than a limit.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::super::private_file::create_private_folder;
use crate::model::Digest;

/// The records.
pub(super) const JOURNAL: &str = "journal";
/// The records, while they are written anew.
pub(super) const JOURNAL_TEMPORARY: &str = "journal.new";
/// The last journal that could not be read to its end, for the user to look at.
pub(super) const JOURNAL_UNREAD: &str = "journal.unread";
/// Locked by the process that writes the journal.
pub(super) const LOCK: &str = "lock";
/// Begins the names of copies of the file that changes start from.
const BASE_PREFIX: &str = "base-";
/// A copy of that file, while it is written.
const BASE_TEMPORARY: &str = "base-new";

/// How many entries of a folder are looked at.
pub(super) const MAX_ENTRIES: usize = 10_000;

/// The path of the copy of the file with a digest.
pub(super) fn base_path(folder: &Path, digest: Digest) -> PathBuf {
    let digest = digest.to_string();
    folder.join(format!("{BASE_PREFIX}{}", &digest[..16]))
}

/// The path under which that copy is written.
pub(super) fn base_temporary(folder: &Path) -> PathBuf {
    folder.join(BASE_TEMPORARY)
}

/// The copies of files that changes started from.
pub(super) fn base_copies(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.take(MAX_ENTRIES).map(|entry| entry.file_name());
    let bases = names.filter(|name| name.as_encoded_bytes().starts_with(BASE_PREFIX.as_bytes()));
    bases.map(|name| folder.join(name)).collect()
}

/// Creates the folder, for its owner only, unless it exists.
pub(super) fn create(folder: &Path) -> io::Result<()> {
    create_private_folder(folder)?;
    refuse_link(folder)
}

/// Refuses a folder that is a link, perhaps to a folder of somebody else.
pub(super) fn refuse_link(folder: &Path) -> io::Result<()> {
    if fs::symlink_metadata(folder)?.is_dir() {
        Ok(())
    } else {
        Err(io::Error::from(io::ErrorKind::NotADirectory))
    }
}

/// Opens a regular file in the folder of a journal without following a link or
/// waiting.
pub(super) fn open(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt as _;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        options.mode(0o600);
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or(0));
    }
    // Elsewhere a link can be put in between, by the same user.
    #[cfg(not(unix))]
    if fs::symlink_metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(not_a_file());
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(not_a_file())
    }
}

fn not_a_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file")
}

/// Creates a file in place of any that is there.
pub(super) fn create_anew(path: &Path) -> io::Result<File> {
    remove_if_there(path)?;
    open(path, OpenOptions::new().append(true).create_new(true))
}

/// Reads a file of the folder up to a limit; `None` if it is larger.
pub(super) fn read_up_to(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let file = open(path, OpenOptions::new().read(true))?;
    let length = file.metadata()?.len();
    if length > limit {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// Removes a file, or a link, that need not exist.
pub(super) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes the files of a journal but the lock and a journal that was not read.
pub(super) fn remove_files(folder: &Path) -> io::Result<()> {
    let files = [JOURNAL, JOURNAL_TEMPORARY].map(|name| folder.join(name));
    for file in files.into_iter().chain(base_copies(folder)) {
        remove_if_there(&file)?;
    }
    Ok(())
}

/// Writes new and removed names of a folder to disk, and its own name. Only Unix can
/// do that, and not for all folders; elsewhere the system does it later.
pub(super) fn sync(folder: &Path) {
    if cfg!(unix) {
        for folder in folder.ancestors().take(2) {
            let _ = File::open(folder).and_then(|folder| folder.sync_all());
        }
    }
}

/// Whether two files are the same one.
pub(super) fn is_same_file(one: &Metadata, other: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        (one.dev(), one.ino()) == (other.dev(), other.ino())
    }
    #[cfg(not(unix))]
    {
        one.is_file() && other.is_file()
    }
}
