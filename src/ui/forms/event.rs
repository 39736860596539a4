//! The form of an event, and its fields.

use eframe::egui::{Ui, vec2};

use super::completion_field::CompletionField;
use super::date_field::{self, DateView};
use super::field::{FormView, GAP, choice, labelled, line, line_with_hint, lines};
use super::{citation, token_field};
use crate::edits::forms::{CitationEntry, EventBasis, EventForm, FormField, LaneEntry, Suggestion};
use crate::language::say;
use crate::model::{Basis, Event, Timeline};
use crate::ui::theme::UiPalette;
use crate::ui::widgets::{cached, small, strong};

/// Shows every field. Returns whether Enter was pressed in the title, which applies
/// the form.
pub(super) fn show(ui: &mut Ui, view: &FormView<'_>, form: &mut EventForm) -> bool {
    ui.spacing_mut().item_spacing.y = GAP;
    let applies = title(ui, view, form);
    date(ui, view, form);
    lane(ui, view, &mut form.lane);
    tags(ui, view, form);
    actors(ui, view, form);
    citations(ui, view, form);
    summary(ui, view, form);
    note(ui, view, form);
    applies
}

pub(super) fn title(ui: &mut Ui, view: &FormView<'_>, form: &mut EventForm) -> bool {
    line(
        ui,
        view,
        &FormField::Title,
        &say("form-title"),
        &mut form.title,
    )
}

/// The date with what is understood of it, its basis and its reason.
pub(super) fn date(ui: &mut Ui, view: &FormView<'_>, form: &mut EventForm) -> bool {
    let timeline = view.timeline();
    let reading = form.date_reading(timeline);
    let basis = form.basis(timeline);
    let lane = form.lane_id(timeline);
    let lane = timeline
        .lanes
        .iter()
        .position(|it| Some(&it.id) == lane.as_ref());
    let palette = UiPalette::of(ui);
    let accent = palette.lane(timeline, lane.unwrap_or(timeline.lanes.len()));
    let date = DateView {
        reading: &reading,
        basis,
        accent,
    };
    let mut is_entered = date_field::show(ui, view, &FormField::Date, &mut form.date, &date);
    let is_dated = reading.edtf().is_some();
    ui.add_enabled_ui(is_dated, |ui| {
        let current = match basis {
            Some(Basis::Stated) => Some(0),
            Some(Basis::Inferred) => Some(1),
            None => None,
        };
        let options = ["form-basis-stated", "form-basis-inferred"];
        let label = say("form-basis");
        match choice(ui, view, &FormField::Basis, &label, (&options, current)) {
            Some(0) => form.basis = EventBasis::Stated,
            Some(_) => form.basis = EventBasis::Inferred,
            None => {}
        }
    });
    if is_dated && form.basis == EventBasis::Inferred {
        let hint = say("form-reason-hint");
        let label = say("form-reason");
        is_entered |= line_with_hint(
            ui,
            view,
            &FormField::Reason,
            &label,
            &mut form.reason,
            &hint,
        );
    }
    is_entered
}

pub(super) fn lane(ui: &mut Ui, view: &FormView<'_>, entry: &mut LaneEntry) -> bool {
    let timeline = view.timeline();
    let typed = entry.typed.trim().to_owned();
    let lanes = timeline.lanes.iter().enumerate();
    let mut suggestions: Vec<Suggestion> = lanes
        .map(|(position, lane)| Suggestion {
            text: lane.name.clone(),
            detail: event_count(view.input.open.index.in_lane(position).events),
            id: lane.id.clone(),
        })
        .collect();
    let is_known = timeline.lanes.iter().any(|lane| lane.name == typed);
    if !typed.is_empty() && !is_known {
        suggestions.push(Suggestion {
            text: typed,
            detail: say("form-lane-create"),
            id: String::new(),
        });
    }
    let mut is_entered = false;
    let mut text = entry.typed.clone();
    labelled(ui, view, &FormField::Lane, &say("form-lane"), |ui, id| {
        let output = CompletionField {
            id,
            hint: "",
            suggestions: &suggestions,
            is_choice: true,
        }
        .show(ui, &mut text);
        match output.chosen.and_then(|chosen| suggestions.get(chosen)) {
            Some(lane) => {
                *entry = LaneEntry {
                    typed: lane.text.clone(),
                    id: Some(lane.id.clone()).filter(|id| !id.is_empty()),
                    creates: lane.id.is_empty(),
                }
            }
            None => entry.set_typed(text),
        }
        is_entered = output.is_entered;
        output.response
    });
    is_entered
}

