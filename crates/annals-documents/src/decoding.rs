//! From bytes to characters: the encoding of a text, and strict decoding.
//!
//! Positions of passages refer to the text of a `.txt` file, so that text is not
//! cleaned up: only the byte order mark is removed, and line ends become LF.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8};

use crate::error::{ExtractError, ExtractErrorKind};
use crate::structure::{DocumentStructure, ExtractedText, Extractor};

/// The number of the rules below. Raise it when they give another text.
const VERSION: &str = "1";

/// The text of a `.txt` file. Its encoding is the one of its byte order mark,
/// otherwise the given one, otherwise UTF-8 if the bytes are valid, otherwise
/// the most probable one.
///
/// The encoding is part of the extractor's version: in another encoding, the
/// same bytes are another text.
///
/// # Errors
///
/// [`ExtractError`] where the bytes are invalid in that encoding (with the
/// position), or are no text.
pub(crate) fn plain_text(
    bytes: &[u8],
    encoding: Option<&str>,
) -> Result<ExtractedText, ExtractError> {
    let (text, encoding) = decode(bytes, encoding)?;
    Ok(ExtractedText {
        text: with_line_feeds(text),
        structure: DocumentStructure::default(),
        extractor: Extractor::with_encoding("annals-text", VERSION, encoding),
    })
}

/// Decodes a text, strictly; also returns its encoding.
pub(crate) fn decode(
    bytes: &[u8],
    label: Option<&str>,
) -> Result<(String, &'static Encoding), ExtractError> {
    let mark = Encoding::for_bom(bytes);
    let encoding = choose_encoding(bytes, label, None)?;
    if mark.is_none() && label.is_none() && encoding != UTF_8 {
        refuse_binary(bytes)?;
    }
    let (_, mark_length) = mark.unwrap_or((encoding, 0));
    let bytes = bytes.get(mark_length..).unwrap_or_default();
    Ok((decode_strictly(bytes, encoding)?, encoding))
}

/// The encoding of a text: the one of its byte order mark, otherwise the one
/// with that label, otherwise the one that the document declares, otherwise
/// UTF-8 if the bytes are valid, otherwise the most probable one.
pub(crate) fn choose_encoding(
    bytes: &[u8],
    label: Option<&str>,
    declared: Option<&'static Encoding>,
) -> Result<&'static Encoding, ExtractError> {
    let labelled = label.map(encoding_for_label).transpose()?;
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    Ok(marked
        .or(labelled)
        .or(declared)
        .or_else(|| std::str::from_utf8(bytes).is_ok().then_some(UTF_8))
        .unwrap_or_else(|| most_probable(bytes)))
}

/// The encoding of a label (WHATWG Encoding Standard, 4.2).
fn encoding_for_label(label: &str) -> Result<&'static Encoding, ExtractError> {
    Encoding::for_label_no_replacement(label.trim().as_bytes())
        .ok_or_else(|| ExtractErrorKind::UnknownEncoding(label.to_owned()).into())
}

/// The most probable encoding of bytes that are not UTF-8.
fn most_probable(bytes: &[u8]) -> &'static Encoding {
    // The detector is slow, and a part of a long text is enough for it.
    const ENOUGH: usize = 1 << 20;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes.get(..ENOUGH).unwrap_or(bytes), true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Decodes bytes without a byte order mark; an error at the first sequence that
/// is invalid in the encoding.
fn decode_strictly(bytes: &[u8], encoding: &'static Encoding) -> Result<String, ExtractError> {
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    // Once more, to find the position.
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let needed = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut before = String::with_capacity(needed.unwrap_or(bytes.len()));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut before, true);
    let first_invalid = match result {
        DecoderResult::Malformed(invalid, after) => {
            let start = read.checked_sub(usize::from(invalid) + usize::from(after));
            start.and_then(|start| bytes.get(start))
        }
        DecoderResult::InputEmpty | DecoderResult::OutputFull => None,
    };
    let error = ExtractErrorKind::InvalidBytes {
        encoding: encoding.name().to_owned(),
        byte: first_invalid.copied(),
    };
    Err(ExtractError::from(error).after(&before))
}

/// Refuses files with control characters that no text has in any encoding.
fn refuse_binary(bytes: &[u8]) -> Result<(), ExtractError> {
    const ENOUGH: usize = 64 << 10;
    let start = bytes.get(..ENOUGH).unwrap_or(bytes);
    let controls = start
        .iter()
        .filter(|byte| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f))
        .count();
    if start.contains(&0) || controls * 100 > start.len() {
        return Err(ExtractErrorKind::Binary.into());
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(bytes: &[u8]) -> String {
        plain_text(bytes, None).unwrap().text
    }

    fn version(bytes: &[u8], label: Option<&str>) -> String {
        plain_text(bytes, label).unwrap().extractor.version
    }

    #[test]
    fn plain_text_changes_only_mark_and_line_ends() {
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
    fn the_encoding_comes_from_mark_then_label_then_bytes() {
        let russian = "Международная помощь Камбодже началась в пятидесятые годы.";
        let koi8 = encoding_rs::KOI8_R.encode(russian).0;
        let japanese = "カンボジアへの援助は一九五〇年代に始まった。";
        let shift_jis = encoding_rs::SHIFT_JIS.encode(japanese).0;
        for (bytes, label, encoding, expected) in [
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
            let read = plain_text(bytes, label).unwrap();
            assert_eq!(read.text, expected);
            assert_eq!(read.extractor.version, format!("1+{encoding}"));
            assert_eq!(read.extractor.name, "annals-text");
        }
    }

    #[test]
    fn invalid_bytes_are_refused_with_their_position() {
        for (bytes, label, message, position) in [
            (
                &b"ab\nc\xe9d"[..],
                Some("utf-8"),
                "invalid in UTF-8 (byte 0xe9)",
                Some((2, 2)),
            ),
            (
                b"\xef\xbb\xbfab\nc\xe9d",
                None,
                "invalid in UTF-8",
                Some((2, 2)),
            ),
            (
                b"\xff\xfea\0\x00\xd8",
                None,
                "invalid in UTF-16LE",
                Some((1, 2)),
            ),
            (b"\xff\xfea\0\n", None, "invalid in UTF-16LE", Some((1, 2))),
            (
                b"ab\x80\xff",
                Some("shift_jis"),
                "invalid in Shift_JIS (byte 0xff)",
                Some((1, 4)),
            ),
            (b"\x7fELF\x02\x01\x01\0\0\xff", None, "binary", None),
            (b"\x01\x02\x03\x04\xff\xfe", None, "binary", None),
            (b"a", Some("klingon"), "klingon", None),
        ] {
            let error = plain_text(bytes, label).unwrap_err();
            assert!(error.to_string().contains(message), "{error}");
            assert_eq!(error.position, position, "{error}");
        }
    }

    #[test]
    fn the_version_depends_on_the_encoding() {
        assert_ne!(
            version(b"caf\xe9", Some("koi8-r")),
            version(b"caf\xe9", Some("latin1"))
        );
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_text_without_carriage_returns_or_an_error(
            bytes in proptest::collection::vec(any::<u8>(), 0..200),
            label in proptest::option::of(0_usize..4),
        ) {
            let label = label.map(|at| ["utf-8", "gb18030", "iso-2022-jp", "utf-16be"][at]);
            if let Ok(read) = plain_text(&bytes, label) {
                prop_assert!(!read.text.contains('\r'));
                prop_assert_eq!(plain_text(&bytes, label).unwrap(), read);
            }
        }
    }
}
