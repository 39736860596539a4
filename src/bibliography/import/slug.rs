//! Names of imported records, for the ids of their sources.

use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization as _;

/// The most letters of an id.
const MAX_CHARS: usize = 48;

/// The name from which the id of a record is made: its key, otherwise author and year,
/// otherwise the title.
pub(super) fn record_name(key: Option<&str>, csl: &Map<String, Value>) -> String {
    key.and_then(slug)
        .or_else(|| author_and_year(csl))
        .or_else(|| csl.get("title").and_then(Value::as_str).and_then(slug))
        .unwrap_or_else(|| "source".to_owned())
}

fn author_and_year(csl: &Map<String, Value>) -> Option<String> {
    let name = csl.get("author")?.get(0)?;
    let name = ["family", "literal", "given"]
        .iter()
        .find_map(|key| name.get(key)?.as_str())?;
    let year = csl
        .get("issued")
        .and_then(|issued| issued.pointer("/date-parts/0/0"))
        .and_then(Value::as_i64)
        .map_or_else(String::new, |year| year.to_string());
    slug(name).map(|name| name + &year)
}

/// Lower-case letters without accents, digits, and single hyphens. Letters of
/// other scripts stay: ids may be in any.
fn slug(text: &str) -> Option<String> {
    let mut slug = String::new();
    let mut length = 0;
    for letter in text.nfkd().flat_map(char::to_lowercase) {
        if length >= MAX_CHARS {
            break;
        }
        if letter.is_alphanumeric() || is_vowel_sign(letter) {
            slug.push(letter);
            length += 1;
        } else if is_separator(letter) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
            length += 1;
        }
    }
    let slug = slug.trim_end_matches('-');
    (!slug.is_empty()).then(|| slug.to_owned())
}

/// Accents of Latin and Greek letters, which are dropped.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Marks that change the word, as in Khmer and Thai.
fn is_vowel_sign(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) && !is_accent(c)
}

/// Whether a character separates words.
fn is_separator(c: char) -> bool {
    !is_accent(c) && !matches!(c, '\'' | '’')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_of_plain_letters() {
        let Value::Object(csl) = json!({
            "author": [{ "family": "Müller-O’Neill" }],
            "issued": { "date-parts": [[2020]] },
            "title": "A Title: of Things"
        }) else {
            panic!()
        };
        for (key, name) in [
            (Some("Smith2020"), "smith2020"),
            (Some("Smith:2020"), "smith-2020"),
            (
                Some("http://zotero.org/users/1/items/ABC"),
                "http-zotero-org-users-1-items-abc",
            ),
            (Some("--"), "muller-oneill2020"),
            (None, "muller-oneill2020"),
            (Some("កម្ពុជា"), "កម្ពុជា"),
        ] {
            assert_eq!(record_name(key, &csl), name, "{key:?}");
        }
        assert_eq!(record_name(None, &Map::new()), "source");
    }
}
