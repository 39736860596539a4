//! Telling years from other numbers.
//!
//! A number of four digits from 1000 to 2099 is taken for a year unless
//! something says that it is not: what it is glued to (a sign of money, a
//! number sign, a slash, a decimal, a letter), a word before it that labels or
//! counts ("para. 1958", "some 1958"), or a word after it that it counts ("1958
//! soldiers"). A word of time before it ("in", "since", "early") overrules what
//! comes after. A bare number before a plural in small letters needs such a
//! word or an article ("the 1958 elections").
//!
//! Dates of other years need an era ("AD 79") or "the year".

use super::reader::{Read, Reader, holds};
use super::tokens::Kind;

/// The years that need no further word.
const PLAIN_YEARS: std::ops::RangeInclusive<u32> = 1000..=2099;

impl Reader<'_> {
    /// A year by itself.
    pub(super) fn bare_year(&self, at: usize) -> Read<i64> {
        let (year, behind) = self.four_digits(at)?;
        let is_year = PLAIN_YEARS.contains(&year)
            && self.is_free_before(at)
            && self.is_free_behind(behind)
            && !self.counts_something(at, behind);
        is_year.then_some((i64::from(year), behind))
    }

    /// A year after a month, a season or another word that leaves no doubt.
    pub(super) fn named_year(&self, at: usize) -> Read<i64> {
        if let Some(read) = self.year_of_era(at) {
            return Some(read);
        }
        let (year, behind) = self.four_digits(at)?;
        let is_year = (1000..=2999).contains(&year) && self.is_free_behind(behind);
        is_year.then_some((i64::from(year), behind))
    }

    /// "44 BC", "AD 79".
    pub(super) fn year_of_era(&self, at: usize) -> Read<i64> {
        if let Some((false, number)) = self.era(at) {
            let ((year, _), behind) = self.number(number)?;
            let is_year = (1..=2999).contains(&year) && self.is_free_behind(behind);
            return is_year.then_some((i64::from(year), behind));
        }
        let ((year, digits), era) = self.number(at)?;
        if year == 0 || digits > 4 || !self.is_free_before(at) {
            return None;
        }
        let (is_before, behind) = self.era(era)?;
        Some((in_era(year, is_before), behind))
    }

    /// An era; whether it is the one before the common one.
    pub(super) fn era(&self, at: usize) -> Read<bool> {
        [(self.words.before_era, true), (self.words.of_era, false)]
            .into_iter()
            .flat_map(|(names, is_before)| {
                names
                    .iter()
                    .filter_map(move |name| Some((is_before, self.abbreviation(at, name)?)))
            })
            .max_by_key(|(_, behind)| *behind)
    }

    /// "BC" or "B.C.", in capitals.
    fn abbreviation(&self, at: usize, letters: &str) -> Option<usize> {
        if self.word(at) == Some(letters) {
            return Some(at + 1);
        }
        let mut position = at;
        for letter in letters.chars() {
            let mut written = self.word(position)?.chars();
            let is_letter = written.next() == Some(letter) && written.next().is_none();
            let is_next = position == at || self.glued(position);
            if !is_letter || !is_next || !self.glued(position + 1) {
                return None;
            }
            position = self.sign(position + 1, '.')?;
        }
        Some(position)
    }

    /// "the year 1958", "the year 79".
    pub(super) fn year_so_named(&self, at: usize) -> Read<i64> {
        let at = self.any(at, self.words.year_named)?;
        if let Some(read) = self.year_of_era(at) {
            return Some(read);
        }
        let ((year, digits), behind) = self.number(at)?;
        let is_year = year > 0 && digits <= 4 && self.is_free_behind(behind);
        is_year.then_some((i64::from(year), behind))
    }

    pub(super) fn four_digits(&self, at: usize) -> Read<u32> {
        let ((year, digits), behind) = self.number(at)?;
        (digits == 4).then_some((year, behind))
    }

    /// Whether what stands right before a number leaves it one.
    pub(super) fn is_free_before(&self, at: usize) -> bool {
        if holds(self.words.labels, self.word_before(at)) {
            return false;
        }
        let Some(before) = self.before(at) else {
            return true;
        };
        if matches!(
            before.kind,
            Kind::Sign('#' | '№' | '§' | '$' | '£' | '€' | '¥' | '៛')
        ) {
            return false;
        }
        if !self.glued(at) {
            return true;
        }
        let earlier = at.checked_sub(2).and_then(|at| self.token(at));
        let is_after_number =
            before.glued && earlier.is_some_and(|token| token.kind == Kind::Number);
        match before.kind {
            Kind::Word | Kind::Number => false,
            // "mid-1958", and a range that begins with a word, but no "A-1958".
            Kind::Dash => {
                !before.glued
                    || before.text != "-" && !is_after_number
                    || holds(self.words.prefixes, self.word_before(at))
                    || holds(&[self.words.plural], self.word_before(at))
            }
            Kind::Sign('.') => !is_after_number && holds(self.words.about, self.word_before(at)),
            Kind::Sign(',' | ':' | ';') => !is_after_number,
            Kind::Sign(sign) => is_opening(sign),
        }
    }

    /// The same for small numbers, which are told by what follows: "mid-19th".
    pub(super) fn is_apart(&self, at: usize) -> bool {
        let before = self.before(at).filter(|_| self.glued(at));
        !before.is_some_and(|before| {
            matches!(
                before.kind,
                Kind::Word | Kind::Number | Kind::Sign('.' | '/' | ':' | '$' | '#')
            )
        })
    }

    /// Whether what stands right behind a number leaves it one.
    pub(super) fn is_free_behind(&self, behind: usize) -> bool {
        let Some(token) = self.token(behind) else {
            return true;
        };
        if !token.glued {
            return true;
        }
        let next = self.token(behind + 1).filter(|next| next.glued);
        let is_before_number = next.is_some_and(|next| next.kind == Kind::Number);
        match token.kind {
            Kind::Word | Kind::Number => false,
            Kind::Sign('.') => {
                let is_small = |text: &str| text.starts_with(|c: char| c.is_lowercase());
                !next.is_some_and(|next| {
                    next.kind == Kind::Number || next.kind == Kind::Word && is_small(next.text)
                })
            }
            Kind::Dash | Kind::Sign(',' | ':') => !is_before_number,
            Kind::Sign(sign) => !matches!(
                sign,
                '/' | '\\'
                    | '%'
                    | '‰'
                    | '°'
                    | '_'
                    | '='
                    | '&'
                    | '@'
                    | '#'
                    | '$'
                    | '£'
                    | '€'
                    | '+'
                    | '×'
                    | '^'
            ),
        }
    }

    /// Whether the words around a number make it a count.
    fn counts_something(&self, at: usize, behind: usize) -> bool {
        let before = self.word_before(at);
        if holds(self.words.before_years, before) {
            return false;
        }
        if holds(self.words.quantifiers, before) && !self.is_year_after_all(at, before) {
            return true;
        }
        let Some(next) = self.word(behind) else {
            return false;
        };
        if holds(self.words.counted, Some(next)) {
            return true;
        }
        let is_plural = next.ends_with('s')
            && next.starts_with(|c: char| c.is_lowercase())
            && !holds(self.words.uncounted, Some(next));
        is_plural && !holds(self.words.determiners, before)
    }

    /// "roughly 1958" may be a year; what follows decides. "No later than 1958"
    /// and "since at least 1958" limit times.
    fn is_year_after_all(&self, at: usize, before: Option<&str>) -> bool {
        let earlier = |words: usize| at.checked_sub(words).and_then(|at| self.word_before(at));
        holds(self.words.about, before)
            || holds(self.words.comparatives, earlier(1))
            || holds(self.words.limits, before) && holds(self.words.before_limits, earlier(2))
    }
}

/// The astronomical year of a year in an era.
pub(super) fn in_era(year: u32, is_before: bool) -> i64 {
    if is_before {
        1 - i64::from(year)
    } else {
        i64::from(year)
    }
}

/// Signs that a number may follow directly.
const fn is_opening(sign: char) -> bool {
    matches!(
        sign,
        '(' | '[' | '{' | '<' | '"' | '\'' | '\u{2018}'
            ..='\u{201f}'
                | '«'
                | '»'
                | '‹'
                | '—'
                | '―'
                | '…'
                | '¿'
                | '¡'
                | '|'
                | '~'
                | '≈'
                | '?'
                | '!'
                | ')'
                | ']'
                | '•'
                | '·'
                | '>'
                | '`'
    )
}
