//! Closing a timeline, which asks the user while changes are unsaved.

use crate::session::action::{CloseAction, Dialog};
use crate::session::edits::CloseReason;
use crate::session::effect::{Effect, JournalUpdate};
use crate::session::link::LinkTarget;
use crate::session::open_timeline::Origin;
use crate::session::state::Session;
use crate::storage::journal::JournalRecord;

impl Session {
    pub(super) fn update_close(&mut self, action: CloseAction) -> Vec<Effect> {
        match action {
            CloseAction::Window => self.close(CloseReason::CloseWindow),
            CloseAction::Tab => self.close(CloseReason::CloseTab),
            CloseAction::DiscardChanges => self.discard_changes(),
        }
    }

    /// Closes the open timeline. While it has unsaved changes, asks the user
    /// instead.
    pub(super) fn close(&mut self, reason: CloseReason) -> Vec<Effect> {
        if self.has_unsaved_changes() {
            self.edits.pending_close = Some(reason);
            self.view.dialog = Some(Dialog::Unsaved);
            return Vec::new();
        }
        self.close_without_asking(reason)
    }

    /// Closes the open timeline, whose changes are safe or not wanted.
    pub(super) fn close_without_asking(&mut self, reason: CloseReason) -> Vec<Effect> {
        match reason {
            CloseReason::CloseWindow => vec![Effect::CloseWindow],
            CloseReason::CloseTab => vec![Effect::CloseTab],
            CloseReason::OpenTimeline(path) => {
                self.view.dialog = None;
                if self.origin().path() != Some(path.as_path()) {
                    self.edits.clear();
                }
                self.set_pending_link(LinkTarget::default());
                self.loading.origin = Origin::File(path);
                self.load()
            }
        }
    }

    /// Does what was pending, and loses the unsaved changes.
    fn discard_changes(&mut self) -> Vec<Effect> {
        self.view.dialog = None;
        match self.edits.pending_close.take() {
            None => Vec::new(),
            // Another tab may yet keep the window open.
            Some(CloseReason::CloseWindow) => {
                self.edits.discard_on_close = true;
                vec![Effect::CloseWindow]
            }
            Some(reason @ (CloseReason::OpenTimeline(_) | CloseReason::CloseTab)) => {
                self.edits.clear();
                let mut effects = vec![discard_journal()];
                effects.extend(self.close_without_asking(reason));
                effects
            }
        }
    }
}

/// Removes from the journal what the user gave up.
pub(in crate::session) const fn discard_journal() -> Effect {
    Effect::Journal(JournalUpdate::Record(JournalRecord::Discard))
}
