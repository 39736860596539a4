//! Properties of all texts and quotations.

use proptest::prelude::*;

use super::{assert_consistent, at};
use crate::{
    AnchorState, MAX_CONTEXT, PositionSelector, PositionTrust, QuoteSelector, SearchableText,
    anchor, describe, fold_white_space,
};

/// Texts of characters that fold, break lines and combine, and of few letters, so
/// that much occurs in several places.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec!["a", "b", "ab", "A", "é", "e\u{301}", "e\u{323}\u{301}", "7"]),
        2 => prop::sample::select(vec![" ", "\n", "\n\n", "\u{C}", "\t ", "\u{A0}", "\u{2028}"]),
        2 => prop::sample::select(vec!["*", "**", "_", "***", "****", "# ", "\\", "[", "…", "..."]),
        2 => prop::sample::select(vec!["-", "—", "\u{2011}", "\u{AD}", "-\n", "\u{AD}\n", "'", "’", "\"", "“", "″"]),
        1 => prop::sample::select(vec!["ﬁ", "fi", "ﬃ", "½", "ŉ", "´", "가", "각", "\u{1100}\u{1161}", "Ａ", "İ"]),
        1 => prop::sample::select(vec!["ក", "ម្ព", "ុ", "ជា", "\u{200B}", "\u{200D}", "👩‍👩‍👧", "\u{FE0F}", "\u{301}", "\u{0}"]),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![4 => text(), 1 => any::<String>()]
}

fn any_position() -> impl Strategy<Value = Option<PositionSelector>> {
    let bound = prop_oneof![8 => 0..80_usize, 1 => Just(usize::MAX), 1 => any::<usize>()];
    prop::option::of((bound.clone(), bound).prop_map(|(start, end)| at(start, end)))
}

fn any_trust() -> impl Strategy<Value = PositionTrust> {
    prop_oneof![
        Just(PositionTrust::Authoritative),
        Just(PositionTrust::Hint)
    ]
}

/// A text and a range of it that is more than white space.
fn range() -> impl Strategy<Value = (String, usize, usize)> {
    (
        any_text(),
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
    )
        .prop_map(|(text, one, other)| {
            let bounds = text.chars().count() + 1;
            let (one, other) = (one.index(bounds), other.index(bounds));
            (text, one.min(other), one.max(other))
        })
        .prop_filter("words to quote", |(text, start, end)| {
            !SearchableText::new(text.as_str())
                .slice(*start, *end)
                .trim()
                .is_empty()
        })
}

/// The same wording as a typesetter or a converter may write it.
fn reset(words: &str) -> String {
    let spaced = fold_white_space(words).replace(' ', "\n \n");
    let signs = spaced
        .replace('"', "”")
        .replace('\'', "’")
        .replace('—', "–");
    unicode_normalization::UnicodeNormalization::nfc(signs.as_str()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_anchor_is_consistent(
        text in any_text(), exact in any_text(), prefix in any_text(), suffix in any_text(),
        position in any_position(), trust in any_trust(),
    ) {
        let text = SearchableText::new(text);
        let quotation = QuoteSelector { exact: exact.into(), prefix: prefix.into(), suffix: suffix.into() };
        assert_consistent(&text, &anchor(&text, &quotation, position, trust));
    }

    #[test]
    fn a_described_range_is_found_in_the_same_text((words, start, end) in range()) {
        let text = SearchableText::new(words);
        let range = at(start, end);
        let quotation = describe(&text, range);
        let found = anchor(&text, &quotation, Some(range), PositionTrust::Authoritative);
        assert_consistent(&text, &found);
        let place = found.matched.map(|place| (place.start, place.end));
        prop_assert_eq!(place, Some((start, end)), "{:?} {:?}", quotation, found);
        let is_exact = quotation.exact == text.slice(start, end);
        let state = if is_exact { AnchorState::Exact } else { AnchorState::Normalised };
        prop_assert_eq!(found.state, state);
    }

    #[test]
    fn words_of_the_text_are_never_missing((words, start, end) in range()) {
        let text = SearchableText::new(words);
        let exact = text.slice(start, end).to_owned();
        let quotation = QuoteSelector { exact: exact.clone().into(), ..QuoteSelector::default() };
        let found = anchor(&text, &quotation, None, PositionTrust::Hint);
        assert_consistent(&text, &found);
        if let Some(place) = found.matched {
            prop_assert_eq!(found.state, AnchorState::Exact);
            prop_assert_eq!(text.slice(place.start, place.end), exact);
        } else {
            prop_assert_eq!(found.state, AnchorState::Ambiguous);
            let listed = found.candidates.iter().any(|place| place.start == start);
            prop_assert!(listed, "{:?}", found);
        }
    }

    #[test]
    fn exact_means_equal_code_points(
        (words, start, end) in range(), other in any_text(), trust in any_trust(),
        position in any_position(),
    ) {
        let quotation = describe(&SearchableText::new(words), at(start, end));
        let text = SearchableText::new(other);
        let found = anchor(&text, &quotation, position, trust);
        assert_consistent(&text, &found);
        if let Some(place) = found.matched {
            let is_unchanged = quotation.exact == text.slice(place.start, place.end);
            prop_assert!(is_unchanged || found.state != AnchorState::Exact);
        }
    }

    #[test]
    fn a_reset_text_is_normalised(
        words in "[a-z]{3,8}( [a-z]{3,8}){2,6}(\"|'s|—)[a-z]{3,8}", before in text(), after in text(),
    ) {
        let exact = format!("QX {words} XQ");
        let text = SearchableText::new(format!("{before}. {} .{after}", reset(&exact)));
        let found = anchor(&text, &QuoteSelector { exact: exact.into(), ..QuoteSelector::default() }, None, PositionTrust::Hint);
        assert_consistent(&text, &found);
        prop_assert_eq!(found.state, AnchorState::Normalised);
    }

    #[test]
    fn context_is_short_and_folded((words, start, end) in range()) {
        let text = SearchableText::new(words);
        let quotation = describe(&text, at(start, end));
        for side in [&quotation.prefix, &quotation.suffix] {
            prop_assert!(side.chars().count() <= MAX_CONTEXT);
            prop_assert_eq!(side, &fold_white_space(side));
        }
        let before = fold_white_space(text.slice(0, start));
        let after = fold_white_space(text.slice(end, usize::MAX));
        prop_assert!(before.ends_with(&*quotation.prefix));
        prop_assert!(after.starts_with(&*quotation.suffix));
    }
}
