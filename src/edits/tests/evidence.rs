//! Citations, passages and sources.

use serde_json::json;

use super::*;

#[test]
fn citations_are_added_changed_moved_and_removed() {
    let event = || Box::<str>::from("burns");
    check(vec![
        (
            EditCommand::AddCitation {
                event: event(),
                citation: Box::new(CitationFields {
                    date: "in 1921".into(),
                    stance: Stance::Context,
                    note: "Later.".into(),
                    ..CitationFields::of(CitedPassage::Known("flood".into()))
                }),
            },
            "Cite a passage for “The mill burns”",
            r#"-{ "passage": "report", "date": "1922", "stance": "disputes" }
+{ "passage": "report", "date": "1922", "stance": "disputes" },
+{ "passage": "flood", "date": "1921", "stance": "context", "note": "Later." }
"#,
        ),
        (
            EditCommand::RemoveCitation {
                event: event(),
                citation: 1,
            },
            "Remove a citation from “The mill burns”",
            r#"-{ "passage": "fire", "date": "1921-05", "x": 1.50 },
-{ "passage": "report", "date": "1922", "stance": "disputes" }
+{ "passage": "fire", "date": "1921-05", "x": 1.50 }
"#,
        ),
        // The only one that gives the date.
        (
            EditCommand::RemoveCitation {
                event: event(),
                citation: 0,
            },
            "Remove a citation from “The mill burns”",
            r#"-"id": "burns", "title": "The mill burns", "date": "1921-05", "x": 1.50,
-"dating": { "basis": "stated" },
+"id": "burns", "title": "The mill burns", "x": 1.50,
-{ "passage": "fire", "date": "1921-05", "x": 1.50 },
"#,
        ),
        // The last one.
        (
            EditCommand::RemoveCitation {
                event: "flooded".into(),
                citation: 0,
            },
            "Remove a citation from “Flood”",
            r#"-"citations": [ { "passage": "flood" } ]
+"citations": [],
+"review": { "state": "draft", "by": "A. Writer", "at": "2026-03-01T10:00:00Z" }
"#,
        ),
        (
            EditCommand::MoveCitation {
                event: event(),
                citation: 1,
                to: 0,
            },
            "Move a citation of “The mill burns”",
            r#"-{ "passage": "fire", "date": "1921-05", "x": 1.50 },
-{ "passage": "report", "date": "1922", "stance": "disputes" }
+{ "passage": "report", "date": "1922", "stance": "disputes" },
+{ "passage": "fire", "date": "1921-05", "x": 1.50 }
"#,
        ),
        (
            EditCommand::SetStance {
                event: event(),
                citation: 0,
                stance: Stance::Context,
            },
            "Set the stance of a citation of “The mill burns”",
            r#"-{ "passage": "fire", "date": "1921-05", "x": 1.50 },
+{ "passage": "fire", "date": "1921-05", "stance": "context", "x": 1.50 },
"#,
        ),
        // The date of the event follows.
        (
            EditCommand::SetCitationDate {
                event: event(),
                citation: 0,
                date: "1921-06".into(),
            },
            "Set the date of a citation of “The mill burns”",
            r#"-"id": "burns", "title": "The mill burns", "date": "1921-05", "x": 1.50,
+"id": "burns", "title": "The mill burns", "date": "1921-06", "x": 1.50,
-{ "passage": "fire", "date": "1921-05", "x": 1.50 },
+{ "passage": "fire", "date": "1921-06", "x": 1.50 },
"#,
        ),
        (
            EditCommand::SetCitationDate {
                event: event(),
                citation: 1,
                date: "".into(),
            },
            "Set the date of a citation of “The mill burns”",
            r#"-{ "passage": "report", "date": "1922", "stance": "disputes" }
+{ "passage": "report", "stance": "disputes" }
"#,
        ),
        (
            EditCommand::SetCitationText {
                event: event(),
                citation: 1,
                field: CitationText::AttributedTo,
                text: "A miller".into(),
            },
            "Set whose claim a citation of “The mill burns” reports",
            r#"-{ "passage": "report", "date": "1922", "stance": "disputes" }
+{ "passage": "report", "date": "1922", "stance": "disputes", "attributed_to": "A miller" }
"#,
        ),
    ]);
    let date = EditCommand::SetCitationDate {
        event: event(),
        citation: 1,
        date: "long ago".into(),
    };
    assert_eq!(refused(&date).1.as_deref(), Some("/citations/1/date"));
    refused(&EditCommand::RemoveCitation {
        event: event(),
        citation: 2,
    });
}

fn passage(exact: &str) -> PassageFields {
    PassageFields {
        source: "diary".into(),
        exact: exact.into(),
        ..PassageFields::default()
    }
}

