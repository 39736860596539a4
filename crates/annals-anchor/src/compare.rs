//! Whether a place of a text really holds a quotation.

use super::fold::{self, fold_white_space, is_combining, is_key, is_word, key_width};
use super::selector::PositionSelector;
use super::signs::{Sign, Spelt, Wording, spell};
use super::text::SearchableText;

/// How far beyond the quotation's outermost letters its quotation marks,
/// dashes, marks and spaces are looked for, in code points.
const MARGIN: usize = 512;

/// How a place holds a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The same letters, but some difference that no folding covers.
    Loose,
    /// The same after the foldings that `normalised` allows.
    Folded,
    /// The same but for the length of runs of white space.
    Spaced,
    /// Code point by code point.
    Exact,
}

/// A place that was looked at, in code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Judged {
    pub start: usize,
    pub end: usize,
    pub fit: Fit,
}

/// The quoted words, made ready to be compared with places.
#[derive(Debug)]
pub(super) struct Quoted<'a> {
    exact: &'a str,
    code_points: usize,
    /// Without white space at its ends, each run of it folded.
    spaced: String,
    key: String,
    /// Code points before the first that the key keeps.
    lead: usize,
    /// The signs before the first that the key keeps, outwards from it.
    leading: Vec<Spelt>,
    /// The signs from there on.
    following: Vec<Spelt>,
}

impl<'a> Quoted<'a> {
    pub fn new(exact: &'a str) -> Self {
        let (leading, following) = part(spell(exact, 0, Wording::OfSelector), 0);
        Self {
            exact,
            code_points: exact.chars().count(),
            spaced: fold_white_space(exact.trim()),
            key: fold::key(exact),
            lead: exact.chars().take_while(|&c| key_width(c) == 0).count(),
            leading,
            following,
        }
    }

    /// The words as they were recorded.
    pub fn exact(&self) -> &'a str {
        self.exact
    }

    /// How many code points the words have.
    pub fn code_points(&self) -> usize {
        self.code_points
    }

    /// The key of the words; empty where they are nothing but punctuation.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Judges the place whose letters, all that its key keeps, run from code
    /// point `start` up to `end`.
    pub fn judge(&self, text: &SearchableText, start: usize, end: usize) -> Judged {
        if let Some(judged) = self.judge_literally(text, start, self.lead) {
            return judged;
        }
        let left = margin(text.until(start).chars().rev());
        let right = margin(text.from(end).chars());
        let (first, last) = (start.saturating_sub(left), end.saturating_add(right));
        let spelt = spell(text.slice(first, last), first, wording(text, first, last));
        let (before, after) = part(spelt, start);
        match self.reach(&before, &after) {
            Some((start, end)) => Judged {
                start,
                end,
                fit: self.folded_fit(text.slice(start, end)),
            },
            None => Judged {
                start,
                end: end
                    + text
                        .from(end)
                        .chars()
                        .take_while(|&c| is_combining(c))
                        .count(),
                fit: Fit::Loose,
            },
        }
    }

    /// Judges the place at which the words, which are nothing but punctuation,
    /// stand as they are but for white space at either end of them: from code
    /// point `start` on.
    pub fn judge_punctuation(&self, text: &SearchableText, start: usize) -> Judged {
        let words = self.exact.trim_start();
        let lead = self.code_points - words.chars().count();
        let judged = self.judge_literally(text, start, lead);
        judged.unwrap_or_else(|| Judged {
            start,
            end: start + words.trim_end().chars().count(),
            fit: Fit::Spaced,
        })
    }

    /// The words as they are, `lead` code points of them before `start`.
    fn judge_literally(&self, text: &SearchableText, start: usize, lead: usize) -> Option<Judged> {
        let start = start.checked_sub(lead)?;
        text.from(start).starts_with(self.exact).then(|| Judged {
            start,
            end: start + self.code_points,
            fit: Fit::Exact,
        })
    }

    /// Judges a recorded position: whether the words stand exactly there, no
    /// more and no less, white space and emphasis marks at either end aside.
    pub fn stands_at(&self, text: &SearchableText, position: PositionSelector) -> Option<Judged> {
        let PositionSelector { start, end } = position;
        if start >= end || end > text.code_points() {
            return None;
        }
        let words = text.slice(start, end);
        let judged = |fit| Some(Judged { start, end, fit });
        if words == self.exact {
            return judged(Fit::Exact);
        }
        if fold_white_space(words.trim()) == self.spaced {
            return judged(Fit::Spaced);
        }
        let (before, after) = part(spell(words, start, wording(text, start, end)), 0);
        let (outer_before, outer_after) = (
            follow(&self.leading, &before)?,
            follow(&self.following, &after)?,
        );
        let whole = is_trifle(before.get(outer_before..)) && is_trifle(after.get(outer_after..));
        // A character may not be cut in two, nor a letter from its accent.
        let cut = text.from(end).chars().next().is_some_and(is_combining);
        if whole && !cut && !self.key.is_empty() {
            return judged(Fit::Folded);
        }
        None
    }

    /// Whether the words can be read outwards from their first letter, and the
    /// code points of the text that they then span.
    fn reach(&self, before: &[Spelt], after: &[Spelt]) -> Option<(usize, usize)> {
        let (leading, following) = (
            follow(&self.leading, before)?,
            follow(&self.following, after)?,
        );
        let outermost = before
            .get(..leading)
            .unwrap_or_default()
            .iter()
            .chain(after.first());
        let reached = after.get(..following).unwrap_or_default();
        let start = outermost.map(|spelt| spelt.start).min()?;
        let end = reached.iter().map(|spelt| spelt.end).max()?;
        let next_before = before.get(leading);
        let next_after = after.get(following);
        // A character may not be cut in two, nor a letter from its accent.
        let cut = next_before.is_some_and(|spelt| spelt.end > start)
            || next_after.is_some_and(|spelt| {
                spelt.start < end || matches!(spelt.sign, Sign::Char(c) if is_combining(c))
            });
        (!cut).then_some((start, end))
    }

    fn folded_fit(&self, words: &str) -> Fit {
        if fold_white_space(words.trim()) == self.spaced {
            Fit::Spaced
        } else {
            Fit::Folded
        }
    }
}

