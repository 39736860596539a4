//! Applies changes to a timeline in memory.

use std::collections::HashMap;

use super::assemble::Assembler;
use super::diagnostics::Diagnostics;
use super::json_value::JsonSlice;
use super::pointer::JsonPath;
use super::timeline_parser::TimelineParser;
use crate::model::{
    ApplyError, Change, Entry, EntryKind, EntryText, Event, Index, Lane, Passage, SlotList, Source,
    Timeline,
};

impl Timeline {
    /// Applies a change and returns its inverse, or leaves everything as it is. The
    /// timeline is then that of the file with the change ([`splice`](super::splice())).
    ///
    /// # Errors
    ///
    /// [`ApplyError`] if the change does not fit the timeline, or if it can only be
    /// made in the file.
    ///
    /// # Example
    ///
    /// ```
    /// use annals::model::{Change, EntryKind, EntryText};
    ///
    /// let file = br#"{"annals": 1, "events": [{"id": "a", "title": "A"}]}"#;
    /// let mut timeline = annals::storage::read(file)?.timeline;
    /// let inverse = timeline.apply(&Change::Insert {
    ///     kind: EntryKind::Event,
    ///     entry: EntryText::new("b", r#"{"id": "b", "title": "B"}"#),
    ///     before: Some("a".into()),
    /// })?;
    /// let title = |timeline: &annals::model::Timeline| timeline.events.first().unwrap().title.to_string();
    /// assert_eq!(title(&timeline), "B");
    /// timeline.apply(&inverse)?;
    /// assert_eq!(title(&timeline), "A");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn apply(&mut self, change: &Change) -> Result<Change, ApplyError> {
        // A copy shares everything that does not change.
        let mut changed = self.clone();
        let inverse = changed.apply_in_place(change)?;
        *self = changed;
        Ok(inverse)
    }

    fn apply_in_place(&mut self, change: &Change) -> Result<Change, ApplyError> {
        match change {
            Change::Insert {
                kind,
                entry,
                before,
            } => self.insert(*kind, entry, before.as_deref()),
            Change::Remove { kind, entry } => self.remove(*kind, entry),
            Change::Replace { kind, old, new } => self.replace(*kind, old, new),
            Change::Move { kind, id, before } => self.move_before(*kind, id, before.as_deref()),
            Change::SetField { field, old, new } => {
                self.set_field(field, old.as_deref(), new.as_deref())?;
                Ok(Change::SetField {
                    field: field.clone(),
                    old: new.clone(),
                    new: old.clone(),
                })
            }
            Change::Batch(changes) => {
                let inverses = changes.iter().map(|change| self.apply_in_place(change));
                let mut inverses = inverses.collect::<Result<Vec<_>, _>>()?;
                inverses.reverse();
                Ok(Change::Batch(inverses))
            }
        }
    }

    fn insert(
        &mut self,
        kind: EntryKind,
        entry: &EntryText,
        before: Option<&str>,
    ) -> Result<Change, ApplyError> {
        self.refuse_unresolved(kind, &entry.id)?;
        match assembled(self, kind, entry)? {
            AssembledEntry::Lane(lane) => {
                refuse_taken(kind, &lane.id, self.lane_by_id(&lane.id))?;
                let at = self.lane_place(before)?;
                self.lanes.insert(at, lane);
                self.resolve_lanes();
            }
            AssembledEntry::Source(source) => {
                insert_into(&mut self.sources, kind, *source, before)?;
            }
            AssembledEntry::Passage(passage) => {
                insert_into(&mut self.passages, kind, passage, before)?;
            }
            AssembledEntry::Event(event) => insert_into(&mut self.events, kind, event, before)?,
        }
        Ok(Change::Remove {
            kind,
            entry: entry.clone(),
        })
    }

    fn remove(&mut self, kind: EntryKind, entry: &EntryText) -> Result<Change, ApplyError> {
        self.refuse_unresolved(kind, &entry.id)?;
        self.refuse_outdated(kind, entry)?;
        let id = &*entry.id;
        let before = match kind {
            EntryKind::Lane => {
                let at = self.known_lane(id)?;
                self.lanes.remove(at);
                self.resolve_lanes();
                self.lanes.get(at).map(|next| next.id.as_str().into())
            }
            EntryKind::Source => {
                let source = known(&self.sources, kind, id)?;
                let mut passages = self.passages.iter();
                reload_if(passages.any(|passage| passage.source == source))?;
                remove_from(&mut self.sources, source)
            }
            EntryKind::Passage => {
                let passage = known(&self.passages, kind, id)?;
                let mut citations = self.events.iter().flat_map(|event| &event.citations);
                reload_if(citations.any(|citation| citation.passage == passage))?;
                remove_from(&mut self.passages, passage)
            }
            EntryKind::Event => {
                let event = known(&self.events, kind, id)?;
                let mut others = self.events.indexed();
                let is_used =
                    others.any(|(index, other)| index != event && is_ordered_by(other, event));
                drop(others);
                reload_if(is_used)?;
                remove_from(&mut self.events, event)
            }
        };
        Ok(Change::Insert {
            kind,
            entry: entry.clone(),
            before,
        })
    }

    fn replace(
        &mut self,
        kind: EntryKind,
        old: &EntryText,
        new: &EntryText,
    ) -> Result<Change, ApplyError> {
        if old.id != new.id {
            let why = "an id can't be changed".to_owned();
            return Err(ApplyError::Invalid(new.id.clone(), why));
        }
        self.refuse_outdated(kind, old)?;
        let id = &*new.id;
        match assembled(self, kind, new)? {
            AssembledEntry::Lane(lane) => {
                let at = self.known_lane(id)?;
                if let Some(slot) = self.lanes.get_mut(at) {
                    *slot = lane;
                }
            }
            AssembledEntry::Source(source) => {
                let index = known(&self.sources, kind, id)?;
                self.sources.replace(index, *source);
            }
            AssembledEntry::Passage(passage) => {
                let index = known(&self.passages, kind, id)?;
                self.passages.replace(index, passage);
            }
            AssembledEntry::Event(event) => {
                let index = known(&self.events, kind, id)?;
                self.events.replace(index, event);
            }
        }
        Ok(Change::Replace {
            kind,
            old: new.clone(),
            new: old.clone(),
        })
    }

    fn move_before(
        &mut self,
        kind: EntryKind,
        id: &str,
        before: Option<&str>,
    ) -> Result<Change, ApplyError> {
        let next = match kind {
            EntryKind::Lane => {
                let from = self.known_lane(id)?;
                let next = self.lanes.get(from + 1).map(|next| next.id.as_str().into());
                let lane = self.lanes.remove(from);
                let to = self.lane_place(before)?;
                self.lanes.insert(to, lane);
                self.resolve_lanes();
                next
            }
            EntryKind::Source => move_in(&mut self.sources, kind, id, before)?,
            EntryKind::Passage => move_in(&mut self.passages, kind, id, before)?,
            EntryKind::Event => move_in(&mut self.events, kind, id, before)?,
        };
        Ok(Change::Move {
            kind,
            id: id.into(),
            before: next,
        })
    }

    fn set_field(
        &mut self,
        field: &str,
        old: Option<&str>,
        new: Option<&str>,
    ) -> Result<(), ApplyError> {
        let invalid = |why: String| ApplyError::Invalid(field.into(), why);
        let text = |json: Option<&str>| -> Result<Option<String>, ApplyError> {
            let text = json.map(serde_json::from_str::<String>).transpose();
            text.map_err(|error| invalid(error.to_string()))
        };
        let current = match field {
            "title" => Some(self.title.clone()).filter(|title| !title.is_empty()),
            "description" => self.description.clone(),
            "language" => self.language.clone(),
            "annals" => return Err(invalid("it is no field that can be set".to_owned())),
            "lanes" | "sources" | "passages" | "events" => {
                let is_empty = match field {
                    "lanes" => self.lanes.is_empty(),
                    "sources" => self.sources.is_empty(),
                    "passages" => self.passages.is_empty(),
                    _ => self.events.is_empty(),
                };
                let is_empty_list = new
                    .is_none_or(|new| serde_json::from_str::<[serde_json::Value; 0]>(new).is_ok());
                if is_empty && is_empty_list {
                    return Ok(());
                }
                return Err(invalid("only an empty list can be set".to_owned()));
            }
            // Only the file has it.
            _ => {
                let value = new.map(JsonSlice::of_text).transpose();
                return value
                    .map(|_| ())
                    .map_err(|error| invalid(error.to_string()));
            }
        };
        // A value of another type counts as none, and may be replaced.
        let (old, new) = (text(old).unwrap_or_default(), text(new)?);
        if current != old.filter(|old| field != "title" || !old.is_empty()) {
            return Err(ApplyError::OutdatedField(field.into()));
        }
        match field {
            "title" => self.title = new.unwrap_or_default(),
            "description" => self.description = new,
            _ => self.language = new,
        }
        Ok(())
    }

    fn refuse_unresolved(&self, kind: EntryKind, id: &str) -> Result<(), ApplyError> {
        let is_unresolved =
            !self.unresolved_ids.is_empty() && self.unresolved_ids.contains(&(kind, Box::from(id)));
        reload_if(is_unresolved)
    }

    /// Refuses a change of an entry that is not as the change says.
    fn refuse_outdated(&self, kind: EntryKind, old: &EntryText) -> Result<(), ApplyError> {
        let id = &*old.id;
        let is_same = match assembled(self, kind, old)? {
            AssembledEntry::Lane(lane) => self.lanes.get(self.known_lane(id)?) == Some(&lane),
            AssembledEntry::Source(source) => {
                is_same_source(&self[known(&self.sources, kind, id)?], &source)
            }
            AssembledEntry::Passage(passage) => self[known(&self.passages, kind, id)?] == passage,
            AssembledEntry::Event(event) => self[known(&self.events, kind, id)?] == event,
        };
        if is_same {
            Ok(())
        } else {
            Err(ApplyError::Outdated(kind, id.into()))
        }
    }

    fn lane_by_id(&self, id: &str) -> Option<Index<Lane>> {
        Index::new(self.lanes.iter().position(|lane| lane.id == id)?)
    }

    fn known_lane(&self, id: &str) -> Result<usize, ApplyError> {
        let lane = self.lane_by_id(id).map(Index::position);
        lane.ok_or_else(|| ApplyError::UnknownEntry(EntryKind::Lane, id.into()))
    }

    /// The position of the lane with an id, or the end.
    fn lane_place(&self, before: Option<&str>) -> Result<usize, ApplyError> {
        before.map_or(Ok(self.lanes.len()), |id| self.known_lane(id))
    }

    /// Gives every event its lane, after positions of lanes changed.
    fn resolve_lanes(&mut self) {
        let ids = self.lanes.iter().zip((0..).map(Index::new));
        let lanes: HashMap<String, Index<Lane>> = ids
            .filter_map(|(lane, index)| Some((lane.id.clone(), index?)))
            .collect();
        for index in self.events.slots() {
            let event = &self.events[index];
            let lane = lanes.get(event.lane_id.as_str()).copied();
            let lane = lane.filter(|_| !event.lane_id.is_absent());
            if event.lane != lane
                && let Some(event) = self.events.get_mut(index)
            {
                event.lane = lane;
            }
        }
    }
}

