//! Copies of the file that the changes of a journal start from.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::super::preflight::MAX_TIMELINE_BYTES;
use super::folder;
use crate::model::Digest;

/// Where the bytes of the file are that changes start from.
#[derive(Debug, Clone)]
pub enum BaseSource {
    /// In memory.
    Bytes(Arc<[u8]>),
    /// In this file, for a timeline too large to hold twice. If it changes before it
    /// is copied, there is no copy.
    File(PathBuf),
}

/// Stores a copy of the file with a digest, on disk when this returns. Returns false
/// if the source is another file.
pub(super) fn store(folder: &Path, digest: Digest, source: &BaseSource) -> io::Result<bool> {
    let temporary = folder::base_temporary(folder);
    let mut copy = folder::create_anew(&temporary)?;
    let stored = match source {
        BaseSource::Bytes(bytes) => write_checked(&**bytes, &mut copy, digest),
        BaseSource::File(path) => fs::canonicalize(path)
            .and_then(|path| folder::open(&path, OpenOptions::new().read(true)))
            .and_then(|file| write_checked(file.take(MAX_TIMELINE_BYTES), &mut copy, digest)),
    };
    let stored = stored.and_then(|is_same| {
        if is_same {
            copy.sync_all()?;
            fs::rename(&temporary, folder::base_path(folder, digest))?;
            folder::sync(folder);
        }
        Ok(is_same)
    });
    if !matches!(stored, Ok(true)) {
        let _ = fs::remove_file(&temporary);
    }
    stored
}

/// Writes bytes that should have a digest. Returns whether they have it.
fn write_checked(mut from: impl Read, to: &mut File, digest: Digest) -> io::Result<bool> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let length = match from.read(&mut buffer) {
            Ok(0) => return Ok(*digest.bytes() == <[u8; 32]>::from(hasher.finalize())),
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let bytes = buffer.get(..length).unwrap_or_default();
        hasher.update(bytes);
        to.write_all(bytes)?;
    }
}

/// The copy of the file with a digest; `None` if there is none, or if it is not the
/// file with this digest.
pub(super) fn load(folder: &Path, digest: Digest) -> Option<Vec<u8>> {
    let path = folder::base_path(folder, digest);
    let bytes = folder::read_up_to(&path, MAX_TIMELINE_BYTES).ok()??;
    (Digest::of(&bytes) == digest).then_some(bytes)
}

/// Removes the copies of all files but that with a digest.
pub(super) fn remove_others(folder: &Path, digest: Option<Digest>) {
    let current = digest.map(|digest| folder::base_path(folder, digest));
    for path in folder::base_copies(folder) {
        if Some(&path) != current.as_ref() {
            // It has no use; the next removal finds it again.
            let _ = fs::remove_file(path);
        }
    }
}
