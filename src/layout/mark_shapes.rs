//! What a mark looks like, in shapes that any painter knows: shape and line say
//! how firm a date is, colour only which lane.

use super::rows::{ARROW, FADE};
use super::scene::{Cap, Mark, MarkSegment};
use super::shape::{Area, Line, Point, Shape, Tint};
use crate::model::Basis;
use annals_edtf::DateKind;

/// Height of a bar, in points.
pub const BAR_HEIGHT: f32 = 17.0;
/// Radius of a bar's corners, in points.
const ROUNDING: f32 = 3.0;
/// How much of a lane's colour is in what is only possible.
const POSSIBLE: f32 = 0.42;
/// How much of it is in what is inferred.
const INFERRED: f32 = 0.14;
/// Bars narrower than this, in points, have no room for a firm middle.
const SMALL: f32 = 16.0;

/// The shapes of a mark, from the ground up.
#[must_use]
pub fn mark_shapes(mark: &Mark) -> Vec<Shape> {
    let mut shapes = Vec::with_capacity(4);
    tie_members(&mut shapes, mark);
    for stretch in &mark.segments {
        draw_stretch(&mut shapes, mark, stretch);
    }
    shapes
}

/// The dotted lines that tie the dates of one event.
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
            Shape::Path {
                points: vec![
                    Point::at(middle(one), one.y + down),
                    Point::at(middle(other), other.y - down),
                ],
                line: Line::plain(1.6, Tint::Ink).dashed(2.0, 2.0),
            }
        })
        .collect()
}

/// Ties the members of a set: with dots where it is one of them, with a line
/// where it is all of them.
fn tie_members(shapes: &mut Vec<Shape>, mark: &Mark) {
    for pair in mark.segments.windows(2) {
        let [one, other] = pair else { continue };
        let line = if mark.kind == DateKind::OneOf {
            Line::plain(1.6, Tint::LANE).dashed(2.0, 3.0)
        } else {
            Line::plain(3.0, Tint::LANE)
        };
        shapes.push(Shape::Path {
            points: vec![Point::at(one.right, mark.y), Point::at(other.left, mark.y)],
            line,
        });
    }
}

fn draw_stretch(shapes: &mut Vec<Shape>, mark: &Mark, stretch: &MarkSegment) {
    let hollow = mark.basis == Some(Basis::Inferred);
    let half = BAR_HEIGHT / 2.0;
    if stretch.narrow && stretch.point {
        let middle = Point::at(f32::midpoint(stretch.left, stretch.right), mark.y);
        lozenge(shapes, stretch, middle, hollow);
        return;
    }
    // Where an arrow leaves the picture, the bar ends at the back of its head.
    let head = |cap: Cap| if cap == Cap::Arrow { ARROW } else { 0.0 };
    let left = stretch.left + head(stretch.start);
    let area = Area {
        left,
        top: mark.y - half,
        right: (stretch.right - head(stretch.end)).max(left),
        bottom: mark.y + half,
    };
    let body = if hollow {
        // Opaque, so that the grid does not shine through.
        Tint::washed(INFERRED)
    } else if stretch.uncertain || is_possible(mark) {
        Tint::washed(POSSIBLE)
    } else {
        Tint::LANE
    };
    let fade = draw_body(shapes, mark, stretch, area, body);
    if is_possible(mark) {
        hatch(shapes, area);
    }
    outline(shapes, stretch, area, hollow, fade);
    match mark.kind {
        DateKind::Interval => bounds(shapes, stretch, area),
        DateKind::Season => scallops(shapes, area, body, hollow),
        DateKind::Date | DateKind::DateTime | DateKind::OneOf | DateKind::AllOf => {}
    }
    arrows(shapes, stretch, area);
}

/// The bar itself; tells how far its edges fade, in points.
fn draw_body(
    shapes: &mut Vec<Shape>,
    mark: &Mark,
    stretch: &MarkSegment,
    area: Area,
    body: Tint,
) -> f32 {
    let at_start = stretch.start == Cap::Faded;
    let at_end = stretch.end == Cap::Faded;
    let faded_ends = u8::from(at_start) + u8::from(at_end);
    // Half of a bar at least stays firm, so that its width can be read.
    // A bar too small for that fades to its middle: its width tells little anyway.
    let share = if area.width() < SMALL { 1.0 } else { 0.5 };
    let fade = FADE.min(area.width() * share / f32::from(faded_ends.max(1)));
    if faded_ends > 0 {
        let from = area.left + if at_start { fade } else { 0.0 };
        let to = area.right - if at_end { fade } else { 0.0 };
        if at_start {
            gradient(shapes, (area.left, from), area, body.faded(), body);
        }
        gradient(shapes, (from, to), area, body, body);
        if at_end {
            gradient(shapes, (to, area.right), area, body, body.faded());
        }
    } else if stretch.start == Cap::Broken || stretch.end == Cap::Broken {
        torn(shapes, area, stretch, body);
    } else {
        let is_interval = mark.kind == DateKind::Interval;
        shapes.push(Shape::Rect {
            area,
            rounding: if is_interval { 0.0 } else { ROUNDING },
            fill: body,
        });
    }
    fade
}

