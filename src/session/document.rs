//! One timeline as it was read, with all that follows from it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::documents::Holdings;
use crate::model::{Event, Index, Passage, Timeline};
use crate::query::TimeIndex;
use crate::quote::{Anchor, State};
use crate::storage::{Positions, Problem, Reading};

/// Where a timeline comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The chronology built into the program.
    BuiltIn,
    /// A file.
    File(PathBuf),
}

impl Origin {
    /// The file, where it is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::BuiltIn => None,
            Self::File(path) => Some(path),
        }
    }
}

/// Where the user said that documents may be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    /// Folders and files, in the order they were named.
    pub named: Vec<PathBuf>,
}

impl Places {
    /// Adds a place, once.
    pub fn add(&mut self, place: PathBuf) {
        if !self.named.contains(&place) {
            self.named.push(place);
        }
    }
}

/// One timeline as it was read: content, problems, order, anchors. It never
/// changes; a changed file makes another.
#[derive(Debug)]
pub struct Document {
    /// Where it comes from.
    pub origin: Origin,
    /// The content.
    pub timeline: Timeline,
    /// What is wrong in the file or with its sources.
    pub problems: Vec<Problem>,
    /// Its order in time.
    pub index: TimeIndex,
    /// The documents at hand.
    pub holdings: Holdings,
    /// Where each passage stands, in the order of the passages.
    anchors: Vec<Anchor>,
    /// Where the entries stand in the file.
    positions: Positions,
    /// The events that rest on each passage.
    events_by_passage: HashMap<Index<Passage>, Vec<Index<Event>>>,
}

impl Document {
    /// Puts together what was read: the file, the documents at hand, where the
    /// passages stand in them, and all that is wrong with either.
    #[must_use]
    pub fn new(
        origin: Origin,
        reading: Reading,
        holdings: Holdings,
        anchors: Vec<Anchor>,
        problems: Vec<Problem>,
    ) -> Self {
        let timeline = reading.timeline;
        Self {
            origin,
            index: TimeIndex::new(&timeline),
            events_by_passage: timeline.events_by_passage(),
            timeline,
            problems,
            holdings,
            anchors,
            positions: reading.positions,
        }
    }

    /// The event that a problem is about, directly or through a passage.
    #[must_use]
    pub fn event_of(&self, problem: &Problem) -> Option<Index<Event>> {
        let within = |entry: &str| {
            problem
                .path
                .strip_prefix(entry)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if problem.path.starts_with("/passages/") {
            let (passage, _) = self
                .timeline
                .indexed_passages()
                .find(|(passage, _)| within(&self.positions.of_passage(*passage)))?;
            return self.events_on(passage).first().copied();
        }
        if !problem.path.starts_with("/events/") {
            return None;
        }
        let (event, _) = self
            .timeline
            .indexed_events()
            .find(|(event, _)| within(&self.positions.of_event(*event)))?;
        Some(event)
    }

    /// The files that the sources are read from, or would be if they were
    /// there.
    #[must_use]
    pub fn document_paths(&self) -> Vec<PathBuf> {
        let folder = self.origin.path().and_then(Path::parent);
        self.timeline
            .indexed_sources()
            .filter_map(|(index, source)| match self.holdings.of(index) {
                Some(held) => Some(held.path.clone()),
                None => Some(folder?.join(source.file.as_ref()?)),
            })
            .collect()
    }

    /// Where a passage stands now.
    #[must_use]
    pub fn anchor(&self, passage: Index<Passage>) -> Option<&Anchor> {
        self.anchors.get(passage.position())
    }

    /// How many passages are in a state.
    #[must_use]
    pub fn count(&self, state: State) -> usize {
        self.anchors
            .iter()
            .filter(|anchor| anchor.state == state)
            .count()
    }

    /// The events that rest on a passage.
    #[must_use]
    pub fn events_on(&self, passage: Index<Passage>) -> &[Index<Event>] {
        self.events_by_passage
            .get(&passage)
            .map_or(&[], Vec::as_slice)
    }
}
