//! The names of the lanes, left of the plot.

use crate::language::{say, say_with};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, Align2, CornerRadius, Id, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::forms;
use super::plot::{PlotContext, paint_band};
use super::theme::{self, SMALL_SIZE, UiPalette};
use super::timeline_view::count;
use super::widgets::{one_line, set_name};
use crate::edits::forms::FormKind;
use crate::layout::LaneBand;
use crate::model::visible_text;
use crate::session::{Action, FormAction, OpenTimeline, ViewAction};
use crate::settings::Command;

/// Font size of a name, in points.
const NAME_SIZE: f32 = 14.0;

/// Shows the lane names of a scene in `rect`.
pub fn show(ui: &Ui, rect: Rect, context: &PlotContext<'_>, actions: &mut Vec<Action>) {
    let PlotContext { session, open, .. } = *context;
    let mut bands: Vec<&LaneBand> = context.scene.lanes.iter().collect();
    bands.sort_unstable_by_key(|band| band.place);
    for band in &bands {
        let lane_rect = context.lane_rect(band, rect.x_range());
        if lane_rect.top() > rect.bottom() || lane_rect.bottom() < rect.top() {
            continue;
        }
        let lane = open.timeline.lanes.get(band.lane);
        let name = lane.map_or_else(|| say("no-lane"), |lane| lane.name.clone());
        let name = visible_text(&name);
        let events = count(band.count.events, "event");
        let counted = match session.shown_in_lane(band.lane) {
            Some(shown) => {
                let shown = ("shown", shown.into());
                say_with("lane-some-of", &[shown, ("events", events.into())])
            }
            None => events,
        };
        let (bar, is_elided) = paint_name(ui, rect, lane_rect, band, (&name, &counted), context);
        let bottom = lane_rect.bottom().min(lane_rect.top() + 46.0);
        let response = ui.interact(
            Rect::from_min_max(bar.min, pos2(rect.right(), bottom)).intersect(rect),
            Id::unique(("lane name", band.lane)),
            Sense::click_and_drag(),
        );
        let is_folded = session.view.arrangement.is_folded(band.lane);
        let (label, hint) = if is_folded {
            ("lane-folded", "lane-unfold-hint")
        } else {
            ("lane", "lane-fold-hint")
        };
        set_name(&response, Role::Button, || {
            let name = ("name", name.as_ref().into());
            say_with(label, &[name, ("events", counted.as_str().into())])
        });
        if response.clicked() {
            actions.push(ViewAction::ToggleLane(band.lane).into());
        }
        if is_folded || response.hovered() {
            let place = pos2(rect.left() + 6.0, lane_rect.top() + 17.0);
            let painter = ui.painter().with_clip_rect(rect);
            triangle(&painter, place, is_folded, context.palette);
        }
        move_lane(ui, rect, &response, &bands, band, context, actions);
        lane_menu(&response, band.lane, open, actions);
        let hint = say(hint);
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        response.on_hover_text(if is_elided {
            format!("{name}\n{hint}")
        } else {
            hint
        });
        height_grip(ui, rect, lane_rect, context, band, actions);
    }
}

/// Context menu of a lane. F2 edits the focused one, too.
fn lane_menu(
    response: &egui::Response,
    lane: usize,
    open: &OpenTimeline,
    actions: &mut Vec<Action>,
) {
    if open.is_preview() || lane >= open.timeline.lanes.len() {
        return;
    }
    if forms::takes_f2(response) {
        actions.push(FormAction::EditLane(lane).into());
    }
    response.context_menu(|ui| {
        for (name, action) in [
            ("lane-edit", FormAction::EditLane(lane)),
            (
                Command::NewLane.message_id(),
                FormAction::New(FormKind::Lane),
            ),
        ] {
            if ui.add(egui::Button::new(say(name)).frame(false)).clicked() {
                actions.push(action.into());
                ui.close();
            }
        }
    });
}

/// Paints a lane's background, accent bar, name and number of events. Returns
/// the rectangle of the bar, and whether the name was elided.
fn paint_name(
    ui: &Ui,
    rect: Rect,
    lane_rect: Rect,
    band: &LaneBand,
    (name, counted): (&str, &str),
    context: &PlotContext<'_>,
) -> (Rect, bool) {
    let palette = context.palette;
    let painter = ui.painter().with_clip_rect(rect);
    paint_band(&painter, lane_rect, band, palette);
    let top = lane_rect.top();
    let bar = Rect::from_min_size(pos2(rect.left() + 14.0, top + 10.0), vec2(3.5, 29.0));
    let color = palette.lane(&context.open.timeline, band.lane);
    painter.rect_filled(bar, CornerRadius::same(2), color);
    let text_left = bar.right() + 9.0;
    let font = theme::semibold(NAME_SIZE);
    let width = rect.right() - text_left - 6.0;
    let galley = one_line(ui, name, font, palette.ink, width);
    let is_elided = galley.elided;
    painter.galley(pos2(text_left, top + 7.0), galley, palette.ink);
    let place = pos2(text_left, top + 26.0);
    let font = theme::sans(SMALL_SIZE);
    painter.text(place, Align2::LEFT_TOP, counted, font, palette.muted);
    (bar, is_elided)
}

