//! The report as comma-separated values (RFC 4180): a record for each citation,
//! for each event without any, and for each passage that no event cites.

use super::content::{CitationRow, Report};
use super::wording::marked_changes;
use crate::export::content::{CitationEntry, EventEntry, PassageEntry};
use crate::export::csv_writer::CsvWriter;
use crate::storage::FileError;

const HEADER: &str = "line,event,title,date,invalid_date,date_in_words,earliest,latest,basis,\
    reason,stance,attributed_to,citation_date,citation_invalid_date,citation_date_in_words,\
    citation_basis,citation_reason,note,passage,quotation,words_cut,quoted_in_line,locator,\
    source,footnote,recorded_sha256,found_sha256,state,start,end,score,diff,diff_words_cut,\
    candidates,extractor,checked_at,program";

/// The table, and the number of NULs that became U+2400.
pub(super) fn table(report: &Report<'_>) -> Result<(Vec<u8>, usize), FileError> {
    let mut table = CsvWriter::new(HEADER)?;
    let mut add = |event: Option<&EventEntry<'_>>, row: Option<CitationRow<'_>>| {
        let citation = row.and_then(|row| row.citation);
        table.value(citation.map(|citation| citation.number));
        add_event(&mut table, event);
        add_citation(&mut table, citation);
        add_passage(&mut table, row);
        table.value(Some(report.checked_at));
        table.value(Some(report.content.colophon.made_by));
        table.end_record()
    };
    for event in &report.content.events {
        for row in report.rows(event) {
            add(Some(event), Some(row))?;
        }
        if event.citations.is_empty() {
            add(Some(event), None)?;
        }
    }
    for row in report.uncited() {
        add(None, Some(row))?;
    }
    table.finish()
}

fn add_event(table: &mut CsvWriter, entry: Option<&EventEntry<'_>>) {
    let date = entry.map(|entry| entry.date);
    table.text(entry.map(|entry| &*entry.event.id));
    table.text(entry.map(|entry| &*entry.event.title));
    table.date(date);
    table.extent(date);
    table.basis(date);
}

fn add_citation(table: &mut CsvWriter, entry: Option<&CitationEntry<'_>>) {
    let citation = entry.map(|entry| entry.citation);
    let date = entry.map(|entry| entry.date);
    table.value(citation.map(|citation| citation.stance.name()));
    table.text(citation.and_then(|citation| citation.attributed_to.as_deref()));
    table.date(date);
    table.basis(date);
    table.text(citation.and_then(|citation| citation.note.as_deref()));
}

fn add_passage(table: &mut CsvWriter, row: Option<CitationRow<'_>>) {
    let entry = row.map(|row| row.entry);
    let quoted = row.and_then(CitationRow::quoted);
    let passage = entry.map(|entry| entry.passage);
    let anchor = entry.and_then(|entry| entry.anchor);
    let place = anchor.and_then(|anchor| anchor.matched);
    table.text(passage.map(|passage| &*passage.id));
    table.text(quoted.map(|entry| entry.quotation.as_str()));
    table.value(row.map(CitationRow::words_cut));
    table.value(row.and_then(CitationRow::quoted_in_line));
    table.text(passage.and_then(|passage| passage.locator.as_deref()));
    table.text(entry.map(|entry| &*entry.source.id));
    table.text(entry.map(|entry| entry.footnote.as_str()));
    table.value(entry.and_then(|entry| entry.source.sha256));
    table.value(entry.and_then(PassageEntry::found));
    table.value(entry.map(|entry| entry.state().name()));
    table.value(place.map(|place| place.start));
    table.value(place.map(|place| place.end));
    table.value(place.map(|place| format!("{:.3}", place.score)));
    table.text(row.map(|row| marked_changes(row.changes())).as_deref());
    table.value(row.map(CitationRow::changes_words_cut));
    table.value(row.map(|_| anchor.map_or(0, |anchor| anchor.candidates.len())));
    let document = entry.and_then(|entry| entry.document);
    let extractor = document.map(|document| document.extractor.to_string());
    table.text(extractor.as_deref());
}
