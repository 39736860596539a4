//! The bar for anchors, on made-up prose: how often a quotation is followed
//! rightly, refused, or anchored wrongly. The same sets, larger, and real
//! revisions are in `benches/anchors.rs`.

#[path = "anchor_sets/mod.rs"]
#[allow(dead_code, reason = "shared with a bench")]
mod anchor_sets;

use anchor_sets::tally::{Counts, Table};
use anchor_sets::{Case, Dice, made, prose};

fn counted(cases: &[Case]) -> Vec<(String, Counts)> {
    let mut table = Table::default();
    table.run(cases, |case, verdict, anchor| {
        if verdict != anchor_sets::tally::Verdict::Right {
            let found = anchor
                .matched
                .map(|place| case.text.slice(place.start, place.end));
            eprintln!("{}: {:?}\n  {found:?} {anchor:?}", case.kind, case.quote);
        }
    });
    table.0.into_iter().collect()
}

#[track_caller]
fn holds(cases: &[Case], right: f64, wrong: f64) {
    for (kind, counts) in counted(cases) {
        let shares = (counts.share(counts.right), counts.share(counts.wrong));
        assert!(shares.0 >= right && shares.1 <= wrong, "{kind}: {counts:?}");
    }
}

#[test]
fn edited_sentences_are_followed_or_refused() {
    holds(&made::edited(&mut Dice(11), 8_000, 200), 97.0, 0.5);
}

#[test]
fn deleted_sentences_are_anchored_to_nothing_else() {
    holds(&made::deleted(&mut Dice(12), 8_000, 200), 97.0, 3.0);
}

#[test]
fn sentences_of_another_document_are_nowhere() {
    holds(&made::elsewhere(&mut Dice(13), 20_000, 600), 100.0, 0.0);
}

#[test]
fn passages_are_followed_through_damage() {
    let dice = &mut Dice(14);
    let text: Vec<char> = prose::plain(&prose::document(dice, 40_000))
        .chars()
        .collect();
    for rate in [0.05, 0.1, 0.2, 0.3] {
        holds(&made::damaged("damage", &text, rate, dice, 150), 99.0, 0.5);
    }
    for rate in [0.35, 0.4] {
        holds(&made::damaged("damage", &text, rate, dice, 150), 90.0, 0.5);
    }
}

#[test]
fn a_near_duplicate_is_not_taken_for_a_sentence_that_is_gone() {
    let cases = made::near_duplicates(&mut Dice(15), 80);
    for (kind, counts) in counted(&cases) {
        assert_eq!(counts.wrong, 0, "{kind}: {counts:?}");
        assert!(counts.share(counts.right) >= 97.0, "{kind}: {counts:?}");
    }
}

#[test]
fn page_headers_hyphens_and_ligatures_are_passed_over() {
    holds(&made::typeset(&mut Dice(16), 120), 95.0, 0.5);
}

#[test]
fn words_set_in_other_forms_are_normalised() {
    let cases = made::set_anew(&mut Dice(17), 80);
    holds(&cases, 100.0, 0.0);
    for case in &cases {
        let (_, anchor) = anchor_sets::tally::judge(case);
        assert_eq!(anchor.state.name(), "normalised", "{:?}", case.quote);
    }
}

#[test]
fn of_words_that_stand_several_times_context_names_one_or_none_is_taken() {
    let cases = made::repeated(&mut Dice(18), 90);
    holds(&cases, 100.0, 0.0);
    for case in cases.iter().filter(|case| case.truth.is_none()) {
        let (_, anchor) = anchor_sets::tally::judge(case);
        assert_eq!(anchor.state.name(), "ambiguous", "{:?}", case.quote);
    }
}

#[test]
fn nothing_is_called_exact_that_is_not() {
    let dice = &mut Dice(19);
    let sets = [
        made::edited(dice, 6_000, 80),
        made::near_duplicates(dice, 40),
        made::typeset(dice, 40),
        made::repeated(dice, 40),
    ];
    for case in sets.iter().flatten() {
        let (_, anchor) = anchor_sets::tally::judge(case);
        if let Some(place) = anchor.matched {
            let stands = case.text.slice(place.start, place.end) == case.quote.exact;
            let is_exact = anchor.state.name() == "exact";
            assert!(!is_exact || stands, "{:?}", case.quote);
            assert_eq!(place.score >= 1.0, is_exact, "{anchor:?}");
        }
    }
}
