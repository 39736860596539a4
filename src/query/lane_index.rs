//! What lies where in time, lane by lane: how much, and which, without a visit
//! to all the rest.
//!
//! A lane keeps its stretches sorted by their beginning and, apart from that,
//! by their end. How many lie in a span of time is then the difference of two
//! searches; which ones begin in it is a slice; which ones run into it from
//! before are found under a tree of the latest ends.

use std::collections::HashMap;
use std::ops::Range;

use super::date_claims::DateClaim;
use super::time_index::TimeIndex;
use crate::model::{Event, Index, Timeline};
use annals_edtf::{Bound, Instant, Span};

/// Stretches under one node of the tree of latest ends.
const NODE: usize = 32;

/// The lanes of one timeline, each with what is shown of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LaneIndexes {
    lanes: Vec<LaneIndex>,
}

/// What is shown of one lane, in time. A stretch is one dating of an event, or
/// one member of a dating that is a set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LaneIndex {
    /// The first second of each stretch, ascending.
    firsts: Vec<i64>,
    /// The last second of each (included), in the same order.
    lasts: Vec<i64>,
    /// The claim that each is of, in the same order; empty in an preview,
    /// which has no claims.
    claims: Vec<u32>,
    /// The last seconds, ascending.
    ends: Vec<i64>,
    /// The latest last second under each node, level upon level.
    latest: Vec<Vec<i64>>,
    /// Stretches whose event has one before them in this lane, and that one;
    /// ascending.
    again: Vec<(u32, u32)>,
    /// Where stretches of one event overlap: the first and the last seconds of
    /// the overlaps, each ascending.
    shared_firsts: Vec<i64>,
    shared_ends: Vec<i64>,
    /// The first seconds of those without an end, and the last seconds of
    /// those without a beginning alone, each ascending.
    endless: Vec<i64>,
    beginningless: Vec<i64>,
}

/// The columns of a lane that the others follow from, apart from what each
/// stretch is of. Each is as in [`LaneIndex`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns<'a> {
    pub firsts: &'a [i64],
    pub lasts: &'a [i64],
    pub ends: &'a [i64],
    pub again: &'a [(u32, u32)],
    pub shared_firsts: &'a [i64],
    pub shared_ends: &'a [i64],
}

/// The same, to make a lane of.
#[derive(Debug, Default)]
pub(super) struct OwnedColumns {
    pub firsts: Vec<i64>,
    pub lasts: Vec<i64>,
    pub ends: Vec<i64>,
    pub again: Vec<(u32, u32)>,
    pub shared_firsts: Vec<i64>,
    pub shared_ends: Vec<i64>,
}

impl LaneIndexes {
    /// Indexes the events of a timeline. Those without a known lane are in the
    /// lane past the last.
    #[must_use]
    pub fn new(timeline: &Timeline, index: &TimeIndex) -> Self {
        let mut stretches: Vec<Vec<(i64, i64, u32)>> = vec![Vec::new(); timeline.lanes.len() + 1];
        for (claim, position) in index.date_claims().iter().zip(0_u32..) {
            let lane = lane_position(timeline, claim.event);
            if let Some(lane) = stretches.get_mut(lane) {
                lane.extend(claim.spans().iter().map(|span| {
                    let (first, last) = drawn_range(*span);
                    (first.seconds(), last.seconds(), position)
                }));
            }
        }
        let mut seen = vec![u32::MAX; timeline.events.len()];
        let lanes = stretches
            .into_iter()
            .map(|stretches| LaneIndex::new(stretches, index.date_claims(), &mut seen))
            .collect();
        Self { lanes }
    }

