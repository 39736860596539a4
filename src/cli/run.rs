//! Runs a subcommand that writes to two streams.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use serde_json::json;

use super::args::Subcommand;
use super::outcome::{CommandError, Outcome};
use super::{check, date, diff, export, fmt, list, locate, merge, new, render, show};
use crate::export::drafts_in_words;
use crate::export::joined;
use crate::language::Message;
use crate::model::{visible_id, visible_line};
use crate::storage::{FileError, Problem, Severity};
use annals_documents::Worker;

/// The streams that a subcommand writes to, and the worker it uses.
pub(super) struct Streams<'s> {
    /// Results.
    pub(super) out: &'s mut dyn Write,
    /// Problems.
    pub(super) err: &'s mut dyn Write,
    /// Extracts text of documents in a process of its own.
    pub(super) worker: &'s Worker,
}

/// A stream whose reader may close it (`annals list FILE | head`). It then discards
/// output, so that the subcommand finishes and its exit code is right.
struct PipeTolerant<'w, W>(&'w mut W);

/// The result of a write; `otherwise` where the pipe is closed.
fn unless_closed<T>(result: io::Result<T>, otherwise: T) -> io::Result<T> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(otherwise),
        other => other,
    }
}

impl<W: Write> Write for PipeTolerant<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        unless_closed(self.0.write(bytes), bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        unless_closed(self.0.flush(), ())
    }
}

/// Runs a subcommand and writes its results to `stdout` and its problems to `stderr`. A
/// closed stream is no error.
pub fn run(
    subcommand: &Subcommand,
    worker: &Worker,
    stdout: &mut impl Write,
    stderr: &mut impl Write,
) -> Outcome {
    let (mut stdout, mut stderr) = (PipeTolerant(stdout), PipeTolerant(stderr));
    let mut streams = Streams {
        out: &mut stdout,
        err: &mut stderr,
        worker,
    };
    let done = match subcommand {
        Subcommand::Check(args) => check::run(args, &mut streams),
        Subcommand::List(args) => list::run(args, &mut streams),
        Subcommand::Show(args) => show::run(args, &mut streams),
        Subcommand::Date(args) => date::run(args, &mut streams),
        Subcommand::Locate(args) => locate::run(args, &mut streams),
        Subcommand::Export(args) => export::run(args, &mut streams),
        Subcommand::Fmt(args) => fmt::run(args, &mut streams),
        Subcommand::Diff(args) => diff::run(args, &mut streams),
        Subcommand::Merge(args) => merge::run(args, &mut streams),
        Subcommand::New(args) => new::run(args, &mut streams),
        Subcommand::Render(args) => render::run(args, &mut streams),
    };
    let failure = match subcommand {
        Subcommand::Merge(_) => Outcome::NotMerged,
        _ => Outcome::Failed,
    };
    let done = match done {
        Err(CommandError::Refused { subject, error }) => streams
            .refuse(&subject, &error, subcommand.is_json())
            .map(|()| failure),
        other => other,
    };
    match done.and_then(|outcome| streams.flush().map(|()| outcome)) {
        Ok(outcome) => outcome,
        Err(CommandError::Output(error)) => {
            // If this fails too, there is no other place to report it.
            let _ = writeln!(streams.err, "annals: the result cannot be written: {error}");
            failure
        }
        Err(CommandError::Refused { .. }) => failure,
    }
}

impl Streams<'_> {
    /// Writes a value for machines.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), CommandError> {
        serde_json::to_writer_pretty(&mut self.out, value)?;
        writeln!(self.out)?;
        Ok(())
    }

    /// Writes problems to standard error: a line each with its place, the hint below
    /// it; or one JSON object per line.
    pub(super) fn problems(
        &mut self,
        path: &Path,
        problems: &[Problem],
        is_json: bool,
    ) -> Result<(), CommandError> {
        let file = path.to_string_lossy();
        for problem in problems {
            if is_json {
                serde_json::to_writer(&mut self.err, problem)?;
                writeln!(self.err)?;
            } else {
                let place = place(&file, problem.line, problem.column);
                writeln!(self.err, "{place}: {problem}")?;
            }
        }
        Ok(())
    }

    /// Writes a remark about a file to standard error.
    pub(super) fn remark(&mut self, path: &Path, remark: &str) -> Result<(), CommandError> {
        let file = path.to_string_lossy();
        writeln!(self.err, "{}: {remark}", visible_id(&file))?;
        Ok(())
    }

    /// Says on standard error how many drafts and rejected events were left out.
    pub(super) fn drafts_left_out(
        &mut self,
        path: &Path,
        count: usize,
    ) -> Result<(), CommandError> {
        if count == 0 {
            return Ok(());
        }
        let drafts = drafts_in_words(count);
        self.remark(path, &format!("{drafts} left out; --drafts takes them"))
    }

    /// Writes a warning or an error about a file to standard error.
    pub(super) fn report(
        &mut self,
        path: &Path,
        severity: Severity,
        message: &str,
        hint: &str,
    ) -> Result<(), CommandError> {
        let (message, hint) = (visible_line(message), visible_line(hint));
        self.remark(path, &format!("{severity}: {message}\n  hint: {hint}"))
    }

    /// Reports what could not be kept when a file was replaced.
    pub(super) fn save_warnings(
        &mut self,
        path: &Path,
        warnings: &[Message],
    ) -> Result<(), CommandError> {
        warnings
            .iter()
            .try_for_each(|warning| self.remark(path, &format!("warning: {warning}")))
    }

    /// Reports the NULs that a CSV file could not hold.
    pub(super) fn lost_nuls(&mut self, path: &Path, lost: usize) -> Result<(), CommandError> {
        match lost {
            0 => Ok(()),
            lost => self.remark(
                path,
                &format!("NUL characters written as ␀ (U+2400): {lost}"),
            ),
        }
    }

    fn refuse(
        &mut self,
        subject: &str,
        error: &FileError,
        is_json: bool,
    ) -> Result<(), CommandError> {
        if is_json {
            let object = joined([json!({ "file": subject }), serde_json::to_value(error)?]);
            return self.json(&json!({ "error": object }));
        }
        let place = place(subject, error.line, error.column);
        let placeless = FileError {
            line: None,
            column: None,
            ..error.clone()
        };
        writeln!(self.err, "annals: {place}: {placeless}")?;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), CommandError> {
        self.out.flush()?;
        self.err.flush()?;
        Ok(())
    }
}

/// `file:line:column`, which editors and terminals make a link.
fn place(file: &str, line: Option<usize>, column: Option<usize>) -> String {
    let file = visible_id(file);
    match (line, column) {
        (Some(line), Some(column)) => format!("{file}:{line}:{column}"),
        _ => file.into_owned(),
    }
}
