//! The rules about one passage.

use super::finding::{Finding, Findings};
use crate::model::{EntryKind, FieldName, Index, Passage, Place};
use crate::storage::Code;

/// Checks a passage, which need not be part of a timeline.
#[must_use]
pub fn check_passage(passage: &Passage) -> Vec<Finding> {
    let mut findings = Findings::default();
    add_findings_of_passage(passage, None, &mut findings);
    findings.list
}

/// Checks a passage at an index of the timeline.
pub(super) fn add_findings_of_passage(
    passage: &Passage,
    index: Option<Index<Passage>>,
    findings: &mut Findings,
) {
    if !passage.quote.exact.trim().is_empty() {
        return;
    }
    let place = || Place {
        kind: EntryKind::Passage,
        id: passage.id.to_string(),
        position: index.map(Index::position),
        field: FieldName::Exact,
    };
    findings.add(Code::EmptyQuotation, place, || {
        (
            format!("The passage “{}” has an empty quotation.", passage.id),
            "Copy the words of the source into `exact`.".to_owned(),
        )
    });
}
