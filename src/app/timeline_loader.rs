//! Reads a timeline and the documents that it quotes. Runs on a worker.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::document_locations::DocumentLocations;
use crate::library::{Search, anchor_all_with, gather, misplaced, unjustified};
use crate::query::TimelinePreview;
use crate::search::SearchIndex;
use crate::session::{Document, LoadProgress, Origin, OutlinePreviews, SourcePaths};
use crate::storage::{self, Amendment, Cache, CacheKey, FileError, LoadedTimeline, Problem, Stamp};
use annals_documents::Worker;

/// The chronology that the program carries.
const BUILT_IN: &[u8] = include_bytes!("../../timeline.json");

/// With so many events at most, the index for searching is made before the
/// timeline is shown, so that a search that is asked stays answered.
const INDEXED_AT_ONCE: usize = 3_000;

/// Of so many events at most, the stated dates are held against the words of
/// their passages before the timeline is shown; of more, after.
const CHECKED_AT_ONCE: usize = 20_000;

/// What is told while a timeline is read.
pub enum LoadEvent {
    /// So far it is.
    Progress(LoadProgress),
    /// What is known of it meanwhile.
    Outline(Box<Document>),
}

/// A timeline that was read.
pub struct LoadOutcome {
    /// The timeline, with its documents.
    pub document: Document,
    /// Whether the outline that was kept of it said otherwise.
    pub differs: bool,
    /// The outline that is to be kept of it.
    keep: Option<(CacheKey, Vec<u8>)>,
}

impl LoadOutcome {
    /// Gives the document, and what is to be kept once it is shown.
    pub(super) fn into_parts(self) -> (Document, Option<(CacheKey, Vec<u8>)>) {
        (self.document, self.keep)
    }
}

/// Reads a timeline with what is to be added to it, looks for its documents where the user said and where
/// they were found before, and anchors every passage. Outlines are told where
/// there is a `cache` that may hold one.
///
/// # Errors
///
/// [`FileError`] where the file is no timeline, a folder that the user named
/// cannot be read, or `told` breaks off.
pub fn open(
    origin: &Origin,
    places: &SourcePaths,
    amendments: &[Amendment],
    locations: &DocumentLocations,
    worker: &Worker,
    cache: Option<&Cache>,
    told: &mut dyn FnMut(LoadEvent) -> ControlFlow<()>,
) -> Result<LoadOutcome, FileError> {
    let stopped = || FileError::new("Reading was stopped");
    let begun = Instant::now();
    // What is kept is of the file as it stands, without what is held in the
    // session, and the key is made before the file is read.
    let path = origin.path().filter(|_| amendments.is_empty());
    let key = path
        .filter(|_| cache.is_some())
        .and_then(|path| CacheKey::of(path).ok());
    let kept = cache
        .zip(key.as_ref())
        .and_then(|(cache, key)| cache.get(key));
    let (mut outlining, at_once) = OutlinePreviews::new(kept);
    let tell = |outline: Option<TimelinePreview>,
                told: &mut dyn FnMut(LoadEvent) -> ControlFlow<()>| {
        match outline.filter(|_| cache.is_some()) {
            Some(outline) => {
                let document = Document::outlined(origin.clone(), outline);
                told(LoadEvent::Outline(Box::new(document)))
            }
            None => ControlFlow::Continue(()),
        }
    };
    if tell(at_once, told).is_break() {
        return Err(stopped());
    }
    let (bytes, stamp) = bytes_and_stamp_of(origin, amendments)?;
    let reading = storage::read_with_progress(&bytes, &mut |so_far| {
        let outline = cache.and_then(|_| outlining.follow(so_far.so_far, || begun.elapsed()));
        if tell(outline, told).is_break() {
            return ControlFlow::Break(());
        }
        told(LoadEvent::Progress(LoadProgress::Reading {
            bytes: so_far.bytes,
            of: so_far.of,
        }))
    })?
    .ok_or_else(stopped)?;
    let last = cache.and_then(|_| outlining.last(&reading.timeline));
    if tell(last, told).is_break() {
        return Err(stopped());
    }
    let (folders, mut files): (Vec<PathBuf>, Vec<PathBuf>) = places
        .paths
        .iter()
        .cloned()
        .partition(|place| place.is_dir());
    if let Some(missing) = files.iter().find(|file| !file.exists()) {
        return Err(FileError::new(format!(
            "There is no document or folder at {}",
            missing.display()
        ))
        .with_hint("Check the path, or choose the folder that holds the sources."));
    }
    let digests = reading
        .timeline
        .sources
        .iter()
        .filter_map(|source| source.sha256);
    files.extend(locations.paths_of(digests));
    let gathered = gather(Search {
        reading: &reading,
        timeline_folder: folder_of(origin),
        sources_folders: &folders,
        files: &files,
        worker,
    })?;
    let mut anchored = |passages, of| {
        told(LoadEvent::Progress(LoadProgress::Anchoring {
            passages,
            of,
        }))
    };
    let anchors = anchor_all_with(&reading.timeline, &gathered.holdings, &mut anchored)
        .ok_or_else(stopped)?;
    let mut problems = gathered.with_problems_of(&reading);
    problems.extend(misplaced(&reading, &gathered.holdings, &anchors));
    let checks_dates_later = reading.timeline.events.len() > CHECKED_AT_ONCE;
    if !checks_dates_later {
        problems.extend(unjustified(&reading.timeline, &reading.positions));
    }
    storage::locate_problems(&bytes, &mut problems);
    drop(bytes);
    remember(&reading, &gathered.holdings, locations);
    let mut document = Document::new(
        origin.clone(),
        reading,
        gathered.holdings,
        anchors,
        problems,
    );
    document.checks_dates_later = checks_dates_later;
    if document.timeline.events.len() <= INDEXED_AT_ONCE {
        let index = SearchIndex::build(&document.timeline, &|_| true);
        document.search = index.map(Arc::new);
    }
    let outlined = cache.map(|_| outlining.end(&document));
    let (keep, differs) = outlined.map_or((None, false), |it| (it.keep, it.differs));
    let keep = key.zip(keep);
    Ok(LoadOutcome {
        document,
        differs,
        keep: keep.filter(|(key, _)| stamp.is_some_and(|stamp| key.is_of(stamp))),
    })
}

