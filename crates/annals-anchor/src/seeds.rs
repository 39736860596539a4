//! Where in a text a damaged or edited quotation may stand: the places that
//! share many runs of four letters with it, in about the same order.

use super::alignment::Sought;
use super::distance::Pattern;
use super::letters::{GRAM, Letters};

/// How many places of grams are looked at for one quotation, the rarest grams
/// first.
const MOST_PLACES: usize = 1 << 21;

/// How many steps of 64 letters comparing the candidates may take.
const MOST_STEPS: usize = 4 << 20;

/// How many candidates are compared at most.
const MOST_COMPARED: usize = 1_000;

/// How many candidates are handed on for each way to rank them.
const MOST_RANKED: usize = 4;

/// How many of a hundred letters of the words may be lost.
const MOST_LOST: usize = 56;

/// The candidates for what is sought, by the letter at which it would begin.
pub(super) fn candidates(text: &Letters, sought: &Sought) -> Vec<usize> {
    let length = sought.letters.len();
    let breadth = breadth(length);
    let mut tally = Tally::new(text.all().len() + length, breadth);
    vote(text, sought, &mut tally);
    let window = length + 2 * breadth + length / 8;
    let whole = Pattern::new(&sought.letters);
    let words = Pattern::new(sought.words());
    let cost = window * (whole.words() + words.words());
    let ranked = tally.best((MOST_STEPS / cost.max(1)).clamp(2 * MOST_RANKED, MOST_COMPARED));
    let mut compared: Vec<_> = ranked
        .iter()
        .map(|&bin| {
            let start = (bin * breadth).saturating_sub(length + length / 16);
            let end = (start + window).min(text.all().len());
            let window = text.all().get(start..end).unwrap_or_default();
            let near = (
                whole.distance_to_best(window),
                words.distance_to_best(window),
            );
            (near, (bin * breadth + breadth).saturating_sub(length))
        })
        .collect();
    // As much has to be left of the words, whatever else there is.
    compared.retain(|&((_, distance), _)| distance * 100 <= sought.quoted * MOST_LOST);
    let by_votes = compared.iter().take(MOST_RANKED).map(|&(_, start)| start);
    let mut starts: Vec<usize> = by_votes.collect();
    compared.sort_by_key(|&((whole, _), _)| whole);
    starts.extend(compared.iter().take(MOST_RANKED).map(|&(_, start)| start));
    compared.sort_by_key(|&((_, words), _)| words);
    starts.extend(compared.iter().take(MOST_RANKED).map(|&(_, start)| start));
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// How far letters may be shifted against each other and still be counted
/// together.
fn breadth(length: usize) -> usize {
    (length / 6).next_power_of_two().max(32)
}

/// Lets every gram of the quotation vote for where the quotation would begin.
fn vote(text: &Letters, sought: &Sought, tally: &mut Tally) {
    let length = sought.letters.len();
    let mut grams: Vec<_> = sought
        .letters
        .windows(GRAM)
        .enumerate()
        .map(|(at, gram)| (at, text.places_of(gram)))
        .filter(|(_, places)| !places.is_empty())
        .collect();
    grams.sort_by_key(|(_, places)| places.len());
    let mut left = MOST_PLACES;
    for (number, (at, places)) in grams.into_iter().enumerate() {
        let Some(rest) = left.checked_sub(places.len()) else {
            break;
        };
        left = rest;
        let rarity = (text.all().len() / places.len()).max(2).ilog2();
        for &place in places {
            tally.count(place as usize + length - at, number, rarity);
        }
    }
}

/// Votes for diagonals, those near each other counted together.
struct Tally {
    breadth: u32,
    votes: Vec<u32>,
    /// The last gram that voted, so that none votes twice.
    voted: Vec<u32>,
}

impl Tally {
    fn new(diagonals: usize, breadth: usize) -> Self {
        let bins = diagonals / breadth + 2;
        Self {
            breadth: breadth.ilog2(),
            votes: vec![0; bins],
            voted: vec![u32::MAX; bins],
        }
    }

    fn count(&mut self, diagonal: usize, gram: usize, rarity: u32) {
        let bin = diagonal >> self.breadth;
        let gram = u32::try_from(gram).unwrap_or(u32::MAX);
        if let (Some(votes), Some(voted)) = (self.votes.get_mut(bin), self.voted.get_mut(bin))
            && *voted != gram
        {
            *voted = gram;
            *votes += rarity;
        }
    }

    /// The bins with the most votes, together with those of the next bin; best
    /// first.
    fn best(&self, most: usize) -> Vec<usize> {
        let pairs = self.votes.windows(2).map(|pair| pair.iter().sum::<u32>());
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
