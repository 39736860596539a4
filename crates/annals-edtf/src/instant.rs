//! A point in time, in whole seconds.

use crate::civil::CivilDate;

/// Whole seconds since 1970-01-01T00:00:00Z in the proleptic Gregorian
/// calendar, without leap seconds. The range is some ±292 billion years.
///
/// ```
/// use annals_edtf::{CivilDate, Instant};
///
/// let day = CivilDate { year: -43, month: 3, day: 15 };
/// let midnight = Instant::start_of(day).unwrap();
/// assert_eq!(midnight.to_iso(), "-00043-03-15T00:00:00Z");
/// assert_eq!(midnight.day(), day);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// The number of seconds in a day.
pub const DAY_SECONDS: i64 = 86_400;

impl Instant {
    /// The earliest instant.
    pub const MIN: Self = Self(i64::MIN);
    /// The latest instant.
    pub const MAX: Self = Self(i64::MAX);

    /// The instant that many seconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// The instant `seconds` later, or earlier if negative. Saturates at
    /// [`Instant::MIN`] and [`Instant::MAX`].
    #[must_use]
    pub const fn saturating_add(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// The first second of a day, UTC. `None` if it is out of range.
    #[must_use]
    pub fn start_of(day: CivilDate) -> Option<Self> {
        day.days_since_epoch().checked_mul(DAY_SECONDS).map(Self)
    }

    /// The last second of a day, 23:59:59 UTC. `None` if it is out of range.
    #[must_use]
    pub fn end_of(day: CivilDate) -> Option<Self> {
        Self::start_of(day)?
            .0
            .checked_add(DAY_SECONDS - 1)
            .map(Self)
    }

    /// The day, UTC.
    #[must_use]
    pub fn day(self) -> CivilDate {
        CivilDate::from_days_since_epoch(self.0.div_euclid(DAY_SECONDS))
    }

    /// The instant as `YYYY-MM-DDThh:mm:ssZ`. Years outside 0000–9999 have a
    /// sign and at least five digits, as expanded years do (ISO 8601-1:2019,
    /// 4.3.2).
    #[must_use]
    pub fn to_iso(self) -> String {
        let day = self.day();
        let second = self.0.rem_euclid(DAY_SECONDS);
        let year = if (0..=9999).contains(&day.year) {
            format!("{:04}", day.year)
        } else {
            format!("{:+06}", day.year)
        };
        format!(
            "{year}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
            day.month,
            day.day,
            second / 3600,
            second / 60 % 60,
            second % 60
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_years_outside_0000_to_9999_print_a_sign() {
        let print = |year, month, day| {
            Instant::start_of(CivilDate { year, month, day })
                .unwrap()
                .to_iso()
        };
        for ((year, month, day), expected) in [
            ((1970, 1, 1), "1970-01-01T00:00:00Z"),
            ((0, 1, 1), "0000-01-01T00:00:00Z"),
            ((9999, 12, 31), "9999-12-31T00:00:00Z"),
            ((10_000, 1, 1), "+10000-01-01T00:00:00Z"),
            ((-1, 2, 28), "-00001-02-28T00:00:00Z"),
            ((-170_000_000, 6, 1), "-170000000-06-01T00:00:00Z"),
        ] {
            assert_eq!(print(year, month, day), expected);
        }
    }

    #[test]
    fn a_day_ends_on_its_last_second() {
        let day = CivilDate {
            year: 1958,
            month: 12,
            day: 31,
        };
        assert_eq!(
            Instant::end_of(day).unwrap().to_iso(),
            "1958-12-31T23:59:59Z"
        );
    }

    #[test]
    fn a_day_out_of_range_has_no_instant() {
        let day = CivilDate {
            year: 300_000_000_000,
            month: 1,
            day: 1,
        };
        assert_eq!(Instant::start_of(day), None);
        assert_eq!(Instant::end_of(Instant::MAX.day()), None);
    }
}
