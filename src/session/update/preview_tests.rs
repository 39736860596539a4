//! Previews that are shown while a timeline is read.

use std::cell::Cell;
use std::collections::HashSet;
use std::time::Duration;

use super::tests::{THREE, act, load_of, open_timeline, opened, request_of, selected_id};
use crate::layout::{Cluster, ClusterId, Viewport, visible_marks};
use crate::model::{Index, Timeline};
use crate::query::TimelinePreview;
use crate::session::*;
use crate::storage::{self, FileError};
use annals_edtf::{Edtf, Instant};

fn encoded_preview_of(text: &str) -> Vec<u8> {
    let made = open_timeline(text);
    TimelinePreview::encode(&made.timeline, &made.index, &made.lanes)
}

fn preview_of(text: &str) -> TimelinePreview {
    TimelinePreview::decode(&encoded_preview_of(text)).unwrap()
}

fn preview(origin: &Origin, text: &str) -> Box<OpenTimeline> {
    let preview = preview_of(text);
    Box::new(OpenTimeline::preview(origin.clone(), preview))
}

/// A session that is reading its first timeline, and the number of the request.
fn reading() -> (Session, u64) {
    let (session, effects) =
        Session::open(Origin::BuiltIn, SourcePaths::default(), Settings::default());
    let request = request_of(&effects);
    (session, request)
}

/// The same with its preview shown.
fn preview_session() -> (Session, u64) {
    let (mut session, request) = reading();
    show_preview(&mut session, request, THREE);
    assert!(session.is_preview());
    (session, request)
}

fn wants_preview(session: &Session) -> bool {
    session.is_loading() && session.would_show_preview()
}

fn show_preview(session: &mut Session, request: u64, text: &str) {
    let preview = preview(&session.loading.origin.clone(), text);
    let effects = act(session, LoadAction::PreviewReady(request, preview));
    // The preview before it is dropped.
    let rest = effects
        .iter()
        .filter(|effect| !matches!(effect, Effect::DropInBackground(_)));
    assert_eq!(rest.count(), 0, "{effects:?}");
}

fn failure(origin: &Origin, request: u64) -> LoadAction {
    LoadAction::Failed(request, origin.clone(), FileError::new("broken"))
}

#[test]
fn a_preview_is_shown_until_the_timeline_is_loaded() {
    let (mut session, request) = reading();
    assert!(wants_preview(&session));
    show_preview(&mut session, request, THREE);
    let shown = session.open.clone().unwrap();
    assert!(shown.is_preview());
    assert_eq!(shown.timeline.title, "Three");
    assert_eq!(shown.index.in_lane(0).events, 2);
    assert_eq!(shown.index.in_lane(0).dated, 1);
    assert_eq!(shown.index.in_lane(1).dated, 2);
    assert_eq!(shown.undated_count(), 1);
    assert!(shown.timeline.events.is_empty() && shown.problem_count() == 0);
    assert!(session.is_loading() && wants_preview(&session));
    let whole_of_preview = session.whole();

    let effects = act(
        &mut session,
        LoadAction::Loaded(request, open_timeline(THREE)),
    );
    assert!(matches!(
        effects.as_slice(),
        [
            Effect::DropInBackground(_),
            Effect::Compute(_, Task::BuildIndex(_))
        ]
    ));
    assert!(!session.is_preview() && !wants_preview(&session));
    assert_eq!(session.whole(), whole_of_preview);
    assert_eq!(session.view.viewport(9.0), whole_of_preview);
    assert_eq!(session.open.as_ref().unwrap().undated_count(), 1);
    assert_eq!(session.notices.notice, None);
    // And none is shown any more.
    show_preview(&mut session, request, THREE);
    assert!(!session.is_preview());
}

#[test]
fn every_event_of_a_preview_is_in_a_cluster_at_any_zoom() {
    let (session, _) = preview_session();
    let shown = session.open.as_deref().unwrap();
    let whole = session.whole();
    let at = |seconds| Instant::from_seconds(seconds);
    for (viewport, expected) in [
        (whole, 3),
        (whole.zoomed(0.5, 0.0), 3),
        // 1960 to 1964; one second of 1963.
        (Viewport::between(at(-315_619_200), at(-157_766_400)), 1),
        (Viewport::between(at(-200_000_000), at(-199_999_999)), 1),
    ] {
        let visible = visible_marks(
            session.lanes(shown),
            viewport,
            1_000.0,
            &session.unclustered_claims(shown),
            &session.view.arrangement,
        );
        assert!(visible.unclustered.is_empty());
        let events: usize = visible.clusters.iter().map(|cluster| cluster.events).sum();
        assert_eq!(events, expected, "{viewport:?}");
        assert!((0..2).all(|lane| visible.is_clustered(lane)));
    }
}

