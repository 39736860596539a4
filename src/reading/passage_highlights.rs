//! The passages of a source, highlighted in its text.

use crate::model::{Index, Passage};

/// A passage at its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassageHighlight {
    /// The passage.
    pub passage: Index<Passage>,
    /// Its first code point.
    pub start: usize,
    /// The code point after its last.
    pub end: usize,
    /// The level of its underline, from 0. Overlapping passages have different
    /// levels.
    pub level: usize,
}

/// The passages of one source, by position.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PassageHighlights {
    list: Vec<PassageHighlight>,
    /// For each passage, the largest end up to and including it.
    reach: Vec<usize>,
}

impl PassageHighlights {
    /// Takes passages in any order, each with its first code point and the one after
    /// its last.
    #[must_use]
    pub fn new(places: impl IntoIterator<Item = (Index<Passage>, usize, usize)>) -> Self {
        let mut list: Vec<PassageHighlight> = places
            .into_iter()
            .filter(|(_, start, end)| start < end)
            .map(|(passage, start, end)| PassageHighlight {
                passage,
                start,
                end,
                level: 0,
            })
            .collect();
        // Of passages with the same start, the longest comes first and is underlined
        // nearest to the words.
        list.sort_by_key(|highlight| {
            (
                highlight.start,
                std::cmp::Reverse(highlight.end),
                highlight.passage,
            )
        });
        let mut ends_by_level: Vec<usize> = Vec::new();
        for highlight in &mut list {
            let free = ends_by_level.iter().position(|end| *end <= highlight.start);
            highlight.level = free.unwrap_or(ends_by_level.len());
            match free.and_then(|level| ends_by_level.get_mut(level)) {
                Some(end) => *end = highlight.end,
                None => ends_by_level.push(highlight.end),
            }
        }
        let reach = list
            .iter()
            .scan(0, |reach, highlight| {
                *reach = highlight.end.max(*reach);
                Some(*reach)
            })
            .collect();
        Self { list, reach }
    }

    /// All highlights, in the order of the text.
    #[must_use]
    pub fn as_slice(&self) -> &[PassageHighlight] {
        &self.list
    }

    /// The highlight of a passage.
    #[must_use]
    pub fn of(&self, passage: Index<Passage>) -> Option<&PassageHighlight> {
        self.list
            .iter()
            .find(|highlight| highlight.passage == passage)
    }

    /// The highlights that overlap the code points from `start` up to `end`.
    pub fn between(&self, start: usize, end: usize) -> impl Iterator<Item = &PassageHighlight> {
        let first = self.reach.partition_point(|reach| *reach <= start);
        self.list
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(move |highlight| highlight.start < end)
            .filter(move |highlight| highlight.end > start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn highlights(places: &[(usize, usize)]) -> PassageHighlights {
        PassageHighlights::new(
            places
                .iter()
                .enumerate()
                .map(|(n, (start, end))| (Index::new(n).unwrap(), *start, *end)),
        )
    }

    #[test]
    fn overlapping_passages_have_different_levels() {
        for (places, levels) in [
            (vec![(0, 10), (10, 20)], vec![0, 0]),
            (vec![(0, 10), (5, 20), (12, 14)], vec![0, 1, 0]),
            (vec![(0, 5), (0, 20), (0, 8)], vec![0, 1, 2]),
            (vec![(3, 3)], vec![]),
        ] {
            let found: Vec<usize> = highlights(&places)
                .as_slice()
                .iter()
                .map(|m| m.level)
                .collect();
            assert_eq!(found, levels, "{places:?}");
        }
    }

    #[test]
    fn long_passages_that_overlap_a_range_are_found() {
        let highlights = highlights(&[(0, 100), (10, 20), (30, 40), (90, 95)]);
        let between = |start, end| -> Vec<usize> {
            highlights
                .between(start, end)
                .map(|highlight| highlight.start)
                .collect()
        };
        assert_eq!(between(35, 36), [0, 30]);
        assert_eq!(between(20, 30), [0]);
        assert_eq!(between(100, 200), [0_usize; 0]);
    }
}
