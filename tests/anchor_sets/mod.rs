//! Quotations and changed texts whose right answer is known.
//!
//! Everything here is made of a seed or read from a folder, and comes out the
//! same each time.

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
    reason = "sets of some hundred cases, made and told"
)]

pub mod approximate;
mod dice;
pub mod made;
pub mod noise;
pub mod prose;
pub mod revisions;
pub mod tally;

pub use dice::Dice;
use std::sync::Arc;

use annals_anchor::{QuoteSelector, SearchableText};

/// How many code points of context are recorded on a side.
pub const CONTEXT: usize = 32;

/// A quotation, the text to find it in, and where it stands there.
pub struct Case {
    /// The kind of change.
    pub kind: String,
    /// A part of that kind, counted on a line of its own too.
    pub part: Option<String>,
    /// The text now.
    pub text: Arc<SearchableText>,
    /// What was recorded.
    pub quote: QuoteSelector,
    /// The code point at which it stood when it was recorded.
    pub position: usize,
    /// Where it stands now, in code points; `None` where it is gone.
    pub truth: Option<(usize, usize)>,
    /// How many code points before and after it may be counted in: words that
    /// nobody can say the passage's or its neighbours'.
    pub reach: (usize, usize),
}

/// The selector of a range of code points, with [`CONTEXT`] on either side.
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

/// Passages of a text as an editor would quote them: one to three sentences or
/// a clause of one, 40 to 400 code points.
pub fn passages(text: &[char], dice: &mut Dice, most: usize) -> Vec<(usize, usize)> {
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
        let more = dice.below(8).saturating_sub(5);
        let end = sentences.get(number + more).map_or(end, |last| last.1);
        let (mut start, mut end) = trim((start, end));
        if dice.chance(0.25) && end - start > 120 {
            // A clause: from some word to some word.
            start += dice.below((end - start) / 3);
            end -= dice.below((end - start) / 3);
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
        let signs = text[start..end]
            .iter()
            .filter(|c| "()[]{}=<>".contains(**c))
            .count();
        if signs * 40 <= end - start
            && (40..=400).contains(&(end - start))
            && letters * 10 >= (end - start) * 6
        {
            found.push((start, end));
        }
    }
    while found.len() > most {
        found.swap_remove(dice.below(found.len()));
    }
    found.sort_unstable();
    found
}
