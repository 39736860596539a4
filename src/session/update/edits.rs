//! Changes to the timeline: making, undoing and repeating them.

use std::sync::Arc;

use super::close::discard_journal;
use crate::edits::{Edit, EditCommand};
use crate::language::Message;
use crate::layout::Viewport;
use crate::model::{ApplyError, Change, EntryKind, Index, Passage};
use crate::session::action::{Dialog, EditAction, SelectionAction};
use crate::session::edits::Toast;
use crate::session::effect::{Effect, JournalUpdate};
use crate::session::history::{EditView, History, StepViews, continued};
use crate::session::notices::Notice;
use crate::session::state::Session;
use crate::storage::FileError;
use crate::storage::journal::{JournalRecord, JournalStep};
use annals_edtf::Instant;

impl Session {
    pub(super) fn update_edits(&mut self, action: EditAction, now: f64) -> Vec<Effect> {
        match action {
            EditAction::Apply(edit) => self.apply_edit(*edit, now),
            EditAction::Do(command) => self.do_or_refuse(&command, now),
            EditAction::AdoptCurrentWords(passage) => {
                let open = self.complete_timeline();
                let passage = open.and_then(|open| open.timeline.passages.get(passage));
                let command = passage.map(|it| EditCommand::AdoptCurrentWords((*it.id).into()));
                command.map_or_else(Vec::new, |command| self.do_or_refuse(&command, now))
            }
            EditAction::KeepRecordedWords(passage) => {
                self.toggle_accepted_drift(passage);
                Vec::new()
            }
            EditAction::Undo => self.undo(now),
            EditAction::Redo => self.redo(now),
            EditAction::GoToStep(done) => self.go_to_step(done, now),
            EditAction::DiscardRecovered => {
                self.give_up_changes();
                let mut effects = vec![discard_journal()];
                effects.extend(self.load());
                effects
            }
            EditAction::KeepRecovered => {
                self.edits.recovered = None;
                Vec::new()
            }
            EditAction::Locked(holder) => {
                self.give_up_changes();
                let error = FileError::new(holder.clone());
                let error = error.with_hint(Message::new("edit-locked-hint"));
                self.edits.locked = Some(holder);
                let effects = self.load();
                self.notices.notice = Some(Notice::new(self.origin().clone(), error));
                self.loading.keep_notice();
                effects
            }
            EditAction::AtRisk(reason) => {
                self.edits.at_risk = reason;
                Vec::new()
            }
            EditAction::PrivateDataCleared(removed, kept) => {
                let text = Message::new("private-data-cleared")
                    .with("removed", removed)
                    .with("kept", kept);
                self.edits.toast = Some(Toast {
                    text,
                    since: now,
                    offers_undo: false,
                });
                Vec::new()
            }
            EditAction::DismissToast => {
                self.edits.toast = None;
                Vec::new()
            }
            EditAction::Save(action) => self.update_saving(action),
        }
    }