/// What is wrong with the stated dates of a document, each with its place in
/// the file as it stands with what is to be added to it.
pub(super) fn check_stated_dates(document: &Document, amendments: &[Amendment]) -> Vec<Problem> {
    let mut problems = unjustified(&document.timeline, document.positions());
    if !problems.is_empty()
        && let Ok(bytes) = bytes_of(&document.origin, amendments)
    {
        storage::locate_problems(&bytes, &mut problems);
    }
    problems
}

/// The bytes of a timeline with what is to be added to it.
pub(super) fn bytes_of(origin: &Origin, amendments: &[Amendment]) -> Result<Vec<u8>, FileError> {
    Ok(bytes_and_stamp_of(origin, amendments)?.0)
}

/// The same, and the state that the file was in, where it is one.
fn bytes_and_stamp_of(
    origin: &Origin,
    amendments: &[Amendment],
) -> Result<(Vec<u8>, Option<Stamp>), FileError> {
    let (bytes, stamp) = match origin {
        Origin::BuiltIn => (BUILT_IN.to_vec(), None),
        Origin::File(path) => {
            let (bytes, stamp) = storage::read_file(path)?;
            (bytes, Some(stamp))
        }
    };
    if amendments.is_empty() {
        return Ok((bytes, stamp));
    }
    Ok((storage::apply_amendments(&bytes, amendments)?, stamp))
}

/// The folder that paths in a timeline start from.
fn folder_of(origin: &Origin) -> &Path {
    let parent = origin.path().and_then(Path::parent);
    match parent {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

/// Remembers where the recorded copies lie, by digest.
fn remember(
    reading: &LoadedTimeline,
    holdings: &crate::library::Holdings,
    locations: &DocumentLocations,
) {
    let found = reading
        .timeline
        .indexed_sources()
        .filter_map(|(index, source)| {
            let held = holdings.of(index)?;
            (source.sha256 == Some(held.digest)).then(|| (held.digest, held.path.clone()))
        });
    locations.remember(found);
}
