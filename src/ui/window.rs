//! Layout of the window: the regions, in the order of Tab.

use crate::language::{Argument, Language, say, say_with, set_language};
use eframe::egui::{self, Rect, RichText, Stroke, Ui, pos2, vec2};

use super::bidi::{self, Edge};
use super::dialogs::{self, Dialogs};
use super::keys::FocusTarget;
use super::reader::ReaderPanel;
use super::scene_cache::{self, RowCache};
use super::single_panel::{self, SinglePanel, SinglePanelView};
use super::table::{self, TableView};
use super::theme::{self, Palette};
use super::timeline_view::{self, AXIS_HEIGHT, TimelineRects};
use super::{
    citation_lines, command_palette, filter_chips, filter_panel, keys, overview_strip,
    panel_columns, period, quote_panel, reader, regions, search, settings_dialog, shelf, tabs,
    top_bar,
};
use crate::model::visible_text;
use crate::session::{
    Action, Document, LoadAction, LoadProgress, Origin, PanelAction, Panels, Session, SourceAction,
    Workspace, WorkspaceAction,
};
use crate::settings::Command;
use crate::storage::FileError;

/// Width of the lane names, in points.
const NAMES_WIDTH: f32 = 128.0;
/// Minimum height of the shelf, in points; it takes what the plot leaves.
const MIN_SHELF: f32 = 78.0;
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
const LEAST_TABLE: f32 = 110.0;

/// View state that drawing keeps between frames. It is no state of the
/// session.
#[derive(Default)]
pub struct Window {
    rows: RowCache,
    whole_rows: RowCache,
    density: overview_strip::Density,
    columns: panel_columns::PanelWidths,
    reader: ReaderPanel,
    table: TableView,
    table_height: Option<f32>,
    one: SinglePanelView,
    dialogs: Dialogs,
    /// Height in points that shows every row of the whole timeline, with the
    /// inputs that it was computed for.
    needed: Option<((u64, u64, i32), f32)>,
    /// Language of the cached layout.
    language: Language,
}

impl Window {
    /// Draws the window and returns what the user did.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, now: f64) -> Vec<Action> {
        let session = workspace.session();
        let language = session.settings.language.language();
        set_language(language);
        if self.language != language {
            // Words of another language have other widths.
            self.language = language;
            self.rows = RowCache::default();
            self.whole_rows = RowCache::default();
            self.needed = None;
        }
        let palette = Palette::of(ui);
        let focused = ui.memory(egui::Memory::focused);
        let fields = [
            dialogs::path_field_id(),
            period::field_id(),
            command_palette::field_id(),
            filter_panel::field_id(),
            settings_dialog::field_id(),
            search::field_id(),
        ];
        let focus = match focused {
            Some(id) if id == reader::find_field_id() => FocusTarget::Find,
            Some(id) if fields.contains(&id) => FocusTarget::Field,
            Some(id) if id == reader::body_id() => FocusTarget::Text,
            Some(id) if id == table::body_id() => FocusTarget::Table,
            Some(id) if regions::has_arrows(ui, id) => FocusTarget::Slider,
            _ => FocusTarget::Other,
        };
        let (mut actions, mut windows_own) =
            keys::actions(ui, workspace, workspace.bindings(), focus);
        dropped_files(ui, &mut actions);
        if !matches!(focus, FocusTarget::Field | FocusTarget::Find) {
            pasted_link(ui, &mut actions);
        }
        keep_arrows(ui);

