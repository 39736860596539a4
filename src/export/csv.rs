//! An export as comma-separated values (RFC 4180): a record for each citation,
//! and one for each event without any.

use std::fmt::Display;

use ::csv::{Terminator, WriterBuilder};

use super::content::{CitationEntry, Content, EventEntry, PassageEntry, Scope};
use super::csv_text::{escape_formula, lost_nuls};
use super::dates::DateEntry;
use super::format::{ExportError, ExportOutcome};
use super::request::ExportRequest;
use crate::model::{Timeline, visible_line};
use annals_anchor::SharedText;

const COLUMNS: [&str; 53] = [
    "event_id",
    "title",
    "lane_id",
    "lane",
    "date",
    "invalid_date",
    "date_in_words",
    "earliest",
    "latest",
    "out_of_range",
    "basis",
    "reason",
    "date_text",
    "rival_dates",
    "after",
    "before",
    "tags",
    "actors",
    "summary",
    "note",
    "passage_id",
    "stance",
    "attributed_to",
    "citation_date",
    "citation_invalid_date",
    "citation_date_in_words",
    "citation_earliest",
    "citation_latest",
    "citation_out_of_range",
    "citation_basis",
    "citation_reason",
    "citation_note",
    "quotation",
    "words_cut",
    "locator",
    "state",
    "start",
    "end",
    "source_id",
    "footnote",
    "recorded_sha256",
    "found_sha256",
    "language",
    "source_words_cut",
    "quote_limit",
    "timeline_title",
    "timeline_file",
    "timeline_sha256",
    "filter",
    "range",
    "events",
    "events_of_timeline",
    "made_by",
];

/// The export as a table.
pub(super) fn table(request: &ExportRequest<'_>) -> Result<ExportOutcome, ExportError> {
    let content = Content::of(request, Scope::Cited);
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    let mut nuls = 0;
    let mut put = |event: &EventEntry<'_>, cited: Option<Cited<'_>>| {
        let mut record = Record::default();
        record.event(content.timeline, event);
        record.citation(cited);
        record.colophon(&content, cited);
        nuls += record.lost_nuls;
        writer.write_record(&record.fields)
    };
    for event in &content.events {
        for citation in &event.citations {
            let passage = content.passage(citation.citation.passage);
            put(event, passage.map(|passage| (citation, passage)))?;
        }
        if event.citations.is_empty() {
            put(event, None)?;
        }
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| ::csv::Error::from(error.into_error()))?;
    let colophon = &content.colophon;
    Ok(ExportOutcome {
        lost_nuls: nuls,
        notice: content
            .events
            .is_empty()
            .then(|| visible_line(&colophon.in_words()).into_owned()),
        ..ExportOutcome::new(bytes, colophon)
    })
}

/// A citation and its passage.
type Cited<'c> = (&'c CitationEntry<'c>, &'c PassageEntry<'c>);

/// The fields of one record.
#[derive(Default)]
struct Record {
    fields: Vec<String>,
    lost_nuls: usize,
}

impl Record {
    /// What somebody wrote, or what was made of it.
    fn text(&mut self, text: Option<&str>) {
        let text = text.unwrap_or_default();
        self.lost_nuls += lost_nuls(text);
        self.fields.push(escape_formula(text).into_owned());
    }

    fn texts(&mut self, texts: &[SharedText]) {
        let texts: Vec<&str> = texts.iter().map(SharedText::as_str).collect();
        self.text(Some(&texts.join("; ")));
    }

    /// What the program made or read and found valid: a number, a date, a
    /// second, a digest, a word of its own.
    fn known(&mut self, known: Option<impl Display>) {
        let field = known.map(|known| known.to_string());
        self.fields.push(field.unwrap_or_default());
    }

    fn event(&mut self, timeline: &Timeline, entry: &EventEntry<'_>) {
        let event = entry.event;
        self.text(Some(&event.id));
        self.text(Some(&event.title));
        self.text(Some(&event.lane_id));
        self.text(event.lane.map(|_| entry.lane));
        self.date(Some(&entry.date));
        self.text(event.date_text.as_deref());
        let rivals = entry.rivals.iter();
        let rivals: Vec<&str> = rivals.filter_map(|rival| rival.date.edtf).collect();
        self.known(Some(rivals.join("; ")));
        for others in [&event.dating.after, &event.dating.before] {
            let others = others.iter().map(|other| timeline[*other].id.as_str());
            self.text(Some(&others.collect::<Vec<_>>().join("; ")));
        }
        self.texts(&event.tags);
        self.texts(&event.actors);
        self.text(event.summary.as_deref());
        self.text(event.note.as_deref());
    }

    fn date(&mut self, date: Option<&DateEntry<'_>>) {
        self.known(date.and_then(|date| date.edtf));
        self.text(date.and_then(|date| date.invalid));
        self.text(date.and_then(|date| date.in_words.as_deref()));
        self.known(date.and_then(|date| date.earliest.as_ref()));
        self.known(date.and_then(|date| date.latest.as_ref()));
        self.known(
            date.filter(|date| date.is_given())
                .map(|date| date.is_out_of_range),
        );
        self.known(date.and_then(|date| date.basis));
        self.text(date.and_then(|date| date.reason));
    }

    fn citation(&mut self, cited: Option<Cited<'_>>) {
        let entry = cited.map(|(entry, _)| entry);
        let citation = entry.map(|entry| entry.citation);
        let shown = cited.map(|(_, shown)| shown);
        let passage = shown.map(|shown| shown.passage);
        let source = shown.map(|shown| shown.source);
        self.text(passage.map(|passage| passage.id.as_str()));
        self.known(citation.map(|citation| citation.stance.name()));
        self.text(citation.and_then(|citation| citation.attributed_to.as_deref()));
        self.date(entry.map(|entry| &entry.date));
        self.text(citation.and_then(|citation| citation.note.as_deref()));
        self.text(shown.map(|shown| shown.quotation.as_str()));
        self.known(shown.map(|shown| shown.words_cut));
        self.text(passage.and_then(|passage| passage.locator.as_deref()));
        self.known(shown.map(|shown| shown.state.name()));
        let place = shown.and_then(|shown| shown.place);
        self.known(place.map(|(start, _)| start));
        self.known(place.map(|(_, end)| end));
        self.text(source.map(|source| source.id.as_str()));
        self.text(entry.map(|entry| entry.footnote.as_str()));
        self.known(source.and_then(|source| source.sha256));
        self.known(shown.and_then(|shown| shown.found));
        self.text(source.and_then(|source| source.language.as_deref()));
    }

    fn colophon(&mut self, content: &Content<'_>, cited: Option<Cited<'_>>) {
        let colophon = &content.colophon;
        let source = cited.map(|(_, shown)| shown.source.id.as_str());
        let cut = source.map(|id| {
            let mut cut = colophon.cut.iter();
            cut.find(|of| of.source == id).map_or(0, |of| of.words_cut)
        });
        self.known(cut);
        let limit = colophon.quote_limit;
        self.known(Some(
            limit.map_or_else(|| "none".to_owned(), |limit| limit.to_string()),
        ));
        self.text(Some(colophon.timeline));
        self.text(Some(colophon.file));
        self.known(Some(&colophon.sha256));
        self.text(colophon.filter);
        self.known(colophon.range);
        self.known(Some(colophon.events));
        self.known(Some(colophon.events_of_timeline));
        self.known(Some(colophon.made_by));
    }
}
