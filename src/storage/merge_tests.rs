//! Merges of whole files.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{merge, read, splice};

/// The merged file and the number of conflicts.
fn merged(base: &Value, ours: &Value, theirs: &Value) -> (Value, usize) {
    let bytes = |value: &Value| serde_json::to_string_pretty(value).unwrap().into_bytes();
    let (base, ours, theirs) = (bytes(base), bytes(ours), bytes(theirs));
    let merge = merge(&base, &ours, &theirs).unwrap();
    let text = splice(&ours, &merge.changes).unwrap();
    (serde_json::from_slice(&text).unwrap(), merge.conflicts)
}

fn file(events: Value) -> Value {
    json!({
        "annals": 1,
        "title": "T",
        "sources": [{ "id": "s", "csl": {} }],
        "passages": [{ "id": "p", "source": "s", "exact": "x" }, { "id": "q", "source": "s", "exact": "y" }],
        "events": events,
    })
}

fn event(id: &str, more: Value) -> Value {
    let mut event = json!({ "id": id, "title": id, "lane": "l", "citations": [] });
    for (key, value) in more.as_object().unwrap() {
        event[key] = value.clone();
    }
    event
}

/// Merges one event both ways. Each case gives the fields of the three versions and of
/// the result, without conflict.
#[test]
fn fields_merge_as_they_belong_together() {
    let prose = "One stays. Two stays. Three stays.";
    for (base, ours, theirs, expected) in [
        (
            json!({ "date": "1958", "note": "n" }),
            json!({ "date": "1959", "note": "n" }),
            json!({ "date": "1958", "note": "m" }),
            json!({ "date": "1959", "note": "m" }),
        ),
        (
            json!({ "tags": ["a", "b"], "actors": [] }),
            json!({ "tags": ["a", "b", "d"], "actors": [] }),
            json!({ "tags": ["b", "c"], "actors": ["x"] }),
            json!({ "tags": ["b", "c", "d"], "actors": ["x"] }),
        ),
        (
            json!({ "summary": prose }),
            json!({ "summary": "One changed. Two stays. Three stays." }),
            json!({ "summary": "One stays. Two stays. Three went." }),
            json!({ "summary": "One changed. Two stays. Three went." }),
        ),
        (
            json!({ "citations": [{ "passage": "p" }, { "passage": "p", "note": "again" }] }),
            json!({ "citations": [{ "passage": "p", "stance": "context" }, { "passage": "p", "note": "again" }] }),
            json!({ "citations": [{ "passage": "p" }, { "passage": "p", "note": "twice" }, { "passage": "q" }] }),
            json!({ "citations": [{ "passage": "p", "stance": "context" }, { "passage": "p", "note": "twice" }, { "passage": "q" }] }),
        ),
        (
            json!({ "mine": { "a": 1 } }),
            json!({ "mine": { "a": 1 }, "other": 1.50 }),
            json!({}),
            json!({ "other": 1.50 }),
        ),
    ] {
        let version = |more: &Value| file(json!([event("e", more.clone())]));
        for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
            let (made, conflicts) = merged(&version(&base), &version(ours), &version(theirs));
            assert_eq!(
                (&made["events"][0], conflicts),
                (&event("e", expected.clone()), 0)
            );
        }
    }
}

