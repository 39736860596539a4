//! The parser: the grammar of ISO 8601-2:2019, Annex A, from left to right.
//!
//! It reads a text once and never backs up, so an error is reported where the
//! text stops being EDTF. Two rules need more than the next character: a day
//! must exist in its month and year, and an interval must not run backwards.
//! Their errors are reported at the component at fault.
//!
//! Above each function is its part of the grammar in EBNF (ISO/IEC 14977),
//! with the clauses that it comes from. Where the documentation of the crate
//! says "Decisions", it explains what the standard leaves open.

mod date;
mod time_of_day;

use crate::bounds::is_before;
use crate::expectation::{DatePlace, EndReason, Expectation, NextComponent};
use crate::syntax::{Date, Endpoint, Expression, SetMember, Year};

/// Where a text stops being EDTF, and what was expected there.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// In bytes from the start of the text. Everything before it is ASCII.
    pub(crate) position: usize,
    pub(crate) expected: Expectation,
    /// Whether there is white space instead.
    pub(crate) is_space: bool,
}

type ParseResult<T> = Result<T, SyntaxError>;

/// Parses a whole text. Returns its syntax tree, and the lowest conformance level
/// whose grammar has every form that occurs in it.
pub(crate) fn parse(text: &str) -> ParseResult<(Expression, u8)> {
    let mut parser = Parser {
        bytes: text.as_bytes(),
        position: 0,
        level: 0,
    };
    let expression = parser.expression()?;
    Ok((expression, parser.level))
}

