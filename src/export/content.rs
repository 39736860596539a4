//! The content of an export, independent of its format.

use std::collections::HashMap;

use super::colophon::Colophon;
use super::dates::DateEntry;
use super::request::ExportRequest;
use crate::bibliography::Bibliographer;
use crate::library::SourceCopy;
use crate::model::{Citation, Digest, Event, Index, Passage, RivalDate, Source, Timeline};
use crate::model::{QuoteBudget, QuotedWords, with_cut_mark};
use annals_anchor::{Anchor, AnchorState, WordSpan, compare_words};

/// What an export includes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportScope {
    /// The events and the passages that they cite.
    Cited,
    /// The same, with the text before and after each passage.
    WithContext,
    /// The same and, where all events are exported, the passages and sources
    /// that no event cites.
    Everything,
    /// The events in the order of the file, every passage with what changed in
    /// it, and every source. Each passage counts towards the quotation limit,
    /// even where two have the same words.
    Report,
}

/// The exported events with their evidence.
#[derive(Debug)]
pub struct ExportContent<'t> {
    /// Program, file, filter and quotation limit of the export.
    pub colophon: Colophon<'t>,
    /// The whole timeline, including events that are not exported.
    pub timeline: &'t Timeline,
    /// By earliest, then latest second; then those without a date, in the order
    /// of the file. In a report: in the order of the file.
    pub events: Vec<EventEntry<'t>>,
    /// Length of the dated part of `events`, which comes first: events with a date of their own
    /// or of a source. In a report all events count as dated, because it does not separate them.
    pub dated: usize,
    /// The sources, in the order of the file.
    pub sources: Vec<SourceEntry<'t>>,
    /// The bibliography, in the order of the style.
    pub bibliography: Vec<String>,
    passages: Vec<Option<PassageEntry<'t>>>,
}

/// An exported event, its date and citations prepared for writing.
#[derive(Debug)]
pub struct EventEntry<'t> {
    /// Its index in the timeline.
    pub index: Index<Event>,
    /// The event as in the timeline.
    pub event: &'t Event,
    /// The event's own date; empty for an undated event.
    pub date: DateEntry<'t>,
    /// The name of its lane; the lane id as written where no lane has it.
    pub lane: &'t str,
    /// Dates of its citations that exclude each other.
    pub rivals: Vec<RivalDate<'t>>,
    /// Its citations, in the order of the file.
    pub citations: Vec<CitationEntry<'t>>,
}

/// A citation with its number. Its passage is in [`ExportContent::passage`].
#[derive(Debug)]
pub struct CitationEntry<'t> {
    /// Number within the export, from 1.
    pub number: usize,
    /// The citation as in the timeline.
    pub citation: &'t Citation,
    /// The event's date according to this passage.
    pub date: DateEntry<'t>,
}

/// A passage and its place in the document that was found.
#[derive(Debug, Clone)]
pub struct PassageEntry<'t> {
    /// The passage as in the timeline.
    pub passage: &'t Passage,
    /// The source it quotes.
    pub source: &'t Source,
    /// The words within the quotation limit; cut text ends in `[…]`.
    pub quotation: String,
    /// Number of words cut from the quotation.
    pub words_cut: usize,
    /// The complete footnote for it.
    pub footnote: String,
    /// The text before it, where the scope has it and the limit allows it.
    pub prefix: Option<&'t str>,
    /// The text after it, likewise.
    pub suffix: Option<&'t str>,
    /// Number of the first citation of the passage; `None` where no event cites it.
    pub first_citation: Option<usize>,
    /// In a report: what changed in a drifted passage, within the limit.
    pub changes: Vec<WordSpan>,
    /// Number of words cut from the changes.
    pub changes_words_cut: usize,
    /// The place of the passage in the document; `None` without a document.
    pub anchor: Option<&'t Anchor>,
    /// The document that was found.
    pub document: Option<&'t SourceCopy>,
}

impl PassageEntry<'_> {
    /// How the passage compares with the document that was found.
    #[must_use]
    pub fn state(&self) -> AnchorState {
        self.anchor
            .map_or(AnchorState::Unavailable, |anchor| anchor.state)
    }

    /// Its place there, in code points of the plain text: start and exclusive end.
    #[must_use]
    pub fn place(&self) -> Option<(usize, usize)> {
        let place = self.anchor?.matched?;
        Some((place.start, place.end))
    }

    /// The digest of the document that was found.
    #[must_use]
    pub fn found(&self) -> Option<Digest> {
        self.document.map(|document| document.digest)
    }
}

