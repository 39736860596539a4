//! The plot: one painted layer over the grid of `egui_plot`.

use crate::language::{say, say_with};

use eframe::egui::{
    self, Align2, CornerRadius, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2b, pos2, vec2,
};
use egui_plot::{GridInput, GridMark, Plot, PlotBounds};

use super::bidi::{self, RightEdge};
use super::marks::{MarkState, ScenePainter};
use super::plot_hit_targets::mark_id;
use super::theme::{self, LABEL_SIZE, SMALL_SIZE, UiPalette};
use super::timeline_view::count;
use super::{clusters, evidence, folds};
use crate::layout::{LaneBand, Mark, Scene, Ticks, Viewport};
use crate::model::visible_line;
use crate::query::{ClaimRole, LaneIndex};
use crate::session::{OpenTimeline, Session};
use crate::theme::Accent;

/// What the parts of the plot are drawn from.
#[derive(Clone, Copy)]
pub struct PlotContext<'a> {
    /// The session.
    pub session: &'a Session,
    /// The open timeline.
    pub open: &'a OpenTimeline,
    /// The marks in view.
    pub scene: &'a Scene,
    /// The visible time span.
    pub viewport: Viewport,
    /// The rectangle of the plot.
    pub rect: Rect,
    /// Screen position of the scene, above the plot if lanes are scrolled.
    pub origin: Pos2,
    /// The colours.
    pub palette: UiPalette,
}

impl PlotContext<'_> {
    /// Converts the shapes of a lane to shapes of egui.
    fn painter(&self, lane: usize) -> ScenePainter {
        ScenePainter {
            origin: self.origin,
            accent: self.palette.lane(&self.open.timeline, lane),
            palette: self.palette,
        }
    }

    /// The rectangle of a lane from one x to another.
    pub fn lane_rect(&self, band: &LaneBand, x: egui::Rangef) -> Rect {
        let top = self.origin.y + band.top;
        Rect::from_x_y_ranges(x, top..=top + band.height)
    }

    /// The background of a lane.
    fn background(&self, lane: usize) -> egui::Color32 {
        let role = self.scene.background(lane);
        self.palette.role(role, self.palette.muted)
    }
}

/// Shows the plot and returns its response.
pub fn show(ui: &mut Ui, context: &PlotContext<'_>, ticks: &Ticks) -> egui::Response {
    let PlotContext {
        session,
        scene,
        viewport,
        rect,
        origin,
        palette,
        ..
    } = *context;
    let painter = ui.painter_at(rect);
    // Painted before the plot's own grid, which crosses every lane.
    for band in &scene.lanes {
        paint_band(
            &painter,
            context.lane_rect(band, rect.x_range()),
            band,
            palette,
        );
    }
    let unsupported = session.unsupported();
    evidence::hatch(&painter, rect, viewport, unsupported, palette);
    folds::paint(&painter, rect, viewport, palette);
    let half = viewport.length_seconds() / 2.0;
    // Grid lines are in seconds from the viewport's centre.
    let lines: Vec<GridMark> = ticks
        .named
        .iter()
        .map(|tick| GridMark {
            value: viewport.offset_of(tick.at),
            step_size: half,
        })
        .collect();
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect)
            .id_salt("timeline plot"),
    );
    let plot = Plot::new("timeline")
        .width(rect.width())
        .height(rect.height())
        .sense(Sense::CLICK.union(Sense::DRAG))
        .show_axes(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .set_margin_fraction(egui::Vec2::ZERO)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .auto_bounds(Vec2b::FALSE)
        .show_grid(Vec2b::new(true, false))
        .grid_color(palette.grid)
        .grid_fade(0.0)
        .x_grid_spacer(move |_: GridInput| lines.clone());
    let response = plot
        .show(&mut child, |plot| {
            let height = f64::from(rect.height());
            plot.set_plot_bounds(PlotBounds::from_min_max([-half, -height], [half, 0.0]));
        })
        .response;
    let mut shapes = Vec::new();
    for at in &ticks.fine {
        let x = rect.left() + viewport.point_of(*at, rect.width());
        let stroke = Stroke::new(1.0, palette.grid);
        shapes.push(Shape::vline(x, rect.bottom() - 4.0..=rect.bottom(), stroke));
    }
    evidence::labels(
        ui,
        &mut shapes,
        rect,
        scene,
        origin,
        viewport,
        unsupported,
        palette,
    );
    scene_shapes(ui, &mut shapes, context);
    painter.extend(shapes);
    response
}

/// Paints the background of a lane: every second one has a band.
pub fn paint_band(painter: &egui::Painter, rect: Rect, band: &LaneBand, palette: UiPalette) {
    if band.place % 2 == 1 {
        painter.rect_filled(rect, CornerRadius::ZERO, palette.band);
    }
    if band.place > 0 {
        painter.hline(rect.x_range(), rect.top(), Stroke::new(1.0, palette.line));
    }
}

