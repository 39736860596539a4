//! Writes a timeline with its changes.

use std::path::Path;
use std::sync::Arc;

use super::timeline_loader::{BUILT_IN, changed_bytes};
use super::watch::SharedStamps;
use crate::language::Message;
use crate::model::Digest;
use crate::session::{FileVersion, MAX_KEPT_BYTES, SaveAction, SaveRequest, SaveTarget, SavedFile};
use crate::storage::{self, ExpectedContent, FileError, ReplaceError, replace_file};

/// Writes a timeline with its changes. The timeline's own file is not written over
/// changes of others: the answer then is [`SaveAction::FileChanged`].
pub(super) fn save(request: SaveRequest, stamps: &SharedStamps) -> SaveAction {
    let request = SaveRequest {
        target: target_of(&request),
        ..request
    };
    match written(&request, stamps) {
        Ok(Some((version, warnings))) => SaveAction::Saved(Box::new(SavedFile {
            number: request.number,
            path: request.path,
            target: request.target,
            version,
            warnings,
        })),
        Ok(None) => SaveAction::FileChanged,
        Err(error) => SaveAction::Failed(request.path, error),
    }
}

/// What the file is to the timeline: its own file may be given by another path.
fn target_of(request: &SaveRequest) -> SaveTarget {
    let own = request
        .origin
        .path()
        .and_then(|path| path.canonicalize().ok());
    if own.is_some() && own == request.path.canonicalize().ok() {
        SaveTarget::SameFile
    } else {
        request.target
    }
}

/// What was written, and what could not be kept of the file before; `None` if another
/// program has changed the file.
fn written(
    request: &SaveRequest,
    stamps: &SharedStamps,
) -> Result<Option<(FileVersion, Vec<Message>)>, FileError> {
    let path = &request.path;
    let base = request.base.as_ref();
    // A file that was deleted is written again.
    let current;
    let (bytes, expected) = if request.target == SaveTarget::SameFile && path.exists() {
        current = storage::read_file(path)?.0;
        if base.is_some_and(|base| base.digest != Digest::of(&current)) {
            return Ok(None);
        }
        let bytes = storage::splice(&current, &request.changes)?;
        (bytes, ExpectedContent::Bytes(&current))
    } else {
        let bytes = match base.and_then(|base| base.bytes.as_ref()) {
            Some(base) => storage::splice(base, &request.changes)?,
            None => changed_bytes(&request.origin, &request.changes)?,
        };
        let expected = match request.target {
            SaveTarget::SameFile => ExpectedContent::Absent,
            _ => ExpectedContent::Anything,
        };
        (bytes, expected)
    };
    let warnings = match replace_file(path, &bytes, expected) {
        Ok(warnings) => warnings,
        Err(ReplaceError::Changed { recovered: None }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if request.target == SaveTarget::SameFile {
        accept_stamp(path, &bytes, stamps);
    }
    Ok(Some((file_version(&bytes), warnings)))
}

/// Makes the watch accept the file as it was written. If another program has written
/// it since, the watch reports that.
fn accept_stamp(path: &Path, bytes: &[u8], stamps: &SharedStamps) {
    if let Ok((current, stamp)) = storage::read_file(path)
        && current == bytes
    {
        stamps.accept(path, stamp);
    }
}

/// The version of a file with these bytes.
pub(super) fn file_version(bytes: &[u8]) -> FileVersion {
    FileVersion {
        digest: Digest::of(bytes),
        is_built_in: bytes == BUILT_IN,
        bytes: (bytes.len() <= MAX_KEPT_BYTES).then(|| Arc::from(bytes)),
    }
}
