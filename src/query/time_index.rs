//! The events of one revision in the order of time.

use serde::{Deserialize, Serialize};

use super::date_claims::{ClaimRole, DateClaim, add_date_claims};
use crate::model::{Event, Index, JaggedArray, Timeline};
use annals_edtf::relation::{Answer, after, before};
use annals_edtf::{Extent, Instant};

/// The events and date claims of a timeline in the order of time.
#[derive(Debug, Clone, Default)]
pub struct TimeIndex {
    by_time: Vec<Index<Event>>,
    /// Position of each event in `by_time`; `u32::MAX` if it is undated.
    places: Vec<u32>,
    undated: Vec<Index<Event>>,
    claims: Vec<DateClaim>,
    /// Positions of each event's claims, by event.
    by_event: JaggedArray<u32>,
    /// Number of events of each lane; events without a lane last.
    by_lane: Vec<LaneCount>,
    whole: Option<(Instant, Instant)>,
}

/// Numbers of events of a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LaneCount {
    /// All events.
    pub events: usize,
    /// Events with a valid date.
    pub dated: usize,
}

impl TimeIndex {
    /// Indexes a timeline.
    #[must_use]
    pub fn new(timeline: &Timeline) -> Self {
        let mut unsorted = Vec::with_capacity(timeline.events.len());
        let mut by_lane = vec![LaneCount::default(); timeline.lanes.len() + 1];
        let mut undated = Vec::new();
        // The first date from a source of events without a date of their own.
        let mut by_rival = Vec::new();
        for (index, event) in timeline.events.indexed() {
            let before = unsorted.len();
            add_date_claims(event, index, &mut unsorted);
            let first = unsorted.get(before);
            let lane = event.lane.map_or(timeline.lanes.len(), Index::position);
            if let Some(count) = by_lane.get_mut(lane) {
                count.events += 1;
                count.dated += usize::from(first.is_some());
            }
            match first {
                Some(first) if first.role == ClaimRole::Main => {}
                Some(first) => {
                    let extent = first.spans().first().map(|span| span.extent());
                    by_rival.extend(extent.map(|it| (it.first(), it.last(), index)));
                }
                None => undated.push(index),
            }
        }
        let whole = whole(&unsorted);
        let order = order(&unsorted);
        let by_time = events_by_time(&unsorted, &order, by_rival);
        let mut unsorted: Vec<Option<DateClaim>> = unsorted.into_iter().map(Some).collect();
        let claims: Vec<DateClaim> = order
            .iter()
            .filter_map(|(_, _, number)| unsorted.get_mut(*number as usize)?.take())
            .collect();
        let mut places = vec![u32::MAX; timeline.events.slot_count()];
        for (event, place) in by_time.iter().zip(0_u32..) {
            if let Some(of_event) = places.get_mut(event.position()) {
                *of_event = place;
            }
        }
        undated.shrink_to_fit();
        Self {
            by_event: JaggedArray::new(timeline.events.slot_count(), || {
                let events = claims.iter().map(|claim| claim.event.position());
                events.zip(0_u32..)
            }),
            by_time,
            places,
            undated,
            claims,
            by_lane,
            whole,
        }
    }

    /// The index of a preview, which has no events: the numbers of each lane (events without a
    /// lane last) and the first and the last second.
    #[must_use]
    pub fn of_preview(by_lane: Vec<LaneCount>, whole: Option<(Instant, Instant)>) -> Self {
        Self {
            by_lane,
            whole,
            ..Self::default()
        }
    }

    /// Dated events by first, then last second, then order of the file.
    #[must_use]
    pub fn by_time(&self) -> &[Index<Event>] {
        &self.by_time
    }

    /// Undated events in the order of the file.
    #[must_use]
    pub fn undated(&self) -> &[Index<Event>] {
        &self.undated
    }

    /// The date claims of all events, by first, then last second.
    #[must_use]
    pub fn date_claims(&self) -> &[DateClaim] {
        &self.claims
    }

