//! `annals merge` and `annals diff`, also as git runs them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The guide, whose recipe for git is tested.
const GUIDE: &str = include_str!("../assets/guide/guide.md");

fn annals(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_annals"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A timeline with these lines as its events.
fn timeline(events: &[&str]) -> String {
    format!(
        "{{\n  \"annals\": 1,\n  \"title\": \"T\",\n  \"lanes\": [],\n  \"events\": [\n    {}\n  ]\n}}\n",
        events.join(",\n    ")
    )
}

const A: &str = r#"{"id": "a", "title": "A", "lane": "", "date": "1958", "citations": []}"#;
const B: &str = r#"{"id": "b", "title": "B", "lane": "", "citations": []}"#;
const C: &str = r#"{"id": "c", "title": "C", "lane": "", "citations": []}"#;

#[test]
fn a_merge_writes_ours_and_reports_conflicts() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let changed = A.replace("1958", "1959");
    let other = A.replace("1958", "1960");
    fs::write(path("base.json"), timeline(&[A])).unwrap();
    fs::write(path("ours.json"), timeline(&[&changed, B])).unwrap();
    fs::write(path("theirs.json"), timeline(&[A, C])).unwrap();
    let files = ["merge", "base.json", "ours.json", "theirs.json"];
    let out = annals(folder.path(), &[&files[..], &["-o", "out.json"]].concat());
    assert_eq!(
        (out.status.code(), text(&out.stderr)),
        (Some(0), String::new())
    );
    assert_eq!(
        fs::read_to_string(path("out.json")).unwrap(),
        timeline(&[&changed, B, C])
    );

    fs::write(path("theirs.json"), timeline(&[&other])).unwrap();
    let out = annals(folder.path(), &files);
    assert_eq!(out.status.code(), Some(1));
    assert!(
        text(&out.stderr).contains("1 value could not be merged"),
        "{out:?}"
    );
    let merged = fs::read_to_string(path("ours.json")).unwrap();
    assert!(
        merged.contains(
            r#""conflicts": [{"field": "/date", "base": "1958", "ours": "1959", "theirs": "1960"}]"#
        ),
        "{merged}"
    );
    let check = annals(folder.path(), &["check", "ours.json"]);
    assert!(
        text(&check.stderr).contains("could not be merged"),
        "{check:?}"
    );

    fs::write(path("theirs.json"), "{").unwrap();
    let out = annals(folder.path(), &files);
    assert_eq!(out.status.code(), Some(129));
    assert!(text(&out.stderr).contains("theirs.json"), "{out:?}");
    assert_eq!(fs::read_to_string(path("ours.json")).unwrap(), merged);
}

#[test]
fn a_difference_is_said_in_words_and_in_json() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("old.json"), timeline(&[A, B])).unwrap();
    let changed = A.replace("1958", "1959");
    let new = timeline(&[&changed, C]).replace("\"T\"", "\"U\"");
    fs::write(path("new.json"), new).unwrap();
    let out = annals(folder.path(), &["diff", "old.json", "new.json"]);
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(
        text(&out.stdout),
        "changed timeline\n  title: “T” → “U”\nadded event c “C”\nchanged event a “A”\n  \
         date: “1958” → “1959”\nremoved event b “B”\n"
    );
    let out = annals(folder.path(), &["diff", "old.json", "new.json", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(
        json["differences"][2],
        serde_json::json!({
            "kind": "changed", "list": "events", "id": "a",
            "fields": [{ "field": "date", "old": "1958", "new": "1959" }],
        })
    );
    // Layout is no difference.
    fs::write(path("new.json"), timeline(&[A, B]).replace('\n', "")).unwrap();
    let out = annals(folder.path(), &["diff", "old.json", "new.json"]);
    assert_eq!((out.status.code(), out.stdout.len()), (Some(0), 0));
    let out = annals(folder.path(), &["diff", "old.json", "none.json"]);
    assert_eq!(out.status.code(), Some(2));
}

/// Runs git with an identity and without the settings of the user.
fn git(folder: &Path, arguments: &[&str]) -> Output {
    Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .current_dir(folder)
        .output()
        .unwrap()
}

/// The lines of the first fenced block of the guide that contains a text.
fn recipe(part: &str) -> Vec<&'static str> {
    let blocks = GUIDE.split("```").skip(1).step_by(2);
    let block = blocks.into_iter().find(|block| block.contains(part));
    let lines = block
        .unwrap_or_else(|| panic!("no block with {part}"))
        .lines();
    lines.skip(1).filter(|line| !line.is_empty()).collect()
}

#[test]
fn two_people_who_add_events_merge_in_git_without_a_conflict() {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: git is not installed: its merge driver is not tested");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let run = |arguments: &[&str]| {
        let out = git(at, arguments);
        assert!(out.status.success(), "{arguments:?}: {out:?}");
    };
    run(&["init", "-q", "-b", "main"]);
    for line in recipe("git config merge.annals.driver") {
        let line = line.replace(
            "annals merge",
            &format!("'{}' merge", env!("CARGO_BIN_EXE_annals")),
        );
        let (key, value) = line
            .strip_prefix("git config ")
            .and_then(|rest| rest.split_once(' '))
            .unwrap();
        run(&["config", key, value.trim_matches('"')]);
    }
    fs::write(at.join(".gitattributes"), recipe("merge=annals").join("\n")).unwrap();
    let write = |events: &[&str]| fs::write(at.join("timeline.json"), timeline(events)).unwrap();
    let commit = || {
        run(&["add", "."]);
        run(&["commit", "-q", "-m", "x"]);
    };
    write(&[A]);
    commit();
    run(&["checkout", "-q", "-b", "other"]);
    write(&[A, B]);
    commit();
    run(&["checkout", "-q", "main"]);
    write(&[A, C]);
    commit();
    run(&["merge", "-q", "other"]);
    let merged = fs::read_to_string(at.join("timeline.json")).unwrap();
    assert_eq!(merged, timeline(&[A, B, C]));

    // Both change one date: git stops and says so.
    run(&["checkout", "-q", "-b", "one"]);
    write(&[&A.replace("1958", "1959"), B, C]);
    commit();
    run(&["checkout", "-q", "main"]);
    write(&[&A.replace("1958", "1960"), B, C]);
    commit();
    let out = git(at, &["merge", "-q", "one"]);
    assert!(!out.status.success());
    let merged = fs::read_to_string(at.join("timeline.json")).unwrap();
    assert!(
        merged.contains("\"conflicts\"") && !merged.contains("<<<<"),
        "{merged}"
    );
}
