//! All places of a text that may hold the unchanged words of a quotation.

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
/// quotation only if at least this many characters of the key support it: those
/// of the agreeing context and of the quotation together.
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

impl ExactCandidates {
    /// Searches the whole text. `expected` is the code point near which the
    /// quotation is expected.
    pub fn find(
        text: &SearchableText,
        quote: &PreparedQuote<'_>,
        context: &QuoteContext,
        expected: usize,
    ) -> Self {
        if quote.key().is_empty() {
            Self::find_punctuation(text, quote, context)
        } else {
            Self::find_words(text, quote, context, expected)
        }
    }

    fn find_words(
        text: &SearchableText,
        quote: &PreparedQuote<'_>,
        context: &QuoteContext,
        expected: usize,
    ) -> Self {
        let (key, length) = (text.key(), quote.key().len());
        let centre = text.key_of(expected);
        let mut shortlists: [Option<(ContextAgreement, Shortlist)>; ContextAgreement::COUNT] =
            std::array::from_fn(|_| None);
        occurrences(key, quote.key(), |start| {
            let agreement = context.agreement(key, start, start + length);
            if let Some(slot) = shortlists.get_mut(agreement.number()) {
                let (_, shortlist) = slot.get_or_insert_with(|| (agreement, Shortlist::default()));
                shortlist.push(start, centre);
            }
            ControlFlow::Continue(())
        });

        let mut shortlists: Vec<_> = shortlists.into_iter().flatten().collect();
        shortlists.sort_by_key(|(agreement, _)| std::cmp::Reverse(agreement.strength()));
        let mut found = Self::default();
        let mut compared: usize = 0;
        for (agreement, shortlist) in shortlists {
            let mut is_complete = !shortlist.overflowed;
            for start in shortlist.starts {
                if compared > MAX_COMPARED {
                    is_complete = false;
                    break;
                }
                if let Some((first, last)) = code_points_of(text, start, start + length) {
                    let range = quote.compare(text, first, last);
                    let is_fast = range.fit == Fit::Exact;
                    compared += quote.code_points() / if is_fast { UNFOLDED_SPEEDUP } else { 1 };
                    found.push(text, quote, context, ExactCandidate { range, agreement });
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
    fn find_punctuation(
        text: &SearchableText,
        quote: &PreparedQuote<'_>,
        context: &QuoteContext,
    ) -> Self {
        let mut found = Self::default();
        occurrences(text.text(), quote.exact().trim(), |byte| {
            if found.matches.len() >= MAX_PUNCTUATION {
                // The rest may agree in any way.
                found.skipped.push(ContextAgreement::BEST);
                return ControlFlow::Break(());
            }
            let range = quote.compare_punctuation(text, text.code_point_of(byte));
            let agreement = agreement_at(text, context, range.start, range.end);
            found.matches.push(ExactCandidate { range, agreement });
            ControlFlow::Continue(())
        });
        found
    }

    fn push(
        &mut self,
        text: &SearchableText,
        quote: &PreparedQuote<'_>,
        context: &QuoteContext,
        candidate: ExactCandidate,
    ) {
        let list = if candidate.range.fit > Fit::SameLetters {
            &mut self.matches
        } else if is_supported(text, quote, context, candidate) {
            &mut self.same_letters
        } else {
            &mut self.unsupported
        };
        list.push(candidate);
    }
}

/// How the context agrees around a range of code points.
pub(super) fn agreement_at(
    text: &SearchableText,
    context: &QuoteContext,
    start: usize,
    end: usize,
) -> ContextAgreement {
    context.agreement(text.key(), text.key_of(start), text.key_of(end))
}

/// The code points of the bytes `start..end` of the key, or `None` if these are
/// only a part of a code point: the "f" of a ligature.
fn code_points_of(text: &SearchableText, start: usize, end: usize) -> Option<(usize, usize)> {
    let (first, begins) = text.source_of(start);
    let (last, _) = text.source_of(end.saturating_sub(1));
    (begins && text.key_of(last + 1) == end).then_some((first, last + 1))
}

/// Whether the letters alone may be taken for the quotation: there are enough,
/// the recorded context (if any) agrees, and at either end there is the edge of a
/// word or agreeing context.
fn is_supported(
    text: &SearchableText,
    quote: &PreparedQuote<'_>,
    context: &QuoteContext,
    ExactCandidate { range, agreement }: ExactCandidate,
) -> bool {
    let support = quote.key().chars().count() + context.weight(agreement);
    let (begins, ends) = word_boundaries(text, range.start, range.end);
    support >= MIN_SUPPORT
        && (agreement.sides() > 0 || context.sides() == 0)
        && (begins || agreement.agrees_before())
        && (ends || agreement.agrees_after())
}
