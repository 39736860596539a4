//! All places of a text that may hold the unchanged words of a quotation.
//!
//! - The *key* of a text or quotation is its search key: its letters, digits and most
//!   punctuation, folded (see `fold`). A place is an occurrence of the quotation's key
//!   in the text's key.
//! - The *sides* of a place are the text before and after it. The *agreement* of a
//!   place says how well each side matches the recorded context (see `context`).
//! - The *support* of a place is the number of characters of the key that speak for
//!   it: those of the quotation and of the agreeing context.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use super::compare::{Fit, PreparedQuote, RangeFit, word_boundaries};
use super::context::{ContextAgreement, NEAR, QuoteContext};
use super::occurrences::occurrences;
use super::text::SearchableText;

/// How many places with equal context agreement are compared; of more, those
/// nearest to the recorded position.
const MAX_PLACES: usize = 1_000;

/// How many code points are compared in all places together. Only quotations of
/// many pages that recur many times come near this limit.
const MAX_COMPARED: usize = 1 << 22;

/// How many times faster code points are compared unfolded than folded.
const UNFOLDED_SPEEDUP: usize = 16;

/// How many occurrences of a quotation of nothing but punctuation are compared.
const MAX_PUNCTUATION: usize = 10_000;

/// The same letters with a difference that no folding covers are taken for the
/// quotation only with at least this support.
const MIN_SUPPORT: usize = NEAR;

/// A place with the letters of the quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ExactCandidate {
    pub range: RangeFit,
    pub agreement: ContextAgreement,
}

/// The places of a text that may hold the unchanged words of a quotation.
#[derive(Debug, Default)]
pub(super) struct ExactCandidates {
    /// Places that hold the quotation, exactly or folded.
    pub matches: Vec<ExactCandidate>,
    /// Places with the same letters and enough support.
    pub same_letters: Vec<ExactCandidate>,
    /// Places with the same letters and too little support.
    pub unsupported: Vec<ExactCandidate>,
    /// The context agreement of places that were not compared, because there were
    /// too many.
    pub skipped: Vec<ContextAgreement>,
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
        if self.starts.len() >= MAX_PLACES {
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
pub(super) struct ExactSearch<'a> {
    pub text: &'a SearchableText,
    pub quote: &'a PreparedQuote<'a>,
    pub context: &'a QuoteContext,
}

impl ExactSearch<'_> {
    /// Searches the whole text. `expected` is the code point near which the
    /// quotation is expected.
    pub fn run(&self, expected: usize) -> ExactCandidates {
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

    fn find_words(&self, expected: usize) -> ExactCandidates {
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
        let mut found = ExactCandidates::default();
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
                let is_fast = range.fit == Fit::Exact;
                compared += self.quote.code_points() / if is_fast { UNFOLDED_SPEEDUP } else { 1 };
                let candidate = ExactCandidate { range, agreement };
                if range.fit > Fit::SameLetters {
                    found.matches.push(candidate);
                } else if self.is_supported(candidate) {
                    found.same_letters.push(candidate);
                } else {
                    found.unsupported.push(candidate);
                }
            }
            if !is_complete {
                found.skipped.push(agreement);
            }
        }
        found
    }

    /// Finds nothing but punctuation: code point by code point, white space at
    /// either end aside.
    fn find_punctuation(&self) -> ExactCandidates {
        let mut found = ExactCandidates::default();
        occurrences(self.text.text(), self.quote.exact().trim(), |byte| {
            if found.matches.len() >= MAX_PUNCTUATION {
                // The rest may agree in any way.
                found.skipped.push(ContextAgreement::BEST);
                return ControlFlow::Break(());
            }
            let start = self.text.code_point_of(byte);
            let range = self.quote.compare_punctuation(self.text, start);
            let agreement = self.agreement_at(range.start, range.end);
            found.matches.push(ExactCandidate { range, agreement });
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
    fn is_supported(&self, ExactCandidate { range, agreement }: ExactCandidate) -> bool {
        let support = self.quote.key().chars().count() + self.context.weight(agreement);
        let (begins, ends) = word_boundaries(self.text, range.start, range.end);
        support >= MIN_SUPPORT
            && (agreement.sides() > 0 || self.context.sides() == 0)
            && (begins || agreement.agrees_before())
            && (ends || agreement.agrees_after())
    }
}
