//! Forms: what the user types about one entry, before it becomes a change.
//!
//! Rule of this module: a form holds text as it is typed, and claims nothing for
//! the user. It has no default date, rounds nothing, and corrects nothing. Errors
//! name their field. A form can be stored and restored, so that nothing typed is
//! lost.

mod citation_entry;
mod completion;
mod date_entry;
mod event_form;
mod field;
mod form;
mod lane_entry;
mod lane_form;
mod name_lines;
mod passage_form;
mod source_form;
mod source_types;
mod timeline_form;
mod token_list;

#[cfg(test)]
mod tests;

pub use citation_entry::CitationEntry;
pub use completion::{Suggestion, rank_suggestions};
pub use date_entry::{DateReading, read_date_entry};
pub use event_form::{EventBasis, EventForm};
pub use field::{CitationField, FieldError, FormField};
pub use form::{Form, FormKind};
pub use lane_entry::{LaneChoice, LaneEntry};
pub use lane_form::LaneForm;
pub use passage_form::{PassageForm, QuotationMatch, SourceEntry, find_quotation};
pub use source_form::{SourceField, SourceForm};
pub use source_types::{FieldInput, SOURCE_TYPES, SourceType, field_input, field_message};
pub use timeline_form::TimelineForm;
pub use token_list::TokenList;
