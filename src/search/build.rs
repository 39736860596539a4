//! Building the index.

use std::collections::{HashMap, VecDeque};
use std::sync::Mutex;

use super::citers::Citers;
use super::dates::DatesBuilder;
use super::fold::{each_rejoined_word, each_word};
use super::index::{CommonPrefix, SearchBuffers, SearchIndex, Word};
use super::names::{Names, NamesBuilder};
use super::pool::Pool;
use super::postings::{PostingsBuilder, each_unit, write};
use super::texts::{QUOTATION, cited, each_own_text};
use crate::model::{Basis, Index, Passage, Timeline};
use crate::query::EventSet;

/// Progress of building an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Events indexed so far.
    pub done: usize,
    /// Events in all. Some work is left when all are indexed.
    pub events: usize,
}

/// Events between two progress reports: some milliseconds.
const STRIDE: usize = 1024;

/// The approximate size of the lists per event.
const BYTES_PER_EVENT: usize = 128;

/// A prefix is common if the lists of its words have more entries than there are
/// units, and at least this many: shorter lists are read quickly anyway.
const MIN_COMMON: usize = 4096;

/// The longest prefix that is tested, in code points.
const MAX_PREFIX_LENGTH: usize = 8;

impl SearchIndex {
    /// Indexes a timeline. A million events take some seconds, so callers run it on a
    /// worker thread. `go_on` gets the progress and returns whether to continue; if
    /// it returns false, the result is `None`.
    #[must_use]
    pub fn build(timeline: &Timeline, go_on: &dyn Fn(Progress) -> bool) -> Option<Self> {
        Self::build_with(timeline, go_on, MIN_COMMON)
    }

    pub(super) fn build_with(
        timeline: &Timeline,
        go_on: &dyn Fn(Progress) -> bool,
        least_common: usize,
    ) -> Option<Self> {
        let events = timeline.events.len();
        let mut builder = IndexBuilder::new(timeline);
        for position in 0..events {
            let done = position;
            if position % STRIDE == 0 && !go_on(Progress { done, events }) {
                return None;
            }
            builder.add(timeline, position);
        }
        let done = events;
        for (number, passage) in std::mem::take(&mut builder.shared).into_iter().enumerate() {
            if number % STRIDE == 0 && !go_on(Progress { done, events }) {
                return None;
            }
            builder.add_shared(number, &timeline[passage].quote.exact);
        }
        if !go_on(Progress { done, events }) {
            return None;
        }
        let mut index = builder.finish();
        if !go_on(Progress { done, events }) {
            return None;
        }
        index.find_common(least_common);
        Some(index)
    }
}

struct IndexBuilder<'a> {
    /// The number of each word, in the order of first occurrence.
    numbers: HashMap<Box<str>, u32>,
    postings: Vec<PostingsBuilder>,
    events: usize,
    citers: Citers,
    /// The passages that several events cite, until they are indexed.
    shared: Vec<Index<Passage>>,
    /// The other passages of the current event.
    passages: Vec<Index<Passage>>,
    pool: Pool,
    bases: Vec<u32>,
    /// The number of words so far.
    base: u64,
    lanes: Names,
    sources: Names,
    tags: NamesBuilder<'a>,
    actors: NamesBuilder<'a>,
    stated: EventSet,
    inferred: EventSet,
    dates: DatesBuilder,
    cited: Vec<u8>,
    text_bytes: usize,
}

impl<'a> IndexBuilder<'a> {
    fn new(timeline: &'a Timeline) -> Self {
        let events = timeline.events.len();
        let mut lanes = Names::default();
        for lane in &timeline.lanes {
            lanes.push(&[&lane.id, &lane.name]);
        }
        let mut sources = Names::default();
        for source in &timeline.sources {
            let title = source.csl.title.as_deref().unwrap_or_default();
            sources.push(&[&source.id, &source.short_name(), title]);
        }
        let (citers, shared) = Citers::of(timeline);
        let bases = Vec::with_capacity(events + citers.len());
        Self {
            numbers: HashMap::new(),
            postings: Vec::new(),
            events,
            citers,
            shared,
            pool: Pool::new(events * BYTES_PER_EVENT),
            bases,
            base: 0,
            lanes,
            sources,
            tags: NamesBuilder::default(),
            actors: NamesBuilder::default(),
            stated: EventSet::none(events),
            inferred: EventSet::none(events),
            dates: DatesBuilder::new(events),
            cited: Vec::new(),
            passages: Vec::new(),
            text_bytes: 0,
        }
    }

    fn add(&mut self, timeline: &'a Timeline, position: usize) {
        // An index of events has 32 bits, and so have their numbers here.
        let (Some(event), Ok(number)) = (timeline.events.get(position), u32::try_from(position))
        else {
            return;
        };
        let mut passages = std::mem::take(&mut self.passages);
        cited(event, &mut passages);
        // A shared passage is indexed once for all its events.
        passages.retain(|passage| self.shared.binary_search(passage).is_err());
        self.add_words(number, |visit| {
            each_own_text(event, &mut *visit);
            for passage in &passages {
                visit(QUOTATION, &timeline[*passage].quote.exact);
            }
        });
        self.passages = passages;
        if let Some(lane) = event.lane {
            self.lanes.add(lane.position(), number);
        }
        for tag in event.tags.iter() {
            self.tags.add(tag, number);
        }
        for actor in event.actors.iter() {
            self.actors.add(actor, number);
        }
        match event.dating.basis {
            Some(Basis::Stated) => self.stated.insert_at(position),
            Some(Basis::Inferred) => self.inferred.insert_at(position),
            None => {}
        }
        self.dates.add(event, position, number);
        write(event.citations.len() as u64, &mut self.cited);
        let mut before = 0_u64;
        for citation in &event.citations {
            let passage = citation.passage.position() as u64;
            let distance = if passage >= before {
                (passage - before) << 1
            } else {
                (before - passage) << 1 | 1
            };
            write(distance, &mut self.cited);
            before = passage;
            if let Some(passage) = timeline.passages.get(citation.passage.position()) {
                self.sources.add(passage.source.position(), number);
            }
        }
    }

