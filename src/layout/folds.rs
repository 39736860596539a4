//! Folds of the axis: long empty periods that take less space than their length.

use crate::query::EmptyPeriod;
use annals_edtf::Instant;

/// Maximum number of folds of an axis. They are stored inline, so that `Viewport` stays `Copy`.
pub const MAX_FOLDS: usize = 8;
/// The length of a fold on the axis is the occupied time (what is left of the axis without the
/// empty periods) divided by this.
const FOLD_DIVISOR: i128 = 20;
/// The margin that stays unfolded on each side of a fold is the occupied time divided by this.
const MARGIN_DIVISOR: i128 = 60;
/// A period is folded only if it is then at least this many times shorter.
const MIN_COMPRESSION: i128 = 2;

/// The folds of an axis. Axis seconds equal seconds before the first fold; each fold takes
/// fewer axis seconds than seconds; outside of folds both have the same length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AxisFolds {
    folds: [Fold; MAX_FOLDS],
    count: usize,
}

/// One fold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Fold {
    /// Its first second.
    first: i64,
    /// Number of folded seconds.
    seconds: i64,
    /// Number of axis seconds that it takes; fewer than `seconds`.
    axis_seconds: i64,
}

impl AxisFolds {
    /// Folds empty periods, which are in the order of time, of a timeline from the first to the
    /// last second of `whole`.
    #[must_use]
    pub fn of(empty_periods: &[EmptyPeriod], whole: (Instant, Instant)) -> Self {
        let length = i128::from(whole.1.seconds()) - i128::from(whole.0.seconds()) + 1;
        let empty_seconds: i128 = empty_periods
            .iter()
            .map(|empty_period| empty_period.seconds())
            .sum();
        let occupied_seconds = (length - empty_seconds).max(1);
        let mut folds = Self::default();
        for empty_period in empty_periods {
            let margin = (occupied_seconds / MARGIN_DIVISOR).min(empty_period.seconds() / 4);
            let seconds = empty_period.seconds() - 2 * margin;
            let axis_seconds = (occupied_seconds / FOLD_DIVISOR).max(1);
            let (Ok(margin), Ok(seconds), Ok(axis_seconds)) = (
                i64::try_from(margin),
                i64::try_from(seconds),
                i64::try_from(axis_seconds),
            ) else {
                continue;
            };
            let is_worth_folding =
                i128::from(axis_seconds) * MIN_COMPRESSION <= i128::from(seconds);
            if let Some(fold) = folds.folds.get_mut(folds.count)
                && is_worth_folding
            {
                *fold = Fold {
                    first: empty_period.first.seconds().saturating_add(margin),
                    seconds,
                    axis_seconds,
                };
                folds.count += 1;
            }
        }
        folds
    }

