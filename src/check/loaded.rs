//! Checks a timeline that was read from a file.

use std::borrow::Cow;
use std::sync::Arc;

use super::cycles::add_cycles;
use super::event::{add_event_violations, invalid_date, lacks_reason, missing_reason};
use super::passage::add_passage_violations;
use super::rule_violation::{RuleViolation, RuleViolations, problems_at};
use crate::model::{Event, FieldName, Index};
use crate::storage::{Code, FileError, LoadedTimeline, Problem, read};

/// Reads a timeline and checks it.
///
/// # Errors
///
/// As [`read`].
pub fn read_checked(bytes: &[u8]) -> Result<LoadedTimeline, FileError> {
    let mut loaded = read(bytes)?;
    check_loaded(&mut loaded, bytes);
    Ok(loaded)
}

/// Checks every entry of a timeline, and adds what is wrong to its problems, in
/// the order of the file. `bytes` are those of the file.
///
/// A rule about a field that the reader could not use is left out: that is
/// reported already.
pub fn check_loaded(loaded: &mut LoadedTimeline, bytes: &[u8]) {
    let timeline = &loaded.timeline;
    let mut violations = RuleViolations::default();
    for (index, passage) in timeline.passages.indexed() {
        add_passage_violations(passage, index, &mut violations);
    }
    for (index, event) in timeline.events.indexed() {
        let written = as_written(loaded, index, event);
        add_event_violations(timeline, &written, index, &mut violations);
    }
    add_cycles(timeline, &mut violations);
    let RuleViolations {
        mut list, unlisted, ..
    } = violations;
    list.retain(|violation| !is_reported(loaded, violation));
    let mut problems = problems_at(&loaded.positions, list);
    problems.extend(left_out_problems(loaded));
    loaded.add_problems(bytes, problems, unlisted);
}

/// What is wrong with the dates of citations that the timeline does not have.
fn left_out_problems(loaded: &LoadedTimeline) -> Vec<Problem> {
    let mut problems = Vec::new();
    for citation in &loaded.left_out_citations {
        let mut add = |code, field: &str, (message, hint): (String, String)| {
            let pointer = format!("{}/{field}", citation.pointer);
            problems.push(Problem::new(code, pointer, message).with_hint(hint));
        };
        if let Some(date) = citation.date.as_ref().filter(|date| date.edtf.is_none()) {
            add(Code::InvalidDate, "date", invalid_date(&date.text));
        }
        let pointer = format!("{}/dating/reason", citation.pointer);
        if lacks_reason(&citation.dating) && !loaded.unread_fields.contains(&pointer) {
            add(Code::InferredWithoutReason, "dating", missing_reason());
        }
    }
    problems
}

/// An event with the basis that its file gives, be there a date or not.
fn as_written<'e>(
    loaded: &LoadedTimeline,
    index: Index<Event>,
    event: &'e Event,
) -> Cow<'e, Event> {
    let mut event = Cow::Borrowed(event);
    if let Some(basis) = loaded.written_bases.get(&index) {
        Arc::make_mut(&mut event.to_mut().dating).basis = *basis;
    }
    event
}

/// Whether the reader has reported the field that a violation is about, or one
/// without which the rule says nothing.
fn is_reported(loaded: &LoadedTimeline, violation: &RuleViolation) -> bool {
    let place = &violation.place;
    let is_unread = |field: FieldName, below: &str| {
        let place = crate::model::Place {
            field,
            ..place.clone()
        };
        let pointer = loaded.positions.of_place(&place);
        loaded.unread_fields.contains(&format!("{pointer}{below}"))
    };
    if loaded.unread_fields.is_empty() {
        return false;
    }
    match violation.code {
        Code::MissingBasis => is_unread(FieldName::Basis, "") || is_unread(FieldName::Dating, ""),
        Code::BasisWithoutDate => is_unread(FieldName::Date, ""),
        Code::InferredWithoutReason => is_unread(place.field, "/reason"),
        Code::StatedDateUncited => place
            .position
            .is_some_and(|event| loaded.positions.leaves_out_citations(event)),
        _ => is_unread(place.field, ""),
    }
}
