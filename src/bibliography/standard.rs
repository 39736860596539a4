//! A record as other programs import it: CSL-JSON and nothing else.
//!
//! Zotero, pandoc and every CSL processor take what the schema of CSL-JSON
//! 1.0.2 (`csl-data.json`) allows, and some refuse a whole file for one field of
//! another name. What a record has beside that stands in `custom`, which the
//! schema leaves open.

use serde_json::{Map, Value, json};

use super::date::{self, Given};
use super::record::Record;
use crate::model::Source;

/// Fields that hold text alone.
const TEXTS: [&str; 50] = [
    "abstract",
    "annote",
    "archive",
    "archive-place",
    "archive_collection",
    "archive_location",
    "authority",
    "call-number",
    "citation-label",
    "collection-title",
    "container-title",
    "container-title-short",
    "dimensions",
    "division",
    "DOI",
    "event",
    "event-place",
    "genre",
    "ISBN",
    "ISSN",
    "journalAbbreviation",
    "jurisdiction",
    "keyword",
    "language",
    "medium",
    "note",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "part-title",
    "PMCID",
    "PMID",
    "publisher",
    "publisher-place",
    "references",
    "reviewed-title",
    "scale",
    "section",
    "shortTitle",
    "source",
    "status",
    "title",
    "title-short",
    "URL",
    "version",
    "year-suffix",
    "citation-key",
    "event-title",
    "reviewed-genre",
    "volume-title",
];

/// Fields that hold a text or a number.
const NUMBERS: [&str; 13] = [
    "chapter-number",
    "citation-number",
    "collection-number",
    "edition",
    "first-reference-note-number",
    "issue",
    "locator",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "page",
    "page-first",
    "volume",
];

/// Fields that hold names.
const NAMES: [&str; 26] = [
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
];

/// Fields that hold dates.
const DATES: [&str; 6] = [
    "accessed",
    "available-date",
    "event-date",
    "issued",
    "original-date",
    "submitted",
];

/// The parts of a name that hold text.
const PARTS_OF_A_NAME: [&str; 6] = [
    "family",
    "given",
    "dropping-particle",
    "non-dropping-particle",
    "suffix",
    "literal",
];

/// The parts of a name that hold a text, a number, or a truth.
const SIGNS_OF_A_NAME: [&str; 3] = ["comma-suffix", "static-ordering", "parse-names"];

/// The types that the schema lists.
const TYPES: [&str; 45] = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];

/// The record of a source in the fields of CSL-JSON 1.0.2, `type` and `id` (that
/// of the source) first, the others in the order of the record. What other
/// programs would not read is put as they do: a date in words that is one
/// becomes its parts, the type is the one that the bibliography is set with.
/// Fields that the schema does not know stand in `custom`, which is there even
/// where it is empty; in its `as_written` is what was put otherwise, as it stood
/// in the timeline (`[7 February 2025]` is a day that the document does not give).
/// Characters stay as they are.
#[must_use]
pub fn standard_record(source: &Source) -> Map<String, Value> {
    let read: Map<String, Value> = serde_json::from_str(&source.csl.json).unwrap_or_default();
    let kind = kind_of(source, &read);
    let mut record = Map::new();
    record.insert("type".to_owned(), Value::from(kind.clone()));
    record.insert("id".to_owned(), Value::from(source.id.as_str()));
    let mut custom = match read.get("custom") {
        Some(Value::Object(custom)) => custom.clone(),
        Some(other) => Map::from_iter([("custom".to_owned(), other.clone())]),
        None => Map::new(),
    };
    let mut as_written = Map::new();
    if let Some(written) = read.get("type").filter(|it| it.as_str() != Some(&*kind)) {
        as_written.insert("type".to_owned(), written.clone());
    }
    let has_issue = read.contains_key("issue");
    for (key, value) in read {
        if matches!(&*key, "id" | "type" | "custom") {
            continue;
        }
        match standard_value(&key, &value) {
            Some(issue) if key == "number" && is_periodical(&kind) && !has_issue => {
                as_written.insert(key, value);
                record.insert("issue".to_owned(), issue);
            }
            Some(standard) => {
                if standard != value {
                    as_written.insert(key.clone(), value);
                }
                record.insert(key, standard);
            }
            None => {
                custom.insert(key, value);
            }
        }
    }
    if !as_written.is_empty() {
        put_beside(&mut custom, "as_written", Value::Object(as_written));
    }
    record.insert("custom".to_owned(), Value::Object(custom));
    record
}

