//! Large and hostile texts: what is found, without quadratic work.
//!
//! No clock is read here: each case would take hours, not seconds, if the work
//! grew with the product of the lengths.

use std::ops::ControlFlow;

use super::super::occurrences::occurrences;
use super::super::{AnchorState, MAX_CANDIDATES, PositionTrust, SearchableText, anchor};
use super::{at, bare, promises_hold, quote};

#[test]
fn every_occurrence_is_visited_and_overlapping_ones_too() {
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
fn a_million_overlapping_hits_are_ambiguous() {
    let text = SearchableText::new("a".repeat(1_000_000));
    for length in [1, 4, 500_000] {
        let found = anchor(&text, &bare(&"a".repeat(length)), None, PositionTrust::Hint);
        promises_hold(&text, &found);
        assert_eq!(found.state, AnchorState::Ambiguous);
        assert_eq!(found.candidates.len(), MAX_CANDIDATES);
    }
}

#[test]
fn half_a_million_letters_that_differ_in_one_accent_are_not_compared_forever() {
    let text = SearchableText::new("a".repeat(1_000_000));
    let mut exact = "a".repeat(499_999);
    exact.push_str("\u{301}a");
    let found = anchor(&text, &bare(&exact), None, PositionTrust::Hint);
    promises_hold(&text, &found);
    assert_ne!(found.state, AnchorState::Exact);
}

#[test]
fn a_million_punctuation_marks_are_ambiguous() {
    let text = SearchableText::new("*".repeat(1_000_000));
    let prefix = "a".repeat(100_000);
    let found = anchor(&text, &quote(&prefix, "*", "*"), None, PositionTrust::Hint);
    promises_hold(&text, &found);
    assert_eq!(found.state, AnchorState::Ambiguous);
}

#[test]
fn a_million_spaces_or_accents_are_passed_over() {
    for filling in [" \n", "\u{301}\u{323}", "\u{AD}", "-\n", "_ "] {
        let text = SearchableText::new(format!("one{}two", filling.repeat(500_000)));
        let quotation = quote("one", "two", "");
        let found = anchor(&text, &quotation, None, PositionTrust::Hint);
        promises_hold(&text, &found);
        assert_eq!(found.state, AnchorState::Exact);
        let found = anchor(
            &text,
            &bare("one two"),
            Some(at(0, usize::MAX)),
            PositionTrust::Authoritative,
        );
        promises_hold(&text, &found);
    }
}

#[test]
fn context_decides_among_more_hits_than_are_looked_at() {
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
fn of_more_hits_than_are_looked_at_the_nearest_are_listed() {
    let text = SearchableText::new("the cat sat. ".repeat(100_000));
    let position = Some(at(13 * 70_000 + 2, 13 * 70_000 + 9));
    let found = anchor(&text, &bare("the cat"), position, PositionTrust::Hint);
    promises_hold(&text, &found);
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

/// Run by hand: `cargo test --release -- --ignored --nocapture ten_megabytes`.
#[test]
#[ignore = "prints timings of this machine"]
fn ten_megabytes_are_searched_in_milliseconds() {
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
