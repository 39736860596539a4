//! From bytes to text, whatever the format.

use super::decoding::plain_text;
use super::docx::docx_text;
use super::epub::epub_text;
use super::format::Format;
use super::html::html_text;
use super::markdown::markdown_text;
use super::pdf::pdf_text;
use super::structure::PlainText;
use crate::storage::FileError;

/// The text of a document, read in this very process: a hostile file may end
/// it, keep it busy for ever or take all its memory, wherever
/// [`Format::needs_worker`]. Use [`read_document`](super::read_document).
///
/// `told` is the encoding, for the formats that have one.
///
/// # Errors
///
/// [`FileError`] where no text can be taken out of it.
pub fn extract(format: Format, bytes: &[u8], told: Option<&str>) -> Result<PlainText, FileError> {
    extract_owned(format, bytes.to_vec(), told)
}

/// The same of bytes that nobody else needs: a large document is held once.
pub(super) fn extract_owned(
    format: Format,
    bytes: Vec<u8>,
    told: Option<&str>,
) -> Result<PlainText, FileError> {
    match format {
        Format::PlainText => plain_text(&bytes, told),
        Format::Markdown => markdown_text(&bytes, told),
        Format::Html => html_text(&bytes, told),
        Format::Pdf => pdf_text(bytes),
        Format::Docx => docx_text(&bytes),
        Format::Epub => epub_text(&bytes),
    }
}
