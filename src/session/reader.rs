//! The state of the source reader.

use super::cycle::step_around;
use crate::model::{Index, Passage, Source};
use crate::reading::Occurrences;

/// The state of the source reader. Positions are code points of the current
/// source's text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReaderState {
    /// The sources that have a tab, in the order of the tabs.
    pub tabs: Vec<Index<Source>>,
    /// The current source; always one of the tabs.
    pub current: Option<Index<Source>>,
    /// What of it is shown.
    pub pane: ReaderPane,
    /// The passage that was opened or clicked. Its events are highlighted.
    pub active_passage: Option<Index<Passage>>,
    /// The range of the text that is in view.
    pub in_view: Option<(usize, usize)>,
    /// The range that is selected.
    pub selected: Option<(usize, usize)>,
    /// The find bar, if it is open.
    pub text_search: Option<TextSearch>,
    /// The range that the next frame brings into view.
    pub reveal: Option<(usize, usize)>,
}

/// What of a source is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReaderPane {
    /// Its text.
    #[default]
    Text,
    /// Its record, the events that cite it, and the passages that none cites.
    Details,
}

/// Words to find in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextSearch {
    /// The words as they were typed.
    pub words: String,
    /// Their places.
    pub found: Occurrences,
    /// The current place.
    pub current: Option<usize>,
    /// Whether the places are still of the words before.
    pub is_searching: bool,
}

impl TextSearch {
    /// The current place.
    #[must_use]
    pub fn place(&self) -> Option<(usize, usize)> {
        self.found.places.get(self.current?).copied()
    }

    /// Goes to the place this many further, around either end.
    pub(super) fn step(&mut self, by: isize) {
        self.current = step_around(self.current, by, self.found.places.len());
    }

    /// Makes the first place at or after a code point the current one.
    pub(super) fn begin_at(&mut self, code_point: usize) {
        let places = &self.found.places;
        let next = places.partition_point(|(_, end)| *end <= code_point);
        self.current = match next {
            _ if places.is_empty() => None,
            next if next < places.len() => Some(next),
            _ => Some(0),
        };
    }
}

impl ReaderState {
    /// Shows a source, in its tab or in a new one.
    pub(super) fn show(&mut self, source: Index<Source>) {
        if !self.tabs.contains(&source) {
            self.tabs.push(source);
        }
        if self.current != Some(source) {
            self.current = Some(source);
            self.leave_text();
        }
    }

    /// Closes a tab and shows the one beside it.
    pub(super) fn close(&mut self, source: Index<Source>) {
        let Some(place) = self.tabs.iter().position(|tab| *tab == source) else {
            return;
        };
        self.tabs.remove(place);
        if self.current == Some(source) {
            let beside = place.min(self.tabs.len().saturating_sub(1));
            self.current = self.tabs.get(beside).copied();
            self.leave_text();
        }
    }

    /// Shows the tab this many places further, around either end.
    pub(super) fn step_tab(&mut self, by: isize) {
        let is_current = |tab: &Index<Source>| Some(*tab) == self.current;
        let at = self.tabs.iter().position(is_current);
        let next = step_around(at, by, self.tabs.len());
        if let Some(source) = next.and_then(|next| self.tabs.get(next).copied()) {
            self.show(source);
        }
    }

    /// Resets what belongs to the text that was shown.
    fn leave_text(&mut self) {
        self.pane = ReaderPane::Text;
        self.active_passage = None;
        self.in_view = None;
        self.selected = None;
        self.text_search = None;
        self.reveal = None;
    }

    /// Keeps what can be kept from one version of the timeline to the next.
    pub(super) fn carry_over(
        &mut self,
        source: impl Fn(Index<Source>) -> Option<Index<Source>>,
        passage: impl Fn(Index<Passage>) -> Option<Index<Passage>>,
    ) {
        self.tabs = self.tabs.iter().filter_map(|tab| source(*tab)).collect();
        self.current = self.current.and_then(source);
        self.active_passage = self.active_passage.and_then(passage);
        self.selected = None;
        self.text_search = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(number: usize) -> Index<Source> {
        Index::new(number).unwrap()
    }

    #[test]
    fn closing_a_tab_shows_the_one_beside_it() {
        let mut reader = ReaderState::default();
        for number in [0, 1, 2, 1] {
            reader.show(source(number));
        }
        assert_eq!(reader.tabs, [source(0), source(1), source(2)]);
        reader.close(source(1));
        assert_eq!(reader.current, Some(source(2)));
        reader.close(source(2));
        assert_eq!(reader.current, Some(source(0)));
        reader.close(source(0));
        assert_eq!(reader.current, None);
    }

    #[test]
    fn stepping_through_tabs_and_places_goes_around() {
        let mut reader = ReaderState::default();
        reader.step_tab(1);
        assert_eq!(reader.current, None);
        reader.show(source(0));
        reader.show(source(1));
        reader.step_tab(1);
        assert_eq!(reader.current, Some(source(0)));
        reader.step_tab(-1);
        assert_eq!(reader.current, Some(source(1)));

        let mut text_search = TextSearch {
            found: Occurrences {
                places: vec![(0, 2), (10, 12), (20, 22)],
                is_cut: false,
            },
            ..TextSearch::default()
        };
        text_search.begin_at(11);
        assert_eq!(text_search.place(), Some((10, 12)));
        text_search.step(2);
        assert_eq!(text_search.place(), Some((0, 2)));
        text_search.step(-1);
        assert_eq!(text_search.place(), Some((20, 22)));
        text_search.begin_at(99);
        assert_eq!(text_search.place(), Some((0, 2)));
    }
}
