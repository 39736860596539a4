//! Opening and reading a timeline.

use std::sync::Arc;

use crate::language::{Message, MessageArgument};
use crate::model::Change;
use crate::session::action::{ByPointer, LoadAction, MergedFile, RecoveredWork};
use crate::session::edits::{CloseReason, PendingChange, RecoveryNotice};
use crate::session::effect::{Effect, FileDialog, JournalUpdate};
use crate::session::history::History;
use crate::session::notices::Notice;
use crate::session::open_timeline::{OpenTimeline, Origin};
use crate::session::state::Session;
use crate::session::task::Task;
use crate::storage::FileError;
use crate::storage::journal::{JournalRecord, JournalStep};

impl Session {
    pub(super) fn update_load(&mut self, action: LoadAction) -> Vec<Effect> {
        match action {
            LoadAction::PickTimeline => return vec![Effect::Pick(FileDialog::Timeline)],
            LoadAction::Open(path) => return self.close(CloseReason::OpenTimeline(path)),
            LoadAction::Reload => return self.load(),
            LoadAction::Stop => return vec![Effect::StopLoading],
            LoadAction::Progress(request, progress) => {
                if self.loading.request.awaits(request) {
                    self.loading.progress = Some(progress);
                }
            }
            LoadAction::PreviewReady(request, preview) => {
                return self.show_preview(request, *preview);
            }
            LoadAction::Merged(request, merged) => {
                if self.loading.request.awaits(request) {
                    self.loading.merged = Some(*merged);
                }
            }
            LoadAction::Recovered(request, recovered) => {
                if self.loading.request.awaits(request) {
                    self.loading.recovered = Some(*recovered);
                }
            }
            LoadAction::EditedElsewhere(request, locked) => {
                if self.loading.request.awaits(request) {
                    self.edits.locked = locked;
                }
            }
            LoadAction::Loaded(request, loaded) => return self.finish_load(request, *loaded),
            LoadAction::PreviewDiffered(request) => self.report_preview_difference(request),
            LoadAction::Failed(request, origin, error) => {
                return self.fail_load(request, origin, error);
            }
            LoadAction::Checked(request, check) => {
                if self.requests.check.accept(request)
                    && let Some(open) = &self.open
                {
                    open.add_check(check);
                }
            }
            LoadAction::StatedDatesChecked(request, problems) => {
                if self.requests.stated_dates.accept(request)
                    && let Some(open) = &self.open
                {
                    open.add_date_problems(problems);
                }
            }
            LoadAction::FollowLink(target) => return self.go_to(target),
        }
        Vec::new()
    }

    /// Reads the timeline with the changes of this session.
    pub(in crate::session) fn load(&mut self) -> Vec<Effect> {
        if self.edits.is_saving() {
            // The file is about to change.
            self.edits.loads_after_saving = true;
            return Vec::new();
        }
        let wants_preview = self.would_show_preview();
        vec![self.loading.start(&self.edits, wants_preview)]
    }

    fn finish_load(&mut self, request: u64, loaded: OpenTimeline) -> Vec<Effect> {
        if !self.loading.request.accept(request) {
            return Vec::new();
        }
        if self.loading.silent_request.take() != Some(request) {
            self.notices.notice = None;
        }
        if let Some(paths) = self.loading.trial_paths.take() {
            self.loading.source_paths = paths;
        }
        let checks_dates = loaded.defers_date_check;
        self.edits.base.clone_from(&loaded.file);
        let (merged, recovered) = (self.loading.merged.take(), self.loading.recovered.take());
        let mut effects = self.show_timeline(loaded);
        if let Some(recovered) = recovered {
            self.take_recovered(recovered);
        }
        if let Some(merged) = merged {
            effects.extend(self.take_merged(merged));
        }
        effects.extend(self.journal_base());
        effects.extend(self.follow_pending_link());
        effects.extend(self.build_index());
        if let Some(open) = &self.open
            && checks_dates
        {
            let ticket = self.requests.stated_dates.start(());
            let changes = self.edits.pending_changes();
            let open = ByPointer(Arc::clone(open));
            effects.push(Effect::CheckStatedDates(ticket, open, changes));
        }
        if std::mem::take(&mut self.edits.saves_after_load) {
            if self.merge_is_clean() {
                effects.extend(self.save());
            } else {
                // The user decides first.
                self.edits.pending_close = None;
            }
        }
        effects.extend(self.start_next_save());
        effects
    }

    fn merge_is_clean(&self) -> bool {
        self.open
            .as_deref()
            .is_some_and(|open| open.conflicts() == 0)
    }

