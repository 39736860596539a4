//! Anchoring in real documents, if they are on this machine: the folder
//! `shared/sources` next to the repository.

use std::path::Path;

use super::{assert_consistent, at, bare, quote, words_of};
use crate::AnchorState::{Ambiguous, Exact, Normalised};
use crate::{PositionTrust, SearchableText, anchor, describe};

const WISHLIST: &str = "000_ea772f02b6b8c529.txt";
const COPLEN: &str = "001_91600358683faf0d.txt";
const LAK: &str = "002_f03a5b3ad347af92.txt";

fn document(name: &str) -> Option<SearchableText> {
    let folder = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/sources"
    ));
    let text = std::fs::read_to_string(folder.join(name));
    if text.is_err() {
        eprintln!("skipped: {name} is not on this machine");
    }
    text.ok().map(SearchableText::new)
}

#[test]
fn context_decides_between_a_pull_quote_and_its_sentence() {
    let Some(text) = document(COPLEN) else { return };
    let sentence = "Cambodia’s first attempt to navigate US and Chinese influence in the \
                    late 1950s helps clarify the logic behind its current diplomatic manoeuvring.";
    let alone = anchor(&text, &bare(sentence), None, PositionTrust::Hint);
    assert_consistent(&text, &alone);
    assert_eq!((alone.state, alone.candidates.len()), (Ambiguous, 2));

    let ends = alone
        .candidates
        .iter()
        .map(|place| (place.start, place.end));
    let ends: Vec<_> = ends.collect();
    for (prefix, suffix, expected) in [
        (
            "for ideological alignment. ",
            " Following its independence",
            0,
        ),
        ("", " Following its independence", 0),
        (
            "alongside domestic priorities. ",
            " Today’s landscape differs",
            1,
        ),
        ("alongside domestic priorities. ", "", 1),
    ] {
        let quotation = quote(prefix, sentence, suffix);
        let found = anchor(&text, &quotation, None, PositionTrust::Hint);
        let place = found.matched.map(|place| (place.start, place.end));
        assert_eq!((found.state, place), (Exact, ends.get(expected).copied()));
    }
    for &(start, end) in &ends {
        let found = anchor(
            &text,
            &bare(sentence),
            Some(at(start, end)),
            PositionTrust::Authoritative,
        );
        assert_eq!(found.matched.map(|place| place.start), Some(start));
    }
}

#[test]
fn sentences_broken_across_pages_lines_and_bold_marks_are_normalised() {
    let Some(text) = document(LAK) else { return };
    for (exact, begins, ends) in [
        (
            "For nearly a decade, bilateral defense activities remained minimal",
            "For nearly",
            "defense\n\nactivities remained minimal",
        ),
        (
            "Cambodian officials stressed that the modernization of Ream is part of a broader strategy",
            "Cambodian officials",
            "stressed\n\nthat the modernization of Ream is part of a broader strategy",
        ),
        (
            "STRATEGIC CROSSROADS: NAVIGATING DIVERGING PERSPECTIVES TO ENHANCE CAMBODIA-US TIES",
            "STRATEGIC CROSSROADS:  \n",
            "CAMBODIA-US TIES",
        ),
        (
            "CAMBODIA-US TIES BY LAK CHANSOK Lak Chansok (lak",
            "CAMBODIA-US TIES**\n",
            "*Lak Chansok (lak",
        ),
        (
            "Cambodia is viewed by some as a potential \"proxy\" for China.",
            "Cambodia is",
            "“proxy” for China.",
        ),
        (
            "most notably the “Angkor Sentinel” drills",
            "most notably",
            "the \"Angkor Sentinel\" drills",
        ),
        (
            "Cambodia’s deepening defense ties with China",
            "Cambodia's deepening",
            "ties with China",
        ),
    ] {
        let found = anchor(&text, &bare(exact), None, PositionTrust::Hint);
        assert_consistent(&text, &found);
        assert_eq!(found.state, Normalised, "{exact}: {found:?}");
        let words = words_of(&text, &found);
        assert!(words.starts_with(begins), "{words}");
        assert!(words.ends_with(ends), "{words}");
    }
}

#[test]
fn every_sentence_of_every_document_is_found_where_it_was() {
    for text in [WISHLIST, COPLEN, LAK].into_iter().filter_map(document) {
        let mut start = 0;
        for sentence in text.text().split_inclusive(['.', '\n']) {
            let end = start + sentence.chars().count();
            let range = at(start, end);
            start = end;
            if sentence.trim().is_empty() {
                continue;
            }
            let quotation = describe(&text, range);
            for trust in [PositionTrust::Authoritative, PositionTrust::Hint] {
                let found = anchor(&text, &quotation, Some(range), trust);
                assert_consistent(&text, &found);
                assert!(
                    matches!(found.state, Exact | Normalised),
                    "{quotation:?}: {found:?}"
                );
                let words = words_of(&text, &found);
                assert_eq!(words.trim(), sentence.trim());
            }
        }
    }
}
