//! What each event rests on, and what rests on each source: counted once for a
//! revision.

use std::collections::HashMap;

use crate::model::{Event, Index, Passage, Source, Stance, Timeline};

/// What one event rests on. A passage that is cited twice counts once, and a
/// source however many of its passages are cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Support {
    /// The passages that are cited.
    pub passages: usize,
    /// The sources that these are from.
    pub sources: usize,
    /// Citations that support the event.
    pub supports: usize,
    /// Citations that dispute it.
    pub disputes: usize,
    /// Citations that only frame it.
    pub context: usize,
    /// The sources of the passages that support it.
    pub supporting_sources: usize,
    /// The source that supports it, where there is just one.
    pub only: Option<Index<Source>>,
}

/// How many sources say that an event happened.
///
/// A passage that disputes an event or only frames it is no corroboration: an event
/// that one source supports and another mentions stands on a single source.
/// Two records count as two sources, whoever wrote them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corroboration {
    /// None: no passage supports it.
    None,
    /// One.
    SingleSource,
    /// More than one.
    SeveralSources,
}

/// What rests on one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reliance {
    /// Its passages.
    pub passages: usize,
    /// The events that cite it, whatever for.
    pub citing: usize,
    /// The events that a passage of it supports.
    pub supported: usize,
    /// Those of them that no other source supports.
    pub alone: usize,
}

/// The support of every event and the reliance on every source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Which support each event has: of a million, some hundred have another
    /// than all the rest.
    by_event: Vec<u32>,
    supports: Vec<Support>,
    by_source: Vec<Reliance>,
}

impl Support {
    /// How many sources say that the event happened.
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
    /// Counts. Linear in the number of citations, apart from sorting those of
    /// each event.
    #[must_use]
    pub fn of(timeline: &Timeline) -> Self {
        let mut by_source = vec![Reliance::default(); timeline.sources.len()];
        for passage in &timeline.passages {
            if let Some(reliance) = by_source.get_mut(passage.source.position()) {
                reliance.passages += 1;
            }
        }
        let mut lists = Lists::default();
        let mut supports: Vec<Support> = Vec::new();
        let mut numbers: HashMap<Support, u32> = HashMap::new();
        let by_event = timeline
            .events
            .iter()
            .map(|event| {
                let support = weigh(timeline, event, &mut by_source, &mut lists);
                *numbers.entry(support).or_insert_with(|| {
                    supports.push(support);
                    // There are no more than events, which 32 bits number.
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

    /// What an event rests on.
    #[must_use]
    pub fn support(&self, event: Index<Event>) -> Support {
        let number = self.by_event.get(event.position());
        number
            .and_then(|number| self.supports.get(*number as usize))
            .copied()
            .unwrap_or_default()
    }

    /// What rests on a source.
    #[must_use]
    pub fn reliance(&self, source: Index<Source>) -> Reliance {
        self.by_source
            .get(source.position())
            .copied()
            .unwrap_or_default()
    }
}

/// What the citations of one event are of, kept for the next event's.
#[derive(Default)]
struct Lists {
    passages: Vec<Index<Passage>>,
    sources: Vec<Index<Source>>,
    supporting: Vec<Index<Source>>,
}

fn weigh(
    timeline: &Timeline,
    event: &Event,
    by_source: &mut [Reliance],
    lists: &mut Lists,
) -> Support {
    let mut support = Support::default();
    let Lists {
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
    fn only_passages_in_support_are_a_footing() {
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
    fn a_source_knows_what_would_fall_with_it() {
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
