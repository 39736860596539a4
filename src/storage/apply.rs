//! Applies changes to a timeline in memory.

use std::collections::HashMap;
use std::sync::Arc;

use super::apply_batch::AppliedBatch;
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
        let mut single = Vec::new();
        change.each(&mut |change| single.push(change));
        let mut batch = AppliedBatch::new(self);
        let mut inverses: Vec<Option<Change>> = vec![None; single.len()];
        // The lists do not depend on each other's order, and this way every entry comes
        // after those that it refers to.
        for list in [None].into_iter().chain(EntryKind::ALL.map(Some)) {
            for (change, inverse) in single.iter().zip(&mut inverses) {
                if list_of(change) == list {
                    *inverse = Some(batch.apply(change)?);
                }
            }
        }
        *self = batch.finish()?;
        let mut inverses: Vec<Change> = inverses.into_iter().flatten().collect();
        inverses.reverse();
        match (change, inverses.pop()) {
            (Change::Batch(_), last) => {
                inverses.extend(last);
                Ok(Change::Batch(inverses))
            }
            (_, Some(inverse)) => Ok(inverse),
            (_, None) => Ok(Change::Batch(Vec::new())),
        }
    }

    pub(super) fn set_field(
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

    pub(super) fn refuse_unresolved(&self, kind: EntryKind, id: &str) -> Result<(), ApplyError> {
        let is_unresolved =
            !self.unresolved_ids.is_empty() && self.unresolved_ids.contains(&(kind, Box::from(id)));
        reload_if(is_unresolved)
    }

    /// Whether an entry is as a text says.
    pub(super) fn is_same_entry(
        &self,
        kind: EntryKind,
        entry: &EntryText,
    ) -> Result<bool, ApplyError> {
        let id = &*entry.id;
        Ok(match assembled(self, kind, entry)? {
            AssembledEntry::Lane(lane) => self.lanes.get(self.known_lane(id)?) == Some(&lane),
            AssembledEntry::Source(source) => {
                is_same_source(&self[known(&self.sources, kind, id)?], &source)
            }
            AssembledEntry::Passage(passage) => self[known(&self.passages, kind, id)?] == passage,
            AssembledEntry::Event(event, _) => self[known(&self.events, kind, id)?] == *event,
        })
    }

    /// Assembles an event again, after entries that it refers to came or went.
    pub(super) fn assemble_again(&mut self, id: &str) -> Result<(), ApplyError> {
        let Some(json) = self.missing_references.json(id).cloned() else {
            return Err(ApplyError::NeedsReload);
        };
        let index = known(&self.events, EntryKind::Event, id)?;
        let text = EntryText::new(id, Arc::clone(&json));
        if let AssembledEntry::Event(event, missing) = assembled(self, EntryKind::Event, &text)? {
            self.events.replace(index, *event);
            self.set_missing(id, json, missing);
        }
        Ok(())
    }

    /// Moves an entry. Returns the id of the one that came after it.
    pub(super) fn move_before(
        &mut self,
        kind: EntryKind,
        id: &str,
        before: Option<&str>,
    ) -> Result<Option<Box<str>>, ApplyError> {
        match kind {
            EntryKind::Lane => {
                let from = self.known_lane(id)?;
                let next = self.lanes.get(from + 1).map(|next| next.id.as_str().into());
                self.change_lanes(|timeline| {
                    let lane = timeline.lanes.remove(from);
                    let to = timeline.lane_place(before)?;
                    timeline.lanes.insert(to, lane);
                    Ok(next)
                })
            }
            EntryKind::Source => move_in(&mut self.sources, kind, id, before),
            EntryKind::Passage => move_in(&mut self.passages, kind, id, before),
            EntryKind::Event => move_in(&mut self.events, kind, id, before),
        }
    }

    pub(super) fn lane_by_id(&self, id: &str) -> Option<Index<Lane>> {
        Index::new(self.lanes.iter().position(|lane| lane.id == id)?)
    }

    pub(super) fn known_lane(&self, id: &str) -> Result<usize, ApplyError> {
        let lane = self.lane_by_id(id).map(Index::position);
        lane.ok_or_else(|| ApplyError::UnknownEntry(EntryKind::Lane, id.into()))
    }

    /// The position of the lane with an id, or the end.
    pub(super) fn lane_place(&self, before: Option<&str>) -> Result<usize, ApplyError> {
        before.map_or(Ok(self.lanes.len()), |id| self.known_lane(id))
    }

    /// Changes the lanes, and gives every event its lane at its new position.
    pub(super) fn change_lanes<R>(
        &mut self,
        change: impl FnOnce(&mut Self) -> Result<R, ApplyError>,
    ) -> Result<R, ApplyError> {
        let old = self.lanes.clone();
        let result = change(self)?;
        let ids = self.lanes.iter().zip((0..).map(Index::new));
        let by_id: HashMap<String, Index<Lane>> = ids
            .filter_map(|(lane, index)| Some((lane.id.clone(), index?)))
            .collect();
        let moved = old.iter().map(|lane| by_id.get(&lane.id).copied());
        let moved: Vec<Option<Index<Lane>>> = moved.collect();
        for index in self.events.slots() {
            let event = &self.events[index];
            let lane = match event.lane {
                Some(lane) => moved.get(lane.position()).copied().flatten(),
                None if event.lane_id.is_absent() => None,
                None => by_id.get(event.lane_id.as_str()).copied(),
            };
            if event.lane != lane
                && let Some(event) = self.events.slot_mut(index)
            {
                event.lane = lane;
            }
        }
        Ok(result)
    }
}

