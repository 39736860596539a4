//! The passages of a source, as marks in its text.

use crate::model::{Index, Passage};

/// A passage at its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassageMark {
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
pub struct Marks {
    list: Vec<PassageMark>,
    /// For each passage, the largest end up to and including it.
    reach: Vec<usize>,
}

impl Marks {
    /// Takes passages in any order, each with its first code point and the one after
    /// its last.
    #[must_use]
    pub fn new(places: impl IntoIterator<Item = (Index<Passage>, usize, usize)>) -> Self {
        let mut list: Vec<PassageMark> = places
            .into_iter()
            .filter(|(_, start, end)| start < end)
            .map(|(passage, start, end)| PassageMark {
                passage,
                start,
                end,
                level: 0,
            })
            .collect();
        // Of passages with the same start, the longest comes first and is underlined
        // nearest to the words.
        list.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end), mark.passage));
        let mut ends_by_level: Vec<usize> = Vec::new();
        for mark in &mut list {
            let free = ends_by_level.iter().position(|end| *end <= mark.start);
            mark.level = free.unwrap_or(ends_by_level.len());
            match free.and_then(|level| ends_by_level.get_mut(level)) {
                Some(end) => *end = mark.end,
                None => ends_by_level.push(mark.end),
            }
        }
        let reach = list
            .iter()
            .scan(0, |reach, mark| {
                *reach = mark.end.max(*reach);
                Some(*reach)
            })
            .collect();
        Self { list, reach }
    }

    /// All marks, in the order of the text.
    #[must_use]
    pub fn as_slice(&self) -> &[PassageMark] {
        &self.list
    }

    /// The mark of a passage.
    #[must_use]
    pub fn of(&self, passage: Index<Passage>) -> Option<&PassageMark> {
        self.list.iter().find(|mark| mark.passage == passage)
    }

    /// The marks that overlap the code points from `start` up to `end`.
    pub fn between(&self, start: usize, end: usize) -> impl Iterator<Item = &PassageMark> {
        let first = self.reach.partition_point(|reach| *reach <= start);
        self.list
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(move |mark| mark.start < end)
            .filter(move |mark| mark.end > start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(places: &[(usize, usize)]) -> Marks {
        Marks::new(
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
            let found: Vec<usize> = marks(&places).as_slice().iter().map(|m| m.level).collect();
            assert_eq!(found, levels, "{places:?}");
        }
    }

    #[test]
    fn long_passages_that_overlap_a_range_are_found() {
        let marks = marks(&[(0, 100), (10, 20), (30, 40), (90, 95)]);
        let between = |start, end| -> Vec<usize> {
            marks.between(start, end).map(|mark| mark.start).collect()
        };
        assert_eq!(between(35, 36), [0, 30]);
        assert_eq!(between(20, 30), [0]);
        assert_eq!(between(100, 200), [0_usize; 0]);
    }
}
