//! What an export says of itself: of which bytes it was made, by what, what was
//! chosen of them, and which copies its passages were looked for in.

use std::collections::BTreeSet;
use std::fs;

use annals::export::{ExportRequest, Format, bytes};
use annals::library::Holdings;
use annals::model::Digest;
use annals::model::QuoteLimit;
use annals::query::EventSet;
use annals::storage::read;
use dom_query::Document;
use serde_json::{Value, json};

use crate::desk::{Desk, rows, sound_timeline};

/// What the page says under a label at its end.
fn of_page(page: &str, label: &str) -> Option<String> {
    let page = Document::from(page);
    let labels = page.select(".made dt");
    let at = labels.nodes().iter().position(|it| &*it.text() == label)?;
    let value = page.select(".made dd").nodes().get(at)?.text();
    Some(value.to_string())
}

#[test]
fn every_format_says_the_filter_the_period_and_how_many_of_how_many_events() {
    let desk = Desk::new(&sound_timeline());
    let chosen = ["--filter", "-burns", "--range", "192X"];
    let out = |format: &str| {
        let arguments: Vec<&str> = ["--to", format].iter().chain(&chosen).copied().collect();
        desk.export(&arguments).out
    };
    let table = rows(&out("csv"));
    assert_eq!(table.len(), 2);
    for row in &table {
        // A formula begins with what begins the filter.
        for (column, said) in [
            ("filter", "'-burns"),
            ("range", "192X"),
            ("events", "1"),
            ("events_of_timeline", "3"),
        ] {
            assert_eq!(row[column], said, "{column}");
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
    for said in [
        "- Events: 1 of 3\n",
        "- Period: 192X\n",
        "- Filter: -burns\n",
    ] {
        assert!(markdown.contains(said), "{said}: {markdown}");
    }
    let page = out("html");
    for (label, said) in [
        ("Shown", "1 of 3 events"),
        ("Filter", "-burns"),
        ("Period", "192X"),
    ] {
        assert_eq!(of_page(&page, label).as_deref(), Some(said), "{label}");
    }
    let collection: Value = serde_json::from_str(&out("web-annotation")).unwrap();
    let about = collection["dcterms:description"].as_str().unwrap();
    for said in ["1 of 3 events.", "Period: 192X.", "Filter: -burns."] {
        assert!(about.contains(said), "{said}: {about}");
    }
}

#[test]
fn a_table_has_the_order_that_sources_give_as_ids() {
    let mut ordered = sound_timeline();
    ordered["events"][0]["dating"] = json!({ "after": ["fire"], "before": ["room", "fire"] });
    let table = rows(&Desk::new(&ordered).export(&["--to", "csv"]).out);
    let of = |id: &str, column: &str| {
        let row = table.iter().find(|row| row["event_id"] == id).unwrap();
        row[column].as_str().unwrap().to_owned()
    };
    assert_eq!(of("silence", "after"), "fire");
    assert_eq!(of("silence", "before"), "room; fire");
    assert_eq!(of("room", "after"), "");
}

#[test]
fn what_the_file_cannot_say_of_itself_is_handed_over_beside_it() {
    let written = sound_timeline().to_string();
    let timeline = read(written.as_bytes()).unwrap().timeline;
    let digest = Digest::of(written.as_bytes());
    let nothing = EventSet::none(timeline.events.len());
    let holdings = Holdings::default();
    for is_empty in [true, false] {
        let request = ExportRequest {
            timeline: &timeline,
            file_name: "a\u{202e}b.json",
            digest,
            holdings: &holdings,
            anchors: &[],
            events: is_empty.then_some(&nothing),
            filter: "not there",
            range: None,
            style: annals::bibliography::Style::default(),
            limit: QuoteLimit::Words(3),
        };
        for format in Format::ALL {
            let rendered = bytes(format, &request).unwrap();
            let file = String::from_utf8(rendered.bytes).unwrap();
            let says_it = file.contains(&digest.to_string());
            assert_eq!(rendered.notice.is_none(), says_it, "{format}");
            let is_mute = is_empty && matches!(format, Format::Csv | Format::Csl);
            assert_eq!(!says_it, is_mute, "{format}: {file}");
            let Some(notice) = rendered.notice else {
                continue;
            };
            for said in [
                concat!("annals ", env!("CARGO_PKG_VERSION")),
                "a⟨U+202E⟩b.json",
                &digest.to_string(),
                "0 of 3 events",
                "Filter: not there.",
            ] {
                assert!(notice.contains(said), "{said}: {notice}");
            }
        }
    }
}

#[test]
fn the_words_that_were_cut_are_counted_with_the_file_in_which_they_are_missing() {
    let written = sound_timeline().to_string();
    let timeline = read(written.as_bytes()).unwrap().timeline;
    let holdings = Holdings::default();
    let request = ExportRequest {
        timeline: &timeline,
        file_name: "town.json",
        digest: Digest::of(written.as_bytes()),
        holdings: &holdings,
        anchors: &[],
        events: None,
        filter: "",
        range: None,
        style: annals::bibliography::Style::default(),
        limit: QuoteLimit::Words(3),
    };
    let cut = |format| bytes(format, &request).unwrap().words_cut;
    let object: Value =
        serde_json::from_slice(&bytes(Format::Json, &request).unwrap().bytes).unwrap();
    assert_eq!(object["made"]["words_cut"], cut(Format::Json));
    // Of the memoir 14 and 12 words, less 3, and of the letter 5 less 3. Machines
    // are given 5 words around a passage as well, and the object 4 words, less 3,
    // that nobody cites.
    for (format, words) in [
        (Format::Html, 25),
        (Format::Csv, 25),
        (Format::Markdown, 25),
        (Format::Json, 31),
        (Format::WebAnnotation, 30),
        (Format::Csl, 0),
    ] {
        assert_eq!(cut(format), words, "{format}");
    }
}

#[test]
fn a_copy_that_is_not_the_recorded_one_is_told_with_both_digests() {
    let desk = Desk::new(&sound_timeline());
    let recorded = Digest::of(crate::desk::TEXT.as_bytes()).to_string();
    let other = format!("Preface.\n{}", crate::desk::TEXT);
    let found = Digest::of(other.as_bytes()).to_string();
    let out = |format: &str| desk.export(&["--to", format]).out;
    let of_page = |page: &str| -> Vec<String> {
        let page = Document::from(page);
        let first = page.select(".sources li").nodes()[0];
        let digests = first.descendants().into_iter();
        let digests = digests.filter(|it| it.is_element() && it.has_class("digest"));
        digests.map(|it| it.text().to_string()).collect()
    };
    let checked_in = "the other copy in which its quotations were looked for";

    assert!(out("md").contains(&format!("the recorded copy, SHA-256 {recorded}")));
    assert!(!of_page(&out("html")).concat().contains(checked_in));

    fs::write(desk.path("memoir.txt"), other).unwrap();
    let said = format!("SHA-256 recorded {recorded}, found {found}");
    let markdown = out("md");
    assert!(markdown.contains(&said), "{markdown}");
    let page = of_page(&out("html"));
    assert!(page[0].contains(&recorded), "{page:?}");
    assert!(
        page[1].contains(checked_in) && page[1].contains(&found),
        "{page:?}"
    );
    let object = desk.json("json", &[]);
    let source = &object["sources"][0];
    assert_eq!(source["sha256"], *recorded);
    assert_eq!(source["found"]["sha256"], *found);
    let table = rows(&out("csv"));
    assert_eq!(table[0]["recorded_sha256"], *recorded);
    assert_eq!(table[0]["found_sha256"], *found);
}

#[test]
fn annotations_of_other_choices_have_other_names_and_the_same_ones_the_same() {
    let desk = Desk::new(&sound_timeline());
    let names = |chosen: &[&str]| -> BTreeSet<String> {
        let whole = desk.json("web-annotation", chosen);
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
