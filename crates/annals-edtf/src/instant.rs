//! A point on the time axis.

use super::civil::Civil;

/// Whole seconds since 1970-01-01T00:00:00Z in the proleptic Gregorian
/// calendar, without leap seconds. The range of `i64` is some ±292 billion
/// years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// Seconds in a civil day.
pub const DAY_SECONDS: i64 = 86_400;

impl Instant {
    /// The earliest instant that can be held.
    pub const MIN: Self = Self(i64::MIN);
    /// The latest instant that can be held.
    pub const MAX: Self = Self(i64::MAX);

    /// An instant from seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// The instant `seconds` later, held at the ends of the range.
    #[must_use]
    pub const fn saturating_add(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Midnight (UTC) at the start of a day; `None` beyond the range of `i64`
    /// seconds.
    #[must_use]
    pub fn start_of(day: Civil) -> Option<Self> {
        day.days_since_epoch().checked_mul(DAY_SECONDS).map(Self)
    }

    /// The last second (23:59:59 UTC) of a day; `None` beyond the range.
    #[must_use]
    pub fn end_of(day: Civil) -> Option<Self> {
        Self::start_of(day)?
            .0
            .checked_add(DAY_SECONDS - 1)
            .map(Self)
    }

    /// The calendar day (UTC) in which this instant lies.
    #[must_use]
    pub fn day(self) -> Civil {
        Civil::from_days_since_epoch(self.0.div_euclid(DAY_SECONDS))
    }

    /// The instant as `YYYY-MM-DDThh:mm:ssZ`. Years outside 0000–9999 carry a
    /// sign and at least five digits, as ISO 8601-1:2019, 4.3.2 wants of
    /// expanded years.
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
    fn an_instant_prints_with_a_sign_only_outside_four_digit_years() {
        let print = |year, month, day| {
            Instant::start_of(Civil { year, month, day })
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
        let day = Civil {
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
    fn a_day_beyond_i64_seconds_has_no_instant() {
        let day = Civil {
            year: 300_000_000_000,
            month: 1,
            day: 1,
        };
        assert_eq!(Instant::start_of(day), None);
        assert_eq!(Instant::end_of(Instant::MAX.day()), None);
    }
}
