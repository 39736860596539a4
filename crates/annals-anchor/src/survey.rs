//! Every place in a text that may hold a quotation.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use super::compare::{Fit, Judged, Quoted, ends_words};
use super::context::{Agreement, Context, NEAR};
use super::occurrences::occurrences;
use super::text::SearchableText;

/// How many places that agree with the context alike are looked at closely;
/// where there are more, those nearest to the recorded position.
const MOST_JUDGED: usize = 1_000;

/// How many code points are compared, all places together: a limit that only
/// quotations of many pages repeated many times come near.
const MOST_COMPARED: usize = 1 << 22;

/// How many times quicker words are compared code point by code point than
/// folded.
const QUICKER: usize = 16;

/// How many occurrences of a quotation that is nothing but punctuation are
/// looked at.
const MOST_PUNCTUATION: usize = 10_000;

/// The same letters are taken for the quotation, in spite of a difference that
/// no folding covers, only where at least this many characters of the key bear
/// it out, the agreeing context and the quotation itself together.
const LEAST_EVIDENCE: usize = NEAR;

/// A place, how it holds the quotation, and how the context agrees there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub judged: Judged,
    pub agreement: Agreement,
}

/// What a text holds of a quotation.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Places that hold the quotation, exactly or folded.
    pub places: Vec<Found>,
    /// Places with its letters, borne out well enough.
    pub lookalikes: Vec<Found>,
    /// Places with its letters, and too little to bear them out.
    pub doubtful: Vec<Found>,
    /// How the context agrees at places that were too many to be judged.
    pub unjudged: Vec<Agreement>,
}

/// Occurrences of the key at which the context agrees alike.
#[derive(Debug, Default)]
struct Shortlist {
    /// Bytes of the key, ascending.
    starts: VecDeque<usize>,
    overflowed: bool,
}

impl Shortlist {
    /// Takes one more, in ascending order, keeping those nearest to `centre`.
    fn push(&mut self, start: usize, centre: usize) {
        if self.starts.len() >= MOST_JUDGED {
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

impl Survey {
    /// Looks through the whole text. `centre` is the code point near which the
    /// quotation is expected.
    pub fn of(
        text: &SearchableText,
        quoted: &Quoted<'_>,
        context: &Context,
        centre: usize,
    ) -> Self {
        if quoted.key().is_empty() {
            Self::of_punctuation(text, quoted, context)
        } else {
            Self::of_words(text, quoted, context, centre)
        }
    }

    fn of_words(
        text: &SearchableText,
        quoted: &Quoted<'_>,
        context: &Context,
        centre: usize,
    ) -> Self {
        let (key, length) = (text.key(), quoted.key().len());
        let centre = text.key_of(centre);
        let mut shortlists: [Option<(Agreement, Shortlist)>; Agreement::COUNT] =
            std::array::from_fn(|_| None);
        occurrences(key, quoted.key(), |start| {
            let agreement = context.agreement(key, start, start + length);
            if let Some(slot) = shortlists.get_mut(agreement.number()) {
                let (_, shortlist) = slot.get_or_insert_with(|| (agreement, Shortlist::default()));
                shortlist.push(start, centre);
            }
            ControlFlow::Continue(())
        });

        let mut shortlists: Vec<_> = shortlists.into_iter().flatten().collect();
        shortlists.sort_by_key(|(agreement, _)| std::cmp::Reverse(agreement.strength()));
        let mut survey = Self::default();
        let mut compared: usize = 0;
        for (agreement, shortlist) in shortlists {
            let mut is_complete = !shortlist.overflowed;
            for start in shortlist.starts {
                if compared > MOST_COMPARED {
                    is_complete = false;
                    break;
                }
                if let Some((first, last)) = letters(text, start, start + length) {
                    let judged = quoted.judge(text, first, last);
                    let is_quick = judged.fit == Fit::Exact;
                    compared += quoted.code_points() / if is_quick { QUICKER } else { 1 };
                    survey.take(text, quoted, context, Found { judged, agreement });
                }
            }
            if !is_complete {
                survey.unjudged.push(agreement);
            }
        }
        survey
    }

    /// Nothing but punctuation: only code point by code point, white space at
    /// either end aside.
    fn of_punctuation(text: &SearchableText, quoted: &Quoted<'_>, context: &Context) -> Self {
        let mut survey = Self::default();
        occurrences(text.text(), quoted.exact().trim(), |byte| {
            if survey.places.len() >= MOST_PUNCTUATION {
                // The rest may agree in any way.
                survey.unjudged.push(Agreement::BEST);
                return ControlFlow::Break(());
            }
            let judged = quoted.judge_punctuation(text, text.code_point_of(byte));
            let agreement = agreement_at(text, context, judged.start, judged.end);
            survey.places.push(Found { judged, agreement });
            ControlFlow::Continue(())
        });
        survey
    }

    fn take(
        &mut self,
        text: &SearchableText,
        quoted: &Quoted<'_>,
        context: &Context,
        found: Found,
    ) {
        let list = if found.judged.fit > Fit::Loose {
            &mut self.places
        } else if is_borne_out(text, quoted, context, found) {
            &mut self.lookalikes
        } else {
            &mut self.doubtful
        };
        list.push(found);
    }
}

/// How the context agrees around a range of code points.
pub(super) fn agreement_at(
    text: &SearchableText,
    context: &Context,
    start: usize,
    end: usize,
) -> Agreement {
    context.agreement(text.key(), text.key_of(start), text.key_of(end))
}

/// The code points that bytes `start..end` of the key are from, or `None` where
/// only a part of one is meant: an "f" of a ligature.
fn letters(text: &SearchableText, start: usize, end: usize) -> Option<(usize, usize)> {
    let (first, begins) = text.source_of(start);
    let (last, _) = text.source_of(end.saturating_sub(1));
    (begins && text.key_of(last + 1) == end).then_some((first, last + 1))
}

/// Whether the letters alone may be taken for the quotation: enough of them,
/// the context agreeing with them if any was recorded, and on either side the
/// end of a word or the agreeing context.
fn is_borne_out(
    text: &SearchableText,
    quoted: &Quoted<'_>,
    context: &Context,
    Found { judged, agreement }: Found,
) -> bool {
    let evidence = quoted.key().chars().count() + context.weight(agreement);
    let (begins, ends) = ends_words(text, judged.start, judged.end);
    evidence >= LEAST_EVIDENCE
        && (agreement.sides() > 0 || context.sides() == 0)
        && (begins || agreement.agrees_before())
        && (ends || agreement.agrees_after())
}
