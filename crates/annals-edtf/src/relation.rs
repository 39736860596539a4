//! How two dates relate to each other, in three values.
//!
//! A date rarely says when something happened; it says when it may have. So the
//! question "was this before that?" has three answers: yes, whatever the dates
//! mean; no, whatever they mean; and that the dates cannot decide.
//!
//! ```
//! use annals_edtf::Edtf;
//! use annals_edtf::relation::{Answer, before};
//!
//! let date = |text| Edtf::parse(text);
//! assert_eq!(before(&date("1953")?, &date("1958")?), Answer::Yes);
//! assert_eq!(before(&date("195X")?, &date("1958")?), Answer::CannotTell);
//! // An open interval never ends.
//! assert_eq!(before(&date("1990/..")?, &date("2025")?), Answer::No);
//! # Ok::<(), annals_edtf::EdtfError>(())
//! ```
//!
//! # What a date means here
//!
//! - A date, season or time means something that happened **within** it: at
//!   some time in 1958, not during all of 1958.
//! - An interval means something that began within its start, ended within its
//!   end, and lasted all the time between. An open end (`..`) never comes. An
//!   unknown end comes at some time after the start. `..date` at the start
//!   means then or before, `date..` at the end then or after (ISO 8601-2:2019,
//!   10.2, 10.6).
//! - `[…]` means one of its members (6.2). An answer is certain only if it is
//!   the same for every member.
//! - `{…}` means all of its members (6.1). The whole is before something if
//!   every member is, and overlaps it if one member does.
//!
//! # Qualifiers
//!
//! Qualifiers (`?`, `~`, `%`) do not change an answer: the standard does not
//! move a bound for them (8.4.2), and nobody can say how far "about 1958"
//! reaches. Ask [`Edtf::is_approximate`] and [`Edtf::is_uncertain`] if an answer
//! must not rest on a qualified date.
//!
//! # Laws
//!
//! - If `before(a, b)` is yes, `before(b, a)` and `overlaps(a, b)` are no, and
//!   the extents do not overlap. If the extents do not overlap, one of the two
//!   dates is before the other. `after(a, b)` is `before(b, a)`.
//! - Narrowing a date, so that it means less, never turns yes into no or no
//!   into yes. It can only turn "cannot tell" into an answer.

use crate::bounds::extent_of_date;
use crate::edtf::Edtf;
use crate::extent::{Extent, TimePoint};
use crate::syntax::{Date, Endpoint, Expression, SetMember};

/// An answer about dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Yes, whatever the dates mean.
    Yes,
    /// No, whatever the dates mean.
    No,
    /// Yes for some meanings of the dates, no for others.
    CannotTell,
}

impl Answer {
    /// Whether the answer may be yes: anything but a certain no.
    #[must_use]
    pub fn is_possible(self) -> bool {
        self != Self::No
    }

    /// The common answer, or [`Self::CannotTell`] if the answers differ or if
    /// there is none.
    fn common(answers: impl IntoIterator<Item = Self>) -> Self {
        answers
            .into_iter()
            .reduce(|one, other| if one == other { one } else { Self::CannotTell })
            .unwrap_or(Self::CannotTell)
    }

    /// Yes if all answers are yes, no if one is no.
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

    /// Yes if one answer is yes, no if all are no.
    fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        Self::all(answers.into_iter().map(Self::negated)).negated()
    }

    const fn negated(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::CannotTell => Self::CannotTell,
        }
    }
}

/// Whether `one` was over before `other` began.
#[must_use]
pub fn before(one: &Edtf, other: &Edtf) -> Answer {
    compare(one, other, Answer::all, Occurrence::before)
}

/// Whether `one` began after `other` was over.
#[must_use]
pub fn after(one: &Edtf, other: &Edtf) -> Answer {
    before(other, one)
}

/// Whether `one` and `other` have a moment in common.
///
/// ```
/// use annals_edtf::Edtf;
/// use annals_edtf::relation::{Answer, overlaps};
///
/// let war = Edtf::parse("1939-09-01/1945-09-02")?;
/// assert_eq!(overlaps(&war, &Edtf::parse("1943")?), Answer::Yes);
/// // Something in 1945 may have happened after the war.
/// assert_eq!(overlaps(&war, &Edtf::parse("1945")?), Answer::CannotTell);
/// # Ok::<(), annals_edtf::EdtfError>(())
/// ```
#[must_use]
pub fn overlaps(one: &Edtf, other: &Edtf) -> Answer {
    compare(one, other, Answer::any, Occurrence::overlaps)
}

