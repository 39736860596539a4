//! The selected event and its current citation.

use super::YEAR_SECONDS;
use crate::model::{Event, Index, Timeline};
use crate::query::{LaneIndex, TimeIndex, lane_position};
use crate::session::action::SelectionAction;
use crate::session::effect::Effect;
use crate::session::open_timeline::OpenTimeline;
use crate::session::state::Session;
use crate::session::view_state::FocusRequest;
use annals_edtf::{Extent, Instant};

/// Finds the event before or after another in time.
type Neighbour = fn(&TimeIndex, Option<Index<Event>>) -> Option<Index<Event>>;

impl Session {
    pub(super) fn update_selection(&mut self, action: SelectionAction, now: f64) -> Vec<Effect> {
        if self.is_preview() {
            return Vec::new();
        }
        match action {
            SelectionAction::SelectForCommand(event)
                if self.view.multi_selection.contains(event) => {}
            SelectionAction::SelectCitation(_)
            | SelectionAction::NextPassage
            | SelectionAction::PreviousPassage => {}
            _ => self.view.multi_selection.clear(),
        }
        match action {
            SelectionAction::Select(event) => self.select(event, now),
            SelectionAction::SelectInPlace(event) | SelectionAction::SelectForCommand(event) => {
                self.view.select(event);
            }
            SelectionAction::SelectCitation(citation) => self.view.citation = citation,
            SelectionAction::NextEvent => self.step(TimeIndex::next, 1, now),
            SelectionAction::PreviousEvent => self.step(TimeIndex::previous, -1, now),
            SelectionAction::LaneUp => self.change_lane(-1, now),
            SelectionAction::LaneDown => self.change_lane(1, now),
            SelectionAction::NextPassage => self.step_passage(1),
            SelectionAction::PreviousPassage => self.step_passage(-1),
        }
        Vec::new()
    }

    /// Selects an event and brings it into view.
    pub(super) fn select(&mut self, event: Index<Event>, now: f64) {
        let Some(open) = self.open.clone() else {
            return;
        };
        if open.timeline.events.get(event).is_none() {
            return;
        }
        self.view.select(event);
        self.view.reveal_row = true;
        if let Some((first, last)) = stretch_to_show(&open, event) {
            let to = self.view.target.bringing_into_view(first, last);
            self.view.go(to, now, self.is_still());
        }
    }

    /// Selects the next visible event in time or, if the selected one is
    /// undated, in the undated panel.
    fn step(&mut self, in_time: Neighbour, in_undated: isize, now: f64) {
        let Some(open) = self.open.clone() else {
            return;
        };
        let undated: Vec<Index<Event>> = open
            .index
            .undated()
            .iter()
            .copied()
            .filter(|event| self.view.shows(*event))
            .collect();
        let shelved = self
            .view
            .selection
            .and_then(|selected| undated.iter().position(|event| *event == selected));
        let next = match shelved {
            Some(place) => place
                .checked_add_signed(in_undated)
                .and_then(|place| undated.get(place))
                .copied(),
            None => std::iter::successors(in_time(&open.index, self.view.selection), |at| {
                in_time(&open.index, Some(*at))
            })
            .find(|event| self.view.shows(*event))
            .or_else(|| {
                self.view
                    .selection
                    .is_none()
                    .then(|| undated.first().copied())?
            }),
        };
        if let Some(next) = next {
            self.select(next, now);
        }
    }

    /// Selects the nearest event in the next lane that has one.
    fn change_lane(&mut self, by: isize, now: f64) {
        let Some(open) = self.open.clone() else {
            return;
        };
        let Some(selected) = self.view.selection else {
            self.step(TimeIndex::next, 1, now);
            return;
        };
        let timeline = &open.timeline;
        // In the order in which the lanes are arranged.
        let order = self.view.arrangement.order(self.lane_count());
        let lane_of = |event: Index<Event>| {
            let lane = lane_position(timeline, event);
            order.iter().position(|at| *at == lane).unwrap_or(lane)
        };
        let undated = open.index.undated();
        let is_shelved = undated.contains(&selected);
        if is_shelved && by > 0 {
            return;
        }
        let from = if is_shelved {
            timeline.lanes.len() + 1
        } else {
            lane_of(selected)
        };
        let middle = if is_shelved {
            self.view.target.center()
        } else {
            middle_of(timeline, selected)
        };
        let mut lane = from;
        while let Some(next) = lane.checked_add_signed(by) {
            if next > timeline.lanes.len() {
                break;
            }
            lane = next;
            let index = order
                .get(next)
                .and_then(|lane| self.lanes(&open).lanes().get(*lane));
            let nearest = index.and_then(|lane| nearest(&open, lane, middle));
            if let Some(event) = nearest {
                self.select(event, now);
                return;
            }
        }
        let mut visible_undated = undated.iter().filter(|event| self.view.shows(**event));
        if by > 0
            && let Some(first) = visible_undated.next()
        {
            self.view.panels.undated = true;
            self.select(*first, now);
        }
    }

    fn step_passage(&mut self, by: isize) {
        let Some((open, event)) = self.selected() else {
            return;
        };
        let citations = open.timeline[event].citations.len();
        let next = self.view.citation.checked_add_signed(by);
        if let Some(next) = next.filter(|next| *next < citations) {
            self.view.citation = next;
            self.view.focus = Some(FocusRequest::Citation);
        }
    }
}

/// The event of a lane whose middle is nearest to an instant, among those that
/// start closest to it.
fn nearest(open: &OpenTimeline, lane: &LaneIndex, to: Instant) -> Option<Index<Event>> {
    /// Events that are compared on either side.
    const MAX_COMPARED: usize = 2_000;
    let place = lane.beginning(i64::MIN, to.seconds()).end;
    let around = place.saturating_sub(MAX_COMPARED)..(place + MAX_COMPARED).min(lane.len());
    around
        .filter_map(|at| Some(open.index.date_claims().get(lane.claim(at)?)?.event))
        .min_by_key(|event| {
            let middle = middle_of(&open.timeline, *event).seconds();
            (i128::from(middle) - i128::from(to.seconds())).abs()
        })
}

/// The span to show of an event: its whole extent, and a year if one end is
/// open.
pub(super) fn stretch_to_show(
    open: &OpenTimeline,
    event: Index<Event>,
) -> Option<(Instant, Instant)> {
    let extents: Vec<Extent> = open
        .index
        .date_claims_of(event)
        .flat_map(|claim| claim.spans().iter().map(|span| span.extent()))
        .collect();
    let bounded = |extent: &Extent| {
        let (first, last) = (extent.earliest.instant(), extent.latest.instant());
        match (first, last) {
            (Some(first), Some(last)) => Some((first, last)),
            (Some(first), None) => Some((first, first.saturating_add(YEAR_SECONDS))),
            (None, Some(last)) => Some((last.saturating_add(-YEAR_SECONDS), last)),
            (None, None) => None,
        }
    };
    extents
        .iter()
        .filter_map(bounded)
        .reduce(|(first, last), (other_first, other_last)| {
            (first.min(other_first), last.max(other_last))
        })
}

fn middle_of(timeline: &Timeline, event: Index<Event>) -> Instant {
    let Some(extent) = timeline[event].extent() else {
        return Instant::from_seconds(0);
    };
    match (extent.earliest.instant(), extent.latest.instant()) {
        (Some(first), Some(last)) => {
            Instant::from_seconds(i64::midpoint(first.seconds(), last.seconds()))
        }
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => Instant::from_seconds(0),
    }
}
