//! The scene: every mark in view, with its label, ready to be painted.

use unicode_segmentation::UnicodeSegmentation as _;

use super::arrangement::Arrangement;
use super::clusters::{ClusterBox, clusters};
use super::detail::Detail;
use super::rows::{
    ARROW, BROKEN_LENGTH, FADE, INSIDE_PADDING, LABEL_GAP, LabelSide, MIN_POINT_WIDTH,
    MIN_SPAN_WIDTH, Measure, RowPlacement, Rows,
};
use super::viewport::Viewport;
use crate::model::{Basis, Event, Index, Timeline};
use crate::query::{DateClaim, LaneCount, LaneIndexes, Role, TimeIndex, drawn_range};
use annals_edtf::{Bound, DateKind, Instant, Span, SpanEnd};

/// Height of one row, in points.
const ROW_HEIGHT: f32 = 23.0;
/// Height of one row where there is room to spare, in points.
const MAX_ROW_HEIGHT: f32 = 29.0;
/// Room above the first and below the last row of a lane, in points.
const LANE_PADDING: f32 = 9.0;
/// The least that a lane's name and count need, in points.
const MIN_LANE_HEIGHT: f32 = 48.0;
/// Lanes grow by no more than this share to fill the plot.
const MAX_STRETCH: f32 = 1.6;
/// Marks are cut so far beyond the edge, in points, that the cut is not seen.
const BEYOND: f64 = 24.0;
/// A label with less room than this, in points, is left out; the mark's
/// tooltip still says it.
const MIN_LABEL: f32 = 28.0;

/// All that a scene is made from.
#[derive(Clone, Copy)]
pub struct SceneInput<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Its index.
    pub index: &'a TimeIndex,
    /// What of it is drawn one by one, and what together.
    pub detail: &'a Detail,
    /// What lies where in each lane.
    pub lane_indexes: &'a LaneIndexes,
    /// Its rows at this zoom.
    pub rows: &'a Rows,
    /// How its lanes are arranged.
    pub arrangement: &'a Arrangement,
    /// What is looked at.
    pub viewport: Viewport,
    /// Width of the plot, in points.
    pub width: f32,
    /// Height of the plot, in points.
    pub height: f32,
    /// Measures labels.
    pub measure: Measure<'a>,
}

/// What is to be painted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// The lanes, by position.
    pub lanes: Vec<LaneBand>,
    /// The marks in view, in the order of time.
    pub marks: Vec<Mark>,
    /// The clusters in view, lane by lane, in the order of time.
    pub clusters: Vec<ClusterBox>,
    /// Height of all lanes, in points; more than the plot's where rows scroll.
    pub height: f32,
}

/// One lane.
#[derive(Debug, Clone, PartialEq)]
pub struct LaneBand {
    /// Its position among the timeline's lanes; one past the last for the
    /// events whose lane is unknown.
    pub lane: usize,
    /// How many lanes stand above it.
    pub place: usize,
    /// Its top, in points from the top of the first lane.
    pub top: f32,
    /// Its height, in points.
    pub height: f32,
    /// How many events it has.
    pub count: LaneCount,
}

/// One dating of one event, drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Which.
    pub id: MarkId,
    /// Its lane, as in [`LaneBand::lane`].
    pub lane: usize,
    /// Its middle, in points from the top of the first lane.
    pub y: f32,
    /// What it is made of: one stretch, or one for each member of a set.
    pub segments: Vec<MarkSegment>,
    /// How the date is known.
    pub basis: Option<Basis>,
    /// Whether it is the event's own date.
    pub role: Role,
    /// What sort of date it is.
    pub kind: DateKind,
    /// Whether it is a range of possibilities (unspecified digits).
    pub unspecified: bool,
    /// Its label, where there is room for one.
    pub label: Option<Label>,
}

/// Identity of a mark, the same at any zoom.
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
    /// Its left end, in points from the left of the plot; may lie beyond it.
    pub left: f32,
    /// Its right end, likewise.
    pub right: f32,
    /// How it begins.
    pub start: Cap,
    /// How it ends.
    pub end: Cap,
    /// Drawn dashed.
    pub uncertain: bool,
    /// Too narrow for its own width: drawn at the least width around its
    /// middle, in the shape that says so.
    pub narrow: bool,
    /// Whether it means a day or less: a point among years, and told apart
    /// from a short span even where both are too narrow.
    pub point: bool,
}

/// How a bar ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cap {
    /// Just there.
    Firm,
    /// About there: it fades.
    Faded,
    /// Nowhere: an arrow leaves the picture.
    Arrow,
    /// Somewhere, nobody says where: it breaks off.
    Broken,
}

/// A mark's label.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The text, cut with an ellipsis where there is no room for all.
    pub text: String,
    /// Whether it is cut.
    pub elided: bool,
    /// Its left end, in points from the left of the plot.
    pub x: f32,
    /// Its width, in points.
    pub width: f32,
    /// Where it stands beside the mark.
    pub side: LabelSide,
}

impl LaneBand {
    /// The middle of one of its rows, in points from the top of the first
    /// lane. The first row stands beside the lane's name; what a tall lane has
    /// to spare goes between the rows first.
    #[must_use]
    pub fn row_middle(&self, row: usize, of: usize) -> f32 {
        let room = self.height - 2.0 * LANE_PADDING;
        #[expect(clippy::cast_precision_loss, reason = "rows are few")]
        let (row, of) = (row as f32, of.max(1) as f32);
        let pitch = (room / of).clamp(ROW_HEIGHT, MAX_ROW_HEIGHT);
        self.top + LANE_PADDING + ROW_HEIGHT / 2.0 + row * pitch
    }
}

