//! Input of the panels of an open timeline.

use crate::session::{OpenTimeline, Session};

/// The open timeline and the state of its session.
#[derive(Clone, Copy)]
pub struct PanelInput<'a> {
    /// The state: selection, search, settings.
    pub session: &'a Session,
    /// The open timeline.
    pub open: &'a OpenTimeline,
}
