//! Table of events: sorted by any column, linked with the plot in both
//! directions. Only visible rows cost anything.

use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, Align2, Color32, CursorIcon, FontId, Id, Key, Rect, Sense, Stroke, Ui, pos2, vec2,
};

use super::event_menu;
use super::evidence;
use super::filter_panel::value_name;
use super::panel_input::PanelInput;
use super::passage;
use super::regions::{self, Region};
use super::selection_line;
use super::theme::{self, SMALL_SIZE, UiPalette};
use super::timeline_view::count;
use super::widgets::{
    clipped, focus_ring, one_line, row, rule, set_name, set_selectable_name, small, strong,
};
use crate::language::{format_count, say, say_with};
use crate::model::{Event, Index, SharedList, visible_line};
use crate::query::{TableColumn, lane_position, worst_state};
use crate::session::{
    Action, FocusRequest, PanelAction, SelectionAction, Session, TableAction, ViewAction,
};

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
    /// Height of the line about several selected events, in points, as it was last
    /// shown.
    selection_height: f32,
}

/// Id of the body, which takes focus.
#[must_use]
pub fn body_id() -> Id {
    Id::unique("body of the table")
}

/// Message id of a column's name, and its width in points; the title takes
/// what is left.
const fn name_and_width(column: TableColumn) -> (&'static str, f32) {
    match column {
        TableColumn::Date => ("column-date", 150.0),
        TableColumn::Title => ("column-title", LEAST_TITLE),
        TableColumn::Lane => ("column-lane", 104.0),
        TableColumn::Basis => ("column-basis", 90.0),
        TableColumn::Passages => ("column-passages", 76.0),
        TableColumn::Sources => ("column-sources", 132.0),
        TableColumn::Tags => ("column-tags", 140.0),
        TableColumn::Actors => ("column-actors", 140.0),
        TableColumn::State => ("column-state", 96.0),
    }
}

/// A column with its edges, in points on the screen.
struct ColumnEdges {
    column: TableColumn,
    left: f32,
    right: f32,
}

impl ColumnEdges {
    /// The cell of this column in a row.
    fn cell(&self, row: Rect) -> Rect {
        Rect::from_x_y_ranges(self.left..=self.right, row.y_range())
    }
}

/// The columns from left to right; the first starts at `left`.
fn columns(session: &Session, mut left: f32, width: f32) -> Vec<ColumnEdges> {
    let columns = session.view.table.columns.iter();
    let others = columns
        .clone()
        .filter(|column| **column != TableColumn::Title);
    let others: f32 = others.map(|column| name_and_width(*column).1).sum();
    columns
        .map(|column| {
            let width = match column {
                TableColumn::Title => (width - others).max(LEAST_TITLE),
                column => name_and_width(*column).1,
            };
            let edges = ColumnEdges {
                column: *column,
                left,
                right: left + width,
            };
            left += width;
            edges
        })
        .collect()
}

