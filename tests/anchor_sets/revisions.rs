//! Cases of real revisions: a folder of folders, each a document, in it its
//! revisions as `.txt`, oldest first by name.
//!
//! The truth is a word-by-word comparison of the whole documents, which knows
//! nothing of quotations.

use std::path::Path;
use std::sync::Arc;

use annals::quote::SearchableText;
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

/// Words as ranges of code points.
fn words(text: &[char]) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.iter().enumerate() {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(begun)) => {
                words.push((begun, at));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|begun| (begun, text.len())));
    words
}

/// Cases of one pair: `unchanged`, `edited`, `deleted`; passages in between,
/// that share two to six words in ten with what stands there now, are
/// `rewritten`, and those that stand elsewhere word by word are `moved`.
pub fn cases(pair: &Pair, dice: &mut Dice, most: usize) -> Vec<Case> {
    let text = Arc::new(SearchableText::new(pair.new.iter().collect::<String>()));
    let (old, new) = (words(&pair.old), words(&pair.new));
    let spelt = |text: &[char], words: &[(usize, usize)]| -> Vec<String> {
        words
            .iter()
            .map(|&(a, b)| {
                text[a..b]
                    .iter()
                    .map(|&c| if c == '\'' { '"' } else { c })
                    .collect()
            })
            .collect()
    };
    let (old_words, new_words) = (spelt(&pair.old, &old), spelt(&pair.new, &new));
    let mut partner: Vec<Option<usize>> = vec![None; old.len()];
    for op in capture_diff_slices(Algorithm::Patience, &old_words, &new_words) {
        if op.tag() == DiffTag::Equal {
            for (a, b) in op.old_range().zip(op.new_range()) {
                partner[a] = Some(b);
            }
        }
    }
    let joined_new = format!(" {} ", new_words.join(" "));
    let mut cases = Vec::new();
    for (start, end) in passages(&pair.old, dice, most) {
        let first = old.partition_point(|&(_, to)| to <= start);
        let last = old.partition_point(|&(from, _)| from < end);
        if last <= first + 3 {
            continue;
        }
        let kept: Vec<_> = (first..last)
            .filter_map(|word| partner[word].map(|b| (word, b)))
            .collect();
        // Equal words only count in company, as "the" is kept by chance.
        let real = |&&(word, b): &&(usize, usize)| {
            let near = |w: usize, n: usize| partner.get(w).copied().flatten() == Some(n);
            near(word + 1, b + 1) || b > 0 && word > 0 && near(word - 1, b - 1)
        };
        let solid: Vec<_> = kept.iter().filter(real).copied().collect();
        let share = solid.len() as f64 / (last - first) as f64;
        let span = solid.first().zip(solid.last()).map(|(a, b)| (a.1, b.1));
        let before = first.checked_sub(1).and_then(|word| partner[word]);
        let after = partner.get(last).copied().flatten();
        let mut quote = selector(&pair.old, start, end, CONTEXT);
        quote.exact = quote.exact.trim().to_owned();
        let whole: String = old_words[first..last].join(" ");
        let stands = joined_new.contains(&format!(" {whole} "));
        let (kind, truth) = if solid.len() == last - first
            && span.is_some_and(|(a, b)| b - a + 1 == last - first)
        {
            let (a, b) = span.unwrap();
            // The passage may begin and end within a word.
            let from = new[a].0 + (start.saturating_sub(old[first].0));
            let to = new[b].1 - old[last - 1].1.saturating_sub(end);
            ("unchanged", Some((from, to)))
        } else if share >= 0.6 {
            let (mut a, mut b) = span.unwrap();
            // Words changed at an end belong to it where the neighbour is kept.
            if solid[0].0 > first
                && let Some(before) = before
                && before < a
                && a - before <= 12
            {
                a = before + 1;
            }
            if solid[solid.len() - 1].0 + 1 < last
                && let Some(after) = after
                && after > b
                && after - b <= 12
            {
                b = after - 1;
            }
            ("edited", Some((new[a].0, new[b].1)))
        } else if stands {
            ("moved", None)
        } else if share <= 0.2 {
            ("deleted", None)
        } else {
            ("rewritten", None)
        };
        cases.push(Case {
            kind: kind.to_owned(),
            text: text.clone(),
            quote,
            truth,
        });
    }
    cases
}
