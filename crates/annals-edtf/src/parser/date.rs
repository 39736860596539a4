//! Dates without a time of day (ISO 8601-2:2019, A.4.2, A.5.2 to A.5.5, A.6.2
//! to A.6.4, A.6.6, A.6.7).

use super::{ParseResult, Parser};
use crate::expectation::{DatePlace, Expectation};
use crate::syntax::{Component, Date, LongYear, Qualifier, Year};

impl Parser<'_> {
    /// ```text
    /// date = [ qualifier ] year [ qualifier ] [ "-" month [ "-" day ] ] ;
    /// ```
    ///
    /// A qualifier on the left belongs to its component alone (8.2.3), one on
    /// the right also to all components before it (8.2.2).
    pub(super) fn date(&mut self, place: DatePlace) -> ParseResult<Date> {
        let own_qualifier = self.left_qualifier();
        let (year, significant_digits) = if self.accept(b'Y') {
            self.long_year()?
        } else {
            self.four_digit_year()?
        };
        let group_qualifier = self.right_qualifier();
        let mut date = Date {
            year,
            significant_digits,
            year_qualifier: own_qualifier.combine(group_qualifier),
            month: None,
            day: None,
        };
        if self.peek() == Some(b'-') {
            if matches!(date.year, Year::Long(_)) || date.significant_digits.is_some() {
                return self.fail_after(&date, place);
            }
            self.position += 1;
            if group_qualifier.is_qualified() {
                self.require_level(2);
            }
            self.month(&mut date)?;
            if self.peek() == Some(b'-') {
                if date.grouping().is_some() {
                    return self.fail_after(&date, place);
                }
                self.position += 1;
                self.day(&mut date)?;
            }
        }
        self.require_level(date.level_of_unspecified());
        Ok(date)
    }

    /// ```text
    /// qualifier = "?"      (* uncertain *)
    ///           | "~"      (* approximate *)
    ///           | "%" ;    (* both; 8.2, 8.4 *)
    /// ```
    fn qualifier(&mut self) -> Qualifier {
        let (uncertain, approximate) = match self.peek() {
            Some(b'?') => (true, false),
            Some(b'~') => (false, true),
            Some(b'%') => (true, true),
            _ => return Qualifier::default(),
        };
        self.position += 1;
        Qualifier {
            uncertain,
            approximate,
        }
    }

    /// A qualifier before a component (A.6.6).
    fn left_qualifier(&mut self) -> Qualifier {
        let qualifier = self.qualifier();
        self.require_level(if qualifier.is_qualified() { 2 } else { 0 });
        qualifier
    }

    /// A qualifier after a component (A.5.4). [`Self::date`] and
    /// [`Self::month`] require level 2 if another component follows (A.6.6).
    fn right_qualifier(&mut self) -> Qualifier {
        let qualifier = self.qualifier();
        self.require_level(u8::from(qualifier.is_qualified()));
        qualifier
    }

    /// Returns the year and the number of its significant digits. There is no
    /// year -0000 (4.4.1.2), and `S` does not follow an X.
    ///
    /// ```text
    /// year       = [ "-" ] digit-or-X digit-or-X digit-or-X digit-or-X [ significant ]
    ///            | "Y" long-year ;
    /// digit-or-X = digit | "X" ;      (* X: A.5.5, A.6.7, 9.2 *)
    /// ```
    fn four_digit_year(&mut self) -> ParseResult<(Year, Option<u64>)> {
        let start = self.position;
        let negative = self.accept(b'-');
        let mut digits = [None; 4];
        for (index, digit) in digits.iter_mut().enumerate() {
            *digit = self.digit_or_x(match (index, negative) {
                (0, true) => Expectation::YearAfterMinus,
                (0, false) => Expectation::YearOrLongYear,
                _ => Expectation::FourDigits,
            })?;
        }
        if negative {
            self.require_level(1);
            if digits == [Some(0); 4] {
                return self.fail_at(start, Expectation::YearZero);
            }
        }
        if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return self.fail(Expectation::HyphenAfterYear);
        }
        let mut significant_digits = None;
        if self.peek() == Some(b'S') {
            if digits.contains(&None) {
                return self.fail(Expectation::NoSignificantDigits);
            }
            significant_digits = Some(self.significant_digits(4)?);
        }
        Ok((Year::FourDigits { negative, digits }, significant_digits))
    }

    /// A number that exceeds `u64` counts as [`u64::MAX`].
    ///
    /// ```text
    /// number = nonzero-digit { digit } ;
    /// ```
    fn number(&mut self, expected: Expectation) -> ParseResult<u64> {
        let start = self.position;
        let mut number: u64 = 0;
        while let Some(byte @ b'0'..=b'9') = self.peek() {
            number = number
                .saturating_mul(10)
                .saturating_add(u64::from(byte - b'0'));
            self.position += 1;
        }
        if self.position == start || self.bytes.get(start) == Some(&b'0') {
            return self.fail_at(start, expected);
        }
        Ok(number)
    }

    /// At most as many as the year has digits.
    ///
    /// ```text
    /// significant = "S" number ;      (* A.6.3, 4.4.3, 4.7.4: level 2 *)
    /// ```
    fn significant_digits(&mut self, digit_count: u64) -> ParseResult<u64> {
        self.position += 1;
        self.require_level(2);
        let start = self.position;
        let expected = Expectation::SignificantDigits { most: digit_count };
        let digits = self.number(expected)?;
        if digits > digit_count {
            return self.fail_at(start, expected);
        }
        Ok(digits)
    }

    /// The year after `Y`, which lies beyond ±9999.
    ///
    /// ```text
    /// long-year   = [ "-" ] number [ exponential ] [ significant ] ;  (* A.5.2, 4.7.2 *)
    /// exponential = "E" number ;                   (* A.6.2, 4.7.3: level 2 *)
    /// ```
    fn long_year(&mut self) -> ParseResult<(Year, Option<u64>)> {
        let negative = self.accept(b'-');
        self.require_level(1);
        let start = self.position;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.position += 1;
        }
        let digits = self.bytes.get(start..self.position).unwrap_or_default();
        if digits.is_empty() {
            return self.fail(Expectation::LongYearDigits);
        }
        if digits.first() == Some(&b'0') {
            return self.fail_at(start, Expectation::LongYearWithoutZeros);
        }
        let digits: String = digits.iter().copied().map(char::from).collect();
        let exponent = if self.accept(b'E') {
            self.require_level(2);
            self.number(Expectation::Exponent)?
        } else {
            0
        };
        let long = LongYear {
            negative,
            digits: digits.into(),
            exponent,
        };
        if long.digit_count() < 5 {
            if self
                .peek()
                .is_some_and(|byte| byte.is_ascii_alphabetic() && byte != b'S')
            {
                return self.fail(Expectation::MoreDigits);
            }
            return self.fail_at(start, Expectation::LongYear);
        }
        let significant_digits = match self.peek() {
            Some(b'S') => Some(self.significant_digits(long.digit_count())?),
            _ => None,
        };
        Ok((Year::Long(long), significant_digits))
    }

    /// ```text
    /// two-digits = digit-or-X digit-or-X ;
    /// ```
    fn two_digits(&mut self, expected: Expectation) -> ParseResult<[Option<u8>; 2]> {
        let mut digits = [None; 2];
        for digit in &mut digits {
            *digit = self.digit_or_x(expected)?;
        }
        Ok(digits)
    }

    fn digit_or_x(&mut self, expected: Expectation) -> ParseResult<Option<u8>> {
        let digit = match self.peek() {
            Some(byte @ b'0'..=b'9') => Some(byte - b'0'),
            Some(b'X') => None,
            _ => return self.fail(expected),
        };
        self.position += 1;
        Ok(digit)
    }

    /// A month with an X is one of the twelve months, never a grouping (9.2.2).
    ///
    /// ```text
    /// month = [ qualifier ] two-digits [ qualifier ] ;
    ///         (* 01 to 12: A.4.2. 21 to 24: a season, A.5.3, 4.8.1, level 1.
    ///            25 to 41: another sub-year grouping, A.6.4, 4.8.1, level 2 *)
    /// ```
    fn month(&mut self, date: &mut Date) -> ParseResult<()> {
        let own_qualifier = self.left_qualifier();
        let start = self.position;
        let digits = self.two_digits(Expectation::TwoDigitMonth)?;
        let group_qualifier = self.right_qualifier();
        if group_qualifier.is_qualified() && self.peek() == Some(b'-') {
            self.require_level(2);
        }
        let month = Component {
            digits,
            qualifier: own_qualifier.combine(group_qualifier),
        };
        date.year_qualifier = date.year_qualifier.combine(group_qualifier);
        date.month = Some(month);
        match month.value() {
            Some(1..=12) => {}
            Some(21..=24) => self.require_level(1),
            Some(25..=41) => self.require_level(2),
            Some(_) => {
                return self.fail_at(start, Expectation::Month);
            }
            None if month.candidates(12).next().is_some() => {}
            None => {
                return self.fail_at(start, Expectation::DigitsOfMonth);
            }
        }
        Ok(())
    }

    /// The day must exist in its month and year, or in one of those that their
    /// digits allow.
    ///
    /// ```text
    /// day = [ qualifier ] two-digits [ qualifier ] ;      (* A.4.2 *)
    /// ```
    fn day(&mut self, date: &mut Date) -> ParseResult<()> {
        let own_qualifier = self.left_qualifier();
        let start = self.position;
        let digits = self.two_digits(Expectation::TwoDigitDay)?;
        let group_qualifier = self.right_qualifier();
        date.year_qualifier = date.year_qualifier.combine(group_qualifier);
        if let Some(month) = &mut date.month {
            month.qualifier = month.qualifier.combine(group_qualifier);
        }
        date.day = Some(Component {
            digits,
            qualifier: own_qualifier.combine(group_qualifier),
        });
        if date
            .year
            .find(true, |year| date.day_in(year, true))
            .is_none()
        {
            let last = date.longest_month();
            return self.fail_at(start, Expectation::Day { last });
        }
        Ok(())
    }
}
