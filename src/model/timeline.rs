//! The timeline: every list of one file, with typed access.

use std::collections::HashSet;
use std::sync::Arc;

use super::event::Event;
use super::id::Index;
use super::jagged_array::JaggedArray;
use super::lane::Lane;
use super::missing_references::MissingReferences;
use super::passage::Passage;
use super::place::EntryKind;
use super::slot_list::{Entry, SlotList};
use super::source::Source;

/// A timeline. Its lists have the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    /// The title.
    pub title: String,
    /// The subject, in a few sentences.
    pub description: Option<String>,
    /// The language of titles and summaries, as a BCP 47 tag.
    pub language: Option<String>,
    /// The lanes, from top to bottom.
    pub lanes: Vec<Lane>,
    /// The quoted documents.
    pub sources: SlotList<Source>,
    /// The quotations.
    pub passages: SlotList<Passage>,
    /// The events.
    pub events: SlotList<Event>,
    /// Ids of the file that a change must not add or remove without reading the file
    /// again: those that several entries have, those of passages that are left out, and
    /// of the sources that these refer to.
    pub unresolved_ids: Arc<HashSet<(EntryKind, Box<str>)>>,
    /// References of events to entries that are not there.
    pub missing_references: MissingReferences,
}

impl Timeline {
    /// Whether an id is taken in a list: by an entry, by a reference, or in a way that
    /// [`Timeline::unresolved_ids`] tells.
    #[must_use]
    pub fn has_id(&self, kind: EntryKind, id: &str) -> bool {
        let has_entry = match kind {
            EntryKind::Lane => self.lanes.iter().any(|lane| lane.id == id),
            EntryKind::Source => self.sources.by_id(id).is_some(),
            EntryKind::Passage => self.passages.by_id(id).is_some(),
            EntryKind::Event => self.events.by_id(id).is_some(),
        };
        has_entry
            || self.unresolved_ids.contains(&(kind, id.into()))
            || self.missing_references.has(kind, id)
    }

    /// Records an id for [`Timeline::unresolved_ids`].
    pub fn mark_unresolved(&mut self, kind: EntryKind, id: &str) {
        Arc::make_mut(&mut self.unresolved_ids).insert((kind, id.into()));
    }

    /// Records the JSON of an event and the entries that it refers to and the timeline does
    /// not have.
    pub fn set_missing(
        &mut self,
        event: &str,
        json: Arc<str>,
        missing: Vec<(EntryKind, Box<str>)>,
    ) {
        // One that is left out is known to the reader, and the reference is not missing.
        let missing: Vec<_> = missing
            .into_iter()
            .filter(|target| !self.unresolved_ids.contains(target))
            .collect();
        if !self.missing_references.set(event, json, missing.clone()) {
            for (kind, id) in missing {
                self.mark_unresolved(kind, &id);
            }
        }
    }

    /// The events that cite each passage, by passage: each event once, in the order of
    /// the file.
    #[must_use]
    pub fn events_by_passage(&self) -> JaggedArray<Index<Event>> {
        JaggedArray::new(self.passages.slot_count(), || {
            // The last event that cites each passage.
            let mut last: Vec<Option<Index<Event>>> = vec![None; self.passages.slot_count()];
            let cited = self.events.indexed().flat_map(|(index, event)| {
                let citations = event.citations.iter();
                citations.map(move |citation| (citation.passage.position(), index))
            });
            cited.filter(move |(passage, event)| {
                let last = last.get_mut(*passage);
                last.is_some_and(|last| last.replace(*event) != Some(*event))
            })
        })
    }
}

macro_rules! typed_access {
    ($list:ident: $entry:ty) => {
        impl Entry for $entry {
            fn id(&self) -> &str {
                &self.id
            }
        }

        impl std::ops::Index<Index<$entry>> for Timeline {
            type Output = $entry;

            fn index(&self, index: Index<$entry>) -> &$entry {
                &self.$list[index]
            }
        }
    };
}

typed_access!(sources: Source);
typed_access!(passages: Passage);
typed_access!(events: Event);

impl std::ops::Index<Index<Lane>> for Timeline {
    type Output = Lane;

    fn index(&self, index: Index<Lane>) -> &Lane {
        &self.lanes[index.position()]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::samples::{self, citation, passage};

    fn timeline(passages: usize, citing: &[Vec<usize>]) -> Timeline {
        let event = |passages: &Vec<usize>| Event {
            citations: passages.iter().map(|at| citation(*at, None)).collect(),
            ..samples::event("", None)
        };
        Timeline {
            passages: (0..passages).map(|_| passage("", 0)).collect(),
            events: citing.iter().map(event).collect(),
            ..Timeline::default()
        }
    }

    proptest! {
        #[test]
        fn a_passage_has_each_event_that_cites_it_once(
            citing in proptest::collection::vec(proptest::collection::vec(0_usize..6, 0..5), 0..9),
        ) {
            let by_passage = timeline(6, &citing).events_by_passage();
            for passage in 0..6 {
                let expected: Vec<_> = (0..citing.len())
                    .filter(|event| citing[*event].contains(&passage))
                    .filter_map(Index::new)
                    .collect();
                prop_assert_eq!(by_passage.of(passage), &expected[..]);
            }
        }
    }
}
