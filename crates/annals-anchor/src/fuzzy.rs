//! Quotations whose words are not found as they were recorded: where they
//! stand changed or damaged, and whether that may be believed.
//!
//! The rule against lookalikes. A place is taken only where words and context
//! together tell more than chance brings about in a text of this length, where no
//! other place tells nearly as much, and where one of three things is so:
//!
//! - An editor changed the words, more likely than not: the log-odds of the module
//!   `odds` are above 0. For the place speak what is left of the words, the length of
//!   the quotation and the context of either side, each by what its letters tell;
//!   against it names that came or went, and more so a number, a name or a code that
//!   stands just where another stood, or a negation that came or went. Where less than
//!   half of the wording is left, no name may have come or gone; where not both sides of
//!   the context agree, no such replacement is borne.
//! - Both sides of the context agree and 0.58 of the wording is left: without such a
//!   replacement, unless four fifths of the context stand there and 0.66 of the wording
//!   is left; below 0.6 no name may have come or gone.
//! - The words look damaged as by a reading machine, which spreads over all of at least
//!   44 letters, and 0.45 of the wording is left, without agreeing context from 0.5 to
//!   0.75. Where 0.7 is left, numbers and names have to agree; where the context that
//!   damage leaves stands whole on both sides, two may stand for others.
//!
//! No other place tells nearly as much: it has to be ahead by seven tenths of what
//! damage as heavy as this scatters, and by nearly twice that where not both sides
//! agree. Else the anchor is ambiguous.

use super::alignment::{Sought, align};
use super::fold;
use super::lengthy;
use super::letters::{BIT, letters};
use super::likeness::Likeness;
use super::odds::{Side, Signs};
use super::seeds;
use super::selector::QuoteSelector;
use super::telling::{Strictness, differ_tellingly};
use super::text::SearchableText;

/// How many letters of context are compared on a side.
const MAX_CONTEXT: usize = 64;

/// Of quotations of more letters the beginning and the end are looked for, each as
/// if it were all.
const MOST_LETTERS: usize = 4_000;

/// A place is at most twice as long as the quotation and so many letters more:
/// two page headers.
const MOST_LONGER: usize = 80;

/// Context agrees on a side where it tells at least so much.
const LEAST_CONTEXT: i32 = 15 * BIT;

/// A place has to tell so much more than chance would bring about.
const LEAST_SURPLUS: i32 = 25 * BIT;

/// Damaged words whose context does not agree on both sides have to tell so much
/// more.
const LEAST_STRAY_SURPLUS: i32 = 45 * BIT;

/// Quotations of so many letters may be taken for damaged.
const LEAST_DAMAGED: usize = 44;

/// Where more is left of the words, damage has left context too.
const LEAST_SPARED: f64 = 0.75;

/// Where more is left, the context is judged as that of edited words.
const LEAST_LIGHT: f64 = 0.88;

/// How much of what damage scatters a place has to be ahead of another by.
const MARGIN: f64 = 0.7;

/// The same where the context does not agree on both sides.
const WIDE_MARGIN: f64 = 1.3;

/// Where less is left, agreeing context on both sides alone is not enough.
const LEAST_FRAMED: f64 = 0.58;

/// Where less is left, no name may have come or gone, whatever else agrees.
const LEAST_RENAMED: f64 = 0.5;

/// Where so much is left between whole context, even a number or a name may have
/// been replaced.
const LEAST_VOUCHED: f64 = 0.66;

/// Where less is left, no name may have come or gone.
const LEAST_NAMED: f64 = 0.6;

/// Where less is left of the words, numbers and names cannot be told apart from
/// misread ones.
const LEAST_LEGIBLE: f64 = 0.7;

/// A place where the words have changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Drift {
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// How much of the wording is left, from 0 to 1.
    pub similarity: f64,
    /// On how many sides the context agrees.
    pub sides: usize,
}

/// What a search for changed words came to.
#[derive(Debug)]
pub(super) enum Outcome {
    /// They stand here, and nowhere else nearly as well.
    Here(Drift),
    /// They stand in several places alike, best first.
    Several(Vec<Drift>),
    /// Nothing that may be taken for them.
    Nowhere,
}

/// Looks for words that have changed.
pub(super) fn search(text: &SearchableText, quote: &QuoteSelector) -> Outcome {
    let inquiry = Inquiry::new(text, quote);
    if inquiry.sought.quoted == 0 {
        return Outcome::Nowhere;
    }
    if inquiry.sought.letters.len() > MOST_LETTERS {
        return lengthy::search(text, quote);
    }
    let likely = inquiry.likely();
    let Some((best, others)) = likely.split_first() else {
        return Outcome::Nowhere;
    };
    if !inquiry.is_borne_out(best) {
        return Outcome::Nowhere;
    }
    let rivals = |other: &&Likeness| {
        let ahead = best.evidence() - other.evidence();
        ahead < inquiry.margin(best, other) && other.similarity * 2.0 > best.similarity
    };
    let rivals: Vec<_> = others.iter().filter(rivals).collect();
    if rivals.is_empty() {
        return Outcome::Here(inquiry.drift(best));
    }
    let open = std::iter::once(best).chain(rivals);
    Outcome::Several(open.map(|likeness| inquiry.drift(likeness)).collect())
}