/// Puts a value under a key; what stood there goes on under a longer one.
pub fn put_beside(fields: &mut Map<String, Value>, key: &str, value: Value) {
    if let Some(before) = fields.insert(key.to_owned(), value) {
        put_beside(fields, &format!("{key}_of_the_record"), before);
    }
}

/// Periodicals count issues.
fn is_periodical(kind: &str) -> bool {
    matches!(
        kind,
        "article-journal" | "article-magazine" | "article-newspaper"
    )
}

fn kind_of(source: &Source, read: &Map<String, Value>) -> String {
    let set = Record::of(source).and_then(|record| record.kind().map(str::to_owned));
    let written = || {
        let kind = read.get("type").and_then(Value::as_str)?;
        Some(kind.to_owned())
    };
    set.or_else(written)
        .filter(|kind| TYPES.contains(&kind.as_str()))
        .unwrap_or_else(|| "document".to_owned())
}

/// The value as the schema wants it; `None` where the schema does not know the
/// field, or nothing of it can be kept.
fn standard_value(key: &str, value: &Value) -> Option<Value> {
    if TEXTS.contains(&key) {
        return match value {
            Value::String(_) => Some(value.clone()),
            Value::Number(number) => Some(Value::from(number.to_string())),
            _ => None,
        };
    }
    if NUMBERS.contains(&key) {
        return (value.is_string() || value.is_number()).then(|| value.clone());
    }
    if NAMES.contains(&key) {
        let names: Option<Vec<Value>> = value.as_array()?.iter().map(name).collect();
        return names.map(Value::from);
    }
    if DATES.contains(&key) {
        return date(value);
    }
    let is_list_of_texts = |list: &Vec<Value>| list.iter().all(Value::is_string);
    if key == "categories" && value.as_array().is_some_and(is_list_of_texts) {
        return Some(value.clone());
    }
    None
}

/// A name, without what is no part of one; `None` where nothing is left.
fn name(value: &Value) -> Option<Value> {
    if let Value::String(whole) = value {
        return Some(json!({ "literal": whole }));
    }
    let is_standard = |(key, part): (&String, &Value)| {
        let is_sign = part.is_string() || part.is_number() || part.is_boolean();
        PARTS_OF_A_NAME.contains(&key.as_str()) && part.is_string()
            || SIGNS_OF_A_NAME.contains(&key.as_str()) && is_sign
    };
    let parts = value.as_object()?.iter().filter(|part| is_standard(*part));
    let parts: Map<String, Value> = parts
        .map(|(key, part)| (key.clone(), part.clone()))
        .collect();
    (!parts.is_empty()).then_some(Value::Object(parts))
}

/// A date: its parts where the schema has them so or words are a date, else its
/// words. `None` where nothing can be made of it.
fn date(value: &Value) -> Option<Value> {
    if is_standard_date(value) {
        return Some(value.clone());
    }
    let issued = date::read(value)?;
    let date = match issued.date {
        Given::Day { year, month, day } => {
            // There is no year 0 in CSL-JSON: -1 is 1 BCE.
            let year = if year <= 0 { year - 1 } else { year };
            let month = month.map(i16::from);
            let day = day.map(i16::from);
            let parts: Vec<i16> = [Some(year), month, day].into_iter().flatten().collect();
            json!({ "date-parts": [parts] })
        }
        Given::Words(words) => json!({ "literal": words }),
    };
    Some(date)
}

/// Whether a date is written in parts as the schema wants them.
fn is_standard_date(value: &Value) -> bool {
    let Some(date) = value.as_object() else {
        return false;
    };
    let is_part = |part: &Value| part.is_string() || part.is_number();
    let is_day = |day: &Value| {
        let parts = day.as_array();
        parts.is_some_and(|parts| (1..=3).contains(&parts.len()) && parts.iter().all(is_part))
    };
    let days = date.get("date-parts").and_then(Value::as_array);
    days.is_some_and(|days| (1..=2).contains(&days.len()) && days.iter().all(is_day))
        && date.iter().all(|(key, value)| match key.as_str() {
            "date-parts" => true,
            "season" => is_part(value),
            "circa" => is_part(value) || value.is_boolean(),
            "literal" | "raw" => value.is_string(),
            _ => false,
        })
}
