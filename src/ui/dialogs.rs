//! Modal dialogs: frame, title, dispatch, and the small dialogs that need no module.

use std::path::{Path, PathBuf};

use eframe::egui::{self, Button, Grid, RichText, ScrollArea, Stroke, Ui, vec2};

use super::bidi::{self};
use super::command_palette::{CommandPalette, keys_of};
use super::event_dialogs::EventDialogs;
use super::export_dialog::ExportDialog;
use super::filter_panel::FilterPanel;
use super::settings_dialog::SettingsDialog;
use super::theme::{self, SMALL_SIZE, UiPalette};
use super::timeline_view::count;
use super::widgets::{
    action_button, card, main_button, small, small_button, strong, text_field, warning,
};
use super::{
    citation_lines, clusters, conflicts, history, keys, legend, link_dialog, recent_files,
};
use crate::bibliography::Style;
use crate::edits::NameList;
use crate::edits::forms::FormKind;
use crate::language::{MessageArgument, say, say_with};
use crate::model::{Index, Source, visible_id, visible_line, visible_text};
use crate::session::{
    Action, Dialog, FormAction, ListedProblem, LoadAction, OpenTimeline, PanelAction,
    QuotationCounts, SaveAction, SelectionAction, Session, SettingsAction, SourceAction, Workspace,
    WorkspaceAction,
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
    events: EventDialogs,
    /// The dialog of the last frame.
    shown: Option<Dialog>,
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
        if self.shown != dialog {
            self.shown = dialog;
            let renamed = self.filters.name_to_rename.take();
            self.events = renamed.map_or_else(EventDialogs::default, EventDialogs::renaming);
        }
        let dialog = dialog?;
        let mut command = None;
        let (title, width) = title_and_width(dialog);
        let screen = ui.ctx().content_rect();
        let max_height = (screen.height() - 170.0).max(120.0);
        let mut is_closed = false;
        let modal = egui::Modal::new(egui::Id::unique(("dialog", title)))
            .backdrop_color(egui::Color32::from_black_alpha(70))
            .frame(egui::Frame::window(ui.style()))
            .show(ui.ctx(), |ui| {
                ui.set_width(width.min(screen.width() - 60.0));
                ui.spacing_mut().item_spacing.y = 6.0;
                ui.horizontal(|ui| {
                    ui.label(strong(say(title), 19.0));
                    let right = egui::Layout::right_to_left(egui::Align::Center);
                    ui.with_layout(right, |ui| {
                        let close = ui.button(say("dialog-close"));
                        is_closed = close.on_hover_text(say("dialog-close-hint")).clicked();
                    });
                });
                ui.add_space(4.0);
                if dialog == Dialog::Sources {
                    choose_sources(ui, &mut self.path, actions);
                    ui.add_space(4.0);
                }
                ScrollArea::vertical()
                    .max_height(max_height)
                    .min_scrolled_height(max_height)
                    // The command list keeps its size while it is filtered.
                    .auto_shrink([false, dialog != Dialog::Commands])
                    .show(ui, |ui| {
                        command = self.contents(ui, workspace, dialog, actions);
                    });
            });
        if is_closed || modal.backdrop_response.clicked() {
            actions.push(PanelAction::ToggleDialog(dialog).into());
        }
        command
    }

    fn contents(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        dialog: Dialog,
        actions: &mut Vec<Action>,
    ) -> Option<Command> {
        let session = workspace.session();
        let path = &mut self.path;
        match dialog {
            Dialog::Keys => keys_list(ui, workspace, actions),
            Dialog::Legend => legend::show(ui, session, UiPalette::of(ui), actions),
            Dialog::Problems => problems(ui, session, actions),
            Dialog::Sources => sources(ui, session, actions),
            Dialog::OpenPath => {
                let path = path_dialog(ui, path, OPEN_PATH);
                actions.extend(path.map(|path| LoadAction::Open(path).into()));
            }
            Dialog::Filters => self.filters.show(ui, session, actions),
            Dialog::Commands => return self.commands.show(ui, workspace, actions),
            Dialog::Settings => self.settings.show(ui, workspace, actions),
            Dialog::OpenLink => link_dialog::show(ui, session, actions),
            Dialog::Recent => recent_files::show(ui, workspace, actions),
            Dialog::ClusterEvents => clusters::list(ui, session, UiPalette::of(ui), actions),
            Dialog::SavePath => {
                let copy = |path| SaveAction::SaveCopyTo(path).into();
                save_path(ui, path, copy, actions);
            }
            Dialog::SaveAsPath => {
                let file = |path| SaveAction::SaveAsTo(path).into();
                save_path(ui, path, file, actions);
            }
            Dialog::ExportFigure => self.export.figure(ui, session, actions),
            Dialog::ExportPage => self.export.page(ui, session, actions),
            Dialog::AddSource => {
                let path = path_dialog(ui, path, ADD_SOURCE);
                actions.extend(path.map(|path| SourceAction::AddFile(path).into()));
            }
            Dialog::SaveFirst => history::ask_where_to_save(ui, actions),
            Dialog::Conflicts => conflicts::show(ui, session, actions),
            Dialog::PrivateData => private_data(ui, actions),
            Dialog::History => history::show(ui, session, actions),
            Dialog::Unsaved => history::ask(ui, session, actions),
            Dialog::MoveToLane
            | Dialog::AddName(_)
            | Dialog::RemoveName(_)
            | Dialog::MergeEvents
            | Dialog::SplitEvent
            | Dialog::RenameName(_) => self.events.show(ui, session, dialog, actions),
        }
        None
    }
}

