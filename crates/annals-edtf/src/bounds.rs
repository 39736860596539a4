//! How far a date reaches: from its parts to whole seconds.
//!
//! - A component that is left out allows all of it: a year runs from 1 January
//!   to 31 December, a month to its last day (ISO 8601-1:2019, 4.2.1).
//! - An X allows every digit that makes a day of the calendar (ISO 8601-2:2019,
//!   9.2.2): the last of `1985-02-XX` is the 28th, and `XXXX-02-29` runs from
//!   0000 to 9996.
//! - `S` keeps its digits from the left and allows every digit after them
//!   (4.4.3).
//! - Seasons are months by convention; the standard leaves them to the reader
//!   (4.8.1), see [`super::edtf`].

use super::civil::{Civil, days_in_month};
use super::extent::{Bound, Edge, Extent, Far, Span};
use super::instant::Instant;
use super::syntax::{Date, End, Member, TimeOfDay, Value, Year, Zone};

/// How far a date reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reach {
    /// One stretch, with nothing to be kept beside it.
    Stretch(Span),
    /// A stretch for each member of a set, in the order written, and what covers
    /// them all.
    Members(Box<(Extent, Vec<Span>)>),
}

impl Reach {
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Date(date) => Self::Stretch(of_date(date)),
            Value::DateTime(date, time) => Self::Stretch(of_date_time(date, *time)),
            Value::Interval(start, end) => Self::Stretch(of_interval(start, end)),
            Value::OneOf(members) | Value::AllOf(members) => {
                let spans = members.iter().map(of_member).collect();
                Self::Members(Box::new((extent(value), spans)))
            }
        }
    }

    pub(crate) fn extent(&self) -> Extent {
        match self {
            Self::Stretch(span) => span.extent(),
            Self::Members(members) => members.0,
        }
    }

    pub(crate) fn spans(&self) -> &[Span] {
        match self {
            Self::Stretch(span) => std::slice::from_ref(span),
            Self::Members(members) => &members.1,
        }
    }
}

/// From the earliest to the latest second of a value.
pub(crate) fn extent(value: &Value) -> Extent {
    match value {
        Value::Date(date) => extent_of_date(date),
        Value::DateTime(date, time) => of_date_time(date, *time).extent(),
        Value::Interval(start, end) => of_interval(start, end).extent(),
        Value::OneOf(members) | Value::AllOf(members) => members
            .iter()
            .map(|member| of_member(member).extent())
            .reduce(around)
            .unwrap_or(Extent {
                earliest: Bound::Unknown,
                latest: Bound::Unknown,
            }),
    }
}

/// What covers both.
fn around(one: Extent, other: Extent) -> Extent {
    Extent {
        earliest: if rank(one.earliest, Bound::Open) <= rank(other.earliest, Bound::Open) {
            one.earliest
        } else {
            other.earliest
        },
        latest: if is_last(one.latest, other.latest) {
            one.latest
        } else {
            other.latest
        },
    }
}

/// Bounds of one side in order; a bound that is `endless` there comes first.
fn rank(bound: Bound, endless: Bound) -> (u8, Instant) {
    match bound {
        _ if bound == endless => (0, Instant::MIN),
        Bound::Unknown => (1, Instant::MIN),
        Bound::OutOfRange(Far::Past) => (2, Instant::MIN),
        Bound::At(instant) => (3, instant),
        Bound::OutOfRange(Far::Future) => (4, Instant::MAX),
        Bound::Open => (5, Instant::MAX),
    }
}

fn is_last(one: Bound, other: Bound) -> bool {
    let late = |bound| match bound {
        Bound::Unknown => (5, Instant::MIN),
        Bound::Open => (6, Instant::MIN),
        _ => rank(bound, Bound::Unknown),
    };
    late(one) >= late(other)
}

fn edge(bound: Bound, date: &Date) -> Edge {
    Edge {
        bound,
        approximate: date.is_approximate(),
        uncertain: date.is_uncertain(),
    }
}

const fn bare_edge(bound: Bound) -> Edge {
    Edge {
        bound,
        approximate: false,
        uncertain: false,
    }
}

/// The stretch of a single date.
pub(crate) fn of_date(date: &Date) -> Span {
    let extent = extent_of_date(date);
    Span {
        start: edge(extent.earliest, date),
        end: edge(extent.latest, date),
    }
}

fn of_interval(start: &End, end: &End) -> Span {
    Span {
        start: match start {
            End::On(date) | End::OrAfter(date) => of_date(date).start,
            End::OrBefore(date) => edge(Bound::Open, date),
            End::Open => bare_edge(Bound::Open),
            End::Unknown => bare_edge(Bound::Unknown),
        },
        end: match end {
            End::On(date) | End::OrBefore(date) => of_date(date).end,
            End::OrAfter(date) => edge(Bound::Open, date),
            End::Open => bare_edge(Bound::Open),
            End::Unknown => bare_edge(Bound::Unknown),
        },
    }
}

fn of_member(member: &Member) -> Span {
    match member {
        Member::One(date) => of_date(date),
        Member::OrBefore(date) => Span {
            start: edge(Bound::Open, date),
            end: of_date(date).end,
        },
        Member::OrAfter(date) => Span {
            start: of_date(date).start,
            end: edge(Bound::Open, date),
        },
        Member::Range(first, last) => Span {
            start: of_date(first).start,
            end: of_date(last).end,
        },
    }
}

