//! Applies the changes of a batch one by one, and resolves the references at the end.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::apply::{
    AssembledEntry, assembled, insert_into, known, refuse_taken, reload_if, remove_from,
};
use crate::model::{
    ApplyError, Change, EntryKind, EntryText, Event, Index, Passage, Source, Timeline,
};
use annals_anchor::SharedText;

/// Changes that are applied together: only after the last one must every reference be
/// right.
pub(super) struct AppliedBatch<'b> {
    before: &'b Timeline,
    timeline: Timeline,
    /// The JSON of the entries that were changed; `None` for one that was removed.
    texts: HashMap<(EntryKind, Box<str>), Option<Arc<str>>>,
    removed: RemovedEntries,
}

/// The entries that were removed.
#[derive(Default)]
struct RemovedEntries {
    sources: HashSet<Index<Source>>,
    passages: HashSet<Index<Passage>>,
    events: HashSet<Index<Event>>,
}

impl<'b> AppliedBatch<'b> {
    pub(super) fn new(before: &'b Timeline) -> Self {
        Self {
            before,
            // A copy shares everything that does not change.
            timeline: before.clone(),
            texts: HashMap::new(),
            removed: RemovedEntries::default(),
        }
    }

    /// The timeline after the changes.
    pub(super) fn finish(mut self) -> Result<Timeline, ApplyError> {
        self.complete_references()?;
        Ok(self.timeline)
    }

    /// Applies a change that is no batch, and returns its inverse.
    pub(super) fn apply(&mut self, change: &Change) -> Result<Change, ApplyError> {
        match change {
            Change::Insert {
                kind,
                entry,
                before,
            } => {
                self.insert(*kind, entry, before.as_deref())?;
                let (kind, entry) = (*kind, entry.clone());
                Ok(Change::Remove { kind, entry })
            }
            Change::Remove { kind, entry } => {
                let before = self.remove(*kind, entry)?;
                let (kind, entry) = (*kind, entry.clone());
                Ok(Change::Insert {
                    kind,
                    entry,
                    before,
                })
            }
            Change::Replace { kind, old, new } => {
                self.replace(*kind, old, new)?;
                let (old, new) = (new.clone(), old.clone());
                let kind = *kind;
                Ok(Change::Replace { kind, old, new })
            }
            Change::Move { kind, id, before } => {
                let before = self.timeline.move_before(*kind, id, before.as_deref())?;
                let (kind, id) = (*kind, id.clone());
                Ok(Change::Move { kind, id, before })
            }
            Change::SetField { field, old, new } => {
                self.timeline
                    .set_field(field, old.as_deref(), new.as_deref())?;
                let (field, old, new) = (field.clone(), new.clone(), old.clone());
                Ok(Change::SetField { field, old, new })
            }
            Change::Batch(_) => Ok(Change::Batch(Vec::new())),
        }
    }

    fn insert(
        &mut self,
        kind: EntryKind,
        entry: &EntryText,
        before: Option<&str>,
    ) -> Result<(), ApplyError> {
        let timeline = &mut self.timeline;
        timeline.refuse_unresolved(kind, &entry.id)?;
        match assembled(timeline, kind, entry)? {
            AssembledEntry::Lane(lane) => {
                let found = timeline.lane_by_id(&lane.id);
                refuse_taken(kind, &lane.id, found)?;
                let at = timeline.lane_place(before)?;
                timeline.change_lanes(|timeline| {
                    timeline.lanes.insert(at, lane);
                    Ok(())
                })?;
            }
            AssembledEntry::Source(source) => {
                insert_into(&mut timeline.sources, kind, *source, before)?;
            }
            AssembledEntry::Passage(passage) => {
                insert_into(&mut timeline.passages, kind, passage, before)?;
            }
            AssembledEntry::Event(event, missing) => {
                insert_into(&mut timeline.events, kind, *event, before)?;
                timeline.set_missing(&entry.id, Arc::clone(&entry.json), missing);
            }
        }
        for event in timeline.missing_references.waiting_for(kind, &entry.id) {
            timeline.assemble_again(&event)?;
        }
        self.record(kind, &entry.id, Some(&entry.json));
        Ok(())
    }

