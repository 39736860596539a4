//! Which events have a phrase, and in which of their fields.

use std::ops::Range;

use super::filter::Phrase;
use super::index::{CommonPrefix, SearchBuffers, SearchIndex};
use super::postings::{each_position, each_unit};

/// A mask describes an event and a phrase. The lower half byte has the fields
/// ([`super::texts`]) with the phrase, the upper half those in which its last word
/// is whole, as typed. This is the shift of the upper half.
///
/// An event that has the phrase in some field gets all fields with all of its words.
pub(super) const WHOLE: u8 = 4;

/// The events, or units, whose mask is not 0.
pub(super) enum MaskedIds {
    /// These, each once, in no particular order.
    Few(Vec<u32>),
    /// So many that they are not listed.
    Many,
}

impl MaskedIds {
    /// Sets the masks to 0 again.
    pub(super) fn clear(self, masks: &mut [u8]) {
        match self {
            Self::Few(marked) => {
                for one in marked {
                    if let Some(mask) = masks.get_mut(one as usize) {
                        *mask = 0;
                    }
                }
            }
            Self::Many => masks.fill(0),
        }
    }
}

impl SearchIndex {
    /// Sets the mask of every event with a phrase in `buffers.masks`.
    pub(super) fn mark(&self, phrase: &Phrase, buffers: &mut SearchBuffers) -> MaskedIds {
        let Some((first, rest)) = phrase.words.split_first() else {
            return MaskedIds::Few(Vec::new());
        };
        let SearchBuffers {
            masks,
            word_masks,
            units,
            bits,
            ..
        } = buffers;
        let mut events = Vec::new();
        if rest.is_empty() {
            let marked = self.mark_units(first, phrase.is_open, units);
            let is_few = matches!(marked, MaskedIds::Few(_));
            self.visit_events(marked, units, |event, of_word| {
                if let Some(mask) = masks.get_mut(event as usize) {
                    if is_few && *mask == 0 {
                        events.push(event);
                    }
                    *mask |= of_word;
                }
            });
            return if is_few {
                self.few_or_many(events)
            } else {
                MaskedIds::Many
            };
        }
        let mut found = Vec::new();
        for unit in self.units_with_sequence(first, rest, phrase.is_open, bits) {
            if let Some(mask) = units.get_mut(unit as usize)
                && *mask == 0
            {
                *mask = u8::MAX;
                found.push(unit);
            }
        }
        self.visit_events(MaskedIds::Few(found), units, |event, _| {
            if let Some(mask) = masks.get_mut(event as usize)
                && *mask == 0
            {
                *mask = u8::MAX;
                events.push(event);
            }
        });
        for (number, word) in phrase.words.iter().enumerate() {
            let is_prefix = phrase.is_open && number == rest.len();
            let marked = self.mark_units(word, is_prefix, units);
            self.visit_events(marked, units, |event, of_word| {
                if masks.get(event as usize).is_some_and(|mask| *mask != 0)
                    && let Some(other) = word_masks.get_mut(event as usize)
                {
                    *other |= of_word;
                }
            });
            for event in &events {
                if let Some(mask) = masks.get_mut(*event as usize)
                    && let Some(other) = word_masks.get_mut(*event as usize)
                {
                    *mask &= std::mem::take(other);
                }
            }
        }
        self.few_or_many(events)
    }

    fn few_or_many(&self, events: Vec<u32>) -> MaskedIds {
        if events.len() > few(self.events) {
            MaskedIds::Many
        } else {
            MaskedIds::Few(events)
        }
    }

    /// The units in which words follow each other, once for each occurrence.
    fn units_with_sequence(
        &self,
        first: &str,
        rest: &[String],
        is_open: bool,
        bits: &mut Vec<u64>,
    ) -> impl Iterator<Item = u32> + use<> {
        let mut positions: Vec<(u32, u32)> = Vec::new();
        for number in self.words_of(first, false) {
            self.each_position_of(number, |position, unit| positions.push((position, unit)));
        }
        for (number, word) in rest.iter().enumerate() {
            let is_prefix = is_open && number + 1 == rest.len();
            let words = self.words_of(word, is_prefix);
            positions = match words.len() {
                _ if positions.is_empty() => Vec::new(),
                0 => Vec::new(),
                1 => self.after_one(&positions, words.start),
                _ => self.after_any(&positions, words, bits),
            };
        }
        positions.into_iter().map(|(_, unit)| unit)
    }

