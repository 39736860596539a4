//! The colophon of exports: the timeline's digest, the program, the selection, and the
//! copies in which passages were searched for.

use std::collections::BTreeSet;
use std::fs;

use annals::export::{ExportKind, ExportOutcome, ExportRequest, TimelineFormat, export};
use annals::library::Holdings;
use annals::model::Digest;
use annals::model::QuoteLimit;
use annals::query::{EventSet, LaneIndexes, TimeIndex};
use annals::storage::read;
use dom_query::Document;
use serde_json::{Value, json};

use crate::town::{export_json, folder_with, rows, sound_timeline};

fn export_text(request: &ExportRequest<'_>, format: TimelineFormat) -> ExportOutcome {
    export(request, ExportKind::Text(format)).unwrap()
}

/// The value of a label in the page's colophon.
fn of_page(page: &str, label: &str) -> Option<String> {
    let page = Document::from(page);
    let labels = page.select(".colophon dt");
    let at = labels.nodes().iter().position(|it| &*it.text() == label)?;
    let value = page.select(".colophon dd").nodes().get(at)?.text();
    Some(value.to_string())
}

#[test]
fn every_format_states_filter_period_and_numbers_of_events() {
    let sandbox = folder_with(&sound_timeline());
    let chosen = ["--filter", "-burns", "--range", "192X"];
    let out = |format: &str| {
        let arguments: Vec<&str> = ["--to", format].iter().chain(&chosen).copied().collect();
        sandbox.run("export", &arguments).out
    };
    let table = rows(&out("csv"));
    assert_eq!(table.len(), 2);
    for row in &table {
        // A formula begins with what begins the filter.
        for (column, expected) in [
            ("filter", "'-burns"),
            ("range", "192X"),
            ("events", "1"),
            ("events_of_timeline", "3"),
        ] {
            assert_eq!(row[column], expected, "{column}");
        }
    }
    let object: Value = serde_json::from_str(&out("json")).unwrap();
    let records: Value = serde_json::from_str(&out("csl")).unwrap();
    for made in [&object["made"], &records[0]["custom"]["annals"]] {
        assert_eq!(made["filter"], "-burns");
        assert_eq!(made["range"], "192X");
        assert_eq!(made["events"], 1);
        assert_eq!(made["events_of_timeline"], 3);
    }
    let markdown = out("md");
    for expected in [
        "- Events: 1 of 3\n",
        "- Period: 192X\n",
        "- Filter: -burns\n",
    ] {
        assert!(markdown.contains(expected), "{expected}: {markdown}");
    }
    let page = out("html");
    for (label, expected) in [
        ("Shown", "1 of 3 events"),
        ("Filter", "-burns"),
        ("Period", "192X"),
    ] {
        assert_eq!(of_page(&page, label).as_deref(), Some(expected), "{label}");
    }
    let collection: Value = serde_json::from_str(&out("web-annotation")).unwrap();
    let about = collection["dcterms:description"].as_str().unwrap();
    for expected in ["1 of 3 events.", "Period: 192X.", "Filter: -burns."] {
        assert!(about.contains(expected), "{expected}: {about}");
    }
}

#[test]
fn a_table_lists_relations_as_ids() {
    let mut ordered = sound_timeline();
    ordered["events"][0]["dating"] = json!({ "after": ["fire"], "before": ["room", "fire"] });
    let table = rows(&folder_with(&ordered).run("export", &["--to", "csv"]).out);
    let of = |id: &str, column: &str| {
        let row = table.iter().find(|row| row["event_id"] == id).unwrap();
        row[column].as_str().unwrap().to_owned()
    };
    assert_eq!(of("silence", "after"), "fire");
    assert_eq!(of("silence", "before"), "room; fire");
    assert_eq!(of("room", "after"), "");
}

#[test]
fn an_empty_table_has_its_colophon_in_the_notice() {
    let written = sound_timeline().to_string();
    let timeline = read(written.as_bytes()).unwrap().timeline;
    let digest = Digest::of(written.as_bytes());
    let nothing = EventSet::none(timeline.events.slot_count());
    let holdings = Holdings::default();
    let index = TimeIndex::new(&timeline);
    let lanes = LaneIndexes::new(&timeline, &index);
    for is_empty in [true, false] {
        let request = ExportRequest {
            timeline: &timeline,
            index: &index,
            lanes: &lanes,
            file_name: "a\u{202e}b.json",
            digest,
            holdings: &holdings,
            anchors: &[],
            events: is_empty.then_some(&nothing),
            filter: "not there",
            range: None,
            style: annals::bibliography::Style::default(),
            limit: QuoteLimit::Words(3),
            drafts: annals::export::Drafts::default(),
        };
        for format in TimelineFormat::ALL {
            let rendered = export_text(&request, format);
            let file = String::from_utf8(rendered.bytes).unwrap();
            let says_it = file.contains(&digest.to_string());
            assert_eq!(rendered.notice.is_none(), says_it, "{format}");
            let is_mute = is_empty && matches!(format, TimelineFormat::Csv | TimelineFormat::Csl);
            assert_eq!(!says_it, is_mute, "{format}: {file}");
            let Some(notice) = rendered.notice else {
                continue;
            };
            for expected in [
                concat!("annals ", env!("CARGO_PKG_VERSION")),
                "a⟨U+202E⟩b.json",
                &digest.to_string(),
                "0 of 3 events",
                "Filter: not there.",
            ] {
                assert!(notice.contains(expected), "{expected}: {notice}");
            }
        }
    }
}