/// An entry of any list.
enum AssembledEntry {
    Lane(Lane),
    Source(Box<Source>),
    Passage(Passage),
    Event(Event),
}

/// Reads an entry as the parser of the file does.
fn assembled(
    timeline: &Timeline,
    kind: EntryKind,
    entry: &EntryText,
) -> Result<AssembledEntry, ApplyError> {
    let invalid = |why: &str| ApplyError::Invalid(entry.id.clone(), why.to_owned());
    JsonSlice::of_text(&entry.json).map_err(|error| invalid(&error.to_string()))?;
    let mut parser = TimelineParser::new(&entry.json);
    let mut assembler = match kind {
        // Lanes and sources refer to nothing.
        EntryKind::Lane | EntryKind::Source => Assembler::default(),
        EntryKind::Passage | EntryKind::Event => Assembler::of_entry(timeline),
    };
    let mut id = None;
    let read = match kind {
        EntryKind::Lane => parser.lane(JsonPath::Root, 0).map(|lane| {
            if let Some(lane) = lane {
                id = Some(lane.id.value.to_string());
                assembler.lane(&lane);
            }
        }),
        EntryKind::Source => parser.source(JsonPath::Root, 0).map(|source| {
            if let Some(source) = source {
                id = Some(source.id.value.to_string());
                assembler.source(&source);
            }
        }),
        EntryKind::Passage => parser.passage(JsonPath::Root, 0).map(|passage| {
            if let Some(passage) = passage {
                id = Some(passage.id.value.to_string());
                assembler.passage(&passage);
            }
        }),
        EntryKind::Event => parser.event(JsonPath::Root, 0).map(|event| {
            if let Some(event) = event {
                id = Some(event.id.value.to_string());
                assembler.event(event, JsonPath::Root);
            }
        }),
    };
    read.map_err(|_| invalid("it nests too deep"))?;
    if id.as_deref() != Some(&*entry.id) {
        return Err(invalid("it has another id, or none"));
    }
    let made = assembler.finish(&mut Diagnostics::default()).timeline;
    reload_if(!made.unresolved_ids.is_empty())?;
    let found = match kind {
        EntryKind::Lane => made.lanes.first().cloned().map(AssembledEntry::Lane),
        EntryKind::Source => made
            .sources
            .first()
            .map(|source| AssembledEntry::Source(Box::new(source.clone()))),
        EntryKind::Passage => made.passages.first().cloned().map(AssembledEntry::Passage),
        EntryKind::Event => made.events.first().cloned().map(AssembledEntry::Event),
    };
    found.ok_or(ApplyError::NeedsReload)
}

