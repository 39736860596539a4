//! Searching the timeline: what was typed becomes what is shown.

use std::sync::Arc;

use super::Session;
use crate::search::{Filter, SearchIndex};
use crate::session::action::{Effect, Popup, Shared};
use crate::session::facets::{Facet, FacetRequest};
use crate::session::visible_set::{VisibleQuery, VisibleSet};

/// With so many events at most, what is shown is found out at once.
const AT_ONCE: usize = 20_000;

impl Session {
    /// Searches for what was typed; all is shown again where it is empty.
    pub(super) fn search_for(&mut self, text: String) -> Vec<Effect> {
        let (filter, problems) = Filter::parse(&text);
        let is_other = filter != self.search.filter;
        self.search.text = text;
        self.search.problems = problems;
        if !is_other {
            return Vec::new();
        }
        self.search.filter = filter;
        self.search.current = None;
        self.update_visible()
    }

    /// Searches for nothing, in no period.
    pub(super) fn show_all(&mut self) -> Vec<Effect> {
        self.view.period = None;
        self.search.text.clear();
        self.search.problems.clear();
        self.search.filter = Filter::default();
        self.search.current = None;
        self.update_visible()
    }

    /// Asks for the facets, where they are looked at and are not asked for.
    pub(super) fn request_facets(&mut self) -> Option<Effect> {
        if self.view.popup != Some(Popup::Filters) {
            return None;
        }
        let document = Arc::clone(self.whole_document()?);
        let index = Arc::clone(self.search.index.as_ref()?);
        let asked = VisibleQuery {
            filter: self.search.filter.clone(),
            period: self.view.period.clone(),
            evidence: false,
        };
        let of = (self.revision, asked.clone());
        let facets = &mut self.view.facets;
        if facets.asked.as_ref() == Some(&of) {
            return None;
        }
        facets.asked = Some(of);
        facets.number += 1;
        Some(Effect::CountFacets(FacetRequest {
            number: facets.number,
            document: Shared(document),
            index: Shared(index),
            asked,
        }))
    }

    /// Takes the facets that were asked for, if they are still wanted.
    pub(super) fn facets_counted(&mut self, number: u64, facets: Vec<Facet>) {
        if number == self.view.facets.number {
            self.view.facets.facets = Arc::new(facets);
        }
    }

    /// The index of a revision was made.
    pub(super) fn indexed(&mut self, revision: u64, index: Arc<SearchIndex>) -> Vec<Effect> {
        if revision != self.revision {
            return Vec::new();
        }
        self.search.index = Some(index);
        if self.search.is_asking() {
            return self.update_visible();
        }
        Vec::new()
    }

    /// Finds out anew which events are shown, and what follows from it: at
    /// once where that is soon done, else on a worker.
    pub(super) fn update_visible(&mut self) -> Vec<Effect> {
        self.narrowing += 1;
        let Some(document) = self.document.clone() else {
            return Vec::new();
        };
        // What is asked of events waits until they are read.
        let asked = if document.is_outline() {
            VisibleQuery::default()
        } else {
            VisibleQuery {
                filter: self.search.filter.clone(),
                period: self.view.period.clone(),
                evidence: self.view.evidence,
            }
        };
        let index = self.search.index.clone();
        if asked.is_nothing() || document.timeline.events.len() <= AT_ONCE {
            let narrowed = VisibleSet::of(&document, index.as_deref(), &asked, &|| true);
            self.take_narrowed(narrowed.unwrap_or_default());
            return Vec::new();
        }
        let index = index.map(Shared);
        vec![Effect::FindVisible(
            self.narrowing,
            Shared(document),
            index,
            asked,
        )]
    }

    /// The answer to request number `number`.
    pub(super) fn narrowed(&mut self, number: u64, narrowed: VisibleSet) {
        if number == self.narrowing {
            self.take_narrowed(narrowed);
        }
    }

    /// Whether what is shown is not yet what is asked for.
    pub(super) fn is_visible_set_stale(&self) -> bool {
        let waits_for_index = self.search.is_asking() && self.search.is_indexing();
        self.narrowed != self.narrowing || waits_for_index
    }

    fn take_narrowed(&mut self, narrowed: VisibleSet) {
        self.narrowed = self.narrowing;
        self.view.filter_revision += 1;
        self.search.hits = narrowed.hits;
        self.view.shown = narrowed.shown.map(Arc::new);
        self.view.unsupported = narrowed.unsupported;
        self.view.foldable = narrowed.foldable;
        self.fold_silences();
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
}
