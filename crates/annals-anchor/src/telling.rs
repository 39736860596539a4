//! Words whose change makes another statement: numbers, names, negations.

use super::difference::{WordChange, compare_words};
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
    /// A name that came or went, wherever.
    Names,
    /// A name that stands just where another stood.
    Replaced,
    /// Three that do, in three places: reading errors make such words seldom, and
    /// hardly ever three of them.
    ReplacedThrice,
}

/// Whether one of two wordings has a number, a code or a name just where the other
/// has another, or a negation that the other lacks. What reading errors may have
/// made of one another is the same: a name of which two letters in three stand
/// somewhere, a negation but for one letter; and where there is `damage`, codes
/// are no codes.
pub(super) fn differ_tellingly(
    recorded: &str,
    found: &str,
    is_damage: bool,
    strictness: Strictness,
) -> bool {
    let (before, now) = (telling(recorded, &mut true), telling(found, &mut true));
    let lost = lacking(&before, &now, found);
    let gained = lacking(&now, &before, recorded);
    let differ = |kind: Kind| lost.contains(&kind) || gained.contains(&kind);
    let is_lenient = strictness == Strictness::ReplacedThrice;
    if !is_lenient && differ(Kind::Negation)
        || differ(Kind::Name) && strictness == Strictness::Names
    {
        return true;
    }
    let replaceable = |kind: Kind| lost.contains(&kind) && gained.contains(&kind);
    let kinds = [Kind::Number, Kind::Name, Kind::Code];
    let kinds = kinds.map(|kind| Some(kind).filter(|&kind| replaceable(kind)));
    if kinds.iter().all(Option::is_none) {
        return false;
    }
    // Word by word: what was put in where nothing went tells nothing.
    let (mut begins, mut begins_now) = (true, true);
    let (mut went, mut came) = (Vec::new(), Vec::new());
    let is_replaced = |went: &[Kind], came: &[Kind]| {
        let in_place = |&kind: &Kind| went.contains(&kind) && came.contains(&kind);
        let counts = |&kind: &Kind| kind != Kind::Code || !is_damage;
        kinds
            .iter()
            .flatten()
            .filter(|kind| counts(kind))
            .any(in_place)
    };
    let mut replaced = 0;
    for stretch in compare_words(recorded, found) {
        match stretch.change {
            WordChange::Unchanged => {
                replaced += usize::from(is_replaced(&went, &came));
                (went, came) = (Vec::new(), Vec::new());
                telling(&stretch.words, &mut begins);
                telling(&stretch.words, &mut begins_now);
            }
            WordChange::Removed => {
                let words = telling(&stretch.words, &mut begins);
                went.extend(lacking(&words, &now, found));
            }
            WordChange::Added => {
                let words = telling(&stretch.words, &mut begins_now);
                came.extend(lacking(&words, &before, recorded));
            }
        }
    }
    replaced += usize::from(is_replaced(&went, &came));
    replaced > if is_lenient { 2 } else { 0 }
}

/// The kinds of the words of `wanted` that have no counterpart in `given`, nor
/// anything like them in `words`.
fn lacking(wanted: &[(Kind, &str)], given: &[(Kind, &str)], words: &str) -> Vec<Kind> {
    let mut free: Vec<_> = given.to_vec();
    let apart: Vec<Vec<u8>> = words
        .split_whitespace()
        .map(|word| letters(&key(word)))
        .collect();
    let initials: Vec<String> = words
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .filter(|word| !word.is_empty())
        .map(bare)
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
            // Two letters stand somewhere in most words: `us` in `just`.
            Kind::Name if bare(word).chars().count() <= 2 => {
                let wanted = bare(word);
                let mut pairs = initials.iter().zip(initials.iter().skip(1));
                initials.contains(&wanted) || pairs.any(|(a, b)| format!("{a}{b}") == wanted)
            }
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
/// far as that can be seen; `begins` says whether one starts, and is left as it is
/// after the words.
fn telling<'a>(words: &'a str, begins: &mut bool) -> Vec<(Kind, &'a str)> {
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
            } else if is_pair(part)
                || part.chars().count() > 2 && (is_capital(part) && !*begins || is_camel(part))
            {
                found.push((Kind::Name, part));
            }
            *begins = false;
        }
        *begins = ends;
    }
    found
}

fn is_capital(part: &str) -> bool {
    part.chars().next().is_some_and(char::is_uppercase)
}

/// The letters and digits of a word, without case: `U.S.` and `US’s` are `us`.
fn bare(word: &str) -> String {
    let word = word
        .strip_suffix("'s")
        .or(word.strip_suffix("’s"))
        .unwrap_or(word);
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether these are two capitals, as in `US` and `EU`: a name wherever it
/// stands.
fn is_pair(part: &str) -> bool {
    part.chars().count() == 2 && part.chars().all(char::is_uppercase)
}

/// Whether a small letter stands before a capital, as in no word of a language.
fn is_camel(part: &str) -> bool {
    let mut pairs = part.chars().zip(part.chars().skip(1));
    pairs.any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_two_letters_are_names() {
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
            let told = differ_tellingly(recorded, found, false, Strictness::Names);
            assert_eq!(told, differs, "{recorded} | {found}");
            let told = differ_tellingly(found, recorded, false, Strictness::Names);
            assert_eq!(told, differs, "{found} | {recorded}");
        }
    }
}
