//! Quotations of many pages whose words have changed: found by their beginning and
//! their end, and judged by all that stands between.

use super::compare::ends_words;
use super::distance::Pattern;
use super::fold::key;
use super::fuzzy::{self, Drift, Outcome};
use super::letters::letters;
use super::selector::QuoteSelector;
use super::telling::{Strictness, differ_tellingly};
use super::text::SearchableText;

/// How many code points of the beginning and of the end are looked for.
const PART: usize = 1_000;

/// How many code points of the quotation next to a part are its context.
const BESIDE: usize = 64;

/// How many steps of 64 letters comparing all that stands between may take: some
/// 130,000 letters with as many.
const MOST_STEPS: usize = 1 << 28;

/// How much of the wording has to be left.
const LEAST_LEFT: f64 = 0.78;

/// Looks for a quotation that is too long to be laid against the text letter by
/// letter: its two ends have to stand each in one place, in order, and what
/// is between them has to be the same in good part, no number, name or code in the
/// place of another unless the context agrees on both sides. What would take too
/// many steps to compare is not looked for.
pub(super) fn search(text: &SearchableText, quote: &QuoteSelector) -> Outcome {
    let words: Vec<char> = quote.exact.chars().collect();
    let part = |from: usize, to: usize| -> String {
        let part = words.get(from..to.min(words.len()));
        part.unwrap_or_default().iter().collect()
    };
    let last = words.len().saturating_sub(PART);
    if last < PART {
        return Outcome::Nowhere;
    }
    let head = QuoteSelector {
        exact: part(0, PART).into(),
        prefix: quote.prefix.clone(),
        suffix: part(PART, PART + BESIDE).into(),
    };
    let tail = QuoteSelector {
        exact: part(last, words.len()).into(),
        prefix: part(last.saturating_sub(BESIDE), last).into(),
        suffix: quote.suffix.clone(),
    };
    let (Outcome::Here(head), Outcome::Here(tail)) =
        (fuzzy::search(text, &head), fuzzy::search(text, &tail))
    else {
        return Outcome::Nowhere;
    };
    let (start, end) = (head.start, tail.end);
    if head.end > tail.start || end - start > 2 * words.len() {
        return Outcome::Nowhere;
    }
    let sought = letters(&key(&quote.exact));
    let found = text.slice(start, end);
    let there = letters(&key(found));
    if steps(sought.len(), there.len()) > MOST_STEPS {
        return Outcome::Nowhere;
    }
    let distance = Pattern::new(&sought).distance_to_best(&there);
    #[expect(clippy::cast_precision_loss, reason = "lengths of texts")]
    let similarity = 1.0 - distance as f64 / sought.len().max(1) as f64;
    let agrees = |context: &str, part: Drift| !key(context).is_empty() && part.sides == 2;
    let sides = usize::from(agrees(&quote.prefix, head)) + usize::from(agrees(&quote.suffix, tail));
    let is_whole = ends_words(text, start, end) == (true, true) || sides == 2;
    let is_told_apart =
        || sides < 2 && differ_tellingly(&quote.exact, found, false, Strictness::Replaced);
    if similarity < LEAST_LEFT || !is_whole || is_told_apart() {
        return Outcome::Nowhere;
    }
    Outcome::Here(Drift {
        start,
        end,
        similarity,
        sides,
    })
}

/// How many steps of 64 letters it takes to compare so many letters with so many.
fn steps(sought: usize, found: usize) -> usize {
    sought.div_ceil(64).saturating_mul(found)
}
