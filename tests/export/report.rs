//! Reports of small timelines, in every format.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation as _;

use annals::model::Digest;

use crate::common::{Sandbox, SubcommandOutput};

const TEXT: &str = "In the spring of 1921 the archive of the town burned to the ground, and nobody \
was hurt.\nThe mayor, who had been warned twice by the guard, opened the new reading room in the \
autumn of 1923.\nA bell rang. Children sang in the square. A bell rang. Later the river rose \
and\ncarried the bridge away.\n";

fn passage(id: &str, source: &str, exact: &str) -> Value {
    json!({ "id": id, "source": source, "exact": exact })
}

/// A timeline with a passage in each state, on the text above and on a document
/// that is missing.
fn timeline() -> Value {
    json!({
        "annals": 1,
        "title": "A town | and its <archive>",
        "lanes": [{ "id": "town", "name": "Town" }],
        "sources": [
            {
                "id": "memoir", "file": "memoir.txt", "language": "en",
                "sha256": Digest::of(TEXT.as_bytes()).to_string(),
                "csl": {
                    "type": "book", "title": "A Memoir",
                    "author": [{ "family": "Writer", "given": "Ada" }]
                }
            },
            { "id": "letters", "csl": { "type": "book", "title": "Letters" } }
        ],
        "passages": [
            {
                "id": "fire", "source": "memoir", "locator": "p. 12",
                "exact": "In the spring of 1921 the archive of the town burned to the ground"
            },
            passage("river", "memoir", "the river rose and carried the bridge away"),
            {
                "id": "room", "source": "memoir",
                "prefix": "burned to the ground, and nobody was hurt. ",
                "exact": "The mayor, who had been warned three times by the guard, opened the new \
                          reading room in the autumn of 1923.",
                "suffix": " A bell rang. Children sang in the square."
            },
            passage("bell", "memoir", "A bell rang."),
            passage("siege", "memoir", "Nine ships of the fleet lay before the harbour all winter."),
            passage("letter", "letters", "All is lost.")
        ],
        "events": [
            {
                "id": "fire", "title": "The archive burns", "date": "1921-21", "lane": "town",
                "dating": { "basis": "stated" },
                "citations": [
                    { "passage": "fire", "date": "1921-21" },
                    {
                        "passage": "letter", "stance": "disputes", "attributed_to": "the guard",
                        "note": "=1+1 is no formula"
                    }
                ]
            },
            {
                "id": "room", "title": "A reading room opens", "date": "1923~", "lane": "town",
                "dating": { "basis": "inferred", "reason": "The autumn is not told apart." },
                "citations": [{ "passage": "room", "date": "1923" }, { "passage": "fire", "stance": "context" }]
            },
            {
                "id": "flood", "title": "The river rises", "lane": "town",
                "citations": [{ "passage": "river" }, { "passage": "bell", "stance": "context" }]
            },
            { "id": "silence", "title": "Nothing is known", "lane": "town", "citations": [] }
        ]
    })
}

/// A folder with a timeline and its document.
fn folder_with(timeline: &Value) -> Sandbox {
    Sandbox::with_timeline(("town.json", &timeline.to_string()), ("memoir.txt", TEXT))
}

/// The text of a report.
fn write_report(sandbox: &Sandbox, name: &str, more: &[&str]) -> String {
    let path = sandbox.path(name);
    let mut arguments = vec!["--report", path.to_str().unwrap()];
    arguments.extend(["--checked-at", "2026-02-11"]);
    arguments.extend(more);
    let SubcommandOutput { code, err, .. } = sandbox.run("check", &arguments);
    assert_ne!(code, 2, "{err}");
    fs::read_to_string(path).unwrap()
}

/// The number of words that a report quotes of each source.
fn words_shown(report: &Value) -> Vec<(String, usize)> {
    let mut shown: Vec<(String, usize)> = Vec::new();
    let events = report["events"].as_array().unwrap().iter();
    let cited = events.flat_map(|event| event["citations"].as_array().unwrap());
    for line in cited.chain(report["uncited"].as_array().unwrap()) {
        let diff = line["diff"].as_array().unwrap().iter();
        let texts = diff
            .map(|stretch| &stretch["words"])
            .chain([&line["quotation"]]);
        let words = texts
            .filter_map(Value::as_str)
            .map(|text| text.unicode_words().count())
            .sum::<usize>();
        let source = line["source"].as_str().unwrap();
        match shown.iter_mut().find(|(name, _)| name == source) {
            Some((_, count)) => *count += words,
            None => shown.push((source.to_owned(), words)),
        }
    }
    shown
}

#[test]
fn reports_match_the_golden_files() {
    let sandbox = folder_with(&timeline());
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let version = concat!("annals ", env!("CARGO_PKG_VERSION"));
    for form in ["html", "md", "csv", "json"] {
        let written = write_report(&sandbox, &format!("report.{form}"), &[]);
        assert_eq!(
            written,
            write_report(&sandbox, &format!("again.{form}"), &[]),
            "{form}"
        );
        let written = written.replace(version, "annals VERSION");
        let path = golden.join(format!("report.{form}"));
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            fs::create_dir_all(&golden).unwrap();
            fs::write(&path, &written).unwrap();
        }
        let recorded = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            written == recorded,
            "{} differs; UPDATE_SNAPSHOTS=1 replaces it",
            path.display()
        );
    }
}

