//! Times that have a name: days, months, seasons, decades, centuries, and
//! parts of them.

use super::calendar::{Date, Part};
use super::reader::{Read, Reader, holds, longest};
use super::relative::Anchor;
use super::tokens::Kind;
use super::unit::{Hedged, Tenths, Unit};
use super::vocabulary::Vocabulary;

/// A month or a day whose year stands elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Yearless(pub(super) Part);

impl Yearless {
    /// The date in a year; `None` where the year has no such day.
    pub(super) const fn of(self, year: i64) -> Option<Date> {
        match self.0 {
            Part::Day(month, day) => Date::day(year, month, day),
            part => Some(Date { year, part }),
        }
    }
}

impl Reader<'_> {
    /// A name of a time, an article before it included.
    pub(super) fn unit(&self, at: usize) -> Read<Hedged> {
        let plain = |(unit, behind)| (Hedged::from(unit), behind);
        longest([
            self.whole_unit(at),
            self.part(at).map(plain),
            self.relative(at),
        ])
    }

    /// The same without parts of a time and without what hangs on another.
    pub(super) fn whole_unit(&self, at: usize) -> Read<Hedged> {
        let inner = self.maybe(at, self.words.the);
        let named = longest([
            self.in_digits(self.any(at, self.words.year_named).unwrap_or(at)),
            self.day_and_month(inner),
            self.season(inner),
            self.fraction(inner),
            self.decade(at),
            self.century(inner),
            self.year(at),
        ]);
        named.map(|(unit, behind)| (Hedged::from(unit), behind))
    }

    fn year(&self, at: usize) -> Read<Unit> {
        let year = longest([
            self.year_so_named(at),
            self.year_of_era(at),
            self.bare_year(at),
        ]);
        year.map(|(year, behind)| (Unit::One(Date::year(year)), behind))
    }

    /// "12 March 1956", "March 12, 1956", "12–15 March 1956", "March 1956".
    fn day_and_month(&self, at: usize) -> Read<Unit> {
        longest([
            self.days_then_month(at),
            self.month_then_days(at),
            self.month_and_year(at),
        ])
    }

    fn month_and_year(&self, at: usize) -> Read<Unit> {
        let (month, behind) = self.month(at)?;
        let (year, behind) = self.year_behind(behind)?;
        Some((Unit::One(Date::month(year, month)), behind))
    }

    fn days_then_month(&self, at: usize) -> Read<Unit> {
        let (days, behind) = self.days(self.after_weekday(at))?;
        let (month, behind) = self.month(self.maybe(behind, self.words.of))?;
        let (year, behind) = self.year_behind(behind)?;
        Some((days.of(year, month)?, behind))
    }

    fn month_then_days(&self, at: usize) -> Read<Unit> {
        let (month, behind) = self.month(self.after_weekday(at))?;
        let (days, behind) = self.days(self.maybe(behind, self.words.the))?;
        let (year, behind) = self.year_behind(behind)?;
        Some((days.of(year, month)?, behind))
    }

    /// A month or day without its year.
    pub(super) fn yearless(&self, at: usize) -> Read<Yearless> {
        let at = self.maybe(at, self.words.the);
        let day_first = || {
            let (days, behind) = self.days(self.after_weekday(at))?;
            let (month, behind) = self.month(self.maybe(behind, self.words.of))?;
            let is_one = days.first == days.last;
            is_one.then_some((Yearless(Part::Day(month, days.first)), behind))
        };
        let month_first = || {
            let (month, behind) = self.month(self.after_weekday(at))?;
            let (days, behind) = self.days(self.maybe(behind, self.words.the))?;
            let is_one = days.first == days.last;
            is_one.then_some((Yearless(Part::Day(month, days.first)), behind))
        };
        let month = || {
            let (month, behind) = self.month(at)?;
            Some((Yearless(Part::Month(month)), behind))
        };
        longest([day_first(), month_first(), month()])
    }

    fn after_weekday(&self, at: usize) -> usize {
        match self.any(at, self.words.weekdays) {
            Some(behind) => self.maybe(self.maybe_sign(behind, ','), self.words.the),
            None => at,
        }
    }

    /// The year that belongs to a month: "March 1956", "March, 1956", "March
    /// of 1956", "March of the year 1956".
    fn year_behind(&self, at: usize) -> Read<i64> {
        let at = self.maybe_sign(at, ',');
        let at = self.maybe(at, self.words.of);
        longest([self.named_year(at), self.year_so_named(at)])
    }

    /// A month. In small letters it is one only beside a day: "12 march", and
    /// no "march" or "may" else.
    pub(super) fn month(&self, at: usize) -> Read<u8> {
        let name = self.word(at)?;
        let (month, behind) = self.lookup(at, self.words.months)?;
        let is_name = name.starts_with(|c: char| c.is_uppercase())
            || self.before(at).is_some_and(|before| {
                before.kind == Kind::Number || holds(self.words.ordinal_endings, Some(before.text))
            });
        // "Sept. 1956": a name that was cut short may have its full stop.
        let full = self.words.months.iter().find(|(_, one)| *one == month);
        let is_short = full.is_some_and(|(full, _)| full.len() > name.len());
        let behind = match self.sign(behind, '.') {
            Some(stop) if is_short && self.glued(behind) => stop,
            _ => behind,
        };
        is_name.then_some((month, behind))
    }

    /// "12", "12th", "12–15", "12 to 15".
    fn days(&self, at: usize) -> Read<Days> {
        let (first, behind) = self.day_number(at)?;
        let second = self
            .dash(behind)
            .or_else(|| self.any(behind, self.words.to))
            .and_then(|second| self.day_number(second));
        Some(match second {
            Some((last, behind)) if first < last => (Days { first, last }, behind),
            _ => (Days { first, last: first }, behind),
        })
    }

    fn day_number(&self, at: usize) -> Read<u8> {
        let ((day, digits), behind) = self.number(at)?;
        if !(1..=31).contains(&day) || digits > 2 || !self.is_apart(at) {
            return None;
        }
        let behind = match self.any(behind, self.words.ordinal_endings) {
            Some(ending) if self.glued(behind) => ending,
            _ => behind,
        };
        Some((u8::try_from(day).ok()?, behind))
    }

    /// "spring 1970", "the summer of 1970", "the winter of 1970–71".
    fn season(&self, at: usize) -> Read<Unit> {
        let (code, behind) = self.lookup(at, self.words.seasons)?;
        let (year, end) = self.year_or_range_behind(behind, code == 24)?;
        Some((Unit::One(Date::group(year, code)), end))
    }

    /// A winter may be called by the two years that it lies in; it is written
    /// by the first.
    fn year_or_range_behind(&self, at: usize, may_straddle: bool) -> Read<i64> {
        let inner = self.maybe(self.maybe_sign(at, ','), self.words.of);
        if may_straddle
            && let Some((Unit::Stretch { first, last, .. }, behind)) = self.in_digits(inner)
            && first.next() == last
        {
            return Some((first.year, behind));
        }
        self.year_behind(at)
    }

    /// "the first quarter of 1970", "Q1 1970", "the second half of the 1950s".
    fn fraction(&self, at: usize) -> Read<Unit> {
        if let Some(read) = self.short_quarter(at) {
            return Some(read);
        }
        let quarter = self
            .lookup(at, self.words.quarters)
            .map(|(number, behind)| (4, number, behind));
        let half = || {
            let (number, behind) = self.lookup(at, self.words.halves)?;
            Some((2_u8, number, behind))
        };
        let (parts, number, behind) = quarter.or_else(half)?;
        let of = self.phrase(behind, self.words.of)?;
        let (unit, behind) = self.divisible(of)?;
        let part = match unit {
            Unit::One(Date {
                year,
                part: Part::Year,
            }) => Unit::One(Date::group(
                year,
                if parts == 4 { 32 + number } else { 39 + number },
            )),
            unit if parts == 2 => unit.part(
                Tenths {
                    from: (number - 1) * 5,
                    to: number * 5,
                },
                false,
            ),
            Unit::Century(first) | Unit::Hundred(first) => {
                let first = first + i64::from(number - 1) * 25;
                Unit::Stretch {
                    first: Date::year(first),
                    last: Date::year(first + 24),
                    vague: false,
                }
            }
            _ => return None,
        };
        Some((part, behind))
    }

    fn short_quarter(&self, at: usize) -> Read<Unit> {
        if self.word(at) != Some("Q") || !self.glued(at + 1) {
            return None;
        }
        let ((quarter, _), behind) = self.number(at + 1)?;
        let quarter = u8::try_from(quarter).ok()?;
        let (year, behind) = self.year_behind(behind)?;
        (1..=4)
            .contains(&quarter)
            .then_some((Unit::One(Date::group(year, 32 + quarter)), behind))
    }

    /// What can have parts: a month, year, decade or century.
    fn divisible(&self, at: usize) -> Read<Unit> {
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
    fn part(&self, at: usize) -> Read<Unit> {
        let inner = self.maybe(at, self.words.the);
        if let Some((tenths, behind)) = self.lookup(inner, self.words.parts_of) {
            let (unit, behind) = self.divisible(behind)?;
            return Some((unit.part(tenths, true), behind));
        }
        let (tenths, behind) = self.lookup(inner, self.words.parts)?;
        let behind = match self.dash(behind) {
            Some(dash) if self.glued(behind) => dash,
            _ => self.maybe(behind, self.words.inside),
        };
        let (unit, behind) = self.divisible(behind)?;
        Some((unit.part(tenths, true), behind))
    }

    /// "the 1950s", "1950’s", "nineteen-fifties", "the fifties", "’50s".
    fn decade(&self, at: usize) -> Read<Unit> {
        let inner = self.maybe(at, self.words.the);
        let has_article = inner > at;
        longest([
            self.decade_in_digits(inner, has_article),
            self.decade_in_words(inner, has_article),
        ])
    }

    fn decade_in_digits(&self, at: usize, has_article: bool) -> Read<Unit> {
        let quote = self.apostrophe(at);
        let number = match quote {
            Some(number) if self.glued(number) => number,
            _ => at,
        };
        let ((number_read, digits), behind) = self.number(number)?;
        let behind = self.plural(behind)?;
        let year = i64::from(number_read);
        let is_whole = self
            .token(behind)
            .is_none_or(|next| !next.glued || !matches!(next.kind, Kind::Word | Kind::Number));
        if year % 10 != 0 || !is_whole {
            return None;
        }
        if digits == 2 && (has_article || number > at) {
            return Some((self.decade_by_anchor(year), behind));
        }
        let is_decade = digits == 4
            && (1000..=2099).contains(&number_read)
            && number == at
            && self.is_free_before(at);
        let unit = match (year % 1000, year % 100) {
            // "1000s of people" are no time.
            (0, _) if !has_article && self.phrase(behind, self.words.of).is_some() => return None,
            (0, _) => Unit::Decade(year),
            (_, 0) => Unit::Hundred(year),
            _ => Unit::Decade(year),
        };
        is_decade.then_some((unit, behind))
    }

    fn plural(&self, at: usize) -> Option<usize> {
        let letter = match self.apostrophe(at) {
            Some(letter) if self.glued(at) => letter,
            _ => at,
        };
        let plural = self.phrase(letter, self.words.plural)?;
        self.glued(letter).then_some(plural)
    }

    fn decade_in_words(&self, at: usize, has_article: bool) -> Read<Unit> {
        if let Some((hundreds, behind)) = self.lookup(at, self.words.hundreds) {
            let behind = self.dash(behind).unwrap_or(behind);
            if let Some((tens, behind)) = self.lookup(behind, self.words.decades) {
                let year = i64::from(hundreds) * 100 + i64::from(tens);
                return Some((Unit::Decade(year), behind));
            }
        }
        let (tens, behind) = self.lookup(at, self.words.decades)?;
        // "in his sixties" is an age, "sixties music" a style.
        let is_time = has_article || {
            let before = self.word_before(at);
            !holds(self.words.possessives, before) && holds(self.words.before_years, before)
        };
        is_time.then(|| (self.decade_by_anchor(i64::from(tens)), behind))
    }

    /// The last such decade that had begun at the anchor.
    fn decade_by_anchor(&self, tens: i64) -> Unit {
        let anchor = self.anchor.as_ref().and_then(Anchor::last_year);
        match anchor {
            Some(year) if year >= tens => Unit::Decade((year - tens) / 100 * 100 + tens),
            _ => Unit::Unknown,
        }
    }

    /// "the 19th century", "the 17th to the 19th century".
    fn century(&self, at: usize) -> Read<Unit> {
        let (first, behind) = self.ordinal(at)?;
        let connector = self
            .dash(behind)
            .or_else(|| self.any(behind, self.words.to))
            .or_else(|| self.phrase(behind, self.words.and));
        let second = connector
            .map(|second| self.maybe(second, self.words.the))
            .and_then(|second| self.ordinal(second))
            .filter(|(last, _)| first < *last);
        let (last, behind) = second.unwrap_or((first, behind));
        let behind = self.dash(behind).unwrap_or(behind);
        let name = behind;
        let behind = self.any(name, self.words.century)?;
        let behind = if self.word(name).is_some_and(|name| name.len() <= 4) {
            self.maybe_sign(behind, '.')
        } else {
            behind
        };
        let (is_before, behind) = self.era(behind).unwrap_or((false, behind));
        let begins = |number: u8| {
            let number = i64::from(number);
            if is_before {
                1 - number * 100
            } else {
                number * 100 - 99
            }
        };
        // Before the common era the numbers fall.
        if first == last {
            return Some((Unit::Century(begins(first)), behind));
        }
        if is_before {
            return None;
        }
        let unit = Unit::Stretch {
            first: Date::year(begins(first)),
            last: Date::year(begins(last) + 99),
            vague: false,
        };
        Some((unit, behind))
    }

    /// "19th", "nineteenth".
    fn ordinal(&self, at: usize) -> Read<u8> {
        if let Some(read) = self.lookup(at, self.words.ordinals) {
            return Some(read);
        }
        let ((number, _), behind) = self.number(at)?;
        let ending = self.any(behind, self.words.ordinal_endings)?;
        let is_ordinal = (1..=30).contains(&number) && self.glued(behind) && self.is_apart(at);
        is_ordinal.then_some((u8::try_from(number).ok()?, ending))
    }
}

/// Days of one month.
#[derive(Clone, Copy)]
struct Days {
    first: u8,
    last: u8,
}

impl Days {
    fn of(self, year: i64, month: u8) -> Option<Unit> {
        let first = Date::day(year, month, self.first)?;
        let last = Date::day(year, month, self.last)?;
        Some(if first == last {
            Unit::One(first)
        } else {
            Unit::Stretch {
                first,
                last,
                vague: false,
            }
        })
    }
}

/// The vocabulary of a language, by its BCP 47 tag.
pub(super) fn vocabulary(tag: &str) -> Option<&'static Vocabulary> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    [&super::english::ENGLISH]
        .into_iter()
        .find(|words| words.language.eq_ignore_ascii_case(primary))
}
