//! The formats of exported text, and the result of an export.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use super::colophon::Colophon;
use crate::language::Message;
use crate::storage::FileError;

/// A text format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimelineFormat {
    /// A page for a browser, in one file.
    Html,
    /// Comma-separated values (RFC 4180), one row per citation.
    Csv,
    /// Markdown for people (`CommonMark`).
    Markdown,
    /// JSON without loss.
    Json,
    /// W3C Web Annotations as JSON-LD, one per citation.
    WebAnnotation,
    /// The cited sources as CSL-JSON.
    Csl,
}

impl TimelineFormat {
    /// Every format.
    pub const ALL: [Self; 6] = [
        Self::Html,
        Self::Csv,
        Self::Markdown,
        Self::Json,
        Self::WebAnnotation,
        Self::Csl,
    ];

    /// The format's name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Json => "json",
            Self::WebAnnotation => "web-annotation",
            Self::Csl => "csl",
        }
    }

    /// The suffix of its files, without the dot.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Html | Self::Csv | Self::Markdown | Self::Json => self.name(),
            Self::WebAnnotation => "jsonld",
            Self::Csl => "json",
        }
    }

    /// The format of files with this suffix, without its dot and in either case.
    /// Annotations and records have to be named.
    #[must_use]
    pub fn of_suffix(suffix: &str) -> Option<Self> {
        let mut by_suffix = [Self::Html, Self::Csv, Self::Markdown, Self::Json].into_iter();
        by_suffix.find(|format| format.suffix().eq_ignore_ascii_case(suffix))
    }
}

impl fmt::Display for TimelineFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for TimelineFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut formats = Self::ALL.into_iter();
        let found = formats.find(|format| format.name().eq_ignore_ascii_case(text));
        found.ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            format!("unknown format; the formats are {names}")
        })
    }
}

/// The result of an export.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExportOutcome {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// Number of events in it.
    pub events: usize,
    /// Number of drafts and rejected events that it leaves out.
    pub drafts_left_out: usize,
    /// Number of words of sources that the quotation limit cut.
    pub words_cut: usize,
    /// Number of NULs written as U+2400, because CSV cannot hold them.
    pub lost_nuls: usize,
    /// In a figure: characters that no font has.
    pub missing_glyphs: BTreeSet<char>,
    /// The colophon in one line, where the file has no place for it: a table
    /// without rows, a list without records.
    pub notice: Option<String>,
}

impl ExportOutcome {
    /// A file that contains its colophon.
    pub(super) fn new(text: impl Into<Vec<u8>>, colophon: &Colophon<'_>) -> Self {
        Self {
            bytes: text.into(),
            events: colophon.events,
            words_cut: colophon.words_cut,
            ..Self::default()
        }
    }
}

/// The error of a library that writes a format.
pub(super) fn write_failed(error: impl fmt::Display) -> FileError {
    FileError::new(Message::new("export-write-failed").with("error", error.to_string()))
}
