//! What the option to see the evidence on the plot needs.

use super::Session;
use crate::query::UnsupportedPeriod;
use crate::session::action::Effect;

impl Session {
    /// The stretches of the axis in which nothing that is shown is supported;
    /// none unless the evidence is to be seen on the plot. They are found once
    /// for a document and a filter.
    #[must_use]
    pub fn unsupported(&self) -> &[UnsupportedPeriod] {
        &self.view.unsupported
    }

    pub(super) fn toggle_evidence(&mut self) -> Vec<Effect> {
        self.view.evidence ^= true;
        self.update_visible()
    }
}
