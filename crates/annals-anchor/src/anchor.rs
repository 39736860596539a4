//! Where a recorded quotation is in a text now.

use super::compare::{MatchQuality, PreparedQuote};
use super::context::{ContextAgreement, QuoteContext};
use super::edit_model::EditModel;
use super::fuzzy::{self, FuzzyMatch, FuzzyOutcome};
use super::key_candidates::{KeyCandidate, KeyCandidates, KeySearch};
use super::selector::{PositionSelector, QuoteSelector};
use super::text::SearchableText;

/// How many candidates an ambiguous anchor lists: the best of them.
pub const MAX_CANDIDATES: usize = 100;

/// How well a text holds a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnchorState {
    /// Unchanged, code point by code point.
    Exact,
    /// The same after folding white space, line and page breaks, Markdown emphasis
    /// marks, soft and line-end hyphens, ligatures, the forms of quotation marks
    /// and dashes, and Unicode compatibility forms.
    Normalised,
    /// Found with another difference, or in other surroundings.
    Drifted,
    /// In several places, and nothing decides between them.
    Ambiguous,
    /// Not found.
    Missing,
    /// Not searched, because the text is not available.
    Unavailable,
}

impl AnchorState {
    /// All states, best first.
    pub const ALL: [Self; 6] = [
        Self::Exact,
        Self::Normalised,
        Self::Drifted,
        Self::Ambiguous,
        Self::Missing,
        Self::Unavailable,
    ];

    /// The name of the state in files and output, in lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Normalised => "normalised",
            Self::Drifted => "drifted",
            Self::Ambiguous => "ambiguous",
            Self::Missing => "missing",
            Self::Unavailable => "unavailable",
        }
    }
}

/// A range of a text, in code points, and how well a quotation matches it.
///
/// The score is the product of two factors:
///
/// | words | factor |
/// | --- | --- |
/// | equal code point by code point | 1 |
/// | equal but for the length of white space | 0.99 |
/// | equal after other foldings | 0.96 |
/// | the same letters, with another difference | 0.89 |
/// | changed | 0.88 times the share of unchanged letters |
///
/// | recorded context | factor |
/// | --- | --- |
/// | agrees on every recorded side, or none was recorded | 1 |
/// | agrees on one of two sides | 0.94 |
/// | agrees on no side | 0.8 |
///
/// An anchor that is [`Exact`](AnchorState::Exact) scores 1 whatever its context;
/// [`Normalised`](AnchorState::Normalised) scores at least 0.9 and below 1,
/// [`Drifted`](AnchorState::Drifted) below 0.9.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// The first code point.
    pub start: usize,
    /// The code point after the last (exclusive).
    pub end: usize,
    /// From 0 to 1.
    pub score: f64,
}

/// Where a quotation is in a text, or why that cannot be said.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// How well the text holds the quotation.
    pub state: AnchorState,
    /// The range that holds it; present exactly if the state is `Exact`,
    /// `Normalised` or `Drifted`.
    pub matched: Option<Match>,
    /// The ranges that may hold it: best first, then nearest to the recorded
    /// position, then first in the text. Present exactly if the state is
    /// `Ambiguous`, at most [`MAX_CANDIDATES`].
    pub candidates: Vec<Match>,
}

impl Anchor {
    /// The anchor of a quotation whose text is not available.
    #[must_use]
    pub fn unavailable() -> Self {
        Self::without_match(AnchorState::Unavailable)
    }

    /// An anchor with neither match nor candidates.
    #[must_use]
    pub const fn without_match(state: AnchorState) -> Self {
        Self {
            state,
            matched: None,
            candidates: Vec::new(),
        }
    }

    const fn matching(state: AnchorState, found: Match) -> Self {
        Self {
            state,
            matched: Some(found),
            candidates: Vec::new(),
        }
    }
}

/// How far a recorded position counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PositionTrust {
    /// The text is the one in which the position was recorded, for example by its
    /// digest. The position decides between matches that are otherwise equal.
    Authoritative,
    /// The text may have changed. The position only orders the candidates.
    Hint,
}

