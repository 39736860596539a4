//! The parser as a whole: what it accepts, in any order of lists and with any
//! keys of other programs, and its progress.

use std::ops::ControlFlow;

use proptest::prelude::*;
use serde_json::Value;

use super::preflight::preflight;
use super::{Problem, read, read_with_progress};

/// The bundled timeline, which uses most of the format.
const BUNDLED: &str = include_str!("../../timeline.json");

/// A few entries of each list, so that a random change hits one that counts.
fn few_entries() -> Value {
    let mut file: Value = serde_json::from_str(BUNDLED).unwrap();
    for list in ["passages", "events", "sources"] {
        if let Some(list) = file[list].as_array_mut() {
            list.truncate(6);
        }
    }
    file
}

#[test]
fn the_bundled_timeline_reads_the_same_however_it_is_indented() {
    let loaded = read(BUNDLED.as_bytes()).unwrap();
    assert_eq!(loaded.problems, []);
    let value: Value = serde_json::from_str(BUNDLED).unwrap();
    let compact = read(value.to_string().as_bytes()).unwrap();
    assert_eq!(compact.problems, []);
    assert_eq!(compact.timeline.events, loaded.timeline.events);
    assert_eq!(compact.timeline.passages, loaded.timeline.passages);
    assert_eq!(compact.positions, loaded.positions);
}

#[test]
fn lists_may_come_in_any_order() {
    let file = few_entries();
    let expected = read(file.to_string().as_bytes()).unwrap();
    let mut members: Vec<(String, Value)> = file.as_object().unwrap().clone().into_iter().collect();
    for _ in 0..members.len() {
        members.rotate_left(1);
        let members = members
            .iter()
            .map(|(key, value)| format!("\"{key}\": {value}"));
        let text = format!("{{{}}}", members.collect::<Vec<_>>().join(", "));
        let found = read(text.as_bytes()).unwrap();
        assert_eq!(found.timeline, expected.timeline, "{text}");
    }
}

#[test]
fn problems_do_not_depend_on_the_order_of_lists() {
    let entry = "{\"id\": \"l\", \"name\": 3, \"x\": {\"a\": 1, \"a\": 2}}, 7, {}";
    let lanes = format!("\"lanes\": [{entry}]");
    let events = "\"events\": [{\"id\": \"e\", \"lane\": \"l\", \"lane\": \"m\"}]";
    let sorted = |text: String| {
        let loaded = read(text.as_bytes()).unwrap();
        let key = |problem: Problem| (problem.path, problem.code);
        let mut problems: Vec<_> = loaded.problems.into_iter().map(key).collect();
        problems.sort();
        problems
    };
    let expected = sorted(format!("{{\"annals\": 1, {lanes}, {events}}}"));
    assert_eq!(expected.len(), 7, "{expected:?}");
    let found = sorted(format!("{{\"annals\": 1, {events}, {lanes}}}"));
    assert_eq!(found, expected);
}

#[test]
fn progress_is_reported_and_reading_can_be_cancelled() {
    let event = "{\"id\": \"NUMBER\", \"title\": \"E\", \"lane\": \"l\", \"citations\": []}";
    let events: Vec<String> = (0..30_000)
        .map(|number: i32| event.replace("NUMBER", &number.to_string()))
        .collect();
    let head = "{\"annals\": 1, \"lanes\": [{\"id\": \"l\", \"name\": \"L\"}], \"events\": [";
    for tail in ["]}", "], \"title\": 1}", "], \"sources\": []}"] {
        let text = format!("{head}{}{tail}", events.join(","));
        let bytes = text.as_bytes();
        let mut calls = Vec::new();
        let whole = read_with_progress(bytes, &mut |progress| {
            let partial_timeline = progress.partial_timeline;
            assert!(partial_timeline.events.is_empty() || partial_timeline.lanes.len() == 1);
            assert!(
                partial_timeline
                    .events
                    .iter()
                    .all(|event| event.lane.is_some())
            );
            calls.push((progress.bytes, progress.of, partial_timeline.events.len()));
            ControlFlow::Continue(())
        });
        assert_eq!(whole.unwrap().unwrap().timeline.events.len(), 30_000);
        assert!(calls.len() > 4, "{calls:?}");
        assert!(
            calls
                .iter()
                .all(|(read, of, _)| read <= of && *of == bytes.len())
        );
        assert!(calls.iter().any(|(_, _, events)| *events > 10_000));
        let mut count = 0;
        let cancelled = read_with_progress(bytes, &mut |_| {
            count += 1;
            ControlFlow::Break(())
        });
        assert_eq!((cancelled, count), (Ok(None), 1));
    }
}

