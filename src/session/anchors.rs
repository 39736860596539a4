//! The anchors of the passages, in a compact form: in a long timeline most
//! passages have no document, and so no place.

use std::collections::HashMap;

use crate::model::{Index, Passage, Timeline};
use annals_anchor::{Anchor, AnchorState};

/// The anchors without a place, one for each state.
static PLACELESS: [Anchor; AnchorState::ALL.len()] = [
    Anchor::without_match(AnchorState::Exact),
    Anchor::without_match(AnchorState::Normalised),
    Anchor::without_match(AnchorState::Drifted),
    Anchor::without_match(AnchorState::Ambiguous),
    Anchor::without_match(AnchorState::Missing),
    Anchor::without_match(AnchorState::Unavailable),
];

/// The anchors of the passages: a byte for each passage, and a whole anchor for
/// those with a place or candidates for one.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// The state of each passage, in the order of the passages.
    states: Vec<AnchorState>,
    /// The positions of the passages with a whole anchor, ascending.
    positions: Vec<u32>,
    /// Their anchors.
    matched: Vec<Anchor>,
    /// The number of passages in each state.
    counts: HashMap<AnchorState, usize>,
}

impl Anchors {
    /// Takes the anchors in the order of the passages.
    pub(super) fn new(anchors: Vec<Anchor>) -> Self {
        let mut counts = HashMap::new();
        for anchor in &anchors {
            *counts.entry(anchor.state).or_default() += 1;
        }
        let states = anchors.iter().map(|anchor| anchor.state).collect();
        let has_place = |anchor: &Anchor| anchor.matched.is_some() || !anchor.candidates.is_empty();
        let positions = (0_u32..)
            .zip(&anchors)
            .filter(|(_, anchor)| has_place(anchor))
            .map(|(position, _)| position)
            .collect();
        let mut anchors = anchors;
        anchors.retain(has_place);
        anchors.shrink_to_fit();
        Self {
            states,
            positions,
            matched: anchors,
            counts,
        }
    }

    /// The anchor of a passage.
    pub(super) fn of(&self, passage: Index<Passage>) -> Option<&Anchor> {
        let state = self.states.get(passage.position())?;
        let position = u32::try_from(passage.position()).ok()?;
        match self.positions.binary_search(&position) {
            Ok(at) => self.matched.get(at),
            Err(_) => PLACELESS.iter().find(|anchor| anchor.state == *state),
        }
    }

    /// The state of each passage, in the order of the passages.
    pub(super) fn states(&self) -> &[AnchorState] {
        &self.states
    }

    /// The number of passages in a state.
    pub(super) fn count(&self, state: AnchorState) -> usize {
        self.counts.get(&state).copied().unwrap_or(0)
    }

    /// The places of the passages of each source: passage, start, end.
    pub(super) fn places(&self, timeline: &Timeline) -> Vec<Vec<(Index<Passage>, usize, usize)>> {
        let mut places = vec![Vec::new(); timeline.sources.slot_count()];
        for (position, anchor) in self.positions.iter().zip(&self.matched) {
            let index = Index::new(*position as usize);
            let passage = index.and_then(|index| timeline.passages.get(index));
            let (Some(index), Some(passage)) = (index, passage) else {
                continue;
            };
            let list: Option<&mut Vec<_>> = places.get_mut(passage.source.position());
            if let (Some(list), Some(place)) = (list, anchor.matched) {
                list.push((index, place.start, place.end));
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use annals_anchor::Match;

    #[test]
    fn every_passage_keeps_its_anchor() {
        let place = Match {
            start: 3,
            end: 7,
            score: 1.0,
        };
        let found = |state, place, candidates: &[Match]| Anchor {
            state,
            matched: place,
            candidates: candidates.to_vec(),
        };
        let given = vec![
            found(AnchorState::Unavailable, None, &[]),
            found(AnchorState::Exact, Some(place), &[]),
            found(AnchorState::Missing, None, &[]),
            found(AnchorState::Ambiguous, None, &[place, place]),
            found(AnchorState::Unavailable, None, &[]),
        ];
        let anchors = Anchors::new(given.clone());
        for (position, anchor) in given.iter().enumerate() {
            let passage = Index::new(position).unwrap();
            assert_eq!(anchors.of(passage), Some(anchor));
            assert_eq!(anchors.states()[position], anchor.state);
        }
        assert_eq!(anchors.of(Index::new(5).unwrap()), None);
        assert_eq!(anchors.count(AnchorState::Unavailable), 2);
        assert_eq!(anchors.count(AnchorState::Drifted), 0);
    }

    #[test]
    fn every_state_has_an_anchor_without_a_place() {
        for state in AnchorState::ALL {
            let anchors = Anchors::new(vec![Anchor::without_match(state)]);
            let anchor = anchors.of(Index::new(0).unwrap());
            assert_eq!(anchor, Some(&Anchor::without_match(state)));
        }
    }
}