impl Mark {
    /// From the leftmost to the rightmost point of the mark itself.
    #[must_use]
    pub fn reach(&self) -> (f32, f32) {
        self.segments
            .iter()
            .fold((f32::MAX, f32::MIN), |(left, right), stretch| {
                (left.min(stretch.left), right.max(stretch.right))
            })
    }

    /// From the leftmost to the rightmost point of the mark and its label.
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
        .detail
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

/// The lanes one upon another as they are arranged, by position.
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
            // What was given a height has it, whatever room there is.
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
    let in_view = claim.spans().iter().any(|span| {
        let (first, last) = drawn_range(*span);
        input.viewport.shows(first, last)
    });
    if !in_view {
        return None;
    }
    let (placement, text) = input.rows.get(position)?;
    let lane = lanes.get(placement.lane)?;
    let rows = input.rows.counts().get(placement.lane).copied()?;
    let segments: Vec<MarkSegment> = claim
        .spans()
        .iter()
        .map(|span| stretch(input, *span))
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
    mark.label = label(input, &mark, placement, text);
    Some(mark)
}

fn stretch(input: &SceneInput<'_>, span: Span) -> MarkSegment {
    let width = f64::from(input.width);
    let x = |instant: Instant| input.viewport.x_of(instant, input.width);
    let broken = f64::from(BROKEN_LENGTH);
    let (left, right) = match (span.start.bound, span.end.bound) {
        // The last second is included, so that a year ends where the next
        // one begins.
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
    let point = is_point(span);
    let least = f64::from(if point {
        MIN_POINT_WIDTH
    } else {
        MIN_SPAN_WIDTH
    });
    let narrow = right - left < least;
    let (left, right) = if narrow {
        let middle = f64::midpoint(left, right);
        let half = least / 2.0;
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
    MarkSegment {
        left: clamped(left),
        right: clamped(right),
        start: cap(span.start),
        end: cap(span.end),
        uncertain: span.start.uncertain || span.end.uncertain,
        narrow,
        point,
    }
}

fn is_point(span: Span) -> bool {
    const DAY_SECONDS: i64 = 86_400;
    match (span.start.bound, span.end.bound) {
        (Bound::At(from), Bound::At(to)) => {
            to.seconds().saturating_sub(from.seconds()) < DAY_SECONDS
        }
        _ => false,
    }
}

const fn cap(edge: SpanEnd) -> Cap {
    match edge.bound {
        Bound::Open | Bound::OutOfRange(_) => Cap::Arrow,
        Bound::Unknown => Cap::Broken,
        Bound::At(_) if edge.approximate => Cap::Faded,
        Bound::At(_) => Cap::Firm,
    }
}

fn label(
    input: &SceneInput<'_>,
    mark: &Mark,
    placement: RowPlacement,
    text: &str,
) -> Option<Label> {
    let (left, right) = mark.reach();
    // Where a mark is cut by the edge, its label stays with what is seen.
    let (left, right) = (left.max(0.0), right.min(input.width));
    // A label inside begins where the bar is firm enough to be read on.
    let (fade_in, fade_out) = match (mark.segments.first(), mark.segments.last()) {
        (Some(first), Some(last)) => (
            if first.start == Cap::Faded && first.left + FADE > 0.0 {
                (first.left + FADE - left).clamp(0.0, FADE)
            } else {
                0.0
            },
            if last.end == Cap::Faded && last.right - FADE < input.width {
                (right - last.right + FADE).clamp(0.0, FADE)
            } else {
                0.0
            },
        ),
        _ => (0.0, 0.0),
    };
    let arrow = |has: bool| if has { ARROW } else { 0.0 };
    let before = fade_in + arrow(mark.segments.first().is_some_and(|s| s.start == Cap::Arrow));
    let after = fade_out + arrow(mark.segments.last().is_some_and(|s| s.end == Cap::Arrow));
    let full = (input.measure)(text);
    let room = |side| match side {
        LabelSide::Inside => right - left - 2.0 * INSIDE_PADDING - before - after,
        LabelSide::Right => input.width - right - LABEL_GAP - 2.0,
        LabelSide::Left => left - LABEL_GAP - 2.0,
    };
    // Where there is no room beside the mark, a long bar has some inside.
    let one_bar = mark.segments.len() == 1;
    let (side, (shown, width)) = [placement.side, LabelSide::Inside]
        .into_iter()
        .filter(|side| one_bar || *side != LabelSide::Inside)
        .find_map(|side| Some((side, elide(text, full, room(side), input.measure)?)))?;
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

/// Cuts a text to a width, with an ellipsis; `None` where there is no room for
/// anything that could be read.
fn elide(text: &str, full: f32, room: f32, measure: Measure<'_>) -> Option<(String, f32)> {
    if full <= room {
        return Some((text.to_owned(), full));
    }
    if room < MIN_LABEL {
        return None;
    }
    let ends: Vec<usize> = text
        .grapheme_indices(true)
        .map(|(start, cluster)| start + cluster.len())
        .collect();
    let shortened = |clusters: usize| {
        let end = clusters
            .checked_sub(1)
            .and_then(|last| ends.get(last))
            .copied()
            .unwrap_or(0);
        format!("{}…", text.get(..end).unwrap_or_default().trim_end())
    };
    let (mut fits, mut too_long) = (0, ends.len());
    while fits + 1 < too_long {
        let middle = usize::midpoint(fits, too_long);
        if measure(&shortened(middle)) <= room {
            fits = middle;
        } else {
            too_long = middle;
        }
    }
    let shown = shortened(fits);
    let width = measure(&shown);
    (fits > 1 && width <= room).then_some((shown, width))
}

#[cfg(test)]
mod tests;