    /// Visits the events of masked units with the unit's mask, and sets the unit masks
    /// to 0 again. A shared passage is visited once for each event that cites it.
    fn visit_events(&self, marked: MaskedIds, units: &mut [u8], mut visit: impl FnMut(u32, u8)) {
        let mut visit_unit = |unit: usize, mask: u8| match unit.checked_sub(self.events) {
            Some(shared) => {
                for event in self.citers.of(shared) {
                    visit(*event, mask);
                }
            }
            None => {
                if let Ok(event) = u32::try_from(unit) {
                    visit(event, mask);
                }
            }
        };
        match &marked {
            MaskedIds::Few(few) => {
                for unit in few {
                    let unit = *unit as usize;
                    visit_unit(unit, units.get(unit).copied().unwrap_or(0));
                }
            }
            MaskedIds::Many => {
                for (unit, mask) in units.iter().enumerate().filter(|(_, mask)| **mask != 0) {
                    visit_unit(unit, *mask);
                }
            }
        }
        marked.clear(units);
    }

    /// Sets the mask of every unit with a word.
    fn mark_units(&self, word: &str, is_prefix: bool, masks: &mut [u8]) -> MaskedIds {
        let words = self.words_of(word, is_prefix);
        let common = self.common_of(&words);
        let entries = self.words.get(words.clone()).unwrap_or_default();
        let total: usize = entries.iter().map(|word| word.count as usize).sum();
        let is_few = common.is_none() && total <= few(self.units());
        let mut units = Vec::with_capacity(if is_few { total } else { 0 });
        let mut words = words;
        if let Some(common) = common {
            for (pair, fields) in masks.chunks_mut(2).zip(&common.fields) {
                for (mask, fields) in pair.iter_mut().zip([fields & 15, fields >> 4]) {
                    *mask |= fields;
                }
            }
            words.end = self.end_of_whole(word, &words);
        }
        self.each_mark(word, words, |unit, of_word| {
            if let Some(mask) = masks.get_mut(unit) {
                if is_few && *mask == 0 {
                    units.extend(u32::try_from(unit));
                }
                *mask |= of_word;
            }
        });
        if is_few {
            MaskedIds::Few(units)
        } else {
            MaskedIds::Many
        }
    }

    fn common_of(&self, words: &Range<usize>) -> Option<&CommonPrefix> {
        let found = self
            .common
            .binary_search_by_key(&(words.start, words.end), |common| {
                (common.words.start, common.words.end)
            });
        self.common.get(found.ok()?)
    }

    /// The end of the range of words that equal the typed word: one or none.
    fn end_of_whole(&self, word: &str, words: &Range<usize>) -> usize {
        words.start + usize::from(self.word(words.start) == word)
    }

    /// Visits the units of each word with their masks.
    fn each_mark(&self, typed: &str, words: Range<usize>, mut visit: impl FnMut(usize, u8)) {
        let whole = self.end_of_whole(typed, &words);
        for number in words {
            if number < whole {
                each_unit(self.units_of(number), |unit, fields| {
                    visit(unit, fields | fields << WHOLE);
                });
            } else {
                each_unit(self.units_of(number), &mut visit);
            }
        }
    }

    /// Visits each occurrence of a word as its position in the timeline and its unit.
    fn each_position_of(&self, number: usize, mut visit: impl FnMut(u32, u32)) {
        each_position(
            self.units_of(number),
            self.positions_of(number),
            |unit, position| {
                if let (Some(base), Ok(unit)) = (self.bases.get(unit), u32::try_from(unit)) {
                    visit(base.saturating_add(position), unit);
                }
            },
        );
    }

    /// The occurrences of a word right after given ones, which are in order.
    fn after_one(&self, positions: &[(u32, u32)], number: usize) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        let mut before = positions.iter().peekable();
        self.each_position_of(number, |position, unit| {
            while before
                .next_if(|(before, _)| before.saturating_add(1) < position)
                .is_some()
            {}
            if before
                .peek()
                .is_some_and(|(before, _)| before.checked_add(1) == Some(position))
            {
                found.push((position, unit));
            }
        });
        found
    }

    /// The occurrences of any of several words right after given ones.
    fn after_any(
        &self,
        positions: &[(u32, u32)],
        words: Range<usize>,
        bits: &mut Vec<u64>,
    ) -> Vec<(u32, u32)> {
        let last = positions
            .iter()
            .map(|(position, _)| *position)
            .max()
            .unwrap_or(0);
        let length = last as usize / 64 + 1;
        if bits.len() < length {
            bits.resize(length, 0);
        }
        for (position, _) in positions {
            if let Some(bits) = bits.get_mut(*position as usize / 64) {
                *bits |= 1 << (position % 64);
            }
        }
        let mut found = Vec::new();
        for number in words {
            self.each_position_of(number, |position, unit| {
                let Some(before) = position.checked_sub(1) else {
                    return;
                };
                let bits = bits.get(before as usize / 64).copied().unwrap_or(0);
                if bits >> (before % 64) & 1 == 1 {
                    found.push((position, unit));
                }
            });
        }
        for (position, _) in positions {
            if let Some(bits) = bits.get_mut(*position as usize / 64) {
                *bits = 0;
            }
        }
        found
    }
}

/// Up to this many ids are listed; more are found by scanning all masks.
fn few(of: usize) -> usize {
    (of / 64).max(8)
}
