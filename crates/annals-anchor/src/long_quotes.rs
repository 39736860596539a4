//! Quotations of many pages whose words have changed: found by their beginning and
//! their end, judged by all that is between.

use super::compare::word_boundaries;
use super::edit_distance::Pattern;
use super::edit_model::EditModel;
use super::fold::key;
use super::fuzzy::{self, FuzzyMatch, FuzzyOutcome};
use super::letter_index::letters;
use super::salient_words::{SalientDifference, Tolerance};
use super::selector::QuoteSelector;
use super::text::SearchableText;

/// How many code points of the beginning and of the end are searched for.
const PART: usize = 1_000;

/// How many code points of the quotation next to a part serve as its context.
const PART_CONTEXT: usize = 64;

/// How many blocks of 64 letters the comparison of all that is between may take:
/// about 130,000 letters with as many.
const MAX_BLOCKS: usize = 1 << 28;

/// The least share of letters that have to be unchanged.
const MIN_SIMILARITY: f64 = 0.78;

/// Searches for a quotation that is too long to align letter by letter.
///
/// Each of its two ends has to be found once, in order. What is between has to
/// be similar, and no number, name or code may replace another unless the context
/// agrees on both sides. A quotation that takes too long to compare is not found.
pub(super) fn search(
    text: &SearchableText,
    quote: &QuoteSelector,
    model: &EditModel,
) -> FuzzyOutcome {
    let words: Vec<char> = quote.exact.chars().collect();
    let part = |from: usize, to: usize| -> String {
        let part = words.get(from..to.min(words.len()));
        part.unwrap_or_default().iter().collect()
    };
    let last = words.len().saturating_sub(PART);
    if last < PART {
        return FuzzyOutcome::NotFound;
    }
    let head = QuoteSelector {
        exact: part(0, PART).into(),
        prefix: quote.prefix.clone(),
        suffix: part(PART, PART + PART_CONTEXT).into(),
    };
    let tail = QuoteSelector {
        exact: part(last, words.len()).into(),
        prefix: part(last.saturating_sub(PART_CONTEXT), last).into(),
        suffix: quote.suffix.clone(),
    };
    let (FuzzyOutcome::Match(head), FuzzyOutcome::Match(tail)) = (
        fuzzy::search(text, &head, model),
        fuzzy::search(text, &tail, model),
    ) else {
        return FuzzyOutcome::NotFound;
    };
    let (start, end) = (head.start, tail.end);
    if head.end > tail.start || end - start > 2 * words.len() {
        return FuzzyOutcome::NotFound;
    }
    let quoted = letters(&key(&quote.exact));
    let found = text.slice(start, end);
    let there = letters(&key(found));
    if quoted.len().div_ceil(64).saturating_mul(there.len()) > MAX_BLOCKS {
        return FuzzyOutcome::NotFound;
    }
    let distance = Pattern::new(&quoted).distance_to_best(&there);
    #[expect(clippy::cast_precision_loss, reason = "lengths of texts")]
    let similarity = 1.0 - distance as f64 / quoted.len().max(1) as f64;
    let agrees = |context: &str, part: FuzzyMatch| !key(context).is_empty() && part.sides == 2;
    let sides = usize::from(agrees(&quote.prefix, head)) + usize::from(agrees(&quote.suffix, tail));
    let has_whole_words = sides == 2 || word_boundaries(text, start, end) == (true, true);
    let is_other_statement = || {
        let difference = || SalientDifference::new(&quote.exact, found, false);
        sides < 2 && difference().exceeds(Tolerance::Names)
    };
    if similarity < MIN_SIMILARITY || !has_whole_words || is_other_statement() {
        return FuzzyOutcome::NotFound;
    }
    FuzzyOutcome::Match(FuzzyMatch {
        start,
        end,
        similarity,
        sides,
    })
}
