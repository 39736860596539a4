//! Looks up entries by id while a timeline is assembled.

use std::borrow::Cow;
use std::hash::{BuildHasher as _, RandomState};

use crate::model::{Entry, Index, SlotList};

/// The ids of one list. `None` is the index of an entry that the timeline leaves
/// out: references to it are left out too, without another problem.
///
/// Ids that are added in ascending order are compared with the last one only, and
/// ids that are looked up in order of addition are found without hashing. A hash
/// table is built when one of both fails.
pub(super) struct Ids<'t, T> {
    /// The list in which ids are looked up instead, if one entry is assembled for it.
    list: Option<&'t SlotList<T>>,
    state: RandomState,
    /// A hash table with open addressing. A slot has half of a hash in its upper and
    /// the number of the entry, from 1, in its lower half; 0 is a free slot. Empty
    /// until it is needed.
    slots: Vec<u64>,
    entries: Vec<(IdKey<'t>, Option<Index<T>>)>,
    /// The entry after the one found last.
    next: usize,
}

/// An id. Short ones are copied, because reading them all over the file is what
/// takes time.
#[derive(PartialEq, Eq)]
enum IdKey<'t> {
    /// Up to fifteen bytes, padded with zeros, and their number.
    Short([u8; 16]),
    Long(Cow<'t, str>),
}

impl IdKey<'_> {
    /// A short id; `None` for a long one.
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

    /// Whether this is known to come after another.
    fn is_after(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Short(own), Self::Short(other)) if own > other)
    }
}

impl<T> Default for Ids<'_, T> {
    fn default() -> Self {
        Self {
            list: None,
            state: RandomState::new(),
            slots: Vec::new(),
            entries: Vec::new(),
            next: 0,
        }
    }
}

impl<'t, T: Entry> Ids<'t, T> {
    /// The ids of a list, to which none is added.
    pub(super) fn of_list(list: &'t SlotList<T>) -> Self {
        Self {
            list: Some(list),
            ..Self::default()
        }
    }

    /// The index of the entry with an id: `None` if there is no such entry,
    /// `Some(None)` if the timeline leaves it out.
    #[expect(
        clippy::option_option,
        reason = "an entry with a known id may be left out"
    )]
    pub(super) fn get(&mut self, id: &str) -> Option<Option<Index<T>>> {
        if let Some(list) = self.list {
            return list.by_id(id).map(Some);
        }
        let short = IdKey::short(id);
        if let Some((known, index)) = self.entries.get(self.next)
            && known.is(id, short)
        {
            self.next += 1;
            return Some(*index);
        }
        if self.slots.is_empty() {
            self.build_slots();
        }
        let found = self.seek(id, short, self.hash(id.as_bytes())).ok()?;
        self.next = found + 1;
        self.entries.get(found).map(|(_, index)| *index)
    }

    /// Adds an entry; `false` if another one has the id.
    pub(super) fn insert(&mut self, id: Cow<'t, str>, index: Option<Index<T>>) -> bool {
        if self.list.is_some() {
            return true;
        }
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
            self.build_slots();
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

    /// The entry with an id, or the free slot for it.
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

    /// Builds the table for at least twice as many entries. An older table has the
    /// hashes.
    fn build_slots(&mut self) {
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

/// The slot of an entry, given its number from 1.
fn slot_of(hash: u32, number: usize) -> u64 {
    u64::from(hash) << 32 | number as u64
}

/// The number of the entry in a slot, from 0.
fn number_in(slot: u64) -> usize {
    usize::try_from(slot & u64::from(u32::MAX))
        .unwrap_or_default()
        .wrapping_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Event;

    /// The index of an entry; every third one is left out.
    fn index(number: usize) -> Option<Index<Event>> {
        (!number.is_multiple_of(3))
            .then(|| Index::new(number))
            .flatten()
    }

    #[test]
    fn every_id_is_found_and_none_is_added_twice() {
        // Short in order, long in order, out of order, of all lengths.
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
    fn ids_in_order_need_no_hash_table() {
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
    fn an_entry_of_the_table_has_32_bytes() {
        assert!(size_of::<(IdKey<'_>, Option<Index<Event>>)>() <= 32);
    }
}
