//! What is in an export, whatever its format.

use std::collections::{HashMap, HashSet};

use super::colophon::Colophon;
use super::dates::{DateEntry, RivalEntry};
use super::request::ExportRequest;
use crate::bibliography::Bibliographer;
use crate::library::Held;
use crate::model::{Citation, Dating, Digest, Event, Index, Passage, Source, Timeline};
use crate::model::{Quotations, QuotedWords};
use crate::query::TimeIndex;
use annals_anchor::{Anchor, AnchorState};

/// How much of a timeline a format says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The events, and the words of the passages that they cite.
    Cited,
    /// The same, and what stands before and after each passage.
    WithContext,
    /// The same, and, where all events are exported, the passages and sources
    /// that no event cites.
    Everything,
}

/// The events that are exported, and what they rest on.
#[derive(Debug)]
pub struct Content<'t> {
    /// What the export says of itself.
    pub colophon: Colophon<'t>,
    /// The timeline.
    pub timeline: &'t Timeline,
    /// By earliest, then latest second; then those without a date, in the order
    /// of the file.
    pub events: Vec<EventEntry<'t>>,
    /// How many of them have a date, be it their own or one that a source gives:
    /// they stand first.
    pub dated: usize,
    /// The sources, in the order of the file.
    pub sources: Vec<SourceEntry<'t>>,
    /// The sources' entries, in the order of the style.
    pub bibliography: Vec<String>,
    passages: Vec<Option<PassageEntry<'t>>>,
}

/// An event.
#[derive(Debug)]
pub struct EventEntry<'t> {
    /// Where it stands in the timeline.
    pub index: Index<Event>,
    /// The event.
    pub event: &'t Event,
    /// Its date.
    pub date: DateEntry<'t>,
    /// The name of its lane; the id as written where there is no such lane.
    pub lane: &'t str,
    /// Its dates where they rival each other.
    pub rivals: Vec<RivalEntry<'t>>,
    /// What its passages say of it, in the order of the file.
    pub citations: Vec<CitationEntry<'t>>,
}

/// A citation.
#[derive(Debug)]
pub struct CitationEntry<'t> {
    /// Counted through the whole export, from 1.
    pub number: usize,
    /// The citation.
    pub citation: &'t Citation,
    /// The event's date as this passage gives it.
    pub date: DateEntry<'t>,
    /// The note for the passage's place in its source, complete in itself.
    pub footnote: String,
}

/// A passage, and where it stands now.
#[derive(Debug, Clone)]
pub struct PassageEntry<'t> {
    /// The passage.
    pub passage: &'t Passage,
    /// Its source.
    pub source: &'t Source,
    /// The words as far as the limit allows; cut ones end in `[…]`.
    pub quotation: String,
    /// How many words were cut from them.
    pub words_cut: usize,
    /// What stands before, where the scope has it and the limit allows it.
    pub prefix: Option<&'t str>,
    /// What stands after, likewise.
    pub suffix: Option<&'t str>,
    /// How it stands in the document at hand.
    pub state: AnchorState,
    /// Where it stands there, in code points of its plain text: the first, and
    /// the one after the last.
    pub place: Option<(usize, usize)>,
    /// The digest of the document at hand.
    pub found: Option<Digest>,
}

/// A source.
#[derive(Debug)]
pub struct SourceEntry<'t> {
    /// Where it stands in the timeline.
    pub index: Index<Source>,
    /// The source.
    pub source: &'t Source,
    /// Its entry in a bibliography.
    pub entry: String,
    /// The document at hand.
    pub held: Option<&'t Held>,
    /// How many of its words are quoted, and how many were cut.
    pub words: QuotedWords,
}

impl<'t> Content<'t> {
    /// Puts an export together.
    #[must_use]
    pub fn of(request: &ExportRequest<'t>, scope: Scope) -> Self {
        let timeline = request.timeline;
        let mut collector = PassageCollector::new(request);
        let mut entries = EntryBuilder::new(request);
        let mut events = Vec::new();
        let (order, dated) = in_order(request);
        for index in order {
            let event = &timeline[index];
            for citation in &event.citations {
                collector.quote(citation.passage);
            }
            events.push(entries.event(index, event));
        }
        let is_whole = scope == Scope::Everything && request.events.is_none();
        if is_whole {
            let all = timeline.indexed_passages();
            all.for_each(|(index, _)| collector.quote(index));
        }
        if scope != Scope::Cited {
            collector.add_context();
        }
        let shown = collector.passages.iter().flatten();
        let quoted: HashSet<Index<Source>> = shown.map(|entry| entry.passage.source).collect();
        let tally = |source: Index<Source>| collector.quotations.quoted_words(source.position());
        let sources: Vec<SourceEntry<'t>> = timeline
            .indexed_sources()
            .filter(|(index, _)| is_whole || quoted.contains(index))
            .map(|(index, source)| SourceEntry {
                index,
                source,
                entry: entries.bibliographer.bibliography_entry(source),
                held: request.holdings.of(index),
                words: tally(index),
            })
            .collect();
        let listed: Vec<&Source> = sources.iter().map(|entry| entry.source).collect();
        let tallies: Vec<QuotedWords> = timeline
            .indexed_sources()
            .map(|(index, _)| tally(index))
            .collect();
        Self {
            colophon: Colophon::of(request, events.len(), &tallies),
            timeline,
            events,
            dated,
            bibliography: entries.bibliographer.bibliography(&listed),
            sources,
            passages: collector.passages,
        }
    }

    /// The events with a date, and those without.
    #[must_use]
    pub fn dated_and_undated(&self) -> (&[EventEntry<'t>], &[EventEntry<'t>]) {
        self.events.split_at(self.dated.min(self.events.len()))
    }

