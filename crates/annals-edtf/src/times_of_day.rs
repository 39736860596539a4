//! Reading times of day (ISO 8601-2:2019, A.4.3), the end of the grammar in
//! [`super::parser`].

use super::parser::{Reader, Reading};
use super::syntax::{Date, TimeOfDay, Zone};

impl Reader<'_> {
    /// From the `T` after a date to the end of the text.
    pub(crate) fn time_after(&mut self, date: &Date) -> Reading<TimeOfDay> {
        let is_day = date.is_plain() && date.day.is_some();
        if !is_day {
            return self.refuse("a complete, plain day (YYYY-MM-DD) before a time of day");
        }
        self.eat(b'T');
        let hour = self.clock_part("an hour from 00 to 23", 23)?;
        self.colon()?;
        let minute = self.clock_part("a minute from 00 to 59", 59)?;
        self.colon()?;
        let begun = self.at();
        let second = self.clock_part("a second from 00 to 59, or 60 in a leap second", 60)?;
        let zone = self.zone()?;
        let time = TimeOfDay {
            hour,
            minute,
            second,
            zone,
        };
        if second == 60 && !can_be_leap_second(time) {
            return self.refuse_at(
                begun,
                "a second from 00 to 59: 60 is the leap second, at 23:59:60 UTC",
            );
        }
        if self.peek() == Some(b'/') {
            return self.refuse("the end: no times of day in intervals and sets");
        }
        if !self.is_at_end() {
            return self.refuse(match zone {
                Zone::Unsaid => "Z, an offset such as +02:00, or the end",
                Zone::Utc | Zone::Shift(_) => "the end of the time",
            });
        }
        Ok(time)
    }

    fn colon(&mut self) -> Reading<()> {
        if self.eat(b':') {
            Ok(())
        } else {
            self.refuse("a colon: a time of day is hh:mm:ss")
        }
    }

    fn clock_part(&mut self, expected: &str, last: u8) -> Reading<u8> {
        let begun = self.at();
        let mut part = 0;
        for _ in 0..2 {
            let Some(sign @ b'0'..=b'9') = self.peek() else {
                return self.refuse(expected);
            };
            part = part * 10 + (sign - b'0');
            self.eat(sign);
        }
        if part > last {
            return self.refuse_at(begun, expected);
        }
        Ok(part)
    }

    fn zone(&mut self) -> Reading<Zone> {
        if self.eat(b'Z') {
            return Ok(Zone::Utc);
        }
        let begun = self.at();
        let ahead = self.eat(b'+');
        if !ahead && !self.eat(b'-') {
            return Ok(Zone::Unsaid);
        }
        let hours = self.clock_part("the hours of an offset, from 00 to 14", 14)?;
        let minutes = if self.eat(b':') {
            self.clock_part("the minutes of an offset, from 00 to 59", 59)?
        } else {
            0
        };
        let shift = i16::from(hours) * 60 + i16::from(minutes);
        if shift > 14 * 60 {
            return self.refuse_at(begun, "an offset of at most 14 hours");
        }
        if shift == 0 && !ahead {
            return self.refuse_at(begun, "+00:00 or Z: an offset of zero is not negative");
        }
        Ok(Zone::Shift(if ahead { shift } else { -shift }))
    }
}

/// A leap second is the last second of a day of UTC (ISO 8601-1:2019, 4.3.10).
/// Without a zone nobody can say whether it is.
fn can_be_leap_second(time: TimeOfDay) -> bool {
    let shift = match time.zone {
        Zone::Unsaid => return true,
        Zone::Utc => 0,
        Zone::Shift(minutes) => minutes,
    };
    let minute = i16::from(time.hour) * 60 + i16::from(time.minute) - shift;
    minute.rem_euclid(24 * 60) == 24 * 60 - 1
}
