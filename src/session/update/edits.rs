//! Changes to the timeline, and copies with them.

use std::path::Path;

use crate::model::{Index, Passage};
use crate::session::action::{Dialog, EditAction};
use crate::session::changes::{Changes, adopt_current_words};
use crate::session::document::Origin;
use crate::session::effect::{Effect, FileDialog};
use crate::session::messages::Notice;
use crate::session::state::Session;

impl Session {
    pub(super) fn update_edits(&mut self, action: EditAction) -> Vec<Effect> {
        match action {
            EditAction::AdoptCurrentWords(passage) => {
                let document = self.whole_document();
                match document.and_then(|open| adopt_current_words(open, passage)) {
                    Some(change) => {
                        self.edits.changes.add(change);
                        self.load()
                    }
                    None => Vec::new(),
                }
            }
            EditAction::KeepRecordedWords(passage) => {
                self.toggle_accepted_drift(passage);
                Vec::new()
            }
            EditAction::Undo => self.undo_change(),
            EditAction::SaveCopy => {
                if self.view.dialog.take() != Some(Dialog::Unsaved) {
                    self.edits.pending_close = None;
                }
                vec![Effect::Pick(FileDialog::Copy(self.origin().clone()))]
            }
            EditAction::SaveCopyTo(path) => {
                self.view.dialog = None;
                let changes = self.edits.changes.new_entries().to_vec();
                vec![Effect::WriteCopy(self.origin().clone(), changes, path)]
            }
            EditAction::CopySaved(path, count) => self.finish_copy(&path, count),
            EditAction::SaveFailed(path, error) => {
                self.edits.pending_close = None;
                self.messages.notice = Some(Notice::new(Origin::File(path), error));
                Vec::new()
            }
        }
    }

    fn toggle_accepted_drift(&mut self, passage: Index<Passage>) {
        if let Some(document) = self.document.as_deref()
            && let Some(passage) = document.timeline.passages.get(passage)
        {
            let accepted = &mut self.edits.accepted_drift;
            let id = passage.id.to_string();
            if !accepted.remove(&id) {
                accepted.insert(id);
            }
        }
    }

    fn undo_change(&mut self) -> Vec<Effect> {
        if !self.edits.changes.undo() {
            return Vec::new();
        }
        let is_empty = self.edits.changes.new_entries().is_empty();
        if is_empty && self.view.dialog == Some(Dialog::Changes) {
            self.view.dialog = None;
        }
        self.load()
    }

    /// A copy was saved, so that its changes are safe. Where it has replaced the
    /// open file, that file has the changes itself.
    fn finish_copy(&mut self, path: &Path, count: usize) -> Vec<Effect> {
        let pending_close = self.edits.pending_close.take();
        let mut effects = Vec::new();
        if self.origin().path() == Some(path) {
            self.edits.changes = Changes::default();
            effects = self.load();
        } else {
            self.edits.changes.mark_saved(count);
        }
        if let Some(reason) = pending_close {
            effects.extend(self.close(reason));
        }
        effects
    }
}
