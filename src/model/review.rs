//! The review of an event: its state and the comments on it.

use annals_anchor::SharedText;

/// The review of an event. Most events have none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// The state; `None` for an ordinary event.
    pub state: Option<ReviewState>,
    /// The person who set it.
    pub by: Option<SharedText>,
    /// When, in RFC 3339.
    pub at: Option<SharedText>,
    /// The comments, in the order of the file.
    pub comments: Vec<Comment>,
}

/// A comment on an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// An id that no other comment of the event has.
    pub id: SharedText,
    /// The author.
    pub author: Option<SharedText>,
    /// When it was written, in RFC 3339.
    pub at: Option<SharedText>,
    /// The words.
    pub text: SharedText,
    /// Whether nothing is left to be done about it.
    pub is_resolved: bool,
}

/// How far the review of an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReviewState {
    /// It is being written, and may lack a passage.
    Draft,
    /// It is complete and waits for a reviewer.
    Proposed,
    /// A reviewer has accepted it.
    Accepted,
    /// A reviewer has rejected it.
    Rejected,
}

impl ReviewState {
    /// Every state, in the order of the file format's description.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Proposed, Self::Accepted, Self::Rejected];

    /// The word in the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }

    /// The state with this word in the file.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether figures and exports leave the event out unless they are asked for it. Such
    /// an event may cite no passage.
    #[must_use]
    pub const fn is_unpublished(self) -> bool {
        matches!(self, Self::Draft | Self::Rejected)
    }
}
