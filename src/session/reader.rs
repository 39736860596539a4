//! The sources that are open to be read, and what is looked at in them.

use crate::model::{Index, Passage, Source};
use crate::reading::Occurrences;

/// The source reader. Never written into a timeline file. Positions are code
/// points of the text of the source that is shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reader {
    /// The sources that have a tab, in the order of the tabs.
    pub tabs: Vec<Index<Source>>,
    /// The one that is shown; always one of the tabs.
    pub current: Option<Index<Source>>,
    /// What of it is shown.
    pub pane: ReaderPane,
    /// The passage that was asked for or clicked; its events are lit up.
    pub pointed: Option<Index<Passage>>,
    /// How much of the text is in view.
    pub in_view: Option<(usize, usize)>,
    /// How much of it is selected.
    pub selected: Option<(usize, usize)>,
    /// What is looked for in it.
    pub text_search: Option<TextSearch>,
    /// What is to be brought into view at the next frame.
    pub reveal: Option<(usize, usize)>,
    /// Number of the last request to find something.
    pub(super) asked: u64,
}

/// What of a source is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReaderPane {
    /// Its text.
    #[default]
    Text,
    /// Its record, what rests on it and what nothing cites.
    About,
}

/// Words that are looked for in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextSearch {
    /// The words as they were typed.
    pub words: String,
    /// Where they stand.
    pub found: Occurrences,
    /// Which of the places is current.
    pub current: Option<usize>,
    /// Whether the places of these words are still being looked for.
    pub is_looking: bool,
}

impl TextSearch {
    /// The current place.
    #[must_use]
    pub fn place(&self) -> Option<(usize, usize)> {
        self.found.places.get(self.current?).copied()
    }

    /// Goes so many places further, and round at either end.
    pub(super) fn step(&mut self, by: isize) {
        let count = self.found.places.len();
        self.current = match self.current {
            _ if count == 0 => None,
            None => Some(0),
            Some(at) => {
                let count = isize::try_from(count).unwrap_or(isize::MAX);
                let at = isize::try_from(at).unwrap_or(0);
                usize::try_from(at.saturating_add(by).rem_euclid(count)).ok()
            }
        };
    }

    /// Makes the first place from a code point on the current one.
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

impl Reader {
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

    /// Closes a tab; the one beside it is shown.
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

    /// Shows the tab so many further on.
    pub(super) fn step_tab(&mut self, by: isize) {
        let at = self
            .current
            .and_then(|current| self.tabs.iter().position(|tab| *tab == current));
        let (Some(at), Ok(count)) = (at, isize::try_from(self.tabs.len())) else {
            return;
        };
        let at = isize::try_from(at).unwrap_or(0);
        let next = usize::try_from(at.saturating_add(by).rem_euclid(count)).unwrap_or(0);
        if let Some(source) = self.tabs.get(next).copied() {
            self.show(source);
        }
    }

    /// The places in one text mean nothing in another.
    fn leave_text(&mut self) {
        self.pane = ReaderPane::Text;
        self.pointed = None;
        self.in_view = None;
        self.selected = None;
        self.text_search = None;
        self.reveal = None;
    }

    /// The same reader over another version of the timeline.
    pub(super) fn carried_over(
        &self,
        source: impl Fn(Index<Source>) -> Option<Index<Source>>,
        passage: impl Fn(Index<Passage>) -> Option<Index<Passage>>,
    ) -> Self {
        Self {
            tabs: self.tabs.iter().filter_map(|tab| source(*tab)).collect(),
            current: self.current.and_then(source),
            pointed: self.pointed.and_then(passage),
            selected: None,
            text_search: None,
            ..self.clone()
        }
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
        let mut reader = Reader::default();
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
    fn tabs_and_places_go_round() {
        let mut reader = Reader::default();
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
