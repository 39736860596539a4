//! The folded words of a text.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use annals_anchor::is_invisible;

/// The current word.
struct WordBuffer {
    folded: String,
    bytes: Range<usize>,
    /// Whether its script has no spaces.
    is_unspaced: bool,
    /// Whether combining marks of its last letter are dropped.
    drops_marks: bool,
}

/// Visits each word of a text, folded, with its bytes in the text.
///
/// Letters fold to their compatibility decomposition (NFKD) in lower case. Combining
/// marks are dropped if the script is readable without them: from Latin, Greek,
/// Cyrillic, Hebrew and Arabic letters. In other scripts they are part of the word,
/// like Khmer and Indic vowels.
pub(super) fn each_word(text: &str, mut visit: impl FnMut(&str, Range<usize>)) {
    let mut word = WordBuffer {
        folded: String::with_capacity(32),
        bytes: 0..0,
        is_unspaced: false,
        drops_marks: true,
    };
    let mut end_word = |word: &mut WordBuffer| {
        if !word.folded.is_empty() {
            visit(&word.folded, word.bytes.clone());
            word.folded.clear();
        }
    };
    for (at, c) in text.char_indices() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                if word.folded.is_empty() || word.is_unspaced {
                    end_word(&mut word);
                    word.bytes.start = at;
                    word.is_unspaced = false;
                }
                word.folded.push(c.to_ascii_lowercase());
                word.drops_marks = true;
                word.bytes.end = at + 1;
            } else {
                end_word(&mut word);
            }
            continue;
        }
        if is_invisible(c) {
            continue;
        }
        let after = at + c.len_utf8();
        let mut part_of_word = |part: char| {
            if is_combining_mark(part) {
                if !word.folded.is_empty() {
                    if !word.drops_marks {
                        word.folded.push(part);
                    }
                    word.bytes.end = after;
                }
            } else if part.is_alphanumeric() {
                let is_unspaced = is_unspaced(part);
                if word.folded.is_empty() || is_unspaced || word.is_unspaced {
                    end_word(&mut word);
                    word.bytes.start = at;
                    word.is_unspaced = is_unspaced;
                }
                word.folded.push(part);
                word.drops_marks = drops_marks(part);
                word.bytes.end = after;
            } else {
                end_word(&mut word);
            }
        };
        decompose_compatible(c, |part| {
            for lower in part.to_lowercase() {
                match spelled(lower) {
                    Some(letters) => letters.chars().for_each(&mut part_of_word),
                    None => part_of_word(lower),
                }
            }
        });
    }
    end_word(&mut word);
}

/// The folded words of a text.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word, _| words.push(word.to_owned()));
    words
}

/// Visits the words of a text with those joined that are hyphenated at a line end
/// (`inter- national`). Visits nothing if there are none. Quotations keep the hyphens
/// of the page they were taken from.
pub(super) fn each_rejoined_word(text: &str, mut visit: impl FnMut(&str, Range<usize>)) {
    let mut hyphens = text.match_indices(is_hyphen);
    if !hyphens.any(|(at, hyphen)| is_break(text, at, at + hyphen.len())) {
        return;
    }
    let mut previous: Option<(String, Range<usize>)> = None;
    each_word(text, |word, bytes| {
        if let Some((before, range)) = &mut previous {
            let between = text.get(range.end..bytes.start).unwrap_or_default();
            let mut rest = between.chars();
            let is_one = rest.next().is_some_and(is_hyphen)
                && rest.all(char::is_whitespace)
                && is_break(text, range.end, bytes.start);
            if is_one {
                before.push_str(word);
                range.end = bytes.end;
                return;
            }
        }
        if let Some((before, range)) = previous.replace((word.to_owned(), bytes)) {
            visit(&before, range);
        }
    });
    if let Some((before, range)) = previous {
        visit(&before, range);
    }
}

/// Whether `c` can hyphenate a word: hyphen-minus, hyphen, soft hyphen.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{ad}')
}

/// Whether the bytes from `start` to `end` may hyphenate a word at a line end: a
/// letter before, white space and a small letter after.
fn is_break(text: &str, start: usize, end: usize) -> bool {
    let before = text
        .get(..start)
        .and_then(|before| before.chars().next_back());
    let (between, rest) = text
        .get(start..)
        .unwrap_or_default()
        .split_at_checked(end.saturating_sub(start))
        .unwrap_or_default();
    let after = rest.trim_start();
    before.is_some_and(char::is_alphabetic)
        && (after.len() < rest.len() || between.ends_with(char::is_whitespace))
        && after.chars().next().is_some_and(char::is_lowercase)
}

