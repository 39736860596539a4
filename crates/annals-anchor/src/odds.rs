//! Words that an editor changed: how likely it is that a place holds them, and not
//! other words that are like them.

/// What speaks for and against a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Signs {
    /// How much of what the recorded words tell the place still tells: 1 where all
    /// of them stand there, less than 0 where more was put in than is left. Rare
    /// letters tell more than common ones.
    pub words: f64,
    /// The same of the recorded text before, where any was recorded.
    pub before: Option<Side>,
    /// The same of the text after.
    pub after: Option<Side>,
    /// How many letters the quotation has.
    pub letters: usize,
    /// Whether a name came or went, or more than that.
    pub is_renamed: bool,
    /// Whether a number, a name or a code stands in the place of another, or a
    /// negation came or went.
    pub is_contradicted: bool,
}

/// How the context agrees on one side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Side {
    /// How much of what was recorded stands there.
    pub told: f64,
    /// Whether it stands right next to the place.
    pub is_next: bool,
}

/// Context that does not stand next to a place counts for so much.
const APART: f64 = 0.3;

/// Where context was recorded on one side only, the other counts as if so much of
/// it agreed: it says nothing either way.
const UNRECORDED: f64 = 0.3;

/// A quotation of so many letters is neither long nor short.
const ORDINARY_LENGTH: f64 = 60.0;

/// The weights of the signs. They are fitted to edited and to deleted passages in
/// revisions of public documents, by logistic regression, and rounded; what
/// contradicts weighs more than fitted, as a wrong place is worse than none.
const PRIOR: f64 = -10.45;
const WORDS: f64 = 9.6;
const BETTER_SIDE: f64 = 3.8;
const OTHER_SIDE: f64 = 2.8;
const LENGTH: f64 = 0.9;
const RENAMED: f64 = -1.0;
const CONTRADICTED: f64 = -1.5;

impl Signs {
    /// The logarithm of the odds that the words were changed to those of the place,
    /// against that they went and something like them stands there: above 0 it is
    /// more likely than not.
    pub fn log_odds(&self) -> f64 {
        let nothing = match (self.before, self.after) {
            (None, None) => 0.0,
            _ => UNRECORDED,
        };
        let agrees = |side: Option<Side>| {
            side.map_or(nothing, |side| {
                side.told.clamp(0.0, 1.0) * if side.is_next { 1.0 } else { APART }
            })
        };
        let (before, after) = (agrees(self.before), agrees(self.after));
        #[expect(clippy::cast_precision_loss, reason = "a length of text")]
        let length = (self.letters.max(10) as f64 / ORDINARY_LENGTH).ln();
        let counts = |is_so: bool, weight: f64| if is_so { weight } else { 0.0 };
        PRIOR
            + WORDS * self.words.max(0.0)
            + BETTER_SIDE * before.max(after)
            + OTHER_SIDE * before.min(after)
            + LENGTH * length
            + counts(self.is_renamed, RENAMED)
            + counts(self.is_contradicted, CONTRADICTED)
    }
}