impl TableView {
    /// Shows the table in a rectangle.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        input: PanelInput<'_>,
        actions: &mut Vec<Action>,
    ) {
        ui.painter().rect_filled(rect, 0.0, UiPalette::of(ui).panel);
        rule(ui, rect, rect.top());
        let (head, below) = rect.split_top_bottom_at_y(rect.top() + HEAD);
        head_line(ui, head, input, actions);
        let (names, body) = below.split_top_bottom_at_y(below.top() + NAMES);
        let width = body.width() - BAR;
        let shown = columns(input.session, 0.0, width);
        let all = shown.last().map_or(0.0, |last| last.right);
        self.left = self.left.clamp(0.0, (all - width).max(0.0));
        let columns = columns(input.session, rect.left() - self.left, width);
        headings(ui, names, input.session, &columns, actions);
        let mut body = body;
        if input.session.view.multi_selection.is_several() {
            let height = self.selection_height.min(body.height() / 2.0);
            let (rows, line) = body.split_top_bottom_at_y(body.bottom() - height);
            body = rows;
            let needed = selection_line::show(ui, line, input.session, actions);
            if (needed - self.selection_height).abs() > 0.5 {
                self.selection_height = needed;
                ui.ctx().request_repaint();
            }
        }
        self.rows(ui, body, input, &columns, actions);
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        input: PanelInput<'_>,
        columns: &[ColumnEdges],
        actions: &mut Vec<Action>,
    ) {
        let session = input.session;
        let table = &session.view.table;
        let body = ui.interact(rect, body_id(), Sense::click());
        let total = table.rows().len();
        set_name(&body, Role::Table, || {
            say_with("table-of", &[("events", count(total, "event").into())])
        });
        regions::offer(ui, Region::Table, body.id);
        if session.view.focus == Some(FocusRequest::Table) {
            body.request_focus();
        }
        let in_sight = f64::from(rect.height() / ROW);
        self.scroll(ui, rect, session, in_sight, total);
        let clip = clipped(ui, rect, "rows");
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a row of the table, and a part of one"
        )]
        let (first, above) = (self.top as usize, self.top.fract() as f32 * ROW);
        let mut top = rect.top() - above;
        for row in first..total {
            if top >= rect.bottom() {
                break;
            }
            let size = vec2(rect.width() - BAR, ROW);
            let row_rect = Rect::from_min_size(pos2(rect.left(), top), size);
            if let Some(event) = table.event_at(row) {
                let is_odd = row % 2 == 1;
                show_row(&clip, row_rect, is_odd, event, input, columns, actions);
            }
            top += ROW;
        }
        if total == 0 && !session.is_sorting() {
            clip.painter().text(
                rect.center(),
                Align2::CENTER_CENTER,
                say("table-none"),
                theme::sans(theme::TEXT_SIZE),
                UiPalette::of(ui).muted,
            );
        }
        self.scroll_bar(ui, rect, in_sight, total);
        focus_ring(ui, &body, rect.shrink(1.0), 4.0);
    }

    /// Follows the wheel, and scrolls to a selection made elsewhere.
    #[expect(clippy::cast_precision_loss, reason = "rows are fewer than 2^52")]
    fn scroll(&mut self, ui: &Ui, rect: Rect, session: &Session, in_sight: f64, total: usize) {
        if ui.rect_contains_pointer(rect) {
            let wheel = ui.input(egui::InputState::smooth_scroll_delta);
            self.top -= f64::from(wheel.y / ROW);
            self.left -= wheel.x;
        }
        if ui.memory(|memory| memory.has_focus(body_id())) {
            let pressed = |key| f64::from(u8::from(ui.input(|input| input.key_pressed(key))));
            let pages = pressed(Key::PageDown) - pressed(Key::PageUp);
            self.top += pages * in_sight.floor().max(1.0);
        }
        let selected = session.view.selection;
        if self.revealed != selected && !session.is_sorting() {
            self.revealed = selected;
            if let Some(row) = selected.and_then(|event| session.view.table.row_of(event)) {
                let row = row as f64;
                if row < self.top || row + 1.0 > self.top + in_sight {
                    self.top = row - in_sight / 2.0;
                }
            }
        }
        self.top = self.top.clamp(0.0, (total as f64 - in_sight).max(0.0));
    }

    /// Vertical scroll bar.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "shares of the height, in points"
    )]
    fn scroll_bar(&mut self, ui: &Ui, rect: Rect, in_sight: f64, total: usize) {
        let total = total as f64;
        if total <= in_sight {
            return;
        }
        let palette = UiPalette::of(ui);
        let track = rect.with_min_x(rect.right() - BAR);
        let length = (f64::from(track.height()) * in_sight / total).max(24.0) as f32;
        let free = f64::from(track.height() - length).max(1.0);
        let max_top = total - in_sight;
        let response = ui.interact(track, Id::unique("scroll bar of the table"), Sense::DRAG);
        if response.dragged() {
            let by = f64::from(response.drag_delta().y) / free * max_top;
            self.top = (self.top + by).clamp(0.0, max_top);
        }
        let top = track.top() + (self.top / max_top * free) as f32;
        let handle = Rect::from_min_size(pos2(track.left() + 1.0, top), vec2(BAR - 3.0, length));
        let color = if response.hovered() || response.dragged() {
            palette.muted
        } else {
            palette.dimmed
        };
        ui.painter().rect_filled(handle, 3.0, color);
    }
}

