//! Main menu: the commands that the bar has no space for, with their keys.

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Button, RichText, Stroke, Ui, WidgetInfo, vec2};

use super::bars;
use super::command_palette::keys_of;
use super::theme::{self, UiPalette};
use crate::language::say;
use crate::session::{Action, Workspace, action_of};
use crate::settings::Command;

/// Entries of the menu; a separator between groups.
const GROUPS: &[&[Command]] = &[
    &[
        Command::NewTimeline,
        Command::Open,
        Command::OpenRecent,
        Command::Save,
        Command::SaveAs,
        Command::SaveCopy,
        Command::ExportFigure,
        Command::ExportPage,
    ],
    &[Command::Undo, Command::Redo, Command::History],
    &[
        Command::NewEvent,
        Command::NewPassage,
        Command::NewSource,
        Command::NewLane,
        Command::TimelineDetails,
    ],
    &[Command::Filters, Command::FindCommand, Command::CopyLink],
    &[
        Command::ToggleTable,
        Command::ToggleReader,
        Command::ToggleUndated,
        Command::ToggleOverview,
        Command::ToggleQuotes,
        Command::Evidence,
        Command::FoldEmptyPeriods,
    ],
    &[Command::Sources, Command::Problems, Command::Legend],
    &[Command::Keys, Command::Settings, Command::ClearPrivateData],
];

/// Shows the button, and the menu when it is pressed.
pub fn show(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    let stroke = Stroke::new(1.6, UiPalette::of(ui).ink);
    let response = bars::painted_button(ui, 28.0, &say("bar-menu"));
    let center = response.rect.center();
    // Three lines: the common menu icon.
    for line in [-5.0, 0.0, 5.0] {
        let x_range = center.x - 7.0..=center.x + 7.0;
        ui.painter().hline(x_range, center.y + line, stroke);
    }
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(250.0);
        let max_height = (ui.ctx().content_rect().height() - 80.0).max(120.0);
        egui::ScrollArea::vertical()
            .max_height(max_height)
            .min_scrolled_height(max_height)
            .show(ui, |ui| {
                for (at, group) in GROUPS.iter().enumerate() {
                    if at > 0 {
                        ui.separator();
                    }
                    for command in *group {
                        entry(ui, *command, workspace, actions);
                    }
                }
            });
    });
    response.on_hover_text(say("bar-menu"));
}

fn entry(ui: &mut Ui, command: Command, workspace: &Workspace, actions: &mut Vec<Action>) {
    let action = action_of(command, workspace);
    let name = say(command.message_id());
    let keys = RichText::new(keys_of(workspace.bindings(), command))
        .font(theme::sans(theme::SMALL_SIZE))
        .color(UiPalette::of(ui).muted);
    let button = Button::new(&name)
        .shortcut_text(keys)
        .frame(false)
        .min_size(vec2(ui.available_width(), 26.0));
    let response = ui.add_enabled(action.is_some(), button);
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, action.is_some(), &name));
    if response.clicked() {
        actions.extend(action);
        ui.close();
    }
}
