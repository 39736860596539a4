//! Quotations whose words are not found unchanged: finds where they are, edited
//! or damaged, and decides whether that may be believed.
//!
//! The rules are explained in the documentation of the crate.

use std::ops::Range;

use super::alignment::{Query, align};
use super::edit_model::{EditFeatures, EditModel, SideFeatures};
use super::fold;
use super::letter_index::{BIT, letters};
use super::long_quotes;
use super::salient_words::{SalientDifference, Tolerance};
use super::seeds;
use super::selector::QuoteSelector;
use super::similarity::FuzzyCandidate;
use super::text::SearchableText;

/// How many letters of context are compared on a side.
const MAX_CONTEXT_LETTERS: usize = 64;

/// Longer quotations, in letters, are found by their beginning and their end.
const MAX_LETTERS: usize = 4_000;

/// A range has at most twice the letters of the quotation and this many more: two
/// page headers.
const MAX_EXTRA_LETTERS: usize = 80;

/// Context agrees on a side only with at least this information.
const MIN_CONTEXT: i32 = 15 * BIT;

/// The information that a candidate needs beyond that of a chance match.
const MIN_SURPLUS: i32 = 25 * BIT;

/// The same for damaged words whose context does not agree on both sides.
const MIN_SURPLUS_OUT_OF_CONTEXT: i32 = 45 * BIT;

/// Shorter quotations, in letters, are never taken for damaged.
const MIN_DAMAGED_LETTERS: usize = 44;

// Thresholds for the similarity of a candidate, from 0 to 1.

/// At least this much has to be left of damaged words, with agreeing context and
/// without.
const MIN_DAMAGED: f64 = 0.45;
const MIN_DAMAGED_OUT_OF_CONTEXT: f64 = 0.5;

/// If less is left, no name may be added or removed, whatever else agrees.
const MIN_RENAMED: f64 = 0.5;

/// If less is left, agreeing context on both sides is not enough.
const MIN_CONTEXT_MATCH: f64 = 0.58;

/// If less is left between agreeing context, no name may be added or removed.
const MIN_CONTEXT_MATCH_RENAMED: f64 = 0.6;

/// If this much is left between context that is whole, even a number or a name may be
/// replaced.
const MIN_CONTEXT_MATCH_REPLACED: f64 = 0.66;

/// If less is left of damaged words, changed numbers and names look like misread
/// ones.
const MIN_LEGIBLE: f64 = 0.7;

/// Damage that leaves more of the words leaves context too.
const CONTEXT_SURVIVES: f64 = 0.75;

/// If more is left of damaged words, their context is judged as that of edited
/// words.
const LIGHT_DAMAGE: f64 = 0.88;

/// The tolerances with which words count as damaged: with and without agreeing
/// context.
const DAMAGE_TOLERANCE: f64 = 0.25;
const STRICT_DAMAGE_TOLERANCE: f64 = 0.05;

/// The least lead of a candidate over another, in units of the spread of
/// information that damage causes: with context that agrees on both sides, and
/// without.
const MARGIN: f64 = 0.7;
const WIDE_MARGIN: f64 = 1.3;

/// A range with the changed words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FuzzyMatch {
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The share of the letters that are unchanged, from 0 to 1.
    pub similarity: f64,
    /// On how many sides the context agrees.
    pub sides: usize,
}

/// The result of a search for changed words.
#[derive(Debug)]
pub(super) enum FuzzyOutcome {
    /// They are here, and nowhere else nearly as well.
    Match(FuzzyMatch),
    /// Several ranges match about equally well. The best is first.
    Ambiguous(Vec<FuzzyMatch>),
    /// No range is accepted.
    NotFound,
}

