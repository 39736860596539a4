//! What is known of how two dates stand to each other, in three values.
//!
//! A date seldom says when something was; it says when it may have been. So
//! "was this before that?" has three answers: yes, whatever the dates mean; no,
//! whatever they mean; and that the dates do not tell.
//!
//! # What a date is taken to mean
//!
//! - A date, season or time means something that happened **within** it: some
//!   time in 1958, not all of 1958.
//! - An interval means something that began within its start, ended within its
//!   end, and lasted all the time between. An open end (`..`) never comes; an
//!   unknown end comes, at some time after the start. `..date` at the start is
//!   then or before, `date..` at the end then or after (ISO 8601-2:2019, 10.2,
//!   10.6).
//! - `[…]` means one of its members (6.2): the answer is certain only where it
//!   is the same for every member.
//! - `{…}` means all of its members (6.1): the whole is before something where
//!   each member is, and meets it where one member does.
//!
//! # How certain "yes" is
//!
//! As certain as the dates are as written. Qualifiers (`? ~ %`) are set aside,
//! as they are where rival dates are told apart: the standard moves no bound for
//! them (8.4.2), and how far "about 1958" may reach is nobody's to say. Who
//! wants no answer that rests on a doubtful date asks for
//! [`Certainty::firmly`].
//!
//! # What holds
//!
//! - Where `before(a, b)` is yes, `before(b, a)` and `overlaps(a, b)` are no, and
//!   the extents are apart; where the extents are apart, one of the two is
//!   before the other. `after` is `before` with its sides exchanged.
//! - Narrowing a date, so that it means less, never turns yes into no or no
//!   into yes; it only settles what could not be told.

use super::bounds::{extent, extent_of_date};
use super::edtf::Edtf;
use super::extent::{Bound, Extent, Far};
use super::instant::Instant;
use super::syntax::{Date, End, Member, Value};

/// An answer about dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// It holds, whatever the dates mean.
    Yes,
    /// It does not hold, whatever the dates mean.
    No,
    /// It holds for some of what the dates may mean, and not for all.
    CannotTell,
}

impl Certainty {
    /// Whether it may hold: anything but a certain no.
    #[must_use]
    pub fn is_possible(self) -> bool {
        self != Self::No
    }

    /// The same answer, where none of `dates` is approximate or uncertain in
    /// any part; else [`Certainty::CannotTell`].
    #[must_use]
    pub fn firmly(self, dates: &[&Edtf]) -> Self {
        if dates
            .iter()
            .any(|date| date.is_approximate() || date.is_uncertain())
        {
            Self::CannotTell
        } else {
            self
        }
    }

    /// Certain only where all agree; of none, nothing can be told.
    fn agreed(answers: impl IntoIterator<Item = Self>) -> Self {
        answers
            .into_iter()
            .reduce(|one, other| if one == other { one } else { Self::CannotTell })
            .unwrap_or(Self::CannotTell)
    }

    /// Yes where all are, no where any is.
    fn all(answers: impl IntoIterator<Item = Self>) -> Self {
        answers
            .into_iter()
            .reduce(|one, other| match (one, other) {
                (Self::No, _) | (_, Self::No) => Self::No,
                (Self::Yes, Self::Yes) => Self::Yes,
                _ => Self::CannotTell,
            })
            .unwrap_or(Self::CannotTell)
    }

    /// Yes where any is, no where all are.
    fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        Self::all(answers.into_iter().map(Self::opposite)).opposite()
    }

    const fn opposite(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::CannotTell => Self::CannotTell,
        }
    }
}

/// Whether `one` was over before `other` began.
#[must_use]
pub fn before(one: &Edtf, other: &Edtf) -> Certainty {
    compare(one, other, Certainty::all, stretch_before)
}

/// Whether `one` began after `other` was over.
#[must_use]
pub fn after(one: &Edtf, other: &Edtf) -> Certainty {
    before(other, one)
}

