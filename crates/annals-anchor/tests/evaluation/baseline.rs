//! A matcher to compare with, of the kind that annotation clients use.
//!
//! It takes the quotation unchanged, or else its approximate occurrences with the
//! fewest errors, up to half of its length and never more than 256. Each is scored
//! by quotation, prefix, suffix and recorded position with the weights 50, 20, 20
//! and 2, and the best is taken, however bad it is. White space is folded first, so
//! that line breaks cost it nothing.

use annals_anchor::{QuoteSelector, SearchableText};

/// A text with folded white space, and where each of its characters comes from.
pub struct Folded {
    chars: Vec<char>,
    positions: Vec<usize>,
}

impl Folded {
    pub fn new(text: &SearchableText) -> Self {
        let (mut chars, mut positions) = (Vec::new(), Vec::new());
        for (at, c) in text.text().chars().enumerate() {
            if c.is_whitespace() {
                if chars.last().is_some_and(|&last| last != ' ') {
                    chars.push(' ');
                    positions.push(at);
                }
            } else {
                chars.push(c);
                positions.push(at);
            }
        }
        positions.push(text.code_points());
        Self { chars, positions }
    }
}

/// The fewest errors with which a pattern occurs in a text, not more than `most`,
/// and the ends of all such occurrences.
fn ends(text: &[char], pattern: &[char], most: usize) -> (usize, Vec<usize>) {
    let (mut least, mut ends) = (most, Vec::new());
    let mut column: Vec<usize> = (0..=pattern.len()).collect();
    // Rows after this one cannot have `least` errors in this column.
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

/// How well a text contains a short pattern, from 0 to 1.
fn similarity(text: &[char], pattern: &[char]) -> f64 {
    if text.is_empty() {
        return 0.0;
    }
    let (errors, _) = ends(text, pattern, pattern.len());
    1.0 - errors as f64 / pattern.len() as f64
}

/// The range taken, in code points of the text.
pub fn find(text: &Folded, quote: &QuoteSelector, expected: usize) -> Option<(usize, usize)> {
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
                similarity(text, recorded)
            }
        };
        let words = 1.0 - errors as f64 / exact.len() as f64;
        let astray = text.positions[start].abs_diff(expected) as f64 / text.chars.len() as f64;
        let score = 50.0 * words
            + 20.0 * side(before, &prefix)
            + 20.0 * side(after, &suffix)
            + 2.0 * (1.0 - astray);
        if best.is_none_or(|(other, ..)| score > other) {
            best = Some((score, start, end));
        }
    }
    best.map(|(_, start, end)| (text.positions[start], text.positions[end - 1] + 1))
}
