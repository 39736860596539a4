//! CSL-JSON: a list of records, one record, or `{"items": […]}`.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::imported::{ImportProblem, LineIndex, ParsedFile, ParsedRecord};
use crate::language::Message;
use crate::storage::FileError;

/// Parses the records.
///
/// # Errors
///
/// [`FileError`] where the text is not JSON, with the position, or has no
/// records.
pub(super) fn read(text: &str) -> Result<ParsedFile, FileError> {
    let lines = LineIndex::of(text);
    let whole: &RawValue =
        serde_json::from_str(text).map_err(|error| syntax_error(text, &error))?;
    let mut parsed = ParsedFile::default();
    let entries: Vec<&RawValue> = match whole.get().as_bytes().first() {
        Some(b'[') => serde_json::from_str(whole.get()),
        Some(b'{') => Ok(items(whole)),
        _ => Err(serde::de::Error::custom("neither a list nor an object")),
    }
    .map_err(|_| {
        FileError::new(Message::new("import-no-records"))
            .with_hint(Message::new("import-no-records-hint"))
    })?;
    for entry in entries {
        // The entry is a slice of the text, which gives its line.
        let start = entry.get().as_ptr().addr();
        let line = lines.at(start.saturating_sub(text.as_ptr().addr()));
        match serde_json::from_str::<Map<String, Value>>(entry.get()) {
            Ok(csl) => parsed.add_csl(line, csl),
            Err(_) => parsed.problems.push(
                ImportProblem::new(line, Message::new("import-not-a-record"))
                    .with_hint("import-not-a-record-hint"),
            ),
        }
    }
    Ok(parsed)
}

/// The records of an object: its `items`, otherwise the object itself.
fn items(object: &RawValue) -> Vec<&RawValue> {
    #[derive(serde::Deserialize)]
    struct Items<'t> {
        #[serde(borrow)]
        items: Vec<&'t RawValue>,
    }
    serde_json::from_str::<Items<'_>>(object.get()).map_or(vec![object], |list| list.items)
}

impl ParsedFile {
    fn add_csl(&mut self, line: usize, mut csl: Map<String, Value>) {
        let key = match csl.get("id") {
            Some(Value::String(id)) => Some(id.clone()),
            Some(Value::Number(id)) => Some(id.to_string()),
            _ => None,
        };
        csl.shift_remove("id");
        if csl.is_empty() {
            let problem = ImportProblem::new(line, Message::new("import-empty-record"));
            self.problems.push(problem);
            return;
        }
        if !csl.contains_key("type") {
            self.problems.push(
                ImportProblem::new(line, Message::new("import-no-type"))
                    .with_hint("import-no-type-hint"),
            );
        }
        self.records.push(ParsedRecord { line, key, csl });
    }
}

fn syntax_error(text: &str, error: &serde_json::Error) -> FileError {
    // serde_json counts bytes.
    let lines = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    FileError::new(Message::new("import-not-json"))
        .with_hint(Message::new("import-not-json-hint"))
        .at_offset(text, start + error.column().saturating_sub(1))
}
