//! Searching the timeline: what was typed becomes what is shown.

use std::sync::Arc;

use super::Session;
use crate::search::{Context, Filter, SearchIndex};
use crate::session::search::MOST_LISTED;

impl Session {
    /// Searches for what was typed; all is shown again where it is empty.
    pub(super) fn search_for(&mut self, text: String) {
        let (filter, problems) = Filter::parse(&text);
        let is_other = filter != self.search.filter;
        self.search.text = text;
        self.search.problems = problems;
        if !is_other {
            return;
        }
        self.search.filter = filter;
        self.search.current = None;
        self.ask_index();
        self.filter();
    }

    /// The index of a revision was made.
    pub(super) fn indexed(&mut self, revision: u64, index: Arc<SearchIndex>) {
        if revision != self.revision {
            return;
        }
        self.search.index = Some(index);
        if self.search.is_asking() {
            self.ask_index();
            self.filter();
        }
    }

    fn ask_index(&mut self) {
        let asked = self.document.as_deref().zip(self.search.index.as_deref());
        self.search.hits = asked
            .filter(|_| self.search.is_asking())
            .map(|(document, index)| {
                let states = document.states();
                let context = Context {
                    timeline: &document.timeline,
                    states: Some(&states),
                    most_ranked: MOST_LISTED,
                };
                index.find(&self.search.filter, &context)
            });
    }

    /// Selects the next of the listed hits, or so many further; backwards if
    /// negative.
    pub(super) fn step_hit(&mut self, by: isize, now: f64) {
        let Some(hits) = &self.search.hits else {
            return;
        };
        let count = hits.ranked.len();
        if count == 0 {
            return;
        }
        let next = match self.search.current {
            Some(current) => {
                // Lists are far shorter than what an `isize` counts.
                let count = isize::try_from(count).unwrap_or(isize::MAX);
                let current = isize::try_from(current).unwrap_or(0);
                usize::try_from((current + by).rem_euclid(count)).unwrap_or(0)
            }
            None => 0,
        };
        self.search.current = Some(next);
        if let Some(event) = hits.ranked.get(next).copied() {
            self.select(event, now);
        }
    }

    /// By event, whether it lies in the period and is a hit; `None` where
    /// neither is asked.
    pub(super) fn asked_for(&self) -> Option<Vec<bool>> {
        let within = self.within_period();
        let Some(hits) = self.search.hits.as_ref() else {
            return within;
        };
        let mut shown = within.unwrap_or_else(|| vec![true; hits.events.events()]);
        let mut is_hit = vec![false; shown.len()];
        for event in hits.events.iter() {
            if let Some(hit) = is_hit.get_mut(event.position()) {
                *hit = true;
            }
        }
        for (shown, hit) in shown.iter_mut().zip(is_hit) {
            *shown &= hit;
        }
        Some(shown)
    }
}
