//! Paints marks: shape and line say how firm a date is, colour only which lane.

use eframe::egui::epaint::{Mesh, PathShape, PathStroke, Vertex, WHITE_UV};
use eframe::egui::{Color32, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::theme::Palette;
use crate::layout::{Cap, Mark, Stretch};
use crate::model::Basis;

/// Height of a bar, in points.
pub const BAR_HEIGHT: f32 = 15.0;
/// How far an edge fades, in points, where the bar is long enough.
pub const FADE: f32 = crate::layout::FADE;
/// How far an arrow's head reaches, in points.
const ARROW: f32 = 9.0;
const ROUNDING: u8 = 3;

/// How a mark is painted beyond what its date says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Emphasis {
    /// It is the selected event's.
    pub selected: bool,
    /// The pointer is on it.
    pub hovered: bool,
    /// It has the keyboard.
    pub focused: bool,
}

/// Adds the shapes of a mark whose scene begins at `origin`.
pub fn paint(
    shapes: &mut Vec<Shape>,
    mark: &Mark,
    origin: Pos2,
    color: Color32,
    palette: &Palette,
    emphasis: Emphasis,
) {
    let y = origin.y + mark.y;
    let mut previous: Option<Stretch> = None;
    for stretch in &mark.stretches {
        if let Some(before) = previous {
            let from = pos2(origin.x + before.right, y);
            let to = pos2(origin.x + stretch.left, y);
            shapes.extend(Shape::dashed_line(
                &[from, to],
                Stroke::new(1.2, color),
                2.0,
                3.0,
            ));
        }
        previous = Some(*stretch);
        paint_stretch(shapes, mark, stretch, pos2(origin.x, y), color, palette);
    }
    let ring = |color, width, out: f32| {
        let (left, right) = mark.reach();
        let rect = Rect::from_min_max(
            pos2(origin.x + left, y - BAR_HEIGHT / 2.0),
            pos2(origin.x + right, y + BAR_HEIGHT / 2.0),
        )
        .expand(out);
        Shape::rect_stroke(
            rect,
            CornerRadius::same(6),
            Stroke::new(width, color),
            StrokeKind::Middle,
        )
    };
    if emphasis.selected {
        shapes.push(ring(palette.ink, 1.8, 3.0));
    } else if emphasis.hovered {
        shapes.push(ring(palette.muted, 1.0, 2.5));
    }
    if emphasis.focused {
        let out = if emphasis.selected { 5.5 } else { 3.0 };
        shapes.push(ring(palette.focus, 2.0, out));
    }
}

/// The dotted line that ties the dates of one event.
pub fn paint_tie(shapes: &mut Vec<Shape>, marks: &[&Mark], origin: Pos2, palette: &Palette) {
    for pair in marks.windows(2) {
        let [one, other] = pair else { continue };
        let middle = |mark: &Mark| {
            let (left, right) = mark.reach();
            pos2(origin.x + f32::midpoint(left, right), origin.y + mark.y)
        };
        let (from, to) = (middle(one), middle(other));
        let half = BAR_HEIGHT / 2.0 + 1.0;
        let down = if from.y < to.y { half } else { -half };
        let (from, to) = (from + vec2(0.0, down), to - vec2(0.0, down));
        shapes.extend(Shape::dashed_line(
            &[from, to],
            Stroke::new(1.6, palette.ink),
            2.0,
            2.0,
        ));
    }
}