/// Whether a place begins and ends where words do.
pub(super) fn ends_words(text: &SearchableText, start: usize, end: usize) -> (bool, bool) {
    let joins = |a: Option<char>, b: Option<char>| a.is_some_and(is_word) && b.is_some_and(is_word);
    let words = text.slice(start, end);
    (
        !joins(text.until(start).chars().next_back(), words.chars().next()),
        !joins(words.chars().next_back(), text.from(end).chars().next()),
    )
}

/// How many of these code points, from the first on, the key keeps nothing of.
fn margin(outwards: impl Iterator<Item = char>) -> usize {
    outwards
        .take(MARGIN)
        .take_while(|&c| key_width(c) == 0)
        .count()
}

fn wording(text: &SearchableText, start: usize, end: usize) -> Wording {
    Wording::OfText {
        before: text.until(start).chars().next_back().unwrap_or('\n'),
        after: text.from(end).chars().next().unwrap_or('\n'),
    }
}

/// Parts signs at the first one from code point `from` on that the key keeps:
/// those before it, outwards from it, and those from it on.
fn part(mut spelt: Vec<Spelt>, from: usize) -> (Vec<Spelt>, Vec<Spelt>) {
    let keeps = |s: &Spelt| s.start >= from && matches!(s.sign, Sign::Char(c) if is_key(c));
    let first = spelt.iter().position(keeps).unwrap_or(spelt.len());
    let following = spelt.split_off(first);
    spelt.reverse();
    (spelt, following)
}

/// Whether nothing is left but what may surround a quotation.
fn is_trifle(rest: Option<&[Spelt]>) -> bool {
    rest.unwrap_or_default()
        .iter()
        .all(|spelt| matches!(spelt.sign, Sign::Space | Sign::Mark))
}

/// Follows the quoted signs along those of the text. Gives how many of the
/// text's signs they reach, or `None` where the two part ways.
///
/// Emphasis marks of the text are passed over, and counted as reached only
/// where more follows or the quotation has marks there too; white space at the
/// outer end of the quotation need not be there.
fn follow(quoted: &[Spelt], text: &[Spelt]) -> Option<usize> {
    let sign = |signs: &[Spelt], at: usize| signs.get(at).map(|spelt| spelt.sign);
    let (mut q, mut t, mut reached) = (0, 0, 0);
    while let Some(wanted) = sign(quoted, q) {
        let is_outermost = q + 1 >= quoted.len();
        match (wanted, sign(text, t)) {
            (Sign::Mark, Some(Sign::Mark))
            | (Sign::Space, Some(Sign::Space))
            | (Sign::Joint, Some(Sign::Joint)) => {
                (q, t) = (q + 1, t + 1);
                reached = t;
            }
            // Where the quotation is cut off beside a mark, the text alone can
            // tell whether it was one: `snake_` of `snake_case`.
            (Sign::Mark, Some(Sign::Char(c))) if is_outermost && fold::is_emphasis(c) => {
                let run = quoted.get(q).map_or(0, |mark| mark.end - mark.start);
                let is_run =
                    |spelt: &&Spelt| matches!(spelt.sign, Sign::Char(c) if fold::is_emphasis(c));
                let run = text.iter().skip(t).take(run).take_while(is_run).count();
                (q, t) = (q + 1, t + run);
                reached = t;
            }
            (_, Some(Sign::Mark)) => t += 1,
            // A hyphen at a line's end in the quotation: for nothing, for a
            // hyphen, or still there with its space.
            (Sign::Joint, Some(Sign::Char('-'))) => {
                (q, t) = (q + 1, t + 1);
                t += usize::from(sign(text, t) == Some(Sign::Space));
                reached = t;
            }
            (Sign::Mark | Sign::Joint, _) => q += 1,
            (Sign::Space, _) if is_outermost => q += 1,
            // One in the text: for a hyphen, or for nothing.
            (Sign::Char('-'), Some(Sign::Joint)) => {
                (q, t) = (q + 1, t + 1);
                q += usize::from(sign(quoted, q) == Some(Sign::Space));
                reached = t;
            }
            (Sign::Char(_), Some(Sign::Joint)) => t += 1,
            (Sign::Char(a), Some(Sign::Char(b))) if a == b => {
                (q, t) = (q + 1, t + 1);
                reached = t;
            }
            _ => return None,
        }
    }
    Some(reached)
}
