//! From bytes to text, in this process.

use crate::decoding::plain_text;
use crate::docx::docx_text;
use crate::epub::epub_text;
use crate::error::ExtractError;
use crate::format::DocumentFormat;
use crate::html::html_text;
use crate::markdown::markdown_text;
use crate::pdf::pdf_text;
use crate::structure::ExtractedText;

/// Extracts the text of a document in this process. A malicious file can crash
/// the process, keep it busy for ever or use up its memory, where
/// [`DocumentFormat::needs_child_process`] says so: use
/// [`Worker::extract`](crate::Worker::extract) for files of others.
///
/// `encoding` is a label of the WHATWG Encoding Standard, for plain text,
/// Markdown and HTML. It counts where the document has no byte order mark.
///
/// ```
/// use annals_documents::{DocumentFormat, extract};
///
/// let extracted = extract(DocumentFormat::Markdown, *b"# Aid\nIt began in *1958*.", None)?;
/// assert_eq!(extracted.text, "Aid\n\nIt began in 1958.");
/// let heading = &extracted.structure.headings[0];
/// assert_eq!((heading.start, heading.end, heading.level), (0, 3, 1));
///
/// let error = extract(DocumentFormat::PlainText, *b"caf\xe9", Some("utf-8")).unwrap_err();
/// assert_eq!(error.position, Some((1, 4)));
/// # Ok::<(), annals_documents::ExtractError>(())
/// ```
///
/// # Errors
///
/// [`ExtractError`] where the document is damaged, encrypted or of another
/// format, has no text or more than [`MAX_TEXT_BYTES`](crate::MAX_TEXT_BYTES),
/// or where no encoding has that label.
pub fn extract(
    format: DocumentFormat,
    bytes: impl Into<Vec<u8>>,
    encoding: Option<&str>,
) -> Result<ExtractedText, ExtractError> {
    let bytes = bytes.into();
    match format {
        DocumentFormat::PlainText => plain_text(&bytes, encoding),
        DocumentFormat::Markdown => markdown_text(&bytes, encoding),
        DocumentFormat::Html => html_text(&bytes, encoding),
        DocumentFormat::Pdf => pdf_text(bytes),
        DocumentFormat::Docx => docx_text(&bytes),
        DocumentFormat::Epub => epub_text(&bytes),
    }
}