fn paint_stretch(
    shapes: &mut Vec<Shape>,
    mark: &Mark,
    stretch: &Stretch,
    origin: Pos2,
    color: Color32,
    palette: &Palette,
) {
    let hollow = mark.basis == Some(Basis::Inferred);
    let half = BAR_HEIGHT / 2.0;
    let (left, right) = (origin.x + stretch.left, origin.x + stretch.right);
    if stretch.narrow {
        // Narrower than it can be drawn: a lozenge, which no bar looks like.
        let middle = pos2(f32::midpoint(left, right), origin.y);
        let reach = (right - left) / 2.0 + 0.5;
        let points = vec![
            middle - vec2(0.0, half),
            middle + vec2(reach, 0.0),
            middle + vec2(0.0, half),
            middle - vec2(reach, 0.0),
        ];
        let fill = if hollow { palette.paper } else { color };
        if stretch.uncertain {
            let mut outline = points.clone();
            outline.extend(points.first().copied());
            shapes.push(Shape::convex_polygon(points, palette.paper, Stroke::NONE));
            shapes.extend(Shape::dashed_line(
                &outline,
                Stroke::new(1.5, color),
                3.0,
                2.0,
            ));
        } else {
            shapes.push(Shape::convex_polygon(points, fill, Stroke::new(1.5, color)));
        }
        return;
    }
    // Where an arrow leaves the picture, the bar ends at the back of its head.
    let left = left
        + if stretch.start == Cap::Arrow {
            ARROW
        } else {
            0.0
        };
    let right = right
        - if stretch.end == Cap::Arrow {
            ARROW
        } else {
            0.0
        };
    let rect = Rect::from_min_max(
        pos2(left, origin.y - half),
        pos2(right.max(left), origin.y + half),
    );
    let body = if hollow {
        // Opaque, so that the grid does not shine through.
        palette.paper.lerp_to_gamma(color, 0.10)
    } else if stretch.uncertain || mark.unspecified {
        palette.paper.lerp_to_gamma(color, 0.42)
    } else {
        color
    };
    let faded_at_start = stretch.start == Cap::Faded;
    let faded_at_end = stretch.end == Cap::Faded;
    let faded_ends = u8::from(faded_at_start) + u8::from(faded_at_end);
    let fade = FADE.min(rect.width() / f32::from(faded_ends.max(1)) * 0.9);
    if faded_ends > 0 {
        let from = rect.left() + if faded_at_start { fade } else { 0.0 };
        let to = rect.right() - if faded_at_end { fade } else { 0.0 };
        let mut mesh = Mesh::default();
        let clear = body.gamma_multiply(0.06);
        if faded_at_start {
            gradient(&mut mesh, rect.left(), from, rect, clear, body);
        }
        gradient(&mut mesh, from, to, rect, body, body);
        if faded_at_end {
            gradient(&mut mesh, to, rect.right(), rect, body, clear);
        }
        shapes.push(Shape::mesh(mesh));
    } else if stretch.start == Cap::Broken || stretch.end == Cap::Broken {
        shapes.push(torn(rect, stretch, body));
    } else {
        shapes.push(Shape::rect_filled(rect, CornerRadius::same(ROUNDING), body));
    }
    if mark.unspecified {
        hatch(shapes, rect, color);
    }
    outline(shapes, stretch, rect, hollow, fade, color);
    arrows(shapes, stretch, rect, color);
}

/// The outline says how the date is known: none for a stated one, a line for
/// an inferred one, dashes for an uncertain one.
fn outline(
    shapes: &mut Vec<Shape>,
    stretch: &Stretch,
    rect: Rect,
    hollow: bool,
    fade: f32,
    color: Color32,
) {
    if !hollow && !stretch.uncertain {
        return;
    }
    let stroke = Stroke::new(1.5, color);
    let line = |shapes: &mut Vec<Shape>, points: &[Pos2]| {
        if stretch.uncertain {
            shapes.extend(Shape::dashed_line(points, stroke, 4.0, 3.0));
        } else {
            shapes.push(Shape::line(points.to_vec(), PathStroke::from(stroke)));
        }
    };
    let rect = rect.shrink(0.75);
    let firm = |cap: Cap| cap == Cap::Firm;
    if firm(stretch.start) && firm(stretch.end) && !stretch.uncertain {
        shapes.push(Shape::rect_stroke(
            rect,
            CornerRadius::same(ROUNDING),
            stroke,
            StrokeKind::Middle,
        ));
        return;
    }
    // A faded end has no line of its own: that is what fading says.
    let from = rect.left()
        + if stretch.start == Cap::Faded {
            fade
        } else {
            0.0
        };
    let to = rect.right() - if stretch.end == Cap::Faded { fade } else { 0.0 };
    line(shapes, &[pos2(from, rect.top()), pos2(to, rect.top())]);
    line(
        shapes,
        &[pos2(from, rect.bottom()), pos2(to, rect.bottom())],
    );
    if firm(stretch.start) {
        line(shapes, &[rect.left_top(), rect.left_bottom()]);
    }
    if firm(stretch.end) {
        line(shapes, &[rect.right_top(), rect.right_bottom()]);
    }
}

