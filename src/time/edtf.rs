//! The Extended Date/Time Format of ISO 8601-2:2019, Annex A, levels 0 to 2.
//!
//! The grammar and the calendar bounds are `edtf-core`'s. It was judged before
//! anything was written here: all three levels, positioned errors, no
//! dependency, and bounds that follow the standard. It is young, so it stays
//! behind this file; nothing outside `time` names one of its types.
//!
//! What this file adds: the text is kept as written (the crate prints a
//! canonical form), bounds are whole seconds and include times of day and
//! offsets, years beyond `i64` seconds are told from unknown ones, and each
//! date says which stretches of time it means, with the firmness of each end.
//!
//! Decisions where ISO 8601-2 leaves room:
//!
//! - Qualifiers (`? ~ %`) never move a bound; they say how it is drawn.
//! - Seasons 21–24 without a hemisphere are read as the northern ones, winter
//!   running from December into the next year's February (8.4 leaves it open).
//! - Dates and times without a zone count as UTC.
//! - A leap second (`:60`) counts as the last ordinary second of its minute.

use edtf_core as core;

use super::civil::Civil;
use super::extent::{Bound, Edge, Extent, Span};
use super::far_years::StandIn;
use super::instant::Instant;

/// The longest text that is taken for a date, in bytes: a set of some hundred
/// members.
const MAX_LENGTH: usize = 4_096;

/// A date as it was written, and all that follows from it.
///
/// It has no order of its own: "1958" is neither before nor after "1958-06".
/// Sort by [`Edtf::extent`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edtf {
    text: Box<str>,
    value: core::Edtf,
    extent: Extent,
    /// Whether `value` holds another year than was written, both beyond the
    /// range of an instant.
    has_stand_in: bool,
}

/// Why a text is no EDTF date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdtfError {
    /// Where it stops being one, in code points from 1.
    pub column: usize,
    /// What is wrong there, or what was expected.
    pub expected: String,
}

impl std::fmt::Display for EdtfError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "column {}: {}", self.column, self.expected)
    }
}

impl std::error::Error for EdtfError {}

/// What sort of date it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A year, month or day, with or without unspecified digits.
    Date,
    /// A day and a time of day.
    DateTime,
    /// A season or another grouping of months (codes 21–41).
    Season,
    /// A start and an end, either of which may be open or unknown.
    Interval,
    /// `[…]`: one of several, nobody says which.
    OneOf,
    /// `{…}`: all of several.
    AllOf,
}

impl Kind {
    /// The word for it in machine output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Season => "season",
            Self::Interval => "interval",
            Self::OneOf => "one-of",
            Self::AllOf => "all-of",
        }
    }
}

