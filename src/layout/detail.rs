//! What is drawn one by one and what as a cluster.
//!
//! A lane of few stretches shows each of them at any zoom. In a fuller one,
//! time is divided into bins of equal length that stand at the same places
//! however the picture is panned, and halve as it is zoomed in. A bin in which
//! many events begin is one cluster of those in view; and where many began
//! before the left edge and run into the picture, they are one cluster too.
//! Every event with a dating in view is under a mark or a cluster, and a
//! cluster stands for none besides.

use std::ops::Range;

use super::arrangement::Arrangement;
use super::viewport::Viewport;
use crate::query::{LaneIndex, LaneIndexes};
use annals_edtf::Instant;

/// Stretches that a lane may have and still shows each.
const FEW: usize = 60;
/// How many stretches of a lane are still drawn one by one.
#[derive(Debug, Clone, Copy)]
struct ClusterLimits {
    /// Of those that begin in one bin.
    in_bin: usize,
    /// Of those that run in from before the picture.
    reaching: usize,
}

impl ClusterLimits {
    /// In a crowded lane.
    const FEW: Self = Self {
        in_bin: 4,
        reaching: 6,
    };
    /// In a folded one, and in an outline.
    const NONE: Self = Self {
        in_bin: 0,
        reaching: 0,
    };
}

/// The bins of one lane.
#[derive(Debug, Clone, Copy)]
struct Bins {
    /// Their length, as a power of two in seconds.
    step: u32,
    /// How many stretches in one are still drawn one by one.
    most: usize,
}

/// A bin is at most so wide, in points, and at least half as wide.
const BIN_WIDTH: f64 = 144.0;

/// What a viewport shows of every lane.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Detail {
    /// What is drawn one by one.
    pub unclustered: Vec<UnclusteredClaim>,
    /// What is drawn together.
    pub clusters: Vec<Cluster>,
    /// By lane, whether it may show clusters: it is crowded or folded, or of an
    /// outline.
    pub clustered: Vec<bool>,
}

impl Detail {
    /// Whether a lane, by position, may show clusters.
    #[must_use]
    pub fn is_clustered(&self, lane: usize) -> bool {
        self.clustered.get(lane).copied().unwrap_or(false)
    }
}

/// A claim that is drawn by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnclusteredClaim {
    /// Its lane, by position; one past the last for events without one.
    pub lane: usize,
    /// Its position in the index.
    pub claim: usize,
}

/// Identity of a cluster: the same while the picture is panned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClusterId {
    /// Of what begins in a bin of 2 to the power of `step` seconds.
    Beginning {
        /// The lane, by position.
        lane: usize,
        /// The length of the bin.
        step: u32,
        /// The number of the bin, from the beginning of 1970.
        bin: i64,
    },
    /// Of what began before the picture.
    Reaching {
        /// The lane, by position.
        lane: usize,
    },
}

/// Several events that are drawn as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Which.
    pub id: ClusterId,
    /// How many distinct events it stands for.
    pub events: usize,
    /// The first second in which one of them begins; for what began before
    /// the picture, the picture's first.
    pub first: Instant,
    /// The last second in which one of them begins; likewise.
    pub last: Instant,
    /// The positions of their stretches in the lane; empty for what began
    /// before the picture.
    pub positions: Range<usize>,
}

impl Cluster {
    /// Its lane, by position.
    #[must_use]
    pub const fn lane(&self) -> usize {
        match self.id {
            ClusterId::Beginning { lane, .. } | ClusterId::Reaching { lane } => lane,
        }
    }

    /// The claims under it, by position in the index; a claim with several
    /// stretches may come several times.
    #[must_use]
    pub fn date_claims(&self, lanes: &LaneIndexes) -> Vec<usize> {
        let Some(lane) = lanes.lanes().get(self.lane()) else {
            return Vec::new();
        };
        match self.id {
            ClusterId::Beginning { .. } => self
                .positions
                .clone()
                .filter_map(|position| lane.claim(position))
                .collect(),
            ClusterId::Reaching { .. } => lane
                .reaching(self.first.seconds())
                .filter_map(|position| lane.claim(position))
                .collect(),
        }
    }
}

