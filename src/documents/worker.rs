//! The parent's side: a child process reads the document, and is not trusted
//! to end, to be brief, or to live.

use std::io::{self, Read, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::child::{Answer, EXTRACT_VERB};
use super::format::Format;
use super::limits::{MAX_MEMORY, MAX_OUTPUT, MAX_TIME, MAX_WAIT};
use super::structure::PlainText;
use crate::storage::FileError;

/// How documents are read that a parser may choke on: by a child process of a
/// program that knows [`EXTRACT_VERB`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// The program: this one.
    pub program: PathBuf,
}

impl Worker {
    /// The program that is running. For `main` alone to ask: in a test the
    /// program that is running is the test.
    #[must_use]
    pub fn this_program() -> Self {
        let called = || std::env::args_os().next().unwrap_or_default().into();
        Self {
            program: std::env::current_exe().unwrap_or_else(|_| called()),
        }
    }

    /// The text of a document, read by a child.
    ///
    /// # Errors
    ///
    /// [`FileError`] where the child gives one, or comes to grief.
    pub fn extract(
        &self,
        format: Format,
        bytes: &[u8],
        told: Option<&str>,
    ) -> Result<PlainText, FileError> {
        self.extract_within(MAX_WAIT, format, bytes, told)
    }

    /// The same in less time than [`MAX_WAIT`].
    ///
    /// # Errors
    ///
    /// As [`extract`](Self::extract).
    pub fn extract_within(
        &self,
        time: Duration,
        format: Format,
        bytes: &[u8],
        told: Option<&str>,
    ) -> Result<PlainText, FileError> {
        let mut command = Command::new(&self.program);
        command.arg(EXTRACT_VERB).arg(format.name()).args(told);
        let limits = Limits {
            time,
            output: MAX_OUTPUT,
        };
        let said = run(command, bytes, limits).map_err(|end| end.refusal(format))?;
        match serde_json::from_slice::<Answer>(&said) {
            Ok(answer) => answer.into(),
            Err(_) => Err(End::Died(None, String::new()).refusal(format)),
        }
    }
}

/// What a child may use before it is killed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) time: Duration,
    /// In bytes.
    pub(super) output: usize,
}

/// How a child ended, if not well.
#[derive(Debug)]
pub(super) enum End {
    NotBegun(io::Error),
    /// Than the time that it had.
    TooLong(Duration),
    TooMuch,
    /// With its exit status, if it left one, and what it said last.
    Died(Option<ExitStatus>, String),
}

/// Runs a child on some input and gives back what it writes. Whatever it does,
/// it is gone when this returns, which is soon after the time that it has.
pub(super) fn run(mut command: Command, input: &[u8], limits: Limits) -> Result<Vec<u8>, End> {
    /// Of what is written on standard error the beginning says why.
    const COMPLAINT: usize = 16 << 10;
    let deadline = Instant::now() + limits.time;
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(End::NotBegun)?;
    let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (Some(mut stdin), Some(stdout), Some(stderr)) = pipes else {
        end(&mut child);
        return Err(End::NotBegun(io::Error::other("it has no pipes")));
    };
    std::thread::scope(|scope| {
        let (tell, told) = mpsc::channel();
        scope.spawn(move || {
            // One that stops listening has its reasons; its answer tells.
            let _ = stdin.write_all(input);
        });
        let complaint = scope.spawn(move || {
            let (complaint, _) = read_some(stderr, COMPLAINT);
            complaint
        });
        scope.spawn(move || {
            let (said, is_more) = read_some(stdout, limits.output);
            let _ = tell.send((said, is_more));
        });
        let said = told.recv_timeout(limits.time);
        let status = match &said {
            Ok((_, false)) => wait_until(&mut child, deadline),
            // Kept running, it would only go on.
            Ok((_, true)) | Err(_) => None,
        };
        if status.is_none() {
            end(&mut child);
        }
        let complaint = complaint.join().unwrap_or_default();
        match (said, status) {
            (Ok((_, true)), _) => Err(End::TooMuch),
            (Ok((said, false)), Some(status)) if status.success() => Ok(said),
            (Ok(_), Some(status)) => {
                let complaint = String::from_utf8_lossy(&complaint).into_owned();
                Err(End::Died(Some(status), complaint))
            }
            (Ok(_), None) | (Err(_), _) => Err(End::TooLong(limits.time)),
        }
    })
}

/// Reads to the end or no more than `most`; whether there was more. Then the
/// pipe is closed: whoever writes on finds nobody there, and does not wait.
fn read_some(pipe: impl Read, most: usize) -> (Vec<u8>, bool) {
    let mut kept = Vec::new();
    let limit = most as u64 + 1;
    let _ = pipe.take(limit).read_to_end(&mut kept);
    let is_more = kept.len() > most;
    kept.truncate(most);
    (kept, is_more)
}

/// Waits for a child that has said all it has to say.
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

fn end(child: &mut Child) {
    // One that has ended already cannot be killed, and need not be.
    let _ = child.kill();
    let _ = child.wait();
}

impl End {
    /// What to tell the person at the keyboard.
    pub(super) fn refusal(self, format: Format) -> FileError {
        let format = format.in_words();
        match self {
            Self::NotBegun(error) => FileError::new(format!(
                "The process that reads {format} files cannot be started: {error}"
            )),
            Self::TooLong(time) => too_long(format, time),
            Self::TooMuch => super::flow::too_much_text(),
            Self::Died(status, complaint) => {
                let complaint = complaint.to_ascii_lowercase();
                let says = |words: &str| complaint.contains(words);
                if status.is_some_and(was_too_busy) {
                    too_long(format, MAX_TIME)
                } else if says("memory allocation")
                    || says("out of memory")
                    || says("capacity overflow")
                {
                    FileError::new(format!(
                        "Reading this {format} file needs more than {} MiB of memory, the most \
                         that is used for one",
                        MAX_MEMORY >> 20
                    ))
                    .with_hint(
                        "It may be made to break readers. If it is honest, split it, or save its \
                         text as .txt.",
                    )
                } else if says("overflowed its stack") {
                    FileError::new(format!("The {format} file is nested too deeply to be read"))
                        .with_hint(
                            "It may be made to break readers. Save it anew, or its text as .txt.",
                        )
                } else {
                    FileError::new(format!(
                        "The {format} file broke the reader of such files; nothing else is harmed"
                    ))
                    .with_hint("It may be damaged. Save it anew, or its text as .txt.")
                }
            }
        }
    }
}

fn too_long(format: &str, time: Duration) -> FileError {
    FileError::new(format!(
        "Reading this {format} file takes longer than {} seconds, the most that is spent on one",
        time.as_secs_f32()
    ))
    .with_hint("It may be damaged. If it is honest, split it, or save its text as .txt.")
}

/// Whether the system ended a process because it used up its time.
fn was_too_busy(status: ExitStatus) -> bool {
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
