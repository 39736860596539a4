//! The events that cite a source, in time.

use super::time_index::TimeIndex;
use crate::model::{Event, Index, Passage, Source, Timeline};

/// The claims of the events that cite one source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceEvents {
    /// Every dating of every such event, by earliest, then latest second.
    pub claims: Vec<SourceDateClaim>,
    /// Such events that have no place on the axis, in the order of the file.
    pub undated: Vec<Index<Event>>,
}

/// One dating of an event that cites a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceDateClaim {
    /// The event.
    pub event: Index<Event>,
    /// The position of the dating in [`TimeIndex::claims`].
    pub claim: usize,
    /// Whether a passage of this source gives the date. If not, another source
    /// does, or the editor.
    pub is_given: bool,
}

impl SourceEvents {
    /// Finds them. Linear in citations and claims.
    #[must_use]
    pub fn of(timeline: &Timeline, index: &TimeIndex, source: Index<Source>) -> Self {
        let is_of_source = |passage: Index<Passage>| {
            timeline
                .passages
                .get(passage.position())
                .is_some_and(|passage| passage.source == source)
        };
        let cites: Vec<bool> = timeline
            .events
            .iter()
            .map(|event| {
                let mut citations = event.citations.iter();
                citations.any(|citation| is_of_source(citation.passage))
            })
            .collect();
        let is_citing = |event: Index<Event>| cites.get(event.position()).copied().unwrap_or(false);
        let claims = index
            .date_claims()
            .iter()
            .enumerate()
            .filter(|(_, claim)| is_citing(claim.event))
            .map(|(position, claim)| SourceDateClaim {
                event: claim.event,
                claim: position,
                is_given: claim.passages.iter().any(|given| is_of_source(*given)),
            })
            .collect();
        let undated = index
            .undated()
            .iter()
            .copied()
            .filter(|event| is_citing(*event))
            .collect();
        Self { claims, undated }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance::Supports;
    use crate::query::sample_tests::{self as sample, citing, event};

    #[test]
    fn a_source_has_the_datings_of_its_events_and_knows_which_it_gives() {
        let rival = vec![
            citing(0, Supports, Some("2017")),
            citing(1, Supports, Some("2014")),
        ];
        let timeline = sample::timeline(
            &[("s", None), ("t", None)],
            &[(0, "in 2017"), (1, "in 2014")],
            vec![
                event("rival", Some("2017"), rival),
                event("other", Some("1953"), vec![citing(0, Supports, None)]),
                event("shelved", None, vec![citing(1, Supports, None)]),
            ],
        );
        let index = TimeIndex::new(&timeline);
        let of = |id| SourceEvents::of(&timeline, &index, timeline.source_by_id(id).unwrap());
        let told = |on: &SourceEvents| -> Vec<(String, bool)> {
            on.claims
                .iter()
                .map(|dating| {
                    let claim = &index.date_claims()[dating.claim];
                    (claim.words().to_owned(), dating.is_given)
                })
                .collect()
        };
        let owned = |told: &[(&str, bool)]| -> Vec<(String, bool)> {
            told.iter()
                .map(|(words, given)| ((*words).to_owned(), *given))
                .collect()
        };
        let on = of("s");
        assert_eq!(
            told(&on),
            owned(&[("1953", false), ("2014", false), ("2017", true)])
        );
        assert!(on.undated.is_empty());
        let on = of("t");
        assert_eq!(told(&on), owned(&[("2014", true), ("2017", false)]));
        assert_eq!(on.undated, [timeline.event_by_id("shelved").unwrap()]);
    }
}
