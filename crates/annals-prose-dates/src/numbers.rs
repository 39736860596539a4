//! Dates that are written in digits: 1956-03-12, 12.3.1956, 1953–58.

use super::calendar::Date;
use super::reader::{Read, Reader};
use super::tokens::Kind;
use super::unit::Unit;

impl Reader<'_> {
    pub(super) fn in_digits(&self, at: usize) -> Read<Unit> {
        self.iso_date(at)
            .or_else(|| self.parted_date(at))
            .or_else(|| self.year_range(at))
    }

    /// "1956-03-12", and "1956-03" where it is no range of years: "1903-05"
    /// are the years 1903 to 1905, as running text abbreviates them.
    fn iso_date(&self, at: usize) -> Read<Unit> {
        let (year, dash) = self.four_digits(at)?;
        let (month, behind) = self.glued_part(dash, '-', 2)?;
        if !self.is_free_before(at) {
            return None;
        }
        let year = i64::from(year);
        let month_number = u8::try_from(month).ok()?;
        if let Some((day, end)) = self.glued_part(behind, '-', 2) {
            let day = Date::day(year, month_number, u8::try_from(day).ok()?)?;
            // A time of day may follow: "1956-03-12T10:00".
            let is_free = self.is_free_behind(end)
                || self.word(end).is_some_and(|word| word.starts_with('T'));
            return is_free.then_some((Unit::One(day), end));
        }
        let is_month = (1..=12).contains(&month_number) && i64::from(month) <= year % 100;
        let date = Date::month(year, month_number);
        (is_month && self.is_free_behind(behind)).then_some((Unit::One(date), behind))
    }

    /// "12.3.1956", "12/03/1956". With slashes nobody knows which is the month
    /// unless one is too large.
    fn parted_date(&self, at: usize) -> Read<Unit> {
        let ((one, _), sign) = self.number(at)?;
        let Kind::Sign(separator @ ('.' | '/')) = self.token(sign)?.kind else {
            return None;
        };
        let (other, sign) = self.glued_part(sign, separator, 2)?;
        let (year, end) = self.glued_part(sign, separator, 4)?;
        let is_date = self.is_free_before(at) && self.is_free_behind(end) && year >= 1000;
        let (one, other) = (u8::try_from(one).ok()?, u8::try_from(other).ok()?);
        let year = i64::from(year);
        let unit = match (Date::day(year, other, one), Date::day(year, one, other)) {
            (Some(date), _) if separator == '.' => Unit::One(date),
            (Some(first), Some(last)) if separator == '/' && first != last => {
                let (first, last) = if first.order() < last.order() {
                    (first, last)
                } else {
                    (last, first)
                };
                Unit::OneOf {
                    first,
                    last,
                    through: false,
                }
            }
            (Some(date), _) => Unit::One(date),
            (None, Some(date)) if separator == '/' => Unit::One(date),
            _ => return None,
        };
        is_date.then_some((unit, end))
    }

    /// A separator and a number of so many digits or, of two, fewer.
    fn glued_part(&self, at: usize, separator: char, digits: usize) -> Read<u32> {
        let token = self.token(at)?;
        let is_separator = token.text.chars().eq([separator]);
        let ((number, written), behind) = self.number(at + 1)?;
        let is_part = is_separator
            && token.glued
            && self.glued(at + 1)
            && (written == digits || separator != '-' && digits == 2 && written == 1);
        is_part.then_some((number, behind))
    }

    /// "1953–1958", "1953-58", "1958/59", "500–450 BC". Only what goes forward
    /// is a range.
    fn year_range(&self, at: usize) -> Read<Unit> {
        if !self.is_free_before(at) {
            return None;
        }
        let ((first, first_digits), sign) = self.number(at)?;
        let (is_slash, second) = match self.token(sign)?.kind {
            Kind::Dash => (false, sign + 1),
            Kind::Sign('/') => (true, sign + 1),
            _ => return None,
        };
        // With a space on one side only, the dash parts clauses.
        let is_tight = self.glued(sign);
        if is_tight != self.glued(second) || is_slash && !is_tight {
            return None;
        }
        let ((last, last_digits), behind) = self.number(second)?;
        if let Some((is_before, end)) = self.era(behind) {
            let year = |year| super::year::in_era(year, is_before);
            return ascending(year(first), year(last)).map(|unit| (unit, end));
        }
        if first_digits != 4 || !(1000..=2999).contains(&first) || !self.is_free_behind(behind) {
            return None;
        }
        let last = match last_digits {
            4 => last,
            2 if is_tight => first / 100 * 100 + last,
            1 if is_tight && !is_slash => first / 10 * 10 + last,
            _ => return None,
        };
        // The years that a season, a budget or a school year straddles.
        let last = match last_digits {
            _ if !is_slash => last,
            4 if last == first + 1 => last,
            2 if last % 100 == (first + 1) % 100 => first + 1,
            _ => return None,
        };
        let span = ascending(i64::from(first), i64::from(last))?;
        (last <= 2999).then_some((span, behind))
    }
}

fn ascending(first: i64, last: i64) -> Option<Unit> {
    (first < last).then_some(Unit::Stretch {
        first: Date::year(first),
        last: Date::year(last),
        vague: false,
    })
}