/// A day among years: a lozenge, which no bar looks like.
fn lozenge(shapes: &mut Vec<Shape>, stretch: &MarkSegment, middle: Point, hollow: bool) {
    let half = BAR_HEIGHT / 2.0;
    let reach = (stretch.right - stretch.left) / 2.0 + 0.5;
    let (top, bottom) = (
        Point::at(middle.x, middle.y - half),
        Point::at(middle.x, middle.y + half),
    );
    let (left, right) = (
        Point::at(middle.x - reach, middle.y),
        Point::at(middle.x + reach, middle.y),
    );
    let body = if hollow {
        Tint::Paper
    } else if stretch.uncertain {
        Tint::washed(POSSIBLE)
    } else {
        Tint::LANE
    };
    let mut line = Line::plain(1.5, Tint::LANE);
    if stretch.uncertain {
        line = line.dashed(3.0, 2.0);
    }
    let approximate = stretch.start == Cap::Faded || stretch.end == Cap::Faded;
    if approximate {
        // Its tips fade: about this day.
        let (left, right) = (
            Point::at(left.x - 2.5, left.y),
            Point::at(right.x + 2.5, right.y),
        );
        shapes.push(Shape::Fade {
            points: vec![left, top, bottom],
            from: body.faded(),
            to: body,
        });
        shapes.push(Shape::Fade {
            points: vec![top, right, bottom],
            from: body,
            to: body.faded(),
        });
        // The outline says how the date is known, and leaves the tips open.
        let half_way = |one: Point, other: Point| {
            let x = f32::midpoint(one.x, other.x);
            Point::at(x, f32::midpoint(one.y, other.y))
        };
        for corner in [top, bottom] {
            if hollow || stretch.uncertain {
                let points = vec![half_way(corner, left), corner, half_way(corner, right)];
                shapes.push(Shape::Path { points, line });
            }
        }
        return;
    }
    // Painters dash lines, not outlines.
    let outline = (!stretch.uncertain).then_some(line);
    shapes.push(Shape::Polygon {
        points: vec![top, right, bottom, left],
        fill: body,
        line: outline,
    });
    if stretch.uncertain {
        shapes.push(Shape::Path {
            points: vec![top, right, bottom, left, top],
            line,
        });
    }
}

/// Whether a mark is a range of possibilities: some time within it, or one of
/// its members, and not all through it.
fn is_possible(mark: &Mark) -> bool {
    mark.unspecified || mark.kind == DateKind::OneOf
}

/// The posts of an interval: it begins here and ends there, which is more than
/// a year says by being a year wide.
fn bounds(shapes: &mut Vec<Shape>, stretch: &MarkSegment, area: Area) {
    const WIDTH: f32 = 2.5;
    let mut post = |left: f32| {
        shapes.push(Shape::Rect {
            area: Area {
                left,
                top: area.top - 3.0,
                right: left + WIDTH,
                bottom: area.bottom + 3.0,
            },
            rounding: 0.0,
            fill: Tint::LANE,
        });
    };
    if stretch.start == Cap::Firm {
        post(area.left);
    }
    if stretch.end == Cap::Firm {
        post(area.right - WIDTH);
    }
}

/// The upper edge of a season: as leaves lie, not as a ruler does.
fn scallops(shapes: &mut Vec<Shape>, area: Area, body: Tint, hollow: bool) {
    const WIDTH: f32 = 7.0;
    /// Points of the outline of each.
    const POINTS: u8 = 8;
    let count = (area.width() / WIDTH).round().max(1.0);
    let radius = area.width() / count / 2.0;
    let mut x = area.left + radius;
    while x < area.right {
        let center = Point::at(x, area.top + 0.75);
        shapes.push(Shape::Circle {
            center,
            radius,
            fill: Some(body),
            line: None,
        });
        if hollow {
            let above = |step: u8| {
                let angle = std::f32::consts::PI * f32::from(step) / f32::from(POINTS);
                let (sine, cosine) = angle.sin_cos();
                Point::at(center.x - radius * cosine, center.y - radius * sine)
            };
            shapes.push(Shape::Path {
                points: (0..=POINTS).map(above).collect(),
                line: Line::plain(1.5, Tint::LANE),
            });
        }
        x += 2.0 * radius;
    }
}

