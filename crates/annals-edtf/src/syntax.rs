//! The syntax tree of a date: its components, as they are written.
//!
//! Most callers need only [`Edtf`](crate::Edtf), its extent and its flags. Use
//! the tree to show a date in another form, for example in words:
//!
//! ```
//! use annals_edtf::Edtf;
//! use annals_edtf::syntax::Expression;
//!
//! let date = Edtf::parse("2004-06~-11")?;
//! let Expression::Date(date) = date.expression() else {
//!     unreachable!("it is a date")
//! };
//! // A qualifier on the right also applies to the components before it.
//! assert!(date.year_qualifier.approximate);
//! assert!(!date.day.unwrap().qualifier.approximate);
//! # Ok::<(), annals_edtf::EdtfError>(())
//! ```
//!
//! Clause numbers refer to ISO 8601-2:2019.

use crate::bounds::extent_of_date;
use crate::civil::days_in_month;
use crate::extent::Extent;

/// What `?`, `~` and `%` say about one component (3.2.6, 8.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Qualifier {
    /// `?` or `%`.
    pub uncertain: bool,
    /// `~` or `%`.
    pub approximate: bool,
}

impl Qualifier {
    /// Whether the component is uncertain or approximate.
    #[must_use]
    pub const fn is_qualified(self) -> bool {
        self.uncertain || self.approximate
    }

    /// What both qualifiers say together: `?` and `~` make `%`.
    #[must_use]
    pub const fn combine(self, other: Self) -> Self {
        Self {
            uncertain: self.uncertain || other.uncertain,
            approximate: self.approximate || other.approximate,
        }
    }

    /// The character that EDTF writes: `?`, `~`, `%`, or an empty text.
    ///
    /// ```
    /// use annals_edtf::syntax::Qualifier;
    ///
    /// let both = Qualifier { uncertain: true, approximate: true };
    /// assert_eq!(both.as_str(), "%");
    /// assert_eq!(Qualifier::default().as_str(), "");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match (self.uncertain, self.approximate) {
            (false, false) => "",
            (true, false) => "?",
            (false, true) => "~",
            (true, true) => "%",
        }
    }
}

/// A year, in one of its two spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Year {
    /// Four digits, with or without a minus sign.
    FourDigits {
        /// Whether the year lies before year 0000 (4.4.1.2).
        negative: bool,
        /// The most significant digit first; `None` is an X.
        digits: [Option<u8>; 4],
    },
    /// `Y…` or `Y…E…` (4.7.2, 4.7.3): a year beyond ±9999.
    Long(LongYear),
}

/// A year beyond ±9999 of any size. It keeps its digits, so that no year is too
/// large to be parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongYear {
    /// Whether the year lies before year 0000.
    pub negative: bool,
    /// The digits of the significand. The first is not 0.
    pub digits: Box<str>,
    /// The power of ten, 0 if none is written. A larger one than `u64` can hold
    /// counts as [`u64::MAX`].
    pub exponent: u64,
}

impl LongYear {
    /// The number of digits of the year written out.
    #[must_use]
    pub fn digit_count(&self) -> u64 {
        u64::try_from(self.digits.len())
            .unwrap_or(u64::MAX)
            .saturating_add(self.exponent)
    }

    fn magnitude(&self) -> Option<i64> {
        let power = 10_i64.checked_pow(u32::try_from(self.exponent).ok()?)?;
        self.digits.parse::<i64>().ok()?.checked_mul(power)
    }

    /// The year, if it fits `i64`.
    #[must_use]
    pub fn value(&self) -> Option<i64> {
        self.magnitude()
            .map(|size| if self.negative { -size } else { size })
    }

    /// Whether this year is certainly after `other`. Compares digits, so that
    /// it also answers for years that do not fit `i64`.
    pub(crate) fn is_after(&self, other: &Self) -> bool {
        match (self.negative, other.negative) {
            (false, true) => true,
            (true, false) => false,
            (false, false) => self.is_larger_than(other),
            (true, true) => other.is_larger_than(self),
        }
    }

    fn is_larger_than(&self, other: &Self) -> bool {
        let (count, other_count) = (self.digit_count(), other.digit_count());
        if count == u64::MAX && other_count == u64::MAX {
            return false;
        }
        // Of two years with equally many digits, the shorter significand is
        // followed by zeros.
        count > other_count
            || (count == other_count
                && self
                    .digits
                    .trim_end_matches('0')
                    .gt(other.digits.trim_end_matches('0')))
    }
}

