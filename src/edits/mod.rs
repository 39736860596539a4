//! From what the user wants to a change of the timeline.
//!
//! This module knows no screen and no files. Each edit is one step that can be
//! undone.

use crate::language::Message;
use crate::model::{Change, EntryKind};

/// One step of editing.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// What it does: "Set the date of “Radio station” to 1958".
    pub name: Message,
    /// The change.
    pub change: Change,
    /// Names the field that is typed in. Edits of the same field that follow one
    /// another are one step.
    pub typing: Option<Box<str>>,
    /// The entry to select afterwards.
    pub select: Option<(EntryKind, Box<str>)>,
}

impl Edit {
    /// An edit that is a step of its own and selects nothing.
    #[must_use]
    pub const fn new(name: Message, change: Change) -> Self {
        Self {
            name,
            change,
            typing: None,
            select: None,
        }
    }
}
