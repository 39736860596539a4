//! The parent's side: it starts a child process for each document. The child may
//! run for ever, write without end, or crash; the parent limits its time and its
//! output, and turns each failure into an error.

use std::io::{self, Read, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::child::{EXTRACT_SUBCOMMAND, Response};
use crate::error::{ExtractError, ExtractErrorKind};
use crate::extract::extract;
use crate::format::DocumentFormat;
use crate::limits::{MAX_CPU_TIME, MAX_MEMORY_BYTES, MAX_OUTPUT_BYTES, MAX_WALL_TIME};
use crate::structure::ExtractedText;
use crate::text_builder::TOO_MUCH_TEXT;

/// Extracts documents. A document of a format whose parser can crash is extracted
/// in a child process: a program whose `main` calls [`serve`](crate::serve).
///
/// ```no_run
/// use annals_documents::{DocumentFormat, Worker};
///
/// let worker = Worker { program: "/usr/bin/annals-extract".into() };
/// let bytes = std::fs::read("article.pdf")?;
/// let extracted = worker.extract(DocumentFormat::Pdf, bytes, None)?;
/// println!("{}", extracted.text);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// The program that is started with [`EXTRACT_SUBCOMMAND`].
    pub program: PathBuf,
}

impl Worker {
    /// A worker that starts the running program again. In a test the running
    /// program is the test, which knows no [`EXTRACT_SUBCOMMAND`].
    #[must_use]
    pub fn this_program() -> Self {
        let called_as = || std::env::args_os().next().unwrap_or_default().into();
        Self {
            program: std::env::current_exe().unwrap_or_else(|_| called_as()),
        }
    }

    /// Extracts the text of a document within [`MAX_WALL_TIME`]. `encoding` is
    /// as for [`extract()`].
    ///
    /// # Errors
    ///
    /// [`ExtractError`] as for [`extract()`], and where the child process cannot
    /// be started, crashes, or exceeds its limits.
    pub fn extract(
        &self,
        format: DocumentFormat,
        bytes: impl Into<Vec<u8>>,
        encoding: Option<&str>,
    ) -> Result<ExtractedText, ExtractError> {
        self.extract_within(MAX_WALL_TIME, format, bytes, encoding)
    }

    /// [`extract()`](Self::extract) with another limit on the time by the clock.
    ///
    /// # Errors
    ///
    /// As for [`extract()`](Self::extract).
    pub fn extract_within(
        &self,
        wall_time: Duration,
        format: DocumentFormat,
        bytes: impl Into<Vec<u8>>,
        encoding: Option<&str>,
    ) -> Result<ExtractedText, ExtractError> {
        if !format.needs_child_process() {
            return extract(format, bytes, encoding);
        }
        let mut command = Command::new(&self.program);
        command
            .arg(EXTRACT_SUBCOMMAND)
            .arg(format.name())
            .args(encoding);
        let limits = Limits {
            wall_time,
            output_bytes: MAX_OUTPUT_BYTES,
        };
        let output = run(command, &bytes.into(), limits);
        let output = output.map_err(|failure| failure.into_error(format))?;
        serde_json::from_slice::<Response>(&output)
            .unwrap_or_else(|_| Err(ChildFailure::crash_without_cause().into_error(format)))
    }
}

/// The limits that the parent enforces.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) wall_time: Duration,
    pub(crate) output_bytes: usize,
}

/// Why a child process gave no response.
#[derive(Debug)]
pub(crate) enum ChildFailure {
    NotStarted(io::Error),
    /// After this long.
    TimedOut(Duration),
    OutputTooLong,
    Crashed {
        status: Option<ExitStatus>,
        stderr: String,
    },
}

