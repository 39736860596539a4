//! Reads a timeline and the documents that it quotes.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::document_locations::DocumentLocations;
use super::saving::file_version;
use crate::check::{self, check_loaded, check_positions, problems_at};
use crate::language::Message;
use crate::library::{
    CopySearch, CopySearchResult, DocumentCache, anchor_passages_with_progress, find_copies,
};
use crate::model::{Change, Digest};
use crate::query::TimelinePreview;
use crate::search::SearchIndex;
use crate::session::{
    FileVersion, LoadProgress, LoadRequest, MergedFile, OpenTimeline, Origin, PreviewUpdates,
    SourcePaths,
};
use crate::storage::{self, FileError, FileKey, LoadedTimeline, PreviewCache, Problem, Stamp};

/// The chronology that the program contains.
pub(super) const BUILT_IN: &[u8] = include_bytes!("../../timeline.json");

/// Up to this many events the search index is built before the timeline is
/// shown, so that search results stay visible on reload.
const MAX_EVENTS_INDEXED_FIRST: usize = 3_000;

/// Up to this many events the stated dates are checked before the timeline is
/// shown.
const MAX_EVENTS_CHECKED_FIRST: usize = 20_000;

/// What a loader reports while it reads.
pub enum LoadEvent {
    /// How far it is.
    Progress(LoadProgress),
    /// A preview to show meanwhile.
    Preview(Box<OpenTimeline>),
}

/// Receives the events of a loader. Return `Break` to cancel.
pub type OnLoadEvent<'a> = dyn FnMut(LoadEvent) -> ControlFlow<()> + 'a;

/// A timeline that was read.
pub struct LoadOutcome {
    /// The timeline with its documents.
    pub open: OpenTimeline,
    /// Whether it differs from the cached preview.
    pub preview_is_outdated: bool,
    /// The preview to put in the cache, if that is to change.
    pub(super) preview: Option<(FileKey, Vec<u8>)>,
    /// What merging the changes with another version of the file gave.
    pub merged: Option<MergedFile>,
}

/// Reads timelines and the documents that they quote.
pub struct TimelineLoader<'a> {
    /// Where documents were found before.
    pub locations: &'a DocumentLocations,
    /// The documents of all tabs.
    pub documents: &'a DocumentCache,
    /// The cache of previews. Without it no previews are sent.
    pub cache: Option<&'a PreviewCache>,
}

