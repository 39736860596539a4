//! Cases from real documents: a folder with a folder for each document, and in it
//! the document's revisions as `.txt`, oldest first by name.
//!
//! The right answers come from a word-by-word comparison of whole documents, which
//! does not use the anchorer.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use annals_anchor::SearchableText;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::{CONTEXT, Case, Rng, passages, selector};

/// Two consecutive revisions of a document.
pub struct Pair {
    pub old: Vec<char>,
    pub new: Vec<char>,
}

/// All consecutive revisions in a folder.
pub fn pairs(folder: &Path) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for path in entries(folder) {
        let texts: Vec<Vec<char>> = entries(&path)
            .iter()
            .filter_map(|path| std::fs::read_to_string(path).ok())
            .map(|text| text.chars().collect())
            .collect();
        for two in texts.windows(2) {
            pairs.push(Pair {
                old: two[0].clone(),
                new: two[1].clone(),
            });
        }
    }
    pairs
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Words as ranges of code points: runs of letters and digits. A change of markup
/// around a word is no change of the word.
fn words(text: &[char]) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.iter().enumerate() {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(begun)) => {
                words.push((begun, at));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|begun| (begun, text.len())));
    words
}

/// Words in lower case.
fn lower_case(text: &[char], words: &[(usize, usize)]) -> Vec<String> {
    let lower = |&(a, b): &(usize, usize)| {
        let letters = text[a..b].iter().flat_map(|c| c.to_lowercase());
        letters.collect()
    };
    words.iter().map(lower).collect()
}

/// Whether a passage is prose, without directives, rules, targets or addresses.
fn is_prose(passage: &[char]) -> bool {
    let words: String = passage.iter().collect();
    let marks = ["::", ".. ", "://", "--", "==", "~~", "**", "__", "# "];
    !marks.iter().any(|mark| words.contains(mark))
}

/// Whether half of the three-word phrases of a passage are close together in a
/// text, outside the range `except`.
fn is_mostly_in(passage: &[String], words: &[String], except: std::ops::Range<usize>) -> bool {
    let phrases: std::collections::HashSet<_> = passage.windows(3).collect();
    let hits: Vec<bool> = words
        .windows(3)
        .enumerate()
        .map(|(at, phrase)| !except.contains(&at) && phrases.contains(phrase))
        .collect();
    let wanted = passage.len().saturating_sub(2).div_ceil(2).max(1);
    let mut count = 0;
    for at in 0..hits.len() {
        count += usize::from(hits[at]);
        if at >= passage.len() {
            count -= usize::from(hits[at - passage.len()]);
        }
        if count >= wanted {
            return true;
        }
    }
    false
}

/// A passage with more words inserted in one place counts as divided.
const MAX_BETWEEN: usize = 15;

/// How many changed words next to an end may belong to the passage.
const MAX_ADJACENT: usize = 12;

