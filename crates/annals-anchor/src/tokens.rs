//! A text as tokens: two wordings have equal tokens if they differ only in what
//! an anchor may overlook.

use unicode_normalization::char::canonical_combining_class;

use super::fold::{
    SOFT_HYPHEN, fold, is_combining, is_emphasis, is_hyphen, is_letter, is_line_break, is_word,
};

/// The longest run of `*` and `_` that marks emphasis. A longer one is a rule, a
/// blank to fill in, or a redacted word.
const MAX_EMPHASIS: usize = 3;

/// One token of a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordingToken {
    /// A folded character.
    Char(char),
    /// A run of white space.
    Space,
    /// A hyphen at the end of a line with the white space after it. It is either
    /// part of the word or not: `rail-\nway`, `self-\ndefence`.
    LineEndHyphen,
    /// Emphasis marks. They carry no wording.
    Emphasis,
}

/// A token and its code points in the source. One code point may give several
/// tokens; soft hyphens give none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TokenSpan {
    pub token: WordingToken,
    pub start: usize,
    pub end: usize,
}

impl TokenSpan {
    fn combining_class(self) -> u8 {
        match self.token {
            WordingToken::Char(c) if is_combining(c) => canonical_combining_class(c),
            _ => 0,
        }
    }
}

/// Where a wording comes from, which decides how much is known of its layout.
#[derive(Debug, Clone, Copy)]
pub(super) enum WordingSource {
    /// A part of a text between two known code points. The text begins and ends
    /// with a line break.
    Text { before: char, after: char },
    /// A selector: its neighbours are unknown, and each run of white space, line
    /// breaks included, has become one space.
    Selector,
}

impl WordingSource {
    /// Whether a run of `*` and `_` marks emphasis: it touches a word, but is
    /// neither inside one (`snake_case`, `2*3`) nor alone (`2 * 3`, a bullet).
    /// A run at the edge of a selector gets the benefit of the doubt.
    fn is_emphasis(self, length: usize, before: Option<char>, after: Option<char>) -> bool {
        let (before, after) = match self {
            Self::Text {
                before: first,
                after: last,
            } => (before.or(Some(first)), after.or(Some(last))),
            Self::Selector => (before, after),
        };
        let both = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
        length <= MAX_EMPHASIS && !both(is_word) && !both(char::is_whitespace)
    }
}

/// A token before its neighbours are known.
#[derive(Debug, Clone, Copy)]
enum RawToken {
    Char(char),
    Hyphen,
    SoftHyphen,
    Space { breaks: bool },
    Emphasis,
}

/// The tokens of `words`, whose first code point has the number `first`.
pub(super) fn tokenize(words: &str, first: usize, source: WordingSource) -> Vec<TokenSpan> {
    let mut tokens = resolve_hyphens(&raw_tokens(words, source), first, source);
    // Canonical order makes combining marks comparable that were typed in
    // another order.
    for run in tokens.chunk_by_mut(|a, b| a.combining_class() != 0 && b.combining_class() != 0) {
        if run.len() > 1 {
            run.sort_by_key(|span| span.combining_class());
        }
    }
    tokens
}

/// Each raw token with its first code point and the one after its last.
fn raw_tokens(words: &str, source: WordingSource) -> Vec<(RawToken, usize, usize)> {
    let mut tokens = Vec::with_capacity(words.len());
    let mut chars = words.chars().enumerate().peekable();
    let mut before = None;
    while let Some((start, c)) = chars.next() {
        let mut end = start + 1;
        let mut last = c;
        if c.is_whitespace() {
            let mut breaks = is_line_break(c);
            while let Some((at, space)) = chars.next_if(|(_, c)| c.is_whitespace()) {
                (last, end) = (space, at + 1);
                breaks |= is_line_break(space);
            }
            tokens.push((RawToken::Space { breaks }, start, end));
        } else if is_emphasis(c) {
            let run = tokens.len();
            tokens.push((RawToken::Char(c), start, end));
            while let Some((at, mark)) = chars.next_if(|&(_, c)| is_emphasis(c)) {
                (last, end) = (mark, at + 1);
                tokens.push((RawToken::Char(mark), at, end));
            }
            let after = chars.peek().map(|&(_, c)| c);
            if source.is_emphasis(end - start, before, after) {
                tokens.truncate(run);
                tokens.push((RawToken::Emphasis, start, end));
            }
        } else if c == SOFT_HYPHEN {
            tokens.push((RawToken::SoftHyphen, start, end));
        } else if is_hyphen(c) {
            tokens.push((RawToken::Hyphen, start, end));
        } else {
            fold(c, |part| tokens.push((RawToken::Char(part), start, end)));
        }
        before = Some(last);
    }
    tokens
}

/// Finds the hyphens at line ends and drops soft hyphens.
fn resolve_hyphens(
    raw: &[(RawToken, usize, usize)],
    first: usize,
    source: WordingSource,
) -> Vec<TokenSpan> {
    let mut tokens = Vec::with_capacity(raw.len());
    let mut skip_space = false;
    let mut letter_before = match source {
        WordingSource::Text { before, .. } => is_letter(before),
        WordingSource::Selector => false,
    };
    for (at, &(token, start, end)) in raw.iter().enumerate() {
        let resolved = match token {
            RawToken::Char(c) => Some(WordingToken::Char(c)),
            RawToken::Emphasis => Some(WordingToken::Emphasis),
            RawToken::Hyphen | RawToken::SoftHyphen => {
                let rest = raw.get(at + 1..).unwrap_or_default();
                skip_space = letter_before && line_ends(rest, source);
                match token {
                    RawToken::SoftHyphen => None,
                    _ if skip_space => Some(WordingToken::LineEndHyphen),
                    _ => Some(WordingToken::Char('-')),
                }
            }
            RawToken::Space { .. } => {
                (!std::mem::take(&mut skip_space)).then_some(WordingToken::Space)
            }
        };
        match token {
            RawToken::Char(c) => letter_before = is_letter(c),
            RawToken::Hyphen | RawToken::Space { .. } => letter_before = false,
            RawToken::Emphasis | RawToken::SoftHyphen => {}
        }
        tokens.extend(resolved.map(|token| TokenSpan {
            token,
            start: first + start,
            end: first + end,
        }));
    }
    tokens
}

/// Whether the line ends here, in the middle of a word: white space with a line
/// break (any white space in a selector, which has no line breaks), then a
/// letter. Emphasis marks on either side of the white space do not matter.
fn line_ends(rest: &[(RawToken, usize, usize)], source: WordingSource) -> bool {
    let mut rest = rest
        .iter()
        .map(|&(token, ..)| token)
        .filter(|token| !matches!(token, RawToken::Emphasis));
    let breaks = match (rest.next(), source) {
        (Some(RawToken::Space { .. }), WordingSource::Selector) => true,
        (Some(RawToken::Space { breaks }), WordingSource::Text { .. }) => breaks,
        _ => false,
    };
    breaks && matches!(rest.next(), Some(RawToken::Char(c)) if is_letter(c))
}
