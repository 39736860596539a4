//! Overview of the whole timeline: its density, and the viewport as a brush.

use crate::language::{say, say_with};
use eframe::egui::{
    self, Align2, CornerRadius, Id, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::panel_input::PanelInput;
use super::regions::{self, Region};
use super::scene_cache::text_width;
use super::theme::{self, UiPalette};
use super::widgets::set_name;
use crate::date_words::span_in_words;
use crate::layout::{Viewport, ticks};
use crate::query::DateClaim;
use crate::session::{Action, OpenTimeline, ViewAction};

/// Height of the overview, in points.
pub const HEIGHT: f32 = 54.0;
/// Width of a density column, in points.
const COLUMN: f32 = 5.0;
/// Distance from an edge of the brush at which the pointer drags it, in
/// points.
const GRIP: f32 = 6.0;
/// Share of the viewport's length that an arrow key moves.
const STEP: f64 = 0.12;
/// Zoom factor of the up arrow key.
const CLOSER: f64 = 1.3;

/// Shows the overview.
pub fn show(
    ui: &mut Ui,
    names: Rect,
    rect: Rect,
    input: PanelInput<'_>,
    histogram: &mut ClaimHistogram,
    now: f64,
    actions: &mut Vec<Action>,
) {
    let PanelInput { session, open } = input;
    let palette = UiPalette::of(ui);
    ui.painter().text(
        pos2(names.left() + 14.0, rect.center().y),
        Align2::LEFT_CENTER,
        say("overview"),
        theme::semibold(14.0),
        palette.ink,
    );
    let whole = session.all_time();
    let rect = rect.shrink2(vec2(0.0, 4.0));
    let painter = ui.painter_at(rect.expand(2.0));
    painter.rect_filled(rect, CornerRadius::same(5), palette.band);

    let measure = |text: &str| text_width(ui, text, theme::sans(11.5));
    for tick in ticks(whole, rect.width(), &measure).named {
        let x = rect.left() + whole.point_of(tick.at, rect.width());
        if x < rect.left() {
            continue;
        }
        painter.vline(x, rect.y_range(), Stroke::new(1.0, palette.grid));
        let galley = painter.layout_no_wrap(tick.label, theme::sans(11.5), palette.muted);
        if x + 3.0 + galley.size().x < rect.right() {
            painter.galley(pos2(x + 3.0, rect.top() + 1.0), galley, palette.muted);
        }
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a strip is some hundred columns wide"
    )]
    let columns = (rect.width() / COLUMN).floor().max(1.0) as u16;
    histogram.update(input, columns, whole);
    let selected: Vec<u16> = session
        .view
        .selection
        .into_iter()
        .flat_map(|event| open.index.date_claims_of(event))
        .flat_map(|claim| covered_columns(claim, whole, columns))
        .collect();
    paint_histogram(&painter, rect, open, histogram, &selected, palette);

    let viewport = session.view.viewport(now);
    let x_of = |instant| {
        let x = rect.left() + whole.point_of(instant, rect.width());
        x.clamp(rect.left(), rect.right())
    };
    let (from, to) = (x_of(viewport.first()), x_of(viewport.last()));
    let brush = Rect::from_x_y_ranges(from..=to.max(from + 3.0), rect.y_range());
    for outside in [rect.left()..=brush.left(), brush.right()..=rect.right()] {
        let outside = Rect::from_x_y_ranges(outside, rect.y_range());
        painter.rect_filled(outside, 0.0, palette.paper.gamma_multiply(0.5));
    }
    let edge = Stroke::new(1.5, palette.muted);
    painter.rect_stroke(brush, CornerRadius::same(5), edge, StrokeKind::Inside);
    for x in [brush.left(), brush.right()] {
        let grip = Rect::from_center_size(pos2(x, rect.center().y), vec2(4.0, 14.0));
        painter.rect_filled(grip, CornerRadius::same(2), palette.muted);
    }
    brush_pointer(ui, rect, brush, whole, viewport, actions);
}

/// Number of date claims in each column, by lane. Computed once for a revision
/// and a width.
#[derive(Default)]
pub struct ClaimHistogram {
    key: Option<(u64, u64, u16)>,
    lanes: usize,
    counts: Vec<f32>,
    /// Greatest total of a column.
    max_count: f32,
}

impl ClaimHistogram {
    fn update(&mut self, input: PanelInput<'_>, columns: u16, whole: Viewport) {
        let PanelInput { session, open } = input;
        let key = (session.revision, session.view.filter_revision, columns);
        if self.key == Some(key) {
            return;
        }
        self.key = Some(key);
        self.lanes = open.timeline.lanes.len() + 1;
        self.counts = vec![0.0; usize::from(columns) * self.lanes];
        let second = |column: u16| {
            let offset = whole.offset_at_x(f32::from(column), f32::from(columns));
            whole.instant_at(offset).seconds()
        };
        for (column, counts) in (0..columns).zip(self.counts.chunks_mut(self.lanes)) {
            let (first, last) = (second(column), second(column + 1).saturating_sub(1));
            for (count, lane) in counts.iter_mut().zip(session.lanes(open).lanes()) {
                #[expect(clippy::cast_precision_loss, reason = "heights of columns")]
                let claims = lane.density_over(first, last.max(first)) as f32;
                *count = claims;
            }
        }
        let columns = self.counts.chunks(self.lanes);
        let totals = columns.map(|column| column.iter().sum());
        self.max_count = totals.fold(0.0, f32::max);
    }
}

