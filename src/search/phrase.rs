//! In which events a phrase stands, and in which of their texts.

use std::ops::Range;

use super::filter::Phrase;
use super::index::{Common, Room, SearchIndex};
use super::postings::{each_event, each_position};

/// What is known of an event and a phrase, as one byte: in the lower half the
/// places ([`super::texts`]) of texts that have it, in the upper half those of
/// texts in which the last word stands as typed.
///
/// The places of a phrase are those of texts that have each of its words, as
/// one of them has the phrase.
pub(super) const WHOLE: u8 = 4;

/// Which events were marked.
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
            Self::Few(events) => {
                for event in events {
                    if let Some(mask) = masks.get_mut(event as usize) {
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
        if rest.is_empty() {
            return self.mark_word(first, phrase.is_open, &mut room.masks);
        }
        let mut stands: Vec<(u32, u32)> = Vec::new();
        for number in self.words_of(first, false) {
            self.each_stand(number, |stand, event| stands.push((stand, event)));
        }
        for (number, word) in rest.iter().enumerate() {
            let may_go_on = phrase.is_open && number + 1 == rest.len();
            let words = self.words_of(word, may_go_on);
            stands = match words.len() {
                _ if stands.is_empty() => Vec::new(),
                0 => Vec::new(),
                1 => self.after_one(&stands, words.start),
                _ => self.after_any(&stands, words, &mut room.stands),
            };
        }
        let mut events = Vec::new();
        for (_, event) in stands {
            if let Some(mask) = room.masks.get_mut(event as usize)
                && *mask == 0
            {
                *mask = u8::MAX;
                events.push(event);
            }
        }
        for (number, word) in phrase.words.iter().enumerate() {
            let may_go_on = phrase.is_open && number == rest.len();
            self.mark_among(&events, word, may_go_on, room);
            for event in &events {
                if let Some(mask) = room.masks.get_mut(*event as usize)
                    && let Some(other) = room.others.get_mut(*event as usize)
                {
                    *mask &= std::mem::take(other);
                }
            }
        }
        if events.len() > self.few() {
            Marked::Many
        } else {
            Marked::Few(events)
        }
    }

    /// So few that they are looked at one by one, and not all events.
    fn few(&self) -> usize {
        (self.events / 64).max(8)
    }

    fn mark_word(&self, word: &str, may_go_on: bool, masks: &mut [u8]) -> Marked {
        let words = self.words_of(word, may_go_on);
        let common = self.common_of(&words);
        let entries = self.words.get(words.clone()).unwrap_or_default();
        let total: usize = entries.iter().map(|word| word.count as usize).sum();
        if common.is_none() && total <= self.few() {
            let mut events = Vec::with_capacity(total);
            self.each_mark(word, words, |event, of_word| {
                if let (Some(mask), Ok(event)) = (masks.get_mut(event), u32::try_from(event)) {
                    if *mask == 0 {
                        events.push(event);
                    }
                    *mask |= of_word;
                }
            });
            return Marked::Few(events);
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
        self.each_mark(word, words, |event, of_word| {
            if let Some(mask) = masks.get_mut(event) {
                *mask |= of_word;
            }
        });
        Marked::Many
    }

    /// Marks in `room.others` what is known of a word in events that are marked.
    fn mark_among(&self, events: &[u32], word: &str, may_go_on: bool, room: &mut Room) {
        let mut words = self.words_of(word, may_go_on);
        if let Some(common) = self.common_of(&words) {
            for &event in events {
                let pair = common.places.get(event as usize / 2).copied().unwrap_or(0);
                if let Some(other) = room.others.get_mut(event as usize) {
                    *other |= pair >> (event % 2 * 4) & 15;
                }
            }
            words.end = self.end_of_whole(word, &words);
        }
        let Room { masks, others, .. } = room;
        self.each_mark(word, words, |event, of_word| {
            if masks.get(event).is_some_and(|mask| *mask != 0)
                && let Some(other) = others.get_mut(event)
            {
                *other |= of_word;
            }
        });
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

    /// What is known of each event and each of the words.
    fn each_mark(&self, typed: &str, words: Range<usize>, mut told: impl FnMut(usize, u8)) {
        let whole = self.end_of_whole(typed, &words);
        for number in words {
            if number < whole {
                each_event(self.events_of(number), |event, places| {
                    told(event, places | places << WHOLE);
                });
            } else {
                each_event(self.events_of(number), &mut told);
            }
        }
    }

    /// Each place of a word, as the number of the word among all, and the event.
    fn each_stand(&self, number: usize, mut told: impl FnMut(u32, u32)) {
        each_position(
            self.events_of(number),
            self.positions_of(number),
            |event, position| {
                if let (Some(base), Ok(event)) = (self.bases.get(event), u32::try_from(event)) {
                    told(base.saturating_add(position), event);
                }
            },
        );
    }

    /// The places of a word just after others, which are in order.
    fn after_one(&self, stands: &[(u32, u32)], number: usize) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        let mut before = stands.iter().peekable();
        self.each_stand(number, |stand, event| {
            while before
                .next_if(|(before, _)| before.saturating_add(1) < stand)
                .is_some()
            {}
            if before.peek().is_some_and(|(before, _)| before + 1 == stand) {
                found.push((stand, event));
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
            self.each_stand(number, |stand, event| {
                let Some(before) = stand.checked_sub(1) else {
                    return;
                };
                let bits = bits.get(before as usize / 64).copied().unwrap_or(0);
                if bits >> (before % 64) & 1 == 1 {
                    found.push((stand, event));
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
