//! The state of one timeline in the window.

use std::sync::Arc;

use super::action::LoadProgress;
use super::citations::Citations;
use super::edits::{EditState, Toast};
use super::effect::Effect;
use super::exporting::ExportState;
use super::link::LinkTarget;
use super::loading::LoadState;
use super::notices::{Notice, Notices};
use super::open_timeline::{OpenTimeline, Origin, SourcePaths};
use super::requests::Requests;
use super::search::SearchState;
use super::view_state::ViewState;
use crate::layout::UnclusteredClaim;
use crate::model::{Event, Index, Passage};
use crate::query::{LaneIndexes, UnsupportedPeriod, lane_position};

use crate::settings::Settings;
use annals_anchor::AnchorState;

/// The state of one timeline in the window. Only [`Session::update`] changes
/// it.
#[derive(Debug)]
pub struct Session {
    /// The open timeline; `None` before the first one is read, or if it could
    /// not be. While a timeline is read, this may be a preview of it.
    pub open: Option<Arc<OpenTimeline>>,
    /// Grows by one whenever another timeline takes its place.
    pub revision: u64,
    /// What is shown of it, and how.
    pub view: ViewState,
    /// The search and its hits.
    pub search: SearchState,
    /// The changes of the user.
    pub edits: EditState,
    /// The formatted footnotes and bibliography entries.
    pub citations: Citations,
    /// The export.
    pub export: ExportState,
    /// What the user has not dismissed yet.
    pub notices: Notices,
    /// The settings.
    pub settings: Settings,
    /// Whether the system's settings ask for no animation.
    pub(super) system_reduces_motion: Option<bool>,
    pub(super) loading: LoadState,
    pub(super) requests: Requests,
}

impl Session {
    /// A session that is about to read a timeline, and the effect that does.
    #[must_use]
    pub fn open(
        origin: Origin,
        source_paths: SourcePaths,
        settings: Settings,
    ) -> (Self, Vec<Effect>) {
        Self::open_at(origin, source_paths, settings, LinkTarget::default())
    }

    /// A session that is about to read a timeline and then shows what a link
    /// names in it, and the effect that reads.
    #[must_use]
    pub fn open_at(
        origin: Origin,
        source_paths: SourcePaths,
        settings: Settings,
        target: LinkTarget,
    ) -> (Self, Vec<Effect>) {
        let mut view = ViewState::new(super::update::whole_viewport(None));
        view.panels = settings.panels;
        let mut session = Self {
            open: None,
            revision: 0,
            view,
            search: SearchState::default(),
            edits: EditState::default(),
            citations: Citations::default(),
            export: ExportState::default(),
            notices: Notices::default(),
            settings,
            system_reduces_motion: None,
            loading: LoadState::new(origin, source_paths),
            requests: Requests::default(),
        };
        session.set_pending_link(target);
        let effects = session.load();
        (session, effects)
    }

    /// The timeline that is open or was requested last.
    #[must_use]
    pub const fn origin(&self) -> &Origin {
        &self.loading.origin
    }

    /// Whether a timeline is being read.
    #[must_use]
    pub const fn is_loading(&self) -> bool {
        self.loading.request.is_pending()
    }

    /// Progress of reading, if it takes long.
    #[must_use]
    pub const fn load_progress(&self) -> Option<LoadProgress> {
        self.loading.progress
    }

    /// Whether the rows of the table are being sorted.
    #[must_use]
    pub const fn is_sorting(&self) -> bool {
        self.requests.rows.is_pending()
    }

    /// The selected event, if any.
    #[must_use]
    pub fn selected(&self) -> Option<(&OpenTimeline, Index<Event>)> {
        Some((self.open.as_deref()?, self.view.selection?))
    }

    /// The selected events: several in the table, or one.
    #[must_use]
    pub fn selected_events(&self) -> Vec<Index<Event>> {
        let several = &self.view.multi_selection;
        if several.is_several() {
            several.events().collect()
        } else {
            self.view.selection.into_iter().collect()
        }
    }

    /// Whether one event is selected that cites several passages.
    #[must_use]
    pub fn can_split(&self) -> bool {
        let selected = self.selected();
        !self.view.multi_selection.is_several()
            && selected.is_some_and(|(open, event)| open.timeline[event].citations.len() > 1)
    }

