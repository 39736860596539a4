//! Files, documents and arguments that try to mislead, break or stall the command
//! line.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use annals::cli::run;
use annals::date_words::in_words;
use annals_edtf::Edtf;
use serde_json::{Value, json};

use common::{Sandbox, run_subcommand, subcommand, worker};

/// Asserts that time grows linearly: eight times the input may take little more than
/// eight times as long. Quadratic growth would take 64 times as long. Absolute
/// times would depend on the machine.
fn assert_linear(max: usize, work: impl Fn(usize)) {
    let time = |size| {
        let start = Instant::now();
        work(size);
        start.elapsed()
    };
    let (small, large) = (time(max / 8), time(max));
    let allowed = small * 28 + Duration::from_millis(500);
    assert!(large < allowed, "{small:?} became {large:?}");
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
    let sandbox = Sandbox::empty();
    assert_linear(100_000, |count| {
        let citations: Vec<Value> = (0..count)
            .map(|year| json!({ "passage": "p0", "date": format!("Y{}", 10_000 + year) }))
            .collect();
        let file = sandbox.file("t.json", one_event(1, &citations).to_string());
        let list = run_subcommand(&["list", &file]);
        let rivals = format!("({count} rival dates)");
        assert!(list.out.contains(&rivals), "{}", list.out);
        let shown = run_subcommand(&["show", &file, "e"]);
        let last = Edtf::parse(&format!("Y{}", 9_999 + count)).unwrap();
        assert!(
            shown
                .out
                .contains(&format!("{} [{count}]", in_words(&last)))
        );
    });
}

#[test]
fn a_rival_date_lists_each_passage_once() {
    let citations: Vec<Value> = (0..10_000)
        .map(|number| {
            let date = if number % 2 == 0 { "1958" } else { "1959" };
            json!({ "passage": format!("p{}", number % 5_001), "date": date })
        })
        .collect();
    let sandbox = Sandbox::empty();
    let file = sandbox.file("t.json", one_event(5_001, &citations).to_string());
    let facts = run_subcommand(&["show", &file, "e", "--json"]).json();
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
fn a_long_chain_of_relations_does_not_stall_check() {
    let sandbox = Sandbox::empty();
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
        sandbox.file("t.json", file.to_string())
    };
    assert_linear(40_000, |count| {
        assert_eq!(
            run_subcommand(&["check", &chain(count, &[]), "--json"]).code,
            0
        );
    });
    let circle = chain(1_000, &["e999"]);
    let facts = run_subcommand(&["check", &circle, "--json"]).json();
    assert_eq!(facts["problems"][0]["code"], "order-circle");
}

#[test]
fn many_warnings_do_not_fail_check() {
    let lanes = |color: &str| -> Vec<Value> {
        (0..10_050)
            .map(|number| json!({ "id": format!("l{number}"), "name": "L", "color": color }))
            .collect()
    };
    let sandbox = Sandbox::empty();
    let file = sandbox.file(
        "t.json",
        json!({ "annals": 1, "lanes": lanes("red") }).to_string(),
    );
    let checked = run_subcommand(&["check", &file, "--json"]);
    assert_eq!(checked.code, 0);
    assert_eq!(checked.json()["summary"]["errors"], 0);
    let problems = checked.json()["problems"].as_array().unwrap().clone();
    assert_eq!(problems.last().unwrap()["code"], "more-problems");
    // An error after them is not lost.
    let events = json!([{ "id": "e", "title": "E", "lane": "none", "citations": [] }]);
    let file = sandbox.file(
        "t.json",
        json!({ "annals": 1, "lanes": lanes("red"), "events": events }).to_string(),
    );
    assert_eq!(run_subcommand(&["check", &file]).code, 1);
}

/// A stream that is closed after some bytes.
struct ClosedAfter(usize);

impl Write for ClosedAfter {
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
fn a_closed_stream_does_not_change_the_exit_code() {
    let sandbox = Sandbox::empty();
    let broken = sandbox.file("t.json", one_event(1, &[]).to_string());
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
            let (mut out, mut err) = (ClosedAfter(bytes), ClosedAfter(bytes));
            let outcome = run(&subcommand(arguments), &worker(), &mut out, &mut err);
            assert_eq!(outcome.code(), code, "{arguments:?} after {bytes}");
        }
    }
}

