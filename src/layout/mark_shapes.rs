//! The shapes of a mark. Form and outline show how certain a date is; colour shows only
//! the lane.

use super::display_list::{Area, Fill, Geometry, Point, Shape, Stroke};
use super::rows::{ARROW, FADE};
use super::scene::{BarEnd, Mark, MarkSegment};
use crate::model::Basis;
use crate::theme::{Accent, ColorRole};
use annals_edtf::DateKind;

/// Height of a bar, in points.
pub const BAR_HEIGHT: f32 = 17.0;
/// Radius of the corners of a bar, in points.
const ROUNDING: f32 = 3.0;
/// Percentage of the lane's colour in a bar that is only possible or is uncertain.
const POSSIBLE: u8 = 42;
/// Percentage of the lane's colour in a bar whose date is inferred.
const INFERRED: u8 = 14;
/// Bars narrower than this, in points, have no firm middle.
const SMALL: f32 = 16.0;

/// The shapes of a mark in an accent, bottom to top.
#[must_use]
pub fn mark_shapes(mark: &Mark, accent: Accent) -> Vec<Shape> {
    let mut drawing = MarkDrawing {
        mark,
        accent,
        shapes: Vec::with_capacity(4),
    };
    drawing.connect_members();
    for segment in &mark.segments {
        drawing.segment(segment);
    }
    drawing.shapes
}

/// The dotted lines that connect the rival dates of one event.
#[must_use]
pub fn connector_shapes(marks: &[&Mark]) -> Vec<Shape> {
    let pairs = marks.windows(2).filter_map(|pair| match pair {
        [one, other] => Some((*one, *other)),
        _ => None,
    });
    pairs
        .map(|(one, other)| {
            let middle = |mark: &Mark| {
                let (left, right) = mark.reach();
                f32::midpoint(left, right)
            };
            let half = BAR_HEIGHT / 2.0 + 1.0;
            let down = if one.y < other.y { half } else { -half };
            let points = vec![
                Point::at(middle(one), one.y + down),
                Point::at(middle(other), other.y - down),
            ];
            Shape::line(points, Stroke::solid(1.6, ColorRole::Ink).dashed(2.0, 2.0))
        })
        .collect()
}

/// The shapes of a mark, drawn one after the other.
struct MarkDrawing<'m> {
    mark: &'m Mark,
    accent: Accent,
    shapes: Vec<Shape>,
}

