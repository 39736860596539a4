//! How far a reading has come, and whether it should go on.

use std::ops::ControlFlow;

use crate::model::Timeline;

/// How far the reading of a timeline has come.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'r> {
    /// The bytes that were read.
    pub bytes: usize,
    /// The bytes of the whole file.
    pub of: usize,
    /// What was made of them. Lanes are complete before the first event comes;
    /// of the events only dates and lanes can be relied on, not their texts and
    /// not what they say of one another.
    pub so_far: &'r Timeline,
}

/// Whoever is told of progress. It stops the reading with
/// [`ControlFlow::Break`].
pub type OnProgress<'w> = &'w mut dyn FnMut(Progress<'_>) -> ControlFlow<()>;

/// Tells of progress now and then.
pub(super) struct ProgressReporter<'w> {
    watch: OnProgress<'w>,
    of: usize,
    /// What was last told of.
    told: usize,
    is_stopped: bool,
}

impl<'w> ProgressReporter<'w> {
    /// How many bytes lie between two tellings: a millisecond's work.
    const STEP: usize = 1 << 18;

    pub(super) fn new(watch: OnProgress<'w>, of: usize) -> Self {
        Self {
            watch,
            of,
            told: 0,
            is_stopped: false,
        }
    }

    /// Notes a place, and answers whether to go on.
    pub(super) fn goes_on(&mut self, bytes: usize, so_far: &Timeline) -> bool {
        if !self.is_stopped && bytes.abs_diff(self.told) >= Self::STEP {
            self.told = bytes;
            let of = self.of;
            self.is_stopped = (self.watch)(Progress { bytes, of, so_far }).is_break();
        }
        !self.is_stopped
    }
}
