//! Several events selected at once, for commands that change them together.

use std::collections::{BTreeSet, HashSet};

use crate::model::{Event, Index};

/// The selected events, if several are. The event that is shown in the quote
/// panel is one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MultiSelection {
    events: BTreeSet<Index<Event>>,
    /// Where a range of rows begins.
    anchor: Option<Index<Event>>,
}

impl MultiSelection {
    /// The events.
    pub fn events(&self) -> impl ExactSizeIterator<Item = Index<Event>> {
        self.events.iter().copied()
    }

    /// Whether more than one event is selected.
    #[must_use]
    pub fn is_several(&self) -> bool {
        self.events.len() > 1
    }

    /// Whether an event is one of several selected ones.
    #[must_use]
    pub fn contains(&self, event: Index<Event>) -> bool {
        self.events.contains(&event)
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Selects these events.
    pub(super) fn select(&mut self, events: impl IntoIterator<Item = Index<Event>>) {
        self.events = events.into_iter().collect();
        self.anchor = None;
    }

    /// Adds an event to the selected ones, of which `shown` may be the only one, or takes
    /// it away. Returns the event to show.
    pub(super) fn toggle(
        &mut self,
        event: Index<Event>,
        shown: Option<Index<Event>>,
    ) -> Option<Index<Event>> {
        if self.events.is_empty() {
            self.events.extend(shown);
        }
        self.anchor = Some(event);
        if self.events.remove(&event) {
            return self.events.first().copied();
        }
        self.events.insert(event);
        Some(event)
    }

    /// Selects the rows from the one where the selection began to that of an event.
    pub(super) fn extend_to(
        &mut self,
        event: Index<Event>,
        shown: Option<Index<Event>>,
        rows: &[Index<Event>],
    ) {
        let anchor = self.anchor.filter(|anchor| self.events.contains(anchor));
        let anchor = anchor.or(shown).unwrap_or(event);
        let row_of = |event| rows.iter().position(|row| *row == event);
        let Some(to) = row_of(event) else {
            return;
        };
        let from = row_of(anchor).unwrap_or(to);
        let range = rows.get(from.min(to)..=from.max(to));
        self.select(range.unwrap_or_default().iter().copied());
        self.anchor = Some(anchor);
    }

    /// Ends the selection of several if the event that is shown is not one of them.
    pub(super) fn keep_with(&mut self, shown: Option<Index<Event>>) {
        if shown.is_none_or(|shown| !self.events.contains(&shown)) {
            self.clear();
        }
    }

    /// Leaves out the events that no row shows any more.
    pub(super) fn keep_shown(&mut self, rows: &[Index<Event>]) {
        if !self.events.is_empty() {
            let rows: HashSet<&Index<Event>> = rows.iter().collect();
            self.events.retain(|event| rows.contains(event));
        }
    }

    /// Carries the selection over to another version of the timeline.
    pub(super) fn map(&mut self, event: impl Fn(Index<Event>) -> Option<Index<Event>>) {
        self.events = self.events.iter().filter_map(|it| event(*it)).collect();
        self.anchor = self.anchor.and_then(event);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(position: usize) -> Index<Event> {
        Index::new(position).expect("a small number")
    }

    fn positions(selection: &MultiSelection) -> Vec<usize> {
        selection.events().map(Index::position).collect()
    }

    #[test]
    fn toggling_adds_to_the_shown_event_and_takes_away_again() {
        let mut selection = MultiSelection::default();
        assert_eq!(selection.toggle(index(4), Some(index(2))), Some(index(4)));
        assert_eq!(positions(&selection), [2, 4]);
        assert_eq!(selection.toggle(index(7), Some(index(4))), Some(index(7)));
        assert_eq!(selection.toggle(index(4), Some(index(7))), Some(index(2)));
        assert_eq!(positions(&selection), [2, 7]);
        selection.toggle(index(2), Some(index(2)));
        assert!(!selection.is_several());
        assert_eq!(selection.toggle(index(7), Some(index(7))), None);
    }

    #[test]
    fn a_range_follows_the_order_of_the_rows_and_keeps_its_beginning() {
        let rows = [5, 3, 9, 1, 7].map(index);
        let mut selection = MultiSelection::default();
        for (event, shown, expected) in [
            (1, 3, vec![1, 3, 9]),
            (7, 1, vec![1, 3, 7, 9]),
            (5, 7, vec![3, 5]),
            // An event that no row shows changes nothing.
            (8, 5, vec![3, 5]),
        ] {
            selection.extend_to(index(event), Some(index(shown)), &rows);
            assert_eq!(positions(&selection), expected, "to {event}");
        }
    }

    #[test]
    fn selecting_another_event_ends_the_selection_of_several() {
        let mut selection = MultiSelection::default();
        selection.select([1, 2, 3].map(index));
        selection.keep_with(Some(index(2)));
        assert_eq!(positions(&selection), [1, 2, 3]);
        selection.keep_shown(&[index(2), index(1)]);
        assert_eq!(positions(&selection), [1, 2]);
        selection.keep_with(Some(index(3)));
        assert_eq!(positions(&selection), Vec::<usize>::new());
    }
}
