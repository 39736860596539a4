//! Merging events into one, and splitting one into two.

use std::collections::HashSet;

use serde_json::Value;

use super::batch::{Batch, distinct_names};
use super::dates::{clear_date, settle_citations, write_basis};
use super::edit::{Edit, EditError};
use super::events::set_names;
use super::object::{Object, inner, list, set_inner, set_list, set_text, text};
use super::references::{events_ordered_by, map_events};
use super::review::new_comment_id;
use crate::check::check_order;
use crate::language::Message;
use crate::model::EntryKind;
use annals_edtf::Edtf;

const EVENT: EntryKind = EntryKind::Event;

/// Merges events into one, which keeps its id, title and lane. Citations, tags, actors,
/// comments and the order among events are united, texts are put together. A date that the
/// event does not have is left as the date of a citation, so that both are drawn; one that no
/// passage gives goes to the note.
pub(super) fn merge(
    mut batch: Batch<'_>,
    into: &str,
    others: &[Box<str>],
) -> Result<Edit, EditError> {
    let timeline = batch.context.timeline;
    let merged: HashSet<&str> = others.iter().map(|id| &**id).collect();
    if merged.is_empty() || merged.contains(into) {
        return Err(EditError::new(Message::new(
            "edit-error-merge-needs-events",
        )));
    }
    let mut event = batch.object(EVENT, into)?;
    for id in others {
        let other = batch.object(EVENT, id)?;
        unite(&mut batch, &mut event, &other);
    }
    let redirect = |id: &str| Some(if merged.contains(id) { into } else { id }.into());
    map_events(&mut event, &redirect);
    batch.put(EVENT, into, event)?;
    let indexes = others.iter().map(|id| batch.event(id));
    let indexes = indexes.collect::<Result<HashSet<_>, _>>()?;
    for referring in events_ordered_by(timeline, &indexes) {
        if !merged.contains(&*referring) && *referring != *into {
            batch.edit(EVENT, &referring, |event| {
                map_events(event, &redirect);
            })?;
        }
    }
    for id in others {
        batch.remove(EVENT, id)?;
    }
    batch.select(EVENT, into);
    let name = Message::new("step-merge-events").with("count", others.len() + 1);
    let name = name.with("event", batch.event_name(into));
    let edit = batch.finish(name)?;
    let mut after = timeline.clone();
    let is_made = after.apply(&edit.change).is_ok();
    if is_made && check_order(&after).len() > check_order(timeline).len() {
        return Err(EditError::new(Message::new("edit-error-merge-order")));
    }
    Ok(edit)
}

/// Adds to an event what another one says.
fn unite(batch: &mut Batch<'_>, event: &mut Object, other: &Object) {
    for key in ["tags", "actors"] {
        let mut names = distinct_names(event, key);
        let added = distinct_names(other, key).into_iter();
        let added: Vec<String> = added.filter(|name| !names.contains(name)).collect();
        if !added.is_empty() {
            names.extend(added);
            set_names(event, key, names);
        }
    }
    unite_citations_and_dates(event, other);
    unite_order(event, other);
    for key in ["summary", "note"] {
        append_paragraph(event, key, text(other, key));
    }
    unite_comments(batch, event, other);
    // What this program does not know.
    for (key, value) in other {
        let is_own = matches!(
            key.as_str(),
            "date" | "date_text" | "dating" | "review" | "conflicts" | "origin"
        );
        if !is_own && !event.contains_key(key) {
            event.insert(key.clone(), value.clone());
        }
    }
}

fn unite_citations_and_dates(event: &mut Object, other: &Object) {
    let mut citations = list(event, "citations").to_vec();
    let was_unsourced = citations.is_empty();
    let own = citations.len();
    for citation in list(other, "citations") {
        if !citations.contains(citation) {
            citations.push(citation.clone());
        }
    }
    if was_unsourced && !citations.is_empty() && !is_given(&citations, text(event, "date")) {
        // The date of a draft that rested on nothing does not become stated.
        let line = date_line(event);
        append_paragraph(event, "note", &line);
        clear_date(event);
    }
    let date = text(other, "date").to_owned();
    let dating = inner(other, "dating");
    if !date.is_empty() && text(event, "date").is_empty() {
        set_text(event, "date", &date);
        write_basis(event, text(&dating, "basis"), text(&dating, "reason"));
    } else if !date.is_empty() && date != text(event, "date") && !is_given(&citations, &date) {
        let mut added = citations.iter_mut().skip(own);
        let undated = added.find_map(|citation| {
            let citation = citation.as_object_mut()?;
            let has_date = citation.contains_key("date") || citation.contains_key("dating");
            (!has_date).then_some(citation)
        });
        match undated {
            Some(citation) => {
                set_text(citation, "date", &date);
                write_basis(citation, text(&dating, "basis"), text(&dating, "reason"));
            }
            None => append_paragraph(event, "note", &date_line(other)),
        }
    }
    set_list(event, "citations", citations);
    event
        .entry("citations")
        .or_insert_with(|| Value::Array(Vec::new()));
    let words = text(other, "date_text");
    if text(event, "date_text").is_empty() {
        set_text(event, "date_text", words);
    } else if words != text(event, "date_text") {
        append_paragraph(event, "note", words);
    }
}

