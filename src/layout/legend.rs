//! The samples of a legend, for the window and for figures.

use std::collections::BTreeSet;

use super::scene::{Cap, Mark, MarkId, MarkSegment, Scene};
use crate::model::{Basis, Event, Index};
use crate::query::Role;
use annals_edtf::DateKind;

/// One thing that a mark or a cluster can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LegendSample {
    /// A date that a source states.
    Stated,
    /// A date that the editor infers.
    Inferred,
    /// A day or less.
    Day,
    /// An inferred day.
    InferredDay,
    /// A span that is drawn wider than it lasted.
    Widened,
    /// An approximate date.
    Approximate,
    /// An uncertain date.
    Uncertain,
    /// An approximate and uncertain date.
    ApproximateUncertain,
    /// Some time within a span.
    Within,
    /// An interval.
    Interval,
    /// An interval whose end is approximate.
    ApproximateEnd,
    /// An interval without a beginning.
    OpenStart,
    /// An interval without an end.
    OpenEnd,
    /// An interval without a beginning or an end.
    Open,
    /// An interval whose beginning is unknown.
    UnknownStart,
    /// An interval whose end is unknown.
    UnknownEnd,
    /// A season.
    Season,
    /// One member of a set.
    OneOf,
    /// All members of a set.
    AllOf,
    /// Several events drawn as one box.
    Cluster,
    /// Rival dates of one event.
    Rivals,
}

/// A sample with its explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LegendEntry {
    /// What is shown.
    pub sample: LegendSample,
    /// Id of the message that explains it.
    pub message: &'static str,
}

/// Sizes of samples, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SampleSize {
    /// Width of a sample.
    pub width: f32,
    /// Width of a day.
    pub day_width: f32,
    /// Width of each member of a set.
    pub member_width: f32,
    /// Width of each of two rival dates.
    pub rival_width: f32,
    /// Distance of two rival dates from the middle of the sample.
    pub rival_distance: f32,
}

const fn entry(sample: LegendSample, message: &'static str) -> LegendEntry {
    LegendEntry { sample, message }
}

/// The legend of the window, from top to bottom.
pub const WINDOW_LEGEND: [LegendEntry; 15] = [
    entry(LegendSample::Stated, "legend-stated"),
    entry(LegendSample::Inferred, "legend-inferred"),
    entry(LegendSample::Day, "legend-day"),
    entry(LegendSample::Within, "legend-within"),
    entry(LegendSample::Approximate, "legend-approximate"),
    entry(LegendSample::Uncertain, "legend-uncertain"),
    entry(
        LegendSample::ApproximateUncertain,
        "legend-approximate-uncertain",
    ),
    entry(LegendSample::Interval, "legend-interval"),
    entry(LegendSample::ApproximateEnd, "legend-interval-about"),
    entry(LegendSample::Open, "legend-open"),
    entry(LegendSample::UnknownEnd, "legend-ended"),
    entry(LegendSample::Season, "legend-season"),
    entry(LegendSample::OneOf, "legend-one-of"),
    entry(LegendSample::AllOf, "legend-all-of"),
    entry(LegendSample::Rivals, "legend-rival"),
];

/// Everything that the legend of a figure can have, in reading order.
const FIGURE_LEGEND: [LegendEntry; 18] = [
    entry(LegendSample::Stated, "figure-key-stated"),
    entry(LegendSample::Inferred, "figure-key-inferred"),
    entry(LegendSample::Day, "figure-key-day"),
    entry(LegendSample::InferredDay, "figure-key-day-inferred"),
    entry(LegendSample::Widened, "figure-key-narrow"),
    entry(LegendSample::Approximate, "figure-key-about"),
    entry(LegendSample::Uncertain, "figure-key-uncertain"),
    entry(LegendSample::Within, "figure-key-within"),
    entry(LegendSample::Interval, "figure-key-interval"),
    entry(LegendSample::OpenStart, "figure-key-open-start"),
    entry(LegendSample::OpenEnd, "figure-key-open"),
    entry(LegendSample::UnknownStart, "figure-key-unknown-start"),
    entry(LegendSample::UnknownEnd, "figure-key-unknown"),
    entry(LegendSample::Season, "figure-key-season"),
    entry(LegendSample::OneOf, "figure-key-one-of"),
    entry(LegendSample::AllOf, "figure-key-all-of"),
    entry(LegendSample::Cluster, "figure-key-cluster"),
    entry(LegendSample::Rivals, "figure-key-rivals"),
];

