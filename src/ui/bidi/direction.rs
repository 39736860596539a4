//! Which way a text reads, and whether egui can lay it out as it is.

use unicode_bidi::{BidiClass, bidi_class};

/// What begins a character from U+0580 on in UTF-8 is not below this; what goes
/// on with one is.
const FIRST_BYTE: u8 = 0xD6;

/// Bytes that are looked at together.
const CHUNK: usize = 64;

/// Whether a text's paragraph reads from right to left: its first strong
/// character does (UAX #9, P2 and P3). A text without strong characters reads
/// from left to right.
#[must_use]
#[cfg(test)]
pub fn is_right_to_left(text: &str) -> bool {
    use unicode_bidi::{Direction, get_base_direction};
    has_right_to_left(text) && get_base_direction(text) == Direction::Rtl
}

/// Whether anything in a text reads from right to left, or makes it do so.
#[must_use]
pub fn has_right_to_left(text: &str) -> bool {
    any_beyond(text, in_right_to_left_block)
}

/// Whether egui lays a text out rightly by itself: every character is drawn in
/// the order in which it is read, with a glyph of its own, and words are told
/// apart by spaces. Costs a look at each byte.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    !any_beyond(text, |c| in_right_to_left_block(c) || is_complex(c))
}

/// Whether any character from U+0580 on is such a one. Of text in Latin, Greek
/// and Cyrillic nothing but the bytes is looked at.
fn any_beyond(text: &str, is_one: impl Fn(char) -> bool) -> bool {
    let begins_one = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        rest.chars().next().is_some_and(&is_one)
    };
    text.as_bytes()
        .chunks(CHUNK)
        .enumerate()
        .any(|(number, chunk)| {
            // Most chunks are done with by their greatest byte.
            let greatest = chunk
                .iter()
                .fold(0, |greatest: u8, byte| greatest.max(*byte));
            let starts = chunk.iter().enumerate();
            greatest >= FIRST_BYTE
                && starts
                    .filter(|(_, byte)| **byte >= FIRST_BYTE)
                    .any(|(at, _)| begins_one(number * CHUNK + at))
        })
}

/// Blocks of scripts that read from right to left, and the characters that
/// turn the direction.
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

/// Scripts of which a character may be drawn as several glyphs, or which write
/// no spaces between words; and the space that is not seen.
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

/// Whether a character is a letter of a script that the shaper itself sets
/// from right to left.
pub(super) fn is_right_to_left_letter(c: char) -> bool {
    // The Arabic semicolon and question mark belong to several scripts: alone
    // they say nothing to the shaper.
    in_right_to_left_block(c)
        && !matches!(c, '\u{061B}' | '\u{061F}')
        && matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// Whether a character is set from right to left, whatever stands around it;
/// none where that decides. Holds where nothing turns the direction by force.
pub(super) fn own_direction(c: char) -> Option<bool> {
    match bidi_class(c) {
        BidiClass::R | BidiClass::AL => Some(true),
        BidiClass::L | BidiClass::EN | BidiClass::AN => Some(false),
        _ => None,
    }
}

/// Whether a character turns the direction of others, unseen.
pub(super) fn is_turning(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether two letters may be shaped together.
pub(super) fn are_of_one_script(one: char, other: char) -> bool {
    let is_hebrew = |c: char| matches!(c, '\u{0590}'..='\u{05FF}' | '\u{FB1D}'..='\u{FB4F}');
    is_hebrew(one) == is_hebrew(other)
}
