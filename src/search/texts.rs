//! The texts of an event that are searched.

use crate::model::{Event, Timeline};

/// Where a text stands. Each is a bit; the lower, the sooner its hits are
/// listed.
pub(super) const TITLE: u8 = 1;
pub(super) const QUOTATION: u8 = 2;
pub(super) const SUMMARY: u8 = 4;
pub(super) const NOTE: u8 = 8;

/// Tells each text of an event with its place: the title, the words of the
/// passages that it cites, the summary, its notes and those of its citations.
pub(super) fn each_text<'a>(
    timeline: &'a Timeline,
    event: &'a Event,
    mut told: impl FnMut(u8, &'a str),
) {
    told(TITLE, &event.title);
    for (number, citation) in event.citations.iter().enumerate() {
        let is_repeated = event
            .citations
            .iter()
            .take(number.min(MOST_COMPARED))
            .any(|earlier| earlier.passage == citation.passage);
        if let Some(passage) = timeline.passages.get(citation.passage.position())
            && !is_repeated
        {
            told(QUOTATION, &passage.quote.exact);
        }
    }
    if let Some(summary) = &event.summary {
        told(SUMMARY, summary);
    }
    let notes = event.citations.iter().map(|citation| &citation.note);
    for note in std::iter::once(&event.note).chain(notes).flatten() {
        told(NOTE, note);
    }
}

/// An event that cites one passage many times is rare; one with a hundred
/// thousand citations must not stall.
const MOST_COMPARED: usize = 64;
