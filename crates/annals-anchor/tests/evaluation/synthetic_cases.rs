//! Cases of synthetic prose, one kind of change each.

use std::sync::Arc;

use annals_anchor::{QuoteSelector, SearchableText, fold_white_space};

use super::{CONTEXT, Case, Rng, ocr_noise, passages, selector, synthetic_prose};

/// A paragraph and a sentence of a document.
type Spot = (usize, usize);

/// A random sentence of at least 60 code points.
fn spot(paragraphs: &[Vec<String>], rng: &mut Rng) -> Spot {
    loop {
        let at = rng.below(paragraphs.len());
        let sentence = rng.below(paragraphs[at].len());
        if paragraphs[at][sentence].chars().count() >= 60 {
            return (at, sentence);
        }
    }
}

/// The range of a sentence in the plain text, in code points.
fn range(paragraphs: &[Vec<String>], (at, sentence): Spot) -> (usize, usize) {
    let length = |text: &String| text.chars().count() + 1;
    let before = paragraphs[..at]
        .iter()
        .map(|p| p.iter().map(length).sum::<usize>() + 1)
        .sum::<usize>();
    let within = paragraphs[at][..sentence].iter().map(length).sum::<usize>();
    let start = before + within;
    (start, start + paragraphs[at][sentence].chars().count())
}

fn chars(paragraphs: &[Vec<String>]) -> Vec<char> {
    synthetic_prose::plain(paragraphs).chars().collect()
}

/// The selector and the position of a sentence.
fn quoted(paragraphs: &[Vec<String>], spot: Spot, context: usize) -> (QuoteSelector, usize) {
    let (start, end) = range(paragraphs, spot);
    (selector(&chars(paragraphs), start, end, context), start)
}

fn searchable(paragraphs: &[Vec<String>]) -> Arc<SearchableText> {
    Arc::new(SearchableText::new(synthetic_prose::plain(paragraphs)))
}

fn case(
    kind: &str,
    paragraphs: &[Vec<String>],
    quoted: (QuoteSelector, usize),
    truth: Option<(usize, usize)>,
) -> Case {
    Case::new(kind, searchable(paragraphs), quoted, truth)
}

/// Edited sentences in documents in which other sentences were replaced too.
pub fn edited(rng: &mut Rng, size: usize, most: usize) -> Vec<Case> {
    let make = |_| {
        let old = synthetic_prose::document(rng, size);
        let at = spot(&old, rng);
        let quote = quoted(&old, at, CONTEXT);
        let mut new = old.clone();
        new[at.0][at.1] = synthetic_prose::edited(&old[at.0][at.1], rng);
        for (number, paragraph) in new.iter_mut().enumerate() {
            if number != at.0 && rng.chance(0.3) {
                let text = synthetic_prose::sentence(rng);
                let other = rng.below(paragraph.len());
                paragraph[other] = text;
            }
        }
        let truth = range(&new, at);
        case("synthetic: edited", &new, quote, Some(truth))
    };
    (0..most).map(make).collect()
}

/// Sentences that were deleted.
pub fn deleted(rng: &mut Rng, size: usize, most: usize) -> Vec<Case> {
    let make = |_| {
        let mut new = synthetic_prose::document(rng, size);
        let at = spot(&new, rng);
        let quote = quoted(&new, at, CONTEXT);
        new[at.0].remove(at.1);
        case("synthetic: deleted", &new, quote, None)
    };
    (0..most).map(make).collect()
}

/// Sentences of another document, with the same phrases.
pub fn elsewhere(rng: &mut Rng, size: usize, most: usize) -> Vec<Case> {
    let mut cases = Vec::new();
    while cases.len() < most {
        let old = synthetic_prose::document(rng, size);
        let text = searchable(&synthetic_prose::document(rng, size));
        for _ in 0..50.min(most - cases.len()) {
            let at = spot(&old, rng);
            for (kind, context) in [
                ("synthetic: other document", CONTEXT),
                ("synthetic: other document, bare", 0),
            ] {
                let quote = quoted(&old, at, context);
                cases.push(Case::new(kind, text.clone(), quote, None));
            }
        }
    }
    cases
}

