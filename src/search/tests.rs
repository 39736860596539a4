//! Filters as typed, and their hits in a small timeline.

use std::sync::Arc;

use super::*;
use crate::model::samples;
use crate::model::{
    Basis, Citation, CslRecord, Dating, Event, Index, Lane, Passage, Source, Timeline,
};
use crate::query::TimeIndex;
use annals_anchor::{AnchorState, QuoteSelector};

pub(super) fn build(timeline: &Timeline) -> SearchIndex {
    SearchIndex::build_with(timeline, &TimeIndex::new(timeline), &|| true, 2).unwrap()
}

pub(super) fn event(title: &str, date: Option<&str>) -> Event {
    Event {
        dating: Arc::new(Dating {
            basis: date.map(|_| Basis::Stated),
            ..Dating::default()
        }),
        ..samples::event(title, date)
    }
}

pub(super) fn citation(passage: usize, date: Option<&str>, note: Option<&str>) -> Citation {
    Citation {
        note: note.map(Into::into),
        ..samples::citation(passage, date)
    }
}

pub(super) fn timeline(passages: &[&str], events: Vec<Event>) -> Timeline {
    let source = |id: &str, title: &str| Source {
        id: id.into(),
        csl: CslRecord {
            title: Some(title.into()),
            ..CslRecord::default()
        },
        file: None,
        sha256: None,
        extractor: None,
        encoding: None,
        language: None,
        note: None,
    };
    let lane = |id: &str, name: &str| Lane {
        id: id.into(),
        name: name.into(),
        color: None,
    };
    Timeline {
        lanes: vec![
            lane("phnom-penh", "Phnom Penh"),
            lane("west", "Washington, D.C."),
        ],
        sources: vec![
            source("lak", "Crossroads"),
            source("coplen", "Warming Ties"),
        ]
        .into(),
        passages: passages
            .iter()
            .enumerate()
            .map(|(number, exact)| Passage {
                id: format!("p{number}").into(),
                source: Index::new(number % 2).unwrap(),
                quote: QuoteSelector {
                    exact: (*exact).into(),
                    ..QuoteSelector::default()
                },
                position: None,
                locator: None,
                replaces: None,
            })
            .collect(),
        events: events.into(),
        ..Timeline::default()
    }
}

/// The titles of the hits, by rank.
fn found(timeline: &Timeline, states: Option<&[AnchorState]>, text: &str) -> Vec<String> {
    let (filter, problems) = Filter::parse(text);
    assert_eq!(problems, [], "{text}");
    let context = SearchContext {
        timeline,
        states,
        evidence: None,
        restrict_to: None,
        max_ranked: usize::MAX,
    };
    let hits = build(timeline).find(&filter, &context);
    assert_eq!(hits.count, hits.ranked.len(), "{text}");
    hits.ranked
        .iter()
        .map(|event| timeline[*event].title.to_string())
        .collect()
}

fn sample() -> Timeline {
    let mut first = event("Independence", Some("1953"));
    first.lane = Index::new(0);
    first.tags = ["aid".into(), "sovereignty".into()].into();
    first.actors = ["Prime Minister".into()].into();
    first.citations = [citation(0, Some("1953"), Some("Told by a radio"))].into();
    let mut second = event("Military aid", Some("1955~/1963"));
    second.lane = Index::new(1);
    second.tags = ["aid worker".into()].into();
    Arc::make_mut(&mut second.dating).basis = Some(Basis::Inferred);
    second.citations = [citation(1, None, None), citation(0, None, None)].into();
    let mut third = event("Radio Élan", None);
    third.summary = Some("Cambodia’s own radio; the peace, deal".into());
    third.note = Some("ភ្នំពេញ and 東京都".into());
    third.citations = [citation(2, None, None)].into();
    timeline(
        &[
            "independence from France",
            "The U.S.-China rivalry",
            "Aids to navigation",
        ],
        vec![first, second, third],
    )
}

