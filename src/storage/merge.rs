//! Three-way merges of timelines, by list and id.
//!
//! A merge never loses an entry and never invents a state that neither side had.
//! What it cannot decide stays as on our side and is recorded in the entry, under
//! `conflicts`.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::entry_spans::FileText;
use super::entry_texts::TimelineJson;
use super::file_error::FileError;
use super::json_value::JsonSlice;
use super::merge_fields::{MergedFields, add_conflicts, conflict, merge_fields};
use super::merge_order::{longest_ascending, merged_order};
use super::preflight::preflight;
use super::set_members::set_entry;
use super::splice::entry_texts;
use crate::model::{Change, EntryKind, EntryText};

/// The result of a merge.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Merge {
    /// The changes that make ours the merged timeline.
    pub changes: Vec<Change>,
    /// How many fields and entries could not be decided.
    pub conflicts: usize,
}

/// Why timelines cannot be merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeError {
    /// The version that is no timeline: 0 the base, 1 ours, 2 theirs.
    pub version: usize,
    /// What is wrong with it.
    pub error: FileError,
}

impl fmt::Display for MergeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl std::error::Error for MergeError {}

/// Merges two timelines that were made from one, given the bytes of all three. An
/// empty base is an empty timeline.
///
/// - Fields that belong together, such as a date and its words, merge as one.
/// - Tags and actors merge as sets, citations by passage and occurrence.
/// - Prose merges where both sides changed different sentences.
/// - An edit beats a deletion, as a conflict, and so does a reference from an entry
///   that is left. Two new entries with one id are a conflict.
///
/// # Errors
///
/// [`MergeError`] if one of them is no timeline.
///
/// # Example
///
/// ```
/// let base = br#"{"annals": 1, "events": [{"id": "a", "title": "A"}]}"#;
/// let ours = br#"{"annals": 1, "events": [{"id": "a", "title": "A", "lane": "x"}]}"#;
/// let theirs = br#"{"annals": 1, "events": [{"id": "a", "title": "B"}]}"#;
/// let merge = annals::storage::merge(base, ours, theirs)?;
/// assert_eq!(merge.conflicts, 0);
/// let merged = annals::storage::splice(ours, &merge.changes)?;
/// let merged = annals::storage::read(&merged)?.timeline;
/// let event = merged.events.first().expect("an event");
/// assert_eq!((&*event.title, &*event.lane_id), ("B", "x"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn merge(base: &[u8], ours: &[u8], theirs: &[u8]) -> Result<Merge, MergeError> {
    let read =
        |bytes: &[u8], version| Version::read(bytes).map_err(|error| MergeError { version, error });
    let base = if base.iter().all(u8::is_ascii_whitespace) {
        Version::default()
    } else {
        read(base, 0)?
    };
    let (ours, theirs) = (read(ours, 1)?, read(theirs, 2)?);
    let mut merge = Merge::default();
    merge.merge_root(&base.root, &ours, &theirs.root);
    // From the last list, so that it is known which entries are referred to.
    let mut referred = HashSet::new();
    let mut merged = EntryKind::ALL.map(|kind| ListMerge::new(kind, [&base, &ours, &theirs]));
    for list in merged.iter_mut().rev() {
        list.run(&mut referred);
        merge.conflicts += list.conflicts;
    }
    // What others refer to is added before them and removed after them.
    for list in &mut merged {
        merge.changes.append(&mut list.changes);
    }
    for list in merged.iter_mut().rev() {
        merge.changes.append(&mut list.removals);
    }
    Ok(merge)
}

impl Merge {
    /// Merges the fields of the timeline itself.
    fn merge_root(&mut self, base: &Value, version: &Version, theirs: &Value) {
        let ours = &version.root;
        let MergedFields { merged, conflicts } = merge_fields(base, ours, theirs);
        self.conflicts += conflicts.len();
        let merged = add_conflicts(merged, conflicts);
        let keys = |value: &Value| -> Vec<String> {
            let object = value.as_object();
            object.map_or_else(Vec::new, |object| object.keys().cloned().collect())
        };
        let mut all = keys(&merged);
        all.extend(
            keys(ours)
                .into_iter()
                .filter(|key| merged.get(key).is_none()),
        );
        for key in all {
            let (old, new) = (ours.get(&key), merged.get(&key));
            if old != new {
                let json = |value: Option<&Value>| {
                    let json = value.map(Value::to_string);
                    json.map(|json| version.text.field_text(&key, &json).into())
                };
                let (old, new) = (json(old), json(new));
                let field = key.into();
                self.changes.push(Change::SetField { field, old, new });
            }
        }
    }
}

