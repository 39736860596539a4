//! Quote panel: the passages of the selected event, verbatim.

use crate::language::{MessageArgument, say, say_with};
use eframe::egui::{self, Rect, RichText, Ui};

use super::bidi;
use super::event_chip;
use super::forms::{self, InPlace};
use super::live_region;
use super::panel_input::PanelInput;
use super::theme::{self, SMALL_SIZE, UiPalette};
use super::timeline_view::count;
use super::widgets::{clipped, separator, set_heading, small, small_button, strong};
use super::{passage, rival_claims, welcome};
use crate::edits::EditCommand;
use crate::edits::forms::FormField;
use crate::model::{Event, Index, visible_id, visible_line, visible_text};
use crate::query::{Support, date_in_words, lane_position};
use crate::session::{Action, ClipboardAction, EditAction, FormAction, LinkKind, OpenTimeline};

/// Margin left and right of the text, in points.
const MARGIN: f32 = 22.0;

/// Shows the panel: the open form, or the selected event.
pub fn show(ui: &mut Ui, rect: Rect, input: PanelInput<'_>, actions: &mut Vec<Action>) {
    if let Some(form) = input.session.edits.forms.in_panel() {
        forms::show(ui, rect, input, form, actions);
        return;
    }
    ui.painter().rect_filled(rect, 0.0, UiPalette::of(ui).panel);
    let selection = input.session.view.selection;
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        // Each event has its own scroll position.
        .id_salt(("quotes of", selection.map(Index::position)))
        .show(&mut clipped(ui, rect, "quote_panel"), |ui| {
            egui::Frame::NONE
                .inner_margin(egui::Margin::symmetric(22, 18))
                .show(ui, |ui| {
                    ui.set_width(rect.width() - 2.0 * MARGIN - 10.0);
                    forms::kept_forms(ui, input.session, actions);
                    match selection {
                        Some(event) => quotes(ui, input, event, actions),
                        None => welcome::show(ui, input, actions),
                    }
                });
        });
}

/// The selected event and its passages.
fn quotes(ui: &mut Ui, input: PanelInput<'_>, index: Index<Event>, actions: &mut Vec<Action>) {
    let palette = UiPalette::of(ui);
    let timeline = &input.open.timeline;
    let event = &timeline[index];
    let place = InPlace {
        input,
        event: index,
    };
    header(ui, place, actions);
    ui.add_space(4.0);
    separator(ui);
    if event.citations.is_empty() {
        ui.add_space(6.0);
        ui.label(RichText::new(say("event-no-passage")).color(palette.bad));
    }
    rival_claims::show(ui, input, index, actions);
    let accent = palette.lane(timeline, lane_position(timeline, index));
    for (position, citation) in event.citations.iter().enumerate() {
        ui.add_space(10.0);
        let entry = passage::CitationView {
            input,
            event: index,
            position,
            citation,
        };
        passage::show(ui, entry, accent, actions);
    }
    ui.add_space(14.0);
    if !event.tags.is_empty() {
        let name = say("form-tags");
        forms::editable(ui, place, &FormField::Tags, &name, actions, |ui, _| {
            let tags = event.tags.iter();
            let tags: Vec<String> = tags.map(|tag| format!("#{}", visible_text(tag))).collect();
            let tags = RichText::new(tags.join("  ")).font(theme::sans(SMALL_SIZE));
            ui.label(tags.color(palette.dimmed));
        });
    }
    ui.add_space(6.0);
    if !input.open.is_preview() {
        forms::add_buttons(ui, place, actions);
    }
    ui.add_space(6.0);
    event_buttons(ui, (index, &event.id), actions);
    ui.add_space(24.0);
}

/// What can be done with the event as a whole.
fn event_buttons(ui: &mut Ui, (index, id): (Index<Event>, &str), actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 4.0);
        if small_button(ui, "event-copy-link", "event-copy-link-hint").clicked() {
            actions.push(ClipboardAction::Link(LinkKind::Event).into());
        }
        if small_button(ui, "event-edit", "event-edit-hint").clicked() {
            actions.push(FormAction::EditEvent(index).into());
        }
        let id: Box<str> = id.into();
        if small_button(ui, "event-duplicate", "event-duplicate-hint").clicked() {
            let command = EditCommand::DuplicateEvent(id.clone());
            actions.push(EditAction::Do(Box::new(command)).into());
        }
        if small_button(ui, "event-delete", "event-delete-hint").clicked() {
            let command = EditCommand::DeleteEvents(vec![id]);
            actions.push(EditAction::Do(Box::new(command)).into());
        }
    });
}

