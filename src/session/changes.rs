//! Changes to the timeline that are held in the session.
//!
//! They are written by "Save a copy…" and by nothing else. Each is an entry
//! that is added; nothing that stands in the file is changed.

use crate::language::say_with;
use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};

use serde_json::{Map, Value, json};

use super::document::Document;
use crate::bibliography::{Imported, ImportedSource};
use crate::model::{Digest, Extractor, Index, Passage, Source, Timeline};
use crate::storage::{Amendment, EntryList};
use annals_anchor::{PositionSelector, describe};

/// The changes, in the order they were made.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    list: Vec<Amendment>,
    /// The position of each in the list, by list of the timeline and id.
    positions: HashMap<(EntryList, String), usize>,
    /// How many of them are in a copy that was saved.
    saved: usize,
}

impl Changes {
    /// What is to be added to the file.
    #[must_use]
    pub fn amendments(&self) -> &[Amendment] {
        &self.list
    }

    /// How many are in no copy that was saved.
    #[must_use]
    pub fn unsaved(&self) -> usize {
        self.list.len() - self.saved.min(self.list.len())
    }

    /// Each in words.
    pub fn in_words(&self) -> impl Iterator<Item = String> {
        self.list.iter().map(|change| match change.list {
            EntryList::Passages => {
                let old = change.entry.get("replaces").and_then(Value::as_str);
                say_with(
                    "change-new-words",
                    &[
                        ("old", old.unwrap_or_default().into()),
                        ("new", change.id().into()),
                    ],
                )
            }
            EntryList::Sources => say_with("change-new-source", &[("source", change.id().into())]),
        })
    }

    /// Holds a change, unless it is held already. Where another has its id, it
    /// gets one that is free.
    pub(super) fn add(&mut self, mut change: Amendment) {
        let held = self.positions.get(&(change.list, change.id().to_owned()));
        if let Some(held) = held.and_then(|position| self.list.get(*position)) {
            if *held == change {
                return;
            }
            let free = free_id(change.id(), |id| self.adds(change.list, id));
            change.entry.insert("id".to_owned(), json!(free));
        }
        let key = (change.list, change.id().to_owned());
        self.positions.insert(key, self.list.len());
        self.list.push(change);
    }

    /// Whether an entry of this id is to be added to a list.
    fn adds(&self, list: EntryList, id: &str) -> bool {
        self.positions.contains_key(&(list, id.to_owned()))
    }

    /// Whether a source of this id is to be added.
    pub(super) fn adds_source(&self, id: &str) -> bool {
        self.adds(EntryList::Sources, id)
    }

    pub(super) fn mark_saved(&mut self, count: usize) {
        self.saved = count;
    }

    /// Takes back the last change.
    pub(super) fn take_back(&mut self) -> bool {
        let Some(taken) = self.list.pop() else {
            return false;
        };
        self.positions.remove(&(taken.list, taken.id().to_owned()));
        self.saved = self.saved.min(self.list.len());
        true
    }
}

/// What a dropped or picked file turned out to be.
#[derive(Debug)]
pub enum FileKind {
    /// A timeline, or nothing else that is known.
    Timeline,
    /// A folder.
    Folder,
    /// Records of sources.
    Records(Imported),
    /// A document.
    Document(Box<NewDocument>),
}

/// A document as a new source is made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct NewDocument {
    /// Where it lies.
    pub path: PathBuf,
    /// The same as an absolute path without links, where it can be had.
    pub canonical: Option<PathBuf>,
    /// The digest of its bytes.
    pub digest: Digest,
    /// What it calls itself, else the name of its file.
    pub title: String,
    /// The name of its file, without suffix.
    pub stem: String,
    /// What made its text.
    pub extractor: Extractor,
}

impl NewDocument {
    /// The source in a timeline that this is a copy of: by digest, else by the
    /// name of its file.
    pub(super) fn known(&self, timeline: &Timeline) -> Option<Index<Source>> {
        let name = self.path.file_name();
        let by_digest = timeline
            .indexed_sources()
            .find(|(_, source)| source.sha256 == Some(self.digest));
        let by_name = || {
            timeline.indexed_sources().find(|(_, source)| {
                let file = source.file.as_deref().map(Path::new);
                name.is_some() && file.and_then(Path::file_name) == name
            })
        };
        by_digest.or_else(by_name).map(|(index, _)| index)
    }

