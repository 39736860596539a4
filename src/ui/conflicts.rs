//! What merging could not decide, with both values of each field.

use eframe::egui::{Frame, RichText, Ui};

use super::bidi;
use super::theme::{self, UiPalette};
use super::widgets::{action_button, strong};
use crate::edits::{ConflictSide, EditCommand};
use crate::language::{say, say_with};
use crate::model::visible_text;
use crate::session::{Action, EditAction, EntryConflict, Session};

/// Lists the conflicts. A click on a value resolves one.
pub fn show(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let conflicts = &session.edits.conflicts;
    if conflicts.is_empty() {
        bidi::label(ui, say("conflicts-none"));
        return;
    }
    bidi::label(ui, say("conflicts-explained"));
    for conflict in conflicts {
        ui.add_space(8.0);
        one(ui, conflict, actions);
    }
}

fn one(ui: &mut Ui, conflict: &EntryConflict, actions: &mut Vec<Action>) {
    let palette = UiPalette::of(ui);
    Frame::group(ui.style()).inner_margin(10.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        bidi::label(
            ui,
            strong(visible_text(&conflict.name).into_owned(), theme::TEXT_SIZE),
        );
        let field = match conflict.conflict.field.trim_start_matches('/') {
            "" => say("conflicts-whole-entry"),
            field => say_with("conflicts-field", &[("field", field.into())]),
        };
        bidi::label(ui, RichText::new(field).color(palette.muted));
        let sides = [
            (
                ConflictSide::Ours,
                "conflicts-ours",
                "conflicts-take-ours",
                &conflict.conflict.ours,
            ),
            (
                ConflictSide::Theirs,
                "conflicts-theirs",
                "conflicts-take-theirs",
                &conflict.conflict.theirs,
            ),
            (
                ConflictSide::Base,
                "conflicts-base",
                "conflicts-take-base",
                &conflict.conflict.base,
            ),
        ];
        for (side, name, button, value) in sides {
            let value = match value {
                None => say("conflicts-nothing"),
                Some(serde_json::Value::String(text)) => visible_text(text).into_owned(),
                Some(value) => visible_text(&value.to_string()).into_owned(),
            };
            ui.add_space(4.0);
            bidi::label(ui, RichText::new(say(name)).color(palette.muted));
            let value = RichText::new(value).font(theme::serif(theme::TEXT_SIZE));
            bidi::label(ui, value.color(palette.ink));
            let command = EditCommand::ResolveConflict {
                kind: conflict.kind,
                id: conflict.id.clone(),
                field: conflict.conflict.field.as_str().into(),
                side,
            };
            action_button(ui, button, EditAction::Do(Box::new(command)), actions);
        }
    });
}
