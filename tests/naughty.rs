//! The Big List of Naughty Strings, and strings of our own, in every field of a
//! timeline: whatever leaves the program holds them as text and as nothing else.
//!
//! The timelines are left in the tests' folder of the target directory, where
//! `.ci/page-journey` takes them up and opens what becomes of them in a browser.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails so")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use annals::cli::{Command, parse_from, run};
use annals::documents::Worker;
use dom_query::Document;
use naughty_strings::BLNS;
use serde_json::{Value, json};

/// What the published list has too few of: ends of every text that a writer of
/// ours makes, and characters that hide.
const OURS: &[&str] = &[
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "url(https://evil.example/x)",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "[x](javascript:alert(1)) ![x](https://evil.example/x.png) <https://evil.example>",
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "@import 'https://evil.example/x.css';",
    "\u{0}\u{1b}[2J\u{1b}]8;;https://evil.example\u{7}x\u{1b}]8;;\u{7}",
    "gpj.\u{202e}exe\u{2066}\u{2069}\u{200f}",
    "\u{e0041}\u{e0042}\u{feff}x\u{feff}",
    "\u{9b}31m\u{85}\u{2028}\u{2029}",
    "\u{fffe}\u{ffff}\u{10ffff}",
    "العربية 123 עברית",
    "ខ្មែរ\u{200b}ភ្នំពេញ",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "👩‍👩‍👧‍👦🇰🇭",
];

/// Elements of a page. Whatever else there is, a text made it.
const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "a",
    "header",
    "h1",
    "h2",
    "h3",
    "p",
    "bdi",
    "b",
    "section",
    "div",
    "fieldset",
    "legend",
    "label",
    "input",
    "nav",
    "ul",
    "li",
    "main",
    "article",
    "figure",
    "figcaption",
    "blockquote",
    "span",
    "footer",
    "dl",
    "dt",
    "dd",
    "svg",
    "g",
    "path",
    "rect",
    "line",
    "circle",
    "polygon",
    "polyline",
    "text",
    "tspan",
    "desc",
    "defs",
    "lineargradient",
    "stop",
    "clippath",
    "pattern",
];

fn strings() -> Vec<String> {
    let published = BLNS.iter().map(|one| (*one).to_owned());
    let ours = OURS.iter().map(|one| (*one).to_owned());
    published
        .chain(ours)
        .filter(|one| !one.is_empty())
        .collect()
}

/// A timeline in whose every field the strings stand, one event a string.
fn naughty(strings: &[String]) -> Value {
    let pick = |at: usize| &strings[at % strings.len()];
    let lanes: Vec<Value> = (0..5)
        .map(|n| json!({ "id": format!("lane {n} {}", pick(n * 97)), "name": pick(n * 89 + 3), "color": pick(n) }))
        .collect();
    let sources: Vec<Value> = strings
        .iter()
        .enumerate()
        .map(|(n, one)| {
            json!({
                "id": format!("s{n} {one}"),
                "csl": {
                    "type": "article", "title": one, "author": [{ "family": one, "given": pick(n + 1) }, { "literal": pick(n + 2) }],
                    "container-title": pick(n + 3), "number": pick(n + 4), "publisher": pick(n + 5),
                    "issued": { "raw": pick(n + 6) }, "URL": pick(n + 7), "DOI": pick(n + 8), one.as_str(): one,
                },
                "file": pick(n + 9), "language": pick(n + 10), "note": pick(n + 11),
                "extractor": { "name": pick(n + 12), "version": pick(n + 13) },
            })
        })
        .collect();
    let passages: Vec<Value> = strings
        .iter()
        .enumerate()
        .map(|(n, one)| {
            json!({
                "id": format!("p{n} {one}"), "source": format!("s{n} {one}"), "exact": format!("w {one}"),
                "prefix": pick(n + 1), "suffix": pick(n + 2), "locator": pick(n + 3), "start": n, "end": n + 1,
            })
        })
        .collect();
    let events: Vec<Value> = strings
        .iter()
        .enumerate()
        .map(|(n, one)| {
            let dated = n % 3 != 0;
            let mut event = json!({
                "id": format!("e{n} {one}"), "title": one, "date_text": pick(n + 1),
                "lane": lanes[n % lanes.len()]["id"], "tags": [one, pick(n + 2)], "actors": [pick(n + 3)],
                "summary": pick(n + 4), "note": pick(n + 5),
                "citations": [
                    { "passage": format!("p{n} {one}"), "date": pick(n + 6), "stance": "disputes",
                      "attributed_to": pick(n + 7), "note": pick(n + 8), "dating": { "basis": "inferred", "reason": pick(n + 9) } },
                ],
            });
            if dated {
                event["date"] = json!(format!("{}", 1000 + n));
                event["dating"] = json!({ "basis": "inferred", "reason": pick(n + 10) });
            }
            event
        })
        .collect();
    json!({
        "annals": 1, "title": pick(31), "description": strings.iter().take(60).cloned().collect::<Vec<_>>().join(" "),
        "language": pick(5), pick(7).as_str(): pick(8),
        "lanes": lanes, "sources": sources, "passages": passages, "events": events,
    })
}

