//! Spans of each lane, indexed by time.
//!
//! A lane stores its spans sorted by start and, separately, their ends sorted. So the number
//! of spans that overlap a period is the difference of two binary searches, the spans that
//! begin in it are a slice, and those that began earlier are found with a tree of the latest
//! ends.
//!
//! Times of type `i64` are in seconds since 1970 ([`Instant::seconds`]). Start and end are the
//! first and the last second of a span, both inclusive.

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
    /// Latest end under each node, by level.
    latest: Vec<Vec<i64>>,
    /// Starts of the spans without an end, ascending.
    endless: Vec<i64>,
    /// Ends of the spans without a beginning but with an end, ascending.
    beginningless: Vec<i64>,
}

/// The columns of a lane from which the others are computed, without claims.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LaneColumns {
    /// Start of each span, ascending.
    pub starts: Vec<i64>,
    /// End of each span, in the same order.
    pub ends: Vec<i64>,
    /// The same ends, ascending.
    pub ends_sorted: Vec<i64>,
    /// Pairs of a span and the previous span of the same event in this lane, ascending.
    pub repeated: Vec<(u32, u32)>,
    /// Starts of the overlaps of spans of one event, ascending.
    pub shared_starts: Vec<i64>,
    /// Ends of these overlaps, ascending.
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
        let mut scratch = vec![u32::MAX; timeline.events.slot_count()];
        let lanes = spans
            .into_iter()
            .map(|spans| LaneIndex::new(spans, index.date_claims(), &mut scratch))
            .collect();
        Self { lanes }
    }

    /// The index of the events for which `shown` is true.
    #[must_use]
    pub fn narrowed(&self, index: &TimeIndex, shown: impl Fn(Index<Event>) -> bool) -> Self {
        let claims = index.date_claims();
        let events = claims.iter().map(|claim| claim.event.position() + 1);
        let mut scratch = vec![u32::MAX; events.max().unwrap_or(0)];
        let narrowed = |lane: &LaneIndex| {
            let spans = (0..lane.len()).filter_map(|at| {
                let claim = *lane.claims.get(at)?;
                let event = claims.get(claim as usize)?.event;
                shown(event).then_some(())?;
                Some((
                    *lane.columns.starts.get(at)?,
                    *lane.columns.ends.get(at)?,
                    claim,
                ))
            });
            LaneIndex::new(spans.collect(), claims, &mut scratch)
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
    fn new(mut spans: Vec<(i64, i64, u32)>, of: &[DateClaim], scratch: &mut [u32]) -> Self {
        spans.sort_unstable();
        let event_of = |claim: u32| {
            let claim = of.get(claim as usize)?;
            Some(claim.event.position())
        };
        let mut ends_sorted: Vec<i64> = spans.iter().map(|span| span.1).collect();
        ends_sorted.sort_unstable();
        Self {
            claims: spans.iter().map(|span| span.2).collect(),
            ..Self::of_sorted(&spans, ends_sorted, event_of, scratch)
        }
    }

    /// Indexes sorted spans, without claims. `ends_sorted` are their ends, ascending.
    /// `event_of` gives the position of the event for the third number of a span, if the event
    /// may have several spans. `scratch` is a buffer with one slot per event; all are
    /// `u32::MAX` on entry and on return.
    pub(super) fn of_sorted(
        spans: &[(i64, i64, u32)],
        ends_sorted: Vec<i64>,
        event_of: impl Fn(u32) -> Option<usize>,
        scratch: &mut [u32],
    ) -> Self {
        let mut repeated = Vec::new();
        let mut latest_end_by_event: HashMap<usize, i64> = HashMap::new();
        let (mut shared_starts, mut shared_ends) = (Vec::new(), Vec::new());
        for ((first, last, of), position) in spans.iter().zip(0_u32..) {
            let Some(event) = event_of(*of) else {
                continue;
            };
            let Some(before) = scratch.get_mut(event) else {
                continue;
            };
            let previous = std::mem::replace(before, position);
            let Some((_, before_last, _)) = spans.get(previous as usize) else {
                continue;
            };
            repeated.push((position, previous));
            let reached = latest_end_by_event.entry(event).or_insert(*before_last);
            if *first <= *reached {
                shared_starts.push(*first);
                shared_ends.push((*reached).min(*last));
            }
            *reached = (*reached).max(*last);
        }
        // Reset for the next lane.
        for (_, _, of) in spans {
            if let Some(slot) = event_of(*of).and_then(|event| scratch.get_mut(event)) {
                *slot = u32::MAX;
            }
        }
        shared_ends.sort_unstable();
        Self::of_columns(LaneColumns {
            starts: spans.iter().map(|span| span.0).collect(),
            ends: spans.iter().map(|span| span.1).collect(),
            ends_sorted,
            repeated,
            shared_starts,
            shared_ends,
        })
    }

    /// Computes the other columns.
    pub(super) fn of_columns(columns: LaneColumns) -> Self {
        let (starts, ends) = (&columns.starts, &columns.ends);
        let mut latest: Vec<Vec<i64>> = Vec::new();
        loop {
            let below = latest.last().unwrap_or(ends);
            if below.len() <= 1 {
                break;
            }
            let above = below
                .chunks(NODE)
                .map(|node| node.iter().copied().max().unwrap_or(i64::MIN))
                .collect();
            latest.push(above);
        }
        let spans = || starts.iter().zip(ends);
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
        self.columns.starts.len()
    }

    /// Whether there are no spans.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.starts.is_empty()
    }

    /// Whether the claims of the spans are known. In a preview they are not.
    #[must_use]
    pub fn has_claims(&self) -> bool {
        self.claims.len() == self.columns.starts.len()
    }

    /// Positions of the spans that begin at or after `from` and before `before`.
    #[must_use]
    pub fn beginning(&self, from: i64, before: i64) -> Range<usize> {
        let start = self.columns.starts.partition_point(|first| *first < from);
        start..start.max(self.columns.starts.partition_point(|first| *first < before))
    }

    /// Number of spans at some positions that begin at or after `from` and before `before`.
    #[must_use]
    pub fn count_beginning(&self, within: Range<usize>, from: i64, before: i64) -> usize {
        let Some(starts) = self.columns.starts.get(within) else {
            return 0;
        };
        let start = starts.partition_point(|first| *first < from);
        starts
            .partition_point(|first| *first < before)
            .saturating_sub(start)
    }

    /// Number of spans that overlap a period, given by its first and last second (inclusive).
    #[must_use]
    pub fn count_over(&self, first: i64, last: i64) -> usize {
        let begun = self.columns.starts.partition_point(|start| *start <= last);
        begun.saturating_sub(self.columns.ends_sorted.partition_point(|end| *end < first))
    }

    /// Like [`Self::count_over`], but a span without an end counts only where it begins, and one
    /// without a beginning only where it ends.
    #[must_use]
    pub fn density_over(&self, first: i64, last: i64) -> usize {
        let endless = self.endless.partition_point(|start| *start < first);
        let ended = self.beginningless.partition_point(|end| *end <= last);
        let without = endless + (self.beginningless.len() - ended);
        self.count_over(first, last).saturating_sub(without)
    }

    /// Number of spans that begin before a second and do not end before it.
    #[must_use]
    pub fn count_reaching(&self, at: i64) -> usize {
        let begun = self.columns.starts.partition_point(|first| *first < at);
        begun.saturating_sub(self.columns.ends_sorted.partition_point(|end| *end < at))
    }

    /// Positions of the spans that begin before a second and do not end before it, ascending.
    pub fn reaching(&self, at: i64) -> impl Iterator<Item = usize> + '_ {
        let limit = self.columns.starts.partition_point(|first| *first < at);
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
            } else if self.columns.ends.get(from).is_some_and(|last| *last >= at) {
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
            .repeated
            .partition_point(|(position, _)| (*position as usize) < positions.start);
        let repeated = self
            .columns
            .repeated
            .iter()
            .skip(from)
            .take_while(|(position, _)| (*position as usize) < positions.end)
            .filter(|(_, previous)| (*previous as usize) >= positions.start)
            .count();
        positions.len() - repeated
    }

    /// Number of events of the spans that begin before a second and do not end before it.
    #[must_use]
    pub fn events_reaching(&self, at: i64) -> usize {
        let shared = self
            .columns
            .shared_starts
            .partition_point(|first| *first < at)
            - self.columns.shared_ends.partition_point(|end| *end < at);
        self.count_reaching(at).saturating_sub(shared)
    }

    /// The latest end before a second. A span without an end counts where it begins.
    #[must_use]
    pub fn ended_before(&self, at: i64) -> Option<i64> {
        let before = |seconds: &[i64]| {
            let place = seconds.partition_point(|second| *second < at);
            seconds.get(place.checked_sub(1)?).copied()
        };
        before(&self.columns.ends_sorted).max(before(&self.endless))
    }

    /// The earliest start after a second. A span without a beginning counts where it ends.
    #[must_use]
    pub fn begins_after(&self, at: i64) -> Option<i64> {
        let after = |seconds: &[i64]| {
            let place = seconds.partition_point(|second| *second <= at);
            seconds.get(place).copied()
        };
        [after(&self.columns.starts), after(&self.beginningless)]
            .into_iter()
            .flatten()
            .min()
    }

    /// The claim of the span at a position, by its position in the index; `None` in a preview.
    #[must_use]
    pub fn claim(&self, position: usize) -> Option<usize> {
        self.claims.get(position).map(|claim| *claim as usize)
    }

    /// Start of the span at a position.
    #[must_use]
    pub fn first(&self, position: usize) -> Option<i64> {
        self.columns.starts.get(position).copied()
    }

    /// End of the span at a position.
    #[must_use]
    pub fn last(&self, position: usize) -> Option<i64> {
        self.columns.ends.get(position).copied()
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
