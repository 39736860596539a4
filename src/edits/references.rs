//! References of events to other events and to passages.

use std::collections::HashSet;

use serde_json::Value;

use super::object::{Object, inner, list, set_inner, set_list, text};
use crate::model::{Event, Index, Timeline};

/// Changes the `dating` of an event and those of its citations.
fn each_dating(event: &mut Object, mut change: impl FnMut(&mut Object)) {
    change_dating(event, &mut change);
    let citations = event.get_mut("citations").and_then(Value::as_array_mut);
    let citations = citations.into_iter().flatten();
    for citation in citations.filter_map(Value::as_object_mut) {
        change_dating(citation, &mut change);
    }
}

fn change_dating(owner: &mut Object, change: &mut impl FnMut(&mut Object)) {
    let old = inner(owner, "dating");
    let mut dating = old.clone();
    change(&mut dating);
    if dating != old {
        set_inner(owner, "dating", dating);
    }
}

/// Removes references to other events, unless `keep` answers `true` for their id. Returns
/// whether there were any.
pub(super) fn retain_events(event: &mut Object, keep: impl Fn(&str) -> bool) -> bool {
    map_events(event, &|id| keep(id).then(|| id.into()))
}

/// Lets references to events be to others: `map` answers the new id, or `None` to remove the
/// reference. Those that the event then has to itself, or twice, go. Returns whether any
/// changed.
pub(super) fn map_events(event: &mut Object, map: &dyn Fn(&str) -> Option<Box<str>>) -> bool {
    let own = text(event, "id").to_owned();
    let mut has_changed = false;
    each_dating(event, |dating| {
        for key in ["after", "before", "relations"] {
            let old = list(dating, key);
            let is_same = |reference: &Value| {
                referred_event(reference).is_none_or(|id| map(id).as_deref() == Some(id))
            };
            if old.iter().all(is_same) {
                continue;
            }
            has_changed = true;
            let mut seen = HashSet::new();
            let mapped = old.iter().filter_map(|reference| mapped(reference, map));
            let left = mapped.filter(|reference| {
                referred_event(reference) != Some(&own) && seen.insert(reference.to_string())
            });
            let left: Vec<Value> = left.collect();
            set_list(dating, key, left);
        }
    });
    has_changed
}

fn mapped(reference: &Value, map: &dyn Fn(&str) -> Option<Box<str>>) -> Option<Value> {
    let Some(id) = referred_event(reference) else {
        return Some(reference.clone());
    };
    let new = map(id)?;
    let mut mapped = reference.clone();
    match mapped.get_mut("event") {
        Some(event) => *event = (*new).into(),
        None => mapped = (*new).into(),
    }
    Some(mapped)
}

/// Changes the passages that relations of an event rest on; `None` removes one.
pub(super) fn change_relation_passages(
    event: &mut Object,
    change: impl Fn(&str) -> Option<Box<str>>,
) {
    each_dating(event, |dating| {
        let relations = dating.get_mut("relations").and_then(Value::as_array_mut);
        for relation in relations.into_iter().flatten() {
            let Some(relation) = relation.as_object_mut() else {
                continue;
            };
            let Some(passage) = relation.get("passage").and_then(Value::as_str) else {
                continue;
            };
            match change(passage) {
                Some(new) if *new != *passage => {
                    relation.insert("passage".to_owned(), (*new).into());
                }
                Some(_) => {}
                None => {
                    relation.shift_remove("passage");
                }
            }
        }
    });
}

/// The event that an element of `after`, `before` or `relations` refers to.
fn referred_event(reference: &Value) -> Option<&str> {
    let relation = || reference.get("event").and_then(Value::as_str);
    reference.as_str().or_else(relation)
}

/// The ids of the events that refer to one of these in their order.
pub(super) fn events_ordered_by(
    timeline: &Timeline,
    events: &HashSet<Index<Event>>,
) -> Vec<Box<str>> {
    let refers = |event: &Event| {
        let of_citations = event.citations.iter().map(|citation| &citation.dating);
        std::iter::once(&event.dating)
            .chain(of_citations)
            .flat_map(|dating| dating.after.iter().chain(&dating.before))
            .any(|other| events.contains(other))
    };
    let referring = timeline.events.iter().filter(|event| refers(event));
    referring.map(|event| (*event.id).into()).collect()
}
