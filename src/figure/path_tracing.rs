//! The outlines of shapes as paths, for formats that draw paths only.

use skrifa::outline::OutlinePen;

use crate::layout::{Area, Point, Shape};

/// Distance of the control points of a quarter circle, as a share of its radius.
const CONTROL: f32 = 0.552_284_8;

/// Draws the outline of a shape.
pub(super) fn trace(shape: &Shape, pen: &mut impl OutlinePen) {
    match shape {
        Shape::Rect { area, rounding, .. } => trace_area(*area, *rounding, pen),
        Shape::Path {
            points, is_closed, ..
        } => trace_points(points.iter(), *is_closed, pen),
        Shape::Fade { points, .. } => trace_points(points.iter(), true, pen),
        Shape::Between { left, right, .. } => {
            trace_points(left.iter().chain(right.iter().rev()), true, pen);
        }
        Shape::Circle { center, radius, .. } => {
            let area = Area {
                left: center.x - radius,
                top: center.y - radius,
                right: center.x + radius,
                bottom: center.y + radius,
            };
            trace_area(area, *radius, pen);
        }
    }
}

fn trace_points<'p>(
    points: impl Iterator<Item = &'p Point>,
    is_closed: bool,
    pen: &mut impl OutlinePen,
) {
    for (number, point) in points.enumerate() {
        if number == 0 {
            pen.move_to(point.x, point.y);
        } else {
            pen.line_to(point.x, point.y);
        }
    }
    if is_closed {
        pen.close();
    }
}

/// Draws a rectangle whose corners are rounded by a radius, in points.
pub(super) fn trace_area(area: Area, rounding: f32, pen: &mut impl OutlinePen) {
    let Area {
        left,
        top,
        right,
        bottom,
    } = area;
    let radius = rounding
        .min((right - left) / 2.0)
        .min((bottom - top) / 2.0)
        .max(0.0);
    if radius <= 0.0 {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        let corners = corners.map(|(x, y)| Point::at(x, y));
        trace_points(corners.iter(), true, pen);
        return;
    }
    let near = radius * (1.0 - CONTROL);
    // Start, two control points and end of each corner, clockwise from the upper right.
    let corners = [
        [
            (right - radius, top),
            (right - near, top),
            (right, top + near),
            (right, top + radius),
        ],
        [
            (right, bottom - radius),
            (right, bottom - near),
            (right - near, bottom),
            (right - radius, bottom),
        ],
        [
            (left + radius, bottom),
            (left + near, bottom),
            (left, bottom - near),
            (left, bottom - radius),
        ],
        [
            (left, top + radius),
            (left, top + near),
            (left + near, top),
            (left + radius, top),
        ],
    ];
    pen.move_to(left + radius, top);
    for [start, one, other, end] in corners {
        pen.line_to(start.0, start.1);
        pen.curve_to(one.0, one.1, other.0, other.1, end.0, end.1);
    }
    pen.close();
}
