//! How well the recorded context of a quotation agrees with the text around a range.

use super::fold;

/// How many characters of the key next to the quotation have to agree on a side;
/// all of them if fewer were recorded.
///
/// About three words: too many to agree by chance, and few enough that a change
/// at the far end of the context does no harm.
pub(super) const NEAR: usize = 16;

/// How many characters of the key are compared on a side.
const MAX_COMPARED: usize = 256;

/// How one side of a range agrees with what was recorded of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SideAgreement {
    /// It does not, or nothing was recorded.
    None,
    /// The [`NEAR`]est characters agree.
    Near,
    /// All that was recorded agrees.
    Full,
}

/// How the text around a range agrees with the recorded context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ContextAgreement {
    pub before: SideAgreement,
    pub after: SideAgreement,
}

impl ContextAgreement {
    /// The number of different values.
    pub const COUNT: usize = 9;

    /// Full agreement on both sides.
    pub const BEST: Self = Self {
        before: SideAgreement::Full,
        after: SideAgreement::Full,
    };

    /// Whether the text before the range agrees.
    pub fn agrees_before(self) -> bool {
        self.before > SideAgreement::None
    }

    /// Whether the text after the range agrees.
    pub fn agrees_after(self) -> bool {
        self.after > SideAgreement::None
    }

    /// A number below [`COUNT`](Self::COUNT), different for each value.
    pub fn number(self) -> usize {
        self.before as usize * 3 + self.after as usize
    }

    /// On how many sides the context agrees.
    pub fn sides(self) -> usize {
        usize::from(self.agrees_before()) + usize::from(self.agrees_after())
    }

    /// A linear order that contains [`prevails_over`](Self::prevails_over).
    pub fn strength(self) -> usize {
        self.sides() * 10 + self.before as usize + self.after as usize
    }

    /// Whether this agreement is strictly better: on more sides, or on as many,
    /// no worse on either and better on one. This is a partial order: agreement
    /// before and agreement after the range are not comparable.
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
pub(super) struct QuoteContext {
    before: Option<RecordedSide>,
    after: Option<RecordedSide>,
}

#[derive(Debug)]
struct RecordedSide {
    full: String,
    near: String,
}

impl QuoteContext {
    /// A side whose key is empty (no text, white space, a lone dash or quotation
    /// mark) counts as not recorded.
    pub fn new(prefix: &str, suffix: &str) -> Self {
        let recorded = |full: &str, near: &str| {
            (!near.is_empty()).then(|| RecordedSide {
                full: full.to_owned(),
                near: near.to_owned(),
            })
        };
        let (prefix, suffix) = (fold::key(prefix), fold::key(suffix));
        Self {
            before: recorded(last(&prefix, MAX_COMPARED), last(&prefix, NEAR)),
            after: recorded(first(&suffix, MAX_COMPARED), first(&suffix, NEAR)),
        }
    }

    /// On how many sides context was recorded.
    pub fn sides(&self) -> usize {
        usize::from(self.before.is_some()) + usize::from(self.after.is_some())
    }

    /// How the key around its bytes `start..end` agrees.
    pub fn agreement(&self, key: &str, start: usize, end: usize) -> ContextAgreement {
        let before = key.as_bytes().get(..start).unwrap_or_default();
        let after = key.as_bytes().get(end..).unwrap_or_default();
        ContextAgreement {
            before: side(self.before.as_ref(), |words| before.ends_with(words)),
            after: side(self.after.as_ref(), |words| after.starts_with(words)),
        }
    }

    /// How many characters of the key support an agreement.
    pub fn weight(&self, agreement: ContextAgreement) -> usize {
        let weight = |recorded: Option<&RecordedSide>, side| match recorded {
            Some(recorded) if side > SideAgreement::None => recorded.near.chars().count(),
            _ => 0,
        };
        weight(self.before.as_ref(), agreement.before)
            + weight(self.after.as_ref(), agreement.after)
    }
}

fn side(recorded: Option<&RecordedSide>, agrees: impl Fn(&[u8]) -> bool) -> SideAgreement {
    match recorded {
        Some(recorded) if agrees(recorded.full.as_bytes()) => SideAgreement::Full,
        Some(recorded) if agrees(recorded.near.as_bytes()) => SideAgreement::Near,
        _ => SideAgreement::None,
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
