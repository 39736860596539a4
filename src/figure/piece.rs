//! What a figure is made of, in points from its upper left corner: the one list
//! that every format is written from.

use super::fonts::Face;
use super::palette::{Palette, mixed};
use crate::layout::{self, Area, Point, Tint};
use crate::model::Color;

/// A colour by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Paint {
    Paper,
    Band,
    Panel,
    Ink,
    Muted,
    Line,
    Grid,
    /// So many hundredths of a colour on paper.
    Hue(Hue, u8),
    /// Text on the full colour of a lane.
    On(Hue),
}

/// A colour that is not the theme's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Hue {
    /// That of a lane, by position.
    Lane(usize),
    /// That of the samples in the key.
    Sample,
}

/// A colour that may let through what is behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Coat {
    pub paint: Paint,
    /// From 0, which hides nothing, to 1.
    pub opacity: f32,
}

/// A line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    pub coat: Coat,
    pub width: f32,
    pub dash: Option<(f32, f32)>,
}

/// A text on one line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    /// Its left end and its baseline.
    pub at: Point,
    pub line: String,
    pub face: Face,
    pub size: f32,
    pub paint: Paint,
    /// Read from below upwards, about its left end.
    pub is_upright: bool,
}

/// A piece of a figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    Rect {
        area: Area,
        rounding: f32,
        fill: Option<Coat>,
        stroke: Option<Stroke>,
    },
    Path {
        points: Vec<Point>,
        is_closed: bool,
        fill: Option<Coat>,
        stroke: Option<Stroke>,
    },
    /// A polygon that fades from left to right.
    Fade {
        points: Vec<Point>,
        from: Coat,
        to: Coat,
    },
    Circle {
        center: Point,
        radius: f32,
        fill: Option<Coat>,
        stroke: Option<Stroke>,
    },
    Text(Text),
    /// What follows is cut at the edges of an area.
    Clip(Area),
    /// What follows is about an event; its words are for who hears them.
    Event {
        /// Its id in a page.
        anchor: String,
        words: String,
        is_cluster: bool,
    },
    /// The end of the last [`Piece::Clip`] or [`Piece::Event`].
    End,
}

impl Paint {
    /// Its colour in a theme; `lane` tells that of a lane.
    pub(super) fn color(self, palette: &Palette, lane: impl Fn(usize) -> Color) -> Color {
        let of = |hue: Hue| match hue {
            Hue::Lane(position) => lane(position),
            Hue::Sample => palette.sample(),
        };
        match self {
            Self::Paper => palette.paper,
            Self::Band => palette.band,
            Self::Panel => palette.panel,
            Self::Ink => palette.ink,
            Self::Muted => palette.muted,
            Self::Line => palette.line,
            Self::Grid => palette.grid,
            Self::Hue(hue, share) => mixed(palette.paper, of(hue), f32::from(share) / 100.0),
            Self::On(hue) => palette.text_on(of(hue)),
        }
    }

    /// Its name as a custom property of a page, without the hyphens in front.
    pub(super) fn property(self) -> String {
        let hue = |hue: Hue| match hue {
            Hue::Lane(position) => format!("lane-{position}"),
            Hue::Sample => "sample".to_owned(),
        };
        match self {
            Self::Paper => "paper".to_owned(),
            Self::Band => "band".to_owned(),
            Self::Panel => "panel".to_owned(),
            Self::Ink => "ink".to_owned(),
            Self::Muted => "muted".to_owned(),
            Self::Line => "line".to_owned(),
            Self::Grid => "grid".to_owned(),
            Self::Hue(of, 100) => hue(of),
            Self::Hue(of, share) => format!("{}-wash-{share}", hue(of)),
            Self::On(of) => format!("{}-text", hue(of)),
        }
    }

    pub(super) const fn coat(self) -> Coat {
        Coat {
            paint: self,
            opacity: 1.0,
        }
    }

    pub(super) const fn stroke(self, width: f32) -> Stroke {
        Stroke {
            coat: self.coat(),
            width,
            dash: None,
        }
    }
}

impl Piece {
    pub(super) const fn rect(area: Area, rounding: f32, paint: Paint) -> Self {
        Self::Rect {
            area,
            rounding,
            fill: Some(paint.coat()),
            stroke: None,
        }
    }

    /// From where to where a shape reaches, downwards; `None` of what is none.
    pub(super) fn reach(&self) -> Option<(f32, f32)> {
        let wide = |stroke: &Option<Stroke>| stroke.map_or(0.0, |stroke| stroke.width);
        let of_points = |points: &[Point]| {
            points.iter().fold((f32::MAX, f32::MIN), |reach, point| {
                (reach.0.min(point.y), reach.1.max(point.y))
            })
        };
        let (reach, around) = match self {
            Self::Rect { area, stroke, .. } => ((area.top, area.bottom), wide(stroke)),
            Self::Path { points, stroke, .. } => (of_points(points), wide(stroke)),
            Self::Fade { points, .. } => (of_points(points), 0.0),
            Self::Circle {
                center,
                radius,
                stroke,
                ..
            } => ((center.y - radius, center.y + radius), wide(stroke)),
            Self::Text(_) | Self::Clip(_) | Self::Event { .. } | Self::End => return None,
        };
        Some((reach.0 - around, reach.1 + around))
    }

