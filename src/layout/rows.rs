//! Rows: the row of each mark in its lane, and the side of its label.
//!
//! Rows are packed for a zoom step, not for a frame. Within a step no mark changes its row
//! while the viewport is panned or zoomed. A step is packed for its most distant zoom, so that
//! nothing overlaps at the others. In a crowded lane only visible marks have a row, and
//! keep it while they are visible.

use std::collections::HashMap;

use super::folds::AxisFolds;
use super::visible_marks::{ClusterId, VisibleMarks};
use crate::model::{Event, Index, Timeline};
use crate::query::{ClaimRole, DateClaim, LaneIndexes, TimeIndex};
use annals_edtf::{Bound, Instant};

/// Measures the width of a text in points, in the font of labels.
pub type Measure<'a> = &'a dyn Fn(&str) -> f32;

/// Zoom steps per doubling of the scale.
const STEPS_PER_OCTAVE: f64 = 4.0;

/// Distance between a mark and its label, in points.
pub(super) const LABEL_GAP: f32 = 6.0;
/// Distance between the end of a bar and the label inside it, in points.
pub(super) const INSIDE_PADDING: f32 = 7.0;
/// Length of an arrow head, in points.
pub const ARROW: f32 = 9.0;
/// Length over which an approximate end fades, in points, if the bar is long enough.
pub const FADE: f32 = 20.0;
/// Distance between a mark with its label and the next one in its row, in points.
const ROW_GAP: f64 = 14.0;
/// The least width of a span, in points.
pub(super) const MIN_SPAN_WIDTH: f32 = 3.0;
/// The least width of a day or less, in points. It is drawn as a lozenge.
pub(super) const MIN_POINT_WIDTH: f32 = 9.0;
/// Length of a bar beyond its known end if the other end is unknown, in points.
pub(super) const BROKEN_LENGTH: f32 = 26.0;

/// The zoom step of a packing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RowKey {
    step: i32,
}

impl RowKey {
    /// The zoom step of a scale, in seconds per point.
    #[must_use]
    pub fn of(seconds_per_point: f64) -> Self {
        // The logarithm of any f64 fits an i32.
        #[expect(clippy::cast_possible_truncation)]
        let step = (seconds_per_point.max(1e-9).log2() * STEPS_PER_OCTAVE).ceil() as i32;
        Self { step }
    }

    /// The most distant scale of the step, in seconds per point.
    fn seconds_per_point(self) -> f64 {
        (f64::from(self.step) / STEPS_PER_OCTAVE).exp2()
    }
}

/// The axis that rows are packed on.
#[derive(Debug, Clone, Copy)]
pub struct RowAxis<'f> {
    /// The zoom step.
    pub key: RowKey,
    /// The folds.
    pub folds: &'f AxisFolds,
    /// The first and the last instant of a figure, which is not panned: labels are placed inside
    /// of it. `None` if the axis can be panned: then the whole timeline counts.
    pub frame: Option<(Instant, Instant)>,
}

/// The position of a label relative to its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelSide {
    /// After the mark.
    Right,
    /// Before the mark, if the timeline or the figure ends after it.
    Left,
    /// Inside the bar, if it is long enough.
    Inside,
}

/// The position of a date claim in its lane.
#[derive(Debug, Clone)]
pub struct RowPlacement {
    /// The position of the lane; events without a lane have the position after the last.
    pub lane: usize,
    /// The row in the lane, from 0.
    pub row: usize,
    /// The side of the label.
    pub side: LabelSide,
    /// The label.
    pub label: String,
    /// Left end of what it occupies in its row, in points at the scale of the step.
    left: f64,
    right: f64,
}

/// The input of a packing.
#[derive(Clone, Copy)]
pub struct RowInput<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Its index.
    pub index: &'a TimeIndex,
    /// The index of each lane.
    pub lanes: &'a LaneIndexes,
    /// The single marks and clusters.
    pub visible: &'a VisibleMarks,
    /// The axis.
    pub axis: RowAxis<'a>,
    /// Measures labels.
    pub measure: Measure<'a>,
}

/// The rows of every lane at one zoom step.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Positions of claims, by their positions in the index.
    placed: HashMap<usize, RowPlacement>,
    /// Number of rows of each lane.
    counts: Vec<usize>,
}

/// How many unused rows a crowded lane keeps.
const SPARE_ROWS: usize = 2;
/// The first row of a crowded lane is that of its clusters.
const CLUSTER_ROWS: usize = 1;