/// Runs a child with some input and returns its output. The child has ended
/// when this returns, which is soon after its time is over.
pub(crate) fn run(
    mut command: Command,
    input: &[u8],
    limits: Limits,
) -> Result<Vec<u8>, ChildFailure> {
    /// The beginning of standard error names the cause of a crash.
    const MAX_STDERR_BYTES: usize = 16 << 10;
    let deadline = Instant::now() + limits.wall_time;
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(ChildFailure::NotStarted)?;
    let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (Some(mut stdin), Some(stdout), Some(stderr)) = pipes else {
        kill(&mut child);
        let error = io::Error::other("it has no pipes");
        return Err(ChildFailure::NotStarted(error));
    };
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        scope.spawn(move || {
            // A child that stops reading gives its reason on the other pipes.
            let _ = stdin.write_all(input);
        });
        let stderr = scope.spawn(move || read_at_most(stderr, MAX_STDERR_BYTES).0);
        scope.spawn(move || {
            let _ = sender.send(read_at_most(stdout, limits.output_bytes));
        });
        let output = receiver.recv_timeout(limits.wall_time);
        let status = match &output {
            Ok((_, false)) => wait_until(&mut child, deadline),
            Ok((_, true)) | Err(_) => None,
        };
        if status.is_none() {
            kill(&mut child);
        }
        let stderr = stderr.join().unwrap_or_default();
        match (output, status) {
            (Ok((_, true)), _) => Err(ChildFailure::OutputTooLong),
            (Ok((output, false)), Some(status)) if status.success() => Ok(output),
            (Ok(_), Some(status)) => Err(ChildFailure::Crashed {
                status: Some(status),
                stderr: String::from_utf8_lossy(&stderr).into_owned(),
            }),
            (Ok(_), None) | (Err(_), _) => Err(ChildFailure::TimedOut(limits.wall_time)),
        }
    })
}

/// Reads a pipe up to `limit` bytes; whether it holds more. Then the pipe is
/// closed, so that the child does not wait for a reader.
fn read_at_most(pipe: impl Read, limit: usize) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let _ = pipe.take(limit as u64 + 1).read_to_end(&mut bytes);
    let has_more = bytes.len() > limit;
    bytes.truncate(limit);
    (bytes, has_more)
}

/// Waits for a child that has closed its output.
fn wait_until(child: &mut Child, deadline: Instant) -> Option<ExitStatus> {
    const PAUSE: Duration = Duration::from_millis(2);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < deadline => std::thread::sleep(PAUSE),
            _ => return None,
        }
    }
}

fn kill(child: &mut Child) {
    // This fails if the child has ended already, which is as well.
    let _ = child.kill();
    let _ = child.wait();
}

impl ChildFailure {
    const fn crash_without_cause() -> Self {
        Self::Crashed {
            status: None,
            stderr: String::new(),
        }
    }

    pub(crate) fn into_error(self, format: DocumentFormat) -> ExtractError {
        let too_slow = |limit| ExtractErrorKind::TooSlow { format, limit };
        let kind = match self {
            Self::NotStarted(error) => ExtractErrorKind::NotStarted {
                format,
                error: error.to_string(),
            },
            Self::TimedOut(time) => too_slow(time),
            Self::OutputTooLong => TOO_MUCH_TEXT,
            Self::Crashed {
                status: Some(status),
                ..
            } if has_exceeded_cpu_time(status) => too_slow(MAX_CPU_TIME),
            Self::Crashed { stderr, .. } => crash(format, &stderr.to_ascii_lowercase()),
        };
        kind.into()
    }
}

/// The cause of a crash, as standard error names it.
fn crash(format: DocumentFormat, stderr: &str) -> ExtractErrorKind {
    let ran_out_of_memory = ["memory allocation", "out of memory", "capacity overflow"]
        .iter()
        .any(|words| stderr.contains(words));
    if ran_out_of_memory {
        ExtractErrorKind::OutOfMemory {
            format,
            limit: MAX_MEMORY_BYTES >> 20,
        }
    } else if stderr.contains("overflowed its stack") {
        ExtractErrorKind::NestedTooDeeply(format)
    } else {
        ExtractErrorKind::Crashed(format)
    }
}

/// Whether the system ended a process because its processor time was over.
fn has_exceeded_cpu_time(status: ExitStatus) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt as _;
        status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
    }
    #[cfg(not(unix))]
    {
        let _ = status;
        false
    }
}