/// Whether `one` and `other` have a moment in common.
#[must_use]
pub fn overlaps(one: &Edtf, other: &Edtf) -> Certainty {
    compare(one, other, Certainty::any, stretch_overlaps)
}

/// Whether all of `date` lies in `period`: yes is "certainly in", cannot tell
/// "possibly in". An end that the period lacks reaches as far as it can.
#[must_use]
pub fn within(date: &Edtf, period: Extent) -> Certainty {
    let period = (
        point(period.earliest, Point::NeverBegan),
        point(period.latest, Point::NeverEnds),
    );
    Certainty::agreed(
        meanings(date).into_iter().map(|parts| {
            Certainty::all(parts.into_iter().map(|part| stretch_within(part, period)))
        }),
    )
}

/// Whether all of `date` lies between two included seconds.
#[must_use]
pub fn within_seconds(date: &Edtf, first: Instant, last: Instant) -> Certainty {
    within(date, Extent::between(first, last))
}

/// Every meaning of one against every meaning of the other; within a meaning,
/// every part against every part.
fn compare(
    one: &Edtf,
    other: &Edtf,
    joined: fn(Vec<Certainty>) -> Certainty,
    stretches: fn(Stretch, Stretch) -> Certainty,
) -> Certainty {
    let (ones, others) = (meanings(one), meanings(other));
    Certainty::agreed(ones.iter().flat_map(|ones| {
        others.iter().map(move |others| {
            joined(
                ones.iter()
                    .flat_map(|one| others.iter().map(|other| stretches(*one, *other)))
                    .collect(),
            )
        })
    }))
}

/// A point of time, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Point {
    /// It never began.
    NeverBegan,
    /// Earlier than the clock can say.
    FarPast,
    At(Instant),
    /// Later than the clock can say.
    FarFuture,
    /// It never ends.
    NeverEnds,
}

impl Point {
    /// Whether it is certainly not before `other`. Two points beyond the same
    /// end of the clock cannot be told apart.
    fn is_not_before(self, other: Self) -> bool {
        self > other || (self == other && !matches!(self, Self::FarPast | Self::FarFuture))
    }
}

fn point(bound: Bound, missing: Point) -> Point {
    match bound {
        Bound::At(instant) => Point::At(instant),
        Bound::OutOfRange(Far::Past) => Point::FarPast,
        Bound::OutOfRange(Far::Future) => Point::FarFuture,
        Bound::Open | Bound::Unknown => missing,
    }
}

/// Something that begins and ends, each between two points.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// The earliest and latest that it may have begun.
    begin: (Point, Point),
    /// The earliest and latest that it may have ended.
    end: (Point, Point),
    /// Whether it may have gaps, as all years of a range do.
    gaps: bool,
}

impl Stretch {
    /// Something that happened within an extent.
    fn within(extent: Extent) -> Self {
        let first = point(extent.earliest, Point::FarPast);
        let last = point(extent.latest, Point::FarFuture);
        Self {
            begin: (first, last),
            end: (first, last),
            gaps: false,
        }
    }

    /// All that stands between two dates, each of its members once.
    fn throughout(first: Option<&Date>, last: Option<&Date>) -> Self {
        let of = |date: Option<&Date>, endless| {
            date.map_or((endless, endless), |date| {
                Self::within(extent_of_date(date)).begin
            })
        };
        Self {
            begin: of(first, Point::NeverBegan),
            end: of(last, Point::NeverEnds),
            gaps: true,
        }
    }

