//! The cost of the preview of a timeline: encoding and caching it, finding
//! and decoding it, and building it while the timeline is read.
//! `cargo bench --bench preview -- FILE`.
//!
//! The best of five counts. Absolute figures depend on the machine; compare them with
//! the time of reading the file.

#![expect(clippy::print_stdout, reason = "a benchmark reports")]
#![expect(clippy::unwrap_used, reason = "a benchmark fails so")]

use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use annals::library::Holdings;
use annals::query::{LaneIndex, TimelinePreview};
use annals::session::{OpenTimeline, Origin, PreviewUpdates};
use annals::storage::{FileKey, PreviewCache, read, read_with_progress};

/// The wall-clock time of `work` in milliseconds, and its result.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let result = black_box(work());
    (start.elapsed().as_secs_f64() * 1_000.0, result)
}

/// The best of five, in milliseconds.
fn best<T>(mut work: impl FnMut() -> T) -> f64 {
    (0..5).map(|_| timed(&mut work).0).fold(f64::MAX, f64::min)
}

fn measure(path: &Path) {
    let bytes = std::fs::read(path).unwrap();
    let (reading_ms, reading) = timed(|| read(&bytes).unwrap());

    let (mut updates, _) = PreviewUpdates::new(None);
    let mut preview_events = Vec::new();
    let mut preview_time = Duration::ZERO;
    let start = Instant::now();
    let with_previews = read_with_progress(&bytes, &mut |progress| {
        let preview_start = Instant::now();
        if let Some(preview) = updates.follow(progress.partial_timeline, || start.elapsed()) {
            preview_events.push(preview.events());
            preview_time += preview_start.elapsed();
        }
        ControlFlow::Continue(())
    });
    let with_previews_ms = start.elapsed().as_secs_f64() * 1_000.0;
    let (last_ms, _) = timed(|| updates.last(&with_previews.unwrap().unwrap().timeline));
    drop(bytes);

    let (indexing_ms, open) = timed(|| {
        OpenTimeline::new(
            Origin::File(path.to_path_buf()),
            reading,
            Holdings::default(),
            Vec::new(),
            Vec::new(),
        )
    });
    let (timeline, index, lanes) = (&open.timeline, &open.index, &open.lanes);
    let stretches: usize = lanes.lanes().iter().map(LaneIndex::len).sum();
    let encoded = TimelinePreview::encode(timeline, index, lanes);
    let encode_ms = best(|| TimelinePreview::encode(timeline, index, lanes));
    let decode_ms = best(|| TimelinePreview::decode(&encoded).unwrap());

    let folder = tempfile::tempdir().unwrap();
    let cache = PreviewCache::at(folder.path());
    let key = FileKey::of(path).unwrap();
    let put_ms = best(|| cache.put(&key, &encoded));
    let again_ms = best(|| {
        let cached = cache.get(&FileKey::of(path).unwrap());
        let (_, preview) = PreviewUpdates::new(cached);
        OpenTimeline::preview(Origin::File(path.to_path_buf()), preview.unwrap())
    });

    println!(
        "{} events, {stretches} stretches, preview of {} bytes",
        timeline.events.len(),
        encoded.len()
    );
    println!("reading {reading_ms:.1} ms, indexing {indexing_ms:.1} ms");
    println!("writing the preview {encode_ms:.2} ms, caching it {put_ms:.2} ms");
    println!("decoding the preview {decode_ms:.2} ms, loading it from the cache {again_ms:.2} ms");
    println!(
        "that is {:.4} of reading and indexing",
        again_ms / (reading_ms + indexing_ms)
    );
    println!(
        "reading with previews {with_previews_ms:.1} ms, of which the previews take {:.1} ms, \
         the last {last_ms:.1} ms",
        preview_time.as_secs_f64() * 1_000.0
    );
    println!("events in each preview: {preview_events:?}");
}

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    match arguments.as_slice() {
        [file] => measure(Path::new(file)),
        _ => println!("cargo bench --bench preview -- FILE"),
    }
}
