//! From the model back to the file: where each entry stands in its list.

use std::collections::HashMap;

use crate::model::{EntryKind, Event, FieldName, Index, Lane, Passage, Place, Source};

/// The position that each entry of a model has in its list in the file. The
/// two differ once an entry was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Positions {
    pub(super) lanes: ListPositions,
    pub(super) sources: ListPositions,
    pub(super) passages: ListPositions,
    pub(super) events: ListPositions,
    /// The citations of the events of which some were left out, by the
    /// event's position in the model. All others stand where the model has
    /// them.
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

    /// The event at a position of the file's list, if the model has it.
    #[must_use]
    pub fn event_at(&self, position: usize) -> Option<Index<Event>> {
        Index::new(self.events.at(position)?)
    }

    /// The passage at a position of the file's list, if the model has it.
    #[must_use]
    pub fn passage_at(&self, position: usize) -> Option<Index<Passage>> {
        Index::new(self.passages.at(position)?)
    }

    /// The JSON Pointer of a citation, by its place in the event's list in the
    /// model.
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

fn pointer(list: &str, list_positions: &ListPositions, index: usize) -> String {
    format!("/{list}/{}", list_positions.of(index))
}

/// The position in the file of every entry of a list. As long as none was left
/// out, it is the position in the model, and nothing is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ListPositions {
    /// Where the model's list and the file's first differ.
    first: usize,
    /// The positions from there on.
    rest: Vec<usize>,
}

impl ListPositions {
    /// Notes the position of the next entry.
    pub(super) fn push(&mut self, position: usize) {
        if self.rest.is_empty() && self.first == position {
            self.first += 1;
        } else {
            self.rest.push(position);
        }
    }

    /// The entry at a position.
    fn at(&self, position: usize) -> Option<usize> {
        if position < self.first {
            return Some(position);
        }
        let place = self.rest.binary_search(&position).ok()?;
        Some(self.first + place)
    }

    /// The position of an entry. A timeline that was never in a file stands as
    /// it would be written.
    pub(super) fn of(&self, index: usize) -> usize {
        let kept = index
            .checked_sub(self.first)
            .and_then(|place| self.rest.get(place));
        kept.copied().unwrap_or(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_kept_from_the_first_gap_on() {
        let mut list_positions = ListPositions::default();
        for position in [0, 1, 3, 4, 9] {
            list_positions.push(position);
        }
        let all: Vec<usize> = (0..7).map(|index| list_positions.of(index)).collect();
        assert_eq!(all, [0, 1, 3, 4, 9, 5, 6]);
        let back: Vec<Option<usize>> = (0..10).map(|at| list_positions.at(at)).collect();
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