    /// Makes the changes of the other version of the file a step, and says that they
    /// were merged.
    fn take_merged(&mut self, merged: MergedFile) -> Option<Effect> {
        let name = Message::new("step-merged");
        let step = merged.theirs.map(|(change, inverse)| {
            Arc::new(JournalStep {
                name: name.clone(),
                change,
                inverse,
                typing: None,
                view: None,
            })
        });
        if let Some(step) = &step {
            self.edits.history.push(Arc::clone(step));
        }
        let pending = merged.pending.into_iter().map(|change| PendingChange {
            name: name.clone(),
            change,
        });
        self.edits.pending = pending.collect();
        let conflicts = MessageArgument::ungrouped(merged.conflicts);
        let message = Message::new("notice-merged").with("conflicts", conflicts);
        // The last step may not be undone by a click that was meant for it.
        self.edits.toast = None;
        let error = FileError::new(message);
        let error = match &step {
            Some(_) => error.with_hint(Message::new("notice-merged-hint")),
            None => error,
        };
        self.notices.notice = Some(Notice::new(self.origin().clone(), error));
        step.map(|step| Effect::Journal(JournalUpdate::Record(JournalRecord::Step(step))))
    }

    /// Takes over the history and the unsaved changes of an earlier run.
    fn take_recovered(&mut self, recovered: RecoveredWork) {
        let state = recovered.state;
        self.take_recovered_forms(&state.forms);
        let name_of = |change: &Change| {
            let step = state.steps.iter().find(|step| step.change == *change);
            step.map_or_else(|| Message::new("step-recovered"), |step| step.name.clone())
        };
        let pending = state.pending.iter().map(|change| PendingChange {
            name: name_of(change),
            change: change.clone(),
        });
        self.edits.pending = pending.collect();
        self.edits.history = History::restored(state.steps, state.done);
        if !self.edits.pending.is_empty() || recovered.ended_early.is_some() {
            self.edits.recovered = Some(RecoveryNotice {
                changes: self.edits.pending.len(),
                ended_early: recovered.ended_early,
            });
        }
    }

    /// Records the version of the file that the changes begin from.
    pub(super) fn journal_base(&self) -> Option<Effect> {
        let base = self.edits.base()?.clone();
        let pending = self.edits.pending_changes();
        Some(Effect::Journal(JournalUpdate::Base(base, pending)))
    }

    /// Builds the search index, if the timeline came without one.
    pub(super) fn build_index(&mut self) -> Option<Effect> {
        let open = self.open.as_ref()?;
        self.search.index.is_none().then(|| {
            let ticket = self.requests.index.start(());
            let task = Task::BuildIndex(ByPointer(Arc::clone(open)));
            Effect::Compute(ticket, task)
        })
    }

    fn fail_load(&mut self, request: u64, origin: Origin, error: FileError) -> Vec<Effect> {
        if !self.loading.request.accept(request) {
            return Vec::new();
        }
        let mut effects = self.drop_preview();
        self.edits.saves_after_load = false;
        self.edits.pending_close = None;
        self.loading.silent_request = None;
        let tried_a_path = self.loading.trial_paths.take().is_some();
        let open = self.open.as_ref().map(|open| open.origin.clone());
        let tried_another = open.as_ref().is_some_and(|open| *open != origin);
        self.notices.notice = Some(Notice {
            shows_earlier: true,
            ..Notice::new(origin, error)
        });
        if tried_another {
            // The link was to that one.
            self.loading.pending_link = None;
        }
        if let Some(open) = open
            && (tried_another || tried_a_path)
        {
            // What is shown is read again, so that its files are watched again.
            self.loading.origin = open;
            effects.extend(self.load());
            self.loading.keep_notice();
        }
        effects
    }

    /// Shows a timeline. Another version of the open one keeps selection and
    /// viewport.
    pub(super) fn show_timeline(&mut self, new: OpenTimeline) -> Vec<Effect> {
        let showed_whole_preview = self.is_preview() && self.view.target == self.whole();
        match &self.open {
            Some(open) if open.origin == new.origin => self.view.carry_over(open, &new),
            _ => self.view = self.fresh_view(&new),
        }
        self.loading.suspended = None;
        if let Some(id) = self.loading.open_source_after_load.take()
            && let Some(source) = new.timeline.sources.by_id(&id)
        {
            self.view.panels.reader = true;
            self.view.reader.show(source);
        }
        let before = self.open.replace(Arc::new(new));
        let mut effects = self.reset_for_timeline();
        if showed_whole_preview {
            self.view.target = self.whole();
        }
        effects.extend(before.map(|before| Effect::DropInBackground(ByPointer(before))));
        effects
    }
}