    /// Something that lasted.
    fn lasting(start: &End, end: &End) -> Self {
        let within = |date: &Date| Self::within(extent_of_date(date)).begin;
        let mut begin = match start {
            End::On(date) | End::OrAfter(date) => within(date),
            End::OrBefore(date) => (Point::FarPast, within(date).1),
            End::Open => (Point::NeverBegan, Point::NeverBegan),
            End::Unknown => (Point::FarPast, Point::FarFuture),
        };
        let mut end = match end {
            End::On(date) | End::OrBefore(date) => within(date),
            End::OrAfter(date) => (within(date).0, Point::FarFuture),
            End::Open => (Point::NeverEnds, Point::NeverEnds),
            End::Unknown => (Point::FarPast, Point::FarFuture),
        };
        // It did not end before it began.
        begin.1 = begin.1.min(end.1);
        end.0 = end.0.max(begin.0);
        Self {
            begin,
            end,
            gaps: false,
        }
    }
}

/// What a date may mean: for each meaning, the parts that it has.
fn meanings(date: &Edtf) -> Vec<Vec<Stretch>> {
    match date.value() {
        value @ (Value::Date(_) | Value::DateTime(..)) => {
            vec![vec![Stretch::within(extent(value))]]
        }
        Value::Interval(start, end) => vec![vec![Stretch::lasting(start, end)]],
        Value::OneOf(_) => date
            .spans()
            .iter()
            .map(|span| vec![Stretch::within(span.extent())])
            .collect(),
        Value::AllOf(members) => vec![
            members
                .iter()
                .map(|member| match member {
                    Member::One(date) => Stretch::within(extent_of_date(date)),
                    Member::OrBefore(date) => Stretch::throughout(None, Some(date)),
                    Member::OrAfter(date) => Stretch::throughout(Some(date), None),
                    Member::Range(first, last) => Stretch::throughout(Some(first), Some(last)),
                })
                .collect(),
        ],
    }
}

fn stretch_before(one: Stretch, other: Stretch) -> Certainty {
    if one.end.1 < other.begin.0 {
        Certainty::Yes
    } else if one.end.0.is_not_before(other.begin.1) {
        Certainty::No
    } else {
        Certainty::CannotTell
    }
}

fn stretch_overlaps(one: Stretch, other: Stretch) -> Certainty {
    match (stretch_before(one, other), stretch_before(other, one)) {
        (Certainty::Yes, _) | (_, Certainty::Yes) => Certainty::No,
        (Certainty::No, Certainty::No) if !one.gaps && !other.gaps => Certainty::Yes,
        _ => Certainty::CannotTell,
    }
}

fn stretch_within(one: Stretch, (first, last): (Point, Point)) -> Certainty {
    if one.begin.0.is_not_before(first) && last.is_not_before(one.end.1) {
        Certainty::Yes
    } else if one.begin.1 < first || last < one.end.0 {
        Certainty::No
    } else {
        Certainty::CannotTell
    }
}

#[cfg(test)]
mod tests {
    use super::Certainty::{CannotTell, No, Yes};
    use super::*;

    fn date(text: &str) -> Edtf {
        Edtf::parse(text).unwrap()
    }

