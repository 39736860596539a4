//! Bytes as text: which encoding they are in, and what they say in it.
//!
//! Positions of passages count in exactly the text of a `.txt`, so nothing is
//! tidied: a byte order mark goes, line ends become LF, the rest stays, markup
//! and all.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::structure::{PlainText, Structure};
use crate::model::Extractor;
use crate::storage::FileError;

/// The number of the rules below. Another number, another text.
const VERSION: &str = "1";

/// The text of a `.txt` file. Its encoding is what its byte order mark says,
/// else what the user or the timeline told, else UTF-8 where the bytes are
/// valid, else the one that they look most like.
///
/// The encoding is part of the extractor's version: read in another one, the
/// same bytes are another text.
///
/// # Errors
///
/// [`FileError`] where the bytes are no text in that encoding, with line and
/// column, or no text at all.
pub fn plain_text(bytes: &[u8], told: Option<&str>) -> Result<PlainText, FileError> {
    let (text, encoding) = decoded(bytes, told)?;
    Ok(PlainText {
        text: with_line_feeds(text),
        structure: Structure::default(),
        extractor: extractor("annals-text", VERSION, encoding),
    })
}

/// An extractor whose text depends on an encoding.
pub(super) fn extractor(name: &str, version: &str, encoding: &'static Encoding) -> Extractor {
    Extractor {
        name: name.to_owned(),
        version: format!("{version}+{}", encoding.name()),
    }
}

/// Bytes as text, and the encoding that they were read in.
pub(super) fn decoded(
    bytes: &[u8],
    told: Option<&str>,
) -> Result<(String, &'static Encoding), FileError> {
    let told = told.map(encoding_named).transpose()?;
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let bytes = bytes.get(mark..).unwrap_or_default();
        return Ok((strict(bytes, encoding)?, encoding));
    }
    if let Some(encoding) = told {
        return Ok((strict(bytes, encoding)?, encoding));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), UTF_8));
    }
    refuse_binary(bytes)?;
    let encoding = looks_like(bytes);
    // What it looks most like may still not fit everywhere.
    Ok((strict(bytes, encoding)?, encoding))
}

/// The encoding of a label (WHATWG Encoding Standard, 4.2).
///
/// # Errors
///
/// [`FileError`] where no encoding has it.
pub(super) fn encoding_named(label: &str) -> Result<&'static Encoding, FileError> {
    Encoding::for_label_no_replacement(label.trim().as_bytes()).ok_or_else(|| {
        FileError::new(format!("No encoding is called “{label}”")).with_hint(
            "Names are those of the Encoding Standard: utf-8, windows-1252, shift_jis, gb18030, \
             koi8-r…",
        )
    })
}

/// The encoding that bytes look most like, UTF-8 apart.
pub(super) fn looks_like(bytes: &[u8]) -> &'static Encoding {
    // A part of a long text says enough, and the detector is not fast.
    const ENOUGH: usize = 1 << 20;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes.get(..ENOUGH).unwrap_or(bytes), true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Decodes, and refuses what stands for no character at its place.
fn strict(bytes: &[u8], encoding: &'static Encoding) -> Result<String, FileError> {
    if encoding == UTF_8 {
        return Ok(utf8(bytes)?.to_owned());
    }
    if encoding == UTF_16LE {
        return utf16(bytes, u16::from_le_bytes);
    }
    if encoding == UTF_16BE {
        return utf16(bytes, u16::from_be_bytes);
    }
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    // The first of ours; the file's own U+FFFD can only stand in Unicode.
    let before = text.split('\u{FFFD}').next().unwrap_or_default();
    Err(after(
        before,
        FileError::new(format!(
            "The document was read as {}, and holds bytes that are no character in it",
            encoding.name()
        ))
        .with_hint("Say which encoding it is in (the source's `encoding`), or save it as UTF-8."),
    ))
}

/// Refuses what is no text in any encoding: controls that no text holds.
fn refuse_binary(bytes: &[u8]) -> Result<(), FileError> {
    const LOOKED_AT: usize = 64 << 10;
    let looked_at = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let strange = looked_at
        .iter()
        .filter(|byte| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f))
        .count();
    let has_nul = looked_at.contains(&0);
    if has_nul || strange * 100 > looked_at.len() {
        return Err(FileError::new("The document is no text: it holds binary bytes").with_hint(
            "If it is a PDF, DOCX, EPUB or HTML file, let its name end so. If it is UTF-16, save \
             it as UTF-8.",
        ));
    }
    Ok(())
}

