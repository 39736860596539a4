//! The pass and the careful reader, held against each other: whatever the pass
//! takes, it reads as the careful reader does.

use std::cell::Cell;
use std::ops::ControlFlow;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use super::progress::ProgressReporter;
use super::read::{read_carefully, read_with_progress};
use super::streaming::streamed;
use super::{FileError, LoadedTimeline, read};

/// The bundled timeline, which has something of everything.
const BUNDLED: &str = include_str!("../../timeline.json");

fn in_one_pass(bytes: &[u8]) -> Option<LoadedTimeline> {
    streamed(
        bytes,
        &mut ProgressReporter::new(&mut |_| ControlFlow::Continue(()), bytes.len()),
    )
}

fn carefully(bytes: &[u8]) -> Result<LoadedTimeline, FileError> {
    read_carefully(bytes, &mut |_, _| true)
}

/// Whether the pass took a file. What it takes is equal, and what it does not
/// take is left to the careful reader.
fn is_streamed(bytes: &[u8]) -> bool {
    let careful = carefully(bytes);
    let streamed = in_one_pass(bytes);
    let shown = String::from_utf8_lossy(bytes);
    assert_eq!(read(bytes), careful, "{shown}");
    match streamed {
        Some(reading) => {
            assert_eq!(Ok(reading), careful, "{shown}");
            true
        }
        None => false,
    }
}

#[test]
fn the_bundled_timeline_is_read_in_one_pass() {
    assert!(is_streamed(BUNDLED.as_bytes()));
    let minified: serde_json::Value = serde_json::from_str(BUNDLED).unwrap();
    assert!(is_streamed(minified.to_string().as_bytes()));
}

#[test]
fn keys_of_others_and_faults_of_entries_do_not_end_the_pass() {
    for (from, to) in [
        (
            "\"annals\": 1,",
            "\"annals\": 1, \"x\": {\"y\": [1, {\"z\": 2, \"z\": 3}]},",
        ),
        (
            "\"annals\": 1,",
            "\"annals\": 1, \"a/~b\": {\"\\u0061\": 1, \"a\": 3},",
        ),
        ("\"date\": ", "\"zone\": [null, true, 1e9], \"date\": "),
        ("\"date\": ", "\"date\": \"\", \"date\": "),
        ("\"lane\": \"", "\"lane\": \"no-"),
        ("\"passage\": \"", "\"passage\": \"no-"),
        ("\"source\": \"", "\"source\": \"no-"),
        ("\"start\": ", "\"start\": -"),
        ("\"start\": ", "\"start\": 1.5e1"),
        ("\"start\": ", "\"start\": 99999999999999999999"),
        ("\"exact\": \"", "\"exact\": \"\\ud800"),
        ("\"exact\": \"", "\"exact\": \"\\u00e9\\n\\\\"),
        ("\"tags\": [", "\"tags\": [1, \"\\t\","),
        ("\"tags\": [", "\"tags\": [\"\\ud83d\\ude00\","),
        ("\"actors\": [", "\"actors\": null, \"x\": ["),
        ("\"stance\": \"", "\"stance\": \"x"),
        ("\"basis\": \"", "\"basis\": \"x"),
        ("\"date\": \"", "\"date\": \"x"),
        ("\"id\": \"", "\"\\u0069d\": \""),
        ("\"citations\": [", "\"citations\": [null, {},"),
        ("\"color\": \"", "\"color\": \"x"),
        ("\"sha256\": \"", "\"sha256\": \"x"),
    ] {
        assert!(BUNDLED.contains(from), "{from}");
        for times in [1, usize::MAX] {
            assert!(
                is_streamed(BUNDLED.replacen(from, to, times).as_bytes()),
                "{from} {to}"
            );
        }
    }
}

#[test]
fn what_only_the_careful_reader_can_tell_is_left_to_it() {
    let long = format!(
        "{{\"annals\": 1, \"x\": {}{}}}",
        "[".repeat(64),
        "]".repeat(64)
    );
    for text in [
        "",
        "{}",
        "[1]",
        "{\"annals\": 2}",
        "{\"annals\": 1.0}",
        "{\"annals\": 1, \"annals\": 1}",
        "{\"annals\": 1, \"title\": 3}",
        "{\"annals\": 1, \"events\": {}}",
        "{\"annals\": 1} x",
        "{\"annals\": 1,}",
        "{\"annals\": 1, \"events\": [], \"lanes\": []}",
        "\u{feff}{\"annals\": 1}",
        "{\"annals\": 1, \"lanes\": [,]}",
        &long,
    ] {
        assert!(!is_streamed(text.as_bytes()), "{text}");
    }
    assert!(!is_streamed(b"{\"annals\": 1, \"title\": \"\xff\"}"));
    assert!(is_streamed(b" {\"annals\" : 1 } \n"));
}

