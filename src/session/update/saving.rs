//! Saving the timeline in its file, as another file, or as a copy.

use std::path::PathBuf;

use crate::language::Message;
use crate::session::action::{Dialog, SaveAction, SavedFile};
use crate::session::edits::{FileVersion, SaveInProgress};
use crate::session::effect::{Effect, FileDialog, JournalUpdate, SaveRequest, SaveTarget};
use crate::session::notices::Notice;
use crate::session::open_timeline::Origin;
use crate::session::state::Session;
use crate::storage::FileError;

impl Session {
    pub(super) fn update_saving(&mut self, action: SaveAction) -> Vec<Effect> {
        match action {
            SaveAction::Save => self.save(),
            SaveAction::SaveAs => self.pick_path(FileDialog::SaveAs(self.origin().clone())),
            SaveAction::SaveCopy => self.pick_path(FileDialog::Copy(self.origin().clone())),
            SaveAction::SaveAsTo(path) => self.save_to(path, SaveTarget::NewFile),
            SaveAction::SaveCopyTo(path) => self.save_to(path, SaveTarget::Copy),
            SaveAction::Due(request) => {
                if self.requests.autosave.accept(request) && self.saves_by_itself() {
                    return self.save();
                }
                Vec::new()
            }
            SaveAction::Saved(saved) => self.finish_saving(*saved),
            SaveAction::FileChanged => {
                // The other version is merged first.
                self.edits.saving = None;
                self.edits.loads_after_saving = false;
                self.edits.saves_after_load = true;
                self.load()
            }
            SaveAction::Failed(path, error) => {
                self.edits.saving = None;
                self.edits.pending_close = None;
                self.notices.notice = Some(Notice::new(Origin::File(path), error));
                if std::mem::take(&mut self.edits.loads_after_saving) {
                    let effects = self.load();
                    self.loading.keep_notice();
                    return effects;
                }
                self.start_next_save()
            }
        }
    }

    /// Whether the timeline is the built-in chronology, or a file that is equal to it.
    #[must_use]
    pub fn is_built_in(&self) -> bool {
        let base = self.edits.base.as_ref();
        *self.origin() == Origin::BuiltIn || base.is_some_and(|base| base.is_built_in)
    }

    /// Whether changes are saved after a while without being asked.
    pub(super) fn saves_by_itself(&self) -> bool {
        let is_small = |base: &FileVersion| base.bytes.is_some();
        self.settings.autosave
            && self.origin().path().is_some()
            && !self.is_built_in()
            && !self.edits.pending.is_empty()
            && self.edits.base.as_ref().is_some_and(is_small)
            && self
                .open
                .as_deref()
                .is_some_and(|open| open.conflicts() == 0)
    }

    fn pick_path(&mut self, dialog: FileDialog) -> Vec<Effect> {
        if self.complete_timeline().is_none() {
            return Vec::new();
        }
        if self.view.dialog.take() != Some(Dialog::Unsaved) {
            self.edits.pending_close = None;
        }
        vec![Effect::Pick(dialog)]
    }

    /// Saves in the file; asks for one if there is none yet.
    pub(super) fn save(&mut self) -> Vec<Effect> {
        let path = match self.origin().path() {
            Some(path) if !self.is_built_in() => path.to_path_buf(),
            _ => return self.pick_path(FileDialog::SaveAs(self.origin().clone())),
        };
        if self.edits.pending.is_empty() {
            return self.close_if_pending();
        }
        if self.is_loading() {
            self.edits.saves_after_load = true;
            return Vec::new();
        }
        if self.view.dialog == Some(Dialog::Unsaved) {
            self.view.dialog = None;
        }
        self.save_to(path, SaveTarget::SameFile)
    }

    fn save_to(&mut self, path: PathBuf, target: SaveTarget) -> Vec<Effect> {
        if self.edits.is_saving() || self.is_loading() {
            // It follows what is under way, and has what has changed since.
            self.edits.next_save = Some((path, target));
            return Vec::new();
        }
        if matches!(
            self.view.dialog,
            Some(Dialog::SavePath | Dialog::SaveAsPath | Dialog::SaveFirst)
        ) {
            self.view.dialog = None;
        }
        self.requests.autosave.cancel();
        self.edits.last_saving += 1;
        self.edits.saving = Some(SaveInProgress {
            number: self.edits.last_saving,
            changes: self.edits.pending.len(),
        });
        vec![Effect::Save(SaveRequest {
            number: self.edits.last_saving,
            origin: self.origin().clone(),
            path,
            target,
            base: self.edits.base.clone(),
            changes: self.edits.pending_changes(),
        })]
    }

    /// The file was written, so that its changes are safe.
    fn finish_saving(&mut self, saved: SavedFile) -> Vec<Effect> {
        // Another timeline may be open, or the changes may have been given up.
        let is_answered = |saving: &mut SaveInProgress| saving.number == saved.number;
        let Some(saving) = self.edits.saving.take_if(is_answered) else {
            return Vec::new();
        };
        if !saved.warnings.is_empty() {
            let mut error = FileError::new(Message::new("saved-with-losses"));
            let warnings: Vec<String> = saved.warnings.iter().map(Message::text).collect();
            error.hint = Some(Message::English(warnings.join(" ")));
            self.notices.notice = Some(Notice::new(Origin::File(saved.path.clone()), error));
        }
        let is_same_file = saved.target == SaveTarget::SameFile;
        let mut effects = Vec::new();
        if is_same_file || saved.target == SaveTarget::NewFile {
            let written = saving.changes.min(self.edits.pending.len());
            self.edits.pending.drain(..written);
            self.edits.base = Some(saved.version);
            self.edits.recovered = None;
        }
        if saved.target == SaveTarget::NewFile && !is_same_file {
            effects.push(Effect::Journal(JournalUpdate::MovedTo(saved.path.clone())));
            self.loading.origin = Origin::File(saved.path);
            if let Some(open) = self.complete_timeline() {
                let moved = open.moved_to(self.loading.origin.clone());
                effects.extend(self.show_timeline(moved));
            }
            // Its documents may be beside it, and the file is watched from now on.
            self.edits.loads_after_saving = true;
        }
        if saved.target != SaveTarget::Copy {
            effects.extend(self.journal_base());
        }
        if std::mem::take(&mut self.edits.loads_after_saving) {
            effects.extend(self.load());
            if !saved.warnings.is_empty() {
                self.loading.keep_notice();
            }
        }
        effects.extend(self.start_next_save());
        if std::mem::take(&mut self.edits.saves_after_load) && !self.edits.pending.is_empty() {
            effects.extend(self.save());
        } else if self.edits.pending.is_empty() || saved.target == SaveTarget::Copy {
            effects.extend(self.close_if_pending());
        }
        effects
    }

    /// Writes the file that waited until something else was done.
    pub(super) fn start_next_save(&mut self) -> Vec<Effect> {
        let is_busy = self.edits.is_saving() || self.is_loading();
        let next = self.edits.next_save.take_if(|_| !is_busy);
        next.map_or_else(Vec::new, |(path, target)| self.save_to(path, target))
    }

    /// Does what waited until the changes were saved.
    fn close_if_pending(&mut self) -> Vec<Effect> {
        let reason = self.edits.pending_close.take();
        reason.map_or_else(Vec::new, |reason| self.close_without_asking(reason))
    }
}