/// Whether all of `date` lies in `period`. An open or unknown end of the period
/// counts as the end of time.
///
/// ```
/// use annals_edtf::Edtf;
/// use annals_edtf::relation::{Answer, within};
///
/// let fifties = Edtf::parse("195X")?.extent();
/// assert_eq!(within(&Edtf::parse("1958")?, fifties), Answer::Yes);
/// assert_eq!(within(&Edtf::parse("1955/1965")?, fifties), Answer::No);
/// assert_eq!(within(&Edtf::parse("19XX")?, fifties), Answer::CannotTell);
/// # Ok::<(), annals_edtf::EdtfError>(())
/// ```
#[must_use]
pub fn within(date: &Edtf, period: Extent) -> Answer {
    let first = TimePoint::from_bound(period.earliest, TimePoint::NeverBegan);
    let last = TimePoint::from_bound(period.latest, TimePoint::NeverEnds);
    let in_period = |part: Occurrence| part.within(first, last);
    Answer::common(
        meanings(date)
            .into_iter()
            .map(|parts| Answer::all(parts.into_iter().map(in_period))),
    )
}

/// Compares every meaning of one date with every meaning of the other; within a
/// meaning, every part with every part.
fn compare(
    one: &Edtf,
    other: &Edtf,
    join: fn(Vec<Answer>) -> Answer,
    relate: fn(Occurrence, Occurrence) -> Answer,
) -> Answer {
    let (meanings, other_meanings) = (meanings(one), meanings(other));
    Answer::common(meanings.iter().flat_map(|parts| {
        other_meanings.iter().map(move |other_parts| {
            join(
                parts
                    .iter()
                    .flat_map(|one| other_parts.iter().map(|other| relate(*one, *other)))
                    .collect(),
            )
        })
    }))
}

/// Something that began and ended, each between two points.
#[derive(Debug, Clone, Copy)]
struct Occurrence {
    /// The earliest and latest point at which it may have begun.
    begin: (TimePoint, TimePoint),
    /// The earliest and latest point at which it may have ended.
    end: (TimePoint, TimePoint),
    /// Whether it may have gaps, as "all years of a range" does.
    has_gaps: bool,
}

impl Occurrence {
    /// Something that happened at some time within an extent.
    const fn at_some_time_in(extent: Extent) -> Self {
        let first = TimePoint::from_bound(extent.earliest, TimePoint::FarPast);
        let last = TimePoint::from_bound(extent.latest, TimePoint::FarFuture);
        Self {
            begin: (first, last),
            end: (first, last),
            has_gaps: false,
        }
    }

    /// Every date from the first to the last.
    fn throughout(first: Option<&Date>, last: Option<&Date>) -> Self {
        let points = |date: Option<&Date>, missing| date.map_or((missing, missing), points_of);
        Self {
            begin: points(first, TimePoint::NeverBegan),
            end: points(last, TimePoint::NeverEnds),
            has_gaps: true,
        }
    }

    /// Something that lasted from one end of an interval to the other.
    fn lasting(start: &Endpoint, end: &Endpoint) -> Self {
        let mut begin = match start {
            Endpoint::At(date) | Endpoint::OnOrAfter(date) => points_of(date),
            Endpoint::OnOrBefore(date) => (TimePoint::FarPast, points_of(date).1),
            Endpoint::Open => (TimePoint::NeverBegan, TimePoint::NeverBegan),
            Endpoint::Unknown => (TimePoint::FarPast, TimePoint::FarFuture),
        };
        let mut end = match end {
            Endpoint::At(date) | Endpoint::OnOrBefore(date) => points_of(date),
            Endpoint::OnOrAfter(date) => (points_of(date).0, TimePoint::FarFuture),
            Endpoint::Open => (TimePoint::NeverEnds, TimePoint::NeverEnds),
            Endpoint::Unknown => (TimePoint::FarPast, TimePoint::FarFuture),
        };
        // It did not end before it began.
        begin.1 = begin.1.min(end.1);
        end.0 = end.0.max(begin.0);
        Self {
            begin,
            end,
            has_gaps: false,
        }
    }