#[test]
fn circles_and_gaps_are_told_alike() {
    let events: Vec<String> = (0..40)
        .map(|number| {
            let id = if number % 7 == 3 { number - 1 } else { number };
            format!(
                "{{\"id\": \"e{id}\", \"title\": \"E\", \"lane\": \"l\", \"dating\": {{\"after\": \
                 [\"e{}\", \"no\"]}}, \"citations\": [{{\"passage\": \"{}\", \"dating\": \
                 {{\"before\": [\"e2\"]}}}}, {{\"passage\": \"p\"}}]}}",
                (number * 3 + 1) % 40,
                if number % 5 == 0 { "no" } else { "p" },
            )
        })
        .collect();
    let text = format!(
        "{{\"annals\": 1, \"lanes\": [{{\"id\": \"l\", \"name\": \"L\"}}], \"sources\": \
         [{{\"id\": \"s\", \"csl\": {{}}}}], \"passages\": [{{\"id\": \"p\", \"source\": \"s\", \
         \"exact\": \"x\"}}], \"events\": [{}]}}",
        events.join(",")
    );
    let reading = read(text.as_bytes()).unwrap();
    assert!(
        reading
            .problems
            .iter()
            .any(|problem| problem.code == "order-circle")
    );
    assert!(is_streamed(text.as_bytes()));
}

#[test]
fn progress_is_told_and_a_reading_can_be_stopped() {
    let event = "{\"id\": \"NUMBER\", \"title\": \"E\", \"lane\": \"l\", \"citations\": []}";
    let events: Vec<String> = (0..30_000)
        .map(|number: i32| event.replace("NUMBER", &number.to_string()))
        .collect();
    let head = "{\"annals\": 1, \"lanes\": [{\"id\": \"l\", \"name\": \"L\"}], \"events\": [";
    for tail in ["]}", "], \"title\": 1}"] {
        let text = format!("{head}{}{tail}", events.join(","));
        let bytes = text.as_bytes();
        let mut told = Vec::new();
        let whole = read_with_progress(bytes, &mut |progress| {
            let so_far = progress.so_far;
            assert!(so_far.events.is_empty() || so_far.lanes.len() == 1);
            assert!(so_far.events.iter().all(|event| event.lane.is_some()));
            told.push((progress.bytes, progress.of, so_far.events.len()));
            ControlFlow::Continue(())
        });
        assert_eq!(whole.unwrap().unwrap().timeline.events.len(), 30_000);
        assert!(told.len() > 4, "{told:?}");
        assert!(
            told.iter()
                .all(|(read, of, _)| read <= of && *of == bytes.len())
        );
        assert!(told.iter().any(|(_, _, events)| *events > 10_000));
        let mut count = 0;
        let stopped = read_with_progress(bytes, &mut |_| {
            count += 1;
            ControlFlow::Break(())
        });
        assert_eq!((stopped, count), (Ok(None), 1));
    }
}

/// A change at a place, by shares of the length.
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

/// A fragment that may change the meaning of what it stands in.
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_file_with_something_changed_reads_alike_both_ways(
        changes in prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64, fragment()), 1..3),
    ) {
        // A few entries of each list, so that changes hit something that counts.
        let mut file: serde_json::Value = serde_json::from_str(BUNDLED).unwrap();
        for list in ["passages", "events", "sources"] {
            if let Some(list) = file[list].as_array_mut() {
                list.truncate(6);
            }
        }
        let text = serde_json::to_string_pretty(&file).unwrap();
        is_streamed(&mutated(text.as_bytes(), &changes));
    }
}

/// Every string and key of a JSON value, in order, to be changed.
fn each_text(value: &mut Value, change: &mut dyn FnMut(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Array(elements) => elements.iter_mut().for_each(|one| each_text(one, change)),
        Value::Object(members) => {
            for (mut key, mut value) in std::mem::take(members) {
                // Without it nothing is a timeline.
                if key != "annals" {
                    change(&mut key);
                }
                each_text(&mut value, change);
                members.insert(key, value);
            }
        }
        _ => {}
    }
}

#[test]
fn most_files_with_other_words_in_them_are_read_in_one_pass_and_alike() {
    let few: Value = {
        let mut file: Value = serde_json::from_str(BUNDLED).unwrap();
        for list in ["passages", "events", "sources"] {
            if let Some(list) = file[list].as_array_mut() {
                list.truncate(6);
            }
        }
        file
    };
    let mut texts = 0;
    each_text(&mut few.clone(), &mut |_| texts += 1);
    let words = prop::sample::select(vec![
        "", "id", "date", "passage", "1958", "1958-13", "é\n\"\\", "aid", "a/b~c", "stated",
        "\u{feff}",
    ]);
    let words = prop_oneof![words.prop_map(str::to_owned), ".{0,8}"];
    let changes = prop::collection::vec((0..texts, words), 1..6);
    let (streamed, cases) = (Cell::new(0), Cell::new(0));
    let mut runner = TestRunner::new(ProptestConfig::with_cases(300));
    let outcome = runner.run(&changes, |changes| {
        let mut file = few.clone();
        let mut number = 0;
        each_text(&mut file, &mut |text| {
            if let Some((_, word)) = changes.iter().find(|(at, _)| *at == number) {
                text.clone_from(word);
            }
            number += 1;
        });
        let was_streamed = is_streamed(file.to_string().as_bytes());
        streamed.set(streamed.get() + usize::from(was_streamed));
        cases.set(cases.get() + 1);
        Ok(())
    });
    outcome.unwrap();
    // Some keys of the root may not change; there are few of them.
    assert!(
        streamed.get() * 2 > cases.get(),
        "{streamed:?} of {cases:?}"
    );
}
