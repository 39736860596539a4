//! Large and hostile texts take linear time.
//!
//! Each case would take hours if the time grew with the product of the lengths:
//! there is no need to measure it.

use std::ops::ControlFlow;

use super::{assert_consistent, at, bare, quote};
use crate::occurrences::occurrences;
use crate::{AnchorState, MAX_CANDIDATES, PositionTrust, SearchableText, anchor};

#[test]
fn all_occurrences_are_visited_overlapping_ones_included() {
    for (haystack, needle) in [
        ("aaaaa", "aa"),
        ("abababa", "aba"),
        ("aabaabaaab", "aab"),
        ("កម្ពុជាកម្ពុជា", "ក"),
        ("éàéàé", "éàé"),
        ("abcabcabd", "abcabd"),
        ("", "a"),
        ("a", ""),
        ("short", "longer than it"),
    ] {
        let mut met = Vec::new();
        occurrences(haystack, needle, |at| {
            met.push(at);
            ControlFlow::Continue(())
        });
        let begins = |&(at, _): &(usize, char)| haystack[at..].starts_with(needle);
        let all = haystack.char_indices().filter(begins).map(|(at, _)| at);
        let all: Vec<_> = if needle.is_empty() {
            Vec::new()
        } else {
            all.collect()
        };
        assert_eq!(met, all, "{needle:?} in {haystack:?}");
    }
}

#[test]
fn a_million_overlapping_occurrences_are_ambiguous() {
    let text = SearchableText::new("a".repeat(1_000_000));
    for length in [1, 4, 500_000] {
        let found = anchor(&text, &bare(&"a".repeat(length)), None, PositionTrust::Hint);
        assert_consistent(&text, &found);
        assert_eq!(found.state, AnchorState::Ambiguous);
        assert_eq!(found.candidates.len(), MAX_CANDIDATES);
    }
}

#[test]
fn long_occurrences_that_differ_in_one_accent_are_compared_in_bounded_time() {
    let text = SearchableText::new("a".repeat(1_000_000));
    let mut exact = "a".repeat(499_999);
    exact.push_str("\u{301}a");
    let found = anchor(&text, &bare(&exact), None, PositionTrust::Hint);
    assert_consistent(&text, &found);
    assert_ne!(found.state, AnchorState::Exact);
}

#[test]
fn a_million_punctuation_marks_are_ambiguous() {
    let text = SearchableText::new("*".repeat(1_000_000));
    let prefix = "a".repeat(100_000);
    let found = anchor(&text, &quote(&prefix, "*", "*"), None, PositionTrust::Hint);
    assert_consistent(&text, &found);
    assert_eq!(found.state, AnchorState::Ambiguous);
}

#[test]
fn a_million_spaces_or_accents_are_skipped() {
    for filling in [" \n", "\u{301}\u{323}", "\u{AD}", "-\n", "_ "] {
        let text = SearchableText::new(format!("one{}two", filling.repeat(500_000)));
        let quotation = quote("one", "two", "");
        let found = anchor(&text, &quotation, None, PositionTrust::Hint);
        assert_consistent(&text, &found);
        assert_eq!(found.state, AnchorState::Exact);
        let found = anchor(
            &text,
            &bare("one two"),
            Some(at(0, usize::MAX)),
            PositionTrust::Authoritative,
        );
        assert_consistent(&text, &found);
    }
}

#[test]
fn context_decides_between_more_occurrences_than_are_compared() {
    let crowd = "the cat sat. ".repeat(50_000);
    let text = format!("{crowd}Only here the cat sat alone. {crowd}");
    let text = SearchableText::new(text);
    let quotation = quote("Only here ", "the cat sat", " alone.");
    let found = anchor(&text, &quotation, None, PositionTrust::Hint);
    let place = found.matched.map(|place| place.start);
    assert_eq!(
        (found.state, place),
        (AnchorState::Exact, Some(13 * 50_000 + 10))
    );
    let without = anchor(&text, &bare("the cat sat"), None, PositionTrust::Hint);
    assert_eq!(without.state, AnchorState::Ambiguous);
}

#[test]
fn the_nearest_of_too_many_occurrences_are_listed() {
    let text = SearchableText::new("the cat sat. ".repeat(100_000));
    let position = Some(at(13 * 70_000 + 2, 13 * 70_000 + 9));
    let found = anchor(&text, &bare("the cat"), position, PositionTrust::Hint);
    assert_consistent(&text, &found);
    let first = found.candidates.first().map(|place| place.start);
    assert_eq!(
        (found.state, first),
        (AnchorState::Ambiguous, Some(13 * 70_000))
    );
    let position = Some(at(13 * 70_000, 13 * 70_000 + 7));
    let found = anchor(
        &text,
        &bare("the cat"),
        position,
        PositionTrust::Authoritative,
    );
    let place = found.matched.map(|place| place.start);
    assert_eq!(
        (found.state, place),
        (AnchorState::Exact, Some(13 * 70_000))
    );
}

/// Run it by hand:
/// `cargo test --release -p annals-anchor -- --ignored --nocapture ten_megabytes`.
#[test]
#[ignore = "prints timings of this machine"]
fn time_of_searches_in_ten_megabytes() {
    use std::time::Instant;
    let sentence = |n: usize| {
        format!("In the year {n} the ministers of the kingdom met again, and the talks went on. ")
    };
    let mut prose = String::new();
    let mut number = 0;
    while prose.len() < 10_000_000 {
        prose.push_str(&sentence(number));
        number += 1;
    }
    let late = format!("the year {} the ministers\nof the kingdom", number - 2);
    let early_words = "met again, and the talks went on";
    let clock = Instant::now();
    let text = SearchableText::new(prose);
    eprintln!("new: {:?}", clock.elapsed());
    for (what, quotation) in [
        (
            "first search, folding",
            bare("absent words that are nowhere"),
        ),
        ("missing", bare("absent words that are nowhere")),
        ("once, late, normalised", bare(&late)),
        ("120,000 hits, none decides", bare(early_words)),
        (
            "120,000 hits, context decides",
            quote(
                "In the year 77777 the ministers of the kingdom ",
                early_words,
                "",
            ),
        ),
        ("one letter", bare("e")),
    ] {
        let clock = Instant::now();
        let found = anchor(&text, &quotation, None, PositionTrust::Hint);
        eprintln!("{what}: {:?}, {}", clock.elapsed(), found.state.name());
    }
}
