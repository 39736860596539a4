//! Copying events to other timelines.

use super::*;

fn copied(from: &str, events: &[Box<str>]) -> String {
    let timeline = timeline(from);
    let texts = EntryTexts::new(from.as_bytes().into());
    copy_events(events, &context(&timeline, &texts, &NoDocuments)).unwrap()
}

/// A timeline into which the events of another one are pasted.
fn pasted(into: &str, clipboard: &str) -> String {
    let edit = build_in(into, &EditCommand::Paste(clipboard.into())).unwrap();
    let after = changed(into, &edit.change);
    let problems = read_checked(after.as_bytes()).unwrap().problems;
    assert!(problems.iter().all(|it| !it.is_error()), "{problems:?}");
    after
}

#[test]
fn events_are_pasted_with_what_they_need() {
    let clipboard = copied(FILE, &ids(["burns", "flooded"]));
    assert!(has_events(&clipboard));
    let other = r#"{"annals": 1, "title": "Other"}"#;
    let after = timeline(&pasted(other, &clipboard));
    assert_eq!(after.lanes.len(), 2);
    assert_eq!(after.sources.len(), 2);
    assert_eq!(after.passages.len(), 3);
    let flooded = &after[after.events.by_id("flooded").unwrap()];
    let burns = after.events.by_id("burns").unwrap();
    assert_eq!(flooded.dating.after, [burns]);
    assert_eq!(after[burns].citations.len(), 2);
}

#[test]
fn what_is_there_already_is_used() {
    let clipboard = copied(FILE, &ids(["burns"]));
    let after = timeline(&pasted(FILE, &clipboard));
    let before = timeline(FILE);
    assert_eq!(after.lanes.len(), before.lanes.len());
    assert_eq!(after.sources.len(), before.sources.len());
    assert_eq!(after.passages.len(), before.passages.len());
    assert_eq!(after.events.len(), before.events.len() + 1);
    assert!(after.events.by_id("the-mill-burns-qe34").is_some());
}

#[test]
fn a_source_is_recognised_by_its_digest_and_ids_that_are_taken_are_replaced() {
    let other = FILE
        .replace("\"id\": \"press\"", "\"id\": \"gazette\"")
        .replace("\"source\": \"press\"", "\"source\": \"gazette\"")
        .replace("In May 1921 the mill", "In May 1921 a mill");
    let after = timeline(&pasted(&other, &copied(FILE, &ids(["burns"]))));
    assert_eq!(after.sources.len(), 2);
    let event = after.events.iter().last().unwrap();
    assert!(event.id.starts_with("the-mill-burns-"), "{}", event.id);
    let cited = event.citations.iter().map(|it| &*after[it.passage].id);
    let cited: Vec<&str> = cited.collect();
    assert!(cited[0].starts_with("in-may-1921-the-mill-"), "{cited:?}");
    assert_eq!(cited[1], "report");
}

#[test]
fn other_texts_are_not_pasted() {
    for text in [
        "",
        "words",
        "{}",
        r#"{"annals": 1}"#,
        r#"{"annals": 1, "events": [{"id": "e"}]}"#,
    ] {
        build_in(FILE, &EditCommand::Paste(text.into())).unwrap_err();
    }
    assert!(!has_events("words") && !has_events(r#"{"annals": 1}"#));
}
