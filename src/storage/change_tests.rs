//! Changes in the text of a file and in memory.

use serde_json::{Value, json};

use super::{EntryTexts, entry_text, read, rebase_changes, splice};
use crate::model::{ApplyError, Change, EntryKind, EntryText, Event, Timeline};

const LOOSE: &str = "{ \"annals\": 1,\r\n  \"sources\": [{\"csl\":{},\"id\":\"s\"} ],\n\
    \"passages\": [ {\"id\":\"p\",\"source\":\"s\",\"exact\":\"old\", \"odd\": 1e+2} ] , \"x\": 0 }";

fn insert(kind: EntryKind, entry: &Value, before: Option<&str>) -> Change {
    let id = entry["id"].as_str().unwrap();
    Change::Insert {
        kind,
        entry: EntryText::new(id, entry.to_string()),
        before: before.map(Box::from),
    }
}

fn passage(id: &str) -> Value {
    json!({ "id": id, "source": "s", "exact": "new", "replaces": "p" })
}

pub(super) fn spliced(text: &str, changes: &[Change]) -> String {
    String::from_utf8(splice(text.as_bytes(), changes).unwrap()).unwrap()
}

/// The ids of a list of a file.
pub(super) fn ids(text: &str, list: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
    let entries = value[list].as_array().unwrap().iter();
    let id = |entry: &Value| entry["id"].as_str().unwrap().to_owned();
    entries.map(id).collect()
}

#[test]
fn the_rest_of_the_file_stays_byte_for_byte() {
    let changes = ["q", "r"].map(|id| insert(EntryKind::Passage, &passage(id), None));
    let text = spliced(LOOSE, &changes);
    let (before, after) = LOOSE.split_at(LOOSE.find("1e+2}").unwrap() + 5);
    assert!(text.starts_with(before), "{text}");
    assert!(text.ends_with(after), "{text}");
    assert_eq!(ids(&text, "passages"), ["p", "q", "r"]);
}

#[test]
fn a_new_entry_is_laid_out_as_its_neighbours() {
    let entry = json!({ "title": "B", "id": "b" });
    let change = [insert(EntryKind::Event, &entry, None)];
    for (before, after) in [
        (
            r#"{"annals":1,"events":[{"id":"a"},{"id":"c"}]}"#,
            r#"{"annals":1,"events":[{"id":"a"},{"id":"c"},{"id":"b","title":"B"}]}"#,
        ),
        (
            "{\n\t\"annals\": 1,\n\t\"events\": [\n\t\t{\"id\": \"a\"}\n\t]\n}\n",
            "{\n\t\"annals\": 1,\n\t\"events\": [\n\t\t{\"id\": \"a\"},\n\t\t{\"id\": \"b\", \"title\": \"B\"}\n\t]\n}\n",
        ),
        (
            "{\r\n    \"annals\": 1,\r\n    \"events\": []\r\n}",
            "{\r\n    \"annals\": 1,\r\n    \"events\": [\r\n        {\r\n            \"id\": \"b\",\r\n            \"title\": \"B\"\r\n        }\r\n    ]\r\n}",
        ),
        (
            r#"{"annals": 1, "events": [{"id": "a"}]}"#,
            r#"{"annals": 1, "events": [{"id": "a"}, {"id": "b", "title": "B"}]}"#,
        ),
    ] {
        assert_eq!(spliced(before, &change), after);
    }
}

#[test]
fn a_missing_or_empty_list_gets_its_first_entry() {
    for text in [
        "{\"annals\":1}",
        "{\"annals\": 1, \"passages\": [ ]}",
        "\u{feff}{\"annals\":1,\"title\":\"ភ្នំពេញ\"}",
    ] {
        let source = insert(EntryKind::Source, &json!({ "id": "s", "csl": {} }), None);
        let text = spliced(
            text,
            &[insert(EntryKind::Passage, &passage("q"), None), source],
        );
        assert_eq!(
            (ids(&text, "passages"), ids(&text, "sources")),
            (vec!["q".to_owned()], vec!["s".to_owned()])
        );
        assert!(
            read(text.as_bytes())
                .unwrap()
                .timeline
                .passages
                .by_id("q")
                .is_some()
        );
    }
}

#[test]
fn a_canonical_file_stays_canonical() {
    let canonical = |text: &str| super::to_canonical_form(text.as_bytes()).unwrap();
    let before = canonical(LOOSE);
    let after = spliced(
        &before,
        &[insert(EntryKind::Passage, &passage("q"), Some("p"))],
    );
    assert_eq!(canonical(&after), after);
    assert_eq!(ids(&after, "passages"), ["q", "p"]);
}

