//! A text as bytes that are compared letter by letter, and where each run of
//! four of them stands.
//!
//! The letters are the characters of the key without their case, one byte
//! each. Within a script of up to 128 characters no two share a byte; in larger
//! ones some do, which costs a few comparisons and no right answer, as a place
//! is always weighed as a whole.

/// How many letters are looked up together.
pub(super) const GRAM: usize = 4;

/// The bits of the largest table of grams.
const MOST_BITS: u32 = 18;

/// Evidence is counted in tenths of a bit.
pub(super) const BIT: i32 = 10;

/// The byte that stands for a character of the key.
pub(super) fn letter(c: char) -> u8 {
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

/// The letters of a text, and where each gram of them stands.
#[derive(Debug)]
pub(super) struct Letters {
    all: Vec<u8>,
    /// The letter at which every so many code points begin.
    milestones: Vec<u32>,
    bits: u32,
    /// For each slot of the table, where its places begin among all.
    slots: Vec<u32>,
    places: Vec<u32>,
    gains: Vec<i32>,
}

impl Letters {
    /// Indexes a key. `milestones` are byte offsets in it, and come back as
    /// letters. What lies beyond 4 thousand million letters is not indexed.
    pub fn of(key: &str, milestones: &[usize]) -> Self {
        let all = letters(key);
        let milestones = if key.len() == all.len() {
            milestones.iter().map(|&byte| narrow(byte)).collect()
        } else {
            counted(key, milestones)
        };
        let bits = (usize::BITS - all.len().leading_zeros()).clamp(6, MOST_BITS);
        let mut slots = vec![0_u32; (1 << bits) + 1];
        let indexed = all.get(..all.len().min(u32::MAX as usize)).unwrap_or(&all);
        for gram in indexed.windows(GRAM) {
            if let Some(count) = slots.get_mut(slot(gram, bits) + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut slots {
            sum += *count;
            *count = sum;
        }
        let mut next = slots.clone();
        let mut places = vec![0_u32; sum as usize];
        for (at, gram) in indexed.windows(GRAM).enumerate() {
            let Some(free) = next.get_mut(slot(gram, bits)) else {
                continue;
            };
            if let Some(place) = places.get_mut(*free as usize) {
                *place = narrow(at);
            }
            *free += 1;
        }
        let gains = gains(&all);
        Self {
            all,
            milestones,
            bits,
            slots,
            places,
            gains,
        }
    }

    /// Every letter of the text.
    pub fn all(&self) -> &[u8] {
        &self.all
    }

    /// The letter at which a stride of code points begins.
    pub fn milestone(&self, number: usize) -> usize {
        self.milestones
            .get(number)
            .map_or(self.all.len(), |&letter| letter as usize)
    }

    /// The last stride that begins at or before a letter.
    pub fn stride_of(&self, letter: usize) -> usize {
        self.milestones
            .partition_point(|&begins| begins as usize <= letter)
            .saturating_sub(1)
    }

    /// Where the letters of a gram may stand, ascending: all the places, and a
    /// few others whose gram falls into the same slot.
    pub fn places_of(&self, gram: &[u8]) -> &[u32] {
        let slot = slot(gram, self.bits);
        let bound = |at: usize| self.slots.get(at).map_or(0, |&place| place as usize);
        self.places
            .get(bound(slot)..bound(slot + 1))
            .unwrap_or_default()
    }

    /// What an agreeing letter tells, in tenths of a bit: the more, the rarer
    /// the letter is in this text.
    pub fn gain(&self, letter: u8) -> i32 {
        self.gains.get(usize::from(letter)).copied().unwrap_or(0)
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The letter at which each byte offset falls.
fn counted(key: &str, milestones: &[usize]) -> Vec<u32> {
    let mut counted = Vec::with_capacity(milestones.len());
    let (mut byte, mut count) = (0, 0);
    for &milestone in milestones {
        let walked = key.get(byte..milestone).unwrap_or_default();
        count += walked.chars().count();
        byte = milestone;
        counted.push(narrow(count));
    }
    counted
}

fn slot(gram: &[u8], bits: u32) -> usize {
    let packed = gram
        .iter()
        .fold(0_u32, |packed, &letter| packed << 8 | u32::from(letter));
    (packed.wrapping_mul(0x9E37_79B1) >> (32 - bits)) as usize
}

/// An agreeing letter is compared with chance: seven in ten letters of a
/// damaged passage agree, of another passage as many as the letter is common.
fn gains(all: &[u8]) -> Vec<i32> {
    let mut counts = vec![0_u32; 256];
    for &letter in all {
        if let Some(count) = counts.get_mut(usize::from(letter)) {
            *count += 1;
        }
    }
    // As if every text had a page of ordinary prose more.
    let of = f64::from(narrow(all.len())) + 2_000.0;
    counts
        .into_iter()
        .map(|count| {
            let share = (f64::from(count) + 60.0) / of;
            let bits = (0.7 / share).log2().clamp(0.5, 5.0);
            #[expect(clippy::cast_possible_truncation, reason = "at most 50")]
            let tenths = (bits * f64::from(BIT)) as i32;
            tenths
        })
        .collect()
}
