//! DOCX as text (ECMA-376, WordprocessingML): what is written in the body,
//! with its notes at the end.

use std::collections::{HashMap, HashSet};

use quick_xml::events::Event;

use super::archive::Archive;
use super::flow::Flow;
use super::structure::PlainText;
use super::xml::{attribute, local_name, next, reader, referred};
use crate::model::Extractor;
use crate::storage::FileError;

/// The library's version and the number of the rules below.
pub(super) const VERSION: &str = "0.42.0-annals.1";

/// Where the body stands, unless the archive says otherwise.
const USUAL_BODY: &str = "word/document.xml";

/// The text of a DOCX. Deleted text, comments, headers and footers are no part
/// of it; the numbers that Word reckons before paragraphs are not either. A
/// note's reference is its number in brackets, and the notes follow the body.
///
/// # Errors
///
/// [`FileError`] where it is encrypted, damaged, or holds no text or too much.
pub(super) fn docx_text(bytes: &[u8]) -> Result<PlainText, FileError> {
    let mut archive = Archive::open(bytes, "DOCX")?;
    let body = body_path(&mut archive);
    let source = archive.text(&body)?;
    let folder = body.rsplit_once('/').map_or("", |(folder, _)| folder);
    let part = |name: &str| match folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    };
    let levels = match archive.text(&part("styles.xml")) {
        Ok(styles) => heading_levels(&styles),
        Err(_) => HashMap::new(),
    };
    let mut writer = Writer {
        flow: Flow::default(),
        levels,
        notes: Vec::new(),
        text: 0,
        silent: 0,
        rows: 0,
        in_properties: false,
    };
    writer.write(&source);
    for (kind, name, element) in [
        (Note::Foot, "footnotes.xml", "footnote"),
        (Note::End, "endnotes.xml", "endnote"),
    ] {
        if writer.notes.iter().any(|(of, _)| *of == kind)
            && let Ok(source) = archive.text(&part(name))
        {
            writer.write_notes(&source, kind, element);
        }
    }
    let (text, structure) = writer.flow.finish()?;
    if text.is_empty() {
        return Err(FileError::new("The DOCX file holds no text")
            .with_hint("Its pages may be pictures. Look for a copy with text."));
    }
    Ok(PlainText {
        text,
        structure,
        extractor: Extractor {
            name: "quick-xml".to_owned(),
            version: VERSION.to_owned(),
        },
    })
}

