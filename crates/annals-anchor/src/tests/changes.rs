//! What is told of changed words, and hostile texts that changed words are
//! looked for in.

use proptest::prelude::*;

use super::super::{WordChange, compare_words, fold_white_space};
use super::{AnchorState, bare, found, quote};

/// A comparison in short: kept words, `-removed-` and `+added+` ones.
fn told(recorded: &str, found: &str) -> String {
    let tell = |stretch: super::super::WordSpan| match stretch.change {
        WordChange::Unchanged => stretch.words,
        WordChange::Removed => format!("-{}-", stretch.words),
        WordChange::Added => format!("+{}+", stretch.words),
    };
    let stretches = compare_words(recorded, found);
    stretches
        .into_iter()
        .map(tell)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn what_changed_is_told_word_by_word() {
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
        assert_eq!(told(recorded, found), expected, "{recorded:?} {found:?}");
    }
}

#[test]
fn what_normalised_folds_away_counts_as_kept() {
    for (recorded, found) in [
        ("one two", "one\n\ntwo"),
        ("\"one\" - 'two'", "“one” – ‘two’"),
        ("a bold claim", "a **bold** claim"),
        ("the office", "the oﬃce"),
        ("a railway line", "a rail-\nway line"),
        ("a well-known line", "a well-\nknown line"),
        ("soft hyphens", "soft hy\u{AD}phens"),
    ] {
        let stretches = compare_words(recorded, found);
        let is_kept = |stretch: &super::super::WordSpan| stretch.change == WordChange::Unchanged;
        assert!(stretches.iter().all(is_kept), "{found:?}: {stretches:?}");
    }
}

#[test]
fn texts_with_nothing_in_common_are_told_as_one_change() {
    let (old, new) = ("one ".repeat(20_000), "two ".repeat(20_000));
    let stretches = compare_words(&old, &new);
    let changes: Vec<_> = stretches.iter().map(|stretch| stretch.change).collect();
    assert_eq!(changes, [WordChange::Removed, WordChange::Added]);
}

fn some_words() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof!["[a-c]", "[a-z]{1,8}", "[0-9]{1,4}", "[a-e]{2},"],
        0..40,
    )
    .prop_map(|words| words.join(" "))
}

fn joined(stretches: &[super::super::WordSpan], not: WordChange) -> String {
    let words = stretches
        .iter()
        .filter(|stretch| stretch.change != not)
        .map(|stretch| stretch.words.as_str());
    words.collect::<Vec<_>>().join(" ")
}

proptest! {
    #[test]
    fn kept_and_removed_words_are_the_recorded_ones_kept_and_added_the_found(
        recorded in some_words(),
        found in some_words(),
    ) {
        let stretches = compare_words(&recorded, &found);
        prop_assert_eq!(joined(&stretches, WordChange::Added), fold_white_space(&recorded));
        prop_assert_eq!(joined(&stretches, WordChange::Removed), fold_white_space(&found));
        let alternate = stretches.windows(2).all(|two| two[0].change != two[1].change);
        prop_assert!(alternate, "{:?}", stretches);
    }

    #[test]
    fn any_two_texts_can_be_compared(recorded in ".{0,60}", found in ".{0,60}") {
        let stretches = compare_words(&recorded, &found);
        prop_assert!(stretches.iter().all(|stretch| !stretch.words.is_empty()));
    }
}

/// A sentence that stands nowhere in the texts below.
const SOUGHT: &str = "The governor of the province signed the treaty on salt that summer.";

#[test]
fn hostile_texts_are_searched_to_an_end() {
    let line = |n| format!("The governor of the province signed the treaty on salt no. {n}.");
    let nearly = (0..20_000).map(line).collect::<Vec<_>>().join("\n");
    for (text, exact) in [
        ("a".repeat(1_000_000), "a".repeat(300) + "b"),
        ("ab".repeat(500_000), "ba".repeat(150) + "c"),
        (nearly.clone(), SOUGHT.to_owned()),
        ("salt ".repeat(100_000), SOUGHT.to_owned()),
        (nearly.clone(), nearly.replace("salt", "grain")),
        (nearly, "x".repeat(1_000_000)),
    ] {
        let (_, anchor) = found(&text, &bare(&exact));
        assert_ne!(anchor.state, AnchorState::Exact);
        assert_ne!(anchor.state, AnchorState::Normalised);
    }
}

#[test]
fn a_number_a_name_or_a_negation_replaced_is_another_statement() {
    let before = "Nobody in the harbour expected it. ";
    let after = " The papers were full of it for weeks.";
    let recorded = "In 1957 the court at Ostrova did hear forty complaints about the duty on salt.";
    for changed in [
        recorded.replace("1957", "1961"),
        recorded.replace("Ostrova", "Kelbury"),
        recorded.replace("did hear", "did not hear"),
    ] {
        let text = format!("Some other words went ahead of it. {changed} And others came after.");
        let (_, anchor) = found(&text, &quote(before, recorded, after));
        assert_eq!(anchor.state, AnchorState::Missing, "{changed}");
    }
    // In its own surroundings it is the same passage, changed.
    let changed = recorded.replace("1957", "1961");
    let (_, anchor) = found(
        &format!("{before}{changed}{after}"),
        &quote(before, recorded, after),
    );
    assert_eq!(anchor.state, AnchorState::Drifted);
}
