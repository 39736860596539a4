//! Tests of previews: round trips, damaged bytes, growth.

use std::alloc::System;

use proptest::prelude::*;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use super::lane_index::{LaneIndex, LaneIndexes};
use super::preview::TimelinePreview;
use super::preview_builder::PreviewBuilder;
use super::sample_tests::{citing, event};
use super::time_index::TimeIndex;
use crate::model::{Color, Index, Lane, SlotList, Stance, Timeline};

/// Counts allocated bytes, to check that wrong lengths allocate little memory.
#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// A date, whether a citation gives the year after, and a lane; past the last
/// lane there is none.
type Sketch = (String, bool, usize);

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    let year = 1900..2000_i32;
    let date = prop_oneof![
        4 => year.clone().prop_map(|year| year.to_string()),
        2 => (year.clone(), 0..60_i32).prop_map(|(year, long)| format!("{year}/{}", year + long)),
        2 => (year.clone(), 1..30_i32)
            .prop_map(|(year, gap)| format!("{{{year},{},{year}..{}}}", year + gap, year + 3)),
        1 => year.clone().prop_map(|year| format!("{year}/..")),
        1 => year.clone().prop_map(|year| format!("../{year}")),
        1 => year.clone().prop_map(|year| format!("{year}/")),
        1 => Just("Y1000000000000".to_owned()),
        1 => Just("../..".to_owned()),
        1 => Just(String::new()),
        1 => Just("the fifties".to_owned()),
    ];
    proptest::collection::vec((date, proptest::bool::weighted(0.2), 0..4_usize), 0..120)
}

fn lanes() -> Vec<Lane> {
    let lane = |id: &str, color| Lane {
        id: id.to_owned(),
        name: format!("Lane “{id}”"),
        color,
    };
    let rust = Color {
        red: 0xb5,
        green: 0x50,
        blue: 0x2a,
    };
    vec![lane("a", None), lane("b", Some(rust)), lane("", None)]
}

fn timeline(sketches: &[Sketch]) -> Timeline {
    let sketched = |(number, (date, has_rival, lane)): (usize, &Sketch)| {
        let date = (!date.is_empty()).then_some(date.as_str());
        let rival = date
            .and_then(|date| date.get(..4)?.parse::<i32>().ok())
            .filter(|_| *has_rival)
            .map(|year| (year + 1).to_string());
        let citations = [date, rival.as_deref()].into_iter().flatten();
        let citations = citations.map(|date| citing(0, Stance::Supports, Some(date)));
        let mut event = event(&number.to_string(), date, citations.collect());
        event.lane = Index::new(*lane).filter(|lane| lane.position() < 3);
        event
    };
    Timeline {
        title: "Sketched".to_owned(),
        language: Some("en".to_owned()),
        lanes: lanes(),
        events: sketches.iter().enumerate().map(sketched).collect(),
        ..Timeline::default()
    }
}

fn encoded(timeline: &Timeline) -> Vec<u8> {
    let index = TimeIndex::new(timeline);
    let indexes = LaneIndexes::new(timeline, &index);
    TimelinePreview::encode(timeline, &index, &indexes)
}

fn preview(timeline: &Timeline) -> TimelinePreview {
    TimelinePreview::decode(&encoded(timeline)).unwrap()
}

/// An encoded preview of a few events of each kind.
fn sample() -> Vec<u8> {
    let of = |date: &str, has_rival, lane| (date.to_owned(), has_rival, lane);
    encoded(&timeline(&[
        of("1950", true, 0),
        of("1950/1980", false, 0),
        of("{1960,1962,1960..1964}", false, 1),
        of("../1970", false, 1),
        of("1971/..", false, 3),
        of("", false, 2),
    ]))
}

