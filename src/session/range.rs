//! A viewport as an EDTF date, for links to a view.

use crate::layout::Viewport;
use crate::query::{CalendarUnit, MAX_YEAR_WITH_MONTHS};
use annals_edtf::{CivilDate, Edtf, Instant};

/// How far the ends of a range may be from those of the viewport, as a share of
/// its length.
const TOLERANCE: f64 = 0.01;

/// The range that a viewport shows, in the coarsest of years, months and days
/// whose ends are within 1 % of the length from those of the viewport. If none
/// is, the shortest range in days, or in years beyond ±9999, that contains the
/// viewport. EDTF has no ranges of times of day (ISO 8601-2:2019, A.4.4) and no
/// months in years beyond ±9999 (A.5.2).
pub(super) fn range_of(viewport: Viewport) -> Option<Edtf> {
    let (first, end) = (viewport.first(), viewport.last());
    let is_near = [first, end]
        .iter()
        .all(|at| (-MAX_YEAR_WITH_MONTHS..MAX_YEAR_WITH_MONTHS).contains(&at.day().year));
    let units: &[CalendarUnit] = if is_near {
        &[CalendarUnit::Year, CalendarUnit::Month, CalendarUnit::Day]
    } else {
        &[CalendarUnit::Year]
    };
    let fitting = units.iter().find_map(|unit| {
        let start = nearest(*unit, first)?;
        let last = first_day(*unit, nearest(*unit, end)?, -1);
        if last < start {
            return None;
        }
        let range = unit.range(start, last)?;
        let extent = range.extent();
        let half = viewport.length_seconds() / 2.0;
        let end = extent.last().saturating_add(1);
        let off = (viewport.offset_of(extent.first()) + half)
            .abs()
            .max((viewport.offset_of(end) - half).abs());
        (off <= viewport.length_seconds() * TOLERANCE).then_some(range)
    });
    fitting.or_else(|| {
        let unit = *units.last()?;
        let last = end.saturating_add(-1).max(first);
        unit.range(first.day(), last.day())
    })
}

/// The first day of the unit that many units after that of a day.
fn first_day(unit: CalendarUnit, day: CivilDate, after: i64) -> CivilDate {
    match unit {
        CalendarUnit::Year => CivilDate::first_of_year(day.year.saturating_add(after)),
        CalendarUnit::Month => day.plus_months(after),
        CalendarUnit::Day => {
            CivilDate::from_days_since_epoch(day.days_since_epoch().saturating_add(after))
        }
    }
}

/// The first day of the unit that starts nearest to an instant; `None` if it is out
/// of the range of [`Instant`].
fn nearest(unit: CalendarUnit, at: Instant) -> Option<CivilDate> {
    let before = first_day(unit, at.day(), 0);
    let after = first_day(unit, before, 1);
    let since = at.seconds() - Instant::start_of(before)?.seconds();
    let until = Instant::start_of(after)?.seconds() - at.seconds();
    Some(if since <= until { before } else { after })
}

/// The viewport from one second to another, both included.
pub(super) fn viewport_of(first: Instant, last: Instant) -> Viewport {
    Viewport::between(first, last.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: f64 = 86_400.0;

    fn shown(text: &str) -> Viewport {
        let extent = Edtf::parse(text).unwrap().extent();
        viewport_of(extent.first(), extent.last())
    }

    /// The larger distance between the ends of two viewports, in seconds.
    fn apart(one: Viewport, other: Viewport) -> f64 {
        let half = one.length_seconds() / 2.0;
        let first = (one.offset_of(other.first()) + half).abs();
        first.max((one.offset_of(other.last()) - half).abs())
    }

    #[test]
    fn a_range_of_whole_units_is_unchanged() {
        for range in [
            "1953/1963",
            "1958",
            "1958-02",
            "1958-02/1959-11",
            "1958-02-03",
            "1958-02-03/1958-03-17",
            "-0044/0010",
            "-0044-03",
            "0000",
            "Y-170000002/Y-160000001",
            "Y12000",
            "-9999/9998",
        ] {
            assert_eq!(range_of(shown(range)).unwrap().as_str(), range);
        }
    }

    #[test]
    fn the_coarsest_unit_within_the_tolerance_is_used() {
        for (range, expected) in [
            ("1900-01-20/1999-12", "1900/1999"),
            ("1900-07/2000-06", "1900/1999"),
            ("1970-07/2000-06", "1970-07/2000-06"),
            ("1958-01-02/1958-12-29", "1958"),
            ("1958-01-10/1958-12-29", "1958-01-10/1958-12-29"),
            ("1958-02-03T10:00:00", "1958-02-03"),
        ] {
            assert_eq!(
                range_of(shown(range)).unwrap().as_str(),
                expected,
                "{range}"
            );
        }
    }

    #[test]
    fn the_first_and_last_instants_have_a_range() {
        let all = Viewport::between(Instant::MIN, Instant::MAX);
        let range = range_of(all).unwrap();
        assert!(apart(all, shown(range.as_str())) <= all.length_seconds() * 0.02);
        for at in [Instant::MIN, Instant::MAX] {
            assert!(range_of(Viewport::between(at, at)).is_some());
        }
    }

    proptest! {
        #[test]
        fn a_range_restores_the_viewport(
            first in -300_000_000_000_i64..250_000_000_000,
            days in 51.0..3_000_000.0_f64,
        ) {
            let first = Instant::from_seconds(first);
            let viewport = Viewport::between(first, first.saturating_add((days * DAY) as i64));
            let near = viewport.last().day().year < MAX_YEAR_WITH_MONTHS;
            prop_assume!(near || days > 365.0 * 60.0);
            let range = range_of(viewport).unwrap();
            prop_assert!(apart(viewport, shown(range.as_str())) <= viewport.length_seconds() * 0.02, "{}", range.as_str());
        }

        #[test]
        fn a_short_viewport_is_within_the_days_of_its_range(
            first in -300_000_000_000_i64..250_000_000_000,
            length in 60_i64..4_000_000,
        ) {
            let first = Instant::from_seconds(first);
            let viewport = Viewport::between(first, first.saturating_add(length));
            let days = shown(range_of(viewport).unwrap().as_str());
            let tolerance = viewport.length_seconds() * 0.02;
            prop_assert!(apart(viewport, days) <= DAY.max(tolerance));
            let half = viewport.length_seconds() / 2.0;
            prop_assert!(viewport.offset_of(days.first()) <= tolerance - half);
            prop_assert!(viewport.offset_of(days.last()) >= half - tolerance - 1.0);
        }
    }
}
