//! The preview of a timeline: titles, numbers and spans of the lanes, without events.
//!
//! It is enough to draw the overview and, at any zoom, the clusters of every lane. It is shown
//! while a large timeline is being read.

use super::lane_index::LaneIndexes;
use super::time_index::LaneCount;
use crate::model::Lane;
use annals_edtf::Instant;

/// What is known about a timeline without its events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimelinePreview {
    /// The title of the timeline.
    pub title: String,
    /// BCP 47 tag of the language of its titles.
    pub language: Option<String>,
    /// The lanes, top to bottom.
    pub lanes: Vec<Lane>,
    /// Numbers of events of each lane; events without a lane last.
    pub counts: Vec<LaneCount>,
    /// The first and the last second that any date names; `None` without dates.
    pub whole: Option<(Instant, Instant)>,
    /// The spans of each lane, without claims; that of events without a lane is last.
    pub indexes: LaneIndexes,
}

impl TimelinePreview {
    /// The least number of events for which a preview is stored. Smaller timelines are read
    /// quickly.
    pub const MIN_EVENTS: usize = 50_000;

    /// Number of events.
    #[must_use]
    pub fn events(&self) -> usize {
        self.counts.iter().map(|lane| lane.events).sum()
    }

    /// Number of undated events.
    #[must_use]
    pub fn undated(&self) -> usize {
        let dated: usize = self.counts.iter().map(|lane| lane.dated).sum();
        self.events().saturating_sub(dated)
    }
}
