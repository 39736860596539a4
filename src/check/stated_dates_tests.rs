//! Stated dates and the words of their passages.

use serde_json::{Value, json};

use super::{check_stated_dates, problems_at};
use crate::storage::{Problem, read};

/// The problems of one event with these passages and dates: the event's date,
/// and for each citation its date and its words.
fn problems(date: Option<&str>, citations: &[(Option<&str>, &str)]) -> Vec<Problem> {
    of_file(&file(date, citations))
}

fn of_file(file: &Value) -> Vec<Problem> {
    let reading = read(file.to_string().as_bytes()).unwrap();
    problems_at(&reading.positions, check_stated_dates(&reading.timeline))
}

fn file(date: Option<&str>, citations: &[(Option<&str>, &str)]) -> Value {
    let mut passages = Vec::new();
    let mut cited = Vec::new();
    for (position, (date, exact)) in citations.iter().enumerate() {
        passages.push(json!({ "id": format!("p{position}"), "source": "s", "exact": exact }));
        cited.push(json!({ "passage": format!("p{position}"), "date": date }));
        if date.is_none() {
            cited[position].as_object_mut().unwrap().remove("date");
        }
    }
    let mut event = json!({ "id": "e", "title": "E", "citations": cited });
    if let Some(date) = date {
        event["date"] = json!(date);
        event["dating"] = json!({ "basis": "stated" });
    }
    json!({
        "annals": 1,
        "sources": [{ "id": "s", "csl": {} }],
        "passages": passages,
        "events": [event]
    })
}

fn codes(problems: &[Problem]) -> Vec<(&str, &str)> {
    problems
        .iter()
        .map(|problem| (problem.code, problem.path.as_str()))
        .collect()
}

#[test]
fn words_that_give_a_date_support_it() {
    for (date, words) in [
        ("1958", "built in 1958"),
        ("2017", "frozen since 2017"),
        ("2017/..", "frozen since 2017"),
        ("1958~", "built in 1958"),
        ("195X", "built in 1958"),
        ("1993", "its 1993 Constitution"),
        ("1954", "independence in 1953; the following year, aid came"),
    ] {
        let found = problems(Some(date), &[(Some(date), words)]);
        assert_eq!(codes(&found), [], "{date} {words}");
    }
}

#[test]
fn a_date_more_precise_than_its_words_is_reported_once_at_the_event() {
    let found = problems(Some("1958-03-12"), &[(Some("1958-03-12"), "built in 1958")]);
    assert_eq!(
        codes(&found),
        [("stated-date-too-precise", "/events/0/date")]
    );
    assert!(
        found[0].message.contains("“in 1958” (1958)"),
        "{:?}",
        found[0]
    );
    assert!(!found[0].is_error());
}

#[test]
fn a_date_without_words_is_reported() {
    let found = problems(Some("1958"), &[(Some("1958"), "they built it")]);
    assert_eq!(
        codes(&found),
        [("stated-date-unsupported", "/events/0/date")]
    );
    let found = problems(Some("1958"), &[(Some("1958"), "they built it in 1959")]);
    assert!(found[0].message.contains("“in 1959”"), "{:?}", found[0]);
    let found = problems(
        Some("1959"),
        &[(Some("1959"), "the following year, aid came")],
    );
    assert!(
        found[0].hint.as_ref().unwrap().contains("refer to"),
        "{:?}",
        found[0]
    );
}

#[test]
fn an_event_date_may_rest_on_any_passage_and_a_citation_date_on_its_own() {
    let found = problems(
        Some("1958"),
        &[(Some("1958"), "they built it"), (None, "this was in 1958")],
    );
    assert_eq!(
        codes(&found),
        [("stated-date-unsupported", "/events/0/citations/0/date")]
    );
    let found = problems(
        Some("1954"),
        &[(Some("1954"), "the following year"), (None, "in 1953")],
    );
    assert_eq!(codes(&found), []);
    let found = problems(
        Some("1953/1963"),
        &[(Some("1953/1963"), "begun in 1953, ended in 1963")],
    );
    assert_eq!(codes(&found), []);
}