    fn before(self, other: Self) -> Answer {
        if self.end.1 < other.begin.0 {
            Answer::Yes
        } else if self.end.0.is_not_before(other.begin.1) {
            Answer::No
        } else {
            Answer::CannotTell
        }
    }

    fn overlaps(self, other: Self) -> Answer {
        match (self.before(other), other.before(self)) {
            (Answer::Yes, _) | (_, Answer::Yes) => Answer::No,
            (Answer::No, Answer::No) if !self.has_gaps && !other.has_gaps => Answer::Yes,
            _ => Answer::CannotTell,
        }
    }

    fn within(self, first: TimePoint, last: TimePoint) -> Answer {
        if self.begin.0.is_not_before(first) && last.is_not_before(self.end.1) {
            Answer::Yes
        } else if self.begin.1 < first || last < self.end.0 {
            Answer::No
        } else {
            Answer::CannotTell
        }
    }
}

/// The earliest and latest point of a date.
fn points_of(date: &Date) -> (TimePoint, TimePoint) {
    Occurrence::at_some_time_in(extent_of_date(date)).begin
}

/// The possible meanings of a date. A meaning has one or more parts.
fn meanings(date: &Edtf) -> Vec<Vec<Occurrence>> {
    match date.expression() {
        Expression::Date(_) | Expression::DateTime(..) => {
            vec![vec![Occurrence::at_some_time_in(date.extent())]]
        }
        Expression::Interval(start, end) => vec![vec![Occurrence::lasting(start, end)]],
        Expression::OneOf(_) => date
            .spans()
            .iter()
            .map(|span| vec![Occurrence::at_some_time_in(span.extent())])
            .collect(),
        Expression::AllOf(members) => vec![
            members
                .iter()
                .map(|member| match member {
                    SetMember::Date(date) => Occurrence::at_some_time_in(extent_of_date(date)),
                    SetMember::OnOrBefore(date) => Occurrence::throughout(None, Some(date)),
                    SetMember::OnOrAfter(date) => Occurrence::throughout(Some(date), None),
                    SetMember::Range(first, last) => {
                        Occurrence::throughout(Some(first), Some(last))
                    }
                })
                .collect(),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::Answer::{CannotTell, No, Yes};
    use super::*;

    fn date(text: &str) -> Edtf {
        Edtf::parse(text).unwrap()
    }

    #[test]
    fn before_is_certain_only_if_every_meaning_agrees() {
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
            // An open interval has no end that could come before anything.
            ("1990/..", "2025", No),
            ("2025", "1990/..", No),
            ("1985", "1990/..", Yes),
            ("1914/", "1918", CannotTell),
            ("/1975", "1976", Yes),
            ("../1975", "1976", Yes),
            ("1976", "../1975", No),
            // An interval ends within its end, whenever it began.
            ("1950/1960", "1955", No),
            ("1950/1960", "1960-12-31", CannotTell),
            ("1950/1960", "1961", Yes),
            ("1955", "1950/1960", No),
            ("1950-06", "1950/1960", CannotTell),
            ("..1950/1960", "1940", No),
            ("1940", "..1950/1960", CannotTell),
            ("1950/1960..", "1970", CannotTell),
            // One of a set: certain if all members agree.
            ("[1953,1954]", "1958", Yes),
            ("[1953,1959]", "1958", CannotTell),
            ("[1959,1960..]", "1958", No),
            ("[..1957]", "1958", Yes),
            // All of a set: the whole set.
            ("{1953,1954}", "1958", Yes),
            ("{1953,1959}", "1958", No),
            ("1952", "{1953,1959}", Yes),
            ("{..1984}", "1985", Yes),
            ("{1984..}", "2500", No),
            // Out of range.
            ("1985", "Y9E30", Yes),
            ("Y-9E30", "1985", Yes),
            ("Y9E30", "1985", No),
            ("Y8E30", "Y9E30", CannotTell),
            // Qualifiers move no bound.
            ("1953~", "1958?", Yes),
        ] {
            assert_eq!(before(&date(one), &date(other)), answer, "{one} {other}");
            assert_eq!(after(&date(other), &date(one)), answer, "{other} {one}");
        }
    }

    #[test]
    fn dates_certainly_overlap_only_if_one_lasted() {
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
    fn a_date_lies_in_a_period_certainly_possibly_or_not() {
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
    }

    #[test]
    fn only_no_rules_a_relation_out() {
        assert!(Yes.is_possible() && CannotTell.is_possible() && !No.is_possible());
    }
}
