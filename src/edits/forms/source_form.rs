//! The form of a source: its bibliographic record by type, and its document.

use std::path::{Component, Path};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::field::{FieldError, FormField};
use super::name_lines::{lines_of_names, names_of_lines};
use super::source_types::{FieldInput, SOURCE_TYPES, SourceType, field_input};
use crate::edits::{DocumentFields, EditCommand, SourceFields};
use crate::model::{Index, Source, Timeline};
use annals_edtf::Edtf;
use annals_edtf::syntax::Expression;

/// Longest language tag of BCP 47 that is accepted, in bytes.
const MAX_LANGUAGE_TAG: usize = 35;

/// A field of a record, as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceField {
    /// Its CSL name.
    pub name: String,
    /// Its text; names are one a line, "Family, Given".
    pub text: String,
}

/// The form of a source.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SourceForm {
    /// The id of the source that is changed; `None` for a new one.
    pub source: Option<String>,
    /// The CSL name of the type.
    pub source_type: String,
    /// The fields in which something was typed, or that the record has.
    pub fields: Vec<SourceField>,
    /// The path of the document, relative to the folder of the timeline.
    pub file: String,
    /// The language of the document, as a BCP 47 tag.
    pub language: String,
    /// The editor's note.
    pub note: String,
}

impl SourceForm {
    /// The form of a new source.
    #[must_use]
    pub fn new() -> Self {
        Self {
            source_type: "document".to_owned(),
            ..Self::default()
        }
    }

    /// The form of a source of the timeline.
    #[must_use]
    pub fn of(timeline: &Timeline, source: Index<Source>) -> Self {
        let source = &timeline[source];
        let record = record_of(source);
        let text = |text: Option<&String>| text.cloned().unwrap_or_default();
        let source_type = record.get("type").and_then(Value::as_str);
        let fields = record.iter().filter_map(|(name, value)| {
            let text = text_of(name, value)?;
            Some(SourceField {
                name: name.clone(),
                text,
            })
        });
        Self {
            source: Some(source.id.clone()),
            source_type: source_type.unwrap_or_default().to_owned(),
            fields: fields.collect(),
            file: text(source.file.as_ref()),
            language: text(source.language.as_ref()),
            note: text(source.note.as_ref()),
        }
    }

