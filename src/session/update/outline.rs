//! An outline in the place of a document that is still being read.

use crate::language::say;
use std::sync::Arc;

use super::navigation::whole_viewport;
use super::{Notice, Session};
use crate::layout::Arrangement;
use crate::session::action::{Effect, Popup, Shared, ViewAction};
use crate::session::citations::Citations;
use crate::session::document::Document;
use crate::session::view_state::ViewState;
use crate::storage::FileError;

/// What was open before an outline of something else took its place.
#[derive(Debug)]
pub(super) struct SuspendedDocument {
    document: Arc<Document>,
    view: ViewState,
}

impl Session {
    /// Whether what is open is an outline: what lies where is known, and which
    /// events these are is not.
    #[must_use]
    pub fn is_outline(&self) -> bool {
        self.document.as_deref().is_some_and(Document::is_outline)
    }

    /// The document that is open, where it is more than an outline.
    pub(super) fn whole_document(&self) -> Option<&Arc<Document>> {
        self.document.as_ref().filter(|open| !open.is_outline())
    }

    /// Whether an outline of what is being read would be shown. Over another
    /// version of the same timeline it would not: that is more than an outline.
    #[must_use]
    pub fn wants_outline(&self) -> bool {
        self.is_reading
            && self
                .whole_document()
                .is_none_or(|open| open.origin != self.origin)
    }

    /// Shows an outline until the document is read. The view stays as the user
    /// left it from one outline to the next.
    pub(super) fn show_outline(&mut self, request: u64, outline: Document) -> Vec<Effect> {
        let is_awaited = request == self.requested && outline.is_outline();
        if !is_awaited || !self.wants_outline() {
            return Vec::new();
        }
        let is_aside = |suspended: &SuspendedDocument| suspended.document.origin == outline.origin;
        if self.suspended.as_ref().is_some_and(is_aside) {
            // What is read is what was open before: that is more, too.
            return self.restore_suspended();
        }
        let was_whole = self.view.target == self.whole();
        let before = self.document.take();
        let is_next = before
            .as_ref()
            .is_some_and(|before| before.is_outline() && before.origin == outline.origin);
        if is_next {
            let before = before.as_deref();
            self.view.arrangement = before.map_or_else(Default::default, |before| {
                arranged(&self.view.arrangement, before, &outline)
            });
        } else {
            let fresh = self.fresh_view(&outline);
            let view = std::mem::replace(&mut self.view, fresh);
            if let Some(document) = before.clone().filter(|before| !before.is_outline()) {
                self.suspended = Some(SuspendedDocument { document, view });
            }
        }
        self.document = Some(Arc::new(outline));
        let mut effects = self.reset_for_document();
        if is_next && was_whole {
            self.view.target = self.whole();
        }
        let before = before.filter(|_| is_next);
        effects.extend(before.map(|before| Effect::DropInBackground(Shared(before))));
        effects
    }

    /// Takes an outline away, as what it was of could not be read. What was open
    /// before is open again.
    pub(super) fn drop_outline(&mut self) -> Vec<Effect> {
        if self.is_outline() {
            return self.restore_suspended();
        }
        Vec::new()
    }

    fn restore_suspended(&mut self) -> Vec<Effect> {
        let filters = self.view.filter_revision;
        if let Some(SuspendedDocument { document, view }) = self.suspended.take() {
            self.view = view;
            self.document = Some(document);
        } else {
            let panels = self.view.panels;
            self.view = ViewState::new(whole_viewport(None));
            self.view.panels = panels;
            self.document = None;
        }
        self.view.filter_revision = filters;
        self.reset_for_document()
    }

    /// Forgets what belongs to the document that was open.
    pub(super) fn reset_for_document(&mut self) -> Vec<Effect> {
        self.revision += 1;
        self.citations = Citations::default();
        // What was asked stays, and is asked again of the new index.
        self.search.index = self
            .document
            .as_deref()
            .and_then(|open| open.search.clone());
        self.search.hits = None;
        self.view.shown = None;
        self.view.table.forget();
        self.update_visible()
    }

