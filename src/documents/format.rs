//! Which format a document has.

use std::ffi::OsStr;
use std::path::Path;

/// A format that documents are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text: `.txt`, whatever it looks like.
    PlainText,
    /// `CommonMark` with the tables and footnotes of its dialects.
    Markdown,
    /// HTML, and XHTML by that name.
    Html,
    /// PDF (ISO 32000).
    Pdf,
    /// Office Open XML text (ECMA-376), as Word writes it.
    Docx,
    /// EPUB 2 and 3.
    Epub,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [
        Self::PlainText,
        Self::Markdown,
        Self::Html,
        Self::Pdf,
        Self::Docx,
        Self::Epub,
    ];

    /// The format of a document: by its name, and where that says nothing, by
    /// what its first bytes say beyond doubt.
    #[must_use]
    pub fn of(path: &Path, first_bytes: &[u8]) -> Option<Self> {
        Self::by_name(path).or_else(|| Self::by_content(first_bytes))
    }

    /// The format that a file's name claims.
    #[must_use]
    pub fn by_name(path: &Path) -> Option<Self> {
        let suffix = path.extension().and_then(OsStr::to_str)?;
        let suffix = suffix.to_ascii_lowercase();
        Some(match suffix.as_str() {
            "txt" | "text" => Self::PlainText,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "pdf" => Self::Pdf,
            "docx" | "docm" => Self::Docx,
            "epub" => Self::Epub,
            _ => return None,
        })
    }

    fn by_content(bytes: &[u8]) -> Option<Self> {
        let holds = |needle: &[u8]| memchr::memmem::find(bytes, needle).is_some();
        if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else if !bytes.starts_with(b"PK\x03\x04") {
            None
        } else if holds(b"mimetypeapplication/epub+zip") {
            Some(Self::Epub)
        } else {
            holds(b"word/").then_some(Self::Docx)
        }
    }

    /// Its word on the command line of the worker.
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

    /// The format of that word.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What people call it.
    pub(super) const fn in_words(self) -> &'static str {
        match self {
            Self::PlainText => "plain text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
            Self::Epub => "EPUB",
        }
    }

    /// Whether it is read by a child process: wherever a file can make a
    /// parser end the process, run for ever or take all memory.
    #[must_use]
    pub const fn needs_worker(self) -> bool {
        match self {
            Self::PlainText | Self::Markdown => false,
            Self::Html | Self::Pdf | Self::Docx | Self::Epub => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_decides_and_where_it_says_nothing_the_first_bytes() {
        let epub = b"PK\x03\x04..mimetypeapplication/epub+zip";
        for (name, bytes, format) in [
            ("a.txt", &b"%PDF-1.7"[..], Some(Format::PlainText)),
            ("a.TXT", b"", Some(Format::PlainText)),
            ("a.b.MD", b"", Some(Format::Markdown)),
            ("a.htm", b"", Some(Format::Html)),
            ("a.pdf", b"", Some(Format::Pdf)),
            ("a.docx", b"", Some(Format::Docx)),
            ("a.epub", b"", Some(Format::Epub)),
            ("a", b"%PDF-1.7", Some(Format::Pdf)),
            ("a.download", epub, Some(Format::Epub)),
            ("a", b"PK\x03\x04 word/document.xml", Some(Format::Docx)),
            ("a", b"PK\x03\x04", None),
            ("a", b"words", None),
            ("a.doc", b"\xd0\xcf\x11\xe0", None),
        ] {
            assert_eq!(Format::of(Path::new(name), bytes), format, "{name}");
        }
    }

    #[test]
    fn every_format_is_known_by_its_own_name() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.name()), Some(format));
        }
        assert_eq!(Format::named("doc"), None);
    }
}
