//! Collects what a command does to entries, and makes one change of it.

use std::collections::HashMap;

use serde_json::Value;

use super::command::NameList;
use super::edit::{Edit, EditContext, EditError};
use super::new_ids::NewIds;
use super::object::{Object, list, names, text};
use super::references::retain_events;
use crate::language::Message;
use crate::model::{Change, EntryKind, EntryText, Event, Index, Lane, Passage, Source, excerpt};
use crate::storage::set_members;

/// The entries that a command adds, changes, moves and removes.
///
/// The change that it becomes first adds entries, then changes and moves some, then removes
/// some: no step refers to an entry that is not there. An entry that is changed several times
/// is replaced once, and only its members that differ get a new text.
pub(super) struct Batch<'a> {
    pub(super) context: &'a EditContext<'a>,
    pub(super) ids: NewIds<'a>,
    fields: Vec<Change>,
    /// The entries, in the order in which the command named them first.
    order: Vec<EntryKey>,
    entries: HashMap<EntryKey, EntryState>,
    moves: Vec<Change>,
    typing: Option<Box<str>>,
    select: Option<(EntryKind, Box<str>)>,
}

type EntryKey = (EntryKind, Box<str>);

/// What becomes of an entry.
enum EntryState {
    New {
        object: Object,
        before: Option<Box<str>>,
    },
    Changed {
        old: EntryText,
        object: Object,
    },
    Removed {
        old: EntryText,
    },
}

impl<'a> Batch<'a> {
    pub(super) fn new(context: &'a EditContext<'a>) -> Self {
        Self {
            context,
            ids: NewIds::new(context.timeline, context.seed),
            fields: Vec::new(),
            order: Vec::new(),
            entries: HashMap::new(),
            moves: Vec::new(),
            typing: None,
            select: None,
        }
    }

    /// Marks the edit as typing in a field.
    pub(super) fn typing(&mut self, kind: EntryKind, id: &str, field: &str) {
        self.typing = Some(format!("{}/{id}/{field}", kind.list_key()).into());
    }

    /// Marks the edit as typing in a field of the timeline.
    pub(super) fn typing_in_field(&mut self, field: &str) {
        self.typing = Some(field.into());
    }

    /// Selects an entry after the edit.
    pub(super) fn select(&mut self, kind: EntryKind, id: &str) {
        self.select = Some((kind, id.into()));
    }

    /// An entry as it is after what was done so far.
    pub(super) fn object(&self, kind: EntryKind, id: &str) -> Result<Object, EditError> {
        match self.entries.get(&(kind, Box::from(id))) {
            Some(EntryState::New { object, .. } | EntryState::Changed { object, .. }) => {
                Ok(object.clone())
            }
            Some(EntryState::Removed { .. }) => Err(gone(kind, id)),
            None => object_of(kind, &self.stored(kind, id)?),
        }
    }

    fn stored(&self, kind: EntryKind, id: &str) -> Result<EntryText, EditError> {
        self.context
            .texts
            .get(kind, id)
            .ok_or_else(|| gone(kind, id))
    }

    /// Changes an entry.
    pub(super) fn put(
        &mut self,
        kind: EntryKind,
        id: &str,
        changed: Object,
    ) -> Result<(), EditError> {
        let key = (kind, Box::from(id));
        match self.entries.get_mut(&key) {
            Some(EntryState::New { object, .. } | EntryState::Changed { object, .. }) => {
                *object = changed;
                Ok(())
            }
            Some(EntryState::Removed { .. }) => Err(gone(kind, id)),
            None => {
                let old = self.stored(kind, id)?;
                let state = EntryState::Changed {
                    old,
                    object: changed,
                };
                self.add(key, state);
                Ok(())
            }
        }
    }

    /// Changes an entry in place.
    pub(super) fn edit(
        &mut self,
        kind: EntryKind,
        id: &str,
        edit: impl FnOnce(&mut Object),
    ) -> Result<(), EditError> {
        let mut object = self.object(kind, id)?;
        edit(&mut object);
        self.put(kind, id, object)
    }

