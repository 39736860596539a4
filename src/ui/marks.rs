//! Paints marks from [`layout::mark_shapes`], and how the window emphasises them: selected,
//! hovered, focused, or highlighted by the reader.

use eframe::egui::epaint::{Mesh, PathStroke, Vertex, WHITE_UV};
use eframe::egui::{Color32, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::theme::Palette;
use crate::layout::{self, Area, BAR_HEIGHT, Fill, Mark, Point, bounds};
use crate::session::Highlight;
use crate::theme::Accent;

/// State of a mark beyond its date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Emphasis {
    /// Whether it belongs to the selected event.
    pub selected: bool,
    /// Whether the pointer is over it.
    pub hovered: bool,
    /// Whether it has keyboard focus.
    pub focused: bool,
    /// Highlight by the reader: a passage of the event is in view or under the
    /// pointer there.
    pub lit: Option<Highlight>,
}

/// Adds the shapes of a mark. `origin` is the screen position of the scene.
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
            Highlight::InView => 0.13,
            Highlight::Active => 0.3,
        };
        shapes.push(Shape::rect_filled(
            ground,
            CornerRadius::same(7),
            color.gamma_multiply(strength),
        ));
    }
    let brush = MarkPainter {
        origin,
        color,
        palette,
    };
    for shape in layout::mark_shapes(mark, Accent::Lane(mark.lane)) {
        brush.paint(shapes, shape);
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

/// Adds the dotted lines that connect the rival dates of one event.
pub fn paint_connectors(shapes: &mut Vec<Shape>, marks: &[&Mark], origin: Pos2, palette: &Palette) {
    let brush = MarkPainter {
        origin,
        color: palette.ink,
        palette,
    };
    for shape in layout::connector_shapes(marks) {
        brush.paint(shapes, shape);
    }
}

/// Converts shapes of a scene to egui shapes.
struct MarkPainter<'p> {
    /// Position of the scene on the screen.
    origin: Pos2,
    /// The colour of every accent.
    color: Color32,
    palette: &'p Palette,
}

impl MarkPainter<'_> {
    fn paint(&self, shapes: &mut Vec<Shape>, shape: layout::Shape) {
        match shape {
            layout::Shape::Rect {
                area,
                rounding,
                fill,
                stroke,
            } => {
                let rect = self.rect(area);
                if let Some(fill) = fill {
                    shapes.push(Shape::rect_filled(rect, rounding, self.color(fill)));
                }
                if let Some(stroke) = stroke {
                    let stroke = self.stroke(stroke);
                    shapes.push(Shape::rect_stroke(
                        rect,
                        rounding,
                        stroke,
                        StrokeKind::Middle,
                    ));
                }
            }
            layout::Shape::Path {
                points,
                fill,
                stroke,
                ..
            } => {
                let points = self.points(&points);
                let dash = stroke.and_then(|stroke| stroke.dash);
                let stroke = stroke.map_or(Stroke::NONE, |stroke| self.stroke(stroke));
                match (fill, dash) {
                    (Some(fill), _) => {
                        let fill = self.color(fill);
                        shapes.push(Shape::convex_polygon(points, fill, stroke));
                    }
                    (None, Some((on, off))) => {
                        shapes.extend(Shape::dashed_line(&points, stroke, on, off));
                    }
                    (None, None) => shapes.push(Shape::line(points, PathStroke::from(stroke))),
                }
            }
            layout::Shape::Fade { points, from, to } => {
                shapes.push(Shape::mesh(self.fade(&points, from, to)));
            }
            layout::Shape::Between { left, right, fill } => {
                shapes.push(Shape::mesh(self.between(&left, &right, fill)));
            }
            layout::Shape::Circle {
                center,
                radius,
                fill,
                stroke,
            } => {
                let center = self.point(center);
                if let Some(fill) = fill {
                    shapes.push(Shape::circle_filled(center, radius, self.color(fill)));
                }
                if let Some(stroke) = stroke {
                    shapes.push(Shape::circle_stroke(center, radius, self.stroke(stroke)));
                }
            }
        }
    }

    /// A fan of triangles. The colour of each corner follows from its distance from the left.
    fn fade(&self, points: &[Point], from: Fill, to: Fill) -> Mesh {
        let (left, right) = bounds(points, |point| point.x);
        let (from, to) = (self.color(from), self.color(to));
        let mut mesh = Mesh::default();
        mesh.vertices.extend(points.iter().map(|point| {
            let share = (point.x - left) / (right - left).max(f32::EPSILON);
            Vertex {
                pos: self.point(*point),
                uv: WHITE_UV,
                color: from.lerp_to_gamma(to, share),
            }
        }));
        let corners = u32::try_from(points.len()).unwrap_or_default();
        for corner in 2..corners {
            mesh.add_triangle(0, corner - 1, corner);
        }
        mesh
    }

    /// Strips between two edges.
    fn between(&self, left: &[Point], right: &[Point], fill: Fill) -> Mesh {
        let color = self.color(fill);
        let mut mesh = Mesh::default();
        let edges = left.iter().zip(right);
        mesh.vertices.extend(
            edges
                .flat_map(|(left, right)| [left, right])
                .map(|point| Vertex {
                    pos: self.point(*point),
                    uv: WHITE_UV,
                    color,
                }),
        );
        let corners = u32::try_from(mesh.vertices.len()).unwrap_or_default();
        for corner in 2..corners {
            mesh.add_triangle(corner - 2, corner - 1, corner);
        }
        mesh
    }

    fn color(&self, fill: Fill) -> Color32 {
        self.palette
            .role(fill.role, self.color)
            .gamma_multiply(fill.opacity)
    }

    fn stroke(&self, stroke: layout::Stroke) -> Stroke {
        Stroke::new(stroke.width, self.color(stroke.fill))
    }

    fn points(&self, points: &[Point]) -> Vec<Pos2> {
        points.iter().map(|point| self.point(*point)).collect()
    }

    fn point(&self, point: Point) -> Pos2 {
        self.origin + vec2(point.x, point.y)
    }

    fn rect(&self, area: Area) -> Rect {
        Rect::from_min_max(
            self.origin + vec2(area.left, area.top),
            self.origin + vec2(area.right, area.bottom),
        )
    }
}
