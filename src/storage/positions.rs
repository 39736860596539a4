//! From the model back to the file: the position of each entry in its list.

use std::collections::HashMap;

use crate::model::{EntryKind, Event, FieldName, Index, Lane, Passage, Place, Source};

/// The position of each entry of the timeline in its list of the file. It differs
/// from the position in the timeline where an earlier entry was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Positions {
    pub(super) lanes: ListPositions,
    pub(super) sources: ListPositions,
    pub(super) passages: ListPositions,
    pub(super) events: ListPositions,
    /// The positions of citations, for events of which some were left out, by the
    /// position of the event in the timeline.
    pub(super) citations: HashMap<usize, Vec<usize>>,
}

impl Positions {
    /// The JSON Pointer of a lane.
    #[must_use]
    pub fn of_lane(&self, lane: Index<Lane>) -> String {
        pointer("lanes", &self.lanes, lane.position())
    }

    /// The JSON Pointer of a source.
    #[must_use]
    pub fn of_source(&self, source: Index<Source>) -> String {
        pointer("sources", &self.sources, source.position())
    }

    /// The JSON Pointer of a passage.
    #[must_use]
    pub fn of_passage(&self, passage: Index<Passage>) -> String {
        pointer("passages", &self.passages, passage.position())
    }

    /// The JSON Pointer of an event.
    #[must_use]
    pub fn of_event(&self, event: Index<Event>) -> String {
        pointer("events", &self.events, event.position())
    }

    /// The event at a position of the file's list, if the timeline has it.
    #[must_use]
    pub fn event_at(&self, position: usize) -> Option<Index<Event>> {
        Index::new(self.events.at(position)?)
    }

    /// The passage at a position of the file's list, if the timeline has it.
    #[must_use]
    pub fn passage_at(&self, position: usize) -> Option<Index<Passage>> {
        Index::new(self.passages.at(position)?)
    }

    /// The JSON Pointer of a citation, given its position in the event.
    #[must_use]
    pub fn of_citation(&self, event: Index<Event>, citation: usize) -> String {
        self.citation_pointer(event.position(), citation)
    }

    /// The JSON Pointer of a field, which need not be in the file; empty for an
    /// entry that is not in the timeline.
    #[must_use]
    pub fn of_place(&self, place: &Place) -> String {
        let Some(index) = place.position else {
            return String::new();
        };
        let entry = match place.kind {
            EntryKind::Lane => pointer("lanes", &self.lanes, index),
            EntryKind::Source => pointer("sources", &self.sources, index),
            EntryKind::Passage => pointer("passages", &self.passages, index),
            EntryKind::Event => pointer("events", &self.events, index),
        };
        match place.field {
            FieldName::Date => entry + "/date",
            FieldName::Dating => entry + "/dating",
            FieldName::Basis => entry + "/dating/basis",
            FieldName::Lane => entry + "/lane",
            FieldName::Citations => entry + "/citations",
            FieldName::ReviewState => entry + "/review/state",
            FieldName::CitationDate(citation) => self.citation_pointer(index, citation) + "/date",
            FieldName::CitationDating(citation) => {
                self.citation_pointer(index, citation) + "/dating"
            }
            FieldName::Exact => entry + "/exact",
            FieldName::Start => entry + "/start",
        }
    }

    /// Whether the timeline leaves out a citation of the event at this position
    /// of its list.
    #[must_use]
    pub fn leaves_out_citations(&self, event: usize) -> bool {
        self.citations.contains_key(&event)
    }

    fn citation_pointer(&self, event: usize, citation: usize) -> String {
        let positions = self.citations.get(&event);
        let position = positions.and_then(|citations| citations.get(citation).copied());
        format!(
            "{}/citations/{}",
            pointer("events", &self.events, event),
            position.unwrap_or(citation)
        )
    }
}

fn pointer(list: &str, positions: &ListPositions, index: usize) -> String {
    format!("/{list}/{}", positions.of(index))
}

/// The position in the file of every entry of a list. Stores only those from the
/// first entry that was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ListPositions {
    /// How many entries come before the first that was left out.
    first: usize,
    /// The positions of the entries after it.
    rest: Vec<usize>,
}

impl ListPositions {
    /// Adds the position of the next entry.
    pub(super) fn push(&mut self, position: usize) {
        if self.rest.is_empty() && self.first == position {
            self.first += 1;
        } else {
            self.rest.push(position);
        }
    }

    /// The entry at a position of the file.
    fn at(&self, position: usize) -> Option<usize> {
        if position < self.first {
            return Some(position);
        }
        let place = self.rest.binary_search(&position).ok()?;
        Some(self.first + place)
    }

    /// The position of an entry. In a timeline without a file it is the position
    /// in the timeline.
    pub(super) fn of(&self, index: usize) -> usize {
        let stored = index
            .checked_sub(self.first)
            .and_then(|place| self.rest.get(place));
        stored.copied().unwrap_or(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_right_before_and_after_gaps() {
        let mut positions = ListPositions::default();
        for position in [0, 1, 3, 4, 9] {
            positions.push(position);
        }
        let all: Vec<usize> = (0..7).map(|index| positions.of(index)).collect();
        assert_eq!(all, [0, 1, 3, 4, 9, 5, 6]);
        let back: Vec<Option<usize>> = (0..10).map(|at| positions.at(at)).collect();
        let (one, none) = (Some, None);
        let expected = [
            one(0),
            one(1),
            none,
            one(2),
            one(3),
            none,
            none,
            none,
            none,
            one(4),
        ];
        assert_eq!(back, expected);
    }
}
