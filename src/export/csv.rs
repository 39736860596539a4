//! An export as comma-separated values (RFC 4180): a record for each citation,
//! and one for each event without any.

use super::colophon::Colophon;
use super::content::{CitationEntry, EventEntry, ExportContent, ExportScope, PassageEntry};
use super::csv_writer::CsvWriter;
use super::dates::DateEntry;
use super::format::ExportOutcome;
use super::request::ExportRequest;
use crate::model::{Timeline, visible_line};
use crate::storage::FileError;

const HEADER: &str = "event_id,title,lane_id,lane,date,invalid_date,date_in_words,earliest,latest,\
    out_of_range,basis,reason,date_text,rival_dates,after,before,tags,actors,summary,note,\
    passage_id,stance,attributed_to,citation_date,citation_invalid_date,citation_date_in_words,\
    citation_earliest,citation_latest,citation_out_of_range,citation_basis,citation_reason,\
    citation_note,quotation,words_cut,locator,state,start,end,source_id,footnote,\
    recorded_sha256,found_sha256,language,source_words_cut,quote_limit,timeline_title,\
    timeline_file,timeline_sha256,filter,range,events,events_of_timeline,made_by";

/// The export as a table.
pub(super) fn export(request: &ExportRequest<'_>) -> Result<ExportOutcome, FileError> {
    let content = ExportContent::new(request, ExportScope::Cited);
    let colophon = &content.colophon;
    let mut table = CsvWriter::new(HEADER)?;
    let mut add = |entry: &EventEntry<'_>, cited: Option<CitedPassage<'_>>| {
        add_event(&mut table, content.timeline, entry);
        add_citation(&mut table, cited);
        add_colophon(&mut table, colophon, cited);
        table.end_record()
    };
    for event in &content.events {
        for cited in content.citations(event) {
            add(event, Some(cited))?;
        }
        if event.citations.is_empty() {
            add(event, None)?;
        }
    }
    let (bytes, lost_nuls) = table.finish()?;
    let is_empty = content.events.is_empty();
    Ok(ExportOutcome {
        lost_nuls,
        notice: is_empty.then(|| visible_line(&colophon.in_words()).into_owned()),
        ..ExportOutcome::new(bytes, colophon)
    })
}

/// A citation and its passage.
type CitedPassage<'c> = (&'c CitationEntry<'c>, &'c PassageEntry<'c>);

fn add_event(table: &mut CsvWriter, timeline: &Timeline, entry: &EventEntry<'_>) {
    let event = entry.event;
    table.text(&*event.id);
    table.text(&*event.title);
    table.text(&*event.lane_id);
    table.text(event.lane.map(|_| entry.lane));
    add_date(table, Some(entry.date));
    table.text(event.date_text.as_deref());
    let rivals = entry.rivals.iter().map(|rival| rival.edtf.as_str());
    table.value(Some(rivals.collect::<Vec<_>>().join("; ")));
    for others in [&event.dating.after, &event.dating.before] {
        let others = others.iter().map(|other| &*timeline[*other].id);
        table.text(&*others.collect::<Vec<_>>().join("; "));
    }
    table.text(&*event.tags.join("; "));
    table.text(&*event.actors.join("; "));
    table.text(event.summary.as_deref());
    table.text(event.note.as_deref());
}

fn add_date(table: &mut CsvWriter, date: Option<DateEntry<'_>>) {
    table.date(date);
    table.extent(date);
    let given = date.filter(|date| date.text().is_some());
    table.value(given.map(DateEntry::is_out_of_range));
    table.basis(date);
}

fn add_citation(table: &mut CsvWriter, cited: Option<CitedPassage<'_>>) {
    let entry = cited.map(|(entry, _)| entry);
    let citation = entry.map(|entry| entry.citation);
    let quoted = cited.map(|(_, quoted)| quoted);
    let passage = quoted.map(|quoted| quoted.passage);
    let source = quoted.map(|quoted| quoted.source);
    table.text(passage.map(|passage| &*passage.id));
    table.value(citation.map(|citation| citation.stance.name()));
    table.text(citation.and_then(|citation| citation.attributed_to.as_deref()));
    add_date(table, entry.map(|entry| entry.date));
    table.text(citation.and_then(|citation| citation.note.as_deref()));
    table.text(quoted.map(|quoted| quoted.quotation.as_str()));
    table.value(quoted.map(|quoted| quoted.words_cut));
    table.text(passage.and_then(|passage| passage.locator.as_deref()));
    table.value(quoted.map(|quoted| quoted.state().name()));
    let place = quoted.and_then(PassageEntry::place);
    table.value(place.map(|(start, _)| start));
    table.value(place.map(|(_, end)| end));
    table.text(source.map(|source| &*source.id));
    table.text(quoted.map(|quoted| quoted.footnote.as_str()));
    table.value(source.and_then(|source| source.sha256));
    table.value(quoted.and_then(PassageEntry::found));
    table.text(source.and_then(|source| source.language.as_deref()));
}

fn add_colophon(table: &mut CsvWriter, colophon: &Colophon<'_>, cited: Option<CitedPassage<'_>>) {
    let source = cited.map(|(_, quoted)| &*quoted.source.id);
    let cut = source.map(|id| {
        let mut cut = colophon.cut.iter();
        cut.find(|of| of.source == id).map_or(0, |of| of.words_cut)
    });
    table.value(cut);
    let limit = colophon.quote_limit.map(|limit| limit.to_string());
    table.value(Some(limit.unwrap_or_else(|| "none".to_owned())));
    table.text(colophon.timeline);
    table.text(colophon.file);
    table.value(Some(&colophon.sha256));
    table.text(colophon.filter);
    table.value(colophon.range);
    table.value(Some(colophon.events));
    table.value(Some(colophon.events_of_timeline));
    table.value(Some(colophon.made_by));
}