    pub(super) fn line(from: Point, to: Point, stroke: Stroke) -> Self {
        Self::Path {
            points: vec![from, to],
            is_closed: false,
            fill: None,
            stroke: Some(stroke),
        }
    }

    /// A shape of a scene that begins at `origin`.
    pub(super) fn of_shape(shape: layout::Shape, origin: Point, hue: Hue) -> Self {
        let moved = |point: Point| Point {
            x: point.x + origin.x,
            y: point.y + origin.y,
        };
        let area_of = |area: Area| Area {
            left: area.left + origin.x,
            top: area.top + origin.y,
            right: area.right + origin.x,
            bottom: area.bottom + origin.y,
        };
        let all = |points: Vec<Point>| points.into_iter().map(moved).collect();
        let coat = |tint| coat_of(tint, hue);
        let stroke = |line: layout::Line| Stroke {
            coat: coat(line.tint),
            width: line.width,
            dash: line.dash,
        };
        match shape {
            layout::Shape::Rect {
                area,
                rounding,
                fill,
            } => Self::Rect {
                area: area_of(area),
                rounding,
                fill: Some(coat(fill)),
                stroke: None,
            },
            layout::Shape::Frame {
                area,
                rounding,
                line,
            } => Self::Rect {
                area: area_of(area),
                rounding,
                fill: None,
                stroke: Some(stroke(line)),
            },
            layout::Shape::Path { points, line } => Self::Path {
                points: all(points),
                is_closed: false,
                fill: None,
                stroke: Some(stroke(line)),
            },
            layout::Shape::Between {
                mut left,
                right,
                fill,
            } => {
                left.extend(right.into_iter().rev());
                Self::Path {
                    points: all(left),
                    is_closed: true,
                    fill: Some(coat(fill)),
                    stroke: None,
                }
            }
            layout::Shape::Polygon { points, fill, line } => Self::Path {
                points: all(points),
                is_closed: true,
                fill: Some(coat(fill)),
                stroke: line.map(stroke),
            },
            layout::Shape::Fade { points, from, to } => {
                let (from, to) = (coat(from), coat(to));
                let mut points: Vec<Point> = all(points);
                if from != to {
                    overlap(&mut points, from, to);
                }
                if from == to {
                    Self::Path {
                        points,
                        is_closed: true,
                        fill: Some(from),
                        stroke: None,
                    }
                } else {
                    Self::Fade { points, from, to }
                }
            }
            layout::Shape::Circle {
                center,
                radius,
                fill,
                line,
            } => Self::Circle {
                center: moved(center),
                radius,
                fill: fill.map(coat),
                stroke: line.map(stroke),
            },
        }
    }

    /// Every coat of it, in the order in which they are laid on.
    pub(super) fn coats(&self) -> Vec<Coat> {
        match self {
            Self::Rect { fill, stroke, .. }
            | Self::Path { fill, stroke, .. }
            | Self::Circle { fill, stroke, .. } => fill
                .iter()
                .copied()
                .chain(stroke.iter().map(|stroke| stroke.coat))
                .collect(),
            Self::Fade { from, to, .. } => vec![*from, *to],
            Self::Text(text) => vec![text.paint.coat()],
            Self::Clip(_) | Self::Event { .. } | Self::End => Vec::new(),
        }
    }
}

/// Draws the full end of a fade a little out, over what goes on from there in
/// the same colour: else a light seam would stand between them.
fn overlap(points: &mut [Point], from: Coat, to: Coat) {
    const SEAM: f32 = 0.4;
    let [a, b, c, d] = points else {
        return;
    };
    // The corners of an upright rectangle, from the upper left one on.
    let is_same = |one: f32, other: f32| (one - other).abs() < f32::EPSILON;
    let is_upright =
        is_same(a.y, b.y) && is_same(c.y, d.y) && is_same(b.x, c.x) && is_same(d.x, a.x);
    if is_upright && to.opacity >= 1.0 {
        b.x += SEAM;
        c.x += SEAM;
    } else if is_upright && from.opacity >= 1.0 {
        a.x -= SEAM;
        d.x -= SEAM;
    }
}

fn coat_of(tint: Tint, hue: Hue) -> Coat {
    match tint {
        Tint::Ink => Paint::Ink.coat(),
        Tint::Paper => Paint::Paper.coat(),
        Tint::Lane { share, opacity } => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share is between 0 and 1"
            )]
            let hundredths = (share.clamp(0.0, 1.0) * 100.0).round() as u8;
            Coat {
                paint: Paint::Hue(hue, hundredths),
                opacity,
            }
        }
    }
}
