//! The passages of a source, marked in its text.

use crate::model::{Index, Passage};

/// A passage where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// The passage.
    pub passage: Index<Passage>,
    /// Its first code point.
    pub start: usize,
    /// The code point after its last.
    pub end: usize,
    /// Of passages that overlap each has a level of its own, from 0, so that
    /// their lines stand beneath each other.
    pub level: usize,
}

/// The passages of one source, by where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    list: Vec<Marked>,
    /// How far the passages up to and with each one reach.
    reach: Vec<usize>,
}

impl Marks {
    /// Takes passages in any order, each with its first code point and the one
    /// after its last.
    #[must_use]
    pub fn new(places: impl IntoIterator<Item = (Index<Passage>, usize, usize)>) -> Self {
        let mut list: Vec<Marked> = places
            .into_iter()
            .filter(|(_, start, end)| start < end)
            .map(|(passage, start, end)| Marked {
                passage,
                start,
                end,
                level: 0,
            })
            .collect();
        // Of those that begin together the longest stands first and nearest to
        // the words.
        list.sort_by_key(|marked| (marked.start, std::cmp::Reverse(marked.end), marked.passage));
        let mut ends_by_level: Vec<usize> = Vec::new();
        for marked in &mut list {
            let free = ends_by_level.iter().position(|end| *end <= marked.start);
            marked.level = free.unwrap_or(ends_by_level.len());
            match free.and_then(|level| ends_by_level.get_mut(level)) {
                Some(end) => *end = marked.end,
                None => ends_by_level.push(marked.end),
            }
        }
        let reach = list
            .iter()
            .scan(0, |reach, marked| {
                *reach = marked.end.max(*reach);
                Some(*reach)
            })
            .collect();
        Self { list, reach }
    }

    /// Every marked passage, in the order of the text.
    #[must_use]
    pub fn as_slice(&self) -> &[Marked] {
        &self.list
    }

    /// Where a passage stands.
    #[must_use]
    pub fn of(&self, passage: Index<Passage>) -> Option<&Marked> {
        self.list.iter().find(|marked| marked.passage == passage)
    }

    /// The passages of which something lies between two code points.
    pub fn between(&self, start: usize, end: usize) -> impl Iterator<Item = &Marked> {
        let first = self.reach.partition_point(|reach| *reach <= start);
        self.list
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(move |marked| marked.start < end)
            .filter(move |marked| marked.end > start)
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
    fn overlapping_passages_have_levels_of_their_own() {
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
    fn what_lies_between_two_places_is_found_however_far_it_reaches() {
        let marks = marks(&[(0, 100), (10, 20), (30, 40), (90, 95)]);
        let between = |start, end| -> Vec<usize> {
            marks
                .between(start, end)
                .map(|marked| marked.start)
                .collect()
        };
        assert_eq!(between(35, 36), [0, 30]);
        assert_eq!(between(20, 30), [0]);
        assert_eq!(between(100, 200), [0_usize; 0]);
    }
}
