//! Overview of the whole timeline: its density, and the viewport as a brush.

use crate::language::{say, say_with};
use eframe::egui::{
    self, Align2, Color32, CornerRadius, Id, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::regions::{self, Region};
use super::theme::{self, Palette};
use crate::date_words::span_in_words;
use crate::layout::{Viewport, ticks};
use crate::query::DateClaim;
use crate::session::{Action, Document, Session, ViewAction};

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
#[expect(clippy::too_many_arguments, reason = "one caller, all distinct")]
pub fn show(
    ui: &mut Ui,
    names: Rect,
    rect: Rect,
    session: &Session,
    document: &Document,
    density: &mut Density,
    now: f64,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui);
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

    let measure = |text: &str| {
        ui.painter()
            .layout_no_wrap(text.to_owned(), theme::sans(11.5), Color32::WHITE)
            .size()
            .x
    };
    for tick in ticks(whole, rect.width(), &measure).named {
        #[expect(clippy::cast_possible_truncation, reason = "points on the screen")]
        let x = rect.left() + whole.x_of(tick.at, rect.width()) as f32;
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
    let columns = (rect.width() / COLUMN).floor().max(1.0) as usize;
    density.count(session, columns, document, whole);
    let selected: Vec<usize> = session
        .view
        .selection
        .into_iter()
        .flat_map(|event| document.index.date_claims_of(event))
        .flat_map(|claim| columns_of(claim, whole, columns))
        .collect();
    paint_density(&painter, rect, document, density, &selected, palette);

    let viewport = session.view.viewport(now);
    #[expect(clippy::cast_possible_truncation, reason = "points on the screen")]
    let x_of = |instant| {
        (rect.left() + whole.x_of(instant, rect.width()) as f32).clamp(rect.left(), rect.right())
    };
    let (from, to) = (x_of(viewport.first()), x_of(viewport.last()));
    let brush = Rect::from_x_y_ranges(from..=to.max(from + 3.0), rect.y_range());
    for outside in [
        Rect::from_x_y_ranges(rect.left()..=brush.left(), rect.y_range()),
        Rect::from_x_y_ranges(brush.right()..=rect.right(), rect.y_range()),
    ] {
        painter.rect_filled(
            outside,
            CornerRadius::ZERO,
            palette.paper.gamma_multiply(0.5),
        );
    }
    painter.rect_stroke(
        brush,
        CornerRadius::same(5),
        Stroke::new(1.5, palette.muted),
        StrokeKind::Inside,
    );
    for x in [brush.left(), brush.right()] {
        let grip = Rect::from_center_size(pos2(x, rect.center().y), vec2(4.0, 14.0));
        painter.rect_filled(grip, CornerRadius::same(2), palette.muted);
    }
    brush_pointer(ui, rect, brush, whole, viewport, actions);
}

/// Number of datings of events in each column, by lane. Computed once for a
/// revision and a width.
#[derive(Default)]
pub struct Density {
    of: Option<(u64, u64, usize)>,
    lanes: usize,
    counts: Vec<u32>,
    /// Count of the fullest column.
    most: u32,
}

impl Density {
    fn count(&mut self, session: &Session, columns: usize, document: &Document, whole: Viewport) {
        let of = (session.revision, session.view.filter_revision, columns);
        if self.of == Some(of) {
            return;
        }
        self.of = Some(of);
        self.lanes = document.timeline.lanes.len() + 1;
        self.counts = vec![0; columns * self.lanes];
        #[expect(clippy::cast_precision_loss, reason = "some hundred columns")]
        let width = columns as f32;
        #[expect(clippy::cast_precision_loss, reason = "some hundred columns")]
        let second = |column: usize| {
            let offset = whole.offset_at_x(column as f32, width);
            whole.instant_at(offset).seconds()
        };
        for (lane, index) in session.lanes(document).lanes().iter().enumerate() {
            for column in 0..columns {
                let (first, last) = (second(column), second(column + 1).saturating_sub(1));
                let count = index.density_over(first, last.max(first));
                if let Some(at) = self.counts.get_mut(column * self.lanes + lane) {
                    *at = u32::try_from(count).unwrap_or(u32::MAX);
                }
            }
        }
        self.most = self
            .counts
            .chunks(self.lanes)
            .map(|column| column.iter().sum::<u32>())
            .max()
            .unwrap_or(0);
    }
}

/// Columns that a dating covers.
fn columns_of(claim: &DateClaim, whole: Viewport, columns: usize) -> Vec<usize> {
    #[expect(clippy::cast_precision_loss, reason = "some hundred columns")]
    let width = columns as f32;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "held to the columns"
    )]
    let column = |x: f64| (x.max(0.0) as usize).min(columns - 1);
    let mut reached: Vec<usize> = claim
        .spans()
        .iter()
        .filter_map(|span| {
            let extent = span.extent();
            // A dating without an end counts at its known start.
            let start = extent.earliest.instant().or(extent.latest.instant())?;
            let end = extent.latest.instant().unwrap_or(start);
            Some(column(whole.x_of(start, width))..=column(whole.x_of(end, width) - 0.1))
        })
        .flatten()
        .collect();
    reached.sort_unstable();
    reached.dedup();
    reached
}