/// Columns that a date claim covers.
fn covered_columns(claim: &DateClaim, whole: Viewport, columns: u16) -> Vec<u16> {
    let width = f32::from(columns);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the columns"
    )]
    let column = |x: f64| x.clamp(0.0, f64::from(columns - 1)) as u16;
    let mut covered: Vec<u16> = claim
        .spans()
        .iter()
        .filter_map(|span| {
            let extent = span.extent();
            // A date without an end counts at its known start.
            let start = extent.earliest.instant().or(extent.latest.instant())?;
            let end = extent.latest.instant().unwrap_or(start);
            Some(column(whole.x_of(start, width))..=column(whole.x_of(end, width) - 0.1))
        })
        .flatten()
        .collect();
    covered.sort_unstable();
    covered.dedup();
    covered
}

/// Paints the histogram, lanes stacked, and under it the selection.
fn paint_histogram(
    painter: &egui::Painter,
    rect: Rect,
    open: &OpenTimeline,
    histogram: &ClaimHistogram,
    selected: &[u16],
    palette: UiPalette,
) {
    let height = rect.height() - 18.0;
    let columns = histogram.counts.chunks(histogram.lanes.max(1));
    #[expect(clippy::cast_precision_loss, reason = "some hundred columns")]
    let step = rect.width() / columns.len().max(1) as f32;
    for (at, column) in (0_u16..).zip(columns) {
        let left = rect.left() + f32::from(at) * step;
        let mut bottom = rect.bottom() - 3.0;
        let all: f32 = column.iter().sum();
        let unit = column_height(all, histogram.max_count, height) / all.max(1.0);
        for (lane, count) in column.iter().enumerate().filter(|(_, count)| **count > 0.0) {
            let height = (count * unit).max(0.5);
            let bar = Rect::from_min_max(pos2(left, bottom - height), pos2(left + step, bottom));
            painter.rect_filled(bar, 0.0, palette.lane(&open.timeline, lane));
            bottom -= height;
        }
        if selected.contains(&at) {
            let y = rect.bottom() - 2.5..=rect.bottom();
            let line = Rect::from_x_y_ranges(left..=left + step, y);
            painter.rect_filled(line, 0.0, palette.ink);
        }
    }
}

/// Height of a column, in points. If the highest column is too low for one step
/// per event, heights follow the square root, so that a few events stay visible
/// beside thousands.
fn column_height(count: f32, max_count: f32, available: f32) -> f32 {
    const STEP: f32 = 6.0;
    let max_count = max_count.max(1.0);
    if max_count * STEP <= available {
        return count * STEP;
    }
    if count == 0.0 {
        return 0.0;
    }
    ((count / max_count).sqrt() * available).max(1.0)
}

/// Drag the brush to pan, drag its edges to resize, click beside it to go
/// there.
fn brush_pointer(
    ui: &Ui,
    rect: Rect,
    brush: Rect,
    whole: Viewport,
    viewport: Viewport,
    actions: &mut Vec<Action>,
) {
    let response = ui.interact(rect, Id::unique("overview"), Sense::click_and_drag());
    regions::offer(ui, Region::Overview, response.id);
    let words = span_in_words(viewport.first(), viewport.last());
    set_name(&response, egui::accesskit::Role::Slider, || {
        say_with("overview-showing", &[("span", words.as_str().into())])
    });
    let pressed = regions::arrows(ui, &response);
    if pressed.x != 0.0 {
        actions.push(ViewAction::Pan(f64::from(pressed.x) * STEP).into());
    }
    if pressed.y != 0.0 {
        // Up zooms in.
        let factor = CLOSER.powf(-f64::from(pressed.y));
        actions.push(ViewAction::Zoom { factor, about: 0.0 }.into());
    }
    let edge_id = response.id.with("dragged edge");
    let near = |at: egui::Pos2| {
        // A narrow brush is dragged as a whole.
        if brush.width() < 3.0 * GRIP {
            None
        } else if (at.x - brush.left()).abs() < GRIP {
            Some(false)
        } else if (at.x - brush.right()).abs() < GRIP {
            Some(true)
        } else {
            None
        }
    };
    if let Some(at) = response.hover_pos()
        && near(at).is_some()
    {
        ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
    }
    let instant = |x: f32| whole.instant_at(whole.offset_at_x(x - rect.left(), rect.width()));
    if response.drag_started() {
        let origin = ui.input(|input| input.pointer.press_origin());
        let edge = origin.and_then(near);
        ui.data_mut(|memory| memory.insert_temp(edge_id, edge));
    }
    let pointer = response.interact_pointer_pos();
    if response.dragged()
        && let Some(at) = pointer
    {
        let edge: Option<bool> = ui.data(|memory| memory.get_temp(edge_id)).flatten();
        // Dragging an edge does not lengthen a viewport that is shorter than
        // this.
        #[expect(clippy::cast_possible_truncation, reason = "less than an hour")]
        let min_length = viewport.length_seconds().min(3_600.0) as i64;
        let to = match edge {
            Some(false) => Viewport::between(
                instant(at.x).min(viewport.last().saturating_add(-min_length)),
                viewport.last(),
            ),
            Some(true) => Viewport::between(
                viewport.first(),
                instant(at.x).max(viewport.first().saturating_add(min_length)),
            ),
            None => {
                // Measured by the pointer's time, folded or not.
                let (from, to) = (instant(at.x - response.drag_delta().x), instant(at.x));
                viewport.panned(viewport.offset_of(to) - viewport.offset_of(from))
            }
        };
        actions.push(ViewAction::Show(to).into());
    } else if response.clicked()
        && let Some(at) = pointer
    {
        let offset = viewport.offset_of(instant(at.x));
        actions.push(ViewAction::Show(viewport.panned(offset)).into());
    }
    if response.has_focus() {
        let outline = Stroke::new(2.0, UiPalette::of(ui).focus);
        ui.painter()
            .rect_stroke(rect, CornerRadius::same(5), outline, StrokeKind::Outside);
    }
}
