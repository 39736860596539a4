//! How far the dates of each event reach, and the order of events in time.

use crate::model::{Event, Timeline};
use crate::query::{EventSet, PeriodMatch, dates_in_period};
use annals_edtf::{Edtf, Instant};

/// What is kept of every event's dates.
#[derive(Default)]
pub(super) struct Dates {
    /// From the first to the last second that any reading allows.
    hulls: Vec<(Instant, Instant)>,
    /// The events without a date that could be read.
    undated: EventSet,
    /// Those of which a reading is uncertain.
    uncertain: EventSet,
    /// Those whose readings have gaps between them or reach beyond the clock, so
    /// that the hull does not tell all.
    several: EventSet,
    /// Positions of all events in the order of time, the undated last.
    order: Vec<u32>,
    /// The place of each event in that order.
    places: Vec<u32>,
}

/// The dates of an event's readings ([`crate::query::date_claims`]): its own, and
/// those that rival it.
fn dates_of(event: &Event) -> Vec<&Edtf> {
    let main = event.date.as_ref().and_then(|date| date.edtf.as_ref());
    let mut dates: Vec<&Edtf> = main.into_iter().collect();
    let given = event
        .citations
        .iter()
        .filter(|citation| citation.date.is_some());
    // One date has no rival.
    if given.count() > 1 {
        let rivals = event.rivals().into_iter().map(|rival| rival.edtf);
        dates
            .extend(rivals.filter(|rival| main.is_none_or(|main| main.extent() != rival.extent())));
    }
    dates
}

/// Gathers dates, event by event.
pub(super) struct Gathering {
    dates: Dates,
    keys: Vec<(Instant, Instant, u32)>,
}

impl Gathering {
    pub(super) fn new(events: usize) -> Self {
        Self {
            dates: Dates {
                hulls: Vec::with_capacity(events),
                undated: EventSet::none(events),
                uncertain: EventSet::none(events),
                several: EventSet::none(events),
                order: Vec::new(),
                places: Vec::new(),
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
                self.dates.uncertain.put(position);
            }
            if dates.len() > 1 || !date.members().is_empty() || extent.is_out_of_range() {
                self.dates.several.put(position);
            }
        }
        if hull.is_none() {
            self.dates.undated.put(position);
        }
        let none = (Instant::MAX, Instant::MAX);
        self.dates.hulls.push(hull.unwrap_or(none));
        // The main date first, as the order of the time index has it.
        let main = event
            .extent()
            .or_else(|| Some(dates.first()?.spans().first()?.extent()));
        let (first, last) = main.map_or(none, |extent| (extent.first(), extent.last()));
        self.keys.push((first, last, number));
    }

    pub(super) fn finish(mut self) -> Dates {
        let undated = &self.dates.undated;
        self.keys.sort_unstable_by_key(|&(first, last, number)| {
            (undated.has(number as usize), first, last, number)
        });
        self.dates.order = self.keys.iter().map(|(_, _, number)| *number).collect();
        self.dates.places = vec![0; self.keys.len()];
        for (place, (_, _, number)) in (0..).zip(&self.keys) {
            if let Some(of_event) = self.dates.places.get_mut(*number as usize) {
                *of_event = place;
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

    /// The place of an event in the order of time.
    pub(super) fn place(&self, event: u32) -> u32 {
        self.places.get(event as usize).copied().unwrap_or(u32::MAX)
    }

    /// Puts the events that certainly, or possibly, lie in a period into a set.
    ///
    /// A period without members is one stretch. Where an event has one stretch
    /// too, it meets the period exactly where the extents overlap, and lies in
    /// it where its extent does ([`annals_edtf::relation`]). What the hull of
    /// several readings cannot tell is told by the readings.
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
            let holds = if self.several.has(position) {
                self.is_told(timeline, position, period, certainly, is_apart, is_inside)
            } else if is_apart {
                // An event without a date has no extent and may be anywhere.
                !certainly && self.undated.has(position)
            } else {
                !certainly
                    || (is_inside && !self.uncertain.has(position) && !self.undated.has(position))
            };
            if holds {
                into.put(position);
            }
        }
    }

    fn is_told(
        &self,
        timeline: &Timeline,
        position: usize,
        period: &Edtf,
        certainly: bool,
        is_apart: bool,
        is_inside: bool,
    ) -> bool {
        let is_on_the_clock = self
            .hulls
            .get(position)
            .is_some_and(|(first, last)| *first > Instant::MIN && *last < Instant::MAX);
        if is_on_the_clock && is_apart {
            return false;
        }
        if is_on_the_clock && is_inside {
            return !certainly || !self.uncertain.has(position);
        }
        if certainly && !is_inside {
            return false;
        }
        let least = if certainly {
            PeriodMatch::Certainly
        } else {
            PeriodMatch::Possibly
        };
        let event = timeline.events.get(position);
        event.is_some_and(|event| dates_in_period(dates_of(event), period) >= least)
    }

    pub(super) fn bytes(&self) -> usize {
        self.hulls.len() * size_of::<(Instant, Instant)>()
            + 2 * self.order.len() * size_of::<u32>()
            + 3 * self.hulls.len().div_ceil(8)
    }
}
