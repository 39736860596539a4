//! The cost of one edit: of the model, of the text, and of the indexes that follow.
//! `cargo bench --bench edit -- EVENTS`, for example 66, 10000 or 1000000.
//!
//! The best of several counts. Absolute figures depend on the machine.

#![expect(clippy::print_stdout, reason = "a benchmark reports")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark fails so"
)]

#[allow(dead_code, reason = "shared with the benches that measure")]
mod generated;
mod measure;

use std::hint::black_box;
use std::sync::Arc;

use annals::library::Holdings;
use annals::model::{Change, EntryKind, Event, Index, Timeline};
use annals::query::{Evidence, LaneIndexes, TimeIndex};
use annals::session::{OpenTimeline, Origin};
use annals::storage::{EntryTexts, read, set_members, splice};
use annals_anchor::Anchor;
use generated::Chronology;
use measure::CpuTimer;

/// Prints the least CPU time in milliseconds of some runs.
fn measure<T>(name: &str, runs: usize, mut run: impl FnMut() -> T) {
    let mut best = f64::MAX;
    for _ in 0..runs {
        let timer = CpuTimer::now();
        black_box(run());
        best = best.min(timer.milliseconds());
    }
    println!("{name:<44} {best:10.3} ms");
}

fn id_at(timeline: &Timeline, position: usize) -> String {
    let index: Index<Event> = Index::new(position).expect("an index");
    timeline[index].id.to_string()
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|it| it != "--bench");
    let count: u32 = arguments.next().map_or(10_000, |it| it.parse().unwrap());
    let mut bytes = Vec::new();
    Chronology::new(count as _, 1).write(&mut bytes).unwrap();
    let bytes: Arc<[u8]> = bytes.into();
    println!("{count} events, {} MB", bytes.len() / 1_000_000);
    let loaded = read(&bytes).unwrap();
    let middle = count as usize / 2;
    let kind = EntryKind::Event;
    let (id, next) = (
        id_at(&loaded.timeline, middle),
        id_at(&loaded.timeline, middle + 9),
    );

    measure("texts: read the file, find an entry", 1, || {
        EntryTexts::new(Arc::clone(&bytes)).get(kind, &id)
    });
    let texts = EntryTexts::new(Arc::clone(&bytes));
    let old = texts.get(kind, &id).unwrap();
    measure("texts: find an entry", 5, || texts.get(kind, &id));
    let patches = [("/date", Some("1958".into())), ("/title", Some("T".into()))];
    measure("set two members", 5, || {
        set_members(kind, &old.json, &patches)
    });
    let json = set_members(kind, &old.json, &patches).unwrap();
    let replace = Change::Replace {
        kind,
        new: old.with_json(json),
        old: old.clone(),
    };
    let remove = Change::Remove {
        kind,
        entry: old.clone(),
    };
    let insert = Change::Insert {
        kind,
        entry: old,
        before: Some(next.as_str().into()),
    };
    let shift = Change::Move {
        kind,
        id: id.as_str().into(),
        before: None,
    };
    let lane = loaded.timeline.lanes.first().unwrap().id.as_str().into();
    let shift_lane = Change::Move {
        kind: EntryKind::Lane,
        id: lane,
        before: None,
    };
    measure("texts: replace", 5, || texts.changed(&replace));
    measure("texts: remove", 5, || texts.changed(&remove));
    measure("texts: move", 5, || texts.changed(&shift));
    measure("write the file with one change", 2, || {
        splice(&bytes, std::slice::from_ref(&replace)).unwrap()
    });

    let mut timeline = loaded.timeline.clone();
    measure("model: the first replacement", 1, || {
        timeline.apply(&replace).unwrap()
    });
    let inverse = {
        let mut timeline = loaded.timeline.clone();
        timeline.apply(&replace).unwrap()
    };
    measure("model: replace and undo", 5, || {
        timeline.apply(&inverse).unwrap();
        timeline.apply(&replace).unwrap()
    });
    timeline.apply(&inverse).unwrap();
    measure("model: remove", 5, || timeline.clone().apply(&remove));
    measure("model: move", 5, || timeline.clone().apply(&shift).unwrap());
    measure("model: move a lane", 2, || {
        timeline.clone().apply(&shift_lane).unwrap()
    });
    let mut removed = timeline.clone();
    if removed.apply(&remove).is_ok() {
        measure("model: insert", 5, || removed.clone().apply(&insert));
    }

    measure("index: time", 2, || TimeIndex::new(&timeline));
    let index = TimeIndex::new(&timeline);
    measure("index: lanes", 2, || LaneIndexes::new(&timeline, &index));
    measure("index: evidence", 2, || Evidence::of(&timeline));
    measure("index: events by passage", 2, || {
        timeline.events_by_passage()
    });
    drop((index, removed, timeline));

    let anchors = vec![Anchor::unavailable(); loaded.timeline.passages.slot_count()];
    let origin = Origin::BuiltIn;
    let open = OpenTimeline::new(origin, loaded, Holdings::default(), anchors, Vec::new());
    measure("all: replace", 3, || open.changed(&replace).unwrap());
    measure("all: move", 3, || open.changed(&shift).unwrap());
}
