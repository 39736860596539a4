//! Tests of the division into marks and clusters.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::layout::{AxisFolds, MAX_FOLDS};
use crate::model::samples;
use crate::model::{Event, Index, Lane, Timeline, WrittenDate};
use crate::query::{TimeIndex, drawn_range, empty_periods};

fn timeline(dates: &[(usize, String)]) -> Timeline {
    let event = |(number, (lane, date)): (usize, &(usize, String))| Event {
        lane_id: lane.to_string().into(),
        lane: Index::new(*lane),
        ..samples::event(&number.to_string(), Some(date))
    };
    let lane = |id: usize| Lane {
        id: id.to_string(),
        name: id.to_string(),
        color: None,
    };
    Timeline {
        lanes: vec![lane(0), lane(1)],
        events: dates.iter().enumerate().map(event).collect(),
        ..Timeline::default()
    }
}

/// Bursts of events in two lanes, the second with few.
fn dates() -> impl Strategy<Value = Vec<(usize, String)>> {
    let lane = prop_oneof![9 => Just(0_usize), 1 => Just(1_usize)];
    let year = prop_oneof![2 => 1900..1990_i32, 1 => 1953..1956_i32];
    let date = prop_oneof![
        year.clone().prop_map(|year| year.to_string()),
        (year.clone(), 1..13_u8).prop_map(|(year, month)| format!("{year}-{month:02}")),
        (year.clone(), 1..13_u8, 1..29_u8)
            .prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")),
        (year.clone(), 0..50_i32).prop_map(|(year, long)| format!("{year}/{}", year + long)),
        (year.clone(), 2..9_i32).prop_map(|(year, gap)| format!("{{{year},{}}}", year + gap)),
        year.clone().prop_map(|year| format!("{year}/..")),
        year.prop_map(|year| format!("../{year}")),
    ];
    proptest::collection::vec((lane, date), 1..400)
}

fn viewport(year: i32, days: i64) -> Viewport {
    let first = WrittenDate::new(&year.to_string())
        .extent()
        .unwrap()
        .first();
    Viewport::between(first, first.saturating_add(days * 86_400))
}

const WIDTH: f32 = 900.0;

struct IndexedTimeline {
    timeline: Timeline,
    index: TimeIndex,
    lanes: LaneIndexes,
}

impl IndexedTimeline {
    fn new(dates: &[(usize, String)]) -> Self {
        let timeline = timeline(dates);
        let index = TimeIndex::new(&timeline);
        let lanes = LaneIndexes::new(&timeline, &index);
        Self {
            timeline,
            index,
            lanes,
        }
    }

    fn event(&self, claim: usize) -> Index<Event> {
        self.index.date_claims()[claim].event
    }

    /// The events of a cluster.
    fn under(&self, cluster: &Cluster) -> BTreeSet<Index<Event>> {
        let claims = cluster.date_claims(&self.lanes);
        claims.into_iter().map(|at| self.event(at)).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn marks_and_clusters_contain_exactly_the_events_in_view(
        dates in dates(), year in 1895..1995_i32,
        days in prop_oneof![1..40_i64, 40..2_000_i64, 2_000..50_000_i64],
        folded in any::<bool>(), folds_empty_periods in any::<bool>(),
    ) {
        let indexed = IndexedTimeline::new(&dates);
        let whole = indexed.index.whole().unwrap();
        let folds = if folds_empty_periods {
            AxisFolds::of(&empty_periods(&indexed.lanes, whole, MAX_FOLDS), whole)
        } else {
            AxisFolds::default()
        };
        let viewport = viewport(year, days).folded_by(&folds);
        let arrangement = Arrangement::with_folded(folded.then_some(0));
        let visible = visible_marks(&indexed.lanes, viewport, WIDTH, &[], &arrangement);
        if folded {
            prop_assert!(visible.unclustered.iter().all(|single| single.lane != 0));
        }
        let (from, to) = (viewport.first(), viewport.last());
        let in_view: BTreeSet<_> = indexed.index.date_claims().iter()
            .filter(|claim| claim.spans().iter().any(|span| {
                let (first, last) = drawn_range(*span);
                first <= to && last >= from
            }))
            .map(|claim| claim.event)
            .collect();
        let mut shown: BTreeSet<_> = visible.unclustered.iter().map(|single| indexed.event(single.claim)).collect();
        for cluster in &visible.clusters {
            let under = indexed.under(cluster);
            prop_assert_eq!(cluster.events, under.len());
            shown.extend(under);
        }
        prop_assert_eq!(shown, in_view);
    }

    #[test]
    fn only_crowded_lanes_have_clusters(dates in dates(), year in 1895..1995_i32) {
        let indexed = IndexedTimeline::new(&dates);
        let visible = visible_marks(&indexed.lanes, viewport(year, 40_000), WIDTH, &[], &Arrangement::default());
        for cluster in &visible.clusters {
            prop_assert!(is_crowded(&indexed.lanes.lanes()[cluster.lane()]));
        }
    }

    #[test]
    fn the_number_of_marks_and_clusters_is_bounded(
        dates in dates(), year in 1895..1995_i32, days in 1..50_000_i64,
    ) {
        let indexed = IndexedTimeline::new(&dates);
        let visible = visible_marks(&indexed.lanes, viewport(year, days), WIDTH, &[], &Arrangement::default());
        #[expect(clippy::cast_sign_loss, reason = "widths are positive")]
        let bins = (f64::from(WIDTH) / (BIN_WIDTH / 2.0)).ceil() as usize + 1;
        let max_clustered = bins * ClusterLimits::FEW.in_bin + ClusterLimits::FEW.began_earlier;
        for (position, lane) in indexed.lanes.lanes().iter().enumerate() {
            let singles = visible.unclustered.iter().filter(|single| single.lane == position).count();
            let max_singles = if is_crowded(lane) { max_clustered } else { FEW };
            prop_assert!(singles <= max_singles);
            let clusters = visible.clusters.iter().filter(|it| it.lane() == position).count();
            prop_assert!(clusters <= bins + 1);
        }
    }

    #[test]
    fn panning_keeps_clusters(dates in dates(), by in 1..300_i64) {
        let indexed = IndexedTimeline::new(&dates);
        let here = viewport(1950, 3_000);
        let there = here.panned((by * 86_400) as f64);
        let (one, other) = (
            visible_marks(&indexed.lanes, here, WIDTH, &[], &Arrangement::default()),
            visible_marks(&indexed.lanes, there, WIDTH, &[], &Arrangement::default()),
        );
        for cluster in one.clusters {
            let ClusterId::InBin { step, bin, .. } = cluster.id else { continue };
            let first = bin << step;
            let end = first + (1 << step);
            if first < there.first().seconds() || end > here.last().seconds() {
                continue;
            }
            // A bin that is entirely in both viewports has the same cluster in both.
            prop_assert!(other.clusters.contains(&cluster));
        }
    }
}

#[test]
fn an_event_drawn_by_itself_stays_in_its_cluster() {
    let dates: Vec<(usize, String)> = (0..80).map(|_| (0, "1953".to_owned())).collect();
    let indexed = IndexedTimeline::new(&dates);
    let always = UnclusteredClaim { lane: 0, claim: 7 };
    let visible = visible_marks(
        &indexed.lanes,
        viewport(1950, 4_000),
        WIDTH,
        &[always],
        &Arrangement::default(),
    );
    assert_eq!(visible.unclustered, [always]);
    assert_eq!(visible.clusters.len(), 1);
    assert_eq!(visible.clusters[0].events, indexed.timeline.events.len());
}
