//! Which copy of a source is chosen, its problems, and the anchors in it.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use annals_documents::Worker;

use super::{
    CopySearch, CopySearchResult, DocumentCache, MatchKind, anchor_passages,
    anchor_passages_with_progress, find_copies,
};
use crate::model::{Digest, Index};
use crate::storage::{LoadedTimeline, read};
use annals_anchor::{AnchorState, PositionTrust};

const TEXT: &str = "In 1958 they built a radio station.";

/// A timeline with one source and one passage of it.
fn timeline(source: Value, position: Option<(usize, usize)>) -> LoadedTimeline {
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

/// A folder with these files. The timeline is in its subfolder `timeline/`.
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

/// A cache for text files, which need no worker.
pub(super) fn text_documents() -> DocumentCache {
    DocumentCache::new(Worker {
        program: "there-is-no-such-program".into(),
    })
}

fn search(folder: &Path, timeline: &LoadedTimeline, sources: Option<&str>) -> CopySearchResult {
    let sources = sources.map(|name| folder.join(name));
    find_copies(CopySearch {
        timeline,
        timeline_folder: &folder.join("timeline"),
        sources_folders: sources.as_slice(),
        files: &[],
        documents: &text_documents(),
    })
    .unwrap()
}

fn codes(result: &CopySearchResult) -> Vec<(&str, &str)> {
    let problems = result.problems.iter();
    problems
        .map(|problem| (problem.code, problem.path.as_str()))
        .collect()
}

fn second<T>() -> Index<T> {
    Index::new(1).unwrap()
}

#[test]
fn the_most_certain_copy_is_chosen() {
    let other = "In 1959 they built a radio station.";
    let unrecorded = json!({ "file": "sources/a.txt" });
    for (source, files, match_kind, trust) in [
        (recorded("sources/a.txt"), vec![], None, None),
        (
            recorded("sources/a.txt"),
            vec![("timeline/sources/a.txt", TEXT)],
            Some(MatchKind::Digest),
            Some(PositionTrust::Authoritative),
        ),
        (
            recorded("sources/a.txt"),
            vec![("timeline/sources/a.txt", other), ("dir/renamed.txt", TEXT)],
            Some(MatchKind::Digest),
            Some(PositionTrust::Authoritative),
        ),
        (
            recorded("sources/a.txt"),
            vec![("timeline/sources/a.txt", other)],
            Some(MatchKind::RecordedPath),
            Some(PositionTrust::Hint),
        ),
        (
            recorded("sources/a.txt"),
            vec![("dir/a.txt", other), ("timeline/sources/a.txt", "third")],
            Some(MatchKind::FileName),
            Some(PositionTrust::Hint),
        ),
        (
            unrecorded.clone(),
            vec![("dir/a.txt", TEXT), ("timeline/sources/a.txt", other)],
            Some(MatchKind::FileName),
            Some(PositionTrust::Hint),
        ),
        (
            unrecorded,
            vec![("timeline/sources/a.txt", TEXT)],
            Some(MatchKind::RecordedPath),
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
        let result = search(folder.path(), &timeline(source.clone(), None), Some("dir"));
        let copy = result.holdings.get(second());
        assert_eq!(copy.map(|copy| copy.match_kind), match_kind, "{shown}");
        assert_eq!(copy.map(|copy| copy.trust), trust, "{shown}");
        let is_other_copy = source.get("sha256").is_some() && trust == Some(PositionTrust::Hint);
        let expected: &[(&str, &str)] = if is_other_copy {
            &[("digest-mismatch", "/sources/1/sha256")]
        } else {
            &[]
        };
        assert_eq!(codes(&result), expected, "{shown}");
    }
}

#[test]
fn a_digest_mismatch_names_the_source() {
    let folder = folder(&[("timeline/a.txt", "another text")]);
    let result = search(folder.path(), &timeline(recorded("a.txt"), None), None);
    let message = &result.problems[0].message;
    assert!(
        message.contains("“s”") && message.contains("“a.txt”"),
        "{message}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_refused_unless_the_user_named_its_target() {
    let folder = folder(&[("outside/a.txt", TEXT)]);
    let target = folder.path().join("outside/a.txt");
    std::os::unix::fs::symlink(target, folder.path().join("timeline/a.txt")).unwrap();
    let timeline = timeline(json!({ "file": "a.txt" }), None);
    let refused = search(folder.path(), &timeline, None);
    assert_eq!(
        codes(&refused),
        [("file-outside-folder", "/sources/1/file")]
    );
    assert!(refused.holdings.get(second()).is_none());
    let named = search(folder.path(), &timeline, Some("outside"));
    assert_eq!(codes(&named), []);
    assert!(named.holdings.get(second()).is_some());
}

#[test]
fn a_path_out_of_the_folder_is_allowed_if_the_user_named_its_folder() {
    let folder = folder(&[("outside/a.txt", TEXT)]);
    let timeline = timeline(json!({ "file": "../outside/a.txt" }), None);
    let refused = search(folder.path(), &timeline, None);
    assert!(refused.holdings.get(second()).is_none());
    assert_eq!(refused.with_problems_of(&timeline).len(), 1);
    let named = search(folder.path(), &timeline, Some("outside"));
    assert!(named.holdings.get(second()).is_some());
    assert!(named.with_problems_of(&timeline).is_empty());
}

#[test]
fn an_unreadable_copy_is_a_warning_and_is_not_used() {
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
        let result = search(
            folder.path(),
            &timeline(json!({ "file": name }), None),
            None,
        );
        assert_eq!(
            codes(&result),
            [("unreadable-document", "/sources/1/file")],
            "{name}"
        );
        assert_eq!(result.holdings.count(), 0);
    }
}

#[test]
fn an_unreadable_folder_is_an_error() {
    let folder = folder(&[("file.txt", "")]);
    let timeline = timeline(json!({}), None);
    for (name, message) in [("none", "does not exist"), ("file.txt", "not a folder")] {
        let error = find_copies(CopySearch {
            timeline: &timeline,
            timeline_folder: folder.path(),
            sources_folders: &[folder.path().join(name)],
            files: &[],
            documents: &text_documents(),
        })
        .unwrap_err();
        assert!(error.message.text().contains(message), "{error}");
    }
}

#[test]
fn named_files_are_searched_too() {
    let folder = folder(&[("elsewhere/b.txt", TEXT)]);
    let files: Vec<PathBuf> = vec![folder.path().join("elsewhere/b.txt")];
    let timeline = timeline(recorded("a.txt"), None);
    let result = find_copies(CopySearch {
        timeline: &timeline,
        timeline_folder: folder.path(),
        sources_folders: &[],
        files: &files,
        documents: &text_documents(),
    })
    .unwrap();
    let copy = result.holdings.get(second()).unwrap();
    assert_eq!(copy.match_kind, MatchKind::Digest);
}

#[test]
fn a_passage_is_anchored_if_a_copy_is_at_hand() {
    let folder = folder(&[("timeline/a.txt", TEXT)]);
    for (source, position, state) in [
        (json!({}), None, AnchorState::Unavailable),
        (recorded("a.txt"), None, AnchorState::Exact),
        (recorded("a.txt"), Some((3, 18)), AnchorState::Exact),
        (
            json!({ "file": "a.txt" }),
            Some((3, 18)),
            AnchorState::Exact,
        ),
    ] {
        let timeline = timeline(source, position);
        let result = search(folder.path(), &timeline, None);
        let anchors = anchor_passages(&timeline.timeline, &result.holdings);
        assert_eq!(anchors[0].state, state, "{position:?}");
    }
}

/// A timeline with many passages of one source.
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
fn anchoring_reports_progress_and_can_be_cancelled() {
    let folder = folder(&[("timeline/a.txt", TEXT)]);
    let timeline = many(500);
    let holdings = search(folder.path(), &timeline, None).holdings;
    let mut progress = Vec::new();
    let anchors = anchor_passages_with_progress(&timeline.timeline, &holdings, &mut |done, all| {
        progress.push((done, all));
        ControlFlow::Continue(())
    });
    assert_eq!(anchors.map(|anchors| anchors.len()), Some(500));
    assert_eq!(progress.first(), Some(&(0, 500)));
    assert_eq!(progress.last(), Some(&(500, 500)));
    assert!(progress.is_sorted());
    for most in [0, 1, 100, 499] {
        let mut calls = 0;
        let anchors =
            anchor_passages_with_progress(&timeline.timeline, &holdings, &mut |done, _| {
                calls += 1;
                if done >= most {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            });
        assert_eq!(anchors, None, "cancelled after {most}");
        assert!(calls <= most + 1, "{calls} calls after {most}");
    }
}
