//! Optional signs on the plot for what events rest on: one at each mark with
//! fewer than two sources, and hatching over periods without support.
//!
//! Shapes carry the meaning, not colours: a ring with a 1 is a single source,
//! a ring with a cross is none.

use crate::language::say;
use eframe::egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::theme::{self, UiPalette};
use crate::layout::{BAR_HEIGHT, LabelSide, Mark, Scene, Viewport};
use crate::query::{Corroboration, UnsupportedPeriod};

/// Radius of a sign, in points.
pub const SIGN_RADIUS: f32 = 5.5;
/// Distance between two hatching lines, in points.
const HATCH_STEP: f64 = 9.0;
/// Unsupported periods narrower than this on the plot are not drawn, in
/// points. They appear when the user zooms in.
const MIN_PERIOD_WIDTH: f32 = 14.0;

/// Words for a corroboration after an event's name; `None` if several sources
/// support the event.
#[must_use]
pub fn in_words(corroboration: Corroboration) -> Option<String> {
    match corroboration {
        Corroboration::None => Some(say("evidence-nothing")),
        Corroboration::SingleSource => Some(say("evidence-single-source")),
        Corroboration::SeveralSources => None,
    }
}

/// Sign of a corroboration around `center`; nothing if several sources support
/// the event.
pub fn sign(
    shapes: &mut Vec<Shape>,
    center: Pos2,
    corroboration: Corroboration,
    palette: &UiPalette,
) {
    let color = match corroboration {
        Corroboration::SeveralSources => return,
        Corroboration::SingleSource => palette.ink,
        Corroboration::None => palette.bad,
    };
    shapes.push(Shape::circle_filled(center, SIGN_RADIUS, palette.panel));
    shapes.push(Shape::circle_stroke(
        center,
        SIGN_RADIUS,
        Stroke::new(1.2, color),
    ));
    let mut line = |from: (f32, f32), to: (f32, f32)| {
        shapes.push(Shape::line_segment(
            [center + from.into(), center + to.into()],
            Stroke::new(1.3, color),
        ));
    };
    if corroboration == Corroboration::SingleSource {
        // A figure 1 of two strokes.
        line((-1.7, -1.5), (0.4, -3.0));
        line((0.4, -3.0), (0.4, 3.1));
    } else {
        line((-2.3, -2.3), (2.3, 2.3));
        line((-2.3, 2.3), (2.3, -2.3));
    }
}

/// Position of a mark's sign: its upper corner, on the side without the label.
#[must_use]
pub fn sign_place(mark: &Mark, origin: Pos2, plot: Rect) -> Pos2 {
    let (left, right) = mark.reach();
    let y = origin.y + mark.y - BAR_HEIGHT / 2.0 + 0.5;
    let on_the_left = mark
        .label
        .as_ref()
        .is_none_or(|label| label.side != LabelSide::Left);
    let x = if on_the_left {
        origin.x + left - 1.5
    } else {
        origin.x + right + 1.5
    };
    // If the mark continues beyond the edge, keep the sign visible.
    let margin = SIGN_RADIUS + 1.0;
    pos2(x.clamp(plot.left() + margin, plot.right() - margin), y)
}

/// Hatches unsupported periods. Painted behind grid and marks.
pub fn hatch(
    painter: &Painter,
    plot: Rect,
    viewport: Viewport,
    periods: &[UnsupportedPeriod],
    palette: UiPalette,
) {
    for period in in_view(viewport, periods) {
        let Some(area) = area(plot, viewport, period) else {
            continue;
        };
        let within = painter.with_clip_rect(area.intersect(painter.clip_rect()));
        lines(
            &within,
            area,
            viewport.x_of(period.first, plot.width()),
            palette,
        );
    }
}

/// The periods in view. They are sorted by time and do not overlap.
fn in_view(viewport: Viewport, periods: &[UnsupportedPeriod]) -> &[UnsupportedPeriod] {
    let (first, last) = (viewport.first(), viewport.last());
    let from = periods.partition_point(|period| period.last < first);
    let to = periods.partition_point(|period| period.first <= last);
    periods.get(from..to).unwrap_or_default()
}

/// Diagonal lines over an area. The pattern starts at `from`, the start of the
/// period, so that it moves with the time under it.
fn lines(painter: &Painter, area: Rect, from: f64, palette: UiPalette) {
    #[expect(clippy::cast_possible_truncation, reason = "less than one step")]
    let phase = from.rem_euclid(HATCH_STEP) as f32;
    let stroke = Stroke::new(1.0, palette.muted.gamma_multiply(0.26));
    #[expect(clippy::cast_possible_truncation, reason = "a few points")]
    let step = HATCH_STEP as f32;
    let height = area.height();
    let mut x = area.left() - height - step + phase;
    while x < area.right() {
        let ends = [pos2(x, area.bottom()), pos2(x + height, area.top())];
        painter.line_segment(ends, stroke);
        x += step;
    }
}

/// A small hatched area for the legend.
pub fn hatched_sample(painter: &Painter, area: Rect, palette: UiPalette) {
    lines(&painter.with_clip_rect(area), area, 0.0, palette);
}

