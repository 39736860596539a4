//! Files, documents and arguments made to mislead, break or stall the command
//! line. Each test names what it must not achieve.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails so"
)]

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use annals::cli::{Command, Verb, parse_from, run};
use annals::date_words::in_words;
use annals_documents::Worker;
use annals_edtf::Edtf;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Fails where eight times the input takes far more than eight times as long.
/// A square would take sixty-four times; absolute times say little on a machine
/// that has other work.
fn grows_with_its_input(most: usize, work: impl Fn(usize)) {
    let time = |size| {
        let begun = Instant::now();
        work(size);
        begun.elapsed()
    };
    let (small, large) = (time(most / 8), time(most));
    let allowed = small * 28 + Duration::from_millis(500);
    assert!(large < allowed, "{small:?} became {large:?}");
}

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path: PathBuf = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

struct Ran {
    code: u8,
    out: String,
    err: String,
}

impl Ran {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

/// The program itself, which reads documents for the tests.
fn worker() -> Worker {
    Worker {
        program: env!("CARGO_BIN_EXE_annals").into(),
    }
}

fn verb(arguments: &[&str]) -> Verb {
    match parse_from(["annals"].iter().chain(arguments)) {
        Ok(Command::Verb(verb)) => verb,
        other => panic!("{other:?}"),
    }
}

fn ran(arguments: &[&str]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&verb(arguments), &worker(), &mut out, &mut err).code();
    Ran {
        code,
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
    }
}

/// A timeline of one event with these citations, on passages `p0`, `p1`, ….
fn one_event(passages: usize, citations: &[Value]) -> Value {
    let passages = (0..passages)
        .map(|number| json!({ "id": format!("p{number}"), "source": "s", "exact": "x" }));
    json!({
        "annals": 1,
        "lanes": [{ "id": "l", "name": "L" }],
        "sources": [{ "id": "s", "csl": {} }],
        "passages": passages.collect::<Vec<_>>(),
        "events": [{ "id": "e", "title": "E", "lane": "l", "citations": citations }]
    })
}

#[test]
fn a_hundred_thousand_rival_dates_do_not_stall_list_or_show() {
    let desk = Desk::new();
    grows_with_its_input(100_000, |count| {
        let citations: Vec<Value> = (0..count)
            .map(|year| json!({ "passage": "p0", "date": format!("Y{}", 10_000 + year) }))
            .collect();
        let file = desk.file("t.json", one_event(1, &citations).to_string());
        let list = ran(&["list", &file]);
        let rivals = format!("({count} rival dates)");
        assert!(list.out.contains(&rivals), "{}", list.out);
        let shown = ran(&["show", &file, "e"]);
        let last = Edtf::parse(&format!("Y{}", 9_999 + count)).unwrap();
        assert!(
            shown
                .out
                .contains(&format!("{} [{count}]", in_words(&last)))
        );
    });
}

#[test]
fn every_passage_of_a_rival_date_is_named_once() {
    let citations: Vec<Value> = (0..10_000)
        .map(|number| {
            let date = if number % 2 == 0 { "1958" } else { "1959" };
            json!({ "passage": format!("p{}", number % 5_001), "date": date })
        })
        .collect();
    let desk = Desk::new();
    let file = desk.file("t.json", one_event(5_001, &citations).to_string());
    let facts = ran(&["show", &file, "e", "--json"]).json();
    for (rival, date) in facts["rivals"]
        .as_array()
        .unwrap()
        .iter()
        .zip(["1958", "1959"])
    {
        assert_eq!(rival["date"], date);
        let passages = rival["passages"].as_array().unwrap();
        let distinct: HashSet<&str> = passages.iter().filter_map(Value::as_str).collect();
        assert_eq!(distinct.len(), passages.len());
        assert_eq!(distinct.len(), 5_000);
    }
}