impl TimelineLoader<'_> {
    /// Reads a timeline, applies or merges the changes, looks for its documents
    /// where the request says and where they were found before, and anchors every
    /// passage.
    ///
    /// # Errors
    ///
    /// [`FileError`] if the file is not a timeline, a path of the user cannot be
    /// read, or `on_event` returns `Break`.
    pub fn load(
        &self,
        request: &LoadRequest,
        on_event: &mut OnLoadEvent<'_>,
    ) -> Result<LoadOutcome, FileError> {
        let (origin, changes) = (&request.origin, &request.changes);
        let started = Instant::now();
        let send = |preview: Option<TimelinePreview>, on_event: &mut OnLoadEvent<'_>| {
            preview.map_or(ControlFlow::Continue(()), |preview| {
                let preview = OpenTimeline::preview(origin.clone(), preview);
                on_event(LoadEvent::Preview(Box::new(preview)))
            })
        };
        // The cache is about the file on disk, without changes. The key is taken
        // before the file is read.
        let path = origin.path().filter(|_| changes.is_empty());
        let cached = self.cache.zip(path.and_then(|path| FileKey::of(path).ok()));
        let (previews, first) =
            PreviewUpdates::new(cached.as_ref().and_then(|(cache, key)| cache.get(key)));
        let mut previews = self.cache.map(|_| previews);
        unless_stopped(send(first, on_event))?;
        if changes.is_empty() {
            // The timeline was opened or reloaded, not edited.
            self.documents.forget_failures();
        }
        let LoadedBytes {
            bytes,
            stamp,
            file,
            merged,
        } = LoadedBytes::read(request)?;
        let mut loaded = storage::read_with_progress(&bytes, &mut |progress| {
            let previews = previews.as_mut();
            let preview =
                previews.and_then(|it| it.follow(progress.partial_timeline, || started.elapsed()));
            send(preview, on_event)?;
            on_event(LoadEvent::Progress(LoadProgress::Reading {
                bytes: progress.bytes,
                of: progress.of,
            }))
        })?
        .ok_or_else(stopped)?;
        check_loaded(&mut loaded, &bytes);
        let last = previews.as_mut().and_then(|it| it.last(&loaded.timeline));
        unless_stopped(send(last, on_event))?;
        let digest = if changes.is_empty() {
            file.digest
        } else {
            Digest::of(&bytes)
        };
        let mut open = self.assemble(origin, &request.source_paths, bytes, loaded, on_event)?;
        open.digest_as_read = Some(digest);
        open.file = Some(file);
        let outcome = previews.map(|previews| previews.end(&open));
        let (to_cache, preview_is_outdated) =
            outcome.map_or((None, false), |it| (it.to_cache, it.preview_is_outdated));
        // A file that changed while it was read is not cached.
        let key = cached.map(|(_, key)| key);
        let key = key.filter(|key| stamp.is_some_and(|stamp| key.matches(stamp)));
        Ok(LoadOutcome {
            open,
            preview_is_outdated,
            preview: key.zip(to_cache),
            merged,
        })
    }

    /// Puts together a timeline, its documents and the problems of both.
    fn assemble(
        &self,
        origin: &Origin,
        source_paths: &SourcePaths,
        bytes: Vec<u8>,
        loaded: LoadedTimeline,
        on_event: &mut OnLoadEvent<'_>,
    ) -> Result<OpenTimeline, FileError> {
        let copies = self.find_copies(origin, source_paths, &loaded)?;
        let mut on_anchored = |passages, of| {
            on_event(LoadEvent::Progress(LoadProgress::Anchoring {
                passages,
                of,
            }))
        };
        let holdings = &copies.holdings;
        let anchors = anchor_passages_with_progress(&loaded.timeline, holdings, &mut on_anchored)
            .ok_or_else(stopped)?;
        let mut problems = copies.with_problems_of(&loaded);
        let mut violations = check_positions(&loaded.timeline, holdings, &anchors);
        let events = loaded.timeline.events.len();
        let defers_date_check = events > MAX_EVENTS_CHECKED_FIRST;
        if !defers_date_check {
            violations.extend(check::check_stated_dates(&loaded.timeline));
        }
        problems.extend(problems_at(&loaded.positions, violations));
        storage::locate_problems(&bytes, &mut problems);
        drop(bytes);
        remember(&loaded, holdings, self.locations);
        let holdings = copies.holdings;
        let mut open = OpenTimeline::new(origin.clone(), loaded, holdings, anchors, problems);
        open.defers_date_check = defers_date_check;
        if events <= MAX_EVENTS_INDEXED_FIRST {
            let index = SearchIndex::build(&open.timeline, &open.index, &|| true);
            open.search = index.map(Arc::new);
        }
        Ok(open)
    }

    /// Finds the documents of a timeline's sources.
    fn find_copies(
        &self,
        origin: &Origin,
        source_paths: &SourcePaths,
        loaded: &LoadedTimeline,
    ) -> Result<CopySearchResult, FileError> {
        let paths = source_paths.paths.iter().cloned();
        let (folders, mut files): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.partition(|path| path.is_dir());
        if let Some(missing) = files.iter().find(|file| !file.exists()) {
            let message = Message::new("file-no-source-at");
            let message = message.with("path", missing.display().to_string());
            return Err(FileError::new(message).with_hint(Message::new("file-no-source-at-hint")));
        }
        let sources = loaded.timeline.sources.iter();
        files.extend(
            self.locations
                .paths_of(sources.filter_map(|source| source.sha256)),
        );
        find_copies(CopySearch {
            timeline: loaded,
            timeline_folder: origin_folder(origin),
            sources_folders: &folders,
            files: &files,
            documents: self.documents,
        })
    }
}

fn stopped() -> FileError {
    FileError::new(Message::new("file-reading-stopped"))
}

fn unless_stopped(flow: ControlFlow<()>) -> Result<(), FileError> {
    if flow.is_break() {
        Err(stopped())
    } else {
        Ok(())
    }
}

/// Checks the stated dates of a timeline against the words of their passages.
/// Problems have their place in the file with its changes.
pub(super) fn check_stated_dates(open: &OpenTimeline, changes: &[Change]) -> Vec<Problem> {
    let violations = check::check_stated_dates(&open.timeline);
    let mut problems = problems_at(open.positions(), violations);
    if !problems.is_empty()
        && let Ok(bytes) = changed_bytes(&open.origin, changes)
    {
        storage::locate_problems(&bytes, &mut problems);
    }
    problems
}

/// The bytes of a timeline, with its changes, and where they come from.
struct LoadedBytes {
    bytes: Vec<u8>,
    /// The stamp of the file, if it is one.
    stamp: Option<Stamp>,
    /// The file without the changes.
    file: FileVersion,
    merged: Option<MergedFile>,
}