/// Message id of the title, and the width in points.
const fn title_and_width(dialog: Dialog) -> (&'static str, f32) {
    match dialog {
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
        Dialog::SaveAsPath => ("dialog-save-as", 520.0),
        Dialog::SaveFirst => ("dialog-save-first", 460.0),
        Dialog::ExportFigure => ("dialog-export-figure", 560.0),
        Dialog::ExportPage => ("dialog-export-page", 560.0),
        Dialog::AddSource => ("dialog-add", 520.0),
        Dialog::Conflicts => ("dialog-conflicts", 620.0),
        Dialog::PrivateData => ("dialog-private-data", 480.0),
        Dialog::History => ("dialog-history", 520.0),
        Dialog::Unsaved => ("dialog-unsaved", 480.0),
        Dialog::MoveToLane => ("dialog-move-to-lane", 420.0),
        Dialog::AddName(NameList::Tags) => ("dialog-add-tag", 420.0),
        Dialog::AddName(NameList::Actors) => ("dialog-add-actor", 420.0),
        Dialog::RemoveName(NameList::Tags) => ("dialog-remove-tag", 420.0),
        Dialog::RemoveName(NameList::Actors) => ("dialog-remove-actor", 420.0),
        Dialog::MergeEvents => ("dialog-merge-events", 520.0),
        Dialog::SplitEvent => ("dialog-split-event", 560.0),
        Dialog::RenameName(NameList::Tags) => ("dialog-rename-tags", 460.0),
        Dialog::RenameName(NameList::Actors) => ("dialog-rename-actors", 460.0),
    }
}

/// Asks before what the program stored is removed.
fn private_data(ui: &mut Ui, actions: &mut Vec<Action>) {
    bidi::label(ui, say("private-data-explained"));
    ui.horizontal_wrapped(|ui| {
        if main_button(ui, &say("private-data-clear")).clicked() {
            actions.push(WorkspaceAction::ClearPrivateData.into());
        }
        let cancel = PanelAction::ToggleDialog(Dialog::PrivateData);
        action_button(ui, "changes-stay", cancel, actions);
    });
}

fn keys_list(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    let ink = UiPalette::of(ui).ink;
    let row = |ui: &mut Ui, keys: String, effect: String| {
        ui.label(strong(keys, theme::TEXT_SIZE));
        ui.label(RichText::new(effect).color(ink));
        ui.end_row();
    };
    let grid = Grid::new("keys").num_columns(2).spacing(vec2(18.0, 7.0));
    grid.show(ui, |ui| {
        for (gesture, effect) in keys::GESTURES {
            row(ui, say(gesture), say(effect));
        }
    });
    ui.add_space(8.0);
    ui.label(strong(say("keys-commands"), theme::TEXT_SIZE + 1.0));
    let grid = Grid::new("keys of commands").num_columns(2);
    grid.spacing(vec2(18.0, 5.0)).show(ui, |ui| {
        for command in Command::ALL {
            let keys = keys_of(workspace.bindings(), *command);
            if !keys.is_empty() {
                row(ui, keys, say(command.message_id()));
            }
        }
    });
    ui.add_space(6.0);
    let settings = PanelAction::ToggleDialog(Dialog::Settings);
    action_button(ui, "keys-change", settings, actions);
}