#[test]
fn a_chain_of_events_one_after_the_other_does_not_stall() {
    let desk = Desk::new();
    let chain = |count: usize, first: &[&str]| {
        let mut file = one_event(1, &[]);
        file["events"] = (0..count)
            .map(|number| {
                let after = match number {
                    0 => json!(first),
                    number => json!([format!("e{}", number - 1)]),
                };
                json!({
                    "id": format!("e{number}"), "title": "E", "lane": "l",
                    "dating": { "after": after }, "citations": [{ "passage": "p0" }]
                })
            })
            .collect();
        desk.file("t.json", file.to_string())
    };
    grows_with_its_input(40_000, |count| {
        assert_eq!(ran(&["check", &chain(count, &[]), "--json"]).code, 0);
    });
    let circle = chain(1_000, &["e999"]);
    let facts = ran(&["check", &circle, "--json"]).json();
    assert_eq!(facts["problems"][0]["code"], "order-circle");
}

#[test]
fn warnings_are_fine_however_many_there_are() {
    let lanes = |color: &str| -> Vec<Value> {
        (0..10_050)
            .map(|number| json!({ "id": format!("l{number}"), "name": "L", "color": color }))
            .collect()
    };
    let desk = Desk::new();
    let file = desk.file(
        "t.json",
        json!({ "annals": 1, "lanes": lanes("red") }).to_string(),
    );
    let checked = ran(&["check", &file, "--json"]);
    assert_eq!(checked.code, 0);
    assert_eq!(checked.json()["summary"]["errors"], 0);
    let problems = checked.json()["problems"].as_array().unwrap().clone();
    assert_eq!(problems.last().unwrap()["code"], "more-problems");
    // One error behind them is not lost.
    let events = json!([{ "id": "e", "title": "E", "lane": "none", "citations": [] }]);
    let file = desk.file(
        "t.json",
        json!({ "annals": 1, "lanes": lanes("red"), "events": events }).to_string(),
    );
    assert_eq!(ran(&["check", &file]).code, 1);
}

/// A reader that goes away after some bytes.
struct Leaves(usize);