/// Cases of one pair.
///
/// A passage is `unchanged`; `edited`, if six words in ten are still together; or
/// `deleted`, if less than two in ten are left, here or elsewhere. `rewritten` is
/// in between, or divided by an insertion, and `moved` is mostly elsewhere: their
/// right answer is a matter of opinion. `repeated` passages occur in several
/// places of one revision.
pub fn cases(pair: &Pair, rng: &mut Rng, most: usize) -> Vec<Case> {
    let text = Arc::new(SearchableText::new(pair.new.iter().collect::<String>()));
    let (old, new) = (words(&pair.old), words(&pair.new));
    let (old_words, new_words) = (lower_case(&pair.old, &old), lower_case(&pair.new, &new));
    let mut partner: Vec<Option<usize>> = vec![None; old.len()];
    for op in capture_diff_slices(Algorithm::Patience, &old_words, &new_words) {
        if op.tag() == DiffTag::Equal {
            for (a, b) in op.old_range().zip(op.new_range()) {
                partner[a] = Some(b);
            }
        }
    }
    let joined = |words: &[String]| format!(" {} ", words.join(" "));
    let (joined_old, joined_new) = (joined(&old_words), joined(&new_words));
    let mut cases = Vec::new();
    for (start, end) in passages(&pair.old, rng, most) {
        let first = old.partition_point(|&(_, to)| to <= start);
        let last = old.partition_point(|&(from, _)| from < end);
        if last <= first + 3 {
            continue;
        }
        let count = last - first;
        let mut quote = selector(&pair.old, start, end, CONTEXT);
        quote.exact = quote.exact.trim().into();
        // Equal words count only next to each other: "the" is equal by chance.
        let goes_on = |w: usize, n: usize| partner.get(w).copied().flatten() == Some(n);
        let solid: Vec<(usize, usize)> = (first..last)
            .filter_map(|word| partner[word].map(|b| (word, b)))
            .filter(|&(word, b)| {
                goes_on(word + 1, b + 1) || b > 0 && word > 0 && goes_on(word - 1, b - 1)
            })
            .collect();
        let are_close =
            |a: &(usize, usize), b: &(usize, usize)| b.1 - a.1 <= b.0 - a.0 + MAX_BETWEEN;
        let core = solid.chunk_by(are_close).max_by_key(|piece| piece.len());
        let core = core.unwrap_or_default();
        let of_all = |words: usize| words as f64 / count as f64;
        let whole = old_words[first..last].join(" ");
        let times = |text: &str| text.matches(&format!(" {whole} ")).count();
        let mut optional = (0, 0);
        let (kind, truth) = if times(&joined_old) > 1 || times(&joined_new) > 1 {
            ("repeated", core.first().zip(core.last()))
        } else if core.len() == count && core[count - 1].1 + 1 - core[0].1 == count {
            ("unchanged", core.first().zip(core.last()))
        } else if of_all(core.len()) >= 0.6 {
            ("edited", core.first().zip(core.last()))
        } else if times(&joined_new) > 0 {
            ("moved", None)
        } else if of_all(solid.len()) > 0.2 {
            ("rewritten", None)
        } else {
            let passage = &old_words[first..last];
            let moved = is_mostly_in(passage, &new_words, 0..0)
                && !is_mostly_in(passage, &old_words, first.saturating_sub(2)..last);
            (if moved { "moved" } else { "deleted" }, None)
        };
        // The words removed or the words added, whichever are more.
        let changed = core.first().zip(core.last()).map_or(0, |(a, b)| {
            let added = b.1 + 1 - a.1 - core.len();
            added.max(count - core.len())
        });
        let kind = match kind {
            "edited" | "deleted" if !is_prose(&pair.old[start..end]) => {
                if kind == "edited" {
                    "marked up: edited"
                } else {
                    "marked up: deleted"
                }
            }
            _ => kind,
        };
        let part = (kind == "edited").then(|| {
            let share = match of_all(changed) {
                ..=0.1 => "to 10 %",
                ..=0.25 => "to 25 %",
                ..=0.5 => "to 50 %",
                _ => "to more",
            };
            format!("edited, {share}")
        });
        let truth = truth.map(|(&(a, from), &(b, to))| {
            // Changed words next to the ends may belong to it, and so may words
            // after an insertion.
            let before = (0..a).rev().find_map(|word| partner[word]);
            let after = (b + 1..old.len()).find_map(|word| partner[word]);
            let outer = (
                solid[0].1.min(from).min(before.map_or(from, |n| {
                    (n + 1).max(from.saturating_sub(MAX_ADJACENT)).min(from)
                })),
                solid[solid.len() - 1]
                    .1
                    .max(to)
                    .max(after.map_or(to, |n| (n.max(1) - 1).min(to + MAX_ADJACENT).max(to))),
            );
            // So may the punctuation before its first word and after its last.
            optional = (
                new[from].0 - new[outer.0].0 + old[first].0.saturating_sub(start),
                new[outer.1.min(new.len() - 1)].1 - new[to].1 + end.saturating_sub(old[last - 1].1),
            );
            // The passage may begin and end within a word.
            let cut = |at: usize, word: (usize, usize)| at.saturating_sub(word.0);
            let begins = new[from].0
                + if a == first {
                    cut(start, old[first])
                } else {
                    0
                };
            let ends = new[to].1
                - if b + 1 == last {
                    cut(old[last - 1].1, (end, 0))
                } else {
                    0
                };
            (begins.min(new[from].1), ends.max(new[to].0))
        });
        cases.push(Case {
            kind: kind.to_owned(),
            part,
            text: text.clone(),
            quote,
            position: start,
            truth,
            optional,
        });
    }
    cases
}

/// Passages of one document, to find in another. If half of the three-word phrases
/// of a passage are close together there, its kind is `copied`: both documents have
/// the same words, edited or not.
pub fn elsewhere(kind: &str, pair: &Pair, other: &Pair, rng: &mut Rng, most: usize) -> Vec<Case> {
    let there = lower_case(&other.new, &words(&other.new));
    let text = Arc::new(SearchableText::new(other.new.iter().collect::<String>()));
    let make = |(start, end): (usize, usize)| {
        let passage = &pair.old[start..end];
        let is_copied = is_mostly_in(&lower_case(passage, &words(passage)), &there, 0..0);
        let quote = (selector(&pair.old, start, end, CONTEXT), start);
        Case::new(
            if is_copied { "copied" } else { kind },
            text.clone(),
            quote,
            None,
        )
    };
    passages(&pair.old, rng, most)
        .into_iter()
        .map(make)
        .collect()
}
