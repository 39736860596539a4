//! An export as JSON: the lossless form. Every text has the characters of the
//! file; only the limit on quotations takes words away, and says so.

use serde::Serialize;
use serde_json::value::RawValue;

use super::colophon::Colophon;
use super::content::{Content, EventEntry, PassageEntry, Scope, SourceEntry};
use super::dates::DateEntry;
use super::format::{ExportError, ExportOutcome};
use super::request::ExportRequest;
use crate::model::{Event, Index, Lane, Passage, Timeline};
use annals_anchor::SharedText;

/// The export as one object.
pub(super) fn object(request: &ExportRequest<'_>) -> Result<ExportOutcome, ExportError> {
    let content = Content::of(request, Scope::Everything);
    let timeline = content.timeline;
    let whole = Whole {
        colophon: &content.colophon,
        title: &timeline.title,
        description: timeline.description.as_deref(),
        language: timeline.language.as_deref(),
        lanes: timeline.lanes.iter().map(lane).collect(),
        sources: content.sources.iter().map(source).collect(),
        passages: content.passages().map(passage).collect(),
        events: content.events.iter().map(|e| event(timeline, e)).collect(),
        bibliography: &content.bibliography,
    };
    let text = serde_json::to_string_pretty(&whole)? + "\n";
    Ok(ExportOutcome::new(text, &content.colophon))
}

#[derive(Serialize)]
struct Whole<'c> {
    #[serde(rename = "made")]
    colophon: &'c Colophon<'c>,
    title: &'c str,
    description: Option<&'c str>,
    language: Option<&'c str>,
    lanes: Vec<LaneFacts<'c>>,
    sources: Vec<SourceFacts<'c>>,
    passages: Vec<PassageFacts<'c>>,
    events: Vec<EventFacts<'c>>,
    bibliography: &'c [String],
}

#[derive(Serialize)]
struct LaneFacts<'c> {
    id: &'c str,
    name: &'c str,
    /// `#rrggbb`.
    color: Option<String>,
}

fn lane(lane: &Lane) -> LaneFacts<'_> {
    let color = lane.color.map(|color| {
        let (red, green, blue) = (color.red, color.green, color.blue);
        format!("#{red:02x}{green:02x}{blue:02x}")
    });
    LaneFacts {
        id: &lane.id,
        name: &lane.name,
        color,
    }
}

#[derive(Serialize)]
struct SourceFacts<'c> {
    id: &'c str,
    /// The record as it stands in the file.
    csl: Option<Box<RawValue>>,
    entry: &'c str,
    file: Option<&'c str>,
    sha256: Option<String>,
    extractor: Option<ExtractorFacts<'c>>,
    encoding: Option<&'c str>,
    language: Option<&'c str>,
    note: Option<&'c str>,
    /// The copy at hand.
    found: Option<FoundFacts<'c>>,
    words_quoted: usize,
    words_cut: usize,
}

#[derive(Serialize)]
struct ExtractorFacts<'c> {
    name: &'c str,
    version: &'c str,
}

#[derive(Serialize)]
struct FoundFacts<'c> {
    sha256: String,
    extractor: ExtractorFacts<'c>,
}

fn source<'c>(entry: &'c SourceEntry<'_>) -> SourceFacts<'c> {
    let source = entry.source;
    let extractor = |extractor: &'c crate::model::Extractor| ExtractorFacts {
        name: &extractor.name,
        version: &extractor.version,
    };
    SourceFacts {
        id: &source.id,
        csl: RawValue::from_string(source.csl.json.to_string()).ok(),
        entry: &entry.entry,
        file: source.file.as_deref(),
        sha256: source.sha256.map(|digest| digest.to_string()),
        extractor: source.extractor.as_ref().map(extractor),
        encoding: source.encoding.as_deref(),
        language: source.language.as_deref(),
        note: source.note.as_deref(),
        found: entry.held.map(|held| FoundFacts {
            sha256: held.digest.to_string(),
            extractor: extractor(&held.extractor),
        }),
        words_quoted: entry.words.shown,
        words_cut: entry.words.cut,
    }
}

#[derive(Serialize)]
struct PassageFacts<'c> {
    id: &'c str,
    source: &'c str,
    /// As far as the limit allows; cut words end in `[…]`.
    exact: &'c str,
    words_cut: usize,
    prefix: Option<&'c str>,
    suffix: Option<&'c str>,
    /// Whether the limit left out a prefix or a suffix that is recorded.
    context_cut: bool,
    /// As recorded.
    start: Option<usize>,
    end: Option<usize>,
    locator: Option<&'c str>,
    replaces: Option<&'c str>,
    anchor: AnchorFacts,
}

/// Where it stands in the copy at hand.
#[derive(Serialize)]
struct AnchorFacts {
    state: &'static str,
    start: Option<usize>,
    end: Option<usize>,
}

