//! Times with a name: days, months, seasons, decades, centuries, and parts of
//! them.

use super::calendar::{CalendarDate, YearPart};
use super::phrase_parser::{PhraseMatch, PhraseParser, contains_word, longest};
use super::relative::ReferenceDate;
use super::time_expression::{QualifiedTime, TimeExpression};
use super::tokens::TokenKind;

/// A month or day whose year is given elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct YearlessDate(pub(super) YearPart);

impl YearlessDate {
    /// The date in a year. `None` if the year has no such day.
    pub(super) const fn in_year(self, year: i64) -> Option<CalendarDate> {
        match self.0 {
            YearPart::Day(month, day) => CalendarDate::day(year, month, day),
            part => Some(CalendarDate { year, part }),
        }
    }
}

impl PhraseParser<'_> {
    /// A named time, with an article before it.
    pub(super) fn time(&self, at: usize) -> PhraseMatch<QualifiedTime> {
        let plain = |(time, after)| (QualifiedTime::from(time), after);
        longest([
            self.whole_time(at),
            self.part(at).map(plain),
            self.relative(at),
        ])
    }

    /// The same without parts of a time and relative dates.
    pub(super) fn whole_time(&self, at: usize) -> PhraseMatch<QualifiedTime> {
        let inner = self.maybe(at, self.words.the);
        let named = longest([
            self.numeric_date(self.any(at, &self.words.year_named).unwrap_or(at)),
            self.day_and_month(inner),
            self.season(inner),
            self.fraction(inner),
            self.decade(at),
            self.century(inner),
            self.year(at),
        ]);
        named.map(|(time, after)| (QualifiedTime::from(time), after))
    }

    fn year(&self, at: usize) -> PhraseMatch<TimeExpression> {
        let year = longest([
            self.explicit_year(at),
            self.year_of_era(at),
            self.bare_year(at),
        ]);
        year.map(|(year, after)| (TimeExpression::One(CalendarDate::year(year)), after))
    }

    /// "12 March 1956", "March 12, 1956", "12–15 March 1956", "March 1956".
    fn day_and_month(&self, at: usize) -> PhraseMatch<TimeExpression> {
        let with_days = || {
            let ((days, month), after) = self.days_of_month(at)?;
            let (year, after) = self.year_after(after)?;
            Some((days.in_month(year, month)?, after))
        };
        longest([with_days(), self.month_and_year(at)])
    }

    fn month_and_year(&self, at: usize) -> PhraseMatch<TimeExpression> {
        let (month, after) = self.month(at)?;
        let (year, after) = self.year_after(after)?;
        Some((TimeExpression::One(CalendarDate::month(year, month)), after))
    }

    /// "Monday, 12 March", "the 12th of March", "March 12–15".
    fn days_of_month(&self, at: usize) -> PhraseMatch<(DayRange, u8)> {
        let at = self.after_weekday(at);
        if let Some((days, after)) = self.days(at) {
            let (month, after) = self.month(self.maybe(after, self.words.of))?;
            return Some(((days, month), after));
        }
        let (month, after) = self.month(at)?;
        let (days, after) = self.days(self.maybe(after, self.words.the))?;
        Some(((days, month), after))
    }

    /// A month or day without a year.
    pub(super) fn yearless(&self, at: usize) -> PhraseMatch<YearlessDate> {
        let at = self.maybe(at, self.words.the);
        let day = || {
            let ((days, month), after) = self.days_of_month(at)?;
            let is_one = days.first == days.last;
            is_one.then_some((YearlessDate(YearPart::Day(month, days.first)), after))
        };
        let month = || {
            let (month, after) = self.month(at)?;
            Some((YearlessDate(YearPart::Month(month)), after))
        };
        longest([day(), month()])
    }

    fn after_weekday(&self, at: usize) -> usize {
        match self.any(at, &self.words.weekdays) {
            Some(after) => self.maybe(self.maybe_sign(after, ','), self.words.the),
            None => at,
        }
    }

    /// The year of a month: "March 1956", "March, 1956", "March
    /// of 1956", "March of the year 1956".
    fn year_after(&self, at: usize) -> PhraseMatch<i64> {
        let at = self.maybe_sign(at, ',');
        let at = self.maybe(at, self.words.of);
        longest([self.named_year(at), self.explicit_year(at)])
    }

    /// A month. In lower case only after a day: "12 march". Other "march" and
    /// "may" are verbs.
    pub(super) fn month(&self, at: usize) -> PhraseMatch<u8> {
        let name = self.word(at)?;
        let (month, after) = self.lookup(at, &self.words.months)?;
        let is_name = name.starts_with(|c: char| c.is_uppercase())
            || self.before(at).is_some_and(|before| {
                before.kind == TokenKind::Number
                    || contains_word(&self.words.ordinal_endings, Some(before.text))
            });
        // "Sept. 1956": an abbreviation can have a full stop.
        let full = self.words.months.iter().find(|(_, one)| *one == month);
        let is_short = full.is_some_and(|(full, _)| full.len() > name.len());
        let after = match self.sign(after, '.') {
            Some(stop) if is_short && self.adjoins(after) => stop,
            _ => after,
        };
        is_name.then_some((month, after))
    }

    /// "12", "12th", "12–15", "12 to 15".
    fn days(&self, at: usize) -> PhraseMatch<DayRange> {
        let (first, after) = self.day_number(at)?;
        let second = self
            .dash(after)
            .or_else(|| self.any(after, &self.words.to))
            .and_then(|second| self.day_number(second));
        Some(match second {
            Some((last, after)) if first < last => (DayRange { first, last }, after),
            _ => (DayRange { first, last: first }, after),
        })
    }

    fn day_number(&self, at: usize) -> PhraseMatch<u8> {
        let ((day, digits), after) = self.number(at)?;
        if !(1..=31).contains(&day) || digits > 2 || !self.is_apart(at) {
            return None;
        }
        let after = match self.any(after, &self.words.ordinal_endings) {
            Some(ending) if self.adjoins(after) => ending,
            _ => after,
        };
        Some((u8::try_from(day).ok()?, after))
    }

    /// "spring 1970", "the summer of 1970", "the winter of 1970–71".
    fn season(&self, at: usize) -> PhraseMatch<TimeExpression> {
        let (code, after) = self.lookup(at, &self.words.seasons)?;
        let (year, end) = self.year_or_range_after(after, code == 24)?;
        Some((TimeExpression::One(CalendarDate::group(year, code)), end))
    }

    /// A winter can be named by its two years. EDTF names it by the first.
    fn year_or_range_after(&self, at: usize, may_straddle: bool) -> PhraseMatch<i64> {
        let inner = self.maybe(self.maybe_sign(at, ','), self.words.of);
        if may_straddle
            && let Some((TimeExpression::Range { first, last, .. }, after)) =
                self.numeric_date(inner)
            && first.next() == last
        {
            return Some((first.year, after));
        }
        self.year_after(at)
    }

    /// "the first quarter of 1970", "Q1 1970", "the second half of the 1950s".
    fn fraction(&self, at: usize) -> PhraseMatch<TimeExpression> {
        if let Some(read) = self.short_quarter(at) {
            return Some(read);
        }
        let ((code, percent), after) = self.lookup(at, &self.words.fractions)?;
        let whole = self.phrase(after, self.words.of)?;
        let (time, after) = self.divisible(whole)?;
        let is_quarter = code < 40;
        let part = match time {
            TimeExpression::One(CalendarDate {
                year,
                part: YearPart::Year,
            }) => TimeExpression::One(CalendarDate::group(year, code)),
            TimeExpression::Century(_) | TimeExpression::Hundred(_) => time.part(percent, false),
            _ if is_quarter => return None,
            _ => time.part(percent, false),
        };
        Some((part, after))
    }

    fn short_quarter(&self, at: usize) -> PhraseMatch<TimeExpression> {
        if self.word(at) != Some("Q") || !self.adjoins(at + 1) {
            return None;
        }
        let ((quarter, _), after) = self.number(at + 1)?;
        let quarter = u8::try_from(quarter).ok()?;
        let (year, after) = self.year_after(after)?;
        (1..=4).contains(&quarter).then_some((
            TimeExpression::One(CalendarDate::group(year, 32 + quarter)),
            after,
        ))
    }

    /// A time that can have parts: a month, season, year, decade or century.
    fn divisible(&self, at: usize) -> PhraseMatch<TimeExpression> {
        let inner = self.maybe(at, self.words.the);
        longest([
            self.month_and_year(inner),
            self.season(inner),
            self.decade(at),
            self.century(inner),
            self.year(at),
        ])
    }

    /// "early 1990s", "mid-2010s", "late in 1958", "the end of the 1950s".
    fn part(&self, at: usize) -> PhraseMatch<TimeExpression> {
        let inner = self.maybe(at, self.words.the);
        let part = || {
            let (percent, after) = self.lookup(inner, &self.words.parts)?;
            let dash = self.dash(after).filter(|_| self.adjoins(after));
            let after = dash.unwrap_or_else(|| self.maybe(after, self.words.inside));
            Some((percent, after))
        };
        let (percent, after) = self.lookup(inner, &self.words.parts_of).or_else(part)?;
        let (time, after) = self.divisible(after)?;
        Some((time.part(percent, true), after))
    }

    /// "the 1950s", "1950’s", "nineteen-fifties", "the fifties", "’50s".
    fn decade(&self, at: usize) -> PhraseMatch<TimeExpression> {
        let inner = self.maybe(at, self.words.the);
        let has_article = inner > at;
        longest([
            self.decade_in_digits(inner, has_article),
            self.decade_in_words(inner, has_article),
        ])
    }

    fn decade_in_digits(&self, at: usize, has_article: bool) -> PhraseMatch<TimeExpression> {
        let quote = self.apostrophe(at);
        let number = match quote {
            Some(number) if self.adjoins(number) => number,
            _ => at,
        };
        let ((value, digits), after) = self.number(number)?;
        let after = self.plural(after)?;
        let year = i64::from(value);
        let is_whole = self.token(after).is_none_or(|next| {
            !next.adjoins || !matches!(next.kind, TokenKind::Word | TokenKind::Number)
        });
        if year % 10 != 0 || !is_whole {
            return None;
        }
        if digits == 2 && (has_article || number > at) {
            return Some((self.decade_before_reference(year), after));
        }
        let is_decade = digits == 4
            && (1000..=2099).contains(&value)
            && number == at
            && self.is_free_before(at);
        let time = match (year % 1000, year % 100) {
            // "1000s of people" is a number.
            (0, _) if !has_article && self.phrase(after, self.words.of).is_some() => return None,
            (0, _) => TimeExpression::Decade(year),
            (_, 0) => TimeExpression::Hundred(year),
            _ => TimeExpression::Decade(year),
        };
        is_decade.then_some((time, after))
    }

    fn plural(&self, at: usize) -> Option<usize> {
        let letter = match self.apostrophe(at) {
            Some(letter) if self.adjoins(at) => letter,
            _ => at,
        };
        let plural = self.phrase(letter, self.words.plural)?;
        self.adjoins(letter).then_some(plural)
    }

    fn decade_in_words(&self, at: usize, has_article: bool) -> PhraseMatch<TimeExpression> {
        if let Some((hundreds, after)) = self.lookup(at, &self.words.hundreds) {
            let after = self.dash(after).unwrap_or(after);
            if let Some((tens, after)) = self.lookup(after, &self.words.decades) {
                let year = i64::from(hundreds) * 100 + i64::from(tens) * 10;
                return Some((TimeExpression::Decade(year), after));
            }
        }
        let (tens, after) = self.lookup(at, &self.words.decades)?;
        // "In his sixties" is an age, "sixties music" a style.
        let is_time = has_article || {
            let before = self.word_before(at);
            !contains_word(&self.words.possessives, before)
                && contains_word(&self.words.before_years, before)
        };
        is_time.then(|| (self.decade_before_reference(i64::from(tens) * 10), after))
    }

    /// The last such decade that had begun by the reference date.
    fn decade_before_reference(&self, tens: i64) -> TimeExpression {
        let year = self.reference.and_then(ReferenceDate::last_year);
        match year {
            Some(year) if year >= tens => TimeExpression::Decade((year - tens) / 100 * 100 + tens),
            _ => TimeExpression::Unknown,
        }
    }

    /// "the 19th century", "the 17th to the 19th century".
    fn century(&self, at: usize) -> PhraseMatch<TimeExpression> {
        let (first, after) = self.ordinal(at)?;
        let connector = self
            .dash(after)
            .or_else(|| self.any(after, &self.words.to))
            .or_else(|| self.phrase(after, self.words.and));
        let second = connector
            .map(|second| self.maybe(second, self.words.the))
            .and_then(|second| self.ordinal(second))
            .filter(|(last, _)| first < *last);
        let (last, after) = second.unwrap_or((first, after));
        let after = self.dash(after).unwrap_or(after);
        let name = after;
        let after = self.any(name, &self.words.century)?;
        let after = if self.word(name).is_some_and(|name| name.len() <= 4) {
            self.maybe_sign(after, '.')
        } else {
            after
        };
        let (is_before, after) = self.era(after).unwrap_or((false, after));
        let begins = |number: u8| {
            let number = i64::from(number);
            if is_before {
                1 - number * 100
            } else {
                number * 100 - 99
            }
        };
        // Centuries before the common era count down; ranges of them are not
        // supported.
        if first == last {
            return Some((TimeExpression::Century(begins(first)), after));
        }
        if is_before {
            return None;
        }
        let time = TimeExpression::Range {
            first: CalendarDate::year(begins(first)),
            last: CalendarDate::year(begins(last) + 99),
            vague: false,
        };
        Some((time, after))
    }

    /// "19th", "nineteenth".
    fn ordinal(&self, at: usize) -> PhraseMatch<u8> {
        if let Some(read) = self.lookup(at, &self.words.ordinals) {
            return Some(read);
        }
        let ((number, _), after) = self.number(at)?;
        let ending = self.any(after, &self.words.ordinal_endings)?;
        let is_ordinal = (1..=30).contains(&number) && self.adjoins(after) && self.is_apart(at);
        is_ordinal.then_some((u8::try_from(number).ok()?, ending))
    }
}

/// The days from `first` to `last` of a month.
#[derive(Clone, Copy)]
struct DayRange {
    first: u8,
    last: u8,
}

impl DayRange {
    fn in_month(self, year: i64, month: u8) -> Option<TimeExpression> {
        let first = CalendarDate::day(year, month, self.first)?;
        let last = CalendarDate::day(year, month, self.last)?;
        Some(if first == last {
            TimeExpression::One(first)
        } else {
            TimeExpression::Range {
                first,
                last,
                vague: false,
            }
        })
    }
}
