//! The searched texts of an event.

use crate::model::{Event, Index, Passage};

// The fields of an event, as bits. Hits in lower ones are listed first.
pub(super) const TITLE: u8 = 1;
pub(super) const QUOTATION: u8 = 2;
pub(super) const SUMMARY: u8 = 4;
pub(super) const NOTE: u8 = 8;

/// Visits each text of an event with its field: the title, the summary, its notes
/// and those of its citations, but not the passages ([`cited_passages`]), which other events
/// may cite too.
pub(super) fn each_own_text<'a>(event: &'a Event, mut visit: impl FnMut(u8, &'a str)) {
    visit(TITLE, &event.title);
    if let Some(summary) = &event.summary {
        visit(SUMMARY, summary);
    }
    let notes = event.citations.iter().map(|citation| &citation.note);
    for note in std::iter::once(&event.note).chain(notes).flatten() {
        visit(NOTE, note);
    }
}

/// Replaces the contents of a list by the passages that an event cites, each once,
/// in the order of the file.
pub(super) fn cited_passages(event: &Event, into: &mut Vec<Index<Passage>>) {
    into.clear();
    into.extend(event.citations.iter().map(|citation| citation.passage));
    into.sort_unstable();
    into.dedup();
}
