//! Expectations: what the parser expected where a text stops being EDTF.

use std::fmt;

/// Defines the expectations without arguments, one per line: name, code, words.
macro_rules! expectations {
    ($($name:ident $code:literal $words:literal;)*) => {
        /// What was expected where a text stops being EDTF.
        ///
        /// It displays in English. A program in another language has words of its
        /// own for each [code](Self::code).
        ///
        /// ```
        /// use annals_edtf::{Edtf, Expectation};
        ///
        /// let error = Edtf::parse("1985-02-30").unwrap_err();
        /// assert_eq!(error.expected, Expectation::Day { last: 28 });
        /// assert_eq!(error.expected.to_string(), "a day from 01 to 28");
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Expectation {
            $(#[doc = $words] $name,)*
            /// A day of the month, from 01 to the last one.
            Day {
                /// The last day that the month can have.
                last: u8,
            },
            /// A number of significant digits.
            SignificantDigits {
                /// The number of digits of the year.
                most: u64,
            },
            /// A date that is not too long.
            Length {
                /// The length in code points.
                most: usize,
            },
            /// More of a date, or its end.
            AfterDate {
                /// The component that may follow.
                component: Option<NextComponent>,
                /// Whether a qualifier may follow.
                qualifier: bool,
                /// Where the date is written.
                place: DatePlace,
            },
            /// The end of a date, which cannot have what follows.
            EndOfDate {
                /// Where the date is written.
                place: DatePlace,
                /// What it cannot have.
                reason: EndReason,
            },
        }

        impl Expectation {
            /// Every expectation without arguments.
            pub const SIMPLE: &'static [Self] = &[$(Self::$name,)*];

            /// A stable name in kebab case, without the arguments.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                    Self::Day { .. } => "day",
                    Self::SignificantDigits { .. } => "significant-digits",
                    Self::Length { .. } => "length",
                    Self::AfterDate { .. } => "after-date",
                    Self::EndOfDate { .. } => "end-of-date",
                }
            }

            /// The English words of an expectation without arguments.
            const fn words(self) -> &'static str {
                match self {
                    $(Self::$name => $words,)*
                    _ => "",
                }
            }
        }
    };
}