fn event_count(events: usize) -> String {
    crate::ui::timeline_view::count(events, "event")
}

/// The names that the events of the timeline have in a list, the most frequent first.
fn names(
    ui: &Ui,
    view: &FormView<'_>,
    list: &'static str,
    of: fn(&Event) -> &crate::model::SharedList,
) -> std::sync::Arc<Vec<Suggestion>> {
    let id = eframe::egui::Id::unique(("names of events", list));
    let timeline = view.timeline();
    cached(ui, id, view.input.session.revision, || {
        suggestions(timeline, of)
    })
}

fn suggestions(
    timeline: &Timeline,
    of: fn(&Event) -> &crate::model::SharedList,
) -> Vec<Suggestion> {
    let mut counts = std::collections::HashMap::<&str, usize>::new();
    for event in timeline.events.iter() {
        for name in of(event).iter() {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by(|(one, few), (other, many)| many.cmp(few).then(one.cmp(other)));
    let suggestion = |(name, count): (&str, usize)| Suggestion {
        text: name.to_owned(),
        detail: event_count(count),
        id: String::new(),
    };
    counts.into_iter().map(suggestion).collect()
}

pub(super) fn tags(ui: &mut Ui, view: &FormView<'_>, form: &mut EventForm) {
    let known = names(ui, view, "tags", |event| &event.tags);
    let words = (&*say("form-tags"), &*say("form-tags-hint"));
    token_field::show(ui, view, &FormField::Tags, words, (&mut form.tags, &known));
}

pub(super) fn actors(ui: &mut Ui, view: &FormView<'_>, form: &mut EventForm) {
    let known = names(ui, view, "actors", |event| &event.actors);
    let words = (&*say("form-actors"), &*say("form-actors-hint"));
    token_field::show(
        ui,
        view,
        &FormField::Actors,
        words,
        (&mut form.actors, &known),
    );
}

pub(super) fn summary(ui: &mut Ui, view: &FormView<'_>, form: &mut EventForm) {
    let label = say("form-summary");
    lines(
        ui,
        view,
        &FormField::Summary,
        &label,
        (&mut form.summary, 2, ""),
    );
}

pub(super) fn note(ui: &mut Ui, view: &FormView<'_>, form: &mut EventForm) {
    let (label, hint) = (say("form-note"), say("form-note-hint"));
    lines(
        ui,
        view,
        &FormField::Note,
        &label,
        (&mut form.note, 2, &hint),
    );
}

/// The citations, and buttons that add one.
fn citations(ui: &mut Ui, view: &FormView<'_>, form: &mut EventForm) {
    let palette = UiPalette::of(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.label(strong(say("form-passages"), crate::ui::theme::TEXT_SIZE));
        if form.entered_citations().next().is_none() {
            ui.label(small(say("form-passages-none")).color(palette.muted));
        }
        let mut removed = None;
        for position in 0..form.citations.len() {
            if let Some(entry) = form.citations.get_mut(position)
                && citation::show(ui, view, position, entry)
            {
                removed = Some(position);
            }
        }
        if let Some(position) = removed {
            form.citations.remove(position);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            if ui.button(small(say("form-cite"))).clicked() {
                form.citations.push(CitationEntry::default());
                citation::focus_new(ui, view, form.citations.len() - 1, false);
            }
            if ui.button(small(say("form-cite-new"))).clicked() {
                form.citations.push(CitationEntry {
                    new_passage: Some(crate::edits::forms::PassageForm::default()),
                    ..CitationEntry::default()
                });
                citation::focus_new(ui, view, form.citations.len() - 1, true);
            }
        });
    });
}
