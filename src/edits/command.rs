//! The commands of a user.

use serde_json::{Map, Value};

use crate::model::{Digest, EntryKind, Extractor, ReviewState, Stance};
use annals_anchor::PositionSelector;

/// What a user wants to change. Entries are named by id; citations by their position in
/// [`Event::citations`](crate::model::Event::citations). An empty text removes a field.
#[derive(Debug, Clone, PartialEq)]
pub enum EditCommand {
    // The timeline.
    /// Set the title of the timeline.
    SetTitle(Box<str>),
    /// Set the description of the timeline.
    SetDescription(Box<str>),
    /// Set the language of the timeline, a BCP 47 tag.
    SetLanguage(Box<str>),

    // Lanes.
    /// Add a lane before another one, or at the end.
    NewLane {
        /// Its name.
        name: Box<str>,
        /// The lane before which it is put.
        before: Option<Box<str>>,
    },
    /// Add a lane like this one after it, without events.
    DuplicateLane(Box<str>),
    /// Rename a lane. Its id stays.
    RenameLane {
        /// The lane.
        lane: Box<str>,
        /// The new name.
        name: Box<str>,
    },
    /// Set the colour of a lane, `#rrggbb` or `#rgb`.
    SetLaneColor {
        /// The lane.
        lane: Box<str>,
        /// The colour; empty to let the program choose.
        color: Box<str>,
    },
    /// Delete a lane.
    DeleteLane {
        /// The lane.
        lane: Box<str>,
        /// The lane that gets its events. Required if it has any.
        move_to: Option<Box<str>>,
    },

    /// Move an entry in its list, before another one or to the end.
    Move {
        /// Its kind.
        kind: EntryKind,
        /// Its id.
        id: Box<str>,
        /// The id of the entry before which it is put.
        before: Option<Box<str>>,
    },

    // Events.
    /// Add an event. One that cites no passage is a draft.
    NewEvent(Box<EventFields>),
    /// Set every field of an event.
    EditEvent {
        /// The event.
        event: Box<str>,
        /// Its fields.
        fields: Box<EventFields>,
    },
    /// Add an event like this one after it.
    DuplicateEvent(Box<str>),
    /// Delete events.
    DeleteEvents(Vec<Box<str>>),
    /// Set a text of an event.
    SetEventText {
        /// The event.
        event: Box<str>,
        /// Which text.
        field: EventText,
        /// The text.
        text: Box<str>,
    },
    /// Set the lane of events.
    SetEventLane {
        /// The events.
        events: Vec<Box<str>>,
        /// The lane.
        lane: Box<str>,
    },
    /// Set the date of an event, in EDTF or in words. What is not understood is kept as
    /// `date_text`, and the event has no date.
    SetEventDate {
        /// The event.
        event: Box<str>,
        /// The date as typed.
        date: Box<str>,
        /// How it is known.
        basis: BasisChoice,
    },
    /// Set how the date of an event is known.
    SetEventBasis {
        /// The event.
        event: Box<str>,
        /// How.
        basis: BasisChoice,
    },

    // Tags and actors.
    /// Add a tag or an actor to events.
    AddName {
        /// The events.
        events: Vec<Box<str>>,
        /// Which list.
        list: NameList,
        /// The tag or actor.
        name: Box<str>,
    },
    /// Remove a tag or an actor from events.
    RemoveName {
        /// The events.
        events: Vec<Box<str>>,
        /// Which list.
        list: NameList,
        /// The tag or actor.
        name: Box<str>,
    },
    /// Rename a tag or an actor in all events. If the new name is in use, the two are merged.
    RenameName {
        /// Which list.
        list: NameList,
        /// The old name.
        from: Box<str>,
        /// The new name.
        to: Box<str>,
    },
    /// Remove a tag or an actor from all events.
    DeleteName {
        /// Which list.
        list: NameList,
        /// The tag or actor.
        name: Box<str>,
    },

