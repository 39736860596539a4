//! Search, period and facets, and which events they leave visible.

use std::sync::Arc;

use crate::search::Filter;
use crate::session::action::{ByPointer, Dialog, SearchAction};
use crate::session::effect::Effect;
use crate::session::facets::FacetRequest;
use crate::session::state::Session;
use crate::session::task::Task;
use crate::session::visible_set::{VisibleQuery, VisibleSet};

/// Up to this many events the visible ones are found at once, without a worker.
const MAX_EVENTS_AT_ONCE: usize = 20_000;

impl Session {
    pub(super) fn update_search(&mut self, action: SearchAction, now: f64) -> Vec<Effect> {
        let waits = self.is_preview();
        match action {
            SearchAction::SetText(text) => return self.search_for(text),
            SearchAction::SetPeriod(period) if !waits => {
                self.view.period = period;
                return self.update_visible();
            }
            SearchAction::Clear if !waits => return self.clear_search(),
            SearchAction::StepHit(by) if !waits => {
                if let Some(event) = self.search.step(by) {
                    self.select(event, now);
                }
            }
            SearchAction::SetPeriod(_) | SearchAction::Clear | SearchAction::StepHit(_) => {}
            SearchAction::Indexed(request, index) => {
                if self.requests.index.accept(request) {
                    self.search.index = Some(index.0);
                    if self.search.is_asking() {
                        return self.update_visible();
                    }
                }
            }
            SearchAction::VisibleFound(request, visible) => {
                if self.requests.visible.accept(request) {
                    self.show_visible(*visible);
                }
            }
            SearchAction::FacetsCounted(request, facets) => {
                if self.requests.facets.accept(request) {
                    self.view.facets = Arc::new(facets);
                }
            }
        }
        Vec::new()
    }

    /// Searches for a text; an empty one leaves all events visible.
    pub(super) fn search_for(&mut self, text: String) -> Vec<Effect> {
        let (filter, problems) = Filter::parse(&text);
        let is_changed = filter != self.search.filter;
        self.search.text = text;
        self.search.problems = problems;
        if !is_changed {
            return Vec::new();
        }
        self.search.filter = filter;
        self.search.current = None;
        self.update_visible()
    }

    /// Clears search and period.
    pub(super) fn clear_search(&mut self) -> Vec<Effect> {
        self.view.period = None;
        self.search.text.clear();
        self.search.problems.clear();
        self.search.filter = Filter::default();
        self.search.current = None;
        self.update_visible()
    }

    /// Requests the facets, if they are shown and not requested yet.
    pub(super) fn request_facets(&mut self) -> Option<Effect> {
        if self.view.dialog != Some(Dialog::Filters) {
            return None;
        }
        let open = ByPointer(Arc::clone(self.complete_timeline()?));
        let index = ByPointer(Arc::clone(self.search.index.as_ref()?));
        let query = VisibleQuery {
            evidence: false,
            ..self.visible_query()
        };
        let request = (self.revision, query.clone());
        let ticket = self.requests.facets.start_if_new(request)?;
        let task = Task::CountFacets(FacetRequest { open, index, query });
        Some(Effect::Compute(ticket, task))
    }

    /// Finds the visible events and what follows from them: at once where that
    /// is fast, else on a worker.
    pub(super) fn update_visible(&mut self) -> Vec<Effect> {
        let ticket = self.requests.visible.start(());
        let Some(open) = self.open.clone() else {
            return Vec::new();
        };
        // A preview has no events to search. They are searched once they are
        // read.
        let query = if open.is_preview() {
            VisibleQuery::default()
        } else {
            self.visible_query()
        };
        let index = self.search.index.clone();
        if !query.is_nothing() && open.timeline.events.len() > MAX_EVENTS_AT_ONCE {
            let task = Task::FindVisible(ByPointer(open), index.map(ByPointer), query);
            return vec![Effect::Compute(ticket, task)];
        }
        let visible = VisibleSet::find(&open, index.as_deref(), &query, &|| true);
        if self.requests.visible.accept(ticket.number()) {
            self.show_visible(visible.unwrap_or_default());
        }
        Vec::new()
    }

    fn visible_query(&self) -> VisibleQuery {
        VisibleQuery {
            filter: self.search.filter.clone(),
            period: self.view.period.clone(),
            evidence: self.view.evidence,
        }
    }

    /// Whether the visible events are not yet those that were asked for.
    pub(super) fn is_visible_set_stale(&self) -> bool {
        let waits_for_index = self.search.is_asking() && self.search.is_indexing();
        self.requests.visible.is_pending() || waits_for_index
    }

    fn show_visible(&mut self, visible: VisibleSet) {
        self.view.filter_revision += 1;
        self.search.hits = visible.hits;
        self.view.shown = visible.shown.map(Arc::new);
        self.view.unsupported = visible.unsupported;
        self.view.foldable = visible.foldable;
        self.fold_empty_periods();
    }
}
