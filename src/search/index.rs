//! The index of a timeline's words and names.

use std::fmt;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::dates::DateRanges;
use super::names::NameIndex;
use crate::model::JaggedArray;
use crate::query::EventSet;

/// The words and names of one revision of a timeline, ready to be searched.
///
/// It can be shared between threads. Searches run one after another, because they
/// share their buffers.
pub struct SearchIndex {
    /// The number of events.
    pub(super) events: usize,
    /// The events that cite each passage that several events cite.
    pub(super) citers: JaggedArray<u32>,
    /// All words, concatenated in the order of their code points.
    pub(super) text: String,
    pub(super) words: Vec<WordEntry>,
    /// The units ([`super::postings`]) of each word, one list after another.
    pub(super) lists: Vec<u8>,
    /// The positions of each word in its units.
    pub(super) positions: Vec<u8>,
    /// The number of each unit's first word.
    pub(super) bases: Vec<u32>,
    /// Common prefixes, in order.
    pub(super) common: Vec<CommonPrefix>,
    pub(super) lanes: NameIndex,
    pub(super) tags: NameIndex,
    pub(super) actors: NameIndex,
    pub(super) sources: NameIndex,
    pub(super) stated: EventSet,
    pub(super) inferred: EventSet,
    pub(super) dates: DateRanges,
    /// The passages that each event cites: their number, then the position of each as its
    /// difference from the one before, the magnitude shifted left by one, with bit 0 set if
    /// the difference is negative.
    pub(super) citations: Vec<u8>,
    pub(super) buffers: Mutex<SearchBuffers>,
}

/// Where the parts of a word end in the lists of the index.
pub(super) struct WordEntry {
    pub text: usize,
    pub units: usize,
    pub positions: usize,
    /// The number of units with the word.
    pub count: u32,
}

/// The words with a common prefix, and the fields of each unit in which any of them
/// occurs: 4 bits per unit ([`super::texts`]), two units per byte, the first one lowest.
pub(super) struct CommonPrefix {
    pub words: Range<usize>,
    pub fields: Box<[u8]>,
}

/// Buffers reused between searches.
#[derive(Default)]
pub(super) struct SearchBuffers {
    /// The rank of each event so far; 0 for no hit.
    pub ranks: Vec<u8>,
    /// The mask of each event for a phrase; all 0 between phrases.
    pub masks: Vec<u8>,
    /// The same for one word of it; all 0 between words.
    pub word_masks: Vec<u8>,
    /// The mask of each unit for a word; all 0 between words.
    pub units: Vec<u8>,
    /// A bit for each position of the timeline; all 0 between words.
    pub bits: Vec<u64>,
}

impl SearchIndex {
    /// The number of units.
    pub(super) const fn units(&self) -> usize {
        self.bases.len()
    }

    pub(super) fn buffers(&self) -> MutexGuard<'_, SearchBuffers> {
        let mut guard = self.buffers.lock().unwrap_or_else(|poisoned| {
            // A search that panicked may have left masks that are not 0.
            let mut buffers = PoisonError::into_inner(poisoned);
            *buffers = SearchBuffers::default();
            buffers
        });
        let buffers = &mut *guard;
        for bytes in [&mut buffers.masks, &mut buffers.word_masks] {
            bytes.resize(self.events, 0);
        }
        buffers.units.resize(self.units(), 0);
        guard
    }

    /// The word with a number, in the order of words.
    pub(super) fn word(&self, number: usize) -> &str {
        let range = self.part_of(number, |word| word.text);
        self.text.get(range).unwrap_or_default()
    }

    /// The encoded units of a word.
    pub(super) fn units_of(&self, number: usize) -> &[u8] {
        let range = self.part_of(number, |word| word.units);
        self.lists.get(range).unwrap_or_default()
    }

    /// The encoded positions of a word.
    pub(super) fn positions_of(&self, number: usize) -> &[u8] {
        let range = self.part_of(number, |word| word.positions);
        self.positions.get(range).unwrap_or_default()
    }

    /// The part of a list that belongs to a word. It begins where that of the word
    /// before ends.
    fn part_of(&self, number: usize, end: impl Fn(&WordEntry) -> usize) -> Range<usize> {
        let before = number.checked_sub(1).and_then(|at| self.words.get(at));
        let start = before.map_or(0, &end);
        start..self.words.get(number).map_or(start, end)
    }

    /// The words that begin with `typed`, or only that word.
    pub(super) fn words_of(&self, typed: &str, is_prefix: bool) -> Range<usize> {
        let first = self.first_where(0, |word| word >= typed);
        if is_prefix {
            first..self.first_where(first, |word| !word.starts_with(typed))
        } else {
            first..first + usize::from(self.word(first) == typed)
        }
    }

    /// The first word from `from` on for which `holds`. It has to hold for all words
    /// after it too.
    fn first_where(&self, from: usize, holds: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (from, self.words.len());
        while low < high {
            let middle = low.midpoint(high);
            if holds(self.word(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }
}

impl fmt::Debug for SearchIndex {
    /// Writes the size only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SearchIndex")
            .field("events", &self.events)
            .field("words", &self.words.len())
            .finish_non_exhaustive()
    }
}
