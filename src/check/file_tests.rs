//! What each fault of a file is reported as, by cases: one good file, one change.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::read_checked;
use crate::model::{Event, ReviewState};
use crate::storage::{Code, LoadedTimeline, Problem};

/// A small timeline without a fault.
fn sample() -> Value {
    json!({
        "annals": 1,
        "title": "Sample",
        "lanes": [{ "id": "aid", "name": "Aid", "color": "#3b6ea5" }],
        "sources": [{
            "id": "coplen",
            "csl": {
                "title": "Continuity",
                "author": [{ "family": "Coplen", "given": "Taylor" }],
                "number": 380,
                "issued": { "date-parts": [[2025, 11, 4]] }
            },
            "file": "sources/coplen.txt",
            "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        }],
        "passages": [{
            "id": "radio", "source": "coplen", "exact": "a radio station", "prefix": "built ",
            "start": 10, "end": 25, "locator": "para. 3"
        }],
        "events": [
            {
                "id": "station", "title": "Radio station", "date": "1958", "lane": "aid",
                "dating": { "basis": "stated" }, "tags": ["aid"],
                "citations": [{ "passage": "radio", "date": "1958", "stance": "supports" }]
            },
            {
                "id": "before-that", "title": "Undated", "lane": "aid",
                "dating": { "before": ["station"] },
                "citations": [{ "passage": "radio" }]
            }
        ]
    })
}

fn reading_of(file: &Value) -> LoadedTimeline {
    read_checked(serde_json::to_string_pretty(file).unwrap().as_bytes()).unwrap()
}

/// The sample with one value set, or removed for `None`.
fn changed(pointer: &str, value: Option<Value>) -> Value {
    let mut file = sample();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match (file.pointer_mut(parent).unwrap(), value) {
        (Value::Object(object), Some(value)) => {
            object.insert(key.to_owned(), value);
        }
        (Value::Object(object), None) => {
            object.remove(key).unwrap();
        }
        (Value::Array(list), Some(value)) if key == "-" => list.push(value),
        (Value::Array(list), Some(value)) => list[key.parse::<usize>().unwrap()] = value,
        _ => panic!("{pointer}"),
    }
    file
}

fn codes_and_paths(problems: &[Problem]) -> Vec<(&str, &str)> {
    problems
        .iter()
        .map(|problem| (problem.code, problem.path.as_str()))
        .collect()
}

#[test]
fn each_fault_is_reported_at_its_place_and_nothing_else() {
    let cases: Vec<(&str, Option<Value>, Vec<(Code, &str)>)> = vec![
        (
            "/events/0/lane",
            Some(json!("x")),
            vec![(Code::UnknownLane, "/events/0/lane")],
        ),
        (
            "/events/0/lane",
            None,
            vec![(Code::MissingField, "/events/0")],
        ),
        (
            "/events/0/title",
            None,
            vec![(Code::MissingField, "/events/0")],
        ),
        (
            "/events/0/title",
            Some(json!(7)),
            vec![(Code::WrongType, "/events/0/title")],
        ),
        (
            "/events/1/id",
            Some(json!("")),
            vec![(Code::MissingField, "/events/1/id")],
        ),
        (
            "/events/1",
            Some(json!([])),
            vec![(Code::WrongType, "/events/1")],
        ),
        (
            "/events/1/id",
            Some(json!("station")),
            vec![(Code::DuplicateId, "/events/1/id")],
        ),
        (
            "/events/1/dating/before/0",
            Some(json!("x")),
            vec![(Code::UnknownEvent, "/events/1/dating/before/0")],
        ),
        (
            "/events/0/date",
            Some(json!("1958 ")),
            vec![(Code::InvalidDate, "/events/0/date")],
        ),
        (
            "/events/0/citations/0/date",
            Some(json!("in 1958")),
            vec![
                (Code::InvalidDate, "/events/0/citations/0/date"),
                (Code::StatedDateUncited, "/events/0/date"),
            ],
        ),
        (
            "/events/0/citations/0/date",
            None,
            vec![(Code::StatedDateUncited, "/events/0/date")],
        ),
        (
            "/events/0/dating",
            None,
            vec![(Code::MissingBasis, "/events/0")],
        ),
        (
            "/events/0/dating",
            Some(json!({})),
            vec![(Code::MissingBasis, "/events/0/dating")],
        ),
        (
            "/events/0/dating/basis",
            Some(json!("guessed")),
            vec![(Code::UnknownBasis, "/events/0/dating/basis")],
        ),
        (
            "/events/0/dating/basis",
            Some(json!("inferred")),
            vec![(Code::InferredWithoutReason, "/events/0/dating")],
        ),
        (
            "/events/1/dating",
            Some(json!({ "basis": "stated" })),
            vec![(Code::BasisWithoutDate, "/events/1/dating/basis")],
        ),
        (
            "/events/0/date",
            Some(json!(1958)),
            vec![(Code::WrongType, "/events/0/date")],
        ),
        (
            "/events/0/citations",
            None,
            vec![(Code::EventWithoutPassage, "/events/0")],
        ),
        (
            "/events/0/citations",
            Some(json!([])),
            vec![(Code::EventWithoutPassage, "/events/0/citations")],
        ),
        (
            "/events/1/review",
            Some(json!({ "state": "drafted" })),
            vec![(Code::UnknownReviewState, "/events/1/review/state")],
        ),
        (
            "/events/1/review",
            Some(json!({ "by": "A. Writer" })),
            vec![(Code::MissingField, "/events/1/review")],
        ),
        (
            "/events/1/comments",
            Some(json!([{ "id": "c", "resolved": 0 }, { "text": "Why?" }])),
            vec![
                (Code::MissingField, "/events/1/comments/0"),
                (Code::MissingField, "/events/1/comments/1"),
                (Code::WrongType, "/events/1/comments/0/resolved"),
            ],
        ),
        (
            "/events/0/citations/0/passage",
            Some(json!("x")),
            vec![
                (Code::EventWithoutPassage, "/events/0/citations"),
                (Code::UnknownPassage, "/events/0/citations/0/passage"),
            ],
        ),
        (
            "/events/0/citations/0/stance",
            Some(json!("doubts")),
            vec![(Code::UnknownStance, "/events/0/citations/0/stance")],
        ),
        (
            "/events/0/tags",
            Some(json!(["a", 1])),
            vec![(Code::WrongType, "/events/0/tags/1")],
        ),
        (
            "/events/0/dating/after",
            Some(json!(["before-that", "station"])),
            vec![(Code::OrderCircle, "/events/0/dating")],
        ),
        (
            "/passages/0/source",
            Some(json!("x")),
            vec![
                (Code::EventWithoutPassage, "/events/0/citations"),
                (Code::EventWithoutPassage, "/events/1/citations"),
                (Code::UnknownSource, "/passages/0/source"),
            ],
        ),
        (
            "/passages/0/exact",
            Some(json!("")),
            vec![(Code::EmptyQuotation, "/passages/0/exact")],
        ),
        (
            "/passages/0/exact",
            None,
            vec![(Code::MissingField, "/passages/0")],
        ),
        (
            "/passages/0/start",
            Some(json!(-1)),
            vec![(Code::InvalidRange, "/passages/0/start")],
        ),
        (
            "/passages/0/end",
            Some(json!(9)),
            vec![(Code::InvalidRange, "/passages/0/end")],
        ),
        (
            "/passages/0/end",
            Some(json!(10)),
            vec![(Code::InvalidRange, "/passages/0/end")],
        ),
        (
            "/passages/0/end",
            None,
            vec![(Code::InvalidRange, "/passages/0/start")],
        ),
        (
            "/passages/0/end",
            Some(json!(25.5)),
            vec![(Code::WrongType, "/passages/0/end")],
        ),
        (
            "/passages/0/prefix",
            Some(json!(null)),
            vec![(Code::WrongType, "/passages/0/prefix")],
        ),
        (
            "/sources/0/sha256",
            Some(json!("abc")),
            vec![(Code::InvalidDigest, "/sources/0/sha256")],
        ),
        (
            "/sources/0/csl",
            None,
            vec![(Code::MissingField, "/sources/0")],
        ),
        (
            "/sources/0/csl/author/0/family",
            Some(json!([])),
            vec![(Code::WrongType, "/sources/0/csl/author/0/family")],
        ),
        (
            "/sources/0/file",
            Some(json!("../coplen.txt")),
            vec![(Code::FileOutsideFolder, "/sources/0/file")],
        ),
        (
            "/lanes/0/name",
            None,
            vec![(Code::MissingField, "/lanes/0")],
        ),
        (
            "/lanes/0/color",
            Some(json!("red")),
            vec![(Code::InvalidColor, "/lanes/0/color")],
        ),
        (
            "/lanes",
            Some(json!({})),
            vec![
                (Code::UnknownLane, "/events/0/lane"),
                (Code::UnknownLane, "/events/1/lane"),
                (Code::WrongType, "/lanes"),
            ],
        ),
        ("/unknown", Some(json!({ "id": [null] })), vec![]),
        ("/events/0/unknown", Some(json!(null)), vec![]),
    ];
    for (pointer, value, expected) in cases {
        let shown = format!("{pointer} = {value:?}");
        let reading = reading_of(&changed(pointer, value));
        let mut found = codes_and_paths(&reading.problems);
        found.sort_unstable();
        let mut expected: Vec<(&str, &str)> = expected
            .into_iter()
            .map(|(code, path)| (code.name(), path))
            .collect();
        expected.sort_unstable();
        assert_eq!(found, expected, "{shown}");
        for problem in &reading.problems {
            assert!(
                problem.line.is_some() && problem.column.is_some(),
                "{shown}"
            );
            assert!(
                problem.message.ends_with(['.', ')', '?']),
                "{}",
                problem.message
            );
        }
    }
}

#[test]
fn only_a_draft_or_a_rejected_event_may_cite_no_passage() {
    for (state, code) in [
        ("draft", Code::UnsourcedDraft),
        ("rejected", Code::UnsourcedDraft),
        ("proposed", Code::EventWithoutPassage),
        ("accepted", Code::EventWithoutPassage),
    ] {
        let mut file = changed("/events/0/citations", Some(json!([])));
        file["events"][0]["review"] = json!({ "state": state });
        let reading = reading_of(&file);
        assert_eq!(
            codes_and_paths(&reading.problems),
            [(code.name(), "/events/0/citations")],
            "{state}"
        );
        assert_eq!(
            reading.problems[0].is_error(),
            code != Code::UnsourcedDraft,
            "{state}"
        );
    }
}

#[test]
fn review_and_comments_are_read() {
    let mut file = changed(
        "/events/0/review",
        Some(json!({ "state": "proposed", "by": "A", "at": "2026-03-01T10:00:00Z" })),
    );
    file["events"][1]["comments"] = json!([
        { "id": "c1", "author": "B", "at": "2026-03-02T10:00:00Z", "text": "Why?", "resolved": true },
        { "id": "c2", "text": "Because." }
    ]);
    let reading = reading_of(&file);
    assert_eq!(codes_and_paths(&reading.problems), []);
    let events: Vec<&Event> = reading.timeline.events.iter().collect();
    let review = events[0].review.as_ref().unwrap();
    assert_eq!(review.state, Some(ReviewState::Proposed));
    assert_eq!(review.by.as_deref(), Some("A"));
    assert_eq!(review.at.as_deref(), Some("2026-03-01T10:00:00Z"));
    assert_eq!(events[1].review_state(), None);
    let comments: Vec<(&str, Option<&str>, bool)> = events[1]
        .comments()
        .iter()
        .map(|comment| {
            (
                &*comment.text,
                comment.author.as_deref(),
                comment.is_resolved,
            )
        })
        .collect();
    assert_eq!(
        comments,
        [("Why?", Some("B"), true), ("Because.", None, false)]
    );
}

#[test]
fn a_cycle_names_its_events() {
    let reading = reading_of(&changed(
        "/events/0/dating/before",
        Some(json!(["before-that"])),
    ));
    let circle = &reading.problems[0];
    assert_eq!(circle.code, "order-circle");
    assert!(
        circle
            .message
            .contains("“station” before “before-that” before “station”"),
        "{circle}"
    );
}

#[test]
fn problems_are_in_the_order_of_the_file() {
    let text =
        "{ \"annals\": 1,\n  \"events\": [\n    { \"id\": \"é\", \"lane\": 1, \"lane\": 2 }\n] }";
    let reading = read_checked(text.as_bytes()).unwrap();
    let places: Vec<_> = reading
        .problems
        .iter()
        .map(|p| (p.code, p.line.unwrap(), p.column.unwrap()))
        .collect();
    assert_eq!(
        places,
        [
            ("missing-field", 3, 5),
            ("event-without-passage", 3, 5),
            ("wrong-type", 3, 26),
            ("duplicate-key", 3, 29),
        ]
    );
}

#[test]
fn ids_are_compared_exactly() {
    let decomposed = reading_of(&changed("/events/0/lane", Some(json!("Aid"))));
    assert_eq!(decomposed.problems[0].code, "unknown-lane");
}

#[test]
fn a_file_without_fault_has_no_problems() {
    assert_eq!(codes_and_paths(&reading_of(&sample()).problems), []);
}

/// Any JSON value.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        prop_oneof!["station", "radio", "aid", "coplen", "1958", "inferred"].prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec(("id|date|basis|after|passage|[a-z]", inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// The JSON Pointers of all values inside a value.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(list) => {
            for (position, inner) in list.iter().enumerate() {
                pointers(inner, &format!("{at}/{position}"), found);
            }
        }
        Value::Object(object) => {
            for (key, inner) in object {
                pointers(inner, &format!("{at}/{key}"), found);
            }
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn any_change_of_values_is_still_read(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any_value()), 1..5)
    ) {
        let mut file = sample();
        for (place, value) in changes {
            let mut all = Vec::new();
            pointers(&file, "", &mut all);
            let pointer = &all[place.index(all.len())];
            if pointer.is_empty() || pointer == "/annals" {
                continue;
            }
            *file.pointer_mut(pointer).unwrap() = value;
        }
        let text = serde_json::to_string_pretty(&file).unwrap();
        let reading = read_checked(text.as_bytes()).unwrap();
        for problem in &reading.problems {
            prop_assert!(file.pointer(&problem.path).is_some(), "{problem:?}");
            prop_assert!(problem.line.unwrap() <= text.lines().count());
        }
        for event in &reading.timeline.events {
            prop_assert_eq!(event.date.is_some(), event.dating.basis.is_some());
        }
    }
}
