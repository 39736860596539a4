//! The display list of a figure: shapes, text and groups, in points from the upper left
//! corner. Every format is written from it.

use super::fonts::Face;
use crate::layout::{Area, Fill, Geometry, Point, Shape, Stroke};
use crate::theme::ColorRole;

/// Face and colour of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextStyle {
    pub face: Face,
    pub role: ColorRole,
}

impl TextStyle {
    pub(super) const PLAIN: Self = Self::new(Face::Sans, ColorRole::Ink);
    pub(super) const MUTED: Self = Self::new(Face::Sans, ColorRole::Muted);
    pub(super) const STRONG: Self = Self::new(Face::Semibold, ColorRole::Ink);
    pub(super) const STRONG_MUTED: Self = Self::new(Face::Semibold, ColorRole::Muted);
    pub(super) const SERIF: Self = Self::new(Face::Serif, ColorRole::Ink);

    pub(super) const fn new(face: Face, role: ColorRole) -> Self {
        Self { face, role }
    }
}

/// A text on one line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TextLine {
    /// The left end of its baseline.
    pub at: Point,
    pub text: String,
    pub style: TextStyle,
    /// Font size, in points.
    pub size: f32,
    /// Whether it reads upwards, turned about `at`.
    pub reads_upwards: bool,
}

/// One item of the display list.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum DisplayItem {
    Shape(Shape),
    Text(TextLine),
    /// Begins a group that is clipped to an area. Clips are not nested.
    Clip(Area),
    /// Begins a group that shows an event.
    Event {
        /// Id of the event's element in a page.
        fragment_id: String,
        /// Description for screen readers.
        label: String,
        is_cluster: bool,
    },
    /// Ends the group that was begun last.
    End,
}

impl DisplayItem {
    pub(super) const fn rect(area: Area, rounding: f32, role: ColorRole) -> Self {
        Self::Shape(Shape::rect(area, rounding, Fill::solid(role)))
    }

    pub(super) fn line(from: Point, to: Point, stroke: Stroke) -> Self {
        Self::Shape(Shape::line(vec![from, to], stroke))
    }

    /// A shape of a scene whose upper left corner is at `origin`.
    pub(super) fn scene_shape(shape: Shape, origin: Point) -> Self {
        let mut shape = shape.moved(origin);
        if shape.fade_to == shape.fill {
            shape.fade_to = None;
        }
        if let (Some(from), Some(to), Geometry::Polygon(points)) =
            (shape.fill, shape.fade_to, &mut shape.geometry)
        {
            overlap(points, from, to);
        }
        Self::Shape(shape)
    }

    pub(super) fn text(at: Point, text: impl Into<String>, style: TextStyle, size: f32) -> Self {
        Self::Text(TextLine {
            at,
            text: text.into(),
            style,
            size,
            reads_upwards: false,
        })
    }
}

/// Extends the opaque end of a faded rectangle over the neighbour of the same colour.
/// Without that, a light seam is visible between them.
fn overlap(points: &mut [Point], from: Fill, to: Fill) {
    const SEAM: f32 = 0.4;
    let [a, b, c, d] = points else {
        return;
    };
    // The corners of an axis-aligned rectangle, clockwise from the upper left.
    let is_same = |one: f32, other: f32| (one - other).abs() < f32::EPSILON;
    let is_axis_aligned =
        is_same(a.y, b.y) && is_same(c.y, d.y) && is_same(b.x, c.x) && is_same(d.x, a.x);
    if is_axis_aligned && to.opacity >= 1.0 {
        b.x += SEAM;
        c.x += SEAM;
    } else if is_axis_aligned && from.opacity >= 1.0 {
        a.x -= SEAM;
        d.x -= SEAM;
    }
}
