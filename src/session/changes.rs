//! Changes to the timeline that the user makes in a session.
//!
//! Only "Save a copy…" writes them. Each adds an entry; entries of the file are
//! not changed.

use crate::language::say_with;
use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};

use serde_json::{Map, Value, json};

use super::open_timeline::OpenTimeline;
use crate::bibliography::{ImportResult, ImportedRecord};
use crate::model::{
    Change, Digest, EntryKind, EntryText, Extractor, Index, Passage, Source, Timeline,
};
use annals_anchor::{PositionSelector, describe};

/// The changes, in the order they were made.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    changes: Vec<Change>,
    /// How many of them are in a saved copy.
    saved: usize,
}

impl Changes {
    /// The changes, the oldest first.
    #[must_use]
    pub fn list(&self) -> &[Change] {
        &self.changes
    }

    /// The number of changes that are in no saved copy.
    #[must_use]
    pub fn unsaved(&self) -> usize {
        self.changes.len() - self.saved.min(self.changes.len())
    }

    /// Each change in words.
    pub fn in_words(&self) -> impl Iterator<Item = String> {
        self.changes.iter().map(change_in_words)
    }

    /// Adds a change, which is the last one from now on.
    pub(super) fn add(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// The ids of the entries that are added to a list.
    pub(super) fn added_ids(&self, kind: EntryKind) -> HashSet<&str> {
        let ids = self.changes.iter().filter_map(|change| match change {
            Change::Insert {
                kind: other, entry, ..
            } if *other == kind => Some(&*entry.id),
            _ => None,
        });
        ids.collect()
    }

    pub(super) fn mark_saved(&mut self, count: usize) {
        self.saved = count;
    }

    /// Removes the last change and returns it.
    pub(super) fn undo(&mut self) -> Option<Change> {
        let undone = self.changes.pop()?;
        self.saved = self.saved.min(self.changes.len());
        Some(undone)
    }
}

/// What a change does, as a line of a list.
fn change_in_words(change: &Change) -> String {
    let Change::Insert { kind, entry, .. } = change else {
        return String::new();
    };
    let id = ("new", (&*entry.id).into());
    match kind {
        EntryKind::Passage => {
            let object = serde_json::from_str::<Map<String, Value>>(&entry.json);
            let object = object.unwrap_or_default();
            let old = object.get("replaces").and_then(Value::as_str);
            let old = ("old", old.unwrap_or_default().into());
            say_with("change-new-words", &[old, id])
        }
        _ => say_with("change-new-source", &[("source", (&*entry.id).into())]),
    }
}

/// The change that adds an entry at the end of a list.
fn insertion(kind: EntryKind, id: &str, entry: Map<String, Value>) -> Change {
    Change::Insert {
        kind,
        entry: EntryText::new(id, Value::Object(entry).to_string()),
        before: None,
    }
}

/// What kind of file was dropped or picked.
#[derive(Debug)]
pub enum FileKind {
    /// A timeline, or an unknown kind of file.
    Timeline,
    /// A folder.
    Folder,
    /// Records of sources.
    Records(ImportResult),
    /// A document.
    Document(Box<NewDocument>),
}

/// A document that may become a source.
#[derive(Debug, Clone, PartialEq)]
pub struct NewDocument {
    /// Its path.
    pub path: PathBuf,
    /// The absolute path without links, if it is known.
    pub canonical: Option<PathBuf>,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its title, else the name of its file.
    pub title: String,
    /// The name of its file, without suffix.
    pub stem: String,
    /// The program that extracted its text.
    pub extractor: Extractor,
}

impl NewDocument {
    /// The source of a timeline that this document belongs to: by digest, else by
    /// file name.
    pub(super) fn matching_source(&self, timeline: &Timeline) -> Option<Index<Source>> {
        let name = self.path.file_name();
        let by_digest = timeline
            .sources
            .indexed()
            .find(|(_, source)| source.sha256 == Some(self.digest));
        let by_name = || {
            timeline.sources.indexed().find(|(_, source)| {
                let file = source.file.as_deref().map(Path::new);
                name.is_some() && file.and_then(Path::file_name) == name
            })
        };
        by_digest.or_else(by_name).map(|(index, _)| index)
    }

