//! Evidence: the citations of each event and the events of each source.

use std::collections::BTreeSet;

use crate::model::{Event, Index, Source, Stance, Timeline};

/// The citations of an event. Passages and sources that are cited several times count once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Support {
    /// Number of cited passages.
    pub passages: usize,
    /// Number of sources of these passages.
    pub sources: usize,
    /// Number of citations that support the event.
    pub supports: usize,
    /// Number of citations that dispute it.
    pub disputes: usize,
    /// Number of citations for context only.
    pub context: usize,
    /// The only source that supports it, if there is exactly one.
    pub only: Option<Index<Source>>,
}

/// How many sources support an event.
///
/// Passages that dispute the event or give context do not count. Two records count as two
/// sources, even by the same author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Corroboration {
    /// No passage supports it.
    #[default]
    None,
    /// One source supports it.
    SingleSource,
    /// More than one source supports it.
    SeveralSources,
}

/// What depends on a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reliance {
    /// Number of its passages.
    pub passages: usize,
    /// Number of events that cite it, with any stance.
    pub citing: usize,
    /// Number of events that it supports.
    pub supported: usize,
    /// Number of events that only it supports.
    pub alone: usize,
}

/// The corroboration of every event and the reliance on every source, counted once per
/// revision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    by_event: Vec<Corroboration>,
    by_source: Vec<Reliance>,
}

impl Support {
    /// Counts the citations of an event.
    #[must_use]
    pub fn of(timeline: &Timeline, event: Index<Event>) -> Self {
        let citations = || {
            let citations = timeline[event].citations.iter();
            citations.filter_map(|citation| {
                let passage = timeline.passages.get(citation.passage)?;
                Some((citation, passage.source))
            })
        };
        let count = |stance| citations().filter(|(it, _)| it.stance == stance).count();
        let passages: BTreeSet<_> = citations().map(|(citation, _)| citation.passage).collect();
        let sources: BTreeSet<_> = citations().map(|(_, source)| source).collect();
        let supporting: BTreeSet<_> = citations()
            .filter(|(citation, _)| citation.stance == Stance::Supports)
            .map(|(_, source)| source)
            .collect();
        Self {
            passages: passages.len(),
            sources: sources.len(),
            supports: count(Stance::Supports),
            disputes: count(Stance::Disputes),
            context: count(Stance::Context),
            only: supporting
                .first()
                .copied()
                .filter(|_| supporting.len() == 1),
        }
    }
}

impl Evidence {
    /// Counts the evidence of a timeline, in about linear time of the number of citations.
    #[must_use]
    pub fn of(timeline: &Timeline) -> Self {
        let mut by_source = vec![Reliance::default(); timeline.sources.slot_count()];
        for passage in &timeline.passages {
            if let Some(reliance) = by_source.get_mut(passage.source.position()) {
                reliance.passages += 1;
            }
        }
        // The sources of one event, and whether each supports it.
        let mut sources: Vec<(Index<Source>, bool)> = Vec::new();
        let mut by_event = vec![Corroboration::default(); timeline.events.slot_count()];
        for (index, event) in timeline.events.indexed() {
            sources.clear();
            sources.extend(event.citations.iter().filter_map(|citation| {
                let passage = timeline.passages.get(citation.passage)?;
                Some((passage.source, citation.stance == Stance::Supports))
            }));
            // Of several citations of a source, one that supports comes first.
            sources.sort_unstable_by_key(|(source, supports)| (*source, !supports));
            sources.dedup_by_key(|(source, _)| *source);
            let supporting = sources.iter().filter(|(_, supports)| *supports).count();
            for (source, supports) in &sources {
                if let Some(reliance) = by_source.get_mut(source.position()) {
                    reliance.citing += 1;
                    reliance.supported += usize::from(*supports);
                    reliance.alone += usize::from(*supports && supporting == 1);
                }
            }
            if let Some(of_event) = by_event.get_mut(index.position()) {
                *of_event = match supporting {
                    0 => Corroboration::None,
                    1 => Corroboration::SingleSource,
                    _ => Corroboration::SeveralSources,
                };
            }
        }
        Self {
            by_event,
            by_source,
        }
    }

    /// How many sources support an event.
    #[must_use]
    pub fn corroboration(&self, event: Index<Event>) -> Corroboration {
        let corroboration = self.by_event.get(event.position());
        corroboration.copied().unwrap_or_default()
    }

    /// What depends on a source.
    #[must_use]
    pub fn reliance(&self, source: Index<Source>) -> Reliance {
        self.by_source
            .get(source.position())
            .copied()
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample_tests::{self as sample, citing, event};

    fn timeline() -> Timeline {
        use Stance::{Context, Disputes, Supports};
        let event = |id: &str, citations: &[(usize, Stance)]| {
            let citations = citations.iter();
            let citations = citations.map(|(passage, stance)| citing(*passage, *stance, None));
            event(id, None, citations.collect())
        };
        sample::timeline(
            &[("s", None), ("t", None)],
            &[(0, "x"), (0, "y"), (1, "z")],
            vec![
                event("bare", &[]),
                event("framed", &[(2, Context)]),
                event("twice", &[(0, Supports), (1, Supports), (0, Context)]),
                event("mentioned", &[(0, Supports), (2, Disputes)]),
                event("both", &[(0, Supports), (2, Supports)]),
            ],
        )
    }

    #[test]
    fn only_supporting_passages_count_as_corroboration() {
        let timeline = timeline();
        let evidence = Evidence::of(&timeline);
        let source = timeline.sources.by_id("s");
        for (id, corroboration, passages, sources, stances, only) in [
            ("bare", Corroboration::None, 0, 0, (0, 0, 0), None),
            ("framed", Corroboration::None, 1, 1, (0, 0, 1), None),
            (
                "twice",
                Corroboration::SingleSource,
                2,
                1,
                (2, 0, 1),
                source,
            ),
            (
                "mentioned",
                Corroboration::SingleSource,
                2,
                2,
                (1, 1, 0),
                source,
            ),
            ("both", Corroboration::SeveralSources, 2, 2, (2, 0, 0), None),
        ] {
            let event = timeline.events.by_id(id).unwrap();
            let support = Support::of(&timeline, event);
            assert_eq!(evidence.corroboration(event), corroboration, "{id}");
            assert_eq!(support.passages, passages, "{id}");
            assert_eq!(support.sources, sources, "{id}");
            let found = (support.supports, support.disputes, support.context);
            assert_eq!(found, stances, "{id}");
            assert_eq!(support.only, only, "{id}");
        }
    }

    #[test]
    fn reliance_counts_events_that_only_one_source_supports() {
        let timeline = timeline();
        let evidence = Evidence::of(&timeline);
        let reliance = |id| evidence.reliance(timeline.sources.by_id(id).unwrap());
        let expected = Reliance {
            passages: 2,
            citing: 3,
            supported: 3,
            alone: 2,
        };
        assert_eq!(reliance("s"), expected);
        let expected = Reliance {
            passages: 1,
            citing: 3,
            supported: 1,
            alone: 0,
        };
        assert_eq!(reliance("t"), expected);
    }
}
