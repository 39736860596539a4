//! Searches for words that are not found unchanged.

use super::{AnchorState, bare, found, quote};

/// A sentence that is in none of the texts below.
const SOUGHT: &str = "The governor of the province signed the treaty on salt that summer.";

#[test]
fn searches_in_hostile_texts_terminate() {
    let line = |n| format!("The governor of the province signed the treaty on salt no. {n}.");
    let nearly = (0..20_000).map(line).collect::<Vec<_>>().join("\n");
    for (text, exact) in [
        ("a".repeat(1_000_000), "a".repeat(300) + "b"),
        ("ab".repeat(500_000), "ba".repeat(150) + "c"),
        (nearly.clone(), SOUGHT.to_owned()),
        ("salt ".repeat(100_000), SOUGHT.to_owned()),
        (nearly.clone(), nearly.replace("salt", "grain")),
        (nearly, "x".repeat(1_000_000)),
    ] {
        let (_, anchor) = found(&text, &bare(&exact));
        assert_ne!(anchor.state, AnchorState::Exact);
        assert_ne!(anchor.state, AnchorState::Normalised);
    }
}

#[test]
fn a_sentence_with_another_number_name_or_negation_is_not_the_same() {
    let before = "Nobody in the harbour expected it. ";
    let after = " The papers were full of it for weeks.";
    let recorded = "In 1957 the court at Ostrova did hear forty complaints about the duty on salt.";
    for changed in [
        recorded.replace("1957", "1961"),
        recorded.replace("Ostrova", "Kelbury"),
        recorded.replace("did hear", "did not hear"),
    ] {
        let text = format!("Some other words went ahead of it. {changed} And others came after.");
        let (_, anchor) = found(&text, &quote(before, recorded, after));
        assert_eq!(anchor.state, AnchorState::Missing, "{changed}");
    }
    // Between its recorded context it is the same passage, changed.
    let changed = recorded.replace("1957", "1961");
    let (_, anchor) = found(
        &format!("{before}{changed}{after}"),
        &quote(before, recorded, after),
    );
    assert_eq!(anchor.state, AnchorState::Drifted);
}
