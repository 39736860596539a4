//! Layout of the window: the regions, in the order of Tab.

use eframe::egui::{self, Color32, Rect, RichText, Stroke, Ui, pos2, vec2};

use super::bidi;
use super::dialogs::{self, Dialogs};
use super::keys::FocusedWidget;
use super::panel_input::PanelInput;
use super::reader::ReaderPanel;
use super::scene_cache::SceneCache;
use super::single_panel::{self, SinglePanel, SinglePanelView};
use super::table::{self, TableView};
use super::theme::{self, UiPalette};
use super::timeline_view::{self, AXIS_HEIGHT, TimelineRects};
use super::widgets::{action_button, strong};
use super::{
    citation_lines, command_palette, edit_bars, event_dialogs, filter_chips, filter_panel, forms,
    keys, overview_strip, panel_columns, period, quote_panel, reader, regions, search,
    settings_dialog, tabs, toast, top_bar, undated_panel,
};
use crate::language::{Language, Message, MessageArgument, say, say_with, set_language};
use crate::model::visible_text;
use crate::session::{
    Action, ClipboardAction, LoadAction, LoadProgress, Notice, Origin, PanelAction, Panels,
    Session, SourceAction, Workspace, WorkspaceAction,
};
use crate::settings::Command;

/// Width of the lane names, in points.
const NAMES_WIDTH: f32 = 128.0;
/// Minimum height of the undated panel, in points; it takes what the plot leaves.
const MIN_UNDATED: f32 = 78.0;
/// Minimum height of the plot, in points.
const MIN_PLOT: f32 = 150.0;
/// Height of the line of hints at the bottom, in points.
const FOOTER_HEIGHT: f32 = 28.0;
/// Below this width of plot and lane names the names get narrower, in points.
const NARROW_PLOT: f32 = 460.0;
/// Width of the lane names in a narrow plot, in points.
const NARROW_NAMES: f32 = 112.0;
/// Below this height of the plot column, optional parts are left out, in
/// points.
const LOW_PLOT: f32 = 380.0;
/// Initial share of the table in the height.
const TABLE_SHARE: f32 = 0.4;
/// Minimum height of the table, in points.
const MIN_TABLE: f32 = 110.0;

/// Layout caches and widget state that one tab keeps between frames; never
/// saved.
#[derive(Default)]
pub struct WindowState {
    rows: SceneCache,
    whole_rows: SceneCache,
    histogram: overview_strip::ClaimHistogram,
    columns: panel_columns::PanelWidths,
    reader: ReaderPanel,
    table: TableView,
    table_height: Option<f32>,
    single_panel: SinglePanelView,
    dialogs: Dialogs,
    /// Height of the plot in points that shows every row of the whole timeline,
    /// with the inputs that it was computed for.
    full_height: Option<((u64, u64, i32), f32)>,
    /// Language of the cached layout.
    language: Language,
}

impl WindowState {
    /// Draws the window and returns what the user did.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, now: f64) -> Vec<Action> {
        let session = workspace.session();
        let language = session.settings.language.language();
        set_language(language);
        if self.language != language {
            // Words of another language have other widths.
            self.language = language;
            self.rows = SceneCache::default();
            self.whole_rows = SceneCache::default();
            self.full_height = None;
        }
        let palette = UiPalette::of(ui);
        let focused = ui.memory(egui::Memory::focused);
        let fields = [
            dialogs::path_field_id(),
            period::field_id(),
            command_palette::field_id(),
            filter_panel::field_id(),
            settings_dialog::field_id(),
            search::field_id(),
            event_dialogs::field_id(),
        ];
        let focus = match focused {
            Some(id) if id == reader::find_field_id() => FocusedWidget::Find,
            Some(id) if fields.contains(&id) || forms::is_form_field(ui, id) => {
                FocusedWidget::Field
            }
            Some(id) if id == reader::body_id() => FocusedWidget::Text,
            Some(id) if id == table::body_id() => FocusedWidget::Table,
            Some(id) if regions::has_arrows(ui, id) => FocusedWidget::Slider,
            _ => FocusedWidget::Other,
        };
        let (mut actions, mut focus_commands) =
            keys::actions(ui, workspace, workspace.bindings(), focus);
        dropped_files(ui, &mut actions);
        if !matches!(focus, FocusedWidget::Field | FocusedWidget::Find) {
            pasted_text(ui, &mut actions);
        }
        if matches!(focus, FocusedWidget::Table | FocusedWidget::Other) {
            copied_events(ui, session, &mut actions);
        }
        keep_arrows(ui);

