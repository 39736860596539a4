//! The files for the desktop in `assets/packaging` are well formed, agree with
//! each other, and describe this version.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test panics")]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

const ID: &str = "internal.annals.annals";
const MIME_TYPE: &str = "application/x-annals-timeline+json";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/packaging")
}

fn text_of(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// An XML element, with the text directly in it.
struct Element {
    name: String,
    attributes: HashMap<String, String>,
    text: String,
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Self {
        let attribute = |attribute: quick_xml::events::attributes::Attribute<'_>| {
            let key: &str = attribute.key.as_ref();
            (key.to_owned(), attribute.value.into_owned())
        };
        let name = start.name();
        let name: &str = name.as_ref();
        Self {
            name: name.to_owned(),
            attributes: start
                .attributes()
                .map(|it| attribute(it.unwrap()))
                .collect(),
            text: String::new(),
        }
    }

    fn attribute(&self, key: &str) -> &str {
        self.attributes.get(key).map_or("", String::as_str)
    }
}

/// Every element of a file, in order. Fails unless the file is well formed.
fn elements(name: &str) -> Vec<Element> {
    let text = text_of(name);
    let mut reader = Reader::from_str(&text);
    let mut all: Vec<Element> = Vec::new();
    let mut open = Vec::new();
    loop {
        match reader
            .read_event()
            .unwrap_or_else(|error| panic!("{name}: {error}"))
        {
            Event::Start(start) => {
                open.push(all.len());
                all.push(Element::new(&start));
            }
            Event::Empty(start) => all.push(Element::new(&start)),
            Event::End(_) => {
                open.pop().unwrap();
            }
            Event::Text(text) => {
                if let Some(element) = open.last() {
                    all[*element].text += &text;
                }
            }
            Event::DocType(_) | Event::PI(_) => {
                panic!("{name}: has a document type or processing instruction")
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{name}: an element is not closed");
    assert!(!all.is_empty(), "{name}");
    all
}

fn texts<'e>(elements: &'e [Element], name: &str) -> Vec<&'e str> {
    let named = elements.iter().filter(|element| element.name == name);
    named.map(|element| element.text.trim()).collect()
}

/// The keys of the desktop entry.
fn desktop_entry() -> HashMap<String, String> {
    let text = text_of(&format!("{ID}.desktop"));
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let mut lines = lines.filter(|line| !line.is_empty());
    assert_eq!(lines.next(), Some("[Desktop Entry]"));
    let mut keys = HashMap::new();
    for line in lines {
        let (key, value) = line.split_once('=').unwrap_or_else(|| panic!("{line}"));
        let twice = keys.insert(key.to_owned(), value.to_owned());
        assert_eq!(twice, None, "{key}");
    }
    keys
}

#[test]
fn every_file_has_the_same_id() {
    let entry = desktop_entry();
    assert_eq!(entry["Icon"], ID);
    assert_eq!(entry["StartupWMClass"], ID);
    let component = elements(&format!("{ID}.metainfo.xml"));
    assert_eq!(component[0].attribute("type"), "desktop-application");
    assert_eq!(texts(&component, "id"), [ID]);
    assert_eq!(texts(&component, "launchable"), [format!("{ID}.desktop")]);
    assert_eq!(texts(&component, "icon"), [ID]);
    let mime = elements(&format!("{ID}.mime.xml"));
    let icon = mime.iter().find(|element| element.name == "icon").unwrap();
    assert_eq!(icon.attribute("name"), ID);
    let readme = text_of("README.md");
    for file in fs::read_dir(folder()).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(
            name == "README.md" || readme.contains(&name),
            "the README does not mention {name}"
        );
    }
    assert!(readme.contains(&format!("id={ID}\n")));
}

#[test]
fn the_newest_release_is_this_version() {
    let component = elements(&format!("{ID}.metainfo.xml"));
    let newest = component
        .iter()
        .find(|element| element.name == "release")
        .unwrap();
    assert_eq!(newest.attribute("version"), env!("CARGO_PKG_VERSION"));
    let day = newest.attribute("date");
    assert!(
        annals_edtf::Edtf::parse(day).is_ok() && day.len() == "2026-01-31".len(),
        "{day}"
    );
    assert_eq!(texts(&component, "project_license"), ["MIT OR Apache-2.0"]);
}

#[test]
fn the_desktop_opens_a_timeline_with_the_program() {
    let entry = desktop_entry();
    assert_eq!(entry["MimeType"], format!("{MIME_TYPE};"));
    let component = elements(&format!("{ID}.metainfo.xml"));
    assert_eq!(texts(&component, "mediatype"), [MIME_TYPE]);
    let mime = elements(&format!("{ID}.mime.xml"));
    let kind = mime
        .iter()
        .find(|element| element.name == "mime-type")
        .unwrap();
    assert_eq!(kind.attribute("type"), MIME_TYPE);
    let parent = mime
        .iter()
        .find(|element| element.name == "sub-class-of")
        .unwrap();
    assert_eq!(parent.attribute("type"), "application/json");
    let globs = mime.iter().filter(|element| element.name == "glob");
    let patterns: Vec<&str> = globs.map(|glob| glob.attribute("pattern")).collect();
    assert_eq!(patterns, ["*.annals.json", "timeline.json"]);

    // The entry runs a valid command line.
    let (program, argument) = entry["Exec"].split_once(' ').unwrap();
    assert_eq!((program, argument), (env!("CARGO_PKG_NAME"), "%f"));
    assert_eq!(texts(&component, "binary"), [program]);
    let parsed = annals::cli::parse_from([program, "/home/anna/mill.annals.json"]);
    assert!(matches!(parsed, Ok(annals::cli::Invocation::Window(_))));
}

#[test]
fn every_text_exists_in_english_and_french() {
    let entry = desktop_entry();
    for key in ["GenericName", "Comment", "Keywords"] {
        assert!(entry.contains_key(key), "{key}");
        assert_ne!(entry[key], entry[&format!("{key}[fr]")]);
    }
    let component = elements(&format!("{ID}.metainfo.xml"));
    for name in ["summary", "p", "li"] {
        let named = component.iter().filter(|element| element.name == name);
        let (french, english): (Vec<&Element>, Vec<&Element>) =
            named.partition(|element| element.attribute("xml:lang") == "fr");
        assert_eq!(french.len(), english.len(), "{name}");
        assert!(!french.is_empty(), "{name}");
    }
}

#[test]
fn the_icon_has_no_scripts_and_no_links() {
    let icon = elements("annals.svg");
    assert_eq!(icon[0].name, "svg");
    assert_eq!(icon[0].attribute("viewBox"), "0 0 128 128");
    for element in &icon {
        let known = [
            "svg",
            "title",
            "defs",
            "linearGradient",
            "stop",
            "rect",
            "path",
            "g",
        ];
        assert!(known.contains(&element.name.as_str()), "{}", element.name);
        for (key, value) in &element.attributes {
            assert!(!key.starts_with("on") && !key.contains("href"), "{key}");
            let is_inside = value
                .strip_prefix("url(")
                .is_none_or(|place| place.starts_with('#'));
            assert!(is_inside, "{key}={value}");
            assert!(
                key.starts_with("xmlns") || !value.contains("//"),
                "{key}={value}"
            );
        }
    }
    // IHDR: the first chunk, its width and height at bytes 16 and 20.
    let bytes = fs::read(folder().join("annals-256.png")).unwrap();
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert_eq!(bytes[16..24], [0, 0, 1, 0, 0, 0, 1, 0]);
}