/// The legend of a figure: what occurs in its scene, in reading order.
#[must_use]
pub fn figure_legend(scene: &Scene) -> Vec<LegendEntry> {
    let samples = samples_in(scene);
    let entries = FIGURE_LEGEND.into_iter();
    entries
        .filter(|entry| samples.contains(&entry.sample))
        .collect()
}

/// The samples that occur in a scene.
fn samples_in(scene: &Scene) -> BTreeSet<LegendSample> {
    let mut samples = BTreeSet::new();
    for mark in &scene.marks {
        let any = |holds: fn(&MarkSegment) -> bool| mark.segments.iter().any(holds);
        let begins = |cap: Cap| mark.segments.iter().any(|it| it.start == cap);
        let ends = |cap: Cap| mark.segments.iter().any(|it| it.end == cap);
        let has_cap = |cap: Cap| begins(cap) || ends(cap);
        let is_day = any(|it| it.narrow && it.point);
        let is_bar = any(|it| !(it.narrow && it.point));
        let is_wide_bar = is_bar && !any(|it| it.narrow);
        let is_inferred = mark.basis == Some(Basis::Inferred);
        let is_stated = mark.basis == Some(Basis::Stated);
        let is_interval = mark.kind == DateKind::Interval;
        let found = [
            (LegendSample::Stated, is_wide_bar && is_stated),
            (LegendSample::Inferred, is_bar && is_inferred),
            (LegendSample::Day, is_day && !is_inferred),
            (LegendSample::InferredDay, is_day && is_inferred),
            (LegendSample::Widened, any(|it| it.narrow && !it.point)),
            (LegendSample::Approximate, has_cap(Cap::Faded)),
            (LegendSample::Uncertain, any(|it| it.uncertain)),
            (LegendSample::Within, mark.unspecified),
            (LegendSample::Interval, is_interval && has_cap(Cap::Firm)),
            (LegendSample::OpenStart, begins(Cap::Arrow)),
            (LegendSample::OpenEnd, ends(Cap::Arrow)),
            (LegendSample::UnknownStart, begins(Cap::Broken)),
            (LegendSample::UnknownEnd, ends(Cap::Broken)),
            (LegendSample::Season, mark.kind == DateKind::Season),
            (LegendSample::OneOf, mark.kind == DateKind::OneOf),
            (LegendSample::AllOf, mark.kind == DateKind::AllOf),
            (LegendSample::Rivals, mark.role == Role::Rival),
        ];
        let found = found.into_iter().filter(|(_, occurs)| *occurs);
        samples.extend(found.map(|(sample, _)| sample));
    }
    if !scene.clusters.is_empty() {
        samples.insert(LegendSample::Cluster);
    }
    samples
}

impl LegendSample {
    /// The marks of the sample, from the left at 0 and around the height 0. A cluster has
    /// none; two marks are rival dates.
    #[must_use]
    pub fn marks(self, size: SampleSize) -> Vec<Mark> {
        if self == Self::Rivals {
            let upper = segment(size.width - size.rival_width, size.width);
            let lower = MarkSegment {
                start: Cap::Faded,
                end: Cap::Faded,
                ..segment(0.0, size.rival_width)
            };
            let marks = [(-size.rival_distance, upper), (size.rival_distance, lower)];
            let marks = marks.into_iter();
            return marks.filter_map(|(y, it)| self.mark(y, vec![it])).collect();
        }
        let segments = self.segments(size);
        let mark = (!segments.is_empty()).then(|| self.mark(0.0, segments));
        mark.flatten().into_iter().collect()
    }

