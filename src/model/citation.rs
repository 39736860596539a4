//! Citations.

use std::sync::Arc;

use super::compact::BoxedText;
use super::event::{Dating, WrittenDate};
use super::id::Index;
use super::passage::Passage;

/// What one passage says about one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The passage.
    pub passage: Index<Passage>,
    /// The event's date as this passage gives it.
    pub date: Option<WrittenDate>,
    /// How the date of this passage is known, if the file says so.
    pub dating: Arc<Dating>,
    /// Whether the passage supports the event.
    pub stance: Stance,
    /// The person whose claim the passage reports, if it is not the author's own.
    pub attributed_to: Option<BoxedText>,
    /// The editor's note.
    pub note: Option<BoxedText>,
}

/// How a passage relates to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Stance {
    /// The passage says that the event happened so.
    #[default]
    Supports,
    /// The passage contradicts the event or its date.
    Disputes,
    /// The passage explains the event without supporting or contradicting it.
    Context,
}

impl Stance {
    /// Every stance, in the order of the file format's description.
    pub const ALL: [Self; 3] = [Self::Supports, Self::Disputes, Self::Context];

    /// The word in the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Disputes => "disputes",
            Self::Context => "context",
        }
    }
}
