//! The events that cite a source, in the order of time.

use super::time_index::TimeIndex;
use crate::model::{Event, Index, Passage, Source, Timeline};

/// The events that cite one source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceEvents {
    /// The date claims of these events, by first, then last second.
    pub claims: Vec<SourceDateClaim>,
    /// The events without a valid date, in the order of the file.
    pub undated: Vec<Index<Event>>,
}

/// A date claim of an event that cites a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceDateClaim {
    /// The event.
    pub event: Index<Event>,
    /// The position of the claim among those of the index.
    pub claim: usize,
    /// Whether a passage of this source gives the date, and not only another source or the
    /// editor.
    pub is_given: bool,
}

impl SourceEvents {
    /// Finds them. Linear in citations and claims.
    #[must_use]
    pub fn of(timeline: &Timeline, index: &TimeIndex, source: Index<Source>) -> Self {
        let is_of_source = |passage: Index<Passage>| {
            timeline
                .passages
                .get(passage)
                .is_some_and(|passage| passage.source == source)
        };
        let cites: Vec<bool> = timeline
            .events
            .slots()
            .map(|event| {
                let mut citations = timeline[event].citations.iter();
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
    fn the_events_of_a_source_say_which_dates_it_gives() {
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
        let of = |id| SourceEvents::of(&timeline, &index, timeline.sources.by_id(id).unwrap());
        let summary = |on: &SourceEvents| -> Vec<(String, bool)> {
            on.claims
                .iter()
                .map(|dating| {
                    let claim = &index.date_claims()[dating.claim];
                    (claim.words().to_owned(), dating.is_given)
                })
                .collect()
        };
        let owned = |summary: &[(&str, bool)]| -> Vec<(String, bool)> {
            summary
                .iter()
                .map(|(words, given)| ((*words).to_owned(), *given))
                .collect()
        };
        let on = of("s");
        assert_eq!(
            summary(&on),
            owned(&[("1953", false), ("2014", false), ("2017", true)])
        );
        assert!(on.undated.is_empty());
        let on = of("t");
        assert_eq!(summary(&on), owned(&[("2014", true), ("2017", false)]));
        assert_eq!(on.undated, [timeline.events.by_id("shelved").unwrap()]);
    }
}
