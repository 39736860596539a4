//! Extents: the earliest and latest second that a date allows, and how certain
//! each is.

use crate::instant::Instant;

/// One end of an [`Extent`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// The first or last **included** second.
    At(Instant),
    /// Open (`..`): there is no such end (ISO 8601-2:2019, 10.2.2).
    Open,
    /// Unknown (empty): there is such an end, but its date is unknown
    /// (ISO 8601-2:2019, 10.2.1).
    Unknown,
    /// A valid date that `i64` seconds cannot hold.
    OutOfRange(Overflow),
}

/// On which side of the range of [`Instant`] a bound lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Overflow {
    /// Before [`Instant::MIN`], some 292 billion years ago.
    Past,
    /// After [`Instant::MAX`], in some 292 billion years.
    Future,
}

impl Bound {
    /// The instant, if there is one.
    #[must_use]
    pub const fn instant(self) -> Option<Instant> {
        match self {
            Self::At(instant) => Some(instant),
            Self::Open | Self::Unknown | Self::OutOfRange(_) => None,
        }
    }
}

/// A point in time. Derives its order from the order of the variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TimePoint {
    /// The start of something that never began.
    NeverBegan,
    /// Before [`Instant::MIN`].
    FarPast,
    At(Instant),
    /// After [`Instant::MAX`].
    FarFuture,
    /// The end of something that never ends.
    NeverEnds,
}

impl TimePoint {
    /// The point of a bound, `missing` for an open or unknown one.
    pub(crate) const fn from_bound(bound: Bound, missing: Self) -> Self {
        match bound {
            Bound::At(instant) => Self::At(instant),
            Bound::OutOfRange(Overflow::Past) => Self::FarPast,
            Bound::OutOfRange(Overflow::Future) => Self::FarFuture,
            Bound::Open | Bound::Unknown => missing,
        }
    }

    /// Whether it is certainly not before `other`. The order of two points out
    /// of range on the same side is not known.
    pub(crate) fn is_not_before(self, other: Self) -> bool {
        self > other || (self == other && !matches!(self, Self::FarPast | Self::FarFuture))
    }
}

/// The earliest and latest instant that a date allows.
///
/// ```
/// use annals_edtf::{Bound, Edtf};
///
/// let decade = Edtf::parse("195X")?.extent();
/// let year = Edtf::parse("1958~")?.extent();
/// assert!(decade.contains(year));
///
/// let ongoing = Edtf::parse("1990/..")?.extent();
/// assert_eq!(ongoing.latest, Bound::Open);
/// assert!(!decade.overlaps(ongoing));
/// # Ok::<(), annals_edtf::EdtfError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Extent {
    /// The first included second.
    pub earliest: Bound,
    /// The last included second.
    pub latest: Bound,
}

impl Extent {
    /// Whether an end lies beyond the range of [`Instant`].
    #[must_use]
    pub fn is_out_of_range(self) -> bool {
        [self.earliest, self.latest]
            .iter()
            .any(|bound| matches!(bound, Bound::OutOfRange(_)))
    }

    /// Whether every instant of `other` lies in this extent. An open or unknown
    /// end counts as the end of time.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.first() <= other.first() && other.last() <= self.last()
    }

    /// Whether at least one instant lies in both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first() <= other.last() && other.first() <= self.last()
    }

    /// The first included second. [`Instant::MIN`] if the start is open or
    /// unknown. A bound out of range gives the end of the range on its side, so
    /// that dates in the far future sort last.
    #[must_use]
    pub fn first(self) -> Instant {
        match self.earliest {
            Bound::At(instant) => instant,
            Bound::OutOfRange(Overflow::Future) => Instant::MAX,
            Bound::OutOfRange(Overflow::Past) | Bound::Open | Bound::Unknown => Instant::MIN,
        }
    }

    /// The last included second. [`Instant::MAX`] if the end is open or
    /// unknown. A bound out of range gives the end of the range on its side.
    #[must_use]
    pub fn last(self) -> Instant {
        match self.latest {
            Bound::At(instant) => instant,
            Bound::OutOfRange(Overflow::Past) => Instant::MIN,
            Bound::OutOfRange(Overflow::Future) | Bound::Open | Bound::Unknown => Instant::MAX,
        }
    }
}

/// One end of a [`Span`], with what the date says about its certainty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SpanEnd {
    /// Where it lies.
    pub bound: Bound,
    /// Approximate (`~`, `%`).
    pub approximate: bool,
    /// Uncertain (`?`, `%`).
    pub uncertain: bool,
}

/// One continuous stretch of time that a date means. Most dates mean one; a set
/// means one for each member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The earlier end.
    pub start: SpanEnd,
    /// The later end.
    pub end: SpanEnd,
}

impl Span {
    /// The extent of this span alone.
    #[must_use]
    pub const fn extent(self) -> Extent {
        Extent {
            earliest: self.start.bound,
            latest: self.end.bound,
        }
    }
}
