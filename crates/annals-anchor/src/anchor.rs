//! Where a recorded quotation stands in a text now.

use super::compare::{Fit, Quoted};
use super::context::{Agreement, Context};
use super::fuzzy::{self, Drift};
use super::selector::{PositionSelector, QuoteSelector};
use super::survey::{Found, Survey, agreement_at};
use super::text::SearchableText;

/// How many candidates an ambiguous anchor lists at most: the best of them.
pub const MAX_CANDIDATES: usize = 100;

/// How a quotation stands in the text of its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnchorState {
    /// Code point by code point as it was recorded.
    Exact,
    /// The same after folding white space, line and page breaks, Markdown
    /// emphasis marks, soft and line-end hyphens, ligatures, quote and dash
    /// forms and Unicode's compatibility forms.
    Normalised,
    /// Found, but with another difference, or in other surroundings.
    Drifted,
    /// In several places, and nothing decides between them.
    Ambiguous,
    /// Nowhere.
    Missing,
    /// Unknown: the text is not on this machine.
    Unavailable,
}

impl AnchorState {
    /// Every state, best first.
    pub const ALL: [Self; 6] = [
        Self::Exact,
        Self::Normalised,
        Self::Drifted,
        Self::Ambiguous,
        Self::Missing,
        Self::Unavailable,
    ];

    /// The state's name in files, output and window.
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

/// A range of a text, in code points, and how well a quotation fits it.
///
/// The score is the product of two factors. The words: 1 where they are the
/// same code point by code point, 0.99 but for the length of white space, 0.96
/// after other foldings, 0.89 with the same letters and any other difference, 0.88
/// times the share of letters left undisturbed where words changed. The recorded context:
/// 1 where every recorded side agrees or none was recorded, 0.94 where one of
/// two does, 0.8 where none does. An anchor that is `exact` scores 1 whatever
/// its context; `normalised` lies between 0.9 and 1, `drifted` below 0.9.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// The first code point.
    pub start: usize,
    /// The code point after the last (exclusive).
    pub end: usize,
    /// From 0 to 1.
    pub score: f64,
}

/// Where a quotation stands in a text, or why that cannot be said.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// How it stands there.
    pub state: AnchorState,
    /// The place: there exactly where the state is `exact`, `normalised` or
    /// `drifted`.
    pub matched: Option<Match>,
    /// The places in question, best first, then nearest to the recorded
    /// position, then first in the text: some exactly where the state is
    /// `ambiguous`, at most [`MAX_CANDIDATES`].
    pub candidates: Vec<Match>,
}

impl Anchor {
    /// The document's text is not on this machine.
    #[must_use]
    pub fn unavailable() -> Self {
        Self::without_match(AnchorState::Unavailable)
    }

    /// An anchor without a place, in any state.
    #[must_use]
    pub const fn without_match(state: AnchorState) -> Self {
        Self {
            state,
            matched: None,
            candidates: Vec::new(),
        }
    }
}

/// How far a recorded position may be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PositionTrust {
    /// The text is the one that it was recorded in, by the document's digest:
    /// it decides between places that are otherwise equal.
    Authoritative,
    /// The text may have changed: it only puts candidates in order.
    Hint,
}