/// Finds a recorded quotation in a text.
///
/// The documentation of the crate explains how. The search takes time linear in
/// the length of the text, whatever it holds. Of occurrences that agree equally
/// with the context, the 1,000 nearest to the position are compared; if there are more
/// and the context does not decide, the anchor is ambiguous.
///
/// ```
/// use annals_anchor::{AnchorState, PositionTrust, QuoteSelector, SearchableText, anchor};
///
/// let text = SearchableText::new("They met in Paris. Later they met in Rome, alone.");
/// let quote = |exact: &str, suffix: &str| QuoteSelector {
///     exact: exact.into(),
///     suffix: suffix.into(),
///     ..QuoteSelector::default()
/// };
/// let find = |quote| anchor(&text, &quote, None, PositionTrust::Hint);
///
/// // Twice, without context to decide.
/// assert_eq!(find(quote("met in", "")).state, AnchorState::Ambiguous);
/// let found = find(quote("met in", " Rome")).matched.expect("found");
/// assert_eq!((found.start, found.end), (30, 36));
/// ```
#[must_use]
pub fn anchor(
    text: &SearchableText,
    quote: &QuoteSelector,
    position: Option<PositionSelector>,
    trust: PositionTrust,
) -> Anchor {
    anchor_with(&EditModel::default(), text, quote, position, trust)
}

/// [`anchor`] with another edit model, to evaluate its weights.
#[must_use]
pub fn anchor_with(
    model: &EditModel,
    text: &SearchableText,
    quote: &QuoteSelector,
    position: Option<PositionSelector>,
    trust: PositionTrust,
) -> Anchor {
    if quote.exact.trim().is_empty() {
        return Anchor::without_match(AnchorState::Missing);
    }
    let prepared = PreparedQuote::new(&quote.exact);
    let context = QuoteContext::new(&quote.prefix, &quote.suffix);
    let decision = Decision {
        recorded_sides: context.sides(),
        expected: position.map_or(0, |position| position.start),
    };
    let search = KeySearch {
        text,
        quote: &prepared,
        context: &context,
    };
    let find = || search.run(decision.expected);
    let at_position = position
        .filter(|_| trust == PositionTrust::Authoritative)
        .and_then(|position| prepared.compare_at(text, position))
        .map(|range| KeyCandidate {
            range,
            agreement: search.agreement_at(range.start, range.end),
        });
    match at_position {
        // Nothing can agree better, so nothing needs to be searched.
        Some(candidate) if candidate.agreement.sides() == decision.recorded_sides => {
            decision.matched(candidate)
        }
        Some(candidate) => decision.by_position(candidate, find()),
        None => {
            let found = decision.by_context(find());
            decision.with_changed_words(found, text, quote, model)
        }
    }
}

/// Decides between candidates.
#[derive(Debug, Clone, Copy)]
struct Decision {
    /// On how many sides context was recorded.
    recorded_sides: usize,
    /// The code point at which the quotation is expected.
    expected: usize,
}

impl Decision {
    /// The recorded position prevails unless the context points elsewhere.
    fn by_position(self, at_position: KeyCandidate, found: KeyCandidates) -> Anchor {
        let sides = at_position.agreement.sides();
        let is_contradicted = found
            .accepted
            .iter()
            .chain(&found.same_letters)
            .map(|candidate| candidate.agreement)
            .chain(found.not_compared)
            .any(|other| other.sides() > sides);
        if !is_contradicted {
            return self.matched(at_position);
        }
        let mut open = found.accepted;
        open.extend(found.same_letters);
        // The search has found the words at the position too, perhaps without the
        // marks and spaces that the position includes.
        open.retain(|candidate| {
            candidate.range.end <= at_position.range.start
                || candidate.range.start >= at_position.range.end
                || candidate.agreement.sides() > sides
        });
        open.push(at_position);
        self.ambiguous_between(open)
    }

    fn by_context(self, mut found: KeyCandidates) -> Anchor {
        if found.accepted.is_empty() {
            return self.between_same_letters(found);
        }
        let Some(best) = prevailing(&found.accepted, &found.not_compared) else {
            return self.ambiguous_between(found.accepted);
        };
        // The words are here, but the context points to where they have changed a
        // little: neither may be preferred silently.
        let sides = best.agreement.sides();
        let is_rival = |other: &KeyCandidate| other.agreement.sides() > sides;
        if found.same_letters.iter().any(is_rival) {
            found.accepted.extend(found.same_letters);
            return self.ambiguous_between(found.accepted);
        }
        self.matched(best)
    }

    fn between_same_letters(self, found: KeyCandidates) -> Anchor {
        if let Some(best) = prevailing(&found.same_letters, &found.not_compared) {
            return self.matched(best);
        }
        if !found.same_letters.is_empty() {
            return self.ambiguous_between(found.same_letters);
        }
        if !found.not_compared.is_empty() && !found.unsupported.is_empty() {
            return self.ambiguous_between(found.unsupported);
        }
        Anchor::without_match(AnchorState::Missing)
    }

