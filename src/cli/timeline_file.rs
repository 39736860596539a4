//! A timeline's file together with the documents at hand.

use std::path::{Path, PathBuf};

use super::outcome::VerbError;
use crate::library::{Gathered, Search, anchor_all, gather, misplaced, unjustified};
use crate::model::Digest;
use crate::session::Link;
use crate::storage::{LoadedTimeline, Problem, locate_problems, read, read_file};
use annals_anchor::Anchor;
use annals_documents::Worker;

/// A timeline that was opened.
pub(super) struct TimelineFile {
    bytes: Vec<u8>,
    pub(super) reading: LoadedTimeline,
    pub(super) gathered: Gathered,
    /// Every problem so far, in the order of the file.
    pub(super) problems: Vec<Problem>,
}

/// Opens a timeline without looking for documents.
pub(super) fn open(file: &Path) -> Result<TimelineFile, VerbError> {
    let (bytes, _) = read_file(file).map_err(|refusal| {
        // A link, where the verb takes none.
        let (link, _) = Link::parse_os(file.as_os_str(), &Path::exists);
        let named = link.file.filter(|named| named != file && named.exists());
        let refusal = match named {
            Some(_) => refusal.with_hint("This verb takes no link: leave out what begins with #."),
            None => refusal,
        };
        VerbError::refused(file)(refusal)
    })?;
    let reading = read(&bytes).map_err(VerbError::refused(file))?;
    let problems = reading.problems.clone();
    Ok(TimelineFile {
        bytes,
        reading,
        gathered: Gathered::default(),
        problems,
    })
}

impl TimelineFile {
    /// Looks for the documents, beside the file and in the folder that the
    /// user named.
    pub(super) fn with_documents(
        mut self,
        file: &Path,
        sources: Option<&PathBuf>,
        worker: &Worker,
    ) -> Result<Self, VerbError> {
        let folder = match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        self.gathered = gather(Search {
            reading: &self.reading,
            timeline_folder: folder,
            sources_folders: sources.map_or(&[], std::slice::from_ref),
            files: &[],
            worker,
        })
        .map_err(VerbError::refused(sources.map_or(folder, PathBuf::as_path)))?;
        self.problems = self.gathered.with_problems_of(&self.reading);
        self.place_problems();
        Ok(self)
    }

    /// Anchors every passage, and adds what that and the words of the
    /// passages show to the problems.
    pub(super) fn anchor_all(&mut self) -> Vec<Anchor> {
        let anchors = anchor_all(&self.reading.timeline, &self.gathered.holdings);
        let misplaced = misplaced(&self.reading, &self.gathered.holdings, &anchors);
        self.problems.extend(misplaced);
        self.problems
            .extend(unjustified(&self.reading.timeline, &self.reading.positions));
        self.place_problems();
        anchors
    }

    /// The digest of the timeline's file.
    pub(super) fn digest(&self) -> Digest {
        Digest::of(&self.bytes)
    }

    fn place_problems(&mut self) {
        locate_problems(&self.bytes, &mut self.problems);
        // What has no place in the file comes last.
        let place = |problem: &Problem| {
            let line = problem.line.unwrap_or(usize::MAX);
            (line, problem.column.unwrap_or(usize::MAX))
        };
        self.problems.sort_by_key(place);
    }

    /// Whether any problem is an error.
    pub(super) fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }
}