#[test]
fn what_cannot_be_decided_is_recorded_in_the_entry() {
    let dated = |date: &str, words: &str| json!({ "date": date, "date_text": words });
    for (base, ours, theirs, conflicts) in [
        (
            json!({ "title": "A" }),
            json!({ "title": "B" }),
            json!({ "title": "C" }),
            json!([{ "field": "/title", "base": "A", "ours": "B", "theirs": "C" }]),
        ),
        // One side may not have the date of one and the words of the other.
        (
            dated("1958", "in 1958"),
            dated("1959", "in 1958"),
            dated("1958", "in May"),
            json!([
                { "field": "/date", "base": "1958", "ours": "1959", "theirs": "1958" },
                { "field": "/date_text", "base": "in 1958", "ours": "in 1958", "theirs": "in May" },
            ]),
        ),
        (
            json!({ "summary": "One. Two." }),
            json!({ "summary": "One. Two changed." }),
            json!({}),
            json!([{ "field": "/summary", "base": "One. Two.", "ours": "One. Two changed." }]),
        ),
        (
            json!({ "citations": [{ "passage": "p", "note": "n" }] }),
            json!({ "citations": [{ "passage": "p", "note": "o" }] }),
            json!({ "citations": [{ "passage": "p", "note": "m" }] }),
            json!([{ "field": "/citations/0/note", "base": "n", "ours": "o", "theirs": "m" }]),
        ),
    ] {
        let version = |more: &Value| file(json!([event("e", more.clone())]));
        let (made, count) = merged(&version(&base), &version(&ours), &version(&theirs));
        let mut expected = event("e", ours);
        expected["conflicts"] = conflicts.clone();
        assert_eq!(made["events"][0], expected);
        assert_eq!(count, conflicts.as_array().unwrap().len());
    }
}

#[test]
fn an_edit_beats_a_deletion() {
    let (old, new) = (event("e", json!({})), event("e", json!({ "date": "1958" })));
    let base = file(json!([old]));
    let (deleted, edited) = (file(json!([])), file(json!([new])));
    let (made, count) = merged(&base, &deleted, &edited);
    let mut expected = new.clone();
    expected["conflicts"] = json!([{ "field": "", "base": old, "theirs": new }]);
    assert_eq!((&made["events"][0], count), (&expected, 1));
    let (made, count) = merged(&base, &edited, &deleted);
    expected["conflicts"] = json!([{ "field": "", "base": old, "ours": new }]);
    assert_eq!((&made["events"][0], count), (&expected, 1));
    // A deletion of what stayed the same is no conflict.
    assert_eq!(merged(&base, &base, &deleted), (deleted.clone(), 0));
    assert_eq!(merged(&base, &deleted, &base), (deleted, 0));
}

#[test]
fn a_reference_beats_a_deletion() {
    let base = file(json!([]));
    let mut ours = base.clone();
    ours["passages"].as_array_mut().unwrap().remove(0);
    let mut theirs = base.clone();
    theirs["events"] = json!([event("e", json!({ "citations": [{ "passage": "p" }] }))]);
    for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
        let (made, count) = merged(&base, ours, theirs);
        assert_eq!((made["passages"].as_array().unwrap().len(), count), (2, 1));
        let timeline = read(made.to_string().as_bytes()).unwrap().timeline;
        assert_eq!(timeline.events.first().unwrap().citations.len(), 1);
    }
}

#[test]
fn two_new_entries_with_one_id_are_a_conflict() {
    let base = file(json!([]));
    let ours = event("e", json!({ "date": "1" }));
    let theirs = event("e", json!({ "date": "2" }));
    let version = |event: &Value| file(json!([event]));
    let (made, count) = merged(&base, &version(&ours), &version(&theirs));
    assert_eq!(count, 1);
    assert_eq!(made["events"][0]["date"], "1");
    assert_eq!(
        made["events"][0]["conflicts"],
        json!([{ "field": "", "ours": ours, "theirs": theirs }])
    );
    assert_eq!(merged(&base, &version(&ours), &version(&ours)).1, 0);
}

#[test]
fn an_empty_base_is_an_empty_timeline() {
    let ours = file(json!([event("a", json!({}))]));
    let theirs = file(json!([event("b", json!({}))]));
    let merge = merge(
        b"",
        ours.to_string().as_bytes(),
        theirs.to_string().as_bytes(),
    )
    .unwrap();
    let text = splice(ours.to_string().as_bytes(), &merge.changes).unwrap();
    let made: Value = serde_json::from_slice(&text).unwrap();
    assert_eq!(
        (merge.conflicts, made["events"].as_array().unwrap().len()),
        (0, 2)
    );
    assert!(super::merge(b"[]", b"{\"annals\": 1}", b"{\"annals\": 1}").is_err());
}

