//! Paints marks from [`layout::mark_shapes`], and how the window emphasises them: selected,
//! hovered, focused, or highlighted by the reader.

use eframe::egui::epaint::Mesh;
use eframe::egui::{Color32, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::theme::UiPalette;
use crate::layout::{self, BAR_HEIGHT, Fill, Geometry, Mark, Point};
use crate::session::Highlight;
use crate::theme::Accent;

/// State of a mark beyond its date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarkState {
    /// Whether it belongs to the selected event.
    pub selected: bool,
    /// Whether the pointer is over it.
    pub hovered: bool,
    /// Whether it has keyboard focus.
    pub focused: bool,
    /// Highlight by the reader: a passage of the event is in view or under the
    /// pointer there.
    pub highlight: Option<Highlight>,
}

/// Paints the shapes of a scene.
#[derive(Clone, Copy)]
pub struct ScenePainter {
    /// Position of the scene on the screen.
    pub origin: Pos2,
    /// The colour of every accent.
    pub accent: Color32,
    /// The other colours.
    pub palette: UiPalette,
}

impl ScenePainter {
    /// Adds the shapes of a mark.
    pub fn paint_mark(&self, shapes: &mut Vec<Shape>, mark: &Mark, state: MarkState) {
        let (left, right) = mark.reach();
        let bar = self.rect(mark.y, left, right);
        if let Some(highlight) = state.highlight {
            let (left, right) = mark.reach_with_label();
            let background = self.rect(mark.y, left, right).expand2(vec2(5.0, 2.5));
            let strength = match highlight {
                Highlight::InView => 0.13,
                Highlight::Active => 0.3,
            };
            let color = self.accent.gamma_multiply(strength);
            shapes.push(Shape::rect_filled(background, CornerRadius::same(7), color));
        }
        for shape in layout::mark_shapes(mark, Accent::Lane(mark.lane)) {
            self.paint(shapes, shape);
        }
        let mut ring = |color, width, distance: f32| {
            let (rect, stroke) = (bar.expand(distance), Stroke::new(width, color));
            let (rounding, kind) = (CornerRadius::same(6), StrokeKind::Middle);
            shapes.push(Shape::rect_stroke(rect, rounding, stroke, kind));
        };
        if state.selected {
            ring(self.palette.ink, 1.8, 3.0);
        } else if state.hovered {
            ring(self.palette.muted, 1.0, 2.5);
        }
        if state.focused {
            let distance = if state.selected { 5.5 } else { 3.0 };
            ring(self.palette.focus, 2.0, distance);
        }
    }

    /// The rectangle at the height of a bar.
    fn rect(&self, y: f32, left: f32, right: f32) -> Rect {
        let y = self.origin.y + y;
        Rect::from_min_max(
            pos2(self.origin.x + left, y - BAR_HEIGHT / 2.0),
            pos2(self.origin.x + right, y + BAR_HEIGHT / 2.0),
        )
    }

    /// Adds a shape of the scene.
    pub fn paint(&self, shapes: &mut Vec<Shape>, shape: layout::Shape) {
        let layout::Shape {
            geometry,
            fill,
            fade_to,
            stroke,
        } = shape;
        let dash = stroke.and_then(|stroke| stroke.dash);
        let stroke = stroke.map_or(Stroke::NONE, |stroke| {
            Stroke::new(stroke.width, self.color(stroke.fill))
        });
        let fill = fill.map_or(Color32::TRANSPARENT, |fill| self.color(fill));
        shapes.push(match geometry {
            Geometry::Rect { area, rounding } => {
                let rect = Rect::from_min_max(
                    self.point(Point::at(area.left, area.top)),
                    self.point(Point::at(area.right, area.bottom)),
                );
                if stroke.is_empty() {
                    Shape::rect_filled(rect, rounding, fill)
                } else {
                    Shape::rect_stroke(rect, rounding, stroke, StrokeKind::Middle)
                }
            }
            Geometry::Line(points) => match dash {
                Some((on, off)) => {
                    let dashes = Shape::dashed_line(&self.points(&points), stroke, on, off);
                    shapes.extend(dashes);
                    return;
                }
                None => Shape::line(self.points(&points), stroke),
            },
            Geometry::Polygon(points) => match fade_to {
                Some(to) => Shape::mesh(self.fade(&points, fill, self.color(to))),
                None => Shape::convex_polygon(self.points(&points), fill, stroke),
            },
            Geometry::Between { left, right } => Shape::mesh(self.between(&left, &right, fill)),
            Geometry::Circle { center, radius } => {
                Shape::circle_filled(self.point(center), radius, fill)
            }
        });
    }

    /// A fan of triangles. The colour of each corner follows from its distance from the left.
    fn fade(&self, points: &[Point], from: Color32, to: Color32) -> Mesh {
        let x = || points.iter().map(|point| point.x);
        let (left, right) = (x().fold(f32::MAX, f32::min), x().fold(f32::MIN, f32::max));
        let mut mesh = Mesh::default();
        for point in points {
            let share = (point.x - left) / (right - left).max(f32::EPSILON);
            mesh.colored_vertex(self.point(*point), from.lerp_to_gamma(to, share));
        }
        let corners = u32::try_from(points.len()).unwrap_or_default();
        for corner in 2..corners {
            mesh.add_triangle(0, corner - 1, corner);
        }
        mesh
    }

    /// Strips between two edges.
    fn between(&self, left: &[Point], right: &[Point], color: Color32) -> Mesh {
        let mut mesh = Mesh::default();
        mesh.reserve_vertices(left.len() + right.len());
        for point in left
            .iter()
            .zip(right)
            .flat_map(|(left, right)| [left, right])
        {
            mesh.colored_vertex(self.point(*point), color);
        }
        let corners = u32::try_from(mesh.vertices.len()).unwrap_or_default();
        for corner in 2..corners {
            mesh.add_triangle(corner - 2, corner - 1, corner);
        }
        mesh
    }

    fn color(&self, fill: Fill) -> Color32 {
        self.palette
            .role(fill.role, self.accent)
            .gamma_multiply(fill.opacity)
    }

    fn points(&self, points: &[Point]) -> Vec<Pos2> {
        points.iter().map(|point| self.point(*point)).collect()
    }

    fn point(&self, point: Point) -> Pos2 {
        self.origin + vec2(point.x, point.y)
    }
}