impl MarkDrawing<'_> {
    const fn solid(&self) -> Fill {
        Fill::tint(self.accent, 100)
    }

    const fn stroke(&self, width: f32) -> Stroke {
        Stroke::solid(width, ColorRole::Tint(self.accent, 100))
    }

    fn line(&mut self, points: impl Into<Vec<Point>>, stroke: Stroke) {
        self.shapes.push(Shape::line(points.into(), stroke));
    }

    /// Connects the members of a set: with dots if the date is one of them, with a line
    /// if it is all of them.
    fn connect_members(&mut self) {
        for pair in self.mark.segments.windows(2) {
            let [one, other] = pair else { continue };
            let stroke = if self.mark.kind == DateKind::OneOf {
                self.stroke(1.6).dashed(2.0, 3.0)
            } else {
                self.stroke(3.0)
            };
            let y = self.mark.y;
            self.line([Point::at(one.right, y), Point::at(other.left, y)], stroke);
        }
    }

    fn is_inferred(&self) -> bool {
        self.mark.basis == Some(Basis::Inferred)
    }

    /// Whether the event happened at some time within the mark, or at one of its members,
    /// and not all through it.
    fn is_possible(&self) -> bool {
        self.mark.unspecified || self.mark.kind == DateKind::OneOf
    }

    fn segment(&mut self, segment: &MarkSegment) {
        let half = BAR_HEIGHT / 2.0;
        let y = self.mark.y;
        if segment.narrow && segment.point {
            let middle = Point::at(f32::midpoint(segment.left, segment.right), y);
            self.lozenge(segment, middle);
            return;
        }
        // Where an arrow extends beyond the plot, the bar ends at the back of its head.
        let head = |end: BarEnd| if end == BarEnd::Arrow { ARROW } else { 0.0 };
        let left = segment.left + head(segment.start);
        let area = Area {
            left,
            top: y - half,
            right: (segment.right - head(segment.end)).max(left),
            bottom: y + half,
        };
        let body = if self.is_inferred() {
            // Opaque, so that the grid does not show through.
            Fill::tint(self.accent, INFERRED)
        } else if segment.uncertain || self.is_possible() {
            Fill::tint(self.accent, POSSIBLE)
        } else {
            self.solid()
        };
        let fade = self.body(segment, area, body);
        if self.is_possible() {
            self.hatch(area);
        }
        self.outline(segment, area, fade);
        match self.mark.kind {
            DateKind::Interval => self.posts(segment, area),
            DateKind::Season => self.scallops(area, body),
            DateKind::Date | DateKind::DateTime | DateKind::OneOf | DateKind::AllOf => {}
        }
        self.arrows(segment, area);
    }

    /// Draws the bar itself. Returns how far its edges fade, in points.
    fn body(&mut self, segment: &MarkSegment, area: Area, body: Fill) -> f32 {
        let at_start = segment.start == BarEnd::Faded;
        let at_end = segment.end == BarEnd::Faded;
        let faded_ends = u8::from(at_start) + u8::from(at_end);
        // At least half of a bar stays firm, so that its width can be read. A bar too
        // small for that fades to its middle: its width says little anyway.
        let share = if area.width() < SMALL { 1.0 } else { 0.5 };
        let fade = FADE.min(area.width() * share / f32::from(faded_ends.max(1)));
        if faded_ends > 0 {
            let from = area.left + if at_start { fade } else { 0.0 };
            let to = area.right - if at_end { fade } else { 0.0 };
            if at_start {
                self.gradient((area.left, from), area, body.faded(), body);
            }
            self.gradient((from, to), area, body, body);
            if at_end {
                self.gradient((to, area.right), area, body, body.faded());
            }
        } else if segment.start == BarEnd::Broken || segment.end == BarEnd::Broken {
            self.torn(segment, area, body);
        } else {
            let is_interval = self.mark.kind == DateKind::Interval;
            let rounding = if is_interval { 0.0 } else { ROUNDING };
            self.shapes.push(Shape::rect(area, rounding, body));
        }
        fade
    }

    /// A day among years: a lozenge, which cannot be mistaken for a bar.
    fn lozenge(&mut self, segment: &MarkSegment, middle: Point) {
        let half = BAR_HEIGHT / 2.0;
        let reach = (segment.right - segment.left) / 2.0 + 0.5;
        let top = Point::at(middle.x, middle.y - half);
        let bottom = Point::at(middle.x, middle.y + half);
        let left = Point::at(middle.x - reach, middle.y);
        let right = Point::at(middle.x + reach, middle.y);
        let body = if self.is_inferred() {
            Fill::solid(ColorRole::Paper)
        } else if segment.uncertain {
            Fill::tint(self.accent, POSSIBLE)
        } else {
            self.solid()
        };
        let mut stroke = self.stroke(1.5);
        if segment.uncertain {
            stroke = stroke.dashed(3.0, 2.0);
        }
        if segment.start == BarEnd::Faded || segment.end == BarEnd::Faded {
            // Approximate: the tips fade.
            let left = Point::at(left.x - 2.5, left.y);
            let right = Point::at(right.x + 2.5, right.y);
            let tips = [
                Shape::faded(vec![left, top, bottom], body.faded(), body),
                Shape::faded(vec![top, right, bottom], body, body.faded()),
            ];
            self.shapes.extend(tips);
            // The outline shows how the date is known, and leaves the tips open.
            let half_way = |one: Point, other: Point| {
                let x = f32::midpoint(one.x, other.x);
                Point::at(x, f32::midpoint(one.y, other.y))
            };
            for corner in [top, bottom] {
                if self.is_inferred() || segment.uncertain {
                    self.line(
                        [half_way(corner, left), corner, half_way(corner, right)],
                        stroke,
                    );
                }
            }
            return;
        }
        self.shapes.push(Shape {
            // The window dashes lines, not outlines of polygons.
            stroke: (!segment.uncertain).then_some(stroke),
            ..Shape::polygon(vec![top, right, bottom, left], body)
        });
        if segment.uncertain {
            self.line([top, right, bottom, left, top], stroke);
        }
    }

    /// Posts at the known ends of an interval: it begins and ends there, which says more
    /// than a bar of the same width.
    fn posts(&mut self, segment: &MarkSegment, area: Area) {
        const WIDTH: f32 = 2.5;
        let fill = self.solid();
        let mut post = |left: f32| {
            let area = Area {
                left,
                top: area.top - 3.0,
                right: left + WIDTH,
                bottom: area.bottom + 3.0,
            };
            self.shapes.push(Shape::rect(area, 0.0, fill));
        };
        if segment.start == BarEnd::Firm {
            post(area.left);
        }
        if segment.end == BarEnd::Firm {
            post(area.right - WIDTH);
        }
    }

    /// The scalloped upper edge of a season.
    fn scallops(&mut self, area: Area, body: Fill) {
        const WIDTH: f32 = 7.0;
        /// Line segments of the outline of each scallop.
        const STEPS: u8 = 8;
        let count = (area.width() / WIDTH).round().max(1.0);
        let radius = area.width() / count / 2.0;
        let mut x = area.left + radius;
        while x < area.right {
            let center = Point::at(x, area.top + 0.75);
            self.shapes
                .push(Shape::filled(Geometry::Circle { center, radius }, body));
            if self.is_inferred() {
                let above = |step: u8| {
                    let angle = std::f32::consts::PI * f32::from(step) / f32::from(STEPS);
                    let (sine, cosine) = angle.sin_cos();
                    Point::at(center.x - radius * cosine, center.y - radius * sine)
                };
                let points: Vec<Point> = (0..=STEPS).map(above).collect();
                self.line(points, self.stroke(1.5));
            }
            x += 2.0 * radius;
        }
    }

    /// The outline shows how the date is known: none for a stated date, a line for an
    /// inferred one, dashes for an uncertain one.
    fn outline(&mut self, segment: &MarkSegment, area: Area, fade: f32) {
        if !self.is_inferred() && !segment.uncertain {
            return;
        }
        let mut stroke = self.stroke(1.5);
        if segment.uncertain {
            stroke = stroke.dashed(4.0, 3.0);
        }
        let area = area.shrunk(0.75);
        let is_firm = |end: BarEnd| end == BarEnd::Firm;
        if is_firm(segment.start) && is_firm(segment.end) && !segment.uncertain {
            self.shapes.push(Shape::frame(area, ROUNDING, stroke));
            return;
        }
        // A faded end has no line across it, and the lines along it fade with it. On a
        // small bar fading lines would be invisible.
        let fade = if area.width() < SMALL { 0.0 } else { fade };
        let fading = |end: BarEnd| if end == BarEnd::Faded { fade } else { 0.0 };
        let from = area.left + fading(segment.start);
        let to = area.right - fading(segment.end);
        for y in [area.top, area.bottom] {
            self.line([Point::at(from, y), Point::at(to, y)], stroke);
        }
        for (cap, x) in [(segment.start, area.left), (segment.end, area.right)] {
            if is_firm(cap) {
                self.line([Point::at(x, area.top), Point::at(x, area.bottom)], stroke);
            }
        }
        for y in [area.top, area.bottom] {
            let strip = Area {
                top: y - 0.75,
                bottom: y + 0.75,
                ..area
            };
            let solid = self.solid();
            self.gradient((area.left, from), strip, solid.faded(), solid);
            self.gradient((to, area.right), strip, solid, solid.faded());
        }
    }

    fn arrows(&mut self, segment: &MarkSegment, area: Area) {
        let fill = self.solid();
        let mut head = |tip: f32, back: f32| {
            let points = vec![
                Point::at(tip, area.middle()),
                Point::at(back, area.top - 2.0),
                Point::at(back, area.bottom + 2.0),
            ];
            self.shapes.push(Shape::polygon(points, fill));
        };
        if segment.end == BarEnd::Arrow {
            head(area.right + ARROW - 1.0, area.right);
        }
        if segment.start == BarEnd::Arrow {
            head(area.left - ARROW + 1.0, area.left);
        }
    }

    /// A bar whose unknown ends are torn off.
    fn torn(&mut self, segment: &MarkSegment, area: Area, body: Fill) {
        /// Height and depth of each tooth: a share of the bar's height, and points.
        const TEETH: [(f32, f32); 5] =
            [(0.0, 0.0), (0.25, 5.0), (0.5, 0.0), (0.75, 5.0), (1.0, 0.0)];
        let height = area.bottom - area.top;
        let torn = |end: BarEnd, depth: f32| if end == BarEnd::Broken { depth } else { 0.0 };
        let left = |depth: f32| area.left + torn(segment.start, depth);
        let right = |depth: f32| area.right - torn(segment.end, depth);
        let teeth = |x: &dyn Fn(f32) -> f32| -> Vec<Point> {
            let teeth = TEETH.iter();
            teeth
                .map(|(at, depth)| Point::at(x(*depth), area.top + at * height))
                .collect()
        };
        let geometry = Geometry::Between {
            left: teeth(&left),
            right: teeth(&right),
        };
        self.shapes.push(Shape::filled(geometry, body));
    }

    /// Slanted lines: at some time within the bar, not all through it.
    fn hatch(&mut self, area: Area) {
        const STEP: f32 = 6.0;
        let height = area.bottom - area.top;
        let stroke = self.stroke(1.0);
        let mut x = area.left - height;
        while x < area.right {
            let from = Point::at(x.max(area.left), area.bottom - (x.max(area.left) - x));
            let end = (x + height).min(area.right);
            if end > from.x {
                self.line([from, Point::at(end, area.bottom - (end - x))], stroke);
            }
            x += STEP;
        }
        for x in [area.left, area.right] {
            self.line([Point::at(x, area.top), Point::at(x, area.bottom)], stroke);
        }
    }

    /// The part of an area between two x, whose colour changes linearly.
    fn gradient(&mut self, (left, right): (f32, f32), area: Area, from: Fill, to: Fill) {
        if right > left {
            let area = Area {
                left,
                right,
                ..area
            };
            self.shapes
                .push(Shape::faded(area.corners().to_vec(), from, to));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::MarkId;
    use crate::model::Index;
    use crate::query::ClaimRole;

    fn mark(kind: DateKind, segments: Vec<MarkSegment>) -> Mark {
        Mark {
            id: MarkId {
                event: Index::new(0).unwrap(),
                claim: 0,
            },
            lane: 0,
            y: 50.0,
            segments,
            basis: Some(Basis::Stated),
            role: ClaimRole::Main,
            kind,
            unspecified: false,
            label: None,
        }
    }

    const FIRM: MarkSegment = MarkSegment {
        left: 100.0,
        right: 200.0,
        start: BarEnd::Firm,
        end: BarEnd::Firm,
        uncertain: false,
        narrow: false,
        point: false,
    };

    fn drawn(mark: Mark) -> Vec<Shape> {
        mark_shapes(&mark, Accent::Lane(0))
    }

    fn fades(shapes: &[Shape]) -> usize {
        let is_fade = |shape: &&Shape| shape.fade_to.is_some() && shape.fade_to != shape.fill;
        shapes.iter().filter(is_fade).count()
    }

    fn is_line(shape: &Shape) -> bool {
        matches!(shape.geometry, Geometry::Line(_))
    }

    #[test]
    fn a_stated_year_is_one_bar() {
        let shapes = drawn(mark(DateKind::Date, vec![FIRM]));
        let [shape] = shapes.as_slice() else {
            panic!("{shapes:?}");
        };
        let Geometry::Rect { area, .. } = shape.geometry else {
            panic!("{shape:?}");
        };
        let lane = Some(Fill::tint(Accent::Lane(0), 100));
        assert_eq!((area.left, area.right, shape.fill), (100.0, 200.0, lane));
    }

    #[test]
    fn only_approximate_ends_fade() {
        let about = MarkSegment {
            start: BarEnd::Faded,
            ..FIRM
        };
        assert_eq!(fades(&drawn(mark(DateKind::Date, vec![about]))), 1);
        let about = MarkSegment {
            end: BarEnd::Faded,
            ..about
        };
        assert_eq!(fades(&drawn(mark(DateKind::Date, vec![about]))), 2);
        assert_eq!(fades(&drawn(mark(DateKind::Date, vec![FIRM]))), 0);
    }

    #[test]
    fn uncertain_is_dashed_inferred_is_outlined_possible_is_hatched() {
        let is_dashed = |shapes: &[Shape]| {
            let mut lines = shapes.iter().filter(|shape| is_line(shape));
            lines.any(|line| line.stroke.is_some_and(|stroke| stroke.dash.is_some()))
        };
        let uncertain = MarkSegment {
            uncertain: true,
            ..FIRM
        };
        assert!(is_dashed(&drawn(mark(DateKind::Date, vec![uncertain]))));
        assert!(!is_dashed(&drawn(mark(DateKind::Date, vec![FIRM]))));
        let mut inferred = mark(DateKind::Date, vec![FIRM]);
        inferred.basis = Some(Basis::Inferred);
        let shapes = drawn(inferred);
        let is_frame =
            |it: &Shape| matches!(it.geometry, Geometry::Rect { .. }) && it.stroke.is_some();
        assert!(shapes.iter().any(is_frame));
        let mut possible = mark(DateKind::Date, vec![FIRM]);
        possible.unspecified = true;
        let shapes = drawn(possible);
        assert!(shapes.iter().filter(|shape| is_line(shape)).count() > 10);
    }

    #[test]
    fn an_open_end_is_an_arrow_and_a_day_is_a_lozenge() {
        let corners = |segment: MarkSegment| {
            let shapes = drawn(mark(DateKind::Date, vec![segment]));
            let of_polygon = |shape: &Shape| match &shape.geometry {
                Geometry::Polygon(points) if shape.fade_to.is_none() => Some(points.len()),
                _ => None,
            };
            shapes.iter().find_map(of_polygon)
        };
        let open = MarkSegment {
            end: BarEnd::Arrow,
            ..FIRM
        };
        assert_eq!(corners(open), Some(3));
        let day = MarkSegment {
            narrow: true,
            point: true,
            ..FIRM
        };
        assert_eq!(corners(day), Some(4));
        assert_eq!(corners(FIRM), None);
    }

    #[test]
    fn connectors_run_from_mark_to_mark() {
        let one = mark(DateKind::Date, vec![FIRM]);
        let other = Mark {
            y: 90.0,
            ..one.clone()
        };
        let shapes = connector_shapes(&[&one, &other, &one]);
        assert_eq!(shapes.len(), 2);
        let Geometry::Line(points) = &shapes[0].geometry else {
            panic!("{shapes:?}");
        };
        assert_eq!(
            points.as_slice(),
            [Point::at(150.0, 59.5), Point::at(150.0, 80.5)]
        );
    }
}