impl LoadedBytes {
    /// Reads the file. If it is no longer the one that the changes began from, both
    /// are merged.
    fn read(request: &LoadRequest) -> Result<Self, FileError> {
        let (bytes, stamp) = match changed_bytes_and_stamp(&request.origin, &[]) {
            Ok(read) => read,
            Err(error) => (bytes_of_missing(request).ok_or(error)?, None),
        };
        let changes = &request.changes;
        if changes.is_empty() {
            let file = file_version(&bytes);
            return Ok(Self {
                bytes,
                stamp,
                file,
                merged: None,
            });
        }
        let base = request.base.as_ref();
        let is_same = base.is_some_and(|base| base.digest == Digest::of(&bytes));
        let base_bytes = base.and_then(|base| base.bytes.as_ref());
        let (with_changes, merged) = match base_bytes.filter(|_| !is_same) {
            Some(base) => {
                let ours = storage::splice(base, changes)?;
                let (merged, file) = merge_versions(base, &ours, &bytes)?;
                (merged, Some(file))
            }
            None if is_same => (storage::splice(&bytes, changes)?, None),
            // What the changes began from is not known.
            None => {
                let changes = storage::rebase_changes(&bytes, changes)?;
                let rebased = MergedFile {
                    theirs: None,
                    pending: changes.clone(),
                    conflicts: 0,
                };
                (storage::splice(&bytes, &changes)?, Some(rebased))
            }
        };
        Ok(Self {
            bytes: with_changes,
            stamp,
            file: file_version(&bytes),
            merged,
        })
    }
}

/// The file that unsaved changes begin from, if it was deleted. Saving writes it
/// again.
fn bytes_of_missing(request: &LoadRequest) -> Option<Vec<u8>> {
    let is_missing = request.origin.path().is_some_and(|path| !path.exists());
    let base = request.base.as_ref().filter(|_| is_missing)?;
    let is_needed = !request.changes.is_empty();
    base.bytes
        .as_ref()
        .filter(|_| is_needed)
        .map(|it| it.to_vec())
}

/// Merges two versions of a timeline that began from one. Returns the merged bytes.
fn merge_versions(
    base: &[u8],
    ours: &[u8],
    theirs: &[u8],
) -> Result<(Vec<u8>, MergedFile), FileError> {
    let from_them = storage::merge(base, ours, theirs).map_err(|error| error.error)?;
    let merged = storage::splice(ours, &from_them.changes)?;
    let pending = storage::merge(theirs, theirs, &merged).map_err(|error| error.error)?;
    let change = Change::Batch(from_them.changes);
    let theirs = match &change {
        Change::Batch(changes) if changes.is_empty() => None,
        _ => {
            let mut timeline = storage::read(ours)?.timeline;
            let inverse = timeline.apply(&change).ok();
            inverse.map(|inverse| (change, inverse))
        }
    };
    let file = MergedFile {
        theirs,
        pending: pending.changes,
        conflicts: from_them.conflicts,
    };
    Ok((merged, file))
}

/// The bytes of a timeline with its changes.
pub(super) fn changed_bytes(origin: &Origin, changes: &[Change]) -> Result<Vec<u8>, FileError> {
    Ok(changed_bytes_and_stamp(origin, changes)?.0)
}

/// The same, and the stamp of the file, if it is one.
fn changed_bytes_and_stamp(
    origin: &Origin,
    changes: &[Change],
) -> Result<(Vec<u8>, Option<Stamp>), FileError> {
    let (bytes, stamp) = match origin {
        Origin::BuiltIn => (BUILT_IN.to_vec(), None),
        Origin::Untitled(_) => (storage::empty_timeline("", None)?.into_bytes(), None),
        Origin::File(path) => {
            let (bytes, stamp) = storage::read_file(path)?;
            (bytes, Some(stamp))
        }
    };
    if changes.is_empty() {
        return Ok((bytes, stamp));
    }
    Ok((
        storage::splice(&bytes, &storage::rebase_changes(&bytes, changes)?)?,
        stamp,
    ))
}

/// The folder that paths in a timeline are relative to.
fn origin_folder(origin: &Origin) -> &Path {
    let parent = origin.path().and_then(Path::parent);
    match parent {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

/// Remembers where the recorded copies of documents are, by digest.
fn remember(
    loaded: &LoadedTimeline,
    holdings: &crate::library::Holdings,
    locations: &DocumentLocations,
) {
    let found = loaded
        .timeline
        .sources
        .indexed()
        .filter_map(|(index, source)| {
            let copy = holdings.get(index)?;
            (source.sha256 == Some(copy.digest)).then(|| (copy.digest, copy.path.clone()))
        });
    locations.remember(found);
}