fn arrows(shapes: &mut Vec<Shape>, stretch: &Stretch, rect: Rect, color: Color32) {
    let mut head = |tip: f32, back: f32| {
        shapes.push(Shape::convex_polygon(
            vec![
                pos2(tip, rect.center().y),
                pos2(back, rect.top() - 2.0),
                pos2(back, rect.bottom() + 2.0),
            ],
            color,
            Stroke::NONE,
        ));
    };
    if stretch.end == Cap::Arrow {
        head(rect.right() + ARROW - 1.0, rect.right());
    }
    if stretch.start == Cap::Arrow {
        head(rect.left() - ARROW + 1.0, rect.left());
    }
}

/// A bar whose unknown end is torn off.
fn torn(rect: Rect, stretch: &Stretch, body: Color32) -> Shape {
    const TEETH: [(f32, f32); 5] = [(0.0, 0.0), (0.25, 5.0), (0.5, 0.0), (0.75, 5.0), (1.0, 0.0)];
    let mut mesh = Mesh::default();
    // The teeth make the outline concave, so it is filled in strips.
    for pair in TEETH.windows(2) {
        let [(from, depth), (to, next_depth)] = *pair else {
            continue;
        };
        let left = |depth: f32| {
            rect.left()
                + if stretch.start == Cap::Broken {
                    depth
                } else {
                    0.0
                }
        };
        let right = |depth: f32| {
            rect.right()
                - if stretch.end == Cap::Broken {
                    depth
                } else {
                    0.0
                }
        };
        let (top, bottom) = (
            rect.top() + from * rect.height(),
            rect.top() + to * rect.height(),
        );
        quad(
            &mut mesh,
            [
                (pos2(left(depth), top), body),
                (pos2(right(depth), top), body),
                (pos2(right(next_depth), bottom), body),
                (pos2(left(next_depth), bottom), body),
            ],
        );
    }
    Shape::mesh(mesh)
}

/// Slanted lines: somewhere in here, not all through it.
fn hatch(shapes: &mut Vec<Shape>, rect: Rect, color: Color32) {
    const STEP: f32 = 6.0;
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        let from = (x.max(rect.left()), rect.bottom() - (x.max(rect.left()) - x));
        let end = (x + rect.height()).min(rect.right());
        let to = (end, rect.bottom() - (end - x));
        if to.0 > from.0 {
            shapes.push(Shape::line_segment(
                [pos2(from.0, from.1), pos2(to.0, to.1)],
                Stroke::new(1.0, color),
            ));
        }
        x += STEP;
    }
    shapes.push(Shape::Path(PathShape::line(
        vec![rect.left_top(), rect.left_bottom()],
        Stroke::new(1.0, color),
    )));
    shapes.push(Shape::Path(PathShape::line(
        vec![rect.right_top(), rect.right_bottom()],
        Stroke::new(1.0, color),
    )));
}

fn gradient(mesh: &mut Mesh, from: f32, to: f32, rect: Rect, left: Color32, right: Color32) {
    if to <= from {
        return;
    }
    quad(
        mesh,
        [
            (pos2(from, rect.top()), left),
            (pos2(to, rect.top()), right),
            (pos2(to, rect.bottom()), right),
            (pos2(from, rect.bottom()), left),
        ],
    );
}

fn quad(mesh: &mut Mesh, corners: [(Pos2, Color32); 4]) {
    let Ok(first) = u32::try_from(mesh.vertices.len()) else {
        return;
    };
    mesh.vertices.extend(corners.map(|(pos, color)| Vertex {
        pos,
        uv: WHITE_UV,
        color,
    }));
    mesh.add_triangle(first, first + 1, first + 2);
    mesh.add_triangle(first, first + 2, first + 3);
}
