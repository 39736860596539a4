//! Likely duplicates.

use super::*;
use annals_edtf::Edtf;

fn found(title: &str, date: &str, passages: &[&str]) -> Vec<(String, DuplicateReason)> {
    let timeline = timeline(FILE);
    let passages: Vec<_> = passages
        .iter()
        .map(|id| timeline.passages.by_id(id).unwrap())
        .collect();
    let candidate = EventCandidate {
        event: None,
        title,
        date: Edtf::parse(date).ok(),
        passages: &passages,
    };
    duplicates_of_event(&timeline, &candidate)
        .into_iter()
        .map(|(event, reason)| (timeline[event].id.to_string(), reason))
        .collect()
}

#[test]
fn events_with_the_same_passage_or_similar_words_and_a_near_date_are_found() {
    use DuplicateReason::{SharedPassage, SimilarEvent};
    let burns = |reason| vec![("burns".to_owned(), reason)];
    for (title, date, passages, expected) in [
        ("Fire", "", &["fire"][..], burns(SharedPassage)),
        ("Mill burns down", "1921-06-03", &[], burns(SimilarEvent)),
        ("The MILL burns", "1921", &[], burns(SimilarEvent)),
        ("The mill burns", "", &[], burns(SimilarEvent)),
        ("Mill burns down", "1921-09", &[], vec![]),
        ("A mill is sold", "1921-05", &[], vec![]),
        ("", "1921-05", &[], vec![]),
    ] {
        assert_eq!(found(title, date, passages), expected, "{title} {date}");
    }
}

#[test]
fn passages_that_overlap_are_found() {
    let timeline = timeline(FILE);
    let overlapping = |source: &str, exact: &str, position: Option<(usize, usize)>| {
        let place = PassagePlace {
            source: timeline.sources.by_id(source).unwrap(),
            exact,
            position: position.map(|(start, end)| PositionSelector { start, end }),
        };
        let found = overlapping_passages(&timeline, &place).into_iter();
        found
            .map(|it| timeline[it].id.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(overlapping("press", "of  1922", None), ["report"]);
    assert_eq!(
        overlapping("press", "other words", Some((33, 40))),
        ["report"]
    );
    assert_eq!(
        overlapping("press", "of 1922", Some((34, 40))),
        Vec::<String>::new()
    );
    assert_eq!(overlapping("diary", "of 1922", None), Vec::<String>::new());
    assert_eq!(overlapping("diary", "", None), Vec::<String>::new());
}
