//! What a journal records, and the state that the records lead to.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::language::Message;
use crate::model::{Change, Digest};

/// The steps of the history that a journal has.
pub const MAX_STEPS: usize = 1_000;

/// The open forms that a journal has.
const MAX_FORMS: usize = 100;

/// One step of the history of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalStep {
    /// Its name, such as "Delete “Radio station”".
    pub name: Message,
    /// What it did.
    pub change: Change,
    /// What undoes it.
    pub inverse: Change,
    /// The field, if it is typing in one.
    pub typing: Option<Box<str>>,
    /// Selection and view before and after, as JSON that the session reads.
    pub view: Option<Box<str>>,
}

/// The version of the file that changes start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalBase {
    /// The digest of its bytes.
    pub digest: Digest,
    /// The absolute path of the file; `None` for an untitled timeline. A path that
    /// is not Unicode is not stored.
    pub path: Option<PathBuf>,
    /// When it was read or written, in seconds since 1970.
    pub at: u64,
}

/// An open form, with what was typed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalForm {
    /// Identifies the form.
    pub key: Box<str>,
    /// Its content as JSON.
    pub json: Arc<str>,
}

/// Something that happened to a timeline while it was edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JournalRecord {
    /// The file was read, saved or merged: these are its bytes now, and `pending`
    /// are the changes that it lacks, often none. Steps stay.
    Base {
        /// The file.
        base: JournalBase,
        /// The changes that lead from the file to what is shown.
        pending: Vec<Change>,
    },
    /// A new step, which ends the steps that could be redone.
    Step(Arc<JournalStep>),
    /// The last step was continued, as by typing: this one replaces it. Its change
    /// starts where that of the last step started.
    Amend(Arc<JournalStep>),
    /// This step was undone.
    Undo(Arc<JournalStep>),
    /// This step was done again.
    Redo(Arc<JournalStep>),
    /// A form was opened or typed in.
    Form(JournalForm),
    /// The form with this key was closed or applied.
    FormClosed(Box<str>),
    /// The user gave up everything that was not saved. Steps and forms are deleted
    /// from disk.
    Discard,
}

/// The state after the records of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JournalState {
    /// The file that the changes start from; `None` before the first record.
    pub base: Option<JournalBase>,
    /// The steps of the history, the oldest first, at most [`MAX_STEPS`].
    pub steps: VecDeque<Arc<JournalStep>>,
    /// How many of the steps are done. The others can be redone.
    pub done: usize,
    /// The changes that the file lacks, in order.
    pub pending: Vec<Change>,
    /// The open forms, the oldest first.
    pub forms: Vec<JournalForm>,
}

impl JournalState {
    /// Whether something would be lost without the journal.
    #[must_use]
    pub fn has_unsaved_work(&self) -> bool {
        !self.pending.is_empty() || !self.forms.is_empty()
    }

    /// Whether there is nothing to restore, not even steps to undo.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && !self.has_unsaved_work()
    }

    /// Whether the pending changes start from a file with this digest. If not, the
    /// file has changed since, and has to be merged.
    #[must_use]
    pub fn starts_from(&self, digest: Digest) -> bool {
        self.base.as_ref().is_some_and(|base| base.digest == digest)
    }

    /// The path of the file, if it has one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.base.as_ref()?.path.as_deref()
    }

    /// The step that is undone next.
    pub(super) fn last_done(&self) -> Option<&Arc<JournalStep>> {
        self.steps.get(self.done.checked_sub(1)?)
    }

    /// The step that is redone next.
    pub(super) fn next_undone(&self) -> Option<&Arc<JournalStep>> {
        self.steps.get(self.done)
    }

    /// Goes on by one record.
    pub(super) fn apply(&mut self, record: JournalRecord) {
        match record {
            JournalRecord::Base { base, pending } => {
                self.base = Some(base);
                self.pending = pending;
            }
            JournalRecord::Step(step) => self.add_step(step),
            JournalRecord::Amend(step) => {
                if let Some(last) = self.last_done().cloned() {
                    self.done -= 1;
                    self.make(&last.inverse, &last.change);
                }
                self.add_step(step);
            }
            JournalRecord::Undo(step) => {
                // The step is older than those that the journal has.
                if self.done == 0 {
                    self.steps.push_front(step);
                    self.done = 1;
                }
                if let Some(step) = self.last_done().cloned() {
                    self.done -= 1;
                    self.make(&step.inverse, &step.change);
                }
            }
            JournalRecord::Redo(step) => {
                if self.done == self.steps.len() {
                    self.steps.push_back(step);
                }
                if let Some(step) = self.next_undone().cloned() {
                    self.done += 1;
                    self.make(&step.change, &step.inverse);
                }
            }
            JournalRecord::Form(form) => {
                match self.forms.iter_mut().find(|known| known.key == form.key) {
                    Some(known) => *known = form,
                    None => self.forms.push(form),
                }
                if self.forms.len() > MAX_FORMS {
                    self.forms.remove(0);
                }
            }
            JournalRecord::FormClosed(key) => self.forms.retain(|form| form.key != key),
            JournalRecord::Discard => {
                *self = Self {
                    base: self.base.take(),
                    ..Self::default()
                };
            }
        }
        self.forget_distant_steps();
    }

    fn add_step(&mut self, step: Arc<JournalStep>) {
        self.steps.truncate(self.done);
        self.pending.push(step.change.clone());
        self.steps.push_back(step);
        self.done = self.steps.len();
    }

    /// Adds a pending change, or takes back the last one if it is the opposite.
    fn make(&mut self, change: &Change, opposite: &Change) {
        if self.pending.last() == Some(opposite) && !change.moves_entries() {
            self.pending.pop();
        } else {
            self.pending.push(change.clone());
        }
    }

    /// Forgets steps beyond the limit, the most distant from the current one first.
    fn forget_distant_steps(&mut self) {
        while self.steps.len() > MAX_STEPS {
            if self.done > 0 {
                self.steps.pop_front();
                self.done -= 1;
            } else {
                self.steps.pop_back();
            }
        }
    }

    /// The records that lead to this state, in the shortest way.
    pub(super) fn snapshot(&self) -> Vec<JournalRecord> {
        let mut records = Vec::with_capacity(self.steps.len() + self.forms.len() + 2);
        // First of all, so that the path is found without reading the steps.
        let base = |pending: &[Change]| {
            let base = self.base.clone()?;
            let pending = pending.to_vec();
            Some(JournalRecord::Base { base, pending })
        };
        records.extend(base(&[]));
        records.extend(self.steps.iter().cloned().map(JournalRecord::Step));
        let undone = self.steps.range(self.done.min(self.steps.len())..).rev();
        records.extend(undone.cloned().map(JournalRecord::Undo));
        // The pending changes need not be those of the steps.
        if !self.steps.is_empty() || !self.pending.is_empty() {
            records.extend(base(&self.pending));
        }
        records.extend(self.forms.iter().cloned().map(JournalRecord::Form));
        records
    }
}
