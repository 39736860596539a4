//! The cited sources as CSL-JSON, for Zotero, pandoc and other programs.
//!
//! Ids are the timeline's, so that `[@coplen]` cites its source `coplen`. Nothing
//! is quoted. The format is a bare array, so that the `custom` of each record has
//! the colophon; an export without records has it in its notice.

use serde_json::{Value, json};

use super::content::{ExportContent, ExportScope};
use super::format::{ExportOutcome, write_failed};
use super::request::ExportRequest;
use crate::bibliography::{put_beside, standard_record};
use crate::model::visible_line;
use crate::storage::FileError;

/// The records.
pub(super) fn records(request: &ExportRequest<'_>) -> Result<ExportOutcome, FileError> {
    let content = ExportContent::new(request, ExportScope::Cited);
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
    let text = serde_json::to_string_pretty(&records).map_err(write_failed)? + "\n";
    Ok(ExportOutcome {
        // Nothing is quoted.
        words_cut: 0,
        notice: is_empty.then(|| visible_line(&colophon.in_words()).into_owned()),
        ..ExportOutcome::new(text, colophon)
    })
}