#[test]
fn a_list_of_another_type_is_refused() {
    let change = [insert(EntryKind::Passage, &passage("q"), None)];
    let error = splice(b"{\"annals\":1,\"passages\":{}}", &change).unwrap_err();
    assert!(error.message.text().contains("not a list"), "{error}");
}

#[test]
fn twenty_thousand_entries_are_added_in_one_pass() {
    // One pass for each would take hours.
    let entry = |number| json!({ "id": format!("n{number}"), "csl": { "number": number } });
    let changes: Vec<Change> = (0..20_000)
        .map(|number| insert(EntryKind::Source, &entry(number), None))
        .collect();
    let text = spliced(LOOSE, &changes);
    assert_eq!(ids(&text, "sources").len(), 20_001);
}

/// A file with changes that were made for another version of it.
fn rebased(text: &str, changes: &[Change]) -> String {
    spliced(text, &rebase_changes(text.as_bytes(), changes).unwrap())
}

#[test]
fn an_entry_is_not_added_twice() {
    let change = [insert(EntryKind::Passage, &passage("q"), None)];
    let once = rebased(LOOSE, &change);
    assert_eq!(ids(&once, "passages"), ["p", "q"]);
    assert_eq!(rebased(&once, &change), once);
}

#[test]
fn an_entry_whose_id_is_taken_gets_a_free_one() {
    let change = [insert(EntryKind::Passage, &passage("q"), None)];
    for other in [
        // A passage with an unknown source is not in the timeline.
        r#"{"id": "q", "source": "gone", "exact": "x"}"#,
        r#"{"id": "q", "source": "s", "exact": "another"}"#,
    ] {
        let file = LOOSE.replace("1e+2}", &format!("1e+2}}, {other}"));
        let once = rebased(&file, &change);
        assert_eq!(ids(&once, "passages"), ["p", "q", "q-2"], "{once}");
        assert!(once.contains(other), "{once}");
        assert_eq!(rebased(&once, &change), once, "added before");
        let taken = file.replace("\"p\"", "\"q-2\"");
        let third = rebased(&taken, &change);
        assert_eq!(ids(&third, "passages"), ["q-2", "q", "q-3"]);
    }
}

