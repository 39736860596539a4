//! Suggestions: what the words of a text propose.

use super::english::ENGLISH;
use super::names::vocabulary;
use super::reader::{Read, Reader, longest};
use super::relative::Anchor;
use super::tokens::Kind;
use super::vocabulary::OPENINGS;
use annals_edtf::Edtf;

/// Words of time in a text, and the date that they suggest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Where the words begin, in code points of the text.
    pub start: usize,
    /// Where they end, in code points; not included.
    pub end: usize,
    /// The words, as they stand in the text.
    pub text: String,
    /// The date; `None` for a duration, and for a date that hangs on another
    /// one that is not given.
    pub edtf: Option<Edtf>,
}

/// Whether texts in a language can be read, by its BCP 47 tag.
#[must_use]
pub fn reads_language(tag: &str) -> bool {
    vocabulary(tag).is_some()
}

/// The dates that the words of an English text suggest, in the order of the
/// text. Where two readings overlap, the longer one holds.
///
/// What hangs on another date ("the following year", "the fifties") hangs on
/// `anchor`, and on nothing else.
#[must_use]
pub fn suggest(text: &str, anchor: Option<&Edtf>) -> Vec<Suggestion> {
    let reader = Reader::new(text, &ENGLISH, anchor.map(Anchor::of));
    let mut suggestions = Vec::new();
    let mut at = 0;
    while let (Some(first), Some(last)) = (reader.token(at), reader.tokens.last()) {
        let Some((edtf, behind)) = reading_at(&reader, at) else {
            at += 1;
            continue;
        };
        let last = reader.before(behind).unwrap_or(last);
        suggestions.push(Suggestion {
            start: first.start,
            end: last.end,
            text: text
                .get(first.start_byte..last.end_byte)
                .unwrap_or_default()
                .to_owned(),
            edtf: edtf.and_then(|edtf| Edtf::parse(&edtf).ok()),
        });
        at = behind.max(at + 1);
    }
    suggestions
}

/// The longest reading that begins at a token.
fn reading_at(reader: &Reader<'_>, at: usize) -> Read<Option<String>> {
    let token = reader.token(at)?;
    let may_begin = match token.kind {
        Kind::Number => true,
        Kind::Word => OPENINGS.contains(&token.text.to_ascii_lowercase()),
        Kind::Sign(sign) => matches!(sign, '~' | '≈' | '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}'),
        Kind::Dash => false,
    };
    if token.in_address || !may_begin {
        return None;
    }
    longest([
        reader.time_phrase(at),
        reader.undated(at).map(|behind| (None, behind)),
    ])
}