fn problems(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let Some(open) = session.open.as_deref() else {
        return;
    };
    if open.problem_count() == 0 {
        ui.label(say("dialog-no-problems"));
    }
    for listed in open.problems().take(MAX_PROBLEMS_LISTED) {
        card(ui, |ui| problem_card(ui, open, listed, actions));
    }
    let more = open.problem_count().saturating_sub(MAX_PROBLEMS_LISTED);
    if more > 0 {
        let message = say_with("dialog-more-problems", &[("count", more.into())]);
        ui.label(RichText::new(message).color(UiPalette::of(ui).muted));
    }
}

/// A problem with its place, and a button that leads to what it is about.
fn problem_card(
    ui: &mut Ui,
    open: &OpenTimeline,
    listed: &ListedProblem,
    actions: &mut Vec<Action>,
) {
    let problem = &listed.problem;
    let palette = UiPalette::of(ui);
    let color = if problem.is_error() {
        palette.bad
    } else {
        palette.warning
    };
    let message = strong(visible_text(&problem.message), theme::TEXT_SIZE);
    bidi::label(ui, message.color(color));
    if let Some(hint) = &problem.hint {
        bidi::label(ui, visible_text(hint));
    }
    let at = match (problem.line, problem.column) {
        (Some(line), Some(column)) => {
            let at = [
                ("line", MessageArgument::ungrouped(line)),
                ("column", MessageArgument::ungrouped(column)),
            ];
            format!("{} · ", say_with("dialog-line-and-column", &at))
        }
        _ => String::new(),
    };
    let place = format!("{at}{}", visible_id(&problem.path));
    let place = RichText::new(place).font(theme::sans(SMALL_SIZE));
    ui.label(place.color(palette.muted));
    if problem.path.starts_with("/sources") {
        let sources = PanelAction::ToggleDialog(Dialog::Sources);
        action_button(ui, "dialog-show-sources", sources, actions);
    } else if let Some(event) = listed.event {
        let title = visible_line(open.timeline[event].name());
        let go_to = say_with("dialog-go-to", &[("event", title.into())]);
        if ui.button(go_to).clicked() {
            actions.push(PanelAction::ToggleDialog(Dialog::Problems).into());
            actions.push(SelectionAction::Select(event).into());
        }
    }
}

/// Maximum number of problems in the list. The command line lists all.
const MAX_PROBLEMS_LISTED: usize = 200;

fn sources(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let Some(open) = session.open.as_deref() else {
        return;
    };
    ui.horizontal(|ui| {
        let add = ui.button(say("dialog-add-source"));
        let hint = say("dialog-add-source-hint");
        if add.on_hover_text(hint).clicked() {
            actions.push(SourceAction::PickFile.into());
        }
        if ui.button(say(Command::NewSource.message_id())).clicked() {
            actions.push(FormAction::New(FormKind::Source).into());
        }
        ui.add_space(8.0);
        ui.label(say("dialog-cited-in-style"));
        for style in Style::ALL {
            let is_chosen = session.settings.citation_style == style;
            if ui.radio(is_chosen, style.title()).clicked() {
                actions.push(SettingsAction::CitationStyle(style).into());
            }
        }
    });
    for (index, source) in open.timeline.sources.indexed() {
        card(ui, |ui| {
            source_card(ui, session, open, index, source, actions);
        });
    }
}

/// A source, and how many of its quotations were found in which document.
fn source_card(
    ui: &mut Ui,
    session: &Session,
    open: &OpenTimeline,
    index: Index<Source>,
    source: &Source,
    actions: &mut Vec<Action>,
) {
    let palette = UiPalette::of(ui);
    let entry = citation_lines::entry(ui, session, index);
    let entry = RichText::new(visible_text(&entry)).font(theme::serif(15.0));
    bidi::label(ui, entry);
    let QuotationCounts {
        quotations,
        verified,
    } = open.quotation_counts(index);
    let holding = open.holdings.get(index);
    let (id, color) = match holding {
        Some(_) if is_recorded_copy(open, index) => ("dialog-verified-against", palette.good),
        Some(_) if source.sha256.is_none() => ("dialog-found-in", palette.good),
        Some(_) => ("dialog-found-in-other", palette.warning),
        None => ("dialog-not-here", palette.muted),
    };
    let path = holding.map(|holding| holding.path.display().to_string());
    let verified = [
        ("verified", MessageArgument::ungrouped(verified)),
        ("of", count(quotations, "quotation").into()),
        (
            "place",
            visible_id(&path.unwrap_or_default()).into_owned().into(),
        ),
    ];
    bidi::label(ui, RichText::new(say_with(id, &verified)).color(color));
    if let Some(digest) = &source.sha256 {
        let digest = RichText::new(format!("SHA-256 {digest}"));
        let font = theme::sans(SMALL_SIZE - 0.5);
        ui.label(digest.font(font).color(palette.muted));
    }
    if let Some(note) = &source.note {
        bidi::label(ui, small(visible_text(note)).color(palette.muted));
    }
    if small_button(ui, "record-edit", "record-edit-hint").clicked() {
        actions.push(FormAction::EditSource(index).into());
    }
}

