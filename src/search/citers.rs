//! Which events cite each of the passages that several do.

use super::texts::cited;
use crate::model::{Index, Passage, Timeline};

/// The events that cite each passage that several cite, one list after another.
/// An event stands once in a list, however often it cites the passage. What
/// one event alone cites is read with that event.
pub(super) struct Citers {
    /// Where the list of each passage ends.
    ends: Vec<u32>,
    events: Vec<u32>,
}

impl Citers {
    /// Finds them, and the passages, in the order of the file.
    pub(super) fn of(timeline: &Timeline) -> (Self, Vec<Index<Passage>>) {
        let mut passages = Vec::new();
        let mut each_pair = |told: &mut dyn FnMut(Index<Passage>, u32)| {
            for (number, event) in (0_u32..).zip(&timeline.events) {
                cited(event, &mut passages);
                for passage in &passages {
                    told(*passage, number);
                }
            }
        };
        // A timeline of a gibibyte, the most that is opened, has fewer
        // citations than 32 bits count.
        let mut counts = vec![0_u32; timeline.passages.len()];
        each_pair(&mut |passage, _| {
            if let Some(count) = counts.get_mut(passage.position()) {
                *count = count.saturating_add(1);
            }
        });
        let mut all = 0_u32;
        let (mut shared, mut ends) = (Vec::new(), Vec::new());
        for (position, count) in counts.into_iter().enumerate() {
            if count > 1
                && let Some(passage) = Index::new(position)
            {
                shared.push(passage);
                ends.push(all);
                all = all.saturating_add(count);
            }
        }
        let mut events = vec![0; all as usize];
        // Each begins as the start of its list, and is its end when that is full.
        each_pair(&mut |passage, event| {
            if let Ok(number) = shared.binary_search(&passage)
                && let Some(end) = ends.get_mut(number)
                && let Some(place) = events.get_mut(*end as usize)
            {
                *place = event;
                *end += 1;
            }
        });
        (Self { ends, events }, shared)
    }

    /// How many passages several events cite.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The events that cite one of them, by its number, in order.
    pub(super) fn of_shared(&self, number: usize) -> &[u32] {
        let before = number.checked_sub(1).and_then(|at| self.ends.get(at));
        let start = before.copied().unwrap_or(0) as usize;
        let end = self.ends.get(number).copied().unwrap_or(0) as usize;
        self.events.get(start..end).unwrap_or_default()
    }

    pub(super) fn bytes(&self) -> usize {
        (self.ends.len() + self.events.len()) * size_of::<u32>()
    }
}
