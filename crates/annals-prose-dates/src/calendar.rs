//! Dates as prose gives them: a year, or a part of one.

use std::fmt;

use annals_edtf::syntax::months_of_grouping;
use annals_edtf::{CivilDate, days_in_month};

/// A date of day, month, season or year precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CalendarDate {
    /// The astronomical year: 0 is 1 BCE.
    pub(super) year: i64,
    pub(super) part: YearPart,
}

/// A year, or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearPart {
    /// The whole year.
    Year,
    /// A season, a quarter or a half, by its code in ISO 8601-2 (21–41).
    Group(u8),
    /// A month, 1–12.
    Month(u8),
    /// A month and a day.
    Day(u8, u8),
}

/// Precisions of dates, the finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precision {
    Day,
    Month,
    Year,
}

impl CalendarDate {
    pub(super) const fn year(year: i64) -> Self {
        Self {
            year,
            part: YearPart::Year,
        }
    }

    pub(super) const fn month(year: i64, month: u8) -> Self {
        Self {
            year,
            part: YearPart::Month(month),
        }
    }

    pub(super) const fn group(year: i64, code: u8) -> Self {
        Self {
            year,
            part: YearPart::Group(code),
        }
    }

    /// A day. `None` if the month has no such day.
    pub(super) const fn day(year: i64, month: u8, day: u8) -> Option<Self> {
        if month == 0 || month > 12 || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        Some(Self {
            year,
            part: YearPart::Day(month, day),
        })
    }

    /// The date of this precision in which a day lies.
    pub(super) const fn around(day: CivilDate, precision: Precision) -> Self {
        Self {
            year: day.year,
            part: match precision {
                Precision::Year => YearPart::Year,
                Precision::Month => YearPart::Month(day.month),
                Precision::Day => YearPart::Day(day.month, day.day),
            },
        }
    }

    /// The next date of the same precision.
    pub(super) fn next(self) -> Self {
        self.neighbour(1)
    }

    /// The previous date of the same precision.
    pub(super) fn previous(self) -> Self {
        self.neighbour(-1)
    }

    fn neighbour(self, step: i64) -> Self {
        let year = self.year + step;
        match self.part {
            YearPart::Year => Self::year(year),
            YearPart::Group(code) => {
                let (first, last) = codes_of_kind(code);
                match (step > 0, code == first, code == last) {
                    (true, _, true) => Self::group(year, first),
                    (false, true, _) => Self::group(year, last),
                    (true, ..) => Self::group(self.year, code + 1),
                    (false, ..) => Self::group(self.year, code - 1),
                }
            }
            YearPart::Month(month) => {
                let month = CivilDate {
                    year: self.year,
                    month,
                    day: 1,
                }
                .plus_months(step);
                Self::month(month.year, month.month)
            }
            YearPart::Day(month, day) => {
                let day = CivilDate {
                    year: self.year,
                    month,
                    day,
                };
                let moved = CivilDate::from_days_since_epoch(day.days_since_epoch() + step);
                Self::around(moved, Precision::Day)
            }
        }
    }

    /// A key to sort by: the year, first month and first day.
    pub(super) const fn order(self) -> (i64, u8, u8) {
        match self.part {
            YearPart::Year => (self.year, 0, 0),
            YearPart::Month(month) => (self.year, month, 0),
            YearPart::Day(month, day) => (self.year, month, day),
            YearPart::Group(code) => match months_of_grouping(code) {
                Some(months) => (self.year, months.first, 0),
                None => (self.year, 0, 0),
            },
        }
    }
}

/// The first and last code of the same kind: seasons, quarters or halves.
const fn codes_of_kind(code: u8) -> (u8, u8) {
    match code {
        21..=24 => (21, 24),
        33..=36 => (33, 36),
        _ => (40, 41),
    }
}

/// Writes EDTF.
impl fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.year < 0 {
            write!(f, "-{:04}", self.year.unsigned_abs())?;
        } else {
            write!(f, "{:04}", self.year)?;
        }
        match self.part {
            YearPart::Year => Ok(()),
            YearPart::Group(code) => write!(f, "-{code}"),
            YearPart::Month(month) => write!(f, "-{month:02}"),
            YearPart::Day(month, day) => write!(f, "-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_carry_into_the_year() {
        for (date, previous, next) in [
            (CalendarDate::year(0), "-0001", "0001"),
            (CalendarDate::month(1956, 12), "1956-11", "1957-01"),
            (CalendarDate::group(1970, 21), "1969-24", "1970-22"),
            (CalendarDate::group(1970, 36), "1970-35", "1971-33"),
            (CalendarDate::group(1970, 40), "1969-41", "1970-41"),
            (
                CalendarDate::day(1956, 2, 29).unwrap(),
                "1956-02-28",
                "1956-03-01",
            ),
        ] {
            assert_eq!(date.previous().to_string(), previous);
            assert_eq!(date.next().to_string(), next);
        }
        assert_eq!(CalendarDate::day(1957, 2, 29), None);
    }
}
