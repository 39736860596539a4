//! An edit, what it is made from, and why it cannot be made.

use std::fmt;
use std::sync::Arc;

use crate::language::Message;
use crate::model::{Change, EntryKind, Index, Passage, Source, Timeline};
use crate::storage::EntryTexts;
use annals_anchor::{PositionSelector, SearchableText};

/// A step of the history: a change with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What it does, such as "Set the date of “Radio station” to 1958".
    pub name: Message,
    /// The change. It has every part of the step, so that one undo takes all of it back.
    pub change: Change,
    /// The text field that is typed in, if it is. Successive edits of one field are one step.
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

    /// Whether it changes nothing, so that it makes no step.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(&self.change, Change::Batch(changes) if changes.is_empty())
    }
}

/// What edits are made from.
#[derive(Clone, Copy)]
pub struct EditContext<'a> {
    /// The timeline as it is shown.
    pub timeline: &'a Timeline,
    /// The texts of its entries.
    pub texts: &'a EntryTexts,
    /// The texts of its documents.
    pub documents: &'a dyn DocumentTexts,
    /// A number that decides the random part of new ids.
    pub seed: u64,
    /// The name of the user, for reviews and comments.
    pub author: Option<&'a str>,
    /// The time, in RFC 3339 and UTC; empty if it is not known.
    pub now: &'a str,
}

/// The texts of documents that are on this machine.
pub trait DocumentTexts {
    /// The whole text of a source's document.
    fn text(&self, source: Index<Source>) -> Option<DocumentText>;

    /// Where a passage is in that text.
    fn place(&self, passage: Index<Passage>) -> Option<PositionSelector>;
}

/// The text of a document.
#[derive(Clone)]
pub struct DocumentText {
    /// The text.
    pub text: Arc<SearchableText>,
    /// Whether the document is the recorded copy, in which positions are valid.
    pub is_recorded: bool,
}

/// No documents.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoDocuments;

impl DocumentTexts for NoDocuments {
    fn text(&self, _: Index<Source>) -> Option<DocumentText> {
        None
    }

    fn place(&self, _: Index<Passage>) -> Option<PositionSelector> {
        None
    }
}

/// Why an edit cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditError {
    /// What is wrong and how to fix it.
    pub message: Message,
    /// The field that it is about, as a JSON Pointer in the entry, such as
    /// `/dating/reason`.
    pub field: Option<Box<str>>,
}

impl EditError {
    /// An error about no field.
    #[must_use]
    pub const fn new(message: Message) -> Self {
        Self {
            message,
            field: None,
        }
    }

    /// An error about a field.
    #[must_use]
    pub fn at(field: impl Into<Box<str>>, message: Message) -> Self {
        Self {
            message,
            field: Some(field.into()),
        }
    }

    /// The same error about a field inside another one.
    #[must_use]
    pub(super) fn below(mut self, parent: &str) -> Self {
        let field = self.field.as_deref().unwrap_or_default();
        self.field = Some(format!("{parent}{field}").into());
        self
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(f)
    }
}

impl std::error::Error for EditError {}
