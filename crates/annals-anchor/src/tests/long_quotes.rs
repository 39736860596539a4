//! Quotations of many pages whose words have changed.
//!
//! The last case would take billions of steps if it were compared: there is no need
//! to measure time.

use super::{AnchorState, bare, found, quote, words_of};

const WORDS: [&str; 24] = [
    "harbour", "letter", "river", "council", "winter", "market", "granary", "bridge", "season",
    "merchant", "ledger", "garden", "kept", "found", "carried", "under", "between", "against",
    "some", "every", "the", "old", "narrow", "quiet",
];

/// Prose of `count` words, different for each seed.
fn prose(seed: u64, count: usize) -> Vec<&'static str> {
    let mut state = seed;
    let next = |_| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(state >> 33).unwrap_or_default();
        WORDS[at % WORDS.len()]
    };
    (0..count).map(next).collect()
}

fn joined(parts: &[&[&str]]) -> String {
    parts.concat().join(" ")
}

/// A text that contains a passage.
fn within(passage: &str) -> String {
    format!(
        "{}. {passage}. {}",
        joined(&[&prose(100, 300)]),
        joined(&[&prose(101, 300)])
    )
}

#[test]
fn a_long_passage_changed_in_the_middle_is_found_whole() {
    let words = prose(1, 2_000);
    let (head, middle, tail) = (&words[..900], &words[900..1_100], &words[1_100..]);
    let recorded = joined(&[head, middle, tail]);
    for changed in [
        joined(&[head, &prose(2, 200), tail]),
        joined(&[head, tail]),
        joined(&[head, middle, &prose(3, 150), tail]),
    ] {
        let (text, anchor) = found(&within(&changed), &bare(&recorded));
        assert_eq!(anchor.state, AnchorState::Drifted);
        assert_eq!(words_of(&text, &anchor), changed);
        assert!(
            anchor.matched.is_some_and(|place| place.score < 0.88),
            "{anchor:?}"
        );
    }
}

#[test]
fn a_long_passage_with_another_end_or_middle_is_refused() {
    let words = prose(1, 2_000);
    let recorded = joined(&[&words]);
    let prefix = joined(&[&prose(100, 20)]);
    for lookalike in [
        joined(&[&words[..1_500], &prose(4, 500)]),
        joined(&[&prose(5, 500), &words[500..]]),
        joined(&[&words[..300], &prose(6, 1_400), &words[1_700..]]),
    ] {
        for context in ["", &prefix] {
            let (_, anchor) = found(&within(&lookalike), &quote(context, &recorded, ""));
            assert_eq!(anchor.state, AnchorState::Missing, "{anchor:?}");
        }
    }
}

#[test]
fn a_long_passage_with_an_end_in_two_places_is_refused() {
    let words = prose(1, 2_000);
    let changed = joined(&[&words[..900], &prose(2, 200), &words[1_100..]]);
    let twice = format!("{}. {}", within(&changed), joined(&[&words[1_700..]]));
    let (_, anchor) = found(&twice, &bare(&joined(&[&words])));
    assert_eq!(anchor.state, AnchorState::Missing);
}

#[test]
fn a_passage_that_is_too_long_to_compare_is_missing() {
    for (count, state) in [
        (2_000, AnchorState::Drifted),
        (200_000, AnchorState::Missing),
    ] {
        let words = prose(1, count);
        let (head, tail) = words.split_at(count / 2);
        let changed = joined(&[head, &["changed"], tail]);
        let (_, anchor) = found(&within(&changed), &bare(&joined(&[&words])));
        assert_eq!(anchor.state, state, "{count} words");
    }
}