#[test]
fn the_text_of_ours_stays() {
    let ours =
        "{ \"annals\" : 1,\n \"title\":\"T\", \"events\":[ {\"title\":\"A\",   \"id\":\"a\"} ] }";
    let theirs = r#"{"annals": 1, "title": "U", "events": [{"title": "A", "id": "a"}, {"id": "b", "x": 1e2}]}"#;
    let merge = merge(ours.as_bytes(), ours.as_bytes(), theirs.as_bytes()).unwrap();
    let text = String::from_utf8(splice(ours.as_bytes(), &merge.changes).unwrap()).unwrap();
    assert_eq!(
        text,
        "{ \"annals\" : 1,\n \"title\":\"U\", \"events\":[ {\"title\":\"A\",   \"id\":\"a\"}, {\"id\":\"b\",   \"x\":1e2} ] }"
    );
}

/// What one person does with a file.
fn edited(base: &Value, person: &str, steps: &[(u8, u8, u8)]) -> Value {
    let mut file = base.clone();
    for (number, (kind, one, other)) in steps.iter().enumerate() {
        let events = file["events"].as_array_mut().unwrap();
        let at = usize::from(*one) % (events.len() + 1);
        match kind % 6 {
            0 => events.insert(
                at,
                event(&format!("{person}{number}"), json!({ "date": "1958" })),
            ),
            1 if at < events.len() => drop(events.remove(at)),
            2 if at < events.len() => events[at]["title"] = json!(format!("{person} {other}")),
            3 if at < events.len() => {
                events[at]["tags"] = json!([format!("t{}", other % 4), "all"]);
            }
            4 if at < events.len() => {
                let event = events.remove(at);
                let to = usize::from(*other) % (events.len() + 1);
                events.insert(to, event);
            }
            5 if at < events.len() => {
                let summary = ["One. Two. Three.", "One. Two. Four.", "Zero. Two. Three."];
                events[at]["summary"] = json!(summary[usize::from(*other) % 3]);
            }
            _ => {}
        }
    }
    file
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn two_people_lose_nothing_and_both_ways_to_merge_agree(
        one in proptest::collection::vec(any::<(u8, u8, u8)>(), 0..6),
        other in proptest::collection::vec(any::<(u8, u8, u8)>(), 0..6),
    ) {
        let base = file(json!([
            event("a", json!({ "summary": "One. Two. Three." })),
            event("b", json!({ "tags": ["t1"] })),
            event("c", json!({})),
        ]));
        let (ours, theirs) = (edited(&base, "x", &one), edited(&base, "y", &other));
        let (made, conflicts) = merged(&base, &ours, &theirs);
        let ids = |file: &Value| -> Vec<String> {
            let events = file["events"].as_array().unwrap().iter();
            events.map(|event| event["id"].as_str().unwrap().to_owned()).collect()
        };
        let left = ids(&made);
        for (side, other) in [(&ours, &theirs), (&theirs, &ours)] {
            for event in side["events"].as_array().unwrap() {
                let id = event["id"].as_str().unwrap().to_owned();
                let is_deleted = !ids(other).contains(&id)
                    && base["events"].as_array().unwrap().contains(event);
                prop_assert_eq!(left.contains(&id), !is_deleted, "{}", id);
            }
        }
        if conflicts == 0 {
            let (back, conflicts) = merged(&base, &theirs, &ours);
            prop_assert_eq!(conflicts, 0);
            prop_assert_eq!(&made, &back);
        }
        // The same edits on both sides, or on one, are no conflict.
        prop_assert_eq!(merged(&base, &ours, &ours), (ours.clone(), 0));
        prop_assert_eq!(merged(&base, &base, &ours), (ours.clone(), 0));
        prop_assert_eq!(merged(&base, &ours, &base), (ours, 0));
    }
}
