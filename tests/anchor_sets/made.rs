//! Cases of made-up prose, one kind of change each.

use std::sync::Arc;

use annals_anchor::{QuoteSelector, SearchableText, fold_white_space};

use super::{CONTEXT, Case, Dice, noise, passages, prose, selector};

/// A range of paragraphs and sentences of a document.
fn spot(paragraphs: &[Vec<String>], dice: &mut Dice) -> (usize, usize) {
    loop {
        let at = dice.below(paragraphs.len());
        let sentence = dice.below(paragraphs[at].len());
        if paragraphs[at][sentence].chars().count() >= 60 {
            return (at, sentence);
        }
    }
}

/// Where a sentence of a document stands in its plain text.
fn place(paragraphs: &[Vec<String>], (at, sentence): (usize, usize)) -> (usize, usize) {
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
    prose::plain(paragraphs).chars().collect()
}

/// A sentence of a document as it would be recorded, and where.
fn quoted(
    paragraphs: &[Vec<String>],
    spot: (usize, usize),
    context: usize,
) -> (QuoteSelector, usize) {
    let (start, end) = place(paragraphs, spot);
    (selector(&chars(paragraphs), start, end, context), start)
}

fn case(
    kind: &str,
    paragraphs: &[Vec<String>],
    (quote, position): (QuoteSelector, usize),
    truth: Option<(usize, usize)>,
) -> Case {
    Case {
        kind: kind.to_owned(),
        part: None,
        text: Arc::new(SearchableText::new(prose::plain(paragraphs))),
        quote,
        position,
        truth,
        reach: (0, 0),
    }
}

/// Sentences edited, and the document around them too: sentences put in, taken
/// out and edited elsewhere.
pub fn edited(dice: &mut Dice, size: usize, most: usize) -> Vec<Case> {
    let made = |_| {
        let old = prose::document(dice, size);
        let at = spot(&old, dice);
        let quote = quoted(&old, at, CONTEXT);
        let mut new = old.clone();
        new[at.0][at.1] = prose::edited(&old[at.0][at.1], dice);
        for (number, paragraph) in new.iter_mut().enumerate() {
            if number != at.0 && dice.chance(0.3) {
                let text = prose::sentence(dice);
                let other = dice.below(paragraph.len());
                paragraph[other] = text;
            }
        }
        let truth = place(&new, at);
        case("made: edited", &new, quote, Some(truth))
    };
    (0..most).map(made).collect()
}

/// Sentences taken out of a document whose others stay.
pub fn deleted(dice: &mut Dice, size: usize, most: usize) -> Vec<Case> {
    let made = |_| {
        let mut new = prose::document(dice, size);
        let at = spot(&new, dice);
        let quote = quoted(&new, at, CONTEXT);
        new[at.0].remove(at.1);
        case("made: deleted", &new, quote, None)
    };
    (0..most).map(made).collect()
}

/// Sentences sought in another document of the same making.
pub fn elsewhere(dice: &mut Dice, size: usize, most: usize) -> Vec<Case> {
    let mut cases = Vec::new();
    while cases.len() < most {
        let old = prose::document(dice, size);
        let text = Arc::new(SearchableText::new(prose::plain(&prose::document(
            dice, size,
        ))));
        for _ in 0..50.min(most - cases.len()) {
            let at = spot(&old, dice);
            for (kind, context) in [
                ("made: other document", CONTEXT),
                ("made: other document, bare", 0),
            ] {
                let (quote, position) = quoted(&old, at, context);
                cases.push(Case {
                    kind: kind.to_owned(),
                    part: None,
                    text: text.clone(),
                    quote,
                    position,
                    truth: None,
                    reach: (0, 0),
                });
            }
        }
    }
    cases
}

/// Passages of at least 60 code points in a text damaged at a rate; those that
/// stood in several places left out.
pub fn damaged(kind: &str, old: &[char], rate: f64, dice: &mut Dice, most: usize) -> Vec<Case> {
    let noise = noise::ocr(old, rate, dice);
    let text = Arc::new(SearchableText::new(noise.text.iter().collect::<String>()));
    let mut ranges = passages(old, dice, usize::MAX);
    let whole = fold_white_space(&old.iter().collect::<String>());
    ranges.retain(|&(start, end)| {
        let words = fold_white_space(&old[start..end].iter().collect::<String>());
        end - start >= 60 && whole.matches(words.trim()).count() == 1
    });
    while ranges.len() > most {
        ranges.swap_remove(dice.below(ranges.len()));
    }
    let made = |(start, end): (usize, usize)| Case {
        kind: format!("{kind} {rate}"),
        part: None,
        text: text.clone(),
        quote: selector(old, start, end, CONTEXT),
        position: start,
        truth: Some((noise.places[start], noise.places[end])),
        reach: (0, 0),
    };
    ranges.into_iter().map(made).collect()
}