/// Number of rows, and the choice of columns.
fn head_line(ui: &mut Ui, rect: Rect, input: PanelInput<'_>, actions: &mut Vec<Action>) {
    let table = &input.session.view.table;
    let mut line = row(ui, rect.shrink2(vec2(10.0, 3.0)), "table_head");
    let rows = table.rows().len();
    let all = input.open.timeline.events.len();
    let events = count(all, "event");
    let message = if input.session.is_sorting() {
        say("table-sorting")
    } else if rows == all {
        events
    } else {
        let counts = [("rows", rows.into()), ("events", events.into())];
        say_with("table-some", &counts)
    };
    line.label(strong(say("table-name"), theme::TEXT_SIZE));
    line.label(small(message).color(UiPalette::of(&line).muted));
    let right = egui::Layout::right_to_left(egui::Align::Center);
    line.with_layout(right, |ui| {
        let hide = ui.button(say("table-hide"));
        if hide.on_hover_text(say("table-hide-hint")).clicked() {
            actions.push(PanelAction::ToggleTable.into());
        }
        ui.menu_button(say("table-columns"), |ui| {
            for column in TableColumn::ALL {
                let mut is_shown = table.columns.contains(&column);
                let name = say(name_and_width(column).0);
                let check = egui::Checkbox::new(&mut is_shown, name);
                if ui
                    .add_enabled(column != TableColumn::Title, check)
                    .changed()
                {
                    actions.push(TableAction::ToggleColumn(column).into());
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
    columns: &[ColumnEdges],
    actions: &mut Vec<Action>,
) {
    let palette = UiPalette::of(ui);
    let table = &session.view.table;
    let ui = &mut clipped(ui, rect, "columns");
    for edges in columns {
        let cell = edges.cell(rect);
        let name = name_and_width(edges.column).0;
        let id = Id::unique(("heading of the table", name));
        let response = ui.interact(cell.intersect(rect), id, Sense::click());
        regions::offer(ui, Region::Table, response.id);
        let is_sorted = table.column == edges.column;
        let name = say(name);
        set_name(&response, Role::ColumnHeader, || {
            let column = &[("column", name.as_str().into())];
            match (is_sorted, table.descending) {
                (false, _) => name.clone(),
                (true, false) => say_with("table-sorted-up", column),
                (true, true) => say_with("table-sorted-down", column),
            }
        });
        if response.hovered() {
            ui.painter().rect_filled(cell, 0.0, palette.control);
        }
        let (font, color, arrow_width) = if is_sorted {
            (theme::semibold(SMALL_SIZE + 0.5), palette.ink, 12.0)
        } else {
            (theme::sans(SMALL_SIZE + 0.5), palette.muted, 0.0)
        };
        let end = cell_text(ui, cell, 0.0, arrow_width, &name, font, color);
        if is_sorted {
            let at = pos2(end + 9.0, cell.center().y);
            arrow(ui, at, table.descending, palette.ink);
        }
        focus_ring(ui, &response, cell.intersect(rect).shrink(1.0), 4.0);
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if response.on_hover_text(say("table-sort-hint")).clicked() {
            actions.push(TableAction::Sort(edges.column).into());
        }
    }
    rule(ui, rect, rect.bottom());
}

/// Triangle that shows the sort direction.
fn arrow(ui: &Ui, at: egui::Pos2, descending: bool, color: Color32) {
    let up = if descending { -3.0 } else { 3.0 };
    let corners = [vec2(-4.0, up / 1.5), vec2(4.0, up / 1.5), vec2(0.0, -up)];
    let corners = corners.map(|corner| at + corner).to_vec();
    let triangle = egui::Shape::convex_polygon(corners, color, Stroke::NONE);
    ui.painter().add(triangle);
}

fn show_row(
    ui: &Ui,
    rect: Rect,
    is_odd: bool,
    event: Index<Event>,
    input: PanelInput<'_>,
    columns: &[ColumnEdges],
    actions: &mut Vec<Action>,
) {
    let palette = UiPalette::of(ui);
    let view = &input.session.view;
    let is_selected = view.selection == Some(event) || view.multi_selection.contains(event);
    let id = Id::unique(("row of the table", event.position()));
    let response = ui.interact(rect.intersect(ui.clip_rect()), id, Sense::CLICK);
    let fill = if is_selected {
        Some(palette.panel.lerp_to_gamma(palette.focus, 0.18))
    } else if response.hovered() {
        Some(palette.control)
    } else {
        is_odd.then(|| palette.band.gamma_multiply(0.6))
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 0.0, fill);
    }
    if is_selected {
        // Selection is not shown by colour alone.
        let bar = rect.with_max_x(rect.left() + 3.0);
        ui.painter().rect_filled(bar, 0.0, palette.focus);
    }
    let mut texts = Vec::with_capacity(columns.len());
    for edges in columns {
        let cell = edges.cell(rect);
        let (text, color) = content(edges.column, event, input, palette);
        let mut before = 0.0;
        if edges.column == TableColumn::Lane {
            let timeline = &input.open.timeline;
            let color = palette.lane(timeline, lane_position(timeline, event));
            let disc = pos2(cell.left() + PADDING + 4.0, cell.center().y);
            ui.painter().circle_filled(disc, 3.5, color);
            before = 13.0;
        }
        let font = match edges.column {
            TableColumn::Title => theme::semibold(SMALL_SIZE + 1.0),
            _ => theme::sans(SMALL_SIZE + 1.0),
        };
        cell_text(ui, cell, before, 0.0, &text, font, color);
        texts.push(text);
    }
    set_selectable_name(&response, Role::Row, is_selected, || texts.join(", "));
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    event_menu::show(&response, event, input.session, actions);
    let has_modifier = ui.input(|input| input.modifiers.command || input.modifiers.shift);
    if response.double_clicked() && !has_modifier {
        actions.push(SelectionAction::Select(event).into());
        actions.push(ViewAction::ZoomToSelection.into());
    } else if response.clicked() {
        ui.memory_mut(|memory| memory.request_focus(body_id()));
        let modifiers = ui.input(|input| input.modifiers);
        actions.push(if modifiers.command {
            TableAction::ToggleSelected(event).into()
        } else if modifiers.shift {
            TableAction::ExtendSelection(event).into()
        } else {
            SelectionAction::Select(event).into()
        });
    }
}

/// Writes text into a cell, with space before and after it in points. Returns
/// where the text ends.
fn cell_text(
    ui: &Ui,
    cell: Rect,
    before: f32,
    after: f32,
    text: &str,
    font: FontId,
    color: Color32,
) -> f32 {
    let left = cell.left() + PADDING + before;
    let width = (cell.right() - PADDING - after - left).max(8.0);
    let galley = one_line(ui, text, font, color, width);
    let end = left + galley.size().x;
    let at = pos2(left, cell.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
    end
}

/// Text and colour of a cell.
fn content(
    column: TableColumn,
    index: Index<Event>,
    input: PanelInput<'_>,
    palette: UiPalette,
) -> (String, Color32) {
    let PanelInput { session, open } = input;
    let timeline = &open.timeline;
    let event = &timeline[index];
    let names = |names: &SharedList| {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        visible_line(&names.join(", ")).into_owned()
    };
    let text = match column {
        TableColumn::Date => match &event.date {
            Some(date) => date.in_words().to_owned(),
            None => return (say("table-undated"), palette.muted),
        },
        TableColumn::Title => visible_line(event.name()).into_owned(),
        TableColumn::Lane => {
            let lane = event.lane.map_or("", |lane| timeline[lane].name.as_str());
            visible_line(lane).into_owned()
        }
        TableColumn::Basis => {
            let basis = event.dating.basis;
            basis.map_or_else(String::new, |basis| value_name("basis", basis.name(), ""))
        }
        TableColumn::Passages => {
            let corroboration = open.evidence.corroboration(index);
            let message = evidence::in_words(corroboration).filter(|_| session.view.evidence);
            let passages = format_count(event.citations.len());
            message.map_or(passages.clone(), |message| format!("{passages}, {message}"))
        }
        TableColumn::Sources => {
            let mut sources: Vec<&str> = Vec::new();
            for citation in &event.citations {
                let name = timeline[timeline[citation.passage].source].brief_name();
                if !sources.contains(&name) {
                    sources.push(name);
                }
            }
            visible_line(&sources.join(", ")).into_owned()
        }
        TableColumn::Tags => return (names(&event.tags), palette.muted),
        TableColumn::Actors => return (names(&event.actors), palette.muted),
        TableColumn::State => match worst_state(timeline, open.states(), index) {
            Some(state) => {
                let name = value_name("state", state.name(), "");
                return (name, passage::state_color(state, palette));
            }
            None => String::new(),
        },
    };
    (text, palette.ink)
}