    /// The date claims of an event, by first, then last second.
    pub fn date_claims_of(&self, event: Index<Event>) -> impl Iterator<Item = &DateClaim> {
        self.positions_of(event)
            .filter_map(|position| self.claims.get(position))
    }

    /// The positions of the date claims of an event in the order of the index.
    pub fn positions_of(&self, event: Index<Event>) -> impl Iterator<Item = usize> + '_ {
        let positions = self.by_event.of(event.position()).iter();
        positions.map(|position| *position as usize)
    }

    /// Number of events of a lane, by its position; the position after the last is for events
    /// without a lane.
    #[must_use]
    pub fn in_lane(&self, lane: usize) -> LaneCount {
        self.by_lane.get(lane).copied().unwrap_or_default()
    }

    /// The first and the last second that any date names; `None` without dates.
    #[must_use]
    pub const fn whole(&self) -> Option<(Instant, Instant)> {
        self.whole
    }

    /// The event after `from` in time; without `from`, the first. `None` at the end.
    #[must_use]
    pub fn next(&self, from: Option<Index<Event>>) -> Option<Index<Event>> {
        match from.and_then(|from| self.place_of(from)) {
            Some(place) => self.by_time.get(place + 1).copied(),
            None => self.by_time.first().copied(),
        }
    }

    /// The event before `from` in time; without `from`, the last. `None` at the beginning.
    #[must_use]
    pub fn previous(&self, from: Option<Index<Event>>) -> Option<Index<Event>> {
        match from.and_then(|from| self.place_of(from)) {
            Some(place) => self.by_time.get(place.checked_sub(1)?).copied(),
            None => self.by_time.last().copied(),
        }
    }

    /// The events before and after an event in time whose order to it is not known from dates or
    /// recorded relations.
    #[must_use]
    pub fn order_unknown(&self, timeline: &Timeline, event: Index<Event>) -> Vec<Index<Event>> {
        let date_of = |event: Index<Event>| timeline[event].date.as_ref()?.edtf.as_ref();
        let Some(date) = date_of(event) else {
            return Vec::new();
        };
        let dating = &timeline[event].dating;
        [self.previous(Some(event)), self.next(Some(event))]
            .into_iter()
            .flatten()
            .filter(|other| {
                let records = |one: &[Index<Event>], it| one.contains(it);
                let of_other = &timeline[*other].dating;
                let recorded = records(&dating.after, other)
                    || records(&dating.before, other)
                    || records(&of_other.after, &event)
                    || records(&of_other.before, &event);
                let told_by_dates = date_of(*other).is_some_and(|other| {
                    before(date, other) != Answer::CannotTell
                        && after(date, other) != Answer::CannotTell
                });
                !recorded && !told_by_dates
            })
            .collect()
    }

    fn place_of(&self, event: Index<Event>) -> Option<usize> {
        let place = *self.places.get(event.position())? as usize;
        // An undated event has none.
        (place < self.by_time.len()).then_some(place)
    }
}

/// Sort key: first second, last second, and what they belong to.
type SortKey<T> = (Instant, Instant, T);

/// The claims in the order of time: by earliest, then latest second, then in
/// the order they have, so that ties stay where the editor put them. EDTF has
/// no order of its own.
fn order(claims: &[DateClaim]) -> Vec<SortKey<u32>> {
    let key = |(claim, number): (&DateClaim, u32)| {
        let extents = || claim.spans().iter().map(|span| span.extent());
        // A claim has at least one span.
        let first = extents().map(Extent::first).min();
        let last = extents().map(Extent::last).max();
        (
            first.unwrap_or(Instant::MIN),
            last.unwrap_or(Instant::MIN),
            number,
        )
    };
    let mut order: Vec<SortKey<u32>> = claims.iter().zip(0_u32..).map(key).collect();
    order.sort_unstable();
    order
}

