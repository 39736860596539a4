//! The ZIP container of DOCX and EPUB, decompressed up to a limit.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{ExtractError, ExtractErrorKind};
use crate::format::DocumentFormat;
use crate::text_builder::MAX_TEXT_BYTES;

/// The most that the parts of a container decompress to, in bytes: twice the
/// longest text, to leave space for markup.
const MAX_CONTENT_BYTES: u64 = 2 * MAX_TEXT_BYTES as u64;

/// A container, and the name of its format for messages.
pub(crate) struct Container<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    format: DocumentFormat,
    /// How many bytes may still be decompressed, over all parts.
    bytes_left: u64,
}

impl<'b> Container<'b> {
    /// Opens a container.
    ///
    /// # Errors
    ///
    /// [`ExtractError`] where the bytes are no ZIP file, or a truncated one.
    pub(crate) fn open(bytes: &'b [u8], format: DocumentFormat) -> Result<Self, ExtractError> {
        // A compound file ([MS-CFB]), which wraps encrypted DOCX files.
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return Err(ExtractErrorKind::EncryptedOrDoc(format).into());
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            if bytes.starts_with(b"PK") {
                ExtractErrorKind::Damaged(format)
            } else {
                ExtractErrorKind::OtherFormat(format)
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
        let damaged = |error: &dyn std::fmt::Display| ExtractErrorKind::DamagedPart {
            format,
            part: name.to_owned(),
            error: error.to_string(),
        };
        let part = self.zip.by_name(name).map_err(|error| match error {
            ZipError::FileNotFound => ExtractErrorKind::MissingPart {
                format,
                part: name.to_owned(),
            },
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)
            | ZipError::InvalidPassword => ExtractErrorKind::Encrypted(format),
            error => damaged(&error),
        })?;
        let mut bytes = Vec::new();
        let read = part.take(self.bytes_left + 1).read_to_end(&mut bytes);
        let read = read.map_err(|error| damaged(&error))?;
        self.bytes_left =
            self.bytes_left
                .checked_sub(read as u64)
                .ok_or_else(|| ExtractErrorKind::TooLarge {
                    format,
                    part: name.to_owned(),
                    limit: MAX_CONTENT_BYTES >> 20,
                })?;
        let encoding = encoding_rs::Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
        let (text, _, _) = encoding.unwrap_or(encoding_rs::UTF_8).decode(&bytes);
        Ok(text.into_owned())
    }
}
