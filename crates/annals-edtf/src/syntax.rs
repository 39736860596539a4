//! The syntax tree of a date: its parts, as they were written.
//!
//! The tree holds no positions and no text: [`Edtf`](super::Edtf) keeps the
//! text beside it.

use super::bounds::extent_of_date;
use super::civil::days_in_month;
use super::extent::Extent;

/// Doubt about one component (ISO 8601-2:2019, 3.2.6 and 8.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Qualifier {
    /// `?` or `%`.
    pub uncertain: bool,
    /// `~` or `%`.
    pub approximate: bool,
}

impl Qualifier {
    pub const fn is_some(self) -> bool {
        self.uncertain || self.approximate
    }

    pub const fn and(self, other: Self) -> Self {
        Self {
            uncertain: self.uncertain || other.uncertain,
            approximate: self.approximate || other.approximate,
        }
    }
}

/// A year, in one of its two spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Year {
    /// Four digits, `None` where one is X, with or without a minus sign.
    Four {
        /// Before year 0000 (4.4.1.2).
        negative: bool,
        /// The most significant first.
        digits: [Option<u8>; 4],
    },
    /// `Y…`, `Y…E…` (4.7.2, 4.7.3): beyond ±9999.
    Long(LongYear),
}

/// A year of any size, digit for digit, so that no number is too large.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongYear {
    /// Before year 0000.
    pub negative: bool,
    /// The digits of the significand; the first is not 0.
    pub digits: Box<str>,
    /// The power of ten, 0 where none is written, held at the end of `u64`.
    pub exponent: u64,
}

impl LongYear {
    /// The number of digits of the year written out.
    pub fn length(&self) -> u64 {
        u64::try_from(self.digits.len())
            .unwrap_or(u64::MAX)
            .saturating_add(self.exponent)
    }

    /// Its size without the sign, where it fits.
    fn magnitude(&self) -> Option<i64> {
        let power = 10_i64.checked_pow(u32::try_from(self.exponent).ok()?)?;
        self.digits.parse::<i64>().ok()?.checked_mul(power)
    }

    /// The year, where it fits `i64`.
    pub fn value(&self) -> Option<i64> {
        self.magnitude()
            .map(|size| if self.negative { -size } else { size })
    }

    /// Whether this year is certainly after `other`. For years that do not
    /// fit a number the digits are compared.
    pub fn is_after(&self, other: &Self) -> bool {
        match (self.negative, other.negative) {
            (false, true) => true,
            (true, false) => false,
            (false, false) => self.is_larger_than(other),
            (true, true) => other.is_larger_than(self),
        }
    }

    fn is_larger_than(&self, other: &Self) -> bool {
        let (length, others) = (self.length(), other.length());
        if length == u64::MAX && others == u64::MAX {
            return false;
        }
        // Of equal length, the shorter significand is followed by zeros.
        length > others
            || (length == others
                && self
                    .digits
                    .trim_end_matches('0')
                    .gt(other.digits.trim_end_matches('0')))
    }
}

impl Year {
    /// The year, where every digit is known and it fits `i64`.
    pub fn value(&self) -> Option<i64> {
        match self {
            Self::Four { negative, digits } => {
                let mut year = 0;
                for digit in digits {
                    year = year * 10 + i64::from((*digit)?);
                }
                Some(if *negative { -year } else { year })
            }
            Self::Long(long) => long.value(),
        }
    }

    pub fn has_unspecified(&self) -> bool {
        matches!(self, Self::Four { digits, .. } if digits.contains(&None))
    }

    /// What is found in the first year that its digits allow, from the earliest
    /// or from the latest, in which something is found.
    pub fn find<T>(
        &self,
        from_earliest: bool,
        mut find: impl FnMut(i64) -> Option<T>,
    ) -> Option<T> {
        // Nearly every date has one year; it is not worth a search.
        match self.value() {
            Some(year) => find(year),
            None => self.completions(from_earliest).find_map(find),
        }
    }

