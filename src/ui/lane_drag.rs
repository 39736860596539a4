//! Dragging events to another lane. They never move along time: a date is evidence,
//! not a position.

use eframe::egui::{
    self, Align2, CornerRadius, DragAndDrop, Id, Response, Stroke, StrokeKind, Ui, vec2,
};

use super::plot::PlotContext;
use super::theme;
use super::timeline_view::TimelineRects;
use crate::edits::EditCommand;
use crate::language::say_with;
use crate::model::{Event, Index, visible_line};
use crate::session::{Action, EditAction, Session, ViewAction};

/// How far the pointer moves before a drag has a direction, in points.
const THRESHOLD: f32 = 6.0;
/// Width of the edges of the plot at which a drag scrolls the rows, in points.
const SCROLL_EDGE: f32 = 18.0;
/// Rows are scrolled by this much in a frame, in points.
const SCROLL_STEP: f32 = 7.0;

/// The events that are dragged.
struct DraggedEvents(Vec<Index<Event>>);

/// What dragging a mark does. It is decided once, when the drag has a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DragKind {
    /// Along time: it pans, as on the empty plot.
    Pan,
    /// Across the lanes: it takes the event along.
    ToLane,
}

/// Handles the drag of a mark.
pub fn mark(
    ui: &Ui,
    response: &Response,
    event: Index<Event>,
    context: &PlotContext<'_>,
    actions: &mut Vec<Action>,
) {
    let Some(moved) = response.total_drag_delta() else {
        return;
    };
    let id = Id::unique("drag of a mark");
    if response.drag_started() {
        ui.data_mut(|memory| memory.remove::<Option<DragKind>>(id));
    }
    let mut kind: Option<DragKind> = ui.data(|memory| memory.get_temp(id)).flatten();
    if kind.is_none() && moved.length() >= THRESHOLD {
        let is_across = moved.y.abs() > moved.x.abs() / 2.0;
        kind = Some(if is_across && !context.open.is_preview() {
            start(response, event, context.session);
            DragKind::ToLane
        } else {
            DragKind::Pan
        });
        ui.data_mut(|memory| memory.insert_temp(id, kind));
    }
    if kind == Some(DragKind::Pan) {
        let by = response.drag_delta();
        pan(by, context, actions);
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    }
}

/// Begins to drag an event, with the others if it is one of several selected ones.
pub fn start(response: &Response, event: Index<Event>, session: &Session) {
    let events = if session.view.multi_selection.contains(event) {
        session.selected_events()
    } else {
        vec![event]
    };
    DragAndDrop::set_payload(&response.ctx, DraggedEvents(events));
}

fn pan(by: egui::Vec2, context: &PlotContext<'_>, actions: &mut Vec<Action>) {
    let rect = context.rect;
    if by.x != 0.0 {
        let share = f64::from(by.x) / f64::from(rect.width().max(1.0));
        actions.push(ViewAction::Pan(-share).into());
    }
    if by.y != 0.0 && context.scene.height > rect.height() {
        actions.push(ViewAction::ScrollRows(-by.y).into());
    }
}

/// Highlights the lane under dragged events, and moves them there when they are
/// dropped. Esc cancels the drag.
pub fn target(ui: &Ui, frame: TimelineRects, context: &PlotContext<'_>, actions: &mut Vec<Action>) {
    let Some(dragged) = DragAndDrop::payload::<DraggedEvents>(ui.ctx()) else {
        return;
    };
    let (at, is_dropped) =
        ui.input(|input| (input.pointer.latest_pos(), input.pointer.any_released()));
    ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    let whole = frame.names.union(frame.plot);
    let Some(at) = at.filter(|at| whole.contains(*at)) else {
        return;
    };
    let timeline = &context.open.timeline;
    let mut bands = context.scene.lanes.iter();
    let under = bands.find_map(|band| {
        let rect = context.lane_rect(band, whole.x_range());
        let lane = timeline.lanes.get(band.lane)?;
        rect.y_range().contains(at.y).then_some((rect, lane))
    });
    let Some((rect, lane)) = under else {
        return;
    };
    let is_elsewhere = |event: &&Index<Event>| timeline[**event].lane_id.as_str() != lane.id;
    let moving: Vec<_> = dragged.0.iter().filter(is_elsewhere).collect();
    if is_dropped {
        DragAndDrop::clear_payload(ui.ctx());
        if !moving.is_empty() {
            let ids = moving.iter().map(|it| timeline[**it].id.as_str().into());
            let command = EditCommand::SetEventLane {
                events: ids.collect(),
                lane: lane.id.as_str().into(),
            };
            actions.push(EditAction::Do(Box::new(command)).into());
        }
        return;
    }
    scroll_at_edge(ui, frame, at, context, actions);
    if moving.is_empty() {
        return;
    }
    let palette = context.palette;
    let painter = ui.ctx().layer_painter(egui::LayerId::new(
        egui::Order::Tooltip,
        Id::unique("lane of a drop"),
    ));
    let rect = rect.intersect(whole);
    let rounding = CornerRadius::same(4);
    painter.rect_filled(rect, rounding, palette.focus.gamma_multiply(0.14));
    let stroke = Stroke::new(2.0, palette.focus);
    painter.rect_stroke(rect, rounding, stroke, StrokeKind::Inside);
    let name = [
        ("count", moving.len().into()),
        ("lane", visible_line(&lane.name).into_owned().into()),
    ];
    let text = say_with("drop-in-lane", &name);
    let font = theme::semibold(theme::LABEL_SIZE);
    let galley = painter.layout_no_wrap(text, font, palette.ink);
    let place = Align2::LEFT_BOTTOM.anchor_size(at + vec2(14.0, -8.0), galley.size());
    let background = place.expand2(vec2(7.0, 4.0));
    painter.rect_filled(background, rounding, palette.panel);
    let stroke = Stroke::new(1.0, palette.line);
    painter.rect_stroke(background, rounding, stroke, StrokeKind::Outside);
    painter.galley(place.min, galley, palette.ink);
}

/// Scrolls the rows while events are dragged at the upper or lower edge.
fn scroll_at_edge(
    ui: &Ui,
    frame: TimelineRects,
    at: egui::Pos2,
    context: &PlotContext<'_>,
    actions: &mut Vec<Action>,
) {
    let scrolled = frame.plot.top() - context.origin.y;
    let hidden = context.scene.height - frame.plot.height();
    let by = if at.y < frame.plot.top() + SCROLL_EDGE && scrolled > 0.5 {
        -SCROLL_STEP
    } else if at.y > frame.plot.bottom() - SCROLL_EDGE && scrolled + 0.5 < hidden {
        SCROLL_STEP
    } else {
        return;
    };
    actions.push(ViewAction::ScrollRows(by).into());
    ui.ctx().request_repaint();
}
