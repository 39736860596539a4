//! The shapes that pictures are made of, whoever paints them.

/// What is left of a colour at the far end of an edge that fades.
const FADED: f32 = 0.12;

/// A point of the scene: from the left of the plot and the top of the first
/// lane, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

/// An upright rectangle of the scene, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Its left end.
    pub left: f32,
    /// Its upper end.
    pub top: f32,
    /// Its right end.
    pub right: f32,
    /// Its lower end.
    pub bottom: f32,
}

/// A colour by what it is for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tint {
    /// That of the mark's lane.
    Lane {
        /// How much of it: 1 is the colour itself, 0 the paper.
        share: f32,
        /// How much of what is behind it hides: 1 hides all.
        opacity: f32,
    },
    /// That of text.
    Ink,
    /// That of the ground.
    Paper,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Its width, in points.
    pub width: f32,
    /// Its colour.
    pub tint: Tint,
    /// The lengths of its dashes and of the gaps between them, in points.
    pub dash: Option<(f32, f32)>,
}

/// A piece of a picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Rect {
        /// Where.
        area: Area,
        /// Radius of its corners, in points.
        rounding: f32,
        /// Its colour.
        fill: Tint,
    },
    /// The outline of a rectangle.
    Frame {
        /// Where; the line's middle runs along its edge.
        area: Area,
        /// Radius of its corners, in points.
        rounding: f32,
        /// The line.
        line: Line,
    },
    /// A line from point to point.
    Path {
        /// The points.
        points: Vec<Point>,
        /// The line.
        line: Line,
    },
    /// A filled convex polygon.
    Polygon {
        /// Its corners.
        points: Vec<Point>,
        /// Its colour.
        fill: Tint,
        /// Its outline.
        line: Option<Line>,
    },
    /// A convex polygon whose colour changes steadily from its leftmost to its
    /// rightmost point.
    Fade {
        /// Its corners.
        points: Vec<Point>,
        /// At the left.
        from: Tint,
        /// At the right.
        to: Tint,
    },
    /// What lies between two edges, which have their points at the same heights.
    Between {
        /// The points of the left edge, from above.
        left: Vec<Point>,
        /// Those of the right.
        right: Vec<Point>,
        /// Its colour.
        fill: Tint,
    },
    /// A circle.
    Circle {
        /// Its middle.
        center: Point,
        /// Its radius, in points.
        radius: f32,
        /// Its colour.
        fill: Option<Tint>,
        /// Its outline.
        line: Option<Line>,
    },
}

impl Point {
    pub(super) const fn at(x: f32, y: f32) -> Self {
        Self { x, y }
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
}

impl Tint {
    /// The colour of the lane itself.
    pub(super) const LANE: Self = Self::washed(1.0);

    pub(super) const fn washed(share: f32) -> Self {
        Self::Lane {
            share,
            opacity: 1.0,
        }
    }

    pub(super) const fn faded(self) -> Self {
        match self {
            Self::Lane { share, opacity } => Self::Lane {
                share,
                opacity: opacity * FADED,
            },
            other => other,
        }
    }
}

impl Line {
    pub(super) const fn plain(width: f32, tint: Tint) -> Self {
        Self {
            width,
            tint,
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