fn passage<'c>(entry: &'c PassageEntry<'_>) -> PassageFacts<'c> {
    let passage = entry.passage;
    let is_lost = |recorded: &str, kept: Option<&str>| !recorded.is_empty() && kept.is_none();
    PassageFacts {
        id: &passage.id,
        source: &entry.source.id,
        exact: &entry.quotation,
        words_cut: entry.words_cut,
        prefix: entry.prefix,
        suffix: entry.suffix,
        context_cut: is_lost(&passage.quote.prefix, entry.prefix)
            || is_lost(&passage.quote.suffix, entry.suffix),
        start: passage.position.map(|position| position.start),
        end: passage.position.map(|position| position.end),
        locator: passage.locator.as_deref(),
        replaces: passage.replaces.as_deref(),
        anchor: AnchorFacts {
            state: entry.state.name(),
            start: entry.place.map(|(start, _)| start),
            end: entry.place.map(|(_, end)| end),
        },
    }
}

#[derive(Serialize)]
struct DateFacts<'c> {
    /// As it stands in the file.
    date: Option<&'c str>,
    /// Whether that is EDTF; `None` where there is no date.
    date_is_edtf: Option<bool>,
    date_in_words: Option<&'c str>,
    earliest: Option<&'c str>,
    latest: Option<&'c str>,
    #[serde(skip_serializing_if = "is_false")]
    out_of_range: bool,
    basis: Option<&'static str>,
    reason: Option<&'c str>,
}

/// `out_of_range` is said only where it is true.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
const fn is_false(value: &bool) -> bool {
    !*value
}

fn date<'c>(date: &'c DateEntry<'_>) -> DateFacts<'c> {
    DateFacts {
        date: date.edtf.or(date.invalid),
        date_is_edtf: date.is_given().then_some(date.edtf.is_some()),
        date_in_words: date.in_words.as_deref(),
        earliest: date.earliest.as_deref(),
        latest: date.latest.as_deref(),
        out_of_range: date.is_out_of_range,
        basis: date.basis,
        reason: date.reason,
    }
}

#[derive(Serialize)]
struct EventFacts<'c> {
    id: &'c str,
    title: &'c str,
    lane: &'c str,
    #[serde(flatten)]
    date: DateFacts<'c>,
    date_text: Option<&'c str>,
    after: Vec<&'c str>,
    before: Vec<&'c str>,
    tags: &'c [SharedText],
    actors: &'c [SharedText],
    summary: Option<&'c str>,
    note: Option<&'c str>,
    rivals: Vec<RivalFacts<'c>>,
    citations: Vec<CitationFacts<'c>>,
}

#[derive(Serialize)]
struct RivalFacts<'c> {
    date: Option<&'c str>,
    date_in_words: Option<&'c str>,
    earliest: Option<&'c str>,
    latest: Option<&'c str>,
    #[serde(skip_serializing_if = "is_false")]
    out_of_range: bool,
    passages: Vec<&'c str>,
}

#[derive(Serialize)]
struct CitationFacts<'c> {
    /// Counted through the whole export, from 1.
    number: usize,
    passage: &'c str,
    stance: &'static str,
    attributed_to: Option<&'c str>,
    #[serde(flatten)]
    date: DateFacts<'c>,
    note: Option<&'c str>,
    footnote: &'c str,
}

fn event<'c>(timeline: &'c Timeline, entry: &'c EventEntry<'_>) -> EventFacts<'c> {
    let event = entry.event;
    let id_of = |index: &Index<Passage>| timeline[*index].id.as_str();
    let ids = |events: &[Index<Event>]| {
        let events = events.iter();
        events.map(|index| timeline[*index].id.as_str()).collect()
    };
    let rivals = entry.rivals.iter().map(|rival| RivalFacts {
        date: rival.date.edtf,
        date_in_words: rival.date.in_words.as_deref(),
        earliest: rival.date.earliest.as_deref(),
        latest: rival.date.latest.as_deref(),
        out_of_range: rival.date.is_out_of_range,
        passages: rival.passages.iter().map(id_of).collect(),
    });
    let citations = entry.citations.iter().map(|cited| CitationFacts {
        number: cited.number,
        passage: id_of(&cited.citation.passage),
        stance: cited.citation.stance.name(),
        attributed_to: cited.citation.attributed_to.as_deref(),
        date: date(&cited.date),
        note: cited.citation.note.as_deref(),
        footnote: &cited.footnote,
    });
    EventFacts {
        id: &event.id,
        title: &event.title,
        lane: &event.lane_id,
        date: date(&entry.date),
        date_text: event.date_text.as_deref(),
        after: ids(&event.dating.after),
        before: ids(&event.dating.before),
        tags: &event.tags,
        actors: &event.actors,
        summary: event.summary.as_deref(),
        note: event.note.as_deref(),
        rivals: rivals.collect(),
        citations: citations.collect(),
    }
}
