//! A document on disk: its bytes, their digest, and its text.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use super::extraction::extract;
use super::format::Format;
use super::structure::PlainText;
use super::worker::Worker;
use crate::model::Digest;
use crate::storage::{FileError, read_up_to};

/// The largest document that is read, in bytes: 256 MiB.
pub const MAX_DOCUMENT_BYTES: u64 = 256 << 20;

/// Reads a document: the digest of its bytes, and its text. `told` is its
/// encoding (a label of the WHATWG Encoding Standard), for text, Markdown and
/// HTML that do not say it themselves.
///
/// # Errors
///
/// [`FileError`] where the file cannot be read, is larger than
/// [`MAX_DOCUMENT_BYTES`], is of no [`Format`], or gives no text.
pub fn read_document(
    path: &Path,
    worker: &Worker,
    told: Option<&str>,
) -> Result<(Digest, PlainText), FileError> {
    let (format, bytes) = read_bytes(path)?;
    let digest = Digest::of(&bytes);
    let plain = if format.needs_worker() {
        worker.extract(format, &bytes, told)?
    } else {
        extract(format, &bytes, told)?
    };
    Ok((digest, plain))
}

/// The bytes of a document, and its format.
pub(super) fn read_bytes(path: &Path) -> Result<(Format, Vec<u8>), FileError> {
    // A folder of sources may be full of large scans: one of no format that is
    // read is not read to find that out.
    let format = Format::by_name(path).or_else(|| Format::of(path, &beginning(path)));
    let Some(format) = format else {
        // One that is not there is called so.
        read_up_to(path, 0, no_format)?;
        return Err(no_format());
    };
    let too_large =
        || FileError::new("The document is larger than 256 MiB, the most that is read of one");
    let (bytes, _) = read_up_to(path, MAX_DOCUMENT_BYTES, too_large)?;
    Ok((format, bytes))
}

fn no_format() -> FileError {
    FileError::new("Only plain text, Markdown, HTML, PDF, DOCX and EPUB are read").with_hint(
        "Let its name end in .txt, .md, .html, .pdf, .docx or .epub if it is one of them; else \
         save its text as UTF-8 in a .txt file.",
    )
}

/// The first bytes of a regular file; of anything else none.
fn beginning(path: &Path) -> Vec<u8> {
    const ENOUGH: u64 = 4096;
    let mut bytes = Vec::new();
    // Looked at before it is opened: opening a pipe waits for its writer.
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

    /// Text and Markdown are read without it.
    fn nobody() -> Worker {
        Worker {
            program: "there-is-no-such-program".into(),
        }
    }

    #[test]
    fn what_is_of_no_format_is_not_read() {
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
            let read = read_document(&path, &nobody(), None);
            assert_eq!(read.is_ok(), is_read, "{name}");
            assert!(read.err().is_none_or(|refusal| refusal.hint.is_some()));
        }
        let refusal = read_document(&folder.path().join("none.doc"), &nobody(), None);
        assert!(refusal.unwrap_err().message.contains("no such file"));
    }

    #[test]
    fn the_digest_is_of_the_bytes_and_the_encoding_may_be_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, b"caf\xe9\r\n").unwrap();
        let (digest, plain) = read_document(&path, &nobody(), Some("latin1")).unwrap();
        assert_eq!(digest, Digest::of(b"caf\xe9\r\n"));
        assert_eq!(plain.text, "café\n");
        assert!(read_document(&path, &nobody(), Some("utf-8")).is_err());
    }

    #[test]
    fn a_worker_that_is_not_there_is_a_refusal() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, b"%PDF-1.7").unwrap();
        let refusal = read_document(&path, &nobody(), None).unwrap_err();
        assert!(refusal.message.contains("cannot be started"), "{refusal}");
    }
}