#[test]
fn references_follow_an_entry_to_its_new_id() {
    let source = json!({ "id": "s", "csl": { "title": "New" } });
    let second = passage("r");
    let mut third = passage("p-2");
    third["replaces"] = json!("r");
    let with_r = LOOSE.replace("1e+2}", r#"1e+2}, {"id": "r"}"#);
    let changes = [
        insert(EntryKind::Source, &source, None),
        insert(EntryKind::Passage, &second, None),
        insert(EntryKind::Passage, &third, None),
    ];
    let text = rebased(&with_r, &changes);
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(ids(&text, "sources"), ["s", "s-2"]);
    assert_eq!(ids(&text, "passages"), ["p", "r", "r-2", "p-2"]);
    assert_eq!(value["passages"][2]["source"], "s-2");
    assert_eq!(value["passages"][3]["replaces"], "r-2");
}

#[test]
fn fields_are_set_and_removed() {
    let set = |field: &str, new: Option<&str>| Change::SetField {
        field: field.into(),
        old: None,
        new: new.map(|new| json!(new).to_string().into()),
    };
    let text = "{\"title\": \"A\", \"annals\": 1, \"language\": \"en\"}";
    for (change, expected) in [
        (
            set("title", Some("B")),
            "{\"title\": \"B\", \"annals\": 1, \"language\": \"en\"}",
        ),
        (set("title", None), "{\"annals\": 1, \"language\": \"en\"}"),
        (set("language", None), "{\"title\": \"A\", \"annals\": 1}"),
        (
            set("description", Some("d")),
            "{\"title\": \"A\", \"description\": \"d\", \"annals\": 1, \"language\": \"en\"}",
        ),
    ] {
        assert_eq!(spliced(text, &[change]), expected);
    }
}

pub(super) fn timeline(text: &str) -> Timeline {
    read(text.as_bytes()).unwrap().timeline
}

/// What a timeline says, without its indexes.
pub(super) fn content(timeline: &Timeline) -> Value {
    let event_ids = |events: &[crate::model::Index<Event>]| -> Vec<String> {
        events
            .iter()
            .map(|event| timeline[*event].id.to_string())
            .collect()
    };
    let dating = |dating: &crate::model::Dating| {
        json!([
            format!("{:?} {:?}", dating.basis, dating.reason),
            event_ids(&dating.after),
            event_ids(&dating.before),
        ])
    };
    let event = |event: &Event| {
        let citations = event.citations.iter().map(|it| {
            let texts = format!(
                "{:?} {:?} {:?} {:?}",
                it.date, it.stance, it.attributed_to, it.note
            );
            json!([*timeline[it.passage].id, dating(&it.dating), texts])
        });
        json!([
            *event.id,
            format!(
                "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
                event.title,
                event.date,
                event.date_text,
                event.lane_id,
                event.tags,
                event.actors,
                event.summary,
                event.note
            ),
            dating(&event.dating),
            event.lane.map(|lane| &timeline[lane].id),
            citations.collect::<Vec<_>>(),
        ])
    };
    let source = |it: &crate::model::Source| {
        let mut it = it.clone();
        let record: Value = serde_json::from_str(&it.csl.json).unwrap();
        it.csl.json = "".into();
        json!([format!("{it:?}"), record])
    };
    let passage = |it: &crate::model::Passage| {
        let texts = format!(
            "{:?} {:?} {:?} {:?}",
            it.quote, it.position, it.locator, it.replaces
        );
        json!([*it.id, timeline[it.source].id, texts])
    };
    json!({
        "fields": format!("{:?} {:?} {:?}", timeline.title, timeline.description, timeline.language),
        "lanes": format!("{:?}", timeline.lanes),
        "sources": timeline.sources.iter().map(source).collect::<Vec<_>>(),
        "passages": timeline.passages.iter().map(passage).collect::<Vec<_>>(),
        "events": timeline.events.iter().map(event).collect::<Vec<_>>(),
    })
}

#[test]
fn a_change_of_what_others_refer_to_needs_reading() {
    let text = r#"{"annals": 1,
        "sources": [{"id": "s", "csl": {}}],
        "passages": [{"id": "p", "source": "s", "exact": "x"}, {"id": "lost", "source": "t", "exact": "x"}],
        "events": [{"id": "e", "title": "E", "citations": [{"passage": "p"}]},
                   {"id": "f", "title": "F", "dating": {"after": ["e"]}},
                   {"id": "g", "title": "G"}, {"id": "g", "title": "again"}]}"#;
    let remove = |kind, id: &str| Change::Remove {
        kind,
        entry: entry_text(text.as_bytes(), &[], kind, id).unwrap().unwrap(),
    };
    let source = json!({ "id": "t", "csl": {} });
    let passage = |id: &str, source: &str| {
        let entry = json!({ "id": id, "source": source });
        insert(EntryKind::Passage, &entry, None)
    };
    let before = timeline(text);
    for change in [
        remove(EntryKind::Source, "s"),
        remove(EntryKind::Passage, "p"),
        remove(EntryKind::Event, "e"),
        remove(EntryKind::Event, "g"),
        passage("lost", "s"),
        passage("new", "u"),
        insert(EntryKind::Source, &source, None),
    ] {
        let mut after = before.clone();
        assert_eq!(
            after.apply(&change),
            Err(ApplyError::NeedsReload),
            "{change:?}"
        );
        assert_eq!(after, before);
    }
    let mut after = before.clone();
    after.apply(&remove(EntryKind::Event, "f")).unwrap();
    assert_eq!(after.events.len(), 2);
}

