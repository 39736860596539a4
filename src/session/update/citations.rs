//! Footnotes and bibliography entries.

use std::sync::Arc;

use crate::session::action::{ByPointer, CitationAction};
use crate::session::citations::CitedItem;
use crate::session::effect::Effect;
use crate::session::state::Session;
use crate::session::task::Task;

impl Session {
    pub(super) fn update_citations(&mut self, action: CitationAction) -> Vec<Effect> {
        match action {
            CitationAction::Format(items) => self.format_citations(items),
            CitationAction::Formatted(request, lines) => {
                if self.requests.citations.accept(request) {
                    self.citations.insert(lines);
                }
                Vec::new()
            }
        }
    }

    /// Requests the lines that were not requested before.
    fn format_citations(&mut self, items: Vec<CitedItem>) -> Vec<Effect> {
        let Some(open) = self.complete_timeline().map(Arc::clone) else {
            return Vec::new();
        };
        let items = self.citations.not_requested(items);
        if items.is_empty() {
            return Vec::new();
        }
        let ticket = self.requests.citations.ticket();
        let style = self.settings.citation_style;
        let task = Task::FormatCitations(ByPointer(open), style, items);
        vec![Effect::Compute(ticket, task)]
    }
}
