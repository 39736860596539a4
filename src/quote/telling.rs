//! Words whose change makes another statement: numbers, names, negations.

use super::distance::Pattern;
use super::fold::key;
use super::letters::letters;

/// English negations. Other languages are told apart by their numbers and
/// names alone.
const NEGATIONS: &[&str] = &[
    "no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    /// Letters and digits in one: the name of a thing, a version, a mark.
    Code,
    Name,
    Negation,
}

/// How much has to differ to be another statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// A name that came or went.
    Names,
    /// A name in the place of another, where the context on both sides agrees.
    Replaced,
}

/// Whether one of two wordings has a number or a code in place of the other's,
/// or a name or a negation that the other lacks. What reading errors may have
/// made of one another is the same: a name of which two letters in three stand
/// somewhere, a negation but for one letter; and where there is `damage`, codes
/// are no codes.
pub(super) fn differ_tellingly(
    recorded: &str,
    found: &str,
    is_damage: bool,
    strictness: Strictness,
) -> bool {
    let (before, now) = (telling(recorded), telling(found));
    let (lost, gained) = (
        lacking(&before, &now, found),
        lacking(&now, &before, recorded),
    );
    let replaced = |kind: Kind| lost.contains(&kind) && gained.contains(&kind);
    let differ = |kind: Kind| lost.contains(&kind) || gained.contains(&kind);
    replaced(Kind::Number)
        || replaced(Kind::Name)
        || (replaced(Kind::Code) && !is_damage)
        || (differ(Kind::Name) && strictness == Strictness::Names)
        || differ(Kind::Negation)
}

/// The kinds of the words of `wanted` that have no counterpart in `given`, nor
/// anything like them in `words`.
fn lacking(wanted: &[(Kind, &str)], given: &[(Kind, &str)], words: &str) -> Vec<Kind> {
    let mut free: Vec<_> = given.to_vec();
    let apart: Vec<Vec<u8>> = words
        .split_whitespace()
        .map(|word| letters(&key(word)))
        .collect();
    let words = letters(&key(words));
    let mut kinds = Vec::new();
    for &(kind, word) in wanted {
        let same = |&(other, counterpart): &(Kind, &str)| {
            other == kind && word.eq_ignore_ascii_case(counterpart)
        };
        if let Some(met) = free.iter().position(same) {
            free.swap_remove(met);
            continue;
        }
        let letters = letters(&key(word));
        let pattern = Pattern::new(&letters);
        let is_misread = match kind {
            Kind::Number | Kind::Code => false,
            Kind::Name => pattern.distance_to_best(&words) * 3 <= letters.len(),
            Kind::Negation => apart.iter().any(|other| {
                other.len().abs_diff(letters.len()) <= 1 && pattern.distance_to_best(other) <= 1
            }),
        };
        if !is_misread {
            kinds.push(kind);
        }
    }
    kinds
}

/// The telling words. A capital at the start of a sentence tells nothing, as
/// far as that can be seen.
fn telling(words: &str) -> Vec<(Kind, &str)> {
    let mut begins = true;
    let mut found = Vec::new();
    for word in words.split_whitespace() {
        let ends = word.ends_with(['.', '!', '?', ':']);
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        for part in
            bare.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '\'' | '’'))
        {
            let is_number = part.chars().any(char::is_numeric)
                && part
                    .chars()
                    .all(|c| c.is_numeric() || matches!(c, '.' | ','));
            let lower = part.to_lowercase();
            if is_number {
                found.push((Kind::Number, part));
            } else if NEGATIONS.contains(&lower.as_str())
                || lower.ends_with("n't")
                || lower.ends_with("n’t")
            {
                found.push((Kind::Negation, part));
            } else if part.chars().any(char::is_numeric) {
                found.push((Kind::Code, part));
            } else if !begins
                && part.chars().count() > 2
                && part.chars().next().is_some_and(char::is_uppercase)
            {
                found.push((Kind::Name, part));
            }
            begins = false;
        }
        begins = ends;
    }
    found
}
