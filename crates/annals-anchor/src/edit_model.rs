//! How likely it is that an editor changed a quotation into the words of a
//! candidate, rather than that other, similar words are there.
//!
//! The model is a logistic regression with six features. The crate's
//! documentation explains features, weights, data and threshold; the bench
//! `fit_edit_model` fits the weights again and compares.

/// Features of a candidate, the input of the edit model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EditFeatures {
    /// The share of the quotation's information that the candidate still has: 1
    /// if all words are there, below 0 if more was inserted than is left.
    pub words: f64,
    /// How the recorded prefix agrees, if there is one.
    pub before: Option<SideFeatures>,
    /// How the recorded suffix agrees, if there is one.
    pub after: Option<SideFeatures>,
    /// The number of letters of the quotation.
    pub letters: usize,
    /// Whether the salient words differ at least by a name that was added or
    /// removed.
    pub is_renamed: bool,
    /// Whether a number, name or code is replaced by another, or a negation was
    /// added or removed.
    pub is_contradicted: bool,
}

/// How the context agrees on one side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SideFeatures {
    /// The share of the information of the recorded context that is there.
    pub share: f64,
    /// Whether it is right next to the candidate.
    pub is_adjacent: bool,
}

/// The factor for context that is not next to the candidate.
const APART: f64 = 0.3;

/// The agreement of a side without recorded context, if the other side has some:
/// neither for nor against the candidate.
const UNRECORDED: f64 = 0.3;

/// The number of letters of a quotation of ordinary length.
const ORDINARY_LENGTH: f64 = 60.0;

impl EditFeatures {
    /// The number of features.
    pub const COUNT: usize = 6;

    /// The features as numbers, in the order of the weights.
    #[must_use]
    pub fn values(&self) -> [f64; Self::COUNT] {
        let unrecorded = match (self.before, self.after) {
            (None, None) => 0.0,
            _ => UNRECORDED,
        };
        let agreement = |side: Option<SideFeatures>| {
            side.map_or(unrecorded, |side| {
                side.share.clamp(0.0, 1.0) * if side.is_adjacent { 1.0 } else { APART }
            })
        };
        let (before, after) = (agreement(self.before), agreement(self.after));
        #[expect(clippy::cast_precision_loss, reason = "a length of text")]
        let letters = self.letters.max(10) as f64;
        [
            self.words.max(0.0),
            before.max(after),
            before.min(after),
            (letters / ORDINARY_LENGTH).ln(),
            f64::from(u8::from(self.is_renamed)),
            f64::from(u8::from(self.is_contradicted)),
        ]
    }
}

/// A logistic regression over [`EditFeatures`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EditModel {
    /// The log-odds if every feature is 0.
    pub intercept: f64,
    /// The weight of each feature, in the order of [`EditFeatures::values`].
    pub weights: [f64; EditFeatures::COUNT],
}

impl Default for EditModel {
    fn default() -> Self {
        Self {
            intercept: -10.45,
            weights: [9.6, 3.8, 2.8, 0.9, -1.0, -1.5],
        }
    }
}

impl EditModel {
    /// The natural logarithm of the odds that the words were changed into those of
    /// the candidate. Above 0 that is more likely than not.
    #[must_use]
    pub fn log_odds(&self, features: &EditFeatures) -> f64 {
        let terms = self.weights.iter().zip(features.values());
        terms.fold(self.intercept, |sum, (weight, value)| sum + weight * value)
    }
}
