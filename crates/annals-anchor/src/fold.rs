//! Which characters are forms of one another, and the coarse key of a text.
//!
//! The key keeps what carries the wording (letters, digits, most punctuation)
//! and drops what printing, copying and Markdown change. Each code point is
//! folded by itself, whatever stands beside it, so the key of a part of a text
//! is always a part of the key of that text. The key only finds places; whether
//! a place really holds the quotation is judged by `compare`.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// Hyphenates a word where a line happens to end; invisible elsewhere.
pub(super) const SOFT_HYPHEN: char = '\u{AD}';

/// Each run of white space as one space, as selectors hold a source's text.
///
/// White space is what Unicode calls so (form feed and no-break space too). The
/// zero-width space U+200B is not: in Khmer it parts words that are written
/// without a gap, and it stays.
#[must_use]
pub fn fold_white_space(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut in_run = false;
    for c in text.chars() {
        let is_space = c.is_whitespace();
        if !is_space {
            folded.push(c);
        } else if !in_run {
            folded.push(' ');
        }
        in_run = is_space;
    }
    folded
}

/// The one sign that stands for every form of a quotation mark or a dash, or
/// `None` where `c` is neither.
///
/// Single marks are forms of the apostrophe (and the prime), double ones of the
/// straight double quote; hyphens, dashes and the minus are forms of the hyphen.
#[must_use]
pub fn typographic_form(c: char) -> Option<char> {
    match c {
        '\''
        | '\u{2018}'..='\u{201B}'
        | '\u{2032}'
        | '\u{2035}'
        | '\u{2039}'
        | '\u{203A}'
        | '\u{02BC}'
        | '\u{FF07}' => Some('\''),
        '"'
        | '\u{AB}'
        | '\u{BB}'
        | '\u{201C}'..='\u{201F}'
        | '\u{2033}'
        | '\u{2036}'
        | '\u{301D}'..='\u{301F}'
        | '\u{FF02}' => Some('"'),
        '-'
        | '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{FE31}'
        | '\u{FE32}'
        | '\u{FE58}'
        | '\u{FE63}'
        | '\u{FF0D}' => Some('-'),
        _ => None,
    }
}

/// A hyphen that may break a word at the end of a line; no dash does that.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// A character that Markdown marks emphasis with.
pub(super) fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '_')
}

/// White space that ends a line, a paragraph or a page.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A mark that belongs to the character before it.
pub(super) fn is_combining(c: char) -> bool {
    !c.is_ascii() && canonical_combining_class(c) != 0
}

/// Part of a word as letters are: a letter, or a mark upon one.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining(c)
}

/// Part of a word: a letter, a digit, or a mark upon one.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining(c)
}

/// Format characters that show nothing of themselves.
///
/// They are no white space and none of the foldings that `normalised` allows:
/// zero-width joiners change what a Persian or Khmer word looks like, and a
/// zero-width space is where a Khmer word ends. The key drops them, so that a
/// text that gained or lost some is found, and is then called `drifted`.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        SOFT_HYPHEN
            | '\u{034F}'
            | '\u{061C}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
    )
}

/// Whether a folded character stands in the key.
pub(super) fn is_key(folded: char) -> bool {
    if folded.is_ascii() {
        // What most texts are made of, answered at once.
        return !matches!(folded, '\t'..='\r' | ' ' | '"' | '\'' | '*' | '-' | '_');
    }
    !(folded.is_whitespace()
        || typographic_form(folded).is_some()
        || is_combining(folded)
        || is_invisible(folded))
}

/// What `c` is once its form is forgotten: one sign for all forms of a quote
/// or dash, else its compatibility decomposition (NFKD, so that equal here
/// means equal under NFC and NFKC once combining marks are put in order).
pub(super) fn unfold(c: char, mut emit: impl FnMut(char)) {
    if c.is_ascii() {
        // The straight forms stand for themselves.
        emit(c);
    } else if let Some(sign) = typographic_form(c) {
        emit(sign);
    } else {
        decompose_compatible(c, |part| emit(typographic_form(part).unwrap_or(part)));
    }
}

/// What `c` adds to a key: nothing, itself, or several characters.
pub(super) fn unfold_key(c: char, mut emit: impl FnMut(char)) {
    unfold(c, |part| {
        if is_key(part) {
            emit(part);
        }
    });
}

/// The bytes that `c` adds to a key.
pub(super) fn key_width(c: char) -> usize {
    let mut width = 0;
    unfold_key(c, |part| width += part.len_utf8());
    width
}

/// The characters that `c` adds to a key.
pub(super) fn key_length(c: char) -> usize {
    let mut length = 0;
    unfold_key(c, |_| length += 1);
    length
}

/// The key of a whole text.
pub(super) fn key(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        unfold_key(c, |part| folded.push(part));
    }
    folded
}
