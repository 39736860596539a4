//! A timeline's file with the documents that were found for it.

use std::path::{Path, PathBuf};

use super::outcome::CommandError;
use crate::bibliography::Style;
use crate::check::{
    check_no_drafts, check_positions, check_stated_dates, problems_at, read_checked,
};
use crate::export::{Drafts, ExportRequest};
use crate::library::{CopySearch, CopySearchResult, DocumentCache, anchor_passages, find_copies};
use crate::model::{Digest, QuoteLimit, Timeline};
use crate::query::{LaneIndexes, TimeIndex};
use crate::session::Link;
use crate::storage::{
    Code, LoadedTimeline, Problem, Severity, locate_problems, read_file, refuse_overwriting_inputs,
};
use annals_anchor::Anchor;
use annals_documents::Worker;

/// A timeline that was read from a file.
pub(super) struct TimelineFile {
    path: PathBuf,
    bytes: Vec<u8>,
    pub(super) loaded: LoadedTimeline,
    pub(super) copies: CopySearchResult,
    /// All problems found so far, in the order of the file.
    pub(super) problems: Vec<Problem>,
}

/// What exports look up in a timeline.
pub(super) struct Indexes {
    pub(super) index: TimeIndex,
    pub(super) lanes: LaneIndexes,
    file_name: String,
}

/// Reads a timeline, without its documents.
pub(super) fn open(path: &Path) -> Result<TimelineFile, CommandError> {
    let (bytes, _) = read_file(path).map_err(|error| {
        let (link, _) = Link::parse_os(path.as_os_str(), &Path::exists);
        let linked = link.file.filter(|file| file != path && file.exists());
        let error = match linked {
            Some(_) => error.with_hint("This command takes no link. Leave out the part from # on."),
            None => error,
        };
        CommandError::about(path)(error)
    })?;
    let loaded = read_checked(&bytes).map_err(CommandError::about(path))?;
    Ok(TimelineFile {
        path: path.to_owned(),
        bytes,
        problems: loaded.problems.clone(),
        loaded,
        copies: CopySearchResult::default(),
    })
}

/// Whether an export takes drafts, by the flag `--drafts`.
pub(super) fn drafts_of(is_included: bool) -> Drafts {
    if is_included {
        Drafts::Included
    } else {
        Drafts::default()
    }
}

impl TimelineFile {
    /// Searches for the documents, beside the file and in the folder that the user
    /// named.
    pub(super) fn with_documents(
        mut self,
        sources: Option<&PathBuf>,
        worker: &Worker,
    ) -> Result<Self, CommandError> {
        let folder = match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        self.copies = find_copies(CopySearch {
            timeline: &self.loaded,
            timeline_folder: folder,
            sources_folders: sources.map_or(&[], std::slice::from_ref),
            files: &[],
            documents: &DocumentCache::new(worker.clone()),
        })
        .map_err(CommandError::about(
            sources.map_or(folder, PathBuf::as_path),
        ))?;
        self.problems = self.copies.with_problems_of(&self.loaded);
        self.locate_problems();
        Ok(self)
    }

    /// Anchors every passage, and adds the problems that this reveals.
    pub(super) fn anchor_passages(&mut self) -> Vec<Anchor> {
        let anchors = anchor_passages(self.timeline(), &self.copies.holdings);
        let mut violations = check_positions(self.timeline(), &self.copies.holdings, &anchors);
        violations.extend(check_stated_dates(self.timeline()));
        self.problems
            .extend(problems_at(&self.loaded.positions, violations));
        self.locate_problems();
        anchors
    }

    /// Makes every draft an error.
    pub(super) fn refuse_drafts(&mut self) {
        for problem in &mut self.problems {
            if problem.code == Code::UnsourcedDraft.name() {
                problem.severity = Severity::Error;
            }
        }
        let violations = check_no_drafts(self.timeline());
        self.problems
            .extend(problems_at(&self.loaded.positions, violations));
        self.locate_problems();
    }

    pub(super) const fn timeline(&self) -> &Timeline {
        &self.loaded.timeline
    }

    pub(super) fn indexes(&self) -> Indexes {
        let index = TimeIndex::new(self.timeline());
        let name = self.path.file_name().unwrap_or_default();
        Indexes {
            lanes: LaneIndexes::new(self.timeline(), &index),
            index,
            file_name: name.to_string_lossy().into_owned(),
        }
    }

    /// A request to export all events with the default options.
    pub(super) fn request<'t>(
        &'t self,
        indexes: &'t Indexes,
        anchors: &'t [Anchor],
    ) -> ExportRequest<'t> {
        ExportRequest {
            timeline: self.timeline(),
            index: &indexes.index,
            lanes: &indexes.lanes,
            file_name: &indexes.file_name,
            digest: Digest::of(&self.bytes),
            holdings: &self.copies.holdings,
            anchors,
            events: None,
            filter: "",
            range: None,
            style: Style::default(),
            limit: QuoteLimit::default(),
            drafts: Drafts::default(),
        }
    }

    /// Refuses to overwrite the timeline, a document that it names or that was
    /// found for it, or another input.
    ///
    /// # Errors
    ///
    /// [`CommandError`] where `target` is one of them, by whatever path.
    pub(super) fn refuse_overwriting_inputs(
        &self,
        target: &Path,
        others: impl IntoIterator<Item = (PathBuf, &'static str)>,
    ) -> Result<(), CommandError> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let sources = self.timeline().sources.indexed();
        let documents = sources.flat_map(|(index, source)| {
            let named = source.file.as_ref().map(|file| folder.join(file));
            let found = self.copies.holdings.get(index);
            named.into_iter().chain(found.map(|it| it.path.clone()))
        });
        let documents = documents.map(|path| (path, "source"));
        let timeline = (self.path.clone(), "timeline");
        let inputs = [timeline].into_iter().chain(documents).chain(others);
        refuse_overwriting_inputs(target, inputs).map_err(CommandError::about(target))
    }

    fn locate_problems(&mut self) {
        locate_problems(&self.bytes, &mut self.problems);
        // Problems without a position come last.
        self.problems.sort_by_key(|problem| {
            let line = problem.line.unwrap_or(usize::MAX);
            (line, problem.column.unwrap_or(usize::MAX))
        });
    }

    /// Whether any problem is an error.
    pub(super) fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }
}
