//! Ranges of a text that begin and end between words.

use unicode_segmentation::UnicodeSegmentation as _;

use annals_anchor::{PositionSelector, SearchableText};

/// How many code points on a side are looked at. Longer words are cut.
const MAX_WORD: usize = 200;

/// Extends a range to whole words: to the word boundaries of UAX #29 that are outside of it.
pub(super) fn extend_to_words(text: &SearchableText, range: PositionSelector) -> PositionSelector {
    let end = range.end.min(text.code_points());
    let start = range.start.min(end);
    PositionSelector {
        start: boundary(text, start, true),
        end: boundary(text, end, false),
    }
}

/// The word boundary at a position, or the nearest one before or after it.
fn boundary(text: &SearchableText, position: usize, before: bool) -> usize {
    let first = position.saturating_sub(MAX_WORD);
    let last = (position + MAX_WORD).min(text.code_points());
    let mut at = first;
    let mut previous = first;
    for word in text.slice(first, last).split_word_bounds() {
        if at >= position {
            break;
        }
        previous = at;
        at += word.chars().count();
    }
    match at {
        at if at == position => position,
        _ if before => previous,
        at => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_extended_to_whole_words() {
        let text = "After its independence, l’État’s naïve plan 3.14 failed.";
        let searchable = SearchableText::new(text);
        for (cut, whole) in [
            ("fter its independ", "After its independence"),
            ("After its independence", "After its independence"),
            (" its ", " its "),
            ("tat’s na", "l’État’s naïve"),
            (".1", "3.14"),
            ("ailed.", "failed."),
        ] {
            let byte = text.find(cut).unwrap();
            let start = text[..byte].chars().count();
            let range = PositionSelector {
                start,
                end: start + cut.chars().count(),
            };
            let PositionSelector { start, end } = extend_to_words(&searchable, range);
            assert_eq!(searchable.slice(start, end), whole, "{cut}");
        }
    }

    #[test]
    fn a_range_beyond_the_text_is_clipped() {
        let text = SearchableText::new("one");
        let range = PositionSelector { start: 9, end: 12 };
        let clipped = extend_to_words(&text, range);
        assert_eq!((clipped.start, clipped.end), (3, 3));
        let khmer = SearchableText::new("ភ្នំពេញ");
        let whole = extend_to_words(&khmer, PositionSelector { start: 1, end: 2 });
        assert!(whole.start <= 1 && whole.end >= 2);
    }
}
