//! Search in one text, as in the find bar.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use annals_anchor::SearchableText;

/// The most occurrences that are listed.
pub const MAX_FOUND: usize = 10_000;

/// The occurrences of some words in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Occurrences {
    /// The first code point of each and the one after its last, in the order of the
    /// text. They do not overlap.
    pub places: Vec<(usize, usize)>,
    /// Whether there are more than [`MAX_FOUND`].
    pub is_cut: bool,
}

/// Finds words in a text regardless of case, accents, forms of quotation marks and
/// dashes, and length of white space.
///
/// Linear in the length of the text. It takes some 10 ms per megabyte, so callers
/// run it on a worker thread.
#[must_use]
pub fn find(text: &SearchableText, words: &str) -> Occurrences {
    let mut wanted = String::new();
    fold(words.trim(), |folded, _| wanted.push(folded));
    let mut found = Occurrences::default();
    if wanted.is_empty() {
        return found;
    }
    let mut key = String::with_capacity(text.text().len());
    // The code point that each byte of the key comes from. A text has fewer than 2³².
    let mut sources: Vec<u32> = Vec::with_capacity(text.text().len());
    fold(text.text(), |folded, code_point| {
        key.push(folded);
        sources.resize(key.len(), code_point);
    });
    let source_of = |byte: usize| sources.get(byte).map_or(0, |source| *source as usize);
    let mut free_from = 0;
    for byte in memchr::memmem::find_iter(key.as_bytes(), wanted.as_bytes()) {
        if found.places.len() >= MAX_FOUND {
            found.is_cut = true;
            break;
        }
        let start = source_of(byte);
        if start >= free_from {
            let last = source_of(byte + wanted.len() - 1);
            let end = after_combining_marks(text, last + 1);
            found.places.push((start, end));
            free_from = end;
        }
    }
    found
}

/// The code point after the combining marks that follow `from`: they belong to the
/// letter before them.
fn after_combining_marks(text: &SearchableText, from: usize) -> usize {
    let rest = text.text().get(text.byte_of(from)..).unwrap_or_default();
    from + rest.chars().take_while(|c| is_combining_mark(*c)).count()
}

/// Calls `emit` with each folded character and the number of the character it comes
/// from.
fn fold(text: &str, mut emit: impl FnMut(char, u32)) {
    let mut after_space = false;
    for (number, c) in (0..).zip(text.chars()) {
        let follows_space = std::mem::replace(&mut after_space, c.is_whitespace());
        match c {
            _ if after_space && follows_space => {}
            _ if after_space => emit(' ', number),
            _ if c.is_ascii() => emit(c.to_ascii_lowercase(), number),
            '‘' | '’' | '‚' | '‛' | '′' => emit('\'', number),
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => emit('"', number),
            '‐' | '‑' | '‒' | '–' | '—' | '−' => emit('-', number),
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            _ => {
                let parts = std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c));
                parts
                    .flat_map(char::to_lowercase)
                    .for_each(|folded| emit(folded, number));
            }
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
    fn an_occurrence_far_into_a_text_has_the_right_position() {
        let text = format!("{}needle{}", "é — word ".repeat(5_000), " ត".repeat(3_000));
        let text = SearchableText::new(text);
        let found = find(&text, "Needle");
        assert_eq!(found.places, [(45_000, 45_006)]);
        assert!(!found.is_cut);
    }

    #[test]
    fn too_many_occurrences_are_cut_and_reported() {
        let found = find(&SearchableText::new("a ".repeat(20_000)), "a");
        assert_eq!(found.places.len(), MAX_FOUND);
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
