//! The import of a file of records.

use serde_json::{Map, Value};

use super::format::ImportFormat;
use super::slug::record_name;
use super::{bibtex, csl_json, ris};
use crate::language::Message;
use crate::model::IdAllocator;
use crate::storage::FileError;

/// The largest file that is imported, in bytes: 32 MiB.
pub const MAX_IMPORT_BYTES: u64 = 32 << 20;

/// The most problems that are listed; one more gives the number of the others.
const MAX_PROBLEMS: usize = 1_000;

/// The content of a file of records.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportResult {
    /// The records, in the order of the file.
    pub records: Vec<ImportedRecord>,
    /// What could not be imported, in the order of the file.
    pub problems: Vec<ImportProblem>,
}

/// A bibliographic record, ready to attach to a source.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedRecord {
    /// An id for the source, unique among the records of this file. A timeline or
    /// another import may have the same.
    pub id: String,
    /// The CSL-JSON record, without an `id`.
    pub csl: Map<String, Value>,
    /// The line where it starts, from 1.
    pub line: usize,
}

/// A problem in a file of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportProblem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong: a sentence.
    pub message: Message,
    /// How to fix it: a sentence.
    pub hint: Option<Message>,
}

impl ImportProblem {
    pub(super) const fn new(line: usize, message: Message) -> Self {
        Self {
            line,
            message,
            hint: None,
        }
    }

    /// The same problem with the hint of an id.
    pub(super) fn with_hint(self, id: &'static str) -> Self {
        Self {
            hint: Some(Message::new(id)),
            ..self
        }
    }
}

/// A record from the parser of a format.
pub(super) struct ParsedRecord {
    pub(super) line: usize,
    /// Its key in the file.
    pub(super) key: Option<String>,
    pub(super) csl: Map<String, Value>,
}

/// The result of the parser of a format.
#[derive(Default)]
pub(super) struct ParsedFile {
    pub(super) records: Vec<ParsedRecord>,
    pub(super) problems: Vec<ImportProblem>,
}

/// Reads the records of a file.
///
/// # Errors
///
/// [`FileError`] where the bytes are not UTF-8 (a byte order mark is allowed),
/// exceed [`MAX_IMPORT_BYTES`], or are not JSON although the format is CSL-JSON.
pub fn import(bytes: &[u8], format: ImportFormat) -> Result<ImportResult, FileError> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_IMPORT_BYTES) {
        return Err(FileError::new(Message::new("file-import-too-large"))
            .with_hint(Message::new("import-too-large-hint")));
    }
    let text = utf8(bytes)?;
    let parsed = match format {
        ImportFormat::CslJson => csl_json::read(text)?,
        ImportFormat::BibTex => bibtex::read(text),
        ImportFormat::Ris => ris::read(text),
    };
    let mut ids = IdAllocator::new(|_| false);
    let records = parsed
        .records
        .into_iter()
        .map(|ParsedRecord { line, key, mut csl }| {
            csl.shift_remove("id");
            let id = ids.allocate(&record_name(key.as_deref(), &csl));
            ImportedRecord { id, csl, line }
        })
        .collect();
    let mut problems = parsed.problems;
    problems.sort_by_key(|problem| problem.line);
    if problems.len() > MAX_PROBLEMS {
        let more = problems.len() - MAX_PROBLEMS;
        problems.truncate(MAX_PROBLEMS);
        let line = problems.last().map_or(1, |last| last.line);
        problems.push(ImportProblem::new(
            line,
            Message::new("import-more-problems").with("count", more),
        ));
    }
    Ok(ImportResult { records, problems })
}

fn utf8(bytes: &[u8]) -> Result<&str, FileError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        FileError::new(Message::new("import-not-utf8"))
            .with_hint(Message::new("import-not-utf8-hint"))
            .at_offset(&String::from_utf8_lossy(bytes), error.valid_up_to())
    })
}

/// The lines of a text, by byte offset.
pub(super) struct LineIndex(Vec<usize>);

impl LineIndex {
    pub(super) fn of(text: &str) -> Self {
        Self(memchr::memchr_iter(b'\n', text.as_bytes()).collect())
    }

    /// The line that contains a byte, from 1.
    pub(super) fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|end| *end < offset) + 1
    }
}
