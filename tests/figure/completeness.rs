//! A figure claims no more than its timeline, and reports what it leaves out.

use std::fs;

use annals::figure::{FigureInput, FigureOptions, FigureSummary, Fonts, figure, viewport_of};
use annals::model::{Quotations, QuoteLimit};
use annals::query::{LaneIndexes, TimeIndex};
use annals_documents::{DocumentFormat, extract};
use annals_edtf::Edtf;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{drawn, folder, read_timeline, run, texts, timeline};

/// The summary of a figure, and the number of events of the timeline.
fn summary(
    value: &Value,
    range: Option<&str>,
    lanes: Option<Vec<usize>>,
) -> (FigureSummary, usize) {
    let timeline = read_timeline(value);
    let index = TimeIndex::new(&timeline);
    let input = FigureInput {
        timeline: &timeline,
        index: &index,
        lanes: &LaneIndexes::new(&timeline, &index),
        digest: None,
        fonts: &Fonts::default(),
    };
    let view = FigureOptions {
        viewport: range.and_then(|range| viewport_of(&Edtf::parse(range).unwrap(), &index)),
        lanes,
        ..FigureOptions::default()
    };
    let figure = figure(&input, &view, None);
    (figure.summary().clone(), timeline.events.len())
}

/// Events with these dates, alternating between two lanes. An empty text is no date.
fn dated(dates: &[String]) -> Value {
    let mut value = timeline();
    let events = dates.iter().enumerate().map(|(number, date)| {
        let lane = ["north", "south"][number % 2];
        let mut event = json!({
            "id": format!("e{number}"), "title": format!("Event {number}"),
            "lane": lane, "citations": [{ "passage": "a1" }],
        });
        if !date.is_empty() {
            event["date"] = json!(date);
            event["dating"] = json!({ "basis": "inferred", "reason": "so" });
        }
        event
    });
    value["events"] = events.collect();
    value
}

fn in_all(summary: &FigureSummary) -> usize {
    let counts = summary.counts;
    counts.single
        + counts.clustered
        + counts.left_out
        + counts.off_axis
        + counts.undated
        + counts.undated_left_out
}

