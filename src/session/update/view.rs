//! The visible part of the plot.

use super::YEAR_SECONDS;
use super::selection::stretch_to_show;
use crate::layout::{AxisFolds, Cluster, ClusterId, Viewport};
use crate::query::EventSet;
use crate::session::action::{Dialog, ViewAction};
use crate::session::effect::Effect;
use crate::session::state::Session;
use crate::session::view_history::Waypoint;
use annals_edtf::Instant;

/// Opening a cluster zooms in only if it then shows at most this share of the
/// visible span; else zooming would not separate its events.
const MAX_CLUSTER_SHARE: f64 = 0.9;

impl Session {
    pub(super) fn update_view(&mut self, action: &ViewAction, now: f64) -> Vec<Effect> {
        match *action {
            ViewAction::Pan(share) => {
                let from = self.view.viewport(now);
                let to = self.clamped(from.panned(share * from.length_seconds()));
                self.view.go(to, now, true);
            }
            ViewAction::Zoom { factor, about } => {
                let from = self.view.viewport(now);
                // Limited before it is applied, so that at the limit nothing
                // moves.
                let factor = factor.max(from.length_seconds() / self.longest());
                let to = self.clamped(from.zoomed(factor, about * from.length_seconds()));
                self.view.go(to, now, true);
            }
            ViewAction::Show(viewport) => {
                let to = self.clamped(viewport.folded_by(&self.view.folds));
                self.view.go(to, now, true);
            }
            ViewAction::ZoomToSelection => self.zoom_to_selection(now),
            ViewAction::FitAll => self.jump(self.whole(), now),
            ViewAction::OpenCluster(ref cluster) => self.open_cluster(cluster, now),
            ViewAction::ListCluster(ref cluster) => self.list_cluster(cluster),
            ViewAction::ScrollRows(points) => {
                self.view.row_scroll = (self.view.row_scroll + points).max(0.0);
            }
            ViewAction::ToggleLane(lane) => {
                self.view.arrangement.toggle_folded(lane);
                // Rows are packed again.
                self.view.filter_revision += 1;
            }
            ViewAction::MoveLane(lane, place) => {
                let lanes = self.lane_count();
                self.view.arrangement.move_to(lane, place, lanes);
            }
            ViewAction::SetLaneHeight(lane, height) => {
                self.view.arrangement.set_height(lane, height);
                // Heights are measured again.
                self.view.filter_revision += 1;
            }
            ViewAction::ToggleAxisFolds => {
                self.view.folds_empty_periods ^= true;
                self.fold_empty_periods();
                // Rows are packed again.
                self.view.filter_revision += 1;
            }
            ViewAction::Back => {
                let waypoint = self.view.history.back(self.view.waypoint());
                self.go_to_waypoint(waypoint, now);
            }
            ViewAction::Forward => {
                let waypoint = self.view.history.forward(self.view.waypoint());
                self.go_to_waypoint(waypoint, now);
            }
        }
        Vec::new()
    }

    fn go_to_waypoint(&mut self, waypoint: Option<Waypoint>, now: f64) {
        let Some(waypoint) = waypoint else {
            return;
        };
        self.view.selection = waypoint.selection;
        self.view.citation = 0;
        self.view.reveal_row = true;
        let still = self.is_still();
        self.view.go(waypoint.viewport, now, still);
    }

    /// Goes to a viewport from which the user can go back.
    fn jump(&mut self, to: Viewport, now: f64) {
        let still = self.is_still();
        self.view.leave_waypoint();
        self.view.go(to, now, still);
    }

