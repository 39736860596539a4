//! The arrangement of the lanes: their order, their heights, and which are folded.

use std::collections::{BTreeMap, BTreeSet};

/// The arrangement of the lanes, by their positions in the timeline. Events without a lane
/// have the position after the last lane.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Arrangement {
    /// Lanes from top to bottom. Lanes that are not listed follow in the order of the timeline.
    order: Vec<usize>,
    /// Heights that the user set, in points.
    heights: BTreeMap<usize, f32>,
    /// The lanes that are folded.
    folded: BTreeSet<usize>,
}

impl Arrangement {
    /// The order of the timeline, with these lanes folded.
    #[must_use]
    pub fn with_folded(folded: impl IntoIterator<Item = usize>) -> Self {
        Self {
            folded: folded.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The positions of the first `lanes` lanes, from top to bottom.
    #[must_use]
    pub fn order(&self, lanes: usize) -> Vec<usize> {
        let mut order: Vec<usize> = self
            .order
            .iter()
            .copied()
            .filter(|at| *at < lanes)
            .collect();
        let named: BTreeSet<usize> = self.order.iter().copied().collect();
        order.extend((0..lanes).filter(|lane| !named.contains(lane)));
        order
    }

    /// Moves these lanes to the top, in this order.
    pub fn begin_with(&mut self, first: &[usize], lanes: usize) {
        let named: BTreeSet<usize> = first.iter().copied().collect();
        let rest = self.order(lanes).into_iter();
        let rest = rest.filter(|lane| !named.contains(lane));
        self.order = first.iter().copied().chain(rest).collect();
    }

    /// Moves a lane to a row among the first `lanes` lanes, counted from 0.
    pub fn move_to(&mut self, lane: usize, place: usize, lanes: usize) {
        let mut order = self.order(lanes);
        let Some(from) = order.iter().position(|at| *at == lane) else {
            return;
        };
        order.remove(from);
        order.insert(place.min(order.len()), lane);
        self.order = order;
    }

    /// Whether a lane is folded.
    #[must_use]
    pub fn is_folded(&self, lane: usize) -> bool {
        self.folded.contains(&lane)
    }

    /// Folds or unfolds a lane.
    pub fn toggle_folded(&mut self, lane: usize) {
        if !self.folded.remove(&lane) {
            self.folded.insert(lane);
        }
    }

    /// The height that the user set for a lane, in points. The lane is higher if its content is.
    #[must_use]
    pub fn height(&self, lane: usize) -> Option<f32> {
        self.heights.get(&lane).copied()
    }

    /// Sets the height of a lane, in points; `None` makes it follow the content.
    pub fn set_height(&mut self, lane: usize, height: Option<f32>) {
        match height {
            Some(height) => drop(self.heights.insert(lane, height)),
            None => drop(self.heights.remove(&lane)),
        }
    }

    /// The arrangement for changed lanes. `now` maps old positions to new ones.
    #[must_use]
    pub fn carried_over(&self, now: impl Fn(usize) -> Option<usize>) -> Self {
        let heights = self.heights.iter();
        Self {
            order: self.order.iter().filter_map(|lane| now(*lane)).collect(),
            heights: heights
                .filter_map(|(lane, height)| Some((now(*lane)?, *height)))
                .collect(),
            folded: self.folded.iter().filter_map(|lane| now(*lane)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_lane_keeps_the_order_of_the_others() {
        let mut arrangement = Arrangement::default();
        assert_eq!(arrangement.order(4), [0, 1, 2, 3]);
        arrangement.move_to(3, 1, 4);
        assert_eq!(arrangement.order(4), [0, 3, 1, 2]);
        arrangement.move_to(0, 9, 4);
        assert_eq!(arrangement.order(4), [3, 1, 2, 0]);
        arrangement.move_to(7, 0, 4);
        assert_eq!(arrangement.order(4), [3, 1, 2, 0]);
        // An additional lane comes last, a missing one is left out.
        assert_eq!(arrangement.order(5), [3, 1, 2, 0, 4]);
        assert_eq!(arrangement.order(3), [1, 2, 0]);
    }

    #[test]
    fn begin_with_equals_moving_each_lane() {
        for first in [&[][..], &[2], &[3, 0], &[1, 2, 3, 0]] {
            let mut moved = Arrangement::default();
            moved.move_to(3, 1, 4);
            let mut put = moved.clone();
            for (place, lane) in first.iter().enumerate() {
                moved.move_to(*lane, place, 4);
            }
            put.begin_with(first, 4);
            assert_eq!(put.order(4), moved.order(4), "{first:?}");
        }
    }

    #[test]
    fn an_arrangement_follows_lanes_to_new_positions() {
        let mut arrangement = Arrangement::with_folded([0, 2]);
        arrangement.move_to(2, 0, 3);
        arrangement.set_height(1, Some(120.0));
        // The first lane was removed, the other two swapped.
        let now = arrangement.carried_over(|lane| [None, Some(1), Some(0)][lane]);
        assert_eq!(now.order(2), [0, 1]);
        assert!(now.is_folded(0) && !now.is_folded(1));
        assert_eq!((now.height(0), now.height(1)), (None, Some(120.0)));
    }
}
