//! Records for other programs, in strict CSL-JSON.
//!
//! Zotero, pandoc and every CSL processor read what the schema of CSL-JSON 1.0.2
//! (`csl-data.json`) allows. Some refuse a whole file for one unknown field. All
//! other fields of a record go to `custom`, which the schema leaves open.

use std::str::FromStr as _;

use hayagriva::citationberg::taxonomy::Kind;
use serde_json::{Map, Value, json};

use super::csl_fields::{CslFieldKind, kind_of_field};
use super::date;
use super::record::{ProcessorRecord, is_periodical};
use crate::model::Source;

/// The parts of a name that are texts.
const NAME_TEXTS: [&str; 6] = [
    "family",
    "given",
    "dropping-particle",
    "non-dropping-particle",
    "suffix",
    "literal",
];

/// The parts of a name that are a text, a number or a Boolean.
const NAME_FLAGS: [&str; 3] = ["comma-suffix", "static-ordering", "parse-names"];

/// The record of a source in the fields of CSL-JSON 1.0.2: `type`, the `id` of
/// the source, then the fields in the order of the record.
///
/// Values that other programs cannot read are converted: a date in words becomes
/// `date-parts`, and the type is that of the bibliography. Unknown fields go to
/// `custom`, which always exists; its `as_written` has the original of every
/// converted value (`[7 February 2025]` is a date that the document does not
/// give). Characters do not change.
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

/// Inserts a value. A value that the key had before moves to a longer key.
pub fn put_beside(fields: &mut Map<String, Value>, key: &str, value: Value) {
    if let Some(before) = fields.insert(key.to_owned(), value) {
        put_beside(fields, &format!("{key}_of_the_record"), before);
    }
}

fn kind_of(source: &Source, read: &Map<String, Value>) -> String {
    let set = ProcessorRecord::of(source).and_then(|record| record.kind().map(str::to_owned));
    let written = || {
        let kind = read.get("type").and_then(Value::as_str)?;
        Some(kind.to_owned())
    };
    set.or_else(written)
        .filter(|kind| Kind::from_str(kind).is_ok())
        .unwrap_or_else(|| "document".to_owned())
}

/// The value as the schema requires it; `None` where the field is unknown or
/// nothing of the value can be converted.
fn standard_value(key: &str, value: &Value) -> Option<Value> {
    match kind_of_field(key) {
        Some(CslFieldKind::Text) => match value {
            Value::String(_) => Some(value.clone()),
            Value::Number(number) => Some(Value::from(number.to_string())),
            _ => None,
        },
        Some(CslFieldKind::Number) => {
            (value.is_string() || value.is_number()).then(|| value.clone())
        }
        Some(CslFieldKind::Names) => {
            let names: Option<Vec<Value>> = value.as_array()?.iter().map(name).collect();
            names.map(Value::from)
        }
        Some(CslFieldKind::Date) => date(value),
        None => {
            let is_valid = key == "categories" && value.as_array()?.iter().all(Value::is_string);
            is_valid.then(|| value.clone())
        }
    }
}

/// A name without unknown parts; `None` where nothing is left.
fn name(value: &Value) -> Option<Value> {
    if let Value::String(whole) = value {
        return Some(json!({ "literal": whole }));
    }
    let is_standard = |(key, part): (&String, &Value)| {
        let is_flag = part.is_string() || part.is_number() || part.is_boolean();
        NAME_TEXTS.contains(&key.as_str()) && part.is_string()
            || NAME_FLAGS.contains(&key.as_str()) && is_flag
    };
    let parts = value.as_object()?.iter().filter(|part| is_standard(*part));
    let parts: Map<String, Value> = parts
        .map(|(key, part)| (key.clone(), part.clone()))
        .collect();
    (!parts.is_empty()).then_some(Value::Object(parts))
}

/// A date as the schema requires it: `date-parts`, or `literal` for words that
/// are no date. `None` where the value is neither.
fn date(value: &Value) -> Option<Value> {
    if is_standard_date(value) {
        return Some(value.clone());
    }
    Some(date::read(value)?.date.into_json())
}

/// Whether a value is a date in parts that the schema allows.
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
