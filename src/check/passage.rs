//! The rules about one passage.

use super::rule_violation::{RuleViolations, place};
use crate::model::{EntryKind, FieldName, Index, Passage};
use crate::storage::Code;

/// Checks a passage of the timeline.
pub(super) fn add_passage_violations(
    passage: &Passage,
    index: Index<Passage>,
    violations: &mut RuleViolations,
) {
    if !passage.quote.exact.trim().is_empty() {
        return;
    }
    let (id, position) = (&passage.id, index.position());
    let place = || place(EntryKind::Passage, id, position, FieldName::Exact);
    violations.add(Code::EmptyQuotation, place, || {
        (
            format!("The passage “{id}” has an empty quotation."),
            "Copy the words of the source into `exact`.".to_owned(),
        )
    });
}