    // Citations.
    /// Add a citation to an event, at the end.
    AddCitation {
        /// The event.
        event: Box<str>,
        /// The citation.
        citation: Box<CitationFields>,
    },
    /// Remove a citation from an event.
    RemoveCitation {
        /// The event.
        event: Box<str>,
        /// The citation.
        citation: usize,
    },
    /// Move a citation in its event.
    MoveCitation {
        /// The event.
        event: Box<str>,
        /// The citation.
        citation: usize,
        /// The position that it gets.
        to: usize,
    },
    /// Set the stance of a citation.
    SetStance {
        /// The event.
        event: Box<str>,
        /// The citation.
        citation: usize,
        /// The stance.
        stance: Stance,
    },
    /// Set the date that a citation gives, in EDTF or in words.
    SetCitationDate {
        /// The event.
        event: Box<str>,
        /// The citation.
        citation: usize,
        /// The date as typed.
        date: Box<str>,
    },
    /// Set a text of a citation.
    SetCitationText {
        /// The event.
        event: Box<str>,
        /// The citation.
        citation: usize,
        /// Which text.
        field: CitationText,
        /// The text.
        text: Box<str>,
    },

    // Review.
    /// Set the state of the review of events; `None` for an ordinary event.
    SetReview {
        /// The events.
        events: Vec<Box<str>>,
        /// The state.
        state: Option<ReviewState>,
    },
    /// Add a comment to an event.
    AddComment {
        /// The event.
        event: Box<str>,
        /// The words.
        text: Box<str>,
    },
    /// Change the words of a comment.
    SetComment {
        /// The event.
        event: Box<str>,
        /// The id of the comment.
        comment: Box<str>,
        /// The words.
        text: Box<str>,
    },
    /// Mark a comment as resolved, or as open again.
    ResolveComment {
        /// The event.
        event: Box<str>,
        /// The id of the comment.
        comment: Box<str>,
        /// Whether it is resolved.
        is_resolved: bool,
    },
    /// Delete a comment.
    DeleteComment {
        /// The event.
        event: Box<str>,
        /// The id of the comment.
        comment: Box<str>,
    },

    // Several events.
    /// Merge events into one of them, which keeps its id, title and lane.
    MergeEvents {
        /// The event that is left.
        into: Box<str>,
        /// The others.
        others: Vec<Box<str>>,
    },
    /// Move citations of an event to a new event.
    SplitEvent {
        /// The event.
        event: Box<str>,
        /// The citations that go, but not all.
        citations: Vec<usize>,
        /// The title of the new event; that of the old one if it is blank.
        title: Box<str>,
    },

    /// Paste events that [`copy_events`](super::copy_events) copied.
    Paste(Box<str>),

    /// Decide what a merge could not: take the value of one side for a field of an entry, and
    /// for the fields that belong together with it.
    ResolveConflict {
        /// The kind of the entry.
        kind: EntryKind,
        /// Its id.
        id: Box<str>,
        /// The field, as `conflicts` names it; empty for the whole entry.
        field: Box<str>,
        /// The side.
        side: ConflictSide,
    },

    // Passages.
    /// Add a passage.
    NewPassage(Box<PassageFields>),
    /// Set every field of a passage but its source.
    EditPassage {
        /// The passage.
        passage: Box<str>,
        /// Its fields.
        fields: Box<PassageFields>,
    },
    /// Delete passages with their citations.
    DeletePassages(Vec<Box<str>>),
    /// Add a passage that quotes the source's current words instead of the recorded ones,
    /// and cite it instead of the drifted passage.
    AdoptCurrentWords(Box<str>),

    // Sources.
    /// Add a source.
    NewSource(Box<SourceFields>),
    /// Set the record, the language and the note of a source.
    EditSource {
        /// The source.
        source: Box<str>,
        /// Its fields. A document that is not given stays as it is.
        fields: Box<SourceFields>,
    },
    /// Set the document of a source.
    SetDocument {
        /// The source.
        source: Box<str>,
        /// The document; `None` to remove it.
        document: Option<Box<DocumentFields>>,
    },
    /// Delete sources with their passages and citations.
    DeleteSources(Vec<Box<str>>),
}

/// A text of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventText {
    /// `title`, which must not be blank.
    Title,
    /// `date_text`
    DateText,
    /// `summary`
    Summary,
    /// `note`
    Note,
}

impl EventText {
    /// The key in the file.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::DateText => "date_text",
            Self::Summary => "summary",
            Self::Note => "note",
        }
    }
}

/// A text of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CitationText {
    /// `attributed_to`
    AttributedTo,
    /// `note`
    Note,
}