    /// Indexes a shared passage.
    fn add_shared(&mut self, number: usize, exact: &str) {
        if let Ok(unit) = u32::try_from(self.events.saturating_add(number)) {
            self.add_words(unit, |visit| visit(QUOTATION, exact));
        }
    }

    /// Indexes the texts of a unit.
    fn add_words<'t>(&mut self, unit: u32, each_text: impl FnOnce(&mut dyn FnMut(u8, &'t str))) {
        // The largest timeline that is opened, 1 GiB, has fewer words.
        self.bases
            .push(u32::try_from(self.base).unwrap_or(u32::MAX));
        let mut at: u32 = 0;
        each_text(&mut |field, text| {
            self.text_bytes += text.len();
            let mut add = |word: &str, at: &mut u32| {
                let known = self.numbers.get(word).copied();
                let of_word = known.unwrap_or_else(|| {
                    let next = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
                    self.numbers.insert(word.into(), next);
                    self.postings.push(PostingsBuilder::default());
                    next
                });
                if let Some(builder) = self.postings.get_mut(of_word as usize) {
                    builder.add(&mut self.pool, unit, field, *at);
                }
                *at = at.saturating_add(1);
            };
            each_word(text, |word, _| add(word, &mut at));
            // Leave a gap, so that no phrase spans two texts, or a text and its rejoined words.
            at = at.saturating_add(1);
            each_rejoined_word(text, |word, _| add(word, &mut at));
            at = at.saturating_add(1);
        });
        self.base += u64::from(at);
    }

    fn finish(mut self) -> SearchIndex {
        let mut sorted: Vec<(Box<str>, u32)> = self.numbers.drain().collect();
        sorted.sort_unstable();
        for builder in &mut self.postings {
            builder.finish(&mut self.pool);
        }
        let length = |of: fn(&PostingsBuilder) -> usize| self.postings.iter().map(of).sum();
        let mut text = String::with_capacity(sorted.iter().map(|(word, _)| word.len()).sum());
        let mut lists = Vec::with_capacity(length(|builder| builder.units.len()));
        let mut positions = Vec::with_capacity(length(|builder| builder.positions.len()));
        let mut words = Vec::with_capacity(sorted.len());
        for (word, number) in sorted {
            let Some(builder) = self.postings.get(number as usize) else {
                continue;
            };
            text.push_str(&word);
            self.pool.copy(&builder.units, &mut lists);
            self.pool.copy(&builder.positions, &mut positions);
            words.push(Word {
                text: text.len(),
                units: lists.len(),
                positions: positions.len(),
                count: builder.count,
            });
        }
        self.cited.shrink_to_fit();
        let mut names = [self.lanes, self.sources, self.tags.names, self.actors.names];
        names.iter_mut().for_each(Names::shrink);
        let [lanes, sources, tags, actors] = names;
        SearchIndex {
            events: self.events,
            citers: self.citers,
            text,
            words,
            lists,
            positions,
            bases: self.bases,
            common: Vec::new(),
            lanes,
            tags,
            actors,
            sources,
            stated: self.stated,
            inferred: self.inferred,
            dates: self.dates.finish(),
            cited: self.cited,
            text_bytes: self.text_bytes,
            buffers: Mutex::new(SearchBuffers::default()),
        }
    }
}

impl SearchIndex {
    /// Finds the common prefixes and stores the fields of their words in each unit,
    /// which bounds the entries that a search reads.
    fn find_common(&mut self, least: usize) {
        let threshold = self.units().max(least);
        let mut common: Vec<CommonPrefix> = Vec::new();
        let mut left = VecDeque::from([(0..self.words.len(), 0)]);
        while let Some((words, length)) = left.pop_front() {
            let entries = self.words.get(words.clone()).unwrap_or_default();
            let total: usize = entries.iter().map(|word| word.count as usize).sum();
            // The list of one word is never longer than there are units.
            if total <= threshold || words.len() < 2 {
                continue;
            }
            if length > 0 && common.iter().all(|known| known.words != words) {
                let fields = self.fields_of(&words);
                common.push(CommonPrefix {
                    words: words.clone(),
                    fields,
                });
            }
            if length < MAX_PREFIX_LENGTH {
                let mut from = words.start;
                while from < words.end {
                    let letter = self.word(from).chars().nth(length);
                    let until = (from..words.end)
                        .find(|number| self.word(*number).chars().nth(length) != letter)
                        .unwrap_or(words.end);
                    if letter.is_some() {
                        left.push_back((from..until, length + 1));
                    }
                    from = until;
                }
            }
        }
        common.sort_by_key(|common| (common.words.start, common.words.end));
        self.common = common;
    }

    fn fields_of(&self, words: &std::ops::Range<usize>) -> Box<[u8]> {
        let mut fields = vec![0_u8; self.units().div_ceil(2)];
        for number in words.clone() {
            each_unit(self.units_of(number), |unit, of_unit| {
                if let Some(pair) = fields.get_mut(unit / 2) {
                    *pair |= of_unit << (unit % 2 * 4);
                }
            });
        }
        fields.into_boxed_slice()
    }
}
