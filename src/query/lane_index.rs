//! Spans of each lane, indexed by time.
//!
//! A lane stores its spans sorted by first second and, separately, their last seconds sorted.
//! So the number of spans that overlap a period is the difference of two binary searches, the
//! spans that begin in it are a slice, and those that began earlier are found with a tree of
//! the latest last seconds.

use std::collections::HashMap;
use std::ops::Range;

use super::date_claims::DateClaim;
use super::time_index::TimeIndex;
use crate::model::{Event, Index, Timeline};
use annals_edtf::{Bound, Instant, Span};

/// Number of spans per leaf of the tree of latest ends, and of children per node.
const NODE: usize = 32;

/// The index of each lane of a timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LaneIndexes {
    lanes: Vec<LaneIndex>,
}

/// The spans of one lane. A span is a date claim, or one member of a claim that is a set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LaneIndex {
    columns: LaneColumns,
    /// Claim of each span, in the same order. Empty in a preview.
    claims: Vec<u32>,
    /// Latest last second under each node, by level.
    latest: Vec<Vec<i64>>,
    /// First seconds of spans without an end, and last seconds of spans without a beginning
    /// but with an end, each ascending.
    endless: Vec<i64>,
    beginningless: Vec<i64>,
}

/// The columns of a lane from which the others are computed, without claims.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LaneColumns {
    /// First second of each span, ascending.
    pub firsts: Vec<i64>,
    /// Last second of each span (inclusive), in the same order.
    pub lasts: Vec<i64>,
    /// Last seconds, ascending.
    pub ends: Vec<i64>,
    /// Pairs of a span and the previous span of the same event in this lane, ascending.
    pub again: Vec<(u32, u32)>,
    /// First and last seconds of the overlaps of spans of one event, each ascending.
    pub shared_firsts: Vec<i64>,
    pub shared_ends: Vec<i64>,
}

impl LaneIndexes {
    /// Indexes a timeline. Events without a known lane are in an additional last lane.
    #[must_use]
    pub fn new(timeline: &Timeline, index: &TimeIndex) -> Self {
        let mut spans: Vec<Vec<(i64, i64, u32)>> = vec![Vec::new(); timeline.lanes.len() + 1];
        for (claim, position) in index.date_claims().iter().zip(0_u32..) {
            let lane = lane_position(timeline, claim.event);
            if let Some(lane) = spans.get_mut(lane) {
                lane.extend(claim.spans().iter().map(|span| {
                    let (first, last) = drawn_range(*span);
                    (first.seconds(), last.seconds(), position)
                }));
            }
        }
        let mut seen = vec![u32::MAX; timeline.events.slot_count()];
        let lanes = spans
            .into_iter()
            .map(|spans| LaneIndex::new(spans, index.date_claims(), &mut seen))
            .collect();
        Self { lanes }
    }

    /// The index of the events for which `shown` is true.
    #[must_use]
    pub fn narrowed(&self, index: &TimeIndex, shown: impl Fn(Index<Event>) -> bool) -> Self {
        let claims = index.date_claims();
        let events = claims.iter().map(|claim| claim.event.position() + 1);
        let mut seen = vec![u32::MAX; events.max().unwrap_or(0)];
        let narrowed = |lane: &LaneIndex| {
            let spans = (0..lane.len()).filter_map(|at| {
                let claim = *lane.claims.get(at)?;
                let event = claims.get(claim as usize)?.event;
                shown(event).then_some(())?;
                Some((
                    *lane.columns.firsts.get(at)?,
                    *lane.columns.lasts.get(at)?,
                    claim,
                ))
            });
            LaneIndex::new(spans.collect(), claims, &mut seen)
        };
        Self {
            lanes: self.lanes.iter().map(narrowed).collect(),
        }
    }

    /// The lanes of a preview; that of events without a lane is last.
    pub(super) const fn of_preview(lanes: Vec<LaneIndex>) -> Self {
        Self { lanes }
    }

    /// All lanes; that of events without a lane is last.
    #[must_use]
    pub fn lanes(&self) -> &[LaneIndex] {
        &self.lanes
    }
}

/// The position of the lane of an event; the position after the last if it has none.
#[must_use]
pub fn lane_position(timeline: &Timeline, event: Index<Event>) -> usize {
    timeline[event]
        .lane
        .map_or(timeline.lanes.len(), Index::position)
}