/// Moves a lane: by dragging its name, or with Shift and an arrow key while it
/// is focused.
fn move_lane(
    ui: &Ui,
    rect: Rect,
    response: &egui::Response,
    bands: &[&LaneBand],
    band: &LaneBand,
    context: &PlotContext<'_>,
    actions: &mut Vec<Action>,
) {
    let outline = |of: Rect, stroke| {
        let painter = ui.painter().with_clip_rect(rect);
        painter.rect_stroke(of, CornerRadius::same(4), stroke, StrokeKind::Inside);
    };
    let mut to = None;
    if response.has_focus() {
        outline(response.rect, Stroke::new(2.0, context.palette.focus));
        let pressed = |key| ui.input(|input| input.modifiers.shift && input.key_pressed(key));
        if pressed(egui::Key::ArrowUp) {
            to = band.place.checked_sub(1);
        } else if pressed(egui::Key::ArrowDown) {
            to = Some(band.place + 1);
        }
    }
    if response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        let whole = context.lane_rect(band, rect.x_range());
        outline(whole.shrink(1.0), Stroke::new(1.5, context.palette.muted));
        let at = response.interact_pointer_pos();
        to = at.and_then(|at| place_at(bands, band, at.y - context.origin.y));
    }
    if let Some(place) = to {
        actions.push(ViewAction::MoveLane(band.lane, place).into());
    }
}

/// New position of a dragged lane, if it changed: past the middle of a
/// neighbour it changes places with it.
fn place_at(bands: &[&LaneBand], dragged: &LaneBand, y: f32) -> Option<usize> {
    let middle = |place: usize| bands.get(place).map(|band| band.top + band.height / 2.0);
    let above = dragged.place.checked_sub(1);
    if let Some(above) = above
        && middle(above).is_some_and(|middle| y < middle)
    {
        return Some(above);
    }
    let below = dragged.place + 1;
    middle(below)
        .is_some_and(|middle| y > middle)
        .then_some(below)
}

/// Line under a lane: dragging sets the lane's height, a double click returns
/// to automatic height.
fn height_grip(
    ui: &Ui,
    rect: Rect,
    lane_rect: Rect,
    context: &PlotContext<'_>,
    band: &LaneBand,
    actions: &mut Vec<Action>,
) {
    let bottom = lane_rect.bottom();
    let grip = Rect::from_x_y_ranges(rect.x_range(), bottom - 4.0..=bottom + 2.0).intersect(rect);
    if grip.height() <= 0.0 {
        return;
    }
    let id = Id::unique(("lane height", band.lane));
    let response = ui.interact(grip, id, Sense::DRAG.union(Sense::CLICK));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeVertical);
        let line = Stroke::new(2.0, context.palette.muted);
        ui.painter().hline(rect.x_range(), bottom, line);
    }
    if response.double_clicked() {
        actions.push(ViewAction::SetLaneHeight(band.lane, None).into());
    } else if response.dragged()
        && let Some(at) = response.interact_pointer_pos()
    {
        let height = (at.y - lane_rect.top()).clamp(0.0, rect.height() * 2.0);
        let arrangement = &context.session.view.arrangement;
        let is_given = arrangement.height(band.lane).is_some();
        if is_given || (height - band.height).abs() > 1.0 {
            actions.push(ViewAction::SetLaneHeight(band.lane, Some(height)).into());
        }
    }
}

/// A small triangle: to the right if the lane is folded, else down.
fn triangle(painter: &egui::Painter, center: egui::Pos2, is_folded: bool, palette: UiPalette) {
    let points = if is_folded {
        [vec2(-2.5, -4.0), vec2(3.5, 0.0), vec2(-2.5, 4.0)]
    } else {
        [vec2(-4.0, -2.5), vec2(4.0, -2.5), vec2(0.0, 3.5)]
    };
    let points = points.map(|point| center + point).to_vec();
    let shape = egui::Shape::convex_polygon(points, palette.muted, Stroke::NONE);
    painter.add(shape);
}
