//! The scene: all marks in view with their labels.

use super::arrangement::Arrangement;
use super::clusters::{ClusterBox, clusters};
use super::display_list::Shape;
use super::elision::elided;
use super::mark_shapes::connector_shapes;
use super::rows::{
    ARROW, BROKEN_LENGTH, FADE, INSIDE_PADDING, LABEL_GAP, LabelSide, MIN_POINT_WIDTH,
    MIN_SPAN_WIDTH, Measure, RowPlacement, Rows,
};
use super::viewport::Viewport;
use super::visible_marks::VisibleMarks;
use crate::model::{Basis, Event, Index};
use crate::query::{ClaimRole, DateClaim, LaneCount, LaneIndexes, TimeIndex};
use crate::theme::{Accent, ColorRole};
use annals_edtf::{Bound, DateKind, Instant, Span, SpanEnd};

/// Height of one row, in points.
const ROW_HEIGHT: f32 = 23.0;
/// Height of a row in a lane with free space, in points.
const MAX_ROW_HEIGHT: f32 = 29.0;
/// Space above the first and below the last row of a lane, in points.
const LANE_PADDING: f32 = 9.0;
/// Height of a lane's name and count, in points.
const MIN_LANE_HEIGHT: f32 = 48.0;
/// The greatest factor by which lanes grow to fill the plot.
const MAX_STRETCH: f32 = 1.6;
/// Marks are cut this far beyond the edge, in points, where the cut is not visible.
const BEYOND: f64 = 24.0;
/// The least width of a label, in points. With less space there is only a tooltip.
const MIN_LABEL: f32 = 28.0;

/// The input of a scene.
#[derive(Clone, Copy)]
pub struct SceneInput<'a> {
    /// The index of the timeline.
    pub index: &'a TimeIndex,
    /// Its single marks and clusters.
    pub visible: &'a VisibleMarks,
    /// The index of each lane.
    pub lane_indexes: &'a LaneIndexes,
    /// Its rows at this zoom step.
    pub rows: &'a Rows,
    /// The arrangement of its lanes.
    pub arrangement: &'a Arrangement,
    /// The visible time span.
    pub viewport: Viewport,
    /// Width of the plot, in points.
    pub width: f32,
    /// Height of the plot, in points.
    pub height: f32,
    /// Measures labels.
    pub measure: Measure<'a>,
}

/// A laid out plot.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// The lanes, by position.
    pub lanes: Vec<LaneBand>,
    /// The marks in view, in the order of time.
    pub marks: Vec<Mark>,
    /// The clusters in view, by lane and time.
    pub clusters: Vec<ClusterBox>,
    /// Height of all lanes, in points. If it exceeds the height of the plot, lanes scroll.
    pub height: f32,
}

/// One lane.
#[derive(Debug, Clone, PartialEq)]
pub struct LaneBand {
    /// Its position in the timeline; events without a known lane have the position after the
    /// last.
    pub lane: usize,
    /// Number of lanes above it.
    pub place: usize,
    /// Upper edge, in points from the top of the first lane.
    pub top: f32,
    /// Its height, in points.
    pub height: f32,
    /// How many events it has.
    pub count: LaneCount,
}

/// The mark of a date claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Its identity.
    pub id: MarkId,
    /// Its lane, as in [`LaneBand::lane`].
    pub lane: usize,
    /// Vertical middle, in points from the top of the first lane.
    pub y: f32,
    /// One segment, or one for each member of a set.
    pub segments: Vec<MarkSegment>,
    /// How the date is known.
    pub basis: Option<Basis>,
    /// Whether it is the event's own date.
    pub role: ClaimRole,
    /// The kind of date.
    pub kind: DateKind,
    /// Whether the date has unspecified digits, so that the mark is a range of possibilities.
    pub unspecified: bool,
    /// Its label, if there is space for one.
    pub label: Option<Label>,
}

/// Identity of a mark, stable at any zoom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MarkId {
    /// The event.
    pub event: Index<Event>,
    /// The position of the claim in the index.
    pub claim: usize,
}

