//! Tests of scenes.

use std::sync::Arc;

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use super::*;
use crate::layout::{Arrangement, RowAxis, RowInput, RowKey, visible_marks};
use crate::model::samples;
use crate::model::{Dating, Lane, Passage, Source, Timeline, WrittenDate};

fn measure(text: &str) -> f32 {
    7.0 * text.chars().count() as f32
}

fn event(title: &str, lane: usize, date: &str) -> Event {
    Event {
        dating: Arc::new(Dating {
            basis: Some(Basis::Stated),
            ..Dating::default()
        }),
        lane_id: lane.to_string().into(),
        lane: Index::new(lane),
        ..samples::event(title, Some(date))
    }
}

fn timeline(events: Vec<Event>) -> Timeline {
    let lane = |id: &str| Lane {
        id: id.into(),
        name: id.into(),
        color: None,
    };
    Timeline {
        lanes: vec![lane("a"), lane("b"), lane("c")],
        events: events.into(),
        ..Timeline::default()
    }
}

struct Shown {
    scene: Scene,
    viewport: Viewport,
}

const WIDTH: f32 = 800.0;

fn show(timeline: &Timeline, first: &str, last: &str) -> Shown {
    let extent = |text: &str| WrittenDate::new(text).extent().unwrap();
    show_in(
        timeline,
        Viewport::between(extent(first).first(), extent(last).last().saturating_add(1)),
    )
}

fn show_in(timeline: &Timeline, viewport: Viewport) -> Shown {
    let index = TimeIndex::new(timeline);
    let key = RowKey::of(viewport.seconds_per_point(WIDTH));
    let lane_indexes = LaneIndexes::new(timeline, &index);
    let arrangement = Arrangement::default();
    let visible = visible_marks(&lane_indexes, viewport, WIDTH, &[], &arrangement);
    let rows = Rows::pack(&RowInput {
        timeline,
        index: &index,
        lanes: &lane_indexes,
        visible: &visible,
        axis: RowAxis {
            key,
            folds: viewport.folds(),
            frame: None,
        },
        measure: &measure,
    });
    let scene = scene(&SceneInput {
        index: &index,
        visible: &visible,
        lane_indexes: &lane_indexes,
        rows: &rows,
        arrangement: &arrangement,
        viewport,
        width: WIDTH,
        height: 500.0,
        measure: &measure,
    });
    Shown { scene, viewport }
}

#[test]
fn a_year_is_a_year_wide_at_any_zoom() {
    let timeline = timeline(vec![event("radio", 0, "1958")]);
    let year = WrittenDate::new("1958").extent().unwrap();
    for (first, last) in [("1950", "1970"), ("1958", "1959"), ("1958", "1958")] {
        let shown = show(&timeline, first, last);
        let (left, right) = shown.scene.marks[0].reach();
        let expected_left = shown.viewport.x_of(year.first(), WIDTH);
        let expected_right = shown.viewport.x_of(year.last().saturating_add(1), WIDTH);
        assert!((f64::from(left) - expected_left).abs() < 0.01, "{first}");
        assert!((f64::from(right) - expected_right).abs() < 0.01, "{last}");
    }
}

#[test]
fn seven_events_of_one_year_each_have_a_row_and_a_label() {
    let titles = [
        "peace",
        "embargo",
        "trade",
        "exercises",
        "monks",
        "highway",
        "media",
    ];
    let mut events = vec![event("independence", 0, "1953")];
    events.extend(titles.iter().map(|title| event(title, 1, "2025")));
    let shown = show(&timeline(events), "1953", "2025");
    let mut places: Vec<i32> = shown
        .scene
        .marks
        .iter()
        .filter(|mark| mark.lane == 1)
        .map(|mark| {
            let label = mark.label.as_ref().unwrap();
            assert!(!label.elided);
            assert_eq!(label.side, LabelSide::Left);
            mark.y as i32
        })
        .collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), 7);
}

#[test]
fn rival_dates_are_in_adjacent_rows_and_name_their_source() {
    let mut freeze = event("exercises frozen", 0, "2017");
    freeze.citations = [
        samples::citation(0, Some("2017")),
        samples::citation(1, Some("2014~/2016~")),
    ]
    .into();
    let mut timeline = timeline(vec![event("independence", 0, "1953"), freeze]);
    for id in ["coplen", "lak"] {
        timeline.sources.push(Source {
            id: id.into(),
            csl: crate::model::CslRecord::default(),
            file: None,
            sha256: None,
            extractor: None,
            encoding: None,
            language: None,
            note: None,
        });
        timeline.passages.push(Passage {
            id: id.into(),
            source: Index::new(timeline.sources.len() - 1).unwrap(),
            quote: annals_anchor::QuoteSelector::default(),
            position: None,
            locator: None,
            replaces: None,
        });
    }
    let shown = show(&timeline, "1953", "2025");
    let of_role = |role| {
        shown
            .scene
            .marks
            .iter()
            .find(|mark| mark.role == role)
            .unwrap()
    };
    let (main, rival) = (
        shown
            .scene
            .marks
            .iter()
            .find(|mark| mark.role == ClaimRole::Main && mark.segments[0].left > 100.0)
            .unwrap(),
        of_role(ClaimRole::Rival),
    );
    assert_eq!(rival.label.as_ref().unwrap().text, "the mid-2010s (lak)");
    let apart = rival.y - main.y;
    assert!((ROW_HEIGHT..=MAX_ROW_HEIGHT).contains(&apart), "{apart}");
    assert_eq!(rival.segments[0].start, BarEnd::Faded);
    assert_eq!(main.segments[0].start, BarEnd::Firm);
}

