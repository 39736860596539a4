//! Table of events: sorted by any column, linked with the plot in both
//! directions. Only visible rows cost anything.

use eframe::egui::{
    self, Align2, CornerRadius, CursorIcon, FontId, Id, Key, Rect, RichText, Sense, Stroke,
    StrokeKind, Ui, pos2, vec2,
};

use super::bidi::{self, Edge};
use super::event_menu;
use super::evidence;
use super::filter_panel::value_name;
use super::regions::{self, Region};
use super::theme::{self, Palette, SMALL_SIZE};
use super::timeline_view::count;
use crate::language::{grouped, say, say_with};
use crate::model::{Basis, Event, Index, visible_line};
use crate::query::Column;
use crate::session::{
    Action, Document, Focus, PanelAction, SelectionAction, Session, TableAction, ViewAction,
};
use annals_anchor::AnchorState;

/// Height of the line above the column headings, in points.
const HEAD: f32 = 30.0;
/// Height of the column headings, in points.
const NAMES: f32 = 26.0;
/// Height of a row, in points.
const ROW: f32 = 25.0;
/// Padding in a cell, in points.
const PADDING: f32 = 7.0;
/// Width of the scroll bar, in points.
const BAR: f32 = 9.0;
/// Minimum width of the title column, in points.
const LEAST_TITLE: f32 = 150.0;

/// View state of the table.
#[derive(Debug, Default)]
pub struct TableView {
    /// First visible row; the fraction is scrolled away.
    top: f64,
    /// Horizontal scroll position, in points.
    left: f32,
    /// Selection that was last scrolled into view.
    revealed: Option<Index<Event>>,
}

/// Id of the body, which takes focus.
#[must_use]
pub fn body_id() -> Id {
    Id::unique("body of the table")
}

/// Message id of a column's name.
fn name_of(column: Column) -> &'static str {
    match column {
        Column::Date => "column-date",
        Column::Title => "column-title",
        Column::Lane => "column-lane",
        Column::Basis => "column-basis",
        Column::Passages => "column-passages",
        Column::Sources => "column-sources",
        Column::Tags => "column-tags",
        Column::Actors => "column-actors",
        Column::State => "column-state",
    }
}

/// Width of a column, in points; the title takes what is left.
const fn width_of(column: Column) -> f32 {
    match column {
        Column::Date => 150.0,
        Column::Title => LEAST_TITLE,
        Column::Lane => 104.0,
        Column::Basis => 90.0,
        Column::Passages => 76.0,
        Column::State => 96.0,
        Column::Sources => 132.0,
        Column::Tags | Column::Actors => 140.0,
    }
}

/// Shows the table in a rectangle.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    document: &Document,
    view: &mut TableView,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui);
    ui.painter().rect_filled(rect, 0.0, palette.panel);
    ui.painter()
        .hline(rect.x_range(), rect.top(), Stroke::new(1.0, palette.line));
    let head = Rect::from_min_size(rect.min, vec2(rect.width(), HEAD));
    head_line(ui, head, session, document, palette, actions);
    let names = Rect::from_min_size(head.left_bottom(), vec2(rect.width(), NAMES));
    let body = Rect::from_min_max(names.left_bottom(), rect.max);
    let columns = places(session, body.width() - BAR);
    let all = columns.last().map_or(0.0, |(_, right)| right.1);
    view.left = view.left.clamp(0.0, (all - body.width() + BAR).max(0.0));
    headings(ui, names, session, &columns, view.left, palette, actions);
    rows(ui, body, session, document, &columns, view, actions);
}

/// Left and right edge of each column, in points from the left of the table.
type ColumnEdges = Vec<(Column, (f32, f32))>;

fn places(session: &Session, width: f32) -> ColumnEdges {
    let columns = &session.view.table.columns;
    let others: f32 = columns
        .iter()
        .filter(|column| **column != Column::Title)
        .map(|column| width_of(*column))
        .sum();
    let title = (width - others).max(LEAST_TITLE);
    let mut left = 0.0;
    columns
        .iter()
        .map(|column| {
            let width = match column {
                Column::Title => title,
                column => width_of(*column),
            };
            let edges = (left, left + width);
            left += width;
            (*column, edges)
        })
        .collect()
}

