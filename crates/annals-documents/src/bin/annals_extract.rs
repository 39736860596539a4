//! Prints the text of a document: `annals-extract FILE [ENCODING]`.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use annals_documents::{DocumentFormat, EXTRACT_SUBCOMMAND, Worker, serve};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(first) = arguments.next() else {
        return failed("usage: annals-extract FILE [ENCODING]");
    };
    if first == EXTRACT_SUBCOMMAND {
        return serve(arguments);
    }
    let path = PathBuf::from(first);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => return failed(&format!("{}: {error}", path.display())),
    };
    let Some(format) = DocumentFormat::detect(&path, &bytes) else {
        return failed(&format!("{}: unknown format", path.display()));
    };
    let encoding = arguments.next();
    match Worker::this_program().extract(format, bytes, encoding.as_deref()) {
        Ok(extracted) => {
            let written = writeln!(std::io::stdout(), "{}", extracted.text);
            ExitCode::from(u8::from(written.is_err()))
        }
        Err(error) => failed(&format!("{}: {error}", path.display())),
    }
}

fn failed(message: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "{message}");
    ExitCode::FAILURE
}
