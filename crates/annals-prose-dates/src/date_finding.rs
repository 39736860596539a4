//! Finds the dates in a text.

use annals_edtf::Edtf;

use super::english::ENGLISH;
use super::phrase_parser::{PhraseMatch, PhraseParser, longest};
use super::relative::ReferenceDate;
use super::tokens::TokenKind;
use super::vocabulary::FIRST_WORDS;

/// A time expression in a text, and its date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFinding {
    /// Where the words begin, in code points of the text.
    pub start: usize,
    /// Where the words end, in code points, not included.
    pub end: usize,
    /// The words, exactly as in the text.
    pub text: String,
    /// The date. `None` for a duration, and for a date that is relative to
    /// another one that is not given.
    pub edtf: Option<Edtf>,
}

/// Whether [`find_dates`] can read a language, given by its BCP 47 tag. At
/// present it reads English only.
///
/// ```
/// use annals_prose_dates::supports_language;
///
/// assert!(supports_language("en-GB"));
/// assert!(!supports_language("km"));
/// ```
#[must_use]
pub fn supports_language(tag: &str) -> bool {
    let primary = tag.split(['-', '_']).next();
    primary.is_some_and(|primary| primary.eq_ignore_ascii_case("en"))
}

/// Finds the dates in an English text, in the order of the text. Findings do
/// not overlap; the longest one wins.
///
/// Relative dates ("the following year", "the fifties") are counted from
/// `reference`, and from nothing else.
///
/// ```
/// use annals_edtf::Edtf;
/// use annals_prose_dates::find_dates;
///
/// let text = "Aid began in 1953 and ended two years later.";
/// let found = find_dates(text, Some(&Edtf::parse("1953")?));
/// assert_eq!(found[0].text, "in 1953");
/// assert_eq!(found[0].edtf.as_ref().map(Edtf::as_str), Some("1953"));
/// assert_eq!(found[1].text, "two years later");
/// assert_eq!(found[1].edtf.as_ref().map(Edtf::as_str), Some("1955"));
///
/// // Without a reference date the words are found, but have no date.
/// assert_eq!(find_dates("two years later", None)[0].edtf, None);
/// # Ok::<(), annals_edtf::EdtfError>(())
/// ```
#[must_use]
pub fn find_dates(text: &str, reference: Option<&Edtf>) -> Vec<DateFinding> {
    let parser = PhraseParser::new(text, &ENGLISH, reference.map(ReferenceDate::new));
    let mut findings = Vec::new();
    let mut at = 0;
    while let (Some(first), Some(last)) = (parser.token(at), parser.tokens.last()) {
        let Some((edtf, after)) = time_expression_at(&parser, at) else {
            at += 1;
            continue;
        };
        let last = parser.before(after).unwrap_or(last);
        findings.push(DateFinding {
            start: first.start,
            end: last.end,
            text: text
                .get(first.start_byte..last.end_byte)
                .unwrap_or_default()
                .to_owned(),
            edtf: edtf.and_then(|edtf| Edtf::parse(&edtf).ok()),
        });
        at = after.max(at + 1);
    }
    findings
}

/// The date of a text that is one date expression as a whole, white space
/// around it aside. `None` if the text has other words, or no date.
///
/// ```
/// use annals_edtf::Edtf;
/// use annals_prose_dates::read_date;
///
/// let date = read_date("12 March 1956");
/// assert_eq!(date.as_ref().map(Edtf::as_str), Some("1956-03-12"));
/// assert_eq!(read_date("the war of 1956"), None);
/// ```
#[must_use]
pub fn read_date(text: &str) -> Option<Edtf> {
    let text = text.trim();
    let mut findings = find_dates(text, None).into_iter();
    match (findings.next(), findings.next()) {
        (Some(only), None) if only.text == text => only.edtf,
        _ => None,
    }
}

/// The EDTF that was probably meant by a text that is not EDTF: an older or
/// looser form of it, or words that are one date. `None` for a valid date, and
/// if nothing better is known.
///
/// ```
/// use annals_prose_dates::suggest_edtf;
///
/// assert_eq!(suggest_edtf("March 1949").as_deref(), Some("1949-03"));
/// assert_eq!(suggest_edtf("194u").as_deref(), Some("194X"));
/// assert_eq!(suggest_edtf("1949-03"), None);
/// assert_eq!(suggest_edtf("yesterday"), None);
/// ```
#[must_use]
pub fn suggest_edtf(text: &str) -> Option<String> {
    // Longer texts are not a date in words, and would take time to read.
    const MAX_LENGTH: usize = 100;
    let error = Edtf::parse(text).err()?;
    if error.suggestion.is_some() || text.chars().count() > MAX_LENGTH {
        return error.suggestion;
    }
    read_date(text).map(|date| date.as_str().to_owned())
}

/// The longest time expression that begins at a token, as EDTF if it has a
/// date.
fn time_expression_at(parser: &PhraseParser<'_>, at: usize) -> PhraseMatch<Option<String>> {
    let token = parser.token(at)?;
    let can_begin = match token.kind {
        TokenKind::Number => true,
        TokenKind::Word => FIRST_WORDS.contains(&token.text.to_ascii_lowercase()),
        TokenKind::Sign(sign) => {
            matches!(sign, '~' | '≈' | '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}')
        }
        TokenKind::Dash => false,
    };
    if token.in_address || !can_begin {
        return None;
    }
    longest([
        parser.time_phrase(at),
        parser.undated(at).map(|after| (None, after)),
    ])
}