/// Whether two sources are equal, however their records are laid out.
fn is_same_source(one: &Source, other: &Source) -> bool {
    let record = |source: &Source| serde_json::from_str::<serde_json::Value>(&source.csl.json).ok();
    let mut laid_out_alike = other.clone();
    laid_out_alike.csl.json = one.csl.json.clone();
    *one == laid_out_alike && record(one) == record(other)
}

/// Whether an event refers to another one in its order.
fn is_ordered_by(event: &Event, other: Index<Event>) -> bool {
    let of_citations = event.citations.iter().map(|citation| &citation.dating);
    std::iter::once(&event.dating)
        .chain(of_citations)
        .any(|dating| dating.after.contains(&other) || dating.before.contains(&other))
}

/// Answers that the file has to be read again, if so.
fn reload_if(is_needed: bool) -> Result<(), ApplyError> {
    if is_needed {
        Err(ApplyError::NeedsReload)
    } else {
        Ok(())
    }
}

fn refuse_taken<T>(kind: EntryKind, id: &str, found: Option<Index<T>>) -> Result<(), ApplyError> {
    match found {
        Some(_) => Err(ApplyError::IdTaken(kind, id.into())),
        None => Ok(()),
    }
}

fn known<T: Entry>(
    entries: &SlotList<T>,
    kind: EntryKind,
    id: &str,
) -> Result<Index<T>, ApplyError> {
    let index = entries.by_id(id);
    index.ok_or_else(|| ApplyError::UnknownEntry(kind, id.into()))
}