        // The whole window, whatever frame the caller drew around it.
        let all = ui.ctx().content_rect();
        let mut whole = ui.new_child(egui::UiBuilder::new().max_rect(all).id_salt("window"));
        whole.set_clip_rect(all);
        let ui = &mut whole;
        ui.painter().rect_filled(all, 0.0, palette.paper);
        let bar = Rect::from_min_size(all.min, vec2(all.width(), top_bar::HEIGHT));
        top_bar::show(ui, bar, workspace, &mut actions);
        let mut body = Rect::from_min_max(pos2(all.left(), bar.bottom() + 1.0), all.max);
        body.min.y += tabs::show(ui, body, workspace, &mut actions);
        body.min.y += filter_chips::show(ui, body, session, &mut actions);
        if !session.messages.link_problems.is_empty() {
            body.min.y += link_problems(ui, body, session, &mut actions);
        }
        if let Some(notice) = &session.messages.notice {
            let height = notice_bar(
                ui,
                body,
                session,
                &notice.origin,
                &notice.error,
                &mut actions,
            );
            body.min.y += height;
        }
        if session.document.is_some() {
            self.body(ui, body, session, now, &mut actions);
        } else if session.messages.notice.is_none() {
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
        windows_own.extend(self.dialogs.show(ui, workspace, &mut actions));
        for command in windows_own {
            regions::go(ui, command == Command::PreviousRegion);
        }
        citation_lines::ask(ui, &mut actions);
        actions
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        body: Rect,
        session: &Session,
        now: f64,
        actions: &mut Vec<Action>,
    ) {
        let Some(document) = session.document.as_deref() else {
            return;
        };
        let palette = Palette::of(ui);
        let part = self.one.follow(session);
        let (panels, body) = if single_panel::is_narrow(body) {
            let strip = self.one.strip(ui, body, session, actions);
            let body = body.with_min_y(body.top() + strip);
            if part != SinglePanel::Plot {
                self.part(ui, body, part, session, document, now, actions);
                return;
            }
            let overview = session.view.panels.overview && body.height() > LOW_PLOT;
            let alone = Panels {
                overview,
                shelf: false,
                quotes: false,
                reader: false,
                table: false,
            };
            (alone, body)
        } else {
            (session.view.panels, body)
        };
        let columns = self.columns.divide(body, panels);
        let (left, table_rect) = self.beside_table(columns.plot, panels, document);
        self.timeline_column(ui, left, panels, session, document, now, actions);
        if let Some(rect) = table_rect {
            table::show(ui, rect, session, document, &mut self.table, actions);
            if let Some(by) = panel_columns::across(ui, rect, &say("table-height"), palette) {
                self.table_height = Some(rect.height() - by);
            }
        }
        if let Some(panel) = columns.quotes {
            quote_panel::show(ui, panel, session, document, actions);
        }
        if let Some(panel) = columns.reader {
            reader::show(ui, panel, session, document, &mut self.reader, now, actions);
        }
        self.columns.dividers(ui, body, columns, palette);
    }

    /// Lane names, plot, axis, shelf, overview and hints, from top to bottom.
    #[expect(clippy::too_many_arguments, reason = "one caller, all distinct")]
    fn timeline_column(
        &mut self,
        ui: &mut Ui,
        column: Rect,
        panels: Panels,
        session: &Session,
        document: &Document,
        now: f64,
        actions: &mut Vec<Action>,
    ) {
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
        let width = x_plot.end() - x_plot.start();

        let overview = if panels.overview {
            overview_strip::HEIGHT
        } else {
            0.0
        };
        let stack = footer.top() - column.top() - overview - AXIS_HEIGHT - 8.0;
        let (plot_height, shelf_height) = self.heights(ui, session, document, stack, width, panels);

        let mut y = column.top() + 4.0;
        let mut row = |height: f32| {
            let range = y..=y + height;
            y += height;
            range
        };
        let plot_rows = row(plot_height);
        let axis_rows = row(AXIS_HEIGHT);
        let shelf_rows = row(shelf_height);
        let overview_rows = row(overview);

        let frame = TimelineRects {
            names: Rect::from_x_y_ranges(x_names.clone(), plot_rows.clone()),
            plot: Rect::from_x_y_ranges(x_plot.clone(), plot_rows),
            axis: Rect::from_x_y_ranges(x_plot.clone(), axis_rows),
        };
        timeline_view::show(ui, frame, session, document, &mut self.rows, now, actions);
        if shelf_height > 0.0 {
            shelf::show(
                ui,
                Rect::from_x_y_ranges(x_names.clone(), shelf_rows.clone()),
                Rect::from_x_y_ranges(x_plot.clone(), shelf_rows),
                session,
                document,
                actions,
            );
        }
        if panels.overview {
            overview_strip::show(
                ui,
                Rect::from_x_y_ranges(x_names, overview_rows.clone()),
                Rect::from_x_y_ranges(x_plot, overview_rows),
                session,
                document,
                &mut self.density,
                now,
                actions,
            );
        }
        footer_of(ui, footer, session, document, panels);
    }

