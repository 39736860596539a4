//! Evaluates a filter on the index: matching events, ranked.

use super::filter::{Condition, Filter, NameKind};
use super::index::{SearchBuffers, SearchIndex};
use super::phrase::MaskedIds;
use super::postings::{Leb128Reader, to_usize};
use crate::model::{Basis, Event, Index, Timeline};
use crate::query::{EventSet, Evidence};
use annals_anchor::AnchorState;

/// Inputs of a search other than the filter.
#[derive(Debug, Clone, Copy)]
pub struct SearchContext<'a> {
    /// The indexed revision.
    pub timeline: &'a Timeline,
    /// The state of each passage, by its position. While unknown, state filters match
    /// no event.
    pub states: Option<&'a [AnchorState]>,
    /// The evidence of each event. While unknown, evidence filters match no event.
    pub evidence: Option<&'a Evidence>,
    /// The events to search; `None` for all.
    pub restrict_to: Option<&'a EventSet>,
    /// How many hits to rank.
    pub max_ranked: usize,
}

/// The events that match a filter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hits {
    /// All matching events.
    pub events: EventSet,
    /// Their number.
    pub count: usize,
    /// The best of them: hits in titles before hits in quotations, then summaries,
    /// then notes; whole words before prefixes; then in order of time, undated events
    /// last. The ranks of several words are added.
    pub ranked: Vec<Index<Event>>,
}

impl SearchIndex {
    /// The events that match a filter.
    #[must_use]
    pub fn find(&self, filter: &Filter, context: &SearchContext<'_>) -> Hits {
        let mut events = match context.restrict_to {
            Some(restrict_to) => restrict_to.clone(),
            None => EventSet::of(context.timeline),
        };
        let required = || filter.terms.iter().filter(|term| !term.negated);
        let mut fields: Vec<&str> = required()
            .filter_map(|term| term.condition.field())
            .collect();
        fields.sort_unstable();
        fields.dedup();
        for field in fields {
            let mut matching = EventSet::none(self.events);
            for term in required().filter(|term| term.condition.field() == Some(field)) {
                self.add_matching(&term.condition, context, &mut matching);
            }
            events.intersect(&matching);
        }
        let mut buffers = self.buffers();
        let buffers = &mut *buffers;
        let found = self.find_words(filter, buffers);
        match &found {
            WordHits::All => {}
            WordHits::Many => events.retain_nonzero(&buffers.ranks),
            WordHits::Few(few) => {
                let mut matching = EventSet::none(self.events);
                for (event, _) in few {
                    matching.insert_at(*event as usize);
                }
                events.intersect(&matching);
            }
        }
        for term in filter.terms.iter().filter(|term| term.negated) {
            let mut matching = EventSet::none(self.events);
            if let Condition::Words(phrase) = &term.condition {
                let marked = self.mark(phrase, buffers);
                match &marked {
                    MaskedIds::Few(few) => few
                        .iter()
                        .for_each(|event| matching.insert_at(*event as usize)),
                    MaskedIds::Many => {
                        matching = EventSet::all(self.events);
                        matching.retain_nonzero(&buffers.masks);
                    }
                }
                marked.clear(&mut buffers.masks);
            } else {
                self.add_matching(&term.condition, context, &mut matching);
            }
            events.subtract(&matching);
        }
        let count = events.count();
        let most = context.max_ranked.min(count);
        let ranked = match found {
            WordHits::Few(few) => self.ranked_few(few, &events, most),
            WordHits::All => self.ranked_many(&events, &[], most),
            WordHits::Many => self.ranked_many(&events, &buffers.ranks, most),
        };
        Hits {
            events,
            count,
            ranked,
        }
    }

    /// The events with all required words, with their ranks.
    fn find_words(&self, filter: &Filter, buffers: &mut SearchBuffers) -> WordHits {
        let ranks = ranks();
        let rank_of = |mask: &u8| ranks.get(usize::from(*mask)).copied().unwrap_or(0);
        let mut found = WordHits::All;
        for phrase in filter.phrases() {
            let marked = self.mark(phrase, buffers);
            let SearchBuffers { ranks, masks, .. } = &mut *buffers;
            let new = |event: u32| masks.get(event as usize).map_or(0, rank_of);
            found = match (found, &marked) {
                (WordHits::All, MaskedIds::Many) => {
                    ranks.clear();
                    ranks.extend(masks.iter().map(rank_of));
                    WordHits::Many
                }
                (WordHits::Many, MaskedIds::Many) => {
                    for (rank, mask) in ranks.iter_mut().zip(masks.iter()) {
                        *rank = sum(*rank, rank_of(mask));
                    }
                    WordHits::Many
                }
                (WordHits::Few(few), _) => few_hits(few.into_iter(), new),
                (WordHits::All, MaskedIds::Few(few)) => {
                    few_hits(few.iter().map(|event| (*event, 1)), new)
                }
                (WordHits::Many, MaskedIds::Few(few)) => {
                    let rank_before = |event: &u32| ranks.get(*event as usize).copied();
                    let few = few.iter();
                    few_hits(
                        few.map(|event| (*event, rank_before(event).unwrap_or(0))),
                        new,
                    )
                }
            };
            marked.clear(&mut buffers.masks);
        }
        found
    }

