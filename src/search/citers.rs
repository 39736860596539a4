//! Which events cite each passage.

use super::texts::cited;
use crate::model::Timeline;

/// The events that cite each passage, one list after another. An event stands
/// once in a list, however often it cites the passage.
pub(super) struct Citers {
    /// Where the list of each passage ends.
    ends: Vec<u32>,
    events: Vec<u32>,
}

impl Citers {
    pub(super) fn of(timeline: &Timeline) -> Self {
        let mut passages = Vec::new();
        let mut each_pair = |told: &mut dyn FnMut(usize, u32)| {
            for (number, event) in (0_u32..).zip(&timeline.events) {
                cited(event, &mut passages);
                for passage in &passages {
                    told(passage.position(), number);
                }
            }
        };
        // A timeline of a gibibyte, the most that is opened, has fewer
        // citations than 32 bits count.
        let mut counts = vec![0_u32; timeline.passages.len()];
        each_pair(&mut |passage, _| {
            if let Some(count) = counts.get_mut(passage) {
                *count = count.saturating_add(1);
            }
        });
        let mut all = 0_u32;
        let mut ends = counts;
        for end in &mut ends {
            let count = std::mem::replace(end, all);
            all = all.saturating_add(count);
        }
        let mut events = vec![0; all as usize];
        // Each begins as the start of its list, and is its end when that is full.
        each_pair(&mut |passage, event| {
            if let Some(end) = ends.get_mut(passage)
                && let Some(place) = events.get_mut(*end as usize)
            {
                *place = event;
                *end += 1;
            }
        });
        Self { ends, events }
    }

    /// The events that cite a passage, in order.
    pub(super) fn of_passage(&self, passage: usize) -> &[u32] {
        let before = passage.checked_sub(1).and_then(|at| self.ends.get(at));
        let start = before.copied().unwrap_or(0) as usize;
        let end = self.ends.get(passage).copied().unwrap_or(0) as usize;
        self.events.get(start..end).unwrap_or_default()
    }

    pub(super) fn bytes(&self) -> usize {
        (self.ends.len() + self.events.len()) * size_of::<u32>()
    }
}