fn header(ui: &mut Ui, place: InPlace<'_>, actions: &mut Vec<Action>) {
    let palette = UiPalette::of(ui);
    let (open, index) = (place.input.open, place.event);
    let timeline = &open.timeline;
    let event = &timeline[index];
    let name = visible_line(event.name());
    ui.spacing_mut().item_spacing.y = 5.0;
    let field = say("form-title");
    forms::editable(ui, place, &FormField::Title, &field, actions, |ui, _| {
        let title = bidi::label(ui, strong(name.as_ref(), 22.0));
        set_heading(&title, &name);
    });
    let date = date_in_words(timeline, index);
    let selected = [
        ("event", name.as_ref().into()),
        ("date", date.as_str().into()),
        ("passages", count(event.citations.len(), "passage").into()),
    ];
    live_region::announce(ui, "selection", say_with("selection-announced", &selected));
    let field = say("form-date");
    forms::editable(ui, place, &FormField::Date, &field, actions, |ui, _| {
        ui.label(strong(date, 15.5).color(palette.ink));
        if let Some(reason) = &event.dating.reason {
            let reason = [("reason", visible_text(reason).into())];
            let inferred = RichText::new(say_with("event-inferred", &reason));
            ui.label(inferred.color(palette.muted));
        }
    });
    order_chips(ui, open, index, actions);
    let unknown = open.index.order_unknown(timeline, index);
    if !unknown.is_empty() {
        let quoted = |other: &Index<Event>| {
            let name = visible_line(timeline[*other].name());
            say_with("quoted", &[("words", name.into())])
        };
        let names: Vec<String> = unknown.iter().map(quoted).collect();
        let events = [("events", names.join(&say("event-order-and")).into())];
        let message = say_with("event-order-unknown", &events);
        ui.label(small(message).color(palette.muted));
    }
    let lane = match event.lane {
        Some(lane) => visible_text(&timeline[lane].name).into_owned(),
        None => say_with(
            "event-no-lane",
            &[("lane", visible_id(&event.lane_id).into())],
        ),
    };
    let field = say("form-lane");
    forms::editable(ui, place, &FormField::Lane, &field, actions, |ui, _| {
        ui.label(small(lane).color(palette.muted));
    });
    if !event.actors.is_empty() {
        let actors = event.actors.iter();
        let actors: Vec<String> = actors.map(|it| visible_text(it).into_owned()).collect();
        let field = say("form-actors");
        forms::editable(ui, place, &FormField::Actors, &field, actions, |ui, _| {
            ui.label(small(actors.join(" · ")).color(palette.muted));
        });
    }
    let support = Support::of(timeline, index);
    if support.passages > 0 {
        let evidence = strong(evidence_in_words(open, support), SMALL_SIZE + 0.5);
        ui.label(evidence.color(palette.muted));
    }
    if let Some(summary) = &event.summary {
        ui.add_space(3.0);
        let field = say("form-summary");
        forms::editable(ui, place, &FormField::Summary, &field, actions, |ui, _| {
            ui.label(visible_text(summary));
        });
    }
    if let Some(note) = &event.note {
        let field = say("form-note");
        forms::editable(ui, place, &FormField::Note, &field, actions, |ui, _| {
            passage::editors_note(ui, note);
        });
    }
}

/// The evidence of an event in one line, without zeros: "4 passages · 2 sources
/// · 3 support, 1 disputes". Also says if a single source supports an event
/// that others mention.
fn evidence_in_words(open: &OpenTimeline, support: Support) -> String {
    let mut facts = vec![
        count(support.passages, "passage"),
        count(support.sources, "source"),
    ];
    let mut stances = Vec::new();
    for (number, id) in [
        (support.supports, "event-supports"),
        (support.disputes, "event-disputes"),
        (support.context, "event-context"),
    ] {
        if number > 0 {
            stances.push(say_with(
                id,
                &[("count", MessageArgument::ungrouped(number))],
            ));
        }
    }
    let stances = stances.join(", ");
    if support.supports == 0 {
        facts.push(say_with(
            "event-none-supports",
            &[("others", stances.into())],
        ));
    } else if support.supports + support.disputes + support.context > 1 {
        facts.push(stances);
    }
    if let (true, Some(only)) = (support.sources > 1, support.only) {
        let name = visible_text(open.timeline[only].brief_name());
        facts.push(say_with("event-only-supports", &[("source", name.into())]));
    }
    facts.join(" · ")
}

/// Events that the sources place before or after this one, each a click away.
fn order_chips(ui: &mut Ui, open: &OpenTimeline, index: Index<Event>, actions: &mut Vec<Action>) {
    let event = &open.timeline[index];
    for (order, id, others) in [
        ("after", "event-order-after", &event.dating.after),
        ("before", "event-order-before", &event.dating.before),
    ] {
        if !others.is_empty() {
            ui.label(small(say(id)).color(UiPalette::of(ui).muted));
            event_chip::show_all(ui, open, others, None, ("order", order, index), actions);
        }
    }
}