struct Ran {
    code: u8,
    out: Vec<u8>,
    err: String,
}

fn ran(arguments: &[&str]) -> Ran {
    let Ok(Command::Verb(verb)) = parse_from(["annals"].iter().chain(arguments)) else {
        panic!("{arguments:?}");
    };
    let worker = Worker {
        program: env!("CARGO_BIN_EXE_annals").into(),
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&verb, &worker, &mut out, &mut err).code();
    Ran {
        code,
        out,
        err: String::from_utf8(err).unwrap(),
    }
}

/// The timeline with all of them, where the browser of `.ci/page-journey` finds
/// it too.
fn file() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("naughty.json");
    let text = naughty(&strings()).to_string();
    // Tests run side by side: the file is whole or not there.
    let part = tempfile::NamedTempFile::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    fs::write(part.path(), text).unwrap();
    part.persist(&path).unwrap();
    path
}

fn exported(form: &str) -> String {
    let file = file();
    let ran = ran(&[
        "export",
        file.to_str().unwrap(),
        "--to",
        form,
        "--quote-limit",
        "none",
    ]);
    assert_ne!(ran.code, 2, "{}", ran.err);
    String::from_utf8(ran.out).unwrap()
}

/// The page, made once for all that look at it.
fn page() -> &'static str {
    static PAGE: LazyLock<String> = LazyLock::new(|| exported("html"));
    PAGE.as_str()
}

/// Controls that a terminal obeys or that turn a line round.
fn hidden(text: &str) -> BTreeSet<char> {
    let hides = |c: &char| {
        matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    text.chars().filter(hides).collect()
}

#[test]
fn a_page_has_no_element_and_no_attribute_that_a_text_made() {
    let page = page();
    assert_eq!(hidden(page), BTreeSet::new());
    let document = Document::from(page);
    let mut names = BTreeSet::new();
    for node in document.select("*").nodes() {
        names.insert(node.node_name().unwrap().to_lowercase());
        for attribute in node.attrs() {
            let name = attribute.name.local.to_lowercase();
            let value = attribute.value.as_ref();
            assert!(!name.starts_with("on"), "{name}={value}");
            if matches!(name.as_str(), "href" | "xlink:href") {
                let leads = ["#", "https://", "http://"];
                assert!(leads.iter().any(|lead| value.starts_with(lead)), "{value}");
            }
            assert!(
                !["src", "srcdoc", "action", "style", "background"].contains(&name.as_str()),
                "{name}={value}"
            );
        }
    }
    let ours: BTreeSet<String> = ELEMENTS.iter().map(|name| (*name).to_owned()).collect();
    assert!(names.is_subset(&ours), "{:?}", names.difference(&ours));
    assert_eq!(document.select("style").length(), 1);
    assert_eq!(document.select("article").length(), strings().len());
    assert!(page.starts_with("<!DOCTYPE html>"));
}

#[test]
fn a_page_shows_every_title_as_it_is_but_for_what_hides() {
    let document = Document::from(page());
    let shown: BTreeSet<String> = document
        .select("article h3")
        .nodes()
        .iter()
        .map(|node| node.text().to_string())
        .collect();
    for text in strings() {
        // A reader of HTML folds nothing in an element's text but line ends.
        let seen = annals::model::visible_line(&text).into_owned();
        let blank = seen.trim().is_empty();
        assert!(blank || shown.contains(&seen), "{text:?}");
    }
}

#[test]
fn a_figure_is_well_formed_and_holds_nothing_that_runs_or_fetches() {
    use quick_xml::Reader;
    use quick_xml::events::Event;
    let file = file();
    let drawn = ran(&[
        "render",
        file.to_str().unwrap(),
        "--undated",
        "--quotations",
        "--quote-limit",
        "none",
    ]);
    assert_ne!(drawn.code, 2, "{}", drawn.err);
    let figure = String::from_utf8(drawn.out).unwrap();
    assert_eq!(hidden(&figure), BTreeSet::new());
    let mut reader = Reader::from_str(&figure);
    let mut elements = BTreeSet::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => {
                elements.insert(element.name().as_ref().to_owned());
                for attribute in element.attributes() {
                    let attribute = attribute.unwrap();
                    let name = attribute.key.as_ref().to_owned();
                    let value = attribute.value.to_string();
                    assert!(!name.to_lowercase().starts_with("on"), "{name}={value}");
                    if name.ends_with("href") {
                        assert!(value.starts_with('#'), "{value}");
                    }
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    for foreign in [
        "script",
        "foreignObject",
        "image",
        "use",
        "a",
        "animate",
        "set",
        "iframe",
    ] {
        assert!(!elements.contains(foreign), "{elements:?}");
    }
}

#[test]
fn a_text_in_markdown_stays_text() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let text = exported("md");
    assert_eq!(hidden(&text), BTreeSet::new());
    for event in Parser::new_ext(&text, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("markup: {html}"),
            Event::Start(Tag::Image { dest_url, .. }) => panic!("an image: {dest_url}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(
                    dest_url.starts_with("https://") || dest_url.starts_with("http://"),
                    "{dest_url}"
                );
            }
            Event::Code(code) => assert!(!code.contains("alert"), "{code}"),
            _ => {}
        }
    }
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let table = exported("csv");
    assert!(!table.contains('\0'));
    let mut reader = csv::ReaderBuilder::new().from_reader(table.as_bytes());
    let names: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let mut rows = 0;
    for record in reader.records() {
        for (name, cell) in names.iter().zip(record.unwrap().iter()) {
            let is_number = cell.parse::<f64>().is_ok();
            let starts = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
            assert!(
                !starts || is_number || ["earliest", "latest"].contains(&name.as_str()),
                "{name}: {cell}"
            );
        }
        rows += 1;
    }
    assert_eq!(rows, strings().len());
}

