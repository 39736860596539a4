//! New sources from documents and records.

use std::path::{Component, Path, PathBuf};

use serde_json::{Map, Value, json};

use super::open_timeline::OpenTimeline;
use crate::bibliography::{ImportResult, ImportedRecord};
use crate::edits::Edit;
use crate::language::Message;
use crate::model::{
    Change, Digest, EntryKind, EntryText, Extractor, IdAllocator, Index, Source, Timeline,
};

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

    /// The edit that adds a source with this id. Its path is recorded if it is in
    /// the folder of the timeline; elsewhere the digest identifies it.
    pub(super) fn insert_edit(&self, open: &OpenTimeline, id: &str) -> Edit {
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
        let name = Message::new("step-add-source").with("source", self.title.as_str());
        Edit::new(name, insertion(EntryKind::Source, id, entry))
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

/// Gives ids to new sources of a timeline.
pub(super) fn source_ids(timeline: &Timeline) -> IdAllocator<'_> {
    IdAllocator::new(|id| timeline.has_id(EntryKind::Source, id))
}

/// An id of letters, digits and hyphens made from a name.
pub(super) fn id_from_name(name: &str) -> String {
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
