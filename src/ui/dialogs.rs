//! Modal dialogs: frame, title, dispatch, and the small dialogs that need no module.

use std::path::{Path, PathBuf};

use eframe::egui::{self, Button, Grid, RichText, ScrollArea, Stroke, Ui, vec2};

use super::bidi::{self, Edge};
use super::command_palette::{CommandPalette, keys_of};
use super::export_dialog::ExportDialog;
use super::filter_panel::FilterPanel;
use super::settings_dialog::SettingsDialog;
use super::theme::{self, Palette, SMALL_SIZE};
use super::timeline_view::count;
use super::{citation_lines, clusters, keys, legend, link_dialog, recent_files, unsaved_changes};
use crate::bibliography::Style;
use crate::language::{Argument, say, say_with};
use crate::model::{Event, Index, Source, visible_id, visible_line, visible_text};
use crate::session::{
    Action, Dialog, Document, EditAction, LoadAction, PanelAction, QuotationCounts,
    SelectionAction, Session, SettingsAction, SourceAction, Workspace,
};
use crate::settings::Command;

/// Id of the text field of a dialog.
#[must_use]
pub fn path_field_id() -> egui::Id {
    egui::Id::unique("path of a document")
}

/// State of dialogs while they are open.
#[derive(Debug, Default)]
pub struct Dialogs {
    path: String,
    filters: FilterPanel,
    commands: CommandPalette,
    settings: SettingsDialog,
    export: ExportDialog,
}

impl Dialogs {
    /// Shows the open dialog, if any. Returns a command of the window that was
    /// chosen there.
    pub fn show(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        actions: &mut Vec<Action>,
    ) -> Option<Command> {
        let dialog = workspace.session().view.dialog;
        if dialog != Some(Dialog::Commands) {
            self.commands.reset();
        }
        show(self, ui, workspace, dialog?, actions)
    }
}

fn show(
    dialogs: &mut Dialogs,
    ui: &Ui,
    workspace: &Workspace,
    dialog: Dialog,
    actions: &mut Vec<Action>,
) -> Option<Command> {
    let session = workspace.session();
    let Dialogs {
        path,
        filters,
        commands,
        settings,
        export,
    } = dialogs;
    let mut command = None;
    let palette = Palette::of(ui);
    let (title, width): (&str, f32) = match dialog {
        Dialog::Keys => ("dialog-keys", 720.0),
        Dialog::Legend => ("dialog-legend", 430.0),
        Dialog::Problems => ("dialog-problems", 620.0),
        Dialog::Sources => ("dialog-sources", 560.0),
        Dialog::OpenPath => ("dialog-open", 520.0),
        Dialog::Filters => ("dialog-filters", 640.0),
        Dialog::Commands => ("dialog-commands", 520.0),
        Dialog::Settings => ("dialog-settings", 600.0),
        Dialog::Recent => ("dialog-recent", 560.0),
        Dialog::OpenLink => ("dialog-open-link", 520.0),
        Dialog::ClusterEvents => ("dialog-cluster-events", 560.0),
        Dialog::SavePath => ("dialog-save", 520.0),
        Dialog::ExportFigure => ("dialog-export-figure", 560.0),
        Dialog::ExportPage => ("dialog-export-page", 560.0),
        Dialog::AddSource => ("dialog-add", 520.0),
        Dialog::Changes => ("dialog-changes", 520.0),
        Dialog::Unsaved => ("dialog-unsaved", 480.0),
    };
    let screen = ui.ctx().content_rect();
    let mut close = false;
    let modal = egui::Modal::new(egui::Id::unique(("dialog", title)))
        .backdrop_color(egui::Color32::from_black_alpha(70))
        .frame(egui::Frame::window(ui.style()))
        .show(ui.ctx(), |ui| {
            ui.set_width(width.min(screen.width() - 60.0));
            ui.spacing_mut().item_spacing.y = 6.0;
            ui.horizontal(|ui| {
                ui.label(RichText::new(say(title)).font(theme::semibold(19.0)));
                let right = egui::Layout::right_to_left(egui::Align::Center);
                ui.with_layout(right, |ui| {
                    close = ui
                        .button(say("dialog-close"))
                        .on_hover_text(say("dialog-close-hint"))
                        .clicked();
                });
            });
            ui.add_space(4.0);
            if dialog == Dialog::Sources {
                choose_sources(ui, palette, path, actions);
                ui.add_space(4.0);
            }
            ScrollArea::vertical()
                .max_height((screen.height() - 170.0).max(120.0))
                .min_scrolled_height((screen.height() - 170.0).max(120.0))
                // The command list keeps its size while it is filtered.
                .auto_shrink([false, dialog != Dialog::Commands])
                .show(ui, |ui| match dialog {
                    Dialog::Keys => keys_list(ui, workspace, palette, actions),
                    Dialog::Legend => legend::show(ui, session, palette, actions),
                    Dialog::Problems => problems(ui, session, palette, actions),
                    Dialog::Sources => sources(ui, session, palette, actions),
                    Dialog::OpenPath => open_path(ui, palette, path, actions),
                    Dialog::Filters => filters.show(ui, workspace, palette, actions),
                    Dialog::Commands => {
                        command = commands.show(ui, workspace, workspace.bindings(), actions);
                    }
                    Dialog::Settings => settings.show(ui, workspace, workspace.bindings(), actions),
                    Dialog::OpenLink => link_dialog::show(ui, session, palette, actions),
                    Dialog::Recent => recent_files::show(ui, workspace, palette, actions),
                    Dialog::ClusterEvents => clusters::list(ui, session, palette, actions),
                    Dialog::SavePath => save_path(ui, palette, path, actions),
                    Dialog::ExportFigure => export.figure(ui, session, palette, actions),
                    Dialog::ExportPage => export.page(ui, session, palette, actions),
                    Dialog::AddSource => add_source(ui, palette, path, actions),
                    Dialog::Changes => unsaved_changes::show(ui, session, palette, actions),
                    Dialog::Unsaved => unsaved_changes::unsaved(ui, session, palette, actions),
                });
        });
    if close || modal.backdrop_response.clicked() {
        actions.push(Action::Panel(PanelAction::ToggleDialog(dialog)));
    }
    command
}