/// The bytes with the checksum corrected.
fn with_checksum(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = bytes.len() - 4;
    let checksum = crc32fast::hash(&bytes[..end]);
    bytes[end..].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

/// Calls everything that a picture needs from a preview.
fn use_all_of(preview: &TimelinePreview) {
    for lane in preview.indexes.lanes() {
        for at in [i64::MIN, -631_152_000, -300_000_000, 0, i64::MAX] {
            let positions = lane.beginning(at, at.saturating_add(900_000_000));
            assert!(lane.events_beginning(&positions) <= lane.len());
            assert!(lane.events_reaching(at) <= lane.len());
            assert!(lane.density_over(at, at.saturating_add(9)) <= lane.len());
            assert!(lane.reaching(at).count() <= lane.len());
        }
        assert_eq!(lane.claim(0), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_preview_round_trips(sketches in sketches()) {
        let timeline = timeline(&sketches);
        let index = TimeIndex::new(&timeline);
        let indexes = LaneIndexes::new(&timeline, &index);
        let read = preview(&timeline);
        prop_assert_eq!(read.events(), sketches.len());
        prop_assert_eq!((&read.title, &read.language), (&timeline.title, &timeline.language));
        prop_assert_eq!((&read.lanes, read.whole), (&timeline.lanes, index.whole()));
        for (lane, count) in read.counts.iter().enumerate() {
            prop_assert_eq!(*count, index.in_lane(lane));
        }
        let (read, written) = (read.indexes.lanes(), indexes.lanes());
        prop_assert_eq!(read.len(), written.len());
        for (read, written) in read.iter().zip(written) {
            prop_assert_eq!(read, &LaneIndex::of_columns(written.columns().clone()));
        }
    }

    #[test]
    fn a_preview_that_grew_equals_one_of_the_whole(
        sketches in sketches(), batches in proptest::collection::vec(0..60_usize, 0..6),
    ) {
        let whole = timeline(&sketches);
        let mut builder = PreviewBuilder::default();
        let mut so_far = Timeline { events: SlotList::default(), ..whole.clone() };
        for batch in batches {
            let end = (so_far.events.len() + batch).min(whole.events.len());
            so_far.events = whole.events.iter().take(end).cloned().collect();
            builder.follow(&so_far);
            let (grown, whole_preview) = (builder.preview(), preview(&so_far));
            prop_assert_eq!((&grown.counts, grown.whole), (&whole_preview.counts, whole_preview.whole));
        }
        builder.follow(&whole);
        let (grown, whole_preview) = (builder.preview(), preview(&whole));
        for (grown, whole_preview) in grown.indexes.lanes().iter().zip(whole_preview.indexes.lanes()) {
            let (one, other) = (grown.columns(), whole_preview.columns());
            prop_assert_eq!(&one.starts, &other.starts);
            prop_assert_eq!(&one.ends, &other.ends);
            prop_assert_eq!(&one.ends_sorted, &other.ends_sorted);
            prop_assert_eq!(&one.shared_starts, &other.shared_starts);
            prop_assert_eq!(&one.shared_ends, &other.shared_ends);
            for first in &one.starts {
                for positions in [0..one.starts.partition_point(|at| at < first),
                    one.starts.partition_point(|at| at < first)..one.starts.len()] {
                    prop_assert_eq!(
                        grown.events_beginning(&positions), whole_preview.events_beginning(&positions)
                    );
                }
            }
        }
        prop_assert_eq!((grown.undated(), grown.whole), (whole_preview.undated(), whole_preview.whole));
        prop_assert_eq!((grown.title, grown.lanes), (whole_preview.title, whole_preview.lanes));
    }

    #[test]
    fn damaged_bytes_are_refused_or_give_a_usable_preview(
        places in proptest::collection::vec((0.0..1.0_f64, any::<u8>()), 1..4),
        is_checksum_right in any::<bool>(),
    ) {
        let mut bytes = sample();
        for (place, byte) in places {
            let place = place * bytes.len() as f64;
            #[expect(clippy::cast_sign_loss, reason = "a share is positive")]
            let place = place as usize;
            bytes[place] = byte;
        }
        if is_checksum_right {
            bytes = with_checksum(bytes);
        }
        if let Some(preview) = TimelinePreview::decode(&bytes) {
            use_all_of(&preview);
        }
    }
}

#[test]
fn a_changed_or_missing_byte_is_detected() {
    let whole = sample();
    assert!(TimelinePreview::decode(&whole).is_some());
    for place in 0..whole.len() {
        for change in [0x01, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[place] ^= change;
            assert_eq!(TimelinePreview::decode(&bytes), None, "{place} {change}");
        }
        assert_eq!(TimelinePreview::decode(&whole[..place]), None, "{place}");
    }
    let mut longer = whole.clone();
    longer.push(0);
    assert_eq!(TimelinePreview::decode(&longer), None);
    assert_eq!(TimelinePreview::decode(&with_checksum(longer)), None);
    let mut newer = whole;
    newer[8] += 1;
    assert_eq!(TimelinePreview::decode(&with_checksum(newer)), None);
    assert_eq!(TimelinePreview::decode(b"{}"), None);
}

/// Bytes that all threads allocate while a preview is decoded.
fn allocated_by_decoding(bytes: &[u8]) -> usize {
    let region = Region::new(ALLOCATOR);
    let _ = TimelinePreview::decode(bytes);
    region.change().bytes_allocated
}

#[test]
fn a_wrong_length_allocates_no_more_memory_than_the_bytes_need() {
    let whole = sample();
    let mut refused = 0;
    // Overwrites every number, and all else, with great numbers.
    for place in 12..whole.len() - 12 {
        for great in [u64::MAX, u64::MAX / 12, 1 << 40, 1 << 31] {
            let mut bytes = whole.clone();
            bytes[place..place + 8].copy_from_slice(&great.to_le_bytes());
            let bytes = with_checksum(bytes);
            refused += usize::from(TimelinePreview::decode(&bytes).is_none());
            // Other tests allocate at the same time, so one of several attempts must pass.
            let limit = 16 * bytes.len() + 4096;
            let is_small = (0..1_000).any(|_| allocated_by_decoding(&bytes) <= limit);
            assert!(is_small, "{great} at {place}");
        }
    }
    assert!(refused > whole.len(), "{refused} of {}", whole.len());
}

#[test]
fn a_restarted_load_is_followed_from_the_start() {
    let of = |date: &str| (date.to_owned(), false, 0);
    let first = timeline(&[of("1950"), of("1960"), of("1970")]);
    let again = timeline(&[of("1980")]);
    let mut builder = PreviewBuilder::default();
    builder.follow(&first);
    assert_eq!(builder.preview(), preview(&first));
    builder.follow(&again);
    assert_eq!(builder.preview(), preview(&again));
    let renamed = Timeline {
        lanes: Vec::new(),
        ..again
    };
    builder.follow(&renamed);
    assert_eq!(builder.preview().lanes, []);
}
