//! A timeline as it was read, with its documents, indexes and problems.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::anchors::Anchors;
use super::edits::FileVersion;
use super::source_text::SourceText;
use crate::bibliography::{Bibliographer, Style};
use crate::library::Holdings;
use crate::model::{Digest, Event, Index, JaggedArray, Passage, Source, Timeline};
use crate::query::{Evidence, LaneIndexes, TimeIndex, TimelinePreview};
use crate::search::SearchIndex;
use crate::storage::{Code, LoadedTimeline, Positions, Problem};
use annals_anchor::{Anchor, AnchorState, SharedText};

mod changes;

/// Up to this many passages the texts of all sources are prepared while the
/// timeline is read; with more, each when it is first shown.
const MAX_PASSAGES_AT_ONCE: usize = 50_000;

/// Where a timeline comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The built-in chronology.
    BuiltIn,
    /// A new timeline that has no file yet. For one of an earlier run, the folder of
    /// its journal.
    Untitled(Option<PathBuf>),
    /// A file.
    File(PathBuf),
}

impl Origin {
    /// The path, if it is a file.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::BuiltIn | Self::Untitled(_) => None,
            Self::File(path) => Some(path),
        }
    }
}

/// Where the user said that documents of sources are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourcePaths {
    /// Folders and files, in the order in which they were added.
    pub paths: Vec<PathBuf>,
}

impl SourcePaths {
    /// Adds a path, unless it is there already.
    pub fn add(&mut self, path: PathBuf) {
        if !self.paths.contains(&path) {
            self.paths.push(path);
        }
    }
}

/// A timeline as it was read, with its documents, indexes and problems. It does
/// not change; each edit and each new version of the file gives another one.
#[derive(Debug)]
pub struct OpenTimeline {
    /// Where it comes from.
    pub origin: Origin,
    /// The digest of the bytes that it was read from, unsaved changes included;
    /// `None` until it is known.
    pub digest_as_read: Option<Digest>,
    /// The file without unsaved changes, if this was read from one.
    pub file: Option<FileVersion>,
    /// The content.
    pub timeline: Timeline,
    /// The problems of the file and of its sources. After a change they are those
    /// of the timeline before it, until it is checked.
    problems: Arc<Vec<ListedProblem>>,
    /// What checking the timeline after a change showed.
    check: OnceLock<CheckedProblems>,
    /// Whether its stated dates are checked after it is shown.
    pub defers_date_check: bool,
    /// The problems of the stated dates, if they are checked later.
    date_problems: OnceLock<Vec<ListedProblem>>,
    /// Its events by time.
    pub index: Arc<TimeIndex>,
    /// The events of each lane, by time.
    pub lanes: Arc<LaneIndexes>,
    /// What its events rest on.
    pub evidence: Arc<Evidence>,
    /// The documents that were found.
    pub holdings: Arc<Holdings>,
    /// The search index, if it was built while the timeline was read.
    pub search: Option<Arc<SearchIndex>>,
    /// The anchors of the passages.
    anchors: Arc<Anchors>,
    /// The quotation counts, by source.
    quotation_counts: Arc<Vec<QuotationCounts>>,
    /// The positions of the entries in the file.
    positions: Arc<Positions>,
    /// The events that cite each passage.
    events_by_passage: Arc<JaggedArray<Index<Event>>>,
    /// The passage that replaces another one, by that one.
    replacements: Arc<HashMap<Index<Passage>, Index<Passage>>>,
    /// The texts of the sources, by source.
    source_texts: Vec<OnceLock<Arc<SourceText>>>,
    /// The number of undated events, if this is a preview.
    undated_in_preview: Option<usize>,
}

/// A problem and the event that it is about, directly or through a passage.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedProblem {
    /// The problem.
    pub problem: Problem,
    /// The event.
    pub event: Option<Index<Event>>,
}

