//! Which copy of a source is taken, and what is said about it, in folders made
//! for the purpose.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use annals_documents::Worker;

use super::{Gathered, MatchedBy, Search, anchor_all, anchor_all_with, gather, misplaced};
use crate::model::{Digest, Index};
use crate::storage::{LoadedTimeline, read};
use annals_anchor::{AnchorState, PositionTrust};

const TEXT: &str = "In 1958 they built a radio station.";

/// A timeline with one source and one passage of it.
fn reading(source: Value, position: Option<(usize, usize)>) -> LoadedTimeline {
    let mut file = json!({
        "annals": 1,
        "sources": [{ "id": "first", "csl": {} }, { "id": "s", "csl": {} }],
        "passages": [{ "id": "p", "source": "s", "exact": "a radio station" }]
    });
    for (key, value) in source.as_object().unwrap() {
        file["sources"][1][key] = value.clone();
    }
    if let Some((start, end)) = position {
        file["passages"][0]["start"] = json!(start);
        file["passages"][0]["end"] = json!(end);
    }
    read(file.to_string().as_bytes()).unwrap()
}

fn recorded(file: &str) -> Value {
    json!({ "file": file, "sha256": Digest::of(TEXT.as_bytes()).to_string() })
}

/// A folder with files in it: `timeline/` is where the timeline lies.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("timeline")).unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Text is read without it.
fn nobody() -> Worker {
    Worker {
        program: "there-is-no-such-program".into(),
    }
}

fn search(folder: &Path, reading: &LoadedTimeline, sources: Option<&str>) -> Gathered {
    let sources = sources.map(|name| folder.join(name));
    gather(Search {
        reading,
        timeline_folder: &folder.join("timeline"),
        sources_folders: sources.as_slice(),
        files: &[],
        worker: &nobody(),
    })
    .unwrap()
}

fn codes(gathered: &Gathered) -> Vec<(&str, &str)> {
    let problems = gathered.problems.iter();
    problems
        .map(|problem| (problem.code, problem.path.as_str()))
        .collect()
}

fn second<T>() -> Index<T> {
    Index::new(1).unwrap()
}

#[test]
fn the_surest_copy_is_taken() {
    let other = "In 1959 they built a radio station.";
    let unrecorded = json!({ "file": "sources/a.txt" });
    for (source, files, matched_by, trust) in [
        (recorded("sources/a.txt"), vec![], None, None),
        (
            recorded("sources/a.txt"),
            vec![("timeline/sources/a.txt", TEXT)],
            Some(MatchedBy::Digest),
            Some(PositionTrust::Authoritative),
        ),
        (
            recorded("sources/a.txt"),
            vec![("timeline/sources/a.txt", other), ("dir/renamed.txt", TEXT)],
            Some(MatchedBy::Digest),
            Some(PositionTrust::Authoritative),
        ),
        (
            recorded("sources/a.txt"),
            vec![("timeline/sources/a.txt", other)],
            Some(MatchedBy::RecordedPath),
            Some(PositionTrust::Hint),
        ),
        (
            recorded("sources/a.txt"),
            vec![("dir/a.txt", other), ("timeline/sources/a.txt", "third")],
            Some(MatchedBy::FileName),
            Some(PositionTrust::Hint),
        ),
        (
            unrecorded.clone(),
            vec![("dir/a.txt", TEXT), ("timeline/sources/a.txt", other)],
            Some(MatchedBy::FileName),
            Some(PositionTrust::Hint),
        ),
        (
            unrecorded,
            vec![("timeline/sources/a.txt", TEXT)],
            Some(MatchedBy::RecordedPath),
            Some(PositionTrust::Hint),
        ),
        (
            recorded("sources/a.txt"),
            vec![("dir/below/a.txt", TEXT)],
            None,
            None,
        ),
        (
            recorded("sources/a.txt"),
            vec![("dir/other.txt", other)],
            None,
            None,
        ),
    ] {
        let shown = format!("{source} {files:?}");
        let folder = folder(&files);
        fs::create_dir_all(folder.path().join("dir")).unwrap();
        let gathered = search(folder.path(), &reading(source.clone(), None), Some("dir"));
        let held = gathered.holdings.of(second());
        assert_eq!(held.map(|held| held.matched_by), matched_by, "{shown}");
        assert_eq!(held.map(|held| held.trust), trust, "{shown}");
        let is_other_copy = source.get("sha256").is_some() && trust == Some(PositionTrust::Hint);
        let expected: &[(&str, &str)] = if is_other_copy {
            &[("digest-mismatch", "/sources/1/sha256")]
        } else {
            &[]
        };
        assert_eq!(codes(&gathered), expected, "{shown}");
    }
}