/// Passages of at least 60 code points in a text with recognition errors at a rate
/// per code point. Passages that occurred in several places are left out.
pub fn damaged(kind: &str, old: &[char], rate: f64, rng: &mut Rng, most: usize) -> Vec<Case> {
    let noisy = ocr_noise::ocr(old, rate, rng);
    let text = Arc::new(SearchableText::new(noisy.text.iter().collect::<String>()));
    let mut ranges = passages(old, rng, usize::MAX);
    let whole = fold_white_space(&old.iter().collect::<String>());
    ranges.retain(|&(start, end)| {
        let words = fold_white_space(&old[start..end].iter().collect::<String>());
        end - start >= 60 && whole.matches(words.trim()).count() == 1
    });
    while ranges.len() > most {
        ranges.swap_remove(rng.below(ranges.len()));
    }
    let make = |(start, end): (usize, usize)| {
        let quote = (selector(old, start, end, CONTEXT), start);
        let truth = Some((noisy.positions[start], noisy.positions[end]));
        Case::new(format!("{kind} {rate}"), text.clone(), quote, truth)
    };
    ranges.into_iter().map(make).collect()
}

/// Sentences of which others differ only in numbers and names: the sentence
/// deleted, and the sentence edited.
pub fn near_duplicates(rng: &mut Rng, most: usize) -> Vec<Case> {
    let formula = |rng: &mut Rng| {
        let (year, count) = (1850 + rng.below(120), 10 + rng.below(80));
        let name = rng.choose(&[
            "Ostrova", "Kelbury", "Doruna", "Philby", "Elsgate", "Quenford",
        ]);
        format!(
            "In {year} the harbour court at {name} heard {count} complaints about the duty on salt."
        )
    };
    let mut cases = Vec::new();
    for _ in 0..most {
        let mut new = synthetic_prose::document(rng, 6_000);
        let wanted = formula(rng);
        let at = spot(&new, rng);
        new[at.0].insert(at.1, wanted.clone());
        let rivals = 1 + rng.below(4);
        for _ in 0..rivals {
            let rival = spot(&new, rng);
            let mut other = formula(rng);
            while other == wanted {
                other = formula(rng);
            }
            if rival.0 != at.0 {
                new[rival.0].insert(rival.1, other);
            }
        }
        let quote = quoted(&new, at, CONTEXT);
        let bare = quoted(&new, at, 0);
        let mut gone = new.clone();
        gone[at.0].remove(at.1);
        cases.push(case(
            "synthetic: near-duplicate stays",
            &gone,
            quote.clone(),
            None,
        ));
        cases.push(case(
            "synthetic: near-duplicate stays, bare",
            &gone,
            bare,
            None,
        ));
        new[at.0][at.1] = wanted.replace("complaints about", "pleas and complaints about");
        let truth = range(&new, at);
        cases.push(case(
            "synthetic: edited among near-duplicates",
            &new,
            quote,
            Some(truth),
        ));
    }
    cases
}

