//! The preview of a timeline: what a picture of the whole needs, and no event.
//!
//! It says what the lanes are called, how many events each has, and what lies
//! where in each of them. That draws the overview and, at any zoom, the clusters
//! of every lane; what is under them is not known.

use super::lane_index::LaneIndexes;
use super::preview_format::{PreviewError, PreviewFields, decoded, encoded};
use super::time_index::{LaneCount, TimeIndex};
use crate::model::{Lane, Timeline};
use annals_edtf::Instant;

/// What is known of a timeline without its events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimelinePreview {
    /// What it is called.
    pub title: String,
    /// BCP 47 tag of the language of its titles.
    pub language: Option<String>,
    /// The bands, top to bottom.
    pub lanes: Vec<Lane>,
    /// How many events each lane has; those without a lane last.
    pub counts: Vec<LaneCount>,
    /// The first and last second that any date names; `None` where nothing is
    /// dated.
    pub whole: Option<(Instant, Instant)>,
    /// What lies where in each lane, that of the events without one last; of no
    /// reading.
    pub indexes: LaneIndexes,
}

impl TimelinePreview {
    /// Events from which on an preview is worth keeping: fewer are read sooner
    /// than anybody looks.
    pub const MIN_EVENTS: usize = 50_000;

    /// The preview of a timeline all of whose events are shown.
    #[must_use]
    pub fn of(timeline: &Timeline, index: &TimeIndex, indexes: &LaneIndexes) -> Self {
        Self {
            title: timeline.title.clone(),
            language: timeline.language.clone(),
            lanes: timeline.lanes.clone(),
            counts: counts(timeline, index),
            whole: index.whole(),
            indexes: indexes.without_claims(),
        }
    }

    /// How many events there are.
    #[must_use]
    pub fn events(&self) -> usize {
        self.counts.iter().map(|lane| lane.events).sum()
    }

    /// How many of them are undated.
    #[must_use]
    pub fn undated(&self) -> usize {
        let dated: usize = self.counts.iter().map(|lane| lane.dated).sum();
        self.events().saturating_sub(dated)
    }

    /// The preview as bytes, which [`TimelinePreview::decode`] reads.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        encoded(&PreviewFields {
            title: &self.title,
            language: self.language.as_deref(),
            lanes: &self.lanes,
            counts: &self.counts,
            whole: self.whole,
            indexes: &self.indexes,
        })
    }

    /// The bytes of the preview of a timeline, which need not be made for it.
    /// The same timeline always gives the same bytes.
    #[must_use]
    pub fn encode_of(timeline: &Timeline, index: &TimeIndex, indexes: &LaneIndexes) -> Vec<u8> {
        encoded(&PreviewFields {
            title: &timeline.title,
            language: timeline.language.as_deref(),
            lanes: &timeline.lanes,
            counts: &counts(timeline, index),
            whole: index.whole(),
            indexes,
        })
    }

    /// Reads an preview. What it takes in memory is in proportion to the bytes,
    /// whatever they say.
    ///
    /// # Errors
    ///
    /// [`PreviewError`] where the bytes are no preview, or one of another
    /// version, or not as they were written.
    pub fn decode(bytes: &[u8]) -> Result<Self, PreviewError> {
        decoded(bytes)
    }
}

/// How many events each lane has, those without one last.
fn counts(timeline: &Timeline, index: &TimeIndex) -> Vec<LaneCount> {
    let lanes = 0..=timeline.lanes.len();
    lanes.map(|lane| index.in_lane(lane)).collect()
}
