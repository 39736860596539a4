//! The file of a new timeline.

use std::path::Path;

use serde_json::{Map, json};

use super::canonical::to_canonical_form;
use super::file_error::FileError;
use super::preflight::VERSION;

/// A timeline without entries but one lane, "Events", in canonical form.
///
/// ```
/// # use annals::storage::empty_timeline;
/// let text = empty_timeline("The mill", Some("en")).unwrap();
/// assert!(text.starts_with("{\n  \"annals\": 1,\n  \"title\": \"The mill\",\n"));
/// ```
///
/// # Errors
///
/// None that is known: [`FileError`] if the text cannot be written as JSON.
pub fn empty_timeline(title: &str, language: Option<&str>) -> Result<String, FileError> {
    let mut timeline = Map::new();
    timeline.insert("annals".to_owned(), json!(VERSION));
    timeline.insert("title".to_owned(), json!(title));
    if let Some(language) = language {
        timeline.insert("language".to_owned(), json!(language));
    }
    let lane = json!({ "id": "events", "name": "Events" });
    timeline.insert("lanes".to_owned(), json!([lane]));
    for list in ["sources", "passages", "events"] {
        timeline.insert(list.to_owned(), json!([]));
    }
    let text = serde_json::Value::Object(timeline).to_string();
    to_canonical_form(text.as_bytes())
}

/// The title of a timeline whose file has this name: `radio-history.json` gives
/// "Radio history".
pub fn title_of_file(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(".json").unwrap_or(&name);
    let stem = stem.strip_suffix(".annals").unwrap_or(stem);
    let words: Vec<&str> = stem
        .split(|c: char| c == '-' || c == '_' || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    let mut letters = words.join(" ");
    if let Some(first) = letters.chars().next() {
        let upper: String = first.to_uppercase().collect();
        letters.replace_range(..first.len_utf8(), &upper);
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_timeline_has_no_problems_and_is_canonical() {
        for (title, language) in [("T", None), ("", None), ("\"\u{202e}\\\n", Some("km"))] {
            let text = empty_timeline(title, language).unwrap();
            assert_eq!(to_canonical_form(text.as_bytes()).unwrap(), text);
            let loaded = super::super::read(text.as_bytes()).unwrap();
            assert_eq!(loaded.problems, []);
            let timeline = loaded.timeline;
            assert_eq!(timeline.title, title);
            assert_eq!(timeline.language.as_deref(), language);
            assert_eq!(timeline.lanes.len(), 1);
            assert_eq!(timeline.events.len(), 0);
        }
        let text = empty_timeline("T", Some("en")).unwrap();
        let keys = [
            "annals", "title", "language", "lanes", "sources", "passages", "events",
        ];
        let places: Vec<usize> = keys
            .iter()
            .map(|key| text.find(&format!("\n  \"{key}\": ")).unwrap())
            .collect();
        assert!(places.is_sorted(), "{text}");
    }

    #[test]
    fn the_title_is_made_from_the_name_of_the_file() {
        for (name, title) in [
            ("radio-history.json", "Radio history"),
            ("a/b/Mill_of__Kent.json", "Mill of Kent"),
            ("x.annals.json", "X"),
            ("été.json", "Été"),
            ("notes.txt", "Notes.txt"),
            ("1958", "1958"),
            ("-.json", ""),
            (".json", ""),
        ] {
            assert_eq!(title_of_file(Path::new(name)), title, "{name}");
        }
    }
}