/// The first and the last second over which a span is drawn, clamped to the range of instants.
/// A span with one unknown end is drawn at its known end.
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
    fn new(mut spans: Vec<(i64, i64, u32)>, of: &[DateClaim], seen: &mut [u32]) -> Self {
        spans.sort_unstable();
        let event_of = |claim: u32| {
            let claim = of.get(claim as usize)?;
            Some(claim.event.position())
        };
        let mut ends: Vec<i64> = spans.iter().map(|span| span.1).collect();
        ends.sort_unstable();
        Self {
            claims: spans.iter().map(|span| span.2).collect(),
            ..Self::of_sorted(&spans, ends, event_of, seen)
        }
    }

    /// Indexes sorted spans, without claims. `ends` are their last seconds, ascending.
    /// `event_of` gives the position of the event for the third number of a span, if the event
    /// may have several spans. `seen` is `u32::MAX` for each event before and after.
    pub(super) fn of_sorted(
        spans: &[(i64, i64, u32)],
        ends: Vec<i64>,
        event_of: impl Fn(u32) -> Option<usize>,
        seen: &mut [u32],
    ) -> Self {
        let mut again = Vec::new();
        let mut reach: HashMap<usize, i64> = HashMap::new();
        let (mut shared_firsts, mut shared_ends) = (Vec::new(), Vec::new());
        for ((first, last, of), position) in spans.iter().zip(0_u32..) {
            let Some(event) = event_of(*of) else {
                continue;
            };
            let Some(before) = seen.get_mut(event) else {
                continue;
            };
            let previous = std::mem::replace(before, position);
            let Some((_, before_last, _)) = spans.get(previous as usize) else {
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
        // Reset for the next lane.
        for (_, _, of) in spans {
            if let Some(seen) = event_of(*of).and_then(|event| seen.get_mut(event)) {
                *seen = u32::MAX;
            }
        }
        shared_ends.sort_unstable();
        Self::of_columns(LaneColumns {
            firsts: spans.iter().map(|span| span.0).collect(),
            lasts: spans.iter().map(|span| span.1).collect(),
            ends,
            again,
            shared_firsts,
            shared_ends,
        })
    }

    /// Computes the other columns.
    pub(super) fn of_columns(columns: LaneColumns) -> Self {
        let (firsts, lasts) = (&columns.firsts, &columns.lasts);
        let mut latest: Vec<Vec<i64>> = Vec::new();
        loop {
            let below = latest.last().unwrap_or(lasts);
            if below.len() <= 1 {
                break;
            }
            let above = below
                .chunks(NODE)
                .map(|node| node.iter().copied().max().unwrap_or(i64::MIN))
                .collect();
            latest.push(above);
        }
        let spans = || firsts.iter().zip(lasts);
        let endless = spans().filter(|(_, last)| **last == i64::MAX);
        let endless = endless.map(|(first, _)| *first).collect();
        // Spans without a beginning are sorted first.
        let mut beginningless: Vec<i64> = spans()
            .take_while(|(first, _)| **first == i64::MIN)
            .map(|(_, last)| *last)
            .filter(|last| *last != i64::MAX)
            .collect();
        beginningless.sort_unstable();
        Self {
            claims: Vec::new(),
            latest,
            endless,
            beginningless,
            columns,
        }
    }

    /// The columns from which the others are computed.
    pub(super) const fn columns(&self) -> &LaneColumns {
        &self.columns
    }

    /// Number of spans.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.firsts.len()
    }

    /// Whether there are no spans.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.firsts.is_empty()
    }

    /// Whether the claims of the spans are known. In a preview they are not.
    #[must_use]
    pub fn has_claims(&self) -> bool {
        self.claims.len() == self.columns.firsts.len()
    }

    /// Positions of the spans that begin at or after `from` and before `before`.
    #[must_use]
    pub fn beginning(&self, from: i64, before: i64) -> Range<usize> {
        let start = self.columns.firsts.partition_point(|first| *first < from);
        start..start.max(self.columns.firsts.partition_point(|first| *first < before))
    }

    /// Number of spans at some positions that begin at or after `from` and before `before`.
    #[must_use]
    pub fn count_beginning(&self, within: Range<usize>, from: i64, before: i64) -> usize {
        let Some(firsts) = self.columns.firsts.get(within) else {
            return 0;
        };
        let start = firsts.partition_point(|first| *first < from);
        firsts
            .partition_point(|first| *first < before)
            .saturating_sub(start)
    }

    /// Number of spans that overlap a period, given by its first and last second (inclusive).
    #[must_use]
    pub fn count_over(&self, first: i64, last: i64) -> usize {
        let begun = self
            .columns
            .firsts
            .partition_point(|begins| *begins <= last);
        begun.saturating_sub(self.columns.ends.partition_point(|ends| *ends < first))
    }

    /// Like [`Self::count_over`], but a span without an end counts only where it begins, and one
    /// without a beginning only where it ends.
    #[must_use]
    pub fn density_over(&self, first: i64, last: i64) -> usize {
        let endless = self.endless.partition_point(|begins| *begins < first);
        let ended = self.beginningless.partition_point(|ends| *ends <= last);
        let without = endless + (self.beginningless.len() - ended);
        self.count_over(first, last).saturating_sub(without)
    }

    /// Number of spans that begin before a second and do not end before it.
    #[must_use]
    pub fn count_reaching(&self, at: i64) -> usize {
        let begun = self.columns.firsts.partition_point(|first| *first < at);
        begun.saturating_sub(self.columns.ends.partition_point(|end| *end < at))
    }

    /// Positions of the spans that begin before a second and do not end before it, ascending.
    pub fn reaching(&self, at: i64) -> impl Iterator<Item = usize> + '_ {
        let limit = self.columns.firsts.partition_point(|first| *first < at);
        let mut from = 0;
        std::iter::from_fn(move || {
            let found = self.next_reaching(from, limit, at)?;
            from = found + 1;
            Some(found)
        })
    }

    fn next_reaching(&self, mut from: usize, limit: usize, at: i64) -> Option<usize> {
        while from < limit {
            // Skips the widest node that starts here and ends too early.
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
            } else if self.columns.lasts.get(from).is_some_and(|last| *last >= at) {
                return Some(from);
            } else {
                from += 1;
            }
        }
        None
    }

    /// Number of events of the spans at some positions.
    #[must_use]
    pub fn events_beginning(&self, positions: &Range<usize>) -> usize {
        let from = self
            .columns
            .again
            .partition_point(|(position, _)| (*position as usize) < positions.start);
        let again = self
            .columns
            .again
            .iter()
            .skip(from)
            .take_while(|(position, _)| (*position as usize) < positions.end)
            .filter(|(_, previous)| (*previous as usize) >= positions.start)
            .count();
        positions.len() - again
    }

    /// Number of events of the spans that begin before a second and do not end before it.
    #[must_use]
    pub fn events_reaching(&self, at: i64) -> usize {
        let shared = self
            .columns
            .shared_firsts
            .partition_point(|first| *first < at)
            - self.columns.shared_ends.partition_point(|end| *end < at);
        self.count_reaching(at).saturating_sub(shared)
    }

    /// The latest last second before a second. A span without an end counts where it begins.
    #[must_use]
    pub fn ended_before(&self, at: i64) -> Option<i64> {
        let before = |seconds: &[i64]| {
            let place = seconds.partition_point(|second| *second < at);
            seconds.get(place.checked_sub(1)?).copied()
        };
        before(&self.columns.ends).max(before(&self.endless))
    }

    /// The earliest first second after a second. A span without a beginning counts where it ends.
    #[must_use]
    pub fn begins_after(&self, at: i64) -> Option<i64> {
        let after = |seconds: &[i64]| {
            let place = seconds.partition_point(|second| *second <= at);
            seconds.get(place).copied()
        };
        [after(&self.columns.firsts), after(&self.beginningless)]
            .into_iter()
            .flatten()
            .min()
    }

    /// The claim of the span at a position, by its position in the index; `None` in a preview.
    #[must_use]
    pub fn claim(&self, position: usize) -> Option<usize> {
        self.claims.get(position).map(|claim| *claim as usize)
    }

    /// First second of the span at a position.
    #[must_use]
    pub fn first(&self, position: usize) -> Option<i64> {
        self.columns.firsts.get(position).copied()
    }

    /// Last second of the span at a position (inclusive).
    #[must_use]
    pub fn last(&self, position: usize) -> Option<i64> {
        self.columns.lasts.get(position).copied()
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
        fn counts_and_searches_equal_a_scan_of_all_spans(
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
    fn hidden_events_are_in_no_lane() {
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
