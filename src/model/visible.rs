//! Characters that hide, made visible.
//!
//! A timeline is untrusted: a title may hold an escape sequence, a file name a
//! right-to-left override. Whatever shows text to a person passes it through
//! here; copying and machine formats keep the original.
//!
//! Each appears as its number between angle brackets, `⟨U+202E⟩`: fonts have
//! those, and few have the pictures of the controls.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Running text of several lines: line feeds and tabs stay, and so do the
/// joiners, zero-width spaces and soft hyphens that Khmer, Persian, Indic
/// scripts and emoji need.
#[must_use]
pub fn visible_text(text: &str) -> Cow<'_, str> {
    replaced(text, |c| is_deceptive(c) && c != '\n' && c != '\t')
}

/// Running text that stands on one line, as a title does: line feeds and tabs
/// are shown too.
#[must_use]
pub fn visible_line(text: &str) -> Cow<'_, str> {
    replaced(text, is_deceptive)
}

/// An id, an address or a file name: whatever has no shape of its own is
/// shown.
#[must_use]
pub fn visible_id(text: &str) -> Cow<'_, str> {
    replaced(text, |c| {
        is_deceptive(c) || matches!(c, '\u{200b}'..='\u{200d}' | '\u{ad}')
    })
}

/// C0 and C1 controls, bidirectional controls, tag characters, and U+FEFF.
const fn is_deceptive(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

fn replaced(text: &str, hides: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&hides) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            c if !hides(c) => shown.push(c),
            c => {
                // Writing to a string does not fail.
                let _ = write!(shown, "⟨U+{:04X}⟩", u32::from(c));
            }
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_shown_and_what_scripts_need_stays() {
        for (text, shown) in [
            ("plain, ភ្នំពេញ", "plain, ភ្នំពេញ"),
            ("a\u{1b}[2Jb", "a⟨U+001B⟩[2Jb"),
            ("a\nb\tc", "a\nb\tc"),
            ("\0\u{7f}", "⟨U+0000⟩⟨U+007F⟩"),
            ("\u{9b}x", "⟨U+009B⟩x"),
            ("gpj.\u{202e}exe", "gpj.⟨U+202E⟩exe"),
            ("a\u{feff}b", "a⟨U+FEFF⟩b"),
            ("\u{e0041}", "⟨U+E0041⟩"),
            ("ខ្មែរ\u{200b}ខ្មែរ", "ខ្មែរ\u{200b}ខ្មែរ"),
        ] {
            assert_eq!(visible_text(text), shown, "{text:?}");
        }
    }

    #[test]
    fn a_line_shows_its_breaks_and_an_id_its_joiners() {
        assert_eq!(visible_line("a\nb\tc"), "a⟨U+000A⟩b⟨U+0009⟩c");
        assert_eq!(visible_line("a\u{200d}b"), "a\u{200d}b");
        assert_eq!(visible_id("a\u{200d}b\u{ad}"), "a⟨U+200D⟩b⟨U+00AD⟩");
    }

    #[test]
    fn text_with_nothing_to_show_is_borrowed() {
        assert!(matches!(visible_text("1958"), Cow::Borrowed(_)));
    }
}