impl Rows {
    /// Packs all date claims of the lanes that are not crowded. [`Rows::update`] packs crowded
    /// lanes.
    #[must_use]
    pub fn pack(input: &RowInput<'_>) -> Self {
        let lanes = input.timeline.lanes.len();
        let count = lanes + usize::from(input.index.in_lane(lanes).events > 0);
        let scale = PackingScale::new(input);
        let mut rows = Self {
            placed: HashMap::new(),
            counts: vec![0; count],
        };
        for (position, lane) in input.lanes.lanes().iter().enumerate().take(count) {
            if input.visible.is_clustered(position) {
                continue;
            }
            let mut claims: Vec<usize> = (0..lane.len()).filter_map(|at| lane.claim(at)).collect();
            claims.sort_unstable();
            claims.dedup();
            rows.pack_lane(position, &claims, &scale);
        }
        rows
    }

    fn pack_lane(&mut self, lane: usize, claims: &[usize], scale: &PackingScale<'_>) {
        let all = scale.input.index.date_claims();
        // Date claims of one event take rows side by side, main date first.
        let mut groups: HashMap<Index<Event>, Vec<usize>> = HashMap::new();
        for position in claims {
            if let Some(claim) = all.get(*position) {
                groups.entry(claim.event).or_default().push(*position);
            }
        }
        let mut groups: Vec<(f64, Vec<(usize, RowPlacement)>)> = groups
            .into_values()
            .map(|mut positions| {
                positions.sort_by_key(|at| all.get(*at).map(|claim| claim.role != ClaimRole::Main));
                let occupied: Vec<(usize, RowPlacement)> = positions
                    .into_iter()
                    .filter_map(|at| Some((at, scale.placement(lane, all.get(at)?))))
                    .collect();
                let left = occupied.iter().map(|(_, it)| it.left);
                (left.fold(f64::MAX, f64::min), occupied)
            })
            .collect();
        groups.sort_by(|(one_left, one), (other_left, other)| {
            let first = |group: &[(usize, RowPlacement)]| group.first().map(|(at, _)| *at);
            one_left
                .total_cmp(other_left)
                .then_with(|| first(one).cmp(&first(other)))
        });

        let mut ends: Vec<f64> = Vec::new();
        for (_, occupied) in groups {
            let free = |row: usize| {
                occupied.iter().enumerate().all(|(below, (_, one))| {
                    ends.get(row + below)
                        .is_none_or(|end| end + ROW_GAP <= one.left)
                })
            };
            // A new row below all others is always free.
            let top = (0..ends.len()).find(|row| free(*row)).unwrap_or(ends.len());
            if ends.len() < top + occupied.len() {
                ends.resize(top + occupied.len(), f64::MIN);
            }
            for (row, (position, placement)) in (top..).zip(occupied) {
                if let Some(end) = ends.get_mut(row) {
                    *end = placement.right;
                }
                self.placed
                    .insert(position, RowPlacement { row, ..placement });
            }
        }
        if let Some(count) = self.counts.get_mut(lane) {
            *count = ends.len();
        }
    }

    /// Packs the single marks of crowded lanes. Marks that were visible before keep
    /// their row, even at another zoom, unless something else is in their way. New marks get
    /// the first free row. `before` are the rows of the last viewport, if it had another zoom
    /// step.
    pub fn update(&mut self, before: Option<Self>, input: &RowInput<'_>) {
        let visible = input.visible;
        let crowded: Vec<usize> = (0..self.counts.len())
            .filter(|lane| visible.is_clustered(*lane))
            .collect();
        if crowded.is_empty() {
            return;
        }
        let is_same_step = before.is_none();
        let before_counts = before.as_ref().map(|before| before.counts.clone());
        let from = before.map_or_else(|| std::mem::take(&mut self.placed), |before| before.placed);
        let mut old = HashMap::new();
        for (claim, placed) in from {
            if crowded.contains(&placed.lane) {
                old.insert(claim, placed);
            } else if is_same_step {
                self.placed.insert(claim, placed);
            }
        }
        let scale = PackingScale::new(input);
        for lane in crowded {
            let mut singles: Vec<(usize, usize)> = visible
                .unclustered
                .iter()
                .filter(|single| single.lane == lane)
                .map(|single| {
                    let row = old
                        .get(&single.claim)
                        .map(|placed: &RowPlacement| placed.row);
                    (row.unwrap_or(usize::MAX), single.claim)
                })
                .collect();
            // Marks with a row come first, so that they keep it.
            singles.sort_unstable();
            let mut rows: Vec<Vec<(f64, f64)>> = Vec::new();
            for (wanted, position) in singles {
                let Some(claim) = input.index.date_claims().get(position) else {
                    continue;
                };
                let placement = old.remove(&position).filter(|_| is_same_step);
                let placement = placement.unwrap_or_else(|| scale.placement(lane, claim));
                let is_free = |row: &Vec<(f64, f64)>| {
                    row.iter().all(|(left, right)| {
                        right + ROW_GAP <= placement.left || placement.right + ROW_GAP <= *left
                    })
                };
                let row = wanted
                    .checked_sub(CLUSTER_ROWS)
                    .filter(|row| {
                        *row < visible.unclustered.len() && rows.get(*row).is_none_or(is_free)
                    })
                    .or_else(|| rows.iter().position(is_free))
                    .unwrap_or(rows.len());
                if rows.len() <= row {
                    rows.resize(row + 1, Vec::new());
                }
                if let Some(row) = rows.get_mut(row) {
                    row.push((placement.left, placement.right));
                }
                let row = row + CLUSTER_ROWS;
                self.placed
                    .insert(position, RowPlacement { row, ..placement });
            }
            let is_reached = visible
                .clusters
                .iter()
                .any(|cluster| cluster.id == ClusterId::BeganEarlier { lane });
            let used = CLUSTER_ROWS + rows.len() + usize::from(is_reached);
            if let Some(count) = self.counts.get_mut(lane) {
                // Within a zoom step a lane only grows. At another step it shrinks only if it
                // has many unused rows. So panning and zooming rarely move the lanes below.
                let before = before_counts
                    .as_ref()
                    .and_then(|counts| counts.get(lane).copied())
                    .filter(|before| *before <= used + SPARE_ROWS);
                *count = match (is_same_step, before) {
                    (true, _) => used.max(*count),
                    (false, Some(before)) => used.max(before),
                    (false, None) => used,
                };
            }
        }
    }

