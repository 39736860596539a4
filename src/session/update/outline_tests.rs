//! What a session does with an outline, and when it does nothing.

use std::cell::Cell;
use std::time::Duration;

use super::tests::{THREE, document, opened, request_of, selected_id, view};
use super::*;
use crate::layout::{Cluster, ClusterId, Viewport, detail};
use crate::model::Timeline;
use crate::query::TimelinePreview;
use crate::session::{FileKind, OutlineOutcome, OutlinePreviews, Period, ReaderAction, ReaderPane};
use crate::storage;
use annals_edtf::{Edtf, Instant};

fn outline_of(text: &str) -> TimelinePreview {
    let made = document(text);
    TimelinePreview::of(&made.timeline, &made.index, &made.lanes)
}

fn outlined(origin: &Origin, text: &str) -> Box<Document> {
    let outline = outline_of(text);
    Box::new(Document::outlined(origin.clone(), outline))
}

/// A session that is reading its first timeline, and the number of the request.
fn reading() -> (Session, u64) {
    let (session, effects) =
        Session::open(Origin::BuiltIn, SourcePaths::default(), Settings::default());
    let request = request_of(&effects);
    (session, request)
}

/// The same with its outline shown.
fn sketched() -> (Session, u64) {
    let (mut session, request) = reading();
    take(&mut session, request, THREE);
    assert!(session.is_outline());
    (session, request)
}

fn tell(session: &mut Session, action: DocumentAction) -> Vec<Effect> {
    session.update(Action::Document(action), 0.0)
}

fn take(session: &mut Session, request: u64, text: &str) {
    let outline = outlined(&session.origin.clone(), text);
    let effects = tell(session, DocumentAction::OutlineReady(request, outline));
    // An outline before it is let go of.
    let rest = effects
        .iter()
        .filter(|effect| !matches!(effect, Effect::DropInBackground(_)));
    assert_eq!(rest.count(), 0, "{effects:?}");
}

fn refusal(origin: &Origin, request: u64) -> DocumentAction {
    DocumentAction::LoadFailed(request, origin.clone(), FileError::new("broken"))
}

#[test]
fn an_outline_is_shown_until_the_document_is_read() {
    let (mut session, request) = reading();
    assert!(session.wants_outline());
    take(&mut session, request, THREE);
    let shown = session.document.clone().unwrap();
    assert!(shown.is_outline());
    assert_eq!(shown.timeline.title, "Three");
    assert_eq!(shown.index.in_lane(0).events, 2);
    assert_eq!(shown.index.in_lane(0).dated, 1);
    assert_eq!(shown.index.in_lane(1).dated, 2);
    assert_eq!(shown.undated_count(), 1);
    assert!(shown.timeline.events.is_empty() && shown.problem_count() == 0);
    assert!(session.is_reading && session.wants_outline());
    let sketched_whole = session.whole();

    let effects = tell(
        &mut session,
        DocumentAction::Loaded(request, document(THREE)),
    );
    assert!(matches!(
        effects.as_slice(),
        [Effect::DropInBackground(_), Effect::Index(..)]
    ));
    assert!(!session.is_outline() && !session.wants_outline());
    assert_eq!(session.whole(), sketched_whole);
    assert_eq!(session.view.viewport(9.0), sketched_whole);
    assert_eq!(session.document.as_ref().unwrap().undated_count(), 1);
    assert_eq!(session.notice, None);
    // And none is shown any more.
    take(&mut session, request, THREE);
    assert!(!session.is_outline());
}

#[test]
fn every_event_of_an_outline_is_under_a_cluster_at_any_zoom() {
    let (session, _) = sketched();
    let shown = session.document.as_deref().unwrap();
    let whole = session.whole();
    let at = |seconds| Instant::from_seconds(seconds);
    for (viewport, expected) in [
        (whole, 3),
        (whole.zoomed(0.5, 0.0), 3),
        // 1960 to 1964; one second of 1963.
        (Viewport::between(at(-315_619_200), at(-157_766_400)), 1),
        (Viewport::between(at(-200_000_000), at(-199_999_999)), 1),
    ] {
        let detail = detail(
            session.lanes(shown),
            viewport,
            1_000.0,
            &session.always_shown(shown),
            &session.view.arrangement,
        );
        assert!(detail.unclustered.is_empty());
        let events: usize = detail.clusters.iter().map(|cluster| cluster.events).sum();
        assert_eq!(events, expected, "{viewport:?}");
        assert!((0..2).all(|lane| detail.is_clustered(lane)));
    }
}

