//! One timeline as it was read, with all that follows from it.

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

/// With so many passages at most, the pages of all sources are made while the
/// timeline is read; of more, each when it is first looked at.
const MADE_AT_ONCE: usize = 50_000;

/// Where a timeline comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The chronology built into the program.
    BuiltIn,
    /// A file.
    File(PathBuf),
}

impl Origin {
    /// The file, where it is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::BuiltIn => None,
            Self::File(path) => Some(path),
        }
    }
}

/// Where the user said that documents may be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourcePaths {
    /// Folders and files, in the order they were named.
    pub paths: Vec<PathBuf>,
}

impl SourcePaths {
    /// Adds a place, once.
    pub fn add(&mut self, place: PathBuf) {
        if !self.paths.contains(&place) {
            self.paths.push(place);
        }
    }
}

/// One timeline as it was read: content, problems, order, anchors. It never
/// changes; a changed file makes another.
#[derive(Debug)]
pub struct Document {
    /// Where it comes from.
    pub origin: Origin,
    /// The digest of the bytes that it was read from, unsaved changes included.
    pub digest: Option<Digest>,
    /// The content.
    pub timeline: Timeline,
    /// What is wrong in the file or with its sources, as far as that was known
    /// when the document was made.
    problems: Vec<Problem>,
    /// Whether its stated dates are held against the words of their passages
    /// after it is shown.
    pub checks_dates_later: bool,
    /// What is wrong with those, once it is known.
    date_problems: OnceLock<Vec<Problem>>,
    /// Its order in time.
    pub index: TimeIndex,
    /// What lies where in each lane.
    pub lanes: LaneIndexes,
    /// What its events rest on, and what rests on its sources.
    pub evidence: Evidence,
    /// The documents at hand.
    pub holdings: Holdings,
    /// The index for searching, where it was made with the document.
    pub search: Option<Arc<SearchIndex>>,
    /// Where each passage stands.
    anchors: Anchors,
    /// How many quotations each source has, and how many are verified.
    verified: Vec<QuotationCounts>,
    /// Where the entries stand in the file.
    positions: Positions,
    /// The events that rest on each passage.
    events_by_passage: JaggedArray<Index<Event>>,
    /// The passage whose words were adopted in place of another's.
    replacements: HashMap<Index<Passage>, Index<Passage>>,
    /// What can be read of each source, divided and marked; by source. Made
    /// before anybody asks where that is soon done.
    pages: Vec<OnceLock<SourceText>>,
    /// How many events are undated, where this is an outline and knows no more
    /// of them.
    undated_in_outline: Option<usize>,
}

/// How many quotations a source has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QuotationCounts {
    /// All of them.
    pub quotations: usize,
    /// Those that stand in the document at hand as they were written down.
    pub verified: usize,
}

/// What can be read of a source, divided into paragraphs, with its passages
/// marked.
#[derive(Debug)]
pub struct SourceText {
    /// Whether this is the text of the source. If not, the text is not at hand
    /// and these are its quotations with the gaps between them told.
    pub is_whole: bool,
    /// The text.
    pub text: Arc<SearchableText>,
    /// Where its pages and headings are.
    pub structure: Arc<Structure>,
    /// Its paragraphs.
    pub paragraphs: Paragraphs,
    /// The passages in it.
    pub marks: Marks,
}