fn of_date_time(date: &Date, time: TimeOfDay) -> Span {
    let shift_minutes = match time.zone {
        Zone::Shift(minutes) => i64::from(minutes),
        Zone::Utc | Zone::Unsaid => 0,
    };
    // Seconds are counted without leap seconds, so that one has no place of
    // its own: it counts as the second before it.
    let second_of_day =
        i64::from(time.hour) * 3_600 + i64::from(time.minute) * 60 + i64::from(time.second.min(59))
            - shift_minutes * 60;
    let bound = match extent_of_date(date).earliest {
        Bound::At(midnight) => Bound::At(midnight.saturating_add(second_of_day)),
        other => other,
    };
    Span {
        start: bare_edge(bound),
        end: bare_edge(bound),
    }
}

/// The extent of a single date.
pub(crate) fn extent_of_date(date: &Date) -> Extent {
    if date.significant.is_some() || matches!(date.year, Year::Long(_)) {
        let (first, last) = years(date);
        return Extent {
            earliest: first.map_or_else(Bound::OutOfRange, |year| start_of(year, 1, 1)),
            latest: last.map_or_else(Bound::OutOfRange, |year| end_of(year, 12, 31)),
        };
    }
    if let Some(code) = date.grouping() {
        return extent_of_grouping(date, code);
    }
    let day = |earliest: bool| {
        date.year.find(earliest, |year| {
            let (month, day) = date.day_in(year, earliest)?;
            Some((year, month, day))
        })
    };
    // The reader takes no date that the calendar does not have.
    let missing = Bound::Unknown;
    Extent {
        earliest: day(true).map_or(missing, |(year, month, day)| start_of(year, month, day)),
        latest: day(false).map_or(missing, |(year, month, day)| end_of(year, month, day)),
    }
}

fn far(year: i64) -> Bound {
    Bound::OutOfRange(if year < 0 { Far::Past } else { Far::Future })
}

fn start_of(year: i64, month: u8, day: u8) -> Bound {
    Instant::start_of(Civil { year, month, day }).map_or_else(|| far(year), Bound::At)
}

fn end_of(year: i64, month: u8, day: u8) -> Bound {
    Instant::end_of(Civil { year, month, day }).map_or_else(|| far(year), Bound::At)
}

/// The first and last year of a date with significant digits, or of a long
/// year; which way it lies, where it is too large to count.
fn years(date: &Date) -> (Result<i64, Far>, Result<i64, Far>) {
    let (negative, length) = match &date.year {
        Year::Four { negative, .. } => (*negative, 4),
        Year::Long(long) => (long.negative, long.length()),
    };
    let side = if negative { Far::Past } else { Far::Future };
    let Some(year) = date.year.value() else {
        return (Err(side), Err(side));
    };
    let Some(significant) = date.significant else {
        return (Ok(year), Ok(year));
    };
    // A year that fits `i64` has at most 19 digits, so that the power fits.
    let kept_from = u32::try_from(length.saturating_sub(significant)).unwrap_or(u32::MAX);
    let Some(step) = 10_i64.checked_pow(kept_from) else {
        return (Err(side), Err(side));
    };
    let size = year.saturating_abs();
    let least = size - size % step;
    let most = least.checked_add(step - 1).ok_or(side);
    if negative {
        // There is no year -0000 (4.4.1.2).
        (most.map(|most| -most), Ok(-least.max(1)))
    } else {
        (Ok(least), most)
    }
}

/// The first and last month of a part of the year (4.8.1), and whether it ends
/// in the year after.
const fn months_of(code: u8) -> (u8, u8, bool) {
    match code {
        // Spring in the north, autumn in the south.
        21 | 25 | 31 => (3, 5, false),
        // Summer in the north, winter in the south.
        22 | 26 | 32 => (6, 8, false),
        // Autumn in the north, spring in the south.
        23 | 27 | 29 => (9, 11, false),
        // Winter in the north, summer in the south.
        24 | 28 | 30 => (12, 2, true),
        33 => (1, 3, false),
        34 => (4, 6, false),
        35 => (7, 9, false),
        36 => (10, 12, false),
        37 => (1, 4, false),
        38 => (5, 8, false),
        39 => (9, 12, false),
        40 => (1, 6, false),
        _ => (7, 12, false),
    }
}

fn extent_of_grouping(date: &Date, code: u8) -> Extent {
    let (first, last, wraps) = months_of(code);
    let bound = |year: Option<i64>, bound: fn(i64, u8) -> Bound, month| {
        year.map_or(Bound::Unknown, |year| bound(year, month))
    };
    let ending = date.year.find(false, |year| Some(year + i64::from(wraps)));
    Extent {
        earliest: bound(
            date.year.find(true, Some),
            |year, month| start_of(year, month, 1),
            first,
        ),
        latest: bound(
            ending,
            |year, month| end_of(year, month, days_in_month(year, month)),
            last,
        ),
    }
}

/// Whether `end` certainly lies before `start`: not even its latest second
/// reaches the earliest of the other.
pub(crate) fn is_before(end: &Date, start: &Date) -> bool {
    let (end_extent, start_extent) = (extent_of_date(end), extent_of_date(start));
    match (end_extent.latest, start_extent.earliest) {
        (Bound::At(end), Bound::At(start)) => end < start,
        (Bound::OutOfRange(one), Bound::OutOfRange(other)) if one == other => {
            match (&end.year, &start.year) {
                (Year::Long(last), Year::Long(first)) => {
                    let exact = end.significant.is_none() && start.significant.is_none();
                    exact && first.is_after(last)
                }
                _ => false,
            }
        }
        (Bound::OutOfRange(Far::Past), Bound::At(_))
        | (Bound::At(_) | Bound::OutOfRange(Far::Past), Bound::OutOfRange(Far::Future)) => true,
        _ => false,
    }
}