/// The outline says how the date is known: none for a stated one, a line for
/// an inferred one, dashes for an uncertain one.
fn outline(shapes: &mut Vec<Shape>, stretch: &MarkSegment, area: Area, hollow: bool, fade: f32) {
    if !hollow && !stretch.uncertain {
        return;
    }
    let mut line = Line::plain(1.5, Tint::LANE);
    if stretch.uncertain {
        line = line.dashed(4.0, 3.0);
    }
    let area = Area {
        left: area.left + 0.75,
        top: area.top + 0.75,
        right: area.right - 0.75,
        bottom: area.bottom - 0.75,
    };
    let firm = |cap: Cap| cap == Cap::Firm;
    if firm(stretch.start) && firm(stretch.end) && !stretch.uncertain {
        shapes.push(Shape::Frame {
            area,
            rounding: ROUNDING,
            line,
        });
        return;
    }
    // A faded end has no line across it, and the lines along it fade with it.
    // What is small would be lost if its lines faded too.
    let fade = if area.width() < SMALL { 0.0 } else { fade };
    let fading = |cap: Cap| if cap == Cap::Faded { fade } else { 0.0 };
    let (from, to) = (
        area.left + fading(stretch.start),
        area.right - fading(stretch.end),
    );
    let mut path = |points: [Point; 2]| {
        shapes.push(Shape::Path {
            points: points.to_vec(),
            line,
        });
    };
    for y in [area.top, area.bottom] {
        path([Point::at(from, y), Point::at(to, y)]);
    }
    if firm(stretch.start) {
        path([
            Point::at(area.left, area.top),
            Point::at(area.left, area.bottom),
        ]);
    }
    if firm(stretch.end) {
        path([
            Point::at(area.right, area.top),
            Point::at(area.right, area.bottom),
        ]);
    }
    for y in [area.top, area.bottom] {
        let strip = Area {
            top: y - 0.75,
            bottom: y + 0.75,
            ..area
        };
        let clear = Tint::LANE.faded();
        gradient(shapes, (area.left, from), strip, clear, Tint::LANE);
        gradient(shapes, (to, area.right), strip, Tint::LANE, clear);
    }
}

fn arrows(shapes: &mut Vec<Shape>, stretch: &MarkSegment, area: Area) {
    let mut head = |tip: f32, back: f32| {
        shapes.push(Shape::Polygon {
            points: vec![
                Point::at(tip, area.middle()),
                Point::at(back, area.top - 2.0),
                Point::at(back, area.bottom + 2.0),
            ],
            fill: Tint::LANE,
            line: None,
        });
    };
    if stretch.end == Cap::Arrow {
        head(area.right + ARROW - 1.0, area.right);
    }
    if stretch.start == Cap::Arrow {
        head(area.left - ARROW + 1.0, area.left);
    }
}

/// A bar whose unknown end is torn off.
fn torn(shapes: &mut Vec<Shape>, area: Area, stretch: &MarkSegment, body: Tint) {
    const TEETH: [(f32, f32); 5] = [(0.0, 0.0), (0.25, 5.0), (0.5, 0.0), (0.75, 5.0), (1.0, 0.0)];
    let height = area.bottom - area.top;
    let torn = |cap: Cap, depth: f32| if cap == Cap::Broken { depth } else { 0.0 };
    let left = |depth: f32| area.left + torn(stretch.start, depth);
    let right = |depth: f32| area.right - torn(stretch.end, depth);
    let teeth = |x: &dyn Fn(f32) -> f32| -> Vec<Point> {
        let teeth = TEETH.iter();
        teeth
            .map(|(at, depth)| Point::at(x(*depth), area.top + at * height))
            .collect()
    };
    shapes.push(Shape::Between {
        left: teeth(&left),
        right: teeth(&right),
        fill: body,
    });
}

/// Slanted lines: somewhere in here, not all through it.
fn hatch(shapes: &mut Vec<Shape>, area: Area) {
    const STEP: f32 = 6.0;
    let height = area.bottom - area.top;
    let line = Line::plain(1.0, Tint::LANE);
    let mut path = |from: Point, to: Point| {
        shapes.push(Shape::Path {
            points: vec![from, to],
            line,
        });
    };
    let mut x = area.left - height;
    while x < area.right {
        let from = Point::at(x.max(area.left), area.bottom - (x.max(area.left) - x));
        let end = (x + height).min(area.right);
        if end > from.x {
            path(from, Point::at(end, area.bottom - (end - x)));
        }
        x += STEP;
    }
    for x in [area.left, area.right] {
        path(Point::at(x, area.top), Point::at(x, area.bottom));
    }
}

