//! The edits of one timeline: its history, what is not saved yet, and what was
//! about to happen when that was noticed.

use std::collections::HashSet;
use std::hash::RandomState;
use std::path::PathBuf;
use std::sync::Arc;

use super::effect::SaveTarget;
use super::forms::FormState;
use super::history::History;
use crate::edits::Conflict;
use crate::language::Message;
use crate::model::{Change, Digest, EntryKind};

/// The most bytes of a file that are kept in memory. Larger files are not saved
/// by themselves.
pub const MAX_KEPT_BYTES: usize = 64 << 20;

/// The bytes of a timeline as they were last read from its file, or written to it.
#[derive(Debug, Clone)]
pub struct FileVersion {
    /// Their digest.
    pub digest: Digest,
    /// The bytes; `None` if there are more than [`MAX_KEPT_BYTES`].
    pub bytes: Option<Arc<[u8]>>,
    /// Whether they are those of the built-in chronology, which is not overwritten
    /// without a question.
    pub is_built_in: bool,
}

impl PartialEq for FileVersion {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

/// A change that the file does not have yet.
#[derive(Debug, Clone, PartialEq)]
pub struct PendingChange {
    /// What it does.
    pub name: Message,
    /// The change.
    pub change: Change,
}

/// The edits of one timeline.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct EditState {
    /// The forms.
    pub forms: FormState,
    /// The random part of new ids.
    pub(super) ids: RandomState,
    /// What can be undone and done again.
    pub history: History,
    /// The changes since the file was read or written, in order. The timeline is the
    /// file with these changes.
    pub(super) pending: Vec<PendingChange>,
    /// The file as it was last read or written.
    pub(super) base: Option<FileVersion>,
    /// Ids of passages whose drift the user accepted: they keep their recorded
    /// words.
    pub accepted_drift: HashSet<String>,
    /// The saving that is under way.
    pub(super) saving: Option<SaveInProgress>,
    /// Whether to save once the other version of the file is merged.
    pub(super) saves_after_load: bool,
    /// The number of the last saving.
    pub(super) last_saving: u64,
    /// A file to write once what is under way is done.
    pub(super) next_save: Option<(PathBuf, SaveTarget)>,
    /// Whether to read the timeline once the file is written.
    pub(super) loads_after_saving: bool,
    /// Whether the user was asked where to save the built-in chronology.
    pub(super) asked_where_to_save: bool,
    /// The work of an earlier run that was restored, until the user has read it.
    pub recovered: Option<RecoveryNotice>,
    /// Who edits the timeline, if that is another window.
    pub locked: Option<Message>,
    /// Why changes would not survive a crash, if they would not.
    pub at_risk: Option<Message>,
    /// What merging could not decide, while its dialog is open.
    pub conflicts: Vec<EntryConflict>,
    /// What just happened, with an offer to undo it.
    pub toast: Option<Toast>,
    /// What the user was about to do when there were unsaved changes.
    pub(super) pending_close: Option<CloseReason>,
    /// Whether the user agreed to lose the changes when the window closes.
    pub(super) discard_on_close: bool,
}

/// A field, or a whole entry, that merging could not decide.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryConflict {
    /// The kind of the entry.
    pub kind: EntryKind,
    /// Its id.
    pub id: Box<str>,
    /// What it is called: title, name or first words.
    pub name: String,
    /// The values.
    pub conflict: Conflict,
}

/// Work of an earlier run that was restored from the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryNotice {
    /// How many changes were not saved.
    pub changes: usize,
    /// Why later ones may be missing.
    pub ended_early: Option<Message>,
}

/// A saving that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SaveInProgress {
    /// Identifies it: an answer to another one is dropped.
    pub(super) number: u64,
    /// How many of the pending changes it writes.
    pub(super) changes: usize,
}

/// A line that says for a few seconds what was removed, and offers to undo that.
#[derive(Debug, Clone, PartialEq)]
pub struct Toast {
    /// What happened.
    pub text: Message,
    /// When, in seconds of the session's clock.
    pub since: f64,
    /// Whether it offers to undo the last step.
    pub offers_undo: bool,
}

impl Toast {
    /// How long it is shown, in seconds.
    pub const SECONDS: f64 = 8.0;
}

impl EditState {
    /// The changes that the file does not have, in order.
    #[must_use]
    pub fn pending(&self) -> &[PendingChange] {
        &self.pending
    }

    /// The same without their names.
    #[must_use]
    pub fn pending_changes(&self) -> Vec<Change> {
        let changes = self.pending.iter().map(|pending| pending.change.clone());
        changes.collect()
    }

    /// Whether the file is being written.
    #[must_use]
    pub const fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// The file as it was last read or written.
    #[must_use]
    pub const fn base(&self) -> Option<&FileVersion> {
        self.base.as_ref()
    }

    /// Adds what was typed after `last`, which makes both `joined`. If `last` is not in
    /// the file yet, `joined` takes its place.
    pub(super) fn extend_pending(
        &mut self,
        name: Message,
        last: &Change,
        joined: &Change,
        (typed, inverse): &(Change, Change),
    ) {
        let being_saved = self.saving.as_ref().map_or(0, |saving| saving.changes);
        let is_last = |pending: &PendingChange| pending.change == *last;
        if self.pending.len() > being_saved && self.pending.last().is_some_and(is_last) {
            self.pending.pop();
            self.pending.push(PendingChange {
                name,
                change: joined.clone(),
            });
        } else {
            self.add_pending(name, typed, inverse);
        }
    }

    /// Adds a change that was made. One that takes back the last pending one removes
    /// that, unless it is being written.
    pub(super) fn add_pending(&mut self, name: Message, change: &Change, inverse: &Change) {
        let being_saved = self.saving.as_ref().map_or(0, |saving| saving.changes);
        let takes_back = |last: &PendingChange| last.change == *inverse && !change.moves_entries();
        if self.pending.len() > being_saved && self.pending.last().is_some_and(takes_back) {
            self.pending.pop();
        } else {
            self.pending.push(PendingChange {
                name,
                change: change.clone(),
            });
        }
    }

    /// Whether nothing was edited, and nothing typed in a form.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        let has_forms = self.forms.open.is_some() || !self.forms.kept.is_empty();
        self.history.steps().is_empty() && self.pending.is_empty() && !has_forms
    }

    /// Forgets everything about the timeline that was open.
    pub(super) fn clear(&mut self) {
        let discard_on_close = self.discard_on_close;
        *self = Self {
            discard_on_close,
            last_saving: self.last_saving,
            ..Self::default()
        };
    }
}

/// Why a timeline is to be closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CloseReason {
    /// Another timeline is opened in its place.
    OpenTimeline(PathBuf),
    /// The window is closed.
    CloseWindow,
    /// The tab is closed.
    CloseTab,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(old: &str, new: &str) -> Change {
        let json = |title: &str| Some(format!("{title:?}").into());
        Change::SetField {
            field: "title".into(),
            old: json(old),
            new: json(new),
        }
    }

    #[test]
    fn taking_back_the_last_pending_change_leaves_none_unless_it_is_being_saved() {
        let (there, back) = (title("a", "b"), title("b", "a"));
        let mut edits = EditState::default();
        edits.add_pending("there".into(), &there, &back);
        edits.add_pending("back".into(), &back, &there);
        assert_eq!(edits.pending_changes(), []);
        edits.add_pending("back".into(), &back, &there);
        edits.saving = Some(SaveInProgress {
            number: 1,
            changes: 1,
        });
        edits.add_pending("there".into(), &there, &back);
        assert_eq!(edits.pending_changes(), [back, there]);
    }
}
