//! Salient words: numbers, names, codes and negations. If one changes, a sentence
//! says something else.

use super::edit_distance::Pattern;
use super::fold::key;
use super::letter_index::letters;
use super::word_diff::{WordChange, compare_words};

/// English negations. In other languages only numbers and names are salient.
const NEGATIONS: &[&str] = &[
    "no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SalientKind {
    Number,
    /// Letters and digits in one word: a version, a model, a call number.
    Code,
    Name,
    Negation,
}

/// A salient word and its kind.
type SalientWord<'a> = (SalientKind, &'a str);

/// Which differences of salient words are tolerated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tolerance {
    /// None: no negation or name may be added or removed, and no number, name or
    /// code may replace another.
    Nothing,
    /// Names that are added or removed.
    Names,
    /// Also negations, and two replacements. Misreadings make few such words, and
    /// hardly ever three.
    TwoReplacements,
}

/// How the salient words of two wordings differ.
///
/// Misreadings do not count: a name of which two letters in three are somewhere
/// in the other wording, a negation with one letter changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SalientDifference {
    /// A negation was added or removed.
    is_negated: bool,
    /// A name was added or removed.
    is_renamed: bool,
    /// How often a number, name or code replaces one of its kind.
    replacements: usize,
}

impl SalientDifference {
    /// Compares two wordings. In a damaged one (`is_damage`) codes are not
    /// salient: misreadings look like them.
    pub fn new(recorded: &str, found: &str, is_damage: bool) -> Self {
        let (before, now) = (
            salient_words(recorded, &mut true),
            salient_words(found, &mut true),
        );
        let removed = unmatched(&before, &now, found);
        let added = unmatched(&now, &before, recorded);
        let differs = |kind: SalientKind| removed.contains(&kind) || added.contains(&kind);
        let mut replaceable = vec![SalientKind::Number, SalientKind::Name, SalientKind::Code];
        replaceable.retain(|kind| {
            let counts = *kind != SalientKind::Code || !is_damage;
            counts && removed.contains(kind) && added.contains(kind)
        });
        let replacements = if replaceable.is_empty() {
            0
        } else {
            // Word by word: an addition where nothing was removed replaces nothing.
            replacements(recorded, found, (&before, &now), &replaceable)
        };
        Self {
            is_negated: differs(SalientKind::Negation),
            is_renamed: differs(SalientKind::Name),
            replacements,
        }
    }

    /// Whether the difference is more than tolerated.
    pub fn exceeds(self, tolerance: Tolerance) -> bool {
        match tolerance {
            Tolerance::Nothing => self.is_negated || self.is_renamed || self.replacements > 0,
            Tolerance::Names => self.is_negated || self.replacements > 0,
            Tolerance::TwoReplacements => self.replacements > 2,
        }
    }
}

/// How often a word of a replaceable kind replaces one of its kind.
fn replacements(
    recorded: &str,
    found: &str,
    (before, now): (&[SalientWord<'_>], &[SalientWord<'_>]),
    replaceable: &[SalientKind],
) -> usize {
    let (mut starts_before, mut starts_now) = (true, true);
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    let mut count = 0;
    let mut close = |removed: &mut Vec<SalientKind>, added: &mut Vec<SalientKind>| {
        let is_replaced = |kind: &SalientKind| removed.contains(kind) && added.contains(kind);
        count += usize::from(replaceable.iter().any(is_replaced));
        removed.clear();
        added.clear();
    };
    for span in compare_words(recorded, found) {
        match span.change {
            WordChange::Unchanged => {
                close(&mut removed, &mut added);
                salient_words(&span.words, &mut starts_before);
                salient_words(&span.words, &mut starts_now);
            }
            WordChange::Removed => {
                let words = salient_words(&span.words, &mut starts_before);
                removed.extend(unmatched(&words, now, found));
            }
            WordChange::Added => {
                let words = salient_words(&span.words, &mut starts_now);
                added.extend(unmatched(&words, before, recorded));
            }
        }
    }
    close(&mut removed, &mut added);
    count
}

