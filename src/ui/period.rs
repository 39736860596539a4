//! The period that is looked at: asked for in EDTF, answered with counts.

use eframe::egui::{self, Button, RichText, Ui};

use super::theme::{self, Palette};
use super::timeline_view::count;
use crate::query::{Within, within};
use crate::session::{Action, Document, Period, Session, ViewAction};
use crate::time::{Edtf, in_words};

/// The id of the field that the period is typed into.
#[must_use]
pub fn field_id() -> egui::Id {
    egui::Id::unique("period")
}

/// Shows what can be asked, and what the answer would be.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    palette: Palette,
    text: &mut String,
    actions: &mut Vec<Action>,
) {
    let Some(document) = session.document.as_deref() else {
        return;
    };
    ui.label(
        "Show only what lies in a period. It is written as dates are in the file: 1953/1963, \
         1958, 195X, 2023/.. and so on.",
    );
    let field = ui.add(
        egui::TextEdit::singleline(text)
            .id(field_id())
            .hint_text(RichText::new("1953/1963").color(palette.dimmed))
            .desired_width(f32::INFINITY),
    );
    field.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::TextInput, true, "Period in EDTF")
    });
    if text.trim().is_empty() {
        if session.view.period.is_some() && ui.button("Show everything").clicked() {
            actions.push(Action::View(ViewAction::SetPeriod(None)));
        }
        return;
    }
    match Edtf::parse(text.trim()) {
        Ok(edtf) => answers(ui, session, document, palette, &edtf, text, actions),
        Err(error) => {
            ui.label(
                RichText::new(format!(
                    "No date yet, at column {}: {}",
                    error.column, error.expected
                ))
                .color(palette.warning),
            );
        }
    }
}

fn answers(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    palette: Palette,
    edtf: &Edtf,
    text: &mut String,
    actions: &mut Vec<Action>,
) {
    let (mut certainly, mut possibly) = (0, 0);
    for (event, _) in document.timeline.indexed_events() {
        match within(&document.index, event, edtf) {
            Within::Certainly => certainly += 1,
            Within::Possibly => possibly += 1,
            Within::No => {}
        }
    }
    ui.label(RichText::new(in_words(edtf)).font(theme::semibold(theme::TEXT_SIZE + 1.0)));
    let period = |certainly| Period {
        edtf: edtf.clone(),
        certainly,
    };
    for (words, wanted) in [
        (
            format!("Certainly in it: {}", count(certainly, "event")),
            Some(period(true)),
        ),
        (
            format!(
                "Possibly in it: {}, the undated among them",
                count(certainly + possibly, "event")
            ),
            Some(period(false)),
        ),
        ("Everything".to_owned(), None),
    ] {
        let chosen = session.view.period == wanted;
        if ui.add(Button::selectable(chosen, words)).clicked() {
            if wanted.is_none() {
                text.clear();
            }
            actions.push(Action::View(ViewAction::SetPeriod(wanted)));
        }
    }
    ui.label(
        RichText::new(
            "Certainly: all that its dates allow lies inside. Possibly: some of it does, or it has \
             no date.",
        )
        .color(palette.muted),
    );
}
