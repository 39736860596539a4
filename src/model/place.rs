//! Places in a timeline, for reports about it.

/// The kind of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