/// Adds documents by a file dialog or a path.
fn choose_sources(ui: &mut Ui, path: &mut String, actions: &mut Vec<Action>) {
    ui.label(say("dialog-sources-explained"));
    ui.horizontal(|ui| {
        if main_button(ui, &say("dialog-choose-folder")).clicked() {
            actions.push(SourceAction::PickFolder.into());
        }
        if let Some(path) = path_field(ui, path, "dialog-or-path", "dialog-check") {
            actions.push(SourceAction::SearchForDocumentsIn(path).into());
        }
    });
}

/// Whether the available document is the recorded version.
pub fn is_recorded_copy(open: &OpenTimeline, source: Index<Source>) -> bool {
    open.holdings
        .get(source)
        .is_some_and(|holding| Some(holding.digest) == open.timeline[source].sha256)
}

/// Message ids of a dialog that asks for a path: explanation, hint, button.
type PathDialog = [&'static str; 3];

const OPEN_PATH: PathDialog = [
    "dialog-open-no-dialog",
    "dialog-path-of-timeline",
    "dialog-do-open",
];
const ADD_SOURCE: PathDialog = [
    "dialog-add-no-dialog",
    "dialog-path-of-addition",
    "dialog-do-add",
];

/// A dialog that asks for a path. Returns it when the user confirms.
fn path_dialog(ui: &mut Ui, path: &mut String, messages: PathDialog) -> Option<PathBuf> {
    let [explanation, hint, button] = messages;
    ui.label(say(explanation));
    ui.horizontal(|ui| path_field(ui, path, hint, button)).inner
}

fn save_path(
    ui: &mut Ui,
    path: &mut String,
    action: impl FnOnce(PathBuf) -> Action,
    actions: &mut Vec<Action>,
) {
    let to_replace_id = egui::Id::unique("a file that would be replaced");
    let to_replace: Option<PathBuf> = ui.data(|memory| memory.get_temp(to_replace_id));
    let confirms = to_replace.is_some_and(|known| known == Path::new(path.trim()));
    let button = if confirms {
        "dialog-do-replace"
    } else {
        "dialog-do-save"
    };
    let messages = ["dialog-save-no-dialog", "dialog-path-of-copy", button];
    if let Some(path) = path_dialog(ui, path, messages) {
        // Replacing an existing file needs a second press.
        if path.exists() && !confirms {
            ui.data_mut(|memory| memory.insert_temp(to_replace_id, path));
        } else {
            ui.data_mut(|memory| memory.remove::<PathBuf>(to_replace_id));
            actions.push(action(path));
        }
    }
    if confirms {
        warning(ui, say("dialog-confirm-replace"));
    }
}

/// A field for a path and its button, named by message ids. Returns the path
/// when it is confirmed.
fn path_field(ui: &mut Ui, path: &mut String, hint: &str, button: &str) -> Option<PathBuf> {
    let palette = UiPalette::of(ui);
    let field = egui::TextEdit::singleline(path)
        .id(path_field_id())
        .hint_text(RichText::new(say(hint)).color(palette.dimmed))
        .desired_width(ui.available_width() - 84.0);
    let (_, is_entered) = text_field(ui, field, &say("dialog-path"));
    let stroke = Stroke::new(1.0, palette.muted);
    let is_pressed = ui.add(Button::new(say(button)).stroke(stroke)).clicked();
    let path = path.trim();
    ((is_entered || is_pressed) && !path.is_empty()).then(|| PathBuf::from(path))
}