    fn zoom_to_selection(&mut self, now: f64) {
        let near = self
            .selected()
            .and_then(|(open, event)| stretch_to_show(open, event))
            .map(|(first, last)| {
                // With the same length again on either side, for context.
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
        self.jump(to, now);
    }

    /// Zooms in on the events of a cluster, or lists them if zooming in would
    /// not separate them.
    fn open_cluster(&mut self, cluster: &Cluster, now: f64) {
        let reaches_in = matches!(cluster.id, ClusterId::BeganEarlier { .. });
        if reaches_in || cluster.first == cluster.last {
            self.list_cluster(cluster);
            return;
        }
        let to = Viewport::between(cluster.first, cluster.last.saturating_add(1));
        let to = self.clamped(to.folded_by(&self.view.folds).with_margin());
        if to.length_seconds() > self.view.target.length_seconds() * MAX_CLUSTER_SHARE {
            self.list_cluster(cluster);
            return;
        }
        self.jump(to, now);
    }

    /// Lists the events of a cluster, in the order of time.
    fn list_cluster(&mut self, cluster: &Cluster) {
        let Some(open) = self.complete_timeline().cloned() else {
            return;
        };
        let mut seen = EventSet::none(open.timeline.events.slot_count());
        self.view.cluster_claims = cluster
            .date_claims(self.lanes(&open))
            .into_iter()
            .filter(|at| {
                let claim = open.index.date_claims().get(*at);
                claim.is_some_and(|claim| {
                    let is_new = !seen.contains(claim.event);
                    seen.insert(claim.event);
                    is_new
                })
            })
            .collect();
        self.view.dialog = Some(Dialog::ClusterEvents);
    }

    /// The viewport that shows all dated events, on an axis without folds.
    #[must_use]
    pub fn all_time(&self) -> Viewport {
        whole_viewport(self.whole_of_time())
    }

    /// The viewport that shows all dated events, on the axis as it is folded.
    #[must_use]
    pub fn whole(&self) -> Viewport {
        match self.whole_of_time() {
            Some((first, last)) if !self.view.folds.is_empty() => Viewport::between(first, last)
                .folded_by(&self.view.folds)
                .with_margin(),
            whole => whole_viewport(whole),
        }
    }

    fn whole_of_time(&self) -> Option<(Instant, Instant)> {
        self.open.as_ref()?.index.whole()
    }

    /// Folds the axis again. The visible span keeps its ends; if it was the
    /// whole, it stays the whole.
    pub(super) fn fold_empty_periods(&mut self) {
        let was_whole = self.view.target == self.whole();
        let folds = if self.view.folds_empty_periods {
            self.view.foldable
        } else {
            AxisFolds::default()
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

    /// The stretches of the axis that are folded or can be.
    #[must_use]
    pub const fn foldable(&self) -> &AxisFolds {
        &self.view.foldable
    }

    /// The longest span that can be shown, in seconds: twice the whole.
    fn longest(&self) -> f64 {
        self.whole().length_seconds() * 2.0
    }

    /// A viewport moved and zoomed so that the timeline stays in sight.
    pub(super) fn clamped(&self, viewport: Viewport) -> Viewport {
        /// This share of the shorter of viewport and timeline stays visible.
        const MIN_VISIBLE: f64 = 0.2;
        let whole = self.whole();
        let longest = self.longest();
        let viewport = if viewport.length_seconds() > longest {
            viewport.zoomed(viewport.length_seconds() / longest, 0.0)
        } else {
            viewport
        };
        let half = viewport.length_seconds() / 2.0;
        let visible = MIN_VISIBLE * viewport.length_seconds().min(whole.length_seconds());
        let first = viewport.offset_of(whole.first());
        let last = viewport.offset_of(whole.last());
        if last < visible - half {
            viewport.panned(last + half - visible)
        } else if first > half - visible {
            viewport.panned(first - half + visible)
        } else {
            viewport
        }
    }

    /// Whether a view can be gone back to.
    #[must_use]
    pub const fn can_go_back(&self) -> bool {
        self.view.history.can_go_back()
    }

    /// Whether a view can be gone forward to.
    #[must_use]
    pub const fn can_go_forward(&self) -> bool {
        self.view.history.can_go_forward()
    }
}

/// The viewport that shows all dated events; this century if there are none.
pub(in crate::session) fn whole_viewport(whole: Option<(Instant, Instant)>) -> Viewport {
    let (first, last) = whole.unwrap_or((
        // 1950 and 2050.
        Instant::from_seconds(-631_152_000),
        Instant::from_seconds(2_524_608_000),
    ));
    // A single day is shown within a year, so that it has a width.
    let length = last.seconds().saturating_sub(first.seconds());
    let pad = (YEAR_SECONDS - length).max(0) / 2;
    Viewport::around(first.saturating_add(-pad), last.saturating_add(pad))
}
