//! How a stretch of text is like a quotation whose words are not found.

use super::alignment::{Alignment, Sought};
use super::letters::{BIT, Letters};

/// What is known of one stretch of text, in letters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// The first letter.
    pub start: usize,
    /// The letter after the last.
    pub end: usize,
    /// The share of the quotation's letters that stand there undisturbed: from
    /// 0 to 1, 1 minus the edits per letter.
    pub similarity: f64,
    /// The longest run of letters changed, left out or put in.
    pub longest: usize,
    /// The share of letters in undisturbed runs of at least so many letters, for
    /// each of [`RUNS`].
    pub solid: [f64; 2],
    /// What the words tell, in tenths of a bit.
    pub words: i32,
    /// What the text before tells.
    pub before: i32,
    /// What the text after tells.
    pub after: i32,
    /// Whether the recorded prefix stands next to the place.
    pub follows: bool,
    /// Whether the recorded suffix does.
    pub is_followed: bool,
}

/// Of a run longer than what it replaces, this many letters more count as edits.
const MOST_INSERTED: usize = 12;

/// How many letters may stand between a place and its context.
const MOST_BETWEEN: usize = 24;

/// How many letters may have strayed beyond an insertion.
const MOST_STRAY: usize = 6;

/// More letters put in than this are a long insertion.
const LONG_INSERTION: usize = 24;

/// The longest run of letters that damage takes.
const LONGEST_DAMAGE: usize = 10;

/// The lengths of undisturbed runs of letters that damage is told by: a word,
/// and more than one.
const RUNS: [u8; 2] = [5, 8];

impl Likeness {
    pub fn of(text: &Letters, sought: &Sought, aligned: &Alignment) -> Option<Self> {
        let (begin, end) = (sought.before, sought.before + sought.quoted);
        let paired: Vec<(usize, usize)> = aligned
            .pairs
            .iter()
            .enumerate()
            .filter_map(|(at, pair)| pair.map(|pair| (at, pair)))
            .collect();
        let is_word = |&&(at, _): &&(usize, usize)| (begin..end).contains(&at);
        let mut words: Vec<_> = paired.iter().filter(is_word).copied().collect();
        settle_end(&mut words, text, sought);
        let before: Vec<_> = paired
            .iter()
            .take_while(|(at, _)| *at < begin)
            .copied()
            .collect();
        let after: Vec<_> = paired
            .iter()
            .filter(|(at, _)| *at >= end)
            .copied()
            .collect();
        let words = trim(&words, before.last(), after.first());
        let (&first, &last) = (words.first()?, words.last()?);
        let agrees = |&(at, pair): &(usize, usize)| text.all().get(pair) == sought.letters.get(at);

        // Where the quotation begins, if its first letters are not paired: right
        // after the prefix, unless that is far off.
        let missing = first.0 - begin;
        let mut start = first.1;
        let mut follows = false;
        if let Some(&(at, pair)) = before.last() {
            let room = (first.1 - pair - 1).saturating_sub(begin - 1 - at);
            follows = room <= 2 * missing + MOST_BETWEEN;
            if missing > 0 && room <= 3 * missing + 8 {
                start = first.1 - room;
            }
        }
        let missing = end - 1 - last.0;
        let mut stop = last.1 + 1;
        let mut is_followed = false;
        if let Some(&(at, pair)) = after.first() {
            let room = (pair - last.1 - 1).saturating_sub(at - end);
            is_followed = room <= 2 * missing + MOST_BETWEEN;
            if missing > 0 && room <= 3 * missing + 8 {
                stop = last.1 + 1 + room;
            }
        }

        // Edits: between two letters that agree, what differs on either side.
        let (mut edits, mut longest, mut run) = (0, 0, 0);
        let mut solid = [0; 2];
        let mut next = (begin, start);
        let past = (end, stop);
        let agreeing = words.iter().copied().filter(agrees);
        for (at, pair) in agreeing.chain(std::iter::once(past)) {
            let (omitted, inserted) = (at - next.0, pair.saturating_sub(next.1));
            if omitted + inserted > 0 || (at, pair) == past {
                edits += omitted.max(inserted.min(omitted + MOST_INSERTED));
                longest = longest.max(omitted).max(inserted);
                for (solid, least) in solid.iter_mut().zip(RUNS) {
                    *solid += if run >= usize::from(least) { run } else { 0 };
                }
                run = 0;
            }
            run += 1;
            next = (at + 1, pair + 1);
        }
        #[expect(clippy::cast_precision_loss, reason = "lengths of texts")]
        let share = |letters: usize| letters as f64 / sought.quoted as f64;
        let similarity = 1.0 - share(edits.min(sought.quoted));
        Some(Self {
            start,
            end: stop,
            similarity,
            longest,
            solid: solid.map(share),
            words: evidence(text, sought, words),
            before: evidence(text, sought, &before),
            after: evidence(text, sought, &after),
            follows,
            is_followed,
        })
    }