    /// The change that adds a source with this id. Its path is recorded if it is in
    /// the folder of the timeline; elsewhere the digest identifies it.
    pub(super) fn insert_change(&self, open: &OpenTimeline, id: &str) -> Change {
        let mut entry = Map::new();
        let mut set = |key: &str, value: Value| entry.insert(key.to_owned(), value);
        set("id", json!(id));
        set("csl", json!({ "type": "document", "title": self.title }));
        if let Some(file) = self.relative_path(open).and_then(Path::to_str) {
            set("file", json!(file.replace('\\', "/")));
        }
        set("sha256", json!(self.digest.to_string()));
        set(
            "extractor",
            json!({ "name": self.extractor.name, "version": self.extractor.version }),
        );
        insertion(EntryKind::Source, id, entry)
    }

    /// Its path relative to the folder of a timeline, if it is in there.
    fn relative_path(&self, open: &OpenTimeline) -> Option<&Path> {
        let folder = open.origin.path()?.parent()?;
        // A folder may have several paths. Where the canonical ones are unknown,
        // the paths are compared as they are.
        let (path, folder) = match (&self.canonical, open.holdings.timeline_folder()) {
            (Some(path), Some(folder)) => (path.as_path(), folder),
            _ => (self.path.as_path(), folder),
        };
        let beside = path.strip_prefix(folder).ok()?;
        let is_below = |part: Component<'_>| matches!(part, Component::Normal(_));
        beside.components().all(is_below).then_some(beside)
    }
}

/// The change that adds a source for an imported record.
pub(super) fn insert_source(record: &ImportedRecord, id: &str) -> Change {
    let mut entry = Map::new();
    entry.insert("id".to_owned(), id.into());
    entry.insert("csl".to_owned(), Value::Object(record.csl.clone()));
    insertion(EntryKind::Source, id, entry)
}

/// Gives free ids to new sources, each in constant time.
pub(super) struct IdAllocator<'a> {
    timeline: &'a Timeline,
    /// The ids of sources that the timeline does not have yet.
    taken: HashSet<String>,
    /// The last number that was added to each id that was taken.
    numbers: HashMap<String, u32>,
}

impl<'a> IdAllocator<'a> {
    pub(super) fn new(timeline: &'a Timeline, changes: &Changes) -> Self {
        let taken = changes.added_ids(EntryKind::Source).into_iter();
        Self {
            timeline,
            taken: taken.map(str::to_owned).collect(),
            numbers: HashMap::new(),
        }
    }

    /// An id made from a name, with a number if it is taken.
    pub(super) fn allocate(&mut self, name: &str) -> String {
        let id = id_of(name);
        let mut free = id.clone();
        let is_taken =
            |id: &String| self.taken.contains(id) || self.timeline.has_id(EntryKind::Source, id);
        while is_taken(&free) {
            let number = self.numbers.entry(id.clone()).or_insert(1);
            *number += 1;
            free = format!("{id}-{number}");
        }
        self.taken.insert(free.clone());
        free
    }
}

/// An id of letters, digits and hyphens made from a name.
fn id_of(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() {
        "source".to_owned()
    } else {
        words.join("-")
    }
}

/// The change that adds a passage that quotes the source's current words and replaces a
/// drifted passage, which stays. `None` if that one has no current place, or is
/// replaced already.
#[must_use]
pub(super) fn adopt_current_words(open: &OpenTimeline, passage: Index<Passage>) -> Option<Change> {
    let old = open.timeline.passages.get(passage)?;
    if open.replacement_of(passage).is_some() {
        return None;
    }
    let place = open.anchor(passage)?.matched?;
    let source_text = open
        .source_text(old.source)
        .filter(|source_text| source_text.is_whole)?;
    let position = PositionSelector {
        start: place.start,
        end: place.end,
    };
    let quote = describe(&source_text.text, position);
    let mut entry = Map::new();
    let mut set = |key: &str, value: Value| entry.insert(key.to_owned(), value);
    let id = free_id(&old.id, |id| open.timeline.has_id(EntryKind::Passage, id))?;
    set("id", json!(&id));
    set("source", json!(open.timeline[old.source].id));
    set("exact", json!(quote.exact));
    set("prefix", json!(quote.prefix));
    set("suffix", json!(quote.suffix));
    // A position is valid in the recorded copy only.
    let is_recorded = open
        .holdings
        .get(old.source)
        .is_some_and(|held| Some(held.digest) == open.timeline[old.source].sha256);
    if is_recorded {
        set("start", json!(place.start));
        set("end", json!(place.end));
    }
    if let Some(locator) = &old.locator {
        set("locator", json!(**locator));
    }
    set("replaces", json!(old.id));
    Some(insertion(EntryKind::Passage, &id, entry))
}

/// This id with the first free number from 2 on; `None` if all are taken.
fn free_id(id: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let mut ids = (2..=u32::MAX).map(|number| format!("{id}-{number}"));
    ids.find(|id| !is_taken(id))
}