impl Document {
    /// Puts together what was read: the file, the documents at hand, where the
    /// passages stand in them, and all that is wrong with either.
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
        let pages: Vec<OnceLock<SourceText>> =
            timeline.sources.iter().map(|_| OnceLock::new()).collect();
        if timeline.passages.len() <= MADE_AT_ONCE {
            let places = anchors.places(&timeline);
            let sources = timeline.indexed_sources().zip(places).zip(&pages);
            for (((source, _), places), page) in sources {
                page.get_or_init(|| SourceText::new(&timeline, &holdings, source, places));
            }
        }
        let index = TimeIndex::new(&timeline);
        let verified = verified_by_source(&timeline, anchors.states());
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
            verified,
            anchors,
            search: None,
            positions: reading.positions,
            replacements,
            pages,
            undated_in_outline: None,
        }
    }

    /// What can be shown of a timeline before it is read: its title, its lanes
    /// and what lies where in them. It has no events, no sources, no problems.
    #[must_use]
    pub fn outlined(origin: Origin, outline: TimelinePreview) -> Self {
        let undated = outline.undated();
        let reading = LoadedTimeline {
            timeline: Timeline {
                title: outline.title,
                language: outline.language,
                lanes: outline.lanes,
                ..Timeline::default()
            },
            ..LoadedTimeline::default()
        };
        let (none, no_problems) = (Vec::new(), Vec::new());
        Self {
            index: TimeIndex::of_preview(outline.counts, outline.whole),
            lanes: outline.indexes,
            undated_in_outline: Some(undated),
            ..Self::new(origin, reading, Holdings::default(), none, no_problems)
        }
    }

    /// Whether this is an outline: what lies where is known, and which events
    /// these are is not.
    #[must_use]
    pub const fn is_outline(&self) -> bool {
        self.undated_in_outline.is_some()
    }

    /// How many events are undated. Of an outline no more is known of them.
    #[must_use]
    pub fn undated_count(&self) -> usize {
        self.undated_in_outline
            .unwrap_or_else(|| self.index.undated().len())
    }

    /// The passage whose words were adopted in place of another's.
    #[must_use]
    pub fn replacement_of(&self, passage: Index<Passage>) -> Option<Index<Passage>> {
        self.replacements.get(&passage).copied()
    }

    /// What can be read of a source.
    #[must_use]
    pub fn page(&self, source: Index<Source>) -> Option<&SourceText> {
        let page = self.pages.get(source.position())?;
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
        (event.position() < self.timeline.events.len()).then_some(event)
    }

    /// What is wrong in the file or with its sources, as far as it is known.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        let later = self.date_problems.get().into_iter().flatten();
        self.problems.iter().chain(later)
    }

    /// How many problems are known.
    #[must_use]
    pub fn problem_count(&self) -> usize {
        self.problems.len() + self.date_problems.get().map_or(0, Vec::len)
    }

    /// Where the entries stand in the file.
    #[must_use]
    pub const fn positions(&self) -> &Positions {
        &self.positions
    }

    /// Takes in what is wrong with the stated dates, once.
    pub(super) fn add_date_problems(&self, problems: Vec<Problem>) {
        // Whoever comes second says the same.
        let _ = self.date_problems.set(problems);
    }

    /// How many quotations a source has, and how many of them stand in the
    /// document at hand as they were written down.
    #[must_use]
    pub fn quotation_counts(&self, source: Index<Source>) -> QuotationCounts {
        self.verified
            .get(source.position())
            .copied()
            .unwrap_or_default()
    }

    /// The files that the sources are read from, or would be if they were
    /// there.
    #[must_use]
    pub fn document_paths(&self) -> Vec<PathBuf> {
        let folder = self.origin.path().and_then(Path::parent);
        self.timeline
            .indexed_sources()
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

    /// Where a passage stands now.
    #[must_use]
    pub fn anchor(&self, passage: Index<Passage>) -> Option<&Anchor> {
        self.anchors.of(passage)
    }

    /// Where every passage stands now, in their order.
    #[must_use]
    pub fn anchors(&self) -> Vec<Anchor> {
        let passages = self.timeline.indexed_passages();
        passages
            .map(|(passage, _)| {
                let known = self.anchors.of(passage).cloned();
                known.unwrap_or_else(Anchor::unavailable)
            })
            .collect()
    }

    /// Words of a source as they are copied: the words, and their citation. The
    /// range is in code points of what can be read of the source.
    #[must_use]
    pub fn copied(&self, source: Index<Source>, start: usize, end: usize, style: Style) -> String {
        let Some(page) = self.page(source) else {
            return String::new();
        };
        let words = page.text.slice(start, end);
        let quoted = match (page.is_whole, page.marks.between(start, end).next()) {
            // What is read is a quotation of the file, with its own locator.
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

    /// How many passages are in a state.
    #[must_use]
    pub fn count(&self, state: AnchorState) -> usize {
        self.anchors.count(state)
    }

    /// The events that rest on a passage.
    #[must_use]
    pub fn events_on(&self, passage: Index<Passage>) -> &[Index<Event>] {
        self.events_by_passage.of(passage.position())
    }
}

fn verified_by_source(timeline: &Timeline, states: &[AnchorState]) -> Vec<QuotationCounts> {
    let mut counts = vec![QuotationCounts::default(); timeline.sources.len()];
    for (passage, state) in timeline.passages.iter().zip(states) {
        if let Some(count) = counts.get_mut(passage.source.position()) {
            count.quotations += 1;
            count.verified += usize::from(matches!(
                state,
                AnchorState::Exact | AnchorState::Normalised
            ));
        }
    }
    counts
}

/// The passage whose words were adopted in place of another's, by the other.
fn replacements_in(timeline: &Timeline) -> HashMap<Index<Passage>, Index<Passage>> {
    let replaced = timeline.passages.iter();
    let replaced: HashSet<&str> = replaced.filter_map(|p| p.replaces.as_deref()).collect();
    if replaced.is_empty() {
        return HashMap::new();
    }
    let by_id: HashMap<&str, Index<Passage>> = timeline
        .indexed_passages()
        .filter(|(_, passage)| replaced.contains(&*passage.id))
        .map(|(index, passage)| (&*passage.id, index))
        .collect();
    timeline
        .indexed_passages()
        .filter_map(|(new, passage)| {
            let old = by_id.get(passage.replaces.as_deref()?)?;
            Some((*old, new))
        })
        .collect()
}

impl SourceText {
    /// Divides and marks what can be read of a source.
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