/// A part of an area, from one x to another, whose colour changes steadily.
fn gradient(shapes: &mut Vec<Shape>, (left, right): (f32, f32), area: Area, from: Tint, to: Tint) {
    if right > left {
        shapes.push(Shape::Fade {
            points: Area {
                left,
                right,
                ..area
            }
            .corners(),
            from,
            to,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::MarkId;
    use crate::model::Index;
    use crate::query::Role;

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
            role: Role::Main,
            kind,
            unspecified: false,
            label: None,
        }
    }

    const FIRM: MarkSegment = MarkSegment {
        left: 100.0,
        right: 200.0,
        start: Cap::Firm,
        end: Cap::Firm,
        uncertain: false,
        narrow: false,
        point: false,
    };

    fn fades(shapes: &[Shape]) -> usize {
        let is_fade = |shape: &&Shape| matches!(shape, Shape::Fade { from, to, .. } if from != to);
        shapes.iter().filter(is_fade).count()
    }

    #[test]
    fn a_stated_year_is_one_bar_as_wide_as_the_year() {
        let shapes = mark_shapes(&mark(DateKind::Date, vec![FIRM]));
        let [Shape::Rect { area, fill, .. }] = shapes.as_slice() else {
            panic!("{shapes:?}");
        };
        assert_eq!((area.left, area.right, *fill), (100.0, 200.0, Tint::LANE));
    }

    #[test]
    fn an_approximate_end_fades_and_the_other_does_not() {
        let about = MarkSegment {
            start: Cap::Faded,
            ..FIRM
        };
        assert_eq!(fades(&mark_shapes(&mark(DateKind::Date, vec![about]))), 1);
        let about = MarkSegment {
            end: Cap::Faded,
            ..about
        };
        assert_eq!(fades(&mark_shapes(&mark(DateKind::Date, vec![about]))), 2);
        assert_eq!(fades(&mark_shapes(&mark(DateKind::Date, vec![FIRM]))), 0);
    }

    #[test]
    fn doubt_is_dashed_inference_is_an_outline_and_a_possible_time_is_hatched() {
        let is_dashed = |shapes: &[Shape]| {
            let dashed =
                |shape: &Shape| matches!(shape, Shape::Path { line, .. } if line.dash.is_some());
            shapes.iter().any(dashed)
        };
        let uncertain = MarkSegment {
            uncertain: true,
            ..FIRM
        };
        assert!(is_dashed(&mark_shapes(&mark(
            DateKind::Date,
            vec![uncertain]
        ))));
        assert!(!is_dashed(&mark_shapes(&mark(DateKind::Date, vec![FIRM]))));
        let mut inferred = mark(DateKind::Date, vec![FIRM]);
        inferred.basis = Some(Basis::Inferred);
        let shapes = mark_shapes(&inferred);
        assert!(shapes.iter().any(|it| matches!(it, Shape::Frame { .. })));
        let mut possible = mark(DateKind::Date, vec![FIRM]);
        possible.unspecified = true;
        let is_path = |it: &&Shape| matches!(it, Shape::Path { .. });
        assert!(mark_shapes(&possible).iter().filter(is_path).count() > 10);
    }

    #[test]
    fn an_open_end_is_an_arrow_and_a_day_a_lozenge() {
        let corners = |stretch: MarkSegment| {
            let shapes = mark_shapes(&mark(DateKind::Date, vec![stretch]));
            let of_polygon = |shape: &Shape| match shape {
                Shape::Polygon { points, .. } => Some(points.len()),
                _ => None,
            };
            shapes.iter().find_map(of_polygon)
        };
        let open = MarkSegment {
            end: Cap::Arrow,
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
    fn the_dates_of_one_event_are_tied_from_mark_to_mark() {
        let one = mark(DateKind::Date, vec![FIRM]);
        let other = Mark {
            y: 90.0,
            ..one.clone()
        };
        let shapes = connector_shapes(&[&one, &other, &one]);
        assert_eq!(shapes.len(), 2);
        let Shape::Path { points, .. } = &shapes[0] else {
            panic!("{shapes:?}");
        };
        assert_eq!(
            points.as_slice(),
            [Point::at(150.0, 59.5), Point::at(150.0, 80.5)]
        );
    }
}
