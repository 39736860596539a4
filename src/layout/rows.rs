//! Which row of its lane each mark gets, and on which side its label stands.
//!
//! Rows are packed for a zoom step, not for a frame: within one step nothing
//! changes its row while the picture is panned or zoomed, and a step is packed
//! as if at its most distant zoom, so that nothing touches at the others.

use std::collections::HashMap;

use crate::model::{Event, Index, Timeline};
use crate::query::{Reading, Role, TimeIndex};
use crate::time::{Bound, Instant};

/// Measures the width of a text in points, in the font of labels.
pub type Measure<'a> = &'a dyn Fn(&str) -> f32;

/// Zoom steps for each doubling.
const STEPS_PER_OCTAVE: f64 = 4.0;

/// Between a mark and its label, in points.
pub(super) const LABEL_GAP: f32 = 6.0;
/// Between a bar's edge and the label inside it, in points.
pub(super) const INSIDE_PADDING: f32 = 7.0;
/// How far an arrow's head reaches, in points.
pub const ARROW: f32 = 9.0;
/// How far an approximate end fades, in points, where the bar is long enough.
pub const FADE: f32 = 20.0;
/// Between one mark with its label and the next in its row, in points.
const ROW_GAP: f64 = 14.0;
/// The narrowest that a span is drawn, in points.
pub(super) const MIN_SPAN_WIDTH: f32 = 3.0;
/// The least width of what means a day or less, in points: a lozenge.
pub(super) const MIN_POINT_WIDTH: f32 = 9.0;
/// How far a bar with an unknown end is drawn beyond what is known, in points.
pub(super) const BROKEN_LENGTH: f32 = 26.0;

/// What a packing is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RowKey {
    step: i32,
}

impl RowKey {
    /// The zoom step of a scale, in seconds a point.
    #[must_use]
    pub fn of(seconds_per_point: f64) -> Self {
        // The range of f64's logarithm is far within i32.
        #[expect(clippy::cast_possible_truncation)]
        let step = (seconds_per_point.max(1e-9).log2() * STEPS_PER_OCTAVE).ceil() as i32;
        Self { step }
    }

    /// The most distant scale of the step, in seconds a point.
    fn seconds_per_point(self) -> f64 {
        (f64::from(self.step) / STEPS_PER_OCTAVE).exp2()
    }
}

/// Where a label stands beside its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// After it.
    Right,
    /// Before it, where after it the timeline ends.
    Left,
    /// In the bar, which is long enough.
    Inside,
}

/// The place of one reading in its lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// Which lane, by position; one past the last for events without one.
    pub lane: usize,
    /// Which row of the lane, from 0.
    pub row: usize,
    /// Where the label stands.
    pub side: Side,
}

/// The rows of every lane at one zoom step.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// One a reading, in the order of the index's readings; none where its
    /// event is not shown.
    placements: Vec<Option<Placement>>,
    /// The label of each reading, likewise.
    labels: Vec<String>,
    /// Rows in use, one number a lane.
    counts: Vec<usize>,
}

impl Rows {
    /// Packs every reading of the events that are shown for a zoom step.
    #[must_use]
    pub fn pack(
        timeline: &Timeline,
        index: &TimeIndex,
        key: RowKey,
        shown: &dyn Fn(Index<Event>) -> bool,
        measure: Measure<'_>,
    ) -> Self {
        let readings = index.readings();
        let labels: Vec<String> = readings
            .iter()
            .map(|reading| label_of(timeline, reading))
            .collect();
        let has_stray_events = index.in_lane(timeline.lanes.len()).events > 0;
        let lanes = timeline.lanes.len() + usize::from(has_stray_events);
        let scale = Scale::new(index, key);

        // Readings of one event take rows side by side, main date first.
        let mut groups: HashMap<Index<Event>, Vec<usize>> = HashMap::new();
        for (position, reading) in readings.iter().enumerate() {
            if !shown(reading.event) {
                continue;
            }
            groups.entry(reading.event).or_default().push(position);
        }
        let mut groups: Vec<(f64, usize, Vec<Occupied>)> = groups
            .into_iter()
            .map(|(event, mut positions)| {
                positions.sort_by_key(|at| readings.get(*at).map(|r| r.role != Role::Main));
                let occupied: Vec<Occupied> = positions
                    .iter()
                    .filter_map(|at| {
                        let width = measure(labels.get(*at)?);
                        Some(scale.occupied(*at, readings.get(*at)?, width))
                    })
                    .collect();
                let left = occupied.iter().map(|o| o.left).fold(f64::MAX, f64::min);
                let lane = timeline[event]
                    .lane
                    .map_or(timeline.lanes.len(), Index::position);
                (left, lane, occupied)
            })
            .collect();
        groups.sort_by(|one, other| {
            let first = |group: &[Occupied]| group.first().map(|o| o.position);
            one.0
                .total_cmp(&other.0)
                .then_with(|| first(&one.2).cmp(&first(&other.2)))
        });

        let mut ends: Vec<Vec<f64>> = vec![Vec::new(); lanes];
        let mut placements: Vec<Option<Placement>> = vec![None; readings.len()];
        for (_, lane, occupied) in &groups {
            let Some(ends) = ends.get_mut(*lane) else {
                continue;
            };
            let free = |row: usize| {
                occupied.iter().enumerate().all(|(below, one)| {
                    ends.get(row + below)
                        .is_none_or(|end| end + ROW_GAP <= one.left)
                })
            };
            // Below all the others there is always room.
            let top = (0..ends.len()).find(|row| free(*row)).unwrap_or(ends.len());
            if ends.len() < top + occupied.len() {
                ends.resize(top + occupied.len(), f64::MIN);
            }
            for (below, one) in occupied.iter().enumerate() {
                if let Some(end) = ends.get_mut(top + below) {
                    *end = one.right;
                }
                if let Some(placement) = placements.get_mut(one.position) {
                    *placement = Some(Placement {
                        lane: *lane,
                        row: top + below,
                        side: one.side,
                    });
                }
            }
        }
        Self {
            placements,
            labels,
            counts: ends.iter().map(Vec::len).collect(),
        }
    }