#[test]
fn every_citation_has_a_numbered_line_with_its_state() {
    let sandbox = folder_with(&timeline());
    let report: Value = serde_json::from_str(&write_report(&sandbox, "report.json", &[])).unwrap();
    let mut lines = Vec::new();
    for event in report["events"].as_array().unwrap() {
        for line in event["citations"].as_array().unwrap() {
            lines.push((
                line["line"].as_u64().unwrap(),
                line["passage"].as_str().unwrap(),
                line["state"].as_str().unwrap(),
                line["quoted_in_line"].as_u64(),
            ));
        }
    }
    assert_eq!(
        lines,
        [
            (1, "fire", "exact", None),
            (2, "letter", "unavailable", None),
            (3, "room", "drifted", None),
            (4, "fire", "exact", Some(1)),
            (5, "river", "normalised", None),
            (6, "bell", "ambiguous", None),
        ]
    );
    assert_eq!(report["uncited"][0]["passage"], "siege");
    assert_eq!(report["uncited"][0]["state"], "missing");
    assert_eq!(report["events"][3]["citations"], json!([]));
    let summary = &report["summary"];
    for (name, count) in [
        ("events", 4),
        ("undated_events", 2),
        ("events_without_citations", 1),
        ("citations", 6),
        ("passages", 6),
        ("uncited_passages", 1),
    ] {
        assert_eq!(summary[name], count, "{name}");
    }
    for (name, count) in summary["states"].as_object().unwrap() {
        assert_eq!(count, 1, "{name}");
    }
    for form in ["report.html", "report.md", "report.csv"] {
        let report = write_report(&sandbox, form, &[]);
        for state in annals_anchor::AnchorState::ALL {
            assert!(report.contains(state.name()), "{} in {form}", state.name());
        }
    }
}

#[test]
fn changes_are_marked_in_every_format() {
    let sandbox = folder_with(&timeline());
    for (form, marks) in [
        (
            "report.html",
            ["<del>three times</del>", "<ins>twice</ins>"],
        ),
        ("report.md", ["~~three times~~", "**twice**"]),
        ("report.csv", ["[-three times-]", "{+twice+}"]),
        ("report.json", ["\"removed\"", "\"added\""]),
    ] {
        let report = write_report(&sandbox, form, &[]);
        for mark in marks {
            assert!(report.contains(mark), "{mark} in {form}");
        }
    }
}

#[test]
fn a_report_keeps_the_output_and_exit_code_of_check() {
    let sandbox = folder_with(&timeline());
    let report = sandbox.path("out.html");
    let report = report.to_str().unwrap();
    for more in [&[][..], &["--json"]] {
        let plain = sandbox.run("check", more);
        let mut with_report = vec!["--report", report];
        with_report.extend(more);
        assert_eq!(sandbox.run("check", &with_report), plain);
        assert_eq!(plain.code, 1);
    }
}

#[test]
fn an_invalid_target_is_refused_and_not_overwritten() {
    let sandbox = folder_with(&timeline());
    for (name, expected) in [
        ("report.pdf", "end in .html, .md, .csv or .json"),
        ("report", "end in .html, .md, .csv or .json"),
        ("town.json", "would overwrite the timeline"),
        ("no/such/folder.html", "folder does not exist"),
    ] {
        let path = sandbox.path(name);
        let before = fs::read(&path).ok();
        let SubcommandOutput { code, out, err } =
            sandbox.run("check", &["--report", path.to_str().unwrap()]);
        assert_eq!((code, out.as_str()), (2, ""), "{name}");
        assert!(err.contains(expected), "{err}");
        assert_eq!(fs::read(&path).ok(), before, "{name}");
        let SubcommandOutput { code, out, .. } =
            sandbox.run("check", &["--json", "--report", path.to_str().unwrap()]);
        assert_eq!(code, 2);
        let refused: Value = serde_json::from_str(&out).unwrap();
        assert!(refused["error"]["message"].is_string(), "{out}");
    }
    let mut of_markup = timeline();
    of_markup["sources"][0]["file"] = json!("memoir.md");
    let sandbox = folder_with(&of_markup);
    fs::write(sandbox.path("memoir.md"), TEXT).unwrap();
    let SubcommandOutput { code, err, .. } = sandbox.run(
        "check",
        &["--report", sandbox.path("memoir.md").to_str().unwrap()],
    );
    assert_eq!(code, 2, "{err}");
    assert_eq!(fs::read_to_string(sandbox.path("memoir.md")).unwrap(), TEXT);
}