/// The list that a change is about; `None` for a field of the timeline itself.
fn list_of(change: &Change) -> Option<EntryKind> {
    match change {
        Change::Insert { kind, .. }
        | Change::Remove { kind, .. }
        | Change::Replace { kind, .. }
        | Change::Move { kind, .. } => Some(*kind),
        Change::SetField { field, .. } => {
            let mut kinds = EntryKind::ALL.into_iter();
            kinds.find(|kind| kind.list_key() == &**field)
        }
        Change::Batch(_) => None,
    }
}

/// An entry of any list.
pub(super) enum AssembledEntry {
    Lane(Lane),
    Source(Box<Source>),
    Passage(Passage),
    /// With the entries that it refers to and the timeline does not have.
    Event(Box<Event>, Vec<(EntryKind, Box<str>)>),
}

/// Reads an entry as the parser of the file does.
pub(super) fn assembled(
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
    let missing = made.missing_references.of_event(&entry.id);
    let missing = missing.map(|(kind, id)| (kind, id.into())).collect();
    let found = match kind {
        EntryKind::Lane => made.lanes.first().cloned().map(AssembledEntry::Lane),
        EntryKind::Source => made
            .sources
            .first()
            .map(|source| AssembledEntry::Source(Box::new(source.clone()))),
        EntryKind::Passage => made.passages.first().cloned().map(AssembledEntry::Passage),
        EntryKind::Event => made
            .events
            .first()
            .map(|event| AssembledEntry::Event(Box::new(event.clone()), missing)),
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

/// Answers that the file has to be read again, if so.
pub(super) fn reload_if(is_needed: bool) -> Result<(), ApplyError> {
    if is_needed {
        Err(ApplyError::NeedsReload)
    } else {
        Ok(())
    }
}

pub(super) fn refuse_taken<T>(
    kind: EntryKind,
    id: &str,
    found: Option<Index<T>>,
) -> Result<(), ApplyError> {
    match found {
        Some(_) => Err(ApplyError::IdTaken(kind, id.into())),
        None => Ok(()),
    }
}

pub(super) fn known<T: Entry>(
    entries: &SlotList<T>,
    kind: EntryKind,
    id: &str,
) -> Result<Index<T>, ApplyError> {
    let index = entries.by_id(id);
    index.ok_or_else(|| ApplyError::UnknownEntry(kind, id.into()))
}

pub(super) fn insert_into<T: Entry>(
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
pub(super) fn remove_from<T: Entry>(
    entries: &mut SlotList<T>,
    index: Index<T>,
) -> Option<Box<str>> {
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
