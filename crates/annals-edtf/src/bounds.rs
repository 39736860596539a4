//! From components to extents, in whole seconds.
//!
//! - A component that is left out allows all of its values: a year runs from 1
//!   January to 31 December, a month to its last day (ISO 8601-1:2019, 4.2.1).
//! - An X allows every digit that makes a day of the calendar (ISO 8601-2:2019,
//!   9.2.2): the last day of `1985-02-XX` is the 28th, and `XXXX-02-29` runs
//!   from 0000 to 9996.
//! - `S` keeps so many digits from the left and allows every digit after them
//!   (4.4.3).
//! - Which months a season has is a convention of this crate; the standard
//!   leaves it open (4.8.1). See "Decisions" in the documentation of the crate.

use crate::civil::{CivilDate, days_in_month};
use crate::extent::{Bound, Extent, Overflow, Span, SpanEnd, TimePoint};
use crate::instant::Instant;
use crate::syntax::{
    Date, Endpoint, Expression, GroupingMonths, SetMember, TimeOfDay, UtcOffset, Year,
    months_of_grouping,
};

/// The spans of a date, and the extent that covers them.
///
/// Nearly every date has one span. That case needs no allocation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DateBounds {
    /// The only span.
    Single(Span),
    /// The extent of a set, and a span for each member, in the order written.
    Members(Box<(Extent, Vec<Span>)>),
}

impl DateBounds {
    pub(crate) fn from_expression(expression: &Expression) -> Self {
        match expression {
            Expression::Date(date) => Self::Single(span_of_date(date)),
            Expression::DateTime(date, time) => Self::Single(span_of_date_time(date, *time)),
            Expression::Interval(start, end) => Self::Single(span_of_interval(start, end)),
            Expression::OneOf(members) | Expression::AllOf(members) => {
                let spans: Vec<Span> = members.iter().map(span_of_member).collect();
                Self::Members(Box::new((hull(&spans), spans)))
            }
        }
    }

    pub(crate) fn extent(&self) -> Extent {
        match self {
            Self::Single(span) => span.extent(),
            Self::Members(members) => members.0,
        }
    }

    pub(crate) fn spans(&self) -> &[Span] {
        match self {
            Self::Single(span) => std::slice::from_ref(span),
            Self::Members(members) => &members.1,
        }
    }
}

/// The smallest extent that covers all spans. A set has a member at least, and no
/// unknown end.
fn hull(spans: &[Span]) -> Extent {
    let starts = spans.iter().map(|span| span.start.bound);
    let ends = spans.iter().map(|span| span.end.bound);
    Extent {
        earliest: starts
            .min_by_key(|bound| TimePoint::from_bound(*bound, TimePoint::NeverBegan))
            .unwrap_or(Bound::Unknown),
        latest: ends
            .max_by_key(|bound| TimePoint::from_bound(*bound, TimePoint::NeverEnds))
            .unwrap_or(Bound::Unknown),
    }
}

/// An end that has the qualifiers of a date.
fn qualified_end(bound: Bound, date: &Date) -> SpanEnd {
    SpanEnd {
        bound,
        approximate: date.is_approximate(),
        uncertain: date.is_uncertain(),
    }
}

const fn unqualified_end(bound: Bound) -> SpanEnd {
    SpanEnd {
        bound,
        approximate: false,
        uncertain: false,
    }
}

fn span_of_date(date: &Date) -> Span {
    let extent = extent_of_date(date);
    Span {
        start: qualified_end(extent.earliest, date),
        end: qualified_end(extent.latest, date),
    }
}

fn span_of_interval(start: &Endpoint, end: &Endpoint) -> Span {
    Span {
        start: match start {
            Endpoint::At(date) | Endpoint::OnOrAfter(date) => span_of_date(date).start,
            Endpoint::OnOrBefore(date) => qualified_end(Bound::Open, date),
            Endpoint::Open => unqualified_end(Bound::Open),
            Endpoint::Unknown => unqualified_end(Bound::Unknown),
        },
        end: match end {
            Endpoint::At(date) | Endpoint::OnOrBefore(date) => span_of_date(date).end,
            Endpoint::OnOrAfter(date) => qualified_end(Bound::Open, date),
            Endpoint::Open => unqualified_end(Bound::Open),
            Endpoint::Unknown => unqualified_end(Bound::Unknown),
        },
    }
}

fn span_of_member(member: &SetMember) -> Span {
    match member {
        SetMember::Date(date) => span_of_date(date),
        SetMember::OnOrBefore(date) => Span {
            start: qualified_end(Bound::Open, date),
            end: span_of_date(date).end,
        },
        SetMember::OnOrAfter(date) => Span {
            start: span_of_date(date).start,
            end: qualified_end(Bound::Open, date),
        },
        SetMember::Range(first, last) => Span {
            start: span_of_date(first).start,
            end: span_of_date(last).end,
        },
    }
}