#[test]
fn a_quotation_with_its_line_breaks_is_exact_and_without_them_normalised() {
    let sandbox = Sandbox::empty();
    let text = "one two\r\nthree\u{c}  four";
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let documents = [
        sandbox.file("plain.txt", text),
        sandbox.file("bom.txt", format!("\u{feff}{text}")),
        sandbox.file("utf16.txt", utf16),
    ];
    for document in &documents {
        for (exact, state, score) in [
            ("two\nthree\u{c}  four", "exact", 1.0),
            ("two three four", "normalised", 0.99),
            ("two\r\nthree\n\nfour", "normalised", 0.99),
        ] {
            let facts = run_subcommand(&["locate", document, "--exact", exact, "--json"]).json();
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
fn a_document_of_one_repeated_letter_does_not_stall_locate() {
    let sandbox = Sandbox::empty();
    assert_linear(5_000_000, |count| {
        let document = sandbox.file("a.txt", "a ".repeat(count));
        let located = run_subcommand(&[
            "locate", &document, "--exact", "a a a", "--prefix", "a", "--json",
        ]);
        assert_eq!(located.json()["state"], "ambiguous");
    });
}

#[test]
fn a_large_image_is_refused_by_its_suffix() {
    let sandbox = Sandbox::empty();
    // A sparse file takes no space on disk.
    let scan = fs::File::create(sandbox.path("scan.tiff")).unwrap();
    scan.set_len(300 << 20).unwrap();
    let mut file = one_event(1, &[json!({ "passage": "p0" })]);
    file["sources"][0]["sha256"] = json!("0".repeat(64));
    file["sources"][0]["file"] = json!("scan.tiff");
    let path = sandbox.file("t.json", file.to_string());
    let folder = sandbox.path("");
    let folder = folder.to_str().unwrap();
    let checked = run_subcommand(&["check", &path, "--sources", folder]);
    assert!(
        checked.err.contains("The format is unknown"),
        "{}",
        checked.err
    );
    assert_eq!(checked.code, 0);
    let gone = run_subcommand(&["locate", "/no/such/scan.tiff", "--exact", "x"]);
    assert!(gone.err.contains("no such file"), "{}", gone.err);
}

#[test]
fn fmt_keeps_digits_escapes_and_unknown_keys() {
    let sandbox = Sandbox::empty();
    let text = "\u{feff}{\r\n\t\"zeta\": [1.0, 1e5, -0, 123456789012345678901234567890, 1E+2],\r\n\
                \"\\u2028\": \"\u{2028}\\u2028\\ud800\\u007f\", \"annals\": 1,\r\n\
                \"deep\": [[[]], {}, { }, [ ]], \"b\": null, \"a\": true, \"\": \"\"}";
    let file = sandbox.file("t.json", text);
    assert_eq!(run_subcommand(&["fmt", &file, "--check"]).code, 1);
    assert_eq!(run_subcommand(&["fmt", &file]).code, 0);
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "{\n  \"annals\": 1,\n  \"zeta\": [\n    1.0,\n    1e5,\n    -0,\n    \
         123456789012345678901234567890,\n    1E+2\n  ],\n  \"\u{2028}\": \
         \"\u{2028}\\u2028\\ud800\\u007f\",\n  \"deep\": [\n    [\n      []\n    ],\n    {},\n    \
         {},\n    []\n  ],\n  \"b\": null,\n  \"a\": true,\n  \"\": \"\"\n}\n"
    );
    assert_eq!(run_subcommand(&["fmt", &file, "--check"]).code, 0);
}

#[test]
fn fmt_refuses_keys_that_are_equal_after_unescaping() {
    let sandbox = Sandbox::empty();
    let file = sandbox.file("t.json", "{\"annals\":1,\"x\":{\"a\":1,\"\\u0061\":2}}");
    let refused = run_subcommand(&["fmt", &file]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("is repeated"), "{}", refused.err);
}

#[test]
fn a_year_of_twenty_digits_is_valid_and_out_of_range() {
    let mut file = one_event(
        1,
        &[json!({ "passage": "p0", "date": "Y99999999999999999999" })],
    );
    file["events"][0]["date"] = json!("Y99999999999999999999");
    file["events"][0]["dating"] = json!({ "basis": "stated" });
    let sandbox = Sandbox::empty();
    let path = sandbox.file("t.json", file.to_string());
    let list = run_subcommand(&["list", &path, "--json"]);
    assert_eq!((list.code, list.err.as_str()), (0, ""));
    let event = &list.json()[0];
    assert_eq!(event["out_of_range"], true);
    assert_eq!(
        (&event["earliest"], &event["latest"]),
        (&Value::Null, &Value::Null)
    );
}
