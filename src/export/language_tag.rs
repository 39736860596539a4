//! Language tags of texts (BCP 47).

/// The longest tag that is exported, in bytes. Readers should support this length
/// (RFC 5646, 4.4.1).
const MAX_LENGTH: usize = 35;

/// A language tag of the file where it is well-formed (RFC 5646, 2.1); else
/// `None`, because no language is better than a wrong one. Whether its parts are
/// registered is not checked.
#[must_use]
pub fn language_tag(text: Option<&str>) -> Option<&str> {
    text.filter(|tag| tag.len() <= MAX_LENGTH && is_well_formed(tag))
}

/// ` lang="…"` of an element of HTML; empty without a well-formed tag.
pub(super) fn lang_attribute(text: Option<&str>) -> String {
    language_tag(text).map_or_else(String::new, |tag| format!(" lang=\"{tag}\""))
}

/// A language, or `x` or `i` with more parts; then parts of at most eight letters
/// and digits.
fn is_well_formed(tag: &str) -> bool {
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
    fn only_well_formed_tags_are_accepted() {
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
