//! What is shown of a timeline, and how.

use std::sync::Arc;

use super::action::Dialog;
use super::facets::Facet;
use super::multi_selection::MultiSelection;
use super::open_timeline::OpenTimeline;
use super::reader::ReaderState;
use super::table::TableState;
use super::view_history::{ViewHistory, Waypoint};
use super::visible_set::VisibleEvents;
use crate::layout::{Arrangement, AxisFolds, Viewport};
use crate::model::{Event, Index, Source};
use crate::query::UnsupportedPeriod;
use crate::settings::Panels;
use annals_edtf::Edtf;

/// What is shown of a timeline, and how. Never written into a timeline file.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewState {
    /// The selected event.
    pub selection: Option<Index<Event>>,
    /// Its current citation, from 0.
    pub citation: usize,
    /// The visible span; during an animation, its end.
    pub(super) target: Viewport,
    /// The animation towards it.
    pub(super) glide: Option<Glide>,
    /// How far the rows are scrolled down, in points.
    pub row_scroll: f32,
    /// The period whose events are visible; `None` for all time.
    pub period: Option<Period>,
    /// The visible events; `None` if all are visible.
    pub(super) shown: Option<Arc<VisibleEvents>>,
    /// How the lanes are arranged.
    pub arrangement: Arrangement,
    /// Whether empty stretches of the axis are folded.
    pub folds_empty_periods: bool,
    /// The stretches of the axis that can be folded.
    pub(super) foldable: AxisFolds,
    /// The stretches that are folded.
    pub(super) folds: AxisFolds,
    /// Grows by one whenever other events are visible or rows are packed
    /// differently.
    pub filter_revision: u64,
    /// Whether the plot shows what the events rest on.
    pub evidence: bool,
    /// The stretches of the axis without support, if those are shown.
    pub(super) unsupported: Vec<UnsupportedPeriod>,
    /// Which panels are shown.
    pub panels: Panels,
    /// The source reader.
    pub reader: ReaderState,
    /// The table of events.
    pub table: TableState,
    /// The facets; those of the query before, until the new ones are counted.
    pub facets: Arc<Vec<Facet>>,
    /// The events of the cluster whose list is open: one date claim of each, as its position
    /// among the date claims of the index.
    pub cluster_claims: Vec<usize>,
    /// The selected events, if several are.
    pub multi_selection: MultiSelection,
    /// The source whose address is shown before it is opened.
    pub address: Option<Index<Source>>,
    /// The open dialog.
    pub dialog: Option<Dialog>,
    /// Where the next frame moves the keyboard focus.
    pub focus: Option<FocusRequest>,
    /// Whether the row of the selected event is to be scrolled into view.
    pub reveal_row: bool,
    pub(super) history: ViewHistory,
}

/// A period, and how certainly an event must lie in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The period.
    pub edtf: Edtf,
    /// Whether only events that certainly lie in it are visible.
    pub certainly: bool,
}

/// A part of the window that an action moves the keyboard focus to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FocusRequest {
    /// The current citation in the quote panel.
    Citation,
    /// The text in the source reader.
    Reader,
    /// The find bar of the reader.
    Find,
    /// The search field.
    Search,
    /// The table of events.
    Table,
    /// The open form.
    Form,
}

/// A short animation from one viewport to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glide {
    from: Viewport,
    /// In seconds of the caller's clock.
    started: f64,
}

/// How long a glide takes, in seconds.
const GLIDE_SECONDS: f64 = 0.28;

impl ViewState {
    /// A view of everything.
    #[must_use]
    pub fn new(viewport: Viewport) -> Self {
        Self {
            selection: None,
            citation: 0,
            target: viewport,
            glide: None,
            row_scroll: 0.0,
            period: None,
            shown: None,
            arrangement: Arrangement::default(),
            folds_empty_periods: false,
            foldable: AxisFolds::default(),
            folds: AxisFolds::default(),
            filter_revision: 0,
            evidence: false,
            unsupported: Vec::new(),
            panels: Panels::default(),
            reader: ReaderState::default(),
            table: TableState::default(),
            facets: Arc::default(),
            cluster_claims: Vec::new(),
            multi_selection: MultiSelection::default(),
            address: None,
            dialog: None,
            focus: None,
            reveal_row: false,
            history: ViewHistory::default(),
        }
    }

