//! `.txt` files as text. Positions of passages count in exactly this text, so
//! nothing is tidied: a byte order mark goes, line ends become LF, the rest
//! stays, markup and all.

use std::path::Path;

use crate::storage::{Refusal, read_up_to};

/// The largest document that is read, in bytes: 256 MiB.
pub const MAX_DOCUMENT_BYTES: u64 = 256 << 20;

/// Reads the bytes of a `.txt` document.
///
/// # Errors
///
/// [`Refusal`] where the file cannot be read, is larger than
/// [`MAX_DOCUMENT_BYTES`], or is called anything but `.txt`.
pub fn read_document(path: &Path) -> Result<Vec<u8>, Refusal> {
    let is_text = path
        .extension()
        .is_some_and(|suffix| suffix.eq_ignore_ascii_case("txt"));
    if is_text {
        let too_large =
            || Refusal::new("The document is larger than 256 MiB, the most that is read of one");
        return Ok(read_up_to(path, MAX_DOCUMENT_BYTES, too_large)?.0);
    }
    // Looked for, so that one that is not there is called so, and not read: a
    // folder of sources may be full of large scans.
    let no_text = || {
        Refusal::new("Only plain text (.txt) is read so far")
            .with_hint("Save the document's text as UTF-8 in a .txt file.")
    };
    read_up_to(path, 0, no_text)?;
    Err(no_text())
}

/// The text of a `.txt` file: UTF-8, or UTF-16 that begins with its byte order
/// mark.
///
/// # Errors
///
/// [`Refusal`] with line and column where the bytes are neither.
pub fn plain_text(bytes: &[u8]) -> Result<String, Refusal> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            utf8(bytes)?.to_owned()
        }
    };
    Ok(with_line_feeds(text))
}

fn with_line_feeds(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, Refusal> {
    std::str::from_utf8(bytes).map_err(|error| {
        let (valid, rest) = bytes.split_at(error.valid_up_to().min(bytes.len()));
        let valid = std::str::from_utf8(valid).unwrap_or_default();
        let found = rest
            .first()
            .map_or_else(String::new, |byte| format!(" (byte {byte:#04x})"));
        after(
            valid,
            Refusal::new(format!("The document is not UTF-8 text{found}"))
                .with_hint("It may be in an older encoding, or no text at all. Save it as UTF-8."),
        )
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Refusal> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let Ok(c) = decoded else {
            return Err(after(
                &text,
                Refusal::new("The document says it is UTF-16 and holds half a character"),
            ));
        };
        text.push(c);
    }
    if !rest.is_empty() {
        return Err(after(
            &text,
            Refusal::new("The document says it is UTF-16 and ends in half a character"),
        ));
    }
    Ok(text)
}

/// A refusal that shows right after a text.
fn after(text: &str, refusal: Refusal) -> Refusal {
    let line = text.rsplit('\n').next().unwrap_or_default();
    Refusal {
        line: Some(text.matches('\n').count() + 1),
        column: Some(line.chars().count() + 1),
        ..refusal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_mark_and_the_line_ends_changes() {
        for (bytes, text) in [
            (&b"plain"[..], "plain"),
            (b"", ""),
            (b"\xef\xbb\xbfa\r\nb\rc\n\r\n", "a\nb\nc\n\n"),
            (
                "**kept**\t\u{a0}\u{feff}\u{c}".as_bytes(),
                "**kept**\t\u{a0}\u{feff}\u{c}",
            ),
            (b"\xff\xfea\0\r\0\n\0", "a\n"),
            (b"\xfe\xff\0a\x17\x80", "aក"),
            (b"\xff\xfe\x3d\xd8\x00\xde", "😀"),
        ] {
            assert_eq!(plain_text(bytes).unwrap(), text);
        }
    }

    #[test]
    fn what_is_no_text_is_refused_at_its_place() {
        for (bytes, message, place) in [
            (&b"ab\nc\xe9d"[..], "not UTF-8 text (byte 0xe9)", (2, 2)),
            (b"\xff\xfea\0\x00\xd8", "half a character", (1, 2)),
            (b"\xff\xfea\0\n", "ends in half a character", (1, 2)),
        ] {
            let refusal = plain_text(bytes).unwrap_err();
            assert!(refusal.message.contains(message), "{refusal}");
            assert_eq!(refusal.line.zip(refusal.column), Some(place));
        }
    }

    #[test]
    fn only_txt_is_read() {
        let folder = tempfile::tempdir().unwrap();
        for (name, is_read) in [
            ("a.txt", true),
            ("a.TXT", true),
            ("a.pdf", false),
            ("a", false),
        ] {
            let path = folder.path().join(name);
            std::fs::write(&path, "x").unwrap();
            assert_eq!(read_document(&path).is_ok(), is_read, "{name}");
        }
    }
}
