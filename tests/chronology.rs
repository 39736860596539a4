//! Checks the bundled chronology against its rules of evidence. Tests that need
//! the documents, which are not in the repository, say so if these are absent.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failing test panics"
)]

use std::collections::{HashMap, HashSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use annals::check::{check_positions, read_checked};
use annals::library::{CopySearch, DocumentCache, Holdings, anchor_passages, find_copies};
use annals::model::{Basis, Event, Passage, Timeline};
use annals::storage::{LoadedTimeline, read, to_canonical_form};
use annals_anchor::{AnchorState, MAX_CONTEXT};
use annals_documents::Worker;

/// The longest allowed quotation: a sentence or two.
const MAX_WORDS: usize = 60;

/// The largest part of a document that may be quoted, in percent of its code
/// points.
const MAX_QUOTED_PERCENT: usize = 40;

fn bytes() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("timeline.json")).unwrap()
}

fn reading() -> LoadedTimeline {
    read(&bytes()).unwrap()
}

/// The documents, if they are on this machine.
fn documents(reading: &LoadedTimeline) -> Option<Holdings> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder: PathBuf = root.join("../shared/sources");
    if !folder.is_dir() {
        // Print directly: the test harness hides the output of passing tests.
        let _ = writeln!(
            std::io::stderr(),
            "skipped: the chronology is not compared with its documents; {} does not exist",
            folder.display()
        );
        return None;
    }
    let gathered = find_copies(CopySearch {
        timeline: reading,
        timeline_folder: root,
        sources_folders: &[folder],
        files: &[],
        documents: &DocumentCache::new(Worker {
            program: env!("CARGO_BIN_EXE_annals").into(),
        }),
    });
    Some(gathered.unwrap().holdings)
}

fn event<'t>(timeline: &'t Timeline, id: &str) -> &'t Event {
    let index = timeline.events.by_id(id);
    &timeline[index.unwrap_or_else(|| panic!("there is no event “{id}”"))]
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[test]
fn the_file_has_no_problems_and_is_in_canonical_form() {
    let bytes = bytes();
    assert_eq!(read_checked(&bytes).unwrap().problems, []);
    assert_eq!(to_canonical_form(&bytes).unwrap().as_bytes(), bytes);
}

#[test]
fn every_passage_is_at_its_recorded_position() {
    let reading = reading();
    let timeline = &reading.timeline;
    let Some(holdings) = documents(&reading) else {
        return;
    };
    for (index, source) in timeline.sources.indexed() {
        let copy = holdings.get(index);
        let copy = copy.unwrap_or_else(|| panic!("there is no copy of “{}”", source.id));
        assert_eq!(Some(copy.digest), source.sha256, "{}", source.id);
    }
    let anchors = anchor_passages(timeline, &holdings);
    assert!(!anchors.is_empty());
    for (passage, anchor) in timeline.passages.iter().zip(&anchors) {
        assert!(
            matches!(anchor.state, AnchorState::Exact | AnchorState::Normalised),
            "{} is {}",
            passage.id,
            anchor.state.name()
        );
        assert!(passage.position.is_some(), "{} has no position", passage.id);
    }
    let findings = check_positions(&reading.timeline, &holdings, &anchors);
    assert_eq!(findings, []);
}

#[test]
fn every_passage_is_found_without_its_position() {
    let reading = reading();
    let timeline = &reading.timeline;
    let Some(holdings) = documents(&reading) else {
        return;
    };
    for passage in &timeline.passages {
        let copy = holdings.get(passage.source).unwrap();
        let found = annals_anchor::anchor(
            &copy.text,
            &passage.quote,
            None,
            annals_anchor::PositionTrust::Hint,
        );
        let place = found.matched.map(|place| (place.start, place.end));
        let recorded = passage.position.map(|at| (at.start, at.end));
        assert_eq!(place, recorded, "{} is {:?}", passage.id, found.state);
    }
}

#[test]
fn the_essential_events_exist_with_date_and_basis() {
    use Basis::{Inferred, Stated};
    let timeline = reading().timeline;
    for (id, date, basis, source) in [
        ("independence", "1953", Stated, "coplen"),
        ("radio-station", "1958", Stated, "coplen"),
        ("aid-collapse", "1963", Stated, "coplen"),
        ("exercises-frozen", "2017", Stated, "coplen"),
        ("hun-manet", "2023", Stated, "wishlist"),
        ("peace-deal", "2025", Inferred, "coplen"),
        ("embargo-lifted", "2025", Inferred, "coplen"),
    ] {
        let event = event(&timeline, id);
        assert_eq!(event.date.as_ref().unwrap().text, date, "{id}");
        assert_eq!(event.dating.basis, Some(basis), "{id}");
        let gives_date = event.citations.iter().any(|citation| {
            let is_source = timeline[timeline[citation.passage].source].id == source;
            let date_is_cited = citation
                .date
                .as_ref()
                .is_some_and(|cited| cited.text == date);
            is_source && (date_is_cited || basis == Inferred)
        });
        assert!(gives_date, "{id} is not supported by {source}");
        if basis == Inferred {
            let reason = event.dating.reason.as_deref().unwrap_or_default();
            assert!(reason.contains("2025/380"), "{id}: {reason}");
            let cited = event
                .citations
                .iter()
                .any(|citation| citation.date.is_some());
            assert!(!cited, "{id}: no passage gives an inferred date");
        }
    }
}

