//! Changes to the timeline that are held in the session.
//!
//! They are written by "Save a copy…" and by nothing else. Each is an entry
//! that is added; nothing that stands in the file is changed.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::document::Document;
use crate::bibliography::{Imported, ImportedSource};
use crate::model::{Digest, Extractor, Index, Passage, Source, Timeline};
use crate::quote::{PositionSelector, describe};
use crate::storage::{Amendment, List};

/// The changes, in the order they were made.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    list: Vec<Amendment>,
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
            List::Passages => {
                let old = change.entry.get("replaces").and_then(Value::as_str);
                format!(
                    "New words of the passage “{}”, as “{}”",
                    old.unwrap_or_default(),
                    change.id()
                )
            }
            List::Sources => format!("A new source, “{}”", change.id()),
        })
    }

    pub(super) fn add(&mut self, change: Amendment) {
        if !self
            .list
            .iter()
            .any(|known| known.id() == change.id() && known.list == change.list)
        {
            self.list.push(change);
        }
    }

    /// Whether a source of this id is to be added.
    pub(super) fn adds_source(&self, id: &str) -> bool {
        let sources = self
            .list
            .iter()
            .filter(|change| change.list == List::Sources);
        sources.into_iter().any(|change| change.id() == id)
    }

    pub(super) fn mark_saved(&mut self, count: usize) {
        self.saved = count;
    }

    /// Takes back the last change.
    pub(super) fn take_back(&mut self) -> bool {
        let taken = self.list.pop().is_some();
        self.saved = self.saved.min(self.list.len());
        taken
    }
}

/// What a dropped or picked file turned out to be.
#[derive(Debug)]
pub enum Dropped {
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

    /// The source that is added. The path is recorded where it lies in the
    /// timeline's folder; elsewhere the digest recognises it.
    pub(super) fn as_source(
        &self,
        folder: Option<&Path>,
        taken: impl Fn(&str) -> bool,
    ) -> Amendment {
        let mut entry = Map::new();
        let mut set = |key: &str, value: Value| entry.insert(key.to_owned(), value);
        set("id", json!(id_of(&self.stem, taken)));
        set("csl", json!({ "type": "document", "title": self.title }));
        let beside = folder.and_then(|folder| self.path.strip_prefix(folder).ok());
        if let Some(file) = beside.and_then(Path::to_str) {
            set("file", json!(file.replace('\\', "/")));
        }
        set("sha256", json!(self.digest.to_string()));
        set(
            "extractor",
            json!({ "name": self.extractor.name, "version": self.extractor.version }),
        );
        Amendment {
            list: List::Sources,
            entry,
        }
    }
}

/// An imported record as a source that is added.
pub(super) fn imported_source(record: &ImportedSource, taken: impl Fn(&str) -> bool) -> Amendment {
    let mut entry = Map::new();
    entry.insert("id".to_owned(), json!(id_of(&record.id, taken)));
    entry.insert("csl".to_owned(), Value::Object(record.csl.clone()));
    Amendment {
        list: List::Sources,
        entry,
    }
}

/// An id of letters, digits and hyphens that is free.
fn id_of(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let id = if words.is_empty() {
        "source".to_owned()
    } else {
        words.join("-")
    };
    if taken(&id) { free_id(&id, taken) } else { id }
}

/// The passage that holds the words which stand in the source now, in place of
/// those that were written down. The old passage stays. `None` where the old
/// one has not drifted to a place.
#[must_use]
pub(super) fn adopted(document: &Document, passage: Index<Passage>) -> Option<Amendment> {
    let old = document.timeline.passages.get(passage.position())?;
    let place = document.anchor(passage)?.place?;
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
        set("locator", json!(locator));
    }
    set("replaces", json!(old.id));
    Some(Amendment {
        list: List::Passages,
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