    /// The type, if a form offers it.
    #[must_use]
    pub fn known_type(&self) -> Option<&'static SourceType> {
        SOURCE_TYPES.iter().find(|it| it.name == self.source_type)
    }

    /// The text of a field; empty if nothing was typed.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        let field = self.fields.iter().find(|field| field.name == name);
        field.map_or("", |field| &field.text)
    }

    /// Sets the text of a field.
    pub fn set_text(&mut self, name: &str, text: String) {
        match self.fields.iter_mut().find(|field| field.name == name) {
            Some(field) => field.text = text,
            None => self.fields.push(SourceField {
                name: name.to_owned(),
                text,
            }),
        }
    }

    /// The names of the fields to show: those of the type, then others that are not
    /// empty.
    #[must_use]
    pub fn shown_fields(&self) -> Vec<String> {
        let of_type = self.known_type().map_or(&["title"][..], |it| it.fields);
        let others = self.fields.iter().filter(|field| {
            !of_type.contains(&field.name.as_str()) && !field.text.trim().is_empty()
        });
        let of_type = of_type.iter().map(|name| (*name).to_owned());
        of_type
            .chain(others.map(|field| field.name.clone()))
            .collect()
    }

    /// Whether nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let texts = [&self.file, &self.language, &self.note].into_iter();
        texts
            .chain(self.fields.iter().map(|field| &field.text))
            .all(|text| text.trim().is_empty())
    }

    /// What is wrong with the form.
    #[must_use]
    pub fn errors(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let mut add = |field, message| errors.push(FieldError::new(field, message));
        let is_named = ["title", "author", "container-title"]
            .iter()
            .any(|name| !self.text(name).trim().is_empty());
        if !is_named {
            add(
                FormField::Record("title".to_owned()),
                "form-error-no-source-title",
            );
        }
        if !is_inside_folder(self.file.trim()) {
            add(FormField::File, "form-error-file-outside");
        }
        if !is_language_tag(self.language.trim()) {
            add(FormField::Language, "form-error-language");
        }
        errors
    }

    /// The record: that of the timeline, with what is typed.
    fn record(&self, before: Option<&Source>) -> Map<String, Value> {
        let known = before.map(record_of).unwrap_or_default();
        let mut record = known.clone();
        if record.get("type").and_then(Value::as_str) != Some(&self.source_type) {
            let mut typed = Map::from_iter([("type".to_owned(), json!(self.source_type))]);
            record.remove("type");
            typed.extend(record);
            record = typed;
        }
        for SourceField { name, text } in &self.fields {
            let old = known.get(name).unwrap_or(&Value::Null);
            if text_of(name, old).unwrap_or_default().trim() == text.trim() {
                continue;
            }
            match value_of(name, text, old) {
                Some(value) => record.insert(name.clone(), value),
                None => record.shift_remove(name),
            };
        }
        record
    }

    /// The commands that apply the form; none if it changes nothing.
    ///
    /// # Errors
    ///
    /// The fields that are wrong.
    pub fn commands(&self, timeline: &Timeline) -> Result<Vec<EditCommand>, Vec<FieldError>> {
        let errors = self.errors();
        if !errors.is_empty() {
            return Err(errors);
        }
        let original = self.source.as_deref();
        let original = original.and_then(|id| timeline.sources.by_id(id));
        let file = self.file.trim();
        let document = DocumentFields {
            file: (!file.is_empty()).then(|| file.into()),
            ..DocumentFields::default()
        };
        let mut fields = Box::new(SourceFields {
            csl: self.record(original.map(|source| &timeline[source])),
            language: self.language.trim().into(),
            note: self.note.trim().into(),
            document: None,
        });
        let Some(index) = original else {
            fields.document = document.file.is_some().then_some(document);
            return Ok(vec![EditCommand::NewSource(fields)]);
        };
        let before = Self::of(timeline, index);
        let source: Box<str> = timeline[index].id.as_str().into();
        let mut commands = Vec::new();
        let mut same_file = before.clone();
        same_file.file.clone_from(&self.file);
        if same_file != *self {
            commands.push(EditCommand::EditSource {
                source: source.clone(),
                fields,
            });
        }
        if before.file.trim() != file {
            commands.push(EditCommand::SetDocument {
                source,
                document: document.file.is_some().then(|| Box::new(document)),
            });
        }
        Ok(commands)
    }
}

fn record_of(source: &Source) -> Map<String, Value> {
    serde_json::from_str(&source.csl.json).unwrap_or_default()
}

/// The value of a field as text; `None` if the form leaves it as it is.
fn text_of(name: &str, value: &Value) -> Option<String> {
    Some(match (field_input(name)?, value) {
        (FieldInput::Names, value) => lines_of_names(value),
        (FieldInput::Date, value) => date_text(value)?,
        (FieldInput::Text, Value::String(text)) => text.clone(),
        (FieldInput::Text, Value::Number(number)) => number.to_string(),
        (FieldInput::Text, _) => return None,
    })
}

/// The value of a typed text; `before` is the value that the record has.
fn value_of(name: &str, text: &str, before: &Value) -> Option<Value> {
    match field_input(name)? {
        FieldInput::Names => names_of_lines(text, before),
        FieldInput::Date => date_value(text.trim()),
        FieldInput::Text => Some(text.trim())
            .filter(|text| !text.is_empty())
            .map(Value::from),
    }
}