/// Paints the density, lanes stacked, and under it the selection.
fn paint_density(
    painter: &egui::Painter,
    rect: Rect,
    document: &Document,
    density: &Density,
    selected: &[usize],
    palette: Palette,
) {
    let room = rect.height() - 18.0;
    let columns = density.counts.len() / density.lanes.max(1);
    #[expect(clippy::cast_precision_loss, reason = "some hundred columns")]
    let step = rect.width() / columns.max(1) as f32;
    for (at, column) in density.counts.chunks(density.lanes.max(1)).enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "some hundred columns")]
        let left = rect.left() + at as f32 * step;
        let mut bottom = rect.bottom() - 3.0;
        let all: u32 = column.iter().sum();
        #[expect(clippy::cast_precision_loss, reason = "counts of events in a column")]
        let unit = column_height(all, density.most, room) / all.max(1) as f32;
        for (lane, count) in column.iter().enumerate().filter(|(_, count)| **count > 0) {
            #[expect(clippy::cast_precision_loss, reason = "counts of events in a column")]
            let height = (*count as f32 * unit).max(0.5);
            let bar = Rect::from_min_max(pos2(left, bottom - height), pos2(left + step, bottom));
            painter.rect_filled(
                bar,
                CornerRadius::ZERO,
                palette.lane(&document.timeline, lane),
            );
            bottom -= height;
        }
        if selected.contains(&at) {
            painter.rect_filled(
                Rect::from_min_max(
                    pos2(left, rect.bottom() - 2.5),
                    pos2(left + step, rect.bottom()),
                ),
                CornerRadius::ZERO,
                palette.ink,
            );
        }
    }
}

/// Height of a column, in points. Where the fullest column has no room for one
/// step an event, heights follow the square root, so that a few events stay
/// visible beside thousands.
fn column_height(count: u32, most: u32, room: f32) -> f32 {
    const STEP: f32 = 6.0;
    #[expect(clippy::cast_precision_loss, reason = "counts of events in a column")]
    let (count, most) = (count as f32, most.max(1) as f32);
    if most * STEP <= room {
        return count * STEP;
    }
    if count == 0.0 {
        return 0.0;
    }
    ((count / most).sqrt() * room).max(1.0)
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
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::accesskit::Role::Slider,
            true,
            say_with("overview-showing", &[("span", words.as_str().into())]),
        )
    });
    let pressed = regions::arrows(ui, &response);
    if pressed != egui::Vec2::ZERO {
        if pressed.x != 0.0 {
            actions.push(Action::View(ViewAction::Pan(f64::from(pressed.x) * STEP)));
        }
        if pressed.y != 0.0 {
            // Up zooms in.
            let factor = CLOSER.powf(-f64::from(pressed.y));
            actions.push(Action::View(ViewAction::Zoom { factor, about: 0.0 }));
        }
    }
    let held_id = response.id.with("held edge");
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
        let edge = ui
            .input(|input| input.pointer.press_origin())
            .and_then(near);
        ui.data_mut(|memory| memory.insert_temp(held_id, edge));
    }
    let pointer = response.interact_pointer_pos();
    if response.dragged()
        && let Some(at) = pointer
    {
        let edge: Option<bool> = ui.data(|memory| memory.get_temp(held_id)).flatten();
        // Dragging an edge does not lengthen a viewport that is shorter than
        // this.
        #[expect(clippy::cast_possible_truncation, reason = "less than an hour")]
        let least = viewport.length_seconds().min(3_600.0) as i64;
        let to = match edge {
            Some(false) => Viewport::between(
                instant(at.x).min(viewport.last().saturating_add(-least)),
                viewport.last(),
            ),
            Some(true) => Viewport::between(
                viewport.first(),
                instant(at.x).max(viewport.first().saturating_add(least)),
            ),
            None => {
                // Measured by the pointer's time, folded or not.
                let (from, to) = (instant(at.x - response.drag_delta().x), instant(at.x));
                viewport.panned(viewport.offset_of(to) - viewport.offset_of(from))
            }
        };
        actions.push(Action::View(ViewAction::Show(to)));
    } else if response.clicked()
        && let Some(at) = pointer
    {
        let offset = viewport.offset_of(instant(at.x));
        actions.push(Action::View(ViewAction::Show(viewport.panned(offset))));
    }
    if response.has_focus() {
        let outline = Stroke::new(2.0, Palette::of(ui).focus);
        ui.painter()
            .rect_stroke(rect, CornerRadius::same(5), outline, StrokeKind::Outside);
    }
}