/// The part that holds the body (ECMA-376-2, 9.3: a relationship says so).
fn body_path(archive: &mut Archive<'_>) -> String {
    let Ok(relationships) = archive.text("_rels/.rels") else {
        return USUAL_BODY.to_owned();
    };
    let mut reader = reader(&relationships);
    while let Some(event) = next(&mut reader) {
        if let Event::Start(element) = event
            && attribute(&element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            && let Some(target) = attribute(&element, "Target")
        {
            return target.trim_start_matches('/').to_owned();
        }
    }
    USUAL_BODY.to_owned()
}

/// The styles that are headings, by their ids: those with an outline level of
/// their own or of the style that they are based on.
fn heading_levels(styles: &str) -> HashMap<String, u8> {
    let mut own: HashMap<String, u8> = HashMap::new();
    let mut based_on: HashMap<String, String> = HashMap::new();
    let mut style = String::new();
    let mut reader = reader(styles);
    while let Some(event) = next(&mut reader) {
        let Event::Start(element) = event else {
            continue;
        };
        let value = || attribute(&element, "w:val");
        match local_name(&element).as_str() {
            "style" => style = attribute(&element, "w:styleId").unwrap_or_default(),
            "basedOn" => {
                if let Some(base) = value() {
                    based_on.insert(style.clone(), base);
                }
            }
            "outlineLvl" => {
                if let Some(level) = value().and_then(|level| outline_level(&level)) {
                    own.insert(style.clone(), level);
                }
            }
            "name" => {
                if let Some(level) = value().and_then(|name| named_level(&name)) {
                    own.entry(style.clone()).or_insert(level);
                }
            }
            _ => {}
        }
    }
    let mut levels = own.clone();
    for style in based_on.keys() {
        let mut seen = HashSet::new();
        let mut at = style;
        // A style may be based on itself in a roundabout way.
        while seen.insert(at) {
            if let Some(level) = own.get(at) {
                levels.insert(style.clone(), *level);
                break;
            }
            match based_on.get(at) {
                Some(base) => at = base,
                None => break,
            }
        }
    }
    levels
}

/// Outline levels count from 0; 9 is body text (ECMA-376-1, 17.3.1.20).
fn outline_level(value: &str) -> Option<u8> {
    let level: u8 = value.parse().ok()?;
    (level < 9).then(|| (level + 1).min(6))
}

fn named_level(name: &str) -> Option<u8> {
    let name = name.to_ascii_lowercase();
    if name == "title" {
        return Some(1);
    }
    let level: u8 = name.strip_prefix("heading ")?.parse().ok()?;
    (1..=9).contains(&level).then(|| level.min(6))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Note {
    Foot,
    End,
}

struct Writer {
    flow: Flow,
    /// The ranks of styles that are headings.
    levels: HashMap<String, u8>,
    /// The notes that were referred to, in that order.
    notes: Vec<(Note, String)>,
    /// How deep inside an element that holds text.
    text: usize,
    /// How deep inside an element that is not read.
    silent: usize,
    /// How deep inside rows of tables.
    rows: usize,
    in_properties: bool,
}

impl Writer {
    fn write(&mut self, source: &str) {
        let mut reader = reader(source);
        while let Some(event) = next(&mut reader) {
            self.write_event(event);
            if self.flow.is_full() {
                break;
            }
        }
        self.flow.end_paragraph();
    }

    fn write_event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(element) => {
                let name = local_name(&element);
                if self.silent > 0 || is_silent(&name) {
                    self.silent += 1;
                } else {
                    self.begin(&name, |name| attribute(&element, name));
                }
            }
            Event::End(_) if self.silent > 0 => self.silent -= 1,
            Event::End(element) => self.end(element.local_name().as_ref()),
            _ if self.silent > 0 || self.text == 0 => {}
            Event::Text(text) => self.flow.say(&text.xml10_content()),
            Event::CData(text) => self.flow.say(&text.xml10_content()),
            Event::GeneralRef(reference) => self.flow.say(&referred(&reference)),
            _ => {}
        }
    }

    fn begin(&mut self, name: &str, attribute: impl Fn(&str) -> Option<String>) {
        match name {
            "p" | "tbl" if self.rows == 0 => self.flow.end_paragraph(),
            "pPr" => self.in_properties = true,
            "pStyle" if self.in_properties && self.rows == 0 => {
                let level = attribute("w:val").and_then(|style| self.levels.get(&style).copied());
                if let Some(level) = level {
                    self.flow.begin_heading(level);
                }
            }
            "outlineLvl" if self.in_properties && self.rows == 0 => {
                if let Some(level) = attribute("w:val").and_then(|level| outline_level(&level)) {
                    self.flow.begin_heading(level);
                }
            }
            "t" => self.text += 1,
            "tab" | "ptab" if !self.in_properties => self.flow.say(" "),
            "br" | "cr" if self.rows == 0 => self.flow.end_line(),
            "p" | "br" | "cr" => self.flow.say(" "),
            "noBreakHyphen" => self.flow.say("\u{2011}"),
            "softHyphen" => self.flow.say("\u{ad}"),
            "footnoteReference" | "endnoteReference" => {
                let kind = if name == "footnoteReference" {
                    Note::Foot
                } else {
                    Note::End
                };
                if let Some(id) = attribute("w:id") {
                    self.notes.push((kind, id));
                    let number = format!("[{}]", self.notes.len());
                    self.flow.say(&number);
                }
            }
            "tr" => self.rows += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "tbl" if self.rows == 0 => self.flow.end_paragraph(),
            "p" => self.flow.say(" "),
            "pPr" => self.in_properties = false,
            "t" => self.text = self.text.saturating_sub(1),
            "tc" => self.flow.end_cell(),
            "tr" => {
                self.rows = self.rows.saturating_sub(1);
                self.flow.end_row();
            }
            _ => {}
        }
    }

    /// Writes the notes of one kind, each behind its number.
    fn write_notes(&mut self, source: &str, kind: Note, element_name: &str) {
        let numbers: HashMap<String, usize> = self
            .notes
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, (of, _))| *of == kind)
            .map(|(at, (_, id))| (id.clone(), at + 1))
            .collect();
        let mut is_wanted = false;
        let mut reader = reader(source);
        while let Some(event) = next(&mut reader) {
            if let Event::Start(element) = &event
                && local_name(element) == element_name
            {
                let id = attribute(element, "w:id").unwrap_or_default();
                let number = numbers.get(&id);
                is_wanted = number.is_some();
                if let Some(number) = number {
                    self.flow.end_paragraph();
                    self.flow.say(&format!("[{number}] "));
                }
                continue;
            }
            // The marker stands there already: the note's own first paragraph
            // goes on behind it.
            let begins = matches!(&event, Event::Start(element) if local_name(element) == "p");
            if is_wanted && !(begins && self.flow.is_marker()) {
                self.write_event(event);
            }
            if self.flow.is_full() {
                break;
            }
        }
        self.flow.end_paragraph();
    }
}

/// Elements that are no text of the document: what was deleted or moved away,
/// instructions, and the second telling of what newer programs read first.
fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "Fallback" | "rt"
    )
}
