//! Documents are read and extracted once.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde_json::json;
use tempfile::TempDir;

use super::tests::text_documents;
use super::{CopySearch, DocumentCache, Holdings, anchor_passages, find_copies};
use crate::model::{Digest, Index};
use crate::storage::{LoadedTimeline, read};

const TEXT: &str = "In 1958 they built a radio station.";

/// Writes a file that was last changed long ago.
fn write(path: &Path, text: &[u8]) {
    fs::write(path, text).unwrap();
    set_age(path, Duration::from_hours(1));
}

fn set_age(path: &Path, age: Duration) {
    let file = File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - age).unwrap();
}

/// A folder with two documents, and a cache.
fn folder() -> (TempDir, DocumentCache) {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("a.txt"), TEXT.as_bytes());
    write(&folder.path().join("b.txt"), b"Nobody could hear it.");
    (folder, text_documents())
}

/// A revision of a timeline with two sources.
fn revision(title: &str) -> LoadedTimeline {
    let file = json!({
        "annals": 1,
        "sources": [
            { "id": "a", "csl": {}, "file": "a.txt" },
            { "id": "b", "csl": {}, "file": "b.txt", "sha256": Digest::of(b"other").to_string() }
        ],
        "passages": [{ "id": "p", "source": "a", "exact": "a radio station" }],
        "events": [{ "id": "e", "title": title }]
    });
    read(file.to_string().as_bytes()).unwrap()
}

fn find(folder: &Path, timeline: &LoadedTimeline, documents: &DocumentCache) -> Holdings {
    let result = find_copies(CopySearch {
        timeline,
        timeline_folder: folder,
        sources_folders: &[folder.to_owned()],
        files: &[],
        documents,
    });
    result.unwrap().holdings
}

#[test]
fn an_edit_of_the_timeline_reads_and_extracts_nothing() {
    let (folder, documents) = folder();
    let first = find(folder.path(), &revision("first"), &documents);
    let (reads, extractions) = (documents.read_count(), documents.extraction_count());
    assert_eq!(extractions, 2);
    let second = find(folder.path(), &revision("second"), &documents);
    assert_eq!(second.count(), 2);
    assert_eq!(documents.read_count(), reads);
    assert_eq!(documents.extraction_count(), extractions);
    let a = Index::new(0).unwrap();
    let documents = [&first, &second].map(|holdings| &holdings.get(a).unwrap().document);
    assert!(Arc::ptr_eq(documents[0], documents[1]));
}

#[test]
fn a_touched_file_is_read_and_a_changed_one_extracted() {
    let (folder, documents) = folder();
    let path = folder.path().join("a.txt");
    let load = || documents.load(&path, None).unwrap().text.text().to_owned();
    assert_eq!(load(), TEXT);
    set_age(&path, Duration::from_mins(1));
    assert_eq!(load(), TEXT);
    assert_eq!(
        (documents.read_count(), documents.extraction_count()),
        (2, 1)
    );
    write(&path, b"In 1959 they built a radio station.");
    set_age(&path, Duration::from_secs(30));
    assert!(load().starts_with("In 1959"));
    assert_eq!(
        (documents.read_count(), documents.extraction_count()),
        (3, 2)
    );
}

#[test]
fn a_file_that_changed_just_now_is_read_again() {
    let (folder, documents) = folder();
    let path = folder.path().join("a.txt");
    fs::write(&path, TEXT).unwrap();
    documents.load(&path, None).unwrap();
    documents.load(&path, None).unwrap();
    assert_eq!(
        (documents.read_count(), documents.extraction_count()),
        (2, 1)
    );
}

#[test]
fn another_encoding_is_another_text() {
    let (folder, documents) = folder();
    let path = folder.path().join("a.txt");
    write(&path, b"caf\xe9\r\n");
    let document = documents.load(&path, Some("latin1")).unwrap();
    assert_eq!(document.digest, Digest::of(b"caf\xe9\r\n"));
    assert_eq!(document.text.text(), "café\n");
    assert!(documents.load(&path, Some("utf-8")).is_err());
}

#[test]
fn a_failure_is_remembered_until_it_is_forgotten() {
    let (folder, documents) = folder();
    let path = folder.path().join("a");
    write(&path, b"%PDF-1.7");
    for extractions in [1, 1] {
        let error = documents.load(&path, None).unwrap_err();
        assert!(
            error.message.text().contains("cannot be started"),
            "{error}"
        );
        assert_eq!(documents.extraction_count(), extractions);
    }
    documents.forget_failures();
    documents.load(&path, None).unwrap_err();
    assert_eq!(documents.extraction_count(), 2);
}

#[test]
fn unused_documents_are_dropped() {
    let (folder, documents) = folder();
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    write(&other.join("c.txt"), b"c");
    documents.load(&other.join("c.txt"), None).unwrap();
    let used = find(folder.path(), &revision("first"), &documents);
    assert_eq!(documents.extraction_count(), 3);
    documents.load(&other.join("c.txt"), None).unwrap();
    documents.load(&folder.path().join("a.txt"), None).unwrap();
    assert_eq!(documents.extraction_count(), 4);
    drop(used);
}

#[test]
fn a_passage_is_anchored_once() {
    let (folder, documents) = folder();
    let timeline = revision("first");
    let holdings = find(folder.path(), &timeline, &documents);
    let document = &holdings.get(Index::new(0).unwrap()).unwrap().document;
    let anchors = anchor_passages(&timeline.timeline, &holdings);
    assert_eq!(document.anchor_count(), 1);
    let again = revision("second");
    let holdings = find(folder.path(), &again, &documents);
    assert_eq!(anchor_passages(&again.timeline, &holdings), anchors);
    assert_eq!(document.anchor_count(), 1);
}

#[test]
fn files_of_unknown_format_are_refused() {
    let (folder, documents) = folder();
    for (name, bytes, is_read) in [
        ("a.txt", &b"x"[..], true),
        ("a.TXT", b"x", true),
        ("a.md", b"x", true),
        ("a.doc", b"x", false),
        ("a", b"x", false),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let result = documents.load(&path, None);
        assert_eq!(result.is_ok(), is_read, "{name}");
        assert!(result.err().is_none_or(|error| error.hint.is_some()));
    }
    let error = documents.load(&folder.path().join("none.doc"), None);
    assert!(error.unwrap_err().message.text().contains("no such file"));
}
