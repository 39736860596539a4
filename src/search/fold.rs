//! Words of a text, as they are compared.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use annals_anchor::is_invisible;

/// The word being gathered.
struct Gathering {
    folded: String,
    bytes: Range<usize>,
    /// Whether its script is written without spaces.
    is_unspaced: bool,
    /// Whether marks upon its last letter are forgotten.
    forgets_marks: bool,
}

/// Tells each word of a text, folded, with the bytes of the text that it stands
/// on, first to last.
///
/// Letters are told by their compatibility decomposition (NFKD) in lower case.
/// Marks are forgotten where a language may leave them out and be read all the
/// same: upon Latin, Greek, Cyrillic, Hebrew and Arabic letters. Everywhere
/// else they spell the word, as Khmer and Indic vowels do.
pub(super) fn each_word(text: &str, mut told: impl FnMut(&str, Range<usize>)) {
    let mut word = Gathering {
        folded: String::with_capacity(32),
        bytes: 0..0,
        is_unspaced: false,
        forgets_marks: true,
    };
    let mut end_word = |word: &mut Gathering| {
        if !word.folded.is_empty() {
            told(&word.folded, word.bytes.clone());
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
                word.forgets_marks = true;
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
                    if !word.forgets_marks {
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
                word.forgets_marks = forgets_marks(part);
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

/// Tells the words of a text again where the end of a line broke some of them
/// (`inter- national`), those as one; nothing of a text in which none is
/// broken. A quotation keeps the hyphen of the page that it was taken from.
pub(super) fn each_rejoined_word(text: &str, mut told: impl FnMut(&str, Range<usize>)) {
    let mut hyphens = text.match_indices(is_hyphen);
    if !hyphens.any(|(at, hyphen)| is_break(text, at, at + hyphen.len())) {
        return;
    }
    let mut held: Option<(String, Range<usize>)> = None;
    each_word(text, |word, bytes| {
        if let Some((before, stretch)) = &mut held {
            let between = text.get(stretch.end..bytes.start).unwrap_or_default();
            let mut rest = between.chars();
            let is_one = rest.next().is_some_and(is_hyphen)
                && rest.all(char::is_whitespace)
                && is_break(text, stretch.end, bytes.start);
            if is_one {
                before.push_str(word);
                stretch.end = bytes.end;
                return;
            }
        }
        if let Some((before, stretch)) = held.replace((word.to_owned(), bytes)) {
            told(&before, stretch);
        }
    });
    if let Some((before, stretch)) = held {
        told(&before, stretch);
    }
}

/// The hyphens that break a word: the typed one, the true one, the soft one.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{ad}')
}

/// Whether what stands between two places may have broken a word: a letter
/// stands before it, and after it white space and a small letter.
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

/// Letters that have no decomposition and are typed as others where a keyboard
/// lacks them.
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

/// A letter of a script that is written without spaces between words.
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

/// A letter of a script whose marks may be left out.
fn forgets_marks(c: char) -> bool {
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
    fn case_accents_and_forms_are_forgotten_and_vowels_are_not() {
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
    fn what_the_end_of_a_line_broke_is_one_word_too() {
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
        fn words_stand_in_the_text_in_order(text in ".{0,60}") {
            let mut last = 0..0;
            each_word(&text, |folded, bytes| {
                assert!(!folded.is_empty());
                let word = text.get(bytes.clone()).unwrap();
                assert!(!word.is_empty());
                // One character that decomposes into several words stands under
                // each of them.
                let shared = text.get(bytes.start..last.end).unwrap_or_default();
                assert!(bytes.start >= last.start && bytes.end >= last.end);
                assert!(shared.chars().count() <= 1, "{word} {shared}");
                last = bytes;
            });
        }
    }
}
