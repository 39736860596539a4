//! The report as JSON.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::content::{CitationRow, Report};
use super::state_counts::StateCounts;
use super::wording::file_name;
use crate::export::content::EventEntry;
use crate::export::format::write_failed;
use crate::export::json::{JsonStream, joined, match_object, report_date};
use crate::export::wording::problem_count;
use crate::library::SourceCopy;
use crate::model::Source;
use crate::storage::{FileError, Problem, Severity};
use annals_anchor::{WordChange, WordSpan};

#[derive(Serialize)]
struct ReportJson<'r, Events: Serialize, Uncited: Serialize> {
    title: &'r str,
    file: Value,
    program: &'static str,
    checked_at: &'r str,
    options: Value,
    summary: Value,
    sources: Vec<Value>,
    problems: &'r [Problem],
    events: Events,
    uncited: Uncited,
}

/// The report as one JSON object, indented and with a line feed at the end.
pub(super) fn to_bytes(report: &Report<'_>) -> Result<Vec<u8>, FileError> {
    let colophon = &report.content.colophon;
    let report_json = ReportJson {
        title: colophon.timeline,
        file: json!({ "name": colophon.file, "sha256": colophon.sha256 }),
        program: colophon.made_by,
        checked_at: report.checked_at,
        options: json!({ "style": colophon.style, "quote_limit": colophon.quote_limit }),
        summary: summary(report),
        sources: sources(report),
        problems: report.problems,
        events: JsonStream(|| report.content.events.iter().map(|it| event(report, it))),
        uncited: JsonStream(|| report.uncited().map(row_json)),
    };
    let mut bytes = serde_json::to_vec_pretty(&report_json).map_err(write_failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn summary(report: &Report<'_>) -> Value {
    let colophon = &report.content.colophon;
    json!({
        "events": report.content.events.len(),
        "undated_events": report.undated_events(),
        "events_without_citations": report.events_without_citations(),
        "citations": report.citations(),
        "passages": report.states.total(),
        "uncited_passages": report.uncited().count(),
        "errors": problem_count(report.problems, Severity::Error),
        "warnings": problem_count(report.problems, Severity::Warning),
        "words_quoted": colophon.words_quoted,
        "words_cut": colophon.words_cut,
        "states": states(&report.states),
    })
}

fn states(counts: &StateCounts) -> Value {
    let counts = counts.iter();
    let counts = counts.map(|(state, count)| (state.name().to_owned(), count.into()));
    Value::Object(counts.collect::<Map<_, _>>())
}

fn sources(report: &Report<'_>) -> Vec<Value> {
    report
        .sources()
        .map(|(entry, counts)| {
            joined([
                json!({
                    "id": &*entry.source.id,
                    "entry": entry.entry,
                    "passages": counts.total(),
                    "states": states(counts),
                    "file": entry.document.and_then(file_name),
                }),
                digests(entry.source, entry.document),
                extractors(entry.source, entry.document),
                json!({ "words_quoted": entry.words.shown, "words_cut": entry.words.cut }),
            ])
        })
        .collect()
}

fn digests(source: &Source, document: Option<&SourceCopy>) -> Value {
    json!({
        "recorded_sha256": source.sha256.map(|digest| digest.to_string()),
        "found_sha256": document.map(|document| document.digest.to_string()),
    })
}

fn extractors(source: &Source, document: Option<&SourceCopy>) -> Value {
    json!({
        "recorded_extractor": source.extractor.as_ref().map(ToString::to_string),
        "extractor": document.map(|document| document.extractor.to_string()),
    })
}

fn event(report: &Report<'_>, entry: &EventEntry<'_>) -> Value {
    joined([
        json!({ "id": &*entry.event.id, "title": &*entry.event.title }),
        report_date(entry.date),
        json!({ "citations": report.rows(entry).map(row_json).collect::<Value>() }),
    ])
}

fn row_json(row: CitationRow<'_>) -> Value {
    let claim = row.citation.map(|entry| {
        joined([
            json!({
                "line": entry.number,
                "stance": entry.citation.stance.name(),
                "attributed_to": entry.citation.attributed_to.as_deref(),
            }),
            report_date(entry.date),
            json!({ "note": row.note() }),
        ])
    });
    let entry = row.entry;
    let anchor = entry.anchor;
    let found = anchor.and_then(|anchor| anchor.matched);
    let candidates = anchor.map_or(&[][..], |anchor| &anchor.candidates);
    joined([
        claim.unwrap_or_default(),
        json!({
            "passage": &*entry.passage.id,
            "quotation": row.quoted().map(|entry| &entry.quotation),
            "words_cut": row.words_cut(),
            "quoted_in_line": row.quoted_in_line(),
            "locator": entry.passage.locator.as_deref(),
            "source": &*entry.source.id,
            "language": entry.source.language.as_deref(),
            "footnote": entry.footnote,
        }),
        digests(entry.source, entry.document),
        json!({
            "state": entry.state().name(),
            "start": found.map(|place| place.start),
            "end": found.map(|place| place.end),
            "score": found.map(|place| place.score),
            "diff": row.changes().iter().map(change).collect::<Value>(),
            "diff_words_cut": row.changes_words_cut(),
            "candidates": candidates.iter().map(match_object).collect::<Value>(),
        }),
        extractors(entry.source, entry.document),
    ])
}

fn change(span: &WordSpan) -> Value {
    let change = match span.change {
        WordChange::Unchanged => "kept",
        WordChange::Removed => "removed",
        WordChange::Added => "added",
    };
    json!({ "change": change, "words": span.words })
}