impl CitationText {
    /// The key in the file.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::AttributedTo => "attributed_to",
            Self::Note => "note",
        }
    }
}

/// A side of a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConflictSide {
    /// The value that is used meanwhile.
    Ours,
    /// The other version's value.
    Theirs,
    /// The value before both changed it.
    Base,
}

impl ConflictSide {
    /// The key in the file.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Theirs => "theirs",
            Self::Base => "base",
        }
    }
}

/// A list of names of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameList {
    /// `tags`
    Tags,
    /// `actors`
    Actors,
}

impl NameList {
    /// The key in the file.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Actors => "actors",
        }
    }
}

/// How a date is known, as far as the user says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum BasisChoice {
    /// As the evidence says: `stated` if a citation gives the date or the words of its passage
    /// do; else `inferred` with the reason that the event has. It is an error if it has none.
    #[default]
    ByEvidence,
    /// This citation gives the date.
    StatedBy(usize),
    /// The editor concludes it, for this reason.
    Inferred(Box<str>),
}

/// The fields of an event, as a form has them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EventFields {
    /// `title`
    pub title: Box<str>,
    /// The date as typed, in EDTF or in words.
    pub date: Box<str>,
    /// How the date is known.
    pub basis: BasisChoice,
    /// `date_text`
    pub date_text: Box<str>,
    /// The id of the lane.
    pub lane: Box<str>,
    /// `tags`
    pub tags: Vec<Box<str>>,
    /// `actors`
    pub actors: Vec<Box<str>>,
    /// `summary`
    pub summary: Box<str>,
    /// `note`
    pub note: Box<str>,
    /// The citations.
    pub citations: Vec<CitationFields>,
    /// The state of the review.
    pub review: Option<ReviewState>,
}

/// The fields of a citation, as a form has them.
#[derive(Debug, Clone, PartialEq)]
pub struct CitationFields {
    /// The citation of the event before it was edited; `None` for a new one.
    pub existing: Option<usize>,
    /// The passage.
    pub passage: CitedPassage,
    /// The date that the passage gives, as typed.
    pub date: Box<str>,
    /// `stance`
    pub stance: Stance,
    /// `attributed_to`
    pub attributed_to: Box<str>,
    /// `note`
    pub note: Box<str>,
}

impl CitationFields {
    /// A new citation of a passage, without other fields.
    #[must_use]
    pub fn of(passage: CitedPassage) -> Self {
        Self {
            existing: None,
            passage,
            date: "".into(),
            stance: Stance::default(),
            attributed_to: "".into(),
            note: "".into(),
        }
    }
}

/// The passage of a citation.
#[derive(Debug, Clone, PartialEq)]
pub enum CitedPassage {
    /// One that the timeline has, by id.
    Known(Box<str>),
    /// One that is added with the citation.
    New(Box<PassageFields>),
}

/// The fields of a passage, as a form has them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PassageFields {
    /// The id of the source.
    pub source: Box<str>,
    /// The words.
    pub exact: Box<str>,
    /// The words before, if they are needed to find the place.
    pub prefix: Box<str>,
    /// The words after.
    pub suffix: Box<str>,
    /// The place in the text of the document, if it is known, such as a selection. The words
    /// are then those of the document.
    pub position: Option<PositionSelector>,
    /// `locator`
    pub locator: Box<str>,
    /// Whether the words are kept although the document does not have them.
    pub is_unverified: bool,
}

/// The fields of a source, as a form has them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SourceFields {
    /// The bibliographic record in CSL-JSON. It replaces the whole record.
    pub csl: Map<String, Value>,
    /// `language`
    pub language: Box<str>,
    /// `note`
    pub note: Box<str>,
    /// The document.
    pub document: Option<DocumentFields>,
}

/// The fields of a source about its document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentFields {
    /// The path relative to the timeline's folder, with `/`; `None` if it is elsewhere.
    pub file: Option<Box<str>>,
    /// The digest of its bytes.
    pub sha256: Option<Digest>,
    /// The encoding, a label of the WHATWG Encoding Standard, if the bytes do not tell.
    pub encoding: Option<Box<str>>,
    /// The program that extracted its text.
    pub extractor: Option<Extractor>,
}