/// Finds where a recorded quotation stands in a text.
///
/// Every place is looked for at which the words stand, as they are or after the
/// foldings that `normalised` allows. Of several, the one that agrees strictly
/// better with the recorded context is it: both sides before one, one before
/// none; on as many sides, all of what was recorded before the nearest 16
/// letters of it. Agreement after and agreement before weigh the same.
///
/// A trusted position at which the words really stand decides where the context
/// does not; where another place agrees with the context on more sides, the two
/// contradict each other and the anchor is ambiguous.
///
/// Words with the same letters in the same order but some other difference
/// (spaces, hyphens, accents, invisible characters) are `drifted`, where the
/// context or their own length bears them out. So are changed and damaged words,
/// where what is left of them and the context together leave no doubt; a
/// lookalike is refused (the rule is in the module `fuzzy`).
///
/// Linear in the length of the text, whatever it holds. Of places that agree
/// with the context alike the thousand nearest to the position are looked at;
/// where there are more and the context does not decide, the anchor is
/// ambiguous.
#[must_use]
pub fn anchor(
    text: &SearchableText,
    quote: &QuoteSelector,
    position: Option<PositionSelector>,
    trust: PositionTrust,
) -> Anchor {
    if quote.exact.trim().is_empty() {
        return Anchor::without_match(AnchorState::Missing);
    }
    let quoted = Quoted::new(&quote.exact);
    let context = Context::new(&quote.prefix, &quote.suffix);
    let inquiry = Inquiry {
        recorded: context.sides(),
        expected: position.map_or(0, |position| position.start),
    };
    let trusted = position
        .filter(|_| trust == PositionTrust::Authoritative)
        .and_then(|position| quoted.stands_at(text, position))
        .map(|judged| Found {
            judged,
            agreement: agreement_at(text, &context, judged.start, judged.end),
        });
    match trusted {
        // Nothing can agree better, so nothing needs to be looked for.
        Some(found) if found.agreement.sides() == inquiry.recorded => inquiry.settled(found),
        Some(found) => {
            let survey = Survey::of(text, &quoted, &context, inquiry.expected);
            inquiry.with_position(found, survey)
        }
        None => {
            let survey = Survey::of(text, &quoted, &context, inquiry.expected);
            let found = inquiry.by_context(survey);
            inquiry.with_changed_words(found, text, quote)
        }
    }
}

/// What a decision depends on beside the places found.
#[derive(Debug, Clone, Copy)]
struct Inquiry {
    /// On how many sides context was recorded.
    recorded: usize,
    /// The code point at which the quotation is expected.
    expected: usize,
}

impl Inquiry {
    /// The recorded position holds, unless the context names another place.
    fn with_position(self, trusted: Found, survey: Survey) -> Anchor {
        let sides = trusted.agreement.sides();
        let contradicts = survey
            .places
            .iter()
            .chain(&survey.lookalikes)
            .map(|found| found.agreement)
            .chain(survey.unjudged)
            .any(|other| other.sides() > sides);
        if !contradicts {
            return self.settled(trusted);
        }
        let mut open = survey.places;
        open.extend(survey.lookalikes);
        // The search has met the trusted place too, give or take the marks and
        // spaces that the position may include.
        open.retain(|found| {
            found.judged.end <= trusted.judged.start
                || found.judged.start >= trusted.judged.end
                || found.agreement.sides() > sides
        });
        open.push(trusted);
        self.undecided(open)
    }

    fn by_context(self, survey: Survey) -> Anchor {
        if survey.places.is_empty() {
            return self.among_lookalikes(survey);
        }
        let Some(best) = outstanding(&survey.places, &survey.unjudged) else {
            return self.undecided(survey.places);
        };
        // The words stand here, but the context points to where they have
        // changed a little: neither may be preferred silently.
        let sides = best.agreement.sides();
        let rivals = |found: &Found| found.agreement.sides() > sides;
        if survey.lookalikes.iter().any(rivals) {
            let mut open = survey.places;
            open.extend(survey.lookalikes);
            return self.undecided(open);
        }
        self.settled(best)
    }

    fn among_lookalikes(self, survey: Survey) -> Anchor {
        if let Some(best) = outstanding(&survey.lookalikes, &survey.unjudged) {
            return self.settled(best);
        }
        if !survey.lookalikes.is_empty() {
            return self.undecided(survey.lookalikes);
        }
        if !survey.unjudged.is_empty() && !survey.doubtful.is_empty() {
            return self.undecided(survey.doubtful);
        }
        Anchor::without_match(AnchorState::Missing)
    }