/// One of the three versions.
#[derive(Default)]
struct Version {
    /// The fields of the timeline itself.
    root: Value,
    text: TimelineJson,
    lists: HashMap<EntryKind, Vec<EntryText>>,
}

impl Version {
    fn read(bytes: &[u8]) -> Result<Self, FileError> {
        let file = preflight(bytes)?;
        let text = TimelineJson::new(FileText::new(file.text.as_bytes())).unwrap_or_default();
        let mut root = first_members(file.root);
        let mut lists = HashMap::new();
        for kind in EntryKind::ALL {
            if let Some(object) = root.as_object_mut() {
                object.shift_remove(kind.list_key());
            }
            lists.insert(kind, entry_texts(bytes, kind)?);
        }
        Ok(Self { root, text, lists })
    }

    fn entries(&self, kind: EntryKind) -> &[EntryText] {
        self.lists.get(&kind).map_or(&[], Vec::as_slice)
    }
}

/// The merge of one list.
struct ListMerge<'v> {
    kind: EntryKind,
    base: Entries<'v>,
    ours: Entries<'v>,
    theirs: Entries<'v>,
    /// What becomes of the entries that are left.
    changes: Vec<Change>,
    removals: Vec<Change>,
    conflicts: usize,
}

/// The entries of a version, in order and by id.
struct Entries<'v> {
    order: Vec<&'v str>,
    by_id: HashMap<&'v str, &'v EntryText>,
}

/// Ids of entries that others refer to.
type ReferredIds = HashSet<(EntryKind, String)>;

impl<'v> Entries<'v> {
    fn new(entries: &'v [EntryText]) -> Self {
        let mut by_id = HashMap::new();
        let mut order = Vec::new();
        for entry in entries {
            // Of entries with one id the first counts.
            if !by_id.contains_key(&*entry.id) {
                by_id.insert(&*entry.id, entry);
                order.push(&*entry.id);
            }
        }
        Self { order, by_id }
    }

    fn get(&self, id: &str) -> Option<&'v EntryText> {
        self.by_id.get(id).copied()
    }

    fn value(&self, id: &str) -> Option<Value> {
        self.get(id).map(object_of_entry)
    }
}

