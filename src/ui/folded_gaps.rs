//! Folded gaps of the axis: a break in the plot labelled with its length, and
//! the control that folds and unfolds.

use crate::language::{say, say_with};
use eframe::egui::accesskit::Role as AccessRole;
use eframe::egui::{
    self, Button, CornerRadius, Id, Painter, Pos2, Rect, RichText, Sense, Shape, Stroke, Ui, pos2,
    vec2,
};

use super::theme::{self, Palette, SMALL_SIZE};
use super::timeline_view::{TimelineRects, count};
use crate::date_words::{length_in_words, span_in_words};
use crate::layout::{FoldedPeriod, Viewport};
use crate::session::{Action, Session, ViewAction};

/// Width of one tooth of a torn edge, in points.
const TURN: f32 = 7.0;
/// Depth of a tooth, in points.
const DEPTH: f32 = 3.0;
/// Minimum width of a break, in points.
const LEAST_WIDTH: f32 = 10.0;

/// Visible rectangle of a fold in the plot, if any.
fn seen(plot: Rect, viewport: Viewport, folded: FoldedPeriod) -> Option<Rect> {
    let x = |at| {
        let x = viewport.x_of(at, plot.width());
        #[expect(clippy::cast_possible_truncation, reason = "held near the plot")]
        let x = x.clamp(-100.0, f64::from(plot.width()) + 100.0) as f32;
        plot.left() + x
    };
    let (left, right) = (x(folded.first), x(folded.last.saturating_add(1)));
    let middle = f32::midpoint(left, right);
    let half = (right - left).max(LEAST_WIDTH) / 2.0;
    let area = Rect::from_x_y_ranges(middle - half..=middle + half, plot.y_range());
    area.intersects(plot).then_some(area)
}

/// Paints the breaks: a strip between torn edges, labelled with the length of
/// time that it hides.
pub fn paint(painter: &Painter, plot: Rect, viewport: Viewport, palette: Palette) {
    for folded in viewport.folds().periods() {
        let Some(area) = seen(plot, viewport, folded) else {
            continue;
        };
        painter.rect_filled(area, CornerRadius::ZERO, palette.panel);
        let stroke = Stroke::new(1.0, palette.muted.gamma_multiply(0.7));
        for x in [area.left(), area.right()] {
            painter.add(Shape::line(torn_edge(x, plot), stroke));
        }
        let words = length_in_words(folded.first, folded.last);
        let galley = painter.layout_no_wrap(words, theme::semibold(12.5), palette.muted);
        if galley.size().y > area.width() - 2.0 {
            continue;
        }
        // Text runs upwards in the middle of the strip.
        let place = pos2(
            area.center().x - galley.size().y / 2.0,
            area.center().y + galley.size().x / 2.0,
        );
        let text = egui::epaint::TextShape::new(place, galley, palette.muted);
        painter.add(text.with_angle(-std::f32::consts::FRAC_PI_2));
    }
}

/// A torn line from top to bottom.
fn torn_edge(x: f32, plot: Rect) -> Vec<Pos2> {
    let mut points = Vec::new();
    let mut y = plot.top();
    let mut is_left = true;
    while y < plot.bottom() + TURN {
        points.push(pos2(if is_left { x - DEPTH } else { x + DEPTH }, y));
        is_left = !is_left;
        y += TURN;
    }
    points
}

/// Shows the control under the lane names if there is something to fold, and
/// the breaks on the axis. A click on either folds or unfolds.
pub fn show(
    ui: &mut Ui,
    frame: TimelineRects,
    session: &Session,
    viewport: Viewport,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    for (number, folded) in viewport.folds().periods().enumerate() {
        let Some(area) = seen(frame.axis, viewport, folded) else {
            continue;
        };
        let area = area.intersect(frame.axis);
        let response = ui.interact(area, Id::unique(("fold", number)), Sense::click());
        let words = say_with(
            "fold-folded",
            &[
                ("length", length_in_words(folded.first, folded.last).into()),
                ("span", span_in_words(folded.first, folded.last).into()),
            ],
        );
        response.widget_info(|| egui::WidgetInfo::labeled(AccessRole::Button, true, &words));
        let color = if response.hovered() || response.has_focus() {
            palette.focus
        } else {
            palette.muted
        };
        ellipsis(ui, area, color);
        if response.clicked() {
            actions.push(Action::View(ViewAction::ToggleSilences));
        }
        response
            .on_hover_cursor(egui::CursorIcon::PointingHand)
            .on_hover_text(format!("{words}\n{}", say("fold-click-unfolds")));
    }
    let foldable = session.foldable().periods().count();
    if foldable == 0 {
        return;
    }
    let (does, hint) = if session.view.folds_empty_periods {
        (
            say_with("fold-unfold", &[("gaps", count(foldable, "gap").into())]),
            say("fold-unfold-hint"),
        )
    } else {
        (
            say_with("fold-fold", &[("gaps", count(foldable, "gap").into())]),
            say("fold-fold-hint"),
        )
    };
    let place = Rect::from_min_max(
        pos2(frame.names.left() + 8.0, frame.axis.top() + 2.0),
        pos2(frame.names.right() - 4.0, frame.axis.bottom()),
    );
    let text = RichText::new(does)
        .font(theme::sans(SMALL_SIZE))
        .color(palette.muted);
    let response = ui
        .scope(|ui| {
            let widgets = &mut ui.visuals_mut().widgets;
            widgets.inactive.weak_bg_fill = egui::Color32::TRANSPARENT;
            widgets.inactive.bg_stroke = Stroke::NONE;
            ui.spacing_mut().button_padding = vec2(6.0, 2.0);
            let size = vec2(0.0, place.height());
            let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place));
            child.add(Button::new(text).min_size(size))
        })
        .inner;
    if response.on_hover_text(hint).clicked() {
        actions.push(Action::View(ViewAction::ToggleSilences));
    }
}

/// Three dots on the axis: something is left out here.
fn ellipsis(ui: &Ui, area: Rect, color: egui::Color32) {
    for offset in [-5.0, 0.0, 5.0] {
        ui.painter()
            .circle_filled(area.center() + vec2(offset, 0.0), 1.5, color);
    }
}
