//! The ZIP container of DOCX and EPUB, decompressed up to a limit.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::ExtractError;
use crate::text_builder::MAX_TEXT_BYTES;

/// The most that the parts of a container decompress to, in bytes: twice the
/// longest text, to leave space for markup.
const MAX_CONTENT_BYTES: u64 = 2 * MAX_TEXT_BYTES as u64;

/// A container, and the name of its format for messages.
pub(crate) struct Container<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    format: &'static str,
    /// How many bytes may still be decompressed, over all parts.
    bytes_left: u64,
}

impl<'b> Container<'b> {
    /// Opens a container.
    ///
    /// # Errors
    ///
    /// [`ExtractError`] where the bytes are no ZIP file, or a truncated one.
    pub(crate) fn open(bytes: &'b [u8], format: &'static str) -> Result<Self, ExtractError> {
        // A compound file ([MS-CFB]), which wraps encrypted DOCX files.
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            let message = format!("The {format} file is encrypted, or has an older format (.doc)");
            return Err(ExtractError::new(message)
                .with_hint("Save it as .docx without a password in a word processor."));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            if bytes.starts_with(b"PK") {
                ExtractError::new(format!("The {format} file is damaged or incomplete"))
                    .with_hint("Download it again.")
            } else {
                ExtractError::new(format!("This is not a {format} file"))
                    .with_hint("Give it the suffix of its actual format.")
            }
        })?;
        Ok(Self {
            zip,
            format,
            bytes_left: MAX_CONTENT_BYTES,
        })
    }

    /// Whether the container has a part of that name.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of a part: UTF-8, or UTF-16 with a byte order mark.
    ///
    /// # Errors
    ///
    /// [`ExtractError`] where the part is missing, encrypted or damaged, or
    /// decompresses to more than the limit.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, ExtractError> {
        let format = self.format;
        let damaged = |error: &dyn std::fmt::Display| {
            let message =
                format!("The {format} file is damaged: its part {name} cannot be read ({error})");
            ExtractError::new(message).with_hint("Download it again.")
        };
        let part = self.zip.by_name(name).map_err(|error| match error {
            ZipError::FileNotFound => {
                let message = format!("The {format} file is damaged: its part {name} is missing");
                ExtractError::new(message)
                    .with_hint("Download it again, or save it again in the program that made it.")
            }
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)
            | ZipError::InvalidPassword => {
                ExtractError::new(format!("The {format} file is encrypted"))
                    .with_hint("Save a copy without a password.")
            }
            error => damaged(&error),
        })?;
        let mut bytes = Vec::new();
        let read = part.take(self.bytes_left + 1).read_to_end(&mut bytes);
        let read = read.map_err(|error| damaged(&error))?;
        self.bytes_left = self.bytes_left.checked_sub(read as u64).ok_or_else(|| {
            ExtractError::new(format!(
                "The {format} file decompresses to more than {} MiB, the limit for one file (at \
                 its part {name})",
                MAX_CONTENT_BYTES >> 20
            ))
            .with_hint("The file may be malicious. If you trust it, split it.")
        })?;
        let encoding = encoding_rs::Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
        let (text, _, _) = encoding.unwrap_or(encoding_rs::UTF_8).decode(&bytes);
        Ok(text.into_owned())
    }
}
