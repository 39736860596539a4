//! Changes to the timeline, and copies with them.

use std::path::Path;

use crate::model::{Change, Index, Passage};
use crate::session::action::{Dialog, EditAction};
use crate::session::changes::{Changes, adopt_current_words};
use crate::session::effect::{Effect, FileDialog};
use crate::session::notices::Notice;
use crate::session::open_timeline::Origin;
use crate::session::state::Session;

impl Session {
    pub(super) fn update_edits(&mut self, action: EditAction) -> Vec<Effect> {
        match action {
            EditAction::AdoptCurrentWords(passage) => {
                let open = self.complete_timeline();
                let change = open.and_then(|open| adopt_current_words(open, passage));
                change.map_or_else(Vec::new, |change| self.make_changes(vec![change]))
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
                let changes = self.edits.changes.list().to_vec();
                vec![Effect::WriteCopy(self.origin().clone(), changes, path)]
            }
            EditAction::CopySaved(path, count) => self.finish_copy(&path, count),
            EditAction::SaveFailed(path, error) => {
                self.edits.pending_close = None;
                self.notices.notice = Some(Notice::new(Origin::File(path), error));
                Vec::new()
            }
        }
    }

    fn toggle_accepted_drift(&mut self, passage: Index<Passage>) {
        if let Some(open) = self.open.as_deref()
            && let Some(passage) = open.timeline.passages.get(passage)
        {
            let accepted = &mut self.edits.accepted_drift;
            let id = passage.id.to_string();
            if !accepted.remove(&id) {
                accepted.insert(id);
            }
        }
    }

    fn undo_change(&mut self) -> Vec<Effect> {
        let Some(undone) = self.edits.changes.undo() else {
            return Vec::new();
        };
        let is_empty = self.edits.changes.list().is_empty();
        if is_empty && self.view.dialog == Some(Dialog::Changes) {
            self.view.dialog = None;
        }
        match undone {
            Change::Insert { kind, entry, .. } => self.show_change(&Change::Remove { kind, entry }),
            _ => self.load(),
        }
    }

    /// Makes changes and shows the timeline with them.
    pub(super) fn make_changes(&mut self, changes: Vec<Change>) -> Vec<Effect> {
        for change in &changes {
            self.edits.changes.add(change.clone());
        }
        self.show_change(&Change::Batch(changes))
    }

    /// Shows the timeline after a change at once, and has it checked. Where the file
    /// decides what becomes of the timeline, it is read with the change.
    fn show_change(&mut self, change: &Change) -> Vec<Effect> {
        let is_loading = self.is_loading();
        let open = self.complete_timeline().filter(|_| !is_loading);
        let Some(changed) = open.and_then(|open| open.changed(change).ok()) else {
            return self.load();
        };
        let mut effects = self.show_timeline(changed);
        effects.extend(self.build_index());
        let ticket = self.requests.check.start(());
        let changes = self.edits.changes.list().to_vec();
        effects.push(Effect::Check(self.loading.request_of(ticket, changes)));
        effects
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
