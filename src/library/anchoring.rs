//! Anchors every passage in the copy of its source.

use std::ops::ControlFlow;

use super::holdings::Holdings;
use super::parallel::process_in_parallel;
use crate::model::{Index, Passage, Timeline};
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
    let count = passages.slot_count();
    if on_progress(0, count).is_break() {
        return None;
    }
    if holdings.count() == 0 {
        return on_progress(count, count)
            .is_continue()
            .then(|| vec![Anchor::unavailable(); count]);
    }
    let indexes: Vec<Index<Passage>> = passages.slots().collect();
    let chunks: Vec<_> = indexes.chunks(CHUNK).collect();
    let mut found: Vec<Vec<Anchor>> = vec![Vec::new(); chunks.len()];
    let mut done = 0;
    let anchor_chunk = |chunk: &&[Index<Passage>]| -> Vec<Anchor> {
        let anchors = chunk
            .iter()
            .map(|passage| anchor_passage(&passages[*passage], holdings));
        anchors.collect()
    };
    let flow = process_in_parallel(&chunks, usize::MAX, anchor_chunk, |number, anchors| {
        done += anchors.len();
        if let Some(slot) = found.get_mut(number) {
            *slot = anchors;
        }
        on_progress(done, count)
    });
    let is_whole = flow.is_continue() && done == count;
    is_whole.then(|| {
        let mut all = Vec::with_capacity(count);
        all.extend(found.into_iter().flatten());
        all
    })
}

/// Anchors a passage in the copy of its source.
#[must_use]
pub fn anchor_passage(passage: &Passage, holdings: &Holdings) -> Anchor {
    match holdings.get(passage.source) {
        Some(copy) => copy.anchor(&passage.quote, passage.position, copy.trust),
        None => Anchor::unavailable(),
    }
}