/// Number of rows, and the choice of columns.
fn head_line(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    document: &Document,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let mut line = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(10.0, 3.0)))
            .id_salt("head of the table")
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    let (rows, all) = (
        session.view.table.rows().len(),
        document.timeline.events.len(),
    );
    let message = if session.is_sorting() {
        say("table-sorting")
    } else if rows == all {
        count(all, "event")
    } else {
        say_with(
            "table-some",
            &[
                ("rows", rows.into()),
                ("events", count(all, "event").into()),
            ],
        )
    };
    line.label(RichText::new(say("table-name")).font(theme::semibold(theme::TEXT_SIZE)));
    line.label(
        RichText::new(message)
            .font(theme::sans(SMALL_SIZE + 0.5))
            .color(palette.muted),
    );
    let right = egui::Layout::right_to_left(egui::Align::Center);
    line.with_layout(right, |ui| {
        let hide = ui
            .button(say("table-hide"))
            .on_hover_text(say("table-hide-hint"));
        if hide.clicked() {
            actions.push(Action::Panel(PanelAction::ToggleTable));
        }
        ui.menu_button(say("table-columns"), |ui| {
            for column in Column::ALL {
                let mut is_shown = session.view.table.columns.contains(&column);
                let can_hide = column != Column::Title;
                let check = egui::Checkbox::new(&mut is_shown, say(name_of(column)));
                if ui.add_enabled(can_hide, check).changed() {
                    actions.push(Action::Table(TableAction::ToggleColumn(column)));
                }
            }
        });
    });
}

/// Column headings; a click sorts.
fn headings(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    columns: &ColumnEdges,
    scrolled: f32,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let table = &session.view.table;
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("columns"));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    let ui = &mut child;
    for (column, (left, right)) in columns {
        let cell = Rect::from_min_max(
            pos2(rect.left() + left - scrolled, rect.top()),
            pos2(rect.left() + right - scrolled, rect.bottom()),
        );
        let response = ui.interact(
            cell.intersect(rect),
            Id::unique(("heading of the table", name_of(*column))),
            Sense::click(),
        );
        regions::offer(ui, Region::Table, response.id);
        let is_sorted = table.column == *column;
        let name = say(name_of(*column));
        response.widget_info(|| {
            let named = &[("column", name.as_str().into())];
            let message = match (is_sorted, table.descending) {
                (false, _) => name.clone(),
                (true, false) => say_with("table-sorted-up", named),
                (true, true) => say_with("table-sorted-down", named),
            };
            egui::WidgetInfo::labeled(egui::accesskit::Role::ColumnHeader, true, message)
        });
        if response.hovered() {
            ui.painter().rect_filled(cell, 0.0, palette.control);
        }
        let (font, color) = if is_sorted {
            (theme::semibold(SMALL_SIZE + 0.5), palette.ink)
        } else {
            (theme::sans(SMALL_SIZE + 0.5), palette.muted)
        };
        let room = cell.width() - 2.0 * PADDING - if is_sorted { 12.0 } else { 0.0 };
        let shown = cell_text(ui, &name, font, color, room);
        let width = shown.size().x;
        let at = pos2(
            cell.left() + PADDING,
            cell.center().y - shown.size().y / 2.0,
        );
        ui.painter().galley(at, shown, color);
        if is_sorted {
            arrow(
                ui,
                pos2(at.x + width + 9.0, cell.center().y),
                table.descending,
                palette,
            );
        }
        if response.has_focus() {
            focus_ring(ui, cell.intersect(rect), palette);
        }
        let response = response
            .on_hover_cursor(CursorIcon::PointingHand)
            .on_hover_text(say("table-sort-hint"));
        if response.clicked() {
            actions.push(Action::Table(TableAction::Sort(*column)));
        }
    }
    ui.painter().hline(
        rect.x_range(),
        rect.bottom(),
        Stroke::new(1.0, palette.line),
    );
}

/// Triangle that shows the sort direction.
fn arrow(ui: &Ui, at: egui::Pos2, descending: bool, palette: Palette) {
    let up = if descending { -3.0 } else { 3.0 };
    ui.painter().add(egui::Shape::convex_polygon(
        vec![
            at + vec2(-4.0, up / 1.5),
            at + vec2(4.0, up / 1.5),
            at + vec2(0.0, -up),
        ],
        palette.ink,
        Stroke::NONE,
    ));
}

fn focus_ring(ui: &Ui, rect: Rect, palette: Palette) {
    ui.painter().rect_stroke(
        rect.shrink(1.0),
        CornerRadius::same(4),
        Stroke::new(2.0, palette.focus),
        StrokeKind::Inside,
    );
}

