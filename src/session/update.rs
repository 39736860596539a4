//! The session: its state, and the one place where it changes.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use edits::CloseReason;
use navigation::{stretch_to_show, whole_viewport};
use outline::{SuspendedDocument, arranged, is_possible_in_outline};

use super::action::{Action, DocumentAction, Effect, LoadProgress, Popup, Shared, ViewAction};
use super::changes::Changes;
use super::citations::Citations;
use super::document::{Document, Origin, SourcePaths};
use super::exporting::ExportStatus;
use super::link::{LinkProblem, LinkTarget};
use super::search::Search;
use super::view_state::{Focus, ViewState, Waypoint};
use crate::layout::UnclusteredClaim;
use crate::model::{Event, Index};
use crate::query::{LaneIndexes, TimeIndex, lane_position};
use crate::settings::Settings;
use crate::storage::{FileError, Problem};

/// The state of one open window.
#[derive(Debug)]
pub struct Session {
    /// What is open; `None` before the first document is read, or if it could
    /// not be. While one is read, it may be an outline of it.
    pub document: Option<Arc<Document>>,
    /// Grows by one whenever another document takes its place.
    pub revision: u64,
    /// Why the newest version could not be read, while an older one may still
    /// be shown.
    pub notice: Option<Notice>,
    /// What is looked at.
    pub view: ViewState,
    /// Preferences.
    pub settings: Settings,
    /// Where the user said that documents may be.
    places: SourcePaths,
    /// The same with a place that is being tried.
    trial_paths: Option<SourcePaths>,
    /// A request that repeats what was open after something else failed; its
    /// answer leaves the notice of that failure in sight.
    silent_request: Option<u64>,
    /// Changes to the timeline that are held until a copy is saved.
    pub changes: Changes,
    /// Footnotes and entries of the bibliography, as far as they are set.
    pub citations: Citations,
    /// What is searched for.
    pub search: Search,
    /// Ids of passages whose drift was looked at, and which stay as they were
    /// written down.
    pub accepted_drift: HashSet<String>,
    /// The id of a source that the reader shows once it is read.
    open_source_after_load: Option<String>,
    /// What the user was about to do when changes were in no copy.
    pending_close: Option<CloseReason>,
    /// What is open or was asked for last.
    origin: Origin,
    /// What was open before the outline that is shown took its place.
    suspended: Option<SuspendedDocument>,
    /// Number of the last request; answers to earlier ones are dropped.
    requested: u64,
    /// How far that request is, where it takes long enough to be told.
    pub progress: Option<LoadProgress>,
    /// Whether that request is still under way.
    pub is_reading: bool,
    /// Number of the last request to find out what is shown.
    narrowing: u64,
    /// The last of those that was answered.
    narrowed: u64,
    /// Whether the system says that its user wants no animation.
    pub(super) system_is_still: Option<bool>,
    /// Whether the user gives its changes up once the window closes.
    pub(super) discard_on_close: bool,
    /// What the link by which it was opened shows, until it is read.
    pending_link: Option<LinkTarget>,
    /// What came of the last export, until the user has read it.
    pub exported: Option<ExportStatus>,
    /// Where the user wants the next one.
    pub export_path: Option<PathBuf>,
    /// What is wrong with the last link, until the user has read it.
    pub link_problems: Vec<LinkProblem>,
}

/// Why something could not be done, until the user has read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// What was to be read.
    pub origin: Origin,
    /// Why it could not be.
    pub refusal: FileError,
    /// Whether, for that reason, what is shown is an earlier version, if
    /// anything is shown.
    pub shows_earlier: bool,
}

/// A year's length, for looking at what has only one end.
const YEAR_SECONDS: i64 = 31_556_952;

