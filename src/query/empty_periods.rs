//! Long periods without events.

use super::lane_index::LaneIndexes;
use annals_edtf::Instant;

/// A period without shown events, between events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EmptyPeriod {
    /// First second (inclusive).
    pub first: Instant,
    /// Last second (inclusive).
    pub last: Instant,
}

/// An empty period is at least as long as the searched time divided by this.
const MIN_LENGTH_DIVISOR: i128 = 12;
/// If the rest is at most as long as the searched time divided by this, the rest is searched
/// again relative to its own length, to find empty years beside empty ages.
const REST_DIVISOR: i128 = 20;

impl EmptyPeriod {
    /// Length, in seconds.
    #[must_use]
    pub fn seconds(self) -> i128 {
        i128::from(self.last.seconds()) - i128::from(self.first.seconds()) + 1
    }
}

/// The longest empty periods of the lanes, at most `most`, in the order of time.
///
/// They lie between the first and the last second that any date names (`whole`). A date that
/// only possibly lies in a period ends it. An event without an end counts only where it begins,
/// and one without a beginning only where it ends.
#[must_use]
pub fn empty_periods(
    lanes: &LaneIndexes,
    whole: (Instant, Instant),
    most: usize,
) -> Vec<EmptyPeriod> {
    let mut found: Vec<EmptyPeriod> = Vec::new();
    loop {
        let periods = between(&found, whole);
        let length: i128 = periods.iter().map(|period| period.seconds()).sum();
        let min_seconds = (length / MIN_LENGTH_DIVISOR).max(2);
        for period in periods {
            search(lanes, period, min_seconds, &mut found);
        }
        found.sort_unstable();
        let rest = between(&found, whole);
        let rest: i128 = rest.iter().map(|period| period.seconds()).sum();
        if rest > length / REST_DIVISOR {
            break;
        }
    }
    while found.len() > most {
        let shortest = found.iter().enumerate().min_by_key(|(_, it)| it.seconds());
        match shortest.map(|(place, _)| place) {
            Some(place) => drop(found.remove(place)),
            None => break,
        }
    }
    found
}

/// The periods between the empty periods.
fn between(empty_periods: &[EmptyPeriod], whole: (Instant, Instant)) -> Vec<EmptyPeriod> {
    let mut first = whole.0;
    let mut rest = Vec::new();
    for empty_period in empty_periods {
        rest.push(EmptyPeriod {
            first,
            last: empty_period.first.saturating_add(-1),
        });
        first = empty_period.last.saturating_add(1);
    }
    rest.push(EmptyPeriod {
        first,
        last: whole.1,
    });
    rest
}

/// Finds the empty periods of at least `min_seconds` in a period. The period is cut into pieces of
/// half that length; each empty period contains at least one whole piece.
fn search(
    lanes: &LaneIndexes,
    period: EmptyPeriod,
    min_seconds: i128,
    found: &mut Vec<EmptyPeriod>,
) {
    let lanes = lanes.lanes();
    let piece = i64::try_from(min_seconds / 2).unwrap_or(i64::MAX).max(1);
    let mut from = period.first.seconds();
    while let Some(to) = from
        .checked_add(piece - 1)
        .filter(|to| *to <= period.last.seconds())
    {
        let mut next = to;
        if lanes.iter().all(|lane| lane.density_over(from, to) == 0) {
            let before = lanes
                .iter()
                .filter_map(|lane| lane.ended_before(from))
                .max();
            let after = lanes.iter().filter_map(|lane| lane.begins_after(to)).min();
            if let (Some(before), Some(after)) = (before, after) {
                let empty_period = EmptyPeriod {
                    first: Instant::from_seconds(before.saturating_add(1)),
                    last: Instant::from_seconds(after.saturating_sub(1)),
                };
                let is_within =
                    empty_period.first >= period.first && empty_period.last <= period.last;
                if is_within && empty_period.seconds() >= min_seconds {
                    found.push(empty_period);
                }
                next = next.max(empty_period.last.seconds());
            }
        }
        let Some(after) = next.checked_add(1) else {
            break;
        };
        from = after;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::TimeIndex;
    use crate::query::sample_tests::{event, timeline};

    fn empty_periods_of(dates: &[String]) -> Vec<String> {
        let events = dates
            .iter()
            .map(|date| event(date, Some(date), Vec::new()))
            .collect();
        let timeline = timeline(&[], &[], events);
        let index = TimeIndex::new(&timeline);
        let lanes = LaneIndexes::new(&timeline, &index);
        let year = |instant: Instant| instant.day().year;
        let whole = index.whole();
        whole.map_or_else(Vec::new, |whole| {
            empty_periods(&lanes, whole, 12)
                .iter()
                .map(|it| format!("{}/{}", year(it.first), year(it.last)))
                .collect()
        })
    }

    fn of(dates: &[&str]) -> Vec<String> {
        empty_periods_of(
            &dates
                .iter()
                .map(|date| (*date).to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn thirty_years_between_two_bursts_are_one_empty_period() {
        assert_eq!(of(&["1960", "1961", "1962", "1993", "1994"]), ["1963/1992"]);
    }

    #[test]
    fn possible_dates_end_an_empty_period_and_open_ends_do_not() {
        assert!(of(&["1960", "1960/1994", "1994"]).is_empty());
        assert_eq!(of(&["1960", "1961/..", "1994"]), ["1961/1993"]);
        assert_eq!(of(&["1960", "../1993", "1994"]), ["1961/1993"]);
        assert_eq!(of(&["1960", "197X", "1994"]), ["1961/1969", "1980/1993"]);
    }

    #[test]
    fn an_empty_period_of_years_is_found_beside_one_of_ages() {
        assert_eq!(
            of(&["-9999", "1960", "1961", "1993"]),
            ["-9998/1959", "1962/1992"]
        );
    }

    #[test]
    fn without_dates_there_are_no_empty_periods() {
        assert!(of(&[]).is_empty());
        assert!(of(&["1960"]).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn empty_periods_are_whole_gaps_and_only_short_gaps_are_left_out(
            years in prop::collection::btree_set(1900..2000_i64, 2..30),
        ) {
            let dates: Vec<String> = years.iter().map(ToString::to_string).collect();
            let years: Vec<i64> = years.into_iter().collect();
            let found = empty_periods_of(&dates);
            let gaps: Vec<(i64, i64)> = years.windows(2)
                .map(|pair| (pair[0] + 1, pair[1] - 1))
                .filter(|(first, last)| first <= last)
                .collect();
            let named = |(first, last): &(i64, i64)| format!("{first}/{last}");
            // Every empty period is a whole gap, and only short gaps are left out.
            prop_assert!(found.iter().all(|it| gaps.iter().any(|gap| named(gap) == *it)));
            let whole = 1 + years[years.len() - 1] - years[0];
            for gap in &gaps {
                let length = gap.1 - gap.0 + 1;
                prop_assert!(found.contains(&named(gap)) || length * 12 <= whole);
            }
        }
    }
}
