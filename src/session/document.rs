//! A timeline as it was read, with its documents, indexes and problems.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::anchors::Anchors;
use crate::bibliography::{Bibliographer, Style};
use crate::library::Holdings;
use crate::model::{Digest, Event, Index, JaggedArray, Passage, Source, Timeline};
use crate::query::{Evidence, LaneIndexes, TimeIndex, TimelinePreview};
use crate::reading::{Excerpts, Marks, Paragraphs};
use crate::search::SearchIndex;
use crate::storage::{LoadedTimeline, Positions, Problem};
use annals_anchor::{Anchor, AnchorState, SearchableText};
use annals_documents::Structure;

/// Up to this many passages the texts of all sources are prepared while the
/// timeline is read; with more, each when it is first shown.
const MAX_PASSAGES_AT_ONCE: usize = 50_000;

/// Where a timeline comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The built-in chronology.
    BuiltIn,
    /// A file.
    File(PathBuf),
}

impl Origin {
    /// The path, if it is a file.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::BuiltIn => None,
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
/// not change; a changed file gives another document.
#[derive(Debug)]
pub struct Document {
    /// Where it comes from.
    pub origin: Origin,
    /// The digest of the bytes that it was read from, unsaved changes included.
    pub digest: Option<Digest>,
    /// The content.
    pub timeline: Timeline,
    /// The problems of the file and of its sources.
    problems: Vec<Problem>,
    /// Whether its stated dates are checked after it is shown.
    pub checks_dates_later: bool,
    /// The problems of the stated dates, if they are checked later.
    date_problems: OnceLock<Vec<Problem>>,
    /// Its events by time.
    pub index: TimeIndex,
    /// The events of each lane, by time.
    pub lanes: LaneIndexes,
    /// What its events rest on.
    pub evidence: Evidence,
    /// The documents that were found.
    pub holdings: Holdings,
    /// The search index, if it was built with the document.
    pub search: Option<Arc<SearchIndex>>,
    /// The anchors of the passages.
    anchors: Anchors,
    /// The quotation counts, by source.
    quotation_counts: Vec<QuotationCounts>,
    /// The positions of the entries in the file.
    positions: Positions,
    /// The events that cite each passage.
    events_by_passage: JaggedArray<Index<Event>>,
    /// The passage that replaces another one, by that one.
    replacements: HashMap<Index<Passage>, Index<Passage>>,
    /// The texts of the sources, by source.
    source_texts: Vec<OnceLock<SourceText>>,
    /// The number of undated events, if this is a preview.
    undated_in_preview: Option<usize>,
}

/// The numbers of quotations of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QuotationCounts {
    /// All quotations.
    pub quotations: usize,
    /// Those that the document contains as they are recorded.
    pub verified: usize,
}

/// The text of a source as the reader shows it, in paragraphs and with its
/// passages marked.
#[derive(Debug)]
pub struct SourceText {
    /// Whether this is the whole text. If not, the document was not found, and
    /// this is the source's quotations with marked gaps.
    pub is_whole: bool,
    /// The text.
    pub text: Arc<SearchableText>,
    /// Its pages and headings.
    pub structure: Arc<Structure>,
    /// Its paragraphs.
    pub paragraphs: Paragraphs,
    /// The passages in it.
    pub marks: Marks,
}

impl Document {
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
        let replacements = replacements_in(&timeline);
        let anchors = Anchors::new(anchors);
        let source_texts: Vec<OnceLock<SourceText>> =
            timeline.sources.slots().map(|_| OnceLock::new()).collect();
        if timeline.passages.len() <= MAX_PASSAGES_AT_ONCE {
            let places = anchors.places(&timeline);
            let sources = timeline.sources.slots().zip(places).zip(&source_texts);
            for ((source, places), page) in sources {
                page.get_or_init(|| SourceText::new(&timeline, &holdings, source, places));
            }
        }
        let index = TimeIndex::new(&timeline);
        let quotation_counts = counts_by_source(&timeline, anchors.states());
        Self {
            origin,
            digest: None,
            lanes: LaneIndexes::new(&timeline, &index),
            index,
            evidence: Evidence::of(&timeline),
            events_by_passage: timeline.events_by_passage(),
            timeline,
            problems,
            checks_dates_later: false,
            date_problems: OnceLock::new(),
            holdings,
            quotation_counts,
            anchors,
            search: None,
            positions: reading.positions,
            replacements,
            source_texts,
            undated_in_preview: None,
        }
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
            index: TimeIndex::of_preview(preview.counts, preview.whole),
            lanes: preview.indexes,
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
        let page = self.source_texts.get(source.position())?;
        Some(page.get_or_init(|| {
            let mut places = self.anchors.places(&self.timeline);
            let places = places.get_mut(source.position());
            let places = places.map(std::mem::take).unwrap_or_default();
            SourceText::new(&self.timeline, &self.holdings, source, places)
        }))
    }

    /// The event that a problem is about, directly or through a passage.
    #[must_use]
    pub fn event_of(&self, problem: &Problem) -> Option<Index<Event>> {
        let number = |list: &str| -> Option<usize> {
            let rest = problem.path.strip_prefix(list)?;
            rest.split('/').next()?.parse().ok()
        };
        if let Some(passage) = number("/passages/") {
            let passage = self.positions.passage_at(passage)?;
            return self.events_on(passage).first().copied();
        }
        let event = self.positions.event_at(number("/events/")?)?;
        self.timeline.events.get(event).map(|_| event)
    }

    /// The known problems of the file and of its sources.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        let later = self.date_problems.get().into_iter().flatten();
        self.problems.iter().chain(later)
    }

    /// The number of known problems.
    #[must_use]
    pub fn problem_count(&self) -> usize {
        self.problems.len() + self.date_problems.get().map_or(0, Vec::len)
    }

    /// The positions of the entries in the file.
    #[must_use]
    pub const fn positions(&self) -> &Positions {
        &self.positions
    }

    /// Adds the problems of the stated dates, once.
    pub(super) fn add_date_problems(&self, problems: Vec<Problem>) {
        // A second answer would be the same.
        let _ = self.date_problems.set(problems);
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
            .filter_map(|(index, source)| match self.holdings.of(index) {
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
        let Some(page) = self.source_text(source) else {
            return String::new();
        };
        let words = page.text.slice(start, end);
        let quoted = match (page.is_whole, page.marks.between(start, end).next()) {
            // The text is a quotation, which has its own locator.
            (false, Some(marked)) => self.timeline[marked.passage]
                .locator
                .as_deref()
                .map(str::to_owned),
            _ => page.structure.locator(start, end),
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
    pub fn events_on(&self, passage: Index<Passage>) -> &[Index<Event>] {
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

impl SourceText {
    /// Prepares the text of a source, or its quotations.
    fn new(
        timeline: &Timeline,
        holdings: &Holdings,
        source: Index<Source>,
        places: Vec<(Index<Passage>, usize, usize)>,
    ) -> Self {
        if let Some(held) = holdings.of(source) {
            return Self {
                is_whole: true,
                paragraphs: Paragraphs::of(held.text.text(), &held.structure),
                text: Arc::clone(&held.text),
                structure: Arc::clone(&held.structure),
                marks: Marks::new(places),
            };
        }
        let excerpts = Excerpts::of(timeline, source);
        let structure = Structure::default();
        Self {
            is_whole: false,
            paragraphs: Paragraphs::of(&excerpts.text, &structure).with_gaps(&excerpts.gaps),
            marks: Marks::new(excerpts.places),
            text: Arc::new(SearchableText::new(excerpts.text)),
            structure: Arc::new(structure),
        }
    }
}
