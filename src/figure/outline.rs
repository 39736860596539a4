//! The outlines of pieces, for writers that know paths alone.

use super::piece::Piece;
use crate::layout::{Area, Point};

/// How far a circle's handles reach, as a share of its radius.
const HANDLE: f32 = 0.552_284_8;

/// A step along an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Step {
    Move(Point),
    Line(Point),
    /// With two handles.
    Curve(Point, Point, Point),
    Close,
}

/// The outline of a shape; none of what is no shape.
pub(super) fn outline(piece: &Piece) -> Vec<Step> {
    match piece {
        Piece::Rect { area, rounding, .. } => of_area(*area, *rounding),
        Piece::Path {
            points, is_closed, ..
        } => of_points(points, *is_closed),
        Piece::Fade { points, .. } => of_points(points, true),
        Piece::Circle { center, radius, .. } => {
            let area = Area {
                left: center.x - radius,
                top: center.y - radius,
                right: center.x + radius,
                bottom: center.y + radius,
            };
            of_area(area, *radius)
        }
        Piece::Clip(area) => of_area(*area, 0.0),
        Piece::Text(_) | Piece::Event { .. } | Piece::End => Vec::new(),
    }
}

/// The leftmost and the rightmost of some points.
pub(super) fn sides(points: &[Point]) -> (f32, f32) {
    let xs = points.iter().map(|point| point.x);
    xs.fold((f32::MAX, f32::MIN), |(left, right), x| {
        (left.min(x), right.max(x))
    })
}

fn of_points(points: &[Point], is_closed: bool) -> Vec<Step> {
    let mut points = points.iter().copied();
    let first = points.next().map(Step::Move);
    let steps = first.into_iter().chain(points.map(Step::Line));
    steps.chain(is_closed.then_some(Step::Close)).collect()
}

fn of_area(area: Area, rounding: f32) -> Vec<Step> {
    let Area {
        left,
        top,
        right,
        bottom,
    } = area;
    let at = |x: f32, y: f32| Point { x, y };
    let radius = rounding
        .min((right - left) / 2.0)
        .min((bottom - top) / 2.0)
        .max(0.0);
    if radius <= 0.0 {
        return vec![
            Step::Move(at(left, top)),
            Step::Line(at(right, top)),
            Step::Line(at(right, bottom)),
            Step::Line(at(left, bottom)),
            Step::Close,
        ];
    }
    let near = radius * (1.0 - HANDLE);
    vec![
        Step::Move(at(left + radius, top)),
        Step::Line(at(right - radius, top)),
        Step::Curve(
            at(right - near, top),
            at(right, top + near),
            at(right, top + radius),
        ),
        Step::Line(at(right, bottom - radius)),
        Step::Curve(
            at(right, bottom - near),
            at(right - near, bottom),
            at(right - radius, bottom),
        ),
        Step::Line(at(left + radius, bottom)),
        Step::Curve(
            at(left + near, bottom),
            at(left, bottom - near),
            at(left, bottom - radius),
        ),
        Step::Line(at(left, top + radius)),
        Step::Curve(
            at(left, top + near),
            at(left + near, top),
            at(left + radius, top),
        ),
        Step::Close,
    ]
}