impl Edtf {
    /// Reads a date of any level.
    ///
    /// # Errors
    ///
    /// [`EdtfError`] with the column where the text stops being EDTF.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        if text.len() > MAX_LENGTH {
            return Err(EdtfError {
                column: MAX_LENGTH + 1,
                expected: format!("a date of at most {MAX_LENGTH} characters"),
            });
        }
        let stand_in = StandIn::of(text);
        let readable = stand_in.as_ref().map_or(text, |stand_in| &stand_in.text);
        let value = core::Edtf::parse(readable).map_err(|error| {
            let offset = place_of(readable, error);
            let original = stand_in.as_ref().map(|stand_in| stand_in.original(offset));
            EdtfError {
                column: column_of(text, original.unwrap_or(offset)),
                expected: error.message.to_owned(),
            }
        })?;
        let extent = extent_of(&value);
        Ok(Self {
            text: text.into(),
            value,
            extent,
            has_stand_in: stand_in.is_some(),
        })
    }

    /// The text, exactly as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The lowest conformance level that can say this: 0, 1 or 2.
    #[must_use]
    pub fn level(&self) -> u8 {
        self.value.level()
    }

    /// What sort of date it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match &self.value {
            core::Edtf::Date(date) if date.precision() == core::Precision::Season => Kind::Season,
            core::Edtf::Date(_) => Kind::Date,
            core::Edtf::DateTime(_) => Kind::DateTime,
            core::Edtf::Interval(_) => Kind::Interval,
            core::Edtf::Set(set) => match set.kind {
                core::SetKind::OneMember => Kind::OneOf,
                core::SetKind::AllMembers => Kind::AllOf,
            },
        }
    }

    /// The earliest and latest second that it allows.
    #[must_use]
    pub const fn extent(&self) -> Extent {
        self.extent
    }

    /// Whether any part is approximate (`~`, `%`).
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.value.is_approximate()
    }

    /// Whether any part is uncertain (`?`, `%`).
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.value.is_uncertain()
    }

    /// Whether any digit is unspecified (`X`).
    #[must_use]
    pub fn has_unspecified(&self) -> bool {
        self.value.has_unspecified()
    }

    /// Whether it has no beginning (`../1975`, `[..1975]`).
    #[must_use]
    pub fn is_open_start(&self) -> bool {
        self.extent.earliest == Bound::Open
    }

    /// Whether it has no end (`1990/..`, `[1990..]`).
    #[must_use]
    pub fn is_open_end(&self) -> bool {
        self.extent.latest == Bound::Open
    }

    /// Whether its beginning is unknown (`/1975`).
    #[must_use]
    pub fn is_unknown_start(&self) -> bool {
        self.extent.earliest == Bound::Unknown
    }

    /// Whether its end is unknown (`1914/`).
    #[must_use]
    pub fn is_unknown_end(&self) -> bool {
        self.extent.latest == Bound::Unknown
    }

    /// The members of a set as written, ranges unexpanded; none where it is no
    /// set.
    #[must_use]
    pub fn members(&self) -> Vec<&str> {
        match &self.value {
            core::Edtf::Set(_) => self
                .text
                .trim_start_matches(['[', '{'])
                .trim_end_matches([']', '}'])
                .split(',')
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The stretches of time that it means, in the order written: one for each
    /// member of a set, else one.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        match &self.value {
            core::Edtf::Date(date) => vec![span_of_date(date)],
            core::Edtf::DateTime(date_time) => vec![span_of_date_time(date_time)],
            core::Edtf::Interval(interval) => vec![Span {
                start: start_edge(&interval.start),
                end: end_edge(&interval.end),
            }],
            core::Edtf::Set(set) => set.elements.iter().map(span_of_element).collect(),
        }
    }

    /// The parsed value, for the words; `None` where it is not all that was
    /// written.
    pub(super) fn value(&self) -> Option<&core::Edtf> {
        (!self.has_stand_in).then_some(&self.value)
    }
}

/// Where a text stops being a date. The parser points at the character that it
/// has read last, which is one too early where the text ends too soon.
fn place_of(text: &str, error: core::ParseError) -> usize {
    if error.message == "unterminated set" {
        return text.len();
    }
    let next = error.offset.saturating_add(1);
    if !error.message.contains("digits (or X)") || !text.is_char_boundary(next) {
        return error.offset;
    }
    // A character that no date has, put right behind, is complained of there
    // exactly where nothing before it was wrong.
    let mut probe = text.to_owned();
    probe.insert(next, '!');
    match core::Edtf::parse(&probe) {
        Err(probed) if probed.offset == next => next,
        _ => error.offset,
    }
}

/// A byte offset of the parser as a column, in code points from 1.
fn column_of(text: &str, offset: usize) -> usize {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].chars().count() + 1
}

fn extent_of(value: &core::Edtf) -> Extent {
    match value {
        core::Edtf::DateTime(date_time) => span_of_date_time(date_time).extent(),
        core::Edtf::Date(date) => extent_of_date(date),
        core::Edtf::Interval(interval) => Extent {
            earliest: start_edge(&interval.start).bound,
            latest: end_edge(&interval.end).bound,
        },
        core::Edtf::Set(set) => {
            let bounds = |end: fn(&core::SetElement) -> (Bound, bool)| set.elements.iter().map(end);
            Extent {
                earliest: outermost(bounds(start_of_element), true),
                latest: outermost(bounds(end_of_element), false),
            }
        }
    }
}

/// The bound that reaches furthest, to the past or to the future. Each comes
/// with whether its year is negative: one out of range may lie on either side
/// of all the others.
fn outermost(bounds: impl Iterator<Item = (Bound, bool)>, to_the_past: bool) -> Bound {
    let reach = |(bound, is_negative): (Bound, bool)| match bound {
        Bound::Open => (3, 0),
        Bound::OutOfRange if is_negative == to_the_past => (2, 0),
        // No member of a set has an unknown end.
        Bound::Unknown => (1, i64::MAX),
        Bound::At(instant) if to_the_past => (1, !instant.seconds()),
        Bound::At(instant) => (1, instant.seconds()),
        Bound::OutOfRange => (0, 0),
    };
    let furthest = bounds.max_by_key(|bound| reach(*bound));
    furthest.map_or(Bound::Unknown, |(bound, _)| bound)
}

