//! The lines of a journal file.
//!
//! ```text
//! line   = crc " " number " " json LF
//! crc    = 8 lower-case hexadecimal digits: CRC-32 (ISO-HDLC) of number " " json of
//!          the lines up to this one, so that a line counts only in its place
//! number = decimal, 0 in the first line and one more in each line
//! json   = an object with the kind of the record, in one line
//! ```
//!
//! The first line names the format and its version. A new kind of record, or a new
//! meaning of a member, needs no new version if the program may stop reading there.

use std::borrow::Cow;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::record::{JournalBase, JournalForm, JournalRecord, JournalState, JournalStep};
use crate::language::StoredMessage;
use crate::model::{Change, Digest};

/// The version of the format.
const VERSION: u32 = 1;

/// The length of checksum and space before the number.
const CRC_LENGTH: usize = 9;

/// Why a line is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineError {
    /// Checksum or number are wrong.
    Damaged,
    /// They are right, but the record is not of this version.
    Unknown,
}

/// The JSON of a line. Which members there are depends on the kind.
#[derive(Default, Serialize, Deserialize)]
struct RecordJson<'a> {
    kind: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    version: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    digest: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<u64>,
    #[serde(default, skip_serializing_if = "is_empty")]
    pending: Cow<'a, [Change]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    step: Option<StepJson<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    form: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize)]
struct StepJson<'a> {
    name: StoredMessage<'a>,
    change: Cow<'a, Change>,
    /// Absent where it follows from the change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inverse: Option<Cow<'a, Change>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    typing: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    view: Option<Cow<'a, str>>,
}

#[expect(
    clippy::ptr_arg,
    reason = "serde passes a reference to the field's type"
)]
fn is_empty(pending: &Cow<'_, [Change]>) -> bool {
    pending.is_empty()
}

const HEADER: &str = "annals-journal";
const BASE: &str = "base";
const STEP: &str = "step";
const AMEND: &str = "amend";
const UNDO: &str = "undo";
const REDO: &str = "redo";
const FORM: &str = "form";
const FORM_CLOSED: &str = "form-closed";
const DISCARD: &str = "discard";

/// A place between two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct LinePosition {
    /// The number of the next line.
    pub(super) number: u64,
    /// The checksum of the line before; 0 at the start.
    checksum: u32,
}

impl LinePosition {
    /// The position after a line with this number and JSON.
    fn after(self, numbered: &[u8]) -> Self {
        let mut hasher = crc32fast::Hasher::new_with_initial(self.checksum);
        hasher.update(numbered);
        Self {
            number: self.number + 1,
            checksum: hasher.finalize(),
        }
    }
}

/// Appends the first line of a journal. Returns the position after it.
pub(super) fn write_header(out: &mut Vec<u8>) -> io::Result<LinePosition> {
    let json = RecordJson {
        kind: Cow::Borrowed(HEADER),
        version: Some(VERSION),
        ..RecordJson::default()
    };
    write_line(LinePosition::default(), &json, out)
}

/// Checks the first line of a journal, without its line feed.
pub(super) fn read_header(line: &[u8]) -> Result<LinePosition, LineError> {
    let (json, after) = parse_line(line, LinePosition::default())?;
    if json.kind == HEADER && json.version == Some(VERSION) {
        Ok(after)
    } else {
        Err(LineError::Unknown)
    }
}

/// Appends a record as a line. `state` is that before the record. Returns the
/// position after it.
pub(super) fn write_record(
    position: LinePosition,
    record: &JournalRecord,
    state: &JournalState,
    out: &mut Vec<u8>,
) -> io::Result<LinePosition> {
    let json = |kind| RecordJson {
        kind: Cow::Borrowed(kind),
        ..RecordJson::default()
    };
    let json = match record {
        JournalRecord::Base { base, pending } => RecordJson {
            digest: Some(Cow::Owned(base.digest.to_string())),
            path: base.path.as_ref().and_then(|it| it.to_str()).map(Cow::from),
            at: Some(base.at),
            pending: Cow::Borrowed(pending),
            ..json(BASE)
        },
        JournalRecord::Step(step) => with_step(json(STEP), step),
        JournalRecord::Amend(step) => with_step(json(AMEND), step),
        // A step that the journal has is not repeated.
        JournalRecord::Undo(_) if state.last_done().is_some() => json(UNDO),
        JournalRecord::Undo(step) => with_step(json(UNDO), step),
        JournalRecord::Redo(_) if state.next_undone().is_some() => json(REDO),
        JournalRecord::Redo(step) => with_step(json(REDO), step),
        JournalRecord::Form(form) => RecordJson {
            key: Some(Cow::Borrowed(&form.key)),
            form: Some(Cow::Borrowed(&form.json)),
            ..json(FORM)
        },
        JournalRecord::FormClosed(key) => RecordJson {
            key: Some(Cow::Borrowed(key)),
            ..json(FORM_CLOSED)
        },
        JournalRecord::Discard => json(DISCARD),
    };
    write_line(position, &json, out)
}

