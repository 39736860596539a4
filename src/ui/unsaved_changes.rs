//! The list of unsaved changes, and the question before they are lost.

use eframe::egui::{RichText, Ui};

use super::bidi::{self, Edge};
use super::dialogs::main_button;
use super::theme::{self, Palette};
use super::timeline_view::count;
use crate::language::{say, say_with};
use crate::model::visible_text;
use crate::session::{Action, CloseAction, Dialog, EditAction, PanelAction, Session};

/// Shows the changes.
pub fn show(ui: &mut Ui, session: &Session, palette: Palette, actions: &mut Vec<Action>) {
    bidi::label(ui, say("changes-explained"), Edge::Text);
    list(ui, session, palette);
    ui.horizontal(|ui| {
        if main_button(ui, &say("changes-save"), palette).clicked() {
            actions.push(Action::Edit(EditAction::SaveCopy));
        }
        if ui.button(say("changes-undo")).clicked() {
            actions.push(Action::Edit(EditAction::Undo));
        }
    });
}

/// Asks before changes are lost.
pub fn unsaved(ui: &mut Ui, session: &Session, palette: Palette, actions: &mut Vec<Action>) {
    let unsaved = count(session.edits.changes.unsaved(), "change");
    bidi::label(
        ui,
        say_with("changes-would-be-lost", &[("changes", unsaved.into())]),
        Edge::Text,
    );
    list(ui, session, palette);
    ui.horizontal_wrapped(|ui| {
        if main_button(ui, &say("changes-save"), palette).clicked() {
            actions.push(Action::Edit(EditAction::SaveCopy));
        }
        if ui.button(say("changes-leave")).clicked() {
            actions.push(Action::Close(CloseAction::DiscardChanges));
        }
        if ui.button(say("changes-stay")).clicked() {
            actions.push(Action::Panel(PanelAction::ToggleDialog(Dialog::Unsaved)));
        }
    });
}

fn list(ui: &mut Ui, session: &Session, palette: Palette) {
    for words in session.edits.changes.in_words() {
        bidi::label(
            ui,
            RichText::new(format!("·  {}", visible_text(&words)))
                .font(theme::sans(theme::TEXT_SIZE))
                .color(palette.ink),
            Edge::Text,
        );
    }
}