#[test]
fn the_view_of_a_preview_is_kept_when_the_timeline_is_loaded() {
    let (mut session, request) = preview_session();
    let closer = ViewAction::Zoom {
        factor: 8.0,
        about: 0.2,
    };
    act(&mut session, closer);
    act(&mut session, ViewAction::ToggleLane(1));
    act(&mut session, PanelAction::ToggleUndated);
    let looked_at = session.view.viewport(9.0);
    // Another preview of the same, and then the whole of it.
    show_preview(&mut session, request, THREE);
    assert_eq!(session.view.viewport(9.0), looked_at);
    act(
        &mut session,
        LoadAction::Loaded(request, open_timeline(THREE)),
    );
    assert_eq!(session.view.viewport(9.0), looked_at);
    let is_folded = |session: &Session| [0, 1].map(|lane| session.view.arrangement.is_folded(lane));
    assert_eq!(is_folded(&session), [false, true]);
    assert!(!session.view.panels.undated);

    let (mut session, request) = preview_session();
    act(&mut session, ViewAction::ToggleLane(1));
    let renamed = THREE.replace("\"id\": \"b\"", "\"id\": \"z\"");
    act(
        &mut session,
        LoadAction::Loaded(request, open_timeline(&renamed)),
    );
    assert_eq!(is_folded(&session), [false, false]);
}

#[test]
fn a_view_of_the_whole_stays_a_view_of_the_whole() {
    let (mut session, request) = reading();
    let begun = THREE.replace("2025", "1970");
    show_preview(&mut session, request, &begun);
    let before = session.whole();
    assert_eq!(session.view.viewport(9.0), before);
    show_preview(&mut session, request, THREE);
    assert_ne!(session.whole(), before);
    assert_eq!(session.view.viewport(9.0), session.whole());
    let longer = THREE.replace("1953", "1853");
    act(
        &mut session,
        LoadAction::Loaded(request, open_timeline(&longer)),
    );
    assert_eq!(session.view.viewport(9.0), session.whole());
}

#[test]
fn actions_on_events_do_nothing_in_a_preview() {
    let (mut session, _) = preview_session();
    let event = Index::new(0).unwrap();
    let shown = session.open.clone().unwrap();
    let nothing = crate::layout::Arrangement::default();
    let whole = session.whole();
    let clusters = visible_marks(&shown.lanes, whole, 9.0, &[], &nothing).clusters;
    let cluster = clusters.first().unwrap().clone();
    let reaching = Cluster {
        id: ClusterId::BeganEarlier { lane: 0 },
        ..cluster.clone()
    };
    let period = Period {
        edtf: Edtf::parse("1950/1970").unwrap(),
        certainly: true,
    };
    let before = session.view.clone();
    let selections = [
        SelectionAction::Select(event),
        SelectionAction::SelectInPlace(event),
        SelectionAction::SelectCitation(3),
        SelectionAction::NextEvent,
        SelectionAction::PreviousEvent,
        SelectionAction::LaneUp,
        SelectionAction::LaneDown,
        SelectionAction::NextPassage,
        SelectionAction::PreviousPassage,
    ];
    let panels = [
        PanelAction::FocusQuotes,
        PanelAction::ToggleReader,
        PanelAction::ToggleTable,
        PanelAction::ToggleDialog(Dialog::Problems),
        PanelAction::ToggleDialog(Dialog::Sources),
        PanelAction::ToggleDialog(Dialog::ClusterEvents),
        PanelAction::ToggleDialog(Dialog::History),
    ];
    let others: [Action; 5] = [
        ViewAction::ListCluster(cluster.clone()).into(),
        ViewAction::OpenCluster(reaching).into(),
        SearchAction::StepHit(1).into(),
        SearchAction::SetPeriod(Some(period)).into(),
        SourceAction::ShowAddress(Index::new(0).unwrap()).into(),
    ];
    let selections = selections.into_iter().map(Action::from);
    for action in selections.chain(panels.map(Action::from)).chain(others) {
        let name = format!("{action:?}");
        act(&mut session, action);
        assert_eq!(session.view, before, "{name}");
    }
    let (source, passage) = (Index::new(0).unwrap(), Index::new(0).unwrap());
    for action in [
        ReaderAction::Open(source),
        ReaderAction::OpenAt(passage),
        ReaderAction::ActivatePassage(passage),
        ReaderAction::ShowPane(ReaderPane::Details),
        ReaderAction::Find(Some("one".to_owned())),
    ] {
        let effects = act(&mut session, action);
        assert!(effects.is_empty(), "{effects:?}");
        assert_eq!(session.view, before);
    }
    for action in [
        Action::from(EditAction::AdoptCurrentWords(passage)),
        EditAction::KeepRecordedWords(passage).into(),
        ClipboardAction::SelectedText.into(),
        CitationAction::Format(vec![CitedItem::Source(source)]).into(),
        SourceAction::Inspected("folder".into(), FileKind::Folder).into(),
    ] {
        let effects = act(&mut session, action);
        assert!(effects.is_empty(), "{effects:?}");
    }
    assert_eq!(session.edits.pending(), []);
    assert_eq!(session.edits.accepted_drift, HashSet::new());
    // The plot works, and so does opening another timeline.
    act(&mut session, PanelAction::ToggleEvidence);
    assert!(session.unsupported().is_empty());
    act(&mut session, ViewAction::OpenCluster(cluster));
    assert_eq!(session.view.dialog, None);
    act(&mut session, PanelAction::ToggleDialog(Dialog::Keys));
    assert_eq!(session.view.dialog, Some(Dialog::Keys));
    act(&mut session, PanelAction::Escape);
    assert_eq!(session.view.dialog, None);
    assert_eq!(session.view.arrangement, nothing);
    let other = SourceAction::Inspected("other.json".into(), FileKind::Timeline);
    let effects = act(&mut session, other);
    assert_eq!(effects, [Effect::OpenInTab("other.json".into())]);
}