    /// Removes an entry. Returns the id of the next one.
    fn remove(
        &mut self,
        kind: EntryKind,
        entry: &EntryText,
    ) -> Result<Option<Box<str>>, ApplyError> {
        self.timeline.refuse_unresolved(kind, &entry.id)?;
        self.refuse_outdated(kind, entry)?;
        let (timeline, id) = (&mut self.timeline, &*entry.id);
        let next = match kind {
            EntryKind::Lane => {
                let at = timeline.known_lane(id)?;
                timeline.change_lanes(|timeline| {
                    timeline.lanes.remove(at);
                    Ok(())
                })?;
                timeline.lanes.get(at).map(|next| next.id.as_str().into())
            }
            EntryKind::Source => {
                let source = known(&timeline.sources, kind, id)?;
                self.removed.sources.insert(source);
                remove_from(&mut timeline.sources, source)
            }
            EntryKind::Passage => {
                let passage = known(&timeline.passages, kind, id)?;
                self.removed.passages.insert(passage);
                remove_from(&mut timeline.passages, passage)
            }
            EntryKind::Event => {
                let event = known(&timeline.events, kind, id)?;
                self.removed.events.insert(event);
                timeline.missing_references.forget(id);
                remove_from(&mut timeline.events, event)
            }
        };
        self.record(kind, id, None);
        Ok(next)
    }

    fn replace(
        &mut self,
        kind: EntryKind,
        old: &EntryText,
        new: &EntryText,
    ) -> Result<(), ApplyError> {
        if old.id != new.id {
            let why = "an id can't be changed".to_owned();
            return Err(ApplyError::Invalid(new.id.clone(), why));
        }
        self.refuse_outdated(kind, old)?;
        let (timeline, id) = (&mut self.timeline, &*new.id);
        match assembled(timeline, kind, new)? {
            AssembledEntry::Lane(lane) => {
                let at = timeline.known_lane(id)?;
                if let Some(slot) = timeline.lanes.get_mut(at) {
                    *slot = lane;
                }
            }
            AssembledEntry::Source(source) => {
                let index = known(&timeline.sources, kind, id)?;
                timeline.sources.replace(index, *source);
            }
            AssembledEntry::Passage(passage) => {
                let index = known(&timeline.passages, kind, id)?;
                timeline.passages.replace(index, passage);
            }
            AssembledEntry::Event(event, missing) => {
                let index = known(&timeline.events, kind, id)?;
                timeline.events.replace(index, *event);
                timeline.set_missing(id, Arc::clone(&new.json), missing);
            }
        }
        self.record(kind, id, Some(&new.json));
        Ok(())
    }

    fn record(&mut self, kind: EntryKind, id: &str, json: Option<&Arc<str>>) {
        self.texts.insert((kind, id.into()), json.cloned());
    }

    /// Refuses a change of an entry that is not as the change says.
    fn refuse_outdated(&self, kind: EntryKind, old: &EntryText) -> Result<(), ApplyError> {
        let id = &*old.id;
        let is_same = match self.texts.get(&(kind, id.into())) {
            Some(Some(json)) => is_same_json(json, &old.json),
            Some(None) => return Err(ApplyError::UnknownEntry(kind, id.into())),
            None => self.before.is_same_entry(kind, old)?,
        };
        if is_same {
            Ok(())
        } else {
            Err(ApplyError::Outdated(kind, id.into()))
        }
    }

    /// Assembles the events again that refer to what was removed. Refuses the changes if
    /// their JSON is not known, or if a passage has no source.
    fn complete_references(&mut self) -> Result<(), ApplyError> {
        let RemovedEntries {
            sources,
            passages,
            events,
        } = &mut self.removed;
        let timeline = &mut self.timeline;
        sources.retain(|source| timeline.sources.get(*source).is_none());
        passages.retain(|passage| timeline.passages.get(*passage).is_none());
        events.retain(|event| timeline.events.get(*event).is_none());
        if !sources.is_empty() {
            let mut passages = timeline.passages.iter();
            reload_if(passages.any(|passage| sources.contains(&passage.source)))?;
        }
        if passages.is_empty() && events.is_empty() {
            return Ok(());
        }
        let refers = |event: &Event| {
            let mut citations = event.citations.iter();
            !passages.is_empty() && citations.any(|it| passages.contains(&it.passage))
                || !events.is_empty() && is_ordered_by(event, events)
        };
        let referring = timeline.events.iter().filter(|event| refers(event));
        let referring: Vec<SharedText> = referring.map(|event| event.id.clone()).collect();
        for event in referring {
            timeline.assemble_again(&event)?;
        }
        Ok(())
    }
}

/// Whether two texts are the same JSON.
fn is_same_json(one: &str, other: &str) -> bool {
    let value = |json: &str| serde_json::from_str::<serde_json::Value>(json).ok();
    one == other || value(one) == value(other)
}

/// Whether an event refers to some others in its order.
fn is_ordered_by(event: &Event, others: &HashSet<Index<Event>>) -> bool {
    let of_citations = event.citations.iter().map(|citation| &citation.dating);
    std::iter::once(&event.dating)
        .chain(of_citations)
        .flat_map(|dating| dating.after.iter().chain(&dating.before))
        .any(|other| others.contains(other))
}
