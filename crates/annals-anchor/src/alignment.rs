//! Some sought letters laid against a stretch of text, letter by letter.

use super::letters::{BIT, Letters};

/// A letter that stands for another costs as much as chance would not explain.
const CHANGED: i32 = 22 * BIT / 10;

/// What a run of letters left out or put in costs: so much at once, and so much
/// a letter. Damage is short; a page header or an inserted sentence is long, and
/// once begun hardly costs more. The cheaper of the two counts.
const SHORT: Gap = Gap {
    opening: 18 * BIT / 10,
    letter: 12 * BIT / 10,
};
const LONG: Gap = Gap {
    opening: 14 * BIT,
    letter: 2 * BIT / 10,
};

#[derive(Debug, Clone, Copy)]
struct Gap {
    opening: i32,
    letter: i32,
}

impl Gap {
    fn first(self) -> i32 {
        self.opening + self.letter
    }
}

/// Less than any score.
const NEVER: i32 = i32::MIN / 2;

/// Where a step of an alignment comes from.
const FROM_START: u8 = 0;
const FROM_PAIR: u8 = 1;
const FROM_OMITTED: u8 = 2;
const FROM_LONG_OMITTED: u8 = 3;
const FROM_INSERTED: u8 = 4;
const FROM_LONG_INSERTED: u8 = 5;
const ORIGIN: u8 = 7;
const OMITTED_GOES_ON: u8 = 8;
const LONG_OMITTED_GOES_ON: u8 = 16;
const INSERTED_GOES_ON: u8 = 32;
const LONG_INSERTED_GOES_ON: u8 = 64;

/// A quotation's letters between those of its context.
#[derive(Debug, Clone)]
pub(super) struct Sought {
    /// Prefix, quotation and suffix.
    pub letters: Vec<u8>,
    /// How many of them are the prefix's.
    pub before: usize,
    /// How many of them are the quotation's.
    pub quoted: usize,
}

impl Sought {
    /// The quotation's own letters.
    pub fn words(&self) -> &[u8] {
        self.letters
            .get(self.before..self.before + self.quoted)
            .unwrap_or_default()
    }
}

/// For each sought letter the letter of the text that it is paired with.
#[derive(Debug)]
pub(super) struct Alignment {
    pub pairs: Vec<Option<usize>>,
}

/// Aligns what is sought with the letters `first..last` of a text: the whole
/// quotation, and of the context as much as bears it out.
pub(super) fn align(text: &Letters, sought: &Sought, first: usize, last: usize) -> Alignment {
    let window = text.all().get(first..last).unwrap_or_default();
    let width = window.len() + 1;
    let rows = sought.letters.len() + 1;
    let gains: Vec<i32> = window.iter().map(|&letter| text.gain(letter)).collect();
    let mut origins = vec![FROM_START; rows * width];
    let mut best = vec![0; width];
    let mut omitted = vec![NEVER; width];
    let mut long_omitted = vec![NEVER; width];
    let mut end = (NEVER, 0, 0);
    if sought.before + sought.quoted == 0 {
        end = (0, 0, 0);
    }
    for (row, (&letter, origins)) in sought
        .letters
        .iter()
        .zip(origins.chunks_exact_mut(width).skip(1))
        .enumerate()
    {
        let may_begin = row < sought.before;
        let may_end = row + 1 >= sought.before + sought.quoted;
        let (mut inserted, mut long_inserted) = (NEVER, NEVER);
        let (mut diagonal, mut left) = (NEVER, NEVER);
        let columns = best
            .iter_mut()
            .zip(&mut omitted)
            .zip(&mut long_omitted)
            .zip(origins);
        // The letter that a column pairs with is the one before it.
        let letters =
            std::iter::once((0_u8, NEVER)).chain(window.iter().copied().zip(gains.iter().copied()));
        for (column, ((((best, omitted), long_omitted), origin), (other, gain))) in
            columns.zip(letters).enumerate()
        {
            let mut flags = 0;
            let mut extend = |run: &mut i32, from: i32, gap: Gap, goes_on: u8| {
                let (opened, longer) = (from - gap.first(), *run - gap.letter);
                *run = opened.max(longer);
                if longer > opened {
                    flags |= goes_on;
                }
            };
            extend(omitted, *best, SHORT, OMITTED_GOES_ON);
            extend(long_omitted, *best, LONG, LONG_OMITTED_GOES_ON);
            extend(&mut inserted, left, SHORT, INSERTED_GOES_ON);
            extend(&mut long_inserted, left, LONG, LONG_INSERTED_GOES_ON);
            let pair = diagonal.saturating_add(if column == 0 {
                NEVER
            } else if other == letter {
                gain
            } else {
                -CHANGED
            });
            let (mut score, mut from) = (pair, FROM_PAIR);
            for (other, origin) in [
                (*omitted, FROM_OMITTED),
                (*long_omitted, FROM_LONG_OMITTED),
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
    Alignment {
        pairs: trace(&origins, width, (end.1, end.2), first, sought.letters.len()),
    }
}

/// Walks back from the end of the best alignment.
fn trace(
    origins: &[u8],
    width: usize,
    (mut row, mut column): (usize, usize),
    first: usize,
    length: usize,
) -> Vec<Option<usize>> {
    let mut pairs = vec![None; length];
    let origin = |row: usize, column: usize| origins.get(row * width + column).copied();
    // What run of a gap the walk is in, if any.
    let mut within = FROM_START;
    while row > 0 {
        let Some(flags) = origin(row, column) else {
            break;
        };
        let from = if within == FROM_START {
            flags & ORIGIN
        } else {
            within
        };
        let goes_on = match from {
            FROM_START => break,
            FROM_PAIR => {
                (row, column) = (row - 1, column.saturating_sub(1));
                if let Some(pair) = pairs.get_mut(row) {
                    *pair = Some(first + column);
                }
                continue;
            }
            FROM_OMITTED => flags & OMITTED_GOES_ON,
            FROM_LONG_OMITTED => flags & LONG_OMITTED_GOES_ON,
            FROM_INSERTED => flags & INSERTED_GOES_ON,
            _ => flags & LONG_INSERTED_GOES_ON,
        };
        if matches!(from, FROM_OMITTED | FROM_LONG_OMITTED) {
            row -= 1;
        } else if column == 0 {
            break;
        } else {
            column -= 1;
        }
        within = if goes_on == 0 { FROM_START } else { from };
    }
    pairs
}
