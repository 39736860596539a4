//! A small timeline in a folder, with its exports.

use annals::model::Digest;
use serde_json::{Value, json};

use crate::common::Sandbox;

/// The one document. Its first letter takes two UTF-16 units.
pub const TEXT: &str = "𐀀 In the spring of 1921 the archive of the town burned to the ground, and nobody \
was hurt.\nThe mayor opened the new reading room in the autumn of 1923.\n";

/// A timeline with rival dates, an undated event, an event without a citation, a
/// passage that no event cites, and a source without a document.
pub fn timeline() -> Value {
    json!({
        "annals": 1,
        "title": "A town | and its <archive>",
        "description": "Two fires.",
        "language": "en",
        "lanes": [{ "id": "town", "name": "Town", "color": "#3b6ea5" }],
        "sources": [
            {
                "id": "memoir", "file": "memoir.txt", "language": "en",
                "sha256": Digest::of(TEXT.as_bytes()).to_string(),
                "csl": {
                    "type": "book", "title": "A Memoir", "URL": "https://example.org/memoir",
                    "author": [{ "family": "Writer", "given": "Ada" }], "issued": { "raw": "1930" }
                }
            },
            {
                "id": "letters",
                "csl": { "type": "tablet", "title": "Letters", "issued": { "raw": "n.d." }, "shelf": 4 }
            },
            { "id": "unread", "csl": { "type": "book", "title": "Unread" } }
        ],
        "passages": [
            {
                "id": "fire", "source": "memoir", "locator": "p. 12", "prefix": "𐀀 ",
                "exact": "In the spring of 1921 the archive of the town burned to the ground",
                "suffix": ", and nobody was hurt.", "start": 2, "end": 68
            },
            {
                "id": "room", "source": "memoir", "start": 91, "end": 151,
                "exact": "The mayor opened the new reading room in the autumn of 1923."
            },
            { "id": "letter", "source": "letters", "exact": "All is lost since 1922." },
            { "id": "uncited", "source": "unread", "exact": "Nobody cites these words." }
        ],
        "events": [
            { "id": "silence", "title": "Nothing is known", "lane": "town", "citations": [] },
            {
                "id": "room", "title": "A reading room opens", "date": "1923~", "lane": "town",
                "dating": { "basis": "inferred", "reason": "The autumn is not told apart." },
                "citations": [
                    { "passage": "room", "date": "1923" },
                    { "passage": "fire", "stance": "context", "note": "The same words again." }
                ]
            },
            {
                "id": "fire", "title": "The archive burns", "date": "1921", "lane": "town",
                "date_text": "in 1921", "dating": { "basis": "stated" }, "tags": ["fire", "loss"],
                "actors": ["the mayor"], "summary": "It burned.\n\nAll of it.",
                "citations": [
                    { "passage": "fire", "date": "1921" },
                    { "passage": "letter", "date": "1922", "stance": "disputes", "attributed_to": "the guard" }
                ]
            }
        ]
    })
}

/// The same without problems: an event must cite a passage.
pub fn sound_timeline() -> Value {
    let mut sound = timeline();
    sound["events"][0]["citations"] = json!([{ "passage": "letter", "stance": "context" }]);
    sound
}

/// A folder with a timeline as `town.json`, and its document.
pub fn folder_with(timeline: &Value) -> Sandbox {
    Sandbox::with_timeline(("town.json", &timeline.to_string()), ("memoir.txt", TEXT))
}

/// The export in a JSON format.
pub fn export_json(sandbox: &Sandbox, format: &str, more: &[&str]) -> Value {
    let output = sandbox.run("export", &[&["--to", format], more].concat());
    assert_ne!(output.code, 2, "{}", output.err);
    output.json()
}

/// The rows of a table, by the names of their columns.
pub fn rows(table: &str) -> Vec<Value> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        let fields = columns.iter().zip(record.iter());
        Value::Object(
            fields
                .map(|(key, field)| (key.to_owned(), field.into()))
                .collect(),
        )
    };
    reader
        .records()
        .map(|record| row(record.unwrap()))
        .collect()
}
