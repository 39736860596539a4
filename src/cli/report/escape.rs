//! Fields of a timeline inside a page: whatever they hold, they are text.

use crate::model::{visible_id, visible_line};

/// A text inside HTML, in an element or in a quoted attribute.
pub(super) fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A field of running text, apart from the direction of what surrounds it.
pub(super) fn field(text: &str) -> String {
    format!("<bdi>{}</bdi>", html(&visible_line(text)))
}

/// An id or a file name, likewise.
pub(super) fn id(text: &str) -> String {
    format!("<bdi class=\"id\">{}</bdi>", html(&visible_id(text)))
}

/// A text inside a line of Markdown (`CommonMark` 0.31 with GitHub's tables,
/// strikethrough, addresses and names): nothing in it makes markup, an address
/// included.
pub(super) fn markdown(text: &str) -> String {
    backslashed(&visible_line(text))
}

/// An id or a file name, likewise.
pub(super) fn markdown_id(text: &str) -> String {
    backslashed(&visible_id(text))
}

fn backslashed(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let is_markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '$' | '^'
            | '{' | '}' | '@' | '!' => true,
            // Of `http://` and `:smile:`, and of `www.`.
            ':' => !next.is_whitespace(),
            '.' => escaped
                .get(escaped.len().saturating_sub(3)..)
                .is_some_and(|before| before.eq_ignore_ascii_case("www")),
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn html_has_no_markup_left_and_controls_are_seen() {
        for (text, escaped) in [
            ("a < b & c", "<bdi>a &lt; b &amp; c</bdi>"),
            ("\"'><script>", "<bdi>&quot;&#39;&gt;&lt;script&gt;</bdi>"),
            ("a\u{202e}b\nc", "<bdi>a⟨U+202E⟩b⟨U+000A⟩c</bdi>"),
        ] {
            assert_eq!(field(text), escaped);
        }
        assert_eq!(id("a\u{200d}b"), "<bdi class=\"id\">a⟨U+200D⟩b</bdi>");
    }

    #[test]
    fn markdown_has_no_markup_left() {
        for (text, escaped) in [
            ("plain, in 1958.", "plain, in 1958."),
            ("a|b `c` *d* _e_", r"a\|b \`c\` \*d\* \_e\_"),
            ("<b> &amp; ![x](y)", r"\<b\> \&amp; \!\[x\](y)"),
            ("https://www.example.org", r"https\://www\.example.org"),
            ("a\n# b", r"a⟨U+000A⟩\# b"),
            ("x@y.z", r"x\@y.z"),
        ] {
            assert_eq!(markdown(text), escaped);
        }
    }

    proptest! {
        #[test]
        fn a_reader_of_markdown_gets_the_text_back_and_nothing_but_text(
            text in r#"[a-c<>&*_`~|\[\]()#!:./@\\'" -]{1,30}"#
        ) {
            use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
            let page = format!("“{}”", markdown(&text));
            let mut read = String::new();
            for event in Parser::new_ext(&page, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
                match event {
                    Event::Text(part) => read.push_str(&part),
                    Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                    other => prop_assert!(false, "{:?} in {}", other, page),
                }
            }
            prop_assert_eq!(read, format!("“{text}”"));
        }
    }
}