/// Sentences with a page header inside, and with hyphenated words and ligatures.
pub fn typeset(rng: &mut Rng, most: usize) -> Vec<Case> {
    let mut cases = Vec::new();
    for number in 0..most {
        let mut new = synthetic_prose::document(rng, 8_000);
        let at = spot(&new, rng);
        let quote = quoted(&new, at, CONTEXT);
        let words: Vec<&str> = new[at.0][at.1].split(' ').collect();
        let middle = words.len() / 2;
        let page = 10 + rng.below(400);
        let (kind, text) = if number % 2 == 0 {
            let (left, right) = (words[..middle].join(" "), words[middle..].join(" "));
            let header = format!("\n\n{page}\n\nA CHRONICLE OF THE COAST\n\n");
            (
                "synthetic: page header inside",
                format!("{left}{header}{right}"),
            )
        } else {
            let broken = |(n, word): (usize, &&str)| {
                if n % 4 == 1 && word.is_ascii() && word.len() > 5 {
                    format!("{}-\n{}", &word[..3], &word[3..])
                } else {
                    (*word).replace("fi", "ﬁ").replace("fl", "ﬂ")
                }
            };
            (
                "synthetic: hyphens and ligatures",
                words
                    .iter()
                    .enumerate()
                    .map(broken)
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        };
        new[at.0][at.1] = text;
        let truth = range(&new, at);
        cases.push(case(kind, &new, quote, Some(truth)));
    }
    cases
}

/// Sentences with other forms of quotation marks, dashes and spaces: the anchor has
/// to be `Normalised`.
pub fn reset(rng: &mut Rng, most: usize) -> Vec<Case> {
    let mut cases = Vec::new();
    while cases.len() < most {
        let mut new = synthetic_prose::document(rng, 6_000);
        let at = spot(&new, rng);
        let words: Vec<&str> = new[at.0][at.1].split(' ').collect();
        let (head, tail) = words.split_at(words.len() / 2);
        let marked = |open: &str, close: &str, dash: &str, space: &str| {
            let (head, tail) = (head.join(space), tail.join(space));
            format!("{open}{head}{close} {dash} it's said {dash} {tail}")
        };
        let recorded = marked("\"", "\"", "-", " ");
        let set = match rng.below(4) {
            0 => marked("\u{201C}", "\u{201D}", "\u{2014}", " "),
            1 => marked("\u{AB}", "\u{BB}", "\u{2013}", "\u{A0}"),
            2 => marked("\"", "\"", "-", "\n"),
            _ => marked("\u{201E}", "\u{201C}", "\u{2212}", " ").replace('\'', "\u{2019}"),
        };
        new[at.0][at.1] = recorded;
        let quote = quoted(&new, at, CONTEXT);
        let bare = quoted(&new, at, 0);
        new[at.0][at.1] = set;
        let truth = Some(range(&new, at));
        cases.push(case("synthetic: quote forms", &new, quote, truth));
        cases.push(case("synthetic: quote forms, bare", &new, bare, truth));
    }
    cases
}

/// Sentences that occur several times: with context that decides, without context,
/// and with the same context everywhere. Only the first can be found.
pub fn repeated(rng: &mut Rng, most: usize) -> Vec<Case> {
    let mut cases = Vec::new();
    while cases.len() < most {
        let mut new = synthetic_prose::document(rng, 10_000);
        let wanted = spot(&new, rng);
        let sentence = new[wanted.0][wanted.1].clone();
        for _ in 0..1 + rng.below(3) {
            let other = spot(&new, rng);
            if other.0 != wanted.0 {
                new[other.0].insert(other.1, sentence.clone());
            }
        }
        if synthetic_prose::plain(&new).matches(&sentence).count() < 2 {
            continue;
        }
        let truth = Some(range(&new, wanted));
        let with = quoted(&new, wanted, CONTEXT);
        let bare = quoted(&new, wanted, 0);
        cases.push(case(
            "synthetic: repeated, context decides",
            &new,
            with,
            truth,
        ));
        cases.push(case("synthetic: repeated, bare", &new, bare, None));
        // The neighbours are the same too.
        let (before, after) = (
            synthetic_prose::sentence(rng),
            synthetic_prose::sentence(rng),
        );
        let trio = [before, sentence, after].join(" ");
        let mut same = synthetic_prose::document(rng, 6_000);
        for at in [1, 3, 5] {
            same[at] = vec![trio.clone()];
        }
        let start = same[1][0].find(&new[wanted.0][wanted.1]).unwrap_or(0);
        let from = range(&same, (1, 0)).0 + same[1][0][..start].chars().count();
        let to = from + new[wanted.0][wanted.1].chars().count();
        let quote = (selector(&chars(&same), from, to, 20), from);
        cases.push(case(
            "synthetic: repeated, context the same",
            &same,
            quote,
            None,
        ));
    }
    cases
}