/// Searches for changed words.
pub(super) fn search(
    text: &SearchableText,
    quote: &QuoteSelector,
    model: &EditModel,
) -> FuzzyOutcome {
    let search = FuzzySearch::new(text, quote);
    if search.query.exact_len == 0 {
        return FuzzyOutcome::NotFound;
    }
    if search.query.letters.len() > MAX_LETTERS {
        return long_quotes::search(text, quote, model);
    }
    let candidates = search.candidates();
    let Some((best, others)) = candidates.split_first() else {
        return FuzzyOutcome::NotFound;
    };
    if !search.accepts(best, model) {
        return FuzzyOutcome::NotFound;
    }
    let is_rival = |other: &&FuzzyCandidate| {
        let ahead = best.information() - other.information();
        ahead < search.margin(best, other) && other.similarity * 2.0 > best.similarity
    };
    let rivals: Vec<_> = others.iter().filter(is_rival).collect();
    if rivals.is_empty() {
        return FuzzyOutcome::Match(search.fuzzy_match(best));
    }
    let all = std::iter::once(best).chain(rivals);
    FuzzyOutcome::Ambiguous(all.map(|candidate| search.fuzzy_match(candidate)).collect())
}

/// The code points and the features of the best candidate, if there is one that
/// the edit model decides about.
pub fn best_features(
    text: &SearchableText,
    quote: &QuoteSelector,
) -> Option<(Range<usize>, EditFeatures)> {
    let search = FuzzySearch::new(text, quote);
    if search.query.exact_len == 0 || search.query.letters.len() > MAX_LETTERS {
        return None;
    }
    let candidates = search.candidates();
    let best = candidates.first()?;
    search.surplus(best)?;
    let features = search.features(best, search.salient_difference(best));
    Some((search.code_points(best), features))
}

/// One side of the context of a candidate. Information is in tenths of a bit.
#[derive(Debug, Clone, Copy)]
struct SideInformation {
    /// The information of the text there.
    found: i32,
    /// That of the recorded context; 0 if none was recorded.
    recorded: i32,
    is_adjacent: bool,
}

impl SideInformation {
    fn has(self, share: f64) -> bool {
        f64::from(self.found) >= share * f64::from(self.recorded)
    }

    fn features(self) -> Option<SideFeatures> {
        (self.recorded > 0).then(|| SideFeatures {
            share: share(self.found, self.recorded),
            is_adjacent: self.is_adjacent,
        })
    }
}

fn share(found: i32, recorded: i32) -> f64 {
    f64::from(found) / f64::from(recorded.max(1))
}

struct FuzzySearch<'a> {
    text: &'a SearchableText,
    quote: &'a QuoteSelector,
    query: Query,
}

impl<'a> FuzzySearch<'a> {
    fn new(text: &'a SearchableText, quote: &'a QuoteSelector) -> Self {
        let prefix = letters(&fold::key(&quote.prefix));
        let words = letters(&fold::key(&quote.exact));
        let suffix = letters(&fold::key(&quote.suffix));
        let from = prefix.len().saturating_sub(MAX_CONTEXT_LETTERS);
        let prefix = prefix.get(from..).unwrap_or_default();
        let to = suffix.len().min(MAX_CONTEXT_LETTERS);
        let suffix = suffix.get(..to).unwrap_or_default();
        let query = Query {
            letters: [prefix, &words, suffix].concat(),
            prefix_len: prefix.len(),
            exact_len: words.len(),
        };
        Self { text, quote, query }
    }

    /// The ranges that share much with the quotation, none overlapping another,
    /// most information first.
    fn candidates(&self) -> Vec<FuzzyCandidate> {
        let letters = self.text.letters();
        let length = self.query.letters.len();
        let slack = 96 + length / 6;
        let mut found: Vec<FuzzyCandidate> = Vec::new();
        for start in seeds::candidate_starts(letters, &self.query) {
            let first = start.saturating_sub(slack);
            let last = (start + length + slack).min(letters.letters().len());
            let alignment = align(letters, &self.query, first, last);
            found.extend(FuzzyCandidate::new(letters, &self.query, &alignment));
        }
        found
            .sort_by_key(|candidate| (std::cmp::Reverse(candidate.information()), candidate.start));
        let mut candidates: Vec<FuzzyCandidate> = Vec::new();
        for candidate in found {
            if candidates.iter().all(|other| candidate.is_apart(other)) {
                candidates.push(candidate);
            }
        }
        candidates
    }

    /// The text before and after a candidate.
    fn context(&self, candidate: &FuzzyCandidate) -> [SideInformation; 2] {
        let letters = self.text.letters();
        [
            SideInformation {
                found: candidate.before,
                recorded: letters.total_information(self.query.prefix()),
                is_adjacent: candidate.is_prefix_adjacent,
            },
            SideInformation {
                found: candidate.after,
                recorded: letters.total_information(self.query.suffix()),
                is_adjacent: candidate.is_suffix_adjacent,
            },
        ]
    }