/// Whether a lane has so many stretches that it may show clusters.
#[must_use]
pub fn is_crowded(lane: &LaneIndex) -> bool {
    lane.len() > FEW
}

/// Divides what a viewport shows, `width` points wide, into what is drawn one
/// by one and clusters. What is `always` drawn by itself, wherever it lies, stays
/// under its cluster too. Of a lane that is folded all is drawn together; of an
/// outline too, as nobody knows yet what a mark would be called.
#[must_use]
pub fn detail(
    lanes: &LaneIndexes,
    viewport: Viewport,
    width: f32,
    always: &[UnclusteredClaim],
    arrangement: &Arrangement,
) -> Detail {
    let mut detail = Detail::default();
    let step = step_of(viewport.seconds_per_point(width));
    let (first, last) = (viewport.first().seconds(), viewport.last().seconds());
    for (position, lane) in lanes.lanes().iter().enumerate() {
        let most = if arrangement.is_folded(position) || !lane.has_claims() {
            Some(ClusterLimits::NONE)
        } else {
            is_crowded(lane).then_some(ClusterLimits::FEW)
        };
        detail.clustered.push(most.is_some());
        if lane.is_empty() {
            continue;
        }
        let reached = lane.count_reaching(first);
        if most.is_some_and(|most| reached > most.reaching) {
            let edge = Instant::from_seconds(first);
            detail.clusters.push(Cluster {
                id: ClusterId::Reaching { lane: position },
                events: lane.events_reaching(first),
                first: edge,
                last: edge,
                positions: 0..0,
            });
        } else {
            for at in lane.reaching(first) {
                hold(&mut detail, lane, position, at..at + 1);
            }
        }
        if let Some(most) = most {
            let bins = Bins {
                step,
                most: most.in_bin,
            };
            beginning(&mut detail, lane, position, (first, last), bins);
        } else {
            let in_view = lane.beginning(first, last.saturating_add(1));
            hold(&mut detail, lane, position, in_view);
        }
    }
    detail.unclustered.extend_from_slice(always);
    detail.unclustered.sort_unstable_by_key(|held| held.claim);
    detail.unclustered.dedup();
    detail
}

fn hold(detail: &mut Detail, lane: &LaneIndex, position: usize, at: Range<usize>) {
    let claims = at.filter_map(|at| lane.claim(at));
    detail
        .unclustered
        .extend(claims.map(|claim| UnclusteredClaim {
            lane: position,
            claim,
        }));
}

/// What begins in the picture, bin by bin.
fn beginning(
    detail: &mut Detail,
    lane: &LaneIndex,
    position: usize,
    (first, last): (i64, i64),
    Bins { step, most }: Bins,
) {
    let visible = lane.beginning(first, last.saturating_add(1));
    let mut from = visible.start;
    while from < visible.end {
        // Bins in which nothing begins are passed over.
        let Some(begins) = lane.first(from) else {
            break;
        };
        let bin = begins >> step;
        let bin_first = bin << step;
        let bin_end = bin_first.saturating_add(1_i64 << step);
        let whole = lane.beginning(bin_first, bin_end);
        let shown = whole.start.max(visible.start)..whole.end.min(visible.end);
        // One by itself is no cluster, wherever the edge cuts the bin.
        if whole.len() <= most || (shown.len() == 1 && most > 0) {
            hold(detail, lane, position, shown.clone());
        } else if let (Some(from), Some(to)) = (
            lane.first(shown.start),
            lane.first(shown.end.saturating_sub(1)),
        ) {
            detail.clusters.push(Cluster {
                id: ClusterId::Beginning {
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

/// The length of a bin, as a power of two in seconds.
fn step_of(seconds_per_point: f64) -> u32 {
    let widest = (seconds_per_point * BIN_WIDTH).max(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "held to the seconds that an i64 can count"
    )]
    let step = widest.log2().floor().clamp(0.0, 61.0) as u32;
    step
}

#[cfg(test)]
mod tests;
