//! Quotations whose words are not found as they were recorded: where they
//! stand changed or damaged, and whether that may be believed.
//!
//! The rule against lookalikes. A place is taken only where all of this holds:
//!
//! - Words and context together tell more than chance brings about in a text of
//!   this length.
//! - Enough of the wording is left, the more the less context agrees: damage as
//!   by a reading machine (spread over all of at least 44 letters) 0.45, without
//!   agreeing context from 0.5 to 0.75; words changed by an editor 0.52 where four
//!   fifths of the context stand on both sides, 0.58 where both sides agree, 0.72
//!   (of at least 44 letters) where four fifths stand on one, 0.78 where one of two
//!   agrees, 0.74 where the only one recorded does, 0.95 where none agrees or none
//!   was recorded.
//! - No number, name or code stands in the place of another, no negation came or
//!   went, and, but where both sides agree, no name did: unless four fifths of the
//!   context stand on both sides, or damage has left less than 0.7.
//! - No other place tells nearly as much: seven tenths of what damage as heavy as
//!   this scatters, and nearly twice that where not both sides agree. Else the
//!   anchor is ambiguous.

use super::alignment::{Sought, align};
use super::fold;
use super::letters::{BIT, letters};
use super::likeness::Likeness;
use super::seeds;
use super::selector::QuoteSelector;
use super::telling::{Strictness, differ_tellingly};
use super::text::SearchableText;

/// How many letters of context are compared on a side.
const MOST_CONTEXT: usize = 64;

/// Quotations of more letters are not looked for once their words have changed:
/// a few pages, more than any limit on quoting allows.
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

/// Without context that agrees, only quotations of so many letters are looked
/// for.
const LEAST_LETTERS: usize = 32;

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
    if inquiry.sought.quoted == 0 || inquiry.sought.letters.len() > MOST_LETTERS {
        return Outcome::Nowhere;
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
        let from = prefix.len().saturating_sub(MOST_CONTEXT);
        let prefix = prefix.get(from..).unwrap_or_default();
        let to = suffix.len().min(MOST_CONTEXT);
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

    /// On how many sides context was recorded.
    fn recorded(&self) -> usize {
        usize::from(self.sought.before > 0) + usize::from(self.sought.after() > 0)
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
        if likeness.evidence() < letters * BIT + LEAST_SURPLUS {
            return false;
        }
        if likeness.end - likeness.start > 2 * self.sought.quoted + MOST_LONGER {
            return false;
        }
        let sides = self.sides(likeness);
        let (recorded, length) = (self.recorded(), self.sought.quoted);
        let is_faint = likeness.evidence() < letters * BIT + LEAST_STRAY_SURPLUS;
        let is_damage = match sides {
            _ if length < LEAST_DAMAGED => false,
            0 | 1 if is_faint => false,
            // Damage that takes the context leaves no words nearly whole.
            0 => likeness.similarity < LEAST_SPARED && likeness.is_damage(0.05),
            _ => likeness.is_damage(0.25),
        };
        let is_vouched_for = sides == 2 && self.is_context_whole(likeness);
        let least = match sides {
            1.. if is_damage => 0.45,
            2 if is_vouched_for => 0.52,
            2 => 0.58,
            1 if length >= LEAST_DAMAGED && self.is_a_side_whole(likeness) => 0.72,
            1 if recorded == 1 => 0.74,
            1 => 0.78,
            _ if is_damage => 0.5,
            _ if length < LEAST_LETTERS => return false,
            _ => 0.95,
        };
        let is_worn = is_damage && likeness.similarity < LEAST_LEGIBLE;
        likeness.similarity >= least
            && (is_vouched_for || is_worn || !self.differs_tellingly(likeness))
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

    fn differs_tellingly(&self, likeness: &Likeness) -> bool {
        let drift = self.drift(likeness);
        let found = self.text.slice(drift.start, drift.end);
        let strictness = match drift.sides {
            2 => Strictness::Replaced,
            _ => Strictness::Names,
        };
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
