//! Readings: each dating of each event, the unit that a mark is drawn for.

use crate::model::{Basis, Event, Index, Passage, Timeline};
use crate::time::{Edtf, Kind, Span, in_words, short_words};

/// One dating of one event.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The event.
    pub event: Index<Event>,
    /// Whether it is the event's own date or another's.
    pub role: Role,
    /// The date itself.
    pub edtf: Edtf,
    /// The stretches of time it means: one, or one for each member of a set.
    pub spans: Vec<Span>,
    /// What sort of date it is.
    pub kind: Kind,
    /// How the date is known.
    pub basis: Option<Basis>,
    /// Whether digits are unspecified or do not count, so that the span is a range of
    /// possibilities and not a duration.
    pub unspecified: bool,
    /// The date in words.
    pub words: String,
    /// The passages that give this date; empty where only the editor does.
    pub passages: Vec<Index<Passage>>,
}

/// What a reading is to its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The editor's main reading.
    Main,
    /// A date that a source gives and that rivals the main one.
    Rival,
}

/// Every reading of an event: its own date first, then the dates that rival
/// it. None where it is undated or no date of it can be read.
#[must_use]
pub fn readings(timeline: &Timeline, index: Index<Event>) -> Vec<Reading> {
    let event = &timeline[index];
    let rivals = event.rivals();
    let main = event.date.as_ref().and_then(|date| date.edtf.as_ref());
    let mut readings: Vec<Reading> = Vec::new();
    if let Some(edtf) = main {
        let passages = event
            .citations
            .iter()
            .filter(|citation| {
                citation
                    .date
                    .as_ref()
                    .is_some_and(|date| date.text == edtf.as_str())
            })
            .map(|citation| citation.passage)
            .collect();
        readings.push(reading(
            index,
            Role::Main,
            edtf,
            event.dating.basis,
            passages,
        ));
    }
    for rival in rivals {
        if main.is_some_and(|main| main.extent() == rival.edtf.extent()) {
            continue;
        }
        // A source's date is stated by it unless a citation says otherwise.
        let inferred = event.citations.iter().any(|citation| {
            let gives_it = citation
                .date
                .as_ref()
                .is_some_and(|date| date.text == rival.edtf.as_str());
            gives_it && citation.dating.basis == Some(Basis::Inferred)
        });
        let basis = if inferred {
            Basis::Inferred
        } else {
            Basis::Stated
        };
        readings.push(reading(
            index,
            Role::Rival,
            rival.edtf,
            Some(basis),
            rival.passages,
        ));
    }
    readings
}

fn reading(
    event: Index<Event>,
    role: Role,
    edtf: &Edtf,
    basis: Option<Basis>,
    passages: Vec<Index<Passage>>,
) -> Reading {
    Reading {
        event,
        role,
        edtf: edtf.clone(),
        spans: edtf.spans(),
        kind: edtf.kind(),
        basis,
        // No other sign of EDTF is an S: so many digits count, the others may
        // be any.
        unspecified: edtf.has_unspecified() || edtf.as_str().contains('S'),
        words: match role {
            Role::Main => in_words(edtf),
            // Beside another date the source's way of saying it tells more:
            // "the mid-2010s", not "about 2014–2016".
            Role::Rival => short_words(edtf),
        },
        passages,
    }
}
