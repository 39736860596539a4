//! The sources that are cited as CSL-JSON, for Zotero, pandoc and whatever else
//! reads it.
//!
//! Ids are the timeline's, so that `[@coplen]` cites what the timeline calls
//! `coplen`. Nothing is quoted in it. Who made it stands in the `custom` of each
//! record, as the format is a bare array; where there is no record, the verb says it.

use serde_json::{Value, json};

use super::content::{Content, Scope};
use super::format::{ExportError, ExportOutcome};
use super::request::ExportRequest;
use crate::bibliography::{put_beside, standard_record};
use crate::model::visible_line;

/// The records.
pub(super) fn records(request: &ExportRequest<'_>) -> Result<ExportOutcome, ExportError> {
    let content = Content::of(request, Scope::Cited);
    let colophon = &content.colophon;
    let about = json!({
        "made_by": colophon.made_by,
        "timeline": colophon.timeline,
        "file": colophon.file,
        "sha256": colophon.sha256,
        "filter": colophon.filter,
        "range": colophon.range,
        "events": colophon.events,
        "events_of_timeline": colophon.events_of_timeline,
        "quote_limit": colophon.quote_limit,
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
    Ok(ExportOutcome {
        // Nothing is quoted.
        words_cut: 0,
        notice: is_empty.then(|| visible_line(&colophon.in_words()).into_owned()),
        ..ExportOutcome::new(text, colophon)
    })
}
