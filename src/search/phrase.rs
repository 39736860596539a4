//! In which events a phrase stands, and in which of their texts.

use std::ops::Range;

use super::filter::Phrase;
use super::index::{Common, Room, SearchIndex};
use super::postings::{each_position, each_unit};

/// What is known of an event and a phrase, as one byte: in the lower half the
/// places ([`super::texts`]) of texts that have it, in the upper half those of
/// texts in which the last word stands as typed.
///
/// The places of a phrase are those of texts that have each of its words, as
/// one of them has the phrase.
pub(super) const WHOLE: u8 = 4;

/// Which events, or which units, were marked.
pub(super) enum Marked {
    /// These, each once, in no order.
    Few(Vec<u32>),
    /// Those whose mask is not 0.
    Many,
}

impl Marked {
    /// Leaves the masks as they were found.
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
    /// Marks every event in which a phrase stands, in `room.masks`.
    pub(super) fn mark(&self, phrase: &Phrase, room: &mut Room) -> Marked {
        let Some((first, rest)) = phrase.words.split_first() else {
            return Marked::Few(Vec::new());
        };
        let Room {
            masks,
            others,
            units,
            stands: bits,
            ..
        } = room;
        let mut events = Vec::new();
        if rest.is_empty() {
            let marked = self.mark_units(first, phrase.is_open, units);
            let is_few = matches!(marked, Marked::Few(_));
            self.tell_events(marked, units, |event, of_word| {
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
                Marked::Many
            };
        }
        let mut found = Vec::new();
        for unit in self.stands_of(first, rest, phrase.is_open, bits) {
            if let Some(mask) = units.get_mut(unit as usize)
                && *mask == 0
            {
                *mask = u8::MAX;
                found.push(unit);
            }
        }
        self.tell_events(Marked::Few(found), units, |event, _| {
            if let Some(mask) = masks.get_mut(event as usize)
                && *mask == 0
            {
                *mask = u8::MAX;
                events.push(event);
            }
        });
        for (number, word) in phrase.words.iter().enumerate() {
            let may_go_on = phrase.is_open && number == rest.len();
            let marked = self.mark_units(word, may_go_on, units);
            self.tell_events(marked, units, |event, of_word| {
                if masks.get(event as usize).is_some_and(|mask| *mask != 0)
                    && let Some(other) = others.get_mut(event as usize)
                {
                    *other |= of_word;
                }
            });
            for event in &events {
                if let Some(mask) = masks.get_mut(*event as usize)
                    && let Some(other) = others.get_mut(*event as usize)
                {
                    *mask &= std::mem::take(other);
                }
            }
        }
        self.few_or_many(events)
    }

    fn few_or_many(&self, events: Vec<u32>) -> Marked {
        if events.len() > few(self.events) {
            Marked::Many
        } else {
            Marked::Few(events)
        }
    }

    /// The units in which words follow one another, each as often as they do.
    fn stands_of(
        &self,
        first: &str,
        rest: &[String],
        is_open: bool,
        bits: &mut Vec<u64>,
    ) -> impl Iterator<Item = u32> + use<> {
        let mut stands: Vec<(u32, u32)> = Vec::new();
        for number in self.words_of(first, false) {
            self.each_stand(number, |stand, unit| stands.push((stand, unit)));
        }
        for (number, word) in rest.iter().enumerate() {
            let may_go_on = is_open && number + 1 == rest.len();
            let words = self.words_of(word, may_go_on);
            stands = match words.len() {
                _ if stands.is_empty() => Vec::new(),
                0 => Vec::new(),
                1 => self.after_one(&stands, words.start),
                _ => self.after_any(&stands, words, bits),
            };
        }
        stands.into_iter().map(|(_, unit)| unit)
    }

    /// Tells what is known of units for each event that they are of, and leaves
    /// their masks as they were found. What is known of one passage is told
    /// once for each event that cites it, however many words have told it.
    fn tell_events(&self, marked: Marked, units: &mut [u8], mut told: impl FnMut(u32, u8)) {
        let mut tell = |unit: usize, mask: u8| match unit.checked_sub(self.events) {
            Some(shared) => {
                for event in self.citers.of_shared(shared) {
                    told(*event, mask);
                }
            }
            None => {
                if let Ok(event) = u32::try_from(unit) {
                    told(event, mask);
                }
            }
        };
        match &marked {
            Marked::Few(few) => {
                for unit in few {
                    let unit = *unit as usize;
                    tell(unit, units.get(unit).copied().unwrap_or(0));
                }
            }
            Marked::Many => {
                for (unit, mask) in units.iter().enumerate().filter(|(_, mask)| **mask != 0) {
                    tell(unit, *mask);
                }
            }
        }
        marked.clear(units);
    }

    /// Marks every unit in which a word stands.
    fn mark_units(&self, word: &str, may_go_on: bool, masks: &mut [u8]) -> Marked {
        let words = self.words_of(word, may_go_on);
        let common = self.common_of(&words);
        let entries = self.words.get(words.clone()).unwrap_or_default();
        let total: usize = entries.iter().map(|word| word.count as usize).sum();
        if common.is_none() && total <= few(self.units()) {
            let mut units = Vec::with_capacity(total);
            self.each_mark(word, words, |unit, of_word| {
                if let (Some(mask), Ok(unit)) = (masks.get_mut(unit), u32::try_from(unit)) {
                    if *mask == 0 {
                        units.push(unit);
                    }
                    *mask |= of_word;
                }
            });
            return Marked::Few(units);
        }
        let mut words = words;
        if let Some(common) = common {
            for (pair, places) in masks.chunks_mut(2).zip(&common.places) {
                for (mask, places) in pair.iter_mut().zip([places & 15, places >> 4]) {
                    *mask |= places;
                }
            }
            words.end = self.end_of_whole(word, &words);
        }
        self.each_mark(word, words, |unit, of_word| {
            if let Some(mask) = masks.get_mut(unit) {
                *mask |= of_word;
            }
        });
        Marked::Many
    }

    fn common_of(&self, words: &Range<usize>) -> Option<&Common> {
        let found = self
            .common
            .binary_search_by_key(&(words.start, words.end), |common| {
                (common.words.start, common.words.end)
            });
        self.common.get(found.ok()?)
    }

    /// The end of the words that are the word itself: it alone, or none.
    fn end_of_whole(&self, word: &str, words: &Range<usize>) -> usize {
        words.start + usize::from(self.word(words.start) == word)
    }

    /// What is known of each unit and each of the words.
    fn each_mark(&self, typed: &str, words: Range<usize>, mut told: impl FnMut(usize, u8)) {
        let whole = self.end_of_whole(typed, &words);
        for number in words {
            if number < whole {
                each_unit(self.units_of(number), |unit, places| {
                    told(unit, places | places << WHOLE);
                });
            } else {
                each_unit(self.units_of(number), &mut told);
            }
        }
    }

    /// Each place of a word, as the number of the word among all, and the unit.
    fn each_stand(&self, number: usize, mut told: impl FnMut(u32, u32)) {
        each_position(
            self.units_of(number),
            self.positions_of(number),
            |unit, position| {
                if let (Some(base), Ok(unit)) = (self.bases.get(unit), u32::try_from(unit)) {
                    told(base.saturating_add(position), unit);
                }
            },
        );
    }

    /// The places of a word just after others, which are in order.
    fn after_one(&self, stands: &[(u32, u32)], number: usize) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        let mut before = stands.iter().peekable();
        self.each_stand(number, |stand, unit| {
            while before
                .next_if(|(before, _)| before.saturating_add(1) < stand)
                .is_some()
            {}
            if before
                .peek()
                .is_some_and(|(before, _)| before.checked_add(1) == Some(stand))
            {
                found.push((stand, unit));
            }
        });
        found
    }

    /// The places of any of several words just after others.
    fn after_any(
        &self,
        stands: &[(u32, u32)],
        words: Range<usize>,
        bits: &mut Vec<u64>,
    ) -> Vec<(u32, u32)> {
        let last = stands.iter().map(|(stand, _)| *stand).max().unwrap_or(0);
        let length = last as usize / 64 + 1;
        if bits.len() < length {
            bits.resize(length, 0);
        }
        for (stand, _) in stands {
            if let Some(bits) = bits.get_mut(*stand as usize / 64) {
                *bits |= 1 << (stand % 64);
            }
        }
        let mut found = Vec::new();
        for number in words {
            self.each_stand(number, |stand, unit| {
                let Some(before) = stand.checked_sub(1) else {
                    return;
                };
                let bits = bits.get(before as usize / 64).copied().unwrap_or(0);
                if bits >> (before % 64) & 1 == 1 {
                    found.push((stand, unit));
                }
            });
        }
        for (stand, _) in stands {
            if let Some(bits) = bits.get_mut(*stand as usize / 64) {
                *bits = 0;
            }
        }
        found
    }
}

/// So few that they are looked at one by one, and not all.
fn few(of: usize) -> usize {
    (of / 64).max(8)
}
