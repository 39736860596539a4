//! Escaping of a timeline's fields for HTML and Markdown: whatever they contain,
//! they stay text.

pub use crate::figure::escape_markup as html;
use crate::model::{visible_id, visible_line, visible_text};

/// A field of running text, isolated from the direction of its surroundings.
#[must_use]
pub fn field(text: &str) -> String {
    format!("<bdi>{}</bdi>", html(&visible_line(text)))
}

/// A field that fills an element with a direction of its own (`dir="auto"`). A
/// `bdi` inside would hide the text from that rule (HTML, 3.2.6.4).
#[must_use]
pub fn block(text: &str) -> String {
    html(&visible_line(text))
}

/// An id, a digest or a file name, isolated likewise.
#[must_use]
pub fn id(text: &str) -> String {
    format!("<bdi class=\"id\">{}</bdi>", html(&visible_id(text)))
}

/// A text inside a line of Markdown (`CommonMark` 0.31 with GitHub's tables,
/// strikethrough, autolinks and mentions) that makes no markup.
#[must_use]
pub fn markdown(text: &str) -> String {
    backslashed(&visible_line(text), false)
}

/// The same for readers with smart typography, such as pandoc: quotation marks,
/// dashes and dots stay as they were written.
#[must_use]
pub fn markdown_verbatim(text: &str) -> String {
    backslashed(&visible_line(text), true)
}

/// Running text of several lines, likewise. Line breaks stay, and no line starts a
/// list, a heading or another block. `margin` precedes each line but the first.
#[must_use]
pub fn markdown_lines(text: &str, margin: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let visible = visible_text(&text);
    let lines = visible.split('\n').map(str::trim);
    let mut escaped = String::with_capacity(text.len());
    for line in lines.filter(|line| !line.is_empty()) {
        if !escaped.is_empty() {
            escaped.push_str("\\\n");
            escaped.push_str(margin);
        }
        escaped.push_str(&guarded_line(&backslashed(line, true)));
    }
    escaped
}

/// A line at the start of which nothing begins a list for `CommonMark` or pandoc
/// (`a)`, `iv.`, `(2)`), or underlines a heading.
fn guarded_line(line: &str) -> String {
    let is_alphanumeric = |byte: &u8| byte.is_ascii_alphanumeric();
    let (number, rest) = line.split_at(line.bytes().take_while(is_alphanumeric).count());
    let is_number = number.len() == 1
        || number.bytes().all(|byte| byte.is_ascii_digit())
        || number.bytes().all(|byte| b"ivxlcdmIVXLCDM".contains(&byte));
    let begins = if number.is_empty() {
        rest.starts_with(['-', '+', '=', ':', '('])
    } else {
        is_number && rest.starts_with(['.', ')'])
    };
    let guard = if begins { "\\" } else { "" };
    format!("{number}{guard}{rest}")
}

/// An id or a file name in Markdown.
#[must_use]
pub fn markdown_id(text: &str) -> String {
    backslashed(&visible_id(text), false)
}

fn backslashed(text: &str, is_verbatim: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let is_in_row = before == c || next == c;
        let is_markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '$' | '^'
            | '{' | '}' | '@' | '!' => true,
            '"' | '\'' => is_verbatim,
            '-' | '.' if is_verbatim && is_in_row => true,
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
        before = c;
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn html_is_escaped_and_controls_are_visible() {
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
    fn markdown_is_escaped() {
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

    #[test]
    fn lines_stay_lines_and_start_no_block() {
        for (text, escaped) in [
            ("a\n- b\n\n1. c", "a\\\n> \\- b\\\n> 1\\. c"),
            ("a\r\n=== \n+ b", "a\\\n> \\===\\\n> \\+ b"),
            ("  a\tb \n    c", "a\tb\\\n> c"),
            ("\n\n", ""),
            (
                "a\niv. b\n(2) c\nx) d",
                "a\\\n> iv\\. b\\\n> \\(2) c\\\n> x\\) d",
            ),
            ("it's -- \"so\"...", "it\\'s \\-\\- \\\"so\\\"\\.\\.\\."),
        ] {
            assert_eq!(markdown_lines(text, "> "), escaped, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn smart_typography_changes_nothing(
            text in r#"[a-c1<>&*_`~|\[\]()#!:.+=/@\\'" \n-]{0,40}"#
        ) {
            use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
            let page = format!("> “{}”\n", markdown_lines(&text, "> "));
            let mut read = String::new();
            for event in Parser::new_ext(&page, Options::all()) {
                match event {
                    Event::Text(part) => read.push_str(&part),
                    Event::HardBreak => read.push('\n'),
                    Event::Start(Tag::Paragraph | Tag::BlockQuote(_))
                    | Event::End(TagEnd::Paragraph | TagEnd::BlockQuote(_)) => {}
                    other => prop_assert!(false, "{:?} in {}", other, page),
                }
            }
            let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
            let lines: Vec<&str> = lines.collect();
            prop_assert_eq!(read, format!("“{}”", lines.join("\n")));
        }

        #[test]
        fn markdown_reads_back_as_the_same_text(
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
