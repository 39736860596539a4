//! The files inside a document that is a ZIP archive, unfolded no further than
//! a document can be.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::flow::MAX_TEXT_BYTES;
use crate::storage::FileError;

/// The most that one file inside unfolds into, in bytes: twice the most text,
/// for the tags around it.
const MAX_UNFOLDED_BYTES: u64 = 2 * MAX_TEXT_BYTES as u64;

/// An archive, and what it is called.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    format: &'static str,
    /// How much may still be unfolded, over all files.
    left: u64,
}

impl<'b> Archive<'b> {
    /// Opens an archive.
    ///
    /// # Errors
    ///
    /// [`FileError`] where the bytes are none, or end before its end.
    pub(super) fn open(bytes: &'b [u8], format: &'static str) -> Result<Self, FileError> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return Err(FileError::new(format!(
                "The {format} file is encrypted, or of an older format (.doc)"
            ))
            .with_hint("Open it in a word processor and save it as .docx without a password."));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            if bytes.starts_with(b"PK") {
                FileError::new(format!(
                    "The {format} file is damaged, or breaks off before its end"
                ))
                .with_hint("Fetch it again.")
            } else {
                FileError::new(format!("This is no {format} file"))
                    .with_hint("Its name claims that it is one. Give it the suffix of what it is.")
            }
        })?;
        Ok(Self {
            zip,
            format,
            left: MAX_UNFOLDED_BYTES,
        })
    }

    /// Whether a file is inside.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of a file inside: UTF-8, or UTF-16 that says so.
    ///
    /// # Errors
    ///
    /// [`FileError`] where it is not there, encrypted, damaged, or unfolds into
    /// more than a document holds.
    pub(super) fn text(&mut self, name: &str) -> Result<String, FileError> {
        let format = self.format;
        let file = self.zip.by_name(name).map_err(|error| match error {
            ZipError::FileNotFound => FileError::new(format!(
                "The {format} file is damaged: it lacks its part {name}"
            ))
            .with_hint("Fetch it again, or save it anew in the program that made it."),
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)
            | ZipError::InvalidPassword => {
                FileError::new(format!("The {format} file is encrypted"))
                    .with_hint("Save a copy without a password.")
            }
            error => damaged(format, name, &error.to_string()),
        })?;
        let mut bytes = Vec::new();
        let read = file.take(self.left + 1).read_to_end(&mut bytes);
        let read = read.map_err(|error| damaged(format, name, &error.to_string()))?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| unfolds_too_far(format, name))?;
        let encoding = encoding_rs::Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
        let (text, _, _) = encoding.unwrap_or(encoding_rs::UTF_8).decode(&bytes);
        Ok(text.into_owned())
    }
}

fn damaged(format: &str, name: &str, error: &str) -> FileError {
    FileError::new(format!(
        "The {format} file is damaged: its part {name} cannot be read ({error})"
    ))
    .with_hint("Fetch it again.")
}

fn unfolds_too_far(format: &str, name: &str) -> FileError {
    FileError::new(format!(
        "The {format} file unfolds into more than {} MiB, the most that is read of one (at its \
         part {name})",
        MAX_UNFOLDED_BYTES >> 20
    ))
    .with_hint("So small a file with so much in it is made to break readers; or split it.")
}