#[test]
fn an_event_is_completed_when_what_it_refers_to_is_added() {
    let text = r#"{"annals": 1,
        "sources": [{"id": "s", "csl": {}}],
        "passages": [{"id": "p", "source": "s", "exact": "x"}],
        "events": [{"id": "e", "title": "E", "dating": {"before": ["h", "i"]},
                    "citations": [{"passage": "q", "note": "n", "dating": {"after": ["h"]}}, {"passage": "p"}]}]}"#;
    let before = timeline(text);
    assert!(before.has_id(EntryKind::Passage, "q") && before.has_id(EntryKind::Event, "h"));
    let changes = [
        insert(
            EntryKind::Passage,
            &json!({ "id": "q", "source": "s" }),
            None,
        ),
        insert(
            EntryKind::Event,
            &json!({ "id": "h", "dating": { "after": ["e", "h"] } }),
            None,
        ),
        // It waits for an entry that comes later.
        insert(
            EntryKind::Event,
            &json!({ "id": "i", "citations": [{ "passage": "r" }] }),
            None,
        ),
        insert(
            EntryKind::Passage,
            &json!({ "id": "r", "source": "s" }),
            Some("p"),
        ),
    ];
    let mut made = before.clone();
    let mut inverses = Vec::new();
    for (number, change) in changes.iter().enumerate() {
        inverses.push(made.apply(change).unwrap());
        let file = spliced(text, &changes[..=number]);
        assert_eq!(content(&made), content(&timeline(&file)), "{change:?}");
        assert_eq!(made.missing_references, timeline(&file).missing_references);
    }
    let [q, e, i] = ["q", "e", "i"].map(str::to_owned);
    let cites = |id: &str| {
        let event = made.events.by_id(id).unwrap();
        let cited = made[event].citations.iter();
        cited
            .map(|it| made[it.passage].id.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(cites(&e), [q, "p".to_owned()]);
    assert_eq!(cites(&i), ["r"]);
    for inverse in inverses.iter().rev() {
        made.apply(inverse).unwrap();
    }
    assert_eq!(made, before);
}

#[test]
fn an_entry_goes_with_the_references_to_it_in_one_batch() {
    let text = r#"{"annals": 1,
        "sources": [{"id": "s", "csl": {}}],
        "passages": [{"id": "p", "source": "s", "exact": "x"}],
        "events": [{"id": "e", "title": "E", "citations": [{"passage": "p"}]}]}"#;
    let texts = EntryTexts::new(text.as_bytes().into());
    let get = |kind, id: &str| texts.get(kind, id).unwrap();
    let old = get(EntryKind::Event, "e");
    let replace = Change::Replace {
        kind: EntryKind::Event,
        new: old.with_json(r#"{"id": "e", "title": "E", "citations": []}"#),
        old,
    };
    let [source, passage] =
        [(EntryKind::Source, "s"), (EntryKind::Passage, "p")].map(|(kind, id)| Change::Remove {
            kind,
            entry: get(kind, id),
        });
    for order in [
        vec![source.clone(), passage.clone(), replace.clone()],
        vec![replace.clone(), passage.clone(), source.clone()],
        vec![passage.clone(), replace.clone(), source.clone()],
    ] {
        let mut made = timeline(text);
        let change = Change::Batch(order.clone());
        let inverse = made.apply(&change).unwrap();
        let file = spliced(text, std::slice::from_ref(&change));
        assert_eq!(content(&made), content(&timeline(&file)));
        made.apply(&inverse).unwrap();
        assert_eq!(made, timeline(text));
        assert_eq!(spliced(text, &[change, inverse]), text);
        // Without one of them a reference stays.
        for left_out in 0..3 {
            let mut some = order.clone();
            some.remove(left_out);
            let is_whole = !some.contains(&source);
            let result = timeline(text).apply(&Change::Batch(some));
            assert_eq!(result.is_ok(), is_whole, "{result:?}");
        }
    }
}

#[test]
fn a_change_that_does_not_fit_is_refused() {
    let text = r#"{"annals": 1, "title": "T", "events": [{"id": "e", "title": "E"}]}"#;
    let mut made = timeline(text);
    let entry = |json: &str| EntryText::new("e", json);
    let old = entry(r#"{"id": "e", "title": "E"}"#);
    let kind = EntryKind::Event;
    let replace = |old: EntryText, new: &str| Change::Replace {
        kind,
        old,
        new: entry(new),
    };
    let changes = [
        (
            insert(kind, &json!({ "id": "e" }), None),
            ApplyError::IdTaken(kind, "e".into()),
        ),
        (
            insert(kind, &json!({ "id": "f" }), Some("g")),
            ApplyError::UnknownEntry(kind, "g".into()),
        ),
        (
            replace(entry(r#"{"id": "e", "title": "F"}"#), r#"{"id": "e"}"#),
            ApplyError::Outdated(kind, "e".into()),
        ),
        (
            replace(old.clone(), r#"{"id": "f"}"#),
            ApplyError::Invalid("e".into(), "it has another id, or none".to_owned()),
        ),
        (
            Change::SetField {
                field: "title".into(),
                old: None,
                new: None,
            },
            ApplyError::OutdatedField("title".into()),
        ),
    ];
    for (change, error) in changes {
        assert_eq!(made.apply(&change), Err(error));
        // A batch is made as a whole or not at all.
        let title = Change::SetField {
            field: "title".into(),
            old: Some("\"T\"".into()),
            new: Some("\"U\"".into()),
        };
        assert!(made.apply(&Change::Batch(vec![title, change])).is_err());
        assert_eq!(made, timeline(text));
    }
    assert!(made.apply(&replace(old, "{\"id\": \"e\"")).is_err());
}
