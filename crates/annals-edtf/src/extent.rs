//! What a date allows: its earliest and latest instant, and how firm each is.

use super::instant::Instant;

/// One end of an [`Extent`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// The first or last **included** second.
    At(Instant),
    /// Open (`..`): it goes on without end (ISO 8601-2:2019, 10.2.2).
    Open,
    /// Unknown (empty): there is an end, and nobody says when
    /// (ISO 8601-2:2019, 10.2.1).
    Unknown,
    /// Valid, and beyond what `i64` seconds can hold: which way.
    OutOfRange(Far),
}

/// Which way a bound lies beyond the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Far {
    /// Before [`Instant::MIN`], some 292 billion years ago.
    Past,
    /// After [`Instant::MAX`], in some 292 billion years.
    Future,
}

impl Bound {
    /// The instant, where there is one.
    #[must_use]
    pub const fn instant(self) -> Option<Instant> {
        match self {
            Self::At(instant) => Some(instant),
            Self::Open | Self::Unknown | Self::OutOfRange(_) => None,
        }
    }
}

/// The earliest and latest instant that a date allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Extent {
    /// The first included second.
    pub earliest: Bound,
    /// The last included second.
    pub latest: Bound,
}

impl Extent {
    /// The extent between two included seconds.
    #[must_use]
    pub const fn between(earliest: Instant, latest: Instant) -> Self {
        Self {
            earliest: Bound::At(earliest),
            latest: Bound::At(latest),
        }
    }

    /// Whether either end is valid but cannot be held in `i64` seconds.
    #[must_use]
    pub fn is_out_of_range(self) -> bool {
        [self.earliest, self.latest]
            .iter()
            .any(|bound| matches!(bound, Bound::OutOfRange(_)))
    }

    /// Whether every instant of `other` lies in this extent. A missing end
    /// reaches as far as it can.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.first() <= other.first() && other.last() <= self.last()
    }

    /// Whether some instant lies in both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first() <= other.last() && other.first() <= self.last()
    }

    /// The first included second, or the end of time where there is none. What
    /// lies beyond the clock stands at the end of the clock that it lies
    /// beyond, so that a far future sorts last.
    #[must_use]
    pub fn first(self) -> Instant {
        match self.earliest {
            Bound::At(instant) => instant,
            Bound::OutOfRange(Far::Future) => Instant::MAX,
            Bound::OutOfRange(Far::Past) | Bound::Open | Bound::Unknown => Instant::MIN,
        }
    }

    /// The last included second, or the end of time where there is none.
    #[must_use]
    pub fn last(self) -> Instant {
        match self.latest {
            Bound::At(instant) => instant,
            Bound::OutOfRange(Far::Past) => Instant::MIN,
            Bound::OutOfRange(Far::Future) | Bound::Open | Bound::Unknown => Instant::MAX,
        }
    }
}

/// How firm one end of a [`Span`] is, and so how it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Edge {
    /// Where it lies.
    pub bound: Bound,
    /// Approximate (`~`, `%`): drawn fading.
    pub approximate: bool,
    /// Uncertain (`?`, `%`): drawn dashed.
    pub uncertain: bool,
}

/// One stretch of time that a date means. Most dates mean one; a set means one
/// for each member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The earlier end.
    pub start: Edge,
    /// The later end.
    pub end: Edge,
}

impl Span {
    /// The extent of this stretch alone.
    #[must_use]
    pub const fn extent(self) -> Extent {
        Extent {
            earliest: self.start.bound,
            latest: self.end.bound,
        }
    }
}
