//! What recorded context and position decide.

use super::{assert_consistent, at, bare, found, quote};
use crate::AnchorState::{Ambiguous, Drifted, Exact, Normalised};
use crate::{Anchor, PositionTrust, QuoteSelector, SearchableText, anchor};

/// Asserts the state of each quotation, and the start of its match if it has one.
#[track_caller]
fn assert_starts(text: &str, cases: &[(&QuoteSelector, super::AnchorState, Option<usize>)]) {
    for (quotation, state, start) in cases {
        let (_, anchor) = found(text, quotation);
        assert_eq!(
            (anchor.state, anchor.matched.map(|place| place.start)),
            (*state, *start),
            "{quotation:?}: {anchor:?}"
        );
    }
}

fn with_position(text: &str, quotation: &QuoteSelector, start: usize, end: usize) -> Anchor {
    let text = SearchableText::new(text);
    let anchor = anchor(
        &text,
        quotation,
        Some(at(start, end)),
        PositionTrust::Authoritative,
    );
    assert_consistent(&text, &anchor);
    anchor
}

const TWICE: &str = "Long before the war they met in Paris and talked. \
                     Soon after the war they met in Paris again, alone.";

#[test]
fn context_decides_between_several_places() {
    assert_starts(
        TWICE,
        &[
            (
                &quote("Long before the war ", "they met in Paris", " and talked."),
                Exact,
                Some(20),
            ),
            (
                &quote("Soon after the war ", "they met in Paris", ""),
                Exact,
                Some(69),
            ),
            (
                &quote("", "they met in Paris", " again, alone."),
                Exact,
                Some(69),
            ),
            (
                &quote("Soon after\nthe *war*", "they met in Paris", "—again"),
                Exact,
                Some(69),
            ),
        ],
    );
}

#[test]
fn several_places_without_context_are_ambiguous() {
    assert_starts(TWICE, &[(&bare("they met in Paris"), Ambiguous, None)]);
    assert_starts(
        TWICE,
        &[(&quote(" \n", "they met in Paris", ""), Ambiguous, None)],
    );
    assert_starts(
        TWICE,
        &[(&quote("“", "they met in Paris", " — "), Ambiguous, None)],
    );
}

#[test]
fn context_that_agrees_everywhere_or_nowhere_is_ambiguous() {
    assert_starts(
        TWICE,
        &[
            (
                &quote(" the war ", "they met in Paris", ""),
                Ambiguous,
                None,
            ),
            (
                &quote("one winter ", "they met in Paris", " in secret"),
                Ambiguous,
                None,
            ),
        ],
    );
}

#[test]
fn one_side_here_and_the_other_there_is_ambiguous() {
    let torn = quote(
        "Long before the war ",
        "they met in Paris",
        " again, alone.",
    );
    assert_starts(TWICE, &[(&torn, Ambiguous, None)]);
}

#[test]
fn agreement_on_both_sides_prevails_over_one() {
    let text = "the cold war ended here today. the cold war ended there today.";
    let quotation = quote("the cold ", "war ended", " there today");
    assert_starts(text, &[(&quotation, Exact, Some(40))]);
}

#[test]
fn full_context_prevails_over_near_context() {
    let text = "In 1958 the ministers of the kingdom signed it. \
                In 1963 the ministers of the kingdom signed it.";
    let quotation = quote("In 1963 the ministers of the kingdom ", "signed it", "");
    assert_starts(text, &[(&quotation, Exact, Some(85))]);
}

#[test]
fn context_agrees_from_sixteen_letters_on() {
    let agreeing = "abcdefghijklmnop";
    for (changed, state) in [(0, Drifted), (1, Exact)] {
        let text = format!("zz{}quotation", &agreeing[1 - changed..]);
        let quotation = quote(&format!("yyyy{agreeing}"), "quotation", "");
        let (_, anchor) = found(&text, &quotation);
        assert_eq!(anchor.state, state, "{text}");
    }
}

#[test]
fn a_single_place_out_of_context_is_drifted() {
    let text = "Nobody remembers that they met in Paris.";
    assert_starts(
        text,
        &[
            (&bare("they met in Paris"), Exact, Some(22)),
            (
                &quote("Long before the war ", "they met in Paris", " and talked"),
                Drifted,
                Some(22),
            ),
            (
                &quote("", "they met in Paris", " and talked"),
                Drifted,
                Some(22),
            ),
            (
                &quote("Nobody remembers that ", "they met in Paris", " and talked"),
                Exact,
                Some(22),
            ),
            (
                &quote("Long ago that ", "they met\nin Paris", "."),
                Normalised,
                Some(22),
            ),
        ],
    );
}

