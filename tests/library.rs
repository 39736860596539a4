//! The properties of a document that a timeline records: digest, extractor,
//! encoding.

#![allow(
    clippy::cast_possible_truncation,
    clippy::format_push_string,
    clippy::unwrap_used,
    reason = "tests may panic"
)]

use std::fs;
use std::path::Path;

use annals::library::{CopySearch, CopySearchResult, DocumentCache, find_copies};
use annals::model::{Digest, Index};
use annals::storage::{LoadedTimeline, read as read_timeline, to_canonical_form};
use annals_anchor::{AnchorState, PositionTrust};
use annals_documents::{DocumentFormat, Worker, extract};
use serde_json::{Value, json};

use sample_documents::{docx, pdf_of_pages};

#[path = "../crates/annals-documents/tests/formats/sample_documents.rs"]
#[allow(dead_code, reason = "this test needs only some of the formats")]
mod sample_documents;

const LINE: &[(f64, f64, f64, &str)] =
    &[(50.0, 700.0, 10.0, "In 1958 they built a radio station.")];

fn timeline(source: &Value) -> LoadedTimeline {
    let mut file = json!({
        "annals": 1,
        "sources": [{ "id": "s", "csl": {} }],
        "passages": [{ "id": "p", "source": "s", "exact": "a radio station", "start": 19, "end": 34 }]
    });
    for (key, value) in source.as_object().unwrap() {
        file["sources"][0][key] = value.clone();
    }
    read_timeline(file.to_string().as_bytes()).unwrap()
}

fn find(folder: &Path, reading: &LoadedTimeline) -> CopySearchResult {
    find_copies(CopySearch {
        timeline: reading,
        timeline_folder: folder,
        sources_folders: &[],
        files: &[],
        documents: &DocumentCache::new(Worker {
            program: env!("CARGO_BIN_EXE_annals").into(),
        }),
    })
    .unwrap()
}

#[test]
fn positions_are_authoritative_for_the_recorded_digest_and_extractor() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = pdf_of_pages(&[LINE], "", &[]);
    fs::write(folder.path().join("a.pdf"), &bytes).unwrap();
    let digest = Digest::of(&bytes).to_string();
    let extractor = extract(DocumentFormat::Pdf, &bytes[..], None)
        .unwrap()
        .extractor;
    let own = json!({ "name": extractor.name, "version": extractor.version });
    let other = json!({ "name": extractor.name, "version": "0.1" });
    for (recorded, trust, problems) in [
        (Some(own), PositionTrust::Authoritative, vec![]),
        (None, PositionTrust::Authoritative, vec![]),
        (Some(other), PositionTrust::Hint, vec!["extractor-changed"]),
    ] {
        let mut source = json!({ "file": "a.pdf", "sha256": digest });
        if let Some(recorded) = recorded {
            source["extractor"] = recorded;
        }
        let reading = timeline(&source);
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        let result = find(folder.path(), &reading);
        let copy = result.holdings.get(Index::new(0).unwrap()).unwrap();
        assert_eq!(copy.trust, trust);
        assert_eq!(copy.extractor, extractor);
        assert_eq!(copy.structure.pages[0].label, "1");
        let codes: Vec<&str> = result.problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, problems);
        assert!(result.problems.iter().all(|problem| !problem.is_error()));
        // The words are found in any case.
        let anchors = annals::library::anchor_passages(&reading.timeline, &result.holdings);
        assert_ne!(anchors[0].state, AnchorState::Missing);
    }
}

#[test]
fn an_unreadable_document_is_a_problem_of_its_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.docx"), &docx("", &[])[..40]).unwrap();
    let result = find(folder.path(), &timeline(&json!({ "file": "a.docx" })));
    let [problem] = result.problems.as_slice() else {
        panic!("{:?}", result.problems)
    };
    assert_eq!(
        (problem.code, problem.path.as_str()),
        ("unreadable-document", "/sources/0/file")
    );
    assert!(problem.message.contains("incomplete"), "{problem}");
    assert!(problem.hint.is_some());
}

#[test]
fn the_encoding_of_the_timeline_is_used() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a.txt"),
        b"In 1958 they built a radio station. \xb3",
    )
    .unwrap();
    for (encoding, ends_in) in [("iso-8859-2", 'ł'), ("windows-1252", '³')] {
        let reading = timeline(&json!({ "file": "a.txt", "encoding": encoding }));
        let result = find(folder.path(), &reading);
        let copy = result.holdings.get(Index::new(0).unwrap()).unwrap();
        assert!(copy.text.text().ends_with(ends_in));
        assert!(
            copy.document
                .extractor
                .version
                .to_lowercase()
                .ends_with(encoding)
        );
    }
}

#[test]
fn recorded_extractors_are_checked_and_unchanged() {
    for (extractor, codes) in [
        (json!({ "name": "x", "version": "1", "more": 2 }), vec![]),
        (json!({ "name": "x", "version": 1 }), vec![]),
        (json!({}), vec![]),
        (json!("x 1"), vec!["wrong-type"]),
        (json!({ "name": 1, "version": "1" }), vec!["wrong-type"]),
    ] {
        let reading = timeline(&json!({ "extractor": extractor, "encoding": "utf-8" }));
        let found: Vec<&str> = reading
            .problems
            .iter()
            .map(|problem| problem.code)
            .collect();
        assert_eq!(found, codes, "{extractor}");
    }
    let file = r#"{"annals":1,"sources":[{"id":"s","csl":{},"extractor":{"version":"1","name":"x"},"sha256":"0","encoding":"e","note":"n"}]}"#;
    let once = to_canonical_form(file.as_bytes()).unwrap();
    assert_eq!(to_canonical_form(once.as_bytes()).unwrap(), once);
    // The sample of the format has neither, so they come last, in their order.
    let order = ["\"sha256\"", "\"note\"", "\"extractor\"", "\"encoding\""];
    let positions: Vec<usize> = order.iter().map(|key| once.find(key).unwrap()).collect();
    assert!(positions.is_sorted(), "{once}");
}
