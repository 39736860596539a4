//! The schema in `assets/` agrees with the reader of timeline files: it rejects a
//! file exactly if the reader reports a structural error.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test panics")]

use std::sync::OnceLock;

use annals::check::read_checked;
use annals::storage::Code;
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

#[path = "../benches/generated/mod.rs"]
#[allow(dead_code, reason = "the benches use the rest")]
mod generated;

const SCHEMA: &str = include_str!("../assets/timeline.schema.json");
const BUNDLED: &str = include_str!("../timeline.json");
const FORMAT: &str = include_str!("../assets/guide/format.md");

/// A generated chronology.
fn generated_timeline(events: usize) -> Value {
    let mut file = Vec::new();
    let chronology = generated::Chronology::new(events, 7);
    chronology.write(&mut file).unwrap();
    serde_json::from_slice(&file).unwrap()
}

fn schema() -> Validator {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    jsonschema::draft202012::new(&schema).unwrap()
}

/// The errors that the schema finds in a timeline, one line each.
fn schema_errors(schema: &Validator, file: &Value) -> Vec<String> {
    let line =
        |error: jsonschema::ValidationError<'_>| format!("{}: {error}", error.instance_path());
    schema.iter_errors(file).map(line).collect()
}

/// A small valid timeline that has every key of the format.
fn sample() -> Value {
    json!({
        "annals": 1, "title": "Sample", "description": "…", "language": "en",
        "lanes": [{ "id": "aid", "name": "Aid", "color": "#3b6ea5" }],
        "sources": [{
            "id": "coplen",
            "csl": {
                "type": "report", "title": "Continuity", "container-title": "Papers",
                "author": [{ "family": "Coplen", "given": "Taylor" }, { "literal": "The Institute" }],
                "number": 380, "publisher": "The Institute", "URL": "https://example.org/",
                "issued": { "raw": "2025", "literal": "2025", "date-parts": [[2025, "11", 4]] },
                "page": ["whatever", 7, null]
            },
            "file": "sources/coplen.txt",
            "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015AD",
            "extractor": { "name": "plain", "version": 1 },
            "encoding": "utf-8", "language": "en", "note": "A copy."
        }],
        "passages": [{
            "id": "radio", "source": "coplen", "exact": "a radio station", "prefix": "built ",
            "suffix": " in", "start": 10, "end": 25, "locator": "para. 3", "replaces": "old"
        }],
        "events": [
            {
                "id": "station", "title": "Radio station", "date": "1958",
                "date_text": "in 1958", "dating": { "basis": "stated" }, "lane": "aid",
                "tags": ["aid"], "actors": ["The Agency"], "summary": "…", "note": "…",
                "citations": [{
                    "passage": "radio", "date": "1958", "stance": "supports",
                    "dating": { "basis": "inferred", "reason": "The chapter." },
                    "attributed_to": "A clerk", "note": "…"
                }],
                "review": { "state": "draft", "by": "A. Writer", "at": "2026-03-01T10:00:00Z" },
                "comments": [{
                    "id": "c-7k2f", "author": "A. Writer", "at": "2026-03-01T10:00:00Z",
                    "text": "Which station?", "resolved": false
                }]
            },
            {
                "id": "before-that", "title": "Undated", "lane": "aid",
                "dating": { "before": ["station"], "after": [] },
                "citations": [{ "passage": "radio" }]
            }
        ],
        "kept": { "whatever": [1, null] }
    })
}

/// Sets the value at a pointer, or removes it if `value` is `None`. Does nothing
/// if a parent does not exist.
fn change(file: &mut Value, pointer: &str, value: Option<Value>) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match (file.pointer_mut(parent), value) {
        (Some(Value::Object(object)), Some(value)) => {
            object.insert(key.to_owned(), value);
        }
        (Some(Value::Object(object)), None) => {
            object.remove(key);
        }
        (Some(Value::Array(list)), value) => {
            let place = key.parse().unwrap_or(usize::MAX);
            match (list.get_mut(place), value) {
                (Some(old), Some(new)) => *old = new,
                (Some(_), None) => {
                    list.remove(place);
                }
                (None, _) => {}
            }
        }
        _ => {}
    }
}

fn changed(pointer: &str, value: Option<Value>) -> Value {
    let mut file = sample();
    change(&mut file, pointer, value);
    assert_ne!(file, sample(), "{pointer} changes nothing");
    file
}

/// The pointers to every value of the file.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    if !at.is_empty() {
        all.push(at.to_owned());
    }
    match value {
        Value::Object(object) => object
            .iter()
            .for_each(|(key, inner)| pointers(inner, &format!("{at}/{key}"), all)),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(place, inner)| pointers(inner, &format!("{at}/{place}"), all)),
        _ => {}
    }
}

