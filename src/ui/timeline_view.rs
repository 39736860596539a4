//! The timeline: lane names, plot and axis; turns pointer input into actions.

use crate::language::{say, say_with};
use eframe::egui::accesskit::Role;
use eframe::egui::{self, CornerRadius, Id, Rect, Sense, Ui, pos2, vec2};

use super::evidence;
use super::panel_input::PanelInput;
use super::plot::{self, PlotContext};
use super::plot_hit_targets::hit_targets;
use super::scene_cache::SceneCache;
use super::theme::UiPalette;
use super::widgets::set_name;
use super::{axis, folds, lane_drag, lane_names, live_region};
use crate::date_words::span_in_words;
use crate::layout::Scene;
use crate::session::{Action, OpenTimeline, Session, ViewAction};

/// Height of the axis under the plot, in points.
pub const AXIS_HEIGHT: f32 = 26.0;

/// Rectangles of the parts of the timeline.
#[derive(Debug, Clone, Copy)]
pub struct TimelineRects {
    /// Lane names.
    pub names: Rect,
    /// The plot.
    pub plot: Rect,
    /// The axis below.
    pub axis: Rect,
}

/// Shows lane names, plot and axis.
pub fn show(
    ui: &mut Ui,
    frame: TimelineRects,
    input: PanelInput<'_>,
    cache: &mut SceneCache,
    now: f64,
    actions: &mut Vec<Action>,
) {
    let PanelInput { session, open } = input;
    let viewport = session.view.viewport(now);
    let (scene, ticks) = cache.scene_and_ticks(ui, input, viewport, frame.plot.size());
    let hidden = (scene.height - frame.plot.height()).max(0.0);
    let mut scroll = session.view.row_scroll.min(hidden);
    if session.view.reveal_row
        && let Some(mark) = scene
            .marks
            .iter()
            .find(|mark| Some(mark.id.event) == session.view.selection)
    {
        let margin = 24.0;
        let min_scroll = mark.y + margin - frame.plot.height();
        let max_scroll = (mark.y - margin).max(min_scroll);
        scroll = scroll.clamp(min_scroll, max_scroll).clamp(0.0, hidden);
    }
    let scrolled = scroll - session.view.row_scroll;
    if scrolled.abs() > 0.5 {
        actions.push(ViewAction::ScrollRows(scrolled).into());
    }
    let context = PlotContext {
        session,
        open,
        scene,
        viewport,
        rect: frame.plot,
        origin: frame.plot.left_top() - vec2(0.0, scroll),
        palette: UiPalette::of(ui),
    };
    let response = plot::show(ui, &context, ticks);
    axis::show(ui, frame.axis, ticks, viewport, context.palette);
    folds::show(ui, frame, session, viewport, context.palette, actions);
    lane_names::show(ui, frame.names, &context, actions);
    announce(ui, &response, &context);
    pointer(ui, frame, session, &response, hidden > 0.0, actions);
    hit_targets(ui, &context, actions);
    lane_drag::target(ui, frame, &context, actions);
    if hidden > 0.0 {
        scroll_bar(ui, scroll, &context, actions);
    }
}

/// Announces the plot as a whole to screen readers.
fn announce(ui: &Ui, response: &egui::Response, context: &PlotContext<'_>) {
    let PlotContext {
        session,
        scene,
        viewport,
        ..
    } = *context;
    let span = span_in_words(viewport.first(), viewport.last());
    let events = events_in_view(session, context.open, scene);
    let periods = evidence::periods_in_words(viewport, session.unsupported());
    let text = say_with(
        "plot-label",
        &[
            ("span", span.into()),
            ("events", events.into()),
            ("lanes", count(lanes_in_view(scene), "lane").into()),
            ("stretches", periods.into()),
        ],
    );
    live_region::announce(ui, "view", text.clone());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Group);
        node.set_label(text);
        let rect = response.rect;
        node.set_bounds(egui::accesskit::Rect {
            x0: rect.min.x.into(),
            y0: rect.min.y.into(),
            x1: rect.max.x.into(),
            y1: rect.max.y.into(),
        });
    });
}

/// Number of lanes with something in view.
fn lanes_in_view(scene: &Scene) -> usize {
    let of_clusters = scene.clusters.iter().map(|it| it.cluster.lane());
    let mut lanes: Vec<usize> = scene.marks.iter().map(|mark| mark.lane).collect();
    lanes.extend(of_clusters);
    lanes.sort_unstable();
    lanes.dedup();
    lanes.len()
}

