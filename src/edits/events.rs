//! Commands about events.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::batch::Batch;
use super::citations::set_citations;
use super::command::{BasisChoice, EventFields, EventText};
use super::dates::{self, settle_citations, write_review};
use super::edit::{Edit, EditError};
use super::object::{Object, inner, names, set_list, set_text, text};
use super::references::{events_ordered_by, retain_events};
use crate::date_words::in_words;
use crate::language::Message;
use crate::model::{EntryKind, excerpt};
use annals_edtf::Edtf;

const EVENT: EntryKind = EntryKind::Event;

pub(super) fn add(mut batch: Batch<'_>, fields: &EventFields) -> Result<Edit, EditError> {
    let id = batch.ids.make(EVENT, &fields.title);
    let mut event = Object::new();
    event.insert("id".to_owned(), (*id).into());
    event.insert("citations".to_owned(), json!([]));
    set_fields(&mut batch, &mut event, fields)?;
    batch.insert(EVENT, &id, event, None);
    batch.select(EVENT, &id);
    batch.finish(Message::new("step-new-event").with("event", excerpt(&fields.title)))
}

pub(super) fn edit(
    mut batch: Batch<'_>,
    id: &str,
    fields: &EventFields,
) -> Result<Edit, EditError> {
    let mut event = batch.object(EVENT, id)?;
    set_fields(&mut batch, &mut event, fields)?;
    batch.put(EVENT, id, event)?;
    batch.select(EVENT, id);
    let name = Message::new("step-edit-event").with("event", batch.event_name(id));
    batch.finish(name)
}

fn set_fields(
    batch: &mut Batch<'_>,
    event: &mut Object,
    fields: &EventFields,
) -> Result<(), EditError> {
    require_title(&fields.title)?;
    let lane = batch.lane(&fields.lane);
    lane.map_err(|_| EditError::at("/lane", Message::new("edit-error-needs-lane")))?;
    set_text(event, "title", &fields.title);
    set_text(event, "lane", &fields.lane);
    set_text(event, "date_text", &fields.date_text);
    set_text(event, "summary", &fields.summary);
    set_text(event, "note", &fields.note);
    for (key, list) in [("tags", &fields.tags), ("actors", &fields.actors)] {
        let list = list.iter().map(|name| (**name).to_owned()).collect();
        set_names(event, key, list);
    }
    set_citations(batch, event, &fields.citations)?;
    let is_unknown = matches!(
        dates::read_typed_date(&fields.date, batch.language()),
        dates::TypedDate::Unknown
    );
    if is_unknown && !fields.date_text.trim().is_empty() {
        // There is no place for the text without losing the other one.
        dates::read_citation_date(batch, &fields.date)?;
    }
    dates::set_event_date(batch, event, &fields.date, &fields.basis)?;
    let state = fields.review.map(crate::model::ReviewState::name);
    if fields.citations.is_empty() {
        if state.is_some_and(|state| !matches!(state, "draft" | "rejected")) {
            return Err(EditError::at(
                "/review/state",
                Message::new("edit-error-unsourced-state"),
            ));
        }
        let before = event.clone();
        settle_citations(batch, &before, event);
    }
    let written = text(&inner(event, "review"), "state").to_owned();
    match state {
        Some(state) if state != written => write_review(batch, event, Some(state)),
        None if !fields.citations.is_empty() && !written.is_empty() => {
            write_review(batch, event, None);
        }
        _ => {}
    }
    Ok(())
}

/// An event has a title.
fn require_title(title: &str) -> Result<(), EditError> {
    if title.trim().is_empty() {
        let message = Message::new("edit-error-needs-title");
        return Err(EditError::at("/title", message));
    }
    Ok(())
}

/// Sets a list of names: without blank ones and repetitions.
pub(super) fn set_names(event: &mut Object, key: &str, list: Vec<String>) {
    if list == names(event, key) {
        return;
    }
    let mut seen = HashSet::new();
    let list = list.into_iter().map(|name| name.trim().to_owned());
    let list = list.filter(|name| !name.is_empty() && seen.insert(name.clone()));
    set_list(event, key, list.map(Value::from).collect());
}

