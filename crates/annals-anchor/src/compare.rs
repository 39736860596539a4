//! Whether a range of a text really holds a quotation.

use super::fold::{self, fold_white_space, is_combining, is_emphasis, is_key, is_word, key_width};
use super::selector::PositionSelector;
use super::text::SearchableText;
use super::tokens::{TokenSpan, WordingSource, WordingToken, tokenize};

/// How far beyond its outermost letters a quotation's quotation marks, dashes,
/// emphasis marks and spaces are looked for, in code points.
const MARGIN: usize = 512;

/// How well a range matches a quotation, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MatchQuality {
    /// The same letters, with a difference that no folding covers.
    SameLetters,
    /// The same after the foldings of [`AnchorState::Normalised`].
    ///
    /// [`AnchorState::Normalised`]: super::AnchorState::Normalised
    Folded,
    /// The same but for the length of runs of white space.
    Respaced,
    /// The same code point by code point.
    Exact,
}

/// A range of code points and how well it matches a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RangeMatch {
    pub start: usize,
    pub end: usize,
    pub quality: MatchQuality,
}

/// Quoted words, prepared for comparison.
#[derive(Debug)]
pub(super) struct PreparedQuote<'a> {
    exact: &'a str,
    code_points: usize,
    /// Trimmed, with white space folded.
    spaced: String,
    key: String,
    /// Code points before the first one that the key keeps.
    lead: usize,
    /// Tokens before the first one that the key keeps, nearest to it first.
    leading: Vec<TokenSpan>,
    /// Tokens from there on.
    following: Vec<TokenSpan>,
}

impl<'a> PreparedQuote<'a> {
    pub fn new(exact: &'a str) -> Self {
        let (leading, following) = split(tokenize(exact, 0, WordingSource::Selector), 0);
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

    /// The words as recorded.
    pub fn exact(&self) -> &'a str {
        self.exact
    }

    /// The number of code points of the words.
    pub fn code_points(&self) -> usize {
        self.code_points
    }

    /// The search key of the words; empty if they consist only of punctuation.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Compares the words with an occurrence of their key: the code points from
    /// `start` up to `end`.
    pub fn compare(&self, text: &SearchableText, start: usize, end: usize) -> RangeMatch {
        if let Some(exact) = self.compare_exactly(text, start, self.lead) {
            return exact;
        }
        let left = margin(text.until(start).chars().rev());
        let right = margin(text.from(end).chars());
        let (first, last) = (start.saturating_sub(left), end.saturating_add(right));
        let tokens = tokenize(text.slice(first, last), first, source(text, first, last));
        let (before, after) = split(tokens, start);
        match self.extent(&before, &after) {
            Some((start, end)) => RangeMatch {
                start,
                end,
                quality: self.folded_quality(text.slice(start, end)),
            },
            None => RangeMatch {
                start,
                end: end
                    + text
                        .from(end)
                        .chars()
                        .take_while(|&c| is_combining(c))
                        .count(),
                quality: MatchQuality::SameLetters,
            },
        }
    }

    /// Compares words that consist only of punctuation with their occurrence at
    /// `start`, ignoring white space at both ends.
    pub fn compare_punctuation(&self, text: &SearchableText, start: usize) -> RangeMatch {
        let words = self.exact.trim_start();
        let lead = self.code_points - words.chars().count();
        let exact = self.compare_exactly(text, start, lead);
        exact.unwrap_or_else(|| RangeMatch {
            start,
            end: start + words.trim_end().chars().count(),
            quality: MatchQuality::Respaced,
        })
    }

    /// The unchanged words, `lead` code points of them before `start`.
    fn compare_exactly(
        &self,
        text: &SearchableText,
        start: usize,
        lead: usize,
    ) -> Option<RangeMatch> {
        let start = start.checked_sub(lead)?;
        text.from(start)
            .starts_with(self.exact)
            .then(|| RangeMatch {
                start,
                end: start + self.code_points,
                quality: MatchQuality::Exact,
            })
    }

    /// Compares the words with a recorded position: they have to fill it, white
    /// space and emphasis marks at either end aside.
    pub fn compare_at(
        &self,
        text: &SearchableText,
        position: PositionSelector,
    ) -> Option<RangeMatch> {
        let PositionSelector { start, end } = position;
        if start >= end || end > text.code_points() {
            return None;
        }
        let words = text.slice(start, end);
        let with = |quality| {
            Some(RangeMatch {
                start,
                end,
                quality,
            })
        };
        if words == self.exact {
            return with(MatchQuality::Exact);
        }
        if fold_white_space(words.trim()) == self.spaced {
            return with(MatchQuality::Respaced);
        }
        let (before, after) = split(tokenize(words, start, source(text, start, end)), 0);
        let (rest_before, rest_after) = (
            before.get(follow(&self.leading, &before)?..),
            after.get(follow(&self.following, &after)?..),
        );
        let is_filled = is_padding(rest_before) && is_padding(rest_after);
        // A range may not end between a letter and its combining mark.
        let is_cut = text.from(end).chars().next().is_some_and(is_combining);
        if is_filled && !is_cut && !self.key.is_empty() {
            return with(MatchQuality::Folded);
        }
        None
    }