fn insert_into<T: Entry>(
    entries: &mut SlotList<T>,
    kind: EntryKind,
    entry: T,
    before: Option<&str>,
) -> Result<(), ApplyError> {
    refuse_taken(kind, entry.id(), entries.by_id(entry.id()))?;
    let before = before.map(|id| known(entries, kind, id)).transpose()?;
    let id = Box::from(entry.id());
    let index = entries.insert(entry, before);
    let too_many = || ApplyError::Invalid(id, "the list is full".to_owned());
    index.map(|_| ()).ok_or_else(too_many)
}

/// Removes an entry. Returns the id of the next one.
fn remove_from<T: Entry>(entries: &mut SlotList<T>, index: Index<T>) -> Option<Box<str>> {
    let next = entries.next(index).map(|next| entries[next].id().into());
    entries.remove(index);
    next
}

/// Moves an entry. Returns the id of the one that came after it.
fn move_in<T: Entry>(
    entries: &mut SlotList<T>,
    kind: EntryKind,
    id: &str,
    before: Option<&str>,
) -> Result<Option<Box<str>>, ApplyError> {
    let index = known(entries, kind, id)?;
    let before = before.map(|id| known(entries, kind, id)).transpose()?;
    let next = entries.next(index).map(|next| entries[next].id().into());
    entries.move_before(index, before);
    Ok(next)
}
