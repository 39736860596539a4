//! Asking the index.

use super::filter::{Filter, Naming, RestsOn, Wanted};
use super::index::{Room, SearchIndex};
use super::phrase::Marked;
use super::postings::{Numbers, to_usize};
use crate::model::{Basis, Event, Index, Timeline};
use crate::query::{EventSet, Evidence};
use annals_anchor::AnchorState;

/// What a question needs beside the filter.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The revision that the index was made of.
    pub timeline: &'a Timeline,
    /// The state of each passage, by its position. While it is not known, no
    /// event has any state.
    pub states: Option<&'a [AnchorState]>,
    /// What each event rests on. While it is not known, no event rests on
    /// anything, nor on nothing.
    pub evidence: Option<&'a Evidence>,
    /// The events among which is looked; all where it is `None`.
    pub among: Option<&'a EventSet>,
    /// How many of the hits are ranked.
    pub most_ranked: usize,
}

/// The events for which a filter holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hits {
    /// All of them.
    pub events: EventSet,
    /// How many they are.
    pub count: usize,
    /// The first of them by rank: hits in titles come before those in
    /// quotations, then summaries, then notes; whole words before beginnings;
    /// then the order of time. Where several words are asked for, their ranks are
    /// added up. Without words it is the order of time alone; undated events
    /// come last.
    pub ranked: Vec<Index<Event>>,
}

impl SearchIndex {
    /// The events for which a filter holds.
    #[must_use]
    pub fn find(&self, filter: &Filter, context: &Context<'_>) -> Hits {
        let mut events = match context.among {
            Some(among) => among.clone(),
            None => EventSet::all(self.events),
        };
        for group in 0..GROUPS {
            let mut meant: Option<EventSet> = None;
            for term in filter.terms.iter().filter(|term| !term.negated) {
                if group_of(&term.wanted) == Some(group) {
                    let meant = meant.get_or_insert_with(|| EventSet::none(self.events));
                    self.put(&term.wanted, context, meant);
                }
            }
            if let Some(meant) = meant {
                events.keep(&meant);
            }
        }
        let mut room = self.room();
        let room = &mut *room;
        let found = self.find_words(filter, room);
        match &found {
            Found::All => {}
            Found::Many => events.keep_marked(&room.ranks),
            Found::Few(few) => {
                let mut meant = EventSet::none(self.events);
                for (event, _) in few {
                    meant.put(*event as usize);
                }
                events.keep(&meant);
            }
        }
        for term in filter.terms.iter().filter(|term| term.negated) {
            let mut meant = EventSet::none(self.events);
            if let Wanted::Words(phrase) = &term.wanted {
                let marked = self.mark(phrase, room);
                match &marked {
                    Marked::Few(few) => few.iter().for_each(|event| meant.put(*event as usize)),
                    Marked::Many => {
                        meant = EventSet::all(self.events);
                        meant.keep_marked(&room.masks);
                    }
                }
                marked.clear(&mut room.masks);
            } else {
                self.put(&term.wanted, context, &mut meant);
            }
            events.take_out(&meant);
        }
        let count = events.count();
        let most = context.most_ranked.min(count);
        let ranked = match found {
            Found::Few(few) => self.ranked_few(few, &events, most),
            Found::All => self.ranked_many(&events, &[], most),
            Found::Many => self.ranked_many(&events, &room.ranks, most),
        };
        Hits {
            events,
            count,
            ranked,
        }
    }

    /// The events in which all words that must be there are, with their ranks.
    fn find_words(&self, filter: &Filter, room: &mut Room) -> Found {
        let ranks = ranks();
        let rank_of = |mask: &u8| ranks.get(usize::from(*mask)).copied().unwrap_or(0);
        let mut found = Found::All;
        for phrase in filter.phrases() {
            let marked = self.mark(phrase, room);
            let Room { ranks, masks, .. } = &mut *room;
            let new = |event: u32| masks.get(event as usize).map_or(0, rank_of);
            found = match (found, &marked) {
                (Found::All, Marked::Few(few)) => {
                    Found::Few(few.iter().map(|event| (*event, new(*event))).collect())
                }
                (Found::All, Marked::Many) => {
                    ranks.clear();
                    ranks.extend(masks.iter().map(rank_of));
                    Found::Many
                }
                (Found::Few(few), _) => Found::Few(
                    few.iter()
                        .map(|(event, rank)| (*event, sum(*rank, new(*event))))
                        .filter(|(_, rank)| *rank > 0)
                        .collect(),
                ),
                (Found::Many, Marked::Few(few)) => Found::Few(
                    few.iter()
                        .map(|event| {
                            let rank = ranks.get(*event as usize).copied().unwrap_or(0);
                            (*event, sum(rank, new(*event)))
                        })
                        .filter(|(_, rank)| *rank > 0)
                        .collect(),
                ),
                (Found::Many, Marked::Many) => {
                    for (rank, mask) in ranks.iter_mut().zip(masks.iter()) {
                        *rank = sum(*rank, rank_of(mask));
                    }
                    Found::Many
                }
            };
            marked.clear(&mut room.masks);
        }
        found
    }