    /// A passage of the export; `None` of one that is not in it.
    #[must_use]
    pub fn passage(&self, index: Index<Passage>) -> Option<&PassageEntry<'t>> {
        self.passages.get(index.position())?.as_ref()
    }

    /// Every passage of the export, in the order of the file.
    pub fn passages(&self) -> impl Iterator<Item = &PassageEntry<'t>> {
        self.passages.iter().flatten()
    }

    /// Every citation of the export with its event and passage, in order.
    pub fn citations(
        &self,
    ) -> impl Iterator<Item = (&EventEntry<'t>, &CitationEntry<'t>, &PassageEntry<'t>)> {
        self.events.iter().flat_map(move |event| {
            event.citations.iter().filter_map(move |citation| {
                Some((event, citation, self.passage(citation.citation.passage)?))
            })
        })
    }
}

/// The events in the order of time, then the undated in the order of the file;
/// and how many are dated.
fn in_order(request: &ExportRequest<'_>) -> (Vec<Index<Event>>, usize) {
    let index = TimeIndex::new(request.timeline);
    let is_shown = |event: &Index<Event>| request.events.is_none_or(|some| some.contains(*event));
    let by_time = index.by_time().iter().copied();
    let mut order: Vec<Index<Event>> = by_time.filter(is_shown).collect();
    let dated = order.len();
    order.extend(index.undated().iter().copied().filter(is_shown));
    (order, dated)
}

/// Sets dates and notes.
struct EntryBuilder<'t> {
    timeline: &'t Timeline,
    bibliographer: Bibliographer,
    /// Footnotes by source and locator: setting one takes its time.
    footnotes: HashMap<(usize, Option<&'t str>), String>,
    citations: usize,
}

/// What is known of how a rival date is known: it is the citation's.
static NO_DATING: Dating = Dating {
    basis: None,
    reason: None,
    after: Vec::new(),
    before: Vec::new(),
};

impl<'t> EntryBuilder<'t> {
    fn new(request: &ExportRequest<'t>) -> Self {
        Self {
            timeline: request.timeline,
            bibliographer: Bibliographer::new(request.style),
            footnotes: HashMap::new(),
            citations: 0,
        }
    }

    fn event(&mut self, index: Index<Event>, event: &'t Event) -> EventEntry<'t> {
        EventEntry {
            index,
            event,
            date: DateEntry::of(event.date.as_ref(), &event.dating),
            lane: match event.lane {
                Some(lane) => &self.timeline[lane].name,
                None => &event.lane_id,
            },
            rivals: RivalEntry::all_of(event, &NO_DATING),
            citations: event.citations.iter().map(|c| self.citation(c)).collect(),
        }
    }

    fn citation(&mut self, citation: &'t Citation) -> CitationEntry<'t> {
        let passage = &self.timeline[citation.passage];
        let (source, locator) = (passage.source, passage.locator.as_deref());
        self.citations += 1;
        CitationEntry {
            number: self.citations,
            citation,
            date: DateEntry::of(citation.date.as_ref(), &citation.dating),
            footnote: self
                .footnotes
                .entry((source.position(), locator))
                .or_insert_with(|| self.bibliographer.footnote(&self.timeline[source], locator))
                .clone(),
        }
    }
}

/// Takes words of sources, up to the limit.
struct PassageCollector<'x, 't> {
    request: &'x ExportRequest<'t>,
    quotations: Quotations<'t>,
    /// The passages in the order in which they were quoted.
    quoted: Vec<Index<Passage>>,
    passages: Vec<Option<PassageEntry<'t>>>,
}

impl<'x, 't> PassageCollector<'x, 't> {
    fn new(request: &'x ExportRequest<'t>) -> Self {
        let timeline = request.timeline;
        Self {
            request,
            quotations: Quotations::new(request.limit, timeline.sources.len()),
            quoted: Vec::new(),
            passages: timeline.passages.iter().map(|_| None).collect(),
        }
    }

    /// Takes the words of a passage, once.
    fn quote(&mut self, index: Index<Passage>) {
        let timeline = self.request.timeline;
        let position = index.position();
        if !matches!(self.passages.get(position), Some(None)) {
            return;
        }
        let passage = &timeline[index];
        let source = passage.source.position();
        let exact = passage.quote.exact.as_str();
        let (quotation, words_cut) = self.quotations.quoted(source, exact);
        let anchor = self.request.anchors.get(position);
        let place = anchor.and_then(|anchor| anchor.matched);
        let held = self.request.holdings.of(passage.source);
        let entry = PassageEntry {
            passage,
            source: &timeline[passage.source],
            quotation,
            words_cut,
            prefix: None,
            suffix: None,
            state: anchor.map_or(AnchorState::Unavailable, state),
            place: place.map(|place| (place.start, place.end)),
            found: held.map(|held| held.digest),
        };
        if let Some(slot) = self.passages.get_mut(position) {
            *slot = Some(entry);
        }
        self.quoted.push(index);
    }

    /// Takes what stands around the passages that are quoted whole.
    fn add_context(&mut self) {
        for index in &self.quoted {
            let Some(Some(entry)) = self.passages.get_mut(index.position()) else {
                continue;
            };
            let source = entry.passage.source.position();
            let mut take = |text: &'t str| {
                let fits = !text.is_empty() && self.quotations.take_whole(source, text);
                fits.then_some(text)
            };
            entry.prefix = take(&entry.passage.quote.prefix);
            entry.suffix = take(&entry.passage.quote.suffix);
        }
    }
}

const fn state(anchor: &Anchor) -> AnchorState {
    anchor.state
}
