//! Minimum accuracy on synthetic prose: how often a quotation is found, refused or
//! anchored wrongly. `benches/accuracy.rs` runs larger sets, and real documents.

#[allow(dead_code, reason = "shared with the benches")]
mod evaluation;

use annals_anchor::AnchorState;
use annals_anchor::model_fitting::EditModel;
use evaluation::results::{Counts, Table, Verdict, judge};
use evaluation::{Case, Rng, synthetic_cases, synthetic_prose};

fn count(cases: &[Case]) -> Vec<(String, Counts)> {
    let mut table = Table::default();
    table.run(cases, &EditModel::default(), |case, verdict, anchor| {
        if verdict != Verdict::Right {
            let words = anchor
                .matched
                .map(|found| case.text.slice(found.start, found.end));
            eprintln!("{}: {:?}\n  {words:?} {anchor:?}", case.kind, case.quote);
        }
    });
    table.0.into_iter().collect()
}

/// Asserts for each kind of case that at least `right` percent are right and at
/// most `wrong` percent wrong.
#[track_caller]
fn assert_accuracy(cases: &[Case], right: f64, wrong: f64) {
    for (kind, counts) in count(cases) {
        let percent = (counts.percent(counts.right), counts.percent(counts.wrong));
        assert!(
            percent.0 >= right && percent.1 <= wrong,
            "{kind}: {counts:?}"
        );
    }
}

#[track_caller]
fn assert_state(case: &Case, state: AnchorState) {
    let (_, anchor) = judge(case, &EditModel::default());
    assert_eq!(anchor.state, state, "{:?}", case.quote);
}

#[test]
fn edited_sentences_are_found_or_refused() {
    assert_accuracy(
        &synthetic_cases::edited(&mut Rng(11), 8_000, 200),
        97.0,
        0.5,
    );
}

#[test]
fn deleted_sentences_are_refused() {
    assert_accuracy(
        &synthetic_cases::deleted(&mut Rng(12), 8_000, 200),
        97.0,
        3.0,
    );
}

#[test]
fn sentences_of_another_document_are_missing() {
    let cases = synthetic_cases::elsewhere(&mut Rng(13), 20_000, 600);
    assert_accuracy(&cases, 100.0, 0.0);
}

#[test]
fn damaged_passages_are_found() {
    let rng = &mut Rng(14);
    let text: Vec<char> = synthetic_prose::plain(&synthetic_prose::document(rng, 40_000))
        .chars()
        .collect();
    for (rate, right) in [
        (0.05, 99.0),
        (0.1, 99.0),
        (0.2, 99.0),
        (0.3, 99.0),
        (0.35, 90.0),
        (0.4, 90.0),
    ] {
        let cases = synthetic_cases::damaged("damage", &text, rate, rng, 150);
        assert_accuracy(&cases, right, 0.5);
    }
}

#[test]
fn near_duplicates_of_deleted_sentences_are_refused() {
    let cases = synthetic_cases::near_duplicates(&mut Rng(15), 80);
    assert_accuracy(&cases, 97.0, 0.0);
}

#[test]
fn page_headers_hyphens_and_ligatures_are_skipped() {
    assert_accuracy(&synthetic_cases::typeset(&mut Rng(16), 120), 95.0, 0.5);
}

#[test]
fn typographic_forms_are_normalised() {
    let cases = synthetic_cases::reset(&mut Rng(17), 80);
    assert_accuracy(&cases, 100.0, 0.0);
    for case in &cases {
        assert_state(case, AnchorState::Normalised);
    }
}

#[test]
fn repeated_words_are_found_by_context_or_ambiguous() {
    let cases = synthetic_cases::repeated(&mut Rng(18), 90);
    assert_accuracy(&cases, 100.0, 0.0);
    for case in cases.iter().filter(|case| case.truth.is_none()) {
        assert_state(case, AnchorState::Ambiguous);
    }
}

#[test]
fn only_unchanged_words_are_exact() {
    let rng = &mut Rng(19);
    let sets = [
        synthetic_cases::edited(rng, 6_000, 80),
        synthetic_cases::near_duplicates(rng, 40),
        synthetic_cases::typeset(rng, 40),
        synthetic_cases::repeated(rng, 40),
    ];
    for case in sets.iter().flatten() {
        let (_, anchor) = judge(case, &EditModel::default());
        if let Some(found) = anchor.matched {
            let is_unchanged = case.quote.exact == case.text.slice(found.start, found.end);
            let is_exact = anchor.state == AnchorState::Exact;
            assert!(!is_exact || is_unchanged, "{:?}", case.quote);
            assert_eq!(found.score >= 1.0, is_exact, "{anchor:?}");
        }
    }
}