    /// On how many sides the context agrees. Around edited words half of it has to
    /// agree; around damaged words, as much as damage leaves.
    fn sides(&self, candidate: &FuzzyCandidate) -> usize {
        let is_damage = candidate.is_damage(DAMAGE_TOLERANCE);
        let agrees = |side: &SideInformation| {
            let half = side.recorded / 2;
            let least = if is_damage && candidate.similarity < CONTEXT_SURVIVES {
                MIN_CONTEXT.min(half)
            } else if is_damage && candidate.similarity < LIGHT_DAMAGE {
                half * 3 / 5
            } else {
                half
            };
            side.is_adjacent && side.recorded > 0 && side.found >= least
        };
        self.context(candidate)
            .iter()
            .filter(|side| agrees(side))
            .count()
    }

    /// How much information a candidate has beyond log2 of the text's length in
    /// letters, which a text of that length reaches by chance; `None` if that is too little, or if the range is too long.
    fn surplus(&self, candidate: &FuzzyCandidate) -> Option<i32> {
        let letters = i32::try_from(self.text.letters().letters().len().ilog2()).unwrap_or(32);
        let surplus = candidate.information() - letters * BIT;
        let is_short =
            candidate.end - candidate.start <= 2 * self.query.exact_len + MAX_EXTRA_LETTERS;
        (surplus >= MIN_SURPLUS && is_short).then_some(surplus)
    }

    /// Whether a candidate may be taken for the quotation, if it is the only one.
    fn accepts(&self, candidate: &FuzzyCandidate, model: &EditModel) -> bool {
        let Some(surplus) = self.surplus(candidate) else {
            return false;
        };
        let difference = self.salient_difference(candidate);
        self.is_ocr_damage(candidate, surplus, difference)
            || self.is_context_match(candidate, difference)
            || self.is_edited(candidate, difference, model)
    }

    /// Whether the words look damaged, as by optical character recognition.
    fn is_ocr_damage(
        &self,
        candidate: &FuzzyCandidate,
        surplus: i32,
        difference: SalientDifference,
    ) -> bool {
        let sides = self.sides(candidate);
        let is_damage = match sides {
            _ if self.query.exact_len < MIN_DAMAGED_LETTERS => false,
            0 | 1 if surplus < MIN_SURPLUS_OUT_OF_CONTEXT => false,
            // Damage that destroys the context does not leave words nearly whole.
            0 => {
                candidate.similarity < CONTEXT_SURVIVES
                    && candidate.is_damage(STRICT_DAMAGE_TOLERANCE)
            }
            _ => candidate.is_damage(DAMAGE_TOLERANCE),
        };
        let least = if sides == 0 {
            MIN_DAMAGED_OUT_OF_CONTEXT
        } else {
            MIN_DAMAGED
        };
        if !is_damage || candidate.similarity < least {
            return false;
        }
        let tolerance = match (sides, candidate.similarity) {
            (2, _) if self.is_context_whole(candidate) => Tolerance::TwoReplacements,
            (2, MIN_CONTEXT_MATCH_RENAMED..) => Tolerance::Names,
            (1, CONTEXT_SURVIVES..) if self.is_a_side_whole(candidate) => Tolerance::Names,
            _ => Tolerance::Nothing,
        };
        candidate.similarity < MIN_LEGIBLE || !difference.exceeds(tolerance)
    }

    /// Whether context on both sides supports what is left between, whatever
    /// changed it.
    fn is_context_match(&self, candidate: &FuzzyCandidate, difference: SalientDifference) -> bool {
        if self.sides(candidate) < 2 || candidate.similarity < MIN_CONTEXT_MATCH {
            return false;
        }
        let is_damage =
            self.query.exact_len >= MIN_DAMAGED_LETTERS && candidate.is_damage(DAMAGE_TOLERANCE);
        let is_whole = self.is_context_whole(candidate);
        let tolerance = match candidate.similarity {
            MIN_CONTEXT_MATCH_REPLACED.. if is_whole && is_damage => Tolerance::TwoReplacements,
            MIN_CONTEXT_MATCH_REPLACED.. if is_whole => return true,
            MIN_CONTEXT_MATCH_RENAMED.. => Tolerance::Names,
            _ => Tolerance::Nothing,
        };
        !difference.exceeds(tolerance)
    }

