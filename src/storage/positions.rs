//! From the model back to the file: where each entry stands in its list.

use crate::model::{Event, Index, Lane, Passage, Source};

/// The position that each entry of a model has in its list in the file. The
/// two differ once an entry was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Positions {
    pub(super) lanes: Vec<usize>,
    pub(super) sources: Vec<usize>,
    pub(super) passages: Vec<usize>,
    pub(super) events: Vec<usize>,
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
}

fn pointer(list: &str, positions: &[usize], index: usize) -> String {
    // A timeline that was never in a file stands as it would be written.
    let position = positions.get(index).copied().unwrap_or(index);
    format!("/{list}/{position}")
}
