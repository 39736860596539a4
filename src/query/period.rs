//! Which events lie in a period: certainly, possibly, or not.

use super::date_claims::DateClaim;
use super::time_index::TimeIndex;
use crate::model::{Event, Index};
use annals_edtf::Edtf;
use annals_edtf::relation::{self, Certainty};

/// What is known of an event and a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodMatch {
    /// All that its dates allow lies outside.
    No,
    /// Some of what its dates allow lies inside, or it has no date.
    Possibly,
    /// All that its dates allow lies inside.
    Certainly,
}

/// Whether an event lies in a period. Every date of it speaks: rival dates
/// agree on "certainly" only where all of them lie inside. An uncertain date
/// (`?`) may be wrong, so it is never certain; an approximate one (`~`) is
/// taken by what it says, because the standard moves no bound for it.
#[must_use]
pub fn period_match(index: &TimeIndex, event: Index<Event>, period: &Edtf) -> PeriodMatch {
    dates_in_period(
        index.date_claims_of(event).filter_map(DateClaim::edtf),
        period,
    )
}

/// Whether an event of these dates lies in a period, as [`period_match`] tells.
#[must_use]
pub fn dates_in_period<'a>(
    dates: impl IntoIterator<Item = &'a Edtf>,
    period: &Edtf,
) -> PeriodMatch {
    dates
        .into_iter()
        .map(|date| {
            let inside = relation::within(date, period.extent());
            if inside == Certainty::Yes && !date.is_uncertain() {
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
            events: vec![samples::event("it", date)],
            ..Timeline::default()
        })
    }

    #[test]
    fn an_event_is_certainly_possibly_or_not_in_a_period() {
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