    /// The ids of the selected events; none while the timeline is being read.
    #[must_use]
    pub fn selected_ids(&self) -> Vec<Box<str>> {
        let Some(open) = self.complete_timeline() else {
            return Vec::new();
        };
        let events = self.selected_events().into_iter();
        let events = events.filter_map(|event| open.timeline.events.get(event));
        events.map(|event| event.id.as_str().into()).collect()
    }

    /// The passage of the current citation, if any.
    #[must_use]
    pub fn current_passage(&self) -> Option<Index<Passage>> {
        let (open, event) = self.selected()?;
        let citations = &open.timeline[event].citations;
        Some(citations.get(self.view.citation)?.passage)
    }

    /// The visible events of each lane, by time.
    #[must_use]
    pub fn lanes<'a>(&'a self, open: &'a OpenTimeline) -> &'a LaneIndexes {
        let shown = self.view.shown.as_deref();
        shown.map_or(&open.lanes, |shown| &shown.lanes)
    }

    /// The number of visible events of a lane, by position; `None` if all
    /// events are visible.
    #[must_use]
    pub fn shown_in_lane(&self, lane: usize) -> Option<usize> {
        let shown = self.view.shown.as_deref()?;
        Some(shown.in_lane.get(lane).copied().unwrap_or(0))
    }

    /// The visible undated events, in the order of the file.
    #[must_use]
    pub fn undated<'a>(&'a self, open: &'a OpenTimeline) -> &'a [Index<Event>] {
        let shown = self.view.shown.as_deref();
        shown.map_or(open.index.undated(), |shown| &shown.undated)
    }

    /// The number of lanes in the plot, including the one of events without a
    /// lane.
    #[must_use]
    pub fn lane_count(&self) -> usize {
        self.open.as_ref().map_or(0, |open| {
            let lanes = open.timeline.lanes.len();
            lanes + usize::from(open.index.in_lane(lanes).events > 0)
        })
    }

    /// What is drawn by itself and never in a cluster: the selected event.
    #[must_use]
    pub fn unclustered_claims(&self, open: &OpenTimeline) -> Vec<UnclusteredClaim> {
        let Some(event) = self.view.selection.filter(|event| self.view.shows(*event)) else {
            return Vec::new();
        };
        let lane = lane_position(&open.timeline, event);
        open.index
            .positions_of(event)
            .map(|claim| UnclusteredClaim { lane, claim })
            .collect()
    }

    /// The stretches of the axis in which no visible event is supported. Empty
    /// unless the plot shows the evidence.
    #[must_use]
    pub fn unsupported(&self) -> &[UnsupportedPeriod] {
        &self.view.unsupported
    }

    /// A passage, if it has drifted and no other passage replaces it.
    #[must_use]
    pub fn unresolved_drift(&self, passage: Index<Passage>) -> Option<Index<Passage>> {
        let open = self.open.as_deref()?;
        let has_drifted = open.states().get(passage.position()) == Some(&AnchorState::Drifted);
        (has_drifted && open.replacement_of(passage).is_none()).then_some(passage)
    }

    /// Whether changes are not in the file yet.
    #[must_use]
    pub fn has_unsaved_changes(&self) -> bool {
        !self.edits.pending.is_empty()
    }

    /// Whether to do without animation.
    #[must_use]
    pub fn is_still(&self) -> bool {
        self.settings.reduces_motion(self.system_reduces_motion)
    }

    /// Closes the open dialog.
    pub fn close_dialog(&mut self) {
        self.view.dialog = None;
    }

    /// Shows why something that was to be opened from here could not be.
    pub fn show_notice(&mut self, notice: Notice) {
        self.notices.notice = Some(Notice {
            shows_earlier: false,
            ..notice
        });
    }

    /// Tells the session that a frame has been drawn: what was to be done once
    /// is done. `now` is in seconds of a clock that only moves forward.
    pub fn frame_shown(&mut self, now: f64) {
        self.view.focus = None;
        if let Some(form) = &mut self.edits.forms.open {
            form.focus = None;
        }
        // During an animation the selected event may not be in view yet.
        self.view.reveal_row &= self.view.is_gliding(now);
        self.view.reader.reveal = None;
        let toast = &mut self.edits.toast;
        toast.take_if(|toast| now - toast.since > Toast::SECONDS);
    }
}
