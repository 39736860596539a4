//! A citation in the form of an event.

use eframe::egui::{self, Layout, RichText, Ui};

use super::completion_field::CompletionField;
use super::date_field;
use super::field::{FormView, choice, labelled, line_with_hint, lines};
use super::passage;
use crate::edits::forms::{CitationEntry, CitationField, FormField, PassageForm, Suggestion};
use crate::language::{MessageArgument, say, say_with};
use crate::model::{Stance, visible_text};
use crate::ui::bidi;
use crate::ui::theme::{self, UiPalette};
use crate::ui::widgets::{cached, card, small};

/// Shows a citation. Returns whether it is to be removed.
pub(super) fn show(
    ui: &mut Ui,
    view: &FormView<'_>,
    position: usize,
    entry: &mut CitationEntry,
) -> bool {
    let mut is_removed = false;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 7.0;
        ui.horizontal(|ui| {
            let number = [("number", MessageArgument::ungrouped(position + 1))];
            let title = small(say_with("form-citation", &number));
            ui.label(title.color(UiPalette::of(ui).muted));
            let right = Layout::right_to_left(egui::Align::Center);
            ui.with_layout(right, |ui| {
                let name = say_with("form-citation-remove", &number);
                let button = ui.add(egui::Button::new(small(say("form-remove-short"))));
                crate::ui::widgets::set_name(&button, egui::accesskit::Role::Button, || &name);
                is_removed = button.on_hover_text(name.clone()).clicked();
            });
        });
        cited_passage(ui, view, position, entry);
        details(ui, view, position, entry);
    });
    is_removed
}

/// Moves the keyboard into a citation that was just added.
pub(super) fn focus_new(ui: &Ui, view: &FormView<'_>, position: usize, is_new: bool) {
    let field = if is_new {
        CitationField::Source
    } else {
        CitationField::Passage
    };
    let id = view.id(&FormField::Citation(position, field));
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// The passage: cited, searched for, or written.
fn cited_passage(ui: &mut Ui, view: &FormView<'_>, position: usize, entry: &mut CitationEntry) {
    let palette = UiPalette::of(ui);
    let timeline = view.timeline();
    if let Some(new) = &mut entry.new_passage {
        let fields = [
            CitationField::Source,
            CitationField::Exact,
            CitationField::Locator,
        ];
        let fields = fields.map(|field| FormField::Citation(position, field));
        passage::fields(ui, view, &fields, new);
        return;
    }
    if let Some(passage) = entry.passage(timeline) {
        let passage = &timeline[passage];
        let words = format!("“{}”", visible_text(&passage.quote.exact));
        let words = RichText::new(words).font(theme::serif(theme::TEXT_SIZE));
        bidi::label(ui, words.color(palette.ink));
        let source = visible_text(&timeline[passage.source].short_name()).into_owned();
        ui.horizontal(|ui| {
            ui.label(small(source).color(palette.muted));
            if ui.button(small(say("form-passage-other"))).clicked() {
                entry.passage = None;
                entry.search.clear();
                focus_new(ui, view, position, false);
            }
        });
        return;
    }
    let known = known_passages(ui, view);
    let field = FormField::Citation(position, CitationField::Passage);
    labelled(ui, view, &field, &say("form-passage"), |ui, id| {
        let output = CompletionField {
            id,
            hint: &say("form-passage-hint"),
            suggestions: &known,
            is_choice: true,
        }
        .show(ui, &mut entry.search);
        if let Some(chosen) = output.chosen.and_then(|chosen| known.get(chosen)) {
            entry.passage = Some(chosen.id.clone());
            let next = view.id(&FormField::Citation(position, CitationField::Date));
            ui.memory_mut(|memory| memory.request_focus(next));
        }
        output.response
    });
    if ui.button(small(say("form-cite-new"))).clicked() {
        entry.new_passage = Some(PassageForm {
            exact: std::mem::take(&mut entry.search),
            ..PassageForm::default()
        });
        focus_new(ui, view, position, true);
    }
}

/// The passages of the timeline by their words.
fn known_passages(ui: &Ui, view: &FormView<'_>) -> std::sync::Arc<Vec<Suggestion>> {
    let id = egui::Id::unique("passages that can be cited");
    let timeline = view.timeline();
    cached(ui, id, view.input.session.revision, || {
        let passages = timeline.passages.iter();
        passages
            .map(|passage| Suggestion {
                text: passage.quote.exact.to_string(),
                detail: timeline[passage.source].brief_name().to_owned(),
                id: passage.id.to_string(),
            })
            .collect()
    })
}

/// Date, stance, speaker and note.
pub(super) fn details(
    ui: &mut Ui,
    view: &FormView<'_>,
    position: usize,
    entry: &mut CitationEntry,
) {
    let field = |field| FormField::Citation(position, field);
    let stances = ["stance-supports", "stance-disputes", "stance-context"];
    let current = Stance::ALL
        .iter()
        .position(|stance| *stance == entry.stance);
    let label = say("form-stance");
    let chosen = choice(
        ui,
        view,
        &field(CitationField::Stance),
        &label,
        (&stances, current),
    );
    if let Some(stance) = chosen.and_then(|chosen| Stance::ALL.get(chosen)) {
        entry.stance = *stance;
    }
    let hint = say("form-citation-date-hint");
    let label = say("form-citation-date");
    line_with_hint(
        ui,
        view,
        &field(CitationField::Date),
        &label,
        &mut entry.date,
        &hint,
    );
    if let Some(date) = entry.edtf(view.timeline()) {
        let understood = date_field::meaning(&date, &entry.date);
        ui.label(small(understood).color(UiPalette::of(ui).muted));
    }
    let hint = say("form-attributed-hint");
    let label = say("form-attributed");
    let speaker = field(CitationField::AttributedTo);
    line_with_hint(ui, view, &speaker, &label, &mut entry.attributed_to, &hint);
    let label = say("form-citation-note");
    lines(
        ui,
        view,
        &field(CitationField::Note),
        &label,
        (&mut entry.note, 1, ""),
    );
}