pub(super) fn duplicate(mut batch: Batch<'_>, id: &str) -> Result<Edit, EditError> {
    let index = batch.event(id)?;
    let timeline = batch.context.timeline;
    let mut event = batch.object(EVENT, id)?;
    let name = batch.event_name(id);
    for key in ["comments", "conflicts", "origin"] {
        event.shift_remove(key);
    }
    // Nobody has reviewed the copy.
    if !timeline[index].is_unpublished() {
        event.shift_remove("review");
    }
    let new = batch.ids.make(EVENT, &timeline[index].title);
    let next = timeline.events.next(index);
    let before = next.map(|next| Box::from(&*timeline[next].id));
    batch.insert(EVENT, &new, event, before);
    batch.select(EVENT, &new);
    batch.finish(Message::new("step-duplicate-event").with("event", name))
}

pub(super) fn delete(mut batch: Batch<'_>, ids: &[Box<str>]) -> Result<Edit, EditError> {
    let deleted: HashSet<_> = ids
        .iter()
        .map(|id| batch.event(id))
        .collect::<Result<_, _>>()?;
    let is_deleted: HashSet<&str> = ids.iter().map(|id| &**id).collect();
    for referring in events_ordered_by(batch.context.timeline, &deleted) {
        if !is_deleted.contains(&*referring) {
            batch.edit(EVENT, &referring, |event| {
                retain_events(event, |id| !is_deleted.contains(id));
            })?;
        }
    }
    for id in ids {
        batch.remove(EVENT, id)?;
    }
    let name = named(&batch, Message::new("step-delete-events"), ids);
    batch.finish(name)
}

pub(super) fn set_event_text(
    mut batch: Batch<'_>,
    id: &str,
    field: EventText,
    new: &str,
) -> Result<Edit, EditError> {
    let name = match field {
        EventText::Title => {
            require_title(new)?;
            Message::new("step-set-title-of-event").with("title", excerpt(new))
        }
        EventText::DateText => Message::new("step-set-date-text"),
        EventText::Summary => Message::new("step-set-summary"),
        EventText::Note => Message::new("step-set-note"),
    };
    batch.edit(EVENT, id, |event| set_text(event, field.key(), new))?;
    batch.typing(EVENT, id, field.key());
    batch.select(EVENT, id);
    let name = name.with("event", batch.event_name(id));
    batch.finish(name)
}

pub(super) fn set_lane(
    mut batch: Batch<'_>,
    ids: &[Box<str>],
    lane: &str,
) -> Result<Edit, EditError> {
    let lane = batch.lane(lane)?;
    for id in ids {
        batch.edit(EVENT, id, |event| set_text(event, "lane", &lane.id))?;
    }
    let name = named(&batch, Message::new("step-set-lane"), ids);
    batch.finish(name.with("lane", excerpt(&lane.name)))
}

pub(super) fn set_date(
    mut batch: Batch<'_>,
    id: &str,
    typed: &str,
    basis: &BasisChoice,
) -> Result<Edit, EditError> {
    let mut event = batch.object(EVENT, id)?;
    let date = dates::set_event_date(&batch, &mut event, typed, basis)?;
    batch.put(EVENT, id, event)?;
    batch.select(EVENT, id);
    let words = date.and_then(|date| Some(in_words(&Edtf::parse(&date).ok()?)));
    let name = match words {
        Some(words) => Message::new("step-set-date").with("date", words),
        None => Message::new("step-remove-date"),
    };
    let name = name.with("event", batch.event_name(id));
    batch.finish(name)
}

pub(super) fn set_basis(
    mut batch: Batch<'_>,
    id: &str,
    basis: &BasisChoice,
) -> Result<Edit, EditError> {
    let mut event = batch.object(EVENT, id)?;
    let Ok(date) = Edtf::parse(text(&event, "date")) else {
        let message = Message::new("edit-error-needs-date");
        return Err(EditError::at("/date", message));
    };
    dates::set_basis(&batch, &mut event, &date, date.as_str(), basis)?;
    batch.put(EVENT, id, event)?;
    batch.select(EVENT, id);
    let name = Message::new("step-set-basis").with("event", batch.event_name(id));
    batch.finish(name)
}

/// The name of a step about some events: one by its title, several by their number.
pub(super) fn named(batch: &Batch<'_>, name: Message, ids: &[Box<str>]) -> Message {
    let title = ids.first().map(|id| batch.event_name(id));
    name.with("count", ids.len())
        .with("event", title.unwrap_or_default())
}