    /// Adds an entry, whose `id` is set.
    pub(super) fn insert(
        &mut self,
        kind: EntryKind,
        id: &str,
        mut object: Object,
        before: Option<Box<str>>,
    ) {
        object.insert("id".to_owned(), id.into());
        self.add((kind, id.into()), EntryState::New { object, before });
    }

    /// Removes an entry. What refers to it has to be changed too.
    pub(super) fn remove(&mut self, kind: EntryKind, id: &str) -> Result<(), EditError> {
        let key = (kind, Box::from(id));
        let old = match self.entries.get(&key) {
            Some(EntryState::Changed { old, .. } | EntryState::Removed { old }) => old.clone(),
            Some(EntryState::New { .. }) | None => self.stored(kind, id)?,
        };
        self.add(key, EntryState::Removed { old });
        Ok(())
    }

    fn add(&mut self, key: EntryKey, state: EntryState) {
        if self.entries.insert(key.clone(), state).is_none() {
            self.order.push(key);
        }
    }

    /// Moves an entry.
    pub(super) fn move_before(&mut self, kind: EntryKind, id: &str, before: Option<&str>) {
        self.moves.push(Change::Move {
            kind,
            id: id.into(),
            before: before.map(Box::from),
        });
    }

    /// Sets a field of the timeline.
    pub(super) fn set_field(&mut self, field: &str, old: Option<&str>, new: Option<&str>) {
        let json = |text: Option<&str>| text.map(|text| Value::from(text).to_string().into());
        if old != new {
            self.fields.push(Change::SetField {
                field: field.into(),
                old: json(old),
                new: json(new),
            });
        }
    }

    /// The edit, given its name.
    pub(super) fn finish(mut self, name: Message) -> Result<Edit, EditError> {
        let mut changes = std::mem::take(&mut self.fields);
        let mut replaced = Vec::new();
        self.add_insertions(&mut changes, &mut replaced);
        for key in &self.order {
            if let Some(EntryState::Changed { old, object }) = self.entries.get(key) {
                replaced.extend(replacement(key.0, old, object)?);
            }
        }
        let removals = self.removals(&mut replaced)?;
        changes.append(&mut replaced);
        changes.append(&mut self.moves);
        self.add_removals(removals, &mut changes);
        let change = match changes.len() {
            1 => changes.pop().unwrap_or(Change::Batch(Vec::new())),
            _ => Change::Batch(changes),
        };
        Ok(Edit {
            name,
            change,
            typing: self.typing,
            select: self.select,
        })
    }

    /// The entries of a kind, in the order in which the command named them.
    fn of_kind(&self, kind: EntryKind) -> impl Iterator<Item = (&str, &EntryState)> {
        let keys = self.order.iter().filter(move |(other, _)| *other == kind);
        keys.filter_map(|key| Some((&*key.1, self.entries.get(key)?)))
    }

    /// Adds the changes that add entries. New events that refer to one another, perhaps both
    /// ways, are replaced afterwards by those that do.
    fn add_insertions(&self, changes: &mut Vec<Change>, replaced: &mut Vec<Change>) {
        for kind in EntryKind::ALL {
            let mut added: Vec<Box<str>> = Vec::new();
            for (id, state) in self.of_kind(kind) {
                let EntryState::New { object, before } = state else {
                    continue;
                };
                let text =
                    |object: &Object| EntryText::new(id, Value::Object(object.clone()).to_string());
                let entry = match self.without_later_events(kind, object, &added) {
                    Some(first) => {
                        let (old, new) = (text(&first), text(object));
                        replaced.push(Change::Replace {
                            kind,
                            old: old.clone(),
                            new,
                        });
                        old
                    }
                    None => text(object),
                };
                changes.push(if added.is_empty() {
                    // The first entry of a list may need the list.
                    let texts = self.context.texts;
                    texts.insertion(kind, entry, before.as_deref())
                } else {
                    Change::Insert {
                        kind,
                        entry,
                        before: before.clone(),
                    }
                });
                added.push(id.into());
            }
        }
    }

