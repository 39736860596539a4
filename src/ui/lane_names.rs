//! The names of the lanes, left of the plot.

use crate::language::{say, say_with};
use eframe::egui::accesskit::Role as AccessRole;
use eframe::egui::{
    self, Align2, CornerRadius, Id, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::bidi::{self, Edge};
use super::theme::{self, Palette};
use super::timeline_view::count;
use crate::layout::{LaneBand, Scene};
use crate::model::visible_text;
use crate::session::{Action, Document, Session, ViewAction};

/// Font size of a name, in points.
const NAME_SIZE: f32 = 14.0;

/// Shows the lane names of a scene that is scrolled by `scroll` points.
#[expect(clippy::too_many_arguments, reason = "one caller, all distinct")]
pub fn show(
    ui: &Ui,
    rect: Rect,
    session: &Session,
    document: &Document,
    scene: &Scene,
    scroll: f32,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let painter = ui.painter().with_clip_rect(rect);
    let mut bands: Vec<&LaneBand> = scene.lanes.iter().collect();
    bands.sort_unstable_by_key(|band| band.place);
    for band in &bands {
        let top = rect.top() + band.top - scroll;
        if top > rect.bottom() || top + band.height < rect.top() {
            continue;
        }
        let name = document
            .timeline
            .lanes
            .get(band.lane)
            .map_or_else(|| say("no-lane"), |lane| lane.name.clone());
        let counted = match session.shown_in_lane(band.lane) {
            Some(shown) => say_with(
                "lane-some-of",
                &[
                    ("shown", shown.into()),
                    ("events", count(band.count.events, "event").into()),
                ],
            ),
            None => count(band.count.events, "event"),
        };
        let color = palette.lane(&document.timeline, band.lane);
        let (bar, elided) =
            paint_name(&painter, rect, band, top, (&name, &counted), color, palette);
        let response = ui.interact(
            Rect::from_min_max(bar.min, pos2(rect.right(), top + band.height.min(46.0)))
                .intersect(rect),
            Id::unique(("lane name", band.lane)),
            Sense::click_and_drag(),
        );
        let is_folded = session.view.arrangement.is_folded(band.lane);
        response.widget_info(|| {
            let id = if is_folded { "lane-folded" } else { "lane" };
            let name = visible_text(&name);
            egui::WidgetInfo::labeled(
                AccessRole::Button,
                true,
                say_with(
                    id,
                    &[
                        ("name", name.as_ref().into()),
                        ("events", counted.as_str().into()),
                    ],
                ),
            )
        });
        if response.clicked() {
            actions.push(Action::View(ViewAction::ToggleLane(band.lane)));
        }
        if is_folded || response.hovered() {
            let place = pos2(rect.left() + 6.0, top + 17.0);
            arrow(&painter, place, is_folded, palette);
        }
        moving(ui, rect, &response, &bands, band, scroll, palette, actions);
        let hint = if is_folded {
            say("lane-unfold-hint")
        } else {
            say("lane-fold-hint")
        };
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        if elided {
            response.on_hover_text(format!("{}\n{hint}", visible_text(&name)));
        } else {
            response.on_hover_text(hint);
        }
        height_grip(ui, rect, session, band, top, palette, actions);
    }
}

/// Paints a lane's background, accent bar, name and number of events. Returns
/// the rectangle of the bar, and whether the name was elided.
fn paint_name(
    painter: &egui::Painter,
    rect: Rect,
    band: &LaneBand,
    top: f32,
    (name, counted): (&str, &str),
    color: egui::Color32,
    palette: Palette,
) -> (Rect, bool) {
    if band.place % 2 == 1 {
        let behind = Rect::from_x_y_ranges(rect.x_range(), top..=top + band.height);
        painter.rect_filled(behind, CornerRadius::ZERO, palette.band);
    }
    if band.place > 0 {
        painter.hline(rect.x_range(), top, Stroke::new(1.0, palette.line));
    }
    let bar = Rect::from_min_size(pos2(rect.left() + 14.0, top + 10.0), vec2(3.5, 29.0));
    painter.rect_filled(bar, CornerRadius::same(2), color);
    let text_left = bar.right() + 9.0;
    let mut job = egui::text::LayoutJob::simple_singleline(
        visible_text(name).into_owned(),
        theme::semibold(NAME_SIZE),
        palette.ink,
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.right() - text_left - 6.0);
    let galley = bidi::reordered(painter.ctx(), painter.layout_job(job), Edge::Text);
    let elided = galley.elided;
    painter.galley(pos2(text_left, top + 7.0), galley, palette.ink);
    painter.text(
        pos2(text_left, top + 26.0),
        Align2::LEFT_TOP,
        counted,
        theme::sans(12.5),
        palette.muted,
    );
    (bar, elided)
}

/// Moves a lane: by dragging its name, or with Shift and an arrow key while it
/// is focused.
#[expect(clippy::too_many_arguments, reason = "one caller, all distinct")]
fn moving(
    ui: &Ui,
    rect: Rect,
    response: &egui::Response,
    bands: &[&LaneBand],
    band: &LaneBand,
    scroll: f32,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let outline = |of: Rect, stroke| {
        let painter = ui.painter().with_clip_rect(rect);
        painter.rect_stroke(of, CornerRadius::same(4), stroke, StrokeKind::Inside);
    };
    let mut to = None;
    if response.has_focus() {
        outline(response.rect, Stroke::new(2.0, palette.focus));
        let pressed = |key| ui.input(|input| input.modifiers.shift && input.key_pressed(key));
        if pressed(egui::Key::ArrowUp) {
            to = band.place.checked_sub(1);
        } else if pressed(egui::Key::ArrowDown) {
            to = Some(band.place + 1);
        }
    }
    if response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        let top = rect.top() + band.top - scroll;
        let whole = Rect::from_x_y_ranges(rect.x_range(), top..=top + band.height);
        outline(whole.shrink(1.0), Stroke::new(1.5, palette.muted));
        let at = response.interact_pointer_pos();
        to = at.and_then(|at| place_at(bands, band, at.y - rect.top() + scroll));
    }
    if let Some(place) = to {
        actions.push(Action::View(ViewAction::MoveLane(band.lane, place)));
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
    session: &Session,
    band: &LaneBand,
    top: f32,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let bottom = top + band.height;
    let grip = Rect::from_x_y_ranges(rect.x_range(), bottom - 4.0..=bottom + 2.0).intersect(rect);
    if grip.height() <= 0.0 {
        return;
    }
    let id = Id::unique(("lane height", band.lane));
    let response = ui.interact(grip, id, Sense::DRAG.union(Sense::CLICK));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeVertical);
        let line = Stroke::new(2.0, palette.muted);
        ui.painter().hline(rect.x_range(), bottom, line);
    }
    if response.double_clicked() {
        actions.push(Action::View(ViewAction::SetLaneHeight(band.lane, None)));
    } else if response.dragged()
        && let Some(at) = response.interact_pointer_pos()
    {
        let height = (at.y - top).clamp(0.0, rect.height() * 2.0);
        let is_given = session.view.arrangement.height(band.lane).is_some();
        if is_given || (height - band.height).abs() > 1.0 {
            let height = Some(height);
            actions.push(Action::View(ViewAction::SetLaneHeight(band.lane, height)));
        }
    }
}

/// A small triangle: to the right if the lane is folded, else down.
fn arrow(painter: &egui::Painter, center: egui::Pos2, is_folded: bool, palette: Palette) {
    let points = if is_folded {
        [vec2(-2.5, -4.0), vec2(3.5, 0.0), vec2(-2.5, 4.0)]
    } else {
        [vec2(-4.0, -2.5), vec2(4.0, -2.5), vec2(0.0, 3.5)]
    };
    painter.add(egui::Shape::convex_polygon(
        points.map(|point| center + point).to_vec(),
        palette.muted,
        Stroke::NONE,
    ));
}
