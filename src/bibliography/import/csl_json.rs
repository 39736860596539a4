//! CSL-JSON: a list of records, one record, or `{"items": […]}`.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::imported::{ImportProblem, Lines, Read, Readings};
use crate::storage::FileError;

/// Reads the records of a text.
///
/// # Errors
///
/// Where it is no JSON, with the place where it stops being any.
pub(super) fn read(text: &str) -> Result<Readings, FileError> {
    let lines = Lines::of(text);
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| refusal(text, &error))?;
    let mut readings = Readings::default();
    let entries: Vec<&RawValue> = match whole.get().as_bytes().first() {
        Some(b'[') => serde_json::from_str(whole.get()),
        Some(b'{') => Ok(items(whole)),
        _ => Err(serde::de::Error::custom("neither a list nor an object")),
    }
    .map_err(|_| {
        FileError::new("The file is JSON and holds no records")
            .with_hint("CSL-JSON is a list of objects, each with a `type` and a `title`.")
    })?;
    for entry in entries {
        // The entry is a piece of the text, so that its place is known.
        let start = entry.get().as_ptr().addr();
        let line = lines.at(start.saturating_sub(text.as_ptr().addr()));
        match serde_json::from_str::<Map<String, Value>>(entry.get()) {
            Ok(csl) => readings.take_csl(line, csl),
            Err(_) => readings.problems.push(
                ImportProblem::new(line, "This is no record and is left out.")
                    .with_hint("A record is an object with a `type` and a `title`."),
            ),
        }
    }
    Ok(readings)
}

/// The records of an object: what stands under `items`, else itself.
fn items(object: &RawValue) -> Vec<&RawValue> {
    #[derive(serde::Deserialize)]
    struct Items<'t> {
        #[serde(borrow)]
        items: Vec<&'t RawValue>,
    }
    serde_json::from_str::<Items<'_>>(object.get()).map_or(vec![object], |list| list.items)
}

impl Readings {
    fn take_csl(&mut self, line: usize, mut csl: Map<String, Value>) {
        let key = match csl.get("id") {
            Some(Value::String(id)) => Some(id.clone()),
            Some(Value::Number(id)) => Some(id.to_string()),
            _ => None,
        };
        csl.shift_remove("id");
        if csl.is_empty() {
            let problem = ImportProblem::new(line, "The record is empty and is left out.");
            self.problems.push(problem);
            return;
        }
        if !csl.contains_key("type") {
            self.problems.push(
                ImportProblem::new(line, "The record has no `type`.").with_hint(
                    "Give it one, such as \"article-journal\", \"book\" or \"webpage\".",
                ),
            );
        }
        self.records.push(Read { line, key, csl });
    }
}

fn refusal(text: &str, error: &serde_json::Error) -> FileError {
    let line = error.line().max(1);
    // serde counts bytes.
    let written = text.lines().nth(line - 1).unwrap_or_default();
    let before = written.get(..error.column().saturating_sub(1));
    let column = before.map_or(error.column(), |before| before.chars().count() + 1);
    FileError {
        line: Some(line),
        column: Some(column.max(1)),
        ..FileError::new("The file is not JSON").with_hint(
            "Export it again as CSL-JSON; in Zotero that is one of the formats of “Export Library”.",
        )
    }
}
