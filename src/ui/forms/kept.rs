//! Forms that were kept for later.

use eframe::egui::{Ui, vec2};

use crate::edits::forms::{Form, FormKind};
use crate::language::{say, say_with};
use crate::model::{excerpt, visible_line};
use crate::session::{Action, FormAction, Session};
use crate::ui::theme::UiPalette;
use crate::ui::widgets::{card, small};

/// Shows the kept forms, the newest first, each with buttons that open and drop it.
pub fn show(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let kept = &session.edits.forms.kept;
    if kept.is_empty() {
        return;
    }
    card(ui, |ui| {
        for (position, kept) in kept.iter().enumerate().rev() {
            let name = name(&kept.form);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
                ui.label(small(&name).color(UiPalette::of(ui).muted));
                let resume = ui.button(small(say("form-resume")));
                let hint = say_with("form-resume-hint", &[("form", name.as_str().into())]);
                if resume.on_hover_text(hint).clicked() {
                    actions.push(FormAction::Resume(position).into());
                }
                let discard = ui.button(small(say("form-discard")));
                if discard.on_hover_text(say("form-discard-hint")).clicked() {
                    actions.push(FormAction::DiscardKept(position).into());
                }
            });
        }
    });
    ui.add_space(8.0);
}

fn name(form: &Form) -> String {
    let id = match form.kind() {
        FormKind::Event => "form-kept-event",
        FormKind::Passage => "form-kept-passage",
        FormKind::Source => "form-kept-source",
        FormKind::Lane => "form-kept-lane",
        FormKind::Timeline => "form-kept-timeline",
    };
    let title = visible_line(form.title().trim()).into_owned();
    let title = match title.as_str() {
        "" => say("form-kept-untitled"),
        title => excerpt(title),
    };
    say_with(id, &[("title", title.into())])
}
