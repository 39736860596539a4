//! `annals export` as a shell sees it.

use std::fs;

use annals::cli::parse_from;
use serde_json::{Value, json};

use crate::town::{TEXT, export_json, folder_with, sound_timeline};

fn ids(object: &Value) -> Vec<&str> {
    let events = object["events"].as_array().unwrap().iter();
    events.map(|event| event["id"].as_str().unwrap()).collect()
}

#[test]
fn the_format_is_the_argument_or_the_suffix() {
    let sandbox = folder_with(&sound_timeline());
    for (name, named, begins) in [
        ("a.csv", None, "event_id,"),
        ("a.MD", None, "# A town"),
        ("a.json", None, "{\n  \"made\""),
        ("b.json", Some("csl"), "[\n  {"),
        ("c.txt", Some("web-annotation"), "{\n  \"@context\""),
    ] {
        let path = sandbox.path(name);
        let mut arguments = vec!["-o", path.to_str().unwrap()];
        arguments.extend(named.map(|_| "--to"));
        arguments.extend(named);
        let output = sandbox.run("export", &arguments);
        assert_eq!(
            (output.code, output.out.as_str(), output.err.as_str()),
            (0, "", ""),
            "{name}"
        );
        let written = fs::read_to_string(path).unwrap();
        assert!(written.starts_with(begins), "{name}: {written}");
    }
    for name in ["a.txt", "a", "csv"] {
        let path = sandbox.path(name);
        let output = sandbox.run("export", &["-o", path.to_str().unwrap()]);
        assert_eq!(output.code, 2, "{name}");
        assert!(output.err.contains("--to"), "{}", output.err);
        assert!(!path.exists());
    }
    assert_eq!(sandbox.run("export", &[]).code, 2, "nothing names a format");
}

#[test]
fn invalid_arguments_are_reported_before_the_work() {
    for more in [
        &["--to", "xml"][..],
        &["--range", "195"],
        &["--quote-limit", "many"],
        &["--style", "x"],
    ] {
        let arguments = ["annals", "export", "a.json"];
        let error = parse_from(arguments.iter().chain(more)).unwrap_err();
        assert_eq!(error.exit_code(), 2, "{more:?}");
    }
    let sandbox = folder_with(&sound_timeline());
    let output = sandbox.run(
        "export",
        &["--to", "json", "--filter", "colour:red date:195"],
    );
    assert_eq!((output.code, output.out.as_str()), (2, ""));
    assert!(output.err.contains("filter"), "{}", output.err);
}

#[test]
fn neither_the_timeline_nor_a_document_is_overwritten() {
    let sandbox = folder_with(&sound_timeline());
    let before = fs::read(sandbox.path("town.json")).unwrap();
    for name in ["town.json", "memoir.txt", "./town.json"] {
        let path = sandbox.path(name);
        let output = sandbox.run("export", &["--to", "csv", "-o", path.to_str().unwrap()]);
        assert_eq!(output.code, 2, "{name}");
        assert!(output.err.contains("would overwrite"), "{}", output.err);
    }
    assert_eq!(fs::read(sandbox.path("town.json")).unwrap(), before);
    assert_eq!(
        fs::read_to_string(sandbox.path("memoir.txt")).unwrap(),
        TEXT
    );
}

#[test]
fn range_and_filter_select_the_events() {
    let sandbox = folder_with(&sound_timeline());
    for (arguments, expected) in [
        (&[][..], &["fire", "room", "silence"][..]),
        (&["--range", "1923"], &["room"]),
        (&["--range", "192X"], &["fire", "room"]),
        (&["--range", "1950/1960"], &[]),
        (&["--filter", "burns"], &["fire"]),
        (&["--filter", "is:undated"], &["silence"]),
        (&["--filter", "-burns", "--range", "192X"], &["room"]),
        (&["--filter", "state:exact"], &["fire", "room"]),
        (&["--filter", "evidence:none"], &["silence"]),
    ] {
        assert_eq!(
            ids(&export_json(&sandbox, "json", arguments)),
            expected,
            "{arguments:?}"
        );
    }
    let some = export_json(&sandbox, "json", &["--filter", "-burns", "--range", "192X"]);
    assert_eq!(some["made"]["filter"], "-burns");
    assert_eq!(some["made"]["range"], "192X");
    assert_eq!(
        (&some["made"]["events"], &some["made"]["events_of_timeline"]),
        (&json!(1), &json!(3))
    );
    let passages = some["passages"].as_array().unwrap().len();
    assert_eq!(passages, 2, "of some events only what they cite");
}

#[test]
fn arguments_win_over_the_link() {
    let sandbox = folder_with(&sound_timeline());
    for (link, arguments, expected, message) in [
        ("#range=1923", &[][..], &["room"][..], ""),
        ("#filter=burns", &[], &["fire"], ""),
        ("#range=1923", &["--range", "1921"], &["fire"], ""),
        (
            "#filter=burns&range=192X",
            &["--filter", "opens"],
            &["room"],
            "",
        ),
        (
            "#nonsense=1",
            &[],
            &["fire", "room", "silence"],
            "unknown key",
        ),
        (
            "#filter=date:195",
            &[],
            &["fire", "room", "silence"],
            "filter",
        ),
        (
            "#event=fire",
            &[],
            &["fire", "room", "silence"],
            "annals show",
        ),
    ] {
        let arguments: Vec<&str> = ["--to", "json"].iter().chain(arguments).copied().collect();
        let output = sandbox.run_on_link("export", link, &arguments);
        // An unknown key and a filter that is not understood are problems.
        let code = u8::from(["unknown key", "filter"].contains(&message));
        assert_eq!(output.code, code, "{link}: {}", output.err);
        assert_eq!(
            ids(&serde_json::from_str(&output.out).unwrap()),
            expected,
            "{link}"
        );
        assert!(
            output.err.contains(message) && output.err.is_empty() == message.is_empty(),
            "{}",
            output.err
        );
    }
}

#[test]
fn only_errors_change_the_exit_code() {
    let mut wrong = sound_timeline();
    wrong["events"][1]["date"] = json!("1923-13");
    let output = folder_with(&wrong).run("export", &["--to", "json"]);
    assert_eq!(output.code, 1, "{}", output.err);
    assert!(output.err.contains("1923-13"), "{}", output.err);
    let object: Value = serde_json::from_str(&output.out).unwrap();
    let room = object["events"]
        .as_array()
        .unwrap()
        .iter()
        .find(|event| event["id"] == "room")
        .unwrap();
    assert_eq!(
        (&room["date"], &room["date_is_edtf"]),
        (&json!("1923-13"), &json!(false))
    );
    let sandbox = folder_with(&json!({ "title": "no timeline" }));
    assert_eq!(sandbox.run("export", &["--to", "json"]).code, 2);
    fs::remove_file(sandbox.path("town.json")).unwrap();
    assert_eq!(sandbox.run("export", &["--to", "json"]).code, 2);
}

#[test]
fn documents_are_found_beside_the_file_and_in_a_folder() {
    let sandbox = folder_with(&sound_timeline());
    let state = |arguments: &[&str]| {
        let object = export_json(&sandbox, "json", arguments);
        object["passages"][0]["anchor"]["state"].clone()
    };
    assert_eq!(state(&[]), "exact");
    let elsewhere = tempfile::tempdir().unwrap();
    fs::rename(
        sandbox.path("memoir.txt"),
        elsewhere.path().join("memoir.txt"),
    )
    .unwrap();
    assert_eq!(state(&[]), "unavailable");
    assert_eq!(
        state(&["--sources", elsewhere.path().to_str().unwrap()]),
        "exact"
    );
}