#[test]
fn inferred_and_missing_dates_need_no_words() {
    let mut inferred = file(Some("1958"), &[(None, "they built it")]);
    inferred["events"][0]["dating"] = json!({ "basis": "inferred", "reason": "r" });
    assert_eq!(codes(&of_file(&inferred)), []);
    inferred["events"][0]["citations"][0]["date"] = json!("1958");
    assert_eq!(
        codes(&of_file(&inferred)),
        [("stated-date-unsupported", "/events/0/citations/0/date")]
    );
    inferred["events"][0]["citations"][0]["dating"] = json!({ "basis": "inferred", "reason": "r" });
    assert_eq!(codes(&of_file(&inferred)), []);
    assert_eq!(codes(&problems(None, &[(None, "in 1958")])), []);
    assert_eq!(
        codes(&problems(Some("no date"), &[(Some("no date"), "x")])),
        []
    );
}

#[test]
fn words_next_to_the_quotation_are_suggested() {
    let mut file = file(Some("1958"), &[(Some("1958"), "they built it")]);
    file["passages"][0]["prefix"] = json!("In 1958, ");
    let found = of_file(&file);
    let hint = found[0].hint.as_ref().unwrap();
    assert!(
        hint.contains("“In 1958”") && hint.contains("next to"),
        "{hint}"
    );
}

#[test]
fn passages_in_an_unsupported_language_are_not_judged() {
    let mut file = file(
        Some("1958-03-12"),
        &[(Some("1958-03-12"), "le 12 mars 1958")],
    );
    file["sources"][0]["language"] = json!("fr");
    assert_eq!(codes(&of_file(&file)), []);
    file["sources"][0]["language"] = json!("en-GB");
    assert_eq!(of_file(&file).len(), 1);
}

#[test]
fn paths_count_citations_as_the_file_does() {
    let mut file = file(
        Some("1958"),
        &[
            (Some("1958"), "in 1958"),
            (Some("1958"), "x"),
            (Some("1960"), "y"),
        ],
    );
    file["events"][0]["citations"][0]["passage"] = json!("none");
    let found = of_file(&file);
    assert_eq!(
        codes(&found),
        [
            ("stated-date-unsupported", "/events/0/date"),
            ("stated-date-unsupported", "/events/0/citations/2/date")
        ]
    );
}

#[test]
fn a_passage_that_is_cited_a_thousand_times_is_read_once() {
    // Half a megabyte and a thousand citations, each with an unsupported date: to
    // read the passage for each citation would take hours.
    let mut words = String::from("the following year, in 1953 ");
    words.push_str(&"and so it went on ".repeat(30_000));
    let mut file = file(None, &[(Some("1958"), &words)]);
    let citations: Vec<Value> = (0..1_000)
        .map(|number| json!({ "passage": "p0", "date": format!("{}", 1960 + number % 500) }))
        .collect();
    file["events"][0]["citations"] = json!(citations);
    let found = of_file(&file);
    assert_eq!(found.len(), 1_000);
    assert!(
        found[999].message.contains("“in 1953” (1953)"),
        "{:?}",
        found[999]
    );
}

#[test]
fn a_passage_with_more_than_a_thousand_dates_is_not_judged() {
    let years = |last: usize| {
        let years: Vec<String> = (1000..last).map(|year| format!("in {year}")).collect();
        years.join(", ")
    };
    for (last, count) in [(1_900, 1), (2_100, 0)] {
        let found = problems(Some("1950-03"), &[(Some("1950-03"), &years(last))]);
        assert_eq!(found.len(), count, "{last}: {found:?}");
    }
}

#[test]
fn the_stated_dates_of_the_bundled_timeline_are_supported() {
    let file = ["timeline.json", "../timeline.json"]
        .iter()
        .find_map(|file| std::fs::read(file).ok());
    let reading = read(&file.unwrap()).unwrap();
    let stated = reading.timeline.events.iter();
    let stated = stated.filter(|event| event.dating.basis == Some(crate::model::Basis::Stated));
    assert!(stated.count() >= 5);
    let found = check_stated_dates(&reading.timeline);
    assert!(found.is_empty(), "{found:#?}");
}
