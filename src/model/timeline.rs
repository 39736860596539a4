//! The timeline: every list of one file, with typed access.

use std::collections::HashMap;

use super::event::Event;
use super::id::Index;
use super::lane::Lane;
use super::passage::Passage;
use super::source::Source;

/// One timeline. Lists keep the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// BCP 47 tag of the language that titles and summaries are in.
    pub language: Option<String>,
    /// The bands, top to bottom.
    pub lanes: Vec<Lane>,
    /// The documents.
    pub sources: Vec<Source>,
    /// The quotations.
    pub passages: Vec<Passage>,
    /// The events.
    pub events: Vec<Event>,
}

impl Timeline {
    /// The events that rest on each passage, by passage, each event once, in
    /// the order of the file.
    #[must_use]
    pub fn events_by_passage(&self) -> HashMap<Index<Passage>, Vec<Index<Event>>> {
        let mut by_passage: HashMap<Index<Passage>, Vec<Index<Event>>> = HashMap::new();
        for (event, index) in self.events.iter().zip(indexes()) {
            for citation in &event.citations {
                let events = by_passage.entry(citation.passage).or_default();
                if events.last() != Some(&index) {
                    events.push(index);
                }
            }
        }
        by_passage
    }

    /// The event with this id.
    #[must_use]
    pub fn event_by_id(&self, id: &str) -> Option<Index<Event>> {
        Index::new(self.events.iter().position(|event| event.id == id)?)
    }

    /// The passage with this id.
    #[must_use]
    pub fn passage_by_id(&self, id: &str) -> Option<Index<Passage>> {
        Index::new(self.passages.iter().position(|passage| passage.id == id)?)
    }

    /// The source with this id.
    #[must_use]
    pub fn source_by_id(&self, id: &str) -> Option<Index<Source>> {
        Index::new(self.sources.iter().position(|source| source.id == id)?)
    }

    /// Every event with its index, in the order of the file.
    pub fn indexed_events(&self) -> impl Iterator<Item = (Index<Event>, &Event)> {
        indexes().zip(&self.events)
    }

    /// Every passage with its index, in the order of the file.
    pub fn indexed_passages(&self) -> impl Iterator<Item = (Index<Passage>, &Passage)> {
        indexes().zip(&self.passages)
    }

    /// Every source with its index, in the order of the file.
    pub fn indexed_sources(&self) -> impl Iterator<Item = (Index<Source>, &Source)> {
        indexes().zip(&self.sources)
    }
}

fn indexes<T>() -> impl Iterator<Item = Index<T>> {
    (0..).map_while(Index::new)
}

macro_rules! typed_access {
    ($list:ident: $entry:ty) => {
        impl std::ops::Index<Index<$entry>> for Timeline {
            type Output = $entry;

            fn index(&self, index: Index<$entry>) -> &$entry {
                &self.$list[index.position()]
            }
        }
    };
}

typed_access!(lanes: Lane);
typed_access!(sources: Source);
typed_access!(passages: Passage);
typed_access!(events: Event);