/// Number of distinct events under the marks and clusters of a scene, in
/// words. Events with several date claims are matched only while that is
/// cheap; above, they count once for each claim, and the words say so.
fn events_in_view(session: &Session, open: &OpenTimeline, scene: &Scene) -> String {
    const MAX_MATCHED: usize = 500;
    let clustered: usize = scene.clusters.iter().map(|it| it.cluster.events).sum();
    let mut events: Vec<_> = scene.marks.iter().map(|mark| mark.id.event).collect();
    if clustered <= MAX_MATCHED {
        let lanes = session.lanes(open);
        let claims = scene
            .clusters
            .iter()
            .flat_map(|it| it.cluster.date_claims(lanes));
        events.extend(claims.filter_map(|at| Some(open.index.date_claims().get(at)?.event)));
    }
    events.sort_unstable();
    events.dedup();
    if clustered <= MAX_MATCHED {
        count(events.len(), "event")
    } else {
        let events = count(events.len() + clustered, "event");
        say_with("plot-about", &[("events", events.into())])
    }
}

/// "1 event", "2 events": the message `count-event` for a number. Such
/// messages exist for events, lanes, sources, passages, quotations,
/// paragraphs, problems, changes and gaps.
pub fn count(number: usize, noun: &str) -> String {
    say_with(&format!("count-{noun}"), &[("count", number.into())])
}

/// Handles wheel, pinch and drag.
fn pointer(
    ui: &Ui,
    frame: TimelineRects,
    session: &Session,
    plot: &egui::Response,
    rows_scroll: bool,
    actions: &mut Vec<Action>,
) {
    let width = f64::from(frame.plot.width().max(1.0));
    let over_plot = ui.rect_contains_pointer(frame.plot) || ui.rect_contains_pointer(frame.axis);
    let over_names = ui.rect_contains_pointer(frame.names);
    if over_plot || over_names {
        let (scroll, pinch, at) = ui.input(|input| {
            (
                input.smooth_scroll_delta(),
                input.zoom_delta(),
                input.pointer.hover_pos(),
            )
        });
        let about = at.map_or(0.0, |at| {
            f64::from((at.x - frame.plot.left()) / frame.plot.width().max(1.0)) - 0.5
        });
        let about = if over_plot { about } else { 0.0 };
        if (pinch - 1.0).abs() > f32::EPSILON {
            let factor = f64::from(pinch);
            actions.push(ViewAction::Zoom { factor, about }.into());
        }
        if scroll.y != 0.0 {
            // A preference swaps the two.
            if over_plot == session.settings.swap_wheel {
                if rows_scroll {
                    actions.push(ViewAction::ScrollRows(-scroll.y).into());
                }
            } else {
                let factor = f64::from(scroll.y / 200.0).exp();
                actions.push(ViewAction::Zoom { factor, about }.into());
            }
        }
        if scroll.x != 0.0 {
            actions.push(ViewAction::Pan(-f64::from(scroll.x) / width).into());
        }
    }
    if plot.dragged() {
        let by = plot.drag_delta();
        if by.x != 0.0 {
            actions.push(ViewAction::Pan(-f64::from(by.x) / width).into());
        }
        if by.y != 0.0 && rows_scroll {
            actions.push(ViewAction::ScrollRows(-by.y).into());
        }
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    }
    if plot.double_clicked() {
        actions.push(ViewAction::ZoomToSelection.into());
    }
}

fn scroll_bar(ui: &Ui, scroll: f32, context: &PlotContext<'_>, actions: &mut Vec<Action>) {
    let PlotContext {
        session,
        scene,
        rect,
        palette,
        ..
    } = *context;
    // In the gutter beside the plot, where it covers no mark.
    let track = Rect::from_min_max(
        pos2(rect.right() + 2.0, rect.top()),
        pos2(rect.right() + 10.0, rect.bottom()),
    );
    let share = rect.height() / scene.height.max(1.0);
    let length = (track.height() * share).max(24.0);
    let travel = (track.height() - length).max(1.0);
    let hidden = (scene.height - rect.height()).max(1.0);
    let top = track.top() + travel * (scroll / hidden).clamp(0.0, 1.0);
    let handle = Rect::from_min_size(pos2(track.left() + 1.0, top), vec2(6.0, length));
    let response = ui.interact(track, Id::unique("row scroll bar"), Sense::drag());
    set_name(&response, Role::ScrollBar, || say("plot-rows"));
    if response.dragged() {
        let by = response.drag_delta().y / travel * hidden;
        let to = (session.view.row_scroll + by).clamp(0.0, hidden);
        actions.push(ViewAction::ScrollRows(to - session.view.row_scroll).into());
    }
    let color = if response.hovered() || response.dragged() {
        palette.muted
    } else {
        palette.muted.gamma_multiply(0.55)
    };
    ui.painter()
        .rect_filled(handle, CornerRadius::same(3), color);
}