#[test]
fn words_phrases_and_fields_find_events() {
    let timeline = sample();
    let states = [
        AnchorState::Exact,
        AnchorState::Drifted,
        AnchorState::Missing,
    ];
    let all = ["Independence", "Military aid", "Radio Élan"];
    let one = |at: usize| vec![all[at]];
    for (text, expected) in [
        ("", all.to_vec()),
        ("-", all.to_vec()),
        ("  \" \"", all.to_vec()),
        ("INDEP", vec!["Independence", "Military aid"]),
        ("\"indep\"", vec![]),
        ("indep.", vec![]),
        ("\"indep*\"", vec!["Independence", "Military aid"]),
        // In a title, then in a note.
        ("radio", vec!["Radio Élan", "Independence"]),
        // A whole word in the title before a prefix in a quotation.
        ("aid", vec!["Military aid", "Radio Élan"]),
        ("aid -radio", one(1)),
        ("-aid -radio", vec![]),
        ("elan", one(2)),
        ("cambodia's", one(2)),
        ("“Cambodia's own”", one(2)),
        ("cambodia’s o", one(2)),
        ("\"own cambodia\"", vec![]),
        ("\"peace deal\"", one(2)),
        ("\"peace de", one(2)),
        ("\"radio independence\"", vec![]),
        ("u.s.-ch", one(1)),
        ("US", vec![]),
        ("ពេញ", one(2)),
        ("ភ្នំព", one(2)),
        ("京都", one(2)),
        ("都京", vec![]),
        ("lane:penh", one(0)),
        ("LANE:\"phnom penh\"", one(0)),
        ("lane:\"penh\"", vec![]),
        ("lane:wash lane:phnom", vec!["Independence", "Military aid"]),
        ("-lane:wash", vec!["Independence", "Radio Élan"]),
        ("tag:aid", vec!["Independence", "Military aid"]),
        ("tag:\"aid\"", one(0)),
        ("tag:aid tag:x lane:west", one(1)),
        ("actor:\"prime minister\"", one(0)),
        ("actor:minister", one(0)),
        ("source:coplen", one(1)),
        ("source:cross", all.to_vec()),
        ("basis:stated", one(0)),
        ("basis:inferred", one(1)),
        ("state:drifted", one(1)),
        ("state:exact", vec!["Independence", "Military aid"]),
        ("state:exact -state:drifted", one(0)),
        ("state:unavailable", vec![]),
        ("is:undated", one(2)),
        ("-is:undated", vec!["Independence", "Military aid"]),
        ("date:1950/1954", vec!["Independence", "Radio Élan"]),
        ("certainly:1953", one(0)),
        ("certainly:1950/1970", vec!["Independence", "Military aid"]),
        ("possibly:1960 -is:undated", one(1)),
    ] {
        assert_eq!(found(&timeline, Some(&states), text), expected, "{text}");
    }
    assert!(found(&timeline, None, "state:exact").is_empty());
}

#[test]
fn an_invalid_part_is_reported_with_its_column_and_skipped() {
    for (text, column, message, hint) in [
        (
            "radio colour:red",
            7,
            "Unknown field “colour”",
            "The fields are lane, tag",
        ),
        (
            "é -lane: radio",
            3,
            "“lane:” needs a value",
            "lane:washington",
        ),
        (
            "date:tomorrow radio",
            1,
            "“tomorrow” isn’t a date",
            "1953/1963",
        ),
        (
            "date:\"March 1949\" radio",
            1,
            "“March 1949” isn’t a date in EDTF",
            "Did you mean 1949-03?",
        ),
        ("radio date:{1953,1954}", 7, "is a set", "interval"),
        ("radio date:Y9E30", 7, "out of range", "292 billion"),
        (
            "basis:guessed radio",
            1,
            "“guessed” is not a value",
            "stated, inferred",
        ),
        ("state:lost radio", 1, "“lost” is not a value", "drifted"),
        ("is:dated radio", 1, "“dated” is not a value", "undated"),
        (
            "http://x radio",
            1,
            "Unknown field “http”",
            "quotation marks",
        ),
    ] {
        let (filter, problems) = Filter::parse(text);
        assert_eq!(problems.len(), 1, "{text}: {problems:?}");
        assert_eq!(problems[0].column, column, "{text}");
        assert!(
            problems[0].message.text().contains(message),
            "{:?}",
            problems[0]
        );
        assert!(problems[0].hint.text().contains(hint), "{:?}", problems[0]);
        assert!(filter.asks_for_words(), "{text}");
    }
}

#[test]
fn the_example_of_every_field_is_valid() {
    for (field, example) in FIELDS {
        let (filter, problems) = Filter::parse(example);
        assert!(
            example.starts_with(field) && problems.is_empty(),
            "{problems:?}"
        );
        assert!(!filter.is_empty() && !filter.asks_for_words(), "{example}");
    }
}

#[test]
fn matching_words_are_highlighted() {
    for (filter, text, marked) in [
        (
            "cambod",
            "In Cambodia’s Cambodian…",
            vec!["Cambodia", "Cambodian"],
        ),
        ("cambodia's", "In Cambodia’s own", vec!["Cambodia’s"]),
        (
            "elan cafe",
            "Élan, cafe\u{301}!",
            vec!["Élan", "cafe\u{301}"],
        ),
        (
            "\"peace deal\" peace",
            "peace, DEAL; peace",
            vec!["peace, DEAL", "peace"],
        ),
        ("ពេញ", "ភ្នំពេញ", vec!["ពេញ"]),
        ("-radio", "radio", vec![]),
        ("lane:radio", "radio", vec![]),
        ("", "radio", vec![]),
        ("a", "", vec![]),
    ] {
        let (filter, _) = Filter::parse(filter);
        let found: Vec<&str> = matches(&filter, text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, marked, "{text}");
    }
}

