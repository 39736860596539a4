//! How similar a range of a text is to a quotation whose words are not found
//! unchanged.

use super::alignment::{Query, SUBSTITUTION, gap_cost};
use super::letter_index::LetterIndex;

/// A range of a text that may be a changed quotation, measured by its alignment.
/// Ranges count letters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FuzzyCandidate {
    /// The first letter.
    pub start: usize,
    /// The letter after the last.
    pub end: usize,
    /// The share of the quotation's letters that are unchanged, from 0 to 1: 1
    /// minus the edits per letter.
    pub similarity: f64,
    /// The longest run of letters changed, missing or inserted.
    pub longest_edit: usize,
    /// The share of letters in unchanged runs of at least as many letters as each
    /// of [`INTACT_RUNS`].
    pub intact: [f64; 2],
    /// The information of the words, in tenths of a bit.
    pub words: i32,
    /// The information of the text before.
    pub before: i32,
    /// The information of the text after.
    pub after: i32,
    /// Whether the recorded prefix is next to the range.
    pub is_prefix_adjacent: bool,
    /// Whether the recorded suffix is.
    pub is_suffix_adjacent: bool,
}

/// A run of inserted letters counts as at most this many edits more than the
/// letters it replaces.
const MAX_INSERTED: usize = 12;

/// How many letters there may be between a range and its context.
const MAX_BETWEEN: usize = 24;

/// How many letters may have strayed beyond an insertion.
const MAX_STRAY: usize = 6;

/// More inserted letters than this are a long insertion.
const LONG_INSERTION: usize = 24;

/// The longest run of letters that damage removes.
const MAX_DAMAGED_RUN: usize = 10;

/// The lengths of unchanged runs of letters that distinguish damage from editing:
/// a word, and more than one.
const INTACT_RUNS: [u8; 2] = [5, 8];

/// A letter of the query and the letter of the text it is paired with.
type LetterPair = (usize, usize);

impl FuzzyCandidate {
    /// Measures an alignment; `None` if no letter of the quotation is paired.
    pub fn new(text: &LetterIndex, query: &Query, alignment: &[Option<usize>]) -> Option<Self> {
        let (begin, end) = (query.prefix_len, query.suffix_start());
        let pairs: Vec<LetterPair> = alignment
            .iter()
            .enumerate()
            .filter_map(|(at, pair)| pair.map(|pair| (at, pair)))
            .collect();
        let (before, rest) = pairs.split_at(pairs.partition_point(|&(at, _)| at < begin));
        let (words, after) = rest.split_at(rest.partition_point(|&(at, _)| at < end));
        let mut words = words.to_vec();
        settle_end(&mut words, text, query);
        let words = trim(&words, before.last(), after.first());
        let (&first, &last) = (words.first()?, words.last()?);

        // If the outermost letters of the quotation are not paired, it reaches to
        // the context, unless that is far away.
        let edge = |gap: Option<usize>, missing: usize| match gap {
            Some(gap) => (
                gap <= 2 * missing + MAX_BETWEEN,
                if missing > 0 && gap <= 3 * missing + 8 {
                    gap
                } else {
                    0
                },
            ),
            None => (false, 0),
        };
        let gap = before
            .last()
            .map(|&(at, pair)| (first.1 - pair - 1).saturating_sub(begin - 1 - at));
        let (is_prefix_adjacent, added) = edge(gap, first.0 - begin);
        let start = first.1 - added;
        let gap = after
            .first()
            .map(|&(at, pair)| (pair - last.1 - 1).saturating_sub(at - end));
        let (is_suffix_adjacent, added) = edge(gap, end - 1 - last.0);
        let stop = last.1 + 1 + added;

        // An edit is what differs between two letters that agree.
        let (mut edits, mut longest_edit, mut run) = (0, 0, 0);
        let mut intact = [0; 2];
        let mut next = (begin, start);
        let past = (end, stop);
        let agreeing = words
            .iter()
            .copied()
            .filter(|&pair| agrees(text, query, pair));
        for (at, pair) in agreeing.chain(std::iter::once(past)) {
            let (missing, inserted) = (at - next.0, pair.saturating_sub(next.1));
            if missing + inserted > 0 || (at, pair) == past {
                edits += missing.max(inserted.min(missing + MAX_INSERTED));
                longest_edit = longest_edit.max(missing).max(inserted);
                for (intact, least) in intact.iter_mut().zip(INTACT_RUNS) {
                    *intact += if run >= usize::from(least) { run } else { 0 };
                }
                run = 0;
            }
            run += 1;
            next = (at + 1, pair + 1);
        }
        #[expect(clippy::cast_precision_loss, reason = "lengths of texts")]
        let share = |letters: usize| letters as f64 / query.exact_len as f64;
        Some(Self {
            start,
            end: stop,
            similarity: 1.0 - share(edits.min(query.exact_len)),
            longest_edit,
            intact: intact.map(share),
            words: pair_information(text, query, words),
            before: pair_information(text, query, before),
            after: pair_information(text, query, after),
            is_prefix_adjacent,
            is_suffix_adjacent,
        })
    }