/// The dated events by first, then last second of their own date, then in the order of the
/// file. Events with a date of their own are sorted like the claims; the others are inserted
/// by the first date that a source gives.
fn events_by_time(
    claims: &[DateClaim],
    order: &[SortKey<u32>],
    mut others: Vec<SortKey<Index<Event>>>,
) -> Vec<Index<Event>> {
    others.sort_unstable();
    let mut others = others.into_iter().peekable();
    let mut by_time = Vec::with_capacity(claims.len());
    for (first, last, number) in order {
        let Some(claim) = claims.get(*number as usize) else {
            continue;
        };
        if claim.role == ClaimRole::Main {
            let key = (*first, *last, claim.event);
            while let Some((_, _, event)) = others.next_if(|other| *other < key) {
                by_time.push(event);
            }
            by_time.push(claim.event);
        }
    }
    by_time.extend(others.map(|(_, _, event)| event));
    by_time.shrink_to_fit();
    by_time
}

/// The first and last second that any claim names.
fn whole(claims: &[DateClaim]) -> Option<(Instant, Instant)> {
    let spans = claims.iter().flat_map(DateClaim::spans);
    let mut instants = spans
        .flat_map(|span| [span.start.bound.instant(), span.end.bound.instant()])
        .flatten();
    let first = instants.next()?;
    Some(instants.fold((first, first), |(first, last), instant| {
        (first.min(instant), last.max(instant))
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::samples;
    use crate::query::date_claims;

    fn event(id: &str, date: Option<&str>, cited: &[&str]) -> Event {
        let cited = cited.iter().enumerate();
        Event {
            citations: cited
                .map(|(position, date)| samples::citation(position, Some(date)))
                .collect(),
            ..samples::event(id, date)
        }
    }

    fn timeline(events: Vec<Event>) -> Timeline {
        Timeline {
            events: events.into(),
            ..Timeline::default()
        }
    }

    fn ids(timeline: &Timeline, indexes: &[Index<Event>]) -> Vec<String> {
        indexes
            .iter()
            .map(|index| timeline[*index].id.to_string())
            .collect()
    }

    #[test]
    fn events_are_sorted_by_first_then_last_second_and_undated_ones_separate() {
        let timeline = timeline(vec![
            event("year", Some("1958"), &[]),
            event("undated", None, &[]),
            event("no date at all", Some("the fifties"), &[]),
            event("decade", Some("195X"), &[]),
            event("june", Some("1958-06"), &[]),
            event("january", Some("1958-01"), &[]),
        ]);
        let index = TimeIndex::new(&timeline);
        assert_eq!(
            ids(&timeline, index.by_time()),
            ["decade", "january", "year", "june"]
        );
        assert_eq!(
            ids(&timeline, index.undated()),
            ["undated", "no date at all"]
        );
    }

    #[test]
    fn rival_dates_are_claims_and_agreeing_dates_are_not() {
        let timeline = timeline(vec![
            event("freeze", Some("2017"), &["2017", "2014~/2016~"]),
            event("agreed", Some("1958"), &["1958", "195X", "1958~"]),
        ]);
        let index = TimeIndex::new(&timeline);
        let roles: Vec<_> = index
            .date_claims()
            .iter()
            .map(|claim| (timeline[claim.event].id.as_str(), claim.role, claim.words()))
            .collect();
        assert_eq!(
            roles,
            [
                ("agreed", ClaimRole::Main, "1958"),
                ("freeze", ClaimRole::Rival, "the mid-2010s"),
                ("freeze", ClaimRole::Main, "2017"),
            ]
        );
    }

    #[test]
    fn neighbours_with_unknown_order_are_listed() {
        let mut events = vec![
            event("a", Some("1953"), &[]),
            event("b", Some("2025"), &[]),
            event("c", Some("2025"), &[]),
            event("d", Some("2025"), &[]),
        ];
        // That d came after c is recorded.
        std::sync::Arc::make_mut(&mut events[3].dating).after = vec![Index::new(2).unwrap()];
        let timeline = timeline(events);
        let index = TimeIndex::new(&timeline);
        let unknown = |position| {
            let event = Index::new(position).unwrap();
            ids(&timeline, &index.order_unknown(&timeline, event))
        };
        assert!(unknown(0).is_empty());
        assert_eq!(unknown(1), ["c"]);
        assert_eq!(unknown(2), ["b"]);
        assert!(unknown(3).is_empty());
    }

    #[test]
    fn next_and_previous_visit_every_dated_event() {
        let timeline = timeline(vec![
            event("b", Some("1958"), &[]),
            event("a", Some("1953"), &[]),
        ]);
        let index = TimeIndex::new(&timeline);
        let first = index.next(None);
        let second = index.next(first);
        assert_eq!(first, Index::new(1));
        assert_eq!(second, Index::new(0));
        assert_eq!(index.next(second), None);
        assert_eq!(index.previous(second), first);
        assert_eq!(index.previous(first), None);
        assert_eq!(index.previous(None), second);
    }

    #[test]
    fn whole_spans_all_named_bounds_and_ignores_open_ones() {
        let timeline = timeline(vec![
            event("open", Some("1990~/.."), &[]),
            event("freeze", Some("2017"), &["2017", "2014~/2016~"]),
        ]);
        let (first, last) = TimeIndex::new(&timeline).whole().unwrap();
        assert_eq!(first.to_iso(), "1990-01-01T00:00:00Z");
        assert_eq!(last.to_iso(), "2017-12-31T23:59:59Z");
        assert_eq!(TimeIndex::new(&Timeline::default()).whole(), None);
    }

    fn date() -> impl Strategy<Value = String> {
        prop_oneof![
            "195[0-9]",
            "195[0-4]/195[5-9]",
            "19[56]X",
            "195[0-4]~/195[5-9]~",
            r"195[0-9]/(\.\.)?",
            r"(\.\.)?/195[0-9]",
            r"\{195[0-4],195[5-9]\}",
            r"\[(\.\.)?195[0-4],195[5-9](\.\.)?\]",
            "no date",
        ]
    }

    proptest! {
        #[test]
        fn the_index_equals_a_scan_of_all_claims(
            dates in proptest::collection::vec(
                (proptest::option::of(date()), proptest::collection::vec(date(), 0..4)), 0..24,
            )
        ) {
            let events = dates.iter().map(|(date, cited)| {
                let cited: Vec<&str> = cited.iter().map(String::as_str).collect();
                event("it", date.as_deref(), &cited)
            });
            let timeline = timeline(events.collect());
            let index = TimeIndex::new(&timeline);

            let all: Vec<_> = timeline.events.indexed().collect();
            let mut expected: Vec<DateClaim> =
                all.iter().flat_map(|(event, _)| date_claims(&timeline, *event)).collect();
            expected.sort_by_key(|claim| {
                let extents = || claim.spans().iter().map(|span| span.extent());
                let first = extents().map(Extent::first).min();
                (first, extents().map(Extent::last).max(), claim.event)
            });
            prop_assert_eq!(index.date_claims(), &expected[..]);

            let mut by_time = Vec::new();
            for (event, it) in &all {
                let positions: Vec<usize> = index.positions_of(*event).collect();
                let of_event = |at: &usize| expected[*at].event == *event;
                prop_assert_eq!(
                    &positions, &(0..expected.len()).filter(of_event).collect::<Vec<_>>()
                );
                prop_assert_eq!(index.date_claims_of(*event).count(), positions.len());
                let of_rival = || Some(date_claims(&timeline, *event).first()?.spans()[0].extent());
                by_time.extend(it.extent().or_else(of_rival).map(|it| (it, *event)));
            }
            by_time.sort_by_key(|(extent, event)| (extent.first(), extent.last(), *event));
            let by_time: Vec<_> = by_time.into_iter().map(|(_, event)| event).collect();
            prop_assert_eq!(index.by_time(), &by_time[..]);
            let undated: Vec<_> = all
                .iter()
                .map(|(event, _)| *event)
                .filter(|event| !by_time.contains(event))
                .collect();
            prop_assert_eq!(index.undated(), &undated[..]);
        }
    }
}
