//! The records against the rules of CSL-JSON 1.0.2, and the lossless object.

use hayagriva::citationberg::taxonomy::Kind;
use serde_json::{Value, json};

use crate::town::{export_json, folder_with, rows, timeline};

fn is_text_or_number(value: &Value) -> bool {
    value.is_string() || value.is_number()
}

/// A name has known parts alone, and of them texts.
fn is_name(name: &Value) -> bool {
    let texts = [
        "family",
        "given",
        "dropping-particle",
        "non-dropping-particle",
        "suffix",
        "literal",
    ];
    let signs = ["comma-suffix", "static-ordering", "parse-names"];
    let is_part = |(key, part): (&String, &Value)| {
        texts.contains(&key.as_str()) && part.is_string()
            || signs.contains(&key.as_str()) && (is_text_or_number(part) || part.is_boolean())
    };
    name.as_object()
        .is_some_and(|name| name.iter().all(is_part))
}

/// A date has one or two lists of one to three parts, or words.
fn is_date(date: &Value) -> bool {
    let is_day = |day: &Value| {
        let day = day.as_array().map(Vec::as_slice).unwrap_or_default();
        (1..=3).contains(&day.len()) && day.iter().all(is_text_or_number)
    };
    let is_part = |(key, part): (&String, &Value)| match key.as_str() {
        "date-parts" => part
            .as_array()
            .is_some_and(|days| (1..=2).contains(&days.len()) && days.iter().all(is_day)),
        "season" => is_text_or_number(part),
        "circa" => is_text_or_number(part) || part.is_boolean(),
        "literal" | "raw" => part.is_string(),
        _ => false,
    };
    date.as_object()
        .is_some_and(|date| date.iter().all(is_part))
}

/// Every rule of the schema that a record of ours may break.
pub fn validate(records: &Value) {
    for record in records.as_array().unwrap() {
        assert!(
            record["type"].as_str().unwrap().parse::<Kind>().is_ok(),
            "{record}"
        );
        assert!(record["id"].is_string(), "{record}");
        for (key, value) in record.as_object().unwrap() {
            let holds = match key.as_str() {
                "author" | "editor" | "translator" | "recipient" | "interviewer" => value
                    .as_array()
                    .is_some_and(|names| names.iter().all(is_name)),
                "issued" | "accessed" | "submitted" | "original-date" | "event-date"
                | "available-date" => is_date(value),
                "custom" => value.is_object(),
                "volume" | "issue" | "number" | "page" | "edition" => is_text_or_number(value),
                "categories" => value.is_array(),
                _ => value.is_string(),
            };
            assert!(holds, "{key} of {record}");
        }
    }
}

#[test]
fn the_cited_sources_are_valid_csl_json() {
    let records = export_json(&folder_with(&timeline()), "csl", &[]);
    validate(&records);
    let ids: Vec<&Value> = records
        .as_array()
        .unwrap()
        .iter()
        .map(|record| &record["id"])
        .collect();
    assert_eq!(ids, ["memoir", "letters"], "the third source is not cited");
    assert_eq!(records[0]["issued"], json!({ "date-parts": [[1930]] }));
    assert_eq!(records[1]["type"], "document", "`tablet` is no type");
    assert_eq!(records[1]["issued"], json!({ "literal": "n.d." }));
    assert_eq!(records[1]["custom"]["shelf"], 4);
    assert_eq!(records[1]["custom"]["annals"]["file"], "town.json");
}

#[test]
fn unknown_fields_move_to_custom_and_known_ones_stay() {
    for (csl, expected) in [
        (
            json!({ "type": "book", "volume": 3, "title": 1984 }),
            json!({ "volume": 3, "title": "1984" }),
        ),
        (
            json!({ "author": ["Ada"] }),
            json!({ "author": [{ "literal": "Ada" }] }),
        ),
        (
            json!({ "author": [{ "family": "A", "orcid": "1" }] }),
            json!({ "author": [{ "family": "A" }],
                    "custom": { "as_written": { "author": [{ "family": "A", "orcid": "1" }] } } }),
        ),
        (
            json!({ "author": "Ada" }),
            json!({ "custom": { "author": "Ada" } }),
        ),
        (
            json!({ "issued": { "date-parts": [[1930, "2"], [1931]], "circa": true } }),
            json!({ "issued": { "date-parts": [[1930, "2"], [1931]], "circa": true } }),
        ),
        (
            json!({ "issued": { "raw": "-0043" } }),
            json!({ "issued": { "date-parts": [[-44]] } }),
        ),
        (
            json!({ "issued": "circa 1930" }),
            json!({ "issued": { "literal": "circa 1930" } }),
        ),
        (
            json!({ "issued": { "date-parts": [] } }),
            json!({ "custom": { "issued": { "date-parts": [] } } }),
        ),
        (
            json!({ "type": "article", "title": "T", "container-title": "C", "number": "7" }),
            json!({ "type": "article-journal", "issue": "7" }),
        ),
        (
            json!({ "custom": { "as_written": "mine", "annals": 1 }, "issued": { "raw": "1930" } }),
            json!({ "custom": { "as_written_of_the_record": "mine", "annals_of_the_record": 1 } }),
        ),
        (
            json!({ "custom": "kept" }),
            json!({ "custom": { "custom": "kept" } }),
        ),
        (
            json!({ "id": "other", "custom": { "a": 1 } }),
            json!({ "id": "memoir", "custom": { "a": 1 } }),
        ),
    ] {
        let mut changed = timeline();
        changed["sources"][0]["csl"] = csl.clone();
        let records = export_json(&folder_with(&changed), "csl", &[]);
        validate(&records);
        for (key, value) in expected.as_object().unwrap() {
            if key == "custom" {
                for (key, value) in value.as_object().unwrap() {
                    assert_eq!(records[0]["custom"][key], *value, "{csl}");
                }
            } else {
                assert_eq!(records[0][key], *value, "{csl}");
            }
        }
    }
}

