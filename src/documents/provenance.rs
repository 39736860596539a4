//! Provenance: every passage held against the copy at hand.

use super::holdings::Holdings;
use crate::model::Timeline;
use crate::quote::{Anchor, Trust, anchor};
use crate::storage::{Code, Problem, Reading};

/// Anchors every passage, in the order of the timeline. A passage whose source
/// has no copy at hand is unavailable.
#[must_use]
pub fn anchor_all(timeline: &Timeline, holdings: &Holdings) -> Vec<Anchor> {
    timeline
        .passages
        .iter()
        .map(|passage| match holdings.of(passage.source) {
            Some(held) => anchor(&held.text, &passage.quote, passage.position, held.trust),
            None => Anchor::unavailable(),
        })
        .collect()
}

/// The passages that stand, in the very copy they were recorded from,
/// elsewhere than their position says. The quotation is right and its position
/// is not.
#[must_use]
pub fn misplaced(reading: &Reading, holdings: &Holdings, anchors: &[Anchor]) -> Vec<Problem> {
    let passages = reading.timeline.indexed_passages();
    passages
        .zip(anchors)
        .filter_map(|((index, passage), anchor)| {
            let held = holdings.of(passage.source)?;
            let (recorded, found) = (passage.position?, anchor.place?);
            let agrees = (recorded.start, recorded.end) == (found.start, found.end);
            if held.trust != Trust::Decides || agrees {
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
