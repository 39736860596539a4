//! Entries by id, while a model is made.

use std::borrow::Cow;
use std::hash::{BuildHasher as _, RandomState};

use crate::model::Index;

/// What is known of the ids of one list. `None` stands for an entry that the
/// file has and the model cannot hold: whatever refers to it is left out
/// without another complaint.
///
/// Ids that come in their order need nothing to tell them apart, and those that
/// are asked for in their order are found one after the other. A table of
/// hashes is made once neither is so.
pub(super) struct Ids<'t, T> {
    state: RandomState,
    /// An open table. Each slot holds the number of an entry, from 1, below
    /// half of its hash; 0 where it is free. Empty as long as it is not needed.
    slots: Vec<u64>,
    entries: Vec<(IdKey<'t>, Option<Index<T>>)>,
    /// The entry after the one that was found last.
    next: usize,
}

/// An id. Short ones stand here and not somewhere in the file, as looking there
/// is what takes the time.
#[derive(PartialEq, Eq)]
enum IdKey<'t> {
    /// Up to fifteen bytes, zeros, and their number.
    Short([u8; 16]),
    Long(Cow<'t, str>),
}

impl IdKey<'_> {
    /// An id that is short enough.
    fn short(id: &str) -> Option<[u8; 16]> {
        let mut short = [0; 16];
        let (last, bytes) = short.split_last_mut()?;
        bytes.get_mut(..id.len())?.copy_from_slice(id.as_bytes());
        *last = u8::try_from(id.len()).ok()?;
        Some(short)
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Short(short) => {
                let length = short.last().copied().map_or(0, usize::from);
                short.get(..length).unwrap_or_default()
            }
            Self::Long(id) => id.as_bytes(),
        }
    }

    fn is(&self, id: &str, short: Option<[u8; 16]>) -> bool {
        match (self, short) {
            (Self::Short(own), Some(short)) => *own == short,
            (Self::Long(own), None) => own == id,
            _ => false,
        }
    }

    /// Whether this is certainly after another.
    fn is_after(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Short(own), Self::Short(other)) if own > other)
    }
}

impl<T> Default for Ids<'_, T> {
    fn default() -> Self {
        Self {
            state: RandomState::new(),
            slots: Vec::new(),
            entries: Vec::new(),
            next: 0,
        }
    }
}

impl<'t, T> Ids<'t, T> {
    /// The entry with an id; within, nothing where it was left out of the
    /// timeline.
    #[expect(
        clippy::option_option,
        reason = "an id may be known of what was left out"
    )]
    pub(super) fn get(&mut self, id: &str) -> Option<Option<Index<T>>> {
        let short = IdKey::short(id);
        if let Some((known, index)) = self.entries.get(self.next)
            && known.is(id, short)
        {
            self.next += 1;
            return Some(*index);
        }
        if self.slots.is_empty() {
            self.make_slots();
        }
        let found = self.seek(id, short, self.hash(id.as_bytes())).ok()?;
        self.next = found + 1;
        self.entries.get(found).map(|(_, index)| *index)
    }

    /// Notes an entry; `false` where its id is another's already.
    pub(super) fn insert(&mut self, id: Cow<'t, str>, index: Option<Index<T>>) -> bool {
        let short = IdKey::short(&id);
        if self.slots.is_empty() {
            let key = short.map(IdKey::Short);
            let last = self.entries.last().map(|(last, _)| last);
            if let Some(key) = key
                && last.is_none_or(|last| key.is_after(last))
            {
                self.entries.push((key, index));
                return true;
            }
        }
        if self.slots.len() <= self.entries.len() * 2 {
            self.make_slots();
        }
        let hash = self.hash(id.as_bytes());
        match self.seek(&id, short, hash) {
            Ok(_) => false,
            Err(free) => {
                let key = short.map_or(IdKey::Long(id), IdKey::Short);
                self.entries.push((key, index));
                if let Some(slot) = self.slots.get_mut(free) {
                    *slot = slot_of(hash, self.entries.len());
                }
                true
            }
        }
    }

    fn hash(&self, id: &[u8]) -> u32 {
        let hash = self.state.hash_one(id);
        u32::try_from(hash >> 32).unwrap_or_default()
    }

    /// The entry with an id, or the slot where it would stand.
    fn seek(&self, id: &str, short: Option<[u8; 16]>, hash: u32) -> Result<usize, usize> {
        let mut at = hash as usize;
        loop {
            at &= self.slots.len().wrapping_sub(1);
            let slot = self.slots.get(at).copied().unwrap_or_default();
            if slot == 0 {
                return Err(at);
            }
            if slot >> 32 == u64::from(hash) {
                let number = number_in(slot);
                let entry = self.entries.get(number);
                if entry.is_some_and(|(known, _)| known.is(id, short)) {
                    return Ok(number);
                }
            }
            at += 1;
        }
    }

    /// Makes the table, with room for as many entries again at least. The old
    /// one, if there is one, has every hash.
    fn make_slots(&mut self) {
        let size = (self.entries.len() * 4).max(64).next_power_of_two();
        let old = std::mem::replace(&mut self.slots, vec![0; size]);
        if old.is_empty() {
            for number in 0..self.entries.len() {
                let key = self.entries.get(number).map(|(key, _)| key.bytes());
                let hash = self.hash(key.unwrap_or_default());
                self.put(slot_of(hash, number + 1));
            }
        } else {
            for slot in old.into_iter().filter(|slot| *slot != 0) {
                self.put(slot);
            }
        }
    }

    fn put(&mut self, slot: u64) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = usize::try_from(slot >> 32).unwrap_or_default() & mask;
        while self.slots.get(at).is_some_and(|slot| *slot != 0) {
            at = (at + 1) & mask;
        }
        if let Some(free) = self.slots.get_mut(at) {
            *free = slot;
        }
    }
}

