//! Progress of reading a file, and its cancellation.

use std::ops::ControlFlow;

use crate::model::Timeline;

/// Progress of reading a timeline.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'r> {
    /// The bytes read so far.
    pub bytes: usize,
    /// The bytes of the whole file.
    pub of: usize,
    /// The timeline so far. The lanes are complete before the first event. Of
    /// events only dates and lanes can be used: their texts cannot be read yet,
    /// and the order of events is unknown.
    pub partial_timeline: &'r Timeline,
}

/// Is called with progress, and cancels with [`ControlFlow::Break`].
pub type OnProgress<'w> = &'w mut dyn FnMut(Progress<'_>) -> ControlFlow<()>;

/// Reports progress at intervals.
pub(super) struct ProgressReporter<'w> {
    on_progress: OnProgress<'w>,
    of: usize,
    /// The bytes at the last report.
    reported: usize,
    is_cancelled: bool,
}

impl<'w> ProgressReporter<'w> {
    /// The bytes between two reports: about a millisecond of work.
    const STEP: usize = 1 << 18;

    pub(super) fn new(on_progress: OnProgress<'w>, of: usize) -> Self {
        Self {
            on_progress,
            of,
            reported: 0,
            is_cancelled: false,
        }
    }

    /// Reports progress if it is time to, and answers whether to continue.
    pub(super) fn update(&mut self, bytes: usize, partial_timeline: &Timeline) -> bool {
        if !self.is_cancelled && bytes.abs_diff(self.reported) >= Self::STEP {
            self.reported = bytes;
            let of = self.of;
            self.is_cancelled = (self.on_progress)(Progress {
                bytes,
                of,
                partial_timeline,
            })
            .is_break();
        }
        !self.is_cancelled
    }
}
