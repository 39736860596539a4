//! The words of a language: the one place to add another.
//!
//! A phrase is written with spaces; in a text a hyphen may stand for each of
//! them. Case does not matter except for months and eras.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::english::ENGLISH;
use super::unit::Tenths;

/// What the words in front of a time make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// In it.
    In,
    /// From it on, without end.
    Since,
    /// Up to and with it.
    Until,
    /// Earlier than it.
    Before,
    /// Later than it.
    After,
    /// In it or earlier.
    By,
    /// In it or later.
    NotBefore,
    /// From it to another, or from it on; alone it says where a thing is from.
    From,
    /// From it to another.
    Between,
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

/// Which way a relative date looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toward {
    Later,
    Earlier,
    Same,
}

/// What a counting word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    Exactly(u16),
    /// "several"
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
    pub(super) leads: &'static [(&'static str, Lead)],
    pub(super) onward: &'static [&'static str],
    pub(super) to: &'static [&'static str],
    pub(super) about: &'static [&'static str],
    pub(super) perhaps: &'static [&'static str],
    pub(super) or_so: &'static [&'static str],
    pub(super) counts: &'static [(&'static str, Count)],
    pub(super) periods: &'static [(&'static str, Period)],
    pub(super) many_periods: &'static [&'static str],
    pub(super) steps: &'static [(&'static str, Toward)],
    pub(super) shifts: &'static [(&'static str, Toward)],
    /// Words that do so only at the end of a clause: "the year before", and not
    /// "the year before the war".
    pub(super) shifts_closing: &'static [(&'static str, Toward)],
    pub(super) shifts_from: &'static [(&'static str, Toward)],
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
    /// Words after which a number is the number of something.
    pub(super) labels: &'static [&'static str],
    /// Words after which a number counts something.
    pub(super) quantifiers: &'static [&'static str],
    /// Words that make a comparison one of time: "later than 1958".
    pub(super) comparatives: &'static [&'static str],
    /// Words of a limit, which may be one of time: "since at least 1958".
    pub(super) limits: &'static [&'static str],
    pub(super) before_limits: &'static [&'static str],
    /// Words after which a number is an adjective: "the 1958 elections".
    pub(super) determiners: &'static [&'static str],
    /// Words that a number before them counts.
    pub(super) counted: &'static [&'static str],
    /// Words in -s that a number before them does not count.
    pub(super) uncounted: &'static [&'static str],
    /// "his sixties" are an age.
    pub(super) possessives: &'static [&'static str],
    /// Words that a hyphen may tie to a year: "mid-1958".
    pub(super) prefixes: &'static [&'static str],
}

/// The words that a phrase of time can begin with, in small letters. Most words
/// of a text are none, and need not be looked up in every table.
pub(super) static OPENINGS: LazyLock<HashSet<String>> = LazyLock::new(|| {
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
        .chain(words.leads.iter().map(|(phrase, _)| *phrase))
        .chain(words.counts.iter().map(|(phrase, _)| *phrase))
        .chain(words.steps.iter().map(|(phrase, _)| *phrase))
        .chain(words.days.iter().map(|(phrase, _)| *phrase))
        .filter_map(|phrase| phrase.split(' ').next())
        .map(str::to_ascii_lowercase)
        .collect()
});
