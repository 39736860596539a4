//! What the command line prints for the author of a first timeline.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

const MEMOIR: &str = "Nobody had slept for days. The archive burned that spring. We saw\nthe smoke from the river.\n";

/// A folder with a document and a timeline of one passage.
fn folder(passage: &Value) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("memoir.txt"), MEMOIR).unwrap();
    let mut passage = passage.clone();
    passage["id"] = json!("fire");
    passage["source"] = json!("memoir");
    let timeline = json!({
        "annals": 1,
        "title": "First",
        "lanes": [{ "id": "capital", "name": "The capital" }, { "id": "river", "name": "The river" }],
        "sources": [{ "id": "memoir", "csl": { "title": "A Memoir" }, "file": "memoir.txt" }],
        "passages": [passage],
        "events": [{ "id": "burns", "title": "It burns", "lane": "capital",
                     "citations": [{ "passage": "fire" }] }],
    });
    fs::write(folder.path().join("t.json"), timeline.to_string()).unwrap();
    folder
}

/// Runs the program: its exit code, and its output with its errors.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_annals"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

#[test]
fn new_writes_an_empty_timeline_and_never_over_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let silent = (Some(0), String::new());
    assert_eq!(run(folder.path(), &["new", "mill-of-kent.json"]), silent);
    let expected = r#"{
  "annals": 1,
  "title": "Mill of kent",
  "lanes": [
    {
      "id": "events",
      "name": "Events"
    }
  ],
  "sources": [],
  "passages": [],
  "events": []
}
"#;
    assert_eq!(text("mill-of-kent.json"), expected);
    let arguments = ["new", "a.json", "--title", "-T", "--language", "zh-Hant"];
    assert_eq!(run(folder.path(), &arguments), silent);
    assert!(text("a.json").contains("\"title\": \"-T\",\n  \"language\": \"zh-Hant\","));
    for name in ["mill-of-kent.json", "a.json"] {
        for command in [&["check", name][..], &["fmt", "--check", name]] {
            let (code, output) = run(folder.path(), command);
            assert_eq!(code, Some(0), "{command:?}: {output}");
        }
    }
    fs::create_dir(folder.path().join("folder")).unwrap();
    for (name, words) in [
        ("a.json", "exists already"),
        ("folder", "folder"),
        ("none/a.json", "folder does not exist"),
    ] {
        let (code, output) = run(folder.path(), &["new", name]);
        assert_eq!(code, Some(2), "{name}");
        assert!(output.contains(words), "{name}: {output}");
    }
    assert!(text("a.json").contains("-T"));
}

#[test]
fn locate_prints_a_passage_that_checks() {
    let folder = folder(&json!({ "exact": "x" }));
    let words = "The archive burned that spring.";
    let arguments = ["locate", "memoir.txt", "--exact", words];
    let (code, output) = run(folder.path(), &arguments);
    assert_eq!(code, Some(0), "{output}");
    let (_, keys) = output.split_once("As a passage of a timeline:\n").unwrap();
    let passage: Value = serde_json::from_str(&format!("{{{keys}}}")).unwrap();
    assert_eq!(passage["exact"], words);
    assert_eq!(passage["prefix"], "Nobody had slept for days. ");
    assert_eq!(passage["suffix"], " We saw the smoke from the river. ");
    assert_eq!(
        (&passage["start"], &passage["end"]),
        (&json!(27), &json!(58))
    );
    let folder = self::folder(&passage);
    let (code, output) = run(folder.path(), &["check", "t.json"]);
    assert_eq!(code, Some(0), "{output}");
    assert!(output.contains("1 exact"), "{output}");
}

#[test]
fn locate_escapes_hidden_characters() {
    let folder = folder(&json!({ "exact": "x" }));
    let text = "the g\u{202e}pj.exe\u{1b}[31m\u{e0041} end";
    fs::write(folder.path().join("memoir.txt"), text).unwrap();
    let arguments = ["locate", "memoir.txt", "--exact", "the"];
    let (_, output) = run(folder.path(), &arguments);
    assert!(
        !output.contains(['\u{202e}', '\u{1b}', '\u{e0041}']),
        "{output:?}"
    );
    let (_, keys) = output.split_once("As a passage of a timeline:\n").unwrap();
    let passage: Value = serde_json::from_str(&format!("{{{keys}}}")).unwrap();
    assert_eq!(passage["suffix"], text.strip_prefix("the").unwrap());
}

#[test]
fn a_missing_quotation_without_context_gets_a_hint() {
    let changed = json!({ "exact": "The palace was quite empty by autumn." });
    let folder = folder(&changed);
    let (code, output) = run(folder.path(), &["check", "t.json"]);
    assert_eq!(code, Some(1), "{output}");
    assert!(output.contains("a prefix and a suffix"), "{output}");
    let arguments = ["locate", "memoir.txt", "--exact", "no such words at all"];
    let (code, output) = run(folder.path(), &arguments);
    assert_eq!(code, Some(1));
    assert!(output.contains("a prefix and a suffix"), "{output}");
}

#[test]
fn mistakes_get_a_hint() {
    let folder = folder(&json!({ "exact": "The archive burned that spring." }));
    for (arguments, code, answer) in [
        (&["date", "14 June 1923"][..], 1, "1923-06-14"),
        (&["date", "1923-6-14"], 1, "isn't a date in EDTF"),
        (&["list", "t.json#event=burns"], 2, "takes no link"),
        (&["check", "t.json#event=burns"], 2, "takes no link"),
        (
            &["export", "t.json", "--to", "csv", "--filter", "nothing"],
            0,
            "No events match",
        ),
        (
            &["render", "t.json", "--filter", "nothing"],
            0,
            "No events match",
        ),
    ] {
        let (ended, output) = run(folder.path(), arguments);
        assert_eq!(ended, Some(code), "{arguments:?}: {output}");
        assert!(output.contains(answer), "{arguments:?}: {output}");
    }
    let timeline = fs::read_to_string(folder.path().join("t.json")).unwrap();
    let timeline = timeline.replace("\"lane\":\"capital\"", "\"lane\":\"captial\"");
    fs::write(folder.path().join("t.json"), timeline).unwrap();
    let (code, output) = run(folder.path(), &["check", "t.json"]);
    assert_eq!(code, Some(1));
    assert!(output.contains("The lanes are capital, river."), "{output}");
}

#[test]
fn long_lane_ids_are_not_listed_in_hints() {
    let folder = folder(&json!({ "exact": "The archive burned that spring." }));
    let path = folder.path().join("t.json");
    let mut timeline: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let lanes = (0..12).map(|lane| json!({ "id": "x".repeat(5_000 + lane), "name": "L" }));
    timeline["lanes"] = lanes.collect();
    let events = (0..500).map(|number| {
        json!({ "id": format!("e{number}"), "title": "E", "lane": "?", "citations": [{ "passage": "fire" }] })
    });
    timeline["events"] = events.collect();
    fs::write(&path, timeline.to_string()).unwrap();
    let (code, output) = run(folder.path(), &["check", "t.json"]);
    assert_eq!(code, Some(1));
    assert!(output.len() < 500_000, "{}", output.len());
}
