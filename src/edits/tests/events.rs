//! Events, their dates, reviews and comments.

use super::*;

fn event_text(field: EventText, text: &str) -> EditCommand {
    EditCommand::SetEventText {
        event: "burns".into(),
        field,
        text: text.into(),
    }
}

#[test]
fn events_are_added_changed_and_deleted() {
    check(vec![
        (
            EditCommand::DuplicateEvent("flooded".into()),
            "Duplicate “Flood”",
            r#"+"id": "flood-qe34",
+"title": "Flood",
+"dating": { "after": ["burns"] },
+"lane": "river",
+"tags": ["loss", "fire", "x"],
+"citations": [{ "passage": "flood" }]
+},
+{
"#,
        ),
        (
            EditCommand::DeleteEvents(ids(["burns"])),
            "Delete “The mill burns”",
            r#"-"id": "burns", "title": "The mill burns", "date": "1921-05", "x": 1.50,
-"dating": { "basis": "stated" },
-"lane": "town", "tags": ["fire", "loss"],
-"citations": [
-{ "passage": "fire", "date": "1921-05", "x": 1.50 },
-{ "passage": "report", "date": "1922", "stance": "disputes" }
-]
-},
-{
-"dating": { "after": ["burns"] },
"#,
        ),
        (
            EditCommand::DeleteEvents(ids(["flooded", "rebuilt"])),
            "Delete 2 events",
            r#"-},
-{
-"id": "flooded", "title": "Flood", "lane": "river", "tags": ["loss", "fire", "x"],
-"dating": { "after": ["burns"] },
-"citations": [ { "passage": "flood" } ]
-},
-{
-"id": "rebuilt", "title": "Rebuilt", "date": "1925~", "lane": "town", "actors": ["Anna"],
-"dating": { "basis": "inferred", "reason": "The roof.", "before": ["flooded"] },
-"citations": [ { "passage": "flood" }, { "passage": "report" } ]
"#,
        ),
        (
            event_text(EventText::Title, "Fire"),
            "Rename “The mill burns” to “Fire”",
            r#"-"id": "burns", "title": "The mill burns", "date": "1921-05", "x": 1.50,
+"id": "burns", "title": "Fire", "date": "1921-05", "x": 1.50,
"#,
        ),
        (
            event_text(EventText::Note, "A note."),
            "Set the note of “The mill burns”",
            r#"-]
+],
+"note": "A note."
"#,
        ),
        (
            EditCommand::SetEventLane {
                events: ids(["burns", "flooded", "rebuilt"]),
                lane: "river".into(),
            },
            "Move 3 events to “The river”",
            r#"-"lane": "town", "tags": ["fire", "loss"],
+"lane": "river", "tags": ["fire", "loss"],
-"id": "rebuilt", "title": "Rebuilt", "date": "1925~", "lane": "town", "actors": ["Anna"],
+"id": "rebuilt", "title": "Rebuilt", "date": "1925~", "lane": "river", "actors": ["Anna"],
"#,
        ),
        (
            EditCommand::Move {
                kind: EntryKind::Event,
                id: "rebuilt".into(),
                before: Some("burns".into()),
            },
            "Move “Rebuilt” in the list",
            r#"+"id": "rebuilt", "title": "Rebuilt", "date": "1925~", "lane": "town", "actors": ["Anna"],
+"dating": { "basis": "inferred", "reason": "The roof.", "before": ["flooded"] },
+"citations": [ { "passage": "flood" }, { "passage": "report" } ]
+},
+{
-},
-{
-"id": "rebuilt", "title": "Rebuilt", "date": "1925~", "lane": "town", "actors": ["Anna"],
-"dating": { "basis": "inferred", "reason": "The roof.", "before": ["flooded"] },
-"citations": [ { "passage": "flood" }, { "passage": "report" } ]
"#,
        ),
        (
            EditCommand::NewEvent(Box::new(EventFields {
                title: "The mill burns down".into(),
                date: "May 1921".into(),
                lane: "town".into(),
                tags: ids(["fire", " ", "fire"]),
                citations: vec![CitationFields::of(CitedPassage::Known("fire".into()))],
                ..EventFields::default()
            })),
            "New event “The mill burns down”",
            r#"+},
+{
+"id": "the-mill-burns-down-qe34",
+"title": "The mill burns down",
+"date": "1921-05",
+"dating": { "basis": "stated" },
+"lane": "town",
+"tags": ["fire"],
+"citations": [{ "passage": "fire", "date": "1921-05" }]
"#,
        ),
        (
            EditCommand::NewEvent(Box::new(EventFields {
                title: "Unknown".into(),
                date: "in the dry season".into(),
                lane: "town".into(),
                ..EventFields::default()
            })),
            "New event “Unknown”",
            r#"+},
+{
+"id": "unknown-qe34",
+"title": "Unknown",
+"date_text": "in the dry season",
+"lane": "town",
+"citations": [],
+"review": { "state": "draft", "by": "A. Writer", "at": "2026-03-01T10:00:00Z" }
"#,
        ),
    ]);
    assert_eq!(
        refused(&event_text(EventText::Title, " ")).1.as_deref(),
        Some("/title")
    );
    refused(&EditCommand::DeleteEvents(ids(["burns", "nothing"])));
}

fn set_date(event: &str, date: &str, basis: BasisChoice) -> EditCommand {
    EditCommand::SetEventDate {
        event: event.into(),
        date: date.into(),
        basis,
    }
}

#[test]
fn a_date_is_stated_only_if_a_passage_gives_it() {
    let by_evidence = BasisChoice::ByEvidence;
    check(vec![
        // The words of a passage say so.
        (
            set_date("burns", "1921", by_evidence.clone()),
            "Set the date of “The mill burns” to 1921",
            r#"-"id": "burns", "title": "The mill burns", "date": "1921-05", "x": 1.50,
+"id": "burns", "title": "The mill burns", "date": "1921", "x": 1.50,
-{ "passage": "fire", "date": "1921-05", "x": 1.50 },
+{ "passage": "fire", "date": "1921", "x": 1.50 },
"#,
        ),
        (
            set_date("burns", "1922", by_evidence.clone()),
            "Set the date of “The mill burns” to 1922",
            r#"-"id": "burns", "title": "The mill burns", "date": "1921-05", "x": 1.50,
+"id": "burns", "title": "The mill burns", "date": "1922", "x": 1.50,
"#,
        ),
        (
            set_date("rebuilt", "1922", by_evidence.clone()),
            "Set the date of “Rebuilt” to 1922",
            r#"-"id": "rebuilt", "title": "Rebuilt", "date": "1925~", "lane": "town", "actors": ["Anna"],
-"dating": { "basis": "inferred", "reason": "The roof.", "before": ["flooded"] },
-"citations": [ { "passage": "flood" }, { "passage": "report" } ]
+"id": "rebuilt", "title": "Rebuilt", "date": "1922", "lane": "town", "actors": ["Anna"],
+"dating": { "basis": "stated", "before": ["flooded"] },
+"citations": [ { "passage": "flood" }, { "passage": "report", "date": "1922" } ]
"#,
        ),
        // The event has a reason already.
        (
            set_date("rebuilt", "about 1926", by_evidence.clone()),
            "Set the date of “Rebuilt” to about 1926",
            r#"-"id": "rebuilt", "title": "Rebuilt", "date": "1925~", "lane": "town", "actors": ["Anna"],
+"id": "rebuilt", "title": "Rebuilt", "date": "1926~", "lane": "town", "actors": ["Anna"],
"#,
        ),
        (
            set_date("burns", "1920", BasisChoice::Inferred("The ruins.".into())),
            "Set the date of “The mill burns” to 1920",
            r#"-"id": "burns", "title": "The mill burns", "date": "1921-05", "x": 1.50,
-"dating": { "basis": "stated" },
+"id": "burns", "title": "The mill burns", "date": "1920", "x": 1.50,
+"dating": { "basis": "inferred", "reason": "The ruins." },
"#,
        ),
        (
            set_date("flooded", "1930", BasisChoice::StatedBy(0)),
            "Set the date of “Flood” to 1930",
            r#"-"id": "flooded", "title": "Flood", "lane": "river", "tags": ["loss", "fire", "x"],
-"dating": { "after": ["burns"] },
-"citations": [ { "passage": "flood" } ]
+"id": "flooded", "title": "Flood", "date": "1930", "lane": "river", "tags": ["loss", "fire", "x"],
+"dating": { "basis": "stated", "after": ["burns"] },
+"citations": [ { "passage": "flood", "date": "1930" } ]
"#,
        ),
        (
            set_date("burns", "", by_evidence.clone()),
            "Remove the date of “The mill burns”",
            r#"-"id": "burns", "title": "The mill burns", "date": "1921-05", "x": 1.50,
-"dating": { "basis": "stated" },
+"id": "burns", "title": "The mill burns", "x": 1.50,
"#,
        ),
        (
            set_date("burns", "in the dry season", by_evidence.clone()),
            "Remove the date of “The mill burns”",
            r#"-"id": "burns", "title": "The mill burns", "date": "1921-05", "x": 1.50,
-"dating": { "basis": "stated" },
+"id": "burns", "title": "The mill burns", "date_text": "in the dry season", "x": 1.50,
"#,
        ),
        (
            set_date("burns", "1921-05", by_evidence.clone()),
            "Set the date of “The mill burns” to May 1921",
            "",
        ),
    ]);
    for (event, date) in [("burns", "1920"), ("flooded", "1921")] {
        let (_, field) = refused(&set_date(event, date, by_evidence.clone()));
        assert_eq!(field.as_deref(), Some("/dating/reason"));
    }
}

#[test]
fn reviews_and_comments_are_written() {
    check(vec![
        (
            EditCommand::SetReview {
                events: ids(["burns", "flooded"]),
                state: Some(ReviewState::Proposed),
            },
            "Propose 2 events",
            r#"-]
+],
+"review": { "state": "proposed", "by": "A. Writer", "at": "2026-03-01T10:00:00Z" }
-"citations": [ { "passage": "flood" } ]
+"citations": [ { "passage": "flood" } ],
+"review": { "state": "proposed", "by": "A. Writer", "at": "2026-03-01T10:00:00Z" }
"#,
        ),
        (
            EditCommand::AddComment {
                event: "flooded".into(),
                text: "Which flood?".into(),
            },
            "Comment on “Flood”",
            r#"-"citations": [ { "passage": "flood" } ]
+"citations": [ { "passage": "flood" } ],
+"comments": [{ "id": "c-qe34", "author": "A. Writer", "at": "2026-03-01T10:00:00Z", "text": "Which flood?", "resolved": false }]
"#,
        ),
    ]);
}

#[test]
fn events_are_merged_and_split() {
    check(vec![
        (
            EditCommand::MergeEvents {
                into: "burns".into(),
                others: ids(["rebuilt"]),
            },
            "Merge 2 events into “The mill burns”",
            r#"-"dating": { "basis": "stated" },
+"dating": { "basis": "stated", "before": ["flooded"] },
+"actors": ["Anna"],
-{ "passage": "report", "date": "1922", "stance": "disputes" }
+{ "passage": "report", "date": "1922", "stance": "disputes" },
+{ "passage": "flood", "date": "1925~", "dating": { "basis": "inferred", "reason": "The roof." } },
+{ "passage": "report" }
-},
-{
-"id": "rebuilt", "title": "Rebuilt", "date": "1925~", "lane": "town", "actors": ["Anna"],
-"dating": { "basis": "inferred", "reason": "The roof.", "before": ["flooded"] },
-"citations": [ { "passage": "flood" }, { "passage": "report" } ]
"#,
        ),
        (
            EditCommand::SplitEvent {
                event: "burns".into(),
                citations: vec![1],
                title: "Fire of 1922".into(),
            },
            "Split “The mill burns”",
            r#"-{ "passage": "fire", "date": "1921-05", "x": 1.50 },
-{ "passage": "report", "date": "1922", "stance": "disputes" }
+{ "passage": "fire", "date": "1921-05", "x": 1.50 }
+"id": "fire-of-1922-qe34",
+"title": "Fire of 1922",
+"date": "1922",
+"dating": { "basis": "stated" },
+"lane": "town",
+"tags": ["fire", "loss"],
+"citations": [{ "passage": "report", "date": "1922", "stance": "disputes" }]
+},
+{
"#,
        ),
        (
            EditCommand::SplitEvent {
                event: "burns".into(),
                citations: vec![0],
                title: "".into(),
            },
            "Split “The mill burns”",
            r#"-"id": "burns", "title": "The mill burns", "date": "1921-05", "x": 1.50,
-"dating": { "basis": "stated" },
+"id": "burns", "title": "The mill burns", "x": 1.50,
-{ "passage": "fire", "date": "1921-05", "x": 1.50 },
+"id": "the-mill-burns-qe34",
+"title": "The mill burns",
+"date": "1921-05",
+"dating": { "basis": "stated" },
+"lane": "town",
+"tags": ["fire", "loss"],
+"citations": [{ "passage": "fire", "date": "1921-05", "x": 1.5 }]
+},
+{
"#,
        ),
    ]);
    for citations in [vec![], vec![0, 1], vec![2]] {
        refused(&EditCommand::SplitEvent {
            event: "burns".into(),
            citations,
            title: "".into(),
        });
    }
    // The flood is after the fire.
    let (message, _) = refused(&EditCommand::MergeEvents {
        into: "rebuilt".into(),
        others: ids(["flooded", "rebuilt"]),
    });
    assert_eq!(message, "Select two or more events");
}