    /// Number of rows of each lane; the lane of events without a lane is last.
    #[must_use]
    pub fn counts(&self) -> &[usize] {
        &self.counts
    }

    /// Position and label of a claim, by its position in the index. `None` if its event is not
    /// shown.
    #[must_use]
    pub fn get(&self, claim: usize) -> Option<&RowPlacement> {
        self.placed.get(&claim)
    }
}

/// The label of a claim: the title of its event, or the date and its source for a rival date.
fn label_of(timeline: &Timeline, claim: &DateClaim) -> String {
    match (claim.role, claim.passages.first()) {
        (ClaimRole::Rival, Some(passage)) => {
            let source = &timeline[timeline[*passage].source];
            format!("{} ({})", claim.words(), source.brief_name())
        }
        _ => timeline[claim.event].name().to_owned(),
    }
}

/// Converts time to the points in which rows are packed.
struct PackingScale<'a> {
    input: &'a RowInput<'a>,
    /// The first axis second.
    origin: Instant,
    last: f64,
    seconds_per_point: f64,
}

impl<'a> PackingScale<'a> {
    fn new(input: &'a RowInput<'a>) -> Self {
        let RowAxis { key, folds, frame } = input.axis;
        let whole = frame.or(input.index.whole());
        let zero = Instant::from_seconds(0);
        let (first, last) = whole.unwrap_or((zero, zero));
        let mut scale = Self {
            input,
            origin: folds.to_axis(first),
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
        let on_axis = self.input.axis.folds.to_axis(instant);
        let seconds = i128::from(on_axis.seconds()) - i128::from(self.origin.seconds());
        seconds as f64 / self.seconds_per_point
    }

    /// The placement of a claim in the first row of a lane.
    fn placement(&self, lane: usize, claim: &DateClaim) -> RowPlacement {
        let label = label_of(self.input.timeline, claim);
        let label_width = (self.input.measure)(&label);
        let mut left = f64::MAX;
        let mut right = f64::MIN;
        for span in claim.spans() {
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
        let faded = claim
            .spans()
            .iter()
            .flat_map(|span| [span.start, span.end])
            .filter(|edge| edge.approximate)
            .count();
        #[expect(clippy::cast_precision_loss, reason = "a span has two ends")]
        let inside = f64::from(label_width + 2.0 * INSIDE_PADDING + faded as f32 * FADE + ARROW);
        let beside = f64::from(label_width + LABEL_GAP);
        let one_bar = claim.spans().len() == 1;
        let side = if one_bar && right - left >= inside {
            LabelSide::Inside
        } else if right + beside > self.last
            && (left - beside > 0.0 || self.input.axis.frame.is_some() && left > self.last - right)
        {
            LabelSide::Left
        } else {
            LabelSide::Right
        };
        match side {
            LabelSide::Inside => {}
            LabelSide::Left => left -= beside,
            LabelSide::Right => right += beside,
        }
        RowPlacement {
            lane,
            row: 0,
            side,
            label,
            left,
            right,
        }
    }
}
