//! Times of day (ISO 8601-2:2019, A.4.3).

use super::{ParseResult, Parser};
use crate::expectation::Expectation;
use crate::syntax::{Date, TimeOfDay, UtcOffset};

impl Parser<'_> {
    /// From the `T` after a date to the end of the text.
    ///
    /// ```text
    /// time = "T" hour ":" minute ":" second [ zone ] ;
    ///        (* 00 to 23, 00 to 59, 00 to 60; 8601-1, 5.3.1 *)
    /// ```
    pub(super) fn time(&mut self, date: &Date) -> ParseResult<TimeOfDay> {
        let is_day = date.is_plain() && date.day.is_some();
        if !is_day {
            return self.fail(Expectation::DayBeforeTime);
        }
        self.accept(b'T');
        let hour = self.clock_digits(Expectation::Hour, 23)?;
        self.colon()?;
        let minute = self.clock_digits(Expectation::Minute, 59)?;
        self.colon()?;
        let second_position = self.position;
        let second = self.clock_digits(Expectation::Second, 60)?;
        let offset = self.utc_offset()?;
        let time = TimeOfDay {
            hour,
            minute,
            second,
            offset,
        };
        if second == 60 && !can_be_leap_second(time) {
            return self.fail_at(second_position, Expectation::LeapSecond);
        }
        if self.peek() == Some(b'/') {
            return self.fail(Expectation::NoTimeInInterval);
        }
        if !self.is_at_end() {
            return self.fail(match offset {
                UtcOffset::Unspecified => Expectation::Zone,
                UtcOffset::Utc | UtcOffset::Minutes(_) => Expectation::EndOfTime,
            });
        }
        Ok(time)
    }

    fn colon(&mut self) -> ParseResult<()> {
        if self.accept(b':') {
            Ok(())
        } else {
            self.fail(Expectation::Colon)
        }
    }

    fn clock_digits(&mut self, expected: Expectation, last: u8) -> ParseResult<u8> {
        let start = self.position;
        let mut number = 0;
        for _ in 0..2 {
            let Some(byte @ b'0'..=b'9') = self.peek() else {
                return self.fail(expected);
            };
            number = number * 10 + (byte - b'0');
            self.position += 1;
        }
        if number > last {
            return self.fail_at(start, expected);
        }
        Ok(number)
    }

    /// At most 14 hours either way, and no `-00:00`; see "Decisions".
    ///
    /// ```text
    /// zone = "Z" | ( "+" | "-" ) hour [ ":" minute ] ;   (* 8601-1, 4.3.13 *)
    /// ```
    fn utc_offset(&mut self) -> ParseResult<UtcOffset> {
        if self.accept(b'Z') {
            return Ok(UtcOffset::Utc);
        }
        let start = self.position;
        let is_ahead = self.accept(b'+');
        if !is_ahead && !self.accept(b'-') {
            return Ok(UtcOffset::Unspecified);
        }
        let hours = self.clock_digits(Expectation::OffsetHours, 14)?;
        let minutes = if self.accept(b':') {
            self.clock_digits(Expectation::OffsetMinutes, 59)?
        } else {
            0
        };
        let offset = i16::from(hours) * 60 + i16::from(minutes);
        if offset > 14 * 60 {
            return self.fail_at(start, Expectation::Offset);
        }
        if offset == 0 && !is_ahead {
            return self.fail_at(start, Expectation::ZeroOffset);
        }
        Ok(UtcOffset::Minutes(if is_ahead { offset } else { -offset }))
    }
}

/// Whether a time can be a leap second, the last second of a day of UTC
/// (ISO 8601-1:2019, 4.3.10). A time without an offset can.
fn can_be_leap_second(time: TimeOfDay) -> bool {
    let offset = match time.offset {
        UtcOffset::Unspecified => return true,
        UtcOffset::Utc => 0,
        UtcOffset::Minutes(minutes) => minutes,
    };
    let minute = i16::from(time.hour) * 60 + i16::from(time.minute) - offset;
    minute.rem_euclid(24 * 60) == 24 * 60 - 1
}
