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
        let value = core::Edtf::parse(text).map_err(|error| EdtfError {
            column: column_of(text, error.offset),
            expected: error.message.to_owned(),
        })?;
        let extent = extent_of(&value);
        Ok(Self {
            text: text.into(),
            value,
            extent,
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

    /// The parsed value, for the words.
    pub(super) const fn value(&self) -> &core::Edtf {
        &self.value
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
            let mut spans = set.elements.iter().map(span_of_element).map(Span::extent);
            let first = spans.next().unwrap_or(Extent {
                earliest: Bound::Unknown,
                latest: Bound::Unknown,
            });
            spans.fold(first, |all, one| Extent {
                earliest: outermost(all.earliest, one.earliest, Ord::min),
                latest: outermost(all.latest, one.latest, Ord::max),
            })
        }
    }
}

/// The bound that reaches further out.
fn outermost(one: Bound, other: Bound, further: fn(Instant, Instant) -> Instant) -> Bound {
    match (one, other) {
        (Bound::Open, _) | (_, Bound::Open) => Bound::Open,
        (Bound::OutOfRange, _) | (_, Bound::OutOfRange) => Bound::OutOfRange,
        (Bound::Unknown, _) | (_, Bound::Unknown) => Bound::Unknown,
        (Bound::At(one), Bound::At(other)) => Bound::At(further(one, other)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn extent(text: &str) -> (Option<String>, Option<String>) {
        let extent = Edtf::parse(text).unwrap().extent();
        let iso = |bound: Bound| bound.instant().map(Instant::to_iso);
        (iso(extent.earliest), iso(extent.latest))
    }

    #[test]
    fn every_date_reaches_from_its_first_to_its_last_second() {
        for (text, earliest, latest) in [
            ("1958", "1958-01-01T00:00:00Z", "1958-12-31T23:59:59Z"),
            ("195X", "1950-01-01T00:00:00Z", "1959-12-31T23:59:59Z"),
            (
                "1955~/1959~",
                "1955-01-01T00:00:00Z",
                "1959-12-31T23:59:59Z",
            ),
            ("2000-02", "2000-02-01T00:00:00Z", "2000-02-29T23:59:59Z"),
            ("-0001", "-00001-01-01T00:00:00Z", "-00001-12-31T23:59:59Z"),
            ("1950S2", "1900-01-01T00:00:00Z", "1999-12-31T23:59:59Z"),
            ("2001-24", "2001-12-01T00:00:00Z", "2002-02-28T23:59:59Z"),
            (
                "1985-04-12T23:20:30",
                "1985-04-12T23:20:30Z",
                "1985-04-12T23:20:30Z",
            ),
            (
                "1985-04-12T23:20:30+05:30",
                "1985-04-12T17:50:30Z",
                "1985-04-12T17:50:30Z",
            ),
            (
                "1985-01-01T00:00:00-14:00",
                "1985-01-01T14:00:00Z",
                "1985-01-01T14:00:00Z",
            ),
            (
                "{1667,1668,1670..1672}",
                "1667-01-01T00:00:00Z",
                "1672-12-31T23:59:59Z",
            ),
        ] {
            assert_eq!(
                extent(text),
                (Some(earliest.into()), Some(latest.into())),
                "{text}"
            );
        }
    }

    #[test]
    fn open_and_unknown_ends_have_no_instant_and_are_told_apart() {
        let open = Edtf::parse("1990~/..").unwrap();
        assert!(open.is_open_end() && !open.is_unknown_end() && !open.is_open_start());
        let unknown = Edtf::parse("1914/").unwrap();
        assert!(unknown.is_unknown_end() && !unknown.is_open_end());
        assert_eq!(extent("1914/"), (Some("1914-01-01T00:00:00Z".into()), None));
        assert_eq!(
            extent("[..1975]"),
            (None, Some("1975-12-31T23:59:59Z".into()))
        );
    }

    #[test]
    fn years_beyond_the_clock_are_valid_and_out_of_range() {
        assert!(
            !Edtf::parse("Y-1000000000")
                .unwrap()
                .extent()
                .is_out_of_range()
        );
        for text in ["Y400000000000", "Y-400000000000", "Y9E17"] {
            assert!(
                Edtf::parse(text).unwrap().extent().is_out_of_range(),
                "{text}"
            );
        }
    }

    #[test]
    fn an_error_names_its_column_in_code_points() {
        for (text, column) in [("", 1), ("1985-02-30", 9), ("19é5", 3), (" 1985", 1)] {
            assert_eq!(Edtf::parse(text).unwrap_err().column, column, "{text:?}");
        }
    }

    #[test]
    fn levels_and_kinds_are_the_standards() {
        for (text, level, kind) in [
            ("1958", 0, "date"),
            ("1985-04-12T23:20:30Z", 0, "date-time"),
            ("1964/2008", 0, "interval"),
            ("1958~", 1, "date"),
            ("201X", 1, "date"),
            ("2001-21", 1, "season"),
            ("1990~/..", 1, "interval"),
            ("Y170000002", 1, "date"),
            ("Y-17E7", 2, "date"),
            ("1950S2", 2, "date"),
            ("[1667,1668]", 2, "one-of"),
            ("{1667,1668}", 2, "all-of"),
            ("2004-06~-11", 2, "date"),
        ] {
            let date = Edtf::parse(text).unwrap();
            assert_eq!((date.level(), date.kind().name()), (level, kind), "{text}");
        }
    }

    #[test]
    fn members_of_a_set_stay_as_written() {
        assert_eq!(
            Edtf::parse("[1667,1670..1672,1760-12..]")
                .unwrap()
                .members(),
            ["1667", "1670..1672", "1760-12.."]
        );
        assert!(Edtf::parse("1667").unwrap().members().is_empty());
    }

    fn some_date() -> impl Strategy<Value = String> {
        prop_oneof![
            "[0-9]{4}[?~%]?",
            "[0-9]{3}X[?~%]?",
            "[0-9]{4}-(0[1-9]|1[0-2])[?~%]?",
            "[0-9]{4}-2[1-4]",
            "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])",
            "Y-?[1-9][0-9]{4,10}",
            "[0-9]{4}S[1-3]",
        ]
    }

    proptest! {
        #[test]
        fn any_text_is_taken_or_refused_without_a_panic(text in ".{0,40}") {
            if let Ok(date) = Edtf::parse(&text) {
                prop_assert_eq!(date.as_str(), text);
            }
        }

        #[test]
        fn what_looks_like_edtf_is_taken_or_refused_without_a_panic(
            text in "[-0-9XYES~?%./,\\[\\]{}TZ:+]{0,24}"
        ) {
            if let Ok(date) = Edtf::parse(&text) {
                prop_assert!(date.extent().first() <= date.extent().last());
                prop_assert!(!date.spans().is_empty());
                prop_assert!(!crate::time::in_words(&date).is_empty());
            }
        }

        #[test]
        fn the_earliest_second_is_never_after_the_latest(text in some_date()) {
            if let Ok(date) = Edtf::parse(&text) {
                prop_assert!(date.extent().first() <= date.extent().last(), "{}", text);
            }
        }

        #[test]
        fn an_interval_covers_both_its_ends(first in some_date(), last in some_date()) {
            if let (Ok(first), Ok(last)) = (Edtf::parse(&first), Edtf::parse(&last))
                && let Ok(interval) = Edtf::parse(&format!("{}/{}", first.as_str(), last.as_str()))
            {
                prop_assert_eq!(interval.extent().first(), first.extent().first());
                prop_assert_eq!(interval.extent().last(), last.extent().last());
            }
        }
    }
}