/// A date of a record as text: EDTF where it has numbers, else its words.
fn date_text(value: &Value) -> Option<String> {
    if let Some(text) = value.as_str() {
        return Some(text.to_owned());
    }
    for key in ["raw", "literal"] {
        if let Some(text) = value.get(key).and_then(Value::as_str) {
            return Some(text.to_owned());
        }
    }
    let dates = value.get("date-parts")?.as_array()?;
    // A season or a doubt is not shown by the numbers.
    if value.get("season").is_some() || value.get("circa").is_some() {
        return None;
    }
    let dates: Option<Vec<String>> = dates.iter().map(parts_text).collect();
    dates.map(|dates| dates.join("/"))
}

fn parts_text(parts: &Value) -> Option<String> {
    let number = |part: &Value| match part {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    let parts: Option<Vec<i64>> = parts.as_array()?.iter().map(number).collect();
    Some(match *parts?.as_slice() {
        [year] => format!("{year:04}"),
        [year, month] => format!("{year:04}-{month:02}"),
        [year, month, day] => format!("{year:04}-{month:02}-{day:02}"),
        _ => return None,
    })
}

/// A date of a record: numbers for a plain year, month or day, else the words.
fn date_value(text: &str) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    let plain = Edtf::parse(text)
        .ok()
        .filter(|date| match date.expression() {
            Expression::Date(date) => {
                date.is_plain() && (1..=9_999).contains(&date.year.value().unwrap_or(0))
            }
            _ => false,
        });
    Some(match plain {
        Some(date) => {
            let parts = date.as_str().split('-');
            let parts: Vec<u32> = parts.filter_map(|part| part.parse().ok()).collect();
            json!({ "date-parts": [parts] })
        }
        None => json!({ "raw": text }),
    })
}

/// Whether a path stays in the folder of the timeline.
fn is_inside_folder(path: &str) -> bool {
    let components = Path::new(path).components();
    let is_drive = path.as_bytes().get(1) == Some(&b':');
    !is_drive
        && !path.starts_with('\\')
        && components
            .into_iter()
            .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
        && !path.split('\\').any(|part| part == "..")
}

/// Whether a text has the form of a language tag of BCP 47, or is empty.
pub(super) fn is_language_tag(tag: &str) -> bool {
    let is_subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let mut parts = tag.split('-');
    let is_primary = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    tag.is_empty()
        || tag.len() <= MAX_LANGUAGE_TAG
            && parts.next().is_some_and(is_primary)
            && parts.all(is_subtag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_records_become_numbers_only_where_they_are_plain() {
        for (text, value) in [
            ("2025", json!({ "date-parts": [[2025]] })),
            ("2025-02", json!({ "date-parts": [[2025, 2]] })),
            ("2025-02-07", json!({ "date-parts": [[2025, 2, 7]] })),
            ("[7 February 2025]", json!({ "raw": "[7 February 2025]" })),
            ("2025~", json!({ "raw": "2025~" })),
            ("195X", json!({ "raw": "195X" })),
            ("2025-21", json!({ "raw": "2025-21" })),
            ("2024/2025", json!({ "raw": "2024/2025" })),
        ] {
            assert_eq!(date_value(text), Some(value.clone()), "{text}");
            assert_eq!(date_text(&value).as_deref(), Some(text));
        }
        assert_eq!(date_value(""), None);
        let season = json!({ "date-parts": [[2025]], "season": 1 });
        assert_eq!(date_text(&season), None);
    }

    #[test]
    fn a_document_stays_in_the_folder_and_a_language_is_a_tag() {
        for (path, is_inside) in [
            ("", true),
            ("sources/coplen.txt", true),
            ("../coplen.txt", false),
            ("sources/../../coplen.txt", false),
            ("/home/a.txt", false),
            ("C:\\a.txt", false),
            ("..\\a.txt", false),
        ] {
            assert_eq!(is_inside_folder(path), is_inside, "{path}");
        }
        for (tag, is_valid) in [
            ("", true),
            ("en", true),
            ("en-GB", true),
            ("zh-Hant-TW", true),
            ("english language", false),
            ("e", false),
            ("en-", false),
        ] {
            assert_eq!(is_language_tag(tag), is_valid, "{tag}");
        }
    }
}