impl Write for Leaves {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_goes_away_does_not_make_a_broken_timeline_fine() {
    let desk = Desk::new();
    let broken = desk.file("t.json", one_event(1, &[]).to_string());
    let nowhere = "/no/such/timeline.json";
    for (arguments, code) in [
        (&["check", &broken][..], 1),
        (&["check", &broken, "--json"], 1),
        (&["list", &broken], 1),
        (&["show", &broken, "e"], 1),
        (&["date", "1958-13", "--json"], 1),
        (&["check", nowhere, "--json"], 2),
        (&["date", "1958"], 0),
    ] {
        for bytes in [0, 10] {
            let (mut out, mut err) = (Leaves(bytes), Leaves(bytes));
            let outcome = run(&verb(arguments), &worker(), &mut out, &mut err);
            assert_eq!(outcome.code(), code, "{arguments:?} after {bytes}");
        }
    }
}

#[test]
fn words_copied_with_their_line_breaks_are_exact_and_without_them_normalised() {
    let desk = Desk::new();
    let text = "one two\r\nthree\u{c}  four";
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let documents = [
        desk.file("plain.txt", text),
        desk.file("bom.txt", format!("\u{feff}{text}")),
        desk.file("utf16.txt", utf16),
    ];
    for document in &documents {
        for (exact, state, score) in [
            ("two\nthree\u{c}  four", "exact", 1.0),
            ("two three four", "normalised", 0.99),
            ("two\r\nthree\n\nfour", "normalised", 0.99),
        ] {
            let facts = ran(&["locate", document, "--exact", exact, "--json"]).json();
            assert_eq!(
                (&facts["state"], &facts["score"]),
                (&json!(state), &json!(score)),
                "{document}: {exact:?}"
            );
            assert_eq!(
                (&facts["start"], &facts["end"]),
                (&json!(4), &json!(20)),
                "{document}: {exact:?}"
            );
        }
    }
}

#[test]
fn a_document_of_ten_million_letters_alike_is_ambiguous_and_does_not_stall() {
    let desk = Desk::new();
    grows_with_its_input(5_000_000, |count| {
        let document = desk.file("a.txt", "a ".repeat(count));
        let located = ran(&[
            "locate", &document, "--exact", "a a a", "--prefix", "a", "--json",
        ]);
        assert_eq!(located.json()["state"], "ambiguous");
    });
}

#[test]
fn a_large_file_that_is_no_text_is_refused_by_its_name_and_not_by_its_size() {
    let desk = Desk::new();
    // Sparse: it takes no room.
    let scan = fs::File::create(desk.0.path().join("scan.tiff")).unwrap();
    scan.set_len(300 << 20).unwrap();
    let mut file = one_event(1, &[json!({ "passage": "p0" })]);
    file["sources"][0]["sha256"] = json!("0".repeat(64));
    file["sources"][0]["file"] = json!("scan.tiff");
    let path = desk.file("t.json", file.to_string());
    let folder = desk.0.path().to_str().unwrap();
    let checked = ran(&["check", &path, "--sources", folder]);
    assert!(checked.err.contains("Only plain text"), "{}", checked.err);
    assert_eq!(checked.code, 0);
    let gone = ran(&["locate", "/no/such/scan.tiff", "--exact", "x"]);
    assert!(gone.err.contains("no such file"), "{}", gone.err);
}

#[test]
fn formatting_keeps_every_digit_escape_and_unknown_key() {
    let desk = Desk::new();
    let text = "\u{feff}{\r\n\t\"zeta\": [1.0, 1e5, -0, 123456789012345678901234567890, 1E+2],\r\n\
                \"\\u2028\": \"\u{2028}\\u2028\\ud800\\u007f\", \"annals\": 1,\r\n\
                \"deep\": [[[]], {}, { }, [ ]], \"b\": null, \"a\": true, \"\": \"\"}";
    let file = desk.file("t.json", text);
    assert_eq!(ran(&["fmt", &file, "--check"]).code, 1);
    assert_eq!(ran(&["fmt", &file]).code, 0);
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "{\n  \"annals\": 1,\n  \"zeta\": [\n    1.0,\n    1e5,\n    -0,\n    \
         123456789012345678901234567890,\n    1E+2\n  ],\n  \"\u{2028}\": \
         \"\u{2028}\\u2028\\ud800\\u007f\",\n  \"deep\": [\n    [\n      []\n    ],\n    {},\n    \
         {},\n    []\n  ],\n  \"b\": null,\n  \"a\": true,\n  \"\": \"\"\n}\n"
    );
    assert_eq!(ran(&["fmt", &file, "--check"]).code, 0);
}

#[test]
fn two_keys_that_are_one_once_unescaped_are_refused() {
    let desk = Desk::new();
    let file = desk.file("t.json", "{\"annals\":1,\"x\":{\"a\":1,\"\\u0061\":2}}");
    let refused = ran(&["fmt", &file]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("twice"), "{}", refused.err);
}

#[test]
fn a_year_of_twenty_digits_is_valid_in_a_file_too() {
    let mut file = one_event(
        1,
        &[json!({ "passage": "p0", "date": "Y99999999999999999999" })],
    );
    file["events"][0]["date"] = json!("Y99999999999999999999");
    file["events"][0]["dating"] = json!({ "basis": "stated" });
    let desk = Desk::new();
    let path = desk.file("t.json", file.to_string());
    let list = ran(&["list", &path, "--json"]);
    assert_eq!((list.code, list.err.as_str()), (0, ""));
    let event = &list.json()[0];
    assert_eq!(event["out_of_range"], true);
    assert_eq!(
        (&event["earliest"], &event["latest"]),
        (&Value::Null, &Value::Null)
    );
}
