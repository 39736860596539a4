//! The proleptic Gregorian calendar, for every year that `i64` seconds can hold.
//!
//! The crate chrono ends some 262,000 years from now; EDTF does not (`Y-17E7`).
//! Both conversions follow Howard Hinnant's "chrono-compatible low-level date
//! algorithms": 400 years are 146,097 days, and a year that begins in March has
//! its leap day at the end.

/// A day of the proleptic Gregorian calendar. Year 0 is 1 BCE
/// (ISO 8601-1:2019, 4.2.1).
///
/// ```
/// use annals_edtf::CivilDate;
///
/// let day = CivilDate { year: 1958, month: 3, day: 12 };
/// let next_week = CivilDate::from_days_since_epoch(day.days_since_epoch() + 7);
/// assert_eq!(next_week, CivilDate { year: 1958, month: 3, day: 19 });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate {
    /// The astronomical year: 0 is 1 BCE.
    pub year: i64,
    /// The month, 1–12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

const DAYS_PER_ERA: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH_SHIFT: i64 = 719_468;

impl CivilDate {
    /// 1 January of a year.
    #[must_use]
    pub const fn first_of_year(year: i64) -> Self {
        Self {
            year,
            month: 1,
            day: 1,
        }
    }

    /// Days since 1970-01-01. Saturates at the ends of `i64`.
    #[must_use]
    pub fn days_since_epoch(self) -> i64 {
        let march_year = self.year.saturating_sub(i64::from(self.month <= 2));
        let era = march_year.div_euclid(400);
        let year_of_era = march_year.rem_euclid(400);
        let month_from_march = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era.saturating_mul(DAYS_PER_ERA)
            .saturating_add(day_of_era - EPOCH_SHIFT)
    }

    /// The day `days` after 1970-01-01, or before it if negative.
    #[must_use]
    pub fn from_days_since_epoch(days: i64) -> Self {
        let shifted = days.saturating_add(EPOCH_SHIFT);
        let era = shifted.div_euclid(DAYS_PER_ERA);
        let day_of_era = shifted.rem_euclid(DAYS_PER_ERA);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        Self {
            year: era * 400 + year_of_era + i64::from(month <= 2),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).unwrap_or(1),
        }
    }

    /// The first day of the month `months` later, or earlier if negative.
    #[must_use]
    pub fn plus_months(self, months: i64) -> Self {
        let month0 = self
            .year
            .saturating_mul(12)
            .saturating_add(i64::from(self.month) - 1)
            .saturating_add(months);
        Self {
            year: month0.div_euclid(12),
            month: u8::try_from(month0.rem_euclid(12) + 1).unwrap_or(1),
            day: 1,
        }
    }
}

/// Whether February has 29 days in a year (ISO 8601-1:2019, 4.2.1).
const fn is_leap_year(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The number of days in a month (1–12) of an astronomical year.
///
/// ```
/// use annals_edtf::days_in_month;
///
/// assert_eq!(days_in_month(2000, 2), 29);
/// assert_eq!(days_in_month(1900, 2), 28);
/// ```
#[must_use]
pub const fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Datelike as _;
    use proptest::prelude::*;

    #[test]
    fn known_days_convert_both_ways() {
        for (year, month, day, expected) in [
            (1970, 1, 1, 0),
            (1969, 12, 31, -1),
            (2000, 2, 29, 11_016),
            (0, 3, 1, -719_468),
            (1, 1, 1, -719_162),
        ] {
            let civil = CivilDate { year, month, day };
            assert_eq!(civil.days_since_epoch(), expected, "{civil:?}");
            assert_eq!(CivilDate::from_days_since_epoch(expected), civil);
        }
    }

    #[test]
    fn adding_months_carries_into_years() {
        let start = CivilDate {
            year: 1999,
            month: 11,
            day: 30,
        };
        assert_eq!(
            start.plus_months(3),
            CivilDate {
                year: 2000,
                month: 2,
                day: 1
            }
        );
        assert_eq!(start.plus_months(-23).year, 1997);
    }

    proptest! {
        #[test]
        fn days_round_trip(days in -100_000_000_000_i64..100_000_000_000) {
            prop_assert_eq!(CivilDate::from_days_since_epoch(days).days_since_epoch(), days);
        }

        #[test]
        fn the_calendar_agrees_with_chrono_within_its_range(days in -90_000_000_i64..90_000_000) {
            let ours = CivilDate::from_days_since_epoch(days);
            let epoch = chrono::NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
            let theirs = epoch + chrono::Duration::days(days);
            prop_assert_eq!(ours.year, i64::from(theirs.year()));
            prop_assert_eq!(u32::from(ours.month), theirs.month());
            prop_assert_eq!(u32::from(ours.day), theirs.day());
            prop_assert!(ours.day <= days_in_month(ours.year, ours.month));
        }
    }
}
