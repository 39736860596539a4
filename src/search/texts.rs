//! The texts of an event that are searched.

use crate::model::{Event, Index, Passage};

/// Where a text stands. Each is a bit; the lower, the sooner its hits are
/// listed.
pub(super) const TITLE: u8 = 1;
pub(super) const QUOTATION: u8 = 2;
pub(super) const SUMMARY: u8 = 4;
pub(super) const NOTE: u8 = 8;

/// Tells each text that is an event's own with its place: the title, the
/// summary, its notes and those of its citations. The words of the passages
/// that it cites ([`cited`]) may be those of many events.
pub(super) fn each_own_text<'a>(event: &'a Event, mut told: impl FnMut(u8, &'a str)) {
    told(TITLE, &event.title);
    if let Some(summary) = &event.summary {
        told(SUMMARY, summary);
    }
    let notes = event.citations.iter().map(|citation| &citation.note);
    for note in std::iter::once(&event.note).chain(notes).flatten() {
        told(NOTE, note);
    }
}

/// Puts the passages that an event cites into a list, each once, in the order
/// of the file.
pub(super) fn cited(event: &Event, into: &mut Vec<Index<Passage>>) {
    into.clear();
    into.extend(event.citations.iter().map(|citation| citation.passage));
    into.sort_unstable();
    into.dedup();
}