/// Errors that a schema cannot find. They depend on two places in the file, on a
/// calendar, or on the text of the file before it is parsed.
const BEYOND_A_SCHEMA: [Code; 9] = [
    Code::DuplicateKey,
    Code::DuplicateId,
    Code::UnknownLane,
    Code::UnknownSource,
    Code::UnknownPassage,
    Code::UnknownEvent,
    Code::InvalidDate,
    Code::StatedDateUncited,
    Code::OrderCircle,
];

/// Whether the reader reports an error that a schema can find, or rejects the
/// file as a whole.
fn has_structural_error(file: &Value) -> bool {
    let Ok(reading) = read_checked(file.to_string().as_bytes()) else {
        return true;
    };
    reading.problems.iter().any(|problem| {
        let is_beyond_schema = BEYOND_A_SCHEMA
            .iter()
            .any(|code| code.name() == problem.code);
        // `start` and `end` are each valid, but not together.
        let is_beyond_schema = is_beyond_schema
            || (problem.code == Code::InvalidRange.name() && {
                let passage = problem.path.rsplit_once('/').unwrap().0;
                let number = |key| {
                    file.pointer(&format!("{passage}/{key}"))
                        .and_then(Value::as_u64)
                };
                number("start").is_some() && number("end").is_some_and(|end| end > 0)
            });
        // There are citations, but the passages that they name do not exist.
        let is_beyond_schema = is_beyond_schema
            || (problem.code == Code::EventWithoutPassage.name()
                && file
                    .pointer(&problem.path)
                    .is_some_and(|at| at.as_array().is_some_and(|list| !list.is_empty())));
        // An invalid colour is only a warning, but editors should underline it.
        let is_colour = problem.code == Code::InvalidColor.name();
        (problem.is_error() || is_colour) && !is_beyond_schema
    })
}

#[test]
fn the_bundled_and_generated_timelines_are_valid() {
    let schema = schema();
    let bundled: Value = serde_json::from_str(BUNDLED).unwrap();
    assert_eq!(schema_errors(&schema, &bundled), Vec::<String>::new());
    for events in [0, 1, 300] {
        assert_eq!(
            schema_errors(&schema, &generated_timeline(events)),
            Vec::<String>::new(),
            "{events}"
        );
    }
    assert_eq!(schema_errors(&schema, &sample()), Vec::<String>::new());
    assert!(!has_structural_error(&sample()));
}

#[test]
fn schema_and_reader_require_the_same_keys() {
    let schema = schema();
    for pointer in [
        "/annals",
        "/lanes/0/id",
        "/lanes/0/name",
        "/sources/0/id",
        "/sources/0/csl",
        "/passages/0/id",
        "/passages/0/source",
        "/passages/0/exact",
        "/passages/0/start",
        "/passages/0/end",
        "/events/0/id",
        "/events/0/title",
        "/events/0/lane",
        "/events/0/citations",
        "/events/0/dating",
        "/events/0/dating/basis",
        "/events/0/citations/0/passage",
        "/events/0/citations/0/dating/reason",
        "/events/0/review/state",
        "/events/0/comments/0/id",
        "/events/0/comments/0/text",
    ] {
        let file = changed(pointer, None);
        assert!(!schema.is_valid(&file), "{pointer}");
        assert!(has_structural_error(&file), "{pointer}");
    }
}

#[test]
fn every_other_key_is_optional() {
    let schema = schema();
    let mut all = Vec::new();
    pointers(&sample(), "", &mut all);
    let mut optional = 0;
    for pointer in &all {
        let file = changed(pointer, None);
        assert_eq!(
            schema.is_valid(&file),
            !has_structural_error(&file),
            "{pointer}: {:?}",
            schema_errors(&schema, &file)
        );
        optional += usize::from(schema.is_valid(&file));
    }
    assert!(optional > 40, "{optional} of {}", all.len());
}

#[test]
fn schema_and_reader_accept_the_same_types() {
    let schema = schema();
    let mut all = Vec::new();
    pointers(&sample(), "", &mut all);
    let mut rejected = 0;
    for pointer in &all {
        for wrong in [
            json!(null),
            json!(true),
            json!(7),
            json!("x"),
            json!([]),
            json!({}),
        ] {
            if sample().pointer(pointer) == Some(&wrong) {
                continue;
            }
            let file = changed(pointer, Some(wrong.clone()));
            assert_eq!(
                schema.is_valid(&file),
                !has_structural_error(&file),
                "{pointer} = {wrong}: {:?}",
                schema_errors(&schema, &file)
            );
            rejected += usize::from(!schema.is_valid(&file));
        }
    }
    assert!(rejected > 200, "{rejected}");
}

