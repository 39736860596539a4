//! The index of a timeline's words and names.

use std::fmt;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::citers::Citers;
use super::dates::Dates;
use super::names::Names;
use crate::query::EventSet;

/// The words and names of one revision of a timeline, ready to be asked.
///
/// It may be shared between threads. Questions are answered one after another:
/// they share the room that they work in.
pub struct SearchIndex {
    /// How many events there are.
    pub(super) events: usize,
    /// Which events cite each passage.
    pub(super) citers: Citers,
    /// All words after one another, in the order of their code points.
    pub(super) text: String,
    pub(super) words: Vec<Word>,
    /// In which units ([`super::postings`]) the words stand, one list after
    /// another.
    pub(super) lists: Vec<u8>,
    /// Where in the units they stand.
    pub(super) positions: Vec<u8>,
    /// The number of each unit's first word.
    pub(super) bases: Vec<u32>,
    /// Common beginnings, in order.
    pub(super) common: Vec<Common>,
    pub(super) lanes: Names,
    pub(super) tags: Names,
    pub(super) actors: Names,
    pub(super) sources: Names,
    pub(super) stated: EventSet,
    pub(super) inferred: EventSet,
    pub(super) dates: Dates,
    /// The passages that each event cites: their number, and the distance of
    /// each from the one before, with its sign in the lowest bit.
    pub(super) cited: Vec<u8>,
    pub(super) text_bytes: usize,
    pub(super) room: Mutex<Room>,
}

/// Where the parts of a word end in the lists of all words.
pub(super) struct Word {
    pub text: usize,
    pub units: usize,
    pub positions: usize,
    /// How many units have it.
    pub count: u32,
}

/// The words that share a common beginning, and for each unit half a byte:
/// the places where any of them stands.
pub(super) struct Common {
    pub words: Range<usize>,
    pub places: Box<[u8]>,
}

/// What questions work in, kept so that each need not take it anew.
#[derive(Default)]
pub(super) struct Room {
    /// The rank of each event so far; 0 where it is no hit.
    pub ranks: Vec<u8>,
    /// What is known of each event and a phrase; all 0 between phrases.
    pub masks: Vec<u8>,
    /// The same of one word of it; all 0 between words.
    pub others: Vec<u8>,
    /// What is known of each unit and a word; all 0 between words.
    pub units: Vec<u8>,
    /// A bit for each word of the timeline; all 0 between words.
    pub stands: Vec<u64>,
}

impl SearchIndex {
    /// How many events it knows.
    #[must_use]
    pub const fn events(&self) -> usize {
        self.events
    }

    /// How many distinct words there are.
    #[must_use]
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// The bytes that it takes, without the room that questions work in: at
    /// most 4 bytes an event, 1 a passage, and a quarter of a byte a word where
    /// phrases are asked for.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let names = [&self.lanes, &self.tags, &self.actors, &self.sources];
        let common = self.common.iter().map(|common| common.places.len());
        self.text.len()
            + self.words.len() * size_of::<Word>()
            + self.lists.len()
            + self.positions.len()
            + self.bases.len() * size_of::<u32>()
            + common.sum::<usize>()
            + names.map(Names::bytes).iter().sum::<usize>()
            + 2 * self.events.div_ceil(8)
            + self.dates.bytes()
            + self.cited.len()
            + self.citers.bytes()
    }

    /// How many events and passages there are.
    pub(super) const fn units(&self) -> usize {
        self.bases.len()
    }

    /// The bytes of the texts that it was made of, a passage counted once.
    #[must_use]
    pub const fn text_bytes(&self) -> usize {
        self.text_bytes
    }

    pub(super) fn room(&self) -> MutexGuard<'_, Room> {
        let mut guard = self.room.lock().unwrap_or_else(|poisoned| {
            // A question that broke off may have left something there.
            let mut room = PoisonError::into_inner(poisoned);
            *room = Room::default();
            room
        });
        let room = &mut *guard;
        for bytes in [&mut room.masks, &mut room.others] {
            bytes.resize(self.events, 0);
        }
        room.units.resize(self.units(), 0);
        guard
    }

    /// A word by its number in the order of words.
    pub(super) fn word(&self, number: usize) -> &str {
        let (Some(word), start) = self.around(number, |word| word.text) else {
            return "";
        };
        self.text.get(start..word.text).unwrap_or_default()
    }

    /// The list of the units with a word.
    pub(super) fn units_of(&self, number: usize) -> &[u8] {
        let (Some(word), start) = self.around(number, |word| word.units) else {
            return &[];
        };
        self.lists.get(start..word.units).unwrap_or_default()
    }

    /// The list of a word's positions.
    pub(super) fn positions_of(&self, number: usize) -> &[u8] {
        let (Some(word), start) = self.around(number, |word| word.positions) else {
            return &[];
        };
        self.positions
            .get(start..word.positions)
            .unwrap_or_default()
    }

    /// A word's entry, and where something ends in the one before.
    fn around(&self, number: usize, ends: impl Fn(&Word) -> usize) -> (Option<&Word>, usize) {
        let before = number
            .checked_sub(1)
            .and_then(|before| self.words.get(before));
        (self.words.get(number), before.map_or(0, ends))
    }

    /// The words that begin with `beginning`, or just that word.
    pub(super) fn words_of(&self, beginning: &str, may_go_on: bool) -> Range<usize> {
        let first = self.first_where(0, |word| word >= beginning);
        if may_go_on {
            first..self.first_where(first, |word| !word.starts_with(beginning))
        } else {
            first..first + usize::from(self.word(first) == beginning)
        }
    }

    /// The first word from `from` on for which `holds` says so; it must hold
    /// for all after it too.
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
    /// The size alone: the lists say nothing to a reader.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SearchIndex")
            .field("events", &self.events)
            .field("words", &self.words.len())
            .field("bytes", &self.bytes())
            .finish_non_exhaustive()
    }
}
