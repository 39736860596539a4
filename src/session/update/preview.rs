//! A preview in the place of a document that is still being read.

use std::sync::Arc;

use super::view::whole_viewport;
use crate::language::Message;
use crate::session::action::Shared;
use crate::session::citations::Citations;
use crate::session::document::Document;
use crate::session::effect::Effect;
use crate::session::loading::SuspendedDocument;
use crate::session::messages::Notice;
use crate::session::state::Session;
use crate::session::view_state::ViewState;
use crate::storage::FileError;

impl Session {
    /// Whether what is open is a preview: it says how many events lie where,
    /// but not which ones.
    #[must_use]
    pub fn is_preview(&self) -> bool {
        self.document.as_deref().is_some_and(Document::is_preview)
    }

    /// The open document, unless it is a preview.
    pub(in crate::session) fn whole_document(&self) -> Option<&Arc<Document>> {
        self.document.as_ref().filter(|open| !open.is_preview())
    }

    /// Whether a preview of the requested timeline would be shown. Over
    /// another version of the same timeline it would not, because that shows
    /// more.
    pub(super) fn would_show_preview(&self) -> bool {
        self.whole_document()
            .is_none_or(|open| open.origin != self.loading.origin)
    }

    /// Shows a preview until the document is read. From one preview to the
    /// next the view stays as the user left it.
    pub(super) fn show_preview(&mut self, request: u64, preview: Document) -> Vec<Effect> {
        let is_awaited = self.loading.request.awaits(request) && preview.is_preview();
        if !is_awaited || !self.would_show_preview() {
            return Vec::new();
        }
        let suspended = self.loading.suspended.as_ref();
        if suspended.is_some_and(|suspended| suspended.document.origin == preview.origin) {
            // The timeline that is read is the one that was open before.
            return self.restore_suspended();
        }
        let showed_whole = self.view.target == self.whole();
        let before = self.document.take();
        let is_next = before
            .as_ref()
            .is_some_and(|before| before.is_preview() && before.origin == preview.origin);
        let mut effects = Vec::new();
        match before {
            Some(before) if is_next => {
                self.view.carry_over_arrangement(&before, &preview);
                effects.push(Effect::DropInBackground(Shared(before)));
            }
            before => {
                let fresh = self.fresh_view(&preview);
                let view = std::mem::replace(&mut self.view, fresh);
                if let Some(document) = before.filter(|before| !before.is_preview()) {
                    self.loading.suspended = Some(SuspendedDocument { document, view });
                }
            }
        }
        self.document = Some(Arc::new(preview));
        effects.extend(self.reset_for_document());
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
            self.document = Some(suspended.document);
        } else {
            let panels = self.view.panels;
            self.view = ViewState::new(whole_viewport(None));
            self.view.panels = panels;
            self.document = None;
        }
        self.view.filter_revision = filter_revision;
        self.reset_for_document()
    }

    /// Drops what belongs to the document that was open, and searches the new
    /// one.
    pub(super) fn reset_for_document(&mut self) -> Vec<Effect> {
        self.revision += 1;
        self.requests.cancel_for_document();
        self.citations = Citations::default();
        let document = self.document.as_deref();
        self.search.index = document.and_then(|open| open.search.clone());
        self.search.hits = None;
        self.view.shown = None;
        self.view.table.clear_rows();
        self.update_visible()
    }

    /// A view of the whole of a document, with the panels as they are.
    pub(super) fn fresh_view(&self, document: &Document) -> ViewState {
        let mut view = ViewState::new(whole_viewport(document.index.whole()));
        view.panels = self.view.panels;
        // The settings say whether the reader opens with a timeline.
        view.panels.reader = self.settings.panels.reader;
        if view.panels.reader {
            let first = document.timeline.sources.indexed().next();
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
        if let Some(document) = self.whole_document() {
            let error = FileError::new(Message::new("notice-changed"))
                .with_hint(Message::new("notice-changed-hint"));
            self.messages.notice = Some(Notice::new(document.origin.clone(), error));
        }
    }
}