impl Session {
    /// A session that is about to read a timeline, and the effect that does.
    #[must_use]
    pub fn open(origin: Origin, places: SourcePaths, settings: Settings) -> (Self, Vec<Effect>) {
        let mut session = Self {
            document: None,
            revision: 0,
            notice: None,
            view: ViewState {
                panels: Self::panels_at_start(&settings),
                ..ViewState::new(whole_viewport(None))
            },
            settings,
            places,
            trial_paths: None,
            silent_request: None,
            changes: Changes::default(),
            citations: Citations::default(),
            search: Search::default(),
            accepted_drift: HashSet::new(),
            pending_close: None,
            open_source_after_load: None,
            origin,
            suspended: None,
            requested: 0,
            progress: None,
            is_reading: false,
            narrowing: 0,
            narrowed: 0,
            system_is_still: None,
            discard_on_close: false,
            pending_link: None,
            exported: None,
            export_path: None,
            link_problems: Vec::new(),
        };
        let effects = session.read();
        (session, effects)
    }

    /// What is open or was asked for last.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The selected event, if any.
    #[must_use]
    pub fn selected(&self) -> Option<(&Document, Index<Event>)> {
        Some((self.document.as_deref()?, self.view.selection?))
    }

    /// Changes the state. `now` is in seconds of a clock that only moves
    /// forward.
    pub fn update(&mut self, action: Action, now: f64) -> Vec<Effect> {
        let mut effects = self.follow(action, now);
        effects.extend(self.request_rows());
        effects.extend(self.request_facets());
        effects
    }

    /// Takes what is wrong with the stated dates of a revision.
    fn weighed(&mut self, revision: u64, problems: Vec<Problem>) {
        let open = self
            .document
            .as_deref()
            .filter(|_| revision == self.revision);
        if let Some(open) = open {
            open.add_problems_of_dates(problems);
        }
    }

    /// Asks for the rows of the table, where it is shown and they are not asked
    /// for.
    fn request_rows(&mut self) -> Option<Effect> {
        if !self.view.panels.table {
            return None;
        }
        let document = Arc::clone(self.whole_document()?);
        let shown = self.view.shown.clone();
        let asked = self.view.table.ask(document, self.revision, shown);
        asked.map(Effect::SortRows)
    }

    fn follow(&mut self, action: Action, now: f64) -> Vec<Effect> {
        match action {
            Action::Document(action) => self.update_document(action),
            Action::View(action) => {
                let before = (self.view.selection, self.view.citation);
                let effects = self.update_view(&action, now);
                if before != (self.view.selection, self.view.citation) {
                    self.sync_reader();
                }
                effects
            }
            Action::Reader(action) => self.update_reader(action, now),
            Action::Settings(action) => {
                self.update_settings(action);
                Vec::new()
            }
            // The workspace's own.
            Action::Workspace(_) => Vec::new(),
        }
    }

    /// What was to be done once is done: a frame has shown it.
    pub fn frame_shown(&mut self, now: f64) {
        self.view.focus = None;
        // Under way, what is selected may not be in view yet.
        self.view.reveal_row &= self.view.is_gliding(now);
        self.view.reader.reveal = None;
    }

    fn read(&mut self) -> Vec<Effect> {
        self.requested += 1;
        self.is_reading = true;
        self.progress = None;
        vec![Effect::Read(
            self.requested,
            self.origin.clone(),
            self.trial_paths.as_ref().unwrap_or(&self.places).clone(),
            self.changes.amendments().to_vec(),
        )]
    }

