//! What a session does with a link, and which links it makes.

use super::tests::{THREE, document, opened, request_of, selected_id, view};
use super::*;
use crate::layout::Viewport;
use crate::session::{Link, LinkKind};
use annals_edtf::Instant;
use proptest::prelude::*;

fn target(text: &str) -> LinkTarget {
    let (link, problems) = Link::parse(text, &|_| false);
    assert!(problems.is_empty() && link.file.is_none(), "{problems:?}");
    link.target
}

fn go(session: &mut Session, link: &str) -> Vec<Effect> {
    let action = DocumentAction::GoTo(target(link));
    session.update(Action::Document(action), 0.0)
}

fn answer(session: &mut Session, request: u64) {
    let action = DocumentAction::Loaded(request, document(THREE));
    session.update(Action::Document(action), 0.0);
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
    let action = Action::View(ViewAction::CopyLink(kind));
    match session.update(action, 0.0).as_slice() {
        [] => None,
        [Effect::Copy(text)] => Some(text.clone()),
        other => panic!("{other:?}"),
    }
}

fn seen(session: &Session) -> (String, String) {
    let viewport = session.view.viewport(0.0);
    (viewport.first().to_iso(), viewport.last().to_iso())
}

#[test]
fn a_timeline_opened_by_a_link_shows_what_the_link_names() {
    let session = opened_at("#event=second&filter=title");
    assert_eq!(selected_id(&session).as_deref(), Some("second"));
    assert_eq!(session.search.text, "title");
    assert!(session.link_problems.is_empty());
    let session = opened_at("#range=1960/1969");
    assert_eq!(selected_id(&session), None);
    let decade = ("1960-01-01T00:00:00Z", "1970-01-01T00:00:00Z");
    assert_eq!(seen(&session), (decade.0.into(), decade.1.into()));
    // The range counts, even where the event lies beside it.
    let session = opened_at("#event=last&range=1960/1969");
    assert_eq!(selected_id(&session).as_deref(), Some("last"));
    assert_eq!(seen(&session), (decade.0.into(), decade.1.into()));
}

#[test]
fn a_link_is_followed_once_and_only_by_what_could_be_read() {
    let (mut session, effects) = Session::open_at(
        Origin::BuiltIn,
        SourcePaths::default(),
        Settings::default(),
        target("#event=second"),
    );
    let refused = DocumentAction::LoadFailed(
        request_of(&effects),
        Origin::BuiltIn,
        FileError::new("broken"),
    );
    session.update(Action::Document(refused), 0.0);
    let effects = session.update(Action::Document(DocumentAction::FileChanged), 0.0);
    answer(&mut session, request_of(&effects));
    assert_eq!(selected_id(&session).as_deref(), Some("second"));
    view(&mut session, ViewAction::NextEvent);
    let effects = session.update(Action::Document(DocumentAction::FileChanged), 0.0);
    answer(&mut session, request_of(&effects));
    assert_eq!(selected_id(&session).as_deref(), Some("last"));
}

#[test]
fn what_a_link_names_and_the_timeline_has_not_is_told_until_it_is_read() {
    let mut session = opened();
    go(&mut session, "#event=nobody");
    assert_eq!(session.link_problems.len(), 1);
    assert!(session.link_problems[0].message.contains("`nobody`"));
    go(&mut session, "#range=1700");
    assert!(
        session.link_problems[0]
            .message
            .contains("Nothing is dated")
    );
    assert_eq!(session.link_problems.len(), 1);
    session.update(Action::Document(DocumentAction::DismissNotice), 0.0);
    assert!(session.link_problems.is_empty());
}

#[test]
fn one_can_go_back_from_where_a_link_led() {
    for link in ["#event=last", "#range=1960", "#range=1960&event=last"] {
        let mut session = opened();
        let before = session.view.viewport(0.0);
        go(&mut session, link);
        view(&mut session, ViewAction::Back);
        assert_eq!(session.view.viewport(9.0), before, "{link}");
        assert_eq!(selected_id(&session), None, "{link}");
    }
}

#[test]
fn a_range_without_an_end_shows_as_far_as_the_timeline_goes() {
    for (link, first, last) in [
        ("#range=1990/..", "1990-01-01", "2026-01-01"),
        ("#range=../1990", "1953-01-01", "1991-01-01"),
        ("#range=2040/..", "2040-01-01", "2041-01-01"),
    ] {
        let mut session = opened();
        go(&mut session, link);
        let (from, to) = seen(&session);
        if link != "#range=2040/.." {
            assert_eq!((&from[..10], &to[..10]), (first, last), "{link}");
        }
        assert_eq!(session.link_problems.is_empty(), link != "#range=2040/..");
    }
}

#[test]
fn what_is_copied_is_what_is_there_to_link_to() {
    let mut session = opened();
    assert_eq!(copied(&mut session, LinkKind::Event), None);
    assert_eq!(copied(&mut session, LinkKind::Filter), None);
    view(&mut session, ViewAction::NextEvent);
    let event = copied(&mut session, LinkKind::Event);
    assert_eq!(event.as_deref(), Some("#event=first"));
    go(&mut session, "#range=1960/1969");
    let viewed = copied(&mut session, LinkKind::View);
    assert_eq!(viewed.as_deref(), Some("#range=1960/1969"));
    view(&mut session, ViewAction::Search("lane:a x".to_owned()));
    let searched = copied(&mut session, LinkKind::Filter);
    assert_eq!(searched.as_deref(), Some("#filter=lane:a%20x"));
    let both = copied(&mut session, LinkKind::View);
    assert_eq!(both.as_deref(), Some("#range=1960/1969&filter=lane:a%20x"));
    let event = copied(&mut session, LinkKind::Event);
    assert_eq!(event.as_deref(), Some("#event=first"));
}

#[test]
fn a_link_waits_for_the_timeline_that_is_being_read() {
    let (mut session, effects) =
        Session::open(Origin::BuiltIn, SourcePaths::default(), Settings::default());
    go(&mut session, "#event=last");
    answer(&mut session, request_of(&effects));
    assert_eq!(selected_id(&session).as_deref(), Some("last"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_copied_view_is_seen_again(
        first in -500_000_000_i64..1_500_000_000,
        days in 51_i64..15_000,
    ) {
        let mut session = opened();
        let first = Instant::from_seconds(first);
        let asked = Viewport::between(first, first.saturating_add(days * 86_400));
        view(&mut session, ViewAction::Show(asked));
        let before = session.view.viewport(0.0);
        let link = copied(&mut session, LinkKind::View).unwrap();
        view(&mut session, ViewAction::FitAll);
        go(&mut session, &link);
        let after = session.view.viewport(0.0);
        let near = before.length_seconds() * 0.02;
        let half = before.length_seconds() / 2.0;
        prop_assert!((before.offset_of(after.first()) + half).abs() <= near, "{}", link);
        prop_assert!((before.offset_of(after.last()) - half).abs() <= near, "{}", link);
    }
}