#[test]
fn hostile_text_stays_text_in_every_format() {
    let hostile = "<script>alert(1)</script>\" onclick='x' \u{202e}|`[a](http://b)\0";
    let mut timeline = timeline();
    timeline["title"] = json!(hostile);
    timeline["events"][0]["title"] = json!(hostile);
    timeline["events"][0]["citations"][0]["note"] = json!(hostile);
    timeline["events"][1]["date"] = json!(hostile);
    timeline["passages"][0]["locator"] = json!(hostile);
    timeline["passages"][0]["exact"] = json!(hostile);
    timeline["sources"][0]["csl"]["title"] = json!(hostile);
    timeline["sources"][0]["language"] = json!("\"><script>");
    let sandbox = folder_with(&timeline);
    let page = write_report(&sandbox, "report.html", &[]);
    for sign in [
        "<script",
        "onclick='",
        "\u{202e}",
        "\0",
        "src=",
        "http-equiv=\"refresh",
    ] {
        assert!(!page.contains(sign), "{sign:?}");
    }
    assert!(page.contains("&lt;script&gt;") && page.contains("⟨U+202E⟩"));
    let page = write_report(&sandbox, "report.md", &[]);
    for sign in ["<script", "\u{202e}", "\0", "[a]"] {
        assert!(
            !page.replace(&format!("\\{sign}"), "").contains(sign),
            "{sign:?}"
        );
    }
    let path = sandbox.path("report.csv");
    let SubcommandOutput { err, .. } = sandbox.run("check", &["--report", path.to_str().unwrap()]);
    assert!(err.contains("U+2400"), "{err}");
    assert!(!fs::read_to_string(path).unwrap().contains('\0'));
    let report: Value = serde_json::from_str(&write_report(&sandbox, "report.json", &[])).unwrap();
    assert_eq!(report["events"][0]["title"], hostile);
}

#[test]
fn table_records_have_the_same_fields_and_no_formulas() {
    let sandbox = folder_with(&timeline());
    let table = write_report(&sandbox, "report.csv", &[]);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(
        records.len(),
        8,
        "six lines, a bare event, an uncited passage"
    );
    let of = |record: &csv::StringRecord, column: &str| {
        let place = columns.iter().position(|name| name == column).unwrap();
        record[place].to_owned()
    };
    assert_eq!(of(&records[1], "note"), "'=1+1 is no formula");
    assert_eq!(of(&records[2], "date"), "1923~");
    assert_eq!(of(&records[2], "state"), "drifted");
    assert_eq!(of(&records[0], "checked_at"), "2026-02-11");
    for record in &records {
        for field in record {
            assert!(
                !field.starts_with(['=', '+', '@', '\t', '\r', '\n']),
                "{field}"
            );
        }
    }
}

#[test]
fn the_quotation_limit_cuts_and_counts_words() {
    let sandbox = folder_with(&timeline());
    let limited = write_report(&sandbox, "report.json", &["--quote-limit", "20"]);
    let limited: Value = serde_json::from_str(&limited).unwrap();
    assert_eq!(
        words_shown(&limited),
        [("memoir".to_owned(), 20), ("letters".to_owned(), 3)]
    );
    let quotation = limited["events"][1]["citations"][0]["quotation"]
        .as_str()
        .unwrap();
    assert!(quotation.ends_with(" […]"), "{quotation}");
    let summary = &limited["summary"];
    assert_eq!(summary["words_quoted"], 23);
    let whole = write_report(&sandbox, "report.json", &["--quote-limit", "none"]);
    let whole: Value = serde_json::from_str(&whole).unwrap();
    assert_eq!(whole["summary"]["words_cut"], 0);
    let all = whole["summary"]["words_quoted"].as_u64().unwrap();
    assert_eq!(all, 23 + summary["words_cut"].as_u64().unwrap());
    assert!(!whole.to_string().contains('…'));
    let page = write_report(&sandbox, "report.html", &["--quote-limit", "20"]);
    let cut = &summary["words_cut"];
    assert!(page.contains(&format!("23 words quoted, cut: {cut} words of memoir")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_report_quotes_more_than_the_limit(
        limit in 0_usize..30,
        quotations in proptest::collection::vec("[a-z]{1,6}( [a-z]{1,6}){0,12}", 1..5),
        cited in proptest::collection::vec(0_usize..11, 0..8),
    ) {
        let mut timeline = timeline();
        for (number, exact) in quotations.iter().enumerate() {
            let added = passage(&format!("more-{number}"), "memoir", exact);
            timeline["passages"].as_array_mut().unwrap().push(added);
        }
        let passages = timeline["passages"].as_array().unwrap();
        let citations: Vec<Value> = cited
            .iter()
            .filter_map(|number| passages.get(*number))
            .map(|passage| json!({ "passage": passage["id"] }))
            .collect();
        timeline["events"][3]["citations"] = json!(citations);
        let sandbox = folder_with(&timeline);
        let report = write_report(&sandbox, "report.json", &["--quote-limit", &limit.to_string()]);
        let report: Value = serde_json::from_str(&report).unwrap();
        let mut together = 0;
        for (source, words) in words_shown(&report) {
            prop_assert!(words <= limit, "{} words of {}", words, source);
            together += words;
        }
        prop_assert_eq!(&report["summary"]["words_quoted"], together);
    }
}