impl<'v> ListMerge<'v> {
    fn new(kind: EntryKind, [base, ours, theirs]: [&'v Version; 3]) -> Self {
        let entries = |version: &'v Version| Entries::new(version.entries(kind));
        Self {
            kind,
            base: entries(base),
            ours: entries(ours),
            theirs: entries(theirs),
            changes: Vec::new(),
            removals: Vec::new(),
            conflicts: 0,
        }
    }

    fn run(&mut self, referred: &mut ReferredIds) {
        let order = merged_order(&self.base.order, &self.ours.order, &self.theirs.order);
        let mut left: Vec<(&str, Value)> = Vec::with_capacity(order.len());
        for id in order {
            let is_referred = referred.contains(&(self.kind, id.to_owned()));
            if let Some(value) = self.merged(id, is_referred) {
                add_references(self.kind, &value, referred);
                left.push((id, value));
            } else if let Some(entry) = self.ours.get(id) {
                self.removals.push(Change::Remove {
                    kind: self.kind,
                    entry: entry.clone(),
                });
            }
        }
        self.reorder(&left);
        // From the end, so that the entry before which one is put is there.
        let mut next = None;
        for (id, value) in left.iter().rev() {
            self.change_to(id, value, next);
            next = Some(*id);
        }
    }

    /// An entry after the merge; `None` if it is gone.
    fn merged(&mut self, id: &str, is_referred: bool) -> Option<Value> {
        let base = self.base.value(id);
        let (ours, theirs) = (self.ours.value(id), self.theirs.value(id));
        if ours == theirs || base == theirs || base == ours {
            let merged = if base == ours { &theirs } else { &ours };
            if merged.is_some() || !is_referred {
                return merged.clone();
            }
        }
        let (merged, conflicts) =
            if let (Some(base), Some(ours), Some(theirs)) = (&base, &ours, &theirs) {
                let MergedFields { merged, conflicts } = merge_fields(base, ours, theirs);
                (merged, conflicts)
            } else {
                let found = ours.as_ref().or(theirs.as_ref()).or(base.as_ref())?;
                let whole = conflict("", base.as_ref(), ours.as_ref(), theirs.as_ref());
                (found.clone(), vec![whole])
            };
        self.conflicts += conflicts.len();
        Some(add_conflicts(merged, conflicts))
    }

    /// Makes our entry the merged one, given the id of the one after it.
    fn change_to(&mut self, id: &str, merged: &Value, before: Option<&str>) {
        // The text of a side keeps the digits of its numbers.
        let is_theirs = self.theirs.value(id).as_ref() == Some(merged);
        let theirs = self.theirs.get(id).filter(|_| is_theirs);
        let text: Arc<str> = match theirs {
            Some(theirs) => Arc::clone(&theirs.json),
            None => merged.to_string().into(),
        };
        let kind = self.kind;
        match self.ours.get(id) {
            Some(old) if object_of_entry(old) == *merged => {}
            Some(old) => self.changes.push(Change::Replace {
                kind,
                old: old.clone(),
                // Only what differs is written.
                new: match set_entry(kind, &old.json, &text) {
                    Ok(json) => old.with_json(json),
                    Err(_) => EntryText::new(id, text),
                },
            }),
            None => self.changes.push(Change::Insert {
                kind,
                entry: EntryText::new(id, text),
                before: before.map(Box::from),
            }),
        }
    }

    /// Moves as few of our entries as possible, so that they have the merged order.
    fn reorder(&mut self, left: &[(&str, Value)]) {
        let places: HashMap<&str, usize> = self.ours.order.iter().copied().zip(0..).collect();
        let ours = left
            .iter()
            .filter_map(|(id, _)| Some((*id, *places.get(id)?)));
        let ours: Vec<(&str, usize)> = ours.collect();
        let places: Vec<usize> = ours.iter().map(|(_, place)| *place).collect();
        let unmoved: HashSet<usize> = longest_ascending(&places).into_iter().collect();
        let mut next: Option<&str> = None;
        for (number, (id, _)) in ours.iter().enumerate().rev() {
            if !unmoved.contains(&number) {
                self.changes.push(Change::Move {
                    kind: self.kind,
                    id: (*id).into(),
                    before: next.map(Box::from),
                });
            }
            next = Some(id);
        }
    }
}

/// Adds the ids of the passages and the source that an entry refers to.
fn add_references(kind: EntryKind, entry: &Value, referred: &mut ReferredIds) {
    let mut add = |kind, value: Option<&Value>| {
        let id = value.and_then(Value::as_str);
        referred.extend(id.map(|id| (kind, id.to_owned())));
    };
    match kind {
        EntryKind::Event => {
            let citations = entry.get("citations").and_then(Value::as_array);
            for citation in citations.into_iter().flatten() {
                add(EntryKind::Passage, citation.get("passage"));
            }
        }
        EntryKind::Passage => add(EntryKind::Source, entry.get("source")),
        EntryKind::Lane | EntryKind::Source => {}
    }
}

/// The object of an entry.
fn object_of_entry(entry: &EntryText) -> Value {
    JsonSlice::of_text(&entry.json).map_or(Value::Null, first_members)
}

/// An object. Of repeated keys the first counts, as in the reader.
fn first_members(slice: JsonSlice<'_>) -> Value {
    let mut object = Map::new();
    for member in slice.members().unwrap_or_default() {
        if let Ok(value) = serde_json::from_str(member.value.token) {
            object.entry(member.key.into_owned()).or_insert(value);
        }
    }
    Value::Object(object)
}