    fn update_document(&mut self, action: DocumentAction) -> Vec<Effect> {
        match action {
            DocumentAction::PickTimeline => vec![Effect::PickTimeline],
            DocumentAction::PickSources => vec![Effect::PickSources],
            DocumentAction::Copy(text) => vec![Effect::Copy(text)],
            DocumentAction::OpenAddress(address) => vec![Effect::OpenAddress(address)],
            DocumentAction::Open(path) => self.leave(CloseReason::OpenTimeline(path)),
            DocumentAction::FileChanged => self.read(),
            DocumentAction::AddSources(place) => {
                // What was added just before is still being tried.
                let tried = self.trial_paths.get_or_insert_with(|| self.places.clone());
                tried.add(place);
                self.read()
            }
            DocumentAction::NoPicker(instead) => {
                self.view.popup = Some(instead);
                Vec::new()
            }
            DocumentAction::Loaded(request, document) => {
                if request == self.requested {
                    self.is_reading = false;
                    if self.silent_request.take() != Some(request) {
                        self.notice = None;
                    }
                    if let Some(places) = self.trial_paths.take() {
                        self.places = places;
                    }
                    let mut effects = self.take(*document);
                    effects.extend(self.follow_pending_link());
                    let open = self
                        .document
                        .clone()
                        .filter(|_| self.search.index.is_none());
                    effects.extend(open.map(|open| Effect::Index(self.revision, Shared(open))));
                    let weighs = self.document.clone().filter(|open| open.checks_dates_later);
                    effects.extend(weighs.map(|open| {
                        let amendments = self.changes.amendments().to_vec();
                        Effect::CheckStatedDates(self.revision, Shared(open), amendments)
                    }));
                    return effects;
                }
                Vec::new()
            }
            DocumentAction::OutlineReady(request, outline) => self.show_outline(request, *outline),
            DocumentAction::OutlineDiffered(request) => {
                self.report_outline_difference(request);
                Vec::new()
            }
            DocumentAction::LoadFailed(request, origin, refusal) => {
                if request != self.requested {
                    return Vec::new();
                }
                let mut effects = self.drop_outline();
                self.is_reading = false;
                self.silent_request = None;
                let tried_a_place = self.trial_paths.take().is_some();
                let open = self.document.as_ref().map(|open| open.origin.clone());
                let tried_another = open.as_ref().is_some_and(|open| *open != origin);
                self.notice = Some(Notice {
                    origin,
                    refusal,
                    shows_earlier: true,
                });
                if tried_another {
                    // The link was to that one.
                    self.pending_link = None;
                }
                if let Some(open) = open
                    && (tried_another || tried_a_place)
                {
                    // What is shown stays, and is watched again.
                    self.origin = open;
                    effects.extend(self.read());
                    self.silent_request = Some(self.requested);
                }
                effects
            }
            DocumentAction::Indexed(revision, index) => {
                index.map_or_else(Vec::new, |index| self.indexed(revision, index.0))
            }
            DocumentAction::StatedDatesChecked(revision, problems) => {
                self.weighed(revision, problems);
                Vec::new()
            }
            DocumentAction::FacetsCounted(number, facets) => {
                self.facets_counted(number, facets);
                Vec::new()
            }
            DocumentAction::RowsSorted(number, rows) => {
                self.view.table.take(number, rows);
                Vec::new()
            }
            DocumentAction::VisibleFound(number, narrowed) => {
                self.narrowed(number, *narrowed);
                Vec::new()
            }
            DocumentAction::DismissNotice => {
                self.notice = None;
                self.link_problems.clear();
                Vec::new()
            }
            DocumentAction::GoTo(target) => self.go_to(target),
            action => self.update_changes(action),
        }
    }

    /// Shows a document. Another version of the one that is open keeps
    /// selection and viewport.
    fn take(&mut self, document: Document) -> Vec<Effect> {
        let was_whole_outline = self.is_outline() && self.view.target == self.whole();
        let same = self
            .document
            .as_ref()
            .filter(|open| open.origin == document.origin);
        if let Some(open) = same {
            let kept =
                |index: Index<Event>| document.timeline.event_by_id(&open.timeline[index].id);
            self.view.selection = self.view.selection.and_then(kept);
            let waypoint = |waypoint: &Waypoint| Waypoint {
                selection: waypoint.selection.and_then(kept),
                viewport: waypoint.viewport,
            };
            self.view.past = self.view.past.iter().map(waypoint).collect();
            self.view.future = self.view.future.iter().map(waypoint).collect();
            let citations = self
                .view
                .selection
                .map_or(0, |index| document.timeline[index].citations.len());
            self.view.citation = self.view.citation.min(citations.saturating_sub(1));
            self.view.arrangement = arranged(&self.view.arrangement, open, &document);
            // What is listed is of the revision before.
            self.view.listing.clear();
            if self.view.popup == Some(Popup::Listing) {
                self.view.popup = None;
            }
            self.view.reader = self.view.reader.carried_over(
                |source| document.timeline.source_by_id(&open.timeline[source].id),
                |passage| document.timeline.passage_by_id(&open.timeline[passage].id),
            );
        } else {
            self.view = self.fresh_view(&document);
        }
        self.suspended = None;
        let opens = self.open_source_after_load.take();
        let opens = opens.and_then(|id| document.timeline.source_by_id(&id));
        let before = self.document.replace(Arc::new(document));
        if let Some(source) = opens {
            self.view.panels.reader = true;
            self.view.reader.show(source);
        }
        let mut effects = self.reset_for_document();
        if was_whole_outline {
            self.view.target = self.whole();
        }
        effects.extend(before.map(|before| Effect::DropInBackground(Shared(before))));
        effects
    }

