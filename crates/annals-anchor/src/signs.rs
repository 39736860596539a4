//! A text spelt out in signs: the form in which two wordings are the same
//! where they differ only in what an anchor may overlook.

use unicode_normalization::char::canonical_combining_class;

use super::fold::{
    SOFT_HYPHEN, is_break, is_combining, is_emphasis, is_hyphen, is_letter, is_word, unfold,
};

/// The longest run of `*` and `_` that is emphasis; a longer one is a rule, a
/// blank to be filled in, or a word made unreadable.
const LONGEST_MARK: usize = 3;

/// One sign of a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A folded character.
    Char(char),
    /// A run of white space.
    Space,
    /// A hyphen at the end of a line, and the white space after it: it stands
    /// for nothing or for a hyphen.
    Joint,
    /// Emphasis marks: they stand for nothing.
    Mark,
}

/// A sign, and the code points of the source that it is from. One code point
/// may yield several signs, and invisible ones (soft hyphens) yield none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spelt {
    pub sign: Sign,
    pub start: usize,
    pub end: usize,
}

/// Where a wording is from, which is how much of it can still be seen.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wording {
    /// Part of a text, the code points before and after it known.
    /// At either end of the text a line break stands for them.
    OfText { before: char, after: char },
    /// A selector's words: what stood around them is unknown, and each run of
    /// white space, line breaks too, has become one space.
    OfSelector,
}

impl Wording {
    /// Whether a run of `*` and `_` marks emphasis: it flanks a word, neither
    /// inside one (`snake_case`, `2*3`) nor standing alone (`2 * 3`, a bullet).
    /// Where a selector is cut off beside the run, it is given the benefit of
    /// the doubt.
    fn is_mark(self, length: usize, before: Option<char>, after: Option<char>) -> bool {
        let (before, after) = match self {
            Self::OfText {
                before: first,
                after: last,
            } => (before.or(Some(first)), after.or(Some(last))),
            Self::OfSelector => (before, after),
        };
        let both = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
        length <= LONGEST_MARK && !both(is_word) && !both(char::is_whitespace)
    }
}

/// A sign whose neighbours have not been looked at yet.
#[derive(Debug, Clone, Copy)]
enum Draft {
    Char(char),
    Hyphen,
    SoftHyphen,
    Space { breaks: bool },
    Mark,
}

/// Spells `words` out; the first of its code points is number `first`.
pub(super) fn spell(words: &str, first: usize, wording: Wording) -> Vec<Spelt> {
    let mut spelt = settle(&draft(words, wording), first, wording);
    // Canonical order, so that marks written in another order are the same.
    for run in spelt.chunk_by_mut(|a, b| class_of(*a) != 0 && class_of(*b) != 0) {
        if run.len() > 1 {
            run.sort_by_key(|&sign| class_of(sign));
        }
    }
    spelt
}

fn class_of(spelt: Spelt) -> u8 {
    match spelt.sign {
        Sign::Char(c) if is_combining(c) => canonical_combining_class(c),
        _ => 0,
    }
}

/// Each draft with the number, from 0, of its first code point and of the one
/// after its last.
fn draft(words: &str, wording: Wording) -> Vec<(Draft, usize, usize)> {
    let mut drafts = Vec::with_capacity(words.len());
    let mut chars = words.chars().enumerate().peekable();
    let mut before = None;
    while let Some((start, c)) = chars.next() {
        let mut end = start + 1;
        let mut last = c;
        if c.is_whitespace() {
            let mut breaks = is_break(c);
            while let Some((at, space)) = chars.next_if(|(_, c)| c.is_whitespace()) {
                (last, end) = (space, at + 1);
                breaks |= is_break(space);
            }
            drafts.push((Draft::Space { breaks }, start, end));
        } else if is_emphasis(c) {
            let run = drafts.len();
            drafts.push((Draft::Char(c), start, end));
            while let Some((at, mark)) = chars.next_if(|&(_, c)| is_emphasis(c)) {
                (last, end) = (mark, at + 1);
                drafts.push((Draft::Char(mark), at, end));
            }
            let after = chars.peek().map(|&(_, c)| c);
            if wording.is_mark(end - start, before, after) {
                drafts.truncate(run);
                drafts.push((Draft::Mark, start, end));
            }
        } else if c == SOFT_HYPHEN {
            drafts.push((Draft::SoftHyphen, start, end));
        } else if is_hyphen(c) {
            drafts.push((Draft::Hyphen, start, end));
        } else {
            unfold(c, |part| drafts.push((Draft::Char(part), start, end)));
        }
        before = Some(last);
    }
    drafts
}

/// Finds the hyphens at line ends, and drops soft hyphens.
fn settle(drafts: &[(Draft, usize, usize)], first: usize, wording: Wording) -> Vec<Spelt> {
    let mut spelt = Vec::with_capacity(drafts.len());
    let mut swallow_space = false;
    let mut letter_before = match wording {
        Wording::OfText { before, .. } => is_letter(before),
        Wording::OfSelector => false,
    };
    for (at, &(draft, start, end)) in drafts.iter().enumerate() {
        let sign = match draft {
            Draft::Char(c) => Some(Sign::Char(c)),
            Draft::Mark => Some(Sign::Mark),
            Draft::Hyphen | Draft::SoftHyphen => {
                let rest = drafts.get(at + 1..).unwrap_or_default();
                swallow_space = letter_before && ends_line(rest, wording);
                match draft {
                    Draft::SoftHyphen => None,
                    _ if swallow_space => Some(Sign::Joint),
                    _ => Some(Sign::Char('-')),
                }
            }
            Draft::Space { .. } => (!std::mem::take(&mut swallow_space)).then_some(Sign::Space),
        };
        match draft {
            Draft::Char(c) => letter_before = is_letter(c),
            Draft::Hyphen | Draft::Space { .. } => letter_before = false,
            Draft::Mark | Draft::SoftHyphen => {}
        }
        spelt.extend(sign.map(|sign| Spelt {
            sign,
            start: first + start,
            end: first + end,
        }));
    }
    spelt
}

/// Whether the line ends here, in the middle of a word: white space with a
/// break in it (in a selector any, as breaks are folded there), then a letter.
/// Emphasis marks may stand on either side of the space.
fn ends_line(rest: &[(Draft, usize, usize)], wording: Wording) -> bool {
    let mut rest = rest
        .iter()
        .map(|&(draft, ..)| draft)
        .filter(|draft| !matches!(draft, Draft::Mark));
    let broken = match (rest.next(), wording) {
        (Some(Draft::Space { .. }), Wording::OfSelector) => true,
        (Some(Draft::Space { breaks }), Wording::OfText { .. }) => breaks,
        _ => false,
    };
    broken && matches!(rest.next(), Some(Draft::Char(c)) if is_letter(c))
}