fn document(place: Option<PositionSelector>) -> OneDocument {
    OneDocument {
        source: timeline(FILE).sources.by_id("diary").unwrap(),
        text: Arc::new(SearchableText::new(
            "It was hot. After its  independence the mill burned; the mill was old.",
        )),
        place,
        is_recorded: true,
    }
}

#[test]
fn passages_are_anchored_in_their_document() {
    let new = |fields| EditCommand::NewPassage(Box::new(fields));
    check_with(
        &document(None),
        vec![
            (
                new(passage("its independence")),
                "New passage “its independence”",
                r#"-{ "id": "flood", "source": "diary", "exact": "Then came the water.", "replaces": "report" }
+{ "id": "flood", "source": "diary", "exact": "Then came the water.", "replaces": "report" },
+{ "id": "its-independence-qe34", "source": "diary", "exact": "its independence", "prefix": "It was hot. After ", "suffix": " the mill burned; the mill was old.", "start": 18, "end": 35 }
"#,
            ),
            (
                new(PassageFields {
                    position: Some(PositionSelector { start: 36, end: 51 }),
                    locator: "fol. 1".into(),
                    ..passage("")
                }),
                "New passage “the mill burned”",
                r#"-{ "id": "flood", "source": "diary", "exact": "Then came the water.", "replaces": "report" }
+{ "id": "flood", "source": "diary", "exact": "Then came the water.", "replaces": "report" },
+{ "id": "the-mill-burned-qe34", "source": "diary", "exact": "the mill burned", "prefix": "It was hot. After its independence ", "suffix": "; the mill was old.", "start": 36, "end": 51, "locator": "fol. 1" }
"#,
            ),
            (
                new(PassageFields {
                    is_unverified: true,
                    ..passage("Not there at all.")
                }),
                "New passage “Not there at all.”",
                r#"-{ "id": "flood", "source": "diary", "exact": "Then came the water.", "replaces": "report" }
+{ "id": "flood", "source": "diary", "exact": "Then came the water.", "replaces": "report" },
+{ "id": "not-there-at-all-qe34", "source": "diary", "exact": "Not there at all." }
"#,
            ),
            (
                new(PassageFields {
                    source: "press".into(),
                    ..passage(" No \n document. ")
                }),
                "New passage “No document.”",
                r#"-{ "id": "flood", "source": "diary", "exact": "Then came the water.", "replaces": "report" }
+{ "id": "flood", "source": "diary", "exact": "Then came the water.", "replaces": "report" },
+{ "id": "no-document-qe34", "source": "press", "exact": "No document." }
"#,
            ),
        ],
    );
    for wrong in ["the mill", "Not there at all.", " "] {
        let error = build_with(FILE, &new(passage(wrong)), &document(None)).unwrap_err();
        assert_eq!(error.field.as_deref(), Some("/exact"), "{wrong}");
    }
}

#[test]
fn current_words_are_adopted_as_whole_words() {
    let place = Some(PositionSelector { start: 13, end: 33 });
    check_with(
        &document(place),
        vec![(
            EditCommand::AdoptCurrentWords("fire".into()),
            "Adopt the current words of “In May 1921 the mill burned down.”",
            r#"+{ "id": "after-its-independence-qe34", "source": "diary", "exact": "After its independence", "prefix": "It was hot. ", "suffix": " the mill burned; the mill was old.", "start": 12, "end": 35, "locator": "fol. 12", "replaces": "fire" },
-{ "passage": "fire", "date": "1921-05", "x": 1.50 },
+{ "passage": "after-its-independence-qe34", "date": "1921-05", "x": 1.50 },
"#,
        )],
    );
    let replaced = EditCommand::AdoptCurrentWords("report".into());
    build_with(FILE, &replaced, &document(place)).unwrap_err();
}

