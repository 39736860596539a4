//! Figures of `annals render`.

#![allow(
    clippy::panic,
    clippy::too_many_lines,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a failing test panics"
)]

mod completeness;
mod options;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use annals::figure::{FigureInput, FigureOptions, Fonts, figure, svg_fragment, viewport_of};
use annals::model::Timeline;
use annals::model::{Quotations, QuoteLimit};
use annals::query::{LaneIndexes, TimeIndex};
use annals::storage::read;
use annals::theme::{LIGHT, Theme, contrast};
use annals_documents::{DocumentFormat, extract};
use annals_edtf::Edtf;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};

/// A timeline with every kind of date, two rival dates and one undated event.
fn timeline() -> Value {
    let citation = |passage: &str| json!([{ "passage": passage }]);
    json!({
        "annals": 1,
        "title": "Rivers & <bridges>",
        "description": "What was built.",
        "lanes": [
            { "id": "north", "name": "North", "color": "#b04f2c" },
            { "id": "south", "name": "South bank" },
        ],
        "sources": [
            { "id": "ash", "csl": { "type": "book", "title": "The North Bank",
              "author": [{ "family": "Ash", "given": "Rowan" }], "issued": { "raw": "1990" } } },
            { "id": "birch", "csl": { "type": "book", "title": "Bridges of the South",
              "author": [{ "family": "Birch", "given": "Lin" }], "issued": { "raw": "2001" } } },
        ],
        "passages": [
            { "id": "a1", "source": "ash", "exact": "the bridge of 1958", "locator": "p. 12" },
            { "id": "a2", "source": "ash", "exact": "it may have been 1957", "locator": "p. 13" },
            { "id": "b1", "source": "birch", "exact": "opened in 1959", "locator": "p. 4" },
        ],
        "events": [
            { "id": "bridge", "title": "The bridge opens", "date": "1958", "lane": "north",
              "dating": { "basis": "stated" },
              "citations": [
                { "passage": "a1", "date": "1958" },
                { "passage": "b1", "date": "1959", "stance": "disputes", "attributed_to": "the mayor" },
              ] },
            { "id": "mill", "title": "The mill closes", "date": "1962~", "lane": "south",
              "dating": { "basis": "inferred", "reason": "from the order of the chapters" },
              "citations": citation("a2") },
            { "id": "ferry", "title": "The ferry runs", "date": "1950/..", "lane": "south",
              "dating": { "basis": "stated" },
              "citations": [{ "passage": "b1", "date": "1950/.." }] },
            { "id": "fair", "title": "A fair is held", "lane": "north", "citations": citation("a2") },
        ],
    })
}

