//! The fields of forms, and what is wrong with one.

use serde::{Deserialize, Serialize};

use crate::language::Message;

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FormField {
    /// The title of an event or of the timeline.
    Title,
    /// The date of an event.
    Date,
    /// How the date is known.
    Basis,
    /// What an inferred date is concluded from.
    Reason,
    /// The lane of an event.
    Lane,
    /// The tags.
    Tags,
    /// The actors.
    Actors,
    /// The summary.
    Summary,
    /// The editor's note.
    Note,
    /// The citations as a whole.
    Citations,
    /// A field of the citation at a position.
    Citation(usize, CitationField),
    /// The source of a passage.
    Source,
    /// The words of a passage.
    Exact,
    /// The place of a passage for a reader, such as "p. 12".
    Locator,
    /// The type of a source.
    SourceType,
    /// A field of a source's record, by its CSL name.
    Record(String),
    /// The path of a source's document.
    File,
    /// The language, as a BCP 47 tag.
    Language,
    /// The name of a lane.
    Name,
    /// The colour of a lane.
    Color,
    /// The description of the timeline.
    Description,
}

/// A field of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CitationField {
    /// The passage.
    Passage,
    /// The source of a passage that is created with the citation.
    Source,
    /// The words of such a passage.
    Exact,
    /// The locator of such a passage.
    Locator,
    /// The date that the passage gives.
    Date,
    /// Whether it supports the event.
    Stance,
    /// Whose claim the passage reports.
    AttributedTo,
    /// The editor's note.
    Note,
}

/// What is wrong with a field: what, and how to fix it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field.
    pub field: FormField,
    /// The message at the field.
    pub message: Message,
}

impl FieldError {
    /// The error with a message, by its id.
    #[must_use]
    pub const fn new(field: FormField, message: &'static str) -> Self {
        Self {
            field,
            message: Message::new(message),
        }
    }
}
