//! The preview of a timeline whose events are still arriving.

use super::lane_index::{LaneIndex, LaneIndexes, drawn_range};
use super::preview::TimelinePreview;
use super::time_index::LaneCount;
use crate::model::{Event, Index, Lane, Timeline};
use annals_edtf::{Instant, Span};

/// Collects what lies where while a timeline is read, and makes an preview of it
/// whenever one is wanted. What was sorted for one preview stays so for the
/// next.
#[derive(Debug, Default)]
pub struct PreviewBuilder {
    title: String,
    language: Option<String>,
    lanes: Vec<Lane>,
    /// How many events were taken in.
    taken: usize,
    /// How many of them have several stretches.
    several: u32,
    /// By lane, that of the events without one last.
    arrived: Vec<Arrived>,
    whole: Option<(Instant, Instant)>,
}

/// What arrived for one lane.
#[derive(Debug, Default)]
struct Arrived {
    count: LaneCount,
    /// The first and the last second of each stretch, and the number of its
    /// event among those that have several.
    stretches: Vec<(i64, i64, u32)>,
    ends: Vec<i64>,
}

/// Stands for an event that has one stretch alone.
const ALONE: u32 = u32::MAX;

impl PreviewBuilder {
    /// Takes in what a reading has come to since it was last asked. A reading
    /// that begins again, or finds other lanes, is followed from its beginning.
    pub fn follow(&mut self, so_far: &Timeline) {
        if so_far.events.len() < self.taken || so_far.lanes != self.lanes {
            *self = Self {
                lanes: so_far.lanes.clone(),
                ..Self::default()
            };
        }
        self.title.clone_from(&so_far.title);
        self.language.clone_from(&so_far.language);
        self.arrived
            .resize_with(so_far.lanes.len() + 1, Arrived::default);
        for event in so_far.events.iter().skip(self.taken) {
            self.take(event);
        }
        self.taken = so_far.events.len();
    }

    fn take(&mut self, event: &Event) {
        let lane = event.lane.map_or(self.lanes.len(), Index::position);
        let Some(arrived) = self.arrived.get_mut(lane) else {
            return;
        };
        let begun = arrived.stretches.len();
        each_span(event, |span| {
            let (first, last) = drawn_range(span);
            let stretch = (first.seconds(), last.seconds(), self.several);
            arrived.stretches.push(stretch);
            arrived.ends.push(stretch.1);
            for named in [span.start, span.end] {
                if let Some(at) = named.bound.instant() {
                    let (first, last) = self.whole.unwrap_or((at, at));
                    self.whole = Some((first.min(at), last.max(at)));
                }
            }
        });
        arrived.count.events += 1;
        match arrived.stretches.get_mut(begun..) {
            Some([]) | None => {}
            Some([only]) => {
                arrived.count.dated += 1;
                only.2 = ALONE;
            }
            Some(_) => {
                arrived.count.dated += 1;
                self.several += 1;
            }
        }
    }

    /// The preview of what was taken in.
    #[must_use]
    #[expect(
        clippy::stable_sort_primitive,
        reason = "it finds what it sorted before, and merges the rest in"
    )]
    pub fn preview(&mut self) -> TimelinePreview {
        let mut seen = vec![u32::MAX; self.several as usize];
        let index = |arrived: &mut Arrived| {
            arrived.stretches.sort();
            arrived.ends.sort();
            let event_of = |number: u32| (number != ALONE).then_some(number as usize);
            let ends = arrived.ends.clone();
            LaneIndex::of_sorted(&arrived.stretches, ends, event_of, &mut seen)
        };
        let indexes = self.arrived.iter_mut().map(index).collect();
        TimelinePreview {
            title: self.title.clone(),
            language: self.language.clone(),
            lanes: self.lanes.clone(),
            counts: self.arrived.iter().map(|lane| lane.count).collect(),
            whole: self.whole,
            indexes: LaneIndexes::of_preview(indexes),
        }
    }
}

/// Every stretch of time that the date claims of an event mean. To make the
/// claims would take far longer.
fn each_span(event: &Event, mut show: impl FnMut(Span)) {
    let main = event.date.as_ref().and_then(|date| date.edtf.as_ref());
    let rivals = event.rivals();
    let beside = rivals
        .iter()
        .map(|rival| rival.edtf)
        .filter(|rival| main.is_none_or(|main| main.extent() != rival.extent()));
    for edtf in main.into_iter().chain(beside) {
        edtf.spans().iter().copied().for_each(&mut show);
    }
}
