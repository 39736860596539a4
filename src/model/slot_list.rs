//! A list whose entries keep their index while others come and go.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, OnceLock};

use hashbrown::HashTable;

use super::id::Index;

/// How many slots a chunk has: as many as a `u128` has bits. A change copies the entries
/// of one chunk.
const CHUNK: usize = 128;

/// How many entries are looked up by id one by one, because they came after the table of
/// ids was built.
const MAX_OUTSIDE_TABLE: usize = 256;

/// An entry of a list of the file.
pub trait Entry: Clone {
    /// The id, unique in its list.
    fn id(&self) -> &str;
}

/// The entries of one list of a timeline.
///
/// Every entry has a slot, whose number is its [`Index`]. It keeps the slot while
/// others are added, removed and moved, and gets it again if it is removed and comes
/// back: what was computed by index stays valid for entries that did not change. The
/// order of the file is stored apart from the slots. Copies share the entries that
/// did not change.
#[derive(Clone)]
pub struct SlotList<T> {
    /// The slots. Every chunk but the last has [`CHUNK`]. The slot of an entry that
    /// was removed still has it, so that an index from an earlier revision never
    /// panics.
    chunks: Vec<Arc<Chunk<T>>>,
    /// The number of entries.
    len: usize,
    /// The order of the file, if it is not the order of the slots. It may have slots of
    /// removed entries.
    order: Option<Arc<FileOrder>>,
    /// The entries that were removed, by id.
    removed: Arc<HashMap<Box<str>, Index<T>>>,
    /// The first slots by id, computed on first use. Slots after them are few.
    by_id: OnceLock<Arc<IdTable>>,
}

#[derive(Clone)]
struct Chunk<T> {
    entries: Vec<T>,
    /// The bit of each slot whose entry was removed.
    vacant: u128,
}

/// The first slots of a list by id.
struct IdTable {
    state: RandomState,
    slots: HashTable<u32>,
    /// How many there are, vacant ones included.
    count: usize,
}

/// The order of the file.
struct FileOrder {
    /// The slots of the entries, in order.
    slots: Vec<u32>,
    /// The position of each slot in the order, computed on first use.
    ranks: OnceLock<Vec<u32>>,
}

impl<T> SlotList<T> {
    /// The number of entries.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no entries.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The number of slots, vacant ones included: the length of an array with a value
    /// for every index.
    #[must_use]
    pub fn slot_count(&self) -> usize {
        let last = self.chunks.last().map_or(0, |last| last.entries.len());
        self.chunks.len().saturating_sub(1) * CHUNK + last
    }

    /// The index of every slot, those of removed entries included, ascending.
    pub fn slots(&self) -> impl Iterator<Item = Index<T>> + use<T> {
        (0..self.slot_count()).filter_map(Index::new)
    }

    /// The entry with an index; `None` if it was removed.
    #[must_use]
    pub fn get(&self, index: Index<T>) -> Option<&T> {
        let slot = index.position();
        let chunk = self.chunks.get(slot / CHUNK)?;
        let is_vacant = chunk.vacant >> (slot % CHUNK) & 1 == 1;
        chunk.entries.get(slot % CHUNK).filter(|_| !is_vacant)
    }

