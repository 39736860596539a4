//! The visible time span of an axis.

use super::folds::AxisFolds;
use crate::query::drawn_range;
use annals_edtf::{Instant, Span};

/// The visible time span of an axis.
///
/// The centre is a whole second and a fraction, and `f64` counts only seconds from the centre.
/// So panning is as precise in a distant age as today. Seconds are axis seconds: a folded
/// period has fewer of them than seconds ([`AxisFolds`]).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// The centre, on the axis.
    center: Instant,
    /// Seconds beyond `center`, at least 0 and less than 1.
    fraction: f64,
    /// Visible seconds.
    length: f64,
    /// The folds of the axis.
    folds: AxisFolds,
}

/// Margin left and right of a fitted span, as a share of its length.
const MARGIN: f64 = 0.03;

impl Viewport {
    /// The shortest span, in seconds.
    pub const MIN_LENGTH: f64 = 60.0;
    /// The longest span, in seconds: about the range of an `i64`.
    pub const MAX_LENGTH: f64 = 1.8e19;

    /// The viewport from one instant to another.
    #[must_use]
    pub fn between(first: Instant, last: Instant) -> Self {
        let length = seconds_between(first, last).abs();
        let low = first.min(last);
        Self {
            center: low,
            fraction: 0.0,
            length: length.clamp(Self::MIN_LENGTH, Self::MAX_LENGTH),
            folds: AxisFolds::default(),
        }
        .panned(length / 2.0)
    }

    /// The viewport that shows a span with a margin on both sides.
    #[must_use]
    pub fn around(first: Instant, last: Instant) -> Self {
        Self::between(first, last).with_margin()
    }

    /// The viewport with a margin on both sides.
    #[must_use]
    pub fn with_margin(self) -> Self {
        self.zoomed(1.0 / (1.0 + 2.0 * MARGIN), 0.0)
    }

    /// The viewport from the same first to the same last instant on an axis with other folds.
    #[must_use]
    pub fn folded_by(self, folds: &AxisFolds) -> Self {
        if self.folds == *folds {
            return self;
        }
        let on_axis = |offset| folds.to_axis(self.instant_at(offset));
        let half = self.length / 2.0;
        let plain = Self::between(on_axis(-half), on_axis(half));
        Self {
            folds: *folds,
            ..plain
        }
    }

    /// The folds of the axis.
    #[must_use]
    pub const fn folds(&self) -> &AxisFolds {
        &self.folds
    }

    /// Length, in axis seconds.
    #[must_use]
    pub const fn length_seconds(self) -> f64 {
        self.length
    }

    /// The instant in the middle, to the second.
    #[must_use]
    pub fn center(self) -> Instant {
        self.folds.from_axis(self.center)
    }

    /// The first visible instant.
    #[must_use]
    pub fn first(self) -> Instant {
        self.instant_at(-self.length / 2.0)
    }

    /// The last visible instant.
    #[must_use]
    pub fn last(self) -> Instant {
        self.instant_at(self.length / 2.0)
    }

    /// Seconds of the axis from the centre to an instant.
    #[must_use]
    pub fn offset_of(self, instant: Instant) -> f64 {
        seconds_between(self.center, self.folds.to_axis(instant)) - self.fraction
    }

    /// The instant at a distance from the centre, in axis seconds, clamped to the range.
    #[must_use]
    pub fn instant_at(self, offset_seconds: f64) -> Instant {
        // `as` saturates, which is what an offset beyond the range should do.
        #[expect(clippy::cast_possible_truncation)]
        let whole = (self.fraction + offset_seconds).floor() as i64;
        self.folds.from_axis(self.center.saturating_add(whole))
    }

    /// Distance of an instant from the left of a plot, in points. `width` is that of the plot.
    #[must_use]
    pub fn x_of(self, instant: Instant, width: f32) -> f64 {
        (self.offset_of(instant) / self.length + 0.5) * f64::from(width)
    }