/// A source of exported passages, or any source in a complete export.
#[derive(Debug)]
pub struct SourceEntry<'t> {
    /// The source as in the timeline.
    pub source: &'t Source,
    /// Its entry in a bibliography, in the requested style.
    pub entry: String,
    /// The document that was found.
    pub document: Option<&'t SourceCopy>,
    /// Number of its words that are quoted, and that were cut.
    pub words: QuotedWords,
}

impl SourceEntry<'_> {
    /// The digest of the recorded copy.
    #[must_use]
    pub fn recorded(&self) -> Option<Digest> {
        self.source.sha256
    }

    /// The digest of the document that was found.
    #[must_use]
    pub fn found(&self) -> Option<Digest> {
        self.document.map(|document| document.digest)
    }
}

impl<'t> ExportContent<'t> {
    /// Collects the content of an export.
    #[must_use]
    pub fn new(request: &ExportRequest<'t>, scope: ExportScope) -> Self {
        let timeline = request.timeline;
        let mut collector = PassageCollector::new(request, scope);
        let mut events = Vec::new();
        let mut citations = 0;
        let (order, dated) = order(request, scope);
        for index in order {
            let entry = EventEntry::new(timeline, index, &mut citations);
            for citation in &entry.citations {
                collector.add(citation.citation.passage, Some(citation.number));
            }
            events.push(entry);
        }
        let is_whole = scope == ExportScope::Report
            || scope == ExportScope::Everything && request.events.is_none();
        if is_whole {
            let passages = timeline.passages.indexed();
            passages.for_each(|(index, _)| collector.add(index, None));
        }
        if matches!(scope, ExportScope::WithContext | ExportScope::Everything) {
            collector.add_context();
        }
        let mut is_quoted = vec![is_whole; timeline.sources.slot_count()];
        for entry in collector.passages.iter().flatten() {
            if let Some(is_quoted) = is_quoted.get_mut(entry.passage.source.position()) {
                *is_quoted = true;
            }
        }
        let quoted_words = |source: Index<Source>| collector.budget.quoted_words(source.position());
        let sources: Vec<SourceEntry<'t>> = timeline
            .sources
            .indexed()
            .filter(|(index, _)| is_quoted.get(index.position()) == Some(&true))
            .map(|(index, source)| SourceEntry {
                source,
                entry: collector.bibliographer.bibliography_entry(source),
                document: request.holdings.get(index),
                words: quoted_words(index),
            })
            .collect();
        let listed: Vec<&Source> = sources.iter().map(|entry| entry.source).collect();
        let tallies: Vec<QuotedWords> = timeline
            .sources
            .indexed()
            .map(|(index, _)| quoted_words(index))
            .collect();
        Self {
            colophon: Colophon::new(request, events.len(), &tallies),
            timeline,
            events,
            dated,
            bibliography: collector.bibliographer.bibliography(&listed),
            sources,
            passages: collector.passages,
        }
    }

    /// The events with a date, and those without.
    #[must_use]
    pub fn dated_and_undated(&self) -> (&[EventEntry<'t>], &[EventEntry<'t>]) {
        self.events.split_at(self.dated.min(self.events.len()))
    }

    /// A passage of the export; `None` where it is not exported.
    #[must_use]
    pub fn passage(&self, index: Index<Passage>) -> Option<&PassageEntry<'t>> {
        self.passages.get(index.position())?.as_ref()
    }

    /// Every passage of the export, in the order of the file.
    pub fn passages(&self) -> impl Iterator<Item = &PassageEntry<'t>> {
        self.passages.iter().flatten()
    }

    /// The citations of an event with their passages.
    pub fn citations<'c>(
        &'c self,
        event: &'c EventEntry<'t>,
    ) -> impl Iterator<Item = (&'c CitationEntry<'t>, &'c PassageEntry<'t>)> {
        event
            .citations
            .iter()
            .filter_map(|citation| Some((citation, self.passage(citation.citation.passage)?)))
    }
}

/// The exported events in order, and [`ExportContent::dated`].
fn order(request: &ExportRequest<'_>, scope: ExportScope) -> (Vec<Index<Event>>, usize) {
    if scope == ExportScope::Report {
        let events = request.timeline.events.len();
        return ((0..events).filter_map(Index::new).collect(), events);
    }
    let is_exported =
        |event: &Index<Event>| request.events.is_none_or(|events| events.contains(*event));
    let by_time = request.index.by_time().iter().copied();
    let mut order: Vec<Index<Event>> = by_time.filter(is_exported).collect();
    let dated = order.len();
    let undated = request.index.undated().iter().copied();
    order.extend(undated.filter(is_exported));
    (order, dated)
}

