//! What a search and a period leave to be shown, and what follows from that.

use super::document::Document;
use super::search::MOST_LISTED;
use super::view_state::Period;
use crate::layout::{Folds, MAX_FOLDS};
use crate::model::{Event, Index};
use crate::query::{
    EventSet, LaneIndexes, PeriodMatch, UnsupportedPeriod, empty_periods, lane_position,
    period_match, unsupported_periods,
};
use crate::search::{Context, Filter, Hits, SearchIndex};

/// What is asked of a timeline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct VisibleQuery {
    /// What is searched for.
    pub filter: Filter,
    /// The period that is looked at, if not all time.
    pub period: Option<Period>,
    /// Whether what the events rest on is to be seen.
    pub evidence: bool,
}

/// The answer. It is work in proportion to the timeline, so that of a large one
/// it is made on a worker.
#[derive(Debug, Default)]
pub struct VisibleSet {
    /// What was found; `None` where nothing is searched for, or the index is
    /// not made.
    pub(super) hits: Option<Hits>,
    /// What is shown; `None` where everything is.
    pub(super) shown: Option<VisibleEvents>,
    /// The stretches of the axis that nothing supports, where that is asked.
    pub(super) unsupported: Vec<UnsupportedPeriod>,
    /// What of the axis would be folded.
    pub(super) foldable: Folds,
}

/// Which events are shown, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct VisibleEvents {
    /// The events.
    pub(super) events: EventSet,
    /// What lies where in each lane.
    pub(super) lanes: LaneIndexes,
    /// The undated among them, in the order of the file.
    pub(super) undated: Vec<Index<Event>>,
    /// How many there are in each lane, that of events without one last.
    pub(super) in_lane: Vec<usize>,
}

impl VisibleQuery {
    /// Whether everything is shown, and nothing more.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.filter.is_empty() && self.period.is_none() && !self.evidence
    }
}

impl VisibleSet {
    /// Answers what is asked. `None` where the answer is no longer `wanted`.
    #[must_use]
    pub fn of(
        document: &Document,
        index: Option<&SearchIndex>,
        asked: &VisibleQuery,
        wanted: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let in_period = asked.period.as_ref().map(|period| inside(document, period));
        if !wanted() {
            return None;
        }
        let hits = index.filter(|_| !asked.filter.is_empty()).map(|index| {
            let context = Context {
                timeline: &document.timeline,
                states: Some(document.states()),
                evidence: Some(&document.evidence),
                among: in_period.as_ref(),
                most_ranked: MOST_LISTED,
            };
            index.find(&asked.filter, &context)
        });
        if !wanted() {
            return None;
        }
        let events = hits.as_ref().map(|hits| hits.events.clone()).or(in_period);
        let shown = events.map(|events| VisibleEvents::of(document, events));
        if !wanted() {
            return None;
        }
        let is_shown = |event| {
            shown
                .as_ref()
                .is_none_or(|shown| shown.events.contains(event))
        };
        let unsupported = if asked.evidence {
            unsupported_periods(&document.index, &document.evidence, is_shown)
        } else {
            Vec::new()
        };
        let foldable = document.index.whole().map(|whole| {
            let lanes = shown.as_ref().map_or(&document.lanes, |shown| &shown.lanes);
            Folds::of(&empty_periods(lanes, whole, MAX_FOLDS), whole)
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
    /// How many events are shown.
    #[must_use]
    pub fn count(&self) -> usize {
        self.events.count()
    }

    /// The events.
    pub(super) const fn events(&self) -> &EventSet {
        &self.events
    }

    fn of(document: &Document, events: EventSet) -> Self {
        let timeline = &document.timeline;
        let mut in_lane = vec![0; timeline.lanes.len() + 1];
        for event in events.iter() {
            if let Some(count) = in_lane.get_mut(lane_position(timeline, event)) {
                *count += 1;
            }
        }
        let undated = document.index.undated().iter().copied();
        Self {
            lanes: document
                .lanes
                .narrowed(&document.index, |event| events.contains(event)),
            undated: undated.filter(|event| events.contains(*event)).collect(),
            in_lane,
            events,
        }
    }
}

/// The events that lie in a period, as surely as is asked.
pub(super) fn inside(document: &Document, period: &Period) -> EventSet {
    let least = if period.certainly {
        PeriodMatch::Certainly
    } else {
        PeriodMatch::Possibly
    };
    let mut events = EventSet::all(document.timeline.events.len());
    events.retain(|position| {
        Index::new(position)
            .is_some_and(|event| period_match(&document.index, event, &period.edtf) >= least)
    });
    events
}
