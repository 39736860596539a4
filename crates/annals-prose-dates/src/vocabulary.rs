//! The words of a language. Another language is another [`Vocabulary`].
//!
//! Phrases are written with spaces; a text may have a hyphen for each of them.
//! Letter case matters only for months and eras.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::english::ENGLISH;
use super::time_expression::PercentRange;

/// What the words before a time say about it. Not all are prepositions in the
/// sense of grammar: "dated", "starting in".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Preposition {
    /// In it.
    In,
    /// Starting in it, without end.
    Since,
    /// Up to and including it.
    Until,
    /// Earlier than it.
    Before,
    /// Later than it.
    After,
    /// In it or earlier.
    By,
    /// In it or later.
    NotBefore,
    /// From it to another, or from it on. Alone it is the same as "in": "a letter
    /// from 1958".
    From,
    /// From it to another.
    Between,
}

/// A unit of a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DurationUnit {
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

/// Where a relative date lies, seen from its reference date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RelativeDirection {
    Later,
    Earlier,
    Same,
}

impl RelativeDirection {
    /// 1 for later, -1 for earlier, 0 for the same.
    pub(super) const fn sign(self) -> i64 {
        match self {
            Self::Later => 1,
            Self::Earlier => -1,
            Self::Same => 0,
        }
    }
}

/// How many units: "two", "several".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    Exactly(u16),
    /// "Several", "a few".
    Some,
}

/// Words and phrases that mean the same here.
pub(super) type Phrases = Vec<&'static str>;

/// Phrases, each with its meaning.
pub(super) type PhraseTable<T> = Vec<(&'static str, T)>;

/// The words of one language.
pub(super) struct Vocabulary {
    /// The definite article.
    pub(super) the: &'static str,
    /// Between a part and its whole: "the end of 1958".
    pub(super) of: &'static str,
    /// Between a part and its whole: "late in 1958".
    pub(super) inside: &'static str,
    /// Between the ends of "between X and Y", and between centuries.
    pub(super) and: &'static str,
    /// Between alternatives.
    pub(super) or: &'static str,
    /// The ending of a decade in digits: "1950s".
    pub(super) plural: &'static str,
    /// Before a year: "the year 1958".
    pub(super) year_named: Phrases,
    /// Months by number. The first name of each is its full one.
    pub(super) months: PhraseTable<u8>,
    pub(super) weekdays: Phrases,
    /// Seasons by their code in ISO 8601-2 (4.8.1).
    pub(super) seasons: PhraseTable<u8>,
    /// Quarters and halves, by the code of that part of a year in ISO 8601-2 (4.8.1),
    /// and the part of any time that they are.
    pub(super) fractions: PhraseTable<(u8, PercentRange)>,
    /// Before a time: "late 1958".
    pub(super) parts: PhraseTable<PercentRange>,
    /// Before a time, with "of": "the end of 1958".
    pub(super) parts_of: PhraseTable<PercentRange>,
    /// Numbers of centuries.
    pub(super) ordinals: PhraseTable<u8>,
    /// The endings of ordinals in digits: "19th".
    pub(super) ordinal_endings: Phrases,
    /// "Century" and its abbreviations.
    pub(super) century: Phrases,
    /// Decades by their tens: 5 for "fifties".
    pub(super) decades: PhraseTable<u8>,
    /// The hundreds before a decade: 19 for "nineteen-fifties".
    pub(super) hundreds: PhraseTable<u8>,
    /// The era before the common era, in capitals.
    pub(super) before_era: Phrases,
    /// The common era, in capitals.
    pub(super) of_era: Phrases,
    pub(super) prepositions: PhraseTable<Preposition>,
    /// After "from 1958": without end.
    pub(super) onward: Phrases,
    /// Between the ends of a range.
    pub(super) to: Phrases,
    /// Before an approximate date.
    pub(super) about: Phrases,
    /// Before an uncertain date.
    pub(super) perhaps: Phrases,
    /// After an approximate date.
    pub(super) or_so: Phrases,
    /// Before a unit: "two years".
    pub(super) counts: PhraseTable<Quantity>,
    pub(super) periods: PhraseTable<DurationUnit>,
    /// The plurals among `periods`.
    pub(super) many_periods: Phrases,
    /// Before a unit, month or season: "the following year".
    pub(super) steps: PhraseTable<RelativeDirection>,
    /// After a length of time: "two years later".
    pub(super) shifts: PhraseTable<RelativeDirection>,
    /// Like `shifts`, but only at the end of a clause: "the year before", not
    /// "the year before the war".
    pub(super) closing_shifts: PhraseTable<RelativeDirection>,
    /// Between a length of time and a date: "two years after 1958".
    pub(super) shifts_from: PhraseTable<RelativeDirection>,
    /// Days by their distance from the reference date.
    pub(super) days: PhraseTable<i64>,
    /// Before "that year", without another meaning: "later that year".
    pub(super) within_same: Phrases,
    /// Before a count that is not exact.
    pub(super) more_or_less: Phrases,
    /// Before a duration: "for ten years".
    pub(super) lasting: Phrases,
    /// Those of `lasting` that need no count: "for years".
    pub(super) lasting_many: Phrases,
    /// Between these and the duration: "over the past decade".
    pub(super) past: Phrases,
    /// Words for a time without a date: "recently".
    pub(super) undated: Phrases,
    /// Words after which a number is a year, whatever follows.
    pub(super) before_years: Phrases,
    /// Words after which a month without a year is a month.
    pub(super) before_months: Phrases,
    /// Words after which a number identifies something: "para. 1958".
    pub(super) labels: Phrases,
    /// Words after which a number counts something: "some 1958".
    pub(super) quantifiers: Phrases,
    /// Words that make a comparison one of time: "no later than 1958".
    pub(super) comparatives: Phrases,
    /// Words of a limit: "since at least 1958".
    pub(super) limits: Phrases,
    /// Words before a limit that make it one of time.
    pub(super) before_limits: Phrases,
    /// Words after which a number is an adjective: "the 1958 elections".
    pub(super) determiners: Phrases,
    /// Words for things that a number before them counts.
    pub(super) counted: Phrases,
    /// Words in -s that are not plurals of counted things.
    pub(super) uncounted: Phrases,
    /// Words that make a decade an age: "his sixties".
    pub(super) possessives: Phrases,
    /// Words that a hyphen may join to a year: "mid-1958".
    pub(super) prefixes: Phrases,
}

/// The words that a time phrase can begin with, in lower case. Most words of a
/// text are not among them and need no lookup in the other tables.
pub(super) static FIRST_WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    fn phrases<T>(table: &PhraseTable<T>) -> Phrases {
        table.iter().map(|(phrase, _)| *phrase).collect()
    }
    let words = &*ENGLISH;
    let lists = [
        words.year_named.clone(),
        words.weekdays.clone(),
        words.of_era.clone(),
        words.about.clone(),
        words.perhaps.clone(),
        words.within_same.clone(),
        words.more_or_less.clone(),
        words.lasting.clone(),
        words.undated.clone(),
        phrases(&words.months),
        phrases(&words.seasons),
        phrases(&words.fractions),
        phrases(&words.ordinals),
        phrases(&words.decades),
        phrases(&words.hundreds),
        phrases(&words.parts),
        phrases(&words.parts_of),
        phrases(&words.prepositions),
        phrases(&words.counts),
        phrases(&words.steps),
        phrases(&words.days),
        vec![words.the, "A", "Q"],
    ];
    let first_words = lists
        .iter()
        .flatten()
        .filter_map(|phrase| phrase.split(' ').next());
    first_words.map(str::to_ascii_lowercase).collect()
});
