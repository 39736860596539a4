//! A set of the events of a timeline.

use crate::model::{Event, Index, Timeline};

/// A set of events of one timeline, as a bit set: one bit per event of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EventSet {
    bits: Vec<u64>,
    /// Number of events of the timeline.
    events: usize,
}

impl EventSet {
    /// The empty set, for a timeline with this many events.
    #[must_use]
    pub fn none(events: usize) -> Self {
        Self {
            bits: vec![0; events.div_ceil(64)],
            events,
        }
    }

    /// The set of the events of a timeline.
    #[must_use]
    pub fn of(timeline: &Timeline) -> Self {
        let events = &timeline.events;
        if events.len() == events.slot_count() {
            return Self::all(events.len());
        }
        let mut set = Self::none(events.slot_count());
        for event in events.indexes() {
            set.insert(event);
        }
        set
    }

    /// The set of all events, for a timeline with this many slots.
    #[must_use]
    pub fn all(events: usize) -> Self {
        let mut set = Self {
            bits: vec![u64::MAX; events.div_ceil(64)],
            events,
        };
        set.clear_past_the_end();
        set
    }

    /// Number of events of the timeline, in the set or not.
    #[must_use]
    pub const fn events(&self) -> usize {
        self.events
    }

    /// Whether an event is in the set.
    #[must_use]
    pub fn contains(&self, event: Index<Event>) -> bool {
        self.contains_at(event.position())
    }

    /// Number of events in the set.
    #[must_use]
    pub fn count(&self) -> usize {
        self.bits
            .iter()
            .map(|bits| bits.count_ones() as usize)
            .sum()
    }

    /// The events in the set, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = Index<Event>> {
        self.positions().filter_map(Index::new)
    }

    /// Adds an event. An event that the timeline does not have is ignored.
    pub fn insert(&mut self, event: Index<Event>) {
        self.insert_at(event.position());
    }

    /// Removes events that are not in the other set.
    pub fn intersect(&mut self, other: &Self) {
        for (bits, other) in self.bits.iter_mut().zip(&other.bits) {
            *bits &= other;
        }
    }

    /// Removes the events of the other set.
    pub fn subtract(&mut self, other: &Self) {
        for (bits, other) in self.bits.iter_mut().zip(&other.bits) {
            *bits &= !other;
        }
    }

    /// Adds the events of the other set.
    pub fn add(&mut self, other: &Self) {
        for (bits, other) in self.bits.iter_mut().zip(&other.bits) {
            *bits |= other;
        }
        self.clear_past_the_end();
    }

    /// Removes events for which `holds` is false. It is called with positions in the order of
    /// the file.
    pub fn retain(&mut self, mut holds: impl FnMut(usize) -> bool) {
        for (number, bits) in self.bits.iter_mut().enumerate() {
            let mut left = *bits;
            while left != 0 {
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                if !holds(number * 64 + bit) {
                    *bits &= !(1 << bit);
                }
            }
        }
    }

    /// Removes events whose byte is 0.
    pub(crate) fn retain_nonzero(&mut self, marks: &[u8]) {
        for (bits, marks) in self.bits.iter_mut().zip(marks.chunks(64)) {
            let mut marked = 0;
            for (number, eight) in marks.chunks(8).enumerate() {
                let mut bytes = [0; 8];
                for (byte, mark) in bytes.iter_mut().zip(eight) {
                    *byte = *mark;
                }
                marked |= nonzero_bits(bytes) << (number * 8);
            }
            *bits &= marked;
        }
    }

    pub(crate) fn positions(&self) -> impl Iterator<Item = usize> {
        self.bits.iter().enumerate().flat_map(|(number, &bits)| {
            std::iter::successors(Some(bits), |left| Some(left & left.wrapping_sub(1)))
                .take_while(|left| *left != 0)
                .map(move |left| number * 64 + left.trailing_zeros() as usize)
        })
    }

    pub(crate) fn contains_at(&self, position: usize) -> bool {
        self.bits
            .get(position / 64)
            .is_some_and(|bits| bits >> (position % 64) & 1 == 1)
    }

    pub(crate) fn insert_at(&mut self, position: usize) {
        if position < self.events
            && let Some(bits) = self.bits.get_mut(position / 64)
        {
            *bits |= 1 << (position % 64);
        }
    }

    fn clear_past_the_end(&mut self) {
        let rest = self.events % 64;
        if rest > 0
            && let Some(last) = self.bits.last_mut()
        {
            *last &= (1 << rest) - 1;
        }
    }
}

/// One bit per byte, the first one lowest: whether the byte is not 0.
fn nonzero_bits(bytes: [u8; 8]) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    // Bit 7 of each byte, then moved next to each other.
    let bytes = u64::from_le_bytes(bytes);
    let highest = (((bytes & LOW) + LOW) | bytes) & !LOW;
    (highest >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_ignores_events_past_the_end() {
        let mut set = EventSet::none(130);
        for position in [0, 63, 64, 129, 130, 1_000] {
            set.insert_at(position);
        }
        assert_eq!(set.positions().collect::<Vec<_>>(), [0, 63, 64, 129]);
        assert_eq!((set.count(), set.events()), (4, 130));
        assert!(set.contains(Index::new(129).unwrap()));
        assert!(!set.contains(Index::new(130).unwrap()));
        let mut all = EventSet::all(130);
        assert_eq!(all.count(), 130);
        all.subtract(&set);
        assert_eq!(all.count(), 126);
        all.add(&set);
        assert_eq!(all, EventSet::all(130));
        all.retain(|position| position % 3 == 0);
        all.intersect(&set);
        assert_eq!(all.positions().collect::<Vec<_>>(), [0, 63, 129]);
        let mut marks = vec![0; 130];
        marks[63] = 7;
        marks[64] = 0x80;
        let mut marked = EventSet::all(130);
        marked.retain_nonzero(&marks);
        assert_eq!(marked.positions().collect::<Vec<_>>(), [63, 64]);
        all.retain_nonzero(&marks);
        assert_eq!(all.iter().map(Index::position).collect::<Vec<_>>(), [63]);
    }
}
