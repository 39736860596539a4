//! A CSL-JSON record as the processor is known to take it.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use hayagriva::citationberg::json;
use hayagriva::citationberg::taxonomy::Kind;
use serde_json::{Map, Value};

use super::clean::{MAX_FIELD_CHARS, clean};
use super::date::{self, Given};
use crate::model::Source;

/// The longest record that is looked at, in bytes.
const MAX_RECORD_BYTES: usize = 1 << 20;

/// The most names of one kind that are set; the last of them is the last that
/// the record gives. Styles shorten longer lists than twenty or so.
const MAX_NAMES: usize = 60;

/// The year that stands for words in place of a date. No date that is handed on
/// has it (see `date`).
const STAND_IN_YEAR: i16 = 9_797;

/// What [`STAND_IN_YEAR`] looks like once it is set.
pub(super) const STAND_IN: &str = "9797";

/// Fields that hold text.
const TEXTS: [&str; 46] = [
    "archive",
    "archive-place",
    "archive_collection",
    "archive_location",
    "authority",
    "call-number",
    "chapter-number",
    "collection-number",
    "collection-title",
    "container-title",
    "container-title-short",
    "dimensions",
    "division",
    "DOI",
    "edition",
    "event",
    "event-place",
    "event-title",
    "genre",
    "ISBN",
    "ISSN",
    "issue",
    "jurisdiction",
    "medium",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "page",
    "part-number",
    "part-title",
    "PMCID",
    "PMID",
    "publisher",
    "publisher-place",
    "references",
    "reviewed-genre",
    "reviewed-title",
    "scale",
    "section",
    "source",
    "status",
    "supplement-number",
    "version",
];

/// More of them.
const MORE_TEXTS: [&str; 6] = [
    "title",
    "title-short",
    "URL",
    "volume",
    "volume-title",
    "volume-title-short",
];

/// Fields that hold names.
const NAMES: [&str; 28] = [
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editor-translator",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
    "container-editor",
];

/// Dates beside `issued`; only those that are dates are set.
const DATES: [&str; 5] = [
    "accessed",
    "available-date",
    "event-date",
    "original-date",
    "submitted",
];

/// A record fit to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// What the processor gets.
    pub(super) item: json::Item,
    /// What is to be written where [`STAND_IN`] stands.
    pub(super) issued_words: Option<String>,
    /// Whether the date stands in square brackets.
    pub(super) is_date_supplied: bool,
}

impl Record {
    /// Reads the record of a source. `None` where it is no object, has nothing
    /// to be cited by, or holds more than any record does.
    pub(super) fn of(source: &Source) -> Option<Self> {
        let text = &source.csl.json;
        if text.len() > MAX_RECORD_BYTES {
            return None;
        }
        // Deeper nesting than 128 levels is an error of the reader, not its end.
        let csl: Map<String, Value> = serde_json::from_str(text).ok()?;
        let mut fields = Fields(BTreeMap::new());
        for key in TEXTS.iter().chain(&MORE_TEXTS) {
            if let Some(text) = csl.get(*key).and_then(as_text) {
                if text.chars().count() > MAX_FIELD_CHARS {
                    return None;
                }
                fields.set(key, text);
            }
        }
        for key in NAMES {
            if let Some(names) = csl.get(key).and_then(Value::as_array) {
                fields.set_names(key, names)?;
            }
        }
        if fields.0.is_empty() {
            return None;
        }
        let issued = csl.get("issued").and_then(date::read);
        let is_date_supplied = issued.as_ref().is_some_and(|issued| issued.is_supplied);
        let mut issued_words = None;
        match issued.map(|issued| issued.date) {
            Some(Given::Words(words)) => {
                if words.chars().count() > MAX_FIELD_CHARS {
                    return None;
                }
                issued_words = Some(words);
                fields.set_date("issued", vec![STAND_IN_YEAR]);
            }
            Some(given) => fields.set_given("issued", &given),
            None => {}
        }
        for key in DATES {
            if let Some(given) = csl.get(key).and_then(date::read) {
                fields.set_given(key, &given.date);
            }
        }
        fields.set_kind(csl.get("type").and_then(Value::as_str));
        fields.set("id", source.id.clone());
        // Capitals stand as the record has them: the processor would make
        // "Pacnet" of "PacNet", and changes no language but English.
        fields.set("language", "und".to_owned());
        Some(Self {
            item: json::Item(fields.0),
            issued_words,
            is_date_supplied,
        })
    }

    /// The type, as the processor is to set it.
    pub(super) fn kind(&self) -> Option<&str> {
        self.text("type")
    }

    /// A field that holds text.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        match self.item.0.get(key)? {
            json::Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// Whether a field's text holds a pattern.
    pub(super) fn says(&self, pattern: &str) -> bool {
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

struct Fields(BTreeMap<String, json::Value>);

impl Fields {
    fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    fn set(&mut self, key: &str, text: String) {
        self.0.insert(key.to_owned(), json::Value::String(text));
    }

    /// Sets names. `None` where one is longer than any name.
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

    fn set_given(&mut self, key: &str, given: &Given) {
        if let Given::Day { year, month, day } = *given {
            let parts = [Some(year), month.map(i16::from), day.map(i16::from)];
            self.set_date(key, parts.into_iter().flatten().collect());
        }
    }

    /// Sets a date of one, two or three parts: the processor panics on none, and
    /// on ranges.
    fn set_date(&mut self, key: &str, parts: Vec<i16>) {
        let date = json::DateValue::DateParts {
            date_parts: json::VecDateRange(vec![json::VecDate(parts)]),
            literal: None,
            season: None,
            circa: false,
        };
        self.0.insert(key.to_owned(), json::Value::Date(date));
    }

    /// Sets the type. CSL's `article` is a preprint, and styles call it one: a
    /// piece in something with a title is an article of that, and one that
    /// stands alone is a page or a document. What is no type of CSL is a
    /// document.
    fn set_kind(&mut self, written: Option<&str>) {
        let known = written.filter(|written| Kind::from_str(written).is_ok());
        let kind = match known {
            Some("article") if self.has("container-title") => "article-journal",
            Some("article") if !self.has("genre") => self.kind_of_what_stands_alone(),
            Some(kind) => kind,
            None => self.kind_of_what_stands_alone(),
        };
        // Periodicals count issues.
        if matches!(
            kind,
            "article-journal" | "article-magazine" | "article-newspaper"
        ) && !self.has("issue")
            && let Some(number) = self.0.remove("number")
        {
            self.0.insert("issue".to_owned(), number);
        }
        self.set("type", kind.to_owned());
    }

    fn kind_of_what_stands_alone(&self) -> &'static str {
        if self.has("container-title") {
            "article-journal"
        } else if self.has("URL") && !self.has("publisher") {
            "webpage"
        } else {
            "document"
        }
    }
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => clean(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Reads a name: `Some(None)` where it says nothing, `None` where it is longer
/// than any name.
#[expect(clippy::option_option, reason = "nothing to say, and too much to set")]
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