    /// The entries in the order of the file.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.indexed().map(|(_, entry)| entry)
    }

    /// The indexes in the order of the file.
    pub fn indexes(&self) -> impl DoubleEndedIterator<Item = Index<T>> {
        self.indexed().map(|(index, _)| index)
    }

    /// The entries with their indexes, in the order of the file.
    pub fn indexed(&self) -> impl DoubleEndedIterator<Item = (Index<T>, &T)> {
        let order = self.order.as_deref().map(|order| order.slots.as_slice());
        let count = order.map_or_else(|| self.slot_count(), <[u32]>::len);
        (0..count).filter_map(move |place| {
            let slot = match order {
                None => place,
                Some(slots) => *slots.get(place)? as usize,
            };
            let index = Index::new(slot)?;
            Some((index, self.get(index)?))
        })
    }

    /// The first entry of the file.
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.iter().next()
    }

    /// The key by which entries are sorted into the order of the file.
    #[must_use]
    pub fn rank(&self, index: Index<T>) -> usize {
        let Some(order) = &self.order else {
            return index.position();
        };
        let ranks = order.ranks.get_or_init(|| {
            let mut ranks = vec![u32::MAX; self.slot_count()];
            for (rank, slot) in (0_u32..).zip(&order.slots) {
                if let Some(place) = ranks.get_mut(*slot as usize) {
                    *place = rank;
                }
            }
            ranks
        });
        let rank = ranks.get(index.position());
        rank.map_or(usize::MAX, |rank| *rank as usize)
    }

    /// Adds an entry at the end; `None` if the list has no index left for it.
    pub fn push(&mut self, entry: T) -> Option<Index<T>>
    where
        T: Clone,
    {
        let index = Index::new(self.slot_count())?;
        if let Some(order) = self.order.as_mut() {
            let mut slots = order.slots.clone();
            slots.push(u32::try_from(index.position()).ok()?);
            *order = Arc::new(FileOrder::new(slots));
        }
        let count = self.by_id.get().map(|table| table.count);
        if count.is_some_and(|count| index.position() - count >= MAX_OUTSIDE_TABLE) {
            self.by_id = OnceLock::new();
        }
        let is_full = |last: &Arc<Chunk<T>>| last.entries.len() == CHUNK;
        if self.chunks.last().is_none_or(is_full) {
            self.chunks.push(Arc::new(Chunk {
                entries: Vec::with_capacity(CHUNK),
                vacant: 0,
            }));
        }
        let last = Arc::make_mut(self.chunks.last_mut()?);
        last.entries.push(entry);
        self.len += 1;
        Some(index)
    }

    /// The entry with an index, to change it in place.
    pub fn get_mut(&mut self, index: Index<T>) -> Option<&mut T>
    where
        T: Clone,
    {
        self.get(index)?;
        self.slot_mut(index)
    }

    /// The entry with an index, or what it was when it was removed, to change it in place.
    pub fn slot_mut(&mut self, index: Index<T>) -> Option<&mut T>
    where
        T: Clone,
    {
        let chunk = self.chunks.get_mut(index.position() / CHUNK)?;
        let chunk = Arc::make_mut(chunk);
        chunk.entries.get_mut(index.position() % CHUNK)
    }

    /// Frees unused capacity.
    pub fn shrink_to_fit(&mut self) {
        self.chunks.shrink_to_fit();
        if let Some(last) = self.chunks.last_mut().and_then(Arc::get_mut) {
            last.entries.shrink_to_fit();
        }
    }

    /// Marks a slot as vacant or occupied.
    fn set_vacant(&mut self, index: Index<T>, is_vacant: bool)
    where
        T: Clone,
    {
        let bit = 1 << (index.position() % CHUNK);
        if let Some(chunk) = self.chunks.get_mut(index.position() / CHUNK) {
            let chunk = Arc::make_mut(chunk);
            chunk.vacant = if is_vacant {
                chunk.vacant | bit
            } else {
                chunk.vacant & !bit
            };
        }
    }
}