#[test]
fn each_format_counts_the_words_it_cuts() {
    let written = sound_timeline().to_string();
    let timeline = read(written.as_bytes()).unwrap().timeline;
    let holdings = Holdings::default();
    let index = TimeIndex::new(&timeline);
    let lanes = LaneIndexes::new(&timeline, &index);
    let request = ExportRequest {
        timeline: &timeline,
        index: &index,
        lanes: &lanes,
        file_name: "town.json",
        digest: Digest::of(written.as_bytes()),
        holdings: &holdings,
        anchors: &[],
        events: None,
        filter: "",
        range: None,
        style: annals::bibliography::Style::default(),
        limit: QuoteLimit::Words(3),
        drafts: annals::export::Drafts::default(),
    };
    let cut = |format| export_text(&request, format).words_cut;
    let object: Value =
        serde_json::from_slice(&export_text(&request, TimelineFormat::Json).bytes).unwrap();
    assert_eq!(object["made"]["words_cut"], cut(TimelineFormat::Json));
    // Of the memoir 14 and 12 words, less 3, and of the letter 5 less 3. Machines
    // are given 5 words around a passage as well, and the object 4 words, less 3,
    // that no event cites.
    for (format, words) in [
        (TimelineFormat::Html, 25),
        (TimelineFormat::Csv, 25),
        (TimelineFormat::Markdown, 25),
        (TimelineFormat::Json, 31),
        (TimelineFormat::WebAnnotation, 30),
        (TimelineFormat::Csl, 0),
    ] {
        assert_eq!(cut(format), words, "{format}");
    }
}

#[test]
fn a_changed_copy_is_reported_with_both_digests() {
    let sandbox = folder_with(&sound_timeline());
    let recorded = Digest::of(crate::town::TEXT.as_bytes()).to_string();
    let other = format!("Preface.\n{}", crate::town::TEXT);
    let found = Digest::of(other.as_bytes()).to_string();
    let out = |format: &str| sandbox.run("export", &["--to", format]).out;
    let of_page = |page: &str| -> Vec<String> {
        let page = Document::from(page);
        let first = page.select(".sources li").nodes()[0];
        let digests = first.descendants().into_iter();
        let digests = digests.filter(|it| it.is_element() && it.has_class("digest"));
        digests.map(|it| it.text().to_string()).collect()
    };
    let checked_in = "the other copy in which its quotations were searched";

    assert!(out("md").contains(&format!("the recorded copy, SHA-256 {recorded}")));
    assert!(!of_page(&out("html")).concat().contains(checked_in));

    fs::write(sandbox.path("memoir.txt"), other).unwrap();
    let expected = format!("SHA-256 recorded {recorded}, found {found}");
    let markdown = out("md");
    assert!(markdown.contains(&expected), "{markdown}");
    let page = of_page(&out("html"));
    assert!(page[0].contains(&recorded), "{page:?}");
    assert!(
        page[1].contains(checked_in) && page[1].contains(&found),
        "{page:?}"
    );
    let object = export_json(&sandbox, "json", &[]);
    let source = &object["sources"][0];
    assert_eq!(source["sha256"], *recorded);
    assert_eq!(source["found"]["sha256"], *found);
    let table = rows(&out("csv"));
    assert_eq!(table[0]["recorded_sha256"], *recorded);
    assert_eq!(table[0]["found_sha256"], *found);
}

#[test]
fn annotation_ids_depend_on_the_options() {
    let sandbox = folder_with(&sound_timeline());
    let names = |chosen: &[&str]| -> BTreeSet<String> {
        let whole = export_json(&sandbox, "web-annotation", chosen);
        let items = whole["first"]["items"].as_array().unwrap().iter();
        let all = items.chain([&whole, &whole["first"]]);
        all.map(|it| it["id"].as_str().unwrap().to_owned())
            .collect()
    };
    // All of these have the fire in them, with the same two citations.
    let choices: [&[&str]; 6] = [
        &[],
        &["--filter", "burns"],
        &["--filter", "archive burns"],
        &["--range", "1921"],
        &["--quote-limit", "5"],
        &["--style", "apa"],
    ];
    for (at, chosen) in choices.iter().enumerate() {
        let made = names(chosen);
        assert!(made.len() >= 4, "{chosen:?}: {made:?}");
        assert_eq!(made, names(chosen), "{chosen:?}");
        for other in &choices[..at] {
            assert!(made.is_disjoint(&names(other)), "{chosen:?} as {other:?}");
        }
    }
}
