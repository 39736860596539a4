//! Previews to show while a timeline is read: a cached one of the reading
//! before, else ones of the events that were read so far.
//!
//! The loader has the cache and the clock.

use std::time::Duration;

use super::open_timeline::OpenTimeline;
use crate::model::Timeline;
use crate::query::{PreviewBuilder, TimelinePreview};

/// The time before the first preview, and the shortest time between two.
const MIN_INTERVAL: Duration = Duration::from_millis(250);

/// The shortest time between two previews, in multiples of the time that the
/// first of them took.
const INTERVAL_FACTOR: u32 = 12;

/// The previews of one reading of a timeline.
#[derive(Debug)]
pub struct PreviewUpdates {
    /// The cached preview, encoded.
    cached: Option<Vec<u8>>,
    builder: PreviewBuilder,
    /// When the next preview is made, on the clock of the loader.
    due: Duration,
}

/// How the cached preview compares with the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewOutcome {
    /// The preview to put in the cache, unless the timeline is short or the
    /// cached one is the same.
    pub to_cache: Option<Vec<u8>>,
    /// Whether the timeline differs from the cached preview.
    pub preview_is_outdated: bool,
}

impl PreviewUpdates {
    /// Starts with the cached preview, and returns it to be shown at once. One
    /// that cannot be decoded is ignored.
    #[must_use]
    pub fn new(cached: Option<Vec<u8>>) -> (Self, Option<TimelinePreview>) {
        let preview = cached.as_deref().and_then(TimelinePreview::decode);
        let previews = Self {
            cached: cached.filter(|_| preview.is_some()),
            builder: PreviewBuilder::default(),
            due: MIN_INTERVAL,
        };
        (previews, preview)
    }

    /// The preview of what was read so far, if one is due. `clock` returns the
    /// time since the reading started.
    #[must_use]
    pub fn follow(
        &mut self,
        so_far: &Timeline,
        clock: impl Fn() -> Duration,
    ) -> Option<TimelinePreview> {
        if self.cached.is_some() || so_far.events.is_empty() {
            return None;
        }
        let started = clock();
        if started < self.due {
            return None;
        }
        self.builder.follow(so_far);
        let preview = self.builder.preview();
        let ended = clock();
        let rest = ended
            .saturating_sub(started)
            .saturating_mul(INTERVAL_FACTOR);
        self.due = ended.saturating_add(rest.max(MIN_INTERVAL));
        Some(preview)
    }

    /// The preview of the whole timeline, to be shown while it is indexed. `None`
    /// if it is short.
    #[must_use]
    pub fn last(&mut self, timeline: &Timeline) -> Option<TimelinePreview> {
        if self.cached.is_some() || timeline.events.len() < TimelinePreview::MIN_EVENTS {
            return None;
        }
        self.builder.follow(timeline);
        Some(self.builder.preview())
    }

    /// Compares the cached preview with the timeline.
    #[must_use]
    pub fn end(self, open: &OpenTimeline) -> PreviewOutcome {
        let timeline = &open.timeline;
        let to_cache = (timeline.events.len() >= TimelinePreview::MIN_EVENTS)
            .then(|| TimelinePreview::encode(timeline, &open.index, &open.lanes));
        if self.cached == to_cache {
            return PreviewOutcome {
                to_cache: None,
                preview_is_outdated: false,
            };
        }
        PreviewOutcome {
            to_cache,
            preview_is_outdated: self.cached.is_some(),
        }
    }
}