        // The whole window, whatever frame the caller drew around it.
        let all = ui.ctx().content_rect();
        let mut whole = ui.new_child(egui::UiBuilder::new().max_rect(all).id_salt("window"));
        whole.set_clip_rect(all);
        let ui = &mut whole;
        ui.painter().rect_filled(all, 0.0, palette.paper);
        let bar = all.with_max_y(all.top() + top_bar::HEIGHT);
        top_bar::show(ui, bar, workspace, &mut actions);
        let mut body = all.with_min_y(bar.bottom() + 1.0);
        body.min.y += tabs::show(ui, body, workspace, &mut actions);
        body.min.y += filter_chips::show(ui, body, session, &mut actions);
        if !session.notices.link_problems.is_empty() {
            body.min.y += link_problems(ui, body, session, &mut actions);
        }
        body.min.y += edit_bars::show(ui, body, session, &mut actions);
        if let Some(notice) = &session.notices.notice {
            body.min.y += notice_bar(ui, body, session, notice, &mut actions);
        }
        if let Some(open) = session.open.as_deref() {
            let input = PanelInput { session, open };
            self.body(ui, body, input, now, &mut actions);
        } else if session.notices.notice.is_none() {
            ui.painter().text(
                body.center(),
                egui::Align2::CENTER_CENTER,
                session
                    .load_progress()
                    .map_or_else(|| say("window-reading"), LoadProgress::in_words),
                theme::sans(16.0),
                palette.muted,
            );
        }
        toast::show(ui, session, now, &mut actions);
        focus_commands.extend(self.dialogs.show(ui, workspace, &mut actions));
        for command in focus_commands {
            regions::go(ui, command == Command::PreviousRegion);
        }
        citation_lines::request_missing(ui, &mut actions);
        actions
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        body: Rect,
        input: PanelInput<'_>,
        now: f64,
        actions: &mut Vec<Action>,
    ) {
        let PanelInput { session, open } = input;
        let panel = self.single_panel.update(session);
        let mut panels = session.view.panels;
        let mut body = body;
        if single_panel::is_narrow(body) {
            body.min.y += self.single_panel.bar(ui, body, panels, actions);
            if panel != SinglePanel::Plot {
                self.single(ui, body, panel, input, now, actions);
                return;
            }
            panels = Panels {
                overview: panels.overview && body.height() > LOW_PLOT,
                undated: false,
                quotes: false,
                reader: false,
                table: false,
            };
        }
        let widths = match session.edits.forms.in_panel() {
            Some(_) => self.columns.with_form(),
            None => self.columns,
        };
        let columns = widths.divide(body, panels);
        let left = columns.plot;
        if panels.table && !open.is_preview() {
            let height = self.table_height.unwrap_or(left.height() * TABLE_SHARE);
            let max_height = (left.height() - MIN_PLOT - 80.0).max(MIN_TABLE);
            let height = height.clamp(MIN_TABLE, max_height);
            let (above, table_rect) = left.split_top_bottom_at_y(left.bottom() - height);
            self.timeline_column(ui, above, panels, input, now, actions);
            self.table.show(ui, table_rect, input, actions);
            let name = say("table-height");
            if let Some(by) = panel_columns::upper_edge(ui, table_rect, &name) {
                self.table_height = Some(table_rect.height() - by);
            }
        } else {
            self.timeline_column(ui, left, panels, input, now, actions);
        }
        if let Some(rect) = columns.quotes {
            quote_panel::show(ui, rect, input, actions);
        }
        if let Some(rect) = columns.reader {
            self.reader.show(ui, rect, input, now, actions);
        }
        self.columns.dividers(ui, body, columns);
    }

    /// Lane names, plot, axis, undated events, overview and hints, from top to bottom.
    fn timeline_column(
        &mut self,
        ui: &mut Ui,
        column: Rect,
        panels: Panels,
        input: PanelInput<'_>,
        now: f64,
        actions: &mut Vec<Action>,
    ) {
        let PanelInput { session, open } = input;
        // A low plot has no line of hints.
        let footer_height = if column.height() > LOW_PLOT {
            FOOTER_HEIGHT
        } else {
            8.0
        };
        let names_width = if column.width() < NARROW_PLOT {
            NARROW_NAMES
        } else {
            NAMES_WIDTH
        };
        let footer = column.with_min_y(column.bottom() - footer_height);
        let x_names = column.left()..=column.left() + names_width;
        let x_plot = column.left() + names_width..=column.right() - 12.0;
        let overview = if panels.overview {
            overview_strip::HEIGHT
        } else {
            0.0
        };
        let available_height = footer.top() - column.top() - overview - AXIS_HEIGHT - 8.0;
        let width = x_plot.end() - x_plot.start();
        let (plot_height, undated_height) =
            self.heights(ui, input, available_height, width, panels.undated);

        let mut y = column.top() + 4.0;
        // Rectangles under the lane names and under the plot.
        let mut row = |height: f32| {
            let rows = y..=y + height;
            y += height;
            [x_names.clone(), x_plot.clone()].map(|x| Rect::from_x_y_ranges(x, rows.clone()))
        };
        let [names, plot] = row(plot_height);
        let [_, axis] = row(AXIS_HEIGHT);
        let [undated_name, undated_rect] = row(undated_height);
        let [overview_name, overview] = row(overview);

        let frame = TimelineRects { names, plot, axis };
        timeline_view::show(ui, frame, input, &mut self.rows, now, actions);
        if undated_height > 0.0 {
            undated_panel::show(ui, undated_name, undated_rect, input, actions);
        }
        if panels.overview {
            overview_strip::show(
                ui,
                overview_name,
                overview,
                input,
                &mut self.histogram,
                now,
                actions,
            );
        }
        if footer.height() >= FOOTER_HEIGHT {
            let hidden = (!panels.undated).then(|| session.undated(open).len());
            footer_line(ui, footer, hidden.unwrap_or(0));
        }
    }

    /// Heights of plot and undated panel, given the height for both.
    fn heights(
        &mut self,
        ui: &Ui,
        input: PanelInput<'_>,
        available_height: f32,
        width: f32,
        has_undated: bool,
    ) -> (f32, f32) {
        let PanelInput { session, open } = input;
        let plot_needed = self.needed_height(ui, input, width);
        let has_undated = has_undated && !open.is_preview() && !session.undated(open).is_empty();
        let undated_needed = if has_undated {
            undated_panel::needed_height(ui, input, width)
        } else {
            0.0
        };
        let undated_min = MIN_UNDATED.min(undated_needed);
        let plot_height = (available_height - undated_needed)
            .max(plot_needed.min(available_height - undated_min))
            .max(MIN_PLOT.min(available_height));
        let undated_height = (available_height - plot_height).max(0.0);
        (plot_height, undated_height)
    }

    /// Shows one panel of a narrow window.
    fn single(
        &mut self,
        ui: &mut Ui,
        body: Rect,
        panel: SinglePanel,
        input: PanelInput<'_>,
        now: f64,
        actions: &mut Vec<Action>,
    ) {
        let PanelInput { open, .. } = input;
        match panel {
            SinglePanel::Plot => {}
            SinglePanel::Undated => {
                let (name, chips) = body.split_left_right_at_x(body.left() + NARROW_NAMES);
                undated_panel::show(ui, name, chips, input, actions);
            }
            SinglePanel::Table if open.is_preview() => {}
            SinglePanel::Table => self.table.show(ui, body, input, actions),
            SinglePanel::Quotes => quote_panel::show(ui, body, input, actions),
            SinglePanel::Reader => self.reader.show(ui, body, input, now, actions),
        }
    }

    /// Plot height in points that shows every row of the whole timeline. It
    /// depends on the whole timeline, not on the view, so that zooming moves
    /// no other region.
    fn needed_height(&mut self, ui: &Ui, input: PanelInput<'_>, width: f32) -> f32 {
        let PanelInput { session, .. } = input;
        #[expect(clippy::cast_possible_truncation, reason = "points on the screen")]
        let key = (
            session.revision,
            session.view.filter_revision,
            width.round() as i32,
        );
        if let Some((of, height)) = self.full_height
            && of == key
        {
            return height;
        }
        let height = self.whole_rows.needed_height(ui, input, width);
        self.full_height = Some((key, height));
        height
    }
}