    /// The same of fewer events.
    #[must_use]
    pub fn narrowed(&self, index: &TimeIndex, shown: impl Fn(Index<Event>) -> bool) -> Self {
        let claims = index.date_claims();
        let events = claims.iter().map(|claim| claim.event.position() + 1);
        let mut seen = vec![u32::MAX; events.max().unwrap_or(0)];
        let narrowed = |lane: &LaneIndex| {
            let stretches = (0..lane.len()).filter_map(|at| {
                let claim = *lane.claims.get(at)?;
                let event = claims.get(claim as usize)?.event;
                shown(event).then_some(())?;
                Some((*lane.firsts.get(at)?, *lane.lasts.get(at)?, claim))
            });
            LaneIndex::new(stretches.collect(), claims, &mut seen)
        };
        Self {
            lanes: self.lanes.iter().map(narrowed).collect(),
        }
    }

    /// The same, of no claim.
    pub(super) fn without_claims(&self) -> Self {
        let lanes = self.lanes.iter().map(|lane| LaneIndex {
            claims: Vec::new(),
            ..lane.clone()
        });
        Self {
            lanes: lanes.collect(),
        }
    }

    /// Those of an preview, that of the events without a lane last.
    pub(super) const fn of_preview(lanes: Vec<LaneIndex>) -> Self {
        Self { lanes }
    }

    /// Every lane, that of the events without one last.
    #[must_use]
    pub fn lanes(&self) -> &[LaneIndex] {
        &self.lanes
    }
}

/// The lane of an event by position; one past the last where it has none.
#[must_use]
pub fn lane_position(timeline: &Timeline, event: Index<Event>) -> usize {
    timeline[event]
        .lane
        .map_or(timeline.lanes.len(), Index::position)
}

/// The first and the last second that a span is drawn over, held to the clock.
/// What breaks off is drawn beside the end that is known.
#[must_use]
pub fn drawn_range(span: Span) -> (Instant, Instant) {
    let extent = span.extent();
    match (extent.earliest, extent.latest) {
        (Bound::At(first), Bound::Unknown) => (first, first),
        (Bound::Unknown, Bound::At(last)) => (last, last),
        _ => (extent.first(), extent.last().max(extent.first())),
    }
}

impl LaneIndex {
    fn new(mut stretches: Vec<(i64, i64, u32)>, of: &[DateClaim], seen: &mut [u32]) -> Self {
        stretches.sort_unstable();
        let event_of = |claim: u32| {
            let claim = of.get(claim as usize)?;
            Some(claim.event.position())
        };
        let mut ends: Vec<i64> = stretches.iter().map(|stretch| stretch.1).collect();
        ends.sort_unstable();
        Self {
            claims: stretches.iter().map(|stretch| stretch.2).collect(),
            ..Self::of_sorted(&stretches, ends, event_of, seen)
        }
    }

    /// Indexes stretches that are sorted, without the claims that they are
    /// of. `ends` are their last seconds, ascending; `event_of` tells the event,
    /// by position, that the third number of a stretch stands for, if another
    /// stretch may be of the same; `seen` is `u32::MAX` for each event, and is so
    /// again afterwards.
    pub(super) fn of_sorted(
        stretches: &[(i64, i64, u32)],
        ends: Vec<i64>,
        event_of: impl Fn(u32) -> Option<usize>,
        seen: &mut [u32],
    ) -> Self {
        let mut again = Vec::new();
        let mut reach: HashMap<usize, i64> = HashMap::new();
        let (mut shared_firsts, mut shared_ends) = (Vec::new(), Vec::new());
        for ((first, last, of), position) in stretches.iter().zip(0_u32..) {
            let Some(event) = event_of(*of) else {
                continue;
            };
            let Some(before) = seen.get_mut(event) else {
                continue;
            };
            let previous = std::mem::replace(before, position);
            let Some((_, before_last, _)) = stretches.get(previous as usize) else {
                continue;
            };
            again.push((position, previous));
            let reached = reach.entry(event).or_insert(*before_last);
            if *first <= *reached {
                shared_firsts.push(*first);
                shared_ends.push((*reached).min(*last));
            }
            *reached = (*reached).max(*last);
        }
        // The next lane begins with a clean sheet.
        for (_, _, of) in stretches {
            if let Some(seen) = event_of(*of).and_then(|event| seen.get_mut(event)) {
                *seen = u32::MAX;
            }
        }
        shared_ends.sort_unstable();
        Self::of_columns(OwnedColumns {
            firsts: stretches.iter().map(|stretch| stretch.0).collect(),
            lasts: stretches.iter().map(|stretch| stretch.1).collect(),
            ends,
            again,
            shared_firsts,
            shared_ends,
        })
    }

