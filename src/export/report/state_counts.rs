//! Counts the passages of a report by anchor state.

use annals_anchor::AnchorState;

/// How many passages are in each anchor state: exact, drifted, missing and so on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StateCounts([usize; AnchorState::ALL.len()]);

impl StateCounts {
    /// The states that a person has to review.
    pub const NEEDING_REVIEW: [AnchorState; 3] = [
        AnchorState::Drifted,
        AnchorState::Ambiguous,
        AnchorState::Missing,
    ];

    pub(super) fn add(&mut self, state: AnchorState) {
        for (count, of) in self.0.iter_mut().zip(AnchorState::ALL) {
            *count += usize::from(of == state);
        }
    }

    /// Every state with its count, best first.
    pub fn iter(&self) -> impl Iterator<Item = (AnchorState, usize)> {
        AnchorState::ALL.into_iter().zip(self.0)
    }

    /// The number of passages in a state.
    #[must_use]
    pub fn of(&self, state: AnchorState) -> usize {
        let mut counts = self.iter();
        counts
            .find(|(of, _)| *of == state)
            .map_or(0, |(_, count)| count)
    }

    /// The number of all passages.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// The number of passages that a person has to review.
    #[must_use]
    pub fn needing_review(&self) -> usize {
        Self::NEEDING_REVIEW
            .into_iter()
            .map(|state| self.of(state))
            .sum()
    }

    /// The states that occur: "2 exact, 1 drifted".
    #[must_use]
    pub fn in_words(&self) -> String {
        self.among(&AnchorState::ALL)
    }

    /// Those of some states that occur.
    pub(super) fn among(&self, states: &[AnchorState]) -> String {
        let counts = states.iter().map(|state| (state.name(), self.of(*state)));
        let occurring = counts.filter(|(_, count)| *count > 0);
        let words = occurring.map(|(state, count)| format!("{count} {state}"));
        words.collect::<Vec<_>>().join(", ")
    }
}

impl FromIterator<AnchorState> for StateCounts {
    fn from_iter<I: IntoIterator<Item = AnchorState>>(states: I) -> Self {
        let mut counts = Self::default();
        states.into_iter().for_each(|state| counts.add(state));
        counts
    }
}