    /// Whether it is more likely that an editor changed the words than that other,
    /// similar words are there.
    fn is_edited(
        &self,
        candidate: &FuzzyCandidate,
        difference: SalientDifference,
        model: &EditModel,
    ) -> bool {
        let features = self.features(candidate, difference);
        model.log_odds(&features) > 0.0
            && (candidate.similarity >= MIN_RENAMED || !features.is_renamed)
            && (self.sides(candidate) == 2 || !features.is_contradicted)
    }

    fn features(&self, candidate: &FuzzyCandidate, difference: SalientDifference) -> EditFeatures {
        let words = self.text.letters().total_information(self.query.exact());
        let [before, after] = self.context(candidate);
        EditFeatures {
            words: share(candidate.words, words),
            before: before.features(),
            after: after.features(),
            letters: self.query.exact_len,
            is_renamed: difference.exceeds(Tolerance::Nothing),
            is_contradicted: difference.exceeds(Tolerance::Names),
        }
    }

    /// Whether 80 % of the information of the recorded context are there, or as much
    /// as damage leaves.
    fn is_context_whole(&self, candidate: &FuzzyCandidate) -> bool {
        let [before, after] = self.context(candidate);
        let both = SideInformation {
            found: before.found + after.found,
            recorded: before.recorded + after.recorded,
            is_adjacent: true,
        };
        both.has(if candidate.is_damage(DAMAGE_TOLERANCE) {
            // The context is as damaged as the words.
            0.6 * (1.7 * candidate.similarity - 0.7)
        } else {
            0.8
        })
    }

    /// Whether 80 % of the information of the context of one side are right next to
    /// the candidate.
    fn is_a_side_whole(&self, candidate: &FuzzyCandidate) -> bool {
        self.context(candidate)
            .iter()
            .any(|side| side.is_adjacent && side.recorded >= 2 * MIN_CONTEXT && side.has(0.8))
    }

    fn salient_difference(&self, candidate: &FuzzyCandidate) -> SalientDifference {
        let range = self.code_points(candidate);
        let found = self.text.slice(range.start, range.end);
        let is_damage = candidate.is_damage(DAMAGE_TOLERANCE);
        SalientDifference::new(&self.quote.exact, found, is_damage)
    }

    /// How much more information a candidate needs than another, at least 10 bits.
    /// Damage as heavy as that of the worse one changes each letter with probability
    /// 1 - `similarity`, so the lead of one such candidate over another has a
    /// standard deviation of √(2 n s (1 - s)) letters, each taken as 5.5 bits.
    fn margin(&self, candidate: &FuzzyCandidate, other: &FuzzyCandidate) -> i32 {
        let similarity = candidate.similarity.min(other.similarity);
        let factor = match self.sides(candidate) {
            2 => MARGIN,
            _ => WIDE_MARGIN,
        };
        #[expect(clippy::cast_precision_loss, reason = "a length of text")]
        let letters = self.query.letters.len() as f64;
        let spread = 5.5 * (2.0 * letters * similarity * (1.0 - similarity)).sqrt();
        #[expect(clippy::cast_possible_truncation, reason = "far below 2^31")]
        let margin = (factor * spread * f64::from(BIT)) as i32;
        margin.max(10 * BIT)
    }

    fn code_points(&self, candidate: &FuzzyCandidate) -> Range<usize> {
        let start = self.text.code_point_of_letter(candidate.start);
        let end = self
            .text
            .code_point_of_letter(candidate.end.saturating_sub(1))
            + 1;
        start..end.max(start + 1).min(self.text.code_points())
    }

    fn fuzzy_match(&self, candidate: &FuzzyCandidate) -> FuzzyMatch {
        let Range { start, end } = self.code_points(candidate);
        FuzzyMatch {
            start,
            end,
            similarity: candidate.similarity,
            sides: self.sides(candidate),
        }
    }
}