fn run(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_annals"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

/// The standard output of a run, which must succeed.
fn drawn(arguments: &[&str], folder: &Path) -> String {
    let output = run(arguments, folder);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.json"), timeline().to_string()).unwrap();
    folder
}

/// The texts of an SVG, in order. Checks that it has only the elements and attributes of
/// figures.
fn texts(svg: &str) -> Vec<String> {
    const ELEMENTS: [&str; 15] = [
        "svg",
        "title",
        "desc",
        "style",
        "defs",
        "clipPath",
        "linearGradient",
        "stop",
        "g",
        "a",
        "rect",
        "path",
        "circle",
        "text",
        "tspan",
    ];
    const ATTRIBUTES: [&str; 35] = [
        "xmlns",
        "width",
        "height",
        "viewBox",
        "role",
        "xml:lang",
        "xml:space",
        "id",
        "offset",
        "stop-color",
        "stop-opacity",
        "clip-path",
        "x",
        "y",
        "rx",
        "d",
        "cx",
        "cy",
        "r",
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-opacity",
        "stroke-dasharray",
        "font-family",
        "font-size",
        "font-weight",
        "unicode-bidi",
        "direction",
        "text-anchor",
        "transform",
        "href",
        "class",
        "aria-label",
    ];
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut texts = Vec::new();
    let mut open: Vec<String> = Vec::new();
    loop {
        let event = reader.read_event().unwrap();
        if let Event::Start(element) | Event::Empty(element) = &event {
            let name = element.name().as_ref().to_owned();
            assert!(ELEMENTS.contains(&name.as_str()), "<{name}>");
            for attribute in element.attributes() {
                let attribute = attribute.unwrap();
                let key = attribute.key.as_ref().to_owned();
                let value = attribute.value.to_string();
                assert!(ATTRIBUTES.contains(&key.as_str()), "{name} {key}");
                let is_own = key != "href" || value.starts_with("#event-");
                assert!(is_own, "{key}={value}");
                let is_inner =
                    key == "aria-label" || !value.contains("url(") || value.starts_with("url(#");
                assert!(is_inner, "{key}={value}");
            }
            if matches!(event, Event::Start(_)) {
                if name == "text" {
                    texts.push(String::new());
                }
                open.push(name);
            }
        } else if let Event::End(_) = event {
            open.pop();
        } else if let Event::Text(text) = &event {
            if open.iter().any(|name| name == "text") {
                texts.last_mut().unwrap().push_str(text);
            }
        } else if let Event::GeneralRef(reference) = &event {
            let resolved = match &**reference {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "#39" => "'",
                other => panic!("&{other};"),
            };
            if open.iter().any(|name| name == "text") {
                texts.last_mut().unwrap().push_str(resolved);
            }
        } else if matches!(event, Event::Eof) {
            assert!(open.is_empty(), "{open:?}");
            return texts;
        }
    }
}

fn read_timeline(value: &Value) -> Timeline {
    read(value.to_string().as_bytes()).unwrap().timeline
}

#[test]
fn a_figure_has_its_words_as_text_and_is_reproducible() {
    let folder = folder();
    let svg = drawn(&["render", "t.json"], folder.path());
    assert_eq!(svg, drawn(&["render", "t.json"], folder.path()));
    let texts = texts(&svg);
    for text in [
        "Rivers & <bridges>",
        "The bridge opens",
        "North",
        "Notes",
        "Sources",
    ] {
        assert!(
            texts.iter().any(|it| it.trim() == text),
            "{text}: {texts:?}"
        );
    }
    // The space between two fields becomes a gap.
    let bare = |text: &str| text.replace(' ', "");
    let all = bare(&texts.concat());
    for text in [
        "The bridge opens (1958, stated). Rowan Ash, The North Bank (1990), 12",
        "against it, ",
        "(reporting the mayor)",
        "(giving 1959)",
        "inferred: from the order of the chapters",
        "One event is undated and not drawn.",
        "3 events are drawn one by one.",
    ] {
        assert!(all.contains(&bare(text)), "{text}: {all}");
    }
    let bytes = fs::read(folder.path().join("t.json")).unwrap();
    assert!(all.contains(&annals::model::Digest::of(&bytes).to_string()));
    for format in ["png", "pdf"] {
        let run = || run(&["render", "t.json", "--to", format], folder.path()).stdout;
        let one = run();
        assert!(one.len() > 1_000 && one == run(), "{format}");
    }
}

#[test]
fn each_number_has_a_note_and_rival_dates_share_one() {
    let folder = folder();
    let svg = drawn(&["render", "t.json", "--undated"], folder.path());
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for text in texts(&svg) {
        if text.trim().parse::<u32>().is_ok_and(|number| number < 100) {
            *numbers.entry(text.trim().to_owned()).or_default() += 1;
        }
    }
    // The ferry, the bridge with two dates, the mill, the undated fair. A number is at each
    // mark or title, and before its note.
    let expected = [("1", 2), ("2", 3), ("3", 2), ("4", 2)];
    let expected = expected.map(|(number, count)| (number.to_owned(), count));
    assert_eq!(numbers, BTreeMap::from(expected));
}

#[test]
fn the_width_of_a_year_is_proportional() {
    let mut value = timeline();
    value["events"].as_array_mut().unwrap().truncate(1);
    value["events"][0]["citations"] = json!([]);
    let timeline = read_timeline(&value);
    let index = TimeIndex::new(&timeline);
    let lanes = LaneIndexes::new(&timeline, &index);
    let range = Edtf::parse("1951/1960").unwrap();
    let view = FigureOptions {
        viewport: viewport_of(&range, &index),
        width: 1_000.0,
        ..FigureOptions::default()
    };
    let input = FigureInput {
        timeline: &timeline,
        index: &index,
        lanes: &lanes,
        digest: None,
        fonts: &Fonts::default(),
    };
    let fragment = svg_fragment(&input, &view, 0);
    let widths = |part: &str| -> Vec<f32> {
        let found = part.split(" width=\"").skip(1);
        found
            .filter_map(|it| it.split('"').next()?.parse().ok())
            .collect()
    };
    let (defs, body) = fragment.svg.split_once("</defs>").unwrap();
    let plot = widths(defs.split("<clipPath").nth(1).unwrap())[0];
    let mark = widths(body.split("class=\"mark\"").nth(1).unwrap())[0];
    // 3,653 days in the picture, 365 in the year.
    let expected = plot * 365.0 / 3_653.0;
    assert!((mark - expected).abs() < 0.05, "{mark} {expected}");
}

#[test]
fn an_svg_for_a_page_has_links_and_named_colours_in_both_themes() {
    let timeline = read_timeline(&timeline());
    let index = TimeIndex::new(&timeline);
    let lanes = LaneIndexes::new(&timeline, &index);
    let input = FigureInput {
        timeline: &timeline,
        index: &index,
        lanes: &lanes,
        digest: None,
        fonts: &Fonts::default(),
    };
    let fragment = svg_fragment(&input, &FigureOptions::default(), 0);
    texts(&fragment.svg);
    assert!(!fragment.svg.contains("#fbf9f4") && !fragment.svg.contains("@font-face"));
    for id in ["bridge", "mill", "ferry"] {
        let link = format!("<a href=\"#event-{id}\" class=\"mark\" aria-label=\"The ");
        assert!(fragment.svg.contains(&link), "{id}");
    }
    assert!(
        fragment
            .svg
            .contains("aria-label=\"The bridge opens, 1958, North, 2 passages\"")
    );
    let counts = fragment.summary.counts;
    assert_eq!((counts.single, counts.undated), (3, 1));
    let named: BTreeSet<&str> = fragment.colors.iter().map(|it| it.0.as_str()).collect();
    let used = fragment.svg.split("var(").skip(1);
    let used: BTreeSet<&str> = used.filter_map(|it| it.split(')').next()).collect();
    assert_eq!(named, used);
    let lane = fragment
        .colors
        .iter()
        .find(|it| it.0 == "--lane-0")
        .unwrap();
    assert!(contrast(lane.1, LIGHT.band) >= 3.0);
    assert!(contrast(lane.2, Theme::Dark.palette().band) >= 3.0);
}

#[test]
fn the_text_of_a_pdf_can_be_extracted() {
    let folder = folder();
    let output = run(&["render", "t.json", "-o", "fig.pdf"], folder.path());
    assert!(output.status.success(), "{output:?}");
    let bytes = fs::read(folder.path().join("fig.pdf")).unwrap();
    let extracted = extract(DocumentFormat::Pdf, &bytes[..], None).unwrap();
    let words = extracted
        .text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for text in [
        "Rivers & <bridges>",
        "The bridge opens",
        "inferred: from the order of the chapters",
    ] {
        assert!(words.contains(text), "{text}: {words}");
    }
}

/// A timeline with the same text in every field that a figure shows.
fn filled(text: &str) -> Value {
    let mut value = timeline();
    value["title"] = json!(text);
    value["description"] = json!(text);
    value["lanes"][0]["name"] = json!(text);
    value["sources"][0]["csl"]["title"] = json!(text);
    value["sources"][0]["csl"]["author"][0]["family"] = json!(text);
    for passage in 0..3 {
        value["passages"][passage]["exact"] = json!(text);
        value["passages"][passage]["locator"] = json!(text);
    }
    for event in 0..4 {
        value["events"][event]["title"] = json!(text);
    }
    value["events"][0]["citations"][1]["attributed_to"] = json!(text);
    value["events"][1]["dating"]["reason"] = json!(text);
    value
}

fn in_every_format(value: &Value) -> Vec<String> {
    let timeline = read_timeline(value);
    let index = TimeIndex::new(&timeline);
    let lanes = LaneIndexes::new(&timeline, &index);
    let input = FigureInput {
        timeline: &timeline,
        index: &index,
        lanes: &lanes,
        digest: None,
        fonts: &Fonts::default(),
    };
    let view = FigureOptions {
        has_undated: true,
        ..FigureOptions::default()
    };
    let mut quotations = Quotations::new(QuoteLimit::Unlimited, timeline.sources.len());
    let figure = figure(&input, &view, Some(&mut quotations));
    assert!(figure.png(0.5).unwrap().starts_with(b"\x89PNG"));
    assert!(figure.pdf().unwrap().starts_with(b"%PDF"));
    let svg = figure.svg();
    texts(&svg_fragment(&input, &view, 0).svg);
    let found = texts(&svg);
    assert_eq!(svg, figure.svg());
    found
}

#[test]
fn no_field_can_inject_markup() {
    for text in [
        "<script>alert(1)</script>",
        "]]><svg onload='x'>",
        "\" onclick=\"x",
        "&#0;&lt;&bogus;",
        "\0\u{1b}[31m\u{ffff}",
        "gpj.\u{202e}exe",
        "url(https://example.org/x)",
        "שלום עולם (1958) abc",
        "ភ្នំពេញ 北京 Ελλάδα हिन्दी ไทย 🏳️‍🌈 e\u{301}",
        "\u{2028}\u{2029}\u{85}",
        "",
        "   ",
    ] {
        let found = in_every_format(&filled(text)).concat();
        assert!(
            !found.contains('\u{202e}') && !found.contains('\0'),
            "{text:?}"
        );
        if text.starts_with("<script>") {
            assert!(found.contains(text), "{found}");
        }
    }
}

#[test]
fn a_very_long_text_is_drawn_in_reasonable_time() {
    let found = in_every_format(&filled(&"m".repeat(100_000)));
    assert!(found.concat().len() < 1_000_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_title_and_any_date_can_be_drawn(
        title in r"\PC{0,40}|[\x00-\x1f<>&'\u{2066}-\u{2069}]{0,20}",
        year in -12_000_i32..12_000, sign in "[~?%]?", form in 0..5,
    ) {
        let start = if (0..=9999).contains(&year) {
            format!("{year:04}")
        } else if (-9999..0).contains(&year) {
            format!("-{:04}", -year)
        } else {
            format!("Y{year}")
        };
        let date = match form {
            0 => format!("{start}{sign}"),
            1 => format!("{start}{sign}/.."),
            2 => format!("/{start}{sign}"),
            3 => format!("[{start},1900]"),
            _ => "195X".to_owned(),
        };
        let mut value = filled(&title);
        value["events"][1]["date"] = json!(date);
        in_every_format(&value);
    }
}
