//! Forms of the same character, and what is no match.

use super::{assert_consistent, bare, check, found, quote, words_of};
use crate::AnchorState::{Ambiguous, Drifted, Exact, Missing, Normalised};
use crate::{Anchor, AnchorState, SearchableText, fold_white_space};

#[test]
fn forms_of_quotation_marks_and_dashes_fold_single_and_double_apart() {
    check(&[
        (
            "Cambodia’s ties",
            "Cambodia's ties",
            Normalised,
            "Cambodia’s ties",
        ),
        (
            "Cambodia's ties",
            "Cambodia’s ties",
            Normalised,
            "Cambodia's ties",
        ),
        (
            "a “proxy” for",
            "a \"proxy\" for",
            Normalised,
            "a “proxy” for",
        ),
        (
            "a „proxy“ for",
            "a «proxy» for",
            Normalised,
            "a „proxy“ for",
        ),
        (
            "a ‚proxy‘ for",
            "a ‹proxy› for",
            Normalised,
            "a ‚proxy‘ for",
        ),
        ("x “proxy” y", "\"proxy\"", Normalised, "“proxy”"),
        ("US–China", "US-China", Normalised, "US–China"),
        (
            "soil—as enshrined",
            "soil-as enshrined",
            Normalised,
            "soil—as enshrined",
        ),
        (
            "non\u{2011}aligned",
            "non-aligned",
            Normalised,
            "non\u{2011}aligned",
        ),
        (
            "at \u{2212}5 degrees",
            "at -5 degrees",
            Normalised,
            "at \u{2212}5 degrees",
        ),
        (
            "it was called a “proxy” then",
            "it was called a 'proxy' then",
            Drifted,
            "it was called a “proxy” then",
        ),
        (
            "the region’s — and this — strategy",
            "the region’s—and this—strategy",
            Drifted,
            "the region’s — and this — strategy",
        ),
    ]);
}

#[test]
fn ligatures_and_compatibility_forms_fold() {
    check(&[
        ("the oﬃce", "the office", Normalised, "the oﬃce"),
        ("the office", "the oﬃce", Normalised, "the office"),
        ("Ａｎｎａｌｓ", "Annals", Normalised, "Ａｎｎａｌｓ"),
        ("and so… on", "and so... on", Normalised, "and so… on"),
        (
            "café au lait",
            "cafe\u{301} au lait",
            Normalised,
            "café au lait",
        ),
        (
            "cafe\u{301} au lait",
            "café au lait",
            Normalised,
            "cafe\u{301} au lait",
        ),
        (
            "a\u{323}\u{301}b",
            "a\u{301}\u{323}b",
            Normalised,
            "a\u{323}\u{301}b",
        ),
        ("한국", "\u{1112}\u{1161}\u{11AB}국", Normalised, "한국"),
    ]);
}

#[test]
fn a_part_of_a_character_is_no_match() {
    check(&[
        ("oﬃce", "of", Missing, ""),
        ("and so…", "so.", Missing, ""),
        ("the two\ncafe\u{301}s", "two cafe", Missing, ""),
        ("the two\ncafés", "two cafe", Missing, ""),
    ]);
}

#[test]
fn a_lost_or_added_accent_is_drift() {
    check(&[
        (
            "They signed the resumé there.",
            "signed the resume there",
            Drifted,
            "signed the resumé there",
        ),
        (
            "They signed the resume there.",
            "signed the resumé there",
            Drifted,
            "signed the resume there",
        ),
    ]);
}

#[test]
fn a_lost_zero_width_space_in_khmer_is_drift() {
    let text = "នេះ\u{200B}ជា\u{200B}ប្រទេស\u{200B}កម្ពុជា\u{200B}និង\u{200B}អាមេរិក";
    let words = "ប្រទេស\u{200B}កម្ពុជា\u{200B}និង";
    check(&[(text, words, Exact, words)]);
    let quotation = quote("នេះជា", &words.replace('\u{200B}', ""), "អាមេរិក");
    let (searched, anchor) = found(text, &quotation);
    assert_eq!(
        (anchor.state, words_of(&searched, &anchor)),
        (Drifted, words)
    );
}

#[test]
fn short_quotations_with_changed_words_or_case_are_missing() {
    check(&[
        (
            "The base at Ream was rebuilt.",
            "The base at Ream was razed.",
            Missing,
            "",
        ),
        (
            "The base at Ream was rebuilt.",
            "the Base at Ream was rebuilt",
            Missing,
            "",
        ),
    ]);
}

#[test]
fn an_empty_quotation_is_missing() {
    check(&[
        ("some text", "", Missing, ""),
        ("some \n text", " ", Missing, ""),
        ("", "words", Missing, ""),
        ("", "", Missing, ""),
    ]);
}

#[test]
fn overlapping_occurrences_are_ambiguous() {
    check(&[
        ("anana", "ana", Ambiguous, ""),
        ("aaa", "aa", Ambiguous, ""),
    ]);
    let (_, anchor) = found("anana", &bare("ana"));
    let starts: Vec<_> = anchor.candidates.iter().map(|place| place.start).collect();
    assert_eq!(starts, [0, 2]);
}

#[test]
fn the_same_letters_inside_other_words_are_no_match() {
    // "crabs" has the letters of "a b", and so have a thousand other words.
    check(&[("The crabs walked.", "a b", Missing, "")]);
    check(&[("unrecoverability of it", "re coverabilityofit", Missing, "")]);
}

#[test]
fn an_absent_text_is_unavailable() {
    let anchor = Anchor::unavailable();
    assert_eq!(anchor.state, AnchorState::Unavailable);
    assert_consistent(&SearchableText::new(""), &anchor);
}

#[test]
fn states_have_names() {
    let names = AnchorState::ALL.map(AnchorState::name);
    let expected = [
        "exact",
        "normalised",
        "drifted",
        "ambiguous",
        "missing",
        "unavailable",
    ];
    assert_eq!(names, expected);
}

#[test]
fn each_run_of_white_space_folds_to_one_space() {
    for (text, folded) in [
        ("", ""),
        ("a\n\n b", "a b"),
        ("\t a \u{C}\u{A0}", " a "),
        ("a\u{200B}b", "a\u{200B}b"),
    ] {
        assert_eq!(fold_white_space(text), folded);
    }
}

#[test]
fn punctuation_alone_is_found_unchanged_only() {
    check(&[
        ("one *\n\n* two", "* ", Ambiguous, ""),
        ("end (RUPP).*\n\nCambodia", "* ", Normalised, "*"),
        ("one\n— two", " — ", Normalised, "—"),
        ("one — two", " — ", Exact, " — "),
        ("one – two", "—", Missing, ""),
    ]);
}

#[test]
fn texts_can_be_searched_by_several_threads() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<SearchableText>();
}
