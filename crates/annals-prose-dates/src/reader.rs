//! Looking up words in a text. Everything that reads takes the position of a
//! token and gives the position behind what it read. Each looks at no more than
//! a few tokens, so that a text takes time in proportion to its length.

use super::relative::Anchor;
use super::tokens::{Kind, Token, tokens};
use super::vocabulary::Vocabulary;

/// What was read, and the position behind it.
pub(super) type Read<T> = Option<(T, usize)>;

/// A text, the words of its language, and the date that it hangs on.
pub(super) struct Reader<'t> {
    pub(super) tokens: Vec<Token<'t>>,
    pub(super) words: &'static Vocabulary,
    pub(super) anchor: Option<Anchor>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, words: &'static Vocabulary, anchor: Option<Anchor>) -> Self {
        Self {
            tokens: tokens(text),
            words,
            anchor,
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
        (token.kind == Kind::Word).then_some(token.text)
    }

    /// The word or number before a position, a full stop or hyphen between
    /// left out: "No." and "mid-".
    pub(super) fn word_before(&self, at: usize) -> Option<&'t str> {
        let mut at = at.checked_sub(1)?;
        let token = self.token(at)?;
        if token.glued && matches!(token.kind, Kind::Sign('.') | Kind::Dash) {
            at = at.checked_sub(1)?;
        }
        self.word(at)
    }

    /// Whether a token follows the one before it without white space.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.glued)
    }

    /// A sign.
    pub(super) fn sign(&self, at: usize, sign: char) -> Option<usize> {
        (self.token(at)?.kind == Kind::Sign(sign)).then_some(at + 1)
    }

    /// A sign, or nothing.
    pub(super) fn maybe_sign(&self, at: usize, sign: char) -> usize {
        self.sign(at, sign).unwrap_or(at)
    }

    pub(super) fn apostrophe(&self, at: usize) -> Option<usize> {
        matches!(
            self.token(at)?.kind,
            Kind::Sign('\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}')
        )
        .then_some(at + 1)
    }

    pub(super) fn dash(&self, at: usize) -> Option<usize> {
        (self.token(at)?.kind == Kind::Dash).then_some(at + 1)
    }

    /// A number of at most six digits, and how many it is written with.
    pub(super) fn number(&self, at: usize) -> Read<(u32, usize)> {
        let token = self.token(at)?;
        let digits = token.text.len();
        if token.kind != Kind::Number || token.in_address || digits > 6 {
            return None;
        }
        Some(((token.text.parse().ok()?, digits), at + 1))
    }

    /// The words of a phrase, in any case.
    pub(super) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut position = at;
        for word in phrase.split(' ') {
            if position > at {
                // A hyphen binds words as white space does.
                if self.glued(position)
                    && let Some(behind) = self.dash(position)
                {
                    position = behind;
                }
            }
            let token = self.token(position)?;
            let is_word = matches!(token.kind, Kind::Word | Kind::Number);
            if !is_word || !token.text.eq_ignore_ascii_case(word) {
                return None;
            }
            position += 1;
        }
        Some(position)
    }

    /// Whether a phrase begins with the same letter: most do not, and need no
    /// closer look.
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

    /// What the longest phrase of a table stands for.
    pub(super) fn lookup<T: Copy>(&self, at: usize, table: &[(&str, T)]) -> Read<T> {
        let read = table
            .iter()
            .filter(|(phrase, _)| self.may_be(at, phrase))
            .filter_map(|(phrase, meaning)| Some((*meaning, self.phrase(at, phrase)?)));
        read.max_by_key(|(_, behind)| *behind)
    }

    /// A word, or nothing.
    pub(super) fn maybe(&self, at: usize, phrase: &str) -> usize {
        self.phrase(at, phrase).unwrap_or(at)
    }

    /// Whether a clause can end before this position.
    pub(super) fn is_pause(&self, at: usize) -> bool {
        match self.token(at).map(|token| token.kind) {
            None => true,
            Some(Kind::Sign(sign)) => !matches!(sign, '\'' | '\u{2019}'),
            Some(Kind::Dash) => !self.glued(at),
            Some(Kind::Word | Kind::Number) => false,
        }
    }
}

/// Whether a list holds a word, in any case.
pub(super) fn holds(list: &[&str], word: Option<&str>) -> bool {
    word.is_some_and(|word| list.iter().any(|one| one.eq_ignore_ascii_case(word)))
}

/// The reading that reaches furthest; the first of equals.
pub(super) fn longest<T>(readings: impl IntoIterator<Item = Read<T>>) -> Read<T> {
    readings
        .into_iter()
        .flatten()
        .reduce(|best, one| if one.1 > best.1 { one } else { best })
}
