//! Following and copying links.

use super::tests::{THREE, act, open_timeline, opened, reload, request_of, selected_id};
use crate::layout::Viewport;
use crate::session::*;
use crate::storage::FileError;
use annals_edtf::Instant;
use proptest::prelude::*;

fn target(text: &str) -> LinkTarget {
    let (link, problems) = Link::parse(text, &|_| false);
    assert!(problems.is_empty() && link.file.is_none(), "{problems:?}");
    link.target
}

fn go(session: &mut Session, link: &str) -> Vec<Effect> {
    let action = LoadAction::FollowLink(target(link));
    act(session, action)
}

fn answer(session: &mut Session, request: u64) {
    let action = LoadAction::Loaded(request, open_timeline(THREE));
    act(session, action);
}

fn opened_at(link: &str) -> Session {
    let (mut session, effects) = Session::open_at(
        Origin::BuiltIn,
        SourcePaths::default(),
        Settings::default(),
        target(link),
    );
    answer(&mut session, request_of(&effects));
    session
}

fn copied(session: &mut Session, kind: LinkKind) -> Option<String> {
    let action = Action::Clipboard(ClipboardAction::Link(kind));
    match session.update(action, 0.0).as_slice() {
        [] => None,
        [Effect::Copy(text)] => Some(text.clone()),
        other => panic!("{other:?}"),
    }
}

fn visible_span(session: &Session) -> (String, String) {
    let viewport = session.view.viewport(0.0);
    (viewport.first().to_iso(), viewport.last().to_iso())
}

#[test]
fn a_timeline_opened_by_a_link_shows_the_target() {
    let session = opened_at("#event=second&filter=title");
    assert_eq!(selected_id(&session).as_deref(), Some("second"));
    assert_eq!(session.search.text, "title");
    assert!(session.notices.link_problems.is_empty());
    let session = opened_at("#range=1960/1969");
    assert_eq!(selected_id(&session), None);
    let decade = ("1960-01-01T00:00:00Z", "1970-01-01T00:00:00Z");
    assert_eq!(visible_span(&session), (decade.0.into(), decade.1.into()));
    // The range decides, even if the event is outside of it.
    let session = opened_at("#event=last&range=1960/1969");
    assert_eq!(selected_id(&session).as_deref(), Some("last"));
    assert_eq!(visible_span(&session), (decade.0.into(), decade.1.into()));
}

#[test]
fn a_link_is_followed_once_after_a_successful_load() {
    let (mut session, effects) = Session::open_at(
        Origin::BuiltIn,
        SourcePaths::default(),
        Settings::default(),
        target("#event=second"),
    );
    let failed = LoadAction::Failed(
        request_of(&effects),
        Origin::BuiltIn,
        FileError::new("broken"),
    );
    act(&mut session, failed);
    reload(&mut session, THREE);
    assert_eq!(selected_id(&session).as_deref(), Some("second"));
    act(&mut session, SelectionAction::NextEvent);
    reload(&mut session, THREE);
    assert_eq!(selected_id(&session).as_deref(), Some("last"));
}

#[test]
fn a_missing_target_is_reported_until_it_is_dismissed() {
    let mut session = opened();
    go(&mut session, "#event=nobody");
    assert_eq!(session.notices.link_problems.len(), 1);
    assert!(
        session.notices.link_problems[0]
            .message
            .text()
            .contains("`nobody`")
    );
    go(&mut session, "#range=1700");
    assert!(
        session.notices.link_problems[0]
            .message
            .text()
            .contains("Nothing is dated")
    );
    assert_eq!(session.notices.link_problems.len(), 1);
    act(&mut session, PanelAction::DismissNotices);
    assert!(session.notices.link_problems.is_empty());
}

#[test]
fn back_returns_from_the_target_of_a_link() {
    for link in ["#event=last", "#range=1960", "#range=1960&event=last"] {
        let mut session = opened();
        let before = session.view.viewport(0.0);
        go(&mut session, link);
        act(&mut session, ViewAction::Back);
        assert_eq!(session.view.viewport(9.0), before, "{link}");
        assert_eq!(selected_id(&session), None, "{link}");
    }
}

#[test]
fn an_open_range_ends_with_the_timeline() {
    for (link, first, last) in [
        ("#range=1990/..", "1990-01-01", "2026-01-01"),
        ("#range=../1990", "1953-01-01", "1991-01-01"),
        ("#range=2040/..", "2040-01-01", "2041-01-01"),
    ] {
        let mut session = opened();
        go(&mut session, link);
        let (from, to) = visible_span(&session);
        if link != "#range=2040/.." {
            assert_eq!((&from[..10], &to[..10]), (first, last), "{link}");
        }
        assert_eq!(
            session.notices.link_problems.is_empty(),
            link != "#range=2040/.."
        );
    }
}

#[test]
fn a_copied_link_has_the_selection_the_view_or_the_filter() {
    let mut session = opened();
    assert_eq!(copied(&mut session, LinkKind::Event), None);
    assert_eq!(copied(&mut session, LinkKind::Filter), None);
    act(&mut session, SelectionAction::NextEvent);
    let event = copied(&mut session, LinkKind::Event);
    assert_eq!(event.as_deref(), Some("#event=first"));
    go(&mut session, "#range=1960/1969");
    let viewed = copied(&mut session, LinkKind::View);
    assert_eq!(viewed.as_deref(), Some("#range=1960/1969"));
    act(&mut session, SearchAction::SetText("lane:a x".to_owned()));
    let searched = copied(&mut session, LinkKind::Filter);
    assert_eq!(searched.as_deref(), Some("#filter=lane:a%20x"));
    let both = copied(&mut session, LinkKind::View);
    assert_eq!(both.as_deref(), Some("#range=1960/1969&filter=lane:a%20x"));
    let event = copied(&mut session, LinkKind::Event);
    assert_eq!(event.as_deref(), Some("#event=first"));
}

#[test]
fn a_link_waits_until_the_timeline_is_loaded() {
    let (mut session, effects) =
        Session::open(Origin::BuiltIn, SourcePaths::default(), Settings::default());
    go(&mut session, "#event=last");
    answer(&mut session, request_of(&effects));
    assert_eq!(selected_id(&session).as_deref(), Some("last"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_copied_view_link_restores_the_view(
        first in -500_000_000_i64..1_500_000_000,
        days in 51_i64..15_000,
    ) {
        let mut session = opened();
        let first = Instant::from_seconds(first);
        let asked = Viewport::between(first, first.saturating_add(days * 86_400));
        act(&mut session, ViewAction::Show(asked));
        let before = session.view.viewport(0.0);
        let link = copied(&mut session, LinkKind::View).unwrap();
        act(&mut session, ViewAction::FitAll);
        go(&mut session, &link);
        let after = session.view.viewport(0.0);
        let near = before.length_seconds() * 0.02;
        let half = before.length_seconds() / 2.0;
        prop_assert!((before.offset_of(after.first()) + half).abs() <= near, "{}", link);
        prop_assert!((before.offset_of(after.last()) - half).abs() <= near, "{}", link);
    }
}