    /// Whether the differences are spread as damage is, by chance over all the
    /// letters, and not as an editor's are, word by word: runs of letters stay
    /// undisturbed as often as chance leaves them, `tolerance` aside, and no run
    /// of letters is gone.
    pub fn is_damage(&self, tolerance: f64) -> bool {
        let by_chance = RUNS.iter().zip(self.solid).all(|(&run, solid)| {
            let run = f64::from(run);
            let expected = self.similarity.powf(run) * (run - (run - 1.0) * self.similarity);
            solid <= expected + tolerance
        });
        by_chance && self.longest <= LONGEST_DAMAGE
    }

    /// All that speaks for the place, in tenths of a bit.
    pub fn evidence(&self) -> i32 {
        self.words + self.before.max(0) + self.after.max(0)
    }
}

/// A few letters beyond a long insertion at the end belong before it, where the
/// same stand there too: a full stop fits anywhere.
fn settle_end(words: &mut [(usize, usize)], text: &Letters, sought: &Sought) {
    let stands = |at, pair| {
        let letter = text.all().get(pair);
        letter.is_some() && letter == sought.letters.get(at)
    };
    let far = |pair: &[(usize, usize)]| match pair {
        [a, b] => b.1 - a.1 > (b.0 - a.0) + MOST_INSERTED,
        _ => false,
    };
    let Some(cut) = words.windows(2).rposition(far) else {
        return;
    };
    let (before, beyond) = words.split_at_mut(cut + 1);
    let Some(&(at, pair)) = before.last() else {
        return;
    };
    let shifted = |other: usize| pair + (other - at);
    if beyond.len() <= MOST_STRAY
        && beyond
            .iter()
            .all(|&(other, _)| stands(other, shifted(other)))
    {
        for word in beyond {
            word.1 = shifted(word.0);
        }
    }
}

/// Without the few letters at an end that stand beyond a long insertion, where
/// the context does not stand right next to them: they are met by chance.
fn trim<'a>(
    words: &'a [(usize, usize)],
    before: Option<&(usize, usize)>,
    after: Option<&(usize, usize)>,
) -> &'a [(usize, usize)] {
    // How many letters a jump puts in, if that is a long insertion.
    let jump = |pair: &[(usize, usize)]| match pair {
        [a, b] => Some((b.1 - a.1).saturating_sub(b.0 - a.0)).filter(|&n| n > LONG_INSERTION),
        _ => None,
    };
    let is_next = |a: &(usize, usize), b: &(usize, usize)| b.1 - a.1 <= b.0 - a.0 + MOST_STRAY;
    let jumps: Vec<_> = words
        .windows(2)
        .enumerate()
        .filter_map(|(at, pair)| jump(pair).map(|inserted| (at + 1, inserted)))
        .collect();
    let (mut from, mut to) = (0, words.len());
    if let Some(&(cut, inserted)) = jumps.first()
        && cut * 3 <= inserted
        && !before
            .zip(words.first())
            .is_some_and(|(a, b)| is_next(a, b))
    {
        from = cut;
    }
    if let Some(&(cut, inserted)) = jumps.last()
        && cut > from
        && (to - cut) * 3 <= inserted
        && !words.last().zip(after).is_some_and(|(a, b)| is_next(a, b))
    {
        to = cut;
    }
    words.get(from..to).unwrap_or_default()
}

/// What pairs tell, in tenths of a bit.
fn evidence(text: &Letters, sought: &Sought, pairs: &[(usize, usize)]) -> i32 {
    let mut sum = 0;
    let mut next: Option<(usize, usize)> = None;
    for &(at, pair) in pairs {
        let letter = text.all().get(pair).copied().unwrap_or(0);
        if let Some((expected, follows)) = next {
            sum -= cost(at - expected) + cost(pair.saturating_sub(follows));
        }
        sum += if sought.letters.get(at) == Some(&letter) {
            text.gain(letter)
        } else {
            -22 * BIT / 10
        };
        next = Some((at + 1, pair + 1));
    }
    sum
}

fn cost(run: usize) -> i32 {
    let run = i32::try_from(run).unwrap_or(i32::MAX / 100);
    match run {
        0 => 0,
        _ => (18 + 12 * run).min(140 + 2 * run),
    }
}
