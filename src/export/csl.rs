//! The sources that are cited as CSL-JSON, for Zotero, pandoc and whatever else
//! reads it.
//!
//! Ids are the timeline's, so that `[@coplen]` cites what the timeline calls
//! `coplen`. Nothing is quoted in it. Who made it stands in the `custom` of each
//! record, as the format is a bare array; where there is no record, the verb says it.

use serde_json::{Value, json};

use super::content::{Content, Scope};
use super::exported::Exported;
use super::format::{ExportError, Rendered};
use crate::bibliography::{put_beside, standard_record};
use crate::model::visible_line;

/// The records.
pub(super) fn records(exported: &Exported<'_>) -> Result<Rendered, ExportError> {
    let content = Content::of(exported, Scope::Cited);
    let made = &content.made;
    let about = json!({
        "made_by": made.made_by,
        "timeline": made.timeline,
        "file": made.file,
        "sha256": made.sha256,
        "filter": made.filter,
        "range": made.range,
        "events": made.events,
        "events_of_timeline": made.events_of_timeline,
        "quote_limit": made.quote_limit,
        "words_quoted": 0,
        "words_cut": 0,
    });
    let records: Vec<Value> = content
        .sources
        .iter()
        .map(|entry| {
            let mut record = standard_record(entry.source);
            if let Some(Value::Object(custom)) = record.get_mut("custom") {
                put_beside(custom, "annals", about.clone());
            }
            Value::Object(record)
        })
        .collect();
    let is_empty = records.is_empty();
    let text = serde_json::to_string_pretty(&records)? + "\n";
    Ok(Rendered {
        // Nothing is quoted.
        words_cut: 0,
        unsaid: is_empty.then(|| visible_line(&made.in_words()).into_owned()),
        ..Rendered::new(text, made)
    })
}