fn span_of_date_time(date: &Date, time: TimeOfDay) -> Span {
    let offset_minutes = match time.offset {
        UtcOffset::Minutes(minutes) => i64::from(minutes),
        UtcOffset::Utc | UtcOffset::Unspecified => 0,
    };
    // Instants do not count leap seconds, so a leap second counts as the
    // second before it.
    let second_of_day =
        i64::from(time.hour) * 3_600 + i64::from(time.minute) * 60 + i64::from(time.second.min(59))
            - offset_minutes * 60;
    let bound = match extent_of_date(date).earliest {
        Bound::At(midnight) => Bound::At(midnight.saturating_add(second_of_day)),
        other => other,
    };
    Span {
        start: unqualified_end(bound),
        end: unqualified_end(bound),
    }
}

/// The extent of a single date.
pub(crate) fn extent_of_date(date: &Date) -> Extent {
    if date.significant_digits.is_some() || matches!(date.year, Year::Long(_)) {
        let (first, last) = years(date);
        return Extent {
            earliest: first.map_or_else(Bound::OutOfRange, |year| start_of(year, 1, 1)),
            latest: last.map_or_else(Bound::OutOfRange, |year| end_of(year, 12, 31)),
        };
    }
    if let Some(months) = date.grouping().and_then(months_of_grouping) {
        return extent_of_grouping(date, months);
    }
    let day = |earliest: bool| {
        date.year.find(earliest, |year| {
            let (month, day) = date.day_in(year, earliest)?;
            Some((year, month, day))
        })
    };
    // The parser accepts only dates that the calendar has.
    let missing = Bound::Unknown;
    Extent {
        earliest: day(true).map_or(missing, |(year, month, day)| start_of(year, month, day)),
        latest: day(false).map_or(missing, |(year, month, day)| end_of(year, month, day)),
    }
}

const fn out_of_range(year: i64) -> Bound {
    Bound::OutOfRange(if year < 0 {
        Overflow::Past
    } else {
        Overflow::Future
    })
}

fn start_of(year: i64, month: u8, day: u8) -> Bound {
    Instant::start_of(CivilDate { year, month, day }).map_or(out_of_range(year), Bound::At)
}

fn end_of(year: i64, month: u8, day: u8) -> Bound {
    Instant::end_of(CivilDate { year, month, day }).map_or(out_of_range(year), Bound::At)
}

/// The first and last year of a date with significant digits or a long year.
/// `Err` if `i64` cannot hold it.
fn years(date: &Date) -> (Result<i64, Overflow>, Result<i64, Overflow>) {
    let (negative, digit_count) = match &date.year {
        Year::FourDigits { negative, .. } => (*negative, 4),
        Year::Long(long) => (long.negative, long.digit_count()),
    };
    let overflow = if negative {
        Overflow::Past
    } else {
        Overflow::Future
    };
    let Some(year) = date.year.value() else {
        return (Err(overflow), Err(overflow));
    };
    let Some(significant) = date.significant_digits else {
        return (Ok(year), Ok(year));
    };
    let free_digits = u32::try_from(digit_count.saturating_sub(significant)).unwrap_or(u32::MAX);
    // A year that fits `i64` has at most 19 digits, so the power fits too.
    let Some(step) = 10_i64.checked_pow(free_digits) else {
        return (Err(overflow), Err(overflow));
    };
    let magnitude = year.saturating_abs();
    let lowest = magnitude - magnitude % step;
    let highest = lowest.checked_add(step - 1).ok_or(overflow);
    if negative {
        // There is no year -0000 (4.4.1.2).
        (highest.map(|highest| -highest), Ok(-lowest.max(1)))
    } else {
        (Ok(lowest), highest)
    }
}

fn extent_of_grouping(date: &Date, months: GroupingMonths) -> Extent {
    let first_year = date.year.find(true, Some);
    let last_year = date
        .year
        .find(false, |year| Some(year + i64::from(months.ends_next_year)));
    Extent {
        earliest: first_year.map_or(Bound::Unknown, |year| start_of(year, months.first, 1)),
        latest: last_year.map_or(Bound::Unknown, |year| {
            end_of(year, months.last, days_in_month(year, months.last))
        }),
    }
}

/// Whether `end` certainly lies before `start`: its latest second is before the
/// earliest second of `start`.
///
/// Long years are compared digit by digit if both are out of range.
pub(crate) fn is_before(end: &Date, start: &Date) -> bool {
    let last = TimePoint::from_bound(extent_of_date(end).latest, TimePoint::NeverEnds);
    let first = TimePoint::from_bound(extent_of_date(start).earliest, TimePoint::NeverBegan);
    match (&end.year, &start.year) {
        (Year::Long(end_year), Year::Long(start_year))
            if last == first && matches!(last, TimePoint::FarPast | TimePoint::FarFuture) =>
        {
            let is_exact = end.significant_digits.is_none() && start.significant_digits.is_none();
            is_exact && start_year.is_after(end_year)
        }
        _ => last < first,
    }
}
