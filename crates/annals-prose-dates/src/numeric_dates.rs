//! Dates in digits: 1956-03-12, 12.3.1956, 1953–58.

use super::calendar::CalendarDate;
use super::phrase_parser::{PhraseMatch, PhraseParser};
use super::time_expression::TimeExpression;
use super::tokens::TokenKind;

impl PhraseParser<'_> {
    pub(super) fn numeric_date(&self, at: usize) -> PhraseMatch<TimeExpression> {
        self.iso_date(at)
            .or_else(|| self.separated_date(at))
            .or_else(|| self.year_range(at))
    }

    /// "1956-03-12", and "1956-03" if it is not a range of years: "1903-05" are
    /// the years 1903 to 1905, as prose abbreviates them.
    fn iso_date(&self, at: usize) -> PhraseMatch<TimeExpression> {
        let (year, dash) = self.four_digits(at)?;
        let (month, after) = self.adjoining_part(dash, '-', 2)?;
        if !self.is_free_before(at) {
            return None;
        }
        let year = i64::from(year);
        let month_number = u8::try_from(month).ok()?;
        if let Some((day, end)) = self.adjoining_part(after, '-', 2) {
            let day = CalendarDate::day(year, month_number, u8::try_from(day).ok()?)?;
            // A time of day may follow: "1956-03-12T10:00".
            let is_free =
                self.is_free_after(end) || self.word(end).is_some_and(|word| word.starts_with('T'));
            return is_free.then_some((TimeExpression::One(day), end));
        }
        let is_month = (1..=12).contains(&month_number) && i64::from(month) <= year % 100;
        let date = CalendarDate::month(year, month_number);
        (is_month && self.is_free_after(after)).then_some((TimeExpression::One(date), after))
    }

    /// "12.3.1956", "12/03/1956". With slashes either number can be the month,
    /// unless one is too large.
    fn separated_date(&self, at: usize) -> PhraseMatch<TimeExpression> {
        let ((one, _), sign) = self.number(at)?;
        let TokenKind::Sign(separator @ ('.' | '/')) = self.token(sign)?.kind else {
            return None;
        };
        let (other, sign) = self.adjoining_part(sign, separator, 2)?;
        let (year, end) = self.adjoining_part(sign, separator, 4)?;
        let is_date = self.is_free_before(at) && self.is_free_after(end) && year >= 1000;
        let (one, other) = (u8::try_from(one).ok()?, u8::try_from(other).ok()?);
        let year = i64::from(year);
        let day_first = CalendarDate::day(year, other, one);
        let month_first = CalendarDate::day(year, one, other).filter(|_| separator == '/');
        let time = match (day_first, month_first) {
            (Some(one), Some(other)) if one != other => {
                let is_ordered = one.order() < other.order();
                let (first, last) = if is_ordered {
                    (one, other)
                } else {
                    (other, one)
                };
                TimeExpression::OneOf {
                    first,
                    last,
                    through: false,
                }
            }
            (Some(date), _) | (None, Some(date)) => TimeExpression::One(date),
            (None, None) => return None,
        };
        is_date.then_some((time, end))
    }

    /// A separator and a number of `digits` digits. Two digits can be one, unless
    /// the separator is a hyphen.
    fn adjoining_part(&self, at: usize, separator: char, digits: usize) -> PhraseMatch<u32> {
        let token = self.token(at)?;
        let is_separator = token.text.chars().eq([separator]);
        let ((number, written), after) = self.number(at + 1)?;
        let is_part = is_separator
            && token.adjoins
            && self.adjoins(at + 1)
            && (written == digits || separator != '-' && digits == 2 && written == 1);
        is_part.then_some((number, after))
    }

    /// "1953–1958", "1953-58", "1958/59", "500–450 BC". A range goes forward.
    fn year_range(&self, at: usize) -> PhraseMatch<TimeExpression> {
        if !self.is_free_before(at) {
            return None;
        }
        let ((first, first_digits), sign) = self.number(at)?;
        let (is_slash, second) = match self.token(sign)?.kind {
            TokenKind::Dash => (false, sign + 1),
            TokenKind::Sign('/') => (true, sign + 1),
            _ => return None,
        };
        // With a space on one side only, the dash separates clauses.
        let is_tight = self.adjoins(sign);
        if is_tight != self.adjoins(second) || is_slash && !is_tight {
            return None;
        }
        let ((last, last_digits), after) = self.number(second)?;
        if let Some((is_before, end)) = self.era(after) {
            let year = |year| super::year::in_era(year, is_before);
            return ascending(year(first), year(last)).map(|time| (time, end));
        }
        if first_digits != 4 || !(1000..=2999).contains(&first) || !self.is_free_after(after) {
            return None;
        }
        let last = match last_digits {
            4 => last,
            2 if is_tight => first / 100 * 100 + last,
            1 if is_tight && !is_slash => first / 10 * 10 + last,
            _ => return None,
        };
        // A slash joins the two years of a season, budget or school year.
        let last = match last_digits {
            _ if !is_slash => last,
            4 if last == first + 1 => last,
            2 if last % 100 == (first + 1) % 100 => first + 1,
            _ => return None,
        };
        let range = ascending(i64::from(first), i64::from(last))?;
        (last <= 2999).then_some((range, after))
    }
}

fn ascending(first: i64, last: i64) -> Option<TimeExpression> {
    (first < last).then_some(TimeExpression::Range {
        first: CalendarDate::year(first),
        last: CalendarDate::year(last),
        vague: false,
    })
}