    /// If the words are not found, or only out of context, searches for changed
    /// ones.
    fn with_changed_words(
        self,
        found: Anchor,
        text: &SearchableText,
        quote: &QuoteSelector,
        model: &EditModel,
    ) -> Anchor {
        let is_out_of_context = self.recorded_sides > 0 && found.state == AnchorState::Drifted;
        if !(found.state == AnchorState::Missing || is_out_of_context) {
            return found;
        }
        let changed = match fuzzy::search(text, quote, model) {
            FuzzyOutcome::NotFound => return found,
            FuzzyOutcome::Match(only) => vec![only],
            FuzzyOutcome::Ambiguous(several) => several,
        };
        if let Some(unchanged) = found.matched {
            // The words are here, but the context points to where they have
            // changed: neither may be preferred silently.
            let is_elsewhere = |other: &FuzzyMatch| {
                other.sides > 0 && (other.end <= unchanged.start || other.start >= unchanged.end)
            };
            let elsewhere = changed.into_iter().filter(is_elsewhere);
            let mut open: Vec<_> = elsewhere.map(|other| self.changed(other)).collect();
            if open.is_empty() {
                return found;
            }
            open.push(unchanged);
            return self.ambiguous(open);
        }
        match changed.as_slice() {
            [only] => Anchor::matching(AnchorState::Drifted, self.changed(*only)),
            _ => self.ambiguous(changed.iter().map(|&one| self.changed(one)).collect()),
        }
    }

    fn changed(self, found: FuzzyMatch) -> Match {
        Match {
            start: found.start,
            end: found.end,
            score: 0.88 * found.similarity * self.context_factor(found.sides),
        }
    }

    fn matched(self, candidate: KeyCandidate) -> Anchor {
        let is_out_of_context = self.recorded_sides > 0 && candidate.agreement.sides() == 0;
        let state = match candidate.range.quality {
            _ if is_out_of_context => AnchorState::Drifted,
            MatchQuality::Exact => AnchorState::Exact,
            MatchQuality::Respaced | MatchQuality::Folded => AnchorState::Normalised,
            MatchQuality::SameLetters => AnchorState::Drifted,
        };
        let mut matched = self.scored(candidate);
        if state == AnchorState::Exact {
            matched.score = 1.0;
        }
        Anchor::matching(state, matched)
    }

    fn ambiguous_between(self, open: Vec<KeyCandidate>) -> Anchor {
        self.ambiguous(open.into_iter().map(|one| self.scored(one)).collect())
    }

    fn ambiguous(self, mut candidates: Vec<Match>) -> Anchor {
        let distance = |candidate: &Match| candidate.start.abs_diff(self.expected);
        candidates.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| distance(a).cmp(&distance(b)))
                .then_with(|| (a.start, a.end).cmp(&(b.start, b.end)))
        });
        candidates.truncate(MAX_CANDIDATES);
        Anchor {
            state: AnchorState::Ambiguous,
            matched: None,
            candidates,
        }
    }

    fn scored(self, KeyCandidate { range, agreement }: KeyCandidate) -> Match {
        let words = match range.quality {
            MatchQuality::Exact => 1.0,
            MatchQuality::Respaced => 0.99,
            MatchQuality::Folded => 0.96,
            MatchQuality::SameLetters => 0.89,
        };
        Match {
            start: range.start,
            end: range.end,
            score: words * self.context_factor(agreement.sides()),
        }
    }

    fn context_factor(self, agreeing_sides: usize) -> f64 {
        match agreeing_sides {
            sides if sides >= self.recorded_sides => 1.0,
            0 => 0.8,
            _ => 0.94,
        }
    }
}

/// The one candidate whose context prevails over that of all others, those not
/// compared included.
fn prevailing(
    candidates: &[KeyCandidate],
    not_compared: &[ContextAgreement],
) -> Option<KeyCandidate> {
    let strength = |(_, candidate): &(usize, &KeyCandidate)| candidate.agreement.strength();
    let (at, best) = candidates.iter().enumerate().max_by_key(strength)?;
    let prevails = |other: &ContextAgreement| best.agreement.prevails_over(*other);
    let others = candidates
        .iter()
        .enumerate()
        .filter(|&(other, _)| other != at);
    let is_best = others
        .map(|(_, candidate)| &candidate.agreement)
        .all(prevails)
        && not_compared.iter().all(prevails);
    is_best.then_some(*best)
}
