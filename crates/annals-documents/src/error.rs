//! Why a document gives no text.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::format::DocumentFormat;

/// Why no text can be extracted from a document.
///
/// It displays in English as the message and the position, without the hint. A program
/// in another language translates its [`kind`](Self::kind).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtractError {
    /// What is wrong.
    pub kind: ExtractErrorKind,
    /// Line and column (in code points), both from 1, where decoding stopped.
    /// Plain text and Markdown have it.
    pub position: Option<(usize, usize)>,
}

/// What is wrong with a document. It displays in English, without a final stop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExtractErrorKind {
    /// The bytes are not of this format.
    OtherFormat(DocumentFormat),
    /// The file needs a password.
    Encrypted(DocumentFormat),
    /// A compound file (\[MS-CFB\]): an encrypted DOCX file or a DOC file.
    EncryptedOrDoc(DocumentFormat),
    /// A PDF with an unsupported encryption method.
    UnsupportedEncryption,
    /// An EPUB with digital rights management.
    RightsManagement,
    /// The file is damaged, or its end is missing.
    Damaged(DocumentFormat),
    /// A part of a ZIP file is missing.
    MissingPart {
        /// The format.
        format: DocumentFormat,
        /// The path of the part.
        part: String,
    },
    /// A part of a ZIP file is damaged.
    DamagedPart {
        /// The format.
        format: DocumentFormat,
        /// The path of the part.
        part: String,
        /// The error of the library.
        error: String,
    },
    /// The library can't read the EPUB.
    UnreadableEpub {
        /// The error of the library.
        error: String,
    },
    /// A ZIP file decompresses to more bytes than the limit.
    TooLarge {
        /// The format.
        format: DocumentFormat,
        /// The path of the part that exceeds the limit.
        part: String,
        /// The limit, in MiB.
        limit: u64,
    },
    /// The document has no text.
    NoText(DocumentFormat),
    /// A PDF without pages.
    NoPages,
    /// A PDF of scanned images without text.
    NoTextLayer,
    /// A PDF whose fonts do not map most glyphs to characters.
    UnmappedFonts,
    /// The text is longer than [`MAX_TEXT_BYTES`](crate::MAX_TEXT_BYTES).
    TooMuchText {
        /// The limit, in MiB.
        limit: usize,
    },
    /// No encoding has this label.
    UnknownEncoding(String),
    /// Bytes are invalid in the encoding.
    InvalidBytes {
        /// The name of the encoding.
        encoding: String,
        /// The first invalid byte, if it is known.
        byte: Option<u8>,
    },
    /// A plain text with control characters.
    Binary,
    /// The child process can't be started.
    NotStarted {
        /// The format.
        format: DocumentFormat,
        /// The error of the system.
        error: String,
    },
    /// The child process used up [`MAX_MEMORY_BYTES`](crate::MAX_MEMORY_BYTES).
    OutOfMemory {
        /// The format.
        format: DocumentFormat,
        /// The limit, in MiB.
        limit: u64,
    },
    /// The child process ran longer than [`MAX_WALL_TIME`](crate::MAX_WALL_TIME) or
    /// [`MAX_CPU_TIME`](crate::MAX_CPU_TIME).
    TooSlow {
        /// The format.
        format: DocumentFormat,
        /// The limit.
        limit: Duration,
    },
    /// The parser's stack overflowed.
    NestedTooDeeply(DocumentFormat),
    /// The parser crashed.
    Crashed(DocumentFormat),
}

impl ExtractError {
    /// What the user can do about it, in English.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        self.kind.hint()
    }

    /// Adds the position just behind `text`, the part that could be decoded.
    pub(crate) fn after(self, text: &str) -> Self {
        let line = text.matches('\n').count() + 1;
        let last_line = text.rsplit('\n').next().unwrap_or_default();
        Self {
            position: Some((line, last_line.chars().count() + 1)),
            ..self
        }
    }
}

impl From<ExtractErrorKind> for ExtractError {
    fn from(kind: ExtractErrorKind) -> Self {
        Self {
            kind,
            position: None,
        }
    }
}

