//! Evidence: the citations of each event and the events of each source, counted once per
//! revision.

use std::collections::HashMap;

use crate::model::{Event, Index, Passage, Source, Stance, Timeline};

/// The citations of an event. Passages and sources that are cited several times count once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
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
    /// Number of sources of supporting passages.
    pub supporting_sources: usize,
    /// The only source that supports it, if there is exactly one.
    pub only: Option<Index<Source>>,
}

/// How many sources support an event.
///
/// Passages that dispute the event or give context do not count. Two records count as two
/// sources, even by the same author.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corroboration {
    /// No passage supports it.
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

/// The support of every event and the reliance on every source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Index into `supports` by event. Most events of a large timeline share one of a few values.
    by_event: Vec<u32>,
    supports: Vec<Support>,
    by_source: Vec<Reliance>,
}

impl Support {
    /// How many sources support the event.
    #[must_use]
    pub const fn corroboration(&self) -> Corroboration {
        match self.supporting_sources {
            0 => Corroboration::None,
            1 => Corroboration::SingleSource,
            _ => Corroboration::SeveralSources,
        }
    }
}

impl Evidence {
    /// Counts the evidence of a timeline, in about linear time of the number of citations.
    #[must_use]
    pub fn of(timeline: &Timeline) -> Self {
        let mut by_source = vec![Reliance::default(); timeline.sources.len()];
        for passage in &timeline.passages {
            if let Some(reliance) = by_source.get_mut(passage.source.position()) {
                reliance.passages += 1;
            }
        }
        let mut lists = CitationLists::default();
        let mut supports: Vec<Support> = Vec::new();
        let mut numbers: HashMap<Support, u32> = HashMap::new();
        let by_event = timeline
            .events
            .iter()
            .map(|event| {
                let support = count_citations(timeline, event, &mut by_source, &mut lists);
                *numbers.entry(support).or_insert_with(|| {
                    supports.push(support);
                    // Not more than events, whose positions fit 32 bits.
                    u32::try_from(supports.len() - 1).unwrap_or(u32::MAX)
                })
            })
            .collect();
        Self {
            by_event,
            supports,
            by_source,
        }
    }

    /// The evidence of an event.
    #[must_use]
    pub fn support(&self, event: Index<Event>) -> Support {
        let number = self.by_event.get(event.position());
        number
            .and_then(|number| self.supports.get(*number as usize))
            .copied()
            .unwrap_or_default()
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

/// Lists of the citations of one event, reused for the next event.
#[derive(Default)]
struct CitationLists {
    passages: Vec<Index<Passage>>,
    sources: Vec<Index<Source>>,
    supporting: Vec<Index<Source>>,
}

fn count_citations(
    timeline: &Timeline,
    event: &Event,
    by_source: &mut [Reliance],
    lists: &mut CitationLists,
) -> Support {
    let mut support = Support::default();
    let CitationLists {
        passages,
        sources,
        supporting,
    } = lists;
    passages.clear();
    sources.clear();
    supporting.clear();
    for citation in &event.citations {
        let Some(passage) = timeline.passages.get(citation.passage.position()) else {
            continue;
        };
        passages.push(citation.passage);
        sources.push(passage.source);
        match citation.stance {
            Stance::Supports => {
                support.supports += 1;
                supporting.push(passage.source);
            }
            Stance::Disputes => support.disputes += 1,
            Stance::Context => support.context += 1,
        }
    }
    passages.sort_unstable();
    passages.dedup();
    for list in [&mut *sources, &mut *supporting] {
        list.sort_unstable();
        list.dedup();
    }
    support.passages = passages.len();
    support.sources = sources.len();
    support.supporting_sources = supporting.len();
    support.only = match supporting.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    for source in &*sources {
        if let Some(reliance) = by_source.get_mut(source.position()) {
            reliance.citing += 1;
        }
    }
    for source in &*supporting {
        if let Some(reliance) = by_source.get_mut(source.position()) {
            reliance.supported += 1;
            reliance.alone += usize::from(support.only == Some(*source));
        }
    }
    support
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
        let source = timeline.source_by_id("s");
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
            let support = evidence.support(timeline.event_by_id(id).unwrap());
            assert_eq!(support.corroboration(), corroboration, "{id}");
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
        let reliance = |id| evidence.reliance(timeline.source_by_id(id).unwrap());
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
