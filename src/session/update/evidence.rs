//! What the option to see the evidence on the plot needs.

use super::Session;
use crate::query::{Unsupported, unsupported};

impl Session {
    /// The stretches of the axis in which nothing that is shown is supported;
    /// none unless the evidence is to be seen on the plot. They are found once
    /// for a document and a filter.
    #[must_use]
    pub fn unsupported(&self) -> &[Unsupported] {
        &self.view.unsupported
    }

    pub(super) fn toggle_evidence(&mut self) {
        self.view.evidence ^= true;
        self.find_unsupported();
    }

    /// Finds the unsupported stretches anew.
    pub(super) fn find_unsupported(&mut self) {
        self.view.unsupported = match &self.document {
            Some(document) if self.view.evidence => {
                unsupported(&document.index, &document.evidence, |event| {
                    self.view.shows(event)
                })
            }
            _ => Vec::new(),
        };
    }
}