fn is_given(citations: &[Value], date: &str) -> bool {
    let mut citations = citations.iter();
    citations.any(|citation| citation.get("date").and_then(Value::as_str) == Some(date))
}

/// A date and its reason, for a note.
fn date_line(event: &Object) -> String {
    let date = text(event, "date");
    match text(&inner(event, "dating"), "reason") {
        "" => date.to_owned(),
        reason => format!("{date}: {reason}"),
    }
}

/// Adds a paragraph to a text that does not have it.
fn append_paragraph(event: &mut Object, key: &str, added: &str) {
    let old = text(event, key);
    if added.trim().is_empty() || old.contains(added) {
        return;
    }
    let new = if old.is_empty() {
        added.to_owned()
    } else {
        format!("{old}\n\n{added}")
    };
    set_text(event, key, &new);
}

fn unite_order(event: &mut Object, other: &Object) {
    let mut dating = inner(event, "dating");
    let added = inner(other, "dating");
    for key in ["after", "before", "relations"] {
        let mut references = list(&dating, key).to_vec();
        let own = references.len();
        for reference in list(&added, key) {
            if !references.contains(reference) {
                references.push(reference.clone());
            }
        }
        if references.len() > own {
            set_list(&mut dating, key, references);
        }
    }
    if dating != inner(event, "dating") {
        set_inner(event, "dating", dating);
    }
}

fn unite_comments(batch: &mut Batch<'_>, event: &mut Object, other: &Object) {
    for comment in list(other, "comments") {
        let mut comment = comment.clone();
        let id = comment.get("id").cloned();
        let mut own = list(event, "comments").iter();
        if own.any(|other| other.get("id") == id.as_ref()) {
            let id = new_comment_id(batch, event);
            if let Some(comment) = comment.as_object_mut() {
                set_text(comment, "id", &id);
            }
        }
        let mut comments = list(event, "comments").to_vec();
        comments.push(comment);
        set_list(event, "comments", comments);
    }
}

/// Moves citations of an event to a new one after it. The new event has the date that these
/// citations give, if they agree.
pub(super) fn split(
    mut batch: Batch<'_>,
    id: &str,
    citations: &[usize],
    title: &str,
) -> Result<Edit, EditError> {
    let timeline = batch.context.timeline;
    let index = batch.event(id)?;
    let before = batch.object(EVENT, id)?;
    let positions = citations
        .iter()
        .map(|citation| batch.citation_position(&before, *citation))
        .collect::<Result<HashSet<usize>, _>>()?;
    if positions.is_empty() || positions.len() >= timeline[index].citations.len() {
        let message = Message::new("edit-error-split-needs-some");
        return Err(EditError::at("/citations", message));
    }
    let all = list(&before, "citations").iter().enumerate();
    let (moved, left): (Vec<_>, Vec<_>) = all.partition(|(at, _)| positions.contains(at));
    let values = |citations: Vec<(usize, &Value)>| -> Vec<Value> {
        let values = citations.into_iter().map(|(_, citation)| citation.clone());
        values.collect()
    };
    let (moved, left) = (values(moved), values(left));
    let mut event = before.clone();
    set_list(&mut event, "citations", left);
    settle_citations(&batch, &before, &mut event);
    let title = match title.trim() {
        "" => text(&before, "title").to_owned(),
        title => title.to_owned(),
    };
    let mut new = Object::new();
    set_text(&mut new, "title", &title);
    for key in ["lane", "tags", "actors"] {
        if let Some(value) = before.get(key) {
            new.insert(key.to_owned(), value.clone());
        }
    }
    if let Some(date) = agreed_date(&moved, text(&before, "date")) {
        set_text(&mut new, "date", &date);
        write_basis(&mut new, "stated", "");
        if date == text(&before, "date") {
            set_text(&mut new, "date_text", text(&before, "date_text"));
        }
    }
    set_list(&mut new, "citations", moved);
    if timeline[index].is_unpublished()
        && let Some(review) = before.get("review")
    {
        new.insert("review".to_owned(), review.clone());
    }
    batch.put(EVENT, id, event)?;
    let new_id = batch.ids.make(EVENT, &title);
    let next = timeline.events.next(index);
    let next = next.map(|next| Box::from(&*timeline[next].id));
    batch.insert(EVENT, &new_id, new, next);
    batch.select(EVENT, &new_id);
    let name = Message::new("step-split-event").with("event", batch.event_name(id));
    batch.finish(name)
}

/// The date that citations give: that of the event if one of them does, else the only one.
fn agreed_date(citations: &[Value], event_date: &str) -> Option<String> {
    let dates = citations.iter().filter_map(|it| it.get("date")?.as_str());
    let dates: HashSet<&str> = dates.filter(|date| Edtf::parse(date).is_ok()).collect();
    let date = match dates.get(event_date) {
        Some(date) => *date,
        None if dates.len() == 1 => *dates.iter().next()?,
        None => return None,
    };
    Some(date.to_owned())
}
