//! From the model back to the file: where each entry stands in its list.

use std::collections::HashMap;

use crate::model::{Event, Index, Lane, Passage, Source};

/// The position that each entry of a model has in its list in the file. The
/// two differ once an entry was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Positions {
    pub(super) lanes: Vec<usize>,
    pub(super) sources: Vec<usize>,
    pub(super) passages: Vec<usize>,
    pub(super) events: Vec<usize>,
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

    /// The JSON Pointer of a citation, by its place in the event's list in the
    /// model.
    #[must_use]
    pub fn of_citation(&self, event: Index<Event>, citation: usize) -> String {
        let gapped = self.citations.get(&event.position());
        let position = gapped.and_then(|citations| citations.get(citation).copied());
        format!(
            "{}/citations/{}",
            self.of_event(event),
            position.unwrap_or(citation)
        )
    }
}

fn pointer(list: &str, positions: &[usize], index: usize) -> String {
    // A timeline that was never in a file stands as it would be written.
    let position = positions.get(index).copied().unwrap_or(index);
    format!("/{list}/{position}")
}