#[test]
fn context_decides_between_exact_and_normalised_places() {
    let text = "First Cambodia’s ties grew. Later Cambodia's ties froze.";
    assert_starts(
        text,
        &[
            (&bare("Cambodia's ties"), Ambiguous, None),
            (
                &quote("First ", "Cambodia's ties", " grew"),
                Normalised,
                Some(6),
            ),
            (
                &quote("Later ", "Cambodia's ties", " froze"),
                Exact,
                Some(34),
            ),
        ],
    );
    let (_, anchor) = found(text, &bare("Cambodia's ties"));
    assert_eq!(anchor.candidates.first().map(|place| place.start), Some(34));
}

#[test]
fn unchanged_words_out_of_context_do_not_prevail_over_changed_ones_in_context() {
    let text = "Those who wish may resign at once. Others re-sign every year.";
    let quotation = quote("Those who wish may ", "re-sign", " at once.");
    assert_starts(text, &[(&quotation, Ambiguous, None)]);
    let alone = "Those who wish may resign at once.";
    assert_starts(alone, &[(&quotation, Drifted, Some(19))]);
}

#[test]
fn an_authoritative_position_decides_between_equal_places() {
    let quotation = bare("they met in Paris");
    for (start, end) in [(20, 37), (69, 86)] {
        let anchor = with_position(TWICE, &quotation, start, end);
        assert_eq!(
            (anchor.state, anchor.matched.map(|p| p.start)),
            (Exact, Some(start))
        );
    }
    let shared = quote(" the war ", "they met in Paris", " and talked.");
    assert_eq!(with_position(TWICE, &shared, 20, 37).state, Exact);
}

#[test]
fn an_authoritative_position_without_the_words_decides_nothing() {
    let quotation = bare("they met in Paris");
    for (start, end) in [
        (21, 38),
        (20, 36),
        (37, 20),
        (0, 0),
        (20, usize::MAX),
        (usize::MAX, 3),
    ] {
        let anchor = with_position(TWICE, &quotation, start, end);
        assert_eq!(anchor.state, Ambiguous, "{start}..{end}");
    }
}

#[test]
fn an_authoritative_position_that_the_context_contradicts_is_ambiguous() {
    for quotation in [
        quote("Soon after the war ", "they met in Paris", " again, alone."),
        quote("", "they met in Paris", " again, alone."),
        quote(" the war ", "they met in Paris", " again, alone."),
    ] {
        let anchor = with_position(TWICE, &quotation, 20, 37);
        assert_eq!(anchor.state, Ambiguous, "{quotation:?}");
        assert_eq!(anchor.candidates.len(), 2);
    }
}

#[test]
fn an_authoritative_position_out_of_context_is_drifted() {
    let quotation = quote("one winter ", "they met in Paris", " in secret");
    let anchor = with_position(TWICE, &quotation, 69, 86);
    assert_eq!(
        (anchor.state, anchor.matched.map(|p| p.start)),
        (Drifted, Some(69))
    );
}

#[test]
fn an_authoritative_position_includes_its_marks_and_spaces() {
    let text = "so **Lak\nChansok** wrote, as Lak Chansok does";
    let anchor = with_position(text, &bare("Lak Chansok"), 3, 18);
    let place = anchor.matched.map(|place| (place.start, place.end));
    assert_eq!((anchor.state, place), (Normalised, Some((3, 18))));
}

#[test]
fn a_hint_only_orders_the_candidates() {
    let text = SearchableText::new(TWICE);
    for (near, first) in [(0, 20), (60, 69), (usize::MAX, 69)] {
        let position = Some(at(near, near));
        let anchor = anchor(
            &text,
            &bare("they met in Paris"),
            position,
            PositionTrust::Hint,
        );
        assert_consistent(&text, &anchor);
        assert_eq!(anchor.state, Ambiguous);
        assert_eq!(
            anchor.candidates.first().map(|place| place.start),
            Some(first)
        );
    }
}
