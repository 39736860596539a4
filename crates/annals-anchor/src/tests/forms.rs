//! Which characters are forms of one another, and what is no place at all.

use super::super::AnchorState::{Ambiguous, Drifted, Exact, Missing, Normalised};
use super::super::{Anchor, AnchorState, SearchableText, fold_white_space};
use super::{bare, check, found, promises_hold, quote, words_of};

#[test]
fn quote_and_dash_forms_fold_single_with_single_and_double_with_double() {
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
fn a_part_of_a_character_is_not_a_place() {
    check(&[
        ("oﬃce", "of", Missing, ""),
        ("and so…", "so.", Missing, ""),
        ("the two\ncafe\u{301}s", "two cafe", Missing, ""),
        ("the two\ncafés", "two cafe", Missing, ""),
    ]);
}

#[test]
fn an_accent_lost_or_gained_is_drift() {
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
fn a_zero_width_space_lost_in_khmer_is_drift_and_is_found() {
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
fn changed_words_and_changed_case_are_missing() {
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
fn nothing_recorded_is_missing() {
    check(&[
        ("some text", "", Missing, ""),
        ("some \n text", " ", Missing, ""),
        ("", "words", Missing, ""),
        ("", "", Missing, ""),
    ]);
}

#[test]
fn overlapping_hits_are_several_places() {
    check(&[
        ("anana", "ana", Ambiguous, ""),
        ("aaa", "aa", Ambiguous, ""),
    ]);
    let (_, anchor) = found("anana", &bare("ana"));
    let starts: Vec<_> = anchor.candidates.iter().map(|place| place.start).collect();
    assert_eq!(starts, [0, 2]);
}

#[test]
fn the_letters_alone_are_not_enough_inside_other_words() {
    // "crabs" holds the letters of "a b", and so do a thousand other words.
    check(&[("The crabs walked.", "a b", Missing, "")]);
    check(&[("unrecoverability of it", "re coverabilityofit", Missing, "")]);
}

#[test]
fn only_a_text_that_is_absent_is_unavailable() {
    let anchor = Anchor::unavailable();
    assert_eq!(anchor.state, AnchorState::Unavailable);
    promises_hold(&SearchableText::new(""), &anchor);
}

#[test]
fn each_state_has_its_own_name() {
    let names = AnchorState::ALL.map(AnchorState::name);
    let told = [
        "exact",
        "normalised",
        "drifted",
        "ambiguous",
        "missing",
        "unavailable",
    ];
    assert_eq!(names, told);
}

#[test]
fn folding_white_space_leaves_one_space_a_run() {
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
fn punctuation_alone_is_found_as_it_stands() {
    check(&[
        ("one *\n\n* two", "* ", Ambiguous, ""),
        ("end (RUPP).*\n\nCambodia", "* ", Normalised, "*"),
        ("one\n— two", " — ", Normalised, "—"),
        ("one — two", " — ", Exact, " — "),
        ("one – two", "—", Missing, ""),
    ]);
}

#[test]
fn a_text_may_be_searched_by_many_threads() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<SearchableText>();
}