/// One bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarkSegment {
    /// Left end, in points from the left of the plot. It may lie outside.
    pub left: f32,
    /// Right end, in points from the left of the plot. It may lie outside.
    pub right: f32,
    /// How it begins.
    pub start: BarEnd,
    /// How it ends.
    pub end: BarEnd,
    /// Whether the date is uncertain.
    pub uncertain: bool,
    /// Whether it is drawn wider than it lasted, at the least width.
    pub narrow: bool,
    /// Whether it is a day or less.
    pub point: bool,
}

/// How a bar ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BarEnd {
    /// At a known second.
    Firm,
    /// Approximately there: it fades.
    Faded,
    /// Open: an arrow extends beyond the plot.
    Arrow,
    /// Unknown: it breaks off.
    Broken,
}

/// A mark's label.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The text, shortened with an ellipsis if necessary.
    pub text: String,
    /// Whether it is shortened.
    pub elided: bool,
    /// Its left end, in points from the left of the plot.
    pub x: f32,
    /// Its width, in points.
    pub width: f32,
    /// Its position relative to the mark.
    pub side: LabelSide,
}

impl Scene {
    /// The background of a lane, by its position: every second lane has a band.
    #[must_use]
    pub fn background(&self, lane: usize) -> ColorRole {
        match self.lanes.get(lane) {
            Some(band) if band.place % 2 == 1 => ColorRole::Band,
            _ => ColorRole::Paper,
        }
    }

    /// The dotted lines that connect the dates of each event that has rival dates.
    #[must_use]
    pub fn connectors(&self) -> Vec<Shape> {
        let rivals = self
            .marks
            .iter()
            .filter(|mark| mark.role == ClaimRole::Rival);
        let mut events: Vec<Index<Event>> = rivals.map(|mark| mark.id.event).collect();
        events.sort_unstable();
        events.dedup();
        let mut shapes = Vec::new();
        for mark in &self.marks {
            let Ok(place) = events.binary_search(&mark.id.event) else {
                continue;
            };
            let event = events.remove(place);
            let marks = self.marks.iter().filter(|mark| mark.id.event == event);
            let mut marks: Vec<&Mark> = marks.collect();
            marks.sort_by(|one, other| one.y.total_cmp(&other.y));
            shapes.extend(connector_shapes(&marks));
        }
        shapes
    }
}

impl Label {
    /// The left end of the text, in points from the left of the plot, if it is drawn `width`
    /// points wide. A label on the left ends at its mark.
    #[must_use]
    pub fn left(&self, width: f32) -> f32 {
        match self.side {
            LabelSide::Left => self.x + (self.width - width).max(0.0),
            LabelSide::Right | LabelSide::Inside => self.x,
        }
    }
}

impl LaneBand {
    /// The middle of a row out of `of`, in points from the top of the first lane. The first row
    /// is beside the name of the lane. Free space of a high lane goes between the rows.
    #[must_use]
    pub fn row_middle(&self, row: usize, of: usize) -> f32 {
        let inner = self.height - 2.0 * LANE_PADDING;
        #[expect(clippy::cast_precision_loss, reason = "rows are few")]
        let (row, of) = (row as f32, of.max(1) as f32);
        let pitch = (inner / of).clamp(ROW_HEIGHT, MAX_ROW_HEIGHT);
        self.top + LANE_PADDING + ROW_HEIGHT / 2.0 + row * pitch
    }
}

impl Mark {
    /// Whether its label is on the full colour of its bar.
    #[must_use]
    pub fn has_label_on_bar(&self) -> bool {
        self.label
            .as_ref()
            .is_some_and(|it| it.side == LabelSide::Inside)
            && self.basis != Some(Basis::Inferred)
            && !self.unspecified
            && self.kind != DateKind::OneOf
            && !self.segments.iter().any(|segment| segment.uncertain)
    }

    /// The colour of its label, where its bar has an accent.
    #[must_use]
    pub fn label_role(&self, accent: Accent) -> ColorRole {
        match self.role {
            _ if self.has_label_on_bar() => ColorRole::TextOn(accent),
            ClaimRole::Main => ColorRole::Ink,
            ClaimRole::Rival => ColorRole::Muted,
        }
    }

    /// The left and the right end of the mark, without its label.
    #[must_use]
    pub fn reach(&self) -> (f32, f32) {
        self.segments
            .iter()
            .fold((f32::MAX, f32::MIN), |(left, right), segment| {
                (left.min(segment.left), right.max(segment.right))
            })
    }