    /// Makes of its columns what follows from them.
    pub(super) fn of_columns(columns: OwnedColumns) -> Self {
        let OwnedColumns {
            firsts,
            lasts,
            ends,
            again,
            shared_firsts,
            shared_ends,
        } = columns;
        let mut latest: Vec<Vec<i64>> = Vec::new();
        loop {
            let below = latest.last().unwrap_or(&lasts);
            if below.len() <= 1 {
                break;
            }
            let above = below
                .chunks(NODE)
                .map(|node| node.iter().copied().max().unwrap_or(i64::MIN))
                .collect();
            latest.push(above);
        }
        let endless = firsts.iter().zip(&lasts);
        let endless = endless.filter(|(_, last)| **last == i64::MAX);
        let endless = endless.map(|(first, _)| *first).collect();
        // What has no beginning stands before all the rest.
        let mut beginningless: Vec<i64> = firsts
            .iter()
            .zip(&lasts)
            .take_while(|(first, _)| **first == i64::MIN)
            .map(|(_, last)| *last)
            .filter(|last| *last != i64::MAX)
            .collect();
        beginningless.sort_unstable();
        Self {
            firsts,
            lasts,
            claims: Vec::new(),
            ends,
            latest,
            again,
            shared_firsts,
            shared_ends,
            endless,
            beginningless,
        }
    }

