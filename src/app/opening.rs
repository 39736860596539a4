//! Reads a timeline and the documents that it quotes. Runs on a worker.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::located::Located;
use crate::documents::{Search, Worker, anchor_all_with, gather, misplaced, unjustified};
use crate::search::SearchIndex;
use crate::session::{Document, Opening, Origin, Places};
use crate::storage::{self, Amendment, Reading, Refusal};

/// The chronology that the program carries.
const BUILT_IN: &[u8] = include_bytes!("../../timeline.json");

/// With so many events at most, the index for searching is made before the
/// timeline is shown, so that a search that is asked stays answered.
const INDEXED_AT_ONCE: usize = 3_000;

/// Reads a timeline with what is to be added to it, looks for its documents where the user said and where
/// they were found before, and anchors every passage.
///
/// # Errors
///
/// [`Refusal`] where the file is no timeline, a folder that the user named
/// cannot be read, or `on_progress` breaks off.
pub fn open(
    origin: Origin,
    places: &Places,
    amendments: &[Amendment],
    located: &Located,
    worker: &Worker,
    on_progress: &mut dyn FnMut(Opening) -> ControlFlow<()>,
) -> Result<Document, Refusal> {
    let bytes = bytes_of(&origin, amendments)?;
    let stopped = || Refusal::new("Reading was stopped");
    let reading = storage::read_watched(&bytes, &mut |told| {
        on_progress(Opening::Reading {
            bytes: told.bytes,
            of: told.of,
        })
    })?
    .ok_or_else(stopped)?;
    let (folders, mut files): (Vec<PathBuf>, Vec<PathBuf>) = places
        .named
        .iter()
        .cloned()
        .partition(|place| place.is_dir());
    if let Some(missing) = files.iter().find(|file| !file.exists()) {
        return Err(Refusal::new(format!(
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
    files.extend(located.paths_of(digests));
    let gathered = gather(Search {
        reading: &reading,
        timeline_folder: folder_of(&origin),
        sources_folders: &folders,
        files: &files,
        worker,
    })?;
    let mut anchored = |passages, of| on_progress(Opening::Anchoring { passages, of });
    let anchors = anchor_all_with(&reading.timeline, &gathered.holdings, &mut anchored)
        .ok_or_else(stopped)?;
    let mut problems = gathered.with_problems_of(&reading);
    problems.extend(misplaced(&reading, &gathered.holdings, &anchors));
    problems.extend(unjustified(&reading));
    storage::locate(&bytes, &mut problems);
    drop(bytes);
    remember(&reading, &gathered.holdings, located);
    let mut document = Document::new(origin, reading, gathered.holdings, anchors, problems);
    if document.timeline.events.len() <= INDEXED_AT_ONCE {
        let index = SearchIndex::build(&document.timeline, &|_| true);
        document.search = index.map(Arc::new);
    }
    Ok(document)
}

/// The bytes of a timeline with what is to be added to it.
pub(super) fn bytes_of(origin: &Origin, amendments: &[Amendment]) -> Result<Vec<u8>, Refusal> {
    let bytes = match origin {
        Origin::BuiltIn => BUILT_IN.to_vec(),
        Origin::File(path) => storage::read_file(path)?.0,
    };
    if amendments.is_empty() {
        return Ok(bytes);
    }
    storage::amended(&bytes, amendments)
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
fn remember(reading: &Reading, holdings: &crate::documents::Holdings, located: &Located) {
    let found = reading
        .timeline
        .indexed_sources()
        .filter_map(|(index, source)| {
            let held = holdings.of(index)?;
            (source.sha256 == Some(held.digest)).then(|| (held.digest, held.path.clone()))
        });
    located.remember(found);
}