#[test]
fn a_search_in_a_preview_is_answered_once_the_timeline_is_loaded() {
    let (mut session, request) = preview_session();
    act(&mut session, SearchAction::SetText("first".to_owned()));
    assert!(session.search.is_asking() && session.search.hits.is_none());
    assert_eq!(
        session.shown_in_lane(0),
        None,
        "all events are visible until the index is built"
    );
    let loaded = LoadAction::Loaded(request, open_timeline(THREE));
    for effect in act(&mut session, loaded) {
        if let Effect::Compute(ticket, task) = effect {
            act(&mut session, task.run(&ticket).unwrap());
        }
    }
    assert_eq!(session.search.hits.as_ref().unwrap().ranked.len(), 1);
    assert_eq!(session.shown_in_lane(1), Some(0));
}

#[test]
fn the_preview_of_a_timeline_that_cannot_be_read_is_closed() {
    let (mut session, request) = preview_session();
    act(&mut session, PanelAction::ToggleUndated);
    let effects = act(&mut session, failure(&Origin::BuiltIn, request));
    assert!(effects.is_empty());
    assert!(session.open.is_none() && !session.is_loading());
    assert!(session.notices.notice.as_ref().unwrap().shows_earlier);
    assert!(!session.view.panels.undated, "panels stay");
    act(&mut session, SelectionAction::NextEvent);
    assert_eq!(session.view.selection, None);
}

#[test]
fn the_timeline_before_a_preview_is_restored_if_loading_fails() {
    let mut session = opened();
    act(&mut session, SelectionAction::NextEvent);
    act(&mut session, ViewAction::ZoomToSelection);
    let near = session.view.viewport(9.0);
    let path = std::path::PathBuf::from("/other.json");
    let other = Origin::File(path.clone());
    let request = request_of(&act(&mut session, LoadAction::Open(path.clone())));
    assert!(wants_preview(&session));
    let another = THREE.replace("\"Three\"", "\"Another\"");
    for _ in 0..2 {
        show_preview(&mut session, request, &another);
        assert!(session.is_preview());
        assert_eq!(session.view.selection, None);
    }
    let again = act(&mut session, failure(&other, request));
    let again = load_of(&again);
    assert_eq!(again.origin, Origin::BuiltIn);
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
    assert_eq!(session.view.viewport(9.0), near);
    assert!(session.notices.notice.is_some());
    // Read again, it needs no preview.
    assert!(!wants_preview(&session));
    show_preview(&mut session, again.ticket.number(), THREE);
    assert_eq!(selected_id(&session).as_deref(), Some("first"));

    // Who goes back to it meanwhile finds it whole, too.
    let request = request_of(&act(&mut session, LoadAction::Open(path)));
    show_preview(&mut session, request, &another);
    session.loading.origin = Origin::BuiltIn;
    let request = request_of(&act(&mut session, LoadAction::Reload));
    show_preview(&mut session, request, THREE);
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
}

