//! Bars about unsaved changes: what was restored from the last session, who else edits
//! the timeline, and whether changes are at risk.

use eframe::egui::{Rect, RichText, Ui};

use super::bidi;
use super::theme::UiPalette;
use super::widgets::action_button;
use super::window::notice;
use crate::language::{say, say_with};
use crate::session::{Action, Dialog, EditAction, OpenTimeline, PanelAction, Session};

/// Shows the bars at the top of `body`. Returns their height in points.
pub fn show(ui: &mut Ui, body: Rect, session: &Session, actions: &mut Vec<Action>) -> f32 {
    let (edits, palette) = (&session.edits, UiPalette::of(ui));
    let mut rest = body;
    if let Some(recovered) = &edits.recovered {
        let changes = [("changes", recovered.changes.into())];
        let mut text = say_with("recovered-changes", &changes);
        if let Some(reason) = &recovered.ended_early {
            text = format!("{text} {}", reason.text());
        }
        let rect = notice(ui, rest, "recovered", 8.0, palette.warning, |ui| {
            bidi::label(ui, RichText::new(text).color(palette.ink));
            ui.horizontal(|ui| {
                action_button(ui, "recovered-keep", EditAction::KeepRecovered, actions);
                let discard = EditAction::DiscardRecovered;
                action_button(ui, "recovered-discard", discard, actions);
            });
        });
        rest.min.y = rect.bottom();
    }
    let conflicts = session.open.as_deref().map_or(0, OpenTimeline::conflicts);
    if conflicts > 0 && session.view.dialog != Some(Dialog::Conflicts) {
        let rect = notice(ui, rest, "conflicts", 8.0, palette.warning, |ui| {
            let count = [("count", conflicts.into())];
            bidi::label(
                ui,
                RichText::new(say_with("conflicts-bar", &count)).color(palette.ink),
            );
            let resolve = PanelAction::ToggleDialog(Dialog::Conflicts);
            action_button(ui, "conflicts-resolve", resolve, actions);
        });
        rest.min.y = rect.bottom();
    }
    let at_risk = edits.at_risk.as_ref().map(|reason| {
        let reason = [("reason", reason.text().into())];
        say_with("journal-at-risk", &reason)
    });
    let locked = edits.locked.as_ref();
    let locked = locked.map(|holder| format!("{}. {}", holder.text(), say("edit-locked-hint")));
    for (name, text) in [("at-risk", at_risk), ("locked", locked)] {
        if let Some(text) = text {
            let rect = notice(ui, rest, name, 8.0, palette.warning, |ui| {
                bidi::label(ui, RichText::new(text).color(palette.ink));
            });
            rest.min.y = rect.bottom();
        }
    }
    rest.top() - body.top()
}
