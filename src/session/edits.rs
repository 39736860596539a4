//! What the user has changed, and what was about to happen when the changes
//! were not saved yet.

use std::collections::HashSet;
use std::path::PathBuf;

use super::changes::Changes;

/// The edits of one timeline.
#[derive(Debug, Default)]
pub struct EditState {
    /// The changes of this session, which "Save a copy…" writes.
    pub changes: Changes,
    /// Ids of passages whose drift the user accepted: they keep their recorded
    /// words.
    pub accepted_drift: HashSet<String>,
    /// What the user was about to do when there were unsaved changes.
    pub(super) pending_close: Option<CloseReason>,
    /// Whether the user agreed to lose the changes when the window closes.
    pub(super) discard_on_close: bool,
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