    /// The same distance in the precision of the screen.
    #[must_use]
    pub fn point_of(self, instant: Instant, width: f32) -> f32 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "points on a screen or a page"
        )]
        let x = self.x_of(instant, width) as f32;
        x
    }

    /// Axis seconds from the centre to a position `x` points from the left.
    #[must_use]
    pub fn offset_at_x(self, x: f32, width: f32) -> f64 {
        (f64::from(x) / f64::from(width.max(1.0)) - 0.5) * self.length
    }

    /// Axis seconds per point.
    #[must_use]
    pub fn seconds_per_point(self, width: f32) -> f64 {
        self.length / f64::from(width.max(1.0))
    }

    /// The viewport moved by a number of axis seconds.
    #[must_use]
    pub fn panned(self, seconds: f64) -> Self {
        if !seconds.is_finite() {
            return self;
        }
        let offset = self.fraction + seconds;
        let whole = offset.floor();
        #[expect(clippy::cast_possible_truncation)]
        let center = self.center.saturating_add(whole as i64);
        Self {
            center,
            fraction: (offset - whole).clamp(0.0, 1.0 - f64::EPSILON),
            ..self
        }
    }

    /// The viewport magnified by `factor` (above 1: closer). The instant `about` axis seconds
    /// from the centre keeps its position.
    #[must_use]
    pub fn zoomed(self, factor: f64, about: f64) -> Self {
        if !factor.is_finite() || factor <= 0.0 || !about.is_finite() {
            return self;
        }
        let length = (self.length / factor).clamp(Self::MIN_LENGTH, Self::MAX_LENGTH);
        let applied = self.length / length;
        Self { length, ..self }.panned(about - about / applied)
    }

    /// The viewport between this one (`share` 0) and another (`share` 1). The length changes
    /// exponentially, so that zooming looks steady.
    #[must_use]
    pub fn toward(self, other: Self, share: f64) -> Self {
        let share = share.clamp(0.0, 1.0);
        if share >= 1.0 {
            return other;
        }
        let from = self.folded_by(&other.folds);
        let ratio = other.length / from.length;
        let length = from.length * ratio.powf(share);
        let distance = seconds_between(other.center, from.center) + from.fraction - other.fraction;
        // If the length changes, the centre moves in step with it: a point that both
        // viewports show at the same position stays there.
        let moved = if (ratio - 1.0).abs() < 1e-6 {
            share
        } else {
            (1.0 - ratio.powf(share)) / (1.0 - ratio)
        };
        Self { length, ..from }.panned(-distance * moved)
    }

    /// Whether a span from one instant to another is at least partly visible.
    #[must_use]
    pub fn shows(self, first: Instant, last: Instant) -> bool {
        first <= self.last() && last >= self.first()
    }

    /// Whether any of some spans is at least partly visible.
    #[must_use]
    pub fn shows_any(self, spans: &[Span]) -> bool {
        spans.iter().any(|span| {
            let (first, last) = drawn_range(*span);
            self.shows(first, last)
        })
    }

    /// The viewport moved, and widened if necessary, as little as possible to show a span clear
    /// of both edges.
    #[must_use]
    pub fn bringing_into_view(self, first: Instant, last: Instant) -> Self {
        /// Distance from the edge from which on an end counts as visible, as a share of the length.
        const SEEN: f64 = 0.02;
        /// Distance from the edge after moving, as a share of the length.
        const CLEAR: f64 = 0.12;
        let half = self.length / 2.0;
        let (from, to) = (self.offset_of(first), self.offset_of(last));
        let seen = self.length * SEEN;
        if from >= seen - half && to <= half - seen {
            return self;
        }
        let available = self.length * (1.0 - 2.0 * CLEAR);
        if to - from > available {
            let middle = f64::midpoint(from, to);
            let factor = (available / (to - from)).min(1.0);
            return self.panned(middle).zoomed(factor, 0.0);
        }
        let clear = self.length * CLEAR;
        if from < seen - half {
            self.panned(from - clear + half)
        } else {
            self.panned(to + clear - half)
        }
    }
}

