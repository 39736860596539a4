//! A CSL-JSON record as input of the processor, reduced to what it accepts.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use hayagriva::citationberg::json;
use hayagriva::citationberg::taxonomy::Kind;
use serde_json::{Map, Value};

use super::clean::{MAX_FIELD_CHARS, clean};
use super::csl_fields::{CslFieldKind, kind_of_set_field};
use super::date::{self, CslDate};
use crate::model::Source;

/// The longest record that is read, in bytes.
const MAX_RECORD_BYTES: usize = 1 << 20;

/// The most names of one role that are set: the first ones, and the last one of
/// the record. Styles abbreviate lists of more than about twenty.
const MAX_NAMES: usize = 60;

/// The year that the processor sets in place of a date in words. No real date has
/// it (see `date`).
const PLACEHOLDER_YEAR: i16 = 9_797;

/// [`PLACEHOLDER_YEAR`] in the output of the processor.
pub(super) const PLACEHOLDER: &str = "9797";

/// A CSL record as the citation processor takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ProcessorRecord {
    /// The input of the processor.
    pub(super) item: json::Item,
    /// The words that replace [`PLACEHOLDER`] in the output.
    pub(super) issued_words: Option<String>,
    /// Whether the date of issue is in square brackets.
    pub(super) is_date_supplied: bool,
}

impl ProcessorRecord {
    /// Reads the record of a source. `None` where it is not an object, has no
    /// field that a citation could show, or exceeds a limit.
    pub(super) fn of(source: &Source) -> Option<Self> {
        let text = &source.csl.json;
        if text.len() > MAX_RECORD_BYTES {
            return None;
        }
        // JSON that is nested deeper than 128 levels is an error of the parser.
        let csl: Map<String, Value> = serde_json::from_str(text).ok()?;
        let mut fields = CslFields(BTreeMap::new());
        for (key, value) in &csl {
            match kind_of_set_field(key) {
                Some(CslFieldKind::Text | CslFieldKind::Number) => {
                    if let Some(text) = as_text(value) {
                        if text.chars().count() > MAX_FIELD_CHARS {
                            return None;
                        }
                        fields.set(key, text);
                    }
                }
                Some(CslFieldKind::Names) => {
                    if let Some(names) = value.as_array() {
                        fields.set_names(key, names)?;
                    }
                }
                Some(CslFieldKind::Date) | None => {}
            }
        }
        if fields.0.is_empty() {
            return None;
        }
        for (key, value) in &csl {
            if kind_of_set_field(key) == Some(CslFieldKind::Date)
                && let Some(CslDate::Calendar(parts)) = date::read(value).map(|read| read.date)
            {
                fields.set_date(key, parts);
            }
        }
        let issued = csl.get("issued").and_then(date::read);
        let is_date_supplied = issued.as_ref().is_some_and(|issued| issued.is_supplied);
        let mut issued_words = None;
        if let Some(CslDate::Text(words)) = issued.map(|issued| issued.date) {
            if words.chars().count() > MAX_FIELD_CHARS {
                return None;
            }
            issued_words = Some(words);
            fields.set_date("issued", vec![PLACEHOLDER_YEAR]);
        }
        fields.set_kind(csl.get("type").and_then(Value::as_str));
        fields.set("id", source.id.clone());
        // Keeps capitals: of English titles, and no others, the processor would
        // change "PacNet" to "Pacnet".
        fields.set("language", "und".to_owned());
        Some(Self {
            item: json::Item(fields.0),
            issued_words,
            is_date_supplied,
        })
    }

    /// The type for the processor.
    pub(super) fn kind(&self) -> Option<&str> {
        self.text("type")
    }

    /// The value of a text field.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        match self.item.0.get(key)? {
            json::Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// Whether a text or a name of the record contains a pattern.
    pub(super) fn contains(&self, pattern: &str) -> bool {
        self.item.0.values().any(|value| match value {
            json::Value::String(text) => text.contains(pattern),
            json::Value::Names(names) => names.iter().any(|name| match name {
                json::NameValue::Literal(name) => name.literal.contains(pattern),
                json::NameValue::Item(name) => {
                    let given = name.given.as_deref().unwrap_or_default();
                    name.family.contains(pattern) || given.contains(pattern)
                }
            }),
            _ => false,
        })
    }
}