fn scene_shapes(ui: &Ui, shapes: &mut Vec<Shape>, context: &PlotContext<'_>) {
    let PlotContext {
        session,
        open,
        scene,
        rect,
        origin,
        palette,
        ..
    } = *context;
    empty_lanes(ui, shapes, context);
    let highlights = session.highlights();
    for mark in &scene.marks {
        let y = origin.y + mark.y;
        if y < rect.top() - 20.0 || y > rect.bottom() + 20.0 {
            continue;
        }
        let painter = context.painter(mark.lane);
        let id = mark_id(open, mark);
        let state = MarkState {
            selected: session.view.selection == Some(mark.id.event),
            hovered: is_hovered(ui, id),
            focused: ui.memory(|memory| memory.has_focus(id)),
            highlight: highlights.get(&mark.id.event).copied(),
        };
        painter.paint_mark(shapes, mark, state);
        if session.view.evidence {
            let corroboration = open.evidence.corroboration(mark.id.event);
            let place = evidence::sign_place(mark, origin, rect);
            evidence::sign(shapes, place, corroboration, &palette);
        }
        label(ui, shapes, context, mark, painter.accent);
    }
    let connectors = context.painter(0);
    for shape in scene.connectors() {
        connectors.paint(shapes, shape);
    }
    clusters::paint(ui, shapes, context);
    if scene.marks.is_empty() && scene.clusters.is_empty() && !open.index.by_time().is_empty() {
        let lanes = session.lanes(open).lanes();
        let text = if lanes.iter().all(LaneIndex::is_empty) {
            "plot-none-dated"
        } else if session.search.is_asking() || session.view.period.is_some() {
            "plot-none-shown-here"
        } else {
            "plot-none-here"
        };
        let font = theme::sans(15.0);
        let galley = ui.painter().layout_no_wrap(say(text), font, palette.muted);
        let place = rect.center() - galley.size() / 2.0;
        shapes.push(Shape::galley(place, galley, palette.muted));
    }
}

/// Whether the pointer was over a mark or a cluster in the previous frame.
pub fn is_hovered(ui: &Ui, id: egui::Id) -> bool {
    let response = ui.ctx().read_response(id);
    response.is_some_and(|response| response.hovered())
}

/// Adds the label of a mark.
fn label(
    ui: &Ui,
    shapes: &mut Vec<Shape>,
    context: &PlotContext<'_>,
    mark: &Mark,
    accent: egui::Color32,
) {
    let Some(label) = &mark.label else {
        return;
    };
    let is_selected = context.session.view.selection == Some(mark.id.event);
    let font = if is_selected && mark.role == ClaimRole::Main {
        theme::semibold(LABEL_SIZE)
    } else {
        theme::sans(LABEL_SIZE)
    };
    let ink = mark.label_role(Accent::Lane(mark.lane));
    let ink = context.palette.role(ink, accent);
    let text = visible_line(&label.text).into_owned();
    let galley = ui.painter().layout_no_wrap(text, font, ink);
    let galley = bidi::reordered(ui.ctx(), galley, RightEdge::WidestLine);
    let x = label.left(galley.size().x);
    let y = context.origin.y + mark.y;
    let place = pos2(context.origin.x + x, y - galley.size().y / 2.0 - 0.5);
    if !mark.has_label_on_bar() {
        // Keep grid lines and hatching away from text.
        let behind = Rect::from_min_size(place, galley.size()).shrink2(vec2(-2.0, 2.0));
        let color = context.background(mark.lane).gamma_multiply(0.86);
        shapes.push(Shape::rect_filled(behind, CornerRadius::same(2), color));
    }
    shapes.push(Shape::galley(place, galley, ink));
}

/// A lane without marks says why it is empty.
fn empty_lanes(ui: &Ui, shapes: &mut Vec<Shape>, context: &PlotContext<'_>) {
    for band in &context.scene.lanes {
        let shown = context.session.shown_in_lane(band.lane);
        let shown = shown.unwrap_or(band.count.events);
        if band.count.dated > 0 || shown == 0 {
            continue;
        }
        let events = ("events", count(shown, "event").into());
        let text = say_with("plot-lane-without-place", &[events]);
        let (font, color) = (theme::sans(SMALL_SIZE), context.palette.muted);
        let galley = ui.painter().layout_no_wrap(text, font, color);
        let middle = context.origin.y + band.top + band.height / 2.0;
        let left = pos2(context.rect.left() + 12.0, middle);
        let place = Align2::LEFT_CENTER.anchor_size(left, galley.size());
        let background = context.background(band.lane);
        shapes.push(Shape::rect_filled(
            place.expand(2.0),
            CornerRadius::same(2),
            background,
        ));
        shapes.push(Shape::galley(place.min, galley, color));
    }
}