impl Year {
    /// The year, if every digit is given and it fits `i64`.
    #[must_use]
    pub fn value(&self) -> Option<i64> {
        match self {
            Self::FourDigits { negative, digits } => {
                let mut year = 0;
                for digit in digits {
                    year = year * 10 + i64::from((*digit)?);
                }
                Some(if *negative { -year } else { year })
            }
            Self::Long(long) => long.value(),
        }
    }

    /// Whether a digit is X.
    #[must_use]
    pub fn has_unspecified(&self) -> bool {
        matches!(self, Self::FourDigits { digits, .. } if digits.contains(&None))
    }

    /// Tries the years that the digits allow, from the earliest or from the
    /// latest, and returns the first result of `find`. Returns `None` for a
    /// year that does not fit `i64`.
    pub fn find<T>(
        &self,
        from_earliest: bool,
        mut find: impl FnMut(i64) -> Option<T>,
    ) -> Option<T> {
        // Nearly every date has one year; skip the search for it.
        match self.value() {
            Some(year) => find(year),
            None => self.candidates(from_earliest).find_map(find),
        }
    }

    /// The years that the digits allow, from the earliest or from the latest.
    /// Empty for a year that does not fit `i64`.
    ///
    /// ```
    /// use annals_edtf::syntax::Year;
    ///
    /// let year = Year::FourDigits {
    ///     negative: false,
    ///     digits: [Some(1), Some(9), None, Some(8)],
    /// };
    /// assert!(year.candidates(true).take(3).eq([1908, 1918, 1928]));
    /// assert_eq!(year.candidates(false).next(), Some(1998));
    /// ```
    pub fn candidates(&self, from_earliest: bool) -> impl Iterator<Item = i64> {
        let (negative, digits, long) = match self {
            Self::FourDigits { negative, digits } => (*negative, *digits, None),
            Self::Long(long) => (false, [Some(0); 4], Some(long.value())),
        };
        let unspecified = digits.iter().filter(|digit| digit.is_none()).count();
        let count = match long {
            None => 10_i64.pow(u32::try_from(unspecified).unwrap_or(4)),
            Some(_) => 0,
        };
        // Before year zero the largest number is the earliest year.
        let ascending = from_earliest != negative;
        (0..count)
            .map(move |step| if ascending { step } else { count - 1 - step })
            .map(move |filling| filled(digits, filling))
            // There is no year -0000 (4.4.1.2).
            .filter(move |size| !(negative && *size == 0))
            .map(move |size| if negative { -size } else { size })
            .chain(long.flatten())
    }
}

/// The number whose unspecified digits are those of `filling`.
fn filled(digits: [Option<u8>; 4], mut filling: i64) -> i64 {
    let mut digit_value = 1;
    let mut number = 0;
    for digit in digits.iter().rev() {
        let digit = digit.map_or_else(
            || {
                let digit = filling % 10;
                filling /= 10;
                digit
            },
            i64::from,
        );
        number += digit * digit_value;
        digit_value *= 10;
    }
    number
}

/// The two digits of a month or day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Component {
    /// Tens, then ones; `None` is an X.
    pub digits: [Option<u8>; 2],
    /// Its own qualifier and those of the groups that include it (8.2.2, 8.2.3).
    pub qualifier: Qualifier,
}

impl Component {
    /// The number, if no digit is X.
    #[must_use]
    pub fn value(self) -> Option<u8> {
        let [tens, ones] = self.digits;
        Some(tens? * 10 + ones?)
    }

    /// Whether a digit is X.
    #[must_use]
    pub fn has_unspecified(self) -> bool {
        self.digits.contains(&None)
    }

    /// Whether both digits are X.
    #[must_use]
    pub fn is_wholly_unspecified(self) -> bool {
        self.digits == [None, None]
    }

    /// Whether the digits can mean `value`.
    fn allows(self, value: u8) -> bool {
        let [tens, ones] = self.digits;
        tens.is_none_or(|tens| tens == value / 10) && ones.is_none_or(|ones| ones == value % 10)
    }

    /// The numbers from 1 to `last` that the digits can mean.
    pub fn candidates(self, last: u8) -> impl DoubleEndedIterator<Item = u8> {
        (1..=last).filter(move |value| self.allows(*value))
    }
}