    /// The columns that the others follow from.
    pub(super) fn columns(&self) -> Columns<'_> {
        Columns {
            firsts: &self.firsts,
            lasts: &self.lasts,
            ends: &self.ends,
            again: &self.again,
            shared_firsts: &self.shared_firsts,
            shared_ends: &self.shared_ends,
        }
    }

    /// How many stretches there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.firsts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.firsts.is_empty()
    }

    /// Whether it is known which claims the stretches are of. In an preview
    /// it is not.
    #[must_use]
    pub fn has_claims(&self) -> bool {
        self.claims.len() == self.firsts.len()
    }

    /// The positions of the stretches that begin from one second on and before
    /// another.
    #[must_use]
    pub fn beginning(&self, from: i64, before: i64) -> Range<usize> {
        let start = self.firsts.partition_point(|first| *first < from);
        start..start.max(self.firsts.partition_point(|first| *first < before))
    }

    /// How many stretches begin from one second on and before another, among
    /// those at some positions.
    #[must_use]
    pub fn count_beginning(&self, within: Range<usize>, from: i64, before: i64) -> usize {
        let Some(firsts) = self.firsts.get(within) else {
            return 0;
        };
        let start = firsts.partition_point(|first| *first < from);
        firsts
            .partition_point(|first| *first < before)
            .saturating_sub(start)
    }

    /// How many stretches lie over a span of seconds, both included.
    #[must_use]
    pub fn count_over(&self, first: i64, last: i64) -> usize {
        let begun = self.firsts.partition_point(|begins| *begins <= last);
        begun.saturating_sub(self.ends.partition_point(|ends| *ends < first))
    }

    /// The same, where what has no end counts only where it begins, and what
    /// has no beginning only where it ends.
    #[must_use]
    pub fn density_over(&self, first: i64, last: i64) -> usize {
        let endless = self.endless.partition_point(|begins| *begins < first);
        let ended = self.beginningless.partition_point(|ends| *ends <= last);
        let without = endless + (self.beginningless.len() - ended);
        self.count_over(first, last).saturating_sub(without)
    }

    /// How many stretches begin before a second and have not ended before it.
    #[must_use]
    pub fn count_reaching(&self, at: i64) -> usize {
        let begun = self.firsts.partition_point(|first| *first < at);
        begun.saturating_sub(self.ends.partition_point(|end| *end < at))
    }

    /// The positions of the stretches that begin before a second and have not
    /// ended before it, ascending.
    pub fn reaching(&self, at: i64) -> impl Iterator<Item = usize> + '_ {
        let limit = self.firsts.partition_point(|first| *first < at);
        let mut from = 0;
        std::iter::from_fn(move || {
            let found = self.next_reaching(from, limit, at)?;
            from = found + 1;
            Some(found)
        })
    }

    fn next_reaching(&self, mut from: usize, limit: usize, at: i64) -> Option<usize> {
        while from < limit {
            // The widest node that begins here and ends too early is passed over.
            let mut passed = 0;
            let mut width = NODE;
            for nodes in &self.latest {
                let is_over = from.is_multiple_of(width)
                    && nodes.get(from / width).is_some_and(|latest| *latest < at);
                if !is_over {
                    break;
                }
                passed = width;
                width *= NODE;
            }
            if passed > 0 {
                from += passed;
            } else if self.lasts.get(from).is_some_and(|last| *last >= at) {
                return Some(from);
            } else {
                from += 1;
            }
        }
        None
    }

    /// How many events the stretches at some positions are of.
    #[must_use]
    pub fn events_beginning(&self, positions: &Range<usize>) -> usize {
        let from = self
            .again
            .partition_point(|(position, _)| (*position as usize) < positions.start);
        let again = self
            .again
            .iter()
            .skip(from)
            .take_while(|(position, _)| (*position as usize) < positions.end)
            .filter(|(_, previous)| (*previous as usize) >= positions.start)
            .count();
        positions.len() - again
    }

    /// How many events the stretches are of that begin before a second and
    /// have not ended before it.
    #[must_use]
    pub fn events_reaching(&self, at: i64) -> usize {
        let shared = self.shared_firsts.partition_point(|first| *first < at)
            - self.shared_ends.partition_point(|end| *end < at);
        self.count_reaching(at).saturating_sub(shared)
    }

    /// The latest second before another at which a stretch ends; what has no
    /// end counts where it begins.
    #[must_use]
    pub fn ended_before(&self, at: i64) -> Option<i64> {
        let before = |seconds: &[i64]| {
            let place = seconds.partition_point(|second| *second < at);
            seconds.get(place.checked_sub(1)?).copied()
        };
        before(&self.ends).max(before(&self.endless))
    }

    /// The earliest second after another at which a stretch begins; what has no
    /// beginning counts where it ends.
    #[must_use]
    pub fn begins_after(&self, at: i64) -> Option<i64> {
        let after = |seconds: &[i64]| {
            let place = seconds.partition_point(|second| *second <= at);
            seconds.get(place).copied()
        };
        [after(&self.firsts), after(&self.beginningless)]
            .into_iter()
            .flatten()
            .min()
    }

    /// The claim that the stretch at a position is of, by its position in
    /// the index; `None` in an preview, which has no claims.
    #[must_use]
    pub fn claim(&self, position: usize) -> Option<usize> {
        self.claims.get(position).map(|claim| *claim as usize)
    }

    /// The first second of the stretch at a position.
    #[must_use]
    pub fn first(&self, position: usize) -> Option<i64> {
        self.firsts.get(position).copied()
    }

    /// The last second of the stretch at a position (included).
    #[must_use]
    pub fn last(&self, position: usize) -> Option<i64> {
        self.lasts.get(position).copied()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::query::sample_tests::{event, timeline};

    /// A few hundred events in the years 1900 to 1999, some of them sets.
    fn dates() -> impl Strategy<Value = Vec<String>> {
        let year = 1900..2000_i32;
        let date = prop_oneof![
            year.clone().prop_map(|year| year.to_string()),
            (year.clone(), 0..60_i32).prop_map(|(year, long)| format!("{year}/{}", year + long)),
            (year.clone(), 1..30_i32).prop_map(|(year, gap)| format!(
                "{{{year},{},{}}}",
                year + gap,
                year + 2 * gap
            )),
            (year.clone(), 1..9_i32)
                .prop_map(|(year, long)| format!("{{{year},{year}..{}}}", year + long)),
            year.clone().prop_map(|year| format!("{year}/..")),
            year.clone().prop_map(|year| format!("../{year}")),
            year.clone().prop_map(|year| format!("{year}/")),
            year.prop_map(|year| format!("/{year}")),
        ];
        proptest::collection::vec(date, 1..220)
    }

    fn second(year: i32, day: i64) -> i64 {
        crate::model::WrittenDate::new(&year.to_string())
            .extent()
            .unwrap()
            .first()
            .seconds()
            + day * 86_400
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn counts_and_finds_are_those_of_looking_at_every_stretch(
            dates in dates(), year in 1890..2010_i32, day in 0..366_i64, years in 0..40_i64,
        ) {
            let events = dates.iter().enumerate().map(|(number, date)| {
                event(&number.to_string(), Some(date), Vec::new())
            });
            let timeline = timeline(&[], &[], events.collect());
            let index = TimeIndex::new(&timeline);
            let lanes = LaneIndexes::new(&timeline, &index);
            let lane = lanes.lanes().first().unwrap();
            let (from, to) = (second(year, day), second(year, day) + years * 31_556_952);

            let all: Vec<(i64, i64, Index<Event>)> = index.date_claims().iter().flat_map(|claim| {
                claim.spans().iter().map(|span| {
                    let (first, last) = drawn_range(*span);
                    (first.seconds(), last.seconds(), claim.event)
                })
            }).collect();
            let events_where = |is: &dyn Fn(i64, i64) -> bool| {
                all.iter().filter(|(first, last, _)| is(*first, *last))
                    .map(|(_, _, event)| *event).collect::<BTreeSet<_>>()
            };
            let count_where = |is: &dyn Fn(i64, i64) -> bool| {
                all.iter().filter(|(first, last, _)| is(*first, *last)).count()
            };
            let event_at = |position| {
                index.date_claims()[lane.claim(position).unwrap()].event
            };

            prop_assert_eq!(lane.len(), all.len());
            let over = |first: i64, last: i64| first <= to && last >= from;
            prop_assert_eq!(lane.count_over(from, to), count_where(&over));
            let dense = |first: i64, last: i64| match (first, last) {
                (i64::MIN, i64::MAX) => false,
                (first, i64::MAX) => first >= from && first <= to,
                (i64::MIN, last) => last >= from && last <= to,
                (first, last) => over(first, last),
            };
            prop_assert_eq!(lane.density_over(from, to), count_where(&dense));

            let begins = |first: i64, _: i64| first >= from && first < to;
            let positions = lane.beginning(from, to);
            prop_assert_eq!(positions.len(), count_where(&begins));
            prop_assert_eq!(lane.count_beginning(0..lane.len(), from, to), positions.len());
            prop_assert_eq!(lane.events_beginning(&positions), events_where(&begins).len());
            let found: BTreeSet<_> = positions.map(event_at).collect();
            prop_assert_eq!(found, events_where(&begins));

            let reaches = |first: i64, last: i64| first < from && last >= from;
            prop_assert_eq!(lane.count_reaching(from), count_where(&reaches));
            prop_assert_eq!(lane.events_reaching(from), events_where(&reaches).len());
            let found: BTreeSet<_> = lane.reaching(from).map(event_at).collect();
            prop_assert_eq!(found, events_where(&reaches));
        }
    }

    #[test]
    fn what_is_not_shown_is_in_no_lane() {
        let events = ["1950", "1960"]
            .iter()
            .map(|date| event(date, Some(date), Vec::new()));
        let timeline = timeline(&[], &[], events.collect());
        let index = TimeIndex::new(&timeline);
        let second = Index::new(1);
        let all = LaneIndexes::new(&timeline, &index);
        let lanes = all.narrowed(&index, |event| Some(event) == second);
        let total: usize = lanes.lanes().iter().map(LaneIndex::len).sum();
        assert_eq!(total, 1);
        assert_eq!(all.narrowed(&index, |_| true), all);
    }
}
