//! What is shown of a timeline while it is read: an outline that was kept when
//! it was read before, else one that grows with the events that arrive.
//!
//! Whoever reads the timeline keeps one of these beside the reading, and does
//! with files and clocks what is not done here.

use std::time::Duration;

use super::document::Document;
use crate::model::Timeline;
use crate::query::{PreviewBuilder, TimelinePreview};

/// How long it is read before a first outline is made, and from one to the
/// next at least.
const SPACING: Duration = Duration::from_millis(250);

/// How much longer it is read than an outline took to make, before the next.
const SHARE: u32 = 12;

/// The outlines of one reading.
#[derive(Debug)]
pub struct OutlinePreviews {
    /// The outline that was kept, as it was kept.
    cached: Option<Vec<u8>>,
    builder: PreviewBuilder,
    /// When the next is made, on the clock of the reading.
    due: Duration,
}

/// What became of the outlines of a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineOutcome {
    /// What is to be kept for the next opening, if it is worth it and is not
    /// kept already.
    pub keep: Option<Vec<u8>>,
    /// Whether the outline that was kept said otherwise than the timeline does.
    pub differs: bool,
}

impl OutlinePreviews {
    /// Begins with what was kept of the timeline, and gives the outline to be
    /// shown at once. What cannot be read was not kept.
    #[must_use]
    pub fn new(kept: Option<Vec<u8>>) -> (Self, Option<TimelinePreview>) {
        let outline = kept
            .as_deref()
            .and_then(|kept| TimelinePreview::decode(kept).ok());
        let outlining = Self {
            cached: kept.filter(|_| outline.is_some()),
            builder: PreviewBuilder::default(),
            due: SPACING,
        };
        (outlining, outline)
    }

    /// The outline of what was read so far, where it is time for one. `clock`
    /// tells how long it has been read.
    #[must_use]
    pub fn follow(
        &mut self,
        so_far: &Timeline,
        clock: impl Fn() -> Duration,
    ) -> Option<TimelinePreview> {
        if self.cached.is_some() || so_far.events.is_empty() {
            return None;
        }
        let begun = clock();
        if begun < self.due {
            return None;
        }
        self.builder.follow(so_far);
        let outline = self.builder.preview();
        let ended = clock();
        let rest = ended.saturating_sub(begun).saturating_mul(SHARE);
        self.due = ended.saturating_add(rest.max(SPACING));
        Some(outline)
    }

    /// The outline of all that was read, to be shown until it is indexed; none
    /// where that is soon done.
    #[must_use]
    pub fn last(&mut self, timeline: &Timeline) -> Option<TimelinePreview> {
        if self.cached.is_some() || timeline.events.len() < TimelinePreview::MIN_EVENTS {
            return None;
        }
        self.builder.follow(timeline);
        Some(self.builder.preview())
    }

    /// Ends with the document that was read.
    #[must_use]
    pub fn end(self, document: &Document) -> OutlineOutcome {
        let timeline = &document.timeline;
        let keep = (timeline.events.len() >= TimelinePreview::MIN_EVENTS)
            .then(|| TimelinePreview::encode_of(timeline, &document.index, &document.lanes));
        if self.cached == keep {
            return OutlineOutcome {
                keep: None,
                differs: false,
            };
        }
        OutlineOutcome {
            keep,
            differs: self.cached.is_some(),
        }
    }
}