/// A date without a time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The year.
    pub year: Year,
    /// `S…`: the number of significant digits of the year (4.4.3).
    pub significant_digits: Option<u64>,
    /// The qualifier of the year.
    pub year_qualifier: Qualifier,
    /// A month (01–12), or a sub-year grouping: a season, quarter or other part
    /// of the year (21–41, 4.8.1).
    pub month: Option<Component>,
    /// A day of the month.
    pub day: Option<Component>,
}

impl Date {
    /// The earliest and latest second that this date allows.
    #[must_use]
    pub fn extent(&self) -> Extent {
        extent_of_date(self)
    }

    /// The code (21–41) of the sub-year grouping, if the date names one (4.8.1).
    #[must_use]
    pub fn grouping(&self) -> Option<u8> {
        self.month
            .and_then(Component::value)
            .filter(|code| (21..=41).contains(code))
    }

    /// The qualifiers of year, month and day, as far as they are written.
    pub fn qualifiers(&self) -> impl Iterator<Item = Qualifier> {
        [
            Some(self.year_qualifier),
            self.month.map(|month| month.qualifier),
            self.day.map(|day| day.qualifier),
        ]
        .into_iter()
        .flatten()
    }

    /// The qualifier of the whole date, if all components have the same one.
    #[must_use]
    pub fn whole_qualifier(&self) -> Option<Qualifier> {
        self.qualifiers()
            .all(|one| one == self.year_qualifier)
            .then_some(self.year_qualifier)
    }

    /// Whether a component is approximate.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.qualifiers().any(|one| one.approximate)
    }

    /// Whether a component is uncertain.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.qualifiers().any(|one| one.uncertain)
    }

    /// Whether a digit is X.
    #[must_use]
    pub fn has_unspecified(&self) -> bool {
        self.year.has_unspecified()
            || self.month.is_some_and(Component::has_unspecified)
            || self.day.is_some_and(Component::has_unspecified)
    }

    /// Whether it is a year, month or day without qualifiers, X, `S` or a
    /// sub-year grouping.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        !self.has_unspecified()
            && self.grouping().is_none()
            && self.significant_digits.is_none()
            && !self.qualifiers().any(Qualifier::is_qualified)
    }

    /// The number of days in the longest month that the digits allow.
    pub(crate) fn longest_month(&self) -> u8 {
        // The calendar repeats after 400 years.
        self.year
            .candidates(true)
            .take(400)
            .flat_map(|year| {
                self.month
                    .into_iter()
                    .flat_map(|month| month.candidates(12))
                    .map(move |month| days_in_month(year, month))
            })
            .max()
            .unwrap_or(31)
    }

    /// The conformance level of its X: 1 for the forms of A.5.5, 2 for an X
    /// elsewhere (A.6.7), 0 without X.
    pub(crate) fn level_of_unspecified(&self) -> u8 {
        if !self.has_unspecified() {
            return 0;
        }
        let unspecified = match &self.year {
            Year::FourDigits { digits, .. } => digits.map(|digit| digit.is_none()),
            Year::Long(_) => [false; 4],
        };
        let is_level_one = match (unspecified, self.month, self.day) {
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

    /// The first or last month and day in `year` that the digits allow. `None`
    /// if the year has no such day.
    pub(crate) fn day_in(&self, year: i64, earliest: bool) -> Option<(u8, u8)> {
        let Some(month) = self.month else {
            return Some(if earliest { (1, 1) } else { (12, 31) });
        };
        if let (Some(month), Some(Some(day))) = (month.value(), self.day.map(Component::value)) {
            let exists =
                (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
            return exists.then_some((month, day));
        }
        let in_month = |month: u8| {
            let last = days_in_month(year, month);
            let day = match self.day {
                None => Some(if earliest { 1 } else { last }),
                Some(day) if earliest => day.candidates(last).next(),
                Some(day) => day.candidates(last).next_back(),
            };
            day.map(|day| (month, day))
        };
        if earliest {
            month.candidates(12).find_map(in_month)
        } else {
            month.candidates(12).rev().find_map(in_month)
        }
    }
}

/// The months of a sub-year grouping (4.8.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupingMonths {
    /// The first month, 1–12.
    pub first: u8,
    /// The last month, 1–12.
    pub last: u8,
    /// Whether the last month is in the next year.
    pub ends_next_year: bool,
}

/// The months of a sub-year grouping by its code (21–41, 4.8.1); `None` for another
/// code. Seasons have whole months, and those without a hemisphere are the northern
/// ones: a convention of this crate.
///
/// ```
/// use annals_edtf::syntax::months_of_grouping;
///
/// // Winter begins in December; the second quarter is April to June.
/// let winter = months_of_grouping(24).unwrap();
/// assert_eq!((winter.first, winter.last, winter.ends_next_year), (12, 2, true));
/// let quarter = months_of_grouping(34).unwrap();
/// assert_eq!((quarter.first, quarter.last, quarter.ends_next_year), (4, 6, false));
/// assert_eq!(months_of_grouping(12), None);
/// ```
#[must_use]
pub const fn months_of_grouping(code: u8) -> Option<GroupingMonths> {
    let (first, last) = match code {
        // Spring in the north, autumn in the south.
        21 | 25 | 31 => (3, 5),
        // Summer in the north, winter in the south.
        22 | 26 | 32 => (6, 8),
        // Autumn in the north, spring in the south.
        23 | 27 | 29 => (9, 11),
        // Winter in the north, summer in the south.
        24 | 28 | 30 => (12, 2),
        33 => (1, 3),
        34 => (4, 6),
        35 => (7, 9),
        36 => (10, 12),
        37 => (1, 4),
        38 => (5, 8),
        39 => (9, 12),
        40 => (1, 6),
        41 => (7, 12),
        _ => return None,
    };
    Some(GroupingMonths {
        first,
        last,
        ends_next_year: last < first,
    })
}

/// A time of day. It is always complete (A.4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOfDay {
    /// 0–23.
    pub hour: u8,
    /// 0–59.
    pub minute: u8,
    /// 0–59, or 60 for a leap second.
    pub second: u8,
    /// The offset from UTC.
    pub offset: UtcOffset,
}

