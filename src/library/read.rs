//! A document on disk: its bytes, their digest, and its text.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use annals_documents::{ExtractError, ExtractedText, Format, Worker};

use crate::model::Digest;
use crate::storage::{FileError, read_up_to};

/// The largest document that is read, in bytes: 256 MiB.
pub const MAX_DOCUMENT_BYTES: u64 = 256 << 20;

/// Reads a document: the digest of its bytes, and its text. `encoding` is a
/// label of the WHATWG Encoding Standard, for text, Markdown and HTML without a
/// byte order mark.
///
/// # Errors
///
/// [`FileError`] where the file cannot be read, is larger than
/// [`MAX_DOCUMENT_BYTES`], has no known [`Format`], or has no text.
pub fn read_document(
    path: &Path,
    worker: &Worker,
    encoding: Option<&str>,
) -> Result<(Digest, ExtractedText), FileError> {
    let (format, bytes) = read_bytes(path)?;
    let digest = Digest::of(&bytes);
    let extracted = worker.extract(format, bytes, encoding)?;
    Ok((digest, extracted))
}

/// The bytes of a document, and its format.
pub(super) fn read_bytes(path: &Path) -> Result<(Format, Vec<u8>), FileError> {
    // A folder of sources may hold large scans. Files of an unknown format are
    // not read as a whole.
    let format = Format::from_path(path).or_else(|| Format::detect(path, &first_bytes(path)));
    let Some(format) = format else {
        // A missing file has an error of its own.
        read_up_to(path, 0, unknown_format)?;
        return Err(unknown_format());
    };
    let too_large =
        || FileError::new("The document is larger than 256 MiB, the limit for one document");
    let (bytes, _) = read_up_to(path, MAX_DOCUMENT_BYTES, too_large)?;
    Ok((format, bytes))
}

fn unknown_format() -> FileError {
    FileError::new("The format is unknown; plain text, Markdown, HTML, PDF, DOCX and EPUB are read")
        .with_hint(
            "If it is one of these, give it the suffix .txt, .md, .html, .pdf, .docx or .epub. \
             Otherwise save its text as UTF-8 in a .txt file.",
        )
}

impl From<ExtractError> for FileError {
    fn from(error: ExtractError) -> Self {
        let (line, column) = error.position.unzip();
        Self {
            message: error.message,
            line,
            column,
            hint: error.hint,
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Text and Markdown need no worker.
    fn no_worker() -> Worker {
        Worker {
            program: "there-is-no-such-program".into(),
        }
    }

    #[test]
    fn files_of_unknown_format_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes, is_read) in [
            ("a.txt", &b"x"[..], true),
            ("a.TXT", b"x", true),
            ("a.md", b"x", true),
            ("a.doc", b"x", false),
            ("a", b"x", false),
        ] {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            let read = read_document(&path, &no_worker(), None);
            assert_eq!(read.is_ok(), is_read, "{name}");
            assert!(read.err().is_none_or(|refusal| refusal.hint.is_some()));
        }
        let refusal = read_document(&folder.path().join("none.doc"), &no_worker(), None);
        assert!(refusal.unwrap_err().message.contains("no such file"));
    }

    #[test]
    fn the_digest_is_that_of_the_bytes_in_any_encoding() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, b"caf\xe9\r\n").unwrap();
        let (digest, extracted) = read_document(&path, &no_worker(), Some("latin1")).unwrap();
        assert_eq!(digest, Digest::of(b"caf\xe9\r\n"));
        assert_eq!(extracted.text, "café\n");
        assert!(read_document(&path, &no_worker(), Some("utf-8")).is_err());
    }

    #[test]
    fn a_missing_worker_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, b"%PDF-1.7").unwrap();
        let refusal = read_document(&path, &no_worker(), None).unwrap_err();
        assert!(refusal.message.contains("cannot be started"), "{refusal}");
    }
}