#[derive(Debug)]
struct CheckedProblems {
    problems: Vec<ListedProblem>,
    digest: Option<Digest>,
}

/// What checking a timeline with its changes showed.
#[derive(Debug, Clone, PartialEq)]
pub struct ProblemReport {
    /// The problems, each with the id of the event that it is about.
    problems: Vec<(Problem, Option<SharedText>)>,
    /// The digest of the file with the changes.
    digest: Option<Digest>,
}

/// The numbers of quotations of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QuotationCounts {
    /// All quotations.
    pub quotations: usize,
    /// Those that the document contains as they are recorded.
    pub verified: usize,
}

impl OpenTimeline {
    /// Combines a timeline, its documents, the anchors of its passages, and the
    /// problems of all of them.
    #[must_use]
    pub fn new(
        origin: Origin,
        reading: LoadedTimeline,
        holdings: Holdings,
        anchors: Vec<Anchor>,
        problems: Vec<Problem>,
    ) -> Self {
        let timeline = reading.timeline;
        let anchors = Anchors::new(anchors);
        let source_texts: Vec<OnceLock<Arc<SourceText>>> =
            timeline.sources.slots().map(|_| OnceLock::new()).collect();
        if timeline.passages.len() <= MAX_PASSAGES_AT_ONCE {
            let places = anchors.places(&timeline);
            let sources = timeline.sources.slots().zip(places).zip(&source_texts);
            for ((source, places), source_text) in sources {
                source_text
                    .get_or_init(|| SourceText::new(&timeline, &holdings, source, places).into());
            }
        }
        let mut open = Self::indexed(
            origin,
            timeline,
            anchors,
            holdings.into(),
            reading.positions.into(),
            source_texts,
        );
        open.problems = Arc::new(open.listed(problems));
        open
    }

    /// Builds the indexes of a timeline.
    fn indexed(
        origin: Origin,
        timeline: Timeline,
        anchors: Anchors,
        holdings: Arc<Holdings>,
        positions: Arc<Positions>,
        source_texts: Vec<OnceLock<Arc<SourceText>>>,
    ) -> Self {
        let index = TimeIndex::new(&timeline);
        Self {
            origin,
            digest_as_read: None,
            file: None,
            lanes: LaneIndexes::new(&timeline, &index).into(),
            index: index.into(),
            evidence: Evidence::of(&timeline).into(),
            events_by_passage: timeline.events_by_passage().into(),
            replacements: replacements_in(&timeline).into(),
            quotation_counts: counts_by_source(&timeline, anchors.states()).into(),
            timeline,
            problems: Arc::default(),
            check: OnceLock::new(),
            defers_date_check: false,
            date_problems: OnceLock::new(),
            holdings,
            anchors: anchors.into(),
            search: None,
            positions,
            source_texts,
            undated_in_preview: None,
        }
    }

    /// The number of entries that a merge could not decide.
    #[must_use]
    pub fn conflicts(&self) -> usize {
        let problems = self.problems();
        let conflicts = problems.filter(|listed| listed.problem.code == Code::MergeConflict.name());
        conflicts.count()
    }

    /// A preview of a timeline that is still being read: its title, its lanes
    /// and the number of events along them. It has no events, sources or
    /// problems.
    #[must_use]
    pub fn preview(origin: Origin, preview: TimelinePreview) -> Self {
        let undated = preview.undated();
        let reading = LoadedTimeline {
            timeline: Timeline {
                title: preview.title,
                language: preview.language,
                lanes: preview.lanes,
                ..Timeline::default()
            },
            ..LoadedTimeline::default()
        };
        let (none, no_problems) = (Vec::new(), Vec::new());
        Self {
            index: TimeIndex::of_preview(preview.counts, preview.whole).into(),
            lanes: preview.indexes.into(),
            undated_in_preview: Some(undated),
            ..Self::new(origin, reading, Holdings::default(), none, no_problems)
        }
    }