    fn segments(self, size: SampleSize) -> Vec<MarkSegment> {
        let whole = segment(0.0, size.width);
        let capped = |start, end| MarkSegment {
            start,
            end,
            ..whole
        };
        let middle = |width: f32, point| MarkSegment {
            narrow: true,
            point,
            ..segment((size.width - width) / 2.0, f32::midpoint(size.width, width))
        };
        vec![match self {
            Self::Cluster => return Vec::new(),
            Self::OneOf | Self::AllOf => {
                return vec![
                    segment(0.0, size.member_width),
                    segment(size.width - size.member_width, size.width),
                ];
            }
            Self::Day | Self::InferredDay => middle(size.day_width, true),
            Self::Widened => middle(3.0, false),
            Self::Approximate => capped(Cap::Faded, Cap::Faded),
            Self::Uncertain => MarkSegment {
                uncertain: true,
                ..whole
            },
            Self::ApproximateUncertain => MarkSegment {
                uncertain: true,
                ..capped(Cap::Faded, Cap::Faded)
            },
            Self::ApproximateEnd => capped(Cap::Firm, Cap::Faded),
            Self::OpenStart => capped(Cap::Arrow, Cap::Firm),
            Self::OpenEnd => capped(Cap::Firm, Cap::Arrow),
            Self::Open => capped(Cap::Arrow, Cap::Arrow),
            Self::UnknownStart => capped(Cap::Broken, Cap::Firm),
            Self::UnknownEnd => capped(Cap::Firm, Cap::Broken),
            Self::Stated
            | Self::Inferred
            | Self::Within
            | Self::Interval
            | Self::Season
            | Self::Rivals => whole,
        }]
    }

    fn mark(self, y: f32, segments: Vec<MarkSegment>) -> Option<Mark> {
        let is_inferred = matches!(self, Self::Inferred | Self::InferredDay);
        let basis = if is_inferred {
            Basis::Inferred
        } else {
            Basis::Stated
        };
        Some(Mark {
            // A sample is of no event: the id is never looked up.
            id: MarkId {
                event: Index::<Event>::new(0)?,
                claim: 0,
            },
            lane: 0,
            y,
            segments,
            basis: Some(basis),
            role: Role::Main,
            kind: self.kind(),
            unspecified: self == Self::Within,
            label: None,
        })
    }

    const fn kind(self) -> DateKind {
        match self {
            Self::Interval
            | Self::ApproximateEnd
            | Self::OpenStart
            | Self::OpenEnd
            | Self::Open
            | Self::UnknownStart
            | Self::UnknownEnd => DateKind::Interval,
            Self::Season => DateKind::Season,
            Self::OneOf => DateKind::OneOf,
            Self::AllOf => DateKind::AllOf,
            _ => DateKind::Date,
        }
    }
}

fn segment(left: f32, right: f32) -> MarkSegment {
    MarkSegment {
        left,
        right,
        start: Cap::Firm,
        end: Cap::Firm,
        uncertain: false,
        narrow: false,
        point: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_legend_entry_has_a_sample() {
        let size = SampleSize {
            width: 40.0,
            day_width: 9.0,
            member_width: 13.0,
            rival_width: 26.0,
            rival_distance: 12.0,
        };
        for LegendEntry { sample, .. } in WINDOW_LEGEND.into_iter().chain(FIGURE_LEGEND) {
            let marks = sample.marks(size);
            let expected = match sample {
                LegendSample::Cluster => 0,
                LegendSample::Rivals => 2,
                _ => 1,
            };
            assert_eq!(marks.len(), expected, "{sample:?}");
            for mark in marks {
                let (left, right) = mark.reach();
                assert!(left >= 0.0 && right <= size.width, "{sample:?}");
            }
        }
    }
}