    #[test]
    fn before_is_certain_only_where_no_meaning_says_otherwise() {
        for (one, other, answer) in [
            ("1953", "1958", Yes),
            ("1958", "1953", No),
            ("1958", "1958", CannotTell),
            ("1958", "1958-06", CannotTell),
            ("1958-06-01", "1958-06-01", CannotTell),
            ("1985-04-12T23:20:30Z", "1985-04-12T23:20:31Z", Yes),
            ("1985-04-12T23:20:30Z", "1985-04-12T23:20:30Z", No),
            ("195X", "1960", Yes),
            ("195X", "1959", CannotTell),
            // Something open has no end that could come before anything.
            ("1990/..", "2025", No),
            ("2025", "1990/..", No),
            ("1985", "1990/..", Yes),
            ("1914/", "1918", CannotTell),
            ("/1975", "1976", Yes),
            ("../1975", "1976", Yes),
            ("1976", "../1975", No),
            // An interval ends in its end, whenever it began.
            ("1950/1960", "1955", No),
            ("1950/1960", "1960-12-31", CannotTell),
            ("1950/1960", "1961", Yes),
            ("1955", "1950/1960", No),
            ("1950-06", "1950/1960", CannotTell),
            ("..1950/1960", "1940", No),
            ("1940", "..1950/1960", CannotTell),
            ("1950/1960..", "1970", CannotTell),
            // One of a set: certain where all members agree.
            ("[1953,1954]", "1958", Yes),
            ("[1953,1959]", "1958", CannotTell),
            ("[1959,1960..]", "1958", No),
            ("[..1957]", "1958", Yes),
            // All of a set: the whole of it.
            ("{1953,1954}", "1958", Yes),
            ("{1953,1959}", "1958", No),
            ("1952", "{1953,1959}", Yes),
            ("{..1984}", "1985", Yes),
            ("{1984..}", "2500", No),
            // Beyond the clock.
            ("1985", "Y9E30", Yes),
            ("Y-9E30", "1985", Yes),
            ("Y9E30", "1985", No),
            ("Y8E30", "Y9E30", CannotTell),
            // Doubt moves no bound.
            ("1953~", "1958?", Yes),
        ] {
            assert_eq!(before(&date(one), &date(other)), answer, "{one} {other}");
            assert_eq!(after(&date(other), &date(one)), answer, "{other} {one}");
        }
    }

    #[test]
    fn dates_overlap_certainly_only_where_something_lasted() {
        for (one, other, answer) in [
            ("1953", "1958", No),
            ("1958", "1958-06", CannotTell),
            ("1950/1960", "1955", Yes),
            ("1950/1960", "1960", CannotTell),
            ("1950/1960", "1955/1970", Yes),
            ("1950/1960", "1961/1970", No),
            ("1990/..", "2025", Yes),
            ("1990/..", "1985", No),
            ("../1975", "1958", Yes),
            ("1914/", "1916", CannotTell),
            ("1985-04-12T23:20:30Z", "1985-04-12T23:20:30Z", Yes),
            ("{1950,1970}", "1960", No),
            ("{1950,1970}", "1965/1975", Yes),
            ("[1950,1970]", "1965/1975", CannotTell),
            ("{1950..1970}", "1960", CannotTell),
        ] {
            assert_eq!(overlaps(&date(one), &date(other)), answer, "{one} {other}");
            assert_eq!(overlaps(&date(other), &date(one)), answer, "{other} {one}");
        }
    }

    #[test]
    fn a_date_lies_certainly_or_possibly_in_a_period() {
        for (text, period, answer) in [
            ("1958", "1950/1959", Yes),
            ("1958", "1958-06/1959", CannotTell),
            ("1958", "1960/1970", No),
            ("195X", "1950/1959", Yes),
            ("195X", "1955/1965", CannotTell),
            ("1950/1960", "1955/1965", No),
            ("1955/1960", "1955/1965", Yes),
            ("1990/..", "1980/2025", No),
            ("1990/..", "1980/..", Yes),
            ("1914/", "1910/1920", CannotTell),
            ("1914/", "1920/1930", No),
            ("[1958,1962]", "1950/1959", CannotTell),
            ("{1958,1962}", "1950/1959", No),
            ("{1958,1959}", "1950/1959", Yes),
        ] {
            let period_extent = date(period).extent();
            assert_eq!(
                within(&date(text), period_extent),
                answer,
                "{text} {period}"
            );
        }
        let year = date("1958").extent();
        assert_eq!(
            within_seconds(&date("1958-06"), year.first(), year.last()),
            Yes
        );
    }

    #[test]
    fn a_firm_answer_rests_on_no_doubtful_date() {
        let (about, later) = (date("1953~"), date("1958"));
        assert_eq!(before(&about, &later).firmly(&[&about, &later]), CannotTell);
        let sure = date("1953");
        assert_eq!(before(&sure, &later).firmly(&[&sure, &later]), Yes);
        assert!(CannotTell.is_possible() && Yes.is_possible() && !No.is_possible());
    }
}