    /// Whether this is a preview: it says how many events lie where, but not
    /// which ones.
    #[must_use]
    pub const fn is_preview(&self) -> bool {
        self.undated_in_preview.is_some()
    }

    /// The number of undated events.
    #[must_use]
    pub fn undated_count(&self) -> usize {
        self.undated_in_preview
            .unwrap_or_else(|| self.index.undated().len())
    }

    /// The passage that replaces a passage.
    #[must_use]
    pub fn replacement_of(&self, passage: Index<Passage>) -> Option<Index<Passage>> {
        self.replacements.get(&passage).copied()
    }

    /// The text of a source.
    #[must_use]
    pub fn source_text(&self, source: Index<Source>) -> Option<&SourceText> {
        let source_text = self.source_texts.get(source.position())?;
        Some(source_text.get_or_init(|| {
            let mut places = self.anchors.places(&self.timeline);
            let places = places.get_mut(source.position());
            let places = places.map(std::mem::take).unwrap_or_default();
            SourceText::new(&self.timeline, &self.holdings, source, places).into()
        }))
    }

    fn listed(&self, problems: Vec<Problem>) -> Vec<ListedProblem> {
        let listed = problems.into_iter().map(|problem| ListedProblem {
            event: self.event_of(&problem),
            problem,
        });
        listed.collect()
    }

    fn event_of(&self, problem: &Problem) -> Option<Index<Event>> {
        let number = |list: &str| -> Option<usize> {
            let rest = problem.path.strip_prefix(list)?;
            rest.split('/').next()?.parse().ok()
        };
        if let Some(passage) = number("/passages/") {
            let passage = self.positions.passage_at(passage)?;
            return self.events_citing(passage).first().copied();
        }
        let event = self.positions.event_at(number("/events/")?)?;
        self.timeline.events.get(event).map(|_| event)
    }

    /// The known problems of the file and of its sources.
    pub fn problems(&self) -> impl Iterator<Item = &ListedProblem> {
        let (problems, later) = match self.check.get() {
            Some(check) => (&check.problems, None),
            None => (&*self.problems, self.date_problems.get()),
        };
        problems.iter().chain(later.into_iter().flatten())
    }

    /// The number of known problems.
    #[must_use]
    pub fn problem_count(&self) -> usize {
        self.problems().count()
    }

    /// The positions of the entries in the file.
    #[must_use]
    pub fn positions(&self) -> &Positions {
        &self.positions
    }

    /// Adds the problems of the stated dates, once.
    pub fn add_date_problems(&self, problems: Vec<Problem>) {
        // A second answer would be the same.
        let _ = self.date_problems.set(self.listed(problems));
    }

    /// Takes what checking the timeline with its changes showed, once.
    pub(super) fn add_check(&self, check: ProblemReport) {
        let problems = check
            .problems
            .into_iter()
            .map(|(problem, id)| ListedProblem {
                problem,
                event: id.and_then(|id| self.timeline.events.by_id(&id)),
            });
        let _ = self.check.set(CheckedProblems {
            problems: problems.collect(),
            digest: check.digest,
        });
    }

    /// Its problems and digest. Edits do not compute them: the timeline is read
    /// again in the background, and the report goes to the edited one.
    #[must_use]
    pub fn problem_report(&self) -> ProblemReport {
        let id = |event: Index<Event>| self.timeline[event].id.clone();
        let problems = self.problems();
        ProblemReport {
            problems: problems
                .map(|listed| (listed.problem.clone(), listed.event.map(id)))
                .collect(),
            digest: self.digest(),
        }
    }

    /// The digest of the file with the changes; `None` until it is known.
    #[must_use]
    pub fn digest(&self) -> Option<Digest> {
        let checked = self.check.get().and_then(|check| check.digest);
        self.digest_as_read.or(checked)
    }

