//! Which date claims are drawn one by one, and which in clusters.
//!
//! A lane with few spans shows each of them at any zoom. In a crowded lane, time is divided
//! into bins of equal length. Bins do not move when the viewport is panned, and halve when
//! it is zoomed in. A bin in which many events begin is drawn as one cluster of those in view.
//! If many events began before the left edge and reach into the viewport, they are one cluster
//! too. Every event with a date claim in view is a mark or part of a cluster, and clusters
//! contain no other events.

use std::ops::Range;

use super::arrangement::Arrangement;
use super::viewport::Viewport;
use crate::query::{LaneIndex, LaneIndexes};
use annals_edtf::Instant;

/// The greatest number of spans of a lane that always shows each of them.
const FEW: usize = 60;

/// How many spans of a lane are drawn one by one.
#[derive(Debug, Clone, Copy)]
struct ClusterLimits {
    /// Spans that begin in one bin.
    in_bin: usize,
    /// Spans that began before the viewport.
    began_earlier: usize,
}

impl ClusterLimits {
    /// Limits of a crowded lane.
    const FEW: Self = Self {
        in_bin: 4,
        began_earlier: 6,
    };
    /// Limits of a folded lane and of a preview.
    const NONE: Self = Self {
        in_bin: 0,
        began_earlier: 0,
    };
}

/// The greatest width of a bin, in points. Bins are at least half as wide.
const BIN_WIDTH: f64 = 144.0;

/// What a viewport shows of every lane: single marks and clusters.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VisibleMarks {
    /// Date claims that are drawn one by one.
    pub unclustered: Vec<UnclusteredClaim>,
    /// Date claims that are drawn together.
    pub clusters: Vec<Cluster>,
    /// By lane, whether it may show clusters: if it is crowded or folded, or in a preview.
    pub clustered: Vec<bool>,
}

impl VisibleMarks {
    /// Whether a lane, by position, may show clusters.
    #[must_use]
    pub fn is_clustered(&self, lane: usize) -> bool {
        self.clustered.get(lane).copied().unwrap_or(false)
    }
}

/// A date claim that is drawn by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnclusteredClaim {
    /// The position of its lane; events without a lane have the position after the last.
    pub lane: usize,
    /// Its position in the index.
    pub claim: usize,
}

/// Identity of a cluster, stable while the viewport is panned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClusterId {
    /// Events that begin in a bin of 2^`step` seconds.
    InBin {
        /// The lane, by position.
        lane: usize,
        /// Binary logarithm of the length of the bin in seconds.
        step: u32,
        /// The number of the bin, counted from the beginning of 1970.
        bin: i64,
    },
    /// Events that began before the viewport.
    BeganEarlier {
        /// The lane, by position.
        lane: usize,
    },
}

/// Several events that are drawn as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Its identity.
    pub id: ClusterId,
    /// Number of its events.
    pub events: usize,
    /// The first second in which one of them begins. For events that began before the viewport:
    /// the first second of the viewport.
    pub first: Instant,
    /// The last second in which one of them begins, or the first second of the viewport.
    pub last: Instant,
    /// Positions of their spans in the lane. Empty for events that began before the viewport.
    pub positions: Range<usize>,
}

impl Cluster {
    /// Its lane, by position.
    #[must_use]
    pub const fn lane(&self) -> usize {
        match self.id {
            ClusterId::InBin { lane, .. } | ClusterId::BeganEarlier { lane } => lane,
        }
    }

    /// Its date claims, by position in the index. A claim with several spans may be repeated.
    #[must_use]
    pub fn date_claims(&self, lanes: &LaneIndexes) -> Vec<usize> {
        let Some(lane) = lanes.lanes().get(self.lane()) else {
            return Vec::new();
        };
        let claim = |position| lane.claim(position);
        match self.id {
            ClusterId::InBin { .. } => self.positions.clone().filter_map(claim).collect(),
            ClusterId::BeganEarlier { .. } => {
                let reaching = lane.reaching(self.first.seconds());
                reaching.filter_map(claim).collect()
            }
        }
    }
}

/// Whether a lane has enough spans to show clusters.
#[must_use]
pub fn is_crowded(lane: &LaneIndex) -> bool {
    lane.len() > FEW
}

