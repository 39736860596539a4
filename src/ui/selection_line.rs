//! The line under the table about several selected events: how many they are, and
//! what can be done with all of them.

use eframe::egui::{Rect, Ui, UiBuilder, vec2};

use super::theme::{self, UiPalette};
use super::widgets::{action_button, rule, strong};
use crate::edits::{EditCommand, NameList};
use crate::language::{say, say_with};
use crate::session::{Action, Dialog, EditAction, PanelAction, SelectionAction, Session};

/// Shows the line in a rectangle. Returns the height that it needs, in points.
pub fn show(ui: &mut Ui, rect: Rect, session: &Session, actions: &mut Vec<Action>) -> f32 {
    let palette = UiPalette::of(ui);
    ui.painter().rect_filled(rect, 0.0, palette.band);
    rule(ui, rect, rect.top());
    let inner = rect.shrink2(vec2(10.0, 5.0));
    let builder = UiBuilder::new().max_rect(inner).id_salt("selected events");
    let mut child = ui.new_child(builder);
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    let shown = child.horizontal_wrapped(|ui| {
        let count = session.view.multi_selection.events().len();
        let text = say_with("selected-events", &[("count", count.into())]);
        ui.label(strong(text, theme::TEXT_SIZE));
        for (name, dialog) in [
            ("selected-move", Dialog::MoveToLane),
            ("selected-add-tag", Dialog::AddName(NameList::Tags)),
            ("selected-remove-tag", Dialog::RemoveName(NameList::Tags)),
            ("selected-add-actor", Dialog::AddName(NameList::Actors)),
            (
                "selected-remove-actor",
                Dialog::RemoveName(NameList::Actors),
            ),
            ("selected-merge", Dialog::MergeEvents),
        ] {
            action_button(ui, name, PanelAction::OpenDialog(dialog), actions);
        }
        if ui.button(say("selected-delete")).clicked() {
            let delete = EditCommand::DeleteEvents(session.selected_ids());
            actions.push(EditAction::Do(Box::new(delete)).into());
        }
        if let Some(event) = session.view.selection {
            let only = SelectionAction::SelectInPlace(event);
            action_button(ui, "selected-clear", only, actions);
        }
    });
    shown.response.rect.height() + 10.0
}
