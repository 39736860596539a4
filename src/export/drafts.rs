//! Drafts and rejected events, which exports leave out unless they are asked for them.

use super::request::ExportRequest;
use crate::query::EventSet;

/// Whether an export takes drafts and rejected events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// It takes them.
    Included,
    /// It leaves them out, so many of the selected events. The export counts them.
    LeftOut(DraftCounts),
}

/// Numbers of drafts and rejected events that an export leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DraftCounts {
    /// Those with a date.
    pub dated: usize,
    /// The others.
    pub undated: usize,
}

impl DraftCounts {
    /// All of them.
    #[must_use]
    pub const fn all(self) -> usize {
        self.dated + self.undated
    }
}

impl Default for Drafts {
    fn default() -> Self {
        Self::LeftOut(DraftCounts::default())
    }
}

impl Drafts {
    /// What is left out.
    #[must_use]
    pub const fn left_out(self) -> DraftCounts {
        match self {
            Self::Included => DraftCounts {
                dated: 0,
                undated: 0,
            },
            Self::LeftOut(counts) => counts,
        }
    }
}

/// The selected events that are published, and how many are not. `None` if all are.
pub(super) fn without_drafts(request: &ExportRequest<'_>) -> Option<(EventSet, DraftCounts)> {
    let is_selected = |event| request.events.is_none_or(|events| events.contains(event));
    let mut counts = DraftCounts::default();
    let mut drafts = EventSet::none(request.timeline.events.slot_count());
    for (index, event) in request.timeline.events.indexed() {
        if event.is_unpublished() && is_selected(index) {
            drafts.insert(index);
            if request.index.date_claims_of(index).next().is_some() {
                counts.dated += 1;
            } else {
                counts.undated += 1;
            }
        }
    }
    if counts.all() == 0 {
        return None;
    }
    let events = request.events.cloned();
    let mut events = events.unwrap_or_else(|| EventSet::of(request.timeline));
    events.subtract(&drafts);
    Some((events, counts))
}
