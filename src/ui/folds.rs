//! Folds of the axis: a strip in the plot labelled with the length of the folded
//! period, and the control that folds and unfolds.

use crate::language::{say, say_with};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, Button, Id, Painter, Pos2, Rect, RichText, Sense, Stroke, Ui, pos2, vec2,
};

use super::marks::ScenePainter;
use super::theme::{self, SMALL_SIZE, UiPalette};
use super::timeline_view::{TimelineRects, count};
use super::widgets::set_name;
use crate::date_words::{length_in_words, span_in_words};
use crate::layout::{self, Area, Viewport, fold_area, fold_shapes};
use crate::query::EmptyPeriod;
use crate::session::{Action, Session, ViewAction};
use crate::theme::ColorRole;

/// The folded periods in view with their areas in the plot or on the axis.
fn folds(viewport: &Viewport, rect: Rect) -> impl Iterator<Item = (EmptyPeriod, Area)> {
    let all = Area {
        left: rect.left(),
        top: rect.top(),
        right: rect.right(),
        bottom: rect.bottom(),
    };
    let area = move |period| {
        let area = fold_area(period, *viewport, all, rect.width())?;
        Some((period, area))
    };
    viewport.folds().periods().filter_map(area)
}

/// Paints the folds: a strip between torn edges, labelled with the length of
/// time that it hides.
pub fn paint(painter: &Painter, plot: Rect, viewport: Viewport, palette: UiPalette) {
    let scene = ScenePainter {
        origin: Pos2::ZERO,
        accent: palette.muted,
        palette,
    };
    let mut edge = layout::Stroke::solid(1.0, ColorRole::Muted);
    edge.fill.opacity = 0.7;
    for (period, area) in folds(&viewport, plot) {
        let mut shapes = Vec::new();
        for shape in fold_shapes(area, edge) {
            scene.paint(&mut shapes, shape);
        }
        painter.extend(shapes);
        let words = length_in_words(period.first, period.last);
        let galley = painter.layout_no_wrap(words, theme::semibold(SMALL_SIZE), palette.muted);
        if galley.size().y > area.right - area.left - 2.0 {
            continue;
        }
        // Text runs upwards in the middle of the strip.
        let place = pos2(
            f32::midpoint(area.left, area.right) - galley.size().y / 2.0,
            plot.center().y + galley.size().x / 2.0,
        );
        let text = egui::epaint::TextShape::new(place, galley, palette.muted);
        painter.add(text.with_angle(-std::f32::consts::FRAC_PI_2));
    }
}

/// Shows the control under the lane names if there is something to fold, and
/// the folds on the axis. A click on either folds or unfolds.
pub fn show(
    ui: &mut Ui,
    frame: TimelineRects,
    session: &Session,
    viewport: Viewport,
    palette: UiPalette,
    actions: &mut Vec<Action>,
) {
    for (number, (folded, area)) in folds(&viewport, frame.axis).enumerate() {
        let area = Rect::from_x_y_ranges(area.left..=area.right, frame.axis.y_range());
        let area = area.intersect(frame.axis);
        let response = ui.interact(area, Id::unique(("fold", number)), Sense::click());
        let words = say_with(
            "fold-folded",
            &[
                ("length", length_in_words(folded.first, folded.last).into()),
                ("span", span_in_words(folded.first, folded.last).into()),
            ],
        );
        set_name(&response, Role::Button, || &words);
        let color = if response.hovered() || response.has_focus() {
            palette.focus
        } else {
            palette.muted
        };
        // Three dots on the axis: something is left out here.
        for offset in [-5.0, 0.0, 5.0] {
            let dot = area.center() + vec2(offset, 0.0);
            ui.painter().circle_filled(dot, 1.5, color);
        }
        if response.clicked() {
            actions.push(ViewAction::ToggleAxisFolds.into());
        }
        response
            .on_hover_cursor(egui::CursorIcon::PointingHand)
            .on_hover_text(format!("{words}\n{}", say("fold-click-unfolds")));
    }
    let foldable = session.foldable().periods().count();
    if foldable == 0 {
        return;
    }
    let (id, hint) = if session.view.folds_empty_periods {
        ("fold-unfold", "fold-unfold-hint")
    } else {
        ("fold-fold", "fold-fold-hint")
    };
    let words = say_with(id, &[("gaps", count(foldable, "gap").into())]);
    let place = Rect::from_min_max(
        pos2(frame.names.left() + 8.0, frame.axis.top() + 2.0),
        pos2(frame.names.right() - 4.0, frame.axis.bottom()),
    );
    let text = RichText::new(words)
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
    if response.on_hover_text(say(hint)).clicked() {
        actions.push(ViewAction::ToggleAxisFolds.into());
    }
}
