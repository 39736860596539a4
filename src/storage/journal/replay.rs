//! Reads the records of a journal file.

use std::io::{self, BufRead};

use super::encoding::{LineError, LinePosition, read_header, read_record};
use super::record::JournalState;
use crate::language::{Message, MessageArgument};

/// The maximum size of a journal in bytes.
pub const MAX_JOURNAL_BYTES: u64 = 512 << 20;

/// Why a journal was not read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplayError {
    /// A line, from 1, is damaged.
    Damaged(usize),
    /// A line, from 1, has a record that this version does not know.
    OtherVersion(usize),
    /// A pipe, a device, a folder or a link is in its place.
    NoFile,
    /// It is larger than [`MAX_JOURNAL_BYTES`].
    TooLarge,
    /// The system does not permit reading it, or its disk fails.
    Unreadable(String),
}

impl ReplayError {
    /// The reason in words.
    #[must_use]
    pub fn message(&self) -> Message {
        let line =
            |message: Message, line: usize| message.with("line", MessageArgument::ungrouped(line));
        match self {
            Self::Damaged(at) => line(Message::new("journal-damaged"), *at),
            Self::OtherVersion(at) => line(Message::new("journal-of-another-version"), *at),
            Self::NoFile => Message::new("journal-no-journal"),
            Self::TooLarge => Message::new("journal-too-large"),
            Self::Unreadable(error) => {
                Message::new("journal-unreadable").with("error", error.as_str())
            }
        }
    }
}

/// What a journal file contains.
#[derive(Debug, Default)]
pub(super) struct Replay {
    /// The state after the last complete record.
    pub(super) state: JournalState,
    /// The length of the records up to that one, in bytes.
    pub(super) length: u64,
    /// The position after it.
    pub(super) position: LinePosition,
    /// Why the rest was not read. An incomplete last line is no reason: the program
    /// was stopped while it was written.
    pub(super) ended_early: Option<ReplayError>,
}

/// Reads a journal. Any bytes may be given; the state is always that of the records
/// before the first that is not valid.
///
/// # Example
///
/// ```
/// use annals::storage::journal::replay;
///
/// let (state, ended_early) = replay(&b"no journal\n"[..]);
/// assert!(state.is_empty() && ended_early.is_some());
/// ```
pub fn replay(file: impl BufRead) -> (JournalState, Option<ReplayError>) {
    let replay = replay_lines(file, MAX_JOURNAL_BYTES);
    (replay.state, replay.ended_early)
}

/// Reads a journal of at most `limit` bytes.
pub(super) fn replay_lines(file: impl BufRead, limit: u64) -> Replay {
    let mut replay = Replay::default();
    // One byte more, so that a larger file is noticed.
    let mut file = file.take(limit + 1);
    let mut line = Vec::new();
    loop {
        match read_line(&mut file, &mut line) {
            Ok(Line::Complete) => {}
            Ok(Line::Incomplete) => {
                if file.limit() == 0 {
                    replay.ended_early = Some(ReplayError::TooLarge);
                }
                return replay;
            }
            Ok(Line::Damaged) => {
                replay.ended_early = Some(ReplayError::Damaged(replay.line()));
                return replay;
            }
            Err(error) => {
                replay.ended_early = Some(ReplayError::Unreadable(error.to_string()));
                return replay;
            }
        }
        let content = line.strip_suffix(b"\n").unwrap_or(&line);
        match replay.add_line(content) {
            Ok(()) => replay.length += line.len() as u64,
            Err(LineError::Damaged) => {
                replay.ended_early = Some(ReplayError::Damaged(replay.line()));
                return replay;
            }
            Err(LineError::Unknown) => {
                replay.ended_early = Some(ReplayError::OtherVersion(replay.line()));
                return replay;
            }
        }
    }
}

impl Replay {
    fn add_line(&mut self, content: &[u8]) -> Result<(), LineError> {
        if self.position == LinePosition::default() {
            self.position = read_header(content)?;
        } else {
            let (record, after) = read_record(content, self.position, &self.state)?;
            self.position = after;
            self.state.apply(record);
        }
        Ok(())
    }

    /// The line that comes next, from 1.
    fn line(&self) -> usize {
        usize::try_from(self.position.number + 1).unwrap_or(usize::MAX)
    }
}

/// What [`read_line`] found.
enum Line {
    /// A line with its line feed.
    Complete,
    /// The end of the file, or the beginning of a line.
    Incomplete,
    /// Something that no journal contains.
    Damaged,
}

/// Reads a line, unless its first byte shows that it is none.
fn read_line(file: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    match file.fill_buf()?.first() {
        None => return Ok(Line::Incomplete),
        // After a power failure some file systems give a file its new length without
        // the content.
        Some(0) => {
            return Ok(if only_zeros_follow(file)? {
                Line::Incomplete
            } else {
                Line::Damaged
            });
        }
        Some(byte) if !byte.is_ascii_hexdigit() => return Ok(Line::Damaged),
        Some(_) => {}
    }
    file.read_until(b'\n', line)?;
    Ok(if line.ends_with(b"\n") {
        Line::Complete
    } else {
        Line::Incomplete
    })
}

fn only_zeros_follow(file: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let buffer = file.fill_buf()?;
        if buffer.is_empty() {
            return Ok(true);
        }
        if buffer.iter().any(|byte| *byte != 0) {
            return Ok(false);
        }
        let length = buffer.len();
        file.consume(length);
    }
}