#[test]
fn where_the_user_looks_stays_when_the_document_comes() {
    let (mut session, request) = sketched();
    let closer = ViewAction::Zoom {
        factor: 8.0,
        about: 0.2,
    };
    view(&mut session, closer);
    view(&mut session, ViewAction::ToggleLane(1));
    view(&mut session, ViewAction::ToggleShelf);
    let looked_at = session.view.viewport(9.0);
    // Another outline of the same, and then the whole of it.
    take(&mut session, request, THREE);
    assert_eq!(session.view.viewport(9.0), looked_at);
    tell(
        &mut session,
        DocumentAction::Loaded(request, document(THREE)),
    );
    assert_eq!(session.view.viewport(9.0), looked_at);
    let is_folded = |session: &Session| [0, 1].map(|lane| session.view.arrangement.is_folded(lane));
    assert_eq!(is_folded(&session), [false, true]);
    assert!(!session.view.panels.shelf);

    let (mut session, request) = sketched();
    view(&mut session, ViewAction::ToggleLane(1));
    let renamed = THREE.replace("\"id\": \"b\"", "\"id\": \"z\"");
    tell(
        &mut session,
        DocumentAction::Loaded(request, document(&renamed)),
    );
    assert_eq!(is_folded(&session), [false, false]);
}

#[test]
fn who_looks_at_the_whole_goes_on_looking_at_the_whole() {
    let (mut session, request) = reading();
    let begun = THREE.replace("2025", "1970");
    take(&mut session, request, &begun);
    let before = session.whole();
    assert_eq!(session.view.viewport(9.0), before);
    take(&mut session, request, THREE);
    assert_ne!(session.whole(), before);
    assert_eq!(session.view.viewport(9.0), session.whole());
    let longer = THREE.replace("1953", "1853");
    tell(
        &mut session,
        DocumentAction::Loaded(request, document(&longer)),
    );
    assert_eq!(session.view.viewport(9.0), session.whole());
}

#[test]
fn what_looks_at_events_waits_until_there_are_some() {
    let (mut session, _) = sketched();
    let event = Index::new(0).unwrap();
    let shown = session.document.clone().unwrap();
    let nothing = crate::layout::Arrangement::default();
    let whole = session.whole();
    let clusters = detail(&shown.lanes, whole, 9.0, &[], &nothing).clusters;
    let cluster = clusters.first().unwrap().clone();
    let reaching = Cluster {
        id: ClusterId::Reaching { lane: 0 },
        ..cluster.clone()
    };
    let period = Period {
        edtf: Edtf::parse("1950/1970").unwrap(),
        certainly: true,
    };
    let before = session.view.clone();
    for action in [
        ViewAction::Select(event),
        ViewAction::SelectInPlace(event),
        ViewAction::SelectCitation(3),
        ViewAction::NextEvent,
        ViewAction::PreviousEvent,
        ViewAction::LaneUp,
        ViewAction::LaneDown,
        ViewAction::NextPassage,
        ViewAction::PreviousPassage,
        ViewAction::EnterQuotes,
        ViewAction::ListCluster(cluster.clone()),
        ViewAction::OpenCluster(reaching),
        ViewAction::StepHit(1),
        ViewAction::ToggleReader,
        ViewAction::SetPeriod(Some(period)),
        ViewAction::Toggle(Popup::Problems),
        ViewAction::Toggle(Popup::Sources),
        ViewAction::Toggle(Popup::Listing),
        ViewAction::Toggle(Popup::Changes),
    ] {
        session.update(Action::View(action.clone()), 0.0);
        assert_eq!(session.view, before, "{action:?}");
    }
    let (source, passage) = (Index::new(0).unwrap(), Index::new(0).unwrap());
    for action in [
        ReaderAction::Open(source),
        ReaderAction::OpenAt(passage),
        ReaderAction::PointAt(passage),
        ReaderAction::ShowPane(ReaderPane::About),
        ReaderAction::Find(Some("one".to_owned())),
    ] {
        let effects = session.update(Action::Reader(action), 0.0);
        assert!(effects.is_empty(), "{effects:?}");
        assert_eq!(session.view, before);
    }
    for action in [
        DocumentAction::AdoptCurrentWords(passage),
        DocumentAction::KeepRecordedWords(passage),
        DocumentAction::CopySelected,
        DocumentAction::FormatCitations(vec![crate::session::CitedItem::Source(source)]),
        DocumentAction::Inspected("folder".into(), FileKind::Folder),
    ] {
        let effects = tell(&mut session, action);
        assert!(effects.is_empty(), "{effects:?}");
    }
    assert_eq!(session.changes.unsaved(), 0);
    assert_eq!(session.accepted_drift, HashSet::new());
    // The plot itself can be looked at, and leaving is always possible.
    view(&mut session, ViewAction::ToggleEvidence);
    assert!(session.unsupported().is_empty());
    view(&mut session, ViewAction::OpenCluster(cluster));
    assert_eq!(session.view.popup, None);
    view(&mut session, ViewAction::Toggle(Popup::Keys));
    assert_eq!(session.view.popup, Some(Popup::Keys));
    view(&mut session, ViewAction::Escape);
    assert_eq!(session.view.popup, None);
    assert_eq!(session.view.arrangement, nothing);
    let other = DocumentAction::Inspected("other.json".into(), FileKind::Timeline);
    let asked = tell(&mut session, other);
    assert_eq!(asked, [Effect::OpenBeside("other.json".into())]);
}

