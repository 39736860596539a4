//! `annals export` as a shell sees it.

use std::fs;

use annals::cli::parse_from;
use serde_json::{Value, json};

use crate::desk::{Desk, TEXT, sound_timeline};

fn ids(object: &Value) -> Vec<&str> {
    let events = object["events"].as_array().unwrap().iter();
    events.map(|event| event["id"].as_str().unwrap()).collect()
}

#[test]
fn the_format_is_the_one_named_else_the_suffix() {
    let desk = Desk::new(&sound_timeline());
    for (name, named, begins) in [
        ("a.csv", None, "event_id,"),
        ("a.MD", None, "# A town"),
        ("a.json", None, "{\n  \"made\""),
        ("b.json", Some("csl"), "[\n  {"),
        ("c.txt", Some("web-annotation"), "{\n  \"@context\""),
    ] {
        let path = desk.path(name);
        let mut arguments = vec!["-o", path.to_str().unwrap()];
        arguments.extend(named.map(|_| "--to"));
        arguments.extend(named);
        let ran = desk.export(&arguments);
        assert_eq!(
            (ran.code, ran.out.as_str(), ran.err.as_str()),
            (0, "", ""),
            "{name}"
        );
        let made = fs::read_to_string(path).unwrap();
        assert!(made.starts_with(begins), "{name}: {made}");
    }
    for name in ["a.txt", "a", "csv"] {
        let path = desk.path(name);
        let ran = desk.export(&["-o", path.to_str().unwrap()]);
        assert_eq!(ran.code, 2, "{name}");
        assert!(ran.err.contains("--to"), "{}", ran.err);
        assert!(!path.exists());
    }
    assert_eq!(desk.export(&[]).code, 2, "nothing names a format");
}

#[test]
fn mistakes_in_what_is_asked_are_told_before_anything_is_done() {
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
    let desk = Desk::new(&sound_timeline());
    let ran = desk.export(&["--to", "json", "--filter", "colour:red date:195"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("filter"), "{}", ran.err);
}

#[test]
fn neither_the_timeline_nor_a_document_is_overwritten() {
    let desk = Desk::new(&sound_timeline());
    let before = fs::read(desk.path("town.json")).unwrap();
    for name in ["town.json", "memoir.txt", "./town.json"] {
        let path = desk.path(name);
        let ran = desk.export(&["--to", "csv", "-o", path.to_str().unwrap()]);
        assert_eq!(ran.code, 2, "{name}");
        assert!(ran.err.contains("would be made from"), "{}", ran.err);
    }
    assert_eq!(fs::read(desk.path("town.json")).unwrap(), before);
    assert_eq!(fs::read_to_string(desk.path("memoir.txt")).unwrap(), TEXT);
}

#[test]
fn a_period_and_a_filter_choose_the_events_and_the_export_says_so() {
    let desk = Desk::new(&sound_timeline());
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
            ids(&desk.json("json", arguments)),
            expected,
            "{arguments:?}"
        );
    }
    let some = desk.json("json", &["--filter", "-burns", "--range", "192X"]);
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
fn a_link_says_what_and_flags_win_over_it() {
    let desk = Desk::new(&sound_timeline());
    for (link, arguments, expected, told) in [
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
            "not known",
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
        let ran = desk.export_link(link, &arguments);
        // An unknown key and a filter that is not understood are problems.
        let code = u8::from(["not known", "filter"].contains(&told));
        assert_eq!(ran.code, code, "{link}: {}", ran.err);
        assert_eq!(
            ids(&serde_json::from_str(&ran.out).unwrap()),
            expected,
            "{link}"
        );
        assert!(
            ran.err.contains(told) && ran.err.is_empty() == told.is_empty(),
            "{}",
            ran.err
        );
    }
}

#[test]
fn problems_go_to_stderr_and_only_errors_change_the_code() {
    let mut wrong = sound_timeline();
    wrong["events"][1]["date"] = json!("1923-13");
    let ran = Desk::new(&wrong).export(&["--to", "json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("1923-13"), "{}", ran.err);
    let object: Value = serde_json::from_str(&ran.out).unwrap();
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
    let desk = Desk::new(&json!({ "title": "no timeline" }));
    assert_eq!(desk.export(&["--to", "json"]).code, 2);
    fs::remove_file(desk.path("town.json")).unwrap();
    assert_eq!(desk.export(&["--to", "json"]).code, 2);
}

#[test]
fn documents_are_found_beside_the_file_and_in_the_folder_that_is_named() {
    let desk = Desk::new(&sound_timeline());
    let state = |arguments: &[&str]| {
        let object = desk.json("json", arguments);
        object["passages"][0]["anchor"]["state"].clone()
    };
    assert_eq!(state(&[]), "exact");
    let elsewhere = tempfile::tempdir().unwrap();
    fs::rename(desk.path("memoir.txt"), elsewhere.path().join("memoir.txt")).unwrap();
    assert_eq!(state(&[]), "unavailable");
    assert_eq!(
        state(&["--sources", elsewhere.path().to_str().unwrap()]),
        "exact"
    );
}