expectations! {
    Date "date" "a date, such as 1958 or 1958-03-12";
    YearOrLongYear "year-or-long-year" "a date: a four-digit year, or Y followed by five or more digits";
    YearAfterMinus "year-after-minus" "a year of four digits after the minus sign";
    FourDigits "four-digits" "a year of four digits, with X for an unknown one";
    YearZero "year-zero" "a year: year zero is 0000, and the year before it -0001";
    HyphenAfterYear "hyphen-after-year" "a hyphen, or the end of the year: longer years begin with Y, such as Y12345";
    NoSignificantDigits "no-significant-digits" "no S after a year with X: a year has one or the other";
    LongYearDigits "long-year-digits" "the digits of a year after Y";
    LongYearWithoutZeros "long-year-without-zeros" "a year without leading zeros after Y";
    Exponent "exponent" "a power of ten from 1 on, without leading zeros";
    MoreDigits "more-digits" "more digits of the year, or E and a power of ten";
    LongYear "long-year" "a year beyond 9999 after Y: write a shorter year with four digits";
    TwoDigitMonth "two-digit-month" "a month of two digits";
    Month "month" "a month from 01 to 12, or 21 to 41 for a season or part of the year";
    DigitsOfMonth "digits-of-month" "digits that a month from 01 to 12 can have";
    TwoDigitDay "two-digit-day" "a day of two digits";
    DayBeforeTime "day-before-time" "a complete, plain day (YYYY-MM-DD) before a time of day";
    Hour "hour" "an hour from 00 to 23";
    Minute "minute" "a minute from 00 to 59";
    Second "second" "a second from 00 to 59, or 60 in a leap second";
    LeapSecond "leap-second" "a second from 00 to 59: 60 is the leap second, at 23:59:60 UTC";
    Colon "colon" "a colon: a time of day is hh:mm:ss";
    Zone "zone" "Z, an offset such as +02:00, or the end";
    EndOfTime "end-of-time" "the end of the time";
    NoTimeInInterval "no-time-in-interval" "the end: no times of day in intervals and sets";
    OffsetHours "offset-hours" "the hours of an offset, from 00 to 14";
    OffsetMinutes "offset-minutes" "the minutes of an offset, from 00 to 59";
    Offset "offset" "an offset of at most 14 hours";
    ZeroOffset "zero-offset" "+00:00 or Z: an offset of zero is not negative";
    Slash "slash" "a slash: an open start is written in an interval (../1984) or a set ([..1984])";
    EndNotBeforeStart "end-not-before-start" "an end that is not before the start";
    DateWithoutDots "date-without-dots" "a date without the dots before it";
    DateOfInterval "date-of-interval" "a date: an interval has one at least";
    EndOfInterval "end-of-interval" "the end of the interval, which has one slash";
    CommaOrBracket "comma-or-bracket" "a comma or ]";
    CommaOrBrace "comma-or-brace" "a comma or }";
    CommaOrEnd "comma-or-end" "a comma or the closing bracket";
    EndOfSet "end-of-set" "the end, after the closing bracket";
    NoNestedSet "no-nested-set" "a date: sets do not nest";
    NoEmptyMember "no-empty-member" "a date: a set has no empty member";
    NoIntervalInSet "no-interval-in-set" "a comma or the closing bracket: no intervals in a set";
    PlainStart "plain-start" "a plain year, month or day where a range begins (no ?, ~, %, X, S or season)";
    PlainEnd "plain-end" "a plain year, month or day where a range ends (no ?, ~, %, X, S or season)";
    EqualPrecision "equal-precision" "a date as precise as the one before the dots";
    RangeForwards "range-forwards" "an end of the range that is not before its start";
}

/// The component that may follow a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NextComponent {
    /// A month after a year.
    Month,
    /// A day after a month.
    Day,
}

/// Where a date is written. This decides what may follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DatePlace {
    /// Alone.
    Alone,
    /// At an end of an interval.
    Interval,
    /// In a set.
    Set,
}

/// Why nothing may follow a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndReason {
    /// A year of this form has no month.
    NoMonth,
    /// A season or another part of a year has no day.
    NoDay,
    /// Intervals and sets have no times of day.
    NoTime,
}

impl DatePlace {
    const fn end_in_words(self) -> &'static str {
        match self {
            Self::Alone => "the end of the date",
            Self::Interval => Expectation::EndOfInterval.words(),
            Self::Set => Expectation::CommaOrEnd.words(),
        }
    }
}

impl fmt::Display for Expectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day { last } => write!(f, "a day from 01 to {last}"),
            Self::SignificantDigits { most } => {
                write!(f, "a number of significant digits from 1 to {most}")
            }
            Self::Length { most } => write!(f, "a date of at most {most} characters"),
            Self::AfterDate {
                component,
                qualifier,
                place,
            } => {
                f.write_str(match component {
                    Some(NextComponent::Month) => "a hyphen and a month, ",
                    Some(NextComponent::Day) => "a hyphen and a day, ",
                    None => "",
                })?;
                f.write_str(match (qualifier, component) {
                    (true, _) => "?, ~ or %, or ",
                    (false, Some(_)) => "or ",
                    (false, None) => "",
                })?;
                f.write_str(place.end_in_words())
            }
            Self::EndOfDate { place, reason } => {
                let reason = match reason {
                    EndReason::NoMonth => "such a year has no month",
                    EndReason::NoDay => "a season or part of a year has no day",
                    EndReason::NoTime => "no times of day in intervals and sets",
                };
                write!(f, "{}: {reason}", place.end_in_words())
            }
            simple => f.write_str(simple.words()),
        }
    }
}
