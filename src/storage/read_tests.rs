//! What the reader makes of files with one fault.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{LoadedTimeline, Problem, read};
use crate::model::{Basis, Index, Stance};

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
    read(serde_json::to_string_pretty(file).unwrap().as_bytes()).unwrap()
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
fn a_file_without_fault_is_read_without_problems() {
    let reading = reading_of(&sample());
    assert_eq!(codes_and_paths(&reading.problems), []);
    let timeline = reading.timeline;
    let (station, undated) = (
        &timeline.events[Index::new(0).unwrap()],
        &timeline.events[Index::new(1).unwrap()],
    );
    assert_eq!(timeline.title, "Sample");
    assert_eq!(station.dating.basis, Some(Basis::Stated));
    assert_eq!(station.citations[0].stance, Stance::Supports);
    assert_eq!(timeline[station.lane.unwrap()].name, "Aid");
    assert_eq!(
        undated.dating.before,
        [timeline.events.by_id("station").unwrap()]
    );
    let source = &timeline[timeline.passages[Index::new(0).unwrap()].source];
    assert_eq!(source.csl.number.as_deref(), Some("380"));
    assert_eq!(source.csl.issued.as_deref(), Some("4 November 2025"));
    assert_eq!(
        timeline.passages[Index::new(0).unwrap()]
            .position
            .unwrap()
            .end,
        25
    );
}

#[test]
fn the_smallest_timeline_is_empty() {
    let reading = read(b"{\"annals\":1}").unwrap();
    assert!(reading.problems.is_empty());
    assert!(reading.timeline.events.is_empty());
}

#[test]
fn the_rest_of_an_entry_with_a_fault_is_used() {
    let reading = reading_of(&changed("/events/0/date", Some(json!("sometime"))));
    let event = &reading.timeline.events[Index::new(0).unwrap()];
    assert_eq!(event.date.as_ref().unwrap().text, "sometime");
    assert_eq!(event.extent(), None);

    let reading = reading_of(&changed("/events/0/dating", None));
    assert_eq!(
        reading.timeline.events[Index::new(0).unwrap()].dating.basis,
        Some(Basis::Inferred)
    );

    let reading = reading_of(&changed("/events/0/lane", Some(json!("x"))));
    let event = &reading.timeline.events[Index::new(0).unwrap()];
    assert_eq!((event.lane, event.lane_id.as_str()), (None, "x"));

    let reading = reading_of(&changed("/passages/0/end", Some(json!(1))));
    assert_eq!(
        reading.timeline.passages[Index::new(0).unwrap()].position,
        None
    );

    let reading = reading_of(&changed("/sources/0/file", Some(json!("/etc/passwd"))));
    assert_eq!(reading.timeline.sources[Index::new(0).unwrap()].file, None);
    assert_eq!(reading.refused_files[0].1, "/etc/passwd");
}

#[test]
fn an_entry_that_is_left_out_does_not_shift_positions() {
    let mut file = changed(
        "/passages/-",
        Some(json!({ "id": "late", "source": "coplen", "exact": "x" })),
    );
    file["passages"][0]["source"] = json!("nobody");
    let reading = reading_of(&file);
    let (late, passage) = reading.timeline.passages.indexed().next().unwrap();
    assert_eq!(passage.id, "late");
    assert_eq!(reading.positions.of_passage(late), "/passages/1");
}

#[test]
fn of_a_repeated_key_the_first_counts() {
    let reading =
        read(b"{\"annals\":1,\"title\":\"a\",\"title\":\"b\",\"x\":[{\"y\":1,\"y\":1}]}").unwrap();
    assert_eq!(reading.timeline.title, "a");
    assert_eq!(
        codes_and_paths(&reading.problems),
        [("duplicate-key", "/title"), ("duplicate-key", "/x/0/y")]
    );
}

#[test]
fn a_citation_does_not_get_the_order_of_one_left_out() {
    let file = changed(
        "/events/0/citations",
        Some(json!([
            { "passage": "nobody", "dating": { "after": ["before-that", "x"] } },
            { "passage": "radio", "date": "1958" },
            { "passage": "radio", "dating": { "before": ["before-that"] } }
        ])),
    );
    let reading = reading_of(&file);
    assert_eq!(
        codes_and_paths(&reading.problems),
        [
            ("unknown-passage", "/events/0/citations/0/passage"),
            ("unknown-event", "/events/0/citations/0/dating/after/1"),
        ]
    );
    let citations = &reading.timeline.events[Index::new(0).unwrap()].citations;
    assert!(citations[0].dating.after.is_empty());
    assert_eq!(citations[1].dating.before.len(), 1);
}

#[test]
fn half_a_surrogate_pair_is_one_problem() {
    let text = sample()
        .to_string()
        .replace("\"Radio station\"", "\"\\ud800\"");
    let reading = read(text.as_bytes()).unwrap();
    assert_eq!(
        codes_and_paths(&reading.problems),
        [("wrong-type", "/events/0/title")]
    );
    assert!(reading.problems[0].message.contains("surrogate"));
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        let _ = read(&bytes);
    }

    #[test]
    fn any_changed_byte_is_read_or_refused_with_its_line(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = sample().to_string().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Err(error) = read(&bytes) {
            prop_assert!(error.line.is_some());
        }
    }
}

#[test]
fn repeated_keys_below_a_long_key_are_limited_in_bytes() {
    let long = "k".repeat(200_000);
    let repeated = vec!["\"a\":1"; 5_000].join(",");
    for value in [
        format!("{{\"annals\":1,\"{long}\":{{{repeated}}}}}"),
        format!("{{\"annals\":1,\"title\":1,\"{long}\":{{{repeated}}}}}"),
    ] {
        let problems = read(value.as_bytes()).unwrap().problems;
        let bytes: usize = problems.iter().map(|problem| problem.path.len()).sum();
        assert!(bytes > 1 << 20 && bytes <= 64 << 20, "{bytes}");
        let last = problems.last().unwrap();
        assert!(
            last.message.contains("more problems are not listed"),
            "{last}"
        );
        assert!(last.is_error());
    }
}
