//! Whether events lie in a period: certainly, possibly, or not.

use super::date_claims::DateClaim;
use super::time_index::TimeIndex;
use crate::model::{Event, Index};
use annals_edtf::Edtf;
use annals_edtf::relation::{self, Answer};

/// Whether an event lies in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodMatch {
    /// Its dates exclude the period.
    No,
    /// Its dates allow times inside and outside, or it has no date.
    Possibly,
    /// Its dates allow only times inside.
    Certainly,
}

/// Whether an event lies in a period. With rival dates, it certainly does only if all of them
/// do. An uncertain date (`?`) is never certain. An approximate date (`~`) counts like an exact
/// one, because EDTF does not say how far it may be off.
#[must_use]
pub fn period_match(index: &TimeIndex, event: Index<Event>, period: &Edtf) -> PeriodMatch {
    dates_in_period(
        index.date_claims_of(event).filter_map(DateClaim::edtf),
        period,
    )
}

/// Whether an event with these dates lies in a period. See [`period_match`].
#[must_use]
pub fn dates_in_period<'a>(
    dates: impl IntoIterator<Item = &'a Edtf>,
    period: &Edtf,
) -> PeriodMatch {
    dates
        .into_iter()
        .map(|date| {
            let inside = relation::within(date, period.extent());
            if inside == Answer::Yes && !date.is_uncertain() {
                PeriodMatch::Certainly
            } else if relation::overlaps(date, period).is_possible() {
                PeriodMatch::Possibly
            } else {
                PeriodMatch::No
            }
        })
        .reduce(|one, other| {
            if one == other {
                one
            } else {
                PeriodMatch::Possibly
            }
        })
        .unwrap_or(PeriodMatch::Possibly)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Timeline, samples};

    fn index(date: Option<&str>) -> TimeIndex {
        TimeIndex::new(&Timeline {
            events: vec![samples::event("it", date)].into(),
            ..Timeline::default()
        })
    }

    #[test]
    fn an_event_lies_in_a_period_certainly_possibly_or_not() {
        let period = Edtf::parse("1953/1963").unwrap();
        let event = Index::new(0).unwrap();
        for (date, expected) in [
            (Some("1958"), PeriodMatch::Certainly),
            (Some("195X"), PeriodMatch::Possibly),
            (Some("1955~/1959~"), PeriodMatch::Certainly),
            (Some("1958?"), PeriodMatch::Possibly),
            (Some("1963"), PeriodMatch::Certainly),
            (Some("1964"), PeriodMatch::No),
            (Some("1960/.."), PeriodMatch::Possibly),
            (Some("1990/.."), PeriodMatch::No),
            (Some("1960/"), PeriodMatch::Possibly),
            (Some("[1958,1970]"), PeriodMatch::Possibly),
            (Some("{1958,1959}"), PeriodMatch::Certainly),
            (None, PeriodMatch::Possibly),
        ] {
            assert_eq!(
                period_match(&index(date), event, &period),
                expected,
                "{date:?}"
            );
        }
    }
}
