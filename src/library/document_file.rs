//! The file of a document.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use super::extract_message;
use crate::language::Message;
use crate::storage::{FileError, Stamp, read_up_to};
use annals_documents::{DocumentFormat, ExtractError};

/// The largest document that is read, in bytes: 256 MiB.
pub const MAX_DOCUMENT_BYTES: u64 = 256 << 20;

/// The format and the bytes of a document, and the state of its file.
///
/// # Errors
///
/// [`FileError`] where the file cannot be read, is larger than
/// [`MAX_DOCUMENT_BYTES`], or has no known [`DocumentFormat`].
pub(super) fn read_bytes(path: &Path) -> Result<(DocumentFormat, Vec<u8>, Stamp), FileError> {
    // A folder of sources may hold large scans. Files of an unknown format are
    // not read as a whole.
    let format = DocumentFormat::from_path(path)
        .or_else(|| DocumentFormat::detect(path, &first_bytes(path)));
    let Some(format) = format else {
        // A missing file has an error of its own.
        read_up_to(path, 0, unknown_format)?;
        return Err(unknown_format());
    };
    let too_large = || FileError::new(Message::new("document-too-large"));
    let (bytes, stamp) = read_up_to(path, MAX_DOCUMENT_BYTES, too_large)?;
    Ok((format, bytes, stamp))
}

fn unknown_format() -> FileError {
    FileError::new(Message::new("document-unknown-format"))
        .with_hint(Message::new("document-unknown-format-hint"))
}

impl From<ExtractError> for FileError {
    fn from(error: ExtractError) -> Self {
        let (line, column) = error.position.unzip();
        Self {
            message: extract_message::message(&error.kind),
            line,
            column,
            hint: extract_message::hint(&error.kind),
        }
    }
}

/// The first bytes of a regular file, and none of anything else.
fn first_bytes(path: &Path) -> Vec<u8> {
    const ENOUGH: u64 = 4096;
    let mut bytes = Vec::new();
    // Opening a pipe would wait for its writer.
    if fs::metadata(path).is_ok_and(|metadata| metadata.is_file())
        && let Ok(file) = File::open(path)
    {
        let _ = file.take(ENOUGH).read_to_end(&mut bytes);
    }
    bytes
}