    /// The left and the right end of the mark with its label.
    #[must_use]
    pub fn reach_with_label(&self) -> (f32, f32) {
        let (left, right) = self.reach();
        match &self.label {
            Some(label) => (left.min(label.x), right.max(label.x + label.width)),
            None => (left, right),
        }
    }
}

/// Lays out what a viewport shows.
#[must_use]
pub fn scene(input: &SceneInput<'_>) -> Scene {
    let lanes = bands(input);
    let marks = input
        .visible
        .unclustered
        .iter()
        .filter_map(|single| {
            let claim = input.index.date_claims().get(single.claim)?;
            mark(input, &lanes, single.claim, claim)
        })
        .collect();
    let bottom = |lane: &LaneBand| lane.top + lane.height;
    let height = lanes.iter().map(bottom).fold(0.0, f32::max);
    Scene {
        clusters: clusters(input, &lanes),
        lanes,
        marks,
        height,
    }
}

/// The bands of the lanes, by position.
fn bands(input: &SceneInput<'_>) -> Vec<LaneBand> {
    let heights: Vec<f32> = input
        .rows
        .counts()
        .iter()
        .enumerate()
        .map(|(lane, rows)| {
            #[expect(clippy::cast_precision_loss, reason = "rows are few")]
            let rows = *rows as f32;
            let given = input.arrangement.height(lane).unwrap_or(0.0);
            (rows * ROW_HEIGHT + 2.0 * LANE_PADDING)
                .max(MIN_LANE_HEIGHT)
                .max(given)
        })
        .collect();
    let total: f32 = heights.iter().sum();
    let stretch = (input.height / total.max(1.0)).clamp(1.0, MAX_STRETCH);
    let mut top = 0.0;
    let order = input.arrangement.order(heights.len());
    let mut bands: Vec<LaneBand> = order
        .into_iter()
        .enumerate()
        .map(|(place, lane)| {
            // A lane with a height set by the user does not grow.
            let stretch = match input.arrangement.height(lane) {
                Some(_) => 1.0,
                None => stretch,
            };
            let band = LaneBand {
                lane,
                place,
                top,
                height: heights.get(lane).copied().unwrap_or_default() * stretch,
                count: input.index.in_lane(lane),
            };
            top += band.height;
            band
        })
        .collect();
    bands.sort_unstable_by_key(|band| band.lane);
    bands
}

fn mark(
    input: &SceneInput<'_>,
    lanes: &[LaneBand],
    position: usize,
    claim: &DateClaim,
) -> Option<Mark> {
    if !input.viewport.shows_any(claim.spans()) {
        return None;
    }
    let placement = input.rows.get(position)?;
    let lane = lanes.get(placement.lane)?;
    let rows = input.rows.counts().get(placement.lane).copied()?;
    let segments: Vec<MarkSegment> = claim
        .spans()
        .iter()
        .map(|span| segment(input, *span))
        .collect();
    let y = lane.row_middle(placement.row, rows);
    let mut mark = Mark {
        id: MarkId {
            event: claim.event,
            claim: position,
        },
        lane: placement.lane,
        y,
        segments,
        basis: claim.basis,
        role: claim.role,
        kind: claim.kind,
        unspecified: claim.unspecified,
        label: None,
    };
    mark.label = label(input, &mark, placement);
    Some(mark)
}

fn segment(input: &SceneInput<'_>, span: Span) -> MarkSegment {
    let width = f64::from(input.width);
    let x = |instant: Instant| input.viewport.x_of(instant, input.width);
    let broken = f64::from(BROKEN_LENGTH);
    let (left, right) = match (span.start.bound, span.end.bound) {
        // The last second is inclusive, so that a year ends where the next one begins.
        (Bound::At(from), Bound::At(to)) => (x(from), x(to.saturating_add(1))),
        (Bound::At(from), Bound::Unknown) => (x(from), x(from) + broken),
        (Bound::Unknown, Bound::At(to)) => {
            let to = x(to.saturating_add(1));
            (to - broken, to)
        }
        (Bound::At(from), _) => (x(from), width),
        (_, Bound::At(to)) => (0.0, x(to.saturating_add(1))),
        _ => (0.0, width),
    };
    let min_width = f64::from(if is_point(span) {
        MIN_POINT_WIDTH
    } else {
        MIN_SPAN_WIDTH
    });
    let narrow = right - left < min_width;
    let (left, right) = if narrow {
        let middle = f64::midpoint(left, right);
        let half = min_width / 2.0;
        (middle - half, middle + half)
    } else {
        (left, right)
    };
    let clamped = |x: f64| {
        // UnclusteredClaim near the screen, so that f32 is as fine as f64 there.
        #[expect(clippy::cast_possible_truncation)]
        let x = x.clamp(-BEYOND, width + BEYOND) as f32;
        x
    };
    MarkSegment::new(span, clamped(left), clamped(right), narrow)
}

