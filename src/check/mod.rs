//! What is wrong in a timeline: rules over the model, each with a code and a
//! hint.
//!
//! Rule of this module: a rule looks at the model, and at the texts of documents
//! where it is about them; it knows no JSON and no lines. It reports a
//! [`RuleViolation`] at a [`Place`](crate::model::Place), which `storage` then finds in
//! the file. Faults that the model cannot hold (a wrong type, a repeated key, an
//! unknown id) are reported by the reader of files.

mod cycles;
mod entry;
mod event;
mod loaded;
mod passage;
mod positions;
mod rule_violation;
mod stated_dates;

#[cfg(test)]
mod file_tests;
#[cfg(test)]
mod stated_dates_tests;

pub use cycles::check_order;
pub use entry::{check_event, check_passage};
pub use event::check_no_drafts;
pub use loaded::{check_loaded, read_checked};
pub use positions::check_positions;
pub use rule_violation::{RuleViolation, problems_at};
pub use stated_dates::check_stated_dates;