#[test]
fn a_mismatch_names_the_source() {
    let folder = folder(&[("timeline/a.txt", "another text")]);
    let gathered = search(folder.path(), &reading(recorded("a.txt"), None), None);
    let message = &gathered.problems[0].message;
    assert!(
        message.contains("“s”") && message.contains("“a.txt”"),
        "{message}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_refused_unless_the_user_named_where_it_leads() {
    let folder = folder(&[("outside/a.txt", TEXT)]);
    let target = folder.path().join("outside/a.txt");
    std::os::unix::fs::symlink(target, folder.path().join("timeline/a.txt")).unwrap();
    let reading = reading(json!({ "file": "a.txt" }), None);
    let refused = search(folder.path(), &reading, None);
    assert_eq!(
        codes(&refused),
        [("file-outside-folder", "/sources/1/file")]
    );
    assert!(refused.holdings.of(second()).is_none());
    let named = search(folder.path(), &reading, Some("outside"));
    assert_eq!(codes(&named), []);
    assert!(named.holdings.of(second()).is_some());
}

#[test]
fn a_path_out_of_the_folder_is_permitted_where_the_user_named_the_folder() {
    let folder = folder(&[("outside/a.txt", TEXT)]);
    let reading = reading(json!({ "file": "../outside/a.txt" }), None);
    let refused = search(folder.path(), &reading, None);
    assert!(refused.holdings.of(second()).is_none());
    assert_eq!(refused.with_problems_of(&reading).len(), 1);
    let named = search(folder.path(), &reading, Some("outside"));
    assert!(named.holdings.of(second()).is_some());
    assert!(named.with_problems_of(&reading).is_empty());
}

#[test]
fn a_copy_that_is_no_text_is_a_warning_and_no_copy() {
    for (name, text) in [("a.pdf", "x"), ("a.txt", "")] {
        let folder = folder(&[]);
        let path = folder.path().join("timeline").join(name);
        fs::write(
            path,
            if text.is_empty() {
                &b"\xe9\0"[..]
            } else {
                text.as_bytes()
            },
        )
        .unwrap();
        let gathered = search(folder.path(), &reading(json!({ "file": name }), None), None);
        assert_eq!(
            codes(&gathered),
            [("unreadable-document", "/sources/1/file")],
            "{name}"
        );
        assert_eq!(gathered.holdings.count(), 0);
    }
}

#[test]
fn a_folder_that_cannot_be_read_is_a_refusal() {
    let folder = folder(&[("file.txt", "")]);
    let reading = reading(json!({}), None);
    for (name, message) in [("none", "does not exist"), ("file.txt", "no folder")] {
        let refusal = gather(Search {
            reading: &reading,
            timeline_folder: folder.path(),
            sources_folders: &[folder.path().join(name)],
            files: &[],
            worker: &nobody(),
        })
        .unwrap_err();
        assert!(refusal.message.contains(message), "{refusal}");
    }
}

#[test]
fn files_that_the_user_named_are_matched_too() {
    let folder = folder(&[("elsewhere/b.txt", TEXT)]);
    let files: Vec<PathBuf> = vec![folder.path().join("elsewhere/b.txt")];
    let reading = reading(recorded("a.txt"), None);
    let gathered = gather(Search {
        reading: &reading,
        timeline_folder: folder.path(),
        sources_folders: &[],
        files: &files,
        worker: &nobody(),
    })
    .unwrap();
    let held = gathered.holdings.of(second()).unwrap();
    assert_eq!(held.matched_by, MatchedBy::Digest);
}

#[test]
fn a_passage_is_anchored_or_unavailable_and_a_wrong_position_is_told() {
    let folder = folder(&[("timeline/a.txt", TEXT)]);
    for (source, position, state, problems) in [
        (json!({}), None, AnchorState::Unavailable, 0),
        (recorded("a.txt"), None, AnchorState::Exact, 0),
        (recorded("a.txt"), Some((19, 34)), AnchorState::Exact, 0),
        (recorded("a.txt"), Some((3, 18)), AnchorState::Exact, 1),
        (
            json!({ "file": "a.txt" }),
            Some((3, 18)),
            AnchorState::Exact,
            0,
        ),
    ] {
        let reading = reading(source, position);
        let gathered = search(folder.path(), &reading, None);
        let anchors = anchor_all(&reading.timeline, &gathered.holdings);
        assert_eq!(anchors[0].state, state, "{position:?}");
        let misplaced = misplaced(&reading, &gathered.holdings, &anchors);
        assert_eq!(misplaced.len(), problems, "{position:?}");
        for problem in misplaced {
            assert_eq!(problem.path, "/passages/0/start");
            assert!(problem.hint.unwrap().contains("19"));
        }
    }
}

/// A timeline of so many passages of one source.
fn many(passages: usize) -> LoadedTimeline {
    let one =
        |n: usize| json!({ "id": format!("p{n}"), "source": "s", "exact": "a radio station" });
    let file = json!({
        "annals": 1,
        "sources": [{ "id": "s", "csl": {}, "file": "a.txt" }],
        "passages": (0..passages).map(one).collect::<Vec<_>>()
    });
    read(file.to_string().as_bytes()).unwrap()
}

#[test]
fn anchoring_tells_how_far_it_is_and_breaks_off_when_told() {
    let folder = folder(&[("timeline/a.txt", TEXT)]);
    let reading = many(500);
    let holdings = search(folder.path(), &reading, None).holdings;
    let mut told = Vec::new();
    let anchors = anchor_all_with(&reading.timeline, &holdings, &mut |done, all| {
        told.push((done, all));
        ControlFlow::Continue(())
    });
    assert_eq!(anchors.map(|anchors| anchors.len()), Some(500));
    assert_eq!(told.first(), Some(&(0, 500)));
    assert_eq!(told.last(), Some(&(500, 500)));
    assert!(told.is_sorted());
    for most in [0, 1, 100, 499] {
        let mut calls = 0;
        let anchors = anchor_all_with(&reading.timeline, &holdings, &mut |done, _| {
            calls += 1;
            if done >= most {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert_eq!(anchors, None, "broken off after {most}");
        assert!(calls <= most + 1, "{calls} calls after {most}");
    }
}