#[test]
fn schema_and_reader_reject_the_same_values() {
    let schema = schema();
    for (pointer, wrong) in [
        ("/annals", json!(2)),
        ("/annals", json!(0)),
        ("/lanes/0/id", json!("")),
        ("/sources/0/id", json!("")),
        ("/passages/0/id", json!("")),
        ("/events/0/id", json!("")),
        ("/lanes/0/color", json!("b5502a")),
        ("/lanes/0/color", json!("#b5502")),
        ("/lanes/0/color", json!("#b5502a00")),
        ("/sources/0/sha256", json!("ba78")),
        ("/sources/0/sha256", json!("g".repeat(64))),
        ("/sources/0/sha256", json!(" ".repeat(64))),
        ("/sources/0/file", json!("/etc/passwd")),
        ("/sources/0/file", json!("../a.txt")),
        ("/sources/0/file", json!("a/../../b.txt")),
        ("/sources/0/file", json!("a/..")),
        ("/sources/0/file", json!("C:a.txt")),
        ("/sources/0/file", json!("a\\b.txt")),
        ("/sources/0/file", json!("a\0b")),
        ("/sources/0/csl/author/0", json!("Coplen")),
        ("/sources/0/csl/issued/date-parts/0", json!(2025)),
        ("/passages/0/exact", json!("")),
        ("/passages/0/exact", json!(" \n\u{a0}")),
        ("/passages/0/start", json!(-1)),
        ("/passages/0/end", json!(-1)),
        ("/passages/0/start", json!(2.5)),
        ("/passages/0/end", json!(0)),
        ("/events/1/citations", json!([])),
        ("/events/0/review/state", json!("Draft")),
        ("/events/0/comments/0/id", json!("")),
        ("/events/0/citations/0/stance", json!("Supports")),
        ("/events/0/citations/0/stance", json!("")),
        ("/events/0/dating/basis", json!("guessed")),
        ("/events/0/dating/basis", json!("inferred")),
        (
            "/events/0/dating",
            json!({ "basis": "inferred", "reason": " " }),
        ),
        ("/events/1/dating/basis", json!("stated")),
        ("/events/1/date", json!("1957")),
    ] {
        let file = changed(pointer, Some(wrong.clone()));
        assert!(!schema.is_valid(&file), "{pointer} = {wrong}");
        assert!(has_structural_error(&file), "{pointer} = {wrong}");
    }
}