impl MarkSegment {
    pub(super) fn new(span: Span, left: f32, right: f32, narrow: bool) -> Self {
        Self {
            left,
            right,
            start: bar_end(span.start),
            end: bar_end(span.end),
            uncertain: span.start.uncertain || span.end.uncertain,
            narrow,
            point: is_point(span),
        }
    }
}

/// Whether a span is a day or less.
pub(super) fn is_point(span: Span) -> bool {
    const DAY_SECONDS: i64 = 86_400;
    match (span.start.bound, span.end.bound) {
        (Bound::At(from), Bound::At(to)) => {
            to.seconds().saturating_sub(from.seconds()) < DAY_SECONDS
        }
        _ => false,
    }
}

const fn bar_end(edge: SpanEnd) -> BarEnd {
    match edge.bound {
        Bound::Open | Bound::OutOfRange(_) => BarEnd::Arrow,
        Bound::Unknown => BarEnd::Broken,
        Bound::At(_) if edge.approximate => BarEnd::Faded,
        Bound::At(_) => BarEnd::Firm,
    }
}

fn label(input: &SceneInput<'_>, mark: &Mark, placement: &RowPlacement) -> Option<Label> {
    let text = placement.label.as_str();
    let (left, right) = mark.reach();
    // If the edge cuts a mark, its label stays with the visible part.
    let (left, right) = (left.max(0.0), right.min(input.width));
    let (first, last) = (mark.segments.first()?, mark.segments.last()?);
    // A label inside begins after the faded end or the arrow.
    let before = match first.start {
        BarEnd::Faded if first.left + FADE > 0.0 => (first.left + FADE - left).clamp(0.0, FADE),
        BarEnd::Arrow => ARROW,
        _ => 0.0,
    };
    let after = match last.end {
        BarEnd::Faded if last.right - FADE < input.width => {
            (right - last.right + FADE).clamp(0.0, FADE)
        }
        BarEnd::Arrow => ARROW,
        _ => 0.0,
    };
    let full = (input.measure)(text);
    let available = |side| match side {
        LabelSide::Inside => right - left - 2.0 * INSIDE_PADDING - before - after,
        LabelSide::Right => input.width - right - LABEL_GAP - 2.0,
        LabelSide::Left => left - LABEL_GAP - 2.0,
    };
    // Without space beside the mark, the label of a long bar is inside.
    let one_bar = mark.segments.len() == 1;
    let (side, (shown, width)) = [placement.side, LabelSide::Inside]
        .into_iter()
        .filter(|side| one_bar || *side != LabelSide::Inside)
        .find_map(|side| Some((side, elide(text, full, available(side), input.measure)?)))?;
    let x = match side {
        LabelSide::Inside => left + INSIDE_PADDING + before,
        LabelSide::Right => right + LABEL_GAP,
        LabelSide::Left => left - LABEL_GAP - width,
    };
    Some(Label {
        elided: shown.len() != text.len(),
        text: shown,
        x,
        width,
        side,
    })
}

/// Shortens a text to a width, in points, with an ellipsis. `None` if there is too little space.
fn elide(text: &str, full: f32, available: f32, measure: Measure<'_>) -> Option<(String, f32)> {
    if full <= available {
        return Some((text.to_owned(), full));
    }
    if available < MIN_LABEL {
        return None;
    }
    let (shown, clusters) = elided(text, |shown| measure(shown) <= available);
    let width = measure(&shown);
    (clusters > 1 && width <= available).then_some((shown, width))
}

#[cfg(test)]
mod tests;