    /// The years that its digits allow, from the earliest or from the latest.
    /// None where it is too large to count.
    pub fn completions(&self, from_earliest: bool) -> impl Iterator<Item = i64> {
        let (negative, digits, known) = match self {
            Self::Four { negative, digits } => (*negative, *digits, true),
            Self::Long(_) => (false, [Some(0); 4], false),
        };
        let only = match self {
            Self::Four { .. } => None,
            Self::Long(long) => long.value(),
        };
        let open = digits.iter().filter(|digit| digit.is_none()).count();
        let count = if known {
            10_i64.pow(u32::try_from(open).unwrap_or(4))
        } else {
            0
        };
        // Before year zero the largest size is the earliest year.
        let ascending = from_earliest != negative;
        (0..count)
            .map(move |step| if ascending { step } else { count - 1 - step })
            .map(move |number| {
                let mut rest = number;
                let mut place = 1;
                let mut size = 0;
                for digit in digits.iter().rev() {
                    let digit = digit.map_or_else(
                        || {
                            let digit = rest % 10;
                            rest /= 10;
                            digit
                        },
                        i64::from,
                    );
                    size += digit * place;
                    place *= 10;
                }
                size
            })
            // There is no year -0000 (4.4.1.2).
            .filter(move |size| !(negative && *size == 0))
            .map(move |size| if negative { -size } else { size })
            .chain(only)
    }
}

/// Two digits of a month or day, `None` where one is X.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Tens, then ones.
    pub digits: [Option<u8>; 2],
    /// Its own doubt, and that of a group that reaches over it.
    pub qualifier: Qualifier,
}

impl Part {
    pub fn value(self) -> Option<u8> {
        let [tens, ones] = self.digits;
        Some(tens? * 10 + ones?)
    }

    pub fn has_unspecified(self) -> bool {
        self.digits.contains(&None)
    }

    pub fn is_wholly_unspecified(self) -> bool {
        self.digits == [None, None]
    }

    pub fn allows(self, value: u8) -> bool {
        let [tens, ones] = self.digits;
        tens.is_none_or(|tens| tens == value / 10) && ones.is_none_or(|ones| ones == value % 10)
    }

    /// The numbers from 1 to `last` that its digits allow.
    pub fn choices(self, last: u8) -> impl DoubleEndedIterator<Item = u8> {
        (1..=last).filter(move |value| self.allows(*value))
    }
}

/// A date without a time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    pub year: Year,
    /// `S…`: how many digits of the year are meant (4.4.3).
    pub significant: Option<u64>,
    pub year_qualifier: Qualifier,
    /// A month 01–12 or a part of the year 21–41 (4.8.1).
    pub month: Option<Part>,
    pub day: Option<Part>,
}

impl Date {
    /// The earliest and latest second that this date allows.
    #[must_use]
    pub fn extent(&self) -> Extent {
        extent_of_date(self)
    }

    /// The code of a part of the year (21–41), where it names one.
    pub fn grouping(&self) -> Option<u8> {
        self.month
            .and_then(Part::value)
            .filter(|code| (21..=41).contains(code))
    }

    pub fn qualifiers(&self) -> impl Iterator<Item = Qualifier> {
        [
            Some(self.year_qualifier),
            self.month.map(|month| month.qualifier),
            self.day.map(|day| day.qualifier),
        ]
        .into_iter()
        .flatten()
    }

    /// The doubt that all its components share, where they share one.
    pub fn whole_qualifier(&self) -> Option<Qualifier> {
        self.qualifiers()
            .all(|one| one == self.year_qualifier)
            .then_some(self.year_qualifier)
    }

    pub fn is_approximate(&self) -> bool {
        self.qualifiers().any(|one| one.approximate)
    }

    pub fn is_uncertain(&self) -> bool {
        self.qualifiers().any(|one| one.uncertain)
    }

    pub fn has_unspecified(&self) -> bool {
        self.year.has_unspecified()
            || self.month.is_some_and(Part::has_unspecified)
            || self.day.is_some_and(Part::has_unspecified)
    }

    /// Whether it says a year, month or day and nothing else.
    pub fn is_plain(&self) -> bool {
        !self.has_unspecified()
            && self.grouping().is_none()
            && self.significant.is_none()
            && !self.qualifiers().any(Qualifier::is_some)
    }

