//! The letters of a text, and an index of where each run of four occurs.
//!
//! A letter is a character of the search key in lower case, as one byte. Within a
//! script of up to 128 characters no two letters share a byte. In larger
//! scripts some do; that costs a few comparisons but no accuracy, because a
//! candidate is always judged as a whole.

use super::text::last_at_or_before;

/// How many letters are looked up together.
pub(super) const GRAM: usize = 4;

/// The largest hash table of grams has 2 to this power slots.
const MAX_TABLE_BITS: u32 = 18;

/// Information is counted in tenths of a bit: this much is one bit.
pub(super) const BIT: i32 = 10;

/// The letter of a character of the key.
fn letter(c: char) -> u8 {
    if c.is_ascii() {
        return c.to_ascii_lowercase() as u8;
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    0x80 | (u32::from(lower) & 0x7F) as u8
}

/// The letters of a key.
pub(super) fn letters(key: &str) -> Vec<u8> {
    key.chars().map(letter).collect()
}

/// The letters of a text, and where each gram of them occurs.
#[derive(Debug)]
pub(super) struct LetterIndex {
    letters: Vec<u8>,
    /// The first letter of every so many code points.
    checkpoints: Vec<u32>,
    table_bits: u32,
    /// For each slot of the hash table, where its positions begin.
    slots: Vec<u32>,
    positions: Vec<u32>,
    information: Vec<i32>,
}

impl LetterIndex {
    /// Indexes a key. `checkpoints` are byte offsets in it, which the index
    /// converts to letters. Letters after the first 2³² are not indexed.
    pub fn new(key: &str, checkpoints: &[usize]) -> Self {
        let letters = letters(key);
        let checkpoints = characters_before(key, checkpoints);
        let table_bits = (usize::BITS - letters.len().leading_zeros()).clamp(6, MAX_TABLE_BITS);
        let mut slots = vec![0_u32; (1 << table_bits) + 1];
        let indexed = letters
            .get(..letters.len().min(u32::MAX as usize))
            .unwrap_or(&letters);
        for gram in indexed.windows(GRAM) {
            if let Some(count) = slots.get_mut(slot(gram, table_bits) + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut slots {
            sum += *count;
            *count = sum;
        }
        let mut next = slots.clone();
        let mut positions = vec![0_u32; sum as usize];
        for (at, gram) in indexed.windows(GRAM).enumerate() {
            let Some(free) = next.get_mut(slot(gram, table_bits)) else {
                continue;
            };
            if let Some(position) = positions.get_mut(*free as usize) {
                *position = to_u32(at);
            }
            *free += 1;
        }
        let information = information(&letters);
        Self {
            letters,
            checkpoints,
            table_bits,
            slots,
            positions,
            information,
        }
    }

    /// The letters of the text.
    pub fn letters(&self) -> &[u8] {
        &self.letters
    }

    /// The first letter of checkpoint `number`.
    pub fn checkpoint(&self, number: usize) -> usize {
        self.checkpoints
            .get(number)
            .map_or(self.letters.len(), |&letter| letter as usize)
    }

    /// The number of the last checkpoint at or before a letter.
    pub fn checkpoint_before(&self, letter: usize) -> usize {
        last_at_or_before(&self.checkpoints, to_u32(letter))
    }

    /// Where a gram may occur, ascending: all its positions, and those of the few
    /// others with the same hash.
    pub fn positions_of(&self, gram: &[u8]) -> &[u32] {
        let slot = slot(gram, self.table_bits);
        let bound = |at: usize| self.slots.get(at).map_or(0, |&position| position as usize);
        self.positions
            .get(bound(slot)..bound(slot + 1))
            .unwrap_or_default()
    }

    /// The information of a letter that agrees, in tenths of a bit: the rarer the
    /// letter is in this text, the more.
    pub fn information(&self, letter: u8) -> i32 {
        let information = self.information.get(usize::from(letter));
        information.copied().unwrap_or(0)
    }

    /// The information of some letters if all agree, in tenths of a bit.
    pub fn total_information(&self, letters: &[u8]) -> i32 {
        letters.iter().map(|&letter| self.information(letter)).sum()
    }
}

fn to_u32(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The number of characters before each byte offset.
fn characters_before(key: &str, offsets: &[usize]) -> Vec<u32> {
    let mut counts = Vec::with_capacity(offsets.len());
    let (mut byte, mut count) = (0, 0);
    for &offset in offsets {
        let walked = key.get(byte..offset).unwrap_or_default();
        count += walked.chars().count();
        byte = offset;
        counts.push(to_u32(count));
    }
    counts
}

fn slot(gram: &[u8], table_bits: u32) -> usize {
    let packed = gram
        .iter()
        .fold(0_u32, |packed, &letter| packed << 8 | u32::from(letter));
    (packed.wrapping_mul(0x9E37_79B1) >> (32 - table_bits)) as usize
}

/// The information of each letter: the logarithm of how much likelier it agrees
/// in a damaged copy of a passage (7 of 10 letters agree) than in another passage
/// (as many agree as the letter is common).
fn information(letters: &[u8]) -> Vec<i32> {
    let mut counts = vec![0_u32; 256];
    for &letter in letters {
        if let Some(count) = counts.get_mut(usize::from(letter)) {
            *count += 1;
        }
    }
    // A page of ordinary prose is added, so that short texts give no extremes.
    let total = f64::from(to_u32(letters.len())) + 2_000.0;
    counts
        .into_iter()
        .map(|count| {
            let share = (f64::from(count) + 60.0) / total;
            let bits = (0.7 / share).log2().clamp(0.5, 5.0);
            #[expect(clippy::cast_possible_truncation, reason = "at most 50")]
            let tenths = (bits * f64::from(BIT)) as i32;
            tenths
        })
        .collect()
}
