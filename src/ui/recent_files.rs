//! List of recently opened timelines.

use eframe::egui::{Button, RichText, Ui, vec2};

use super::regions::{self, Region};
use super::theme::{self, SMALL_SIZE, UiPalette};
use super::widgets::strong;
use crate::language::say;
use crate::model::visible_id;
use crate::session::{Action, Dialog, LoadAction, PanelAction, Workspace};

/// Shows the list; a click opens a timeline.
pub fn show(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    let muted = UiPalette::of(ui).muted;
    let mut paths = workspace.recent().iter().peekable();
    if paths.peek().is_none() {
        ui.label(RichText::new(say("recent-none")).color(muted));
    }
    for path in paths {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = visible_id(&name.to_string_lossy()).into_owned();
        let folder = path.parent().map(|folder| folder.display().to_string());
        let folder = visible_id(&folder.unwrap_or_default()).into_owned();
        let right_text = RichText::new(&folder).font(theme::sans(SMALL_SIZE));
        let button = Button::new(strong(&name, theme::TEXT_SIZE))
            .min_size(vec2(ui.available_width(), 28.0))
            .right_text(right_text.color(muted));
        let button = ui.add(button);
        regions::offer(ui, Region::TopBar, button.id);
        if button.on_hover_text(format!("{folder}/{name}")).clicked() {
            actions.push(PanelAction::ToggleDialog(Dialog::Recent).into());
            actions.push(LoadAction::Open(path.to_path_buf()).into());
        }
    }
}
