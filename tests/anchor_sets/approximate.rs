//! A matcher to compare with, of the kind that annotation clients use: the
//! quotation as it is, else the approximate occurrences with the fewest errors, up
//! to half of its length and never more than 256, each weighed by quotation,
//! prefix, suffix and recorded position as 50, 20, 20 and 2. The best is taken,
//! however bad it is.
//!
//! White space is folded on both sides first, so that line breaks cost it nothing.

use annals_anchor::{QuoteSelector, SearchableText};

/// A text with its white space folded, and where each character of it is from.
pub struct Folded {
    chars: Vec<char>,
    places: Vec<usize>,
}

impl Folded {
    pub fn new(text: &SearchableText) -> Self {
        let (mut chars, mut places) = (Vec::new(), Vec::new());
        for (at, c) in text.text().chars().enumerate() {
            if c.is_whitespace() {
                if chars.last().is_some_and(|&last| last != ' ') {
                    chars.push(' ');
                    places.push(at);
                }
            } else {
                chars.push(c);
                places.push(at);
            }
        }
        places.push(text.code_points());
        Self { chars, places }
    }
}

/// The fewest errors with which a pattern stands in a text, not more than `most`,
/// and every end at which it does.
fn ends(text: &[char], pattern: &[char], most: usize) -> (usize, Vec<usize>) {
    let (mut least, mut ends) = (most, Vec::new());
    let mut column: Vec<usize> = (0..=pattern.len()).collect();
    // Rows beyond this one cannot come to `least` in this column.
    let mut active = most.min(pattern.len());
    for (at, &c) in text.iter().enumerate() {
        let mut diagonal = 0;
        let to = (active + 1).min(pattern.len());
        if active < pattern.len() {
            column[active + 1] = least + 1;
        }
        let mut next = 0;
        for row in 1..=to {
            let same = diagonal + usize::from(pattern[row - 1] != c);
            diagonal = column[row];
            column[row] = same.min(column[row] + 1).min(column[row - 1] + 1);
            if column[row] <= least {
                next = row;
            }
        }
        active = next;
        if active == pattern.len() {
            if column[active] < least {
                least = column[active];
                ends.clear();
            }
            ends.push(at + 1);
        }
    }
    (least, ends)
}

/// How like a text is to hold a short pattern: from 0 to 1.
fn likeness(text: &[char], pattern: &[char]) -> f64 {
    if text.is_empty() {
        return 0.0;
    }
    let (errors, _) = ends(text, pattern, pattern.len());
    1.0 - errors as f64 / pattern.len() as f64
}

/// The place taken, in code points of the text.
pub fn place(text: &Folded, quote: &QuoteSelector, expected: usize) -> Option<(usize, usize)> {
    let of = |words: &str| words.chars().collect::<Vec<_>>();
    let (exact, prefix, suffix) = (of(quote.exact.trim()), of(&quote.prefix), of(&quote.suffix));
    let (mut errors, mut stops) = (0, Vec::new());
    let literal: Vec<usize> = text
        .chars
        .windows(exact.len())
        .enumerate()
        .filter(|(_, window)| *window == exact)
        .map(|(at, _)| at + exact.len())
        .collect();
    if literal.is_empty() {
        (errors, stops) = ends(&text.chars, &exact, (exact.len() / 2).min(256));
    } else {
        stops.extend(literal);
    }
    let reversed: Vec<char> = exact.iter().rev().copied().collect();
    let mut best: Option<(f64, usize, usize)> = None;
    for end in stops {
        let from = end.saturating_sub(exact.len() + errors);
        let back: Vec<char> = text.chars[from..end].iter().rev().copied().collect();
        let (_, lengths) = ends(&back, &reversed, errors);
        let start = lengths.last().map_or(end, |&length| end - length);
        let before = &text.chars[start.saturating_sub(prefix.len())..start];
        let after = &text.chars[end..(end + suffix.len()).min(text.chars.len())];
        let side = |text: &[char], recorded: &[char]| {
            if recorded.is_empty() {
                1.0
            } else {
                likeness(text, recorded)
            }
        };
        let words = 1.0 - errors as f64 / exact.len() as f64;
        let astray = text.places[start].abs_diff(expected) as f64 / text.chars.len() as f64;
        let score = 50.0 * words
            + 20.0 * side(before, &prefix)
            + 20.0 * side(after, &suffix)
            + 2.0 * (1.0 - astray);
        if best.is_none_or(|(other, ..)| score > other) {
            best = Some((score, start, end));
        }
    }
    best.map(|(_, start, end)| (text.places[start], text.places[end - 1] + 1))
}