/// Keeps arrow keys for moving between events; Tab moves between controls.
/// Without this egui would move focus on arrows too.
fn keep_arrows(ui: &Ui) {
    if let Some(focused) = ui.memory(egui::Memory::focused) {
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(
                focused,
                egui::EventFilter {
                    horizontal_arrows: true,
                    vertical_arrows: true,
                    ..egui::EventFilter::default()
                },
            );
        });
    }
}

/// Ctrl+C without selected text copies the selected events.
fn copied_events(ui: &Ui, session: &Session, actions: &mut Vec<Action>) {
    let is_copied = ui.input(|input| input.events.contains(&egui::Event::Copy));
    let has_text = || {
        let labels = ui
            .ctx()
            .plugin::<egui::text_selection::LabelSelectionState>();
        labels.lock().has_selection()
    };
    if is_copied && session.view.dialog.is_none() && !has_text() {
        actions.push(ClipboardAction::SelectedEvents.into());
    }
}

/// Text pasted outside of a text field may be a link, or events.
fn pasted_text(ui: &Ui, actions: &mut Vec<Action>) {
    ui.input(|input| {
        actions.extend(input.events.iter().filter_map(|event| match event {
            egui::Event::Paste(text) => Some(WorkspaceAction::Paste(text.clone()).into()),
            _ => None,
        }));
    });
}

