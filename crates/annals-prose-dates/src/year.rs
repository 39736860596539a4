//! Distinguishes years from other numbers.
//!
//! A number of four digits from 1000 to 2099 is a year unless its context says
//! otherwise: an adjoining currency sign, number sign, slash, decimal point or
//! letter; a word before it that labels or counts ("para. 1958", "some 1958");
//! or a word after it that it counts ("1958 soldiers"). A time word before it
//! ("in", "since", "early") overrules what comes after. Before a plural in lower
//! case, a number needs such a word or an article ("the 1958 elections").
//!
//! Other years need an era ("AD 79") or "the year".

use super::phrase_parser::{PhraseMatch, PhraseParser, contains_word};
use super::tokens::TokenKind;

/// The years that need neither an era nor "the year".
const PLAIN_YEARS: std::ops::RangeInclusive<u32> = 1000..=2099;

impl PhraseParser<'_> {
    /// A year by itself.
    pub(super) fn bare_year(&self, at: usize) -> PhraseMatch<i64> {
        let (year, after) = self.four_digits(at)?;
        let is_year = PLAIN_YEARS.contains(&year)
            && self.is_free_before(at)
            && self.is_free_after(after)
            && !self.counts_something(at, after);
        is_year.then_some((i64::from(year), after))
    }

    /// A year after a month, season or other word that makes it certain.
    pub(super) fn named_year(&self, at: usize) -> PhraseMatch<i64> {
        if let Some(read) = self.year_of_era(at) {
            return Some(read);
        }
        let (year, after) = self.four_digits(at)?;
        let is_year = (1000..=2999).contains(&year) && self.is_free_after(after);
        is_year.then_some((i64::from(year), after))
    }

    /// "44 BC", "AD 79".
    pub(super) fn year_of_era(&self, at: usize) -> PhraseMatch<i64> {
        if let Some((false, number)) = self.era(at) {
            let ((year, _), after) = self.number(number)?;
            let is_year = (1..=2999).contains(&year) && self.is_free_after(after);
            return is_year.then_some((i64::from(year), after));
        }
        let ((year, digits), era) = self.number(at)?;
        if year == 0 || digits > 4 || !self.is_free_before(at) {
            return None;
        }
        let (is_before, after) = self.era(era)?;
        Some((in_era(year, is_before), after))
    }

    /// An era: whether it is the one before the common era.
    pub(super) fn era(&self, at: usize) -> PhraseMatch<bool> {
        [(&self.words.before_era, true), (&self.words.of_era, false)]
            .into_iter()
            .flat_map(|(names, is_before)| {
                names
                    .iter()
                    .filter_map(move |name| Some((is_before, self.abbreviation(at, name)?)))
            })
            .max_by_key(|(_, after)| *after)
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
            let is_next = position == at || self.adjoins(position);
            if !is_letter || !is_next || !self.adjoins(position + 1) {
                return None;
            }
            position = self.sign(position + 1, '.')?;
        }
        Some(position)
    }

    /// "the year 1958", "the year 79".
    pub(super) fn explicit_year(&self, at: usize) -> PhraseMatch<i64> {
        let at = self.any(at, &self.words.year_named)?;
        if let Some(read) = self.year_of_era(at) {
            return Some(read);
        }
        let ((year, digits), after) = self.number(at)?;
        let is_year = year > 0 && digits <= 4 && self.is_free_after(after);
        is_year.then_some((i64::from(year), after))
    }

    pub(super) fn four_digits(&self, at: usize) -> PhraseMatch<u32> {
        let ((year, digits), after) = self.number(at)?;
        (digits == 4).then_some((year, after))
    }

    /// Whether the text right before a number allows it to be a year.
    pub(super) fn is_free_before(&self, at: usize) -> bool {
        if contains_word(&self.words.labels, self.word_before(at)) {
            return false;
        }
        let Some(before) = self.before(at) else {
            return true;
        };
        if matches!(
            before.kind,
            TokenKind::Sign('#' | '№' | '§' | '$' | '£' | '€' | '¥' | '៛')
        ) {
            return false;
        }
        if !self.adjoins(at) {
            return true;
        }
        let earlier = at.checked_sub(2).and_then(|at| self.token(at));
        let is_after_number =
            before.adjoins && earlier.is_some_and(|token| token.kind == TokenKind::Number);
        match before.kind {
            TokenKind::Word | TokenKind::Number => false,
            // "mid-1958", and a range that begins with a word, but not "A-1958".
            TokenKind::Dash => {
                !before.adjoins
                    || before.text != "-" && !is_after_number
                    || contains_word(&self.words.prefixes, self.word_before(at))
                    || contains_word(&[self.words.plural], self.word_before(at))
            }
            TokenKind::Sign('.') => {
                !is_after_number && contains_word(&self.words.about, self.word_before(at))
            }
            TokenKind::Sign(',' | ':' | ';') => !is_after_number,
            TokenKind::Sign(sign) => is_opening(sign),
        }
    }

    /// The same for the small numbers of days and centuries, whose endings
    /// identify them: "mid-19th".
    pub(super) fn is_apart(&self, at: usize) -> bool {
        let before = self.before(at).filter(|_| self.adjoins(at));
        !before.is_some_and(|before| {
            matches!(
                before.kind,
                TokenKind::Word | TokenKind::Number | TokenKind::Sign('.' | '/' | ':' | '$' | '#')
            )
        })
    }

    /// Whether the text right after a number allows it to be a year.
    pub(super) fn is_free_after(&self, after: usize) -> bool {
        let Some(token) = self.token(after) else {
            return true;
        };
        if !token.adjoins {
            return true;
        }
        let next = self.token(after + 1).filter(|next| next.adjoins);
        let is_before_number = next.is_some_and(|next| next.kind == TokenKind::Number);
        match token.kind {
            TokenKind::Word | TokenKind::Number => false,
            TokenKind::Sign('.') => {
                let is_small = |text: &str| text.starts_with(|c: char| c.is_lowercase());
                !next.is_some_and(|next| {
                    next.kind == TokenKind::Number
                        || next.kind == TokenKind::Word && is_small(next.text)
                })
            }
            TokenKind::Dash | TokenKind::Sign(',' | ':') => !is_before_number,
            TokenKind::Sign(sign) => !r"/\%‰°_=&@#$£€+×^".contains(sign),
        }
    }

    /// Whether the words around a number show that it counts something.
    fn counts_something(&self, at: usize, after: usize) -> bool {
        let before = self.word_before(at);
        if contains_word(&self.words.before_years, before) {
            return false;
        }
        if contains_word(&self.words.quantifiers, before)
            && !self.is_year_despite_quantifier(at, before)
        {
            return true;
        }
        let Some(next) = self.word(after) else {
            return false;
        };
        if contains_word(&self.words.counted, Some(next)) {
            return true;
        }
        let is_plural = next.ends_with('s')
            && next.starts_with(|c: char| c.is_lowercase())
            && !contains_word(&self.words.uncounted, Some(next));
        is_plural && !contains_word(&self.words.determiners, before)
    }

    /// "Roughly 1958" may be a year: what follows decides. "No later than 1958"
    /// and "since at least 1958" are limits of time.
    fn is_year_despite_quantifier(&self, at: usize, before: Option<&str>) -> bool {
        let earlier = |words: usize| at.checked_sub(words).and_then(|at| self.word_before(at));
        contains_word(&self.words.about, before)
            || contains_word(&self.words.comparatives, earlier(1))
            || contains_word(&self.words.limits, before)
                && contains_word(&self.words.before_limits, earlier(2))
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

/// Whether a number may follow a character without white space.
fn is_opening(character: char) -> bool {
    "([{<\"'‘’‚‛“”„‟«»‹—―…¿¡|~≈?!)]•·>`".contains(character)
}