    /// The source that is added to a timeline. The path is recorded where it
    /// lies in the timeline's folder; elsewhere the digest recognises it.
    pub(super) fn as_source(&self, open: &Document, taken: impl Fn(&str) -> bool) -> Amendment {
        let mut entry = Map::new();
        let mut set = |key: &str, value: Value| entry.insert(key.to_owned(), value);
        let id = id_of(&self.stem);
        let id = if taken(&id) { free_id(&id, taken) } else { id };
        set("id", json!(id));
        set("csl", json!({ "type": "document", "title": self.title }));
        if let Some(file) = self.beside(open).and_then(Path::to_str) {
            set("file", json!(file.replace('\\', "/")));
        }
        set("sha256", json!(self.digest.to_string()));
        set(
            "extractor",
            json!({ "name": self.extractor.name, "version": self.extractor.version }),
        );
        Amendment {
            list: EntryList::Sources,
            entry,
        }
    }

    /// The way to it from the folder of a timeline's file, where it lies in
    /// there.
    fn beside(&self, open: &Document) -> Option<&Path> {
        let folder = open.origin.path()?.parent()?;
        // A folder may be named in many ways. Where that cannot be seen through,
        // only what is named alike counts.
        let (path, folder) = match (&self.canonical, open.holdings.timeline_folder()) {
            (Some(path), Some(folder)) => (path.as_path(), folder),
            _ => (self.path.as_path(), folder),
        };
        let beside = path.strip_prefix(folder).ok()?;
        let is_below = |part: Component<'_>| matches!(part, Component::Normal(_));
        beside.components().all(is_below).then_some(beside)
    }
}

/// An imported record as a source that is added.
pub(super) fn imported_source(record: &ImportedSource, id: String) -> Amendment {
    let mut entry = Map::new();
    entry.insert("id".to_owned(), Value::String(id));
    entry.insert("csl".to_owned(), Value::Object(record.csl.clone()));
    Amendment {
        list: EntryList::Sources,
        entry,
    }
}

/// Gives ids that are free to many entries, one after another.
pub(super) struct IdAllocator<'a> {
    /// The ids of the timeline.
    taken: HashSet<&'a str>,
    /// The number that was given last to each id that was taken.
    numbers: HashMap<String, u32>,
}

impl<'a> IdAllocator<'a> {
    pub(super) fn new(taken: HashSet<&'a str>) -> Self {
        Self {
            taken,
            numbers: HashMap::new(),
        }
    }

    /// An id after a name, that neither the timeline has nor what is held.
    pub(super) fn free(&mut self, name: &str, is_held: impl Fn(&str) -> bool) -> String {
        let id = id_of(name);
        let mut free = id.clone();
        while self.taken.contains(free.as_str()) || is_held(&free) {
            let number = self.numbers.entry(id.clone()).or_insert(1);
            *number += 1;
            free = format!("{id}-{number}");
        }
        free
    }
}

/// An id of letters, digits and hyphens.
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

/// The passage that holds the words which stand in the source now, in place of
/// those that were written down. The old passage stays. `None` where the old
/// one has not drifted to a place.
#[must_use]
pub(super) fn adopted(document: &Document, passage: Index<Passage>) -> Option<Amendment> {
    let old = document.timeline.passages.get(passage.position())?;
    let place = document.anchor(passage)?.matched?;
    let page = document.page(old.source).filter(|page| page.is_whole)?;
    let position = PositionSelector {
        start: place.start,
        end: place.end,
    };
    let quote = describe(&page.text, position);
    let mut entry = Map::new();
    let mut set = |key: &str, value: Value| entry.insert(key.to_owned(), value);
    let taken = |id: &str| document.timeline.passage_by_id(id).is_some();
    set("id", json!(free_id(&old.id, taken)));
    set("source", json!(document.timeline[old.source].id));
    set("exact", json!(quote.exact));
    set("prefix", json!(quote.prefix));
    set("suffix", json!(quote.suffix));
    // A position holds in the recorded copy alone.
    let is_recorded = document
        .holdings
        .of(old.source)
        .is_some_and(|held| Some(held.digest) == document.timeline[old.source].sha256);
    if is_recorded {
        set("start", json!(place.start));
        set("end", json!(place.end));
    }
    if let Some(locator) = &old.locator {
        set("locator", json!(**locator));
    }
    set("replaces", json!(old.id));
    Some(Amendment {
        list: EntryList::Passages,
        entry,
    })
}

/// An id that is free: the same with the first number from 2 on.
pub(super) fn free_id(id: &str, taken: impl Fn(&str) -> bool) -> String {
    // A million of one name is none that anybody made.
    (2_u32..1_000_000)
        .map(|number| format!("{id}-{number}"))
        .find(|id| !taken(id))
        .unwrap_or_default()
}