fn with_line_feeds(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, FileError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let (valid, rest) = bytes.split_at(error.valid_up_to().min(bytes.len()));
        let valid = std::str::from_utf8(valid).unwrap_or_default();
        let found = rest
            .first()
            .map_or_else(String::new, |byte| format!(" (byte {byte:#04x})"));
        after(
            valid,
            FileError::new(format!("The document is not UTF-8 text{found}"))
                .with_hint("It may be in an older encoding, or no text at all. Save it as UTF-8."),
        )
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, FileError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let Ok(c) = decoded else {
            return Err(after(
                &text,
                FileError::new("The document says it is UTF-16 and holds half a character"),
            ));
        };
        text.push(c);
    }
    if !rest.is_empty() {
        return Err(after(
            &text,
            FileError::new("The document says it is UTF-16 and ends in half a character"),
        ));
    }
    Ok(text)
}

/// A refusal that shows right after a text.
fn after(text: &str, refusal: FileError) -> FileError {
    let line = text.rsplit('\n').next().unwrap_or_default();
    FileError {
        line: Some(text.matches('\n').count() + 1),
        column: Some(line.chars().count() + 1),
        ..refusal
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(bytes: &[u8]) -> String {
        plain_text(bytes, None).unwrap().text
    }

    fn version(bytes: &[u8], told: Option<&str>) -> String {
        plain_text(bytes, told).unwrap().extractor.version
    }

    #[test]
    fn nothing_but_the_mark_and_the_line_ends_changes() {
        for (bytes, expected) in [
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
            assert_eq!(text(bytes), expected);
        }
    }

    #[test]
    fn an_encoding_is_told_by_the_mark_the_user_or_the_bytes() {
        let russian = "Международная помощь Камбодже началась в пятидесятые годы.";
        let koi8 = encoding_rs::KOI8_R.encode(russian).0;
        let japanese = "カンボジアへの援助は一九五〇年代に始まった。";
        let shift_jis = encoding_rs::SHIFT_JIS.encode(japanese).0;
        for (bytes, told, encoding, expected) in [
            (&b"caf\xc3\xa9"[..], None, "UTF-8", "café"),
            (b"caf\xe9, na\xefve", None, "windows-1252", "café, naïve"),
            (b"caf\xe9", Some("latin1"), "windows-1252", "café"),
            (b"\xb3\xa0", Some("ISO-8859-2"), "ISO-8859-2", "ł\u{a0}"),
            (&koi8, None, "KOI8-U", russian),
            (&koi8, Some("koi8-r"), "KOI8-R", russian),
            (&shift_jis, None, "Shift_JIS", japanese),
            (b"\xef\xbb\xbfcaf\xc3\xa9", Some("latin1"), "UTF-8", "café"),
            (b"a\0b\0", Some("utf-16le"), "UTF-16LE", "ab"),
        ] {
            let read = plain_text(bytes, told).unwrap();
            assert_eq!(read.text, expected);
            assert_eq!(read.extractor.version, format!("1+{encoding}"));
            assert_eq!(read.extractor.name, "annals-text");
        }
    }

    #[test]
    fn what_is_no_text_is_refused_at_its_place() {
        for (bytes, told, message, place) in [
            (
                &b"ab\nc\xe9d"[..],
                Some("utf-8"),
                "not UTF-8 text (byte 0xe9)",
                Some((2, 2)),
            ),
            (
                b"\xef\xbb\xbfab\nc\xe9d",
                None,
                "not UTF-8 text",
                Some((2, 2)),
            ),
            (
                b"\xff\xfea\0\x00\xd8",
                None,
                "half a character",
                Some((1, 2)),
            ),
            (
                b"\xff\xfea\0\n",
                None,
                "ends in half a character",
                Some((1, 2)),
            ),
            (
                b"ab\x80\xff",
                Some("shift_jis"),
                "no character",
                Some((1, 4)),
            ),
            (b"\x7fELF\x02\x01\x01\0\0\xff", None, "binary", None),
            (b"\x01\x02\x03\x04\xff\xfe", None, "binary", None),
            (b"a", Some("klingon"), "klingon", None),
        ] {
            let refusal = plain_text(bytes, told).unwrap_err();
            assert!(refusal.message.contains(message), "{refusal}");
            assert_eq!(refusal.line.zip(refusal.column), place, "{refusal}");
        }
    }

    #[test]
    fn the_same_bytes_in_another_encoding_are_another_text() {
        assert_ne!(
            version(b"caf\xe9", Some("koi8-r")),
            version(b"caf\xe9", Some("latin1"))
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_text_without_carriage_returns_or_refused(
            bytes in proptest::collection::vec(any::<u8>(), 0..200),
            told in proptest::option::of(0_usize..4),
        ) {
            let told = told.map(|at| ["utf-8", "gb18030", "iso-2022-jp", "utf-16be"][at]);
            if let Ok(read) = plain_text(&bytes, told) {
                prop_assert!(!read.text.contains('\r'));
                prop_assert_eq!(plain_text(&bytes, told).unwrap(), read);
            }
        }
    }
}