/// Visible area of a period on the plot, if it is large enough to draw.
fn area(plot: Rect, viewport: Viewport, period: &UnsupportedPeriod) -> Option<Rect> {
    let x = |at| {
        let x = viewport.x_of(at, plot.width());
        #[expect(clippy::cast_possible_truncation, reason = "clamped to the plot")]
        let x = x.clamp(0.0, f64::from(plot.width())) as f32;
        plot.left() + x
    };
    let (left, right) = (x(period.first), x(period.last.saturating_add(1)));
    (right - left >= MIN_PERIOD_WIDTH).then(|| Rect::from_x_y_ranges(left..=right, plot.y_range()))
}

/// Writes a label into each unsupported period where it fits.
#[expect(clippy::too_many_arguments, reason = "one caller, all distinct")]
pub fn labels(
    ui: &Ui,
    shapes: &mut Vec<Shape>,
    plot: Rect,
    scene: &Scene,
    origin: Pos2,
    viewport: Viewport,
    periods: &[UnsupportedPeriod],
    palette: UiPalette,
) {
    let mut occupied: Vec<Rect> = scene
        .marks
        .iter()
        .map(|mark| {
            let (left, right) = mark.reach_with_label();
            let y = origin.y + mark.y;
            Rect::from_x_y_ranges(
                origin.x + left..=origin.x + right,
                y - BAR_HEIGHT / 2.0..=y + BAR_HEIGHT / 2.0,
            )
            .expand(5.0)
        })
        .collect();
    // An empty lane has a message across its middle.
    occupied.extend(
        scene
            .lanes
            .iter()
            .filter(|band| band.count.dated == 0 && band.count.events > 0)
            .map(|band| {
                let top = origin.y + band.top;
                Rect::from_x_y_ranges(plot.x_range(), top..=top + band.height)
            }),
    );
    for period in in_view(viewport, periods) {
        let Some(area) = area(plot, viewport, period) else {
            continue;
        };
        let galley =
            ui.painter()
                .layout_no_wrap(period.in_words(), theme::sans(12.5), palette.muted);
        // Periods do not overlap, so neither do their labels.
        let near: Vec<Rect> = occupied
            .iter()
            .copied()
            .filter(|other| other.intersects(area))
            .collect();
        let Some(place) = free_place(area, galley.size() + vec2(12.0, 4.0), &near) else {
            continue;
        };
        shapes.push(Shape::rect_filled(place, 4.0, palette.paper));
        shapes.push(Shape::galley(
            place.center() - galley.size() / 2.0,
            galley,
            Color32::PLACEHOLDER,
        ));
    }
}

/// The lowest free place in an area: in the middle, else at one side.
fn free_place(area: Rect, size: eframe::egui::Vec2, occupied: &[Rect]) -> Option<Rect> {
    /// Vertical step of the search, in points.
    const STEP: f32 = 6.0;
    /// Distance to the edges, in points.
    const MARGIN: f32 = 5.0;
    if size.x + 2.0 * MARGIN > area.width() {
        return None;
    }
    let mut bottom = area.bottom() - MARGIN;
    while bottom - size.y > area.top() + MARGIN {
        for x in [
            area.center().x - size.x / 2.0,
            area.right() - MARGIN - size.x,
            area.left() + MARGIN,
        ] {
            let place = Rect::from_min_size(pos2(x, bottom - size.y), size);
            if !occupied.iter().any(|other| other.intersects(place)) {
                return Some(place);
            }
        }
        bottom -= STEP;
    }
    None
}

/// Unsupported periods in the viewport, for a screen reader: ", no event dated
/// 1964–1989". Names at most three.
#[must_use]
pub fn periods_in_words(viewport: Viewport, periods: &[UnsupportedPeriod]) -> String {
    const MOST: usize = 3;
    let in_view = in_view(viewport, periods);
    let mut words = String::new();
    // The longest come first.
    let mut longest = in_view.to_vec();
    longest.sort_by_key(|period| {
        std::cmp::Reverse(i128::from(period.last.seconds()) - i128::from(period.first.seconds()))
    });
    longest.truncate(MOST);
    longest.sort_by_key(|period| period.first);
    for period in &longest {
        words.push_str(", ");
        words.push_str(&period.in_words());
    }
    if in_view.len() > MOST {
        words.push_str(", ");
        words.push_str(&say("evidence-shorter-periods"));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn label_takes_a_free_place_or_none() {
        let area = Rect::from_min_max(pos2(0.0, 0.0), pos2(200.0, 100.0));
        let size = vec2(80.0, 20.0);
        let free = free_place(area, size, &[]).unwrap();
        assert!(area.contains_rect(free) && free.bottom() > 90.0);
        let low = Rect::from_min_max(pos2(0.0, 60.0), pos2(200.0, 100.0));
        let above = free_place(area, size, &[low]).unwrap();
        assert!(above.bottom() <= 60.0);
        let half = Rect::from_min_max(pos2(0.0, 0.0), pos2(112.0, 100.0));
        assert!(free_place(area, size, &[half]).unwrap().left() > 112.0);
        assert_eq!(free_place(area, size, &[area]), None);
        assert_eq!(free_place(area, vec2(195.0, 20.0), &[]), None);
    }
}