/// The same sentence with other numbers and names: the true one edited, and the
/// true one gone.
pub fn near_duplicates(dice: &mut Dice, most: usize) -> Vec<Case> {
    let formula = |dice: &mut Dice| {
        let (year, count) = (1850 + dice.below(120), 10 + dice.below(80));
        let name = dice.of(&[
            "Ostrova", "Kelbury", "Doruna", "Philby", "Elsgate", "Quenford",
        ]);
        format!(
            "In {year} the harbour court at {name} heard {count} complaints about the duty on salt."
        )
    };
    let mut cases = Vec::new();
    for _ in 0..most {
        let mut new = prose::document(dice, 6_000);
        let wanted = formula(dice);
        let at = spot(&new, dice);
        new[at.0].insert(at.1, wanted.clone());
        let rivals = 1 + dice.below(4);
        for _ in 0..rivals {
            let rival = spot(&new, dice);
            let mut other = formula(dice);
            while other == wanted {
                other = formula(dice);
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
            "made: near-duplicate stays",
            &gone,
            quote.clone(),
            None,
        ));
        cases.push(case("made: near-duplicate stays, bare", &gone, bare, None));
        new[at.0][at.1] = wanted.replace("complaints about", "pleas and complaints about");
        let truth = place(&new, at);
        cases.push(case(
            "made: edited among near-duplicates",
            &new,
            quote,
            Some(truth),
        ));
    }
    cases
}

/// A page header in mid-sentence, words hyphenated at line ends, and both.
pub fn typeset(dice: &mut Dice, most: usize) -> Vec<Case> {
    let mut cases = Vec::new();
    for number in 0..most {
        let mut new = prose::document(dice, 8_000);
        let at = spot(&new, dice);
        let quote = quoted(&new, at, CONTEXT);
        let words: Vec<&str> = new[at.0][at.1].split(' ').collect();
        let middle = words.len() / 2;
        let page = 10 + dice.below(400);
        let (kind, text) = if number % 2 == 0 {
            let (left, right) = (words[..middle].join(" "), words[middle..].join(" "));
            let header = format!("\n\n{page}\n\nA CHRONICLE OF THE COAST\n\n");
            ("made: page header inside", format!("{left}{header}{right}"))
        } else {
            let broken = |(n, word): (usize, &&str)| {
                if n % 4 == 1 && word.is_ascii() && word.len() > 5 {
                    format!("{}-\n{}", &word[..3], &word[3..])
                } else {
                    (*word).replace("fi", "ﬁ").replace("fl", "ﬂ")
                }
            };
            (
                "made: hyphens and ligatures",
                words
                    .iter()
                    .enumerate()
                    .map(broken)
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        };
        new[at.0][at.1] = text;
        let truth = place(&new, at);
        cases.push(case(kind, &new, quote, Some(truth)));
    }
    cases
}

/// Sentences set in another way, quotation marks, dashes and spaces above all:
/// the same words, so that they are found as `normalised` and no other way.
pub fn set_anew(dice: &mut Dice, most: usize) -> Vec<Case> {
    let mut cases = Vec::new();
    while cases.len() < most {
        let mut new = prose::document(dice, 6_000);
        let at = spot(&new, dice);
        let words: Vec<&str> = new[at.0][at.1].split(' ').collect();
        let (head, tail) = words.split_at(words.len() / 2);
        let marked = |open: &str, close: &str, dash: &str, space: &str| {
            let (head, tail) = (head.join(space), tail.join(space));
            format!("{open}{head}{close} {dash} it's said {dash} {tail}")
        };
        let recorded = marked("\"", "\"", "-", " ");
        let set = match dice.below(4) {
            0 => marked("\u{201C}", "\u{201D}", "\u{2014}", " "),
            1 => marked("\u{AB}", "\u{BB}", "\u{2013}", "\u{A0}"),
            2 => marked("\"", "\"", "-", "\n"),
            _ => marked("\u{201E}", "\u{201C}", "\u{2212}", " ").replace('\'', "\u{2019}"),
        };
        new[at.0][at.1] = recorded;
        let quote = quoted(&new, at, CONTEXT);
        let bare = quoted(&new, at, 0);
        new[at.0][at.1] = set;
        let truth = Some(place(&new, at));
        cases.push(case("made: quote forms", &new, quote, truth));
        cases.push(case("made: quote forms, bare", &new, bare, truth));
    }
    cases
}

/// A sentence that stands several times, with context that decides, with none,
/// and with context that is the same everywhere: only the first can be found.
pub fn repeated(dice: &mut Dice, most: usize) -> Vec<Case> {
    let mut cases = Vec::new();
    while cases.len() < most {
        let mut new = prose::document(dice, 10_000);
        let wanted = spot(&new, dice);
        let sentence = new[wanted.0][wanted.1].clone();
        for _ in 0..1 + dice.below(3) {
            let other = spot(&new, dice);
            if other.0 != wanted.0 {
                new[other.0].insert(other.1, sentence.clone());
            }
        }
        if prose::plain(&new).matches(&sentence).count() < 2 {
            continue;
        }
        let truth = Some(place(&new, wanted));
        let with = quoted(&new, wanted, CONTEXT);
        let bare = quoted(&new, wanted, 0);
        cases.push(case("made: repeated, context decides", &new, with, truth));
        cases.push(case("made: repeated, bare", &new, bare, None));
        // Every neighbour is the same too.
        let (before, after) = (prose::sentence(dice), prose::sentence(dice));
        let trio = [before, sentence, after].join(" ");
        let mut same = prose::document(dice, 6_000);
        for at in [1, 3, 5] {
            same[at] = vec![trio.clone()];
        }
        let start = same[1][0].find(&new[wanted.0][wanted.1]).unwrap_or(0);
        let from = place(&same, (1, 0)).0 + same[1][0][..start].chars().count();
        let to = from + new[wanted.0][wanted.1].chars().count();
        let quote = (selector(&chars(&same), from, to, 20), from);
        cases.push(case("made: repeated, context the same", &same, quote, None));
    }
    cases
}
