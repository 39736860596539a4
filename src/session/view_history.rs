//! The views that one can go back and forward to.

use crate::layout::Viewport;
use crate::model::{Event, Index};

/// Views that are remembered.
const MAX_WAYPOINTS: usize = 100;

/// A view to come back to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Waypoint {
    pub(super) selection: Option<Index<Event>>,
    pub(super) viewport: Viewport,
}

/// The views that one can go back and forward to.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ViewHistory {
    past: Vec<Waypoint>,
    future: Vec<Waypoint>,
}

impl ViewHistory {
    /// Remembers the current view before a jump.
    pub(super) fn push(&mut self, here: Waypoint) {
        if self.past.last() != Some(&here) {
            self.past.push(here);
        }
        if self.past.len() > MAX_WAYPOINTS {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// The view before, from the current one.
    pub(super) fn back(&mut self, here: Waypoint) -> Option<Waypoint> {
        let waypoint = self.past.pop()?;
        self.future.push(here);
        Some(waypoint)
    }

    /// The view after, from the current one.
    pub(super) fn forward(&mut self, here: Waypoint) -> Option<Waypoint> {
        let waypoint = self.future.pop()?;
        self.past.push(here);
        Some(waypoint)
    }

    pub(super) const fn can_go_back(&self) -> bool {
        !self.past.is_empty()
    }

    pub(super) const fn can_go_forward(&self) -> bool {
        !self.future.is_empty()
    }

    /// Replaces the selected events after the timeline was reloaded.
    pub(super) fn map_selections(&mut self, event: impl Fn(Index<Event>) -> Option<Index<Event>>) {
        for waypoint in self.past.iter_mut().chain(&mut self.future) {
            waypoint.selection = waypoint.selection.and_then(&event);
        }
    }
}
