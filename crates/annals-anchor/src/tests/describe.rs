//! Describing ranges by selectors.

use super::{at, quote};
use crate::{MAX_CONTEXT, QuoteSelector, SearchableText, describe};

fn described(text: &str, start: usize, end: usize) -> QuoteSelector {
    describe(&SearchableText::new(text), at(start, end))
}

#[test]
fn a_range_is_described_by_its_words_and_context() {
    let text = "one\n\ntwo  three\tfour";
    assert_eq!(described(text, 5, 8), quote("one ", "two", " three four"));
    assert_eq!(described(text, 0, 8), quote("", "one two", " three four"));
    assert_eq!(described(text, 10, 20), quote("one two ", "three four", ""));
}

#[test]
fn context_is_cut_between_words() {
    let text = format!("{}quotation{}", "word ".repeat(50), " word".repeat(50));
    let selector = described(&text, 250, 259);
    assert_eq!(selector.prefix, "word ".repeat(24));
    assert_eq!(selector.suffix, " word".repeat(24));
    let text = format!("x{}quotation{}x", "word ".repeat(50), " word".repeat(50));
    let selector = described(&text, 251, 260);
    assert_eq!(selector.prefix, "word ".repeat(24));
    assert_eq!(selector.suffix, " word".repeat(24));
    let text = format!(
        "words {}quotation{} words",
        "word ".repeat(23),
        " word".repeat(23)
    );
    let selector = described(&text, 121, 130);
    assert_eq!(selector.prefix, "word ".repeat(23));
    assert_eq!(selector.suffix, " word".repeat(23));
}

#[test]
fn scripts_without_spaces_are_cut_between_letters() {
    let text = format!("{}x{}", "e\u{301}".repeat(100), "e\u{301}".repeat(100));
    let selector = described(&text, 200, 201);
    assert_eq!(selector.prefix, "e\u{301}".repeat(MAX_CONTEXT / 2));
    assert_eq!(selector.suffix, "e\u{301}".repeat(MAX_CONTEXT / 2));
    let odd = format!("{}x.{}", "e\u{301}".repeat(100), "e\u{301}".repeat(100));
    let selector = described(&odd, 200, 201);
    assert_eq!(selector.suffix, format!(".{}", "e\u{301}".repeat(59)));
    let odd = format!("{}.x", "e\u{301}".repeat(100));
    let selector = described(&odd, 201, 202);
    assert_eq!(selector.prefix, format!("{}.", "e\u{301}".repeat(59)));
}

#[test]
fn ranges_beyond_the_text_are_clipped() {
    assert_eq!(described("word", 2, usize::MAX), quote("wo", "rd", ""));
    assert_eq!(
        described("word", usize::MAX, usize::MAX),
        quote("word", "", "")
    );
    assert_eq!(described("word", 3, 1), quote("wor", "", "d"));
    assert_eq!(described("", 0, 9), quote("", "", ""));
}

#[test]
fn code_points_and_bytes_are_converted_both_ways() {
    let words = "ab កម្ពុជា 👩‍👩‍👧 é e\u{301} ".repeat(200);
    let text = SearchableText::new(words.as_str());
    assert_eq!(text.code_points(), words.chars().count());
    for (code_point, (byte, _)) in words.char_indices().enumerate() {
        assert_eq!(text.byte_of(code_point), byte);
        assert_eq!(text.code_point_of(byte), code_point);
    }
    for past in [text.code_points(), text.code_points() + 1, usize::MAX] {
        assert_eq!(text.byte_of(past), words.len());
    }
    assert_eq!(text.slice(3, 5), "កម");
    assert_eq!(text.slice(5, 3), "");
    assert_eq!(text.slice(0, usize::MAX), words);
}
