//! The formats, and the bytes of an export.

use std::fmt;
use std::str::FromStr;

use super::colophon::Colophon;
use super::request::ExportRequest;
use super::{csl, csv, json, markdown, page, web_annotation};

/// A format that a timeline is exported in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A page for a browser, which needs no other file.
    Html,
    /// Comma-separated values (RFC 4180), a row a citation.
    Csv,
    /// Markdown for people (`CommonMark`).
    Markdown,
    /// JSON, with everything.
    Json,
    /// W3C Web Annotations as JSON-LD, one a citation.
    WebAnnotation,
    /// CSL-JSON: the sources that are cited.
    Csl,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [
        Self::Html,
        Self::Csv,
        Self::Markdown,
        Self::Json,
        Self::WebAnnotation,
        Self::Csl,
    ];

    /// Its name on the command line.
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

    /// The format that the suffix of a file's name, without its dot and in
    /// either case, says; `None` where it says none. Annotations and records
    /// have no suffix of their own and are named.
    #[must_use]
    pub fn of_suffix(suffix: &str) -> Option<Self> {
        let with_suffix = [Self::Html, Self::Csv, Self::Markdown, Self::Json].into_iter();
        with_suffix
            .into_iter()
            .find(|format| format.name().eq_ignore_ascii_case(suffix))
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that no format bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownFormat;

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Format::ALL.map(Format::name).join(", ");
        write!(f, "no format of that name; there are {names}")
    }
}

impl std::error::Error for UnknownFormat {}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        let mut formats = Self::ALL.into_iter();
        let found = formats.find(|format| format.name().eq_ignore_ascii_case(text));
        found.ok_or(UnknownFormat)
    }
}

/// An export as it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportOutcome {
    /// The file's bytes, UTF-8.
    pub bytes: Vec<u8>,
    /// How many NULs became pictures of NUL, as CSV cannot hold them.
    pub lost_nuls: usize,
    /// How many words of sources the limit on quotations cut.
    pub words_cut: usize,
    /// Of what it was made, by what, and what was chosen, in one line for
    /// people, where nothing in the file can say so: a table without rows, a
    /// list without records. `None` where the file says it.
    pub notice: Option<String>,
}

impl ExportOutcome {
    /// A file that says itself of what it was made.
    pub(super) fn new(text: impl Into<Vec<u8>>, colophon: &Colophon<'_>) -> Self {
        Self {
            bytes: text.into(),
            lost_nuls: 0,
            words_cut: colophon.words_cut,
            notice: None,
        }
    }
}

/// Why an export could not be put together.
#[derive(Debug)]
pub struct ExportError(Box<dyn std::error::Error + Send + Sync>);

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the export cannot be put together: {}", self.0)
    }
}

impl std::error::Error for ExportError {}

impl From<::csv::Error> for ExportError {
    fn from(error: ::csv::Error) -> Self {
        Self(error.into())
    }
}

impl From<serde_json::Error> for ExportError {
    fn from(error: serde_json::Error) -> Self {
        Self(error.into())
    }
}

/// The bytes of an export.
///
/// # Errors
///
/// [`ExportError`] where a format's writer refuses what it is given, which no
/// timeline is known to bring about.
pub fn bytes(format: Format, request: &ExportRequest<'_>) -> Result<ExportOutcome, ExportError> {
    match format {
        Format::Html => Ok(page::page(request)),
        Format::Csv => csv::table(request),
        Format::Markdown => Ok(markdown::page(request)),
        Format::Json => json::object(request),
        Format::WebAnnotation => web_annotation::collection(request),
        Format::Csl => csl::records(request),
    }
}