    /// The visible span at a time, in seconds of the caller's clock.
    #[must_use]
    pub fn viewport(&self, now: f64) -> Viewport {
        let Some(glide) = self.glide else {
            return self.target;
        };
        let share = ((now - glide.started) / GLIDE_SECONDS).clamp(0.0, 1.0);
        // Cubic ease-out.
        let eased = 1.0 - (1.0 - share).powi(3);
        glide.from.toward(self.target, eased)
    }

    /// Whether an animation is running.
    #[must_use]
    pub fn is_gliding(&self, now: f64) -> bool {
        self.glide
            .is_some_and(|glide| now - glide.started < GLIDE_SECONDS)
    }

    /// The number of visible events; `None` if all are visible.
    #[must_use]
    pub fn shown_count(&self) -> Option<usize> {
        self.shown.as_deref().map(VisibleEvents::count)
    }

    /// Whether an event is visible.
    #[must_use]
    pub fn shows(&self, event: Index<Event>) -> bool {
        self.shown
            .as_ref()
            .is_none_or(|shown| shown.events.contains(event))
    }

    /// Goes to a viewport, on the axis as it is folded now. `still` leaves out
    /// the animation.
    pub(super) fn go(&mut self, target: Viewport, now: f64, still: bool) {
        let from = self.viewport(now);
        let target = target.folded_by(&self.folds);
        self.target = target;
        self.glide = (!still && from != target).then_some(Glide { from, started: now });
    }

    pub(super) fn waypoint(&self) -> Waypoint {
        Waypoint {
            selection: self.selection,
            viewport: self.target,
        }
    }

    /// Remembers the current view, so that the user can come back to it.
    pub(super) fn leave_waypoint(&mut self) {
        let here = self.waypoint();
        self.history.push(here);
    }

    /// Selects an event, if it is not selected yet, and its first citation.
    pub(super) fn select(&mut self, event: Index<Event>) {
        if self.selection != Some(event) {
            self.leave_waypoint();
            self.selection = Some(event);
            self.citation = 0;
        }
    }

    /// Carries the view over from one version of a timeline to the next:
    /// entries are the same if their ids are.
    pub(super) fn carry_over(&mut self, before: &OpenTimeline, now: &OpenTimeline) {
        let (old, new) = (&before.timeline, &now.timeline);
        let event = |event: Index<Event>| new.events.by_id(&old[event].id);
        self.selection = self.selection.and_then(event);
        self.history.map_selections(event);
        self.multi_selection.map(event);
        let citations = self.selection.map_or(0, |event| new[event].citations.len());
        self.citation = self.citation.min(citations.saturating_sub(1));
        self.carry_over_arrangement(before, now);
        self.cluster_claims.clear();
        self.dialog
            .take_if(|dialog| *dialog == Dialog::ClusterEvents);
        self.reader.carry_over(
            |source| new.sources.by_id(&old[source].id),
            |passage| new.passages.by_id(&old[passage].id),
        );
    }

    /// Keeps the arrangement of the lanes that both versions have.
    pub(super) fn carry_over_arrangement(&mut self, before: &OpenTimeline, now: &OpenTimeline) {
        let (old, new) = (&before.timeline.lanes, &now.timeline.lanes);
        self.arrangement = self.arrangement.carried_over(|lane| match old.get(lane) {
            Some(lane) => new.iter().position(|it| it.id == lane.id),
            // The lane of events without one is the last.
            None => (lane == old.len()).then_some(new.len()),
        });
    }
}
