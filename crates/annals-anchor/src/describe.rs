//! From a range of a text to the selector that finds it again.

use super::fold::{fold_white_space, is_combining};
use super::selector::{PositionSelector, QuoteSelector};
use super::text::SearchableText;

/// How many code points of context [`describe`] records on a side, after white
/// space is folded.
pub const MAX_CONTEXT: usize = 120;

/// Describes a range of a text by its words and their context.
///
/// Each run of white space becomes one space. The context on a side has at most
/// [`MAX_CONTEXT`] code points and consists of whole words; only a single longer
/// word (in scripts without spaces) is cut, and never between a letter and its
/// combining marks. A range that reaches beyond the text is clipped. One that
/// runs backwards is empty, at its start.
///
/// ```
/// use annals_anchor::{PositionSelector, SearchableText, describe};
///
/// let text = SearchableText::new("In 1957 the court\nsat at Ostrova.");
/// let quote = describe(&text, PositionSelector { start: 8, end: 21 });
/// assert_eq!(quote.exact, "the court sat");
/// assert_eq!(quote.prefix, "In 1957 ");
/// assert_eq!(quote.suffix, " at Ostrova.");
/// ```
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
    if nearest.len() > MAX_CONTEXT {
        nearest.truncate(outermost_space(&nearest).unwrap_or(MAX_CONTEXT));
        while nearest.last().is_some_and(|&c| is_combining(c)) {
            nearest.pop();
        }
    }
    nearest.iter().rev().collect()
}

fn suffix(after: &str) -> String {
    let mut nearest = folded(after.chars());
    if nearest.len() > MAX_CONTEXT {
        nearest.truncate(outermost_space(&nearest).unwrap_or_else(|| whole_letters(&nearest)));
    }
    nearest.iter().collect()
}

/// Where to cut between words.
fn outermost_space(nearest: &[char]) -> Option<usize> {
    let space = nearest.iter().rposition(|c| c.is_whitespace());
    space.filter(|&space| space > 0)
}

/// The longest length that fits and does not cut a letter from its marks.
fn whole_letters(nearest: &[char]) -> usize {
    let fits = |&length: &usize| nearest.get(length).is_some_and(|&c| !is_combining(c));
    (1..=MAX_CONTEXT).rev().find(fits).unwrap_or(MAX_CONTEXT)
}

/// At most one character more than [`MAX_CONTEXT`], white space folded. The one
/// more shows whether a cut at [`MAX_CONTEXT`] is between words.
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