#[test]
fn the_schema_accepts_what_only_the_reader_can_reject() {
    let schema = schema();
    for (pointer, wrong, code) in [
        ("/events/0/lane", json!("none"), Code::UnknownLane),
        ("/passages/0/source", json!("none"), Code::UnknownSource),
        (
            "/events/1/citations/0/passage",
            json!("none"),
            Code::UnknownPassage,
        ),
        (
            "/events/1/dating/before/0",
            json!("none"),
            Code::UnknownEvent,
        ),
        (
            "/events/1/dating/before/0",
            json!("before-that"),
            Code::OrderCircle,
        ),
        ("/events/1/id", json!("station"), Code::DuplicateId),
        ("/events/0/date", json!("Tuesday"), Code::InvalidDate),
        ("/events/0/date", json!("1959"), Code::StatedDateUncited),
        ("/passages/0/end", json!(10), Code::InvalidRange),
        ("/passages/0/end", json!(3), Code::InvalidRange),
    ] {
        let file = changed(pointer, Some(wrong.clone()));
        assert_eq!(
            schema_errors(&schema, &file),
            Vec::<String>::new(),
            "{pointer} = {wrong}"
        );
        let found = read_checked(file.to_string().as_bytes()).unwrap().problems;
        assert!(
            found.iter().any(|problem| problem.code == code.name()),
            "{pointer} = {wrong}: {found:?}"
        );
        assert!(!has_structural_error(&file), "{pointer} = {wrong}");
    }
    // To a schema 1.0 is the number 1, and a duplicate key is one key.
    for (text, code) in [
        (
            r#"{"annals": 1, "lanes": [], "lanes": []}"#,
            Code::DuplicateKey,
        ),
        (
            r#"{"annals": 1, "sources": [{"id": "a", "csl": {}}], "passages":
                [{"id": "a", "source": "a", "exact": "a", "start": 1.0, "end": 2.0}]}"#,
            Code::WrongType,
        ),
    ] {
        assert!(
            schema.is_valid(&serde_json::from_str(text).unwrap()),
            "{text}"
        );
        let found = read_checked(text.as_bytes()).unwrap().problems;
        assert!(
            found.iter().all(|problem| problem.code == code.name()),
            "{found:?}"
        );
        assert!(!found.is_empty(), "{text}");
    }
    assert!(schema.is_valid(&serde_json::from_str(r#"{"annals": 1.0}"#).unwrap()));
    assert!(read_checked(br#"{"annals": 1.0}"#).is_err());
}

#[test]
fn unknown_keys_are_allowed_everywhere() {
    let schema = schema();
    for pointer in [
        "",
        "/lanes/0",
        "/sources/0",
        "/sources/0/csl",
        "/sources/0/csl/author/0",
        "/sources/0/csl/issued",
        "/sources/0/extractor",
        "/passages/0",
        "/events/0",
        "/events/0/dating",
        "/events/0/citations/0",
        "/events/0/review",
        "/events/0/comments/0",
    ] {
        let file = changed(&format!("{pointer}/x-mine"), Some(json!({ "a": [null] })));
        assert_eq!(
            schema_errors(&schema, &file),
            Vec::<String>::new(),
            "{pointer}"
        );
        assert!(!has_structural_error(&file), "{pointer}");
    }
}

/// Values for any field. `None` removes the field.
fn value() -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        3 => Just(None),
        4 => prop::sample::select(vec![
            json!(null), json!(false), json!(0), json!(1), json!(-1), json!(12), json!(1.5),
            json!(""), json!(" "), json!("stated"), json!("inferred"), json!("disputes"),
            json!("context"), json!("1958"), json!("1955~/1959~"), json!("#abc"), json!("../x"),
            json!("a".repeat(64)), json!([]), json!({}), json!([[]]), json!([1]), json!(["1"]),
            json!([{}]), json!({ "basis": "stated" }), json!({ "basis": "inferred" }),
            json!({ "basis": "inferred", "reason": "x" }), json!({ "passage": "radio" }),
            json!([{ "passage": "radio" }]), json!({ "raw": 7 }), json!({ "literal": "x" }),
        ]).prop_map(Some),
        1 => any::<String>().prop_map(|text| Some(json!(text))),
    ]
}

/// Compiled once for all cases.
static SHARED: OnceLock<Validator> = OnceLock::new();

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_schema_rejects_exactly_the_structural_errors(
        changes in prop::collection::vec((any::<prop::sample::Index>(), value()), 1..5)
    ) {
        let mut all = Vec::new();
        pointers(&sample(), "", &mut all);
        let mut file = sample();
        for (place, value) in changes {
            let pointer: &String = place.get(&all);
            change(&mut file, pointer, value);
        }
        // The reader ignores the second of two entries with the same id.
        let problems = read_checked(file.to_string().as_bytes()).map(|reading| reading.problems);
        prop_assume!(!problems.is_ok_and(|problems| problems
            .iter()
            .any(|problem| problem.code == Code::DuplicateId.name())));
        let schema = SHARED.get_or_init(schema);
        prop_assert_eq!(
            schema.is_valid(&file),
            !has_structural_error(&file),
            "{:#}\n{:?}",
            file,
            schema_errors(schema, &file)
        );
    }
}

/// The fenced blocks of a language in a text.
fn fenced<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let opening = format!("```{language}\n");
    let blocks = text.split(opening.as_str()).skip(1);
    blocks
        .map(|rest| rest.split("```").next().unwrap())
        .collect()
}

#[test]
fn the_timelines_in_the_reference_are_valid() {
    let schema = schema();
    let mut whole = 0;
    for block in fenced(FORMAT, "json") {
        let file: Value = serde_json::from_str(block).unwrap_or_else(|error| {
            panic!("{error}:\n{block}");
        });
        if file.get("annals").is_some() {
            whole += 1;
            assert_eq!(schema_errors(&schema, &file), Vec::<String>::new());
            assert_eq!(read_checked(block.as_bytes()).unwrap().problems, []);
        }
    }
    assert!(whole >= 2, "{whole}");
}

#[test]
fn the_reference_lists_every_key_and_problem_code() {
    for code in Code::ALL {
        assert!(
            FORMAT.contains(&format!("`{}`", code.name())),
            "{}",
            code.name()
        );
    }
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let objects = schema["$defs"]
        .as_object()
        .unwrap()
        .values()
        .chain([&schema]);
    for object in objects {
        for key in object["properties"].as_object().unwrap().keys() {
            assert!(FORMAT.contains(&format!("`{key}`")), "{key}");
        }
    }
}
