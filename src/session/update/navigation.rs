//! Going from event to event, and how far one may look.

use super::{Session, YEAR_SECONDS};
use crate::layout::{Cluster, ClusterId, Folds, Viewport};
use crate::model::{Event, Index, Timeline};
use crate::query::{EventSet, LaneIndex, TimeIndex, lane_position};
use crate::session::action::{Popup, ViewAction};
use crate::session::document::Document;
use crate::session::view_state::Focus;
use annals_edtf::{Extent, Instant};

/// Going to a cluster shows at most this share of what is looked at; where it
/// would be more, its events would not part.
const NEARER: f64 = 0.9;

/// Finds the event before or after another in time.
type Neighbour = fn(&TimeIndex, Option<Index<Event>>) -> Option<Index<Event>>;

impl Session {
    pub(super) fn step(&mut self, in_time: Neighbour, in_shelf: isize, now: f64) {
        let Some(document) = self.document.clone() else {
            return;
        };
        let undated: Vec<Index<Event>> = document
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
                .checked_add_signed(in_shelf)
                .and_then(|place| undated.get(place))
                .copied(),
            None => std::iter::successors(in_time(&document.index, self.view.selection), |at| {
                in_time(&document.index, Some(*at))
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

    pub(super) fn change_lane(&mut self, by: isize, now: f64) {
        let Some(document) = self.document.clone() else {
            return;
        };
        let Some(selected) = self.view.selection else {
            self.step(TimeIndex::next, 1, now);
            return;
        };
        let timeline = &document.timeline;
        // Lanes go by the places at which they stand.
        let order = self.view.arrangement.order(self.lane_count());
        let lane_of = |event: Index<Event>| {
            let lane = lane_position(timeline, event);
            order.iter().position(|at| *at == lane).unwrap_or(lane)
        };
        let undated = document.index.undated();
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
                .and_then(|lane| self.lanes(&document).lanes().get(*lane));
            let nearest = index.and_then(|lane| nearest(&document, lane, middle));
            if let Some(event) = nearest {
                self.select(event, now);
                return;
            }
        }
        let mut shelf = undated.iter().filter(|event| self.view.shows(**event));
        if by > 0
            && let Some(first) = shelf.next()
        {
            self.view.panels.shelf = true;
            self.select(*first, now);
        }
    }

    /// The table: shown or hidden, sorted, walked.
    pub(super) fn update_table(&mut self, action: &ViewAction, now: f64) {
        match *action {
            ViewAction::ToggleTable => {
                self.view.panels.table ^= true;
                if self.view.panels.table {
                    self.view.focus = Some(Focus::Table);
                }
            }
            ViewAction::EnterTable => {
                self.view.panels.table = true;
                self.view.focus = Some(Focus::Table);
            }
            ViewAction::SortTable(column) => self.view.table.sort_by(column),
            ViewAction::ToggleColumn(column) => self.view.table.toggle_column(column),
            ViewAction::StepRow(by) => self.step_row(by, now),
            _ => {}
        }
    }

    /// Selects the event so many rows of the table below the selected one,
    /// above if negative; the first where none is selected.
    pub(super) fn step_row(&mut self, by: isize, now: f64) {
        let table = &self.view.table;
        let last = table.rows().len().saturating_sub(1);
        let selected = self.view.selection.and_then(|event| table.row_of(event));
        let row = selected.map_or(0, |row| row.saturating_add_signed(by).min(last));
        if let Some(event) = table.event_at(row) {
            self.select(event, now);
        }
    }

    pub(super) fn step_passage(&mut self, by: isize) {
        let Some((document, event)) = self.selected() else {
            return;
        };
        let citations = document.timeline[event].citations.len();
        let next = self.view.citation.checked_add_signed(by);
        if let Some(next) = next.filter(|next| *next < citations) {
            self.view.citation = next;
            self.view.focus = Some(Focus::Citation);
        }
    }

    pub(super) fn zoom_to_selection(&mut self, now: f64, still: bool) {
        let near = self
            .selected()
            .and_then(|(document, event)| stretch_to_show(document, event))
            .map(|(first, last)| {
                // With as much again on either side, so that it has a setting.
                let length = last.seconds().saturating_sub(first.seconds()).max(3_600);
                Viewport::between(
                    first.saturating_add(-length),
                    last.saturating_add(length.saturating_add(1)),
                )
                .folded_by(&self.view.folds)
            });
        let to = near
            .filter(|near| *near != self.view.target)
            .unwrap_or_else(|| self.whole());
        self.view.leave_waypoint();
        self.view.go(to, now, still);
    }

    /// Goes to where the events of a cluster begin, or lists them where no zoom
    /// would part them.
    pub(super) fn open_cluster(&mut self, cluster: &Cluster, now: f64) {
        let reaches_in = matches!(cluster.id, ClusterId::Reaching { .. });
        if reaches_in || cluster.first == cluster.last {
            self.list_cluster(cluster);
            return;
        }
        let to = Viewport::between(cluster.first, cluster.last.saturating_add(1));
        let to = self.clamped(to.folded_by(&self.view.folds).with_room());
        if to.length_seconds() > self.view.target.length_seconds() * NEARER {
            self.list_cluster(cluster);
            return;
        }
        self.view.leave_waypoint();
        self.view.go(to, now, self.is_still());
    }

    /// Lists the events of a cluster, in the order of time.
    pub(super) fn list_cluster(&mut self, cluster: &Cluster) {
        let Some(document) = self.whole_document().cloned() else {
            return;
        };
        let mut seen = EventSet::none(document.timeline.events.len());
        self.view.listing = cluster
            .date_claims(self.lanes(&document))
            .into_iter()
            .filter(|at| {
                let claim = document.index.date_claims().get(*at);
                claim.is_some_and(|claim| {
                    let is_new = !seen.contains(claim.event);
                    seen.insert(claim.event);
                    is_new
                })
            })
            .collect();
        self.view.popup = Some(Popup::Listing);
    }

    /// The viewport that shows all that is dated, on an axis without folds.
    #[must_use]
    pub fn all_time(&self) -> Viewport {
        whole_viewport(self.whole_of_time())
    }

    /// The viewport that shows all that is dated, on the axis as it is folded.
    #[must_use]
    pub fn whole(&self) -> Viewport {
        match self.whole_of_time() {
            Some((first, last)) if !self.view.folds.is_empty() => Viewport::between(first, last)
                .folded_by(&self.view.folds)
                .with_room(),
            whole => whole_viewport(whole),
        }
    }

    fn whole_of_time(&self) -> Option<(Instant, Instant)> {
        self.document.as_ref()?.index.whole()
    }

    /// How many lanes stand in the plot, that of stray events among them.
    #[must_use]
    pub fn lane_count(&self) -> usize {
        self.document.as_ref().map_or(0, |document| {
            let lanes = document.timeline.lanes.len();
            lanes + usize::from(document.index.in_lane(lanes).events > 0)
        })
    }

    /// Folds the axis anew. What is looked at begins and ends where it did; who
    /// looked at everything still does.
    pub(super) fn fold_silences(&mut self) {
        let was_whole = self.view.target == self.whole();
        let folds = if self.view.folds_silences {
            self.view.foldable
        } else {
            Folds::default()
        };
        if folds == self.view.folds {
            return;
        }
        self.view.folds = folds;
        self.view.glide = None;
        self.view.target = if was_whole {
            self.whole()
        } else {
            self.clamped(self.view.target.folded_by(&folds))
        };
    }

    /// What of the axis is folded, or would be.
    #[must_use]
    pub const fn foldable(&self) -> &Folds {
        &self.view.foldable
    }

    /// The longest stretch that can be looked at, in seconds: twice the whole.
    pub(super) fn longest(&self) -> f64 {
        self.whole().length_seconds() * 2.0
    }

    /// A viewport held so that the timeline cannot be lost: no further out
    /// than it may be, and never beside what is dated.
    pub(super) fn clamped(&self, viewport: Viewport) -> Viewport {
        /// So much of the shorter of the two stays in sight.
        const KEPT: f64 = 0.2;
        let whole = self.whole();
        let longest = self.longest();
        let viewport = if viewport.length_seconds() > longest {
            viewport.zoomed(viewport.length_seconds() / longest, 0.0)
        } else {
            viewport
        };
        let half = viewport.length_seconds() / 2.0;
        let kept = KEPT * viewport.length_seconds().min(whole.length_seconds());
        let first = viewport.offset_of(whole.first());
        let last = viewport.offset_of(whole.last());
        if last < kept - half {
            viewport.panned(last + half - kept)
        } else if first > half - kept {
            viewport.panned(first - half + kept)
        } else {
            viewport
        }
    }
}

/// The event of a lane whose middle is nearest to an instant, of those that
/// begin next to it.
fn nearest(document: &Document, lane: &LaneIndex, to: Instant) -> Option<Index<Event>> {
    /// Looked at on either side.
    const MOST: usize = 2_000;
    let place = lane.beginning(i64::MIN, to.seconds()).end;
    let around = place.saturating_sub(MOST)..(place + MOST).min(lane.len());
    around
        .filter_map(|at| Some(document.index.date_claims().get(lane.claim(at)?)?.event))
        .min_by_key(|event| {
            let middle = middle_of(&document.timeline, *event).seconds();
            (i128::from(middle) - i128::from(to.seconds())).abs()
        })
}

/// The viewport that shows all that is dated; this century where nothing is.
pub(super) fn whole_viewport(whole: Option<(Instant, Instant)>) -> Viewport {
    let (first, last) = whole.unwrap_or((
        // 1950 and 2050.
        Instant::from_seconds(-631_152_000),
        Instant::from_seconds(2_524_608_000),
    ));
    // A single day alone is shown in its year, not as a wall.
    let length = last.seconds().saturating_sub(first.seconds());
    let pad = (YEAR_SECONDS - length).max(0) / 2;
    Viewport::around(first.saturating_add(-pad), last.saturating_add(pad))
}

/// What to show of an event: all that is known of its extent, held to what
/// has an end.
pub(super) fn stretch_to_show(
    document: &Document,
    event: Index<Event>,
) -> Option<(Instant, Instant)> {
    let extents: Vec<Extent> = document
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

pub(super) fn middle_of(timeline: &Timeline, event: Index<Event>) -> Instant {
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
