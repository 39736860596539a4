//! Candidates for unchanged words: the occurrences of a quotation's key in a text.
//!
//! - The *key* of a text or quotation is its search key: its letters, digits and most
//!   punctuation, folded (see `fold`).
//! - The *sides* of a candidate are the text before and after it. Its *agreement* says
//!   how well each side matches the recorded context (see `context`).
//! - Its *support* is the number of matching characters of the key, those of the
//!   quotation and those of the agreeing context. A candidate with a difference that no
//!   folding covers is accepted only from [`MIN_SUPPORT`] on.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use super::compare::{MatchQuality, PreparedQuote, RangeMatch, word_boundaries};
use super::context::{ContextAgreement, NEAR, QuoteContext};
use super::occurrences::occurrences;
use super::text::SearchableText;

/// How many occurrences with equal context agreement are compared; of more, those
/// nearest to the recorded position.
const MAX_OCCURRENCES: usize = 1_000;

/// How many code points are compared in all occurrences together. Only quotations of
/// many pages that recur many times come near this limit.
const MAX_COMPARED: usize = 1 << 22;

/// How many times faster code points are compared unfolded than folded.
const UNFOLDED_SPEEDUP: usize = 16;

/// How many occurrences of a quotation that consists only of punctuation are
/// compared.
const MAX_PUNCTUATION: usize = 10_000;

/// The support that a candidate with the same letters needs if it differs by more
/// than folding covers.
const MIN_SUPPORT: usize = NEAR;

/// An occurrence of the quotation's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KeyCandidate {
    pub range: RangeMatch,
    pub agreement: ContextAgreement,
}

/// The candidates in a text, by how well they match.
#[derive(Debug, Default)]
pub(super) struct KeyCandidates {
    /// Equal to the quotation, exactly or after folding.
    pub accepted: Vec<KeyCandidate>,
    /// With the same letters and enough support.
    pub same_letters: Vec<KeyCandidate>,
    /// With the same letters and too little support.
    pub unsupported: Vec<KeyCandidate>,
    /// The context agreement of occurrences that were not compared, because there
    /// were too many.
    pub not_compared: Vec<ContextAgreement>,
}

/// Occurrences of the key with equal context agreement.
#[derive(Debug, Default)]
struct Shortlist {
    /// Byte offsets in the key, ascending.
    starts: VecDeque<usize>,
    overflowed: bool,
}

impl Shortlist {
    /// Adds an occurrence. They come in ascending order; those nearest to
    /// `centre` stay.
    fn push(&mut self, start: usize, centre: usize) {
        if self.starts.len() >= MAX_OCCURRENCES {
            self.overflowed = true;
            let farthest = self
                .starts
                .front()
                .map_or(0, |first| first.abs_diff(centre));
            if farthest <= start.abs_diff(centre) {
                return;
            }
            self.starts.pop_front();
        }
        self.starts.push_back(start);
    }
}

/// A search for the unchanged words of a quotation.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeySearch<'a> {
    pub text: &'a SearchableText,
    pub quote: &'a PreparedQuote<'a>,
    pub context: &'a QuoteContext,
}

impl KeySearch<'_> {
    /// Searches the whole text. `expected` is the code point near which the
    /// quotation is expected.
    pub fn run(&self, expected: usize) -> KeyCandidates {
        if self.quote.key().is_empty() {
            self.find_punctuation()
        } else {
            self.find_words(expected)
        }
    }

    /// How the context agrees around a range of code points.
    pub fn agreement_at(&self, start: usize, end: usize) -> ContextAgreement {
        let (start, end) = (self.text.key_offset_of(start), self.text.key_offset_of(end));
        self.context.agreement(self.text.key(), start, end)
    }

    fn find_words(&self, expected: usize) -> KeyCandidates {
        let (key, length) = (self.text.key(), self.quote.key().len());
        let centre = self.text.key_offset_of(expected);
        let mut shortlists: [Option<(ContextAgreement, Shortlist)>; ContextAgreement::COUNT] =
            std::array::from_fn(|_| None);
        occurrences(key, self.quote.key(), |start| {
            let agreement = self.context.agreement(key, start, start + length);
            if let Some(slot) = shortlists.get_mut(agreement.number()) {
                let (_, shortlist) = slot.get_or_insert_with(|| (agreement, Shortlist::default()));
                shortlist.push(start, centre);
            }
            ControlFlow::Continue(())
        });

        let mut shortlists: Vec<_> = shortlists.into_iter().flatten().collect();
        shortlists.sort_by_key(|(agreement, _)| std::cmp::Reverse(agreement.strength()));
        let mut found = KeyCandidates::default();
        let mut compared: usize = 0;
        for (agreement, shortlist) in shortlists {
            let mut is_complete = !shortlist.overflowed;
            for start in shortlist.starts {
                if compared > MAX_COMPARED {
                    is_complete = false;
                    break;
                }
                let Some((first, last)) = self.code_points_of(start, start + length) else {
                    continue;
                };
                let range = self.quote.compare(self.text, first, last);
                let is_fast = range.quality == MatchQuality::Exact;
                compared += self.quote.code_points() / if is_fast { UNFOLDED_SPEEDUP } else { 1 };
                let candidate = KeyCandidate { range, agreement };
                if range.quality > MatchQuality::SameLetters {
                    found.accepted.push(candidate);
                } else if self.is_supported(candidate) {
                    found.same_letters.push(candidate);
                } else {
                    found.unsupported.push(candidate);
                }
            }
            if !is_complete {
                found.not_compared.push(agreement);
            }
        }
        found
    }

    /// Finds a quotation that consists only of punctuation, compared code point by
    /// code point, ignoring white space at both ends.
    fn find_punctuation(&self) -> KeyCandidates {
        let mut found = KeyCandidates::default();
        occurrences(self.text.text(), self.quote.exact().trim(), |byte| {
            if found.accepted.len() >= MAX_PUNCTUATION {
                // The rest may agree in any way.
                found.not_compared.push(ContextAgreement::BEST);
                return ControlFlow::Break(());
            }
            let start = self.text.code_point_of(byte);
            let range = self.quote.compare_punctuation(self.text, start);
            let agreement = self.agreement_at(range.start, range.end);
            found.accepted.push(KeyCandidate { range, agreement });
            ControlFlow::Continue(())
        });
        found
    }

    /// The code points of the bytes `start..end` of the key, or `None` if these are
    /// only a part of a code point: the "f" of a ligature.
    fn code_points_of(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let (first, begins) = self.text.code_point_of_key(start);
        let (last, _) = self.text.code_point_of_key(end.saturating_sub(1));
        (begins && self.text.key_offset_of(last + 1) == end).then_some((first, last + 1))
    }

    /// Whether the letters alone may be taken for the quotation: there are enough,
    /// the recorded context (if any) agrees, and at either end there is the edge of
    /// a word or agreeing context.
    fn is_supported(&self, KeyCandidate { range, agreement }: KeyCandidate) -> bool {
        let support = self.quote.key().chars().count() + self.context.weight(agreement);
        let (begins, ends) = word_boundaries(self.text, range.start, range.end);
        support >= MIN_SUPPORT
            && (agreement.sides() > 0 || self.context.sides() == 0)
            && (begins || agreement.agrees_before())
            && (ends || agreement.agrees_after())
    }
}
