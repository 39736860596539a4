//! Long stretches of the axis in which nothing lies.

use super::lane_index::LaneIndexes;
use annals_edtf::Instant;

/// A stretch of the axis in which no shown event lies, between two in which
/// some do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EmptyPeriod {
    /// Its first second (included).
    pub first: Instant,
    /// Its last second (included).
    pub last: Instant,
}

/// A empty_period takes at least this share of the time around it.
const LEAST_SHARE: i128 = 12;
/// Where empty_periods leave no more than this share of the time, what they leave is
/// looked at by its own measure: years beside ages.
const REST_SHARE: i128 = 20;

impl EmptyPeriod {
    /// How long it is, in seconds.
    #[must_use]
    pub fn seconds(self) -> i128 {
        i128::from(self.last.seconds()) - i128::from(self.first.seconds()) + 1
    }
}

/// The longest empty_periods of the lanes in the order of time, at most so many.
///
/// A empty_period is looked for between the first and the last second that any date
/// names (`whole`). What may lie in a stretch breaks the empty_period, be it only
/// possible; an event without an end is heard where it begins and one without
/// a beginning where it ends, for an arrow that runs through says nothing of
/// any time that it crosses.
#[must_use]
pub fn empty_periods(
    lanes: &LaneIndexes,
    whole: (Instant, Instant),
    most: usize,
) -> Vec<EmptyPeriod> {
    let mut found: Vec<EmptyPeriod> = Vec::new();
    loop {
        let sounding = between(&found, whole);
        let length: i128 = sounding.iter().map(|stretch| stretch.seconds()).sum();
        let least = (length / LEAST_SHARE).max(2);
        for stretch in sounding {
            search(lanes, stretch, least, &mut found);
        }
        found.sort_unstable();
        let rest = between(&found, whole);
        let rest: i128 = rest.iter().map(|stretch| stretch.seconds()).sum();
        if rest > length / REST_SHARE {
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

/// What empty_periods leave of the whole.
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

/// Finds the empty_periods of at least so many seconds in a stretch. A empty_period that
/// long holds one of the pieces of half its length that the stretch is cut into.
fn search(lanes: &LaneIndexes, stretch: EmptyPeriod, least: i128, found: &mut Vec<EmptyPeriod>) {
    let lanes = lanes.lanes();
    let piece = i64::try_from(least / 2).unwrap_or(i64::MAX).max(1);
    let mut from = stretch.first.seconds();
    while let Some(to) = from
        .checked_add(piece - 1)
        .filter(|to| *to <= stretch.last.seconds())
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
                    empty_period.first >= stretch.first && empty_period.last <= stretch.last;
                if is_within && empty_period.seconds() >= least {
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

    fn silences_of(dates: &[String]) -> Vec<String> {
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
        silences_of(
            &dates
                .iter()
                .map(|date| (*date).to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn thirty_silent_years_between_two_bursts_are_one_silence() {
        assert_eq!(of(&["1960", "1961", "1962", "1993", "1994"]), ["1963/1992"]);
    }

    #[test]
    fn what_may_lie_in_a_stretch_breaks_it_and_an_arrow_through_it_does_not() {
        assert!(of(&["1960", "1960/1994", "1994"]).is_empty());
        assert_eq!(of(&["1960", "1961/..", "1994"]), ["1961/1993"]);
        assert_eq!(of(&["1960", "../1993", "1994"]), ["1961/1993"]);
        assert_eq!(of(&["1960", "197X", "1994"]), ["1961/1969", "1980/1993"]);
    }

    #[test]
    fn a_silence_among_years_is_found_beside_one_of_ages() {
        assert_eq!(
            of(&["-9999", "1960", "1961", "1993"]),
            ["-9998/1959", "1962/1992"]
        );
    }

    #[test]
    fn nothing_dated_has_no_silence() {
        assert!(of(&[]).is_empty());
        assert!(of(&["1960"]).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn years_are_silent_as_looking_at_each_of_them_says(
            years in prop::collection::btree_set(1900..2000_i64, 2..30),
        ) {
            let dates: Vec<String> = years.iter().map(ToString::to_string).collect();
            let years: Vec<i64> = years.into_iter().collect();
            let found = silences_of(&dates);
            let gaps: Vec<(i64, i64)> = years.windows(2)
                .map(|pair| (pair[0] + 1, pair[1] - 1))
                .filter(|(first, last)| first <= last)
                .collect();
            let told = |(first, last): &(i64, i64)| format!("{first}/{last}");
            // Whatever is told is a gap, whole; and what is left out is short.
            prop_assert!(found.iter().all(|it| gaps.iter().any(|gap| told(gap) == *it)));
            let whole = 1 + years[years.len() - 1] - years[0];
            for gap in &gaps {
                let length = gap.1 - gap.0 + 1;
                prop_assert!(found.contains(&told(gap)) || length * 12 <= whole);
            }
        }
    }
}
