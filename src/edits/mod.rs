//! What a user wants to change, as [changes](crate::model::Change) of the timeline.
//!
//! Rule of this module: no screen, no files, no clock, no chance. An edit changes
//! only what the command names and what would otherwise contradict it, and never
//! makes a claim for the user: it chooses no date and no basis that neither a
//! source nor the user gives. What the edit cannot make without a decision of the
//! user is an [`EditError`] at its field.

mod batch;
mod build;
mod citations;
mod clipboard;
mod command;
mod conflicts;
mod consequences;
mod dates;
mod duplicates;
mod edit;
mod events;
pub mod forms;
mod lanes;
mod merge_events;
mod names;
mod new_ids;
mod object;
mod passages;
mod references;
mod review;
mod sources;
mod whole_words;

#[cfg(test)]
mod tests;

pub use build::build;
pub use clipboard::{copy_events, has_events};
pub use command::{
    BasisChoice, CitationFields, CitationText, CitedPassage, ConflictSide, DocumentFields,
    EditCommand, EventFields, EventText, NameList, PassageFields, SourceFields,
};
pub use conflicts::{Conflict, conflicts_of};
pub use consequences::consequences;
pub use dates::{TypedDate, read_typed_date};
pub use duplicates::{
    DuplicateReason, EventCandidate, PassagePlace, duplicates_of_event, overlapping_passages,
};
pub use edit::{DocumentText, DocumentTexts, Edit, EditContext, EditError, NoDocuments};
