//! Folding of the axis, and how the lanes are arranged.

use super::tests::{THREE, document, opened, request_of, selected_id, view};
use super::*;

/// Bursts of events with this many silent years between them.
fn bursts(silent: i32) -> String {
    let mut events = Vec::new();
    for (burst, first) in [(0, 1950), (1, 1960 + silent)] {
        for year in first..first + 10 {
            events.push(format!(
                r#"{{"id": "e{year}", "title": "{burst}", "date": "{year}", "lane": "a",
                    "dating": {{"basis": "inferred", "reason": "r"}}, "citations": []}}"#
            ));
        }
    }
    format!(
        r#"{{"annals": 1, "title": "Bursts", "lanes": [{{"id": "a", "name": "A"}}],
            "sources": [], "passages": [], "events": [{}]}}"#,
        events.join(",")
    )
}

fn open_text(text: &str) -> Session {
    let (mut session, effects) =
        Session::open(Origin::BuiltIn, SourcePaths::default(), Settings::default());
    let opened = DocumentAction::Loaded(request_of(&effects), document(text));
    session.update(Action::Document(opened), 0.0);
    session
}

#[test]
fn folding_shortens_the_axis_keeps_both_ends_and_is_taken_back() {
    let mut session = open_text(&bursts(30));
    let before = session.view.viewport(9.0);
    view(&mut session, ViewAction::ToggleSilences);
    let folded = session.view.viewport(9.0);
    assert!(!folded.folds().is_empty());
    assert!(folded.length_seconds() < before.length_seconds() / 2.0);
    let (first, last) = session.document.as_ref().unwrap().index.whole().unwrap();
    assert!(folded.shows(first, first) && folded.shows(last, last));
    // What is looked at closely begins and ends where it did.
    view(
        &mut session,
        ViewAction::Zoom {
            factor: 8.0,
            about: -0.4,
        },
    );
    let near = session.view.viewport(9.0);
    view(&mut session, ViewAction::ToggleSilences);
    let unfolded = session.view.viewport(9.0);
    assert!(unfolded.folds().is_empty());
    assert!((unfolded.first().seconds() - near.first().seconds()).abs() <= 2);
    view(&mut session, ViewAction::FitAll);
    assert_eq!(session.view.viewport(9.0), before);
}

#[test]
fn views_gone_back_to_stand_on_the_axis_as_it_is_folded_now() {
    let mut session = open_text(&bursts(30));
    view(&mut session, ViewAction::NextEvent);
    view(&mut session, ViewAction::ToggleSilences);
    view(&mut session, ViewAction::Back);
    assert!(!session.view.viewport(9.0).folds().is_empty());
}

#[test]
fn a_chronology_without_silences_has_nothing_to_fold() {
    let mut session = open_text(&bursts(0));
    let before = session.view.viewport(9.0);
    assert!(session.foldable().is_empty());
    view(&mut session, ViewAction::ToggleSilences);
    assert_eq!(session.view.viewport(9.0), before);
}

#[test]
fn the_arrangement_of_lanes_follows_them_when_the_file_changes() {
    let mut session = opened();
    view(&mut session, ViewAction::MoveLane(1, 0));
    view(&mut session, ViewAction::ToggleLane(1));
    view(&mut session, ViewAction::SetLaneHeight(0, Some(90.0)));
    assert_eq!(session.view.arrangement.order(2), [1, 0]);
    let changed = THREE.replace(
        r#""lanes": [{"id": "a""#,
        r#""lanes": [{"id": "new", "name": "New"}, {"id": "a""#,
    );
    let effects = session.update(Action::Document(DocumentAction::FileChanged), 0.0);
    let opened = DocumentAction::Loaded(request_of(&effects), document(&changed));
    session.update(Action::Document(opened), 0.0);
    let arrangement = &session.view.arrangement;
    assert_eq!(arrangement.order(3), [2, 1, 0]);
    assert!(arrangement.is_folded(2) && !arrangement.is_folded(1));
    assert_eq!(arrangement.height(1), Some(90.0));
}

#[test]
fn the_lane_above_is_the_one_that_stands_above() {
    let mut session = opened();
    view(&mut session, ViewAction::NextEvent);
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
    view(&mut session, ViewAction::MoveLane(1, 0));
    view(&mut session, ViewAction::LaneUp);
    assert_eq!(selected_id(&session).as_deref(), Some("second"));
}