#[test]
fn a_preview_does_not_replace_the_loaded_timeline() {
    // Read again, what is open is more than a preview.
    let mut session = opened();
    let revision = session.revision;
    let request = request_of(&act(&mut session, LoadAction::Reload));
    assert!(!wants_preview(&session));
    show_preview(&mut session, request, THREE);
    assert!(!session.is_preview());
    // Nor is one shown that nobody waits for any more.
    let (mut late, request) = reading();
    act(&mut late, LoadAction::Reload);
    show_preview(&mut late, request, THREE);
    assert!(late.open.is_none());
    // And a complete timeline is no preview.
    let request = request_of(&act(&mut late, LoadAction::Reload));
    act(
        &mut late,
        LoadAction::PreviewReady(request, open_timeline(THREE)),
    );
    assert!(late.open.is_none());
    assert_eq!(session.revision, revision);
}

#[test]
fn a_timeline_that_differs_from_its_cached_preview_is_reported() {
    let (mut session, request) = preview_session();
    act(&mut session, LoadAction::PreviewDiffered(request));
    assert_eq!(session.notices.notice, None, "nothing is read yet");
    act(
        &mut session,
        LoadAction::Loaded(request, open_timeline(THREE)),
    );
    act(&mut session, LoadAction::PreviewDiffered(request + 1));
    assert_eq!(session.notices.notice, None, "that was of another request");
    act(&mut session, LoadAction::PreviewDiffered(request));
    let notice = session.notices.notice.clone().unwrap();
    assert_eq!(
        notice.error.message.text(),
        "The file has changed since it was last opened"
    );
    assert!(!notice.shows_earlier);
}

/// A timeline of so many events.
fn long(events: usize) -> Timeline {
    let lane = "{\"id\": \"l\", \"name\": \"L\"}";
    let event = |number: usize| {
        let year = 1900 + number % 100;
        format!("{{\"id\": \"{number}\", \"title\": \"E\", \"date\": \"{year}\", \"lane\": \"l\"}}")
    };
    let events: Vec<String> = (0..events).map(event).collect();
    let text = format!(
        "{{\"annals\": 1, \"lanes\": [{lane}], \"events\": [{}]}}",
        events.join(",")
    );
    storage::read(text.as_bytes()).unwrap().timeline
}

fn of_timeline(timeline: Timeline) -> OpenTimeline {
    let reading = storage::LoadedTimeline {
        timeline,
        ..storage::LoadedTimeline::default()
    };
    let holdings = crate::library::Holdings::default();
    OpenTimeline::new(Origin::BuiltIn, reading, holdings, Vec::new(), Vec::new())
}

#[test]
fn a_cached_preview_is_shown_at_once_and_replaced_if_it_differs() {
    let open = of_timeline(long(TimelinePreview::MIN_EVENTS));
    let timeline = &open.timeline;
    let (first, nothing) = PreviewUpdates::new(None);
    assert_eq!(nothing, None);
    let PreviewOutcome {
        to_cache,
        preview_is_outdated,
    } = first.end(&open);
    assert!(!preview_is_outdated);
    let kept = to_cache.unwrap();

    let (mut second, shown) = PreviewUpdates::new(Some(kept.clone()));
    assert_eq!(shown.unwrap().events(), TimelinePreview::MIN_EVENTS);
    assert_eq!(second.follow(timeline, || Duration::MAX), None);
    assert_eq!(second.last(timeline), None);
    let same = second.end(&open);
    assert_eq!((same.to_cache, same.preview_is_outdated), (None, false));

    let (other, _) = PreviewUpdates::new(Some(encoded_preview_of(THREE)));
    let changed = other.end(&open);
    assert_eq!(
        (changed.to_cache.as_ref(), changed.preview_is_outdated),
        (Some(&kept), true)
    );

    // What cannot be read is as if it were not there.
    let (broken, shown) = PreviewUpdates::new(Some(kept[..kept.len() / 2].to_vec()));
    assert_eq!(shown, None);
    assert!(!broken.end(&open).preview_is_outdated);

    // A short timeline is read sooner than it is looked for.
    let (mut short, _) = PreviewUpdates::new(None);
    let few = of_timeline(long(20));
    assert_eq!(short.last(&few.timeline), None);
    assert_eq!(short.end(&few).to_cache, None);
}

#[test]
fn slow_previews_are_made_less_often() {
    let timeline = long(30);
    let now = Cell::new(0);
    // Each look at the clock takes 40 milliseconds.
    let clock = || {
        now.set(now.get() + 40);
        Duration::from_millis(now.get())
    };
    let (mut updates, _) = PreviewUpdates::new(None);
    let mut made = Vec::new();
    while now.get() < 2_000 {
        if let Some(preview) = updates.follow(&timeline, clock) {
            assert_eq!(preview.events(), 30);
            made.push(now.get());
        }
    }
    assert_eq!(made, [320, 840, 1_360, 1_880]);
    assert_eq!(updates.follow(&Timeline::default(), || Duration::MAX), None);
}
