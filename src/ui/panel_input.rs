//! Input of the panels of an open timeline.

use crate::session::{Document, Session};

/// The open document and the state of its session.
#[derive(Clone, Copy)]
pub struct PanelInput<'a> {
    /// The state: selection, search, settings.
    pub session: &'a Session,
    /// The document.
    pub document: &'a Document,
}
