//! The text of a field as one plain line.

/// The longest field that is set, in code points. Longer ones are no
/// bibliographic data, and the processor needs quadratic time for some.
pub(super) const MAX_FIELD_CHARS: usize = 2_000;

/// The rich text tags of CSL-JSON, which are removed.
const TAGS: [&str; 8] = ["i", "b", "em", "strong", "sup", "sub", "sc", "span"];

/// One line without control characters, rich text tags and double spaces;
/// `None` where nothing is left.
pub(super) fn clean(text: &str) -> Option<String> {
    let mut line = String::with_capacity(text.len());
    for word in without_tags(text)
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
    {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    (!line.is_empty()).then_some(line)
}

fn without_tags(text: &str) -> String {
    let mut rest = text;
    let mut result = String::with_capacity(text.len());
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        result.push_str(before);
        let behind = tag.find('>').map(|end| tag.split_at(end + 1));
        match behind {
            Some((tag, behind)) if is_rich_text(tag) => rest = behind,
            _ => {
                result.push('<');
                rest = tag.get(1..).unwrap_or_default();
            }
        }
    }
    result.push_str(rest);
    result
}

/// `<i>`, `</i>`, `<span class="nocase">`.
fn is_rich_text(tag: &str) -> bool {
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let name = inner.trim_start_matches('/');
    let name = name.split(' ').next().unwrap_or_default();
    TAGS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_becomes_one_plain_line() {
        for (text, line) in [
            ("a", Some("a")),
            ("", None),
            (" \n\t\u{0}", None),
            (" a\r\n b\u{1b}[31m ", Some("a b [31m")),
            ("<i>E. coli</i> in H<SUB>2</SUB>O", Some("E. coli in H2O")),
            ("<span class=\"nocase\">iPhone</span>", Some("iPhone")),
            ("a < b > c <x> <", Some("a < b > c <x> <")),
        ] {
            assert_eq!(clean(text).as_deref(), line, "{text:?}");
        }
    }
}
