//! The events that search and period leave visible, and what follows from them.

use super::open_timeline::OpenTimeline;
use super::search::MAX_HITS;
use super::view_state::Period;
use crate::layout::{AxisFolds, MAX_FOLDS};
use crate::model::{Event, Index};
use crate::query::{
    EventSet, LaneIndexes, PeriodMatch, UnsupportedPeriod, empty_periods, lane_position,
    period_match, unsupported_periods,
};
use crate::search::{Filter, Hits, SearchContext, SearchIndex};

/// Which events are to be visible.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct VisibleQuery {
    /// The search.
    pub filter: Filter,
    /// The period; `None` for all time.
    pub period: Option<Period>,
    /// Whether the plot shows what the events rest on.
    pub evidence: bool,
}

/// The visible events and what follows from them. Finding them takes time in
/// proportion to the timeline.
#[derive(Debug, Default)]
pub struct VisibleSet {
    /// The hits of the search; `None` if the filter is empty or the index is
    /// not built.
    pub(super) hits: Option<Hits>,
    /// The visible events; `None` if all are visible.
    pub(super) shown: Option<VisibleEvents>,
    /// The stretches of the axis without support, if requested.
    pub(super) unsupported: Vec<UnsupportedPeriod>,
    /// The stretches of the axis that can be folded.
    pub(super) foldable: AxisFolds,
}

/// Some of the events, as the panels need them.
#[derive(Debug, Clone, PartialEq)]
pub struct VisibleEvents {
    /// The events.
    pub(super) events: EventSet,
    /// The events of each lane, by time.
    pub(super) lanes: LaneIndexes,
    /// The undated among them, in the order of the file.
    pub(super) undated: Vec<Index<Event>>,
    /// Their number in each lane; events without a lane come last.
    pub(super) in_lane: Vec<usize>,
}

impl VisibleQuery {
    /// Whether all events are visible, without their evidence.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.filter.is_empty() && self.period.is_none() && !self.evidence
    }
}

impl VisibleSet {
    /// Finds the visible events; `None` if they are no longer `wanted`.
    #[must_use]
    pub fn find(
        open: &OpenTimeline,
        index: Option<&SearchIndex>,
        query: &VisibleQuery,
        wanted: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let in_period = query.period.as_ref().map(|period| inside(open, period));
        if !wanted() {
            return None;
        }
        let hits = index.filter(|_| !query.filter.is_empty()).map(|index| {
            let context = SearchContext {
                timeline: &open.timeline,
                states: Some(open.states()),
                evidence: Some(&open.evidence),
                restrict_to: in_period.as_ref(),
                max_ranked: MAX_HITS,
            };
            index.find(&query.filter, &context)
        });
        if !wanted() {
            return None;
        }
        let events = hits.as_ref().map(|hits| hits.events.clone()).or(in_period);
        let shown = events.map(|events| VisibleEvents::of(open, events));
        if !wanted() {
            return None;
        }
        let is_shown = |event| {
            shown
                .as_ref()
                .is_none_or(|shown| shown.events.contains(event))
        };
        let unsupported = if query.evidence {
            unsupported_periods(&open.index, &open.evidence, is_shown)
        } else {
            Vec::new()
        };
        let foldable = open.index.whole().map(|whole| {
            let lanes = shown.as_ref().map_or(&*open.lanes, |shown| &shown.lanes);
            AxisFolds::of(&empty_periods(lanes, whole, MAX_FOLDS), whole)
        });
        Some(Self {
            hits,
            shown,
            unsupported,
            foldable: foldable.unwrap_or_default(),
        })
    }
}

impl VisibleEvents {
    /// Their number.
    #[must_use]
    pub fn count(&self) -> usize {
        self.events.count()
    }

    /// The events.
    pub(super) const fn events(&self) -> &EventSet {
        &self.events
    }

    fn of(open: &OpenTimeline, events: EventSet) -> Self {
        let timeline = &open.timeline;
        let mut in_lane = vec![0; timeline.lanes.len() + 1];
        for event in events.iter() {
            if let Some(count) = in_lane.get_mut(lane_position(timeline, event)) {
                *count += 1;
            }
        }
        let undated = open.index.undated().iter().copied();
        Self {
            lanes: open
                .lanes
                .narrowed(&open.index, |event| events.contains(event)),
            undated: undated.filter(|event| events.contains(*event)).collect(),
            in_lane,
            events,
        }
    }
}

/// The events that lie in a period, certainly or possibly.
pub(super) fn inside(open: &OpenTimeline, period: &Period) -> EventSet {
    let least = if period.certainly {
        PeriodMatch::Certainly
    } else {
        PeriodMatch::Possibly
    };
    let mut events = EventSet::of(&open.timeline);
    events.retain(|position| {
        Index::new(position)
            .is_some_and(|event| period_match(&open.index, event, &period.edtf) >= least)
    });
    events
}
