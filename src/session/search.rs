//! The search of the timeline and its hits.

use std::sync::Arc;

use super::cycle::step_around;
use crate::model::{Event, Index};
use crate::search::{Filter, FilterProblem, Hits, SearchIndex};

/// Hits that are ranked and listed.
pub const MAX_HITS: usize = 100;

/// The search of the timeline and its hits.
#[derive(Debug, Default)]
pub struct SearchState {
    /// The text as it was typed.
    pub text: String,
    /// The filter that it means.
    pub filter: Filter,
    /// What of it was not understood.
    pub problems: Vec<FilterProblem>,
    /// The hits; `None` if the filter is empty or the index is not built.
    pub hits: Option<Hits>,
    /// The position of the selected hit in the list.
    pub current: Option<usize>,
    /// The index of the open timeline, once it is built.
    pub(super) index: Option<Arc<SearchIndex>>,
}

impl SearchState {
    /// Whether the filter hides events.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        !self.filter.is_empty()
    }

    /// Whether the index is still being built.
    #[must_use]
    pub const fn is_indexing(&self) -> bool {
        self.index.is_none()
    }

    /// Goes to the hit this many places further, and from the last one to the
    /// first. Without a current hit, goes to the first.
    pub(super) fn step(&mut self, by: isize) -> Option<Index<Event>> {
        let ranked = &self.hits.as_ref()?.ranked;
        self.current = step_around(self.current, by, ranked.len());
        ranked.get(self.current?).copied()
    }
}
