//! The copies of a timeline's sources that are on this machine.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::document_cache::LoadedDocument;
use crate::model::{Index, Source};
use annals_anchor::PositionTrust;

/// How a copy was recognised as that of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MatchKind {
    /// By its digest: it is the copy that the passages were taken from.
    Digest,
    /// By its file name, in a folder or among files that the user named.
    FileName,
    /// By the path that the timeline records.
    RecordedPath,
}

/// The copy of a source: a document, and how it was found. It dereferences to the
/// document.
#[derive(Debug, Clone)]
pub struct SourceCopy {
    /// The document.
    pub document: Arc<LoadedDocument>,
    /// How it was recognised.
    pub match_kind: MatchKind,
    /// The path of its file.
    pub path: PathBuf,
    /// The trust in recorded positions: they are authoritative in the recorded
    /// copy, if its text is produced by the recorded extractor.
    pub trust: PositionTrust,
}

impl Deref for SourceCopy {
    type Target = LoadedDocument;

    fn deref(&self) -> &LoadedDocument {
        &self.document
    }
}

/// The copies at hand, by source.
#[derive(Debug, Clone, Default)]
pub struct Holdings {
    pub(super) copies: Vec<Option<SourceCopy>>,
    pub(super) timeline_folder: Option<PathBuf>,
    /// Every document that the search loaded. It keeps those in the cache that
    /// are no source's copy, for the next search.
    pub(super) candidates: Vec<Arc<LoadedDocument>>,
}

impl Holdings {
    /// The copy of a source, if there is one.
    #[must_use]
    pub fn get(&self, source: Index<Source>) -> Option<&SourceCopy> {
        self.copies.get(source.position())?.as_ref()
    }

    /// The absolute path of the timeline's folder, without links; `None` where
    /// there is no such folder.
    #[must_use]
    pub fn timeline_folder(&self) -> Option<&Path> {
        self.timeline_folder.as_deref()
    }

    /// How many sources have a copy.
    #[must_use]
    pub fn count(&self) -> usize {
        self.copies.iter().flatten().count()
    }
}
