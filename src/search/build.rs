//! Building the index.
//!
//! A unit is one indexed group of texts: an event, or a passage that several events cite
//! ([`super::postings`]).

use std::collections::{HashMap, VecDeque};
use std::sync::Mutex;

use super::dates::DateRanges;
use super::fold::{each_rejoined_word, each_word};
use super::index::{CommonPrefix, SearchBuffers, SearchIndex, WordEntry};
use super::names::NameIndex;
use super::pool::ByteListPool;
use super::postings::{PostingsBuilder, each_unit, write};
use super::texts::{QUOTATION, cited_passages, each_own_text};
use crate::model::{Basis, Event, Index, JaggedArray, Passage, Timeline};
use crate::query::{EventSet, TimeIndex};

/// Units between two checks for cancellation: some milliseconds.
const STRIDE: u32 = 1024;

/// The approximate size of the lists per event.
const BYTES_PER_EVENT: usize = 128;

/// A prefix is common if the lists of its words, added up, have more entries than there
/// are units, and more than this number: shorter lists are read quickly anyway.
const MIN_COMMON: usize = 4096;

/// The longest prefix that is tested, in code points.
const MAX_PREFIX_LENGTH: usize = 8;

impl SearchIndex {
    /// Indexes a timeline. A million events take some seconds, so callers run it on a
    /// worker thread. Returns `None` once `wanted` returns false, which cancels it.
    #[must_use]
    pub fn build(
        timeline: &Timeline,
        times: &TimeIndex,
        wanted: &dyn Fn() -> bool,
    ) -> Option<Self> {
        Self::build_with(timeline, times, wanted, MIN_COMMON)
    }

    pub(super) fn build_with(
        timeline: &Timeline,
        times: &TimeIndex,
        wanted: &dyn Fn() -> bool,
        min_entries: usize,
    ) -> Option<Self> {
        let (shared, citers) = shared_passages(timeline);
        let mut builder = IndexBuilder::new(timeline, times, citers);
        // An index of events has 32 bits, and so have their numbers here.
        for (number, event) in (0..).zip(timeline.events.slots()) {
            if number % STRIDE == 0 && !wanted() {
                return None;
            }
            builder.add(timeline, &timeline[event], number, &shared);
        }
        // The units after the events.
        let units = u32::try_from(timeline.events.slot_count()).unwrap_or(u32::MAX)..;
        for (unit, passage) in units.zip(&shared) {
            if unit % STRIDE == 0 && !wanted() {
                return None;
            }
            let exact = &timeline[*passage].quote.exact;
            builder.add_words(unit, |visit| visit(QUOTATION, exact));
        }
        if !wanted() {
            return None;
        }
        let mut index = builder.finish();
        if !wanted() {
            return None;
        }
        index.find_common(min_entries);
        Some(index)
    }
}

/// The passages that several events cite, ascending, and the events of each, once and
/// ascending.
fn shared_passages(timeline: &Timeline) -> (Vec<Index<Passage>>, JaggedArray<u32>) {
    let citing = timeline.events_by_passage();
    let shared: Vec<Index<Passage>> = timeline
        .passages
        .slots()
        .filter(|passage| citing.of(passage.position()).len() > 1)
        .collect();
    let citers = JaggedArray::new(shared.len(), || {
        shared.iter().enumerate().flat_map(|(number, passage)| {
            let events = citing.of(passage.position()).iter();
            let events = events.map(|event| u32::try_from(event.position()).unwrap_or(u32::MAX));
            let mut events: Vec<u32> = events.collect();
            events.sort_unstable();
            events.into_iter().map(move |event| (number, event))
        })
    });
    (shared, citers)
}

struct IndexBuilder {
    /// The index, without its words.
    index: SearchIndex,
    /// The number of each word, in the order of first occurrence.
    numbers: HashMap<Box<str>, u32>,
    postings: Vec<PostingsBuilder>,
    pool: ByteListPool,
    /// The number of words so far.
    base: u64,
    /// The passages of the current event.
    passages: Vec<Index<Passage>>,
}

