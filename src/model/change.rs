//! Changes of a timeline.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::place::EntryKind;

/// An entry as it is in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryText {
    /// Its id.
    pub id: Box<str>,
    /// Its JSON object.
    pub json: Arc<str>,
    /// The white space that goes with it, if it was in a file; `None` for a new text,
    /// which is laid out as the neighbours of the entry are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margins: Option<SurroundingSpace>,
}

/// The white space that comes and goes with an entry of a list: around the comma before
/// it. The first entry has that of the comma after it, the only one that inside the
/// brackets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SurroundingSpace {
    /// Before the comma, or after the opening bracket.
    pub before: Box<str>,
    /// After the comma, or before the closing bracket.
    pub after: Box<str>,
}

impl EntryText {
    /// A new entry.
    #[must_use]
    pub fn new(id: &str, json: impl Into<Arc<str>>) -> Self {
        Self {
            id: id.into(),
            json: json.into(),
            margins: None,
        }
    }

    /// The same entry with another JSON, which is written as it is: it has the layout of
    /// this one.
    #[must_use]
    pub fn with_json(&self, json: impl Into<Arc<str>>) -> Self {
        Self {
            json: json.into(),
            margins: Some(self.margins.clone().unwrap_or_default()),
            ..self.clone()
        }
    }
}

/// An invertible change of a timeline. Entries are addressed by id.
///
/// A change has the old and the new entry as JSON, so that an entry that comes back
/// has its original bytes, with the keys that this program does not know.
///
/// Journals contain it in its serialised form, so the names of variants and fields
/// are part of a file format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Adds an entry.
    Insert {
        /// The kind of the entry.
        kind: EntryKind,
        /// The entry.
        entry: EntryText,
        /// The id of the entry before which it is put; `None` for the end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Box<str>>,
    },
    /// Removes an entry.
    Remove {
        /// The kind of the entry.
        kind: EntryKind,
        /// The entry as it is.
        entry: EntryText,
    },
    /// Replaces an entry by one with the same id.
    Replace {
        /// The kind of the entry.
        kind: EntryKind,
        /// The entry as it is.
        old: EntryText,
        /// The entry as it becomes.
        new: EntryText,
    },
    /// Moves an entry in its list.
    Move {
        /// The kind of the entry.
        kind: EntryKind,
        /// The id of the entry.
        id: Box<str>,
        /// The id of the entry before which it is put; `None` for the end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Box<str>>,
    },
    /// Sets a field of the timeline itself, such as its title. A list is such a field
    /// while it is empty, so that a file without the list can be restored.
    SetField {
        /// Its key in the file.
        field: Box<str>,
        /// Its JSON value as it is; `None` if the file has none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        old: Option<Arc<str>>,
        /// Its JSON value as it becomes; `None` to remove it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        new: Option<Arc<str>>,
    },
    /// Several changes, one after another. All are made or none.
    Batch(Vec<Change>),
}

impl Change {
    /// Whether it moves an entry. Two moves of one entry may look like opposites and
    /// be none, because a move does not say where it began.
    #[must_use]
    pub fn moves_entries(&self) -> bool {
        let mut moves = false;
        self.each(&mut |change| moves |= matches!(change, Self::Move { .. }));
        moves
    }

    /// Calls `visit` with every change that is no batch, in order.
    pub fn each<'c>(&'c self, visit: &mut impl FnMut(&'c Self)) {
        match self {
            Self::Batch(changes) => changes.iter().for_each(|change| change.each(visit)),
            other => visit(other),
        }
    }
}

/// Why a change was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApplyError {
    /// The list has no entry with this id.
    UnknownEntry(EntryKind, Box<str>),
    /// The list has an entry with this id already.
    IdTaken(EntryKind, Box<str>),
    /// The entry is not as the change says.
    Outdated(EntryKind, Box<str>),
    /// The field is not as the change says.
    OutdatedField(Box<str>),
    /// The JSON is no entry of the list with this id, or no value of the field. The
    /// second text says why.
    Invalid(Box<str>, String),
    /// Another window edits the timeline.
    Locked,
    /// Other entries refer to what the change adds or removes, and it decides whether
    /// they can be used. It has to be made in the file, and the file read again.
    NeedsReload,
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownEntry(kind, id) => {
                write!(f, "`{}` has no entry with the id “{id}”", kind.list_key())
            }
            Self::IdTaken(kind, id) => {
                write!(
                    f,
                    "`{}` already has an entry with the id “{id}”",
                    kind.list_key()
                )
            }
            Self::Outdated(kind, id) => write!(
                f,
                "The entry “{id}” of `{}` has changed in the meantime",
                kind.list_key()
            ),
            Self::OutdatedField(field) => {
                write!(f, "The field `{field}` has changed in the meantime")
            }
            Self::Invalid(id, why) => write!(f, "The entry “{id}” can't be used: {why}"),
            Self::Locked => f.write_str("Another window edits this timeline"),
            Self::NeedsReload => {
                f.write_str("Other entries refer to this one, so the file has to be read again")
            }
        }
    }
}

impl std::error::Error for ApplyError {}