fn start_of_element(element: &core::SetElement) -> (Bound, bool) {
    let (core::SetElement::Date(first)
    | core::SetElement::OnOrBefore(first)
    | core::SetElement::OnOrAfter(first)
    | core::SetElement::Range(first, _)) = element;
    (span_of_element(element).start.bound, is_negative(first))
}

fn end_of_element(element: &core::SetElement) -> (Bound, bool) {
    let (core::SetElement::Date(last)
    | core::SetElement::OnOrBefore(last)
    | core::SetElement::OnOrAfter(last)
    | core::SetElement::Range(_, last)) = element;
    (span_of_element(element).end.bound, is_negative(last))
}

const fn is_negative(date: &core::Date) -> bool {
    match date.year.kind {
        core::YearKind::Standard { negative, .. } => negative,
        core::YearKind::Big { value } => value < 0,
        core::YearKind::Exponential { significand, .. } => significand < 0,
    }
}

fn extent_of_date(date: &core::Date) -> Extent {
    let bounds = core::Edtf::Date(*date).bounds();
    let day = |bound: core::Bound| match bound {
        core::Bound::Date(day) => Some(Civil {
            year: day.year,
            month: day.month,
            day: day.day,
        }),
        // A single date is bounded; the crate answers otherwise only where
        // the year exceeds what it can compute.
        _ => None,
    };
    let bound = |instant: Option<Instant>| instant.map_or(Bound::OutOfRange, Bound::At);
    Extent {
        earliest: bound(day(bounds.earliest).and_then(Instant::start_of)),
        latest: bound(day(bounds.latest).and_then(Instant::end_of)),
    }
}

fn edge(bound: Bound, date: &core::Date) -> Edge {
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

fn span_of_date(date: &core::Date) -> Span {
    let extent = extent_of_date(date);
    Span {
        start: edge(extent.earliest, date),
        end: edge(extent.latest, date),
    }
}

fn start_edge(endpoint: &core::IntervalEndpoint) -> Edge {
    match endpoint {
        core::IntervalEndpoint::Date(date) | core::IntervalEndpoint::OnOrAfter(date) => {
            span_of_date(date).start
        }
        core::IntervalEndpoint::Open => bare_edge(Bound::Open),
        core::IntervalEndpoint::OnOrBefore(date) => edge(Bound::Open, date),
        core::IntervalEndpoint::Unknown => bare_edge(Bound::Unknown),
    }
}

fn end_edge(endpoint: &core::IntervalEndpoint) -> Edge {
    match endpoint {
        core::IntervalEndpoint::Date(date) | core::IntervalEndpoint::OnOrBefore(date) => {
            span_of_date(date).end
        }
        core::IntervalEndpoint::Open => bare_edge(Bound::Open),
        core::IntervalEndpoint::OnOrAfter(date) => edge(Bound::Open, date),
        core::IntervalEndpoint::Unknown => bare_edge(Bound::Unknown),
    }
}

fn span_of_element(element: &core::SetElement) -> Span {
    match element {
        core::SetElement::Date(date) => span_of_date(date),
        core::SetElement::OnOrBefore(date) => Span {
            start: edge(Bound::Open, date),
            end: span_of_date(date).end,
        },
        core::SetElement::OnOrAfter(date) => Span {
            start: span_of_date(date).start,
            end: edge(Bound::Open, date),
        },
        core::SetElement::Range(first, last) => Span {
            start: span_of_date(first).start,
            end: span_of_date(last).end,
        },
    }
}

fn span_of_date_time(date_time: &core::DateTime) -> Span {
    let time = date_time.time;
    let shift_minutes = match time.shift {
        Some(core::TimeShift::Offset { minutes, .. }) => i64::from(minutes),
        Some(core::TimeShift::Utc) | None => 0,
    };
    let second_of_day =
        i64::from(time.hour) * 3_600 + i64::from(time.minute) * 60 + i64::from(time.second.min(59))
            - shift_minutes * 60;
    let bound = match extent_of_date(&date_time.date).earliest {
        Bound::At(midnight) => Bound::At(midnight.saturating_add(second_of_day)),
        other => other,
    };
    Span {
        start: bare_edge(bound),
        end: bare_edge(bound),
    }
}
