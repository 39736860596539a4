//! The file that something is written to.

use std::fs;
use std::path::{Path, PathBuf};

use super::open::Opened;
use crate::storage::Refusal;

/// Refuses to put what is made of a timeline (`what`, "The report") in the place
/// of the timeline, or of a document that was found for it.
///
/// # Errors
///
/// [`Refusal`] where `target` is one of them, by whatever path.
pub(super) fn spare(
    what: &str,
    target: &Path,
    timeline: &Path,
    opened: &Opened,
) -> Result<(), Refusal> {
    // What cannot be resolved is not there yet, and so nothing of ours.
    let Ok(target) = fs::canonicalize(target) else {
        return Ok(());
    };
    let is_target = |path: &Path| fs::canonicalize(path).is_ok_and(|path| path == target);
    let sources = opened.reading.timeline.indexed_sources();
    let mut copies: Vec<PathBuf> = sources
        .filter_map(|(index, _)| opened.gathered.holdings.of(index))
        .map(|held| held.path.clone())
        .collect();
    copies.push(timeline.to_owned());
    if copies.iter().any(|path| is_target(path)) {
        let refusal = Refusal::new(format!(
            "{what} would replace the very file that it is about"
        ));
        return Err(refusal.with_hint("Give it a name of its own."));
    }
    Ok(())
}
