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
use annals::session::{Document, Origin, PreviewUpdates};
use annals::storage::{Cache, CacheKey, read, read_with_progress};

/// The wall-clock time of `work` in milliseconds, and its result.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let begun = Instant::now();
    let made = black_box(work());
    (begun.elapsed().as_secs_f64() * 1_000.0, made)
}

/// The best of five, in milliseconds.
fn best<T>(mut work: impl FnMut() -> T) -> f64 {
    (0..5).map(|_| timed(&mut work).0).fold(f64::MAX, f64::min)
}

fn measure(path: &Path) {
    let bytes = std::fs::read(path).unwrap();
    let (reading_ms, reading) = timed(|| read(&bytes).unwrap());

    let (mut updates, _) = PreviewUpdates::new(None);
    let mut made = Vec::new();
    let mut making = Duration::ZERO;
    let begun = Instant::now();
    let watched = read_with_progress(&bytes, &mut |told| {
        let asked = Instant::now();
        if let Some(preview) = updates.follow(told.partial_timeline, || begun.elapsed()) {
            made.push(preview.events());
            making += asked.elapsed();
        }
        ControlFlow::Continue(())
    });
    let watched_ms = begun.elapsed().as_secs_f64() * 1_000.0;
    let (last_ms, _) = timed(|| updates.last(&watched.unwrap().unwrap().timeline));
    drop(bytes);

    let (indexing_ms, document) = timed(|| {
        Document::new(
            Origin::File(path.to_path_buf()),
            reading,
            Holdings::default(),
            Vec::new(),
            Vec::new(),
        )
    });
    let (timeline, index, lanes) = (&document.timeline, &document.index, &document.lanes);
    let stretches: usize = lanes.lanes().iter().map(LaneIndex::len).sum();
    let encoded = TimelinePreview::encode(timeline, index, lanes);
    let encode_ms = best(|| TimelinePreview::encode(timeline, index, lanes));
    let decode_ms = best(|| TimelinePreview::decode(&encoded).unwrap());

    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::at(folder.path());
    let key = CacheKey::of(path).unwrap();
    let put_ms = best(|| cache.put(&key, &encoded));
    let again_ms = best(|| {
        let kept = cache.get(&CacheKey::of(path).unwrap());
        let (_, preview) = PreviewUpdates::new(kept);
        Document::preview(Origin::File(path.to_path_buf()), preview.unwrap())
    });

    println!(
        "{} events, {stretches} stretches, preview of {} bytes",
        timeline.events.len(),
        encoded.len()
    );
    println!("reading {reading_ms:.1} ms, indexing {indexing_ms:.1} ms");
    println!("writing the preview {encode_ms:.2} ms, keeping it {put_ms:.2} ms");
    println!("reading the preview {decode_ms:.2} ms, finding it and showing it {again_ms:.2} ms");
    println!(
        "that is {:.4} of reading and indexing",
        again_ms / (reading_ms + indexing_ms)
    );
    println!(
        "reading while previews grow {watched_ms:.1} ms, of which previews {:.1} ms, \
         the last {last_ms:.1} ms",
        making.as_secs_f64() * 1_000.0
    );
    println!("events in each: {made:?}");
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
