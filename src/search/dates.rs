//! The extents of the dates of each event, and the order of events in time.

use crate::model::{Event, Timeline};
use crate::query::{EventSet, PeriodMatch, dates_in_period};
use annals_edtf::{Edtf, Instant};

/// The dates of all events, reduced to what searches need.
#[derive(Default)]
pub(super) struct Dates {
    /// The first and the last second that any date claim of the event allows.
    hulls: Vec<(Instant, Instant)>,
    /// The events without a valid date.
    undated: EventSet,
    /// The events with an uncertain date claim.
    uncertain: EventSet,
    /// The events for which the hull does not decide, because it may have gaps or is out
    /// of range.
    inexact_hulls: EventSet,
    /// All events in the order of time, undated ones last.
    order: Vec<u32>,
    /// The position of each event in that order.
    chronological_ranks: Vec<u32>,
}

/// The dates of an event's claims ([`crate::query::date_claims`]): its own and the rival
/// ones.
fn dates_of(event: &Event) -> Vec<&Edtf> {
    let main = event.date.as_ref().and_then(|date| date.edtf.as_ref());
    let mut dates: Vec<&Edtf> = main.into_iter().collect();
    let given = event
        .citations
        .iter()
        .filter(|citation| citation.date.is_some());
    // A single date has no rival.
    if given.count() > 1 {
        let rivals = event.rivals().into_iter().map(|rival| rival.edtf);
        dates
            .extend(rivals.filter(|rival| main.is_none_or(|main| main.extent() != rival.extent())));
    }
    dates
}

/// Collects the dates event by event.
pub(super) struct DatesBuilder {
    dates: Dates,
    keys: Vec<(Instant, Instant, u32)>,
}

impl DatesBuilder {
    pub(super) fn new(events: usize) -> Self {
        Self {
            dates: Dates {
                hulls: Vec::with_capacity(events),
                undated: EventSet::none(events),
                uncertain: EventSet::none(events),
                inexact_hulls: EventSet::none(events),
                order: Vec::new(),
                chronological_ranks: Vec::new(),
            },
            keys: Vec::with_capacity(events),
        }
    }

    pub(super) fn add(&mut self, event: &Event, position: usize, number: u32) {
        let dates = dates_of(event);
        let mut hull: Option<(Instant, Instant)> = None;
        for date in &dates {
            let extent = date.extent();
            let (first, last) = (extent.first(), extent.last());
            hull = Some(hull.map_or((first, last), |(earliest, latest)| {
                (earliest.min(first), latest.max(last))
            }));
            if date.is_uncertain() {
                self.dates.uncertain.insert_at(position);
            }
            if dates.len() > 1 || !date.members().is_empty() || extent.is_out_of_range() {
                self.dates.inexact_hulls.insert_at(position);
            }
        }
        if hull.is_none() {
            self.dates.undated.insert_at(position);
        }
        let none = (Instant::MAX, Instant::MAX);
        self.dates.hulls.push(hull.unwrap_or(none));
        // Order by the main date, as the time index does.
        let main = event
            .extent()
            .or_else(|| Some(dates.first()?.spans().first()?.extent()));
        let (first, last) = main.map_or(none, |extent| (extent.first(), extent.last()));
        self.keys.push((first, last, number));
    }

    pub(super) fn finish(mut self) -> Dates {
        let undated = &self.dates.undated;
        self.keys.sort_unstable_by_key(|&(first, last, number)| {
            (undated.contains_at(number as usize), first, last, number)
        });
        self.dates.order = self.keys.iter().map(|(_, _, number)| *number).collect();
        self.dates.chronological_ranks = vec![0; self.keys.len()];
        for (chronological_rank, (_, _, number)) in (0..).zip(&self.keys) {
            if let Some(of_event) = self.dates.chronological_ranks.get_mut(*number as usize) {
                *of_event = chronological_rank;
            }
        }
        self.dates
    }
}

impl Dates {
    pub(super) fn undated(&self) -> &EventSet {
        &self.undated
    }

    pub(super) fn order(&self) -> &[u32] {
        &self.order
    }

    /// The position of an event in the order of time.
    pub(super) fn chronological_rank(&self, event: u32) -> u32 {
        self.chronological_ranks
            .get(event as usize)
            .copied()
            .unwrap_or(u32::MAX)
    }

    /// Adds the events that are certainly, or possibly, in a period to a set.
    ///
    /// A period without members is one interval. If the event is one interval too, it
    /// is possibly in the period if the extents overlap, and certainly if its extent
    /// is inside ([`annals_edtf::relation`]). If the hull does not decide, its
    /// date claims do.
    pub(super) fn find(
        &self,
        timeline: &Timeline,
        period: &Edtf,
        certainly: bool,
        into: &mut EventSet,
    ) {
        let extent = period.extent();
        let (from, to) = (extent.first(), extent.last());
        for (position, &(first, last)) in self.hulls.iter().enumerate() {
            let is_apart = last < from || to < first;
            let is_inside = from <= first && last <= to;
            let holds = if self.inexact_hulls.contains_at(position) {
                self.holds_for_claims(timeline, position, period, certainly, is_apart, is_inside)
            } else if is_apart {
                // An undated event may be anywhere.
                !certainly && self.undated.contains_at(position)
            } else {
                !certainly
                    || (is_inside
                        && !self.uncertain.contains_at(position)
                        && !self.undated.contains_at(position))
            };
            if holds {
                into.insert_at(position);
            }
        }
    }

    fn holds_for_claims(
        &self,
        timeline: &Timeline,
        position: usize,
        period: &Edtf,
        certainly: bool,
        is_apart: bool,
        is_inside: bool,
    ) -> bool {
        let is_in_range = self
            .hulls
            .get(position)
            .is_some_and(|(first, last)| *first > Instant::MIN && *last < Instant::MAX);
        if is_in_range && is_apart {
            return false;
        }
        if is_in_range && is_inside {
            return !certainly || !self.uncertain.contains_at(position);
        }
        if certainly && !is_inside {
            return false;
        }
        let min_match = if certainly {
            PeriodMatch::Certainly
        } else {
            PeriodMatch::Possibly
        };
        let event = timeline.events.get(position);
        event.is_some_and(|event| dates_in_period(dates_of(event), period) >= min_match)
    }

    pub(super) fn bytes(&self) -> usize {
        self.hulls.len() * size_of::<(Instant, Instant)>()
            + 2 * self.order.len() * size_of::<u32>()
            + 3 * self.hulls.len().div_ceil(8)
    }
}
