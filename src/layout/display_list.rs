//! The shapes of a drawing. The window and every figure format draw the same list.

use crate::theme::{Accent, ColorRole};

/// Share of the opacity that remains at the far end of a faded edge.
const FADED_OPACITY: f32 = 0.12;

/// A point, in points from the left and the top of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Distance from the left.
    pub x: f32,
    /// Distance from the top.
    pub y: f32,
}

/// An axis-aligned rectangle, in points from the left and the top of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Lower edge.
    pub bottom: f32,
}

/// A colour with an opacity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    /// The purpose of the colour.
    pub role: ColorRole,
    /// From 0, invisible, to 1, opaque.
    pub opacity: f32,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub fill: Fill,
    /// Its width, in points.
    pub width: f32,
    /// Length of the dashes and of the gaps between them, in points; `None` for a solid line.
    pub dash: Option<(f32, f32)>,
}

/// One shape of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Its geometry.
    pub geometry: Geometry,
    /// Colour of the inside.
    pub fill: Option<Fill>,
    /// Colour at the rightmost point, if the colour changes linearly from `fill` at the
    /// leftmost point. Only polygons fade.
    pub fade_to: Option<Fill>,
    /// The line along the outline, centred on it.
    pub stroke: Option<Stroke>,
}

/// The geometry of a shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Geometry {
    /// A rectangle.
    Rect {
        /// Its edges.
        area: Area,
        /// Radius of the corners, in points.
        rounding: f32,
    },
    /// A line from point to point.
    Line(Vec<Point>),
    /// A convex polygon.
    Polygon(Vec<Point>),
    /// The area between two edges whose points have the same heights.
    Between {
        /// Points of the left edge, from top to bottom.
        left: Vec<Point>,
        /// Points of the right edge, from top to bottom.
        right: Vec<Point>,
    },
    /// A circle.
    Circle {
        /// Its centre.
        center: Point,
        /// Its radius, in points.
        radius: f32,
    },
}

impl Point {
    /// The point at these coordinates.
    #[must_use]
    pub const fn at(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// The point moved by `offset`.
    #[must_use]
    pub fn moved(self, offset: Self) -> Self {
        Self::at(self.x + offset.x, self.y + offset.y)
    }
}

impl Area {
    pub(super) const fn width(self) -> f32 {
        self.right - self.left
    }

    pub(super) const fn middle(self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }

    /// The corners, clockwise from the upper left.
    #[must_use]
    pub const fn corners(self) -> [Point; 4] {
        [
            Point::at(self.left, self.top),
            Point::at(self.right, self.top),
            Point::at(self.right, self.bottom),
            Point::at(self.left, self.bottom),
        ]
    }

    /// The rectangle whose edges lie `inset` points further inside.
    #[must_use]
    pub fn shrunk(self, inset: f32) -> Self {
        Self {
            left: self.left + inset,
            top: self.top + inset,
            right: self.right - inset,
            bottom: self.bottom - inset,
        }
    }

    /// The rectangle moved by `offset`.
    #[must_use]
    pub fn moved(self, offset: Point) -> Self {
        Self {
            left: self.left + offset.x,
            top: self.top + offset.y,
            right: self.right + offset.x,
            bottom: self.bottom + offset.y,
        }
    }
}

impl Fill {
    /// An opaque colour.
    #[must_use]
    pub const fn solid(role: ColorRole) -> Self {
        Self { role, opacity: 1.0 }
    }

    /// An opaque mixture of an accent and the paper.
    #[must_use]
    pub const fn tint(accent: Accent, percent: u8) -> Self {
        Self::solid(ColorRole::Tint(accent, percent))
    }

    /// The colour at the far end of a faded edge. Only accents fade.
    pub(super) const fn faded(self) -> Self {
        match self.role {
            ColorRole::Tint(..) => Self {
                opacity: self.opacity * FADED_OPACITY,
                ..self
            },
            _ => self,
        }
    }
}

impl Stroke {
    /// A solid line, `width` points wide.
    #[must_use]
    pub const fn solid(width: f32, role: ColorRole) -> Self {
        Self {
            fill: Fill::solid(role),
            width,
            dash: None,
        }
    }

    pub(super) const fn dashed(self, on: f32, off: f32) -> Self {
        Self {
            dash: Some((on, off)),
            ..self
        }
    }
}

impl Shape {
    const fn new(geometry: Geometry, fill: Option<Fill>, stroke: Option<Stroke>) -> Self {
        Self {
            geometry,
            fill,
            fade_to: None,
            stroke,
        }
    }

    /// A filled shape without a line around it.
    #[must_use]
    pub const fn filled(geometry: Geometry, fill: Fill) -> Self {
        Self::new(geometry, Some(fill), None)
    }

    /// A filled rectangle.
    #[must_use]
    pub const fn rect(area: Area, rounding: f32, fill: Fill) -> Self {
        Self::filled(Geometry::Rect { area, rounding }, fill)
    }

    /// The edges of a rectangle.
    #[must_use]
    pub const fn frame(area: Area, rounding: f32, stroke: Stroke) -> Self {
        Self::new(Geometry::Rect { area, rounding }, None, Some(stroke))
    }

    /// A line through some points.
    #[must_use]
    pub const fn line(points: Vec<Point>, stroke: Stroke) -> Self {
        Self::new(Geometry::Line(points), None, Some(stroke))
    }

    /// A filled polygon.
    #[must_use]
    pub const fn polygon(points: Vec<Point>, fill: Fill) -> Self {
        Self::filled(Geometry::Polygon(points), fill)
    }

    /// A polygon whose colour changes linearly from its leftmost to its rightmost point.
    #[must_use]
    pub(super) fn faded(points: Vec<Point>, from: Fill, to: Fill) -> Self {
        Self {
            fade_to: Some(to),
            ..Self::polygon(points, from)
        }
    }

    /// The shape moved by `offset`.
    #[must_use]
    pub fn moved(mut self, offset: Point) -> Self {
        let move_all = |points: &mut Vec<Point>| {
            for point in points {
                *point = point.moved(offset);
            }
        };
        match &mut self.geometry {
            Geometry::Rect { area, .. } => *area = area.moved(offset),
            Geometry::Line(points) | Geometry::Polygon(points) => move_all(points),
            Geometry::Between { left, right } => {
                move_all(left);
                move_all(right);
            }
            Geometry::Circle { center, .. } => *center = center.moved(offset),
        }
        self
    }

    /// Every colour of the shape.
    pub fn fills(&self) -> impl Iterator<Item = Fill> {
        let stroke = self.stroke.map(|stroke| stroke.fill);
        [self.fill, self.fade_to, stroke].into_iter().flatten()
    }
}