fn seconds_between(from: Instant, to: Instant) -> f64 {
    // The difference of two i64 may not fit an i64.
    #[expect(clippy::cast_precision_loss)]
    let seconds = (i128::from(to.seconds()) - i128::from(from.seconds())) as f64;
    seconds
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_seconds(seconds)
    }

    #[test]
    fn both_ends_lie_at_the_edges() {
        let viewport = Viewport::between(at(1_000), at(3_000));
        assert!((viewport.x_of(at(1_000), 500.0)).abs() < 1e-9);
        assert!((viewport.x_of(at(3_000), 500.0) - 500.0).abs() < 1e-9);
        assert_eq!(viewport.first(), at(1_000));
        assert_eq!(viewport.last(), at(3_000));
    }

    #[test]
    fn zooming_keeps_the_instant_under_the_pointer() {
        let viewport = Viewport::between(at(0), at(1_000_000));
        let about = viewport.offset_at_x(120.0, 800.0);
        let instant = viewport.instant_at(about);
        let closer = viewport.zoomed(7.5, about);
        assert!((closer.x_of(instant, 800.0) - 120.0).abs() < 0.01);
        assert!((closer.length_seconds() - 1_000_000.0 / 7.5).abs() < 1e-6);
    }

    #[test]
    fn panning_is_precise_at_the_end_of_the_range() {
        let far = at(i64::MAX - 200_000);
        let viewport = Viewport::between(far, far.saturating_add(86_400));
        let noon = far.saturating_add(43_200);
        assert!((viewport.x_of(noon, 1_000.0) - 500.0).abs() < 0.01);
        let back = viewport.panned(0.25).panned(0.25).panned(-0.5);
        assert!((back.x_of(noon, 1_000.0) - 500.0).abs() < 0.01);
    }

    #[test]
    fn toward_starts_at_one_viewport_and_ends_at_the_other() {
        let from = Viewport::between(at(0), at(1_000));
        let to = Viewport::between(at(50_000), at(50_100));
        assert!((from.toward(to, 0.0).x_of(at(0), 100.0)).abs() < 1e-6);
        assert_eq!(from.toward(to, 1.0), to);
        let nearly = from.toward(to, 0.999_999);
        assert!((nearly.x_of(at(50_000), 100.0)).abs() < 0.1);
    }

    #[test]
    fn bringing_into_view_moves_as_little_as_possible() {
        let viewport = Viewport::between(at(0), at(1_000));
        assert_eq!(viewport.bringing_into_view(at(400), at(600)), viewport);
        let moved = viewport.bringing_into_view(at(5_000), at(5_010));
        assert!((moved.length_seconds() - 1_000.0).abs() < 1e-9);
        assert!(moved.shows(at(5_000), at(5_010)));
        let widened = viewport.bringing_into_view(at(0), at(4_000));
        assert!(widened.x_of(at(0), 100.0) >= 9.9 && widened.x_of(at(4_000), 100.0) <= 90.1);
        // A visible span near the edge stays; one beyond the edge comes just inside.
        assert_eq!(viewport.bringing_into_view(at(30), at(60)), viewport);
        let nudged = viewport.bringing_into_view(at(-100), at(-50));
        assert!((nudged.x_of(at(-100), 100.0) - 12.0).abs() < 0.1);
    }

    proptest! {
        #[test]
        fn no_gesture_leaves_the_range(
            first in any::<i64>(), last in any::<i64>(),
            gestures in prop::collection::vec((any::<f64>(), any::<f64>()), 0..8),
        ) {
            let mut viewport = Viewport::between(at(first), at(last));
            for (factor, seconds) in gestures {
                viewport = viewport.zoomed(factor, seconds).panned(seconds);
                prop_assert!(viewport.length_seconds() >= Viewport::MIN_LENGTH);
                prop_assert!(viewport.length_seconds() <= Viewport::MAX_LENGTH);
                prop_assert!((0.0..1.0).contains(&viewport.fraction));
            }
        }

        #[test]
        fn positions_round_trip_through_instants(
            first in -10_i64.pow(12)..10_i64.pow(12), length in 60_i64..10_i64.pow(11), x in 0.0_f32..1_000.0
        ) {
            let viewport = Viewport::between(at(first), at(first + length));
            let instant = viewport.instant_at(viewport.offset_at_x(x, 1_000.0));
            let back = viewport.x_of(instant, 1_000.0);
            // Instants are whole seconds, so positions are not more precise than a second.
            let second = 1.0 / viewport.seconds_per_point(1_000.0);
            prop_assert!((back - f64::from(x)).abs() <= second + 1e-3);
        }
    }
}