#[test]
fn every_event_is_counted_by_how_it_is_shown() {
    let mut dates: Vec<String> = (0..150).map(|_| "1958-03".to_owned()).collect();
    dates.extend(
        [
            "1950",
            "",
            "",
            "",
            "Y170000000002000",
            "1990/Y170000000002000",
        ]
        .map(str::to_owned),
    );
    let value = dated(&dates);
    let (all, events) = summary(&value, None, None);
    assert_eq!(in_all(&all), events);
    assert_eq!((all.counts.off_axis, all.counts.undated), (1, 3));
    assert!(all.counts.clustered > 50, "{all:?}");
    assert_eq!(all.notes, all.counts.single, "clusters have no notes");
    let (some, _) = summary(&value, Some("1950"), None);
    assert_eq!((some.counts.single, some.counts.left_out), (1, 151));
    let (north, _) = summary(&value, None, Some(vec![0]));
    assert_eq!(in_all(&north), events);
    // The out-of-range event is in the north, two undated events in the south.
    assert_eq!(north.counts.off_axis, 1);
    assert_eq!(
        (north.counts.undated, north.counts.undated_left_out),
        (1, 2)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn counts_add_up_to_all_events(
        dates in proptest::collection::vec(
            prop_oneof![
                Just(String::new()),
                Just("Y170000000002000".to_owned()),
                Just("Y-170000000002000/1950".to_owned()),
                Just("no date".to_owned()),
                (1940_u32..1990).prop_map(|year| year.to_string()),
                (1940_u32..1990).prop_map(|year| format!("{year}/..")),
            ],
            1..60,
        ),
        range in prop_oneof![Just(None), Just(Some("1950/1960")), Just(Some("1970/.."))],
        lane in prop_oneof![Just(None), Just(Some(vec![1]))],
    ) {
        let (summary, events) = summary(&dated(&dates), range, lane);
        prop_assert_eq!(in_all(&summary), events);
    }
}

#[test]
fn events_out_of_range_are_listed_with_their_dates_or_counted() {
    let folder = folder();
    let mut value = timeline();
    value["events"][1]["date"] = json!("Y170000000002000");
    fs::write(folder.path().join("t.json"), value.to_string()).unwrap();
    let words = |more: &[&str]| {
        let arguments = [&["render", "t.json"], more].concat();
        texts(&drawn(&arguments, folder.path())).concat()
    };
    let bare = words(&[]);
    assert!(bare.contains("a date that no axis can show"), "{bare}");
    assert!(!bare.contains("outside the selection"), "{bare}");
    let listed = words(&["--undated"]);
    assert!(listed.contains("Beyond the axis: one event"), "{listed}");
    assert!(listed.contains("The mill closes, "), "{listed}");
}

#[test]
fn a_note_gives_the_source_and_the_basis_of_each_date() {
    let folder = folder();
    let mut value = timeline();
    value["events"][0]["citations"][1]["dating"] =
        json!({ "basis": "inferred", "reason": "from the tide tables" });
    // A date that differs from the main one but from no other citation.
    value["events"][1]["citations"][0]["date"] = json!("1950");
    // The same locator, once for an inferred and once for a stated date.
    let again = json!({ "passage": "b1", "date": "1959", "attributed_to": "the mayor", "stance": "disputes" });
    value["events"][0]["citations"]
        .as_array_mut()
        .unwrap()
        .push(again);
    fs::write(folder.path().join("t.json"), value.to_string()).unwrap();
    let words = texts(&drawn(&["render", "t.json"], folder.path())).concat();
    let words = words.replace(' ', "");
    for said in [
        "(from which 1959 is inferred: from the tide tables)",
        "(giving 1950)",
        "(giving 1959)",
    ] {
        assert!(words.contains(&said.replace(' ', "")), "{said}: {words}");
    }
}

#[test]
fn every_drawn_date_is_in_a_note_whatever_the_stance_of_its_citation() {
    let folder = folder();
    let mut value = timeline();
    value["passages"][2]["source"] = json!("ash");
    value["passages"][2]["locator"] = json!("p. 12");
    value["events"][0]["citations"][1] =
        json!({ "passage": "b1", "date": "1959", "stance": "context" });
    fs::write(folder.path().join("t.json"), value.to_string()).unwrap();
    for (style, again) in [("chicago-notes", true), ("apa", false), ("mla", false)] {
        let arguments = ["render", "t.json", "--style", style];
        let words = texts(&drawn(&arguments, folder.path())).concat();
        let bare = words.replace(' ', "");
        assert!(bare.contains("(giving1959)"), "{words}");
        assert_eq!(bare.contains("ibid.,p.12"), again, "{words}");
    }
}

#[test]
fn citations_that_read_the_same_are_in_a_note_once() {
    let folder = folder();
    let mut value = timeline();
    value["events"][0]["citations"] = json!([
        { "passage": "a1", "date": "1958" },
        { "passage": "a1", "date": "1958-05" },
        { "passage": "a1", "date": "195X" },
    ]);
    fs::write(folder.path().join("t.json"), value.to_string()).unwrap();
    let words = texts(&drawn(&["render", "t.json"], folder.path())).concat();
    assert!(!words.contains("ibid."), "{words}");
}

#[test]
fn many_lanes_are_laid_out_in_reasonable_time() {
    let folder = folder();
    let mut value = timeline();
    let lanes = (0..2_000).map(|lane| json!({ "id": format!("l{lane}"), "name": "L" }));
    value["lanes"] = lanes.collect();
    value["events"] = json!([]);
    fs::write(folder.path().join("t.json"), value.to_string()).unwrap();
    let svg = drawn(&["render", "t.json", "--lanes", "l1999,l3"], folder.path());
    assert!(texts(&svg).concat().contains('L'));
    drawn(&["render", "t.json"], folder.path());
}

#[test]
fn repeated_quotations_count_once_towards_the_limit() {
    let folder = folder();
    let mut value = timeline();
    for event in 0..4 {
        value["events"][event]["citations"] = json!([{ "passage": "a1" }]);
        if event < 3 {
            value["events"][event]["dating"] = json!({ "basis": "inferred", "reason": "so" });
        }
    }
    fs::write(folder.path().join("t.json"), value.to_string()).unwrap();
    let arguments = ["render", "t.json", "--quotations", "--quote-limit", "4"];
    let words = texts(&drawn(&arguments, folder.path())).concat();
    // A space at the end of a line becomes a gap.
    let words = words.replace(' ', "");
    assert_eq!(words.matches("thebridgeof1958").count(), 3, "{words}");
    assert!(!words.contains("[…]"), "{words}");
}

#[test]
fn the_legend_has_exactly_the_samples_that_occur() {
    for (date, basis, said, silent) in [
        (
            "1958-03-04",
            "inferred",
            "a day, inferred by the editor",
            "stated by",
        ),
        ("1958-03-04", "stated", "a day", "inferred"),
        ("1958-03-04~", "inferred", "about", "no end"),
        ("../1958", "stated", "no start given", "no end given"),
        ("/1958", "stated", "start unknown", "end unknown"),
        ("1958/..", "stated", "no end given", "no start given"),
        ("1958/", "stated", "end unknown", "start unknown"),
    ] {
        let folder = folder();
        let mut value = dated(&[date.to_owned(), "1900".to_owned(), "2000".to_owned()]);
        value["events"][0]["dating"]["basis"] = json!(basis);
        fs::write(folder.path().join("t.json"), value.to_string()).unwrap();
        let arguments = [
            "render",
            "t.json",
            "--no-notes",
            "--lanes",
            "north",
            "--filter",
            "Event 0",
        ];
        let output = run(
            &[&arguments[..], &["--range", "1900/2000"]].concat(),
            folder.path(),
        );
        let words = texts(&String::from_utf8(output.stdout).unwrap());
        assert!(words.iter().any(|it| it == said), "{date}: {words:?}");
        assert!(
            !words.iter().any(|it| it.contains(silent)),
            "{date}: {words:?}"
        );
    }
}

#[test]
fn each_word_of_a_long_figure_is_on_one_page_of_the_pdf() {
    let dates: Vec<String> = (1_900..1_980).map(|year: u32| year.to_string()).collect();
    let timeline = read_timeline(&dated(&dates));
    let index = TimeIndex::new(&timeline);
    let input = FigureInput {
        timeline: &timeline,
        index: &index,
        lanes: &LaneIndexes::new(&timeline, &index),
        digest: None,
        fonts: &Fonts::default(),
    };
    let view = FigureOptions {
        width: 4_000.0,
        height: Some(10_000.0),
        text_size: 60.0,
        ..FigureOptions::default()
    };
    let mut quotations = Quotations::new(QuoteLimit::default(), timeline.sources.len());
    let figure = figure(&input, &view, Some(&mut quotations));
    assert!(
        figure.size().1 > 14_400.0,
        "{:?} {:?}",
        figure.size(),
        figure.summary()
    );
    let pdf = figure.pdf().unwrap();
    let extracted = extract(DocumentFormat::Pdf, &pdf[..], None).unwrap();
    assert!(extracted.structure.pages.len() > 1);
    let words: Vec<&str> = extracted.text.split_whitespace().collect();
    let words = words.join(" ");
    for said in ["Made by Annals", "Sources"] {
        assert_eq!(words.matches(said).count(), 1, "{said}");
    }
    let notes = figure.summary().notes;
    assert_eq!(words.matches(", inferred: so)").count(), notes);
}
