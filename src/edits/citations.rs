//! Commands about the citations of an event.

use serde_json::{Value, json};

use super::batch::Batch;
use super::command::{CitationFields, CitationText, CitedPassage};
use super::dates::{self, clear_date, read_citation_date, require_stated_date, settle_citations};
use super::edit::{Edit, EditError};
use super::object::{Object, inner, list, list_mut, set_text, text};
use super::passages::add_passage;
use crate::language::Message;
use crate::model::{EntryKind, Stance, excerpt};

const EVENT: EntryKind = EntryKind::Event;

pub(super) fn add(
    mut batch: Batch<'_>,
    id: &str,
    fields: &CitationFields,
) -> Result<Edit, EditError> {
    let mut event = batch.object(EVENT, id)?;
    let was_unsourced = list(&event, "citations").is_empty();
    let added = citation(&mut batch, &event, fields)?;
    if let Some(citations) = list_mut(&mut event, "citations") {
        citations.push(Value::Object(added));
    }
    if was_unsourced {
        require_stated_date(&batch, &mut event)?;
    }
    batch.put(EVENT, id, event)?;
    let name = Message::new("step-add-citation").with("event", batch.event_name(id));
    batch.select(EVENT, id);
    batch.finish(name)
}

pub(super) fn remove(mut batch: Batch<'_>, id: &str, citation: usize) -> Result<Edit, EditError> {
    change(&mut batch, id, citation, |batch, event, position| {
        let before = event.clone();
        if let Some(citations) = list_mut(event, "citations") {
            citations.remove(position);
        }
        settle_citations(batch, &before, event);
        Ok(())
    })?;
    let name = Message::new("step-remove-citation").with("event", batch.event_name(id));
    batch.finish(name)
}

pub(super) fn move_to(
    mut batch: Batch<'_>,
    id: &str,
    citation: usize,
    to: usize,
) -> Result<Edit, EditError> {
    change(&mut batch, id, citation, |batch, event, position| {
        let to = batch.citation_position(event, to)?;
        if let Some(citations) = list_mut(event, "citations") {
            let moved = citations.remove(position);
            citations.insert(to, moved);
        }
        Ok(())
    })?;
    let name = Message::new("step-move-citation").with("event", batch.event_name(id));
    batch.finish(name)
}

pub(super) fn set_stance(
    mut batch: Batch<'_>,
    id: &str,
    citation: usize,
    stance: Stance,
) -> Result<Edit, EditError> {
    change_fields(&mut batch, id, citation, |citation| {
        write_stance(citation, stance);
    })?;
    let name = Message::new("step-set-stance").with("event", batch.event_name(id));
    batch.finish(name)
}

pub(super) fn set_citation_text(
    mut batch: Batch<'_>,
    id: &str,
    citation: usize,
    field: CitationText,
    new: &str,
) -> Result<Edit, EditError> {
    change_fields(&mut batch, id, citation, |citation| {
        set_text(citation, field.key(), new);
    })?;
    let field_of_event = format!("citations/{citation}/{}", field.key());
    batch.typing(EVENT, id, &field_of_event);
    let name = match field {
        CitationText::AttributedTo => Message::new("step-set-attributed-to"),
        CitationText::Note => Message::new("step-set-citation-note"),
    };
    let name = name.with("event", batch.event_name(id));
    batch.finish(name)
}

/// Sets the date that a citation gives. If the event has its date from this citation alone,
/// the date of the event follows.
pub(super) fn set_date(
    mut batch: Batch<'_>,
    id: &str,
    citation: usize,
    typed: &str,
) -> Result<Edit, EditError> {
    let field = format!("/citations/{citation}");
    let date = read_citation_date(&batch, typed).map_err(|error| error.below(&field))?;
    change(&mut batch, id, citation, |_, event, position| {
        let event_date = text(event, "date").to_owned();
        let is_stated = text(&inner(event, "dating"), "basis") == "stated";
        let old = with_citation(event, position, |citation| {
            let old = text(citation, "date").to_owned();
            write_date(citation, date.as_deref());
            old
        });
        let is_given = list(event, "citations").iter().any(|citation| {
            citation.get("date").and_then(Value::as_str) == Some(event_date.as_str())
        });
        if is_stated && old.as_deref() == Some(event_date.as_str()) && !is_given {
            match &date {
                Some(date) => set_text(event, "date", date),
                None => clear_date(event),
            }
        }
        Ok(())
    })?;
    let name = Message::new("step-set-citation-date").with("event", batch.event_name(id));
    batch.finish(name)
}

/// Sets the date of a citation. How it is known goes with a date.
fn write_date(citation: &mut Object, date: Option<&str>) {
    match date {
        Some(date) => set_text(citation, "date", date),
        None => clear_date(citation),
    }
}

/// The default stance is left out, unless the file has one.
fn write_stance(citation: &mut Object, stance: Stance) {
    if stance != Stance::default() || citation.contains_key("stance") {
        set_text(citation, "stance", stance.name());
    }
}