impl ExtractErrorKind {
    /// What the user can do about it, in English.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::OtherFormat(_) => "Give it the suffix of its actual format.",
            Self::Encrypted(_) => "Save a copy without a password.",
            Self::EncryptedOrDoc(_) => "Save it as .docx without a password in a word processor.",
            Self::UnsupportedEncryption => "Save a copy without encryption.",
            Self::RightsManagement => {
                "Ask its publisher for an unencrypted copy, or quote from another edition."
            }
            Self::Damaged(_) | Self::DamagedPart { .. } | Self::NoPages => "Download it again.",
            Self::MissingPart { .. } => {
                "Download it again, or save it again in the program that made it."
            }
            Self::UnreadableEpub { .. } => "It may be damaged. Download it again.",
            Self::TooLarge { .. } => "The file may be malicious. If you trust it, split it.",
            Self::NoText(DocumentFormat::Html) => {
                "A script may load its text. Save the page from a browser after it has loaded, or \
                 print it to PDF."
            }
            Self::NoText(DocumentFormat::Pdf) => {
                "Its letters may be drawn as shapes. Run it through OCR (ocrmypdf adds a text \
                 layer)."
            }
            Self::NoText(_) => "Its pages may be images. Look for a copy with text.",
            Self::NoTextLayer => "Run it through OCR (ocrmypdf adds a text layer).",
            Self::UnmappedFonts => "Run it through OCR, or look for another copy.",
            Self::TooMuchText { .. } => "Split it, and cite the parts as separate sources.",
            Self::UnknownEncoding(_) => {
                "Use a name of the WHATWG Encoding Standard, such as utf-8, windows-1252, \
                 shift_jis, gb18030 or koi8-r."
            }
            Self::InvalidBytes { .. } => {
                "It may be in another encoding, or not be text. Specify its encoding (the \
                 source's `encoding`), or save it as UTF-8."
            }
            Self::Binary => {
                "If it is a PDF, DOCX, EPUB or HTML file, give it that suffix. If it is UTF-16, \
                 save it as UTF-8."
            }
            Self::NotStarted { .. } => return None,
            Self::OutOfMemory { .. } => {
                "The file may be malicious. If you trust it, split it, or save its text as .txt."
            }
            Self::TooSlow { .. } => {
                "The file may be damaged. If you trust it, split it, or save its text as .txt."
            }
            Self::NestedTooDeeply(_) => {
                "The file may be malicious. Save it again, or save its text as .txt."
            }
            Self::Crashed(_) => "The file may be damaged. Save it again, or save its text as .txt.",
        })
    }
}

impl fmt::Display for ExtractErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherFormat(format) => write!(f, "This is not a {format} file"),
            Self::Encrypted(format) => {
                write!(f, "The {format} file is encrypted and needs a password")
            }
            Self::EncryptedOrDoc(format) => write!(
                f,
                "The {format} file is encrypted, or has an older format (.doc)"
            ),
            Self::UnsupportedEncryption => {
                f.write_str("The PDF file is encrypted by an unsupported method")
            }
            Self::RightsManagement => {
                f.write_str("The EPUB file is encrypted (digital rights management)")
            }
            Self::Damaged(format) => write!(f, "The {format} file is damaged or incomplete"),
            Self::MissingPart { format, part } => {
                write!(
                    f,
                    "The {format} file is damaged: its part {part} is missing"
                )
            }
            Self::DamagedPart {
                format,
                part,
                error,
            } => write!(
                f,
                "The {format} file is damaged: its part {part} cannot be read ({error})"
            ),
            Self::UnreadableEpub { error } => write!(f, "The EPUB file cannot be read: {error}"),
            Self::TooLarge {
                format,
                part,
                limit,
            } => write!(
                f,
                "The {format} file decompresses to more than {limit} MiB, the limit for one file \
                 (at its part {part})"
            ),
            Self::NoText(format) => write!(f, "The {format} file has no text"),
            Self::NoPages => f.write_str("The PDF file is damaged: it has no pages"),
            Self::NoTextLayer => {
                f.write_str("The PDF file has no text layer: its pages are scanned images")
            }
            Self::UnmappedFonts => f.write_str(
                "The fonts of the PDF file do not map its glyphs to characters, so it has no \
                 readable text",
            ),
            Self::TooMuchText { limit } => write!(
                f,
                "The document has more than {limit} MiB of text, the limit for one document"
            ),
            Self::UnknownEncoding(label) => write!(f, "There is no encoding “{label}”"),
            Self::InvalidBytes { encoding, byte } => {
                let message = "The document contains bytes that are invalid in";
                match byte {
                    Some(byte) => write!(f, "{message} {encoding} (byte {byte:#04x})"),
                    None => write!(f, "{message} {encoding}"),
                }
            }
            Self::Binary => f.write_str("The document is not text: it contains binary bytes"),
            Self::NotStarted { format, error } => write!(
                f,
                "The process that reads {format} files cannot be started: {error}"
            ),
            Self::OutOfMemory { format, limit } => write!(
                f,
                "Reading this {format} file takes more than {limit} MiB of memory, the limit for \
                 one file"
            ),
            Self::TooSlow { format, limit } => write!(
                f,
                "Reading this {format} file takes longer than {} seconds, the limit for one file",
                limit.as_secs_f32()
            ),
            Self::NestedTooDeeply(format) => write!(f, "The {format} file is nested too deeply"),
            Self::Crashed(format) => write!(
                f,
                "The {format} file crashed its reader; nothing else is affected"
            ),
        }
    }
}

impl fmt::Display for ExtractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)?;
        match self.position {
            Some((line, column)) => write!(f, " (line {line}, column {column})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ExtractError {}