    /// The changes that remove entries. Those that refer to others come first; events that
    /// refer to one another are replaced before by those that do not.
    fn removals(&self, replaced: &mut Vec<Change>) -> Result<Vec<Change>, EditError> {
        let mut removals = Vec::new();
        for kind in EntryKind::ALL.into_iter().rev() {
            for (_, state) in self.of_kind(kind) {
                let EntryState::Removed { old } = state else {
                    continue;
                };
                let change = self.without_removed_events(kind, old)?;
                let entry = match &change {
                    Some(Change::Replace { new, .. }) => new.clone(),
                    _ => old.clone(),
                };
                replaced.extend(change);
                removals.push(Change::Remove { kind, entry });
            }
        }
        Ok(removals)
    }

    /// Adds the changes that remove entries, each with the white space that goes with it once
    /// the changes before it are made.
    fn add_removals(&self, removals: Vec<Change>, changes: &mut Vec<Change>) {
        if removals.is_empty() {
            return;
        }
        let mut texts = self.context.texts.clone();
        for change in &*changes {
            // A change that does not fit is refused when it is applied.
            let _ = texts.apply(change);
        }
        for change in removals {
            let change = match change {
                Change::Remove { kind, entry } => Change::Remove {
                    kind,
                    entry: texts.get(kind, &entry.id).unwrap_or(entry),
                },
                other => other,
            };
            let _ = texts.apply(&change);
            changes.push(change);
        }
    }

    /// A new event without references to new events that are added after it; `None` if it
    /// has none.
    fn without_later_events(
        &self,
        kind: EntryKind,
        event: &Object,
        added: &[Box<str>],
    ) -> Option<Object> {
        let is_later = |id: &str| {
            let key = (EntryKind::Event, Box::from(id));
            let is_new = matches!(self.entries.get(&key), Some(EntryState::New { .. }));
            is_new && !added.iter().any(|other| **other == *id)
        };
        let mut first = event.clone();
        let has_changed = kind == EntryKind::Event && retain_events(&mut first, |id| !is_later(id));
        has_changed.then_some(first)
    }

    /// The change of an event that is removed, so that it refers to no other one that is.
    fn without_removed_events(
        &self,
        kind: EntryKind,
        old: &EntryText,
    ) -> Result<Option<Change>, EditError> {
        if kind != EntryKind::Event {
            return Ok(None);
        }
        let mut event = object_of(kind, old)?;
        let is_left = |id: &str| {
            let key = (EntryKind::Event, Box::from(id));
            !matches!(self.entries.get(&key), Some(EntryState::Removed { .. }))
        };
        if retain_events(&mut event, is_left) {
            return replacement(kind, old, &event);
        }
        Ok(None)
    }

    // What the timeline has.

    pub(super) fn event(&self, id: &str) -> Result<Index<Event>, EditError> {
        let event = self.context.timeline.events.by_id(id);
        event.ok_or_else(|| gone(EntryKind::Event, id))
    }

    pub(super) fn passage(&self, id: &str) -> Result<Index<Passage>, EditError> {
        let passage = self.context.timeline.passages.by_id(id);
        passage.ok_or_else(|| gone(EntryKind::Passage, id))
    }

    pub(super) fn source(&self, id: &str) -> Result<Index<Source>, EditError> {
        let source = self.context.timeline.sources.by_id(id);
        source.ok_or_else(|| gone(EntryKind::Source, id))
    }

