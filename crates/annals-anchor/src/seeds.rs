//! Where in a text a changed quotation may be: the ranges that share many runs of
//! four letters with it, in about the same order (seeds, as in "seed and extend").

use super::alignment::Query;
use super::edit_distance::Pattern;
use super::letter_index::{GRAM, LetterIndex};

/// How many positions of grams vote for one quotation, rarest grams first.
const MAX_POSITIONS: usize = 1 << 21;

/// How many blocks of 64 letters comparing the candidates may take.
const MAX_BLOCKS: usize = 4 << 20;

/// How many candidates are compared.
const MAX_COMPARED: usize = 1_000;

/// How many candidates each ranking contributes.
const MAX_RANKED: usize = 4;

/// How many percent of the quoted letters may be lost.
const MAX_LOSS_PERCENT: usize = 56;

/// The candidates for a query, as the letters at which it would begin.
///
/// The most voted ranges are compared with the query, and the best are chosen by
/// each of three rankings: by votes, by the edit distance of quotation and
/// context, and by that of the quotation alone.
pub(super) fn candidate_starts(text: &LetterIndex, query: &Query) -> Vec<usize> {
    let length = query.letters.len();
    let breadth = breadth(length);
    let mut votes = Votes::new(text.letters().len() + length, breadth);
    vote(text, query, &mut votes);
    let window = length + 2 * breadth + length / 8;
    let whole = Pattern::new(&query.letters);
    let words = Pattern::new(query.exact());
    let cost = window * (whole.blocks() + words.blocks());
    let ranked = votes.best((MAX_BLOCKS / cost.max(1)).clamp(2 * MAX_RANKED, MAX_COMPARED));
    let mut compared: Vec<_> = ranked
        .iter()
        .map(|&bin| {
            let start = (bin * breadth).saturating_sub(length + length / 16);
            let end = (start + window).min(text.letters().len());
            let window = text.letters().get(start..end).unwrap_or_default();
            let distances = (
                whole.distance_to_best(window),
                words.distance_to_best(window),
            );
            (distances, (bin * breadth + breadth).saturating_sub(length))
        })
        .collect();
    compared.retain(|&((_, words), _)| words * 100 <= query.exact_len * MAX_LOSS_PERCENT);
    let mut starts = Vec::new();
    let mut add_best = |compared: &[(_, usize)]| {
        starts.extend(compared.iter().take(MAX_RANKED).map(|&(_, start)| start));
    };
    add_best(&compared);
    compared.sort_by_key(|&((whole, _), _)| whole);
    add_best(&compared);
    compared.sort_by_key(|&((_, words), _)| words);
    add_best(&compared);
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// How far letters may be shifted against each other and still be counted
/// together.
fn breadth(length: usize) -> usize {
    (length / 6).next_power_of_two().max(32)
}

/// Lets every gram of the query vote for the letters at which the query would
/// begin.
fn vote(text: &LetterIndex, query: &Query, votes: &mut Votes) {
    let length = query.letters.len();
    let mut grams: Vec<_> = query
        .letters
        .windows(GRAM)
        .enumerate()
        .map(|(at, gram)| (at, text.positions_of(gram)))
        .filter(|(_, positions)| !positions.is_empty())
        .collect();
    grams.sort_by_key(|(_, positions)| positions.len());
    let mut left = MAX_POSITIONS;
    for (number, (at, positions)) in grams.into_iter().enumerate() {
        let Some(rest) = left.checked_sub(positions.len()) else {
            break;
        };
        left = rest;
        let rarity = (text.letters().len() / positions.len()).max(2).ilog2();
        for &position in positions {
            votes.add(position as usize + length - at, number, rarity);
        }
    }
}

/// Votes for the diagonals of the alignment matrix. Diagonals close to each other
/// share a bin.
struct Votes {
    breadth_bits: u32,
    counts: Vec<u32>,
    /// The last gram that voted for a bin, so that none votes twice.
    last_gram: Vec<u32>,
}

impl Votes {
    fn new(diagonals: usize, breadth: usize) -> Self {
        let bins = diagonals / breadth + 2;
        Self {
            breadth_bits: breadth.ilog2(),
            counts: vec![0; bins],
            last_gram: vec![u32::MAX; bins],
        }
    }

    fn add(&mut self, diagonal: usize, gram: usize, rarity: u32) {
        let bin = diagonal >> self.breadth_bits;
        let gram = u32::try_from(gram).unwrap_or(u32::MAX);
        if let (Some(count), Some(last)) = (self.counts.get_mut(bin), self.last_gram.get_mut(bin))
            && *last != gram
        {
            *last = gram;
            *count += rarity;
        }
    }

    /// The bins that are local maxima together with their next bin, most votes
    /// first.
    fn best(&self, most: usize) -> Vec<usize> {
        let pairs = self.counts.windows(2).map(|pair| pair.iter().sum::<u32>());
        let sums: Vec<u32> = pairs.collect();
        let at = |bin: usize| sums.get(bin).copied().unwrap_or(0);
        let mut peaks: Vec<_> = sums
            .iter()
            .enumerate()
            .filter(|&(bin, &sum)| sum > 0 && sum >= at(bin + 1) && (bin == 0 || sum > at(bin - 1)))
            .map(|(bin, &sum)| (std::cmp::Reverse(sum), bin))
            .collect();
        if peaks.len() > most {
            peaks.select_nth_unstable(most);
            peaks.truncate(most);
        }
        peaks.sort_unstable();
        peaks.into_iter().map(|(_, bin)| bin).collect()
    }
}
