//! The words of a language. Another language is another [`Vocabulary`].
//!
//! Phrases are written with spaces; a text may have a hyphen for each of them.
//! Letter case matters only for months and eras.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::english::ENGLISH;
use super::time_expression::Tenths;

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

/// Where a relative date lies, seen from its anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Later,
    Earlier,
    Same,
}

/// A quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    Exactly(u16),
    /// "Several", "a few".
    Some,
}

/// The words of one language.
pub(super) struct Vocabulary {
    /// The primary tag of the language (BCP 47).
    pub(super) language: &'static str,
    pub(super) the: &'static str,
    pub(super) of: &'static str,
    pub(super) inside: &'static str,
    pub(super) and: &'static str,
    pub(super) or: &'static str,
    pub(super) year_named: &'static [&'static str],
    pub(super) months: &'static [(&'static str, u8)],
    pub(super) weekdays: &'static [&'static str],
    pub(super) seasons: &'static [(&'static str, u8)],
    pub(super) quarters: &'static [(&'static str, u8)],
    pub(super) halves: &'static [(&'static str, u8)],
    pub(super) parts: &'static [(&'static str, Tenths)],
    pub(super) parts_of: &'static [(&'static str, Tenths)],
    pub(super) ordinals: &'static [(&'static str, u8)],
    pub(super) ordinal_endings: &'static [&'static str],
    pub(super) century: &'static [&'static str],
    pub(super) decades: &'static [(&'static str, u8)],
    pub(super) hundreds: &'static [(&'static str, u8)],
    pub(super) plural: &'static str,
    pub(super) before_era: &'static [&'static str],
    pub(super) of_era: &'static [&'static str],
    pub(super) prepositions: &'static [(&'static str, Preposition)],
    pub(super) onward: &'static [&'static str],
    pub(super) to: &'static [&'static str],
    pub(super) about: &'static [&'static str],
    pub(super) perhaps: &'static [&'static str],
    pub(super) or_so: &'static [&'static str],
    pub(super) counts: &'static [(&'static str, Count)],
    pub(super) periods: &'static [(&'static str, DurationUnit)],
    pub(super) many_periods: &'static [&'static str],
    pub(super) steps: &'static [(&'static str, Direction)],
    pub(super) shifts: &'static [(&'static str, Direction)],
    /// Like `shifts`, but only at the end of a clause: "the year before", not
    /// "the year before the war".
    pub(super) shifts_closing: &'static [(&'static str, Direction)],
    pub(super) shifts_from: &'static [(&'static str, Direction)],
    pub(super) days: &'static [(&'static str, i64)],
    pub(super) within_same: &'static [&'static str],
    pub(super) more_or_less: &'static [&'static str],
    pub(super) lasting: &'static [&'static str],
    pub(super) lasting_many: &'static [&'static str],
    pub(super) past: &'static [&'static str],
    pub(super) undated: &'static [&'static str],
    /// Words after which a number is a year, whatever follows.
    pub(super) before_years: &'static [&'static str],
    /// Words after which a month without a year is a month.
    pub(super) before_months: &'static [&'static str],
    /// Words after which a number identifies something: "para. 1958".
    pub(super) labels: &'static [&'static str],
    /// Words after which a number counts something: "some 1958".
    pub(super) quantifiers: &'static [&'static str],
    /// Words that make a comparison one of time: "no later than 1958".
    pub(super) comparatives: &'static [&'static str],
    /// Words of a limit: "since at least 1958".
    pub(super) limits: &'static [&'static str],
    /// Words before a limit that make it one of time.
    pub(super) before_limits: &'static [&'static str],
    /// Words after which a number is an adjective: "the 1958 elections".
    pub(super) determiners: &'static [&'static str],
    /// Words for things that a number before them counts.
    pub(super) counted: &'static [&'static str],
    /// Words in -s that are not plurals of counted things.
    pub(super) uncounted: &'static [&'static str],
    /// Words that make a decade an age: "his sixties".
    pub(super) possessives: &'static [&'static str],
    /// Words that a hyphen may join to a year: "mid-1958".
    pub(super) prefixes: &'static [&'static str],
}

/// The words that a time phrase can begin with, in lower case. Most words of a
/// text are not among them and need no lookup in the other tables.
pub(super) static FIRST_WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let words = &ENGLISH;
    let lists = [
        words.year_named,
        words.weekdays,
        words.of_era,
        words.about,
        words.perhaps,
        words.within_same,
        words.more_or_less,
        words.lasting,
        words.undated,
        &[words.the, "A", "Q"],
    ];
    let numbered = [
        words.months,
        words.seasons,
        words.quarters,
        words.halves,
        words.ordinals,
        words.decades,
        words.hundreds,
    ];
    let keys = |table: &'static [(&'static str, u8)]| table.iter().map(|(phrase, _)| *phrase);
    let phrases = lists.into_iter().flatten().copied();
    phrases
        .chain(numbered.into_iter().flat_map(keys))
        .chain(words.parts.iter().map(|(phrase, _)| *phrase))
        .chain(words.parts_of.iter().map(|(phrase, _)| *phrase))
        .chain(words.prepositions.iter().map(|(phrase, _)| *phrase))
        .chain(words.counts.iter().map(|(phrase, _)| *phrase))
        .chain(words.steps.iter().map(|(phrase, _)| *phrase))
        .chain(words.days.iter().map(|(phrase, _)| *phrase))
        .filter_map(|phrase| phrase.split(' ').next())
        .map(str::to_ascii_lowercase)
        .collect()
});