    /// The numbers of quotations of a source.
    #[must_use]
    pub fn quotation_counts(&self, source: Index<Source>) -> QuotationCounts {
        self.quotation_counts
            .get(source.position())
            .copied()
            .unwrap_or_default()
    }

    /// The files of the sources, including missing ones.
    #[must_use]
    pub fn document_paths(&self) -> Vec<PathBuf> {
        let folder = self.origin.path().and_then(Path::parent);
        self.timeline
            .sources
            .indexed()
            .filter_map(|(index, source)| match self.holdings.get(index) {
                Some(held) => Some(held.path.clone()),
                None => Some(folder?.join(source.file.as_ref()?)),
            })
            .collect()
    }

    /// The state of each passage, in the order of the passages.
    #[must_use]
    pub fn states(&self) -> &[AnchorState] {
        self.anchors.states()
    }

    /// The anchor of a passage.
    #[must_use]
    pub fn anchor(&self, passage: Index<Passage>) -> Option<&Anchor> {
        self.anchors.of(passage)
    }

    /// The anchors of all passages, by passage.
    #[must_use]
    pub fn anchors(&self) -> Vec<Anchor> {
        let passages = self.timeline.passages.slots();
        passages
            .map(|passage| {
                let known = self.anchors.of(passage).cloned();
                known.unwrap_or_else(Anchor::unavailable)
            })
            .collect()
    }

    /// A range of a source's text and its citation, as they are copied. The range
    /// is in code points.
    #[must_use]
    pub fn copied(&self, source: Index<Source>, start: usize, end: usize, style: Style) -> String {
        let Some(source_text) = self.source_text(source) else {
            return String::new();
        };
        let words = source_text.text.slice(start, end);
        let quoted = match (
            source_text.is_whole,
            source_text.highlights.between(start, end).next(),
        ) {
            // The text is a quotation, which has its own locator.
            (false, Some(marked)) => self.timeline[marked.passage]
                .locator
                .as_deref()
                .map(str::to_owned),
            _ => source_text.structure.locator(start, end),
        };
        let bibliographer = Bibliographer::new(style);
        let citation = bibliographer.footnote(&self.timeline[source], quoted.as_deref());
        format!("“{}”\n{citation}\n", words.trim())
    }

    /// The number of passages in a state.
    #[must_use]
    pub fn count(&self, state: AnchorState) -> usize {
        self.anchors.count(state)
    }

    /// The events that cite a passage.
    #[must_use]
    pub fn events_citing(&self, passage: Index<Passage>) -> &[Index<Event>] {
        self.events_by_passage.of(passage.position())
    }
}

fn counts_by_source(timeline: &Timeline, states: &[AnchorState]) -> Vec<QuotationCounts> {
    let mut counts = vec![QuotationCounts::default(); timeline.sources.slot_count()];
    for (index, passage) in timeline.passages.indexed() {
        let state = states.get(index.position());
        if let Some(count) = counts.get_mut(passage.source.position()) {
            count.quotations += 1;
            count.verified += usize::from(matches!(
                state,
                Some(AnchorState::Exact | AnchorState::Normalised)
            ));
        }
    }
    counts
}

/// The passage that replaces another one, by that one.
fn replacements_in(timeline: &Timeline) -> HashMap<Index<Passage>, Index<Passage>> {
    let replaced = timeline.passages.iter();
    let replaced: HashSet<&str> = replaced.filter_map(|p| p.replaces.as_deref()).collect();
    if replaced.is_empty() {
        return HashMap::new();
    }
    let by_id: HashMap<&str, Index<Passage>> = timeline
        .passages
        .indexed()
        .filter(|(_, passage)| replaced.contains(&*passage.id))
        .map(|(index, passage)| (&*passage.id, index))
        .collect();
    timeline
        .passages
        .indexed()
        .filter_map(|(new, passage)| {
            let old = by_id.get(passage.replaces.as_deref()?)?;
            Some((*old, new))
        })
        .collect()
}
