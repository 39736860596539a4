//! Alignment of a quotation with a window of a text, letter by letter.

use super::letter_index::{BIT, LetterIndex};

/// The cost of a letter in place of another: as much as chance does not explain.
pub(super) const SUBSTITUTION: i32 = 22 * BIT / 10;

/// The cost of a run of letters that is missing or inserted. The cheaper of two
/// affine costs counts. Damage is short; a page header or an inserted sentence is
/// long, and its length hardly matters once it has begun.
pub(super) fn gap_cost(length: usize) -> i32 {
    let length = i32::try_from(length).unwrap_or(i32::MAX / 100);
    match length {
        0 => 0,
        _ => SHORT_GAP.total(length).min(LONG_GAP.total(length)),
    }
}

const SHORT_GAP: GapCost = GapCost {
    opening: 18 * BIT / 10,
    letter: 12 * BIT / 10,
};
const LONG_GAP: GapCost = GapCost {
    opening: 14 * BIT,
    letter: 2 * BIT / 10,
};

#[derive(Debug, Clone, Copy)]
struct GapCost {
    opening: i32,
    letter: i32,
}

impl GapCost {
    const fn total(self, length: i32) -> i32 {
        self.opening + self.letter * length
    }
}

/// Less than any score.
const NEVER: i32 = i32::MIN / 2;

// The origin of a cell of the alignment matrix: the low three bits say from where
// the best score comes, the others which gaps were extended rather than opened.
const FROM_START: u8 = 0;
const FROM_PAIR: u8 = 1;
const FROM_MISSING: u8 = 2;
const FROM_LONG_MISSING: u8 = 3;
const FROM_INSERTED: u8 = 4;
const FROM_LONG_INSERTED: u8 = 5;
const ORIGIN_MASK: u8 = 7;
const MISSING_EXTENDED: u8 = 8;
const LONG_MISSING_EXTENDED: u8 = 16;
const INSERTED_EXTENDED: u8 = 32;
const LONG_INSERTED_EXTENDED: u8 = 64;

/// The letters of a quotation between those of its context.
#[derive(Debug, Clone)]
pub(super) struct Query {
    /// Prefix, quotation and suffix.
    pub letters: Vec<u8>,
    /// The number of letters of the prefix.
    pub prefix_len: usize,
    /// The number of letters of the quotation.
    pub exact_len: usize,
}

impl Query {
    /// Where the suffix begins.
    pub fn suffix_start(&self) -> usize {
        self.prefix_len + self.exact_len
    }

    pub fn prefix(&self) -> &[u8] {
        self.letters.get(..self.prefix_len).unwrap_or_default()
    }

    pub fn exact(&self) -> &[u8] {
        let exact = self.letters.get(self.prefix_len..self.suffix_start());
        exact.unwrap_or_default()
    }

    pub fn suffix(&self) -> &[u8] {
        self.letters.get(self.suffix_start()..).unwrap_or_default()
    }
}

/// Aligns a query with the letters `first..last` of a text: the whole quotation,
/// and as much of the context as improves the score. Returns for each letter of
/// the query the letter of the text it is paired with.
///
/// The algorithm is Gotoh's for affine gaps (1982), with two gap costs.
pub(super) fn align(
    text: &LetterIndex,
    query: &Query,
    first: usize,
    last: usize,
) -> Vec<Option<usize>> {
    let window = text.letters().get(first..last).unwrap_or_default();
    let width = window.len() + 1;
    let rows = query.letters.len() + 1;
    let gains: Vec<i32> = window
        .iter()
        .map(|&letter| text.information(letter))
        .collect();
    let mut origins = vec![FROM_START; rows * width];
    let mut best = vec![0; width];
    let mut missing = vec![NEVER; width];
    let mut long_missing = vec![NEVER; width];
    let mut end = (NEVER, 0, 0);
    if query.suffix_start() == 0 {
        end = (0, 0, 0);
    }
    for (row, (&letter, origins)) in query
        .letters
        .iter()
        .zip(origins.chunks_exact_mut(width).skip(1))
        .enumerate()
    {
        let may_begin = row < query.prefix_len;
        let may_end = row + 1 >= query.suffix_start();
        let (mut inserted, mut long_inserted) = (NEVER, NEVER);
        let (mut diagonal, mut left) = (NEVER, NEVER);
        let columns = best
            .iter_mut()
            .zip(&mut missing)
            .zip(&mut long_missing)
            .zip(origins);
        // The letter that a column pairs with is the one before it.
        let letters =
            std::iter::once((0_u8, NEVER)).chain(window.iter().copied().zip(gains.iter().copied()));
        for (column, ((((best, missing), long_missing), origin), (other, gain))) in
            columns.zip(letters).enumerate()
        {
            let mut flags = 0;
            let mut extend = |run: &mut i32, from: i32, gap: GapCost, extended: u8| {
                let (opened, longer) = (from - gap.total(1), *run - gap.letter);
                *run = opened.max(longer);
                if longer > opened {
                    flags |= extended;
                }
            };
            extend(missing, *best, SHORT_GAP, MISSING_EXTENDED);
            extend(long_missing, *best, LONG_GAP, LONG_MISSING_EXTENDED);
            extend(&mut inserted, left, SHORT_GAP, INSERTED_EXTENDED);
            extend(&mut long_inserted, left, LONG_GAP, LONG_INSERTED_EXTENDED);
            let pair = diagonal.saturating_add(if column == 0 {
                NEVER
            } else if other == letter {
                gain
            } else {
                -SUBSTITUTION
            });
            let (mut score, mut from) = (pair, FROM_PAIR);
            for (other, origin) in [
                (*missing, FROM_MISSING),
                (*long_missing, FROM_LONG_MISSING),
                (inserted, FROM_INSERTED),
                (long_inserted, FROM_LONG_INSERTED),
            ] {
                if other > score {
                    (score, from) = (other, origin);
                }
            }
            if may_begin && score < 0 {
                (score, from) = (0, FROM_START);
            }
            *origin = from | flags;
            diagonal = *best;
            *best = score;
            left = score;
            if may_end && score > end.0 {
                end = (score, row + 1, column);
            }
        }
    }
    trace_back(&origins, width, (end.1, end.2), first, query.letters.len())
}

/// Walks back from the end of the best alignment.
fn trace_back(
    origins: &[u8],
    width: usize,
    (mut row, mut column): (usize, usize),
    first: usize,
    length: usize,
) -> Vec<Option<usize>> {
    let mut pairs = vec![None; length];
    let origin = |row: usize, column: usize| origins.get(row * width + column).copied();
    // The kind of gap that the walk is in, if any.
    let mut gap = FROM_START;
    while row > 0 {
        let Some(flags) = origin(row, column) else {
            break;
        };
        let from = if gap == FROM_START {
            flags & ORIGIN_MASK
        } else {
            gap
        };
        let is_extended = match from {
            FROM_START => break,
            FROM_PAIR => {
                (row, column) = (row - 1, column.saturating_sub(1));
                if let Some(pair) = pairs.get_mut(row) {
                    *pair = Some(first + column);
                }
                continue;
            }
            FROM_MISSING => flags & MISSING_EXTENDED,
            FROM_LONG_MISSING => flags & LONG_MISSING_EXTENDED,
            FROM_INSERTED => flags & INSERTED_EXTENDED,
            _ => flags & LONG_INSERTED_EXTENDED,
        } != 0;
        if matches!(from, FROM_MISSING | FROM_LONG_MISSING) {
            row -= 1;
        } else if column == 0 {
            break;
        } else {
            column -= 1;
        }
        gap = if is_extended { from } else { FROM_START };
    }
    pairs
}
