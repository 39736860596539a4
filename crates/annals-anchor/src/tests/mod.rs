//! Unit tests of anchoring, by subject.

mod changed_words;
mod context;
mod describe;
mod documents;
mod foldings;
mod long_quotes;
mod properties;
mod scale;
mod typographic_forms;
mod word_diff;

use super::{
    Anchor, AnchorState, PositionSelector, PositionTrust, QuoteSelector, SearchableText, anchor,
};

/// A quotation with its context.
fn quote(prefix: &str, exact: &str, suffix: &str) -> QuoteSelector {
    QuoteSelector {
        exact: exact.into(),
        prefix: prefix.into(),
        suffix: suffix.into(),
    }
}

/// A quotation without context.
fn bare(exact: &str) -> QuoteSelector {
    quote("", exact, "")
}

fn at(start: usize, end: usize) -> PositionSelector {
    PositionSelector { start, end }
}

/// The anchor of a quotation, by words and context alone.
fn found(text: &str, quote: &QuoteSelector) -> (SearchableText, Anchor) {
    let text = SearchableText::new(text);
    let anchor = anchor(&text, quote, None, PositionTrust::Hint);
    assert_consistent(&text, &anchor);
    (text, anchor)
}

/// Asserts what is true of every anchor.
#[track_caller]
fn assert_consistent(text: &SearchableText, anchor: &Anchor) {
    let placed = matches!(
        anchor.state,
        AnchorState::Exact | AnchorState::Normalised | AnchorState::Drifted
    );
    assert_eq!(placed, anchor.matched.is_some(), "{anchor:?}");
    let is_open = anchor.state == AnchorState::Ambiguous;
    assert_eq!(is_open, !anchor.candidates.is_empty(), "{anchor:?}");
    assert!(anchor.candidates.len() <= super::MAX_CANDIDATES);
    let scores: Vec<_> = anchor.candidates.iter().map(|place| place.score).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "best first: {scores:?}");
    for place in anchor.matched.iter().chain(&anchor.candidates) {
        assert!(place.start < place.end, "{place:?}");
        assert!(place.end <= text.code_points(), "{place:?}");
        assert!((0.0..=1.0).contains(&place.score), "{place:?}");
    }
    if let Some(place) = anchor.matched {
        let fits = match anchor.state {
            AnchorState::Exact => (1.0..=1.0).contains(&place.score),
            AnchorState::Normalised => (0.9..1.0).contains(&place.score),
            _ => place.score < 0.9,
        };
        assert!(fits, "{anchor:?}");
    }
}

/// The matched words, or "" if there is no match.
fn words_of<'a>(text: &'a SearchableText, anchor: &Anchor) -> &'a str {
    anchor
        .matched
        .map_or("", |place| text.slice(place.start, place.end))
}

/// Asserts for each text and quotation the state and the matched words.
#[track_caller]
fn check(cases: &[(&str, &str, AnchorState, &str)]) {
    for &(text, exact, state, words) in cases {
        let (searched, anchor) = found(text, &bare(exact));
        assert_eq!(
            (anchor.state, words_of(&searched, &anchor)),
            (state, words),
            "{exact:?} in {text:?}: {anchor:?}"
        );
    }
}