/// Changes an event, given the position of a citation in its list.
fn change(
    batch: &mut Batch<'_>,
    id: &str,
    citation: usize,
    change: impl FnOnce(&Batch<'_>, &mut Object, usize) -> Result<(), EditError>,
) -> Result<(), EditError> {
    let mut event = batch.object(EVENT, id)?;
    let position = batch.citation_position(&event, citation)?;
    change(batch, &mut event, position)?;
    batch.put(EVENT, id, event)?;
    batch.select(EVENT, id);
    Ok(())
}

/// Changes the members of a citation.
fn change_fields(
    batch: &mut Batch<'_>,
    id: &str,
    citation: usize,
    set: impl FnOnce(&mut Object),
) -> Result<(), EditError> {
    change(batch, id, citation, |_, event, position| {
        with_citation(event, position, set);
        Ok(())
    })
}

fn with_citation<T>(
    event: &mut Object,
    position: usize,
    change: impl FnOnce(&mut Object) -> T,
) -> Option<T> {
    let citations = event.get_mut("citations")?.as_array_mut()?;
    Some(change(citations.get_mut(position)?.as_object_mut()?))
}

/// Sets the citations of an event. Those that it had keep the members that a form does not
/// show, and so do those of passages that do not exist.
pub(super) fn set_citations(
    batch: &mut Batch<'_>,
    event: &mut Object,
    fields: &[CitationFields],
) -> Result<(), EditError> {
    let old = list(event, "citations").to_vec();
    let mut new = Vec::with_capacity(fields.len());
    for (number, fields) in fields.iter().enumerate() {
        let made = citation(batch, event, fields);
        let made = made.map_err(|error| error.below(&format!("/citations/{number}")))?;
        new.push(Value::Object(made));
    }
    let is_unusable = |citation: &&Value| {
        let passage = citation.get("passage").and_then(Value::as_str);
        passage.is_none_or(|passage| !batch.has_passage(passage))
    };
    new.extend(old.iter().filter(is_unusable).cloned());
    if new != old {
        event.insert("citations".to_owned(), json!(new));
    }
    Ok(())
}

/// A citation with the given fields.
fn citation(
    batch: &mut Batch<'_>,
    event: &Object,
    fields: &CitationFields,
) -> Result<Object, EditError> {
    let mut citation = match fields.existing {
        Some(existing) => {
            let position = batch.citation_position(event, existing)?;
            let citation = list(event, "citations").get(position);
            let citation = citation.and_then(Value::as_object);
            citation.cloned().unwrap_or_default()
        }
        None => Object::new(),
    };
    let passage = match &fields.passage {
        CitedPassage::Known(id) => {
            batch.passage(id)?;
            id.clone()
        }
        CitedPassage::New(passage) => {
            let added = add_passage(batch, passage, None);
            added.map_err(|error| error.below("/passage"))?
        }
    };
    set_text(&mut citation, "passage", &passage);
    let date = dates::read_citation_date(batch, &fields.date)?;
    write_date(&mut citation, date.as_deref());
    write_stance(&mut citation, fields.stance);
    set_text(&mut citation, "attributed_to", &fields.attributed_to);
    set_text(&mut citation, "note", &fields.note);
    Ok(citation)
}

/// Removes the citations of some passages from every event that has one.
pub(super) fn remove_citations(
    batch: &mut Batch<'_>,
    is_removed: &dyn Fn(&str) -> bool,
    events: &[Box<str>],
) -> Result<(), EditError> {
    for id in events {
        let before = batch.object(EVENT, id)?;
        let mut event = before.clone();
        let is_left = |citation: &&Value| {
            let passage = citation.get("passage").and_then(Value::as_str);
            passage.is_none_or(|passage| !is_removed(passage))
        };
        let left = list(&event, "citations").iter().filter(is_left);
        let left: Vec<Value> = left.cloned().collect();
        event.insert("citations".to_owned(), Value::Array(left));
        super::references::change_relation_passages(&mut event, |passage| {
            (!is_removed(passage)).then(|| passage.into())
        });
        settle_citations(batch, &before, &mut event);
        batch.put(EVENT, id, event)?;
    }
    Ok(())
}

/// Lets every event cite another passage instead of one.
pub(super) fn redirect_citations(
    batch: &mut Batch<'_>,
    from: &str,
    to: &str,
    events: &[Box<str>],
) -> Result<(), EditError> {
    for id in events {
        batch.edit(EVENT, id, |event| {
            let citations = event.get_mut("citations").and_then(Value::as_array_mut);
            for citation in citations.into_iter().flatten() {
                if let Some(passage) = citation.get_mut("passage")
                    && passage.as_str() == Some(from)
                {
                    *passage = to.into();
                }
            }
            super::references::change_relation_passages(event, |passage| {
                Some(if passage == from { to } else { passage }.into())
            });
        })?;
    }
    Ok(())
}

/// A passage for messages: its first words.
pub(super) fn passage_name(batch: &Batch<'_>, id: &str) -> String {
    let words = batch.words_of_passage(id).map(|(words, _)| words);
    excerpt(&words.unwrap_or_else(|| id.to_owned()))
}
