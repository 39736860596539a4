//! What may stand where the language of a text is named.

/// The longest tag that is passed on, in bytes: readers are advised to have room
/// for so much (RFC 5646, 4.4.1).
const LONGEST: usize = 35;

/// A language's tag as the file has it, where it has the form of one (RFC 5646,
/// 2.1); `None` of anything else, as a text in no language is better than one in
/// a wrong one. Whether its parts are registered is not looked at.
pub(super) fn language_tag(written: Option<&str>) -> Option<&str> {
    written.filter(|tag| tag.len() <= LONGEST && has_form(tag))
}

/// A language, or `x` or `i` with something behind it; then parts of at most
/// eight letters and digits.
fn has_form(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let is_language =
        (2..=8).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_marker = matches!(first, "x" | "X" | "i" | "I") && tag.len() > first.len();
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    (is_language || is_marker) && parts.all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_the_form_of_a_tag_is_one_and_nothing_else_is() {
        for tag in [
            "en",
            "km",
            "zh-Hant",
            "de-CH-1996",
            "sr-Latn-RS",
            "es-419",
            "en-a-bbb-x-a-ccc",
            "x-annals",
            "i-klingon",
        ] {
            assert_eq!(language_tag(Some(tag)), Some(tag));
        }
        for text in [
            "",
            "e",
            "x",
            "1",
            "12",
            "1en",
            "English, mostly",
            "en_GB",
            "en-",
            "-en",
            "en--GB",
            "abcdefghi",
            "en-abcdefghi",
            "ខ្មែរ",
            "en\" onload=\"x",
            "en-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa",
        ] {
            assert_eq!(language_tag(Some(text)), None, "{text:?}");
        }
        assert_eq!(language_tag(None), None);
    }
}
