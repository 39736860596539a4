//! The child process: it extracts one document and writes the result.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use crate::error::ExtractError;
use crate::extract::extract;
use crate::format::DocumentFormat;
use crate::limits::{MAX_CPU_TIME, MAX_MEMORY_BYTES, limit_this_process};
use crate::structure::ExtractedText;

/// The first argument of a child process: `PROGRAM extract-text FORMAT
/// [ENCODING]`. A program passes the arguments behind it to [`serve`].
pub const EXTRACT_SUBCOMMAND: &str = "extract-text";

/// The stack of the parsers, in bytes: enough for any ordinary document.
const STACK_BYTES: usize = 64 << 20;

/// What a child writes on standard output, as JSON.
pub(crate) type Response = Result<ExtractedText, ExtractError>;

/// Limits this process, reads a document from standard input, and writes its
/// text to standard output for the [`Worker`](crate::Worker) of the parent
/// process. `arguments` are those behind [`EXTRACT_SUBCOMMAND`].
///
/// The exit code is 0 if a response was written, be it a text or an error, 1 if
/// none was, and 2 if `arguments` name no format.
///
/// ```no_run
/// use annals_documents::{EXTRACT_SUBCOMMAND, serve};
/// use std::process::ExitCode;
///
/// fn main() -> ExitCode {
///     let mut arguments = std::env::args().skip(1);
///     if arguments.next().as_deref() == Some(EXTRACT_SUBCOMMAND) {
///         return serve(arguments);
///     }
///     // … the program itself, which calls `Worker::this_program().extract(…)`
///     ExitCode::SUCCESS
/// }
/// ```
#[must_use]
pub fn serve(arguments: impl IntoIterator<Item = String>) -> ExitCode {
    serve_with(arguments, MAX_CPU_TIME, extract)
}

/// [`serve`] with another extraction function, for tests.
pub(crate) fn serve_with(
    arguments: impl IntoIterator<Item = String>,
    cpu_time: Duration,
    extract: impl FnOnce(DocumentFormat, Vec<u8>, Option<&str>) -> Response + Send + 'static,
) -> ExitCode {
    limit_this_process(cpu_time, MAX_MEMORY_BYTES);
    let mut arguments = arguments.into_iter();
    let format = arguments
        .next()
        .and_then(|name| DocumentFormat::from_name(&name));
    let Some(format) = format else {
        return ExitCode::from(2);
    };
    let encoding = arguments.next();
    let thread = std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || respond(|bytes| extract(format, bytes, encoding.as_deref())));
    // A panic has written its message to standard error.
    let has_responded = thread.is_ok_and(|thread| thread.join().unwrap_or(false));
    if has_responded {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Reads standard input and writes the response; whether both worked.
fn respond(extract: impl FnOnce(Vec<u8>) -> Response) -> bool {
    let mut bytes = Vec::new();
    if std::io::stdin().lock().read_to_end(&mut bytes).is_err() {
        return false;
    }
    // The spare capacity would count against the memory limit.
    bytes.shrink_to_fit();
    let response = extract(bytes);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer(&mut out, &response).is_ok() && out.flush().is_ok()
}
