//! References of events to entries that the timeline does not have.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::place::EntryKind;

/// How many events are remembered with their JSON. Beyond that, an entry that is
/// referred to can only be added in the file.
const MAX_EVENTS: usize = 10_000;

/// The passages and events that events refer to and the timeline does not have, and the
/// JSON of the events, by which they are completed when those are added. Copies share
/// everything.
#[derive(Debug, Clone, Default)]
pub struct MissingReferences(Arc<Missing>);

#[derive(Debug, Clone, Default)]
struct Missing {
    /// The events whose JSON is known, by id: those with missing references, and those
    /// that were changed.
    events: HashMap<Box<str>, KnownEvent>,
    /// The ids of the events that refer to an entry.
    by_target: HashMap<Target, BTreeSet<Box<str>>>,
}

#[derive(Debug, Clone)]
struct KnownEvent {
    json: Arc<str>,
    missing: Vec<Target>,
}

/// The kind and the id of an entry.
type Target = (EntryKind, Box<str>);

impl MissingReferences {
    /// The ids of the events that wait for an entry.
    #[must_use]
    pub fn waiting_for(&self, kind: EntryKind, id: &str) -> Vec<Box<str>> {
        if self.0.by_target.is_empty() {
            return Vec::new();
        }
        let events = self.0.by_target.get(&(kind, id.into()));
        events.into_iter().flatten().cloned().collect()
    }

    /// Whether an event waits for an entry.
    #[must_use]
    pub fn has(&self, kind: EntryKind, id: &str) -> bool {
        !self.0.by_target.is_empty() && self.0.by_target.contains_key(&(kind, id.into()))
    }

    /// The JSON of an event, if it is known.
    #[must_use]
    pub fn json(&self, event: &str) -> Option<&Arc<str>> {
        self.0.events.get(event).map(|known| &known.json)
    }

    /// What an event lacks.
    pub fn of_event(&self, event: &str) -> impl Iterator<Item = (EntryKind, &str)> {
        let known = self.0.events.get(event).into_iter();
        known.flat_map(|known| known.missing.iter().map(|(kind, id)| (*kind, &**id)))
    }

    /// Records the JSON of an event and what it lacks. `false` if too many events are
    /// recorded.
    pub fn set(&mut self, event: &str, json: Arc<str>, mut missing: Vec<Target>) -> bool {
        missing.sort_unstable_by(|(a, one), (b, other)| {
            (a.list_key(), one).cmp(&(b.list_key(), other))
        });
        missing.dedup();
        self.forget(event);
        if self.0.events.len() >= MAX_EVENTS {
            return false;
        }
        let this = Arc::make_mut(&mut self.0);
        for target in &missing {
            let events = this.by_target.entry(target.clone()).or_default();
            events.insert(event.into());
        }
        this.events
            .insert(event.into(), KnownEvent { json, missing });
        true
    }

    /// Forgets an event.
    pub fn forget(&mut self, event: &str) {
        if !self.0.events.contains_key(event) {
            return;
        }
        let this = Arc::make_mut(&mut self.0);
        let known = this.events.remove(event);
        for target in known.into_iter().flat_map(|known| known.missing) {
            if let Some(events) = this.by_target.get_mut(&target) {
                events.remove(event);
                if events.is_empty() {
                    this.by_target.remove(&target);
                }
            }
        }
    }
}

/// Equal if the same events lack the same entries.
impl PartialEq for MissingReferences {
    fn eq(&self, other: &Self) -> bool {
        self.0.by_target == other.0.by_target
    }
}

impl Eq for MissingReferences {}
