//! The plot: one painted layer over the grid of `egui_plot`.

use crate::language::{say, say_with};
use std::ops::RangeInclusive;

use eframe::egui::{
    self, Color32, CornerRadius, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2b, pos2, vec2,
};
use egui_plot::{
    GridInput, GridMark, Plot, PlotBounds, PlotGeometry, PlotItem, PlotItemBase, PlotTransform,
};

use super::bidi::{self, Edge};
use super::marks::{self, Emphasis};
use super::plot_hit_targets::mark_id;
use super::theme::{self, LABEL_SIZE, Palette};
use super::timeline_view::count;
use super::{clusters, evidence, folded_gaps};
use crate::layout::{LabelSide, Mark, Scene, Ticks, Viewport};
use crate::model::visible_line;
use crate::query::{LaneIndex, Role};
use crate::session::{Document, Session};
use annals_edtf::DateKind;

/// The layer in which everything in the plot is painted.
struct PlotLayer {
    base: PlotItemBase,
    shapes: Vec<Shape>,
}

impl PlotItem for PlotLayer {
    fn shapes(&self, _ui: &Ui, _transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        shapes.extend_from_slice(&self.shapes);
    }

    fn initialize(&mut self, _x_range: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        Color32::TRANSPARENT
    }

    fn allow_hover(&self) -> bool {
        // Marks have their own interact rectangles.
        false
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    fn bounds(&self) -> PlotBounds {
        PlotBounds::NOTHING
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }
}

/// Shows the plot and returns its response.
#[expect(clippy::too_many_arguments, reason = "one caller, all distinct")]
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    document: &Document,
    scene: &Scene,
    ticks: &Ticks,
    viewport: Viewport,
    origin: Pos2,
) -> egui::Response {
    let palette = Palette::of(ui);
    // Painted before the plot's own grid, which crosses every lane.
    ui.painter_at(rect)
        .extend(bands(rect, scene, origin, palette));
    let stretches = session.unsupported();
    evidence::hatch(&ui.painter_at(rect), rect, viewport, stretches, palette);
    folded_gaps::paint(&ui.painter_at(rect), rect, viewport, palette);
    let mut shapes = Vec::new();
    fine_divisions(&mut shapes, rect, ticks, viewport, palette);
    evidence::labels(
        ui,
        &mut shapes,
        rect,
        scene,
        origin,
        viewport,
        stretches,
        palette,
    );
    layer_shapes(
        ui,
        &mut shapes,
        rect,
        session,
        document,
        scene,
        origin,
        palette,
    );
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
    let sense = Sense::CLICK.union(Sense::DRAG);
    Plot::new("timeline")
        .width(rect.width())
        .height(rect.height())
        .sense(sense)
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
        .x_grid_spacer(move |_: GridInput| lines.clone())
        .show(&mut child, |plot_ui| {
            plot_ui.set_plot_bounds(PlotBounds::from_min_max(
                [-half, -f64::from(rect.height())],
                [half, 0.0],
            ));
            plot_ui.add(PlotLayer {
                base: PlotItemBase::new("marks".to_owned()),
                shapes,
            });
        })
        .response
}

/// Every second lane has its own background.
fn bands(rect: Rect, scene: &Scene, origin: Pos2, palette: Palette) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for band in &scene.lanes {
        let y = origin.y + band.top;
        if band.place % 2 == 1 {
            let behind = Rect::from_x_y_ranges(rect.x_range(), y..=y + band.height);
            shapes.push(Shape::rect_filled(behind, CornerRadius::ZERO, palette.band));
        }
        if band.place > 0 {
            shapes.push(Shape::hline(
                rect.x_range(),
                y,
                Stroke::new(1.0, palette.line),
            ));
        }
    }
    shapes
}

/// Ticks too fine for a name, as short strokes.
fn fine_divisions(
    shapes: &mut Vec<Shape>,
    rect: Rect,
    ticks: &Ticks,
    viewport: Viewport,
    palette: Palette,
) {
    for at in &ticks.fine {
        #[expect(clippy::cast_possible_truncation, reason = "points on the screen")]
        let x = rect.left() + viewport.x_of(*at, rect.width()) as f32;
        shapes.push(Shape::vline(
            x,
            rect.bottom() - 4.0..=rect.bottom(),
            Stroke::new(1.0, palette.grid),
        ));
    }
}