struct Inquiry<'a> {
    text: &'a SearchableText,
    quote: &'a QuoteSelector,
    sought: Sought,
}

impl<'a> Inquiry<'a> {
    fn new(text: &'a SearchableText, quote: &'a QuoteSelector) -> Self {
        let prefix = letters(&fold::key(&quote.prefix));
        let words = letters(&fold::key(&quote.exact));
        let suffix = letters(&fold::key(&quote.suffix));
        let from = prefix.len().saturating_sub(MAX_CONTEXT);
        let prefix = prefix.get(from..).unwrap_or_default();
        let to = suffix.len().min(MAX_CONTEXT);
        let suffix = suffix.get(..to).unwrap_or_default();
        let sought = Sought {
            letters: [prefix, &words, suffix].concat(),
            before: prefix.len(),
            quoted: words.len(),
        };
        Self {
            text,
            quote,
            sought,
        }
    }

    /// Places that share much with the quotation, none within another, those
    /// that tell most first.
    fn likely(&self) -> Vec<Likeness> {
        let letters = self.text.letters();
        let length = self.sought.letters.len();
        let slack = 96 + length / 6;
        let mut found: Vec<Likeness> = Vec::new();
        for start in seeds::candidates(letters, &self.sought) {
            let first = start.saturating_sub(slack);
            let last = (start + length + slack).min(letters.all().len());
            let aligned = align(letters, &self.sought, first, last);
            found.extend(Likeness::of(letters, &self.sought, &aligned));
        }
        found.sort_by_key(|likeness| (std::cmp::Reverse(likeness.evidence()), likeness.start));
        let mut places: Vec<Likeness> = Vec::new();
        for likeness in found {
            let apart =
                |other: &Likeness| likeness.end <= other.start || likeness.start >= other.end;
            if places.iter().all(apart) {
                places.push(likeness);
            }
        }
        places
    }

    /// On how many sides it agrees. Around words that an editor changed it has to
    /// agree in good part; where all is damaged, as far as damage leaves it.
    fn sides(&self, likeness: &Likeness) -> usize {
        let is_damage = likeness.is_damage(0.25);
        let agrees = |told: i32, is_next: bool, recorded: &[u8]| {
            let full: i32 = recorded.iter().map(|&l| self.text.letters().gain(l)).sum();
            let half = full / 2;
            let least = if is_damage && likeness.similarity < LEAST_SPARED {
                LEAST_CONTEXT.min(half)
            } else if is_damage && likeness.similarity < LEAST_LIGHT {
                half * 3 / 5
            } else {
                half
            };
            is_next && !recorded.is_empty() && told >= least
        };
        let (before, rest) = self.sought.letters.split_at(self.sought.before);
        let after = rest.get(self.sought.quoted..).unwrap_or_default();
        usize::from(agrees(likeness.before, likeness.follows, before))
            + usize::from(agrees(likeness.after, likeness.is_followed, after))
    }

    /// Whether a place may be taken for the quotation, were it the only one.
    fn is_borne_out(&self, likeness: &Likeness) -> bool {
        let letters = i32::try_from(self.text.letters().all().len().ilog2()).unwrap_or(32);
        let surplus = likeness.evidence() - letters * BIT;
        if surplus < LEAST_SURPLUS {
            return false;
        }
        if likeness.end - likeness.start > 2 * self.sought.quoted + MOST_LONGER {
            return false;
        }
        self.is_damaged(likeness, surplus) || self.is_framed(likeness) || self.is_edited(likeness)
    }

    /// Whether the words stand there, damaged as by a reading machine.
    fn is_damaged(&self, likeness: &Likeness, surplus: i32) -> bool {
        let sides = self.sides(likeness);
        let is_damage = match sides {
            _ if self.sought.quoted < LEAST_DAMAGED => false,
            0 | 1 if surplus < LEAST_STRAY_SURPLUS => false,
            // Damage that takes the context leaves no words nearly whole.
            0 => likeness.similarity < LEAST_SPARED && likeness.is_damage(0.05),
            _ => likeness.is_damage(0.25),
        };
        let least = if sides == 0 { 0.5 } else { 0.45 };
        if !is_damage || likeness.similarity < least {
            return false;
        }
        let is_worn = likeness.similarity < LEAST_LEGIBLE;
        let strictness = match (sides, likeness.similarity) {
            (2, _) if self.is_context_whole(likeness) => Strictness::ReplacedThrice,
            (2, LEAST_NAMED..) => Strictness::Replaced,
            (1, LEAST_SPARED..) if self.is_a_side_whole(likeness) => Strictness::Replaced,
            _ => Strictness::Names,
        };
        is_worn || !self.differs_tellingly(likeness, strictness)
    }