fn keys_list(ui: &mut Ui, workspace: &Workspace, palette: Palette, actions: &mut Vec<Action>) {
    Grid::new("keys")
        .num_columns(2)
        .spacing(vec2(18.0, 7.0))
        .show(ui, |ui| {
            for (key, what) in keys::GESTURES {
                ui.label(RichText::new(say(key)).font(theme::semibold(theme::TEXT_SIZE)));
                ui.label(RichText::new(say(what)).color(palette.ink));
                ui.end_row();
            }
        });
    ui.add_space(8.0);
    ui.label(RichText::new(say("keys-commands")).font(theme::semibold(theme::TEXT_SIZE + 1.0)));
    Grid::new("keys of commands")
        .num_columns(2)
        .spacing(vec2(18.0, 5.0))
        .show(ui, |ui| {
            for command in Command::ALL {
                let keys = keys_of(workspace.bindings(), *command);
                if !keys.is_empty() {
                    ui.label(RichText::new(keys).font(theme::semibold(theme::TEXT_SIZE)));
                    let name = say(command.message_id());
                    ui.label(RichText::new(name).color(palette.ink));
                    ui.end_row();
                }
            }
        });
    ui.add_space(6.0);
    if ui.button(say("keys-change")).clicked() {
        actions.push(Action::Panel(PanelAction::ToggleDialog(Dialog::Settings)));
    }
}

