//! Dates as words give them: a year, or a part of one.

use std::fmt;

use annals_edtf::{Civil, days_in_month};

/// A date at one precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    /// Astronomical year: 0 is 1 BCE.
    pub(super) year: i64,
    pub(super) part: Part,
}

/// Which part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Year,
    /// A season, a quarter or a half, by its code in ISO 8601-2 (21–41).
    Group(u8),
    /// A month, 1–12.
    Month(u8),
    /// A month and a day.
    Day(u8, u8),
}

/// How fine a date is, the finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Day,
    Month,
    Year,
}

impl Date {
    pub(super) const fn year(year: i64) -> Self {
        Self {
            year,
            part: Part::Year,
        }
    }

    pub(super) const fn month(year: i64, month: u8) -> Self {
        Self {
            year,
            part: Part::Month(month),
        }
    }

    pub(super) const fn group(year: i64, code: u8) -> Self {
        Self {
            year,
            part: Part::Group(code),
        }
    }

    /// A day; `None` where the month has no such day.
    pub(super) const fn day(year: i64, month: u8, day: u8) -> Option<Self> {
        if month == 0 || month > 12 || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        Some(Self {
            year,
            part: Part::Day(month, day),
        })
    }

    /// The date of this precision that a day lies in.
    pub(super) const fn around(day: Civil, grain: Grain) -> Self {
        Self {
            year: day.year,
            part: match grain {
                Grain::Year => Part::Year,
                Grain::Month => Part::Month(day.month),
                Grain::Day => Part::Day(day.month, day.day),
            },
        }
    }

    /// The one after it.
    pub(super) fn next(self) -> Self {
        self.neighbour(1)
    }

    /// The one before it.
    pub(super) fn previous(self) -> Self {
        self.neighbour(-1)
    }

    fn neighbour(self, step: i64) -> Self {
        let year = self.year + step;
        match self.part {
            Part::Year => Self::year(year),
            Part::Group(code) => {
                let (first, last) = codes_beside(code);
                match (step > 0, code == first, code == last) {
                    (true, _, true) => Self::group(year, first),
                    (false, true, _) => Self::group(year, last),
                    (true, ..) => Self::group(self.year, code + 1),
                    (false, ..) => Self::group(self.year, code - 1),
                }
            }
            Part::Month(month) => {
                let month = Civil {
                    year: self.year,
                    month,
                    day: 1,
                }
                .plus_months(step);
                Self::month(month.year, month.month)
            }
            Part::Day(month, day) => {
                let day = Civil {
                    year: self.year,
                    month,
                    day,
                };
                let moved = Civil::from_days_since_epoch(day.days_since_epoch() + step);
                Self::around(moved, Grain::Day)
            }
        }
    }

    /// Something to sort by: the year, and the first month and day.
    pub(super) const fn order(self) -> (i64, u8, u8) {
        match self.part {
            Part::Year => (self.year, 0, 0),
            Part::Month(month) => (self.year, month, 0),
            Part::Day(month, day) => (self.year, month, day),
            Part::Group(code) => (self.year, first_month(code), 0),
        }
    }
}

/// The codes of the same sort: seasons, quarters, halves.
const fn codes_beside(code: u8) -> (u8, u8) {
    match code {
        21..=24 => (21, 24),
        33..=36 => (33, 36),
        _ => (40, 41),
    }
}

const fn first_month(code: u8) -> u8 {
    match code {
        21 => 3,
        22 => 6,
        23 => 9,
        24 => 12,
        34 => 4,
        35 | 41 => 7,
        36 => 10,
        _ => 1,
    }
}

/// As EDTF writes it.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.year < 0 {
            write!(f, "-{:04}", self.year.unsigned_abs())?;
        } else {
            write!(f, "{:04}", self.year)?;
        }
        match self.part {
            Part::Year => Ok(()),
            Part::Group(code) => write!(f, "-{code}"),
            Part::Month(month) => write!(f, "-{month:02}"),
            Part::Day(month, day) => write!(f, "-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_carry_over() {
        for (date, previous, next) in [
            (Date::year(0), "-0001", "0001"),
            (Date::month(1956, 12), "1956-11", "1957-01"),
            (Date::group(1970, 21), "1969-24", "1970-22"),
            (Date::group(1970, 36), "1970-35", "1971-33"),
            (Date::group(1970, 40), "1969-41", "1970-41"),
            (Date::day(1956, 2, 29).unwrap(), "1956-02-28", "1956-03-01"),
        ] {
            assert_eq!(date.previous().to_string(), previous);
            assert_eq!(date.next().to_string(), next);
        }
        assert_eq!(Date::day(1957, 2, 29), None);
    }
}