    /// Adds the events that meet a condition to a set.
    fn add_matching(
        &self,
        condition: &Condition,
        context: &SearchContext<'_>,
        into: &mut EventSet,
    ) {
        match condition {
            Condition::Words(_) => {}
            Condition::Named(kind, name) => match kind {
                NameKind::Lane => self.lanes.find(name, into),
                NameKind::Tag => self.tags.find(name, into),
                NameKind::Actor => self.actors.find(name, into),
                NameKind::Source => self.sources.find(name, into),
            },
            Condition::Period(period, certainly) => {
                self.dates.find(context.timeline, period, *certainly, into);
            }
            Condition::Basis(Basis::Stated) => into.add(&self.stated),
            Condition::Basis(Basis::Inferred) => into.add(&self.inferred),
            Condition::State(state) => self.add_with_state(*state, context.states, into),
            Condition::EvidenceKind(kind) => {
                for (event, _) in context.timeline.events.indexed() {
                    let holds = |evidence| kind.holds(context.timeline, evidence, event);
                    if context.evidence.is_some_and(holds) {
                        into.insert(event);
                    }
                }
            }
            Condition::Undated => into.add(&self.dates.undated),
        }
    }

    fn add_with_state(
        &self,
        state: AnchorState,
        states: Option<&[AnchorState]>,
        into: &mut EventSet,
    ) {
        let Some(states) = states else {
            return;
        };
        // `citations` stores, for each event, how many passages it cites, then the position of
        // each as its difference from the one before: the magnitude, shifted left by one,
        // with bit 0 set if the difference is negative.
        let mut numbers = Leb128Reader::new(&self.citations);
        for event in 0..self.events {
            let mut passage = 0_usize;
            for _ in 0..numbers.next().unwrap_or(0) {
                let distance = numbers.next().unwrap_or(0);
                passage = if distance & 1 == 0 {
                    passage.saturating_add(to_usize(distance >> 1))
                } else {
                    passage.saturating_sub(to_usize(distance >> 1))
                };
                if states.get(passage) == Some(&state) {
                    into.insert_at(event);
                }
            }
        }
    }

    /// The best hits by rank, then time.
    fn ranked_few(
        &self,
        mut few: Vec<(u32, u8)>,
        hits: &EventSet,
        most: usize,
    ) -> Vec<Index<Event>> {
        few.retain(|(event, _)| hits.contains_at(*event as usize));
        let key = |(event, rank): &(u32, u8)| (*rank, self.dates.chronological_rank(*event));
        if most < few.len() {
            few.select_nth_unstable_by_key(most, key);
            few.truncate(most);
        }
        few.sort_unstable_by_key(key);
        few.iter()
            .filter_map(|(event, _)| Index::new(*event as usize))
            .collect()
    }

    /// Ranks by scanning all events. Without ranks, in chronological order.
    fn ranked_many(&self, hits: &EventSet, ranks: &[u8], most: usize) -> Vec<Index<Event>> {
        if most == 0 {
            return Vec::new();
        }
        // Stop once enough events have the best rank.
        let best = ranks
            .iter()
            .map(|rank| rank.wrapping_sub(1))
            .min()
            .unwrap_or(0);
        let mut of_rank: Vec<Vec<Index<Event>>> = vec![Vec::new(); 256];
        for &event in &self.dates.order {
            let event = event as usize;
            if !hits.contains_at(event) {
                continue;
            }
            let rank = ranks.get(event).map_or(0, |rank| rank.wrapping_sub(1));
            if let Some(known) = of_rank.get_mut(usize::from(rank))
                && known.len() < most
            {
                known.extend(Index::new(event));
                if rank == best && known.len() == most {
                    break;
                }
            }
        }
        of_rank.into_iter().flatten().take(most).collect()
    }
}

/// The events that match the words so far.
enum WordHits {
    /// All events: the filter has no words so far.
    All,
    /// These, with their ranks.
    Few(Vec<(u32, u8)>),
    /// Those whose rank is not 0.
    Many,
}

/// The hits among a few events with their ranks so far, after one more phrase.
fn few_hits(before: impl Iterator<Item = (u32, u8)>, new: impl Fn(u32) -> u8) -> WordHits {
    let ranked = before.map(|(event, rank)| (event, sum(rank, new(event))));
    WordHits::Few(ranked.filter(|(_, rank)| *rank > 0).collect())
}

/// The sum of two ranks. Ranks count from 1; 0 is no hit.
fn sum(rank: u8, other: u8) -> u8 {
    if rank == 0 || other == 0 {
        0
    } else {
        rank.saturating_add(other - 1)
    }
}

/// The rank of each mask ([`super::phrase::WHOLE`]): 1 is best, 0 is no hit.
fn ranks() -> [u8; 256] {
    let mut ranks = [0; 256];
    for (mask, rank) in (0_u8..=255).zip(&mut ranks) {
        *rank = rank_of_mask(mask);
    }
    ranks
}

/// The rank of a mask: title, quotation, summary, note; in each a whole word before
/// a prefix.
pub(super) fn rank_of_mask(mask: u8) -> u8 {
    (0..4_u8)
        .find_map(|field| {
            let has = |bit: u8| mask >> bit & 1 == 1;
            if has(field + super::phrase::WHOLE) {
                Some(1 + 2 * field)
            } else {
                has(field).then_some(2 + 2 * field)
            }
        })
        .unwrap_or(0)
}
