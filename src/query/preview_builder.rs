//! Builds previews while a timeline is being read.

use super::lane_index::{LaneIndex, LaneIndexes, drawn_range};
use super::preview::TimelinePreview;
use super::time_index::LaneCount;
use crate::model::{Event, Index, Lane, Timeline};
use annals_edtf::{Instant, Span};

/// Collects the spans of a timeline while it is being read, and builds previews of them. What
/// was sorted for one preview stays sorted for the next.
#[derive(Debug, Default)]
pub struct PreviewBuilder {
    title: String,
    language: Option<String>,
    lanes: Vec<Lane>,
    /// Number of events that were added.
    added: usize,
    /// Number of these events with several spans.
    several: u32,
    /// The content of each lane; that of events without a lane last.
    content: Vec<LaneContent>,
    whole: Option<(Instant, Instant)>,
}

/// The content of a lane.
#[derive(Debug, Default)]
struct LaneContent {
    count: LaneCount,
    /// First and last second of each span, and the number of its event among those with several
    /// spans.
    spans: Vec<(i64, i64, u32)>,
    ends: Vec<i64>,
}

/// Number of an event with a single span.
const ALONE: u32 = u32::MAX;

impl PreviewBuilder {
    /// Adds the events that were read since the last call. Starts again if the timeline has fewer
    /// events or other lanes than before.
    pub fn follow(&mut self, so_far: &Timeline) {
        if so_far.events.len() < self.added || so_far.lanes != self.lanes {
            *self = Self {
                lanes: so_far.lanes.clone(),
                ..Self::default()
            };
        }
        self.title.clone_from(&so_far.title);
        self.language.clone_from(&so_far.language);
        self.content
            .resize_with(so_far.lanes.len() + 1, LaneContent::default);
        let read = so_far.events.slot_count();
        for event in (self.added..read).filter_map(Index::<Event>::new) {
            self.add(&so_far[event]);
        }
        self.added = read;
    }

    fn add(&mut self, event: &Event) {
        let lane = event.lane.map_or(self.lanes.len(), Index::position);
        let Some(content) = self.content.get_mut(lane) else {
            return;
        };
        let begun = content.spans.len();
        each_span(event, |span| {
            let (first, last) = drawn_range(span);
            let (first, last) = (first.seconds(), last.seconds());
            content.spans.push((first, last, self.several));
            content.ends.push(last);
            for named in [span.start, span.end] {
                if let Some(at) = named.bound.instant() {
                    let (first, last) = self.whole.unwrap_or((at, at));
                    self.whole = Some((first.min(at), last.max(at)));
                }
            }
        });
        content.count.events += 1;
        match content.spans.get_mut(begun..) {
            Some([]) | None => {}
            Some([only]) => {
                content.count.dated += 1;
                only.2 = ALONE;
            }
            Some(_) => {
                content.count.dated += 1;
                self.several += 1;
            }
        }
    }

    /// The preview of the events so far.
    #[must_use]
    #[expect(
        clippy::stable_sort_primitive,
        reason = "it detects what is sorted already and merges the rest"
    )]
    pub fn preview(&mut self) -> TimelinePreview {
        let mut scratch = vec![u32::MAX; self.several as usize];
        let index = |content: &mut LaneContent| {
            content.spans.sort();
            content.ends.sort();
            let event_of = |number: u32| (number != ALONE).then_some(number as usize);
            let ends = content.ends.clone();
            LaneIndex::of_sorted(&content.spans, ends, event_of, &mut scratch)
        };
        let indexes = self.content.iter_mut().map(index).collect();
        TimelinePreview {
            title: self.title.clone(),
            language: self.language.clone(),
            lanes: self.lanes.clone(),
            counts: self.content.iter().map(|lane| lane.count).collect(),
            whole: self.whole,
            indexes: LaneIndexes::of_preview(indexes),
        }
    }
}

/// Calls `show` with every span of an event, without building its date claims, which would take
/// much longer.
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