    /// Forgets the unsaved changes and the history.
    fn give_up_changes(&mut self) {
        self.edits.saving = None;
        self.edits.next_save = None;
        self.edits.pending.clear();
        self.edits.history = History::default();
        self.edits.recovered = None;
        self.edits.toast = None;
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

    /// Makes an edit, which is a step of the history, and shows the timeline with it.
    pub(super) fn apply_edit(&mut self, edit: Edit, now: f64) -> Vec<Effect> {
        let before = self.edit_view();
        let (inverse, mut effects) = match self.show_change(&edit.change) {
            Ok(shown) => shown,
            Err(error) => return self.refuse_edit(&error),
        };
        if let Some((EntryKind::Event, id)) = &edit.select
            && let Some(open) = self.open.as_deref()
            && let Some(event) = open.timeline.events.by_id(id)
        {
            let select = SelectionAction::Select(event);
            effects.extend(self.synced(|session| session.update_selection(select, now)));
        }
        let mut removes = false;
        edit.change
            .each(&mut |change| removes |= matches!(change, Change::Remove { .. }));
        let views = StepViews {
            before,
            after: self.edit_view(),
        };
        let step = JournalStep {
            name: edit.name.clone(),
            change: edit.change,
            inverse,
            typing: edit.typing,
            view: views.to_json(),
        };
        effects.push(self.add_step(step));
        effects.extend(self.after_change(now));
        if removes {
            self.edits.toast = Some(Toast {
                text: edit.name,
                since: now,
                offers_undo: true,
            });
        }
        effects
    }

    /// Adds a step to the history, or to the last step if it goes on typing there.
    fn add_step(&mut self, mut step: JournalStep) -> Effect {
        let history = &self.edits.history;
        let last = history.last_done();
        let last = last.filter(|last| last.typing.is_some() && last.typing == step.typing);
        let last = last.filter(|_| history.next_undone().is_none()).cloned();
        let joined = last.and_then(|last| {
            let change = continued(&last.change, &step.change)?;
            let inverse = continued(&step.inverse, &last.inverse)?;
            Some((change, inverse, last))
        });
        let name = step.name.clone();
        let record = if let Some((change, inverse, last)) = joined {
            let typed = (step.change, step.inverse);
            (step.change, step.inverse) = (change, inverse);
            let (first, mut views) = (StepViews::of(&last), StepViews::of(&step));
            views.before = first.before;
            step.view = views.to_json();
            self.edits
                .extend_pending(name, &last.change, &step.change, &typed);
            let step = Arc::new(step);
            self.edits.history.extend_last(Arc::clone(&step));
            JournalRecord::Amend(step)
        } else {
            self.edits.add_pending(name, &step.change, &step.inverse);
            let step = Arc::new(step);
            self.edits.history.push(Arc::clone(&step));
            JournalRecord::Step(step)
        };
        Effect::Journal(JournalUpdate::Record(record))
    }

    /// What follows every change: it is checked, and saved after a while.
    fn after_change(&mut self, now: f64) -> Vec<Effect> {
        // It is too late to give up only the work of the last session, and what was
        // agreed to when the window was about to close is over.
        self.edits.recovered = None;
        self.edits.discard_on_close = false;
        self.list_conflicts(now);
        self.edits.toast = None;
        self.ask_where_to_save();
        let mut effects = Vec::new();
        if self.is_loading() {
            // What is being read lacks the change.
            effects.extend(self.load());
        } else {
            let ticket = self.requests.check.start(());
            effects.push(Effect::Check(self.loading.request_of(ticket, &self.edits)));
        }
        if self.saves_by_itself() {
            effects.push(Effect::WaitToSave(self.requests.autosave.start(())));
        }
        effects
    }

    fn refuse_edit(&mut self, error: &ApplyError) -> Vec<Effect> {
        let error = match (&self.edits.locked, error) {
            (Some(holder), ApplyError::Locked) => {
                FileError::new(holder.clone()).with_hint(Message::new("edit-locked-hint"))
            }
            _ => FileError::new(Message::new("edit-refused"))
                .with_hint(Message::English(error.to_string())),
        };
        self.notices.notice = Some(Notice::new(self.origin().clone(), error));
        Vec::new()
    }

    /// Takes the last step back. Selection and view are as they were before it.
    fn undo(&mut self, now: f64) -> Vec<Effect> {
        let Some(step) = self.edits.history.last_done().cloned() else {
            return Vec::new();
        };
        let (_, mut effects) = match self.show_change(&step.inverse) {
            Ok(shown) => shown,
            Err(error) => return self.refuse_edit(&error),
        };
        self.edits.history.step_back();
        let name = Message::new("step-undone").with("step", step.name.text());
        self.edits.add_pending(name, &step.inverse, &step.change);
        self.restore_view(StepViews::of(&step).before.as_ref(), now);
        effects.push(Effect::Journal(JournalUpdate::Record(JournalRecord::Undo(
            step,
        ))));
        effects.extend(self.after_change(now));
        effects
    }

    /// Does the step again that was undone last.
    fn redo(&mut self, now: f64) -> Vec<Effect> {
        let Some(step) = self.edits.history.next_undone().cloned() else {
            return Vec::new();
        };
        let (_, mut effects) = match self.show_change(&step.change) {
            Ok(shown) => shown,
            Err(error) => return self.refuse_edit(&error),
        };
        self.edits.history.step_forward();
        self.edits
            .add_pending(step.name.clone(), &step.change, &step.inverse);
        self.restore_view(StepViews::of(&step).after.as_ref(), now);
        effects.push(Effect::Journal(JournalUpdate::Record(JournalRecord::Redo(
            step,
        ))));
        effects.extend(self.after_change(now));
        effects
    }

    /// Undoes or repeats steps until this many are done.
    fn go_to_step(&mut self, done: usize, now: f64) -> Vec<Effect> {
        let mut effects = Vec::new();
        loop {
            let current = self.edits.history.done();
            let next = match done.cmp(&current) {
                std::cmp::Ordering::Less => self.undo(now),
                std::cmp::Ordering::Greater => self.redo(now),
                std::cmp::Ordering::Equal => return effects,
            };
            // Only the last state is checked and saved.
            let follows =
                |effect: &Effect| matches!(effect, Effect::Check(_) | Effect::WaitToSave(_));
            effects.retain(|effect| !follows(effect));
            effects.extend(next);
            if self.edits.history.done() == current {
                // The step could not be taken, and a notice says why.
                return effects;
            }
        }
    }

    /// What is selected and visible.
    fn edit_view(&self) -> Option<EditView> {
        let open = self.open.as_deref()?;
        let selection = self.view.selection;
        Some(EditView {
            selection: selection.map(|event| open.timeline[event].id.to_string().into()),
            citation: self.view.citation,
            first: self.view.target.first().seconds(),
            last: self.view.target.last().seconds(),
        })
    }

    /// Goes back to a view.
    fn restore_view(&mut self, view: Option<&EditView>, now: f64) {
        let (Some(view), Some(open)) = (view, self.open.clone()) else {
            return;
        };
        let events = &open.timeline.events;
        let selection = view.selection.as_ref().and_then(|id| events.by_id(id));
        let citations = selection.map_or(0, |event| open.timeline[event].citations.len());
        self.view.selection = selection;
        self.view.citation = view.citation.min(citations.saturating_sub(1));
        self.view.reveal_row = selection.is_some();
        let [first, last] = [view.first, view.last].map(Instant::from_seconds);
        let target = self.view.target;
        if (target.first(), target.last()) != (first, last) {
            let still = self.is_still();
            self.view.go(Viewport::between(first, last), now, still);
        }
    }

    /// Shows the timeline after a change at once. Returns the inverse of the change.
    fn show_change(&mut self, change: &Change) -> Result<(Change, Vec<Effect>), ApplyError> {
        if self.edits.locked.is_some() {
            return Err(ApplyError::Locked);
        }
        let open = self.complete_timeline();
        let open = open.filter(|open| open.origin == *self.origin());
        let open = open.ok_or(ApplyError::NeedsReload)?;
        let (changed, inverse) = open.changed(change)?;
        let mut effects = self.show_timeline(changed);
        effects.extend(self.build_index());
        Ok((inverse, effects))
    }

    /// Asks once where to save the built-in chronology, which is not overwritten.
    fn ask_where_to_save(&mut self) {
        if self.is_built_in() && !self.edits.asked_where_to_save {
            self.edits.asked_where_to_save = true;
            self.view.dialog = Some(Dialog::SaveFirst);
        }
    }
}
