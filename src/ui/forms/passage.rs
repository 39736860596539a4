//! The form of a passage.

use eframe::egui::{Checkbox, Ui};

use super::completion_field::CompletionField;
use super::field::{FormView, GAP, labelled, line_with_hint, lines};
use crate::edits::forms::{FormField, PassageForm, QuotationMatch, SourceEntry, Suggestion};
use crate::language::{MessageArgument, say, say_with};
use crate::model::excerpt;
use crate::ui::passage::state_color;
use crate::ui::theme::UiPalette;
use crate::ui::widgets::{cached, small};
use annals_anchor::AnchorState;

/// Shows the form of a passage.
pub(super) fn show(ui: &mut Ui, view: &FormView<'_>, form: &mut PassageForm) {
    ui.spacing_mut().item_spacing.y = GAP;
    let names = [FormField::Source, FormField::Exact, FormField::Locator];
    fields(ui, view, &names, form);
}

/// Shows source, words and locator under the given names of fields.
pub(super) fn fields(
    ui: &mut Ui,
    view: &FormView<'_>,
    [source_field, exact_field, locator_field]: &[FormField; 3],
    form: &mut PassageForm,
) {
    source(ui, view, source_field, &mut form.source);
    let (label, hint) = (say("form-exact"), say("form-exact-hint"));
    lines(ui, view, exact_field, &label, (&mut form.exact, 3, &hint));
    let locator = state(ui, view, form);
    let hint = locator.clone().unwrap_or_else(|| say("form-locator-hint"));
    let label = say("form-locator");
    line_with_hint(ui, view, locator_field, &label, &mut form.locator, &hint);
    if let Some(locator) = locator.filter(|_| form.locator.trim().is_empty()) {
        let take = say_with("form-locator-take", &[("locator", locator.as_str().into())]);
        if ui.button(small(take)).clicked() {
            form.locator = locator;
        }
    }
}

fn source(ui: &mut Ui, view: &FormView<'_>, field: &FormField, entry: &mut SourceEntry) {
    let timeline = view.timeline();
    let id = eframe::egui::Id::unique("sources that can be quoted");
    let known = cached(
        ui,
        id,
        view.input.session.revision,
        || -> Vec<Suggestion> {
            let sources = timeline.sources.iter();
            sources
                .map(|source| Suggestion {
                    text: source.short_name(),
                    detail: source.csl.issued.clone().unwrap_or_default(),
                    id: source.id.clone(),
                })
                .collect()
        },
    );
    labelled(ui, view, field, &say("form-source"), |ui, id| {
        let mut text = entry.typed.clone();
        let output = CompletionField {
            id,
            hint: &say("form-source-hint"),
            suggestions: &known,
            is_choice: true,
        }
        .show(ui, &mut text);
        match output.chosen.and_then(|chosen| known.get(chosen)) {
            Some(source) => {
                *entry = SourceEntry {
                    typed: source.text.clone(),
                    id: Some(source.id.clone()),
                }
            }
            None => entry.set_typed(text),
        }
        output.response
    });
}

/// Says whether the document has the words, in a line that is always there. Returns
/// the page, if it is known.
fn state(ui: &mut Ui, view: &FormView<'_>, form: &mut PassageForm) -> Option<String> {
    let palette = UiPalette::of(ui);
    let timeline = view.timeline();
    let words = form.words();
    let source = form.source.source(timeline);
    let known = source.filter(|_| !words.is_empty()).map(|source| {
        let forms = &view.input.session.edits.forms;
        forms.quotation(&timeline[source].id, &words)
    });
    let (message, color) = match known {
        None => (say("form-words-none"), palette.muted),
        Some(None) => (say("form-words-searching"), palette.muted),
        Some(Some(None)) => (say("form-words-unavailable"), palette.muted),
        Some(Some(Some(found))) => (state_in_words(found), state_color(found.state, palette)),
    };
    crate::ui::live_region::announce(ui, "words", message.clone());
    ui.label(small(message).color(color));
    let found = known.flatten().flatten();
    let differs = found.is_some_and(|found| {
        matches!(
            found.state,
            AnchorState::Drifted | AnchorState::Ambiguous | AnchorState::Missing
        )
    });
    // Always there, so that nothing moves while one types.
    let keep = Checkbox::new(&mut form.keeps_words, small(say("form-words-keep")));
    ui.add_enabled(differs, keep);
    let found = found?;
    if found.state == AnchorState::Drifted
        && let Some(similar) = &found.similar
    {
        let shown = [("words", excerpt(similar).into())];
        if ui
            .button(small(say_with("form-words-take", &shown)))
            .clicked()
        {
            form.exact.clone_from(similar);
        }
    }
    found.locator.clone()
}

fn state_in_words(found: &QuotationMatch) -> String {
    let places = [("count", MessageArgument::ungrouped(found.candidates))];
    match found.state {
        AnchorState::Exact => say("form-words-exact"),
        AnchorState::Normalised => say("form-words-normalised"),
        AnchorState::Drifted => say("form-words-drifted"),
        AnchorState::Ambiguous => say_with("form-words-ambiguous", &places),
        AnchorState::Missing => say("form-words-missing"),
        AnchorState::Unavailable => say("form-words-unavailable"),
    }
}
