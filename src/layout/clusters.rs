//! The boxes of clusters: their positions and their profiles.

use super::detail::{Cluster, ClusterId};
use super::scene::{LaneBand, SceneInput};
use crate::date_words::span_in_words;
use crate::language::{say, say_with};
use annals_edtf::Instant;

/// Height of the box of a cluster, in points.
pub const CLUSTER_HEIGHT: f32 = 19.0;
/// Width of one column of a cluster's profile, in points.
const COLUMN: f32 = 4.0;
/// Distance between two clusters, in points, half on each side.
const GAP: f32 = 3.0;
/// Width of the box for events that began before the picture, in points.
const REACHING_WIDTH: f32 = 150.0;
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
    /// before the picture.
    pub profile: Vec<usize>,
}

/// The height of a column of a cluster's profile, in points, in a box of this height. It
/// grows with the square root of the count, so that one event is visible beside a hundred.
#[must_use]
pub fn cluster_column_height(count: usize, fullest: usize, height: f32) -> f32 {
    if count == 0 {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of events in a column")]
    let share = (count as f32 / fullest.max(1) as f32).sqrt();
    (share * height).max(1.5)
}

impl Cluster {
    /// How many events it has: "1,204 events", or "← 31 began earlier" for those that began
    /// before the picture.
    #[must_use]
    pub fn count_in_words(&self) -> String {
        let id = match self.id {
            ClusterId::Beginning { .. } => "count-event",
            ClusterId::Reaching { .. } => "cluster-began-earlier",
        };
        say_with(id, &[("count", self.events.into())])
    }

    /// When its events begin.
    #[must_use]
    pub fn when_in_words(&self) -> String {
        match self.id {
            ClusterId::Beginning { .. } => {
                let span = span_in_words(self.first, self.last);
                say_with("cluster-begin", &[("span", span.into())])
            }
            ClusterId::Reaching { .. } => say("cluster-reaching"),
        }
    }
}

/// Lays out the clusters of a picture.
#[must_use]
pub fn clusters(input: &SceneInput<'_>, bands: &[LaneBand]) -> Vec<ClusterBox> {
    input
        .detail
        .clusters
        .iter()
        .filter_map(|cluster| {
            let lane = cluster.lane();
            let band = bands.get(lane)?;
            let rows = input.rows.counts().get(lane).copied()?;
            match cluster.id {
                ClusterId::Beginning { step, bin, .. } => Some(beginning(
                    input,
                    cluster,
                    band.row_middle(0, rows),
                    step,
                    bin,
                )),
                ClusterId::Reaching { .. } => Some(ClusterBox {
                    cluster: cluster.clone(),
                    y: band.row_middle(rows.saturating_sub(1), rows),
                    left: 0.0,
                    right: REACHING_WIDTH.min(input.width),
                    profile: Vec::new(),
                }),
            }
        })
        .collect()
}

fn beginning(input: &SceneInput<'_>, cluster: &Cluster, y: f32, step: u32, bin: i64) -> ClusterBox {
    let first = bin << step;
    let end = first.saturating_add(1_i64 << step);
    #[expect(clippy::cast_possible_truncation, reason = "points on the screen")]
    let x = |seconds: i64| {
        let x = input
            .viewport
            .x_of(Instant::from_seconds(seconds), input.width);
        x.clamp(0.0, f64::from(input.width)) as f32
    };
    let (from, to) = (x(first), x(end));
    let (left, right) = (from + GAP / 2.0, to - GAP / 2.0);
    // A box that the edge cuts to less than the least width extends beyond the edge.
    let (left, right) = if right - left >= MIN_WIDTH {
        (left, right)
    } else if from <= 0.0 {
        (right.max(2.0) - MIN_WIDTH, right.max(2.0))
    } else {
        let left = left.min(input.width - 2.0);
        (left, left + MIN_WIDTH)
    };
    ClusterBox {
        cluster: cluster.clone(),
        y,
        left,
        right,
        profile: profile(input, cluster, left, right),
    }
}

/// Counts the spans that begin in each column between two positions, in points. Spans that
/// begin just outside are counted in the outermost columns.
fn profile(input: &SceneInput<'_>, cluster: &Cluster, left: f32, right: f32) -> Vec<usize> {
    let Some(lane) = input.lane_indexes.lanes().get(cluster.lane()) else {
        return Vec::new();
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a box is some tens of columns wide"
    )]
    let columns = ((right - left) / COLUMN).floor().max(1.0) as usize;
    #[expect(clippy::cast_precision_loss, reason = "some tens of columns")]
    let width = (right - left) / columns as f32;
    let mut from = cluster.positions.start;
    (1..=columns)
        .map(|column| {
            #[expect(clippy::cast_precision_loss, reason = "some tens of columns")]
            let x = left + column as f32 * width;
            let until = input
                .viewport
                .instant_at(input.viewport.offset_at_x(x, input.width))
                .seconds();
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