    /// What lies where in each lane, of the events that are shown.
    #[must_use]
    pub fn lanes<'a>(&'a self, document: &'a Document) -> &'a LaneIndexes {
        let shown = self.view.shown.as_deref();
        shown.map_or(&document.lanes, |shown| &shown.lanes)
    }

    /// How many events of a lane, by position, are shown; `None` where all are.
    #[must_use]
    pub fn shown_in_lane(&self, lane: usize) -> Option<usize> {
        let shown = self.view.shown.as_deref()?;
        Some(shown.in_lane.get(lane).copied().unwrap_or(0))
    }

    /// The undated events that are shown, in the order of the file.
    #[must_use]
    pub fn undated<'a>(&'a self, document: &'a Document) -> &'a [Index<Event>] {
        let shown = self.view.shown.as_deref();
        shown.map_or(document.index.undated(), |shown| &shown.undated)
    }

    /// What is drawn by itself wherever it lies: the selected event.
    #[must_use]
    pub fn always_shown(&self, document: &Document) -> Vec<UnclusteredClaim> {
        let Some(event) = self.view.selection.filter(|event| self.view.shows(*event)) else {
            return Vec::new();
        };
        let lane = lane_position(&document.timeline, event);
        document
            .index
            .positions_of(event)
            .map(|claim| UnclusteredClaim { lane, claim })
            .collect()
    }

