//! The file that something is written to.

use std::path::{Path, PathBuf};

use super::timeline_file::TimelineFile;
use crate::storage::{self, FileError};

/// Refuses to put what is made of a timeline in the place of the timeline, of a
/// document that it names or that was found for it, or of what else it is made
/// from.
///
/// # Errors
///
/// [`FileError`] where `target` is one of them, by whatever path.
pub(super) fn refuse_overwriting_inputs<'w>(
    target: &Path,
    file: &Path,
    opened: &TimelineFile,
    also: impl IntoIterator<Item = (PathBuf, &'w str)>,
) -> Result<(), FileError> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let timeline = &opened.reading.timeline;
    let named = timeline.sources.iter();
    let named = named.filter_map(|source| Some(folder.join(source.file.as_ref()?)));
    let held = timeline.indexed_sources();
    let held = held.filter_map(|(index, _)| Some(opened.gathered.holdings.of(index)?.path.clone()));
    let documents = named.chain(held).map(|path| (path, "a source"));
    let file = (file.to_owned(), "the timeline");
    let made_from = [file].into_iter().chain(documents).chain(also);
    storage::refuse_overwriting_inputs(target, made_from)
}
