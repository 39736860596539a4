//! The JSON vocabulary: how events, dates, citations, passages and sources are
//! named in `--to json`, in the provenance report, and by `list --json` and
//! `show --json`.
//!
//! Every text has the characters of the file. `--to json` is the lossless form:
//! only the quotation limit leaves words out, and the export states how many.

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::colophon::Colophon;
use super::content::{
    CitationEntry, EventEntry, ExportContent, ExportScope, PassageEntry, SourceEntry,
};
use super::dates::{DateEntry, iso};
use super::format::{ExportOutcome, write_failed};
use super::request::ExportRequest;
use crate::bibliography::Bibliographer;
use crate::model::{Citation, Event, Extractor, Index, Lane, Passage, RivalDate, Timeline};
use crate::storage::FileError;
use annals_anchor::{AnchorState, Match};
use annals_edtf::Extent;

/// The lossless export.
pub(super) fn lossless(request: &ExportRequest<'_>) -> Result<ExportOutcome, FileError> {
    let content = ExportContent::new(request, ExportScope::Everything);
    let timeline = content.timeline;
    let export = TimelineJson {
        made: &content.colophon,
        title: &timeline.title,
        description: timeline.description.as_deref(),
        language: timeline.language.as_deref(),
        lanes: timeline.lanes.iter().map(lane).collect(),
        sources: content.sources.iter().map(source).collect(),
        passages: JsonStream(|| content.passages().map(passage)),
        events: JsonStream(|| content.events.iter().map(|entry| event(&content, entry))),
        bibliography: &content.bibliography,
    };
    let text = serde_json::to_string_pretty(&export).map_err(write_failed)? + "\n";
    Ok(ExportOutcome::new(text, &content.colophon))
}

#[derive(Serialize)]
struct TimelineJson<'c, P: Serialize, E: Serialize> {
    made: &'c Colophon<'c>,
    title: &'c str,
    description: Option<&'c str>,
    language: Option<&'c str>,
    lanes: Vec<Value>,
    sources: Vec<ExportedSource>,
    passages: P,
    events: E,
    bibliography: &'c [String],
}

/// An array whose items are made one at a time, so that a large timeline never
/// is in memory as JSON.
pub struct JsonStream<F>(pub F);

impl<F: Fn() -> I, I: Iterator<Item = Value>> Serialize for JsonStream<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// The members of several objects as one object, in order.
#[must_use]
pub fn joined(parts: impl IntoIterator<Item = Value>) -> Value {
    let mut object = Map::new();
    for part in parts {
        if let Value::Object(part) = part {
            object.extend(part);
        }
    }
    Value::Object(object)
}

/// An entry of `list --json`.
#[must_use]
pub fn event_summary(timeline: &Timeline, event: &Event) -> Value {
    let date = DateEntry::new(event.date.as_ref(), &event.dating);
    let rivals = event.rivals();
    joined([
        json!({ "id": &*event.id, "title": &*event.title, "date": date.text() }),
        bounds(date.extent()),
        json!({
            "basis": date.basis,
            "lane": Some(&*event.lane_id).filter(|lane| !lane.is_empty()),
            "passages": ids(timeline, &event.cited_passages()),
            "rivals": rivals.iter().map(|it| rival(timeline, it, false)).collect::<Value>(),
        }),
    ])
}

/// The object of `show --json`. `states` are those of the cited passages, in the
/// order of the citations.
#[must_use]
pub fn event_details(
    timeline: &Timeline,
    event: &Event,
    states: impl IntoIterator<Item = AnchorState>,
    bibliographer: Bibliographer,
) -> Value {
    let citations = event.citations.iter().zip(states);
    joined([
        event_summary(timeline, event),
        json!({
            "summary": event.summary.as_deref(),
            "tags": &*event.tags,
            "actors": &*event.actors,
            "note": event.note.as_deref(),
            "citations": citations
                .map(|(citation, state)| shown_citation(timeline, citation, state, bibliographer))
                .collect::<Value>(),
        }),
    ])
}

fn shown_citation(
    timeline: &Timeline,
    citation: &Citation,
    state: AnchorState,
    bibliographer: Bibliographer,
) -> Value {
    let passage = &timeline[citation.passage];
    let source = &timeline[passage.source];
    let locator = passage.locator.as_deref();
    json!({
        "passage": &*passage.id,
        "source": &*source.id,
        "exact": passage.quote.exact.as_str(),
        "date": DateEntry::new(citation.date.as_ref(), &citation.dating).text(),
        "stance": citation.stance.name(),
        "attributed_to": citation.attributed_to.as_deref(),
        "note": citation.note.as_deref(),
        "locator": locator,
        "state": state.name(),
        "citation": bibliographer.footnote(source, locator),
    })
}

fn ids(timeline: &Timeline, passages: &[Index<Passage>]) -> Value {
    let ids = passages.iter().map(|passage| &*timeline[*passage].id);
    ids.collect()
}

fn event_ids(timeline: &Timeline, events: &[Index<Event>]) -> Value {
    events.iter().map(|event| &*timeline[*event].id).collect()
}