/// Files dropped on the window. A worker finds out what each is.
fn dropped_files(ui: &Ui, actions: &mut Vec<Action>) {
    ui.input(|input| {
        let paths = input.raw.dropped_files.iter();
        let paths = paths.map(|file| file.path().to_path_buf());
        actions.extend(paths.map(|path| SourceAction::AddFile(path).into()));
    });
}

/// Shows a notice at the top of `body`, on a background tinted with `color`.
/// Returns its rectangle.
pub(super) fn notice(
    ui: &mut Ui,
    body: Rect,
    name: &str,
    padding: f32,
    color: Color32,
    contents: impl FnOnce(&mut Ui),
) -> Rect {
    let inner = body.shrink2(vec2(16.0, padding));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt(name));
    // Painted below the text once its height is known.
    let background = ui.painter().add(egui::Shape::Noop);
    let used = child.vertical(contents).response.rect;
    let rect = body.with_max_y(used.bottom() + padding);
    let fill = UiPalette::of(ui).paper.lerp_to_gamma(color, 0.08);
    ui.painter()
        .set(background, egui::Shape::rect_filled(rect, 0.0, fill));
    rect
}

/// Problems with a link that was followed. Returns the height of the bar in
/// points.
fn link_problems(ui: &mut Ui, body: Rect, session: &Session, actions: &mut Vec<Action>) -> f32 {
    let color = UiPalette::of(ui).warning;
    let rect = notice(ui, body, "link", 8.0, color, |ui| {
        for problem in &session.notices.link_problems {
            let message = strong(visible_text(&problem.message.text()), theme::TEXT_SIZE);
            bidi::label(ui, message.color(color));
            bidi::label(ui, RichText::new(visible_text(&problem.hint.text())));
        }
        action_button(ui, "notice-dismiss", PanelAction::DismissNotices, actions);
    });
    rect.height()
}

/// Shows the last error of reading or writing a file; the previous version
/// stays visible. Returns the height of the bar in points.
fn notice_bar(
    ui: &mut Ui,
    body: Rect,
    session: &Session,
    error_notice: &Notice,
    actions: &mut Vec<Action>,
) -> f32 {
    let error = &error_notice.error;
    let file = match &error_notice.origin {
        Origin::BuiltIn => say("notice-built-in"),
        Origin::Untitled(_) => say("bar-no-file"),
        Origin::File(path) => visible_text(&path.display().to_string()).into_owned(),
    };
    let message = error.message.text();
    let file = ("file", file.into());
    let message = ("message", visible_text(&message).into());
    let message = match (error.line, error.column) {
        (Some(line), Some(column)) => {
            let line = ("line", MessageArgument::ungrouped(line));
            let column = ("column", MessageArgument::ungrouped(column));
            say_with("notice-in-file-at", &[file, line, column, message])
        }
        _ => say_with("notice-in-file", &[file, message]),
    };
    let has_timeline = session.open.is_some();
    let hint = error.hint.as_ref().map(Message::text);
    let hint = visible_text(&hint.unwrap_or_default()).into_owned();
    let more = if has_timeline && error_notice.shows_earlier {
        format!("{hint} {}", say("notice-last-version"))
    } else {
        hint
    };
    let color = UiPalette::of(ui).bad;
    let rect = notice(ui, body, "notice", 10.0, color, |ui| {
        let message = strong(message, theme::TEXT_SIZE).color(color);
        ui.add(egui::Label::new(message).wrap());
        if !more.is_empty() {
            ui.add(egui::Label::new(more.trim()).wrap());
        }
        ui.horizontal(|ui| {
            action_button(ui, "notice-open-another", LoadAction::PickTimeline, actions);
            action_button(ui, "notice-read-again", LoadAction::Reload, actions);
            if has_timeline {
                action_button(ui, "notice-dismiss", PanelAction::DismissNotices, actions);
            }
        });
    });
    let stroke = Stroke::new(1.0, color);
    ui.painter().hline(rect.x_range(), rect.bottom(), stroke);
    rect.height()
}

/// The gestures that a newcomer needs, if there is space for them.
fn footer_line(ui: &Ui, rect: Rect, hidden: usize) {
    let muted = UiPalette::of(ui).muted;
    let gestures = say("footer-gestures");
    let text = if hidden == 0 {
        gestures
    } else {
        let hidden = say_with(
            "footer-hidden",
            &[("count", MessageArgument::ungrouped(hidden))],
        );
        format!("{hidden}  ·  {gestures}")
    };
    let galley = ui.painter().layout_no_wrap(text, theme::sans(12.5), muted);
    let top = rect.center().y - galley.size().y / 2.0;
    let at = pos2(rect.left() + NAMES_WIDTH, top);
    if galley.size().x < rect.right() - at.x {
        ui.painter().galley(at, galley, muted);
    }
}
