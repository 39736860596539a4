//! Text of DOCX (ECMA-376, WordprocessingML): the body, then its notes.

use std::collections::{HashMap, HashSet};

use quick_xml::events::Event;

use crate::container::Container;
use crate::error::ExtractError;
use crate::format::DocumentFormat;
use crate::structure::{ExtractedText, Extractor};
use crate::text_builder::TextBuilder;
use crate::xml::{self, attribute, local_name, next, reader};

/// The library's version, and the number of this crate's rules.
pub(crate) const VERSION: &str = "0.42.0-annals.1";

/// The part with the body, unless a relationship names another.
const DEFAULT_BODY: &str = "word/document.xml";

/// The text of a DOCX file, without deleted text, comments, headers, footers
/// and the paragraph numbers that Word computes. A note reference is its number
/// in brackets; the notes follow the body.
///
/// # Errors
///
/// [`ExtractError`] where the file is encrypted or damaged, or has no text or
/// too much.
pub(crate) fn docx_text(bytes: &[u8]) -> Result<ExtractedText, ExtractError> {
    let mut container = Container::open(bytes, DocumentFormat::Docx)?;
    let body = body_path(&mut container);
    let source = container.text(&body)?;
    let folder = body.rsplit_once('/').map_or("", |(folder, _)| folder);
    let part = |name: &str| match folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    };
    let styles = container.text(&part("styles.xml")).unwrap_or_default();
    let levels = heading_levels(&styles);
    let mut writer = DocxWriter {
        levels,
        ..DocxWriter::default()
    };
    writer.write(&source);
    for kind in ["footnote", "endnote"] {
        if writer.notes.iter().any(|(note_kind, _)| note_kind == kind)
            && let Ok(source) = container.text(&part(&format!("{kind}s.xml")))
        {
            writer.write_notes(&source, kind);
        }
    }
    let extracted = writer
        .builder
        .finish(Extractor::new("quick-xml", VERSION))?;
    extracted.require_text(DocumentFormat::Docx)
}