#[test]
fn the_json_export_has_everything_of_the_timeline() {
    let timeline = timeline();
    let object = export_json(&folder_with(&timeline), "json", &["--quote-limit", "none"]);
    for key in ["title", "description", "language", "lanes"] {
        assert_eq!(object[key], timeline[key], "{key}");
    }
    for key in ["sources", "passages", "events"] {
        for written in timeline[key].as_array().unwrap() {
            let mut exported = object[key].as_array().unwrap().iter();
            let exported = exported
                .find(|exported| exported["id"] == written["id"])
                .unwrap();
            for (field, value) in written.as_object().unwrap() {
                match field.as_str() {
                    "dating" => assert_eq!(exported["basis"], value["basis"]),
                    "citations" => {
                        for (exported, written) in exported["citations"]
                            .as_array()
                            .unwrap()
                            .iter()
                            .zip(value.as_array().unwrap())
                        {
                            for (field, value) in written.as_object().unwrap() {
                                assert_eq!(exported[field], *value, "{field}");
                            }
                        }
                    }
                    _ => assert_eq!(exported[field], *value, "{field}"),
                }
            }
        }
    }
}

#[test]
fn events_are_in_time_order_with_rivals_states_and_digests() {
    let object = export_json(&folder_with(&timeline()), "json", &[]);
    let events = object["events"].as_array().unwrap();
    let ids: Vec<&Value> = events.iter().map(|event| &event["id"]).collect();
    assert_eq!(ids, ["fire", "room", "silence"]);
    assert_eq!(events[0]["date_in_words"], "1921");
    assert_eq!(events[0]["earliest"], "1921-01-01T00:00:00Z");
    let rivals: Vec<&Value> = events[0]["rivals"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rival| &rival["date"])
        .collect();
    assert_eq!(rivals, ["1921", "1922"]);
    assert_eq!(events[1]["date_in_words"], "about 1923");
    assert_eq!(events[2]["date"], Value::Null);
    let fire = &object["passages"][0];
    assert_eq!(
        fire["anchor"],
        json!({ "state": "exact", "start": 2, "end": 68 })
    );
    assert_eq!(object["passages"][2]["anchor"]["state"], "unavailable");
    assert_eq!(
        object["sources"][0]["found"]["sha256"],
        object["sources"][0]["sha256"]
    );
    assert_eq!(object["sources"][1]["found"], Value::Null);
}

#[test]
fn a_row_is_a_citation_or_an_event_without_any() {
    let table = rows(&folder_with(&timeline()).run("export", &["--to", "csv"]).out);
    let cells = |keys: [&str; 6]| -> Vec<[String; 6]> {
        let row = |row: &Value| keys.map(|key| row[key].as_str().unwrap().to_owned());
        table.iter().map(row).collect()
    };
    assert_eq!(
        cells([
            "event_id",
            "date",
            "passage_id",
            "citation_date",
            "state",
            "start"
        ]),
        [
            ["fire", "1921", "fire", "1921", "exact", "2"],
            ["fire", "1921", "letter", "1922", "unavailable", ""],
            ["room", "1923~", "room", "1923", "exact", "91"],
            ["room", "1923~", "fire", "", "exact", "2"],
            ["silence", "", "", "", "", ""],
        ]
    );
    for row in &table {
        assert_eq!(row["timeline_title"], "A town | and its <archive>");
        assert_eq!(
            row["made_by"],
            concat!("annals ", env!("CARGO_PKG_VERSION"))
        );
        assert_eq!(row["timeline_sha256"].as_str().unwrap().len(), 64);
    }
    assert_eq!(table[0]["rival_dates"], "1921; 1922");
}
