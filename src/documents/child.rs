//! The child process: it reads one document and says what it found.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::extraction::extract_owned;
use super::format::Format;
use super::limits::{MAX_MEMORY, MAX_TIME, limit_this_process};
use super::structure::{PlainText, Structure};
use crate::model::Extractor;
use crate::storage::FileError;

/// The word on the command line that makes the program a child that reads one
/// document: `annals extract-text FORMAT [ENCODING]`. It is no verb for people.
pub const EXTRACT_VERB: &str = "extract-text";

/// The stack that parsers get: deep enough for any honest document.
const STACK_BYTES: usize = 64 << 20;

/// What a child answers: one JSON object on standard output.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Answer {
    Text {
        text: String,
        structure: Structure,
        extractor: String,
        version: String,
    },
    Refused {
        message: String,
        hint: Option<String>,
    },
}

impl From<Result<PlainText, FileError>> for Answer {
    fn from(read: Result<PlainText, FileError>) -> Self {
        match read {
            Ok(plain) => Self::Text {
                text: plain.text,
                structure: plain.structure,
                extractor: plain.extractor.name,
                version: plain.extractor.version,
            },
            Err(FileError { message, hint, .. }) => Self::Refused { message, hint },
        }
    }
}

impl From<Answer> for Result<PlainText, FileError> {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Text {
                text,
                structure,
                extractor,
                version,
            } => Ok(PlainText {
                text,
                structure,
                extractor: Extractor {
                    name: extractor,
                    version,
                },
            }),
            Answer::Refused { message, hint } => Err(FileError {
                hint,
                ..FileError::new(message)
            }),
        }
    }
}

/// Reads a document from standard input and answers on standard output, within
/// the limits that it sets itself. The arguments are those after
/// [`EXTRACT_VERB`]. The exit code says whether there is an answer, not which.
#[must_use]
pub fn serve(arguments: impl IntoIterator<Item = String>) -> ExitCode {
    serve_with(arguments, MAX_TIME, |format, bytes, told| {
        extract_owned(format, bytes, told)
    })
}

/// The same with a reader of its own and less time: tests bring one that
/// misbehaves.
pub(super) fn serve_with(
    arguments: impl IntoIterator<Item = String>,
    time: Duration,
    read: impl FnOnce(Format, Vec<u8>, Option<&str>) -> Result<PlainText, FileError> + Send + 'static,
) -> ExitCode {
    limit_this_process(time, MAX_MEMORY);
    let mut arguments = arguments.into_iter();
    let format = arguments.next().and_then(|name| Format::named(&name));
    let Some(format) = format else {
        // Nobody but this program asks, and it asks right.
        return ExitCode::from(2);
    };
    let told = arguments.next();
    let reading = std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || answer(|bytes| read(format, bytes, told.as_deref())));
    // A panic was told on standard error.
    let answered = reading.is_ok_and(|reading| reading.join().is_ok_and(|written| written));
    if answered {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Whether there was something to answer and somebody to hear it.
fn answer(read: impl FnOnce(Vec<u8>) -> Result<PlainText, FileError>) -> bool {
    let mut bytes = Vec::new();
    if std::io::stdin().lock().read_to_end(&mut bytes).is_err() {
        return false;
    }
    // What it grew beyond its bytes would count against the memory.
    bytes.shrink_to_fit();
    let answer = Answer::from(read(bytes));
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer(&mut out, &answer).is_ok() && out.flush().is_ok()
}