impl IndexBuilder {
    fn new(timeline: &Timeline, times: &TimeIndex, citers: JaggedArray<u32>) -> Self {
        let events = timeline.events.slot_count();
        let mut lanes = NameIndex::default();
        for lane in &timeline.lanes {
            lanes.push(&[&lane.id, &lane.name]);
        }
        let mut sources = NameIndex::default();
        for index in timeline.sources.slots() {
            let source = &timeline[index];
            let title = source.csl.title.as_deref().unwrap_or_default();
            sources.push(&[&source.id, &source.short_name(), title]);
        }
        Self {
            index: SearchIndex {
                events,
                citers,
                text: String::new(),
                words: Vec::new(),
                lists: Vec::new(),
                positions: Vec::new(),
                bases: Vec::with_capacity(events),
                common: Vec::new(),
                lanes,
                tags: NameIndex::default(),
                actors: NameIndex::default(),
                sources,
                stated: EventSet::none(events),
                inferred: EventSet::none(events),
                dates: DateRanges::of(timeline, times),
                citations: Vec::new(),
                buffers: Mutex::new(SearchBuffers::default()),
            },
            numbers: HashMap::new(),
            postings: Vec::new(),
            pool: ByteListPool::new(events * BYTES_PER_EVENT),
            base: 0,
            passages: Vec::new(),
        }
    }

    fn add(&mut self, timeline: &Timeline, event: &Event, number: u32, shared: &[Index<Passage>]) {
        let mut passages = std::mem::take(&mut self.passages);
        cited_passages(event, &mut passages);
        // A shared passage is indexed once for all its events.
        passages.retain(|passage| shared.binary_search(passage).is_err());
        self.add_words(number, |visit| {
            each_own_text(event, &mut *visit);
            for passage in &passages {
                visit(QUOTATION, &timeline[*passage].quote.exact);
            }
        });
        self.passages = passages;
        let index = &mut self.index;
        if let Some(lane) = event.lane {
            index.lanes.add(lane.position(), number);
        }
        for tag in event.tags.iter() {
            index.tags.add_name(tag, number);
        }
        for actor in event.actors.iter() {
            index.actors.add_name(actor, number);
        }
        match event.dating.basis {
            Some(Basis::Stated) => index.stated.insert_at(number as usize),
            Some(Basis::Inferred) => index.inferred.insert_at(number as usize),
            None => {}
        }
        write(event.citations.len() as u64, &mut index.citations);
        let mut before = 0_u64;
        for citation in &event.citations {
            let passage = citation.passage.position() as u64;
            let distance = if passage >= before {
                (passage - before) << 1
            } else {
                (before - passage) << 1 | 1
            };
            write(distance, &mut index.citations);
            before = passage;
            if let Some(passage) = timeline.passages.get(citation.passage) {
                index.sources.add(passage.source.position(), number);
            }
        }
    }

    /// Indexes the texts of a unit.
    fn add_words<'t>(&mut self, unit: u32, each_text: impl FnOnce(&mut dyn FnMut(u8, &'t str))) {
        // The largest timeline that is opened, 1 GiB, has fewer words.
        let base = u32::try_from(self.base).unwrap_or(u32::MAX);
        self.index.bases.push(base);
        let mut at: u32 = 0;
        each_text(&mut |field, text| {
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
        let mut index = self.index;
        index
            .text
            .reserve_exact(sorted.iter().map(|(word, _)| word.len()).sum());
        index
            .lists
            .reserve_exact(length(|builder| builder.units.len()));
        index
            .positions
            .reserve_exact(length(|builder| builder.positions.len()));
        index.words.reserve_exact(sorted.len());
        for (word, number) in sorted {
            let Some(builder) = self.postings.get(number as usize) else {
                continue;
            };
            index.text.push_str(&word);
            self.pool.copy(&builder.units, &mut index.lists);
            self.pool.copy(&builder.positions, &mut index.positions);
            index.words.push(WordEntry {
                text: index.text.len(),
                units: index.lists.len(),
                positions: index.positions.len(),
                count: builder.count,
            });
        }
        index.citations.shrink_to_fit();
        for names in [
            &mut index.lanes,
            &mut index.sources,
            &mut index.tags,
            &mut index.actors,
        ] {
            names.finish();
        }
        index
    }
}

impl SearchIndex {
    /// Finds the common prefixes and stores the fields of their words in each unit,
    /// which bounds the entries that a search reads.
    fn find_common(&mut self, min_entries: usize) {
        let threshold = self.units().max(min_entries);
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
