//! From a range of a text to the selector that finds it again.

use super::fold::{fold_white_space, is_combining};
use super::selector::{PositionSelector, QuoteSelector};
use super::text::SearchableText;

/// How many code points of context are recorded on a side at most, counted
/// after white space is folded.
pub const MAX_CONTEXT: usize = 120;

/// Describes a range of a text by its words and what stands around them, each
/// run of white space as one space.
///
/// The context on a side has at most [`MAX_CONTEXT`] code points and begins
/// and ends with whole words; only where a single word is longer than that
/// (scripts that leave no spaces) is it cut, and then never between a letter
/// and its marks. A range that reaches outside the text is cut off, one that
/// runs backwards is empty and stands at its start.
#[must_use]
pub fn describe(text: &SearchableText, position: PositionSelector) -> QuoteSelector {
    let start = position.start.min(text.code_points());
    let end = position.end.clamp(start, text.code_points());
    QuoteSelector {
        exact: fold_white_space(text.slice(start, end)).into(),
        prefix: prefix(text.until(start)).into(),
        suffix: suffix(text.from(end)).into(),
    }
}

fn prefix(before: &str) -> String {
    let mut nearest = folded(before.chars().rev());
    // One more than fits tells whether the cut falls between words.
    if nearest.len() > MAX_CONTEXT {
        let spaced = nearest.iter().rposition(|c| c.is_whitespace());
        nearest.truncate(match spaced {
            Some(space) if space > 0 => space,
            _ => MAX_CONTEXT,
        });
        while nearest.last().is_some_and(|&c| is_combining(c)) {
            nearest.pop();
        }
    }
    nearest.iter().rev().collect()
}

fn suffix(after: &str) -> String {
    let mut nearest = folded(after.chars());
    if nearest.len() > MAX_CONTEXT {
        let spaced = nearest.iter().rposition(|c| c.is_whitespace());
        nearest.truncate(match spaced {
            Some(space) if space > 0 => space,
            _ => whole_letters(&nearest),
        });
    }
    nearest.iter().collect()
}

/// The longest beginning that fits and leaves no mark behind.
fn whole_letters(nearest: &[char]) -> usize {
    let fits = |&length: &usize| nearest.get(length).is_some_and(|&c| !is_combining(c));
    (1..=MAX_CONTEXT).rev().find(fits).unwrap_or(MAX_CONTEXT)
}

/// One more than [`MAX_CONTEXT`] characters at most, each run of white space
/// as one space.
fn folded(chars: impl Iterator<Item = char>) -> Vec<char> {
    let mut nearest: Vec<char> = Vec::with_capacity(MAX_CONTEXT + 1);
    for c in chars {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c == ' ' && nearest.last() == Some(&' ') {
            continue;
        }
        if nearest.len() > MAX_CONTEXT {
            break;
        }
        nearest.push(c);
    }
    nearest
}
