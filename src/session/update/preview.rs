//! A preview in the place of a timeline that is still being read.

use std::sync::Arc;

use super::view::whole_viewport;
use crate::language::Message;
use crate::session::action::ByPointer;
use crate::session::citations::Citations;
use crate::session::effect::Effect;
use crate::session::loading::SuspendedTimeline;
use crate::session::notices::Notice;
use crate::session::open_timeline::OpenTimeline;
use crate::session::state::Session;
use crate::session::view_state::ViewState;
use crate::storage::FileError;

impl Session {
    /// Whether what is open is a preview: it says how many events lie where,
    /// but not which ones.
    #[must_use]
    pub fn is_preview(&self) -> bool {
        self.open.as_deref().is_some_and(OpenTimeline::is_preview)
    }

    /// The open timeline, unless it is a preview.
    pub(in crate::session) fn complete_timeline(&self) -> Option<&Arc<OpenTimeline>> {
        self.open.as_ref().filter(|open| !open.is_preview())
    }

    /// Whether a preview of the requested timeline would be shown. Over
    /// another version of the same timeline it would not, because that shows
    /// more.
    pub(super) fn would_show_preview(&self) -> bool {
        self.complete_timeline()
            .is_none_or(|open| open.origin != self.loading.origin)
    }

    /// Shows a preview until the timeline is read. From one preview to the
    /// next the view stays as the user left it.
    pub(super) fn show_preview(&mut self, request: u64, preview: OpenTimeline) -> Vec<Effect> {
        let is_awaited = self.loading.request.awaits(request) && preview.is_preview();
        if !is_awaited || !self.would_show_preview() {
            return Vec::new();
        }
        let suspended = self.loading.suspended.as_ref();
        if suspended.is_some_and(|suspended| suspended.open.origin == preview.origin) {
            // The timeline that is read is the one that was open before.
            return self.restore_suspended();
        }
        let showed_whole = self.view.target == self.whole();
        let before = self.open.take();
        let is_next = before
            .as_ref()
            .is_some_and(|before| before.is_preview() && before.origin == preview.origin);
        let mut effects = Vec::new();
        match before {
            Some(before) if is_next => {
                self.view.carry_over_arrangement(&before, &preview);
                effects.push(Effect::DropInBackground(ByPointer(before)));
            }
            before => {
                let fresh = self.fresh_view(&preview);
                let view = std::mem::replace(&mut self.view, fresh);
                if let Some(open) = before.filter(|before| !before.is_preview()) {
                    self.loading.suspended = Some(SuspendedTimeline { open, view });
                }
            }
        }
        self.open = Some(Arc::new(preview));
        effects.extend(self.reset_for_timeline());
        if is_next && showed_whole {
            self.view.target = self.whole();
        }
        effects
    }

    /// Closes a preview, because its timeline could not be read, and opens
    /// again what was open before.
    pub(super) fn drop_preview(&mut self) -> Vec<Effect> {
        if self.is_preview() {
            return self.restore_suspended();
        }
        Vec::new()
    }

    fn restore_suspended(&mut self) -> Vec<Effect> {
        let filter_revision = self.view.filter_revision;
        if let Some(suspended) = self.loading.suspended.take() {
            self.view = suspended.view;
            self.open = Some(suspended.open);
        } else {
            let panels = self.view.panels;
            self.view = ViewState::new(whole_viewport(None));
            self.view.panels = panels;
            self.open = None;
        }
        self.view.filter_revision = filter_revision;
        self.reset_for_timeline()
    }

    /// Drops what belongs to the timeline that was open, and searches the new
    /// one.
    pub(super) fn reset_for_timeline(&mut self) -> Vec<Effect> {
        self.revision += 1;
        self.requests.cancel_for_timeline();
        self.citations = Citations::default();
        let open = self.open.as_deref();
        self.search.index = open.and_then(|open| open.search.clone());
        self.search.hits = None;
        self.view.shown = None;
        self.view.table.clear_rows();
        self.update_visible()
    }

    /// A view of the whole timeline, with the panels as they are.
    pub(super) fn fresh_view(&self, open: &OpenTimeline) -> ViewState {
        let mut view = ViewState::new(whole_viewport(open.index.whole()));
        view.panels = self.view.panels;
        // The settings say whether the reader opens with a timeline.
        view.panels.reader = self.settings.panels.reader;
        if view.panels.reader {
            let first = open.timeline.sources.indexed().next();
            if let Some((first, _)) = first {
                view.reader.show(first);
            }
        }
        view.filter_revision = self.view.filter_revision;
        view.evidence = self.view.evidence;
        view.folds_empty_periods = self.view.folds_empty_periods;
        view
    }

    /// Reports that the preview which was shown at first was of another version
    /// of the file.
    pub(super) fn report_preview_difference(&mut self, request: u64) {
        if !self.loading.request.is_newest(request) || self.is_loading() {
            return;
        }
        if let Some(open) = self.complete_timeline() {
            let error = FileError::new(Message::new("notice-changed"))
                .with_hint(Message::new("notice-changed-hint"));
            self.notices.notice = Some(Notice::new(open.origin.clone(), error));
        }
    }
}
