//! Anchors every passage in the copy of its source.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::holdings::Holdings;
use crate::model::{Passage, Timeline};
use annals_anchor::Anchor;

/// The passages that a thread takes at a time.
const CHUNK: usize = 16;

/// The anchor of every passage, in the order of the timeline. A passage whose
/// source has no copy at hand is unavailable.
#[must_use]
pub fn anchor_passages(timeline: &Timeline, holdings: &Holdings) -> Vec<Anchor> {
    let on_progress = &mut |_, _| ControlFlow::Continue(());
    anchor_passages_with_progress(timeline, holdings, on_progress).unwrap_or_default()
}

/// [`anchor_passages`] with progress.
///
/// `on_progress` is called on the calling thread, at the start, after every few
/// passages and at the end, with the number of anchored passages and of all. If
/// it breaks, the result is `None`, as soon as the passages in work are done.
pub fn anchor_passages_with_progress(
    timeline: &Timeline,
    holdings: &Holdings,
    on_progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Option<Vec<Anchor>> {
    let passages = &timeline.passages;
    if on_progress(0, passages.len()).is_break() {
        return None;
    }
    if holdings.count() == 0 {
        let done = on_progress(passages.len(), passages.len());
        return done
            .is_continue()
            .then(|| vec![Anchor::unavailable(); passages.len()]);
    }
    let chunks: Vec<_> = passages.chunks(CHUNK).collect();
    let next = AtomicUsize::new(0);
    let cancelled = AtomicBool::new(false);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut found: Vec<Vec<Anchor>> = vec![Vec::new(); chunks.len()];
    let mut done = 0;
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads.min(chunks.len()) {
            let sender = sender.clone();
            scope.spawn(|| {
                let sender = sender;
                while !cancelled.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(chunk) = chunks.get(number) else {
                        return;
                    };
                    let anchors = chunk
                        .iter()
                        .map(|passage| anchor_passage(passage, holdings));
                    if sender.send((number, anchors.collect::<Vec<_>>())).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for (number, anchors) in receiver {
            done += anchors.len();
            if let Some(slot) = found.get_mut(number) {
                *slot = anchors;
            }
            if on_progress(done, passages.len()).is_break() {
                cancelled.store(true, Ordering::Relaxed);
                return;
            }
        }
    });
    let is_whole = !cancelled.load(Ordering::Relaxed) && done == passages.len();
    is_whole.then(|| {
        let mut all = Vec::with_capacity(passages.len());
        all.extend(found.into_iter().flatten());
        all
    })
}

fn anchor_passage(passage: &Passage, holdings: &Holdings) -> Anchor {
    match holdings.of(passage.source) {
        Some(copy) => copy.anchor(&passage.quote, passage.position, copy.trust),
        None => Anchor::unavailable(),
    }
}