/// The bounds of a date. `out_of_range` is written only where it is true.
#[must_use]
pub fn bounds(extent: Option<Extent>) -> Value {
    let mut object = json!({
        "earliest": extent.and_then(|extent| iso(extent.earliest)),
        "latest": extent.and_then(|extent| iso(extent.latest)),
    });
    if extent.is_some_and(Extent::is_out_of_range) {
        object["out_of_range"] = true.into();
    }
    object
}

fn rival(timeline: &Timeline, rival: &RivalDate<'_>, has_words: bool) -> Value {
    let date = DateEntry::rival(rival.date);
    let words = if has_words {
        json!({ "date_in_words": date.in_words() })
    } else {
        Value::Null
    };
    joined([
        json!({ "date": date.edtf() }),
        words,
        bounds(date.extent()),
        json!({ "passages": ids(timeline, &rival.passages) }),
    ])
}

/// A date of the lossless export.
fn date(date: DateEntry<'_>) -> Value {
    joined([
        json!({
            "date": date.text(),
            "date_is_edtf": date.text().map(|_| date.edtf().is_some()),
            "date_in_words": date.in_words(),
        }),
        bounds(date.extent()),
        json!({ "basis": date.basis, "reason": date.reason }),
    ])
}

/// A date of the provenance report.
pub(super) fn report_date(date: DateEntry<'_>) -> Value {
    json!({
        "date": date.edtf(),
        "invalid_date": date.invalid(),
        "date_in_words": date.in_words(),
        "earliest": date.earliest(),
        "latest": date.latest(),
        "basis": date.basis,
        "reason": date.reason,
    })
}

fn lane(lane: &Lane) -> Value {
    let color = lane.color.map(|color| {
        let (red, green, blue) = (color.red, color.green, color.blue);
        format!("#{red:02x}{green:02x}{blue:02x}")
    });
    json!({ "id": &*lane.id, "name": &*lane.name, "color": color })
}

#[derive(Serialize)]
struct ExportedSource {
    id: String,
    /// The record as written in the file, number by number.
    csl: Option<Box<RawValue>>,
    #[serde(flatten)]
    rest: Value,
}

fn source(entry: &SourceEntry<'_>) -> ExportedSource {
    let source = entry.source;
    let extractor = |it: &Extractor| json!({ "name": &*it.name, "version": &*it.version });
    let found = entry.document.map(|document| {
        json!({
            "sha256": document.digest.to_string(),
            "extractor": extractor(&document.extractor),
        })
    });
    ExportedSource {
        id: source.id.clone(),
        csl: RawValue::from_string(source.csl.json.to_string()).ok(),
        rest: json!({
            "entry": entry.entry,
            "file": source.file.as_deref(),
            "sha256": source.sha256.map(|digest| digest.to_string()),
            "extractor": source.extractor.as_ref().map(extractor),
            "encoding": source.encoding.as_deref(),
            "language": source.language.as_deref(),
            "note": source.note.as_deref(),
            "found": found,
            "words_quoted": entry.words.shown,
            "words_cut": entry.words.cut,
        }),
    }
}

fn passage(entry: &PassageEntry<'_>) -> Value {
    let passage = entry.passage;
    let is_cut =
        |recorded: &str, exported: Option<&str>| !recorded.is_empty() && exported.is_none();
    let place = entry.place();
    json!({
        "id": &*passage.id,
        "source": &*entry.source.id,
        "exact": entry.quotation,
        "words_cut": entry.words_cut,
        "prefix": entry.prefix,
        "suffix": entry.suffix,
        "context_cut": is_cut(&passage.quote.prefix, entry.prefix)
            || is_cut(&passage.quote.suffix, entry.suffix),
        "start": passage.position.map(|position| position.start),
        "end": passage.position.map(|position| position.end),
        "locator": passage.locator.as_deref(),
        "replaces": passage.replaces.as_deref(),
        "anchor": {
            "state": entry.state().name(),
            "start": place.map(|(start, _)| start),
            "end": place.map(|(_, end)| end),
        },
    })
}

fn event(content: &ExportContent<'_>, entry: &EventEntry<'_>) -> Value {
    let (timeline, event) = (content.timeline, entry.event);
    let citations = content.citations(entry);
    let rivals = entry.rivals.iter();
    joined([
        json!({ "id": &*event.id, "title": &*event.title, "lane": &*event.lane_id }),
        date(entry.date),
        json!({
            "date_text": event.date_text.as_deref(),
            "after": event_ids(timeline, &event.dating.after),
            "before": event_ids(timeline, &event.dating.before),
            "tags": &*event.tags,
            "actors": &*event.actors,
            "summary": event.summary.as_deref(),
            "note": event.note.as_deref(),
            "rivals": rivals.map(|it| rival(timeline, it, true)).collect::<Value>(),
            "citations": citations.map(citation).collect::<Value>(),
        }),
    ])
}

fn citation((entry, passage): (&CitationEntry<'_>, &PassageEntry<'_>)) -> Value {
    let citation = entry.citation;
    joined([
        json!({
            "number": entry.number,
            "passage": &*passage.passage.id,
            "stance": citation.stance.name(),
            "attributed_to": citation.attributed_to.as_deref(),
        }),
        date(entry.date),
        json!({ "note": citation.note.as_deref(), "footnote": passage.footnote }),
    ])
}

/// A place in a document where a passage was found.
#[must_use]
pub fn match_object(found: &Match) -> Value {
    json!({ "start": found.start, "end": found.end, "score": found.score })
}
