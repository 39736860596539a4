//! The line that says for a few seconds what just happened, and may offer to undo it.

use eframe::egui::{self, Align2, Frame, RichText, Ui, vec2};

use super::bidi;
use super::theme::{self, UiPalette};
use super::widgets::action_button;
use crate::model::visible_text;
use crate::session::{Action, EditAction, Session, Toast};

/// Distance from the lower edge of the window, in points.
const MARGIN: f32 = 24.0;

/// Shows the toast, if there is one.
pub fn show(ui: &Ui, session: &Session, now: f64, actions: &mut Vec<Action>) {
    let Some(toast) = &session.edits.toast else {
        return;
    };
    let palette = UiPalette::of(ui);
    egui::Area::new(egui::Id::unique("toast"))
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -MARGIN))
        .order(egui::Order::Foreground)
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(10.0).show(ui, |ui| {
                ui.horizontal(|ui| {
                    let text = RichText::new(visible_text(&toast.text.text()))
                        .font(theme::sans(theme::TEXT_SIZE))
                        .color(palette.ink);
                    bidi::label(ui, text);
                    if toast.offers_undo {
                        action_button(ui, "toast-undo", EditAction::Undo, actions);
                    }
                    action_button(ui, "toast-close", EditAction::DismissToast, actions);
                });
            });
        });
    let left = Toast::SECONDS - (now - toast.since);
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_secs_f64(left.max(0.05)));
}