struct CslFields(BTreeMap<String, json::Value>);

impl CslFields {
    fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    fn set(&mut self, key: &str, text: String) {
        self.0.insert(key.to_owned(), json::Value::String(text));
    }

    /// Sets names. `None` where one is too long.
    fn set_names(&mut self, key: &str, names: &[Value]) -> Option<()> {
        let mut read = Vec::new();
        let last = names.len().saturating_sub(1);
        for (place, name) in names.iter().enumerate() {
            if (place < MAX_NAMES - 1 || place == last)
                && let Some(name) = as_name(name)?
            {
                read.push(name);
            }
        }
        if !read.is_empty() {
            self.0.insert(key.to_owned(), json::Value::Names(read));
        }
        Some(())
    }

    /// Sets a date of one to three parts. The processor panics on dates without
    /// parts and on ranges.
    fn set_date(&mut self, key: &str, parts: Vec<i16>) {
        let date = json::DateValue::DateParts {
            date_parts: json::VecDateRange(vec![json::VecDate(parts)]),
            literal: None,
            season: None,
            circa: false,
        };
        self.0.insert(key.to_owned(), json::Value::Date(date));
    }

    /// Sets the type. Styles call CSL's `article` a preprint, so an article with
    /// a container title becomes a journal article, and one without becomes a web
    /// page or a document. Unknown types are treated alike.
    fn set_kind(&mut self, written: Option<&str>) {
        let known = written.filter(|written| Kind::from_str(written).is_ok());
        let kind = match known {
            Some("article") if self.has("container-title") => "article-journal",
            Some("article") if !self.has("genre") => self.default_kind(),
            Some(kind) => kind,
            None => self.default_kind(),
        };
        // The number of an article is that of the issue.
        if is_periodical(kind)
            && !self.has("issue")
            && let Some(number) = self.0.remove("number")
        {
            self.0.insert("issue".to_owned(), number);
        }
        self.set("type", kind.to_owned());
    }

    fn default_kind(&self) -> &'static str {
        if self.has("container-title") {
            "article-journal"
        } else if self.has("URL") && !self.has("publisher") {
            "webpage"
        } else {
            "document"
        }
    }
}

/// Whether a type is that of an article in a periodical.
pub(super) fn is_periodical(kind: &str) -> bool {
    matches!(
        kind,
        "article-journal" | "article-magazine" | "article-newspaper"
    )
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => clean(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Reads a name: `Some(None)` where it is empty, `None` where it is too long.
#[expect(clippy::option_option, reason = "empty and too long are different")]
fn as_name(value: &Value) -> Option<Option<json::NameValue>> {
    let part = |key: &str| match value {
        Value::Object(name) => name.get(key).and_then(Value::as_str).and_then(clean),
        _ => None,
    };
    let literal = |literal: String| json::NameValue::Literal(json::LiteralName { literal });
    let parts = [
        "family",
        "given",
        "literal",
        "suffix",
        "non-dropping-particle",
        "dropping-particle",
    ]
    .map(part);
    let length: usize = parts
        .iter()
        .flatten()
        .map(|part| part.chars().count())
        .sum();
    if length > MAX_FIELD_CHARS {
        return None;
    }
    let [
        family,
        given,
        whole,
        suffix,
        non_dropping_particle,
        dropping_particle,
    ] = parts;
    Some(match (family, given, whole) {
        (Some(family), None, _) if suffix.is_none() && non_dropping_particle.is_none() => {
            Some(literal(family))
        }
        (Some(family), given, _) => Some(json::NameValue::Item(json::NameItem {
            family,
            given,
            non_dropping_particle,
            dropping_particle,
            suffix,
            comma_suffix: Some(value.get("comma-suffix") == Some(&Value::Bool(true))),
        })),
        (None, Some(one), None) | (None, _, Some(one)) => Some(literal(one)),
        (None, None, None) => value.as_str().and_then(clean).map(literal),
    })
}
