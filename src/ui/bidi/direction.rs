//! The direction of a text, and whether egui can lay it out by itself.

use unicode_bidi::{BidiClass, bidi_class};

/// Lower bound of the first UTF-8 byte of characters from U+0580 on.
const FIRST_BYTE: u8 = 0xD6;

/// Whether a text has right-to-left characters or direction controls.
#[must_use]
pub fn has_right_to_left(text: &str) -> bool {
    any_beyond(text, in_right_to_left_block)
}

/// Whether egui lays a text out correctly by itself: characters in reading
/// order, each with its own glyph, words separated by spaces. Costs one pass
/// over the bytes.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    !any_beyond(text, |c| in_right_to_left_block(c) || is_complex(c))
}

/// Whether a character satisfies a predicate that holds only from U+0580 on.
/// For Latin, Greek and Cyrillic text only the bytes are examined.
fn any_beyond(text: &str, is_one: impl Fn(char) -> bool) -> bool {
    text.bytes().any(|byte| byte >= FIRST_BYTE) && text.chars().any(is_one)
}

/// Blocks of right-to-left scripts, and characters that change the direction.
pub(super) fn in_right_to_left_block(c: char) -> bool {
    matches!(
        c,
        '\u{0590}'..='\u{08FF}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FB1D}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFE}'
            | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}'
    )
}

/// Scripts in which a character may be drawn as several glyphs or that write
/// no spaces between words; and the zero-width space.
fn is_complex(c: char) -> bool {
    matches!(
        c,
        '\u{0900}'..='\u{109F}'
            | '\u{1700}'..='\u{17FF}'
            | '\u{1900}'..='\u{1AAF}'
            | '\u{1B00}'..='\u{1CFF}'
            | '\u{200B}'
            | '\u{A800}'..='\u{AAFF}'
            | '\u{ABC0}'..='\u{ABFF}'
            | '\u{11000}'..='\u{11FFF}'
    )
}

/// Whether a character is a letter that the shaper itself sets from right to
/// left.
pub(super) fn is_right_to_left_letter(c: char) -> bool {
    // The Arabic semicolon and question mark belong to several scripts, so the
    // shaper does not decide by them.
    in_right_to_left_block(c)
        && !matches!(c, '\u{061B}' | '\u{061F}')
        && matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// Whether two letters may be shaped together.
pub(super) fn are_of_one_script(one: char, other: char) -> bool {
    let is_hebrew = |c: char| matches!(c, '\u{0590}'..='\u{05FF}' | '\u{FB1D}'..='\u{FB4F}');
    is_hebrew(one) == is_hebrew(other)
}