/// The kinds of the words of `wanted` that have no counterpart in `given`, nor a
/// possible misreading in `text`.
fn unmatched(
    wanted: &[SalientWord<'_>],
    given: &[SalientWord<'_>],
    text: &str,
) -> Vec<SalientKind> {
    let mut free: Vec<_> = given.to_vec();
    let words: Vec<Vec<u8>> = text
        .split_whitespace()
        .map(|word| letters(&key(word)))
        .collect();
    let bare_words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .filter(|word| !word.is_empty())
        .map(bare)
        .collect();
    let text = letters(&key(text));
    let mut kinds = Vec::new();
    for &(kind, word) in wanted {
        let same = |&(other, counterpart): &SalientWord<'_>| {
            other == kind && word.eq_ignore_ascii_case(counterpart)
        };
        if let Some(met) = free.iter().position(same) {
            free.swap_remove(met);
            continue;
        }
        let letters = letters(&key(word));
        let pattern = Pattern::new(&letters);
        let is_misread = match kind {
            SalientKind::Number | SalientKind::Code => false,
            // Any two letters occur somewhere: `us` in `just`.
            SalientKind::Name if bare(word).chars().count() <= 2 => {
                let name = bare(word);
                let mut pairs = bare_words.iter().zip(bare_words.iter().skip(1));
                bare_words.contains(&name) || pairs.any(|(a, b)| format!("{a}{b}") == name)
            }
            SalientKind::Name => pattern.distance_to_best(&text) * 3 <= letters.len(),
            SalientKind::Negation => words.iter().any(|other| {
                other.len().abs_diff(letters.len()) <= 1 && pattern.distance_to_best(other) <= 1
            }),
        };
        if !is_misread {
            kinds.push(kind);
        }
    }
    kinds
}

/// The salient words of a text. A capital at the start of a sentence makes no
/// name. `starts` says whether the text starts a sentence; it is set to whether
/// the next one would.
fn salient_words<'a>(text: &'a str, starts: &mut bool) -> Vec<SalientWord<'a>> {
    let mut found = Vec::new();
    for word in text.split_whitespace() {
        let ends = word.ends_with(['.', '!', '?', ':']);
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_inner = |c: char| matches!(c, '.' | ',' | '\'' | '’');
        for part in bare.split(|c: char| !c.is_alphanumeric() && !is_inner(c)) {
            found.extend(kind_of(part, *starts).map(|kind| (kind, part)));
            *starts = false;
        }
        *starts = ends;
    }
    found
}

fn kind_of(part: &str, starts_sentence: bool) -> Option<SalientKind> {
    let has_digit = part.chars().any(char::is_numeric);
    let is_digits = part
        .chars()
        .all(|c| c.is_numeric() || matches!(c, '.' | ','));
    let lower = part.to_lowercase();
    let is_negation =
        NEGATIONS.contains(&lower.as_str()) || lower.ends_with("n't") || lower.ends_with("n’t");
    let is_name = is_two_capitals(part)
        || part.chars().count() > 2
            && (is_capitalised(part) && !starts_sentence || is_camel_case(part));
    if has_digit && is_digits {
        Some(SalientKind::Number)
    } else if is_negation {
        Some(SalientKind::Negation)
    } else if has_digit {
        Some(SalientKind::Code)
    } else {
        is_name.then_some(SalientKind::Name)
    }
}

fn is_capitalised(part: &str) -> bool {
    part.chars().next().is_some_and(char::is_uppercase)
}

/// The letters and digits of a word in lower case: `U.S.` and `US’s` are `us`.
fn bare(word: &str) -> String {
    let word = word
        .strip_suffix("'s")
        .or(word.strip_suffix("’s"))
        .unwrap_or(word);
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether the word is like `US` or `EU`: a name wherever it is.
fn is_two_capitals(part: &str) -> bool {
    part.chars().count() == 2 && part.chars().all(char::is_uppercase)
}

/// Whether a capital follows a small letter.
fn is_camel_case(part: &str) -> bool {
    let mut pairs = part.chars().zip(part.chars().skip(1));
    pairs.any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_capitals_are_a_name() {
        for (recorded, found, differs) in [
            (
                "the US agreed to the terms",
                "the EU agreed to the terms",
                true,
            ),
            ("US aid just began", "EU aid just began", true),
            ("aid of the U.S. began", "aid of the EU began", true),
            ("aid of the EU began", "aid of the UN began", true),
            ("the US must leave", "the US just must leave", false),
            ("the US agreed", "the U.S. agreed", false),
            ("the US agreed", "the U. S. agreed", false),
            ("the US’s terms", "the US terms", false),
            ("the U.S.-China talks", "the US-China talks", false),
            ("at 5 PM they met", "at 5 pm they met", false),
            ("so it is", "so is it", false),
        ] {
            for (a, b) in [(recorded, found), (found, recorded)] {
                let difference = SalientDifference::new(a, b, false);
                assert_eq!(difference.exceeds(Tolerance::Nothing), differs, "{a} | {b}");
            }
        }
    }
}