/// Divides what a viewport of `width` points shows into single marks and clusters. The claims
/// in `always` are drawn by themselves and remain part of their cluster. A folded lane has
/// clusters only; a preview too, because its labels are not known.
#[must_use]
pub fn visible_marks(
    lanes: &LaneIndexes,
    viewport: Viewport,
    width: f32,
    always: &[UnclusteredClaim],
    arrangement: &Arrangement,
) -> VisibleMarks {
    let mut visible = VisibleMarks::default();
    let step = step_of(viewport.seconds_per_point(width));
    let (first, last) = (viewport.first().seconds(), viewport.last().seconds());
    for (position, lane) in lanes.lanes().iter().enumerate() {
        let limits = if arrangement.is_folded(position) || !lane.has_claims() {
            Some(ClusterLimits::NONE)
        } else {
            is_crowded(lane).then_some(ClusterLimits::FEW)
        };
        visible.clustered.push(limits.is_some());
        if lane.is_empty() {
            continue;
        }
        let reached = lane.count_reaching(first);
        if limits.is_some_and(|limits| reached > limits.began_earlier) {
            let edge = Instant::from_seconds(first);
            visible.clusters.push(Cluster {
                id: ClusterId::BeganEarlier { lane: position },
                events: lane.events_reaching(first),
                first: edge,
                last: edge,
                positions: 0..0,
            });
        } else {
            for at in lane.reaching(first) {
                add_singles(&mut visible, lane, position, at..at + 1);
            }
        }
        let in_view = lane.beginning(first, last.saturating_add(1));
        if let Some(limits) = limits {
            add_bins(&mut visible, lane, position, in_view, (step, limits.in_bin));
        } else {
            add_singles(&mut visible, lane, position, in_view);
        }
    }
    visible.unclustered.extend_from_slice(always);
    visible
        .unclustered
        .sort_unstable_by_key(|single| single.claim);
    visible.unclustered.dedup();
    visible
}

fn add_singles(visible: &mut VisibleMarks, lane: &LaneIndex, position: usize, at: Range<usize>) {
    let claims = at.filter_map(|at| lane.claim(at));
    visible
        .unclustered
        .extend(claims.map(|claim| UnclusteredClaim {
            lane: position,
            claim,
        }));
}

/// Adds the claims that begin in the viewport, bin by bin. Bins are 2^`step`
/// seconds long, and at most `max_singles` spans of a bin are drawn one by one.
fn add_bins(
    visible: &mut VisibleMarks,
    lane: &LaneIndex,
    position: usize,
    in_view: Range<usize>,
    (step, max_singles): (u32, usize),
) {
    let mut from = in_view.start;
    while from < in_view.end {
        // Skips bins in which nothing begins.
        let Some(begins) = lane.first(from) else {
            break;
        };
        let bin = begins >> step;
        let bin_first = bin << step;
        let bin_end = bin_first.saturating_add(1_i64 << step);
        let whole = lane.beginning(bin_first, bin_end);
        let shown = whole.start.max(in_view.start)..whole.end.min(in_view.end);
        // A single event is not a cluster, even if the edge cuts the bin.
        if whole.len() <= max_singles || (shown.len() == 1 && max_singles > 0) {
            add_singles(visible, lane, position, shown.clone());
        } else if let (Some(from), Some(to)) = (
            lane.first(shown.start),
            lane.first(shown.end.saturating_sub(1)),
        ) {
            visible.clusters.push(Cluster {
                id: ClusterId::InBin {
                    lane: position,
                    step,
                    bin,
                },
                events: lane.events_beginning(&shown),
                first: Instant::from_seconds(from),
                last: Instant::from_seconds(to),
                positions: shown.clone(),
            });
        }
        from = shown.end.max(from + 1);
    }
}

/// Binary logarithm of the length of a bin in seconds.
fn step_of(seconds_per_point: f64) -> u32 {
    let widest = (seconds_per_point * BIN_WIDTH).max(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the range of an i64"
    )]
    let step = widest.log2().floor().clamp(0.0, 61.0) as u32;
    step
}

#[cfg(test)]
mod tests;
