//! Provenance: every passage held against the copy at hand.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::holdings::Holdings;
use crate::model::{Passage, Timeline};
use crate::storage::{Code, LoadedTimeline, Problem};
use annals_anchor::{Anchor, PositionTrust, anchor};

/// How many passages each thread takes at a time.
const AT_ONCE: usize = 16;

/// Anchors every passage, in the order of the timeline. A passage whose source
/// has no copy at hand is unavailable.
#[must_use]
pub fn anchor_all(timeline: &Timeline, holdings: &Holdings) -> Vec<Anchor> {
    let on_progress = &mut |_, _| ControlFlow::Continue(());
    anchor_all_with(timeline, holdings, on_progress).unwrap_or_default()
}

/// Does what [`anchor_all`] does on all processors, and tells how far it is.
///
/// `on_progress` is called on the calling thread, at the start and after every
/// few passages, with how many are done and how many there are, at last with
/// all. `None` where it breaks off; that takes effect after the passages just
/// being looked at.
pub fn anchor_all_with(
    timeline: &Timeline,
    holdings: &Holdings,
    on_progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Option<Vec<Anchor>> {
    let passages = &timeline.passages;
    if on_progress(0, passages.len()).is_break() {
        return None;
    }
    if holdings.count() == 0 {
        // Nothing is at hand to look into.
        let done = on_progress(passages.len(), passages.len());
        return done
            .is_continue()
            .then(|| vec![Anchor::unavailable(); passages.len()]);
    }
    let portions: Vec<_> = passages.chunks(AT_ONCE).collect();
    let next = AtomicUsize::new(0);
    let cancelled = AtomicBool::new(false);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut found: Vec<Vec<Anchor>> = vec![Vec::new(); portions.len()];
    let mut done = 0;
    thread::scope(|scope| {
        let (tell, told) = mpsc::channel();
        for _ in 0..threads.min(portions.len()) {
            let tell = tell.clone();
            scope.spawn(|| {
                let tell = tell;
                while !cancelled.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(portion) = portions.get(number) else {
                        return;
                    };
                    let anchors = portion
                        .iter()
                        .map(|passage| held_against(passage, holdings));
                    if tell.send((number, anchors.collect::<Vec<_>>())).is_err() {
                        return;
                    }
                }
            });
        }
        drop(tell);
        for (number, anchors) in told {
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

fn held_against(passage: &Passage, holdings: &Holdings) -> Anchor {
    match holdings.of(passage.source) {
        Some(held) => anchor(&held.text, &passage.quote, passage.position, held.trust),
        None => Anchor::unavailable(),
    }
}

/// The passages that stand, in the very copy they were recorded from,
/// elsewhere than their position says. The quotation is right and its position
/// is not.
#[must_use]
pub fn misplaced(
    reading: &LoadedTimeline,
    holdings: &Holdings,
    anchors: &[Anchor],
) -> Vec<Problem> {
    let passages = reading.timeline.indexed_passages();
    passages
        .zip(anchors)
        .filter_map(|((index, passage), anchor)| {
            let held = holdings.of(passage.source)?;
            let (recorded, found) = (passage.position?, anchor.matched?);
            let agrees = (recorded.start, recorded.end) == (found.start, found.end);
            if held.trust != PositionTrust::Authoritative || agrees {
                return None;
            }
            Some(
                Problem::new(
                    Code::PositionMismatch,
                    format!("{}/start", reading.positions.of_passage(index)),
                    format!(
                        "The passage “{}” stands at {}–{} of its source, and its position says \
                         {}–{}.",
                        passage.id, found.start, found.end, recorded.start, recorded.end
                    ),
                )
                .with_hint(format!(
                    "Set `start` to {} and `end` to {}.",
                    found.start, found.end
                )),
            )
        })
        .collect()
}