/// The offset of a time of day from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UtcOffset {
    /// No offset is written.
    Unspecified,
    /// `Z`.
    Utc,
    /// Minutes ahead of UTC; negative if behind.
    Minutes(i16),
}

/// One end of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Endpoint {
    /// A date.
    At(Date),
    /// `..date` at the start: on that date or before (10.6).
    OnOrBefore(Date),
    /// `date..` at the end: on that date or after (10.6).
    OnOrAfter(Date),
    /// `..`: the interval has no such end (10.2).
    Open,
    /// Empty: there is such an end, but its date is unknown (10.2).
    Unknown,
}

impl Endpoint {
    /// The date that is written, if any.
    #[must_use]
    pub const fn date(&self) -> Option<&Date> {
        match self {
            Self::At(date) | Self::OnOrBefore(date) | Self::OnOrAfter(date) => Some(date),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// One member of a set (6.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetMember {
    /// A single date.
    Date(Date),
    /// `..date`: that date and all before.
    OnOrBefore(Date),
    /// `date..`: that date and all after.
    OnOrAfter(Date),
    /// `date..date`: all from the first to the last.
    Range(Date, Date),
}

/// A whole EDTF expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// A year, month, day or sub-year grouping.
    Date(Date),
    /// A day and a time of day.
    DateTime(Date, TimeOfDay),
    /// A start and an end.
    Interval(Endpoint, Endpoint),
    /// `[…]`: one of the members (6.2).
    OneOf(Vec<SetMember>),
    /// `{…}`: all of the members (6.1).
    AllOf(Vec<SetMember>),
}

impl Expression {
    /// Whether `predicate` holds for at least one date in the expression.
    pub fn any(&self, predicate: impl Fn(&Date) -> bool) -> bool {
        match self {
            Self::Date(date) | Self::DateTime(date, _) => predicate(date),
            Self::Interval(start, end) => [start, end]
                .into_iter()
                .filter_map(|end| end.date())
                .any(predicate),
            Self::OneOf(members) | Self::AllOf(members) => {
                members.iter().any(|member| match member {
                    SetMember::Date(date)
                    | SetMember::OnOrBefore(date)
                    | SetMember::OnOrAfter(date) => predicate(date),
                    SetMember::Range(first, last) => predicate(first) || predicate(last),
                })
            }
        }
    }
}
