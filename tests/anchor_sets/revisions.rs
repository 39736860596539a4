//! Cases of real revisions: a folder of folders, each a document, in it its
//! revisions as `.txt`, oldest first by name.
//!
//! The truth is a word-by-word comparison of the whole documents, which knows
//! nothing of quotations.

use std::path::Path;
use std::sync::Arc;

use annals_anchor::SearchableText;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::{CONTEXT, Case, Dice, passages, selector};

/// A document and two of its revisions, one after the other.
pub struct Pair {
    pub name: String,
    pub old: Vec<char>,
    pub new: Vec<char>,
}

pub fn pairs(folder: &Path) -> Vec<Pair> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    names.sort();
    let mut pairs = Vec::new();
    for path in names {
        let mut revisions: Vec<_> = std::fs::read_dir(&path)
            .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
            .unwrap_or_default();
        revisions.sort();
        let read = |path: &std::path::PathBuf| std::fs::read_to_string(path).ok();
        let texts: Vec<Vec<char>> = revisions
            .iter()
            .filter_map(read)
            .map(|text| text.chars().collect())
            .collect();
        for two in texts.windows(2) {
            pairs.push(Pair {
                name: path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                old: two[0].clone(),
                new: two[1].clone(),
            });
        }
    }
    pairs
}

/// Words as ranges of code points: runs of letters and digits, so that a change
/// of markup around a word is no change of the word.
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

/// What a word is compared by: its letters without their case.
fn spelt(text: &[char], words: &[(usize, usize)]) -> Vec<String> {
    let lower = |&(a, b): &(usize, usize)| {
        let letters = text[a..b].iter().flat_map(|c| c.to_lowercase());
        letters.collect()
    };
    words.iter().map(lower).collect()
}

/// Whether a passage is set as prose: no directives, rules, targets or addresses.
fn is_prose(passage: &[char]) -> bool {
    let words: String = passage.iter().collect();
    let marks = ["::", ".. ", "://", "--", "==", "~~", "**", "__", "# "];
    !marks.iter().any(|mark| words.contains(mark))
}

/// Whether half of the three-word phrases of a passage stand together in some
/// stretch of its length, `except` aside.
fn stands_mostly(passage: &[String], words: &[String], except: std::ops::Range<usize>) -> bool {
    let phrases: std::collections::HashSet<_> = passage.windows(3).collect();
    let hits: Vec<bool> = words
        .windows(3)
        .enumerate()
        .map(|(at, phrase)| !except.contains(&at) && phrases.contains(phrase))
        .collect();
    let wanted = passage.len().saturating_sub(2).div_ceil(2).max(1);
    let mut standing = 0;
    for at in 0..hits.len() {
        standing += usize::from(hits[at]);
        if at >= passage.len() {
            standing -= usize::from(hits[at - passage.len()]);
        }
        if standing >= wanted {
            return true;
        }
    }
    false
}

/// How many words may be put in within a passage before it counts as parted.
const MOST_BETWEEN: usize = 15;

/// How many changed words beside an end may belong to the passage.
const MOST_BESIDE: usize = 12;

/// Cases of one pair.
///
/// `unchanged`; `edited`, where six words in ten still stand together; `deleted`,
/// where less than two do, here or elsewhere. `rewritten` is in between, or parted
/// by much that was put in, and `moved` stands mostly elsewhere: what became
/// of these is a matter of opinion. `repeated` passages stood or stand in several
/// places.
pub fn cases(pair: &Pair, dice: &mut Dice, most: usize) -> Vec<Case> {
    let text = Arc::new(SearchableText::new(pair.new.iter().collect::<String>()));
    let (old, new) = (words(&pair.old), words(&pair.new));
    let (old_words, new_words) = (spelt(&pair.old, &old), spelt(&pair.new, &new));
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
    for (start, end) in passages(&pair.old, dice, most) {
        let first = old.partition_point(|&(_, to)| to <= start);
        let last = old.partition_point(|&(from, _)| from < end);
        if last <= first + 3 {
            continue;
        }
        let count = last - first;
        let mut quote = selector(&pair.old, start, end, CONTEXT);
        quote.exact = quote.exact.trim().into();
        // Equal words only count in company, as "the" is kept by chance.
        let goes_on = |w: usize, n: usize| partner.get(w).copied().flatten() == Some(n);
        let solid: Vec<(usize, usize)> = (first..last)
            .filter_map(|word| partner[word].map(|b| (word, b)))
            .filter(|&(word, b)| {
                goes_on(word + 1, b + 1) || b > 0 && word > 0 && goes_on(word - 1, b - 1)
            })
            .collect();
        let parted = |a: &(usize, usize), b: &(usize, usize)| b.1 - a.1 <= b.0 - a.0 + MOST_BETWEEN;
        let core = solid.chunk_by(parted).max_by_key(|piece| piece.len());
        let core = core.unwrap_or_default();
        let of_all = |words: usize| words as f64 / count as f64;
        let whole = old_words[first..last].join(" ");
        let times = |text: &str| text.matches(&format!(" {whole} ")).count();
        let mut reach = (0, 0);
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
            let moved = stands_mostly(passage, &new_words, 0..0)
                && !stands_mostly(passage, &old_words, first.saturating_sub(2)..last);
            (if moved { "moved" } else { "deleted" }, None)
        };
        // How many of its words went, or how many came in their places and
        // between them, whichever is more.
        let changed = core.first().zip(core.last()).map_or(0, |(a, b)| {
            let came = b.1 + 1 - a.1 - core.len();
            came.max(count - core.len())
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
            // Changed words beside the ends may belong to it, and so may what
            // still stands beyond an insertion.
            let before = (0..a).rev().find_map(|word| partner[word]);
            let after = (b + 1..old.len()).find_map(|word| partner[word]);
            let outer = (
                solid[0].1.min(from).min(before.map_or(from, |n| {
                    (n + 1).max(from.saturating_sub(MOST_BESIDE)).min(from)
                })),
                solid[solid.len() - 1]
                    .1
                    .max(to)
                    .max(after.map_or(to, |n| (n.max(1) - 1).min(to + MOST_BESIDE).max(to))),
            );
            // So may the signs before its first word and after its last.
            reach = (
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
            reach,
        });
    }
    cases
}

/// Passages of one document sought in another. Those of which half or more of the
/// three-word phrases stand together there are counted apart, as `copied`: the
/// same words stand in both documents, edited or not.
pub fn elsewhere(kind: &str, pair: &Pair, other: &Pair, dice: &mut Dice, most: usize) -> Vec<Case> {
    let there = spelt(&other.new, &words(&other.new));
    let text = Arc::new(SearchableText::new(other.new.iter().collect::<String>()));
    let sought = |(start, end): (usize, usize)| {
        let passage = &pair.old[start..end];
        let is_copied = stands_mostly(&spelt(passage, &words(passage)), &there, 0..0);
        Case {
            kind: if is_copied {
                "copied".to_owned()
            } else {
                kind.to_owned()
            },
            part: None,
            text: text.clone(),
            quote: selector(&pair.old, start, end, CONTEXT),
            position: start,
            truth: None,
            reach: (0, 0),
        }
    };
    passages(&pair.old, dice, most)
        .into_iter()
        .map(sought)
        .collect()
}