    /// The code points that the words take if the text has them on both sides of
    /// their first letter.
    fn extent(&self, before: &[TokenSpan], after: &[TokenSpan]) -> Option<(usize, usize)> {
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
        let start = outermost.map(|span| span.start).min()?;
        let end = reached.iter().map(|span| span.end).max()?;
        // A range may not split a character, nor a letter from its combining mark.
        let is_cut = before.get(leading).is_some_and(|span| span.end > start)
            || after.get(following).is_some_and(|span| {
                span.start < end || matches!(span.token, WordingToken::Char(c) if is_combining(c))
            });
        (!is_cut).then_some((start, end))
    }

    fn folded_quality(&self, words: &str) -> MatchQuality {
        if fold_white_space(words.trim()) == self.spaced {
            MatchQuality::Respaced
        } else {
            MatchQuality::Folded
        }
    }
}

/// Whether a range begins, and whether it ends, at the edge of a word.
pub(super) fn word_boundaries(text: &SearchableText, start: usize, end: usize) -> (bool, bool) {
    let joins = |a: Option<char>, b: Option<char>| a.is_some_and(is_word) && b.is_some_and(is_word);
    let words = text.slice(start, end);
    (
        !joins(text.until(start).chars().next_back(), words.chars().next()),
        !joins(words.chars().next_back(), text.from(end).chars().next()),
    )
}

/// How many of the first code points the key drops, up to [`MARGIN`].
fn margin(outwards: impl Iterator<Item = char>) -> usize {
    outwards
        .take(MARGIN)
        .take_while(|&c| key_width(c) == 0)
        .count()
}

fn source(text: &SearchableText, start: usize, end: usize) -> WordingSource {
    WordingSource::Text {
        before: text.until(start).chars().next_back().unwrap_or('\n'),
        after: text.from(end).chars().next().unwrap_or('\n'),
    }
}

/// Splits tokens at the first one from code point `from` on that the key keeps:
/// those before it, nearest first, and those from it on.
fn split(mut tokens: Vec<TokenSpan>, from: usize) -> (Vec<TokenSpan>, Vec<TokenSpan>) {
    let keeps = |span: &TokenSpan| {
        span.start >= from && matches!(span.token, WordingToken::Char(c) if is_key(c))
    };
    let first = tokens.iter().position(keeps).unwrap_or(tokens.len());
    let following = tokens.split_off(first);
    tokens.reverse();
    (tokens, following)
}

/// Whether there is nothing but white space and emphasis marks.
fn is_padding(rest: Option<&[TokenSpan]>) -> bool {
    rest.unwrap_or_default()
        .iter()
        .all(|span| matches!(span.token, WordingToken::Space | WordingToken::Emphasis))
}

/// Matches the quoted tokens with those of the text from the first on. Returns
/// how many tokens of the text they take, or `None` if the two differ.
///
/// Emphasis marks of the text are skipped. They are taken only if more follows
/// or if the quotation has marks there too. White space at the outer end of the
/// quotation is optional.
fn follow(quoted: &[TokenSpan], text: &[TokenSpan]) -> Option<usize> {
    let token = |tokens: &[TokenSpan], at: usize| tokens.get(at).map(|span| span.token);
    let (mut q, mut t, mut taken) = (0, 0, 0);
    while let Some(wanted) = token(quoted, q) {
        let is_outermost = q + 1 >= quoted.len();
        match (wanted, token(text, t)) {
            (WordingToken::Emphasis, Some(WordingToken::Emphasis))
            | (WordingToken::Space, Some(WordingToken::Space))
            | (WordingToken::LineEndHyphen, Some(WordingToken::LineEndHyphen)) => {
                (q, t) = (q + 1, t + 1);
                taken = t;
            }
            // At the edge of the quotation only the text can tell whether a mark
            // was emphasis: `snake_` of `snake_case`.
            (WordingToken::Emphasis, Some(WordingToken::Char(c)))
                if is_outermost && is_emphasis(c) =>
            {
                let run = quoted.get(q).map_or(0, |mark| mark.end - mark.start);
                let is_mark = |span: &&TokenSpan| matches!(span.token, WordingToken::Char(c) if is_emphasis(c));
                let run = text.iter().skip(t).take(run).take_while(is_mark).count();
                (q, t) = (q + 1, t + run);
                taken = t;
            }
            (_, Some(WordingToken::Emphasis)) => t += 1,
            // A line-end hyphen of the quotation matches nothing, a hyphen, or a
            // hyphen with its space.
            (WordingToken::LineEndHyphen, Some(WordingToken::Char('-'))) => {
                (q, t) = (q + 1, t + 1);
                t += usize::from(token(text, t) == Some(WordingToken::Space));
                taken = t;
            }
            (WordingToken::Emphasis | WordingToken::LineEndHyphen, _) => q += 1,
            (WordingToken::Space, _) if is_outermost => q += 1,
            // A line-end hyphen of the text matches a hyphen or nothing.
            (WordingToken::Char('-'), Some(WordingToken::LineEndHyphen)) => {
                (q, t) = (q + 1, t + 1);
                q += usize::from(token(quoted, q) == Some(WordingToken::Space));
                taken = t;
            }
            (WordingToken::Char(_), Some(WordingToken::LineEndHyphen)) => t += 1,
            (WordingToken::Char(a), Some(WordingToken::Char(b))) if a == b => {
                (q, t) = (q + 1, t + 1);
                taken = t;
            }
            _ => return None,
        }
    }
    Some(taken)
}