    /// Whether the differences are spread as damage spreads them, at random over
    /// all letters, and not word by word as an editor does: unchanged runs are as
    /// long as chance leaves them, give or take `tolerance`, and no long run of
    /// letters is missing.
    pub fn is_damage(&self, tolerance: f64) -> bool {
        let is_random = INTACT_RUNS.iter().zip(self.intact).all(|(&run, intact)| {
            let run = f64::from(run);
            let expected = self.similarity.powf(run) * (run - (run - 1.0) * self.similarity);
            intact <= expected + tolerance
        });
        is_random && self.longest_edit <= MAX_DAMAGED_RUN
    }

    /// The information of quotation and context, in tenths of a bit.
    pub fn information(&self) -> i32 {
        self.words + self.before.max(0) + self.after.max(0)
    }

    /// Whether two ranges have no letter in common.
    pub fn is_apart(&self, other: &Self) -> bool {
        self.end <= other.start || self.start >= other.end
    }
}

fn agrees(text: &LetterIndex, query: &Query, (at, pair): LetterPair) -> bool {
    let letter = text.letters().get(pair);
    letter.is_some() && letter == query.letters.get(at)
}

/// Moves a few letters after a long insertion at the end to before it, if the
/// text has the same letters there: a full stop fits anywhere.
fn settle_end(words: &mut [LetterPair], text: &LetterIndex, query: &Query) {
    let is_far = |pair: &[LetterPair]| match pair {
        [a, b] => b.1 - a.1 > (b.0 - a.0) + MAX_INSERTED,
        _ => false,
    };
    let Some(cut) = words.windows(2).rposition(is_far) else {
        return;
    };
    let (before, beyond) = words.split_at_mut(cut + 1);
    let Some(&(at, pair)) = before.last() else {
        return;
    };
    let shifted = |other: usize| pair + (other - at);
    let fits = |&(other, _): &LetterPair| agrees(text, query, (other, shifted(other)));
    if beyond.len() <= MAX_STRAY && beyond.iter().all(fits) {
        for word in beyond {
            word.1 = shifted(word.0);
        }
    }
}

/// Drops the few letters at an end that are beyond a long insertion, unless the
/// context is right next to them: they are paired by chance.
fn trim<'a>(
    words: &'a [LetterPair],
    before: Option<&LetterPair>,
    after: Option<&LetterPair>,
) -> &'a [LetterPair] {
    let long_insertion = |pair: &[LetterPair]| match pair {
        [a, b] => Some((b.1 - a.1).saturating_sub(b.0 - a.0)).filter(|&n| n > LONG_INSERTION),
        _ => None,
    };
    let is_next = |a: &LetterPair, b: &LetterPair| b.1 - a.1 <= b.0 - a.0 + MAX_STRAY;
    let insertions: Vec<_> = words
        .windows(2)
        .enumerate()
        .filter_map(|(at, pair)| long_insertion(pair).map(|inserted| (at + 1, inserted)))
        .collect();
    let (mut from, mut to) = (0, words.len());
    if let Some(&(cut, inserted)) = insertions.first()
        && cut * 3 <= inserted
        && !before
            .zip(words.first())
            .is_some_and(|(a, b)| is_next(a, b))
    {
        from = cut;
    }
    if let Some(&(cut, inserted)) = insertions.last()
        && cut > from
        && (to - cut) * 3 <= inserted
        && !words.last().zip(after).is_some_and(|(a, b)| is_next(a, b))
    {
        to = cut;
    }
    words.get(from..to).unwrap_or_default()
}

/// The information of some pairs, in tenths of a bit.
fn pair_information(text: &LetterIndex, query: &Query, pairs: &[LetterPair]) -> i32 {
    let mut sum = 0;
    let mut next: Option<LetterPair> = None;
    for &(at, pair) in pairs {
        if let Some((expected, follows)) = next {
            sum -= gap_cost(at - expected) + gap_cost(pair.saturating_sub(follows));
        }
        sum += if agrees(text, query, (at, pair)) {
            let letter = text.letters().get(pair).copied().unwrap_or(0);
            text.information(letter)
        } else {
            -SUBSTITUTION
        };
        next = Some((at + 1, pair + 1));
    }
    sum
}