#[expect(clippy::too_many_arguments, reason = "one caller, all distinct")]
fn layer_shapes(
    ui: &Ui,
    shapes: &mut Vec<Shape>,
    rect: Rect,
    session: &Session,
    document: &Document,
    scene: &Scene,
    origin: Pos2,
    palette: Palette,
) {
    empty_lanes(ui, shapes, rect, session, scene, origin, palette);
    let lit = session.highlights();
    for mark in &scene.marks {
        let y = origin.y + mark.y;
        if y < rect.top() - 20.0 || y > rect.bottom() + 20.0 {
            continue;
        }
        let color = palette.lane(&document.timeline, mark.lane);
        let id = mark_id(document, mark);
        let selected = session.view.selection == Some(mark.id.event);
        let emphasis = Emphasis {
            selected,
            hovered: ui
                .ctx()
                .read_response(id)
                .is_some_and(|response| response.hovered()),
            focused: ui.memory(|memory| memory.has_focus(id)),
            lit: lit.get(&mark.id.event).copied(),
        };
        marks::paint(shapes, mark, origin, color, &palette, emphasis);
        if session.view.evidence {
            let corroboration = document.evidence.corroboration(mark.id.event);
            let place = evidence::sign_place(mark, origin, rect);
            evidence::sign(shapes, place, corroboration, &palette);
        }
        if let Some(label) = &mark.label {
            let solid = mark.basis != Some(crate::model::Basis::Inferred)
                && !mark.unspecified
                && mark.kind != DateKind::OneOf
                && !mark.segments.iter().any(|stretch| stretch.uncertain);
            let ink = match (label.side, mark.role) {
                (LabelSide::Inside, _) if solid => palette.text_on(color),
                (_, Role::Main) => palette.ink,
                (_, Role::Rival) => palette.muted,
            };
            let font = if selected && mark.role == Role::Main {
                theme::semibold(LABEL_SIZE)
            } else {
                theme::sans(LABEL_SIZE)
            };
            let text = visible_line(&label.text).into_owned();
            let galley = ui.painter().layout_no_wrap(text, font, ink);
            let galley = bidi::reordered(ui.ctx(), galley, Edge::Text);
            let spare = (label.width - galley.size().x).max(0.0);
            // A label on the left ends at its mark in either font.
            let x = match label.side {
                LabelSide::Left => label.x + spare,
                LabelSide::Right | LabelSide::Inside => label.x,
            };
            let place = pos2(origin.x + x, y - galley.size().y / 2.0 - 0.5);
            if label.side != LabelSide::Inside || !solid {
                // Keep grid lines and hatching away from text.
                let behind = Rect::from_min_size(place, galley.size()).shrink2(vec2(-2.0, 2.0));
                shapes.push(Shape::rect_filled(
                    behind,
                    CornerRadius::same(2),
                    ground(palette, scene, mark.lane).gamma_multiply(0.86),
                ));
            }
            shapes.push(Shape::galley(place, galley, ink));
        }
    }
    ties(shapes, scene, origin, palette);
    clusters::paint(ui, shapes, rect, &document.timeline, scene, origin, palette);
    if scene.marks.is_empty() && scene.clusters.is_empty() && !document.index.by_time().is_empty() {
        let lanes = session.lanes(document).lanes();
        let text = if lanes.iter().all(LaneIndex::is_empty) {
            "plot-none-dated"
        } else if session.search.is_asking() || session.view.period.is_some() {
            "plot-none-shown-here"
        } else {
            "plot-none-here"
        };
        let galley = ui
            .painter()
            .layout_no_wrap(say(text), theme::sans(15.0), palette.muted);
        let place = rect.center() - galley.size() / 2.0;
        shapes.push(Shape::galley(place, galley, palette.muted));
    }
}

/// Background of a lane.
fn ground(palette: Palette, scene: &Scene, lane: usize) -> Color32 {
    let place = scene.lanes.get(lane).map_or(0, |band| band.place);
    if place % 2 == 1 {
        palette.band
    } else {
        palette.paper
    }
}

/// Connects the dates of each event that has several.
fn ties(shapes: &mut Vec<Shape>, scene: &Scene, origin: Pos2, palette: Palette) {
    let mut several: Vec<_> = scene
        .marks
        .iter()
        .filter(|mark| mark.role == Role::Rival)
        .map(|mark| mark.id.event)
        .collect();
    several.sort_unstable();
    several.dedup();
    for event in several {
        let mut tied: Vec<&Mark> = scene
            .marks
            .iter()
            .filter(|mark| mark.id.event == event)
            .collect();
        tied.sort_by(|one, other| one.y.total_cmp(&other.y));
        marks::paint_connectors(shapes, &tied, origin, &palette);
    }
}

/// A lane without marks says why it is empty.
fn empty_lanes(
    ui: &Ui,
    shapes: &mut Vec<Shape>,
    rect: Rect,
    session: &Session,
    scene: &Scene,
    origin: Pos2,
    palette: Palette,
) {
    for band in &scene.lanes {
        let shown = session.shown_in_lane(band.lane);
        let shown = shown.unwrap_or(band.count.events);
        if band.count.dated > 0 || shown == 0 {
            continue;
        }
        let text = say_with(
            "plot-lane-without-place",
            &[("events", count(shown, "event").into())],
        );
        let galley = ui
            .painter()
            .layout_no_wrap(text, theme::sans(12.5), palette.muted);
        let y = origin.y + band.top + band.height / 2.0 - galley.size().y / 2.0;
        let place = pos2(rect.left() + 12.0, y);
        let behind = Rect::from_min_size(place, galley.size()).expand(2.0);
        shapes.push(Shape::rect_filled(
            behind,
            CornerRadius::same(2),
            ground(palette, scene, band.lane),
        ));
        shapes.push(Shape::galley(place, galley, palette.muted));
    }
}
