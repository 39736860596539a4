//! The form of a source: its record by type, and its document.

use eframe::egui::{ComboBox, Ui};

use super::field::{FormView, GAP, labelled, line, line_with_hint, lines};
use crate::edits::forms::{
    FieldInput, FormField, SOURCE_TYPES, SourceForm, field_input, field_message,
};
use crate::language::say;

/// Shows the form of a source.
pub(super) fn show(ui: &mut Ui, view: &FormView<'_>, form: &mut SourceForm) {
    ui.spacing_mut().item_spacing.y = GAP;
    source_type(ui, view, form);
    for name in form.shown_fields() {
        record_field(ui, view, form, &name);
    }
    let hint = say("form-file-hint");
    let label = say("form-file");
    line_with_hint(ui, view, &FormField::File, &label, &mut form.file, &hint);
    let (label, hint) = (say("form-language"), say("form-language-hint"));
    line_with_hint(
        ui,
        view,
        &FormField::Language,
        &label,
        &mut form.language,
        &hint,
    );
    let (label, hint) = (say("form-note"), say("form-note-hint"));
    lines(
        ui,
        view,
        &FormField::Note,
        &label,
        (&mut form.note, 2, &hint),
    );
}

fn source_type(ui: &mut Ui, view: &FormView<'_>, form: &mut SourceForm) {
    let current = form.known_type().map(|it| say(it.message));
    let current = current.unwrap_or_else(|| form.source_type.clone());
    labelled(
        ui,
        view,
        &FormField::SourceType,
        &say("form-source-type"),
        |ui, id| {
            let width = ui.available_width();
            ComboBox::from_id_salt(id)
                .selected_text(current)
                .width(width)
                .height(420.0)
                .show_ui(ui, |ui| {
                    for offered in SOURCE_TYPES {
                        let is_current = form.source_type == offered.name;
                        if ui
                            .selectable_label(is_current, say(offered.message))
                            .clicked()
                        {
                            offered.name.clone_into(&mut form.source_type);
                        }
                    }
                })
                .response
        },
    );
}

fn record_field(ui: &mut Ui, view: &FormView<'_>, form: &mut SourceForm, name: &str) {
    let field = FormField::Record(name.to_owned());
    let label = field_message(name).map_or_else(|| name.to_owned(), say);
    let mut text = form.text(name).to_owned();
    let before = text.clone();
    match field_input(name) {
        Some(FieldInput::Names) => {
            let hint = say("form-names-hint");
            lines(ui, view, &field, &label, (&mut text, 1, &hint));
        }
        Some(FieldInput::Date) => {
            let hint = say("form-record-date-hint");
            line_with_hint(ui, view, &field, &label, &mut text, &hint);
        }
        _ if name == "title" => lines(ui, view, &field, &label, (&mut text, 1, "")),
        _ => {
            line(ui, view, &field, &label, &mut text);
        }
    }
    if text != before {
        form.set_text(name, text);
    }
}