    /// Whether there are no folds.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The folded periods in the order of time.
    pub fn periods(&self) -> impl Iterator<Item = EmptyPeriod> + '_ {
        self.iter().map(|fold| EmptyPeriod {
            first: Instant::from_seconds(fold.first),
            last: Instant::from_seconds(fold.first.saturating_add(fold.seconds - 1)),
        })
    }

    /// Whether an instant lies in a folded period.
    #[must_use]
    pub fn hides(&self, instant: Instant) -> bool {
        self.periods()
            .any(|period| period.first <= instant && instant <= period.last)
    }

    fn iter(&self) -> impl Iterator<Item = &Fold> {
        self.folds.iter().take(self.count)
    }

    /// The axis second of an instant.
    #[must_use]
    pub fn to_axis(&self, instant: Instant) -> Instant {
        let mut removed_seconds = 0_i64;
        for fold in self.iter() {
            let Some(into) = instant
                .seconds()
                .checked_sub(fold.first)
                .filter(|it| *it >= 0)
            else {
                break;
            };
            if into < fold.seconds {
                let on_axis =
                    i128::from(into) * i128::from(fold.axis_seconds) / i128::from(fold.seconds);
                // Less than `axis_seconds`.
                let on_axis = i64::try_from(on_axis).unwrap_or(fold.axis_seconds);
                let first = fold.first.saturating_sub(removed_seconds);
                return Instant::from_seconds(first.saturating_add(on_axis));
            }
            removed_seconds = removed_seconds.saturating_add(fold.seconds - fold.axis_seconds);
        }
        instant.saturating_add(-removed_seconds)
    }

    /// The instant at an axis second: the earliest one that [`AxisFolds::to_axis`] maps to it.
    #[must_use]
    pub fn from_axis(&self, at: Instant) -> Instant {
        let mut removed_seconds = 0_i64;
        for fold in self.iter() {
            let first = fold.first.saturating_sub(removed_seconds);
            let Some(into) = at.seconds().checked_sub(first).filter(|it| *it >= 0) else {
                break;
            };
            if into < fold.axis_seconds {
                let seconds = i128::from(into) * i128::from(fold.seconds);
                let axis = i128::from(fold.axis_seconds);
                let within = (seconds + axis - 1) / axis;
                let within = i64::try_from(within).unwrap_or(fold.seconds);
                return Instant::from_seconds(fold.first.saturating_add(within));
            }
            removed_seconds = removed_seconds.saturating_add(fold.seconds - fold.axis_seconds);
        }
        at.saturating_add(removed_seconds)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_seconds(seconds)
    }

    fn folds(empty_periods: &[(i64, i64)], whole: (i64, i64)) -> AxisFolds {
        let empty_periods: Vec<EmptyPeriod> = empty_periods
            .iter()
            .map(|(first, last)| EmptyPeriod {
                first: at(*first),
                last: at(*last),
            })
            .collect();
        AxisFolds::of(&empty_periods, (at(whole.0), at(whole.1)))
    }

    #[test]
    fn an_empty_period_is_shortened_and_the_rest_keeps_its_length() {
        let folds = folds(&[(600, 9_399)], (0, 9_999));
        let of: Vec<EmptyPeriod> = folds.periods().collect();
        // A sixtieth of the rest stays unfolded on each side.
        assert_eq!(
            of,
            [EmptyPeriod {
                first: at(620),
                last: at(9_379)
            }]
        );
        assert_eq!(folds.to_axis(at(500)), at(500));
        assert_eq!(folds.to_axis(at(620)), at(620));
        assert_eq!(folds.to_axis(at(9_380)), at(620 + 60));
        assert_eq!(folds.to_axis(at(9_999)), at(9_999 - 8_760 + 60));
        assert!(folds.hides(at(5_000)) && !folds.hides(at(9_380)));
    }

    #[test]
    fn a_short_period_is_not_folded() {
        assert!(folds(&[(500, 520)], (0, 999)).is_empty());
        assert!(AxisFolds::default().is_empty());
    }

    proptest! {
        #[test]
        fn axis_seconds_round_trip_and_instants_outside_folds_too(
            empty_periods in prop::collection::vec((1..10_i64.pow(10), 1..10_i64.pow(10)), 0..14),
            begin in -10_i64.pow(11)..10_i64.pow(11),
            places in prop::collection::vec(-2 * 10_i64.pow(11)..3 * 10_i64.pow(11), 1..40),
        ) {
            let mut from = begin;
            let empty_periods: Vec<(i64, i64)> = empty_periods.iter().map(|(gap, empty_period)| {
                let first = from + gap;
                from = first + empty_period;
                (first, from - 1)
            }).collect();
            let folds = folds(&empty_periods, (begin, from + 1_000));
            let mut on_axis = Vec::new();
            let mut places = places;
            places.sort_unstable();
            for place in places {
                prop_assert_eq!(folds.to_axis(folds.from_axis(at(place))), at(place));
                let axis = folds.to_axis(at(place));
                if !folds.hides(at(place)) {
                    prop_assert_eq!(folds.from_axis(axis), at(place));
                }
                on_axis.push(axis);
            }
            // Axis seconds never decrease.
            prop_assert!(on_axis.is_sorted());
        }
    }
}