impl<T: Entry> SlotList<T> {
    /// The index of the entry with an id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<Index<T>> {
        let is_it = |slot: usize| Index::new(slot).is_some_and(|index| self[index].id() == id);
        let table = self.by_id.get_or_init(|| IdTable::new(self).into());
        let found = table
            .slots
            .find(table.state.hash_one(id), |slot| is_it(*slot as usize));
        let slot = match found {
            Some(slot) => Some(*slot as usize),
            None => (table.count..self.slot_count()).find(|slot| is_it(*slot)),
        };
        slot.and_then(Index::new)
            .filter(|index| self.get(*index).is_some())
    }

    /// Adds an entry before another one, or at the end. `None` if there is no such
    /// entry, or no index left.
    pub fn insert(&mut self, entry: T, before: Option<Index<T>>) -> Option<Index<T>> {
        if before.is_some_and(|before| self.get(before).is_none()) {
            return None;
        }
        let (index, is_in_place) = match self.take_removed(entry.id()) {
            Some(index) => {
                *self.slot_mut(index)? = entry;
                self.set_vacant(index, false);
                self.len += 1;
                let is_next = self.order.is_none() && self.next(index) == before;
                (index, is_next)
            }
            None => (self.push(entry)?, before.is_none()),
        };
        if !is_in_place {
            self.put_in_order(index, before);
        }
        Some(index)
    }

    /// Removes an entry.
    pub fn remove(&mut self, index: Index<T>) -> Option<T> {
        let entry = self.get(index)?.clone();
        self.len -= 1;
        self.set_vacant(index, true);
        Arc::make_mut(&mut self.removed).insert(entry.id().into(), index);
        Some(entry)
    }

    /// Takes the index of a removed entry with this id, so that it can be used again.
    fn take_removed(&mut self, id: &str) -> Option<Index<T>> {
        self.removed.get(id)?;
        Arc::make_mut(&mut self.removed).remove(id)
    }

    /// Replaces an entry and returns the old one; `None` if it was removed.
    pub fn replace(&mut self, index: Index<T>, entry: T) -> Option<T> {
        Some(std::mem::replace(self.get_mut(index)?, entry))
    }

    /// Moves an entry before another one, or to the end. Returns `false` if one of them
    /// was removed.
    pub fn move_before(&mut self, index: Index<T>, before: Option<Index<T>>) -> bool {
        let is_there = |index| self.get(index).is_some();
        if !is_there(index) || !before.is_none_or(is_there) {
            return false;
        }
        self.put_in_order(index, before);
        true
    }

    /// The entry after another one in the order of the file.
    #[must_use]
    pub fn next(&self, index: Index<T>) -> Option<Index<T>> {
        if self.order.is_none() {
            let mut after = (index.position() + 1..self.slot_count()).filter_map(Index::new);
            return after.find(|other| self.get(*other).is_some());
        }
        let mut after = self.indexes().skip_while(|other| *other != index);
        after.nth(1)
    }

    /// Puts an entry before another one in the order, or at the end.
    fn put_in_order(&mut self, index: Index<T>, before: Option<Index<T>>) {
        let others = self.indexes().filter(|other| *other != index);
        let slots = others.map(|index| u32::try_from(index.position()));
        let mut slots: Vec<u32> = slots.filter_map(Result::ok).collect();
        let is_before = |slot: &u32| before.is_some_and(|it| it.position() == *slot as usize);
        let at = slots.iter().position(is_before).unwrap_or(slots.len());
        if let Ok(slot) = u32::try_from(index.position()) {
            slots.insert(at, slot);
        }
        let is_ascending = slots.is_sorted();
        self.order = (!is_ascending).then(|| Arc::new(FileOrder::new(slots)));
    }
}

impl FileOrder {
    const fn new(slots: Vec<u32>) -> Self {
        Self {
            slots,
            ranks: OnceLock::new(),
        }
    }
}

impl IdTable {
    fn new<T: Entry>(list: &SlotList<T>) -> Self {
        let count = list.slot_count();
        let state = RandomState::new();
        let mut slots = HashTable::with_capacity(count);
        let hash = |slot: &u32| {
            let entry = Index::new(*slot as usize).map(|index| &list[index]);
            state.hash_one(entry.map_or("", Entry::id))
        };
        for slot in (0..u32::MAX).take(count) {
            slots.insert_unique(hash(&slot), slot, hash);
        }
        Self {
            state,
            slots,
            count,
        }
    }
}

impl<T> Default for SlotList<T> {
    fn default() -> Self {
        Self {
            chunks: Vec::new(),
            len: 0,
            order: None,
            removed: Arc::default(),
            by_id: OnceLock::new(),
        }
    }
}

impl<'a, T> IntoIterator for &'a SlotList<T> {
    type Item = &'a T;
    type IntoIter = Box<dyn Iterator<Item = &'a T> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

/// Lists are equal if the same entries have the same slots and the same order.
impl<T: PartialEq> PartialEq for SlotList<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.indexed().eq(other.indexed())
    }
}

impl<T: Eq> Eq for SlotList<T> {}

impl<T: std::fmt::Debug> std::fmt::Debug for SlotList<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.indexed()).finish()
    }
}

impl<T: Clone> FromIterator<T> for SlotList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        let mut list = Self::default();
        list.extend(entries);
        list
    }
}

impl<T: Clone> Extend<T> for SlotList<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, entries: I) {
        for entry in entries {
            self.push(entry);
        }
    }
}

impl<T: Clone> From<Vec<T>> for SlotList<T> {
    fn from(entries: Vec<T>) -> Self {
        entries.into_iter().collect()
    }
}

/// The entry with an index, or what it was when it was removed.
///
/// # Panics
///
/// If the index is of a later revision, in which the list has more slots.
impl<T> std::ops::Index<Index<T>> for SlotList<T> {
    type Output = T;

