//! The outlines of shapes as paths, for formats that draw paths only.

use tiny_skia::{Path, PathBuilder};

use crate::layout::{Area, Geometry, Point};

/// Distance of the control points of a quarter circle, as a share of its radius.
const CONTROL: f32 = 0.552_284_8;

/// The path of a shape; `None` if it is empty.
pub(super) fn path_of(geometry: &Geometry) -> Option<Path> {
    let mut path = PathBuilder::new();
    match geometry {
        Geometry::Rect { area, rounding } => trace_area(*area, *rounding, &mut path),
        Geometry::Line(points) => trace_points(points, &mut path),
        Geometry::Polygon(points) => {
            trace_points(points, &mut path);
            path.close();
        }
        Geometry::Between { left, right } => {
            trace_points(left.iter().chain(right.iter().rev()), &mut path);
            path.close();
        }
        Geometry::Circle { center, radius } => {
            let area = Area {
                left: center.x - radius,
                top: center.y - radius,
                right: center.x + radius,
                bottom: center.y + radius,
            };
            trace_area(area, *radius, &mut path);
        }
    }
    path.finish()
}

fn trace_points<'p>(points: impl IntoIterator<Item = &'p Point>, path: &mut PathBuilder) {
    for (number, point) in points.into_iter().enumerate() {
        if number == 0 {
            path.move_to(point.x, point.y);
        } else {
            path.line_to(point.x, point.y);
        }
    }
}

/// Traces a rectangle whose corners are rounded by a radius, in points.
fn trace_area(area: Area, rounding: f32, path: &mut PathBuilder) {
    let radius = rounding
        .min((area.right - area.left) / 2.0)
        .min((area.bottom - area.top) / 2.0)
        .max(0.0);
    if radius <= 0.0 {
        trace_points(&area.corners(), path);
        path.close();
        return;
    }
    let near = radius * (1.0 - CONTROL);
    // The corners clockwise from the upper right, each with the direction in which the path
    // arrives.
    let [upper_left, upper_right, lower_right, lower_left] = area.corners();
    path.move_to(area.left + radius, area.top);
    for (corner, (x, y)) in [
        (upper_right, (1.0, 0.0)),
        (lower_right, (0.0, 1.0)),
        (lower_left, (-1.0, 0.0)),
        (upper_left, (0.0, -1.0)),
    ] {
        let before = |distance: f32| (corner.x - x * distance, corner.y - y * distance);
        // The path leaves to the right of the direction in which it arrives.
        let after = |distance: f32| (corner.x - y * distance, corner.y + x * distance);
        let (start, one, other, end) = (before(radius), before(near), after(near), after(radius));
        path.line_to(start.0, start.1);
        path.cubic_to(one.0, one.1, other.0, other.1, end.0, end.1);
    }
    path.close();
}
