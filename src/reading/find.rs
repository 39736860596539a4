//! Finding words in a text, as a reader types them.

use std::ops::ControlFlow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use annals_anchor::SearchableText;

/// The most places that are listed; beyond it a person narrows the search.
pub const MOST_FOUND: usize = 10_000;

/// The places where words stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Code points: the first, and the one after the last. In the order of the
    /// text; they do not overlap.
    pub places: Vec<(usize, usize)>,
    /// Whether there are more than [`MOST_FOUND`].
    pub is_cut: bool,
}

/// Finds words in a text whatever their case, accents, form of quotes and
/// dashes, and length of white space. Linear in the length of the text. Takes
/// some ten milliseconds a megabyte, so it runs on a worker.
#[must_use]
pub fn find(text: &SearchableText, words: &str) -> Found {
    let mut wanted = String::new();
    fold(words.trim().chars(), |folded, _| {
        wanted.push(folded);
        ControlFlow::Continue(())
    });
    let mut found = Found::default();
    if wanted.is_empty() {
        return found;
    }
    let mut key = String::with_capacity(text.text().len());
    // Every STRIDE bytes of the key or soon after, where a character begins:
    // the byte, and the code point that it is from.
    let mut milestones: Vec<(usize, usize)> = Vec::new();
    let mut last = None;
    fold(text.text().chars(), |folded, code_point| {
        let is_far = milestones
            .last()
            .is_none_or(|(byte, _)| key.len() >= byte + STRIDE);
        if is_far && last != Some(code_point) {
            milestones.push((key.len(), code_point));
        }
        last = Some(code_point);
        key.push(folded);
        ControlFlow::Continue(())
    });
    let mut free_from = 0;
    for byte in memchr::memmem::find_iter(key.as_bytes(), wanted.as_bytes()) {
        if found.places.len() >= MOST_FOUND {
            found.is_cut = true;
            break;
        }
        let start = source_of(text, &milestones, byte);
        let last = source_of(text, &milestones, byte + wanted.len() - last_width(&wanted));
        if start >= free_from {
            let end = past_marks(text, last + 1);
            found.places.push((start, end));
            free_from = end;
        }
    }
    found
}

/// Bytes of a key between two milestones.
const STRIDE: usize = 512;

fn last_width(words: &str) -> usize {
    words.chars().next_back().map_or(1, char::len_utf8)
}

/// The code point that a byte of the key is from.
fn source_of(text: &SearchableText, milestones: &[(usize, usize)], byte: usize) -> usize {
    let before = milestones.partition_point(|(begins, _)| *begins <= byte);
    let Some((begins, code_point)) = milestones.get(before.saturating_sub(1)).copied() else {
        return 0;
    };
    let mut offset = begins;
    let mut from = code_point;
    let rest = text.text().get(text.byte_of(code_point)..);
    fold(rest.unwrap_or_default().chars(), |folded, walked| {
        if offset > byte {
            return ControlFlow::Break(());
        }
        from = code_point + walked;
        offset += folded.len_utf8();
        ControlFlow::Continue(())
    });
    from
}

/// Combining marks belong to the letter before them.
fn past_marks(text: &SearchableText, from: usize) -> usize {
    let rest = text.text().get(text.byte_of(from)..).unwrap_or_default();
    from + rest.chars().take_while(|c| is_combining_mark(*c)).count()
}

/// Folds characters, and tells each with the number of the one it is from,
/// until it is told to stop.
fn fold(chars: impl Iterator<Item = char>, mut told: impl FnMut(char, usize) -> ControlFlow<()>) {
    let mut after_space = false;
    for (number, c) in chars.enumerate() {
        if c.is_whitespace() {
            if !after_space && told(' ', number).is_break() {
                return;
            }
            after_space = true;
            continue;
        }
        after_space = false;
        let sign = match c {
            _ if c.is_ascii() => c.to_ascii_lowercase(),
            '‘' | '’' | '‚' | '‛' | '′' => '\'',
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            '\u{ad}' | '\u{200b}' | '\u{feff}' => continue,
            _ => {
                let parts = std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c));
                for folded in parts.flat_map(char::to_lowercase) {
                    if told(folded, number).is_break() {
                        return;
                    }
                }
                continue;
            }
        };
        if told(sign, number).is_break() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, words: &str) -> Vec<String> {
        let text = SearchableText::new(text);
        find(&text, words)
            .places
            .iter()
            .map(|(start, end)| text.slice(*start, *end).to_owned())
            .collect()
    }

    #[test]
    fn case_accents_quotes_and_white_space_do_not_matter() {
        for (text, words, found) in [
            ("A radio. A RADIO!", "radio", vec!["radio", "RADIO"]),
            ("the  peace\ndeal", "peace deal", vec!["peace\ndeal"]),
            (
                "Cambodia’s “aid”",
                "cambodia's \"aid\"",
                vec!["Cambodia’s “aid”"],
            ),
            ("cafe\u{301} Café", "café", vec!["cafe\u{301}", "Café"]),
            ("ﬁnal", "final", vec!["ﬁnal"]),
            ("aaaa", "aa", vec!["aa", "aa"]),
            ("ភ្នំពេញ និង ភ្នំពេញ", "ភ្នំពេញ", vec!["ភ្នំពេញ", "ភ្នំពេញ"]),
            ("nothing", "  ", vec![]),
            ("nothing", "something", vec![]),
        ] {
            assert_eq!(shown(text, words), found, "{text:?} {words:?}");
        }
    }

    #[test]
    fn a_place_far_into_a_text_is_found_where_it_stands() {
        let text = format!("{}needle{}", "é — word ".repeat(5_000), " ត".repeat(3_000));
        let text = SearchableText::new(text);
        let found = find(&text, "Needle");
        assert_eq!(found.places, [(45_000, 45_006)]);
        assert!(!found.is_cut);
    }

    #[test]
    fn too_many_places_are_cut_and_it_is_told() {
        let found = find(&SearchableText::new("a ".repeat(20_000)), "a");
        assert_eq!(found.places.len(), MOST_FOUND);
        assert!(found.is_cut);
    }

    proptest! {
        #[test]
        fn words_of_a_text_are_found_in_it(
            before in "[a-zé \n“’]{0,600}",
            words in "[a-z]{3,9} [a-zé]{3,9}",
            after in "[a-z ក]{0,60}",
        ) {
            let text = format!("{before} {words} {after}");
            let start = before.chars().count() + 1;
            let found = find(&SearchableText::new(text.clone()), &words);
            let end = start + words.chars().count();
            prop_assert!(
                found.places.iter().any(|(a, b)| *a <= start && *b >= end || (*a < end && *b > start)),
                "{text:?} {words:?} {:?}", found.places
            );
        }
    }
}