    /// Heights of plot and shelf, given the height for both.
    fn heights(
        &mut self,
        ui: &Ui,
        session: &Session,
        document: &Document,
        stack: f32,
        width: f32,
        panels: Panels,
    ) -> (f32, f32) {
        let needed = self.needed_height(ui, session, width);
        let shelf_wanted = if document.is_preview() {
            0.0
        } else if panels.shelf && !session.undated(document).is_empty() {
            shelf::needed_height(ui, session, document, width)
        } else {
            0.0
        };
        let shelf_least = MIN_SHELF.min(shelf_wanted);
        let plot_height = (stack - shelf_wanted)
            .max(needed.min(stack - shelf_least))
            .max(MIN_PLOT.min(stack));
        let shelf_height = (stack - plot_height).max(0.0);
        (plot_height, shelf_height)
    }

    /// Shows one panel of a narrow window.
    #[expect(clippy::too_many_arguments, reason = "what every part is drawn from")]
    fn part(
        &mut self,
        ui: &mut Ui,
        body: Rect,
        part: SinglePanel,
        session: &Session,
        document: &Document,
        now: f64,
        actions: &mut Vec<Action>,
    ) {
        match part {
            SinglePanel::Plot => {}
            SinglePanel::Shelf => {
                let names = body.with_max_x(body.left() + NARROW_NAMES);
                let chips = body.with_min_x(names.right());
                shelf::show(ui, names, chips, session, document, actions);
            }
            SinglePanel::Table if document.is_preview() => {}
            SinglePanel::Table => {
                table::show(ui, body, session, document, &mut self.table, actions);
            }
            SinglePanel::Quotes => quote_panel::show(ui, body, session, document, actions),
            SinglePanel::Reader => {
                reader::show(ui, body, session, document, &mut self.reader, now, actions);
            }
        }
    }

    /// Space that the table leaves in the plot's column, and the table's own.
    fn beside_table(
        &self,
        column: Rect,
        panels: Panels,
        document: &Document,
    ) -> (Rect, Option<Rect>) {
        if !panels.table || document.is_preview() {
            return (column, None);
        }
        let rows = self.table_height.unwrap_or(column.height() * TABLE_SHARE);
        let most = (column.height() - MIN_PLOT - 80.0).max(LEAST_TABLE);
        let table = column.with_min_y(column.bottom() - rows.clamp(LEAST_TABLE, most));
        (column.with_max_y(table.top()), Some(table))
    }

