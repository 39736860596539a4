//! The axis and its folds, as the window and figures draw them.

use super::display_list::{Area, Fill, Point, Shape, Stroke};
use super::ticks::Ticks;
use super::viewport::Viewport;
use crate::query::EmptyPeriod;
use crate::theme::ColorRole;

/// Width of one tooth of the torn edge of a fold, in points.
const TOOTH_WIDTH: f32 = 7.0;
/// Depth of a tooth, in points.
const TOOTH_DEPTH: f32 = 3.0;
/// The least width of a fold, in points.
const MIN_FOLD_WIDTH: f32 = 10.0;

/// A part of the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AxisPart<T> {
    /// A tick at this position.
    Tick(f32),
    /// A label.
    Label {
        /// Its left end.
        x: f32,
        /// The text, as the caller laid it out.
        text: T,
        /// Whether it names a larger unit.
        is_strong: bool,
    },
}

/// Draws the ticks of an axis and the labels that fit. The axis begins at `left` and is `width`
/// points wide; no label extends beyond `right`. `lay_out` lays out a text, strong or not, and
/// returns it with its width.
pub fn draw_axis<T>(
    ticks: &Ticks,
    viewport: Viewport,
    (left, width, right): (f32, f32, f32),
    lay_out: impl Fn(&str, bool) -> (T, f32),
    mut draw: impl FnMut(AxisPart<T>),
) {
    let named = || {
        let placed = ticks.named.iter();
        let placed = placed.map(|tick| (tick, left + viewport.point_of(tick.at, width)));
        placed.filter(|(_, x)| *x >= left)
    };
    // The label of the first tick wins over that of the period that contains the left edge.
    let first = named().next().map_or(f32::MAX, |(_, x)| x);
    let context = ticks.context.as_ref().map(|context| lay_out(context, true));
    let context = context.filter(|(_, width)| left + width + 14.0 <= first);
    let taken = match &context {
        Some((_, width)) => left + width + 12.0,
        None => left - 8.0,
    };
    for (tick, x) in named() {
        draw(AxisPart::Tick(x));
        let is_strong = tick.begins_larger;
        let (text, width) = lay_out(&tick.label, is_strong);
        let x = if ticks.name_instants {
            x - width / 2.0
        } else {
            x + 4.0
        };
        if x >= taken && x + width <= right {
            draw(AxisPart::Label { x, text, is_strong });
        }
    }
    if let Some((text, _)) = context {
        let (x, is_strong) = (left + 4.0, true);
        draw(AxisPart::Label { x, text, is_strong });
    }
}

/// The area of a folded period in a plot that is `width` points wide; `None` if it is not in
/// view.
#[must_use]
pub fn fold_area(period: EmptyPeriod, viewport: Viewport, plot: Area, width: f32) -> Option<Area> {
    let x = |at| plot.left + viewport.point_of(at, width).clamp(-100.0, width + 100.0);
    let (left, right) = (x(period.first), x(period.last.saturating_add(1)));
    let middle = f32::midpoint(left, right);
    let half = (right - left).max(MIN_FOLD_WIDTH) / 2.0;
    let area = Area {
        left: middle - half,
        right: middle + half,
        ..plot
    };
    (area.right >= plot.left && area.left <= plot.right).then_some(area)
}

/// The shapes of a fold: a strip between torn edges.
#[must_use]
pub fn fold_shapes(area: Area, edge: Stroke) -> [Shape; 3] {
    let torn = |x: f32| {
        let mut points = Vec::new();
        let mut y = area.top;
        let mut offset = -TOOTH_DEPTH;
        while y < area.bottom + TOOTH_WIDTH {
            points.push(Point::at(x + offset, y));
            offset = -offset;
            y += TOOTH_WIDTH;
        }
        Shape::line(points, edge)
    };
    let strip = Shape::rect(area, 0.0, Fill::solid(ColorRole::Panel));
    [strip, torn(area.left), torn(area.right)]
}