/// The usual transcription of letters without a decomposition.
fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

/// Whether `c` is a letter of a script without spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        // Thai, Lao; Burmese; Khmer; Tai Le to Tai Tham.
        '\u{0E00}'..='\u{0EFF}'
            | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{17FF}'
            | '\u{1950}'..='\u{19DF}'
            | '\u{1A20}'..='\u{1AAF}'
            | '\u{A9E0}'..='\u{A9FF}'
            | '\u{AA60}'..='\u{AA7F}'
            // Radicals, kana, bopomofo, ideographs.
            | '\u{2E80}'..='\u{2FDF}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3021}'..='\u{312F}'
            | '\u{31A0}'..='\u{31FF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{1B000}'..='\u{1B16F}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

/// Whether the combining marks of the letter `c` are dropped.
fn drops_marks(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{052F}'
            | '\u{0590}'..='\u{06FF}'
            | '\u{0750}'..='\u{077F}'
            | '\u{08A0}'..='\u{08FF}'
            | '\u{1C80}'..='\u{1C8F}'
            | '\u{1D00}'..='\u{1DBF}'
            | '\u{1E00}'..='\u{1FFF}'
            | '\u{2C60}'..='\u{2C7F}'
            | '\u{A640}'..='\u{A69F}'
            | '\u{A720}'..='\u{A7FF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<(String, &str)> {
        let mut words = Vec::new();
        each_word(text, |folded, bytes| {
            words.push((folded.to_owned(), &text[bytes]));
        });
        words
    }

    #[test]
    fn case_accents_and_forms_fold_but_vowels_do_not() {
        for (text, expected) in [
            ("A Radio", vec![("a", "A"), ("radio", "Radio")]),
            ("Cambodia’s", vec![("cambodia", "Cambodia"), ("s", "s")]),
            (
                "U.S.–China",
                vec![("u", "U"), ("s", "S"), ("china", "China")],
            ),
            (
                "Élise cafe\u{301}s",
                vec![("elise", "Élise"), ("cafes", "cafe\u{301}s")],
            ),
            (
                "ﬁnal Łódź STRASSE Straße",
                vec![
                    ("final", "ﬁnal"),
                    ("lodz", "Łódź"),
                    ("strasse", "STRASSE"),
                    ("strasse", "Straße"),
                ],
            ),
            ("ὈΔΥΣΣΕΎΣ", vec![("οδυσσευσ", "ὈΔΥΣΣΕΎΣ")]),
            ("йод", vec![("иод", "йод")]),
            ("مُحَمَّد", vec![("محمد", "مُحَمَّد")]),
            ("co\u{ad}op", vec![("coop", "co\u{ad}op")]),
            ("हिन्दी", vec![("हिन्दी", "हिन्दी")]),
            ("東京so", vec![("東", "東"), ("京", "京"), ("so", "so")]),
            ("ភ្នំ", vec![("ភ្", "ភ្"), ("នំ", "នំ")]),
            ("1,5 km²", vec![("1", "1"), ("5", "5"), ("km2", "km²")]),
            ("\u{301} — *", vec![]),
        ] {
            let expected: Vec<(String, &str)> = expected
                .into_iter()
                .map(|(a, b)| (a.to_owned(), b))
                .collect();
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn a_word_hyphenated_at_a_line_end_is_joined() {
        for (text, expected) in [
            (
                "the inter- national aid",
                vec!["the", "inter- national", "aid"],
            ),
            ("inter-\nna- tional", vec!["inter-\nna- tional"]),
            ("inter\u{ad} national", vec!["inter\u{ad} national"]),
            ("inter‐ national", vec!["inter‐ national"]),
            ("inter-national", vec![]),
            ("Sino- American", vec![]),
            ("1958- today", vec![]),
            ("aid - later", vec![]),
            ("aid-", vec![]),
        ] {
            let mut words = Vec::new();
            each_rejoined_word(text, |folded, bytes| {
                assert!(folded.chars().all(char::is_alphanumeric), "{folded}");
                words.push(&text[bytes]);
            });
            assert_eq!(words, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn words_are_visited_in_order(text in ".{0,60}") {
            let mut last = 0..0;
            each_word(&text, |folded, bytes| {
                assert!(!folded.is_empty());
                let word = text.get(bytes.clone()).unwrap();
                assert!(!word.is_empty());
                // A character that decomposes into several words is part of each.
                let shared = text.get(bytes.start..last.end).unwrap_or_default();
                assert!(bytes.start >= last.start && bytes.end >= last.end);
                assert!(shared.chars().count() <= 1, "{word} {shared}");
                last = bytes;
            });
        }
    }
}
