//! A field for several short texts, such as tags.

use eframe::egui::accesskit::Role;
use eframe::egui::{Button, Id, Key, Modifiers, TextEdit, Ui, vec2};

use super::completion_field::CompletionField;
use super::field::{FormView, labelled};
use crate::edits::forms::{FormField, Suggestion, TokenList};
use crate::language::{say, say_with};
use crate::model::visible_line;
use crate::ui::widgets::{set_name, small};

/// Shows the entered texts, each with a button that removes it, and the field for
/// the next one. A comma or Enter enters the typed text.
pub(super) fn show(
    ui: &mut Ui,
    view: &FormView<'_>,
    field: &FormField,
    (label, hint): (&str, &str),
    (list, suggestions): (&mut TokenList, &[Suggestion]),
) {
    labelled(ui, view, field, label, |ui, id| {
        if !list.entered.is_empty() {
            entered(ui, list);
        }
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let removes = has_focus
            && list.typed.is_empty()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Backspace));
        if removes {
            list.typed = list.entered.pop().unwrap_or_default();
        }
        let offered = suggestions.iter();
        let offered: Vec<Suggestion> = offered
            .filter(|it| !list.entered.contains(&it.text))
            .cloned()
            .collect();
        let output = CompletionField {
            id,
            hint,
            suggestions: &offered,
            is_choice: false,
        }
        .show(ui, &mut list.typed);
        let response = output.response;
        if output.chosen.is_some() || output.is_entered {
            list.enter();
            forget_typing(ui, id);
            response.request_focus();
        } else if list.typed.contains(',') {
            let typed = std::mem::take(&mut list.typed);
            let mut parts: Vec<&str> = typed.split(',').collect();
            // What follows the last comma is still being typed.
            let last = parts.pop().unwrap_or_default();
            for part in parts {
                list.add(part);
            }
            last.trim_start().clone_into(&mut list.typed);
        } else if response.lost_focus() {
            list.enter();
        }
        response
    });
}

/// Forgets what was typed in a field, whose text is an entry of the list now: undo
/// would type it again.
fn forget_typing(ui: &Ui, id: Id) {
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), id) {
        state.clear_undoer();
        TextEdit::store_state(ui.ctx(), id, state);
    }
}

fn entered(ui: &mut Ui, list: &mut TokenList) {
    let mut removed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (position, text) in list.entered.iter().enumerate() {
            let shown = visible_line(text);
            let button = ui.add(Button::new(small(format!("{shown}  ×"))));
            let hint = say_with("form-remove", &[("name", shown.clone().into())]);
            set_name(&button, Role::Button, || &hint);
            if button.on_hover_text(say("form-remove-hint")).clicked() {
                removed = Some(position);
            }
        }
    });
    if let Some(position) = removed {
        list.entered.remove(position);
    }
}