fn with_step<'a>(json: RecordJson<'a>, step: &'a JournalStep) -> RecordJson<'a> {
    let follows = inverse_that_follows(&step.change).as_ref() == Some(&step.inverse);
    RecordJson {
        step: Some(StepJson {
            name: StoredMessage(Cow::Borrowed(&step.name)),
            change: Cow::Borrowed(&step.change),
            inverse: (!follows).then_some(Cow::Borrowed(&step.inverse)),
            typing: step.typing.as_deref().map(Cow::Borrowed),
            view: step.view.as_deref().map(Cow::Borrowed),
        }),
        ..json
    }
}

/// The inverse of a change, where it follows from the change alone. What is removed
/// or moved does not say where it was.
fn inverse_that_follows(change: &Change) -> Option<Change> {
    match change.clone() {
        Change::Insert { kind, entry, .. } => Some(Change::Remove { kind, entry }),
        Change::Replace { kind, old, new } => Some(Change::Replace {
            kind,
            old: new,
            new: old,
        }),
        Change::SetField { field, old, new } => Some(Change::SetField {
            field,
            old: new,
            new: old,
        }),
        Change::Batch(changes) => {
            let inverses = changes.iter().rev().map(inverse_that_follows);
            inverses.collect::<Option<Vec<_>>>().map(Change::Batch)
        }
        Change::Remove { .. } | Change::Move { .. } => None,
    }
}

fn write_line(
    position: LinePosition,
    json: &RecordJson<'_>,
    out: &mut Vec<u8>,
) -> io::Result<LinePosition> {
    let mut numbered = format!("{} ", position.number).into_bytes();
    serde_json::to_writer(&mut numbered, json)?;
    let after = position.after(&numbered);
    out.extend_from_slice(format!("{:08x} ", after.checksum).as_bytes());
    out.append(&mut numbered);
    out.push(b'\n');
    Ok(after)
}

/// Reads a line, without its line feed, and returns the position after it. `state` is
/// that before the record.
pub(super) fn read_record(
    line: &[u8],
    position: LinePosition,
    state: &JournalState,
) -> Result<(JournalRecord, LinePosition), LineError> {
    let (json, after) = parse_line(line, position)?;
    let record = record_of(json, state).ok_or(LineError::Unknown)?;
    Ok((record, after))
}

fn parse_line(
    line: &[u8],
    position: LinePosition,
) -> Result<(RecordJson<'_>, LinePosition), LineError> {
    let numbered = line.get(CRC_LENGTH..).ok_or(LineError::Damaged)?;
    let after = position.after(numbered);
    let checksum = format!("{:08x} ", after.checksum);
    let json = numbered
        .strip_prefix(format!("{} ", position.number).as_bytes())
        .filter(|_| line.starts_with(checksum.as_bytes()))
        .ok_or(LineError::Damaged)?;
    let json = serde_json::from_slice(json).map_err(|_| LineError::Unknown)?;
    Ok((json, after))
}

fn record_of(json: RecordJson<'_>, state: &JournalState) -> Option<JournalRecord> {
    let step = match json.step {
        Some(step) => Some(Arc::new(step.into_step()?)),
        None => None,
    };
    Some(match &*json.kind {
        BASE => JournalRecord::Base {
            base: JournalBase {
                digest: Digest::from_hex(&json.digest?).ok()?,
                path: json.path.map(|path| PathBuf::from(path.into_owned())),
                at: json.at?,
            },
            pending: json.pending.into_owned(),
        },
        STEP => JournalRecord::Step(step?),
        AMEND => JournalRecord::Amend(step?),
        UNDO => JournalRecord::Undo(step.or_else(|| state.last_done().cloned())?),
        REDO => JournalRecord::Redo(step.or_else(|| state.next_undone().cloned())?),
        FORM => JournalRecord::Form(JournalForm {
            key: json.key?.into(),
            json: json.form?.into(),
        }),
        FORM_CLOSED => JournalRecord::FormClosed(json.key?.into()),
        DISCARD => JournalRecord::Discard,
        _ => return None,
    })
}

impl StepJson<'_> {
    fn into_step(self) -> Option<JournalStep> {
        let change = self.change.into_owned();
        let inverse = match self.inverse {
            Some(inverse) => inverse.into_owned(),
            None => inverse_that_follows(&change)?,
        };
        Some(JournalStep {
            name: self.name.0.into_owned(),
            change,
            inverse,
            typing: self.typing.map(Into::into),
            view: self.view.map(Into::into),
        })
    }
}