/// The part with the body: the target of the `officeDocument` relationship
/// (ECMA-376-2, 9.3).
fn body_path(container: &mut Container<'_>) -> String {
    let Ok(relationships) = container.text("_rels/.rels") else {
        return DEFAULT_BODY.to_owned();
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
    DEFAULT_BODY.to_owned()
}

/// The levels of heading styles by style id. A style is a heading if it, or the
/// style that it is based on, has an outline level or a built-in heading name.
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
                if let Some(level) = value().and_then(|name| level_of_name(&name)) {
                    own.entry(style.clone()).or_insert(level);
                }
            }
            _ => {}
        }
    }
    let mut levels = own.clone();
    for style in based_on.keys() {
        let mut seen = HashSet::new();
        let mut ancestor = style;
        // Styles can be based on each other in a cycle.
        while seen.insert(ancestor) {
            if let Some(level) = own.get(ancestor) {
                levels.insert(style.clone(), *level);
                break;
            }
            match based_on.get(ancestor) {
                Some(base) => ancestor = base,
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

fn level_of_name(name: &str) -> Option<u8> {
    let name = name.to_ascii_lowercase();
    if name == "title" {
        return Some(1);
    }
    let level: u8 = name.strip_prefix("heading ")?.parse().ok()?;
    (1..=9).contains(&level).then(|| level.min(6))
}

#[derive(Default)]
struct DocxWriter {
    builder: TextBuilder,
    /// The levels of heading styles.
    levels: HashMap<String, u8>,
    /// The kind ("footnote", "endnote") and id of each note reference, in order.
    notes: Vec<(String, String)>,
    /// The depth inside elements with text.
    text_depth: usize,
    /// The depth inside a skipped element.
    skipped_depth: usize,
    /// The depth inside table rows.
    row_depth: usize,
    in_properties: bool,
}

impl DocxWriter {
    fn write(&mut self, source: &str) {
        let mut reader = reader(source);
        while let Some(event) = next(&mut reader) {
            self.write_event(event);
            if self.builder.is_full() {
                break;
            }
        }
        self.builder.end_paragraph();
    }

    fn write_event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(element) => {
                let name = local_name(&element);
                if self.skipped_depth > 0 || is_skipped(&name) {
                    self.skipped_depth += 1;
                } else {
                    self.start(&name, |name| attribute(&element, name));
                }
            }
            Event::End(_) if self.skipped_depth > 0 => self.skipped_depth -= 1,
            Event::End(element) => self.end(element.local_name().as_ref()),
            event if self.skipped_depth == 0 && self.text_depth > 0 => {
                self.builder
                    .push_words(&xml::text(&event).unwrap_or_default());
            }
            _ => {}
        }
    }

    fn start(&mut self, name: &str, attribute: impl Fn(&str) -> Option<String>) {
        match name {
            "p" | "tbl" if self.row_depth == 0 => self.builder.end_paragraph(),
            "pPr" => self.in_properties = true,
            "pStyle" if self.in_properties && self.row_depth == 0 => {
                let level = attribute("w:val").and_then(|style| self.levels.get(&style).copied());
                if let Some(level) = level {
                    self.builder.start_heading(level);
                }
            }
            "outlineLvl" if self.in_properties && self.row_depth == 0 => {
                if let Some(level) = attribute("w:val").and_then(|level| outline_level(&level)) {
                    self.builder.start_heading(level);
                }
            }
            "t" => self.text_depth += 1,
            "tab" | "ptab" if !self.in_properties => self.builder.push_words(" "),
            "br" | "cr" if self.row_depth == 0 => self.builder.end_line(),
            "p" | "br" | "cr" => self.builder.push_words(" "),
            "noBreakHyphen" => self.builder.push_words("\u{2011}"),
            "softHyphen" => self.builder.push_words("\u{ad}"),
            "footnoteReference" | "endnoteReference" => {
                if let Some(id) = attribute("w:id") {
                    let kind = name.trim_end_matches("Reference");
                    self.notes.push((kind.to_owned(), id));
                    let number = format!("[{}]", self.notes.len());
                    self.builder.push_words(&number);
                }
            }
            "tr" => self.row_depth += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "tbl" if self.row_depth == 0 => self.builder.end_paragraph(),
            "p" => self.builder.push_words(" "),
            "pPr" => self.in_properties = false,
            "t" => self.text_depth = self.text_depth.saturating_sub(1),
            "tc" => self.builder.end_cell(),
            "tr" => {
                self.row_depth = self.row_depth.saturating_sub(1);
                self.builder.end_row();
            }
            _ => {}
        }
    }

    /// Writes the referenced notes of one kind, each behind its number.
    fn write_notes(&mut self, source: &str, kind: &str) {
        let numbers: HashMap<String, usize> = self
            .notes
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, (note_kind, _))| note_kind == kind)
            .map(|(index, (_, id))| (id.clone(), index + 1))
            .collect();
        let mut is_referenced = false;
        let mut reader = reader(source);
        while let Some(event) = next(&mut reader) {
            if let Event::Start(element) = &event
                && local_name(element) == kind
            {
                let id = attribute(element, "w:id").unwrap_or_default();
                let number = numbers.get(&id);
                is_referenced = number.is_some();
                if let Some(number) = number {
                    self.builder.end_paragraph();
                    self.builder.push_words(&format!("[{number}] "));
                }
                continue;
            }
            // The note's first paragraph continues behind the number.
            let starts_paragraph =
                matches!(&event, Event::Start(element) if local_name(element) == "p");
            if is_referenced && !(starts_paragraph && self.builder.is_only_marker()) {
                self.write_event(event);
            }
            if self.builder.is_full() {
                break;
            }
        }
        self.builder.end_paragraph();
    }
}

/// Elements whose content is not text of the document: deleted and moved text,
/// field instructions, and alternatives for older programs.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "Fallback" | "rt"
    )
}
