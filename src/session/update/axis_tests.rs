//! Folds of the axis and the arrangement of lanes.

use super::tests::{THREE, act, open_timeline, opened, reload, request_of, selected_id};
use crate::session::*;

/// Two decades of events with this many empty years between them.
fn bursts(empty: i32) -> String {
    let mut events = Vec::new();
    for (burst, first) in [(0, 1950), (1, 1960 + empty)] {
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
    let opened = LoadAction::Loaded(request_of(&effects), open_timeline(text));
    act(&mut session, opened);
    session
}

#[test]
fn folding_shortens_the_axis_and_unfolding_restores_it() {
    let mut session = open_text(&bursts(30));
    let before = session.view.viewport(9.0);
    act(&mut session, ViewAction::ToggleAxisFolds);
    let folded = session.view.viewport(9.0);
    assert!(!folded.folds().is_empty());
    assert!(folded.length_seconds() < before.length_seconds() / 2.0);
    let (first, last) = session.open.as_ref().unwrap().index.whole().unwrap();
    assert!(folded.shows(first, first) && folded.shows(last, last));
    // A zoomed view keeps its ends.
    act(
        &mut session,
        ViewAction::Zoom {
            factor: 8.0,
            about: -0.4,
        },
    );
    let near = session.view.viewport(9.0);
    act(&mut session, ViewAction::ToggleAxisFolds);
    let unfolded = session.view.viewport(9.0);
    assert!(unfolded.folds().is_empty());
    assert!((unfolded.first().seconds() - near.first().seconds()).abs() <= 2);
    act(&mut session, ViewAction::FitAll);
    assert_eq!(session.view.viewport(9.0), before);
}

#[test]
fn going_back_keeps_the_current_folds() {
    let mut session = open_text(&bursts(30));
    act(&mut session, SelectionAction::NextEvent);
    act(&mut session, ViewAction::ToggleAxisFolds);
    act(&mut session, ViewAction::Back);
    assert!(!session.view.viewport(9.0).folds().is_empty());
}

#[test]
fn a_timeline_without_empty_stretches_has_nothing_to_fold() {
    let mut session = open_text(&bursts(0));
    let before = session.view.viewport(9.0);
    assert!(session.foldable().is_empty());
    act(&mut session, ViewAction::ToggleAxisFolds);
    assert_eq!(session.view.viewport(9.0), before);
}

#[test]
fn the_arrangement_of_lanes_is_kept_when_the_file_changes() {
    let mut session = opened();
    act(&mut session, ViewAction::MoveLane(1, 0));
    act(&mut session, ViewAction::ToggleLane(1));
    act(&mut session, ViewAction::SetLaneHeight(0, Some(90.0)));
    assert_eq!(session.view.arrangement.order(2), [1, 0]);
    let changed = THREE.replace(
        r#""lanes": [{"id": "a""#,
        r#""lanes": [{"id": "new", "name": "New"}, {"id": "a""#,
    );
    reload(&mut session, &changed);
    let arrangement = &session.view.arrangement;
    assert_eq!(arrangement.order(3), [2, 1, 0]);
    assert!(arrangement.is_folded(2) && !arrangement.is_folded(1));
    assert_eq!(arrangement.height(1), Some(90.0));
}

#[test]
fn lane_up_follows_the_arrangement_of_lanes() {
    let mut session = opened();
    act(&mut session, SelectionAction::NextEvent);
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
    act(&mut session, ViewAction::MoveLane(1, 0));
    act(&mut session, SelectionAction::LaneUp);
    assert_eq!(selected_id(&session).as_deref(), Some("second"));
}
