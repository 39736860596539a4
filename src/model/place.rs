//! Places in a timeline, for reports about it.

use serde::{Deserialize, Serialize};

/// The kind of an entry. The file has one list for each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// A [`Lane`](super::Lane).
    Lane,
    /// A [`Source`](super::Source).
    Source,
    /// A [`Passage`](super::Passage).
    Passage,
    /// An [`Event`](super::Event).
    Event,
}

impl EntryKind {
    /// Every kind, in the order of the file format's description. The entries of
    /// each refer only to entries of earlier kinds, or of their own.
    pub const ALL: [Self; 4] = [Self::Lane, Self::Source, Self::Passage, Self::Event];

    /// The key of its list in the file.
    #[must_use]
    pub const fn list_key(self) -> &'static str {
        match self {
            Self::Lane => "lanes",
            Self::Source => "sources",
            Self::Passage => "passages",
            Self::Event => "events",
        }
    }
}

/// A field that a report can be about. Citations are counted by their position
/// in the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldName {
    /// `date` of an event.
    Date,
    /// `dating` of an event.
    Dating,
    /// `dating.basis` of an event.
    Basis,
    /// `lane` of an event.
    Lane,
    /// `citations` of an event.
    Citations,
    /// `review.state` of an event.
    ReviewState,
    /// `date` of a citation.
    CitationDate(usize),
    /// `dating` of a citation.
    CitationDating(usize),
    /// `exact` of a passage.
    Exact,
    /// `start` of a passage.
    Start,
}

/// A field of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The kind of the entry.
    pub kind: EntryKind,
    /// The id of the entry.
    pub id: String,
    /// The position of the entry in its list of the timeline; `None` for one
    /// that is not part of it (yet).
    pub position: Option<usize>,
    /// The field.
    pub field: FieldName,
}
