//! Paints marks: shape and line say how firm a date is, colour only which lane.

use eframe::egui::epaint::{Mesh, PathShape, PathStroke, Vertex, WHITE_UV};
use eframe::egui::{Color32, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::theme::Palette;
use crate::layout::{ARROW, Cap, FADE, Mark, Stretch};
use crate::model::Basis;
use crate::session::Lit;
use crate::time::Kind;

/// Height of a bar, in points.
pub const BAR_HEIGHT: f32 = 17.0;
const ROUNDING: u8 = 3;
/// What is left of a colour at the far end of an edge that fades.
const FADED: f32 = 0.12;

/// How a mark is painted beyond what its date says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Emphasis {
    /// It is the selected event's.
    pub selected: bool,
    /// The pointer is on it.
    pub hovered: bool,
    /// It has the keyboard.
    pub focused: bool,
    /// A passage that the event rests on is in view in the reader, or was
    /// pointed at there.
    pub lit: Option<Lit>,
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
    if let Some(lit) = emphasis.lit {
        let (left, right) = mark.reach_with_label();
        let ground = Rect::from_min_max(
            pos2(origin.x + left - 5.0, y - BAR_HEIGHT / 2.0 - 2.5),
            pos2(origin.x + right + 5.0, y + BAR_HEIGHT / 2.0 + 2.5),
        );
        let strength = match lit {
            Lit::InView => 0.13,
            Lit::Pointed => 0.3,
        };
        shapes.push(Shape::rect_filled(
            ground,
            CornerRadius::same(7),
            color.gamma_multiply(strength),
        ));
    }
    tie_members(shapes, mark, origin, color);
    for stretch in &mark.stretches {
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

/// Ties the members of a set: with dots where it is one of them, with a line
/// where it is all of them.
fn tie_members(shapes: &mut Vec<Shape>, mark: &Mark, origin: Pos2, color: Color32) {
    let y = origin.y + mark.y;
    for pair in mark.stretches.windows(2) {
        let [one, other] = pair else { continue };
        let ends = [
            pos2(origin.x + one.right, y),
            pos2(origin.x + other.left, y),
        ];
        if mark.kind == Kind::OneOf {
            shapes.extend(Shape::dashed_line(&ends, Stroke::new(1.6, color), 2.0, 3.0));
        } else {
            shapes.push(Shape::line_segment(ends, Stroke::new(3.0, color)));
        }
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
    if stretch.narrow && stretch.point {
        let middle = pos2(f32::midpoint(left, right), origin.y);
        lozenge(shapes, stretch, middle, hollow, color, palette);
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
        palette.paper.lerp_to_gamma(color, 0.14)
    } else if stretch.uncertain || is_possible(mark) {
        palette.paper.lerp_to_gamma(color, 0.42)
    } else {
        color
    };
    let faded_at_start = stretch.start == Cap::Faded;
    let faded_at_end = stretch.end == Cap::Faded;
    let faded_ends = u8::from(faded_at_start) + u8::from(faded_at_end);
    // Half of a bar at least stays firm, so that its width can be read.
    // A bar too small for that fades to its middle: its width tells little anyway.
    let share = if rect.width() < 16.0 { 1.0 } else { 0.5 };
    let fade = FADE.min(rect.width() * share / f32::from(faded_ends.max(1)));
    if faded_ends > 0 {
        let from = rect.left() + if faded_at_start { fade } else { 0.0 };
        let to = rect.right() - if faded_at_end { fade } else { 0.0 };
        let mut mesh = Mesh::default();
        let clear = body.gamma_multiply(FADED);
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
        let rounding = if mark.kind == Kind::Interval {
            0
        } else {
            ROUNDING
        };
        shapes.push(Shape::rect_filled(rect, CornerRadius::same(rounding), body));
    }
    if is_possible(mark) {
        hatch(shapes, rect, color);
    }
    outline(shapes, stretch, rect, hollow, fade, color);
    match mark.kind {
        Kind::Interval => bounds(shapes, stretch, rect, color),
        Kind::Season => scallops(shapes, rect, body, hollow.then_some(color)),
        Kind::Date | Kind::DateTime | Kind::OneOf | Kind::AllOf => {}
    }
    arrows(shapes, stretch, rect, color);
}

/// A day among years: a lozenge, which no bar looks like.
fn lozenge(
    shapes: &mut Vec<Shape>,
    stretch: &Stretch,
    middle: Pos2,
    hollow: bool,
    color: Color32,
    palette: &Palette,
) {
    let half = BAR_HEIGHT / 2.0;
    let reach = (stretch.right - stretch.left) / 2.0 + 0.5;
    let points = vec![
        middle - vec2(0.0, half),
        middle + vec2(reach, 0.0),
        middle + vec2(0.0, half),
        middle - vec2(reach, 0.0),
    ];
    let approximate = stretch.start == Cap::Faded || stretch.end == Cap::Faded;
    let fill = if hollow { palette.paper } else { color };
    if approximate && !stretch.uncertain {
        // Its tips fade: about this day.
        let mut mesh = Mesh::default();
        let clear = color.gamma_multiply(FADED);
        let (left, right) = (
            middle - vec2(reach + 3.0, 0.0),
            middle + vec2(reach + 3.0, 0.0),
        );
        let (top, bottom) = (middle - vec2(0.0, half), middle + vec2(0.0, half));
        quad(
            &mut mesh,
            [
                (left, clear),
                (top, color),
                (bottom, color),
                (bottom, color),
            ],
        );
        quad(
            &mut mesh,
            [(right, clear), (bottom, color), (top, color), (top, color)],
        );
        shapes.push(Shape::mesh(mesh));
    } else if stretch.uncertain {
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
}

/// Whether a mark is a range of possibilities: some time within it, or one of
/// its members, and not all through it.
fn is_possible(mark: &Mark) -> bool {
    mark.unspecified || mark.kind == Kind::OneOf
}

/// The posts of an interval: it begins here and ends there, which is more than
/// a year says by being a year wide.
fn bounds(shapes: &mut Vec<Shape>, stretch: &Stretch, rect: Rect, color: Color32) {
    let mut post = |x: f32| {
        shapes.push(Shape::rect_filled(
            Rect::from_center_size(pos2(x, rect.center().y), vec2(2.5, rect.height() + 6.0)),
            CornerRadius::ZERO,
            color,
        ));
    };
    if stretch.start == Cap::Firm {
        post(rect.left() + 1.25);
    }
    if stretch.end == Cap::Firm {
        post(rect.right() - 1.25);
    }
}

/// The upper edge of a season: as leaves lie, not as a ruler does.
fn scallops(shapes: &mut Vec<Shape>, rect: Rect, body: Color32, line: Option<Color32>) {
    const RADIUS: f32 = 3.5;
    let stroke = line.map_or(Stroke::NONE, |color| Stroke::new(1.5, color));
    let mut x = rect.left() + RADIUS;
    while x <= rect.right() - RADIUS + 0.5 {
        shapes.push(Shape::circle_filled(
            pos2(x, rect.top() + 0.5),
            RADIUS,
            body,
        ));
        if line.is_some() {
            shapes.push(Shape::circle_stroke(
                pos2(x, rect.top() + 0.5),
                RADIUS,
                stroke,
            ));
        }
        x += 2.0 * RADIUS;
    }
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
    // A faded end has no line across it, and the lines along it fade with it.
    // What is small would be lost if its lines faded too.
    let fade = if rect.width() < 16.0 { 0.0 } else { fade };
    let fading_left = if stretch.start == Cap::Faded {
        fade
    } else {
        0.0
    };
    let fading_right = if stretch.end == Cap::Faded { fade } else { 0.0 };
    let (from, to) = (rect.left() + fading_left, rect.right() - fading_right);
    let clear = color.gamma_multiply(FADED);
    let mut mesh = Mesh::default();
    for y in [rect.top(), rect.bottom()] {
        line(shapes, &[pos2(from, y), pos2(to, y)]);
        let strip = Rect::from_x_y_ranges(rect.x_range(), y - 0.75..=y + 0.75);
        gradient(&mut mesh, rect.left(), from, strip, clear, color);
        gradient(&mut mesh, to, rect.right(), strip, color, clear);
    }
    shapes.push(Shape::mesh(mesh));
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