    /// Whether the context on both sides bears out what is left between, whatever
    /// changed it.
    fn is_framed(&self, likeness: &Likeness) -> bool {
        if self.sides(likeness) < 2 || likeness.similarity < LEAST_FRAMED {
            return false;
        }
        let is_damage = self.sought.quoted >= LEAST_DAMAGED && likeness.is_damage(0.25);
        let is_whole = self.is_context_whole(likeness);
        let strictness = match likeness.similarity {
            LEAST_VOUCHED.. if is_whole && is_damage => Strictness::ReplacedThrice,
            LEAST_VOUCHED.. if is_whole => return true,
            LEAST_NAMED.. => Strictness::Replaced,
            _ => Strictness::Names,
        };
        !self.differs_tellingly(likeness, strictness)
    }

    /// Whether it is more likely that an editor changed the words than that others
    /// like them stand there.
    fn is_edited(&self, likeness: &Likeness) -> bool {
        let signs = self.signs(likeness);
        signs.log_odds() > 0.0
            && (likeness.similarity >= LEAST_RENAMED || !signs.is_renamed)
            && (self.sides(likeness) == 2 || !signs.is_contradicted)
    }

    /// What speaks for words that an editor changed, and against them.
    fn signs(&self, likeness: &Likeness) -> Signs {
        let letters = self.text.letters();
        let share = |told: i32, recorded: &[u8]| {
            let full: i32 = recorded.iter().map(|&l| letters.gain(l)).sum();
            f64::from(told) / f64::from(full.max(1))
        };
        let side = |told: i32, is_next: bool, recorded: &[u8]| {
            (!recorded.is_empty()).then(|| Side {
                told: share(told, recorded),
                is_next,
            })
        };
        let (before, rest) = self.sought.letters.split_at(self.sought.before);
        let after = rest.get(self.sought.quoted..).unwrap_or_default();
        Signs {
            words: share(likeness.words, self.sought.words()),
            before: side(likeness.before, likeness.follows, before),
            after: side(likeness.after, likeness.is_followed, after),
            letters: self.sought.quoted,
            is_renamed: self.differs_tellingly(likeness, Strictness::Names),
            is_contradicted: self.differs_tellingly(likeness, Strictness::Replaced),
        }
    }

    /// Whether four fifths of the recorded context stand there, or what damage
    /// leaves of it.
    fn is_context_whole(&self, likeness: &Likeness) -> bool {
        let gain = |letters: &[u8]| -> i32 {
            let gains = letters.iter().map(|&l| self.text.letters().gain(l));
            gains.sum()
        };
        let full = gain(&self.sought.letters) - gain(self.sought.words());
        let share = if likeness.is_damage(0.25) {
            // What damage as heavy as the words' own leaves of it.
            0.6 * (1.7 * likeness.similarity - 0.7)
        } else {
            0.8
        };
        f64::from(likeness.before + likeness.after) >= share * f64::from(full)
    }

    /// Whether four fifths of the context on one side stand right next to the
    /// place.
    fn is_a_side_whole(&self, likeness: &Likeness) -> bool {
        let letters = self.text.letters();
        let (before, rest) = self.sought.letters.split_at(self.sought.before);
        let after = rest.get(self.sought.quoted..).unwrap_or_default();
        let whole = |told: i32, is_next: bool, recorded: &[u8]| {
            let full: i32 = recorded.iter().map(|&l| letters.gain(l)).sum();
            is_next && full >= 2 * LEAST_CONTEXT && f64::from(told) >= 0.8 * f64::from(full)
        };
        whole(likeness.before, likeness.follows, before)
            || whole(likeness.after, likeness.is_followed, after)
    }

    fn differs_tellingly(&self, likeness: &Likeness, strictness: Strictness) -> bool {
        let drift = self.drift(likeness);
        let found = self.text.slice(drift.start, drift.end);
        let is_damage = likeness.is_damage(0.25);
        differ_tellingly(&self.quote.exact, found, is_damage, strictness)
    }

    /// By how much a place has to tell more than another: what damage as heavy
    /// as on the worse of them may take from the one and leave to the other.
    fn margin(&self, likeness: &Likeness, other: &Likeness) -> i32 {
        let similarity = likeness.similarity.min(other.similarity);
        let share = match self.sides(likeness) {
            2 => MARGIN,
            _ => WIDE_MARGIN,
        };
        #[expect(clippy::cast_precision_loss, reason = "a length of text")]
        let letters = self.sought.letters.len() as f64;
        let spread = 5.5 * (2.0 * letters * similarity * (1.0 - similarity)).sqrt();
        #[expect(clippy::cast_possible_truncation, reason = "far below 2^31")]
        let spread = (share * spread * f64::from(BIT)) as i32;
        spread.max(10 * BIT)
    }

    fn drift(&self, likeness: &Likeness) -> Drift {
        let start = self.text.source_of_letter(likeness.start);
        let end = self.text.source_of_letter(likeness.end.saturating_sub(1)) + 1;
        Drift {
            start,
            end: end.max(start + 1).min(self.text.code_points()),
            similarity: likeness.similarity,
            sides: self.sides(likeness),
        }
    }
}
