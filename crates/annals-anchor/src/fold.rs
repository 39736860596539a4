//! Which characters count as forms of one another, and the search key of a text.
//!
//! The key keeps what carries the wording (letters, digits, most punctuation)
//! and drops what printing, copying and Markdown change. Each code point is
//! folded on its own, whatever its neighbours are, so the key of a part of a
//! text is always a part of the key of that text. The key only finds
//! candidates; `compare` decides whether one really holds the quotation.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// Hyphenates a word at the end of a line; invisible elsewhere.
pub(super) const SOFT_HYPHEN: char = '\u{AD}';

/// Replaces each run of white space by one space, as selectors record a text.
///
/// White space is Unicode's `White_Space` property, form feed and no-break space
/// included. The zero-width space U+200B is not white space and stays: in Khmer
/// it separates words that are written without a gap.
///
/// ```
/// use annals_anchor::fold_white_space;
///
/// assert_eq!(fold_white_space("one\n\n two"), "one two");
/// ```
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

/// The ASCII character that represents all typographic forms of `c`, or `None`
/// if `c` is neither a quotation mark nor a dash.
///
/// Single quotation marks and the prime are forms of the apostrophe, double ones
/// of the straight double quote; dashes and the minus sign of the hyphen.
///
/// ```
/// use annals_anchor::typographic_form;
///
/// assert_eq!(typographic_form('’'), Some('\''));
/// assert_eq!(typographic_form('„'), Some('"'));
/// assert_eq!(typographic_form('—'), Some('-'));
/// assert_eq!(typographic_form('a'), None);
/// ```
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

/// Whether `c` is a hyphen that may break a word at the end of a line. Dashes
/// may not.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether Markdown marks emphasis with `c`.
pub(super) fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '_')
}

/// Whether `c` is white space that ends a line, a paragraph or a page.
pub(super) fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether `c` is a combining mark.
pub(super) fn is_combining(c: char) -> bool {
    !c.is_ascii() && canonical_combining_class(c) != 0
}

/// Whether `c` is a letter or a combining mark.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining(c)
}

/// Whether `c` is part of a word: a letter, a digit or a combining mark.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining(c)
}

/// Whether `c` is a format character without a shape of its own.
///
/// These are neither white space nor folded by [`Normalised`]: a zero-width
/// joiner changes the look of a Persian or Khmer word, and a zero-width space
/// ends a Khmer word. The search key drops them, so a text that gained or lost
/// some is still found, as [`Drifted`].
///
/// [`Normalised`]: crate::AnchorState::Normalised
/// [`Drifted`]: crate::AnchorState::Drifted
///
/// ```
/// use annals_anchor::is_invisible;
///
/// assert!(is_invisible('\u{200B}')); // zero-width space
/// assert!(!is_invisible(' '));
/// ```
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

/// Whether the search key keeps a folded character.
pub(super) fn is_key(folded: char) -> bool {
    if folded.is_ascii() {
        // Most texts are ASCII: answer those without the table look-ups below.
        return !matches!(folded, '\t'..='\r' | ' ' | '"' | '\'' | '*' | '-' | '_');
    }
    !(folded.is_whitespace()
        || typographic_form(folded).is_some()
        || is_combining(folded)
        || is_invisible(folded))
}

/// Calls `emit` with the folded form of `c`: its [`typographic_form`], else its
/// compatibility decomposition. NFKD is used so that equal sequences are equal
/// under NFC and NFKC too once their combining marks are in canonical order.
pub(super) fn fold(c: char, mut emit: impl FnMut(char)) {
    if c.is_ascii() {
        // The straight forms represent themselves.
        emit(c);
    } else if let Some(form) = typographic_form(c) {
        emit(form);
    } else {
        decompose_compatible(c, |part| emit(typographic_form(part).unwrap_or(part)));
    }
}

/// Calls `emit` with the characters that `c` adds to a key: none or several.
pub(super) fn fold_to_key(c: char, mut emit: impl FnMut(char)) {
    fold(c, |part| {
        if is_key(part) {
            emit(part);
        }
    });
}

/// The number of bytes that `c` adds to a key.
pub(super) fn key_width(c: char) -> usize {
    let mut width = 0;
    fold_to_key(c, |part| width += part.len_utf8());
    width
}

/// The number of characters that `c` adds to a key.
pub(super) fn key_length(c: char) -> usize {
    let mut length = 0;
    fold_to_key(c, |_| length += 1);
    length
}

/// The search key of a whole text.
pub(super) fn key(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_to_key(c, |part| folded.push(part));
    }
    folded
}