#[test]
fn the_freeze_has_rival_dates_from_two_sources() {
    let timeline = reading().timeline;
    let freeze = event(&timeline, "exercises-frozen");
    let rivals: Vec<(&str, &str)> = freeze
        .rivals()
        .iter()
        .flat_map(|rival| {
            let date = rival.edtf.as_str();
            rival.passages.iter().map(move |passage| (date, *passage))
        })
        .map(|(date, passage)| (date, timeline[timeline[passage].source].id.as_str()))
        .collect();
    assert_eq!(rivals, [("2017", "coplen"), ("2014~/2016~", "lak")]);
}

#[test]
fn a_date_that_is_wrong_in_its_source_is_kept_with_a_note() {
    let timeline = reading().timeline;
    let partnership = event(&timeline, "vietnam-partnership");
    assert_eq!(partnership.date.as_ref().unwrap().text, "2024");
    assert_eq!(partnership.dating.basis, Some(Basis::Stated));
    let note = partnership.note.as_deref().unwrap();
    assert!(note.contains("September 2023"), "{note}");
    let says_2023 = |text: &str| text.contains("2023");
    for citation in &partnership.citations {
        assert!(!says_2023(&timeline[citation.passage].quote.exact));
        assert!(
            citation
                .date
                .as_ref()
                .is_none_or(|date| date.text == "2024")
        );
    }
}

#[test]
fn every_event_has_a_supporting_passage_and_every_passage_is_cited() {
    let timeline = reading().timeline;
    let mut cited = HashSet::new();
    for event in &timeline.events {
        let supports =
            |citation: &annals::model::Citation| citation.stance == annals::model::Stance::Supports;
        assert!(event.citations.iter().any(supports), "{}", event.id);
        assert!(event.lane.is_some(), "{}", event.id);
        cited.extend(event.citations.iter().map(|citation| citation.passage));
    }
    for (index, passage) in timeline.passages.indexed() {
        assert!(cited.contains(&index), "no event cites {}", passage.id);
    }
}

#[test]
fn the_passage_of_a_stated_date_has_its_words() {
    let timeline = reading().timeline;
    // Dates that the sources write in words. Other dates must be there in digits.
    let wordings = HashMap::from([
        ("1955~/1959~", "late 1950s"),
        ("1990~/..", "since the early 1990s"),
        ("2014~/2016~", "mid-2010s"),
    ]);
    for event in &timeline.events {
        let dates = event.citations.iter().filter_map(|citation| {
            let date = citation.date.as_ref()?;
            Some((date.text.as_str(), &timeline[citation.passage]))
        });
        for (date, passage) in dates {
            let wording = wordings.get(date).copied().unwrap_or(date);
            assert!(
                passage.quote.exact.contains(wording),
                "{}: “{}” does not say {date}",
                event.id,
                passage.id
            );
        }
    }
}

#[test]
fn quotations_are_short_and_a_minor_part_of_their_document() {
    let reading = reading();
    let timeline = &reading.timeline;
    for passage in &timeline.passages {
        let quote = &passage.quote;
        assert!(
            words(&quote.exact) <= MAX_WORDS,
            "{} has {} words",
            passage.id,
            words(&quote.exact)
        );
        for (side, context) in [("prefix", &quote.prefix), ("suffix", &quote.suffix)] {
            let length = context.chars().count();
            assert!(length <= MAX_CONTEXT, "{} {side}: {length}", passage.id);
        }
    }
    let Some(holdings) = documents(&reading) else {
        return;
    };
    for (index, source) in timeline.sources.indexed() {
        let passages = timeline.passages.iter().filter(|p| p.source == index);
        let mut quoted = HashSet::new();
        quoted.extend(passages.filter_map(range).flatten());
        let percent = 100 * quoted.len() / holdings.get(index).unwrap().text.code_points();
        assert!(percent <= MAX_QUOTED_PERCENT, "{}: {percent} %", source.id);
    }
}

/// The code points that a passage quotes, if it has a position.
fn range(passage: &Passage) -> Option<std::ops::Range<usize>> {
    passage.position.map(|at| at.start..at.end)
}
