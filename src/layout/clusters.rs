//! The boxes of clusters: their positions and their profiles.

use super::scene::{LaneBand, SceneInput};
use super::visible_marks::{Cluster, ClusterId};
use crate::date_words::span_in_words;
use crate::language::{format_count, say, say_with};
use annals_edtf::Instant;

/// Height of the box of a cluster, in points.
pub const CLUSTER_HEIGHT: f32 = 19.0;
/// Width of one column of a cluster's profile, in points.
const COLUMN: f32 = 4.0;
/// Distance between two clusters, in points, half on each side.
const GAP: f32 = 3.0;
/// Width of the box for events that began before the viewport, in points.
const BEGAN_EARLIER_WIDTH: f32 = 150.0;
/// The least width of a box, in points.
const MIN_WIDTH: f32 = 10.0;

/// The box of a cluster.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterBox {
    /// The cluster.
    pub cluster: Cluster,
    /// Vertical middle, in points from the top of the first lane.
    pub y: f32,
    /// Left end, in points from the left of the plot.
    pub left: f32,
    /// Right end, in points from the left of the plot.
    pub right: f32,
    /// Number of spans that begin in each column, left to right. Empty for events that began
    /// before the viewport.
    pub profile: Vec<usize>,
}

/// The height of a column of a cluster's profile, in points, in a box of this height. It
/// grows with the square root of the count, so that one event is visible beside a hundred.
#[must_use]
pub fn cluster_column_height(count: usize, max_count: usize, height: f32) -> f32 {
    if count == 0 {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of events in a column")]
    let share = (count as f32 / max_count.max(1) as f32).sqrt();
    (share * height).max(1.5)
}

impl Cluster {
    /// The longest text for its number of events that fits into a width, in points: "1,204
    /// events", or "← 31 began earlier" for those that began before the viewport, or only the
    /// number. `lay_out` lays out a text and returns it with its width.
    #[must_use]
    pub fn label<T>(&self, available: f32, lay_out: impl Fn(String) -> (T, f32)) -> Option<T> {
        let message = match self.id {
            ClusterId::InBin { .. } => "count-event",
            ClusterId::BeganEarlier { .. } => "cluster-began-earlier",
        };
        let (text, width) = lay_out(say_with(message, &[("count", self.events.into())]));
        if width <= available {
            return Some(text);
        }
        let (number, width) = lay_out(format_count(self.events));
        (width <= available).then_some(number)
    }

    /// When its events begin.
    #[must_use]
    pub fn when_in_words(&self) -> String {
        match self.id {
            ClusterId::InBin { .. } => {
                let span = span_in_words(self.first, self.last);
                say_with("cluster-begin", &[("span", span.into())])
            }
            ClusterId::BeganEarlier { .. } => say("cluster-reaching"),
        }
    }
}

/// Lays out the clusters of a viewport.
#[must_use]
pub fn clusters(input: &SceneInput<'_>, bands: &[LaneBand]) -> Vec<ClusterBox> {
    let clusters = input.visible.clusters.iter();
    let boxes = clusters.filter_map(|cluster| {
        let band = bands.get(cluster.lane())?;
        let rows = input.rows.counts().get(cluster.lane()).copied()?;
        let (row, left, right) = match cluster.id {
            ClusterId::InBin { step, bin, .. } => {
                let (left, right) = ends(input, step, bin);
                (0, left, right)
            }
            ClusterId::BeganEarlier { .. } => (
                rows.saturating_sub(1),
                0.0,
                BEGAN_EARLIER_WIDTH.min(input.width),
            ),
        };
        Some(ClusterBox {
            cluster: cluster.clone(),
            y: band.row_middle(row, rows),
            left,
            right,
            profile: profile(input, cluster, left, right),
        })
    });
    boxes.collect()
}

/// The left and the right end of the box of a bin, which is 2^`step` seconds long.
fn ends(input: &SceneInput<'_>, step: u32, bin: i64) -> (f32, f32) {
    let first = bin << step;
    let x = |seconds: i64| {
        let instant = Instant::from_seconds(seconds);
        let x = input.viewport.point_of(instant, input.width);
        x.clamp(0.0, input.width)
    };
    let (from, to) = (x(first), x(first.saturating_add(1_i64 << step)));
    let (left, right) = (from + GAP / 2.0, to - GAP / 2.0);
    // A box that the edge cuts to less than the least width extends beyond the edge.
    if right - left >= MIN_WIDTH {
        (left, right)
    } else if from <= 0.0 {
        (right.max(2.0) - MIN_WIDTH, right.max(2.0))
    } else {
        let left = left.min(input.width - 2.0);
        (left, left + MIN_WIDTH)
    }
}

/// Counts the spans that begin in each column between two positions, in points. Spans that
/// begin just outside are counted in the outermost columns.
fn profile(input: &SceneInput<'_>, cluster: &Cluster, left: f32, right: f32) -> Vec<usize> {
    let lane = input.lane_indexes.lanes().get(cluster.lane());
    let Some(lane) = lane.filter(|_| !cluster.positions.is_empty()) else {
        return Vec::new();
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a box is some tens of columns wide"
    )]
    let columns = ((right - left) / COLUMN).floor().max(1.0) as u16;
    let width = (right - left) / f32::from(columns);
    let mut from = cluster.positions.start;
    (1..=columns)
        .map(|column| {
            let x = left + f32::from(column) * width;
            let until = input.viewport.offset_at_x(x, input.width);
            let until = input.viewport.instant_at(until).seconds();
            let rest = from..cluster.positions.end;
            let count = if column == columns {
                rest.len()
            } else {
                lane.count_beginning(rest, i64::MIN, until)
            };
            from += count;
            count
        })
        .collect()
}