fn problems(ui: &mut Ui, session: &Session, palette: Palette, actions: &mut Vec<Action>) {
    let Some(document) = session.document.as_deref() else {
        return;
    };
    if document.problem_count() == 0 {
        ui.label(say("dialog-no-problems"));
    }
    for problem in document.problems().take(MAX_PROBLEMS_LISTED) {
        let color = if problem.is_error() {
            palette.bad
        } else {
            palette.warning
        };
        let target = if problem.path.starts_with("/sources") {
            Some(Target::Sources)
        } else {
            document.event_of(problem).map(Target::Event)
        };
        let frame = egui::Frame::NONE
            .fill(palette.band)
            .corner_radius(6)
            .inner_margin(egui::Margin::symmetric(11, 8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            bidi::label(
                ui,
                RichText::new(visible_text(&problem.message))
                    .font(theme::semibold(theme::TEXT_SIZE))
                    .color(color),
                Edge::Text,
            );
            if let Some(hint) = &problem.hint {
                bidi::label(ui, visible_text(hint), Edge::Text);
            }
            let at = match (problem.line, problem.column) {
                (Some(line), Some(column)) => {
                    let at = [
                        ("line", Argument::plain(line)),
                        ("column", Argument::plain(column)),
                    ];
                    format!("{} · ", say_with("dialog-line-and-column", &at))
                }
                _ => String::new(),
            };
            ui.label(
                RichText::new(format!("{at}{}", visible_id(&problem.path)))
                    .font(theme::sans(SMALL_SIZE))
                    .color(palette.muted),
            );
            match target {
                Some(Target::Event(event)) => {
                    let title = visible_line(document.timeline[event].name());
                    if ui
                        .button(say_with(
                            "dialog-go-to",
                            &[("event", title.as_ref().into())],
                        ))
                        .clicked()
                    {
                        actions.push(Action::Panel(PanelAction::ToggleDialog(Dialog::Problems)));
                        actions.push(Action::Selection(SelectionAction::Select(event)));
                    }
                }
                Some(Target::Sources) if ui.button(say("dialog-show-sources")).clicked() => {
                    actions.push(Action::Panel(PanelAction::ToggleDialog(Dialog::Sources)));
                }
                Some(Target::Sources) | None => {}
            }
        });
    }
    let more = document.problem_count().saturating_sub(MAX_PROBLEMS_LISTED);
    if more > 0 {
        let message = say_with("dialog-more-problems", &[("count", more.into())]);
        ui.label(RichText::new(message).color(palette.muted));
    }
}

/// Maximum number of problems in the list. The command line lists all.
const MAX_PROBLEMS_LISTED: usize = 200;

/// Where a problem's path leads, if it can be shown.
enum Target {
    Event(Index<Event>),
    Sources,
}

fn sources(ui: &mut Ui, session: &Session, palette: Palette, actions: &mut Vec<Action>) {
    let Some(document) = session.document.as_deref() else {
        return;
    };
    ui.horizontal(|ui| {
        let add = ui.button(say("dialog-add-source"));
        let hint = say("dialog-add-source-hint");
        if add.on_hover_text(hint).clicked() {
            actions.push(Action::Source(SourceAction::PickFile));
        }
        ui.add_space(8.0);
        ui.label(say("dialog-cited-in-style"));
        for style in Style::ALL {
            let is_chosen = session.settings.citation_style == style;
            if ui.radio(is_chosen, style.title()).clicked() {
                actions.push(Action::Settings(SettingsAction::CitationStyle(style)));
            }
        }
    });
    let timeline = &document.timeline;
    for (index, source) in timeline.sources.indexed() {
        egui::Frame::NONE
            .fill(palette.band)
            .corner_radius(6)
            .inner_margin(egui::Margin::symmetric(11, 8))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 3.0;
                bidi::label(
                    ui,
                    RichText::new(visible_text(&citation_lines::entry(ui, session, index)))
                        .font(theme::serif(15.0)),
                    Edge::Text,
                );
                let QuotationCounts {
                    quotations,
                    verified,
                } = document.quotation_counts(index);
                let message = |id: &str, at: Option<&PathBuf>| {
                    let at = at.map(|at| at.display().to_string()).unwrap_or_default();
                    let (of, place) = (count(quotations, "quotation"), visible_id(&at));
                    let named = [
                        ("verified", Argument::plain(verified)),
                        ("of", of.into()),
                        ("place", place.as_ref().into()),
                    ];
                    say_with(id, &named)
                };
                let (text, color) = match document.holdings.of(index).map(|held| &held.path) {
                    Some(at) if is_recorded_copy(document, index) => {
                        (message("dialog-verified-against", Some(at)), palette.good)
                    }
                    Some(at) if source.sha256.is_none() => {
                        (message("dialog-found-in", Some(at)), palette.good)
                    }
                    Some(at) => (message("dialog-found-in-other", Some(at)), palette.warning),
                    None => (message("dialog-not-here", None), palette.muted),
                };
                bidi::label(ui, RichText::new(text).color(color), Edge::Text);
                if let Some(digest) = &source.sha256 {
                    ui.label(
                        RichText::new(format!("SHA-256 {digest}"))
                            .font(theme::sans(SMALL_SIZE - 0.5))
                            .color(palette.muted),
                    );
                }
                if let Some(note) = &source.note {
                    bidi::label(
                        ui,
                        RichText::new(visible_text(note))
                            .font(theme::sans(SMALL_SIZE + 0.5))
                            .color(palette.muted),
                        Edge::Text,
                    );
                }
            });
    }
}

