//! Commands about tags and actors.

use super::batch::{Batch, distinct_names};
use super::command::NameList;
use super::edit::{Edit, EditError};
use super::events::{named, set_names};
use crate::language::Message;
use crate::model::{EntryKind, excerpt};

const EVENT: EntryKind = EntryKind::Event;

pub(super) fn add(
    mut batch: Batch<'_>,
    ids: &[Box<str>],
    list: NameList,
    name: &str,
) -> Result<Edit, EditError> {
    let name = require_name(list, name)?;
    for id in ids {
        batch.edit(EVENT, id, |event| {
            let mut names = distinct_names(event, list.key());
            if !names.iter().any(|other| other == name) {
                names.push(name.to_owned());
                set_names(event, list.key(), names);
            }
        })?;
    }
    let step = match list {
        NameList::Tags => Message::new("step-add-tag"),
        NameList::Actors => Message::new("step-add-actor"),
    };
    let step = named(&batch, step, ids).with("name", excerpt(name));
    batch.finish(step)
}

pub(super) fn remove(
    mut batch: Batch<'_>,
    ids: &[Box<str>],
    list: NameList,
    name: &str,
) -> Result<Edit, EditError> {
    replace(&mut batch, ids, list, name, None)?;
    let step = match list {
        NameList::Tags => Message::new("step-remove-tag"),
        NameList::Actors => Message::new("step-remove-actor"),
    };
    let step = named(&batch, step, ids).with("name", excerpt(name));
    batch.finish(step)
}

pub(super) fn rename(
    mut batch: Batch<'_>,
    list: NameList,
    from: &str,
    to: &str,
) -> Result<Edit, EditError> {
    let to = require_name(list, to)?;
    let events = batch.events_with_name(list, from);
    let is_merge = from != to && !batch.events_with_name(list, to).is_empty();
    replace(&mut batch, &events, list, from, Some(to))?;
    let step = match (list, is_merge) {
        (NameList::Tags, false) => Message::new("step-rename-tag"),
        (NameList::Actors, false) => Message::new("step-rename-actor"),
        (NameList::Tags, true) => Message::new("step-merge-tags"),
        (NameList::Actors, true) => Message::new("step-merge-actors"),
    };
    batch.finish(step.with("from", excerpt(from)).with("to", excerpt(to)))
}

pub(super) fn delete(mut batch: Batch<'_>, list: NameList, name: &str) -> Result<Edit, EditError> {
    let events = batch.events_with_name(list, name);
    replace(&mut batch, &events, list, name, None)?;
    let step = match list {
        NameList::Tags => Message::new("step-delete-tag"),
        NameList::Actors => Message::new("step-delete-actor"),
    };
    let step = step.with("count", events.len());
    batch.finish(step.with("name", excerpt(name)))
}

/// Replaces a name in some events, or removes it.
fn replace(
    batch: &mut Batch<'_>,
    events: &[Box<str>],
    list: NameList,
    from: &str,
    to: Option<&str>,
) -> Result<(), EditError> {
    for id in events {
        batch.edit(EVENT, id, |event| {
            let names = distinct_names(event, list.key());
            if names.iter().any(|name| name == from) {
                let changed = names.into_iter().filter_map(|name| match to {
                    _ if name != from => Some(name),
                    to => to.map(str::to_owned),
                });
                set_names(event, list.key(), changed.collect());
            }
        })?;
    }
    Ok(())
}

fn require_name(list: NameList, name: &str) -> Result<&str, EditError> {
    let name = name.trim();
    if name.is_empty() {
        let field = format!("/{}", list.key());
        return Err(EditError::at(field, Message::new("edit-error-needs-name")));
    }
    Ok(name)
}
