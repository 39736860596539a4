//! Violations of the rules about a timeline.

use crate::model::{EntryKind, FieldName, Place};
use crate::storage::{Code, MAX_LISTED_BYTES, MAX_LISTED_PROBLEMS, Positions, Problem};

/// A rule that a field of a timeline breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleViolation {
    /// The rule.
    pub code: Code,
    /// The field.
    pub place: Place,
    /// What is wrong, as a sentence.
    pub message: String,
    /// How to fix it, as a sentence.
    pub hint: String,
}

/// A field of the entry at a position in its list.
pub(super) fn place(kind: EntryKind, id: &str, position: usize, field: FieldName) -> Place {
    Place {
        kind,
        id: id.to_owned(),
        position: Some(position),
        field,
    }
}

impl RuleViolation {
    /// The same as a [`Problem`] of the timeline's file, without line and column.
    #[must_use]
    pub fn into_problem(self, positions: &Positions) -> Problem {
        Problem::new(self.code, positions.of_place(&self.place), self.message).with_hint(self.hint)
    }
}

/// Violations as [`Problem`]s of the timeline's file, without lines and columns.
#[must_use]
pub fn problems_at(positions: &Positions, violations: Vec<RuleViolation>) -> Vec<Problem> {
    let violations = violations.into_iter();
    violations
        .map(|violation| violation.into_problem(positions))
        .collect()
}

/// Violations up to the number and size that are listed for one file. Others are
/// counted, and their words never written.
#[derive(Default)]
pub(super) struct RuleViolations {
    pub(super) list: Vec<RuleViolation>,
    /// How many are not listed, all of them errors.
    pub(super) unlisted: usize,
    bytes: usize,
}

impl RuleViolations {
    /// Adds a violation, given its message and hint.
    pub(super) fn add(
        &mut self,
        code: Code,
        place: impl FnOnce() -> Place,
        words: impl FnOnce() -> (String, String),
    ) {
        if self.list.len() >= MAX_LISTED_PROBLEMS || self.bytes >= MAX_LISTED_BYTES {
            self.unlisted += 1;
            return;
        }
        let (message, hint) = words();
        self.bytes += message.len();
        self.list.push(RuleViolation {
            code,
            place: place(),
            message,
            hint,
        });
    }
}