#[test]
fn building_an_index_can_be_cancelled() {
    let timeline = sample();
    let times = TimeIndex::new(&timeline);
    for checks in 0..3 {
        let left: std::cell::Cell<i32> = checks.into();
        let wanted = || left.replace(left.get() - 1) > 0;
        let index = SearchIndex::build(&timeline, &times, &wanted);
        assert!(index.is_none(), "{checks}");
    }
    assert!(SearchIndex::build(&timeline, &times, &|| true).is_some());
}

#[test]
fn an_index_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&build(&sample()));
}

#[test]
fn a_shared_passage_is_indexed_once() {
    let words: Vec<String> = (0..3_000).map(|number| format!("word{number}")).collect();
    let long = words.join(" ");
    let events = (0..300)
        .map(|number| {
            let mut event = event(&format!("e{number}"), None);
            event.citations = [citation(0, None, None), citation(0, None, Some("n"))].into();
            event
        })
        .collect();
    let timeline = timeline(&[&long], events);
    let index = build(&timeline);
    let bytes = index.text.len() + index.lists.len() + index.positions.len();
    assert!(bytes < 40 * long.len(), "{bytes}");
    for (text, count) in [
        ("word2999", 300),
        ("\"word7 word8\"", 300),
        ("\"word8 word7\"", 0),
        ("\"e7 word0\"", 0),
        ("word", 300),
        ("e7 word5", 11),
    ] {
        assert_eq!(found(&timeline, None, text).len(), count, "{text}");
    }
}

#[test]
fn a_word_hyphenated_at_a_line_end_is_found_whole_and_in_parts() {
    let mut cites = event("E", None);
    cites.citations = [citation(0, None, None)].into();
    let timeline = timeline(&["an inter- national long- term aid"], vec![cites]);
    for (text, is_found) in [
        ("international", true),
        ("\"an international longterm aid\"", true),
        ("\"an inter national\"", true),
        ("national", true),
        ("interlong", false),
        ("\"aid an\"", false),
    ] {
        assert_eq!(
            found(&timeline, None, text).len(),
            usize::from(is_found),
            "{text}"
        );
    }
    let (filter, _) = Filter::parse("internat");
    let text = "an inter- national aid";
    let marked: Vec<&str> = matches(&filter, text)
        .into_iter()
        .map(|place| &text[place])
        .collect();
    assert_eq!(marked, ["inter- national"]);
}

#[test]
fn a_name_with_symbols_matches_literally() {
    let tagged = |tags: &[&str]| {
        let mut event = event(&tags.join(" "), None);
        event.tags = tags.iter().map(|tag| (*tag).into()).collect();
        event
    };
    let events = vec![
        tagged(&["C#"]),
        tagged(&["C++"]),
        tagged(&["★"]),
        tagged(&["☆"]),
        tagged(&["c"]),
    ];
    let timeline = timeline(&[], events);
    for (text, expected) in [
        ("tag:C#", vec!["C#"]),
        ("tag:c++", vec!["C++"]),
        ("tag:c", vec!["C#", "C++", "c"]),
        ("tag:★", vec!["★"]),
        ("tag:\"☆\"", vec!["☆"]),
        ("-tag:★ -tag:c", vec!["☆"]),
        // No name is equal, and no words match.
        ("tag:—", vec![]),
        ("lane:—", vec![]),
        // No name has the symbol, so the words match.
        ("tag:c.", vec!["C#", "C++", "c"]),
        ("lane:D.C.", vec![]),
    ] {
        assert_eq!(found(&timeline, None, text), expected, "{text}");
    }
    let (filter, problems) = Filter::parse("tag:\u{200b}");
    assert!(filter.is_empty() && problems.len() == 1);
}

#[test]
fn only_the_requested_number_of_hits_is_ranked() {
    let events = (0..500)
        .map(|number| event(&format!("word {number}"), None))
        .collect();
    let timeline = timeline(&[], events);
    let (filter, _) = Filter::parse("word");
    let context = SearchContext {
        timeline: &timeline,
        states: None,
        evidence: None,
        restrict_to: None,
        max_ranked: 7,
    };
    let hits = build(&timeline).find(&filter, &context);
    assert_eq!((hits.count, hits.events.count()), (500, 500));
    let ranked: Vec<usize> = hits.ranked.iter().map(|event| event.position()).collect();
    assert_eq!(ranked, [0, 1, 2, 3, 4, 5, 6]);
}