    /// Puts the events for which a field holds into a set.
    fn put(&self, wanted: &Wanted, context: &Context<'_>, into: &mut EventSet) {
        match wanted {
            Wanted::Words(_) => {}
            Wanted::Named(naming, name) => match naming {
                Naming::Lane => self.lanes.find(name, into),
                Naming::Tag => self.tags.find(name, into),
                Naming::Actor => self.actors.find(name, into),
                Naming::Source => self.sources.find(name, into),
            },
            Wanted::Period(period, certainly) => {
                self.dates.find(context.timeline, period, *certainly, into);
            }
            Wanted::Basis(Basis::Stated) => into.add(&self.stated),
            Wanted::Basis(Basis::Inferred) => into.add(&self.inferred),
            Wanted::State(state) => self.put_state(*state, context.states, into),
            Wanted::RestsOn(rests) => self.put_resting(*rests, context, into),
            Wanted::Undated => into.add(self.dates.undated()),
        }
    }

    fn put_resting(&self, rests: RestsOn, context: &Context<'_>, into: &mut EventSet) {
        let Some(evidence) = context.evidence else {
            return;
        };
        let events = (0..self.events).filter_map(Index::new);
        for event in events.filter(|event| rests.holds(context.timeline, evidence, *event)) {
            into.insert(event);
        }
    }

    fn put_state(&self, state: AnchorState, states: Option<&[AnchorState]>, into: &mut EventSet) {
        let Some(states) = states else {
            return;
        };
        let mut numbers = Numbers::new(&self.cited);
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
                    into.put(event);
                }
            }
        }
    }

    /// The first of the hits by rank, then time.
    fn ranked_few(
        &self,
        mut few: Vec<(u32, u8)>,
        hits: &EventSet,
        most: usize,
    ) -> Vec<Index<Event>> {
        few.retain(|(event, _)| hits.has(*event as usize));
        let key = |(event, rank): &(u32, u8)| (*rank, self.dates.place(*event));
        if most < few.len() {
            few.select_nth_unstable_by_key(most, key);
            few.truncate(most);
        }
        few.sort_unstable_by_key(key);
        few.iter()
            .filter_map(|(event, _)| Index::new(*event as usize))
            .collect()
    }

    /// The same, where every event is looked at. Without ranks it is the order
    /// of time.
    fn ranked_many(&self, hits: &EventSet, ranks: &[u8], most: usize) -> Vec<Index<Event>> {
        if most == 0 {
            return Vec::new();
        }
        // Once there are enough of the best there is, nothing else is wanted.
        let best = ranks
            .iter()
            .map(|rank| rank.wrapping_sub(1))
            .min()
            .unwrap_or(0);
        let mut of_rank: Vec<Vec<Index<Event>>> = vec![Vec::new(); 256];
        for &event in self.dates.order() {
            let event = event as usize;
            if !hits.has(event) {
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

/// What the words found so far have left.
enum Found {
    /// No words were asked for.
    All,
    /// These, with their ranks.
    Few(Vec<(u32, u8)>),
    /// Those whose rank is not 0.
    Many,
}

/// Ranks are counted from 1, so that 0 is no hit.
fn sum(rank: u8, other: u8) -> u8 {
    if rank == 0 || other == 0 {
        0
    } else {
        rank.saturating_add(other - 1)
    }
}

/// Alternatives stand in one group.
const GROUPS: usize = 10;

fn group_of(wanted: &Wanted) -> Option<usize> {
    Some(match wanted {
        Wanted::Words(_) => return None,
        Wanted::Named(Naming::Lane, _) => 0,
        Wanted::Named(Naming::Tag, _) => 1,
        Wanted::Named(Naming::Actor, _) => 2,
        Wanted::Named(Naming::Source, _) => 3,
        Wanted::Period(_, false) => 4,
        Wanted::Period(_, true) => 5,
        Wanted::Basis(_) => 6,
        Wanted::State(_) => 7,
        Wanted::Undated => 8,
        Wanted::RestsOn(_) => 9,
    })
}

/// The rank of every mask ([`super::phrase::WHOLE`]), the best is 1; 0 for none.
fn ranks() -> [u8; 256] {
    let mut ranks = [0; 256];
    for (mask, rank) in (0_u8..=255).zip(&mut ranks) {
        *rank = rank_of_mask(mask);
    }
    ranks
}

/// Title, quotation, summary, note; in each a whole word, then a beginning.
pub(super) fn rank_of_mask(mask: u8) -> u8 {
    (0..4_u8)
        .find_map(|place| {
            let has = |bit: u8| mask >> bit & 1 == 1;
            if has(place + super::phrase::WHOLE) {
                Some(1 + 2 * place)
            } else {
                has(place).then_some(2 + 2 * place)
            }
        })
        .unwrap_or(0)
}
