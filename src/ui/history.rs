//! The steps that can be undone and done again, and the questions before unsaved
//! changes are lost.

use eframe::egui::{RichText, Ui};

use super::bidi;
use super::theme::{self, UiPalette};
use super::timeline_view::count;
use super::widgets::{action_button, main_button};
use crate::language::{say, say_with};
use crate::model::visible_text;
use crate::session::{Action, CloseAction, Dialog, EditAction, PanelAction, SaveAction, Session};
use crate::storage::journal::JournalStep;

/// Lists the steps, the newest first. A click on a step goes there.
pub fn show(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    bidi::label(ui, say("history-explained"));
    let history = &session.edits.history;
    ui.horizontal(|ui| {
        ui.add_enabled_ui(history.last_done().is_some(), |ui| {
            action_button(ui, "history-undo", EditAction::Undo, actions);
        });
        ui.add_enabled_ui(history.next_undone().is_some(), |ui| {
            action_button(ui, "history-redo", EditAction::Redo, actions);
        });
    });
    ui.add_space(4.0);
    for (at, step) in history.steps().iter().enumerate().rev() {
        step_row(ui, step, at + 1, history.done(), actions);
    }
    let begin = say("history-begin");
    if ui.selectable_label(history.done() == 0, begin).clicked() {
        actions.push(EditAction::GoToStep(0).into());
    }
}

/// One step. Those that were undone are dimmed.
fn step_row(
    ui: &mut Ui,
    step: &JournalStep,
    number: usize,
    done: usize,
    actions: &mut Vec<Action>,
) {
    let palette = UiPalette::of(ui);
    let color = if number > done {
        palette.dimmed
    } else {
        palette.ink
    };
    let text = step.name.text();
    let text = RichText::new(visible_text(&text))
        .font(theme::sans(theme::TEXT_SIZE))
        .color(color);
    if ui.selectable_label(number == done, text).clicked() {
        actions.push(EditAction::GoToStep(number).into());
    }
}

/// Asks before changes are lost.
pub fn ask(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let changes = count(session.edits.pending().len(), "change");
    bidi::label(
        ui,
        say_with("changes-would-be-lost", &[("changes", changes.into())]),
    );
    for pending in session.edits.pending() {
        let words = pending.name.text();
        let words = RichText::new(format!("·  {}", visible_text(&words)))
            .font(theme::sans(theme::TEXT_SIZE))
            .color(UiPalette::of(ui).ink);
        bidi::label(ui, words);
    }
    ui.horizontal_wrapped(|ui| {
        save_button(ui, "changes-save", SaveAction::Save, actions);
        action_button(ui, "changes-leave", CloseAction::DiscardChanges, actions);
        let stay = PanelAction::ToggleDialog(Dialog::Unsaved);
        action_button(ui, "changes-stay", stay, actions);
    });
}

/// Asks where to save the built-in chronology.
pub fn ask_where_to_save(ui: &mut Ui, actions: &mut Vec<Action>) {
    bidi::label(ui, say("save-first-explained"));
    ui.horizontal_wrapped(|ui| {
        save_button(ui, "save-first-choose", SaveAction::SaveAs, actions);
        let later = PanelAction::ToggleDialog(Dialog::SaveFirst);
        action_button(ui, "save-first-later", later, actions);
    });
}

fn save_button(ui: &mut Ui, name: &str, action: SaveAction, actions: &mut Vec<Action>) {
    if main_button(ui, &say(name)).clicked() {
        actions.push(action.into());
    }
}