#[test]
fn what_is_searched_for_meanwhile_is_asked_of_the_document() {
    let (mut session, request) = sketched();
    view(&mut session, ViewAction::Search("first".to_owned()));
    assert!(session.search.is_asking() && session.search.hits.is_none());
    assert_eq!(
        session.shown_in_lane(0),
        None,
        "all is shown until it is known"
    );
    tell(
        &mut session,
        DocumentAction::Loaded(request, document(THREE)),
    );
    let timeline = &session.document.as_ref().unwrap().timeline;
    let index = crate::search::SearchIndex::build(timeline, &|_| true).unwrap();
    let index = Some(Shared(Arc::new(index)));
    let indexed = DocumentAction::Indexed(session.revision, index);
    tell(&mut session, indexed);
    assert_eq!(session.search.hits.as_ref().unwrap().ranked.len(), 1);
    assert_eq!(session.shown_in_lane(1), Some(0));
}

#[test]
fn a_timeline_that_cannot_be_read_takes_its_outline_with_it() {
    let (mut session, request) = sketched();
    view(&mut session, ViewAction::ToggleShelf);
    let effects = tell(&mut session, refusal(&Origin::BuiltIn, request));
    assert!(effects.is_empty());
    assert!(session.document.is_none() && !session.is_reading);
    assert!(session.notice.as_ref().unwrap().shows_earlier);
    assert!(!session.view.panels.shelf, "panels stay");
    view(&mut session, ViewAction::NextEvent);
    assert_eq!(session.view.selection, None);
}

#[test]
fn what_was_open_before_comes_back_if_the_outlined_cannot_be_read() {
    let mut session = opened();
    view(&mut session, ViewAction::NextEvent);
    view(&mut session, ViewAction::ZoomToSelection);
    let near = session.view.viewport(9.0);
    let path = std::path::PathBuf::from("/other.json");
    let other = Origin::File(path.clone());
    let request = request_of(&tell(&mut session, DocumentAction::Open(path.clone())));
    assert!(session.wants_outline());
    let another = THREE.replace("\"Three\"", "\"Another\"");
    for _ in 0..2 {
        take(&mut session, request, &another);
        assert!(session.is_outline());
        assert_eq!(session.view.selection, None);
    }
    let again = tell(&mut session, refusal(&other, request));
    let [Effect::Read(again, origin, ..)] = again.as_slice() else {
        panic!("{again:?}");
    };
    assert_eq!(*origin, Origin::BuiltIn);
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
    assert_eq!(session.view.viewport(9.0), near);
    assert!(session.notice.is_some());
    // Read again, it needs no outline.
    assert!(!session.wants_outline());
    take(&mut session, *again, THREE);
    assert_eq!(selected_id(&session).as_deref(), Some("first"));

    // Who goes back to it meanwhile finds it whole, too.
    let request = request_of(&tell(&mut session, DocumentAction::Open(path)));
    take(&mut session, request, &another);
    session.origin = Origin::BuiltIn;
    let request = request_of(&tell(&mut session, DocumentAction::FileChanged));
    take(&mut session, request, THREE);
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
}