/// Replaces text at places that are given as shares of its length.
#[expect(clippy::cast_sign_loss, reason = "shares are positive")]
fn mutated(text: &[u8], changes: &[(f64, f64, Vec<u8>)]) -> Vec<u8> {
    let mut text = text.to_vec();
    for (place, length, bytes) in changes {
        let start = (text.len() as f64 * place) as usize;
        let end = (start + (length * 12.0) as usize).min(text.len());
        text.splice(start..end, bytes.iter().copied());
    }
    text
}

/// Text that may change the meaning of what surrounds it.
fn fragment() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        "",
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "1",
        "-0",
        "\"id\"",
        "\"id\": \"x\",",
        "\n",
        " ",
        "\\u00e9",
        "\\ud800",
        "é",
        "\"date\": \"1958\",",
        "[]",
        "{}",
        "true",
        "0.5",
    ]);
    prop_oneof![
        known.prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..3),
    ]
}

/// Asserts that the parser accepts a file exactly if the preflight, which has
/// serde check the grammar, accepts it.
fn assert_accepted_as_by_preflight(bytes: &[u8]) {
    let shown = String::from_utf8_lossy(bytes);
    match (read(bytes), preflight(bytes)) {
        (Ok(_), Ok(_)) => {}
        (Err(found), Err(expected)) => assert_eq!(found, expected, "{shown}"),
        (found, expected) => panic!("{found:?} but {:?}: {shown}", expected.err()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn exactly_what_the_preflight_accepts_is_read(
        changes in prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64, fragment()), 1..3),
    ) {
        let text = serde_json::to_string_pretty(&few_entries()).unwrap();
        assert_accepted_as_by_preflight(&mutated(text.as_bytes(), &changes));
    }
}

#[test]
fn what_is_no_timeline_is_refused_wherever_its_fault_is() {
    let tower = |levels| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!("{{\"annals\": 1, \"x\": {open}{close}}}")
    };
    let deep_note = format!(
        "{{\"annals\": 1, \"events\": [{{\"note\": {}{}}}]}}",
        "[".repeat(62),
        "]".repeat(62)
    );
    for (text, is_read) in [
        ("", false),
        ("{}", false),
        ("[1]", false),
        ("{\"annals\": 2}", false),
        ("{\"annals\": 1.0}", false),
        ("{\"annals\": 2, \"annals\": 1}", false),
        ("{\"annals\": 1} x", false),
        ("{\"annals\": 1,}", false),
        ("{\"annals\": 1, \"lanes\": [,]}", false),
        ("{\"annals\": 1, \"lanes\": [{}{}]}", false),
        ("{\"annals\": 1, \"x\": \"\\ud80\"}", false),
        (&tower(64), false),
        (&deep_note, false),
        (&tower(63), true),
        ("{\"annals\": 1, \"annals\": 2}", true),
        ("{\"annals\": 1, \"title\": 3}", true),
        ("{\"annals\": 1, \"events\": {}}", true),
        ("\u{feff}{\"annals\": 1}", true),
        (" {\"annals\" : 1 } \n", true),
    ] {
        assert_eq!(read(text.as_bytes()).is_ok(), is_read, "{text}");
        assert_accepted_as_by_preflight(text.as_bytes());
    }
    assert_accepted_as_by_preflight(b"{\"annals\": 1, \"title\": \"\xff\"}");
}
