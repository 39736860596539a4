//! Tabs of the open timelines, if there are several.

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Button, Rect, RichText, Ui, vec2};

use super::bars;
use super::theme::UiPalette;
use super::widgets::{flat_button, set_name};
use crate::language::{say, say_with};
use crate::model::{visible_id, visible_line};
use crate::session::{Action, Origin, Session, Workspace, WorkspaceAction};

/// Maximum width of a tab, in points.
const MOST: f32 = 260.0;

/// Shows the tabs at the top of `body` if several timelines are open. Returns
/// the height in points.
pub fn show(ui: &mut Ui, body: Rect, workspace: &Workspace, actions: &mut Vec<Action>) -> f32 {
    if workspace.sessions().len() < 2 {
        return 0.0;
    }
    let background = UiPalette::of(ui).band;
    bars::show(ui, body, "tabs", background, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (place, session) in workspace.sessions().enumerate() {
            tab(ui, place, session, place == workspace.current(), actions);
        }
    })
}

fn tab(ui: &mut Ui, place: usize, session: &Session, is_shown: bool, actions: &mut Vec<Action>) {
    let name = name_of(session);
    let unsaved = if session.has_unsaved_changes() {
        "• "
    } else {
        ""
    };
    let timeline = [("name", name.as_str().into())];
    let message = say_with("tabs-timeline", &timeline);
    ui.scope(|ui| {
        ui.set_max_width(MOST);
        let tab = bars::tab(ui, &format!("{unsaved}{name}"), is_shown, &message);
        if tab.on_hover_text(origin_in_words(session)).clicked() {
            actions.push(WorkspaceAction::Show(place).into());
        }
    });
    let cross = RichText::new("×").color(UiPalette::of(ui).muted);
    let cross = Button::new(cross).min_size(vec2(24.0, 24.0));
    let close = flat_button(ui, cross, egui::Color32::TRANSPARENT);
    set_name(&close, Role::Button, || say_with("tabs-close", &timeline));
    if close.on_hover_text(say("tabs-close-hint")).clicked() {
        actions.push(WorkspaceAction::Close(place).into());
    }
}

/// Where a timeline comes from: its path, or that it is built in.
pub fn origin_in_words(session: &Session) -> String {
    match session.origin() {
        Origin::BuiltIn => say("bar-built-in"),
        Origin::Untitled(_) => say("bar-no-file"),
        Origin::File(path) => visible_id(&path.display().to_string()).into_owned(),
    }
}

/// Name of a timeline in its tab: its title, else its file.
fn name_of(session: &Session) -> String {
    let title = session
        .open
        .as_ref()
        .map(|open| open.timeline.title.as_str())
        .filter(|title| !title.is_empty());
    match (title, session.origin()) {
        (Some(title), _) => visible_line(title).into_owned(),
        (None, Origin::File(path)) => {
            let name = path.file_name().unwrap_or(path.as_os_str());
            visible_id(&name.to_string_lossy()).into_owned()
        }
        (None, Origin::BuiltIn) => "Annals".to_owned(),
        (None, Origin::Untitled(_)) => say("bar-no-file"),
    }
}
