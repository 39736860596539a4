//! Quotations and changed texts with known answers, to evaluate the anchorer.
//!
//! All cases come from a seed or from a folder of documents, and are the same on
//! each run.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::too_many_lines,
    clippy::assigning_clones,
    clippy::format_collect,
    clippy::range_plus_one,
    clippy::semicolon_if_nothing_returned,
    clippy::missing_panics_doc,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test data"
)]

pub mod baseline;
pub mod ocr_noise;
pub mod results;
pub mod revision_cases;
mod rng;
pub mod synthetic_cases;
pub mod synthetic_prose;

use std::sync::Arc;

pub use rng::Rng;

use annals_anchor::{QuoteSelector, SearchableText};

/// How many code points of context the quotations have on a side.
pub const CONTEXT: usize = 32;

/// A quotation, a text to find it in, and the right answer.
pub struct Case {
    /// The kind of change.
    pub kind: String,
    /// A subdivision of that kind, counted separately too.
    pub part: Option<String>,
    /// The text now.
    pub text: Arc<SearchableText>,
    /// What was recorded.
    pub quote: QuoteSelector,
    /// The code point at which the quotation was recorded.
    pub position: usize,
    /// The range that holds it now, in code points; `None` if there is none.
    pub truth: Option<(usize, usize)>,
    /// How many code points before and after it may be part of the match too: words
    /// that may belong to the passage or to its neighbours.
    pub optional: (usize, usize),
}

impl Case {
    /// A case whose match is exactly `truth`.
    pub fn new(
        kind: impl Into<String>,
        text: Arc<SearchableText>,
        (quote, position): (QuoteSelector, usize),
        truth: Option<(usize, usize)>,
    ) -> Self {
        Self {
            kind: kind.into(),
            part: None,
            text,
            quote,
            position,
            truth,
            optional: (0, 0),
        }
    }
}

/// The selector of a range of code points, with `context` code points on a side.
pub fn selector(text: &[char], start: usize, end: usize, context: usize) -> QuoteSelector {
    let folded = |range: &[char]| {
        let words: String = range.iter().collect();
        annals_anchor::fold_white_space(&words).into()
    };
    QuoteSelector {
        exact: folded(&text[start..end]),
        prefix: folded(&text[start.saturating_sub(context)..start]),
        suffix: folded(&text[end..(end + context).min(text.len())]),
    }
}

/// Passages as an editor may quote them: one to three sentences or a clause, 40 to
/// 400 code points.
pub fn passages(text: &[char], rng: &mut Rng, most: usize) -> Vec<(usize, usize)> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for at in 0..text.len() {
        let ends = matches!(text[at], '.' | '!' | '?' | ':')
            && text.get(at + 1).is_none_or(|c| c.is_whitespace())
            || text[at] == '\n' && text.get(at + 1) == Some(&'\n');
        if ends {
            sentences.push((start, at + 1));
            start = at + 1;
        }
    }
    let trim = |(mut start, mut end): (usize, usize)| {
        while start < end && text[start].is_whitespace() {
            start += 1;
        }
        while end > start && text[end - 1].is_whitespace() {
            end -= 1;
        }
        (start, end)
    };
    let mut found = Vec::new();
    for (number, &(start, end)) in sentences.iter().enumerate() {
        let more = rng.below(8).saturating_sub(5);
        let end = sentences.get(number + more).map_or(end, |last| last.1);
        let (mut start, mut end) = trim((start, end));
        if rng.chance(0.25) && end - start > 120 {
            // A clause of whole words.
            start += rng.below((end - start) / 3);
            end -= rng.below((end - start) / 3);
            while start > 0 && start < end && text[start - 1].is_alphanumeric() {
                start += 1;
            }
            while end > start
                && text[end - 1].is_alphanumeric()
                && text.get(end).is_some_and(|c| c.is_alphanumeric())
            {
                end -= 1;
            }
            (start, end) = trim((start, end));
        }
        let letters = text[start..end]
            .iter()
            .filter(|c| c.is_alphabetic())
            .count();
        let brackets = text[start..end]
            .iter()
            .filter(|c| "()[]{}=<>".contains(**c))
            .count();
        if brackets * 40 <= end - start
            && (40..=400).contains(&(end - start))
            && letters * 10 >= (end - start) * 6
        {
            found.push((start, end));
        }
    }
    while found.len() > most {
        found.swap_remove(rng.below(found.len()));
    }
    found.sort_unstable();
    found
}