    /// Rows in use, one number a lane, the lane of stray events last.
    #[must_use]
    pub fn counts(&self) -> &[usize] {
        &self.counts
    }

    /// The place and the label of the reading at a position of the index;
    /// `None` where its event is not shown.
    #[must_use]
    pub fn get(&self, reading: usize) -> Option<(Placement, &str)> {
        Some(((*self.placements.get(reading)?)?, self.labels.get(reading)?))
    }
}

/// What a mark is called: its event's title, or for a rival date the date and
/// who gives it.
fn label_of(timeline: &Timeline, reading: &Reading) -> String {
    match (reading.role, reading.passages.first()) {
        (Role::Rival, Some(passage)) => {
            let source = &timeline[timeline[*passage].source];
            format!("{} ({})", reading.words, source.brief_name())
        }
        _ => timeline[reading.event].name().to_owned(),
    }
}

/// What one reading takes of its row, in points of the packing's scale.
struct Occupied {
    position: usize,
    left: f64,
    right: f64,
    side: Side,
}

/// The scale of a packing.
struct Scale {
    origin: Instant,
    last: f64,
    seconds_per_point: f64,
}

impl Scale {
    fn new(index: &TimeIndex, key: RowKey) -> Self {
        let (first, last) = index
            .whole()
            .unwrap_or((Instant::from_seconds(0), Instant::from_seconds(0)));
        let mut scale = Self {
            origin: first,
            last: 0.0,
            seconds_per_point: key.seconds_per_point(),
        };
        scale.last = scale.x(last);
        scale
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "points, not seconds, are needed"
    )]
    fn x(&self, instant: Instant) -> f64 {
        let seconds = i128::from(instant.seconds()) - i128::from(self.origin.seconds());
        seconds as f64 / self.seconds_per_point
    }

    fn occupied(&self, position: usize, reading: &Reading, label: f32) -> Occupied {
        let mut left = f64::MAX;
        let mut right = f64::MIN;
        for span in &reading.spans {
            let (from, to) = match (span.start.bound, span.end.bound) {
                (Bound::At(from), Bound::At(to)) => (self.x(from), self.x(to)),
                (Bound::At(from), Bound::Unknown) => {
                    (self.x(from), self.x(from) + f64::from(BROKEN_LENGTH))
                }
                (Bound::Unknown, Bound::At(to)) => {
                    (self.x(to) - f64::from(BROKEN_LENGTH), self.x(to))
                }
                (Bound::At(from), _) => (self.x(from), f64::MAX),
                (_, Bound::At(to)) => (f64::MIN, self.x(to)),
                _ => (f64::MIN, f64::MAX),
            };
            left = left.min(from);
            right = right.max(to);
        }
        let narrow = f64::from(MIN_POINT_WIDTH);
        if right - left < narrow {
            let middle = f64::midpoint(left, right);
            (left, right) = (middle - narrow / 2.0, middle + narrow / 2.0);
        }
        let faded = reading
            .spans
            .iter()
            .flat_map(|span| [span.start, span.end])
            .filter(|edge| edge.approximate)
            .count();
        #[expect(clippy::cast_precision_loss, reason = "a span has two ends")]
        let inside = f64::from(label + 2.0 * INSIDE_PADDING + faded as f32 * FADE + ARROW);
        let beside = f64::from(label + LABEL_GAP);
        let one_bar = reading.spans.len() == 1;
        let side = if one_bar && right - left >= inside {
            Side::Inside
        } else if right + beside > self.last && left - beside > 0.0 {
            Side::Left
        } else {
            Side::Right
        };
        match side {
            Side::Inside => {}
            Side::Left => left -= beside,
            Side::Right => right += beside,
        }
        Occupied {
            position,
            left,
            right,
            side,
        }
    }
}