    /// A view of all of a document, with the panels as they are.
    pub(super) fn fresh_view(&self, document: &Document) -> ViewState {
        let mut view = ViewState::new(whole_viewport(document.index.whole()));
        view.panels = self.view.panels;
        // No source of another timeline is open; one of this is, where the
        // reader is wanted from the start.
        view.panels.reader = self.settings.panels.reader;
        if view.panels.reader {
            let first = document.timeline.indexed_sources().next();
            if let Some((first, _)) = first {
                view.reader.show(first);
            }
        }
        view.filter_revision = self.view.filter_revision;
        view.evidence = self.view.evidence;
        view.folds_silences = self.view.folds_silences;
        view
    }

    /// Tells that the outline which was shown at first was of another version.
    pub(super) fn report_outline_difference(&mut self, request: u64) {
        if request != self.requested || self.is_reading {
            return;
        }
        self.notice = self.whole_document().map(|document| Notice {
            origin: document.origin.clone(),
            refusal: FileError::new(say("notice-changed")).with_hint(say("notice-changed-hint")),
            shows_earlier: false,
        });
    }
}

/// The arrangement of lanes, carried over to another version of the timeline.
pub(super) fn arranged(of: &Arrangement, before: &Document, now: &Document) -> Arrangement {
    let (old, new) = (&before.timeline.lanes, &now.timeline.lanes);
    of.carried_over(|lane| match old.get(lane) {
        Some(lane) => new.iter().position(|it| it.id == lane.id),
        None => (lane == old.len()).then_some(new.len()),
    })
}

/// Whether something can be done with an outline: what looks at events, or at
/// what they rest on, has to wait.
pub(super) fn is_possible_in_outline(action: &ViewAction) -> bool {
    match action {
        ViewAction::Select(_)
        | ViewAction::SelectInPlace(_)
        | ViewAction::SelectCitation(_)
        | ViewAction::NextEvent
        | ViewAction::PreviousEvent
        | ViewAction::LaneUp
        | ViewAction::LaneDown
        | ViewAction::NextPassage
        | ViewAction::PreviousPassage
        | ViewAction::EnterQuotes
        | ViewAction::ListCluster(_)
        | ViewAction::StepHit(_)
        | ViewAction::ToggleTable
        | ViewAction::SortTable(_)
        | ViewAction::ToggleColumn(_)
        | ViewAction::StepRow(_)
        | ViewAction::EnterTable
        | ViewAction::ShowAll
        | ViewAction::AskAddress(_)
        | ViewAction::ToggleReader
        | ViewAction::SetPeriod(_) => false,
        ViewAction::Toggle(popup) => match popup {
            Popup::Keys
            | Popup::Legend
            | Popup::OpenPath
            | Popup::Unsaved
            | Popup::Commands
            | Popup::Settings
            | Popup::Recent => true,
            Popup::Problems
            | Popup::Sources
            | Popup::Filters
            | Popup::Address
            | Popup::Listing
            | Popup::AddPath
            | Popup::SavePath
            | Popup::ExportFigure
            | Popup::ExportPage
            | Popup::Changes => false,
        },
        // What is searched for is asked once there is an index.
        ViewAction::Search(_)
        | ViewAction::CopyLink(_)
        | ViewAction::EnterSearch
        | ViewAction::Escape
        | ViewAction::Pan(_)
        | ViewAction::Zoom { .. }
        | ViewAction::OpenCluster(_)
        | ViewAction::ToggleLane(_)
        | ViewAction::MoveLane(..)
        | ViewAction::SetLaneHeight(..)
        | ViewAction::ToggleSilences
        | ViewAction::Show(_)
        | ViewAction::ZoomToSelection
        | ViewAction::FitAll
        | ViewAction::ScrollRows(_)
        | ViewAction::ToggleShelf
        | ViewAction::ToggleOverview
        | ViewAction::ToggleQuotes
        | ViewAction::ToggleEvidence
        | ViewAction::Back
        | ViewAction::Forward => true,
    }
}