/// What a slot holds for an entry with this number, from 1.
fn slot_of(hash: u32, number: usize) -> u64 {
    u64::from(hash) << 32 | number as u64
}

/// The number of the entry that a taken slot means, from 0.
fn number_in(slot: u64) -> usize {
    usize::try_from(slot & u64::from(u32::MAX))
        .unwrap_or_default()
        .wrapping_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Event;

    /// Every third entry is one that the model does not hold.
    fn index(number: usize) -> Option<Index<Event>> {
        (!number.is_multiple_of(3))
            .then(|| Index::new(number))
            .flatten()
    }

    #[test]
    fn every_id_is_found_and_no_other_and_none_is_taken_twice() {
        // In order and short, in order and long, out of order, of all lengths.
        let names: [fn(usize) -> String; 4] = [
            |number| format!("e{number:05}"),
            |number| format!("the event with the number {number:05}"),
            |number| format!("e{number}"),
            |number| "x".repeat(number % 40) + &number.to_string(),
        ];
        for name in names {
            let mut ids: Ids<'_, Event> = Ids::default();
            assert_eq!(ids.get("e0"), None);
            for number in 0..3_000 {
                assert!(ids.insert(Cow::Owned(name(number)), index(number)));
                if number % 500 == 499 {
                    let twice = name(number - 499);
                    assert!(!ids.insert(Cow::Owned(twice), None));
                }
            }
            for number in (0..3_000).rev().chain(0..3_000).chain([7, 8, 2_000]) {
                assert_eq!(ids.get(&name(number)), Some(index(number)));
            }
            assert_eq!(ids.get("e99999"), None);
            assert_eq!(ids.get(""), None);
        }
    }

    #[test]
    fn ids_that_come_in_order_and_are_asked_for_in_order_need_no_table() {
        let mut ids: Ids<'_, Event> = Ids::default();
        for number in 0..1_000_usize {
            assert!(ids.insert(Cow::Owned(format!("e{number:04}")), index(number)));
        }
        for number in 0..1_000_usize {
            assert_eq!(ids.get(&format!("e{number:04}")), Some(index(number)));
        }
        assert!(ids.slots.is_empty());
    }

    #[test]
    fn a_short_id_and_its_place_take_no_more_than_a_text() {
        assert!(size_of::<(IdKey<'_>, Option<Index<Event>>)>() <= 32);
    }
}