    pub(super) fn lane(&self, id: &str) -> Result<&'a Lane, EditError> {
        let mut lanes = self.context.timeline.lanes.iter();
        lanes
            .find(|lane| lane.id == id)
            .ok_or_else(|| gone(EntryKind::Lane, id))
    }

    /// The name of an event for messages, as it is before the edit.
    pub(super) fn event_name(&self, id: &str) -> String {
        let timeline = self.context.timeline;
        let event = timeline.events.by_id(id);
        excerpt(event.map_or(id, |event| timeline[event].name()))
    }

    /// Whether a passage is there after what was done so far.
    pub(super) fn has_passage(&self, id: &str) -> bool {
        match self.entries.get(&(EntryKind::Passage, Box::from(id))) {
            Some(EntryState::Removed { .. }) => false,
            Some(_) => true,
            None => self.context.timeline.passages.by_id(id).is_some(),
        }
    }

    /// The language of the titles and of dates in words.
    pub(super) fn language(&self) -> Option<&'a str> {
        self.context.timeline.language.as_deref()
    }

    /// The position in the file of a citation of an event, given its position in the model.
    /// The model leaves out citations of passages that do not exist.
    pub(super) fn citation_position(
        &self,
        event: &Object,
        citation: usize,
    ) -> Result<usize, EditError> {
        let is_usable = |citation: &Value| {
            let passage = citation.get("passage").and_then(Value::as_str);
            passage.is_some_and(|passage| self.has_passage(passage))
        };
        let citations = list(event, "citations").iter().enumerate();
        let mut usable = citations.filter(|(_, citation)| is_usable(citation));
        let found = usable.nth(citation).map(|(position, _)| position);
        found.ok_or_else(|| EditError::new(Message::new("edit-error-no-citation")))
    }

    /// The words of a passage, and the language of its source.
    pub(super) fn words_of_passage(&self, id: &str) -> Option<(String, Option<String>)> {
        let passage = self.object(EntryKind::Passage, id).ok()?;
        let source = self.object(EntryKind::Source, text(&passage, "source"));
        let language = source
            .ok()
            .map(|source| text(&source, "language").to_owned());
        let language = language.filter(|language| !language.is_empty());
        Some((
            text(&passage, "exact").to_owned(),
            language.or_else(|| self.language().map(str::to_owned)),
        ))
    }

    /// The events that have a tag or an actor.
    pub(super) fn events_with_name(&self, list: NameList, name: &str) -> Vec<Box<str>> {
        let events = self.context.timeline.events.iter();
        let has_name = |event: &&Event| {
            let names = match list {
                NameList::Tags => &event.tags,
                NameList::Actors => &event.actors,
            };
            names.iter().any(|other| **other == *name)
        };
        events
            .filter(has_name)
            .map(|event| (*event.id).into())
            .collect()
    }
}

/// The replacement of an entry; `None` if nothing differs.
fn replacement(
    kind: EntryKind,
    old: &EntryText,
    object: &Object,
) -> Result<Option<Change>, EditError> {
    if object_of(kind, old)? == *object {
        return Ok(None);
    }
    let whole = ("", Some(Value::Object(object.clone())));
    let json = set_members(kind, &old.json, &[whole])
        .map_err(|error| EditError::new(error.to_string().into()))?;
    let new = EntryText {
        json: json.into(),
        ..old.clone()
    };
    Ok(Some(Change::Replace {
        kind,
        old: old.clone(),
        new,
    }))
}

fn object_of(kind: EntryKind, entry: &EntryText) -> Result<Object, EditError> {
    serde_json::from_str(&entry.json).map_err(|_| gone(kind, &entry.id))
}

/// An entry is not there, or not any more.
fn gone(kind: EntryKind, id: &str) -> EditError {
    let message = match kind {
        EntryKind::Lane => Message::new("edit-error-no-lane"),
        EntryKind::Source => Message::new("edit-error-no-source"),
        EntryKind::Passage => Message::new("edit-error-no-passage"),
        EntryKind::Event => Message::new("edit-error-no-event"),
    };
    EditError::new(message.with("id", excerpt(id)))
}

/// The names of a list of an entry, without repetitions.
pub(super) fn distinct_names(object: &Object, key: &str) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for name in names(object, key) {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct
}
