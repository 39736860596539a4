//! Runs a verb between two streams.

use std::io::{self, Write};

use serde::Serialize;

use super::args::Verb;
use super::outcome::{Outcome, VerbError};
use super::{check, date, export, fmt, list, locate, render, show};
use crate::model::visible_id;
use crate::storage::{FileError, Problem};
use annals_documents::Worker;

/// Where a verb writes.
pub(super) struct Streams<'s> {
    /// Results.
    pub(super) out: &'s mut dyn Write,
    /// Problems.
    pub(super) err: &'s mut dyn Write,
    /// Who reads documents that a parser may choke on.
    pub(super) worker: &'s Worker,
}

/// A stream whose reader may stop listening (`annals list FILE | head`). From
/// then on it swallows what it is given: the verb does its work to the end, and
/// its exit code says what it found, whoever listened.
struct PipeTolerant<'w, W> {
    stream: &'w mut W,
    is_closed: bool,
}

impl<'w, W: Write> PipeTolerant<'w, W> {
    const fn new(stream: &'w mut W) -> Self {
        Self {
            stream,
            is_closed: false,
        }
    }

    fn tolerate<T>(&mut self, result: io::Result<T>, otherwise: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(otherwise)
            }
            other => other,
        }
    }
}

impl<W: Write> Write for PipeTolerant<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_closed {
            return Ok(bytes.len());
        }
        let written = self.stream.write(bytes);
        self.tolerate(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_closed {
            return Ok(());
        }
        let flushed = self.stream.flush();
        self.tolerate(flushed, ())
    }
}

/// Runs a verb. A reader that stops listening changes nothing but what it
/// hears.
pub fn run(
    verb: &Verb,
    worker: &Worker,
    stdout: &mut impl Write,
    stderr: &mut impl Write,
) -> Outcome {
    let (mut stdout, mut stderr) = (PipeTolerant::new(stdout), PipeTolerant::new(stderr));
    let mut streams = Streams {
        out: &mut stdout,
        err: &mut stderr,
        worker,
    };
    let done = match verb {
        Verb::Check(args) => check::run(args, &mut streams),
        Verb::List(args) => list::run(args, &mut streams),
        Verb::Show(args) => show::run(args, &mut streams),
        Verb::Date(args) => date::run(args, &mut streams),
        Verb::Locate(args) => locate::run(args, &mut streams),
        Verb::Export(args) => export::run(args, &mut streams),
        Verb::Fmt(args) => fmt::run(args, &mut streams),
        Verb::Render(args) => render::run(args, &mut streams),
    };
    let done = match done {
        Err(VerbError::Refused { subject, refusal }) => streams
            .refuse(&subject, &refusal, verb.is_json())
            .map(|()| Outcome::Failed),
        other => other,
    };
    match done.and_then(|outcome| streams.flush().map(|()| outcome)) {
        Ok(outcome) => outcome,
        Err(VerbError::Output(error)) => {
            // Nothing is left to be done where this cannot be said either.
            let _ = writeln!(streams.err, "annals: the result cannot be written: {error}");
            Outcome::Failed
        }
        Err(VerbError::Refused { .. }) => Outcome::Failed,
    }
}

impl Streams<'_> {
    /// Writes a value for machines.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), VerbError> {
        serde_json::to_writer_pretty(&mut self.out, value)?;
        writeln!(self.out)?;
        Ok(())
    }

    /// Writes problems to standard error: a line each with its place, and its
    /// hint below; or one JSON object a line.
    pub(super) fn problems(
        &mut self,
        file: &str,
        problems: &[Problem],
        is_json: bool,
    ) -> Result<(), VerbError> {
        for problem in problems {
            if is_json {
                serde_json::to_writer(&mut self.err, problem)?;
                writeln!(self.err)?;
            } else {
                let place = place(file, problem.line, problem.column);
                writeln!(self.err, "{place}: {problem}")?;
            }
        }
        Ok(())
    }

    fn refuse(
        &mut self,
        subject: &str,
        refusal: &FileError,
        is_json: bool,
    ) -> Result<(), VerbError> {
        if is_json {
            return self.json(&Refused {
                error: RefusedFile {
                    file: subject,
                    refusal,
                },
            });
        }
        let place = place(subject, refusal.line, refusal.column);
        // The place stands in front already.
        let placeless = FileError {
            line: None,
            column: None,
            ..refusal.clone()
        };
        writeln!(self.err, "annals: {place}: {placeless}")?;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), VerbError> {
        self.out.flush()?;
        self.err.flush()?;
        Ok(())
    }
}

/// What a machine gets instead of a result.
#[derive(Serialize)]
struct Refused<'r> {
    error: RefusedFile<'r>,
}

#[derive(Serialize)]
struct RefusedFile<'r> {
    file: &'r str,
    #[serde(flatten)]
    refusal: &'r FileError,
}

/// `file:line:column`, as editors and terminals make links of.
fn place(file: &str, line: Option<usize>, column: Option<usize>) -> String {
    let file = visible_id(file);
    match (line, column) {
        (Some(line), Some(column)) => format!("{file}:{line}:{column}"),
        _ => file.into_owned(),
    }
}
