//! Makes hidden characters visible.
//!
//! A timeline is untrusted: a title may contain an escape sequence, a file name a
//! right-to-left override. All text that is shown to people passes through here;
//! copies and machine formats keep the original.
//!
//! A hidden character is shown as its code point in angle brackets, `⟨U+202E⟩`,
//! because few fonts have pictures of control characters.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Makes hidden characters of running text visible, except line feeds, tabs, and the
/// joiners, zero-width spaces and soft hyphens that Khmer, Persian, Indic scripts and
/// emoji need.
#[must_use]
pub fn visible_text(text: &str) -> Cow<'_, str> {
    replaced(text, |c| is_deceptive(c) && c != '\n' && c != '\t')
}

/// Does the same for text on one line, such as a title: line feeds and tabs are made
/// visible too.
#[must_use]
pub fn visible_line(text: &str) -> Cow<'_, str> {
    replaced(text, is_deceptive)
}

/// Does the same for an id, an address or a file name: every character without a
/// visible form is shown.
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

/// Code points of a text that a message quotes.
const MAX_EXCERPT: usize = 80;

/// The start of a text for a message, with hidden characters made visible.
#[must_use]
pub fn excerpt(text: &str) -> String {
    match text.char_indices().nth(MAX_EXCERPT) {
        Some((at, _)) => format!("{}…", visible_id(text.get(..at).unwrap_or_default())),
        None => visible_id(text).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_visible_and_joiners_stay() {
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
    fn line_breaks_are_visible_in_lines_and_joiners_in_ids() {
        assert_eq!(visible_line("a\nb\tc"), "a⟨U+000A⟩b⟨U+0009⟩c");
        assert_eq!(visible_line("a\u{200d}b"), "a\u{200d}b");
        assert_eq!(visible_id("a\u{200d}b\u{ad}"), "a⟨U+200D⟩b⟨U+00AD⟩");
    }

    #[test]
    fn text_without_hidden_characters_is_borrowed() {
        assert!(matches!(visible_text("1958"), Cow::Borrowed(_)));
    }
}
