//! Looks up words in a text.
//!
//! Every parsing function takes the position of a token and returns the position
//! after what it parsed, or `None`. Each looks at a few tokens only, so that the
//! time for a text is proportional to its length.

use super::relative::ReferenceDate;
use super::tokens::{Token, TokenKind, tokens};
use super::vocabulary::Vocabulary;

/// A parsed value, and the position after it.
pub(super) type PhraseMatch<T> = Option<(T, usize)>;

/// A text, the vocabulary of its language, and the date that relative dates are
/// counted from.
pub(super) struct PhraseParser<'t> {
    pub(super) tokens: Vec<Token<'t>>,
    pub(super) words: &'static Vocabulary,
    pub(super) reference: Option<ReferenceDate>,
}

impl<'t> PhraseParser<'t> {
    pub(super) fn new(
        text: &'t str,
        words: &'static Vocabulary,
        reference: Option<ReferenceDate>,
    ) -> Self {
        Self {
            tokens: tokens(text),
            words,
            reference,
        }
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at)
    }

    /// The token before a position.
    pub(super) fn before(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at.checked_sub(1)?)
    }

    /// The word at a position.
    pub(super) fn word(&self, at: usize) -> Option<&'t str> {
        let token = self.token(at)?;
        (token.kind == TokenKind::Word).then_some(token.text)
    }

    /// The word before a position. Skips a full stop or hyphen between them:
    /// "No. 5", "mid-1958".
    pub(super) fn word_before(&self, at: usize) -> Option<&'t str> {
        let mut at = at.checked_sub(1)?;
        let token = self.token(at)?;
        if token.adjoins && matches!(token.kind, TokenKind::Sign('.') | TokenKind::Dash) {
            at = at.checked_sub(1)?;
        }
        self.word(at)
    }

    /// Whether a token follows the one before it without white space.
    pub(super) fn adjoins(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.adjoins)
    }

    /// A punctuation character.
    pub(super) fn sign(&self, at: usize, sign: char) -> Option<usize> {
        (self.token(at)?.kind == TokenKind::Sign(sign)).then_some(at + 1)
    }

    /// A punctuation character, if it is there.
    pub(super) fn maybe_sign(&self, at: usize, sign: char) -> usize {
        self.sign(at, sign).unwrap_or(at)
    }

    pub(super) fn apostrophe(&self, at: usize) -> Option<usize> {
        matches!(
            self.token(at)?.kind,
            TokenKind::Sign('\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}')
        )
        .then_some(at + 1)
    }

    pub(super) fn dash(&self, at: usize) -> Option<usize> {
        (self.token(at)?.kind == TokenKind::Dash).then_some(at + 1)
    }

    /// A number of at most six digits, and the number of its digits.
    pub(super) fn number(&self, at: usize) -> PhraseMatch<(u32, usize)> {
        let token = self.token(at)?;
        let digits = token.text.len();
        if token.kind != TokenKind::Number || token.in_address || digits > 6 {
            return None;
        }
        Some(((token.text.parse().ok()?, digits), at + 1))
    }

    /// The words of a phrase, in any letter case.
    pub(super) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut position = at;
        for word in phrase.split(' ') {
            if position > at {
                // A hyphen joins words like white space.
                if self.adjoins(position)
                    && let Some(after) = self.dash(position)
                {
                    position = after;
                }
            }
            let token = self.token(position)?;
            let is_word = matches!(token.kind, TokenKind::Word | TokenKind::Number);
            if !is_word || !token.text.eq_ignore_ascii_case(word) {
                return None;
            }
            position += 1;
        }
        Some(position)
    }

    /// Whether a phrase begins with the same letter. Most do not, so that the
    /// comparison ends here.
    fn may_be(&self, at: usize, phrase: &str) -> bool {
        let first = |text: &str| text.bytes().next().map(|byte| byte.to_ascii_lowercase());
        self.token(at)
            .is_some_and(|token| first(token.text) == first(phrase))
    }

    /// The longest phrase of a list.
    pub(super) fn any(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        let likely = phrases.iter().filter(|phrase| self.may_be(at, phrase));
        likely.filter_map(|phrase| self.phrase(at, phrase)).max()
    }

    /// The meaning of the longest phrase of a table.
    pub(super) fn lookup<T: Copy>(&self, at: usize, table: &[(&str, T)]) -> PhraseMatch<T> {
        let matches = table
            .iter()
            .filter(|(phrase, _)| self.may_be(at, phrase))
            .filter_map(|(phrase, meaning)| Some((*meaning, self.phrase(at, phrase)?)));
        matches.max_by_key(|(_, after)| *after)
    }

    /// A phrase, if it is there.
    pub(super) fn maybe(&self, at: usize, phrase: &str) -> usize {
        self.phrase(at, phrase).unwrap_or(at)
    }

    /// Whether a clause can end before this position.
    pub(super) fn is_pause(&self, at: usize) -> bool {
        match self.token(at).map(|token| token.kind) {
            None => true,
            Some(TokenKind::Sign(sign)) => !matches!(sign, '\'' | '\u{2019}'),
            Some(TokenKind::Dash) => !self.adjoins(at),
            Some(TokenKind::Word | TokenKind::Number) => false,
        }
    }
}

/// Whether a list contains a word, in any letter case.
pub(super) fn contains_word(list: &[&str], word: Option<&str>) -> bool {
    word.is_some_and(|word| list.iter().any(|one| one.eq_ignore_ascii_case(word)))
}

/// The longest match, the first of equally long ones.
pub(super) fn longest<T>(matches: impl IntoIterator<Item = PhraseMatch<T>>) -> PhraseMatch<T> {
    matches
        .into_iter()
        .flatten()
        .reduce(|best, one| if one.1 > best.1 { one } else { best })
}
