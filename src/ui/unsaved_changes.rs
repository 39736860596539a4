//! The list of unsaved changes, and the question before they are lost.

use eframe::egui::{RichText, Ui};

use super::bidi;
use super::theme::{self, UiPalette};
use super::timeline_view::count;
use super::widgets::{action_button, main_button};
use crate::language::{say, say_with};
use crate::model::visible_text;
use crate::session::{Action, CloseAction, Dialog, EditAction, PanelAction, Session};

/// Shows the changes.
pub fn show(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    bidi::label(ui, say("changes-explained"));
    list(ui, session);
    ui.horizontal(|ui| {
        save_button(ui, actions);
        action_button(ui, "changes-undo", EditAction::Undo, actions);
    });
}

/// Asks before changes are lost.
pub fn ask(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let changes = count(session.edits.changes.unsaved(), "change");
    bidi::label(
        ui,
        say_with("changes-would-be-lost", &[("changes", changes.into())]),
    );
    list(ui, session);
    ui.horizontal_wrapped(|ui| {
        save_button(ui, actions);
        action_button(ui, "changes-leave", CloseAction::DiscardChanges, actions);
        let stay = PanelAction::ToggleDialog(Dialog::Unsaved);
        action_button(ui, "changes-stay", stay, actions);
    });
}

fn save_button(ui: &mut Ui, actions: &mut Vec<Action>) {
    if main_button(ui, &say("changes-save")).clicked() {
        actions.push(EditAction::SaveCopy.into());
    }
}

fn list(ui: &mut Ui, session: &Session) {
    for words in session.edits.changes.in_words() {
        let words = RichText::new(format!("·  {}", visible_text(&words)))
            .font(theme::sans(theme::TEXT_SIZE))
            .color(UiPalette::of(ui).ink);
        bidi::label(ui, words);
    }
}