fn rows(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    document: &Document,
    columns: &ColumnEdges,
    view: &mut TableView,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui);
    let table = &session.view.table;
    let body = ui.interact(rect, body_id(), Sense::click());
    let total = table.rows().len();
    body.widget_info(|| {
        let named = say_with("table-of", &[("events", count(total, "event").into())]);
        egui::WidgetInfo::labeled(egui::accesskit::Role::Table, true, named)
    });
    regions::offer(ui, Region::Table, body.id);
    if session.view.focus == Some(Focus::Table) {
        body.request_focus();
    }
    let in_sight = f64::from(rect.height() / ROW);
    scroll(ui, rect, session, view, in_sight, total);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("rows"));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a row of the table, and a part of one"
    )]
    let (first, away) = (view.top as usize, view.top.fract() as f32 * ROW);
    let mut top = rect.top() - away;
    for row in first..total {
        if top >= rect.bottom() {
            break;
        }
        let line = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width() - BAR, ROW));
        if let Some(event) = table.event_at(row) {
            one_row(
                &mut child, rect, line, row, event, session, document, columns, view.left, actions,
            );
        }
        top += ROW;
    }
    if total == 0 && !session.is_sorting() {
        child.painter().text(
            rect.center(),
            Align2::CENTER_CENTER,
            say("table-none"),
            theme::sans(theme::TEXT_SIZE),
            palette.muted,
        );
    }
    scroll_bar(ui, rect, view, in_sight, total, palette);
    if body.has_focus() {
        focus_ring(ui, rect, palette);
    }
}

/// Follows the wheel, and scrolls to a selection made elsewhere.
#[expect(clippy::cast_precision_loss, reason = "rows are fewer than 2^52")]
fn scroll(
    ui: &Ui,
    rect: Rect,
    session: &Session,
    view: &mut TableView,
    in_sight: f64,
    total: usize,
) {
    if ui.rect_contains_pointer(rect) {
        let wheel = ui.input(egui::InputState::smooth_scroll_delta);
        view.top -= f64::from(wheel.y / ROW);
        view.left -= wheel.x;
    }
    if ui.memory(|memory| memory.has_focus(body_id())) {
        let page = in_sight.floor().max(1.0);
        let by = ui.input(|input| {
            let pressed = |key| f64::from(u8::from(input.key_pressed(key)));
            pressed(Key::PageDown) - pressed(Key::PageUp)
        });
        view.top += by * page;
    }
    let selected = session.view.selection;
    if view.revealed != selected && !session.is_sorting() {
        view.revealed = selected;
        if let Some(row) = selected.and_then(|event| session.view.table.row_of(event)) {
            let row = row as f64;
            if row < view.top || row + 1.0 > view.top + in_sight {
                view.top = row - in_sight / 2.0;
            }
        }
    }
    view.top = view.top.clamp(0.0, (total as f64 - in_sight).max(0.0));
}

#[expect(
    clippy::too_many_arguments,
    reason = "a row is drawn from all of it, once"
)]
fn one_row(
    ui: &mut Ui,
    body: Rect,
    line: Rect,
    row: usize,
    event: Index<Event>,
    session: &Session,
    document: &Document,
    columns: &ColumnEdges,
    scrolled: f32,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui);
    let is_selected = session.view.selection == Some(event);
    let response = ui.interact(
        line.intersect(body),
        Id::unique(("row of the table", event.position())),
        Sense::CLICK,
    );
    let fill = if is_selected {
        Some(palette.panel.lerp_to_gamma(palette.focus, 0.18))
    } else if response.hovered() {
        Some(palette.control)
    } else if row % 2 == 1 {
        Some(palette.band.gamma_multiply(0.6))
    } else {
        None
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(line, 0.0, fill);
    }
    if is_selected {
        // Selection is not shown by colour alone.
        let bar = Rect::from_min_size(line.min, vec2(3.0, line.height()));
        ui.painter().rect_filled(bar, 0.0, palette.focus);
    }
    let mut message = Vec::with_capacity(columns.len());
    for (column, (left, right)) in columns {
        let cell = Rect::from_min_max(
            pos2(line.left() + left - scrolled, line.top()),
            pos2(line.left() + right - scrolled, line.bottom()),
        );
        let (text, color) = cell_of(*column, event, session, document, palette);
        let mut x = cell.left() + PADDING;
        if *column == Column::Lane {
            let lane = crate::query::lane_position(&document.timeline, event);
            let color = palette.lane(&document.timeline, lane);
            let disc = pos2(x + 4.0, cell.center().y);
            ui.painter().circle_filled(disc, 3.5, color);
            x += 13.0;
        }
        let font = match column {
            Column::Title => theme::semibold(SMALL_SIZE + 1.0),
            _ => theme::sans(SMALL_SIZE + 1.0),
        };
        let shown = cell_text(ui, &text, font, color, cell.right() - x - PADDING);
        let at = pos2(x, cell.center().y - shown.size().y / 2.0);
        ui.painter().galley(at, shown, color);
        message.push(text);
    }
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::accesskit::Role::Row,
            true,
            is_selected,
            message.join(", "),
        )
    });
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    event_menu::show(&response, event, actions);
    if response.double_clicked() {
        actions.push(Action::Selection(SelectionAction::Select(event)));
        actions.push(Action::View(ViewAction::ZoomToSelection));
    } else if response.clicked() {
        ui.memory_mut(|memory| memory.request_focus(body_id()));
        actions.push(Action::Selection(SelectionAction::Select(event)));
    }
}

