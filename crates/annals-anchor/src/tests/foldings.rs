//! Foldings of white space, emphasis marks and hyphens.

use super::{bare, check, found};
use crate::AnchorState::{Drifted, Exact, Missing, Normalised};

#[test]
fn unchanged_words_are_exact() {
    check(&[
        ("The base at Ream.", "base at Ream", Exact, "base at Ream"),
        ("The base.", "The base.", Exact, "The base."),
        ("a *bold* claim", "*bold*", Exact, "*bold*"),
        ("snake_case", "snake_", Exact, "snake_"),
        ("កម្ពុជា និងអាមេរិក", "និងអាមេរិក", Exact, "និងអាមេរិក"),
        ("he left 👩‍👩‍👧 behind", "👩‍👩‍👧", Exact, "👩‍👩‍👧"),
        ("one — two", "—", Exact, "—"),
        ("one *** two", "***", Exact, "***"),
        ("a re-sign b", "re-sign", Exact, "re-sign"),
        ("so… and on", "so…", Exact, "so…"),
        ("tabs\tstay", "tabs\tstay", Exact, "tabs\tstay"),
    ]);
}

#[test]
fn white_space_line_breaks_and_page_breaks_fold() {
    check(&[
        (
            "where\n\nCambodia is",
            "where Cambodia is",
            Normalised,
            "where\n\nCambodia is",
        ),
        ("one  \n two", "one two", Normalised, "one  \n two"),
        ("one\u{C}two", "one two", Normalised, "one\u{C}two"),
        ("one\u{A0}two", "one two", Normalised, "one\u{A0}two"),
        ("one\u{2028}two", "one two", Normalised, "one\u{2028}two"),
        ("one two", "one\n\ttwo", Normalised, "one two"),
    ]);
}

#[test]
fn white_space_at_an_end_is_included_only_if_quoted() {
    check(&[
        ("a  one\ntwo  b", "one two", Normalised, "one\ntwo"),
        ("a  one\ntwo  b", "one two ", Normalised, "one\ntwo  "),
        ("a  one\ntwo  b", " one two", Normalised, "  one\ntwo"),
        ("one\ntwo", " one two ", Normalised, "one\ntwo"),
    ]);
}

#[test]
fn a_lost_or_added_space_between_words_is_drift() {
    check(&[
        (
            "They resigned today, at noon.",
            "resigned to day, at noon",
            Drifted,
            "resigned today, at noon",
        ),
        (
            "They resigned to day, at noon.",
            "resigned today, at noon",
            Drifted,
            "resigned to day, at noon",
        ),
    ]);
}

#[test]
fn emphasis_marks_fold_and_are_included_only_if_quoted() {
    check(&[
        (
            "**CAMBODIA-US TIES**",
            "CAMBODIA-US TIES",
            Exact,
            "CAMBODIA-US TIES",
        ),
        (
            "the **Ream** base",
            "the Ream base",
            Normalised,
            "the **Ream** base",
        ),
        (
            "the __Ream__ base",
            "the **Ream** base",
            Normalised,
            "the __Ream__ base",
        ),
        (
            "the Ream base",
            "the *Ream* base",
            Normalised,
            "the Ream base",
        ),
        (
            "so *Lak\nChansok* wrote",
            "Lak Chansok",
            Normalised,
            "Lak\nChansok",
        ),
        (
            "so *Lak\nChansok* wrote",
            "*Lak Chansok*",
            Normalised,
            "*Lak\nChansok*",
        ),
        (
            "so _Lak\nChansok_ wrote",
            "*Lak Chansok*",
            Normalised,
            "_Lak\nChansok_",
        ),
        (
            "***all three*** here",
            "all three here",
            Normalised,
            "all three*** here",
        ),
        ("ends *here*.", "ends here.", Normalised, "ends *here*."),
        (
            "“*quoted*”, he said",
            "“quoted”, he said",
            Normalised,
            "“*quoted*”, he said",
        ),
    ]);
}

#[test]
fn stars_and_underscores_that_are_no_emphasis_do_not_fold() {
    // Found if there are enough letters, but never `Normalised`.
    check(&[
        (
            "the old_snake_case names",
            "the oldsnakecase names",
            Drifted,
            "the old_snake_case names",
        ),
        (
            "it is 2 * 3 that was asked",
            "it is 2 3 that was asked",
            Drifted,
            "it is 2 * 3 that was asked",
        ),
        (
            "it is 2*3 that was asked",
            "it is 23 that was asked",
            Drifted,
            "it is 2*3 that was asked",
        ),
        (
            "signed ____ by the minister",
            "signed by the minister",
            Drifted,
            "signed ____ by the minister",
        ),
        (
            "first point\n* second point",
            "first point second point",
            Drifted,
            "first point\n* second point",
        ),
        (
            "first\n# Second heading, third",
            "first Second heading, third",
            Missing,
            "",
        ),
    ]);
}

#[test]
fn a_line_end_hyphen_matches_nothing_or_a_hyphen() {
    check(&[
        (
            "the modern-\nization of",
            "modernization",
            Normalised,
            "modern-\nization",
        ),
        (
            "the modern-\nization of",
            "modern- ization",
            Normalised,
            "modern-\nization",
        ),
        (
            "the self-\n\ndefense force",
            "self-defense",
            Normalised,
            "self-\n\ndefense",
        ),
        (
            "the modern\u{2010}\u{C}ization",
            "modernization",
            Normalised,
            "modern\u{2010}\u{C}ization",
        ),
        (
            "the modern-**\n**ization of",
            "the modernization of",
            Normalised,
            "the modern-**\n**ization of",
        ),
        (
            "the modernization of",
            "modern- ization",
            Normalised,
            "modernization",
        ),
        (
            "the self-defense force",
            "self- defense",
            Normalised,
            "self-defense",
        ),
        ("modern-\nization", "ization", Exact, "ization"),
    ]);
}

#[test]
fn a_hyphen_within_a_line_is_part_of_the_word() {
    for (text, exact) in [
        (
            "The officers who resign are few.",
            "The officers who re-sign are few",
        ),
        (
            "The officers who re-sign are few.",
            "The officers who resign are few",
        ),
        (
            "The officers who re- sign are few.",
            "The officers who resign are few",
        ),
        (
            "In the years 1990-\n1995 it was so.",
            "In the years 19901995 it was so",
        ),
        (
            "It was the power—\nCambodia knew.",
            "It was the powerCambodia knew",
        ),
    ] {
        let (_, anchor) = found(text, &bare(exact));
        assert_eq!(anchor.state, Drifted, "{exact:?} in {text:?}");
    }
    check(&[("They resign.", "re-sign", Missing, "")]);
}

#[test]
fn soft_hyphens_fold() {
    check(&[
        (
            "the mod\u{AD}ern age",
            "modern age",
            Normalised,
            "mod\u{AD}ern age",
        ),
        (
            "the modern age",
            "mod\u{AD}ern age",
            Normalised,
            "modern age",
        ),
        (
            "the mod\u{AD}\nern age",
            "modern age",
            Normalised,
            "mod\u{AD}\nern age",
        ),
        (
            "the modern age",
            "mod\u{AD} ern age",
            Normalised,
            "modern age",
        ),
    ]);
}
