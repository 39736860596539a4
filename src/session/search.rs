//! What is searched for in the timeline.

use std::sync::Arc;

use crate::search::{Filter, FilterProblem, Hits, SearchIndex};

/// Hits that are ranked and listed.
pub const MOST_LISTED: usize = 100;

/// What is searched for in the timeline, and what was found.
#[derive(Debug, Default)]
pub struct Search {
    /// What was typed.
    pub text: String,
    /// How it is understood.
    pub filter: Filter,
    /// What of it is not.
    pub problems: Vec<FilterProblem>,
    /// What was found; `None` where nothing is asked, or the index is not made.
    pub hits: Option<Hits>,
    /// Which of the listed hits was gone to last.
    pub current: Option<usize>,
    /// The index of the revision that is open, once it is made.
    pub(super) index: Option<Arc<SearchIndex>>,
}

impl Search {
    /// Whether something is asked that narrows what is shown.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        !self.filter.is_empty()
    }

    /// Whether the index is still being made.
    #[must_use]
    pub fn is_indexing(&self) -> bool {
        self.index.is_none()
    }
}