    fn index(&self, index: Index<T>) -> &T {
        &self.chunks[index.position() / CHUNK].entries[index.position() % CHUNK]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::samples;
    use crate::model::{Event, Passage};

    fn list(ids: &[&str]) -> SlotList<Passage> {
        ids.iter().map(|id| samples::passage(id, 0)).collect()
    }

    fn ids(list: &SlotList<Passage>) -> Vec<&str> {
        list.iter().map(Entry::id).collect()
    }

    #[test]
    fn an_entry_keeps_its_index_while_others_come_and_go() {
        let mut list = list(&["a", "b", "c"]);
        let (a, c) = (list.by_id("a").unwrap(), list.by_id("c").unwrap());
        list.remove(list.by_id("b").unwrap()).unwrap();
        let d = list.insert(samples::passage("d", 0), Some(a)).unwrap();
        assert_eq!(ids(&list), ["d", "a", "c"]);
        assert_eq!((list[a].id(), list[c].id(), list[d].id()), ("a", "c", "d"));
        assert!(list.rank(d) < list.rank(a) && list.rank(a) < list.rank(c));
        assert_eq!(list.next(a), Some(c));
        assert_eq!((list.len(), list.slot_count()), (3, 4));
    }

    #[test]
    fn an_entry_that_comes_back_has_its_old_index() {
        let before = list(&["a", "b", "c"]);
        let mut list = before.clone();
        let (b, c) = (list.by_id("b").unwrap(), list.by_id("c").unwrap());
        let entry = list.remove(b).unwrap();
        assert_eq!((list.get(b), list.by_id("b")), (None, None));
        assert_ne!(list, before);
        assert_eq!(list.insert(entry, Some(c)), Some(b));
        assert_eq!(list, before);
    }

    #[test]
    fn copies_do_not_see_each_other_change() {
        let before = list(&["a", "b"]);
        let mut after = before.clone();
        let a = after.by_id("a").unwrap();
        after.replace(a, samples::passage("a", 7)).unwrap();
        assert_ne!(before[a], after[a]);
        assert!(after.move_before(a, None));
        assert_eq!(ids(&before), ["a", "b"]);
        assert_eq!(ids(&after), ["b", "a"]);
    }

    /// One change of a list, by positions.
    #[derive(Debug, Clone)]
    enum Step {
        Insert(u16, usize),
        Remove(usize),
        Move(usize, usize),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            3 => (any::<u16>(), 0_usize..400).prop_map(|(id, at)| Step::Insert(id, at)),
            2 => (0_usize..400).prop_map(Step::Remove),
            1 => (0_usize..400, 0_usize..400).prop_map(|(from, to)| Step::Move(from, to)),
        ];
        proptest::collection::vec(step, 0..60)
    }

    proptest! {
        #[test]
        fn a_list_has_the_entries_and_the_order_of_a_vector(
            start in 0_usize..300, steps in steps(),
        ) {
            let mut expected: Vec<String> = (0..start).map(|n| format!("s{n}")).collect();
            let event = |id: &String| samples::event(id, None);
            let mut list: SlotList<Event> = expected.iter().map(event).collect();
            for step in steps {
                let at = |list: &SlotList<Event>, at: usize| list.indexes().nth(at);
                match step {
                    Step::Insert(id, place) => {
                        let id = format!("n{id}");
                        if expected.contains(&id) {
                            continue;
                        }
                        let place = place.min(expected.len());
                        let before = at(&list, place);
                        prop_assert!(list.insert(event(&id), before).is_some());
                        expected.insert(place, id);
                    }
                    Step::Remove(place) => {
                        if let Some(index) = at(&list, place) {
                            prop_assert!(list.remove(index).is_some());
                            expected.remove(place);
                        }
                    }
                    Step::Move(from, to) => {
                        if let Some(index) = at(&list, from) {
                            let before = at(&list, to).filter(|before| *before != index);
                            let id = expected.remove(from);
                            let to = before.map(|before| list[before].id().to_owned());
                            prop_assert!(list.move_before(index, before));
                            let to = to.and_then(|to| expected.iter().position(|it| *it == to));
                            expected.insert(to.unwrap_or(expected.len()), id);
                        }
                    }
                }
                let found: Vec<&str> = list.iter().map(Entry::id).collect();
                prop_assert_eq!(&found, &expected);
                let ranks: Vec<usize> = list.indexes().map(|index| list.rank(index)).collect();
                prop_assert!(ranks.is_sorted());
                prop_assert_eq!(list.len(), expected.len());
                for (index, entry) in list.indexed() {
                    prop_assert_eq!(list.by_id(entry.id()), Some(index));
                }
            }
        }
    }
}