#[test]
fn an_outline_takes_no_other_documents_place() {
    // Read again, what is open is more than an outline.
    let mut session = opened();
    let revision = session.revision;
    let request = request_of(&tell(&mut session, DocumentAction::FileChanged));
    assert!(!session.wants_outline());
    take(&mut session, request, THREE);
    assert!(!session.is_outline());
    // Nor is one shown that nobody waits for any more.
    let (mut late, request) = reading();
    tell(&mut late, DocumentAction::FileChanged);
    take(&mut late, request, THREE);
    assert!(late.document.is_none());
    // And a document is no outline.
    let request = request_of(&tell(&mut late, DocumentAction::FileChanged));
    tell(
        &mut late,
        DocumentAction::OutlineReady(request, document(THREE)),
    );
    assert!(late.document.is_none());
    assert_eq!(session.revision, revision);
}

#[test]
fn a_file_that_changed_unseen_is_told_of() {
    let (mut session, request) = sketched();
    tell(&mut session, DocumentAction::OutlineDiffered(request));
    assert_eq!(session.notice, None, "nothing is read yet");
    tell(
        &mut session,
        DocumentAction::Loaded(request, document(THREE)),
    );
    tell(&mut session, DocumentAction::OutlineDiffered(request + 1));
    assert_eq!(session.notice, None, "that was of another request");
    tell(&mut session, DocumentAction::OutlineDiffered(request));
    let notice = session.notice.clone().unwrap();
    assert_eq!(
        notice.refusal.message,
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

fn of_timeline(timeline: Timeline) -> Document {
    let reading = storage::LoadedTimeline {
        timeline,
        ..storage::LoadedTimeline::default()
    };
    let holdings = crate::library::Holdings::default();
    Document::new(Origin::BuiltIn, reading, holdings, Vec::new(), Vec::new())
}

#[test]
fn an_outline_that_was_kept_is_shown_at_once_and_kept_anew_where_it_differs() {
    let document = of_timeline(long(TimelinePreview::MIN_EVENTS));
    let timeline = &document.timeline;
    let (first, nothing) = OutlinePreviews::new(None);
    assert_eq!(nothing, None);
    let OutlineOutcome { keep, differs } = first.end(&document);
    assert!(!differs);
    let kept = keep.unwrap();

    let (mut second, shown) = OutlinePreviews::new(Some(kept.clone()));
    assert_eq!(shown.unwrap().events(), TimelinePreview::MIN_EVENTS);
    assert_eq!(second.follow(timeline, || Duration::MAX), None);
    assert_eq!(second.last(timeline), None);
    let same = second.end(&document);
    assert_eq!((same.keep, same.differs), (None, false));

    let (other, _) = OutlinePreviews::new(Some(outline_of(THREE).encode()));
    let changed = other.end(&document);
    assert_eq!(
        (changed.keep.as_ref(), changed.differs),
        (Some(&kept), true)
    );

    // What cannot be read is as if it were not there.
    let (broken, shown) = OutlinePreviews::new(Some(kept[..kept.len() / 2].to_vec()));
    assert_eq!(shown, None);
    assert!(!broken.end(&document).differs);

    // A short timeline is read sooner than it is looked for.
    let (mut short, _) = OutlinePreviews::new(None);
    let few = of_timeline(long(20));
    assert_eq!(short.last(&few.timeline), None);
    assert_eq!(short.end(&few).keep, None);
}

#[test]
fn outlines_grow_ever_more_rarely_the_longer_they_take() {
    let timeline = long(30);
    let now = Cell::new(0);
    // Each look at the clock takes 40 milliseconds.
    let clock = || {
        now.set(now.get() + 40);
        Duration::from_millis(now.get())
    };
    let (mut outlining, _) = OutlinePreviews::new(None);
    let mut made = Vec::new();
    while now.get() < 2_000 {
        if let Some(outline) = outlining.follow(&timeline, clock) {
            assert_eq!(outline.events(), 30);
            made.push(now.get());
        }
    }
    assert_eq!(made, [320, 840, 1_360, 1_880]);
    assert_eq!(
        outlining.follow(&Timeline::default(), || Duration::MAX),
        None
    );
}