    /// Where the words are not found, or only out of context, they are looked
    /// for as they may have been changed.
    fn with_changed_words(
        self,
        found: Anchor,
        text: &SearchableText,
        quote: &QuoteSelector,
    ) -> Anchor {
        let out_of_context = self.recorded > 0 && found.state == AnchorState::Drifted;
        if !(found.state == AnchorState::Missing || out_of_context) {
            return found;
        }
        let places = match fuzzy::search(text, quote) {
            fuzzy::Outcome::Nowhere => return found,
            fuzzy::Outcome::Here(drift) => vec![drift],
            fuzzy::Outcome::Several(drifts) => drifts,
        };
        if let Some(place) = found.matched {
            // The words stand here, but the context points to where they have
            // changed: neither may be preferred silently.
            let elsewhere = |drift: &Drift| {
                drift.sides > 0 && (drift.end <= place.start || drift.start >= place.end)
            };
            let mut open: Vec<_> = places
                .into_iter()
                .filter(elsewhere)
                .map(|drift| self.changed(drift))
                .collect();
            if open.is_empty() {
                return found;
            }
            open.push(place);
            return self.ambiguous(open);
        }
        match places.as_slice() {
            [drift] => Anchor {
                state: AnchorState::Drifted,
                matched: Some(self.changed(*drift)),
                candidates: Vec::new(),
            },
            _ => self.ambiguous(
                places
                    .into_iter()
                    .map(|drift| self.changed(drift))
                    .collect(),
            ),
        }
    }

    fn changed(self, drift: Drift) -> Match {
        Match {
            start: drift.start,
            end: drift.end,
            score: 0.88 * drift.similarity * self.surroundings(drift.sides),
        }
    }

    fn settled(self, found: Found) -> Anchor {
        let out_of_context = self.recorded > 0 && found.agreement.sides() == 0;
        let state = match found.judged.fit {
            _ if out_of_context => AnchorState::Drifted,
            Fit::Exact => AnchorState::Exact,
            Fit::Spaced | Fit::Folded => AnchorState::Normalised,
            Fit::Loose => AnchorState::Drifted,
        };
        let mut place = self.place(found);
        if state == AnchorState::Exact {
            place.score = 1.0;
        }
        Anchor {
            state,
            matched: Some(place),
            candidates: Vec::new(),
        }
    }

    fn undecided(self, open: Vec<Found>) -> Anchor {
        self.ambiguous(open.into_iter().map(|found| self.place(found)).collect())
    }

    fn ambiguous(self, mut candidates: Vec<Match>) -> Anchor {
        let distance = |place: &Match| place.start.abs_diff(self.expected);
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

    fn place(self, Found { judged, agreement }: Found) -> Match {
        let words = match judged.fit {
            Fit::Exact => 1.0,
            Fit::Spaced => 0.99,
            Fit::Folded => 0.96,
            Fit::Loose => 0.89,
        };
        Match {
            start: judged.start,
            end: judged.end,
            score: words * self.surroundings(agreement.sides()),
        }
    }

    fn surroundings(self, agreeing: usize) -> f64 {
        match agreeing {
            agreeing if agreeing >= self.recorded => 1.0,
            0 => 0.8,
            _ => 0.94,
        }
    }
}

/// The one place whose context prevails over that of every other, those that
/// nobody has looked at included.
fn outstanding(places: &[Found], unjudged: &[Agreement]) -> Option<Found> {
    let strength = |(_, found): &(usize, &Found)| found.agreement.strength();
    let (at, best) = places.iter().enumerate().max_by_key(strength)?;
    let prevails = |other: &Agreement| best.agreement.prevails_over(*other);
    let others = places.iter().enumerate().filter(|&(other, _)| other != at);
    (others.map(|(_, found)| &found.agreement).all(prevails) && unjudged.iter().all(prevails))
        .then_some(*best)
}
