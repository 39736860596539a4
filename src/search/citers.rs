//! The events that cite each shared passage.

use super::texts::cited;
use crate::model::{Index, Passage, Timeline};

/// The events that cite each shared passage, one list after another. A shared
/// passage is one that several events cite. An event is in a list once, however often
/// it cites the passage.
pub(super) struct Citers {
    /// The end of the list of each passage.
    ends: Vec<u32>,
    events: Vec<u32>,
}

impl Citers {
    /// Finds the shared passages, in the order of the file, and their events.
    pub(super) fn of(timeline: &Timeline) -> (Self, Vec<Index<Passage>>) {
        let mut passages = Vec::new();
        let mut each_pair = |visit: &mut dyn FnMut(Index<Passage>, u32)| {
            for (number, event) in (0_u32..).zip(&timeline.events) {
                cited(event, &mut passages);
                for passage in &passages {
                    visit(*passage, number);
                }
            }
        };
        // The largest timeline that is opened, 1 GiB, has fewer than 2³² citations.
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
        // Each end starts as the beginning of its list and moves as the list fills.
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

    /// The number of shared passages.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The events that cite a shared passage, in order.
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