/// Adds documents by a file dialog or a path.
fn choose_sources(ui: &mut Ui, palette: Palette, path: &mut String, actions: &mut Vec<Action>) {
    ui.label(say("dialog-sources-explained"));
    ui.horizontal(|ui| {
        if main_button(ui, &say("dialog-choose-folder"), palette).clicked() {
            actions.push(Action::Source(SourceAction::PickFolder));
        }
        let hint = "dialog-or-path";
        if let Some(path) = path_field(ui, path, hint, "dialog-check", palette) {
            actions.push(Action::Source(SourceAction::SearchForDocumentsIn(path)));
        }
    });
}

/// Whether the available document is the recorded version.
pub fn is_recorded_copy(document: &Document, source: Index<Source>) -> bool {
    document
        .holdings
        .of(source)
        .is_some_and(|held| Some(held.digest) == document.timeline[source].sha256)
}

fn open_path(ui: &mut Ui, palette: Palette, path: &mut String, actions: &mut Vec<Action>) {
    ui.label(say("dialog-open-no-dialog"));
    ui.horizontal(|ui| {
        if let Some(path) = path_field(
            ui,
            path,
            "dialog-path-of-timeline",
            "dialog-do-open",
            palette,
        ) {
            actions.push(Action::Load(LoadAction::Open(path)));
        }
    });
}

fn add_source(ui: &mut Ui, palette: Palette, path: &mut String, actions: &mut Vec<Action>) {
    ui.label(say("dialog-add-no-dialog"));
    ui.horizontal(|ui| {
        if let Some(path) = path_field(
            ui,
            path,
            "dialog-path-of-addition",
            "dialog-do-add",
            palette,
        ) {
            actions.push(Action::Source(SourceAction::AddFile(path)));
        }
    });
}

fn save_path(ui: &mut Ui, palette: Palette, path: &mut String, actions: &mut Vec<Action>) {
    ui.label(say("dialog-save-no-dialog"));
    let to_replace_id = egui::Id::unique("a file that would be replaced");
    let to_replace: Option<PathBuf> = ui.data(|memory| memory.get_temp(to_replace_id));
    let confirms = to_replace.is_some_and(|known| known == Path::new(path.trim()));
    ui.horizontal(|ui| {
        let button = if confirms {
            "dialog-do-replace"
        } else {
            "dialog-do-save"
        };
        if let Some(path) = path_field(ui, path, "dialog-path-of-copy", button, palette) {
            // Replacing an existing file needs a second press.
            if path.exists() && !confirms {
                ui.data_mut(|memory| memory.insert_temp(to_replace_id, path));
            } else {
                ui.data_mut(|memory| memory.remove::<PathBuf>(to_replace_id));
                actions.push(Action::Edit(EditAction::SaveCopyTo(path)));
            }
        }
    });
    if confirms {
        ui.label(RichText::new(say("dialog-confirm-replace")).color(palette.warning));
    }
}

/// Main button of a dialog.
pub fn main_button(ui: &mut Ui, text: &str, palette: Palette) -> egui::Response {
    ui.add(
        Button::new(
            RichText::new(text)
                .font(theme::semibold(theme::TEXT_SIZE))
                .color(palette.panel),
        )
        .fill(palette.ink),
    )
}

/// A field for a path and its button, named by message ids. Returns the path
/// when it is confirmed.
fn path_field(
    ui: &mut Ui,
    path: &mut String,
    hint: &str,
    verb: &str,
    palette: Palette,
) -> Option<PathBuf> {
    let field = ui.add(
        egui::TextEdit::singleline(path)
            .id(path_field_id())
            .hint_text(RichText::new(say(hint)).color(palette.dimmed))
            .desired_width(ui.available_width() - 84.0),
    );
    field.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::TextInput, true, say("dialog-path"))
    });
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let pressed = ui
        .add(Button::new(say(verb)).stroke(Stroke::new(1.0, palette.muted)))
        .clicked();
    let given = path.trim();
    ((entered || pressed) && !given.is_empty()).then(|| PathBuf::from(given))
}