fn cell_text(
    ui: &Ui,
    text: &str,
    font: FontId,
    color: egui::Color32,
    room: f32,
) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(8.0));
    bidi::reordered(ui.ctx(), ui.painter().layout_job(job), Edge::Text)
}

/// Text and colour of a cell.
fn cell_of(
    column: Column,
    event: Index<Event>,
    session: &Session,
    document: &Document,
    palette: Palette,
) -> (String, egui::Color32) {
    let timeline = &document.timeline;
    let entry = &timeline[event];
    let names = |names: &crate::model::SharedList| {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        visible_line(&names.join(", ")).into_owned()
    };
    match column {
        Column::Date => match &entry.date {
            Some(date) => (date.in_words().to_owned(), palette.ink),
            None => (say("table-undated"), palette.muted),
        },
        Column::Title => (visible_line(entry.name()).into_owned(), palette.ink),
        Column::Lane => {
            let lane = entry.lane.map_or("", |lane| timeline[lane].name.as_str());
            (visible_line(lane).into_owned(), palette.ink)
        }
        Column::Basis => match entry.dating.basis {
            Some(Basis::Stated) => (say("value-stated"), palette.ink),
            Some(Basis::Inferred) => (say("value-inferred"), palette.ink),
            None => (String::new(), palette.muted),
        },
        Column::Passages => {
            let corroboration = document.evidence.corroboration(event);
            let message = evidence::in_words(corroboration).filter(|_| session.view.evidence);
            let passages = grouped(entry.citations.len());
            let text = message.map_or(passages.clone(), |message| format!("{passages}, {message}"));
            (text, palette.ink)
        }
        Column::Sources => {
            let mut sources: Vec<&str> = Vec::new();
            for citation in &entry.citations {
                let name = timeline[timeline[citation.passage].source].brief_name();
                if !sources.contains(&name) {
                    sources.push(name);
                }
            }
            (visible_line(&sources.join(", ")).into_owned(), palette.ink)
        }
        Column::Tags => (names(&entry.tags), palette.muted),
        Column::Actors => (names(&entry.actors), palette.muted),
        Column::State => match crate::query::worst_state(timeline, document.states(), event) {
            Some(state) => {
                let color = match state {
                    AnchorState::Exact | AnchorState::Normalised => palette.good,
                    AnchorState::Unavailable => palette.muted,
                    AnchorState::Drifted | AnchorState::Ambiguous => palette.warning,
                    AnchorState::Missing => palette.bad,
                };
                (value_name("state", state.name(), ""), color)
            }
            None => (String::new(), palette.muted),
        },
    }
}

/// Vertical scroll bar.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "shares of the height, in points"
)]
fn scroll_bar(
    ui: &Ui,
    rect: Rect,
    view: &mut TableView,
    in_sight: f64,
    total: usize,
    palette: Palette,
) {
    let total = total as f64;
    if total <= in_sight {
        return;
    }
    let track = Rect::from_min_max(pos2(rect.right() - BAR, rect.top()), rect.max);
    let length = (f64::from(track.height()) * in_sight / total).max(24.0) as f32;
    let free = f64::from(track.height() - length).max(1.0);
    let most = total - in_sight;
    let response = ui.interact(track, Id::unique("scroll bar of the table"), Sense::DRAG);
    if response.dragged() {
        view.top = (view.top + f64::from(response.drag_delta().y) / free * most).clamp(0.0, most);
    }
    let top = track.top() + (view.top / most * free) as f32;
    let handle = Rect::from_min_size(pos2(track.left() + 1.0, top), vec2(BAR - 3.0, length));
    let color = if response.hovered() || response.dragged() {
        palette.muted
    } else {
        palette.dimmed
    };
    ui.painter().rect_filled(handle, 3.0, color);
}