    fn update_view(&mut self, action: &ViewAction, now: f64) -> Vec<Effect> {
        if self.is_outline() && !is_possible_in_outline(action) {
            return Vec::new();
        }
        let still = self.is_still();
        match *action {
            ViewAction::OpenCluster(ref cluster) => self.open_cluster(cluster, now),
            ViewAction::ListCluster(ref cluster) => self.list_cluster(cluster),
            ViewAction::CopyLink(kind) => return self.copy_link(kind),
            ViewAction::Search(ref text) => return self.search_for(text.clone()),
            ViewAction::EnterSearch => self.view.focus = Some(Focus::Search),
            ViewAction::StepHit(by) => self.step_hit(by, now),
            ViewAction::ToggleLane(_)
            | ViewAction::MoveLane(..)
            | ViewAction::SetLaneHeight(..)
            | ViewAction::ToggleSilences => self.arrange(action),
            ViewAction::Select(event) => self.select(event, now),
            ViewAction::SelectInPlace(event) => {
                if self.view.selection != Some(event) {
                    self.view.leave_waypoint();
                    self.view.selection = Some(event);
                    self.view.citation = 0;
                }
            }
            ViewAction::SelectCitation(citation) => self.view.citation = citation,
            ViewAction::NextEvent => self.step(TimeIndex::next, 1, now),
            ViewAction::PreviousEvent => self.step(TimeIndex::previous, -1, now),
            ViewAction::LaneUp => self.change_lane(-1, now),
            ViewAction::LaneDown => self.change_lane(1, now),
            ViewAction::NextPassage => self.step_passage(1),
            ViewAction::PreviousPassage => self.step_passage(-1),
            ViewAction::EnterQuotes => {
                if self.view.selection.is_some() {
                    self.view.panels.quotes = true;
                    self.view.focus = Some(Focus::Citation);
                }
            }
            ViewAction::Escape => return self.dismiss_topmost(),
            ViewAction::Pan(share) => {
                let from = self.view.viewport(now);
                let to = self.clamped(from.panned(share * from.length_seconds()));
                self.view.go(to, now, true);
            }
            ViewAction::Zoom { factor, about } => {
                let from = self.view.viewport(now);
                // Held before it is applied, so that at the limit nothing moves.
                let factor = factor.max(from.length_seconds() / self.longest());
                let to = self.clamped(from.zoomed(factor, about * from.length_seconds()));
                self.view.go(to, now, true);
            }
            ViewAction::Show(viewport) => {
                let to = self.clamped(viewport.folded_by(&self.view.folds));
                self.view.go(to, now, true);
            }
            ViewAction::ZoomToSelection => self.zoom_to_selection(now, still),
            ViewAction::FitAll => {
                self.view.leave_waypoint();
                self.view.go(self.whole(), now, still);
            }
            ViewAction::ScrollRows(points) => {
                self.view.row_scroll = (self.view.row_scroll + points).max(0.0);
            }
            ViewAction::AskAddress(source) => self.ask_address(source),
            ViewAction::ShowAll => return self.show_all(),
            ViewAction::SetPeriod(ref period) => {
                self.view.period.clone_from(period);
                return self.update_visible();
            }
            ViewAction::ToggleShelf => self.view.panels.shelf ^= true,
            ViewAction::ToggleOverview => self.view.panels.overview ^= true,
            ViewAction::ToggleQuotes => self.view.panels.quotes ^= true,
            ViewAction::ToggleReader => self.toggle_reader(),
            ViewAction::ToggleTable
            | ViewAction::EnterTable
            | ViewAction::SortTable(_)
            | ViewAction::ToggleColumn(_)
            | ViewAction::StepRow(_) => self.update_table(action, now),
            ViewAction::ToggleEvidence => return self.toggle_evidence(),
            ViewAction::Toggle(popup) => {
                if self.view.popup == Some(Popup::Unsaved) {
                    self.pending_close = None;
                }
                // What came of an export was told where it was asked for.
                self.exported
                    .take_if(|told| *told != ExportStatus::UnderWay);
                self.view.popup = (self.view.popup != Some(popup)).then_some(popup);
            }
            ViewAction::Back => {
                if let Some(waypoint) = self.view.past.pop() {
                    let here = self.view.waypoint();
                    self.view.future.push(here);
                    self.go_to_waypoint(waypoint, now);
                }
            }
            ViewAction::Forward => {
                if let Some(waypoint) = self.view.future.pop() {
                    let here = self.view.waypoint();
                    self.view.past.push(here);
                    self.go_to_waypoint(waypoint, now);
                }
            }
        }
        Vec::new()
    }

    /// Esc: popup, search, text selection, event selection, one a press.
    fn dismiss_topmost(&mut self) -> Vec<Effect> {
        if self.view.popup == Some(Popup::Unsaved) {
            self.pending_close = None;
        }
        if self.view.popup.take().is_some() {
            return Vec::new();
        }
        if !self.search.text.is_empty() {
            return self.search_for(String::new());
        }
        let reader = &mut self.view.reader;
        if reader.text_search.take().is_none() && reader.selected.take().is_none() {
            reader.pointed = None;
            self.view.selection = None;
            self.view.citation = 0;
        }
        Vec::new()
    }

    fn go_to_waypoint(&mut self, waypoint: Waypoint, now: f64) {
        self.view.selection = waypoint.selection;
        self.view.citation = 0;
        self.view.reveal_row = true;
        let still = self.is_still();
        self.view.go(waypoint.viewport, now, still);
    }

    fn select(&mut self, event: Index<Event>, now: f64) {
        let Some(document) = self.document.clone() else {
            return;
        };
        if document.timeline.events.len() <= event.position() {
            return;
        }
        if self.view.selection != Some(event) {
            self.view.leave_waypoint();
            self.view.selection = Some(event);
            self.view.citation = 0;
        }
        self.view.reveal_row = true;
        if let Some((first, last)) = stretch_to_show(&document, event) {
            let to = self.view.target.bringing_into_view(first, last);
            self.view.go(to, now, self.is_still());
        }
    }
}

mod edits;
mod evidence;
mod export;
mod links;
mod navigation;
mod outline;
mod reader;
mod search;
mod settings;

pub use reader::Highlight;

#[cfg(test)]
mod axis_tests;
#[cfg(test)]
mod links_tests;
#[cfg(test)]
mod outline_tests;
#[cfg(test)]
mod tests;
