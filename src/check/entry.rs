//! What is wrong with one entry, by the rules that the whole check follows.

use super::cycles::add_cycle_through;
use super::event::add_event_violations;
use super::passage::add_passage_violations;
use super::rule_violation::{RuleViolation, RuleViolations};
use super::stated_dates::add_event_dates;
use crate::model::{Event, Index, Passage, Timeline};

/// Checks one event, also whether the words of its passages give its stated dates. A
/// form applies its change to a copy of the timeline and asks about that.
///
/// # Example
///
/// ```
/// use annals::model::{Change, EntryKind, EntryText};
///
/// let file = br#"{"annals": 1, "lanes": [{"id": "l", "name": "L"}]}"#;
/// let mut timeline = annals::storage::read(file)?.timeline;
/// let json = r#"{"id": "e", "title": "E", "lane": "l", "date": "May 1958", "citations": []}"#;
/// timeline.apply(&Change::Insert {
///     kind: EntryKind::Event,
///     entry: EntryText::new("e", json),
///     before: None,
/// })?;
/// let event = timeline.events.by_id("e").expect("the event");
/// let violations = annals::check::check_event(&timeline, event);
/// let codes: Vec<&str> = violations.iter().map(|it| it.code.name()).collect();
/// assert_eq!(codes, ["invalid-date", "inferred-without-reason", "event-without-passage"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn check_event(timeline: &Timeline, index: Index<Event>) -> Vec<RuleViolation> {
    let mut violations = RuleViolations::default();
    if let Some(event) = timeline.events.get(index) {
        add_event_violations(timeline, event, index, &mut violations);
        add_cycle_through(timeline, index, &mut violations);
    }
    let mut list = violations.list;
    add_event_dates(timeline, index, &mut list);
    list
}

/// Checks one passage.
#[must_use]
pub fn check_passage(timeline: &Timeline, index: Index<Passage>) -> Vec<RuleViolation> {
    let mut violations = RuleViolations::default();
    if let Some(passage) = timeline.passages.get(index) {
        add_passage_violations(passage, index, &mut violations);
    }
    violations.list
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::check::{check_loaded, check_stated_dates, problems_at};
    use crate::storage::{Problem, read};

    #[test]
    fn the_entries_one_by_one_break_the_rules_that_the_timeline_breaks() {
        let passages = json!([
            { "id": "p", "source": "s", "exact": "built in 1958" },
            { "id": "empty", "source": "s", "exact": " " },
        ]);
        let event = |id: &str, more: serde_json::Value| {
            let mut event = json!({ "id": id, "title": "T", "lane": "l",
                "citations": [{ "passage": "p" }] });
            let more = more.as_object().unwrap().clone();
            event.as_object_mut().unwrap().extend(more);
            event
        };
        let stated = json!({ "basis": "stated" });
        let file = json!({
            "annals": 1,
            "lanes": [{ "id": "l", "name": "L" }],
            "sources": [{ "id": "s", "csl": {} }],
            "passages": passages,
            "events": [
                event("a", json!({ "dating": { "after": ["b"] } })),
                event("b", json!({ "dating": { "after": ["a"] } })),
                event("c", json!({ "lane": "m", "citations": [] })),
                event("d", json!({ "date": "1959", "dating": stated,
                    "citations": [{ "passage": "p", "date": "1959" }] })),
                event("e", json!({ "date": "1958", "dating": stated,
                    "citations": [{ "passage": "p", "date": "1958" }] })),
                event("f", json!({ "date": "in May", "dating": { "basis": "inferred" } })),
            ],
        });
        let bytes = file.to_string().into_bytes();
        let mut loaded = read(&bytes).unwrap();
        let timeline = loaded.timeline.clone();
        let mut found: Vec<RuleViolation> = Vec::new();
        for index in timeline.passages.indexes() {
            found.extend(check_passage(&timeline, index));
        }
        for index in timeline.events.indexes() {
            found.extend(check_event(&timeline, index));
        }
        let key = |problem: &Problem| (problem.path.clone(), problem.code.to_owned());
        let found = problems_at(&loaded.positions, found);
        let mut found: Vec<_> = found.iter().map(key).collect();
        check_loaded(&mut loaded, &bytes);
        let dates = problems_at(&loaded.positions, check_stated_dates(&timeline));
        let mut expected: Vec<_> = loaded.problems.iter().chain(&dates).map(key).collect();
        // The cycle is reported once for the whole, and for each event in it.
        expected.push(("/events/1/dating".to_owned(), "order-circle".to_owned()));
        found.sort();
        expected.sort();
        assert_eq!(found, expected);
        assert_eq!(found.len(), 8, "{found:?}");
    }
}
