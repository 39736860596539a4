//! The extents of the dates of each event, and the order of events in time.

use crate::model::Timeline;
use crate::query::{DateClaim, EventSet, PeriodMatch, TimeIndex, date_claims, dates_in_period};
use annals_edtf::{Edtf, Instant};

/// The dates of all events, reduced to what searches need.
pub(super) struct DateRanges {
    /// The first and the last second that any date claim of the event allows.
    hulls: Vec<(Instant, Instant)>,
    /// The events without a valid date.
    pub(super) undated: EventSet,
    /// These, and the events with an uncertain date claim.
    uncertain: EventSet,
    /// The events for which the hull does not decide, because it may have gaps or is out
    /// of range.
    inexact_hulls: EventSet,
    /// All events in the order of time, undated ones last.
    pub(super) order: Vec<u32>,
    /// The position of each event in that order.
    chronological_ranks: Vec<u32>,
}

impl DateRanges {
    pub(super) fn of(timeline: &Timeline, times: &TimeIndex) -> Self {
        let events = timeline.events.slot_count();
        let mut dates = Self {
            hulls: Vec::with_capacity(events),
            undated: EventSet::none(events),
            uncertain: EventSet::none(events),
            inexact_hulls: EventSet::none(events),
            order: Vec::with_capacity(events),
            chronological_ranks: vec![u32::MAX; events],
        };
        for (rank, event) in (0_u32..).zip(times.by_time().iter().chain(times.undated())) {
            dates.order.extend(u32::try_from(event.position()));
            if let Some(of_event) = dates.chronological_ranks.get_mut(event.position()) {
                *of_event = rank;
            }
        }
        for (event, _) in timeline.events.indexed() {
            let mut hull: Option<(Instant, Instant)> = None;
            for edtf in times.date_claims_of(event).filter_map(DateClaim::edtf) {
                let extent = edtf.extent();
                if hull.is_some() || !edtf.members().is_empty() || extent.is_out_of_range() {
                    dates.inexact_hulls.insert(event);
                }
                if edtf.is_uncertain() {
                    dates.uncertain.insert(event);
                }
                let (first, last) = hull.unwrap_or((Instant::MAX, Instant::MIN));
                hull = Some((first.min(extent.first()), last.max(extent.last())));
            }
            if hull.is_none() {
                dates.undated.insert(event);
                dates.uncertain.insert(event);
            }
            dates
                .hulls
                .push(hull.unwrap_or((Instant::MAX, Instant::MAX)));
        }
        dates
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
        let min_match = if certainly {
            PeriodMatch::Certainly
        } else {
            PeriodMatch::Possibly
        };
        let extent = period.extent();
        let (from, to) = (extent.first(), extent.last());
        for ((event, _), &(first, last)) in timeline.events.indexed().zip(&self.hulls) {
            let is_apart = last < from || to < first;
            let is_inside = from <= first && last <= to;
            let is_exact = !self.inexact_hulls.contains(event);
            let decides = is_exact || first > Instant::MIN && last < Instant::MAX;
            let holds = if decides && is_apart {
                // An undated event may be anywhere.
                !certainly && self.undated.contains(event)
            } else if certainly && !is_inside {
                false
            } else if is_exact || decides && is_inside {
                !certainly || !self.uncertain.contains(event)
            } else {
                let claims = date_claims(timeline, event);
                let dates = claims.iter().filter_map(DateClaim::edtf);
                dates_in_period(dates, period) >= min_match
            };
            if holds {
                into.insert(event);
            }
        }
    }
}