#[test]
fn passages_and_sources_are_changed_and_deleted() {
    check(vec![
        (
            EditCommand::EditPassage {
                passage: "fire".into(),
                fields: Box::new(PassageFields {
                    locator: "fol. 13".into(),
                    ..passage("In May 1921 the mill burned down.")
                }),
            },
            "Edit the passage “In May 1921 the mill burned down.”",
            r#"-{ "id": "fire", "source": "diary", "exact": "In May 1921 the mill burned down.", "locator": "fol. 12", "x": 1.50 },
+{ "id": "fire", "source": "diary", "exact": "In May 1921 the mill burned down.", "locator": "fol. 13", "x": 1.50 },
"#,
        ),
        (
            EditCommand::EditPassage {
                passage: "report".into(),
                fields: Box::new(passage("The fire of 1922 is  over.")),
            },
            "Edit the passage “The fire of 1922 is out.”",
            r#"-{ "id": "report", "source": "press", "exact": "The fire of 1922 is out.", "start": 10, "end": 34 },
+{ "id": "report", "source": "press", "exact": "The fire of 1922 is over." },
"#,
        ),
        (
            EditCommand::DeletePassages(ids(["report"])),
            "Delete the passage “The fire of 1922 is out.”",
            r#"-{ "id": "report", "source": "press", "exact": "The fire of 1922 is out.", "start": 10, "end": 34 },
-{ "id": "flood", "source": "diary", "exact": "Then came the water.", "replaces": "report" }
+{ "id": "flood", "source": "diary", "exact": "Then came the water." }
-{ "passage": "fire", "date": "1921-05", "x": 1.50 },
-{ "passage": "report", "date": "1922", "stance": "disputes" }
+{ "passage": "fire", "date": "1921-05", "x": 1.50 }
-"citations": [ { "passage": "flood" }, { "passage": "report" } ]
+"citations": [ { "passage": "flood" } ]
"#,
        ),
        (
            EditCommand::DeleteSources(ids(["diary"])),
            "Delete the source “Diary”",
            r#"-{ "id": "diary", "csl": { "type": "manuscript", "title": "Diary" }, "x": 1.50 },
-{ "id": "fire", "source": "diary", "exact": "In May 1921 the mill burned down.", "locator": "fol. 12", "x": 1.50 },
-{ "id": "report", "source": "press", "exact": "The fire of 1922 is out.", "start": 10, "end": 34 },
-{ "id": "flood", "source": "diary", "exact": "Then came the water.", "replaces": "report" }
+{ "id": "report", "source": "press", "exact": "The fire of 1922 is out.", "start": 10, "end": 34 }
-"id": "burns", "title": "The mill burns", "date": "1921-05", "x": 1.50,
-"dating": { "basis": "stated" },
+"id": "burns", "title": "The mill burns", "x": 1.50,
-{ "passage": "fire", "date": "1921-05", "x": 1.50 },
-"citations": [ { "passage": "flood" } ]
+"citations": [],
+"review": { "state": "draft", "by": "A. Writer", "at": "2026-03-01T10:00:00Z" }
-"citations": [ { "passage": "flood" }, { "passage": "report" } ]
+"citations": [ { "passage": "report" } ]
"#,
        ),
    ]);
}

fn record(title: &str) -> SourceFields {
    let mut csl = serde_json::Map::new();
    csl.insert("title".to_owned(), json!(title));
    SourceFields {
        csl,
        ..SourceFields::default()
    }
}

#[test]
fn sources_are_added_and_changed() {
    let document = DocumentFields {
        file: Some("sources/a.txt".into()),
        sha256: Some(Digest::of(b"a")),
        ..DocumentFields::default()
    };
    check(vec![
        (
            EditCommand::NewSource(Box::new(SourceFields {
                document: Some(document.clone()),
                language: "fr".into(),
                ..record("Memoirs")
            })),
            "New source “Memoirs”",
            r#"-{ "id": "press", "csl": { "title": "Gazette" }, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" }
+{ "id": "press", "csl": { "title": "Gazette" }, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
+{ "id": "memoirs-qe34", "csl": { "title": "Memoirs" }, "file": "sources/a.txt", "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", "language": "fr" }
"#,
        ),
        (
            EditCommand::EditSource {
                source: "diary".into(),
                fields: Box::new(SourceFields {
                    note: "A copy.".into(),
                    ..record("The diary")
                }),
            },
            "Edit the source “Diary”",
            r#"-{ "id": "diary", "csl": { "type": "manuscript", "title": "Diary" }, "x": 1.50 },
+{ "id": "diary", "csl": { "title": "The diary" }, "note": "A copy.", "x": 1.50 },
"#,
        ),
        // Positions in another document are not those in this one.
        (
            EditCommand::SetDocument {
                source: "press".into(),
                document: Some(Box::new(document)),
            },
            "Set the document of “Gazette”",
            r#"-{ "id": "press", "csl": { "title": "Gazette" }, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" }
+{ "id": "press", "csl": { "title": "Gazette" }, "file": "sources/a.txt", "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb" }
-{ "id": "report", "source": "press", "exact": "The fire of 1922 is out.", "start": 10, "end": 34 },
+{ "id": "report", "source": "press", "exact": "The fire of 1922 is out." },
"#,
        ),
        (
            EditCommand::SetDocument {
                source: "press".into(),
                document: None,
            },
            "Remove the document of “Gazette”",
            r#"-{ "id": "press", "csl": { "title": "Gazette" }, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" }
+{ "id": "press", "csl": { "title": "Gazette" } }
-{ "id": "report", "source": "press", "exact": "The fire of 1922 is out.", "start": 10, "end": 34 },
+{ "id": "report", "source": "press", "exact": "The fire of 1922 is out." },
"#,
        ),
    ]);
    let outside = DocumentFields {
        file: Some("../a.txt".into()),
        ..DocumentFields::default()
    };
    let command = EditCommand::SetDocument {
        source: "press".into(),
        document: Some(Box::new(outside)),
    };
    assert_eq!(refused(&command).1.as_deref(), Some("/file"));
}
