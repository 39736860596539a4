//! The formats, and how one is recognised.

use std::ffi::OsStr;
use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// A format that text can be extracted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DocumentFormat {
    /// Plain text in any encoding of the WHATWG Encoding Standard.
    PlainText,
    /// `CommonMark` with tables, footnotes and front matter.
    Markdown,
    /// HTML, and XHTML read as HTML.
    Html,
    /// PDF (ISO 32000).
    Pdf,
    /// Office Open XML text (ECMA-376), as Word writes it.
    Docx,
    /// EPUB 2 and 3.
    Epub,
}

impl DocumentFormat {
    /// Every format.
    pub const ALL: [Self; 6] = [
        Self::PlainText,
        Self::Markdown,
        Self::Html,
        Self::Pdf,
        Self::Docx,
        Self::Epub,
    ];

    /// The file name suffixes that are recognised, in lower case without the
    /// dot.
    pub const SUFFIXES: [(&str, Self); 11] = [
        ("txt", Self::PlainText),
        ("text", Self::PlainText),
        ("md", Self::Markdown),
        ("markdown", Self::Markdown),
        ("html", Self::Html),
        ("htm", Self::Html),
        ("xhtml", Self::Html),
        ("pdf", Self::Pdf),
        ("docx", Self::Docx),
        ("docm", Self::Docx),
        ("epub", Self::Epub),
    ];

    /// The format of a document: the one of its suffix, otherwise the one that
    /// its first bytes (4 KiB are enough) identify without doubt.
    ///
    /// ```
    /// use annals_documents::DocumentFormat;
    /// use std::path::Path;
    ///
    /// assert_eq!(DocumentFormat::detect(Path::new("notes.MD"), b""), Some(DocumentFormat::Markdown));
    /// assert_eq!(DocumentFormat::detect(Path::new("download"), b"%PDF-1.7"), Some(DocumentFormat::Pdf));
    /// assert_eq!(DocumentFormat::detect(Path::new("old.doc"), b"\xd0\xcf\x11\xe0"), None);
    /// ```
    #[must_use]
    pub fn detect(path: &Path, first_bytes: &[u8]) -> Option<Self> {
        Self::from_path(path).or_else(|| Self::from_content(first_bytes))
    }

    /// The format of a file name's suffix.
    #[must_use]
    pub fn from_path(path: &Path) -> Option<Self> {
        let suffix = path.extension().and_then(OsStr::to_str)?;
        let mut known = Self::SUFFIXES.into_iter();
        let (_, format) = known.find(|(known, _)| suffix.eq_ignore_ascii_case(known))?;
        Some(format)
    }

    fn from_content(bytes: &[u8]) -> Option<Self> {
        let contains = |needle: &[u8]| memchr::memmem::find(bytes, needle).is_some();
        if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else if !bytes.starts_with(b"PK\x03\x04") {
            None
        } else if contains(b"mimetypeapplication/epub+zip") {
            Some(Self::Epub)
        } else {
            contains(b"word/").then_some(Self::Docx)
        }
    }

    /// Its name as an argument of the worker: `text`, `markdown`, `html`,
    /// `pdf`, `docx`, `epub`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PlainText => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Epub => "epub",
        }
    }

    /// The format with that [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether [`Worker::extract`](crate::Worker::extract) uses a child
    /// process: a file of the format can make its parser crash, run for ever
    /// or use up the memory.
    #[must_use]
    pub const fn needs_child_process(self) -> bool {
        match self {
            Self::PlainText | Self::Markdown => false,
            Self::Html | Self::Pdf | Self::Docx | Self::Epub => true,
        }
    }
}

/// Its name in a sentence.
impl fmt::Display for DocumentFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PlainText => "plain text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
            Self::Epub => "EPUB",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_suffix_decides_before_the_content() {
        let epub = b"PK\x03\x04..mimetypeapplication/epub+zip";
        for (name, bytes, format) in [
            ("a.txt", &b"%PDF-1.7"[..], Some(DocumentFormat::PlainText)),
            ("a.TXT", b"", Some(DocumentFormat::PlainText)),
            ("a.b.MD", b"", Some(DocumentFormat::Markdown)),
            ("a.htm", b"", Some(DocumentFormat::Html)),
            ("a.pdf", b"", Some(DocumentFormat::Pdf)),
            ("a.docx", b"", Some(DocumentFormat::Docx)),
            ("a.epub", b"", Some(DocumentFormat::Epub)),
            ("a", b"%PDF-1.7", Some(DocumentFormat::Pdf)),
            ("a.download", epub, Some(DocumentFormat::Epub)),
            (
                "a",
                b"PK\x03\x04 word/document.xml",
                Some(DocumentFormat::Docx),
            ),
            ("a", b"PK\x03\x04", None),
            ("a", b"words", None),
            ("a.doc", b"\xd0\xcf\x11\xe0", None),
        ] {
            assert_eq!(
                DocumentFormat::detect(Path::new(name), bytes),
                format,
                "{name}"
            );
        }
    }

    #[test]
    fn every_format_has_a_name_of_its_own() {
        for format in DocumentFormat::ALL {
            assert_eq!(DocumentFormat::from_name(format.name()), Some(format));
        }
        assert_eq!(DocumentFormat::from_name("doc"), None);
    }
}
