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
use crate::syntax::{Date, Endpoint, Expression, SetMember, Year};

/// Where a text stops being EDTF, and what was expected there.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// In bytes from the start of the text. Everything before it is ASCII.
    pub(crate) position: usize,
    pub(crate) expected: String,
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

/// Where a date is written. This decides what may follow it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DatePosition {
    Alone,
    InInterval,
    InSet,
}

impl DatePosition {
    const fn expected_end(self) -> &'static str {
        match self {
            Self::Alone => "the end of the date",
            Self::InInterval => "the end of the interval, which has one slash",
            Self::InSet => "a comma or the closing bracket",
        }
    }
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

    fn fail<T>(&self, expected: impl Into<String>) -> ParseResult<T> {
        self.fail_at(self.position, expected)
    }

    fn fail_at<T>(&self, position: usize, expected: impl Into<String>) -> ParseResult<T> {
        let expected = expected.into();
        let is_space = self
            .bytes
            .get(position)
            .is_some_and(u8::is_ascii_whitespace);
        Err(SyntaxError {
            position,
            expected: if is_space {
                format!("no space, but {expected}")
            } else {
                expected
            },
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
            None => return self.fail("a date, such as 1958 or 1958-03-12"),
            Some(b'[') => return self.members(b']').map(Expression::OneOf),
            Some(b'{') => return self.members(b'}').map(Expression::AllOf),
            Some(_) => {}
        }
        let start = self.start()?;
        if self.accept(b'/') {
            return self.interval_after(start);
        }
        let Endpoint::At(date) = start else {
            return self.fail(
                "a slash: an open start is written in an interval (../1984) or a set ([..1984])",
            );
        };
        if self.peek() == Some(b'T') {
            let time = self.time(&date)?;
            return Ok(Expression::DateTime(date, time));
        }
        self.expect_end(&date, DatePosition::Alone)?;
        Ok(Expression::Date(date))
    }

    fn expect_end(&self, date: &Date, position: DatePosition) -> ParseResult<()> {
        if self.is_at_end() {
            return Ok(());
        }
        self.fail_after(date, position)
    }

    /// Fails with what may follow `date`, which depends on what it has so far.
    fn fail_after<T>(&self, date: &Date, position: DatePosition) -> ParseResult<T> {
        let end = position.expected_end();
        if self.peek() == Some(b'T') && position != DatePosition::Alone {
            return self.fail(format!("{end}: no times of day in intervals and sets"));
        }
        if matches!(date.year, Year::Long(_)) || date.significant_digits.is_some() {
            return self.fail(format!("{end}: such a year has no month"));
        }
        if date.grouping().is_some() && self.peek() == Some(b'-') {
            return self.fail(format!("{end}: a season or part of a year has no day"));
        }
        let qualifiers = if date.whole_qualifier().is_some_and(|whole| !whole.is_some()) {
            "?, ~ or %, or "
        } else {
            ""
        };
        let more = match (date.month, date.day) {
            (None, _) => "a hyphen and a month, ",
            (Some(_), None) if date.grouping().is_none() => "a hyphen and a day, ",
            _ => "",
        };
        let or = if qualifiers.is_empty() && !more.is_empty() {
            "or "
        } else {
            ""
        };
        self.fail(format!("{more}{or}{qualifiers}{end}"))
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
            return Ok(Endpoint::At(self.date(DatePosition::Alone)?));
        }
        if self.is_at_end() || self.peek() == Some(b'/') {
            self.require_level(1);
            return Ok(Endpoint::Open);
        }
        self.require_level(2);
        Ok(Endpoint::OnOrBefore(self.date(DatePosition::InInterval)?))
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
            return self.fail_at(end_position, "an end that is not before the start");
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
                    "a date without the dots before it"
                } else {
                    DatePosition::InInterval.expected_end()
                });
            }
            if needs_date {
                return self.fail_at(dots, "a date: an interval has one at least");
            }
            self.require_level(1);
            return Ok(Endpoint::Open);
        }
        if self.is_at_end() {
            return self.fail("a date: an interval has one at least");
        }
        let date = self.date(DatePosition::InInterval)?;
        if self.accept_dots() {
            self.require_level(2);
            if !self.is_at_end() {
                return self.fail(DatePosition::InInterval.expected_end());
            }
            return Ok(Endpoint::OnOrAfter(date));
        }
        self.expect_end(&date, DatePosition::InInterval)?;
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
                return self.fail(format!("a comma or {}", char::from(close)));
            }
            members.push(self.member()?);
        }
        if !self.is_at_end() {
            return self.fail("the end, after the closing bracket");
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
            return Ok(SetMember::OnOrBefore(self.date(DatePosition::InSet)?));
        }
        match self.peek() {
            Some(b'[' | b'{') => return self.fail("a date: sets do not nest"),
            Some(b',' | b']' | b'}') => return self.fail("a date: a set has no empty member"),
            _ => {}
        }
        let first_position = self.position;
        let first = self.date(DatePosition::InSet)?;
        if !self.accept_dots() {
            return match self.peek() {
                None | Some(b',' | b']' | b'}') => Ok(SetMember::Date(first)),
                Some(b'/') => self.fail("a comma or the closing bracket: no intervals in a set"),
                Some(_) => self.fail_after(&first, DatePosition::InSet),
            };
        }
        if matches!(self.peek(), None | Some(b',' | b']' | b'}')) {
            return Ok(SetMember::OnOrAfter(first));
        }
        if !first.is_plain() {
            return self.fail_at(
                first_position,
                "a plain year, month or day where a range begins (no ?, ~, %, X, S or season)",
            );
        }
        let last_position = self.position;
        let last = self.date(DatePosition::InSet)?;
        if !last.is_plain() {
            return self.fail_at(
                last_position,
                "a plain year, month or day where a range ends (no ?, ~, %, X, S or season)",
            );
        }
        if (first.month.is_some(), first.day.is_some())
            != (last.month.is_some(), last.day.is_some())
        {
            return self.fail_at(
                last_position,
                "a date as precise as the one before the dots",
            );
        }
        if is_before(&last, &first) {
            return self.fail_at(
                last_position,
                "an end of the range that is not before its start",
            );
        }
        match self.peek() {
            None | Some(b',' | b']' | b'}') => Ok(SetMember::Range(first, last)),
            Some(b'.') => self.fail(DatePosition::InSet.expected_end()),
            Some(_) => self.fail_after(&last, DatePosition::InSet),
        }
    }
}
