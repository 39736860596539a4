//! The shapes of a picture. The window and every figure format draw the same list.

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

/// One shape of a picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A rectangle.
    Rect {
        /// Its edges; the stroke is centred on them.
        area: Area,
        /// Radius of the corners, in points.
        rounding: f32,
        /// Colour of the inside.
        fill: Option<Fill>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// A line from point to point, or a polygon. One that is filled by the window is convex.
    Path {
        /// The points.
        points: Vec<Point>,
        /// Whether the last point is connected to the first.
        is_closed: bool,
        /// Colour of the inside.
        fill: Option<Fill>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// A convex polygon whose colour changes linearly from its leftmost to its rightmost point.
    Fade {
        /// The corners.
        points: Vec<Point>,
        /// Colour at the left.
        from: Fill,
        /// Colour at the right.
        to: Fill,
    },
    /// The area between two edges whose points have the same heights.
    Between {
        /// Points of the left edge, from top to bottom.
        left: Vec<Point>,
        /// Points of the right edge, from top to bottom.
        right: Vec<Point>,
        /// Colour of the inside.
        fill: Fill,
    },
    /// A circle.
    Circle {
        /// Its centre.
        center: Point,
        /// Its radius, in points.
        radius: f32,
        /// Colour of the inside.
        fill: Option<Fill>,
        /// Outline.
        stroke: Option<Stroke>,
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

    pub(super) fn corners(self) -> Vec<Point> {
        vec![
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

    fn moved(self, offset: Point) -> Self {
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
    /// A filled rectangle.
    #[must_use]
    pub const fn rect(area: Area, rounding: f32, fill: Fill) -> Self {
        Self::Rect {
            area,
            rounding,
            fill: Some(fill),
            stroke: None,
        }
    }

    /// A line through some points.
    #[must_use]
    pub const fn line(points: Vec<Point>, stroke: Stroke) -> Self {
        Self::Path {
            points,
            is_closed: false,
            fill: None,
            stroke: Some(stroke),
        }
    }

    /// A filled polygon.
    #[must_use]
    pub const fn polygon(points: Vec<Point>, fill: Fill) -> Self {
        Self::Path {
            points,
            is_closed: true,
            fill: Some(fill),
            stroke: None,
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
        match &mut self {
            Self::Rect { area, .. } => *area = area.moved(offset),
            Self::Path { points, .. } | Self::Fade { points, .. } => move_all(points),
            Self::Between { left, right, .. } => {
                move_all(left);
                move_all(right);
            }
            Self::Circle { center, .. } => *center = center.moved(offset),
        }
        self
    }

    /// Every colour of the shape, bottom to top.
    #[must_use]
    pub fn fills(&self) -> Vec<Fill> {
        match self {
            Self::Rect { fill, stroke, .. }
            | Self::Path { fill, stroke, .. }
            | Self::Circle { fill, stroke, .. } => {
                let strokes = stroke.iter().map(|stroke| stroke.fill);
                fill.iter().copied().chain(strokes).collect()
            }
            Self::Fade { from, to, .. } => vec![*from, *to],
            Self::Between { fill, .. } => vec![*fill],
        }
    }

    /// The upper and the lower end of the shape, with its outline, in points from the top.
    #[must_use]
    pub fn vertical_extent(&self) -> (f32, f32) {
        let around = |stroke: &Option<Stroke>| stroke.map_or(0.0, |stroke| stroke.width);
        let ((top, bottom), around) = match self {
            Self::Rect { area, stroke, .. } => ((area.top, area.bottom), around(stroke)),
            Self::Path { points, stroke, .. } => (bounds(points, |it| it.y), around(stroke)),
            Self::Fade { points, .. } | Self::Between { left: points, .. } => {
                (bounds(points, |it| it.y), 0.0)
            }
            Self::Circle {
                center,
                radius,
                stroke,
                ..
            } => ((center.y - radius, center.y + radius), around(stroke)),
        };
        (top - around, bottom + around)
    }
}

/// The least and the greatest of one coordinate of some points.
#[must_use]
pub fn bounds(points: &[Point], coordinate: impl Fn(&Point) -> f32) -> (f32, f32) {
    let values = points.iter().map(coordinate);
    values.fold((f32::MAX, f32::MIN), |(least, greatest), value| {
        (least.min(value), greatest.max(value))
    })
}
