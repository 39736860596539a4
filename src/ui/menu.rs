//! Main menu: every command that has no room in the bar, with its keys.

use eframe::egui::{self, Button, RichText, Stroke, Ui, pos2, vec2};

use super::bars;
use super::command_palette::keys_of;
use super::theme::{self, Palette};
use crate::language::say;
use crate::session::{Action, Workspace, action_of};
use crate::settings::{Bindings, Command};

/// Entries of the menu; a separator between groups.
const GROUPS: &[&[Command]] = &[
    &[
        Command::Open,
        Command::OpenRecent,
        Command::SaveCopy,
        Command::ExportFigure,
        Command::ExportPage,
    ],
    &[Command::Filters, Command::FindCommand, Command::CopyLink],
    &[
        Command::ToggleTable,
        Command::ToggleReader,
        Command::ToggleShelf,
        Command::ToggleOverview,
        Command::ToggleQuotes,
        Command::Evidence,
        Command::FoldSilences,
    ],
    &[Command::Sources, Command::Problems, Command::Legend],
    &[Command::Keys, Command::Settings],
];

/// Shows the button, and the menu when it is pressed.
pub fn show(ui: &mut Ui, workspace: &Workspace, bindings: &Bindings, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    let response = bars::picture(ui, 28.0, &say("bar-menu"));
    let (rect, painter) = (response.rect, ui.painter());
    // Three lines: the common menu icon.
    for line in [-5.0, 0.0, 5.0] {
        let y = rect.center().y + line;
        painter.line_segment(
            [
                pos2(rect.center().x - 7.0, y),
                pos2(rect.center().x + 7.0, y),
            ],
            Stroke::new(1.6, palette.ink),
        );
    }
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(250.0);
        let most = (ui.ctx().content_rect().height() - 80.0).max(120.0);
        egui::ScrollArea::vertical()
            .max_height(most)
            .min_scrolled_height(most)
            .show(ui, |ui| {
                for (at, group) in GROUPS.iter().enumerate() {
                    if at > 0 {
                        ui.separator();
                    }
                    for command in *group {
                        entry(ui, *command, workspace, bindings, palette, actions);
                    }
                }
            });
    });
    response.on_hover_text(say("bar-menu"));
}

fn entry(
    ui: &mut Ui,
    command: Command,
    workspace: &Workspace,
    bindings: &Bindings,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let action = action_of(command, workspace);
    let name = say(command.message_id());
    let keys = keys_of(bindings, command);
    let button = Button::new(&name)
        .shortcut_text(
            RichText::new(&keys)
                .font(theme::sans(theme::SMALL_SIZE))
                .color(palette.muted),
        )
        .frame(false)
        .min_size(vec2(ui.available_width(), 26.0));
    let response = ui.add_enabled(action.is_some(), button);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::MenuItem, action.is_some(), &name)
    });
    if response.clicked() {
        actions.extend(action);
        ui.close();
    }
}