    /// The longest that a month of these digits can be.
    pub fn longest_month(&self) -> u8 {
        // Leap years come around within 400 years.
        self.year
            .completions(true)
            .take(400)
            .flat_map(|year| {
                self.month
                    .into_iter()
                    .flat_map(|month| month.choices(12))
                    .map(move |month| days_in_month(year, month))
            })
            .max()
            .unwrap_or(31)
    }

    /// The level of its X: 1 for the forms of A.5.5, 2 for one anywhere else
    /// (A.6.7), 0 where there is none.
    pub fn level_of_unspecified(&self) -> u8 {
        if !self.has_unspecified() {
            return 0;
        }
        let unknown_digits = match &self.year {
            Year::Four { digits, .. } => digits.map(|digit| digit.is_none()),
            Year::Long(_) => [false; 4],
        };
        let is_level_one = match (unknown_digits, self.month, self.day) {
            ([false, false, _, true], None, None) => true,
            ([false, false, false, false], Some(month), None) => month.is_wholly_unspecified(),
            ([false, false, false, false], Some(month), Some(day)) => {
                day.is_wholly_unspecified()
                    && (month.is_wholly_unspecified() || !month.has_unspecified())
            }
            _ => false,
        };
        if is_level_one { 1 } else { 2 }
    }

    /// The first or last month and day of a year that its digits allow.
    pub fn day_in(&self, year: i64, earliest: bool) -> Option<(u8, u8)> {
        let Some(month) = self.month else {
            return Some(if earliest { (1, 1) } else { (12, 31) });
        };
        if let (Some(month), Some(Some(day))) = (month.value(), self.day.map(Part::value)) {
            let exists =
                (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
            return exists.then_some((month, day));
        }
        let in_month = |month: u8| {
            let last = days_in_month(year, month);
            let day = match self.day {
                None => Some(if earliest { 1 } else { last }),
                Some(day) if earliest => day.choices(last).next(),
                Some(day) => day.choices(last).next_back(),
            };
            day.map(|day| (month, day))
        };
        if earliest {
            month.choices(12).find_map(in_month)
        } else {
            month.choices(12).rev().find_map(in_month)
        }
    }
}

/// A time of day, always complete (A.4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOfDay {
    pub hour: u8,
    pub minute: u8,
    /// 60 in a leap second.
    pub second: u8,
    pub zone: Zone,
}

/// Where a time of day counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// Nothing is said.
    Unsaid,
    /// `Z`.
    Utc,
    /// Minutes ahead of UTC.
    Shift(i16),
}

/// One end of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    On(Date),
    /// `..date`, at the start: then or before (10.6).
    OrBefore(Date),
    /// `date..`, at the end: then or after (10.6).
    OrAfter(Date),
    /// `..` (10.2).
    Open,
    /// Nothing (10.2).
    Unknown,
}

impl End {
    pub const fn date(&self) -> Option<&Date> {
        match self {
            Self::On(date) | Self::OrBefore(date) | Self::OrAfter(date) => Some(date),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// One member of a set (6.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Member {
    One(Date),
    OrBefore(Date),
    OrAfter(Date),
    Range(Date, Date),
}

/// Anything that EDTF can say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Date(Date),
    DateTime(Date, TimeOfDay),
    Interval(End, End),
    /// `[…]` (6.2).
    OneOf(Vec<Member>),
    /// `{…}` (6.1).
    AllOf(Vec<Member>),
}

impl Value {
    /// Whether anything that it says of a date holds of any date in it.
    pub fn any(&self, holds: impl Fn(&Date) -> bool) -> bool {
        match self {
            Self::Date(date) | Self::DateTime(date, _) => holds(date),
            Self::Interval(start, end) => [start, end]
                .into_iter()
                .filter_map(|end| end.date())
                .any(holds),
            Self::OneOf(members) | Self::AllOf(members) => {
                members.iter().any(|member| match member {
                    Member::One(date) | Member::OrBefore(date) | Member::OrAfter(date) => {
                        holds(date)
                    }
                    Member::Range(first, last) => holds(first) || holds(last),
                })
            }
        }
    }
}
