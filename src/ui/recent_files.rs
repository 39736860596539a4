//! List of recently opened timelines.

use eframe::egui::{Button, RichText, Ui, vec2};

use super::regions::{self, Region};
use super::theme::{self, Palette, SMALL_SIZE};
use crate::language::say;
use crate::model::visible_id;
use crate::session::{Action, Dialog, LoadAction, PanelAction, Workspace};

/// Shows the list; a click opens a timeline.
pub fn show(ui: &mut Ui, workspace: &Workspace, palette: Palette, actions: &mut Vec<Action>) {
    let mut is_empty = true;
    for path in workspace.recent().iter() {
        is_empty = false;
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = visible_id(&name.to_string_lossy()).into_owned();
        let folder = path.parent().map(|folder| folder.display().to_string());
        let folder = visible_id(&folder.unwrap_or_default()).into_owned();
        let button = ui.add(
            Button::new(RichText::new(&name).font(theme::semibold(theme::TEXT_SIZE)))
                .min_size(vec2(ui.available_width(), 28.0))
                .right_text(
                    RichText::new(&folder)
                        .font(theme::sans(SMALL_SIZE))
                        .color(palette.muted),
                ),
        );
        regions::offer(ui, Region::TopBar, button.id);
        if button.on_hover_text(format!("{folder}/{name}")).clicked() {
            actions.push(Action::Panel(PanelAction::ToggleDialog(Dialog::Recent)));
            actions.push(Action::Load(LoadAction::Open(path.to_path_buf())));
        }
    }
    if is_empty {
        ui.label(RichText::new(say("recent-none")).color(palette.muted));
    }
}