struct Parser<'text> {
    bytes: &'text [u8],
    position: usize,
    level: u8,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    fn is_at_end(&self) -> bool {
        self.position >= self.bytes.len()
    }

    fn accept(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        if is_next {
            self.position += 1;
        }
        is_next
    }

    fn accept_dots(&mut self) -> bool {
        let is_next = self.bytes.get(self.position..self.position + 2) == Some(b"..");
        if is_next {
            self.position += 2;
        }
        is_next
    }

    /// Records that the text has a form of this conformance level.
    fn require_level(&mut self, level: u8) {
        self.level = self.level.max(level);
    }

    fn fail<T>(&self, expected: Expectation) -> ParseResult<T> {
        self.fail_at(self.position, expected)
    }

    fn fail_at<T>(&self, position: usize, expected: Expectation) -> ParseResult<T> {
        let byte = self.bytes.get(position);
        Err(SyntaxError {
            position,
            expected,
            is_space: byte.is_some_and(u8::is_ascii_whitespace),
        })
    }

    /// ```text
    /// expression = date | date time | interval | set ;  (* A.4 to A.6 *)
    /// interval   = start "/" end ;                      (* A.4.4, A.5.6 *)
    /// set        = "[" members "]"                      (* one of, 6.2 *)
    ///            | "{" members "}" ;                    (* all of, 6.1 *)
    /// ```
    fn expression(&mut self) -> ParseResult<Expression> {
        match self.peek() {
            None => return self.fail(Expectation::Date),
            Some(b'[') => return self.members(b']').map(Expression::OneOf),
            Some(b'{') => return self.members(b'}').map(Expression::AllOf),
            Some(_) => {}
        }
        let start = self.start()?;
        if self.accept(b'/') {
            return self.interval_after(start);
        }
        let Endpoint::At(date) = start else {
            return self.fail(Expectation::Slash);
        };
        if self.peek() == Some(b'T') {
            let time = self.time(&date)?;
            return Ok(Expression::DateTime(date, time));
        }
        self.expect_end(&date, DatePlace::Alone)?;
        Ok(Expression::Date(date))
    }

    fn expect_end(&self, date: &Date, place: DatePlace) -> ParseResult<()> {
        if self.is_at_end() {
            return Ok(());
        }
        self.fail_after(date, place)
    }

    /// Fails with what may follow `date`, which depends on what it has so far.
    fn fail_after<T>(&self, date: &Date, place: DatePlace) -> ParseResult<T> {
        let end = |reason| self.fail(Expectation::EndOfDate { place, reason });
        if self.peek() == Some(b'T') && place != DatePlace::Alone {
            return end(EndReason::NoTime);
        }
        if matches!(date.year, Year::Long(_)) || date.significant_digits.is_some() {
            return end(EndReason::NoMonth);
        }
        if date.grouping().is_some() && self.peek() == Some(b'-') {
            return end(EndReason::NoDay);
        }
        self.fail(Expectation::AfterDate {
            component: match (date.month, date.day) {
                (None, _) => Some(NextComponent::Month),
                (Some(_), None) if date.grouping().is_none() => Some(NextComponent::Day),
                _ => None,
            },
            qualifier: date
                .whole_qualifier()
                .is_some_and(|whole| !whole.is_qualified()),
            place,
        })
    }

    /// Also parses a date that turns out to be no interval.
    ///
    /// ```text
    /// start = date
    ///       | ".." date      (* on or before, 10.6: level 2 *)
    ///       | ".."           (* open, 10.2: level 1 *)
    ///       | "" ;           (* unknown, 10.2: level 1 *)
    /// ```
    fn start(&mut self) -> ParseResult<Endpoint> {
        if self.peek() == Some(b'/') {
            self.require_level(1);
            return Ok(Endpoint::Unknown);
        }
        if !self.accept_dots() {
            return Ok(Endpoint::At(self.date(DatePlace::Alone)?));
        }
        if self.is_at_end() || self.peek() == Some(b'/') {
            self.require_level(1);
            return Ok(Endpoint::Open);
        }
        self.require_level(2);
        Ok(Endpoint::OnOrBefore(self.date(DatePlace::Interval)?))
    }

    /// An interval whose start and slash are parsed. It must not run backwards.
    fn interval_after(&mut self, start: Endpoint) -> ParseResult<Expression> {
        let end_position = self.position;
        let end = self.end(&start)?;
        for date in [start.date(), end.date()].into_iter().flatten() {
            if date.has_unspecified() {
                // No list of level 1 includes 10.4.
                self.require_level(2);
            }
        }
        if let (Endpoint::At(first), Endpoint::At(last)) = (&start, &end)
            && is_before(last, first)
        {
            return self.fail_at(end_position, Expectation::EndNotBeforeStart);
        }
        Ok(Expression::Interval(start, end))
    }

    /// One end at least has a date.
    ///
    /// ```text
    /// end = date
    ///     | date ".."      (* on or after, 10.6: level 2 *)
    ///     | ".."           (* open, 10.2: level 1 *)
    ///     | "" ;           (* unknown, 10.2: level 1 *)
    /// ```
    fn end(&mut self, start: &Endpoint) -> ParseResult<Endpoint> {
        let needs_date = start.date().is_none();
        if self.is_at_end() && !needs_date {
            self.require_level(1);
            return Ok(Endpoint::Unknown);
        }
        let dots = self.position;
        if self.accept_dots() {
            if !self.is_at_end() {
                return self.fail(if needs_date {
                    Expectation::DateWithoutDots
                } else {
                    Expectation::EndOfInterval
                });
            }
            if needs_date {
                return self.fail_at(dots, Expectation::DateOfInterval);
            }
            self.require_level(1);
            return Ok(Endpoint::Open);
        }
        if self.is_at_end() {
            return self.fail(Expectation::DateOfInterval);
        }
        let date = self.date(DatePlace::Interval)?;
        if self.accept_dots() {
            self.require_level(2);
            if !self.is_at_end() {
                return self.fail(Expectation::EndOfInterval);
            }
            return Ok(Endpoint::OnOrAfter(date));
        }
        self.expect_end(&date, DatePlace::Interval)?;
        Ok(Endpoint::At(date))
    }

    /// From the opening bracket to the end of the text.
    ///
    /// ```text
    /// members = member { "," member } ;      (* A.6.5, 6.1 to 6.3: level 2 *)
    /// ```
    fn members(&mut self, close: u8) -> ParseResult<Vec<SetMember>> {
        self.position += 1;
        self.require_level(2);
        let mut members = vec![self.member()?];
        while !self.accept(close) {
            if !self.accept(b',') {
                return self.fail(match close {
                    b']' => Expectation::CommaOrBracket,
                    _ => Expectation::CommaOrBrace,
                });
            }
            members.push(self.member()?);
        }
        if !self.is_at_end() {
            return self.fail(Expectation::EndOfSet);
        }
        Ok(members)
    }

    /// A range runs between two plain dates of the same precision, forwards.
    ///
    /// ```text
    /// member = date
    ///        | ".." date           (* on or before, 6.3 *)
    ///        | date ".."           (* on or after, 6.3 *)
    ///        | date ".." date ;    (* range, 6.3 *)
    /// ```
    fn member(&mut self) -> ParseResult<SetMember> {
        if self.accept_dots() {
            return Ok(SetMember::OnOrBefore(self.date(DatePlace::Set)?));
        }
        match self.peek() {
            Some(b'[' | b'{') => return self.fail(Expectation::NoNestedSet),
            Some(b',' | b']' | b'}') => return self.fail(Expectation::NoEmptyMember),
            _ => {}
        }
        let first_position = self.position;
        let first = self.date(DatePlace::Set)?;
        if !self.accept_dots() {
            return match self.peek() {
                None | Some(b',' | b']' | b'}') => Ok(SetMember::Date(first)),
                Some(b'/') => self.fail(Expectation::NoIntervalInSet),
                Some(_) => self.fail_after(&first, DatePlace::Set),
            };
        }
        if matches!(self.peek(), None | Some(b',' | b']' | b'}')) {
            return Ok(SetMember::OnOrAfter(first));
        }
        if !first.is_plain() {
            return self.fail_at(first_position, Expectation::PlainStart);
        }
        let last_position = self.position;
        let last = self.date(DatePlace::Set)?;
        if !last.is_plain() {
            return self.fail_at(last_position, Expectation::PlainEnd);
        }
        if (first.month.is_some(), first.day.is_some())
            != (last.month.is_some(), last.day.is_some())
        {
            return self.fail_at(last_position, Expectation::EqualPrecision);
        }
        if is_before(&last, &first) {
            return self.fail_at(last_position, Expectation::RangeForwards);
        }
        match self.peek() {
            None | Some(b',' | b']' | b'}') => Ok(SetMember::Range(first, last)),
            Some(b'.') => self.fail(Expectation::CommaOrEnd),
            Some(_) => self.fail_after(&last, DatePlace::Set),
        }
    }
}
