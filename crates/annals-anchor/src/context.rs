//! How well the recorded surroundings of a quotation agree with a place.

use super::fold;

/// How many characters of the key next to the quotation have to agree on a
/// side; where fewer were recorded, all of them.
///
/// Some three words: enough that chance does not bring them together, few
/// enough that a change at the far end of the context does no harm.
pub(super) const NEAR: usize = 16;

/// How many characters of the key are looked at on a side, at most.
const MOST_COMPARED: usize = 256;

/// How one side of a place agrees with what was recorded for that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// It does not, or nothing was recorded.
    Not,
    /// The [`NEAR`]est characters do.
    Near,
    /// All that was recorded does.
    Whole,
}

/// How a place agrees with the recorded context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Agreement {
    pub before: Side,
    pub after: Side,
}

impl Agreement {
    /// Every way to agree.
    pub const COUNT: usize = 9;

    /// Every side agrees with all that was recorded.
    pub const BEST: Self = Self {
        before: Side::Whole,
        after: Side::Whole,
    };

    /// Whether the text before the place agrees.
    pub fn agrees_before(self) -> bool {
        self.before > Side::Not
    }

    /// Whether the text after the place agrees.
    pub fn agrees_after(self) -> bool {
        self.after > Side::Not
    }

    /// A number of its own below [`Agreement::COUNT`].
    pub fn number(self) -> usize {
        self.before as usize * 3 + self.after as usize
    }

    /// On how many sides the place agrees.
    pub fn sides(self) -> usize {
        usize::from(self.agrees_before()) + usize::from(self.agrees_after())
    }

    /// Higher wherever one agreement prevails over another; not the reverse.
    pub fn strength(self) -> usize {
        self.sides() * 10 + self.before as usize + self.after as usize
    }

    /// Whether this place agrees strictly better: on more sides, or, on as
    /// many, no worse on either and better on one. A place that agrees before
    /// and one that agrees after are no better than each other.
    pub fn prevails_over(self, other: Self) -> bool {
        self.sides() > other.sides()
            || (self.sides() == other.sides()
                && self != other
                && self.before >= other.before
                && self.after >= other.after)
    }
}

/// The recorded context of a quotation, folded.
#[derive(Debug)]
pub(super) struct Context {
    before: Option<Recorded>,
    after: Option<Recorded>,
}

#[derive(Debug)]
struct Recorded {
    whole: String,
    near: String,
}

impl Context {
    /// A side without anything that its key keeps (empty, white space, a lone
    /// dash or quotation mark) counts as not recorded.
    pub fn new(prefix: &str, suffix: &str) -> Self {
        let recorded = |whole: &str, near: &str| {
            (!near.is_empty()).then(|| Recorded {
                whole: whole.to_owned(),
                near: near.to_owned(),
            })
        };
        let (prefix, suffix) = (fold::key(prefix), fold::key(suffix));
        Self {
            before: recorded(last(&prefix, MOST_COMPARED), last(&prefix, NEAR)),
            after: recorded(first(&suffix, MOST_COMPARED), first(&suffix, NEAR)),
        }
    }

    /// On how many sides anything was recorded.
    pub fn sides(&self) -> usize {
        usize::from(self.before.is_some()) + usize::from(self.after.is_some())
    }

    /// How the key around the bytes `start..end` of it agrees.
    pub fn agreement(&self, key: &str, start: usize, end: usize) -> Agreement {
        let (before, after) = (key.as_bytes(), key.as_bytes());
        let before = before.get(..start).unwrap_or_default();
        let after = after.get(end..).unwrap_or_default();
        Agreement {
            before: judge(self.before.as_ref(), |words| before.ends_with(words)),
            after: judge(self.after.as_ref(), |words| after.starts_with(words)),
        }
    }

    /// How many characters of the key bear an agreement out.
    pub fn weight(&self, agreement: Agreement) -> usize {
        let weigh = |recorded: Option<&Recorded>, side| match recorded {
            Some(recorded) if side > Side::Not => recorded.near.chars().count(),
            _ => 0,
        };
        weigh(self.before.as_ref(), agreement.before) + weigh(self.after.as_ref(), agreement.after)
    }
}

fn judge(recorded: Option<&Recorded>, stands: impl Fn(&[u8]) -> bool) -> Side {
    match recorded {
        Some(recorded) if stands(recorded.near.as_bytes()) => {
            if stands(recorded.whole.as_bytes()) {
                Side::Whole
            } else {
                Side::Near
            }
        }
        _ => Side::Not,
    }
}

/// The first `count` characters.
fn first(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map(|(byte, _)| byte);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The last `count` characters.
fn last(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last();
    start
        .and_then(|(byte, _)| text.get(byte..))
        .unwrap_or_default()
}
