//! Comparison of two wordings, word by word.

use proptest::prelude::*;

use crate::{WordChange, WordSpan, compare_words, fold_white_space};

/// A comparison in short: unchanged words, `-removed-` and `+added+` ones.
fn notation(recorded: &str, found: &str) -> String {
    let write = |span: WordSpan| match span.change {
        WordChange::Unchanged => span.words,
        WordChange::Removed => format!("-{}-", span.words),
        WordChange::Added => format!("+{}+", span.words),
    };
    compare_words(recorded, found)
        .into_iter()
        .map(write)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn differences_are_listed_word_by_word() {
    for (recorded, found, expected) in [
        ("", "", ""),
        ("one two", "one two", "one two"),
        ("", "one", "+one+"),
        ("one", "", "-one-"),
        ("one two three", "one three", "one -two- three"),
        ("one three", "one two three", "one +two+ three"),
        ("the old king", "the new king", "the -old- +new+ king"),
        ("a b c d", "c d a b", "-a b- c d +a b+"),
        ("one two", "three four", "-one two- +three four+"),
        ("in 1957 it", "in 1958 it", "in -1957- +1958+ it"),
    ] {
        assert_eq!(
            notation(recorded, found),
            expected,
            "{recorded:?} {found:?}"
        );
    }
}

#[test]
fn folded_differences_are_unchanged() {
    for (recorded, found) in [
        ("one two", "one\n\ntwo"),
        ("\"one\" - 'two'", "“one” – ‘two’"),
        ("a bold claim", "a **bold** claim"),
        ("the office", "the oﬃce"),
        ("a railway line", "a rail-\nway line"),
        ("a well-known line", "a well-\nknown line"),
        ("soft hyphens", "soft hy\u{AD}phens"),
    ] {
        let spans = compare_words(recorded, found);
        let is_unchanged = |span: &WordSpan| span.change == WordChange::Unchanged;
        assert!(spans.iter().all(is_unchanged), "{found:?}: {spans:?}");
    }
}

#[test]
fn texts_without_common_words_are_one_change() {
    let (old, new) = ("one ".repeat(20_000), "two ".repeat(20_000));
    let spans = compare_words(&old, &new);
    let changes: Vec<_> = spans.iter().map(|span| span.change).collect();
    assert_eq!(changes, [WordChange::Removed, WordChange::Added]);
}

fn some_words() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof!["[a-c]", "[a-z]{1,8}", "[0-9]{1,4}", "[a-e]{2},"],
        0..40,
    )
    .prop_map(|words| words.join(" "))
}

fn joined(spans: &[WordSpan], not: WordChange) -> String {
    let words = spans
        .iter()
        .filter(|span| span.change != not)
        .map(|span| span.words.as_str());
    words.collect::<Vec<_>>().join(" ")
}

proptest! {
    #[test]
    fn each_wording_can_be_rebuilt_from_the_comparison(
        recorded in some_words(),
        found in some_words(),
    ) {
        let spans = compare_words(&recorded, &found);
        prop_assert_eq!(joined(&spans, WordChange::Added), fold_white_space(&recorded));
        prop_assert_eq!(joined(&spans, WordChange::Removed), fold_white_space(&found));
        let alternate = spans.windows(2).all(|two| two[0].change != two[1].change);
        prop_assert!(alternate, "{:?}", spans);
    }

    #[test]
    fn any_two_texts_can_be_compared(recorded in ".{0,60}", found in ".{0,60}") {
        let spans = compare_words(&recorded, &found);
        prop_assert!(spans.iter().all(|span| !span.words.is_empty()));
    }
}