impl<'t> EventEntry<'t> {
    /// An event and its citations, numbered after the first `citations`.
    fn new(timeline: &'t Timeline, index: Index<Event>, citations: &mut usize) -> Self {
        let event = &timeline[index];
        let citation = |citation: &'t Citation| {
            *citations += 1;
            CitationEntry {
                number: *citations,
                citation,
                date: DateEntry::new(citation.date.as_ref(), &citation.dating),
            }
        };
        Self {
            index,
            event,
            date: DateEntry::new(event.date.as_ref(), &event.dating),
            lane: match event.lane {
                Some(lane) => &timeline[lane].name,
                None => &event.lane_id,
            },
            rivals: event.rivals(),
            citations: event.citations.iter().map(citation).collect(),
        }
    }
}

/// Quotes passages within the quotation limit.
struct PassageCollector<'x, 't> {
    request: &'x ExportRequest<'t>,
    scope: ExportScope,
    bibliographer: Bibliographer,
    /// Footnotes by source and locator, because formatting one is slow.
    footnotes: HashMap<(usize, Option<&'t str>), String>,
    budget: QuoteBudget,
    /// Quotations and numbers of words cut, by source and words.
    quotations: HashMap<(usize, &'t str), (String, usize)>,
    /// The passages in the order in which they were quoted.
    quoted: Vec<Index<Passage>>,
    passages: Vec<Option<PassageEntry<'t>>>,
}

impl<'x, 't> PassageCollector<'x, 't> {
    fn new(request: &'x ExportRequest<'t>, scope: ExportScope) -> Self {
        let timeline = request.timeline;
        Self {
            request,
            scope,
            bibliographer: Bibliographer::new(request.style),
            footnotes: HashMap::new(),
            budget: QuoteBudget::new(request.limit, timeline.sources.slot_count()),
            quotations: HashMap::new(),
            quoted: Vec::new(),
            passages: timeline.passages.slots().map(|_| None).collect(),
        }
    }

    /// Quotes a passage that is not quoted yet.
    fn add(&mut self, index: Index<Passage>, first_citation: Option<usize>) {
        let timeline = self.request.timeline;
        let position = index.position();
        if !matches!(self.passages.get(position), Some(None)) {
            return;
        }
        let passage = &timeline[index];
        let (quotation, words_cut) = self.quotation(passage);
        let mut entry = PassageEntry {
            passage,
            source: &timeline[passage.source],
            quotation,
            words_cut,
            footnote: self.footnote(passage),
            prefix: None,
            suffix: None,
            first_citation,
            changes: Vec::new(),
            changes_words_cut: 0,
            anchor: self.request.anchors.get(position),
            document: self.request.holdings.get(passage.source),
        };
        if self.scope == ExportScope::Report {
            self.add_changes(&mut entry);
        }
        if let Some(slot) = self.passages.get_mut(position) {
            *slot = Some(entry);
        }
        self.quoted.push(index);
    }

    fn quotation(&mut self, passage: &'t Passage) -> (String, usize) {
        let source = passage.source.position();
        let exact = passage.quote.exact.as_str();
        let budget = &mut self.budget;
        if self.scope == ExportScope::Report {
            return budget.quoted(source, exact);
        }
        let quotation = self.quotations.entry((source, exact));
        quotation
            .or_insert_with(|| budget.quoted(source, exact))
            .clone()
    }

    fn footnote(&mut self, passage: &'t Passage) -> String {
        let source = &self.request.timeline[passage.source];
        let locator = passage.locator.as_deref();
        let format = || self.bibliographer.footnote(source, locator);
        let footnotes = &mut self.footnotes;
        footnotes
            .entry((passage.source.position(), locator))
            .or_insert_with(format)
            .clone()
    }

    /// Adds what changed in a drifted passage, up to the first cut.
    fn add_changes(&mut self, entry: &mut PassageEntry<'_>) {
        let (AnchorState::Drifted, Some((start, end)), Some(document)) =
            (entry.state(), entry.place(), entry.document)
        else {
            return;
        };
        let found = document.text.slice(start, end);
        for span in compare_words(&entry.passage.quote.exact, found) {
            let source = entry.passage.source.position();
            let (shown, cut) = self.budget.take(source, &span.words);
            if entry.changes_words_cut == 0 {
                entry.changes.push(WordSpan {
                    change: span.change,
                    words: with_cut_mark(shown, cut),
                });
            }
            entry.changes_words_cut += cut;
        }
    }

    /// Adds the text around the passages, whole or not at all. It counts after
    /// all quotations.
    fn add_context(&mut self) {
        for index in &self.quoted {
            let Some(Some(entry)) = self.passages.get_mut(index.position()) else {
                continue;
            };
            let source = entry.passage.source.position();
            let mut take = |text: &'t str| {
                let fits = !text.is_empty() && self.budget.take_whole(source, text);
                fits.then_some(text)
            };
            entry.prefix = take(&entry.passage.quote.prefix);
            entry.suffix = take(&entry.passage.quote.suffix);
        }
    }
}
