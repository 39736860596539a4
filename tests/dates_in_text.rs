//! `annals date --in`, and how `annals check` compares stated dates with the words of
//! their passages.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failing test panics"
)]

mod common;

use std::fs;

use annals::cli::parse_from;
use serde_json::{Value, json};

use common::{SubcommandOutput, run_subcommand};

fn findings(arguments: &[&str]) -> Value {
    let output = run_subcommand(&[&["date", "--json"], arguments].concat());
    assert_eq!((output.code, output.err.as_str()), (0, ""), "{arguments:?}");
    output.json()
}

#[test]
fn findings_have_positions_in_code_points() {
    assert_eq!(
        findings(&["--in", "Préface: frozen since 2017,\nfor nearly a decade."]),
        json!([
            { "start": 16, "end": 26, "text": "since 2017", "edtf": "2017/.." },
            { "start": 28, "end": 47, "text": "for nearly a decade", "edtf": null }
        ])
    );
    assert_eq!(findings(&["--in", ""]), json!([]));
    assert_eq!(findings(&["--in", "--nothing--"]), json!([]));
}

#[test]
fn a_relative_date_needs_its_anchor() {
    let words = "--in=The following year";
    assert_eq!(findings(&[words])[0]["edtf"], Value::Null);
    assert_eq!(findings(&[words, "--anchor", "1953"])[0]["edtf"], "1954");
    assert_eq!(findings(&[words, "--anchor", "-0043"])[0]["edtf"], "-0042");
}

#[test]
fn an_invalid_anchor_is_rejected_with_its_column() {
    let error = parse_from(["annals", "date", "--in", "x", "--anchor", "1958-13"]).unwrap_err();
    assert_eq!(error.exit_code(), 2);
    let message = error.to_string();
    assert!(
        message.contains("--anchor") && message.contains("column 6"),
        "{message}"
    );
}

#[test]
fn without_json_the_findings_are_a_table() {
    let SubcommandOutput { code, out, .. } =
        run_subcommand(&["date", "--in", "from the\nlate 1950s; for years"]);
    assert_eq!(code, 0);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 3, "{out}");
    for part in ["0–19", "1955~/1959~", "about 1955", "“from the late 1950s”"] {
        assert!(lines[1].contains(part), "{part}: {out}");
    }
    assert!(
        lines[2].contains("no date") && lines[2].contains("“for years”"),
        "{out}"
    );
    let SubcommandOutput { code, out, .. } = run_subcommand(&["date", "--in", "nothing\u{1b}[2J"]);
    assert_eq!((code, out.as_str()), (0, "No dates found.\n"));
}

#[test]
fn check_warns_if_words_do_not_support_a_stated_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.json");
    let event = |id: &str, date: &str, passage: &str| {
        json!({
            "id": id, "title": id, "date": date, "lane": "l", "dating": { "basis": "stated" },
            "citations": [{ "passage": passage, "date": date }]
        })
    };
    let file = json!({
        "annals": 1,
        "lanes": [{ "id": "l", "name": "L" }],
        "sources": [{ "id": "s", "csl": { "title": "S" } }],
        "passages": [
            { "id": "radio", "source": "s", "exact": "first national radio station in 1958" },
            { "id": "aid", "source": "s", "exact": "aid helps" }
        ],
        "events": [
            event("fine", "1958", "radio"),
            event("fine-too", "195X", "radio"),
            event("precise", "1958-03-12", "radio"),
            event("without", "1963", "aid")
        ]
    });
    fs::write(&path, serde_json::to_string_pretty(&file).unwrap()).unwrap();
    let path = path.to_str().unwrap();

    let SubcommandOutput { code, out, .. } = run_subcommand(&["check", path, "--json"]);
    assert_eq!(code, 0);
    let facts: Value = serde_json::from_str(&out).unwrap();
    let problems: Vec<_> = facts["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| {
            assert!(problem["line"].is_u64() && problem["hint"].is_string());
            (
                problem["severity"].as_str().unwrap(),
                problem["code"].as_str().unwrap(),
                problem["path"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        problems,
        [
            ("warning", "stated-date-too-precise", "/events/2/date"),
            ("warning", "stated-date-unsupported", "/events/3/date")
        ]
    );
    assert_eq!(facts["summary"]["warnings"], 2);

    let SubcommandOutput { code, out, err } = run_subcommand(&["check", path]);
    assert_eq!(code, 0);
    assert!(out.contains("2 warnings"), "{out}");
    assert!(
        err.contains("“in 1958” (1958)") && err.contains("[stated-date-unsupported]"),
        "{err}"
    );
}

#[test]
fn the_bundled_chronology_has_no_such_warning() {
    let SubcommandOutput { out, .. } = run_subcommand(&["check", "timeline.json", "--json"]);
    let facts: Value = serde_json::from_str(&out).unwrap();
    for problem in facts["problems"].as_array().unwrap() {
        let code = problem["code"].as_str().unwrap();
        assert!(!code.starts_with("stated-date-"), "{problem}");
    }
}