    /// Plot height in points that shows every row of the whole timeline. It
    /// depends on the whole timeline, not on the view, so that zooming moves
    /// no other region.
    fn needed_height(&mut self, ui: &Ui, session: &Session, width: f32) -> f32 {
        let Some(document) = session.document.as_deref() else {
            return 0.0;
        };
        #[expect(clippy::cast_possible_truncation, reason = "points on the screen")]
        let key = (
            session.revision,
            session.view.filter_revision,
            width.round() as i32,
        );
        if let Some((of, height)) = self.needed
            && of == key
        {
            return height;
        }
        let whole = session.whole();
        let rows = self.whole_rows.rows(ui, session, document, whole, width);
        let height = scene_cache::needed_height(ui, session, document, rows, whole, width);
        self.needed = Some((key, height));
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

/// Text pasted outside of a text field may be a link.
fn pasted_link(ui: &Ui, actions: &mut Vec<Action>) {
    ui.input(|input| {
        for event in &input.events {
            if let egui::Event::Paste(text) = event {
                actions.push(Action::Workspace(WorkspaceAction::Paste(text.clone())));
            }
        }
    });
}

/// Files dropped on the window. A worker finds out what each is.
fn dropped_files(ui: &Ui, actions: &mut Vec<Action>) {
    let paths: Vec<std::path::PathBuf> = ui.input(|input| {
        input
            .raw
            .dropped_files
            .iter()
            .map(|file| file.path().to_path_buf())
            .collect()
    });
    let added = paths.into_iter().map(SourceAction::AddFile);
    actions.extend(added.map(Action::Source));
}

/// Problems with a link that was followed. Returns the height of the bar in
/// points.
fn link_problems(ui: &mut Ui, body: Rect, session: &Session, actions: &mut Vec<Action>) -> f32 {
    let palette = Palette::of(ui);
    let inner = body.shrink2(vec2(16.0, 8.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt("link"));
    let ground = ui.painter().add(egui::Shape::Noop);
    let used = child
        .vertical(|ui| {
            for problem in &session.messages.link_problems {
                let words = RichText::new(visible_text(&problem.message.text()))
                    .font(theme::semibold(theme::TEXT_SIZE))
                    .color(palette.warning);
                bidi::label(ui, words, Edge::Text);
                bidi::label(
                    ui,
                    RichText::new(visible_text(&problem.hint.text())),
                    Edge::Text,
                );
            }
            if ui.button(say("notice-dismiss")).clicked() {
                actions.push(Action::Panel(PanelAction::DismissNotices));
            }
        })
        .response
        .rect;
    let rect = Rect::from_min_max(body.min, pos2(body.right(), used.bottom() + 8.0));
    let fill = palette.paper.lerp_to_gamma(palette.warning, 0.08);
    ui.painter()
        .set(ground, egui::Shape::rect_filled(rect, 0.0, fill));
    rect.height()
}

/// Why the newest version could not be read; the previous one stays visible.
fn notice_bar(
    ui: &mut Ui,
    body: Rect,
    session: &Session,
    origin: &Origin,
    refusal: &FileError,
    actions: &mut Vec<Action>,
) -> f32 {
    let palette = Palette::of(ui);
    let what = match origin {
        Origin::BuiltIn => say("notice-built-in"),
        Origin::File(path) => visible_text(&path.display().to_string()).into_owned(),
    };
    let message = refusal.message.text();
    let message = visible_text(&message);
    let message = match (refusal.line, refusal.column) {
        (Some(line), Some(column)) => say_with(
            "notice-in-file-at",
            &[
                ("file", what.into()),
                ("line", Argument::plain(line)),
                ("column", Argument::plain(column)),
                ("message", message.as_ref().into()),
            ],
        ),
        _ => say_with(
            "notice-in-file",
            &[("file", what.into()), ("message", message.as_ref().into())],
        ),
    };
    let shows_earlier = session
        .messages
        .notice
        .as_ref()
        .is_some_and(|notice| notice.shows_earlier);
    let rest = if session.document.is_some() && shows_earlier {
        format!(" {}", say("notice-last-version"))
    } else {
        String::new()
    };
    let inner = body.shrink2(vec2(16.0, 10.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt("notice"));
    // Painted below the text once its height is known.
    let ground = ui.painter().add(egui::Shape::Noop);
    let used = child
        .vertical(|ui| {
            ui.add(
                egui::Label::new(
                    RichText::new(message)
                        .font(theme::semibold(theme::TEXT_SIZE))
                        .color(palette.bad),
                )
                .wrap(),
            );
            let hint = refusal
                .hint
                .as_ref()
                .map(|hint| visible_text(&hint.text()).into_owned())
                .unwrap_or_default();
            let more = format!("{hint}{rest}");
            if !more.is_empty() {
                ui.add(egui::Label::new(more.trim()).wrap());
            }
            ui.horizontal(|ui| {
                if ui.button(say("notice-open-another")).clicked() {
                    actions.push(Action::Load(LoadAction::PickTimeline));
                }
                if ui.button(say("notice-read-again")).clicked() {
                    actions.push(Action::Load(LoadAction::Reload));
                }
                if session.document.is_some() && ui.button(say("notice-dismiss")).clicked() {
                    actions.push(Action::Panel(PanelAction::DismissNotices));
                }
            });
        })
        .response
        .rect;
    let rect = Rect::from_min_max(body.min, pos2(body.right(), used.bottom() + 10.0));
    ui.painter().set(
        ground,
        egui::Shape::rect_filled(rect, 0.0, palette.paper.lerp_to_gamma(palette.bad, 0.08)),
    );
    ui.painter()
        .hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, palette.bad));
    rect.height()
}

/// The line of hints, if there is room for it.
fn footer_of(ui: &Ui, footer: Rect, session: &Session, document: &Document, panels: Panels) {
    let palette = Palette::of(ui);
    let hidden = if panels.shelf {
        0
    } else {
        session.undated(document).len()
    };
    if footer.height() >= FOOTER_HEIGHT {
        footer_line(ui, footer, hidden, palette);
    }
}

/// The gestures that a newcomer needs.
fn footer_line(ui: &Ui, rect: Rect, hidden: usize, palette: Palette) {
    let gestures = say("footer-gestures");
    let text = if hidden == 0 {
        gestures
    } else {
        let hidden = say_with("footer-hidden", &[("count", Argument::plain(hidden))]);
        format!("{hidden}  ·  {gestures}")
    };
    let galley = ui
        .painter()
        .layout_no_wrap(text, theme::sans(12.5), palette.muted);
    let place = pos2(
        rect.left() + NAMES_WIDTH,
        rect.center().y - galley.size().y / 2.0,
    );
    if galley.size().x < rect.right() - place.x {
        ui.painter().galley(place, galley, palette.muted);
    }
}
