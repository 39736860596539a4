//! The Big List of Naughty Strings, and strings of our own, in every field of a
//! timeline: every export contains them as text only.
//!
//! The timelines stay in the tests' folder of the target directory, where
//! `.ci/page-journey` opens their exports in a browser.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "../common/mod.rs"]
mod common;
mod strings;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use dom_query::Document;
use serde_json::Value;

use common::run_subcommand;
use strings::{hidden, naughty, strings};

/// The elements of a page. Any other would come from a text.
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

/// A timeline with all strings, where `.ci/page-journey` finds it too.
fn file() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("naughty.json");
    let text = naughty(&strings()).to_string();
    // Tests run in parallel, so the file is replaced atomically.
    let part = tempfile::NamedTempFile::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    fs::write(part.path(), text).unwrap();
    part.persist(&path).unwrap();
    path
}

fn export(form: &str) -> String {
    let file = file();
    let output = run_subcommand(&[
        "export",
        file.to_str().unwrap(),
        "--to",
        form,
        "--quote-limit",
        "none",
    ]);
    assert_ne!(output.code, 2, "{}", output.err);
    output.out
}

/// The page, made once for all tests.
fn page() -> &'static str {
    static PAGE: LazyLock<String> = LazyLock::new(|| export("html"));
    PAGE.as_str()
}

#[test]
fn texts_add_no_elements_or_attributes_to_a_page() {
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
fn a_page_shows_every_title_with_hidden_characters_visible() {
    let document = Document::from(page());
    let shown: BTreeSet<String> = document
        .select("article h3")
        .nodes()
        .iter()
        .map(|node| node.text().to_string())
        .collect();
    for text in strings() {
        // HTML parsers fold only line ends in an element's text.
        let seen = annals::model::visible_line(&text).into_owned();
        let blank = seen.trim().is_empty();
        assert!(blank || shown.contains(&seen), "{text:?}");
    }
}

#[test]
fn a_figure_is_well_formed_and_runs_or_fetches_nothing() {
    use quick_xml::Reader;
    use quick_xml::events::Event;
    let file = file();
    let drawn = run_subcommand(&[
        "render",
        file.to_str().unwrap(),
        "--undated",
        "--quotations",
        "--quote-limit",
        "none",
    ]);
    assert_ne!(drawn.code, 2, "{}", drawn.err);
    let figure = drawn.out;
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
fn texts_add_no_markup_to_markdown() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let text = export("md");
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
fn no_table_cell_starts_a_formula() {
    let table = export("csv");
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
fn machine_formats_keep_every_character() {
    for form in ["json", "web-annotation", "csl"] {
        let value: Value = serde_json::from_str(&export(form)).unwrap();
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
fn no_control_character_reaches_a_terminal() {
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
        let output = run_subcommand(arguments);
        assert_ne!(output.code, 2, "{arguments:?}: {}", output.err);
        assert_eq!(hidden(&output.err), BTreeSet::new(), "{arguments:?}");
        if !matches!(arguments[0], "export") {
            assert_eq!(hidden(&output.out), BTreeSet::new(), "{arguments:?}");
        }
    }
}

/// Words of 100,000 letters in every field; `.ci/page-journey` opens these too.
#[test]
fn very_long_words_stop_neither_figure_nor_page() {
    let folder = tempfile::tempdir().unwrap();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("naughty-long.json");
    let long: Vec<String> = vec!["x".repeat(100_000), "ខ្មែរ".repeat(5_000), "א".repeat(20_000)];
    fs::write(&path, naughty(&long).to_string()).unwrap();
    let page = folder.path().join("long.html");
    let (from, to) = (path.to_str().unwrap(), page.to_str().unwrap());
    let output = run_subcommand(&["export", from, "-o", to]);
    assert_ne!(output.code, 2, "{}", output.err);
    for form in ["svg", "pdf", "png"] {
        let out = folder.path().join(format!("long.{form}"));
        let drawn = run_subcommand(&[
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