#[test]
fn forms_for_machines_keep_every_character() {
    for form in ["json", "web-annotation", "csl"] {
        let value: Value = serde_json::from_str(&exported(form)).unwrap();
        let mut texts = BTreeSet::new();
        collect(&value, &mut texts);
        for text in strings() {
            let is_there = texts.contains(&text) || texts.contains(&format!("w {text}"));
            assert!(is_there, "{form} lacks {text:.80?}");
        }
    }
}

fn collect(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(texts.insert(text.clone())),
        Value::Array(values) => values.iter().for_each(|value| collect(value, texts)),
        Value::Object(members) => members.values().for_each(|value| collect(value, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn a_terminal_is_told_nothing_that_it_would_obey() {
    let file = file();
    let path = file.to_str().unwrap();
    let first = format!("e0 {}", strings()[0]);
    for arguments in [
        &["list", path][..],
        &["check", path],
        &["show", path, &first],
        &["export", path, "--to", "csl"],
        &["render", path],
    ] {
        let ran = ran(arguments);
        assert_ne!(ran.code, 2, "{arguments:?}: {}", ran.err);
        assert_eq!(hidden(&ran.err), BTreeSet::new(), "{arguments:?}");
        if !matches!(arguments[0], "export") {
            let out = String::from_utf8(ran.out).unwrap();
            assert_eq!(hidden(&out), BTreeSet::new(), "{arguments:?}");
        }
    }
}

/// Words of a hundred thousand letters in every field; left for the browser too.
#[test]
fn a_word_of_a_hundred_thousand_letters_stops_neither_figure_nor_page() {
    let folder = tempfile::tempdir().unwrap();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("naughty-long.json");
    let long: Vec<String> = vec!["x".repeat(100_000), "ខ្មែរ".repeat(5_000), "א".repeat(20_000)];
    fs::write(&path, naughty(&long).to_string()).unwrap();
    let page = folder.path().join("long.html");
    let (from, to) = (path.to_str().unwrap(), page.to_str().unwrap());
    let told = ran(&["export", from, "-o", to]);
    assert_ne!(told.code, 2, "{}", told.err);
    for form in ["svg", "pdf", "png"] {
        let out = folder.path().join(format!("long.{form}"));
        let drawn = ran(&[
            "render",
            path.to_str().unwrap(),
            "-o",
            out.to_str().unwrap(),
            "--scale",
            "1",
        ]);
        assert_ne!(drawn.code, 2, "{}", drawn.err);
        assert!(fs::metadata(&out).unwrap().len() > 1_000);
    }
}