#[test]
fn open_ends_are_arrows_and_unknown_ends_break_off() {
    let timeline = timeline(vec![
        event("elections", 0, "1990~/.."),
        event("dormancy", 1, "2014~/"),
        event("before", 2, "../1975"),
    ]);
    let shown = show(&timeline, "1953", "2025");
    let segment = |lane| {
        shown
            .scene
            .marks
            .iter()
            .find(|mark| mark.lane == lane)
            .unwrap()
            .segments[0]
    };
    assert_eq!(
        (segment(0).start, segment(0).end),
        (BarEnd::Faded, BarEnd::Arrow)
    );
    assert!((segment(0).right - WIDTH).abs() < 0.01);
    assert_eq!(segment(1).end, BarEnd::Broken);
    assert!((segment(1).right - segment(1).left - BROKEN_LENGTH).abs() < 0.01);
    assert_eq!(
        (segment(2).start, segment(2).end),
        (BarEnd::Arrow, BarEnd::Firm)
    );
}

#[test]
fn a_day_among_decades_has_the_least_width() {
    let timeline = timeline(vec![event("coup", 0, "1970-03-18")]);
    let shown = show(&timeline, "1953", "2025");
    let segment = shown.scene.marks[0].segments[0];
    assert!(segment.narrow);
    assert!(segment.point);
    assert!((segment.right - segment.left - MIN_POINT_WIDTH).abs() < 0.01);
}

#[test]
fn a_short_span_differs_from_a_day_even_if_both_are_too_narrow() {
    let timeline = timeline(vec![
        event("a month", 0, "1970-03"),
        event("a day", 1, "1970-03-18"),
    ]);
    let shown = show(&timeline, "1853", "2025");
    let points: Vec<bool> = shown
        .scene
        .marks
        .iter()
        .map(|mark| mark.segments[0].narrow && mark.segments[0].point)
        .collect();
    assert_eq!(points, [false, true]);
    assert!(shown.scene.marks[0].segments[0].narrow);
}

#[test]
fn marks_out_of_view_are_not_in_the_scene() {
    let timeline = timeline(vec![event("in", 0, "1958"), event("out", 0, "1999")]);
    let shown = show(&timeline, "1950", "1960");
    assert_eq!(shown.scene.marks.len(), 1);
}

#[test]
fn a_long_label_is_shortened_at_a_grapheme_cluster() {
    let cut = |text: &str, width: f32| elide(text, measure(text), width, &measure);
    assert_eq!(cut("Independence", 100.0).unwrap().0, "Independence");
    assert_eq!(cut("Independence", 50.0).unwrap().0, "Indepe…");
    assert_eq!(cut("Independence", 20.0), None);
    // A Khmer syllable is one cluster of several code points.
    let khmer = "កម្ពុជាកម្ពុជា";
    let (shown, _) = cut(khmer, 42.0).unwrap();
    let kept = shown.trim_end_matches('…');
    assert!(
        khmer
            .graphemes(true)
            .scan(0, |end, cluster| {
                *end += cluster.len();
                Some(*end)
            })
            .any(|end| end == kept.len())
    );
}

fn some_date() -> impl Strategy<Value = String> {
    let year = 1953_i32..2026;
    prop_oneof![
        year.clone().prop_map(|y| y.to_string()),
        year.clone().prop_map(|y| format!("{y}-06")),
        year.clone().prop_map(|y| format!("{y}-06-15")),
        (year.clone(), 0_i32..20).prop_map(|(y, n)| format!("{y}~/{}~", y + n)),
        year.clone().prop_map(|y| format!("{y}/..")),
        year.prop_map(|y| format!("[{y},{}]", y + 3)),
    ]
}

proptest! {
    #[test]
    fn marks_and_labels_of_one_row_do_not_overlap(
        dates in prop::collection::vec((some_date(), 0_usize..3, 1_usize..30), 1..40),
        first in 1950_i32..2020, years in 1_i32..80,
    ) {
        let events = dates
            .iter()
            .map(|(date, lane, length)| event(&"x".repeat(*length), *lane, date))
            .collect();
        let timeline = timeline(events);
        let shown = show(&timeline, &first.to_string(), &(first + years).to_string());
        let marks = &shown.scene.marks;
        for (place, one) in marks.iter().enumerate() {
            for other in &marks[place + 1..] {
                if one.lane != other.lane || (one.y - other.y).abs() > 1.0 {
                    continue;
                }
                let (left, right) = one.reach_with_label();
                let (other_left, other_right) = other.reach_with_label();
                prop_assert!(
                    right <= other_left + 0.5 || other_right <= left + 0.5,
                    "{one:?} touches {other:?}"
                );
            }
            if let Some(label) = &one.label {
                prop_assert!(label.x >= -0.5 && label.x + label.width <= WIDTH + 0.5);
            }
        }
    }

    #[test]
    fn panning_keeps_rows(
        dates in prop::collection::vec((some_date(), 0_usize..3, 1_usize..30), 1..30),
        by in -0.4_f64..0.4,
    ) {
        let events = dates
            .iter()
            .enumerate()
            .map(|(n, (date, lane, length))| event(&format!("{n}{}", "x".repeat(*length)), *lane, date))
            .collect();
        let timeline = timeline(events);
        let before = show(&timeline, "1953", "2025");
        let after = show_in(&timeline, before.viewport.panned(by * before.viewport.length_seconds()));
        for mark in &after.scene.marks {
            if let Some(same) = before.scene.marks.iter().find(|other| other.id == mark.id) {
                prop_assert_eq!(mark.y, same.y);
            }
        }
    }
}
