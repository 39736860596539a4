//! What a session does with each action.

use super::*;
use crate::library::Holdings;
use crate::session::{Period, Popup};
use crate::storage;

pub(super) const THREE: &str = r#"{
  "annals": 1,
  "title": "Three",
  "lanes": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
  "sources": [{"id": "s", "csl": {"title": "S"}}],
  "passages": [
    {"id": "p", "source": "s", "exact": "one"},
    {"id": "q", "source": "s", "exact": "two"}
  ],
  "events": [
    {"id": "first", "title": "First", "date": "1953", "dating": {"basis": "stated"},
     "lane": "a", "citations": [{"passage": "p", "date": "1953"}, {"passage": "q"}]},
    {"id": "second", "title": "Second", "date": "1963", "dating": {"basis": "stated"},
     "lane": "b", "citations": [{"passage": "p", "date": "1963"}]},
    {"id": "shelved", "title": "Shelved", "lane": "a", "citations": [{"passage": "q"}]},
    {"id": "last", "title": "Last", "date": "2025", "dating": {"basis": "stated"},
     "lane": "b", "citations": [{"passage": "q", "date": "2025"}]}
  ]
}"#;

pub(super) fn document(text: &str) -> Box<Document> {
    let reading = storage::read(text.as_bytes()).unwrap();
    let problems = reading.problems.clone();
    Box::new(Document::new(
        Origin::BuiltIn,
        reading,
        Holdings::default(),
        Vec::new(),
        problems,
    ))
}

pub(super) fn opened() -> Session {
    let (mut session, effects) =
        Session::open(Origin::BuiltIn, SourcePaths::default(), Settings::default());
    let Some(Effect::Read(request, ..)) = effects.first() else {
        panic!("nothing is read");
    };
    session.update(
        Action::Document(DocumentAction::Loaded(*request, document(THREE))),
        0.0,
    );
    session
}

pub(super) fn view(session: &mut Session, action: ViewAction) {
    session.update(Action::View(action), 0.0);
}

pub(super) fn selected_id(session: &Session) -> Option<String> {
    let (document, event) = session.selected()?;
    Some(document.timeline[event].id.to_string())
}

pub(super) fn request_of(effects: &[Effect]) -> u64 {
    match effects {
        [Effect::Read(request, ..)] => *request,
        other => panic!("{other:?}"),
    }
}

#[test]
fn arrows_walk_the_events_in_time_and_stop_at_the_ends() {
    let mut session = opened();
    let mut walked = Vec::new();
    for _ in 0..5 {
        view(&mut session, ViewAction::NextEvent);
        walked.extend(selected_id(&session));
    }
    assert_eq!(walked, ["first", "second", "last", "last", "last"]);
    view(&mut session, ViewAction::PreviousEvent);
    assert_eq!(selected_id(&session).as_deref(), Some("second"));
}

#[test]
fn down_goes_from_lane_to_lane_and_then_into_the_shelf() {
    let mut session = opened();
    view(&mut session, ViewAction::NextEvent);
    view(&mut session, ViewAction::LaneDown);
    assert_eq!(selected_id(&session).as_deref(), Some("second"));
    view(&mut session, ViewAction::LaneDown);
    assert_eq!(selected_id(&session).as_deref(), Some("shelved"));
    view(&mut session, ViewAction::NextEvent);
    assert_eq!(selected_id(&session).as_deref(), Some("shelved"));
    view(&mut session, ViewAction::LaneUp);
    let back = selected_id(&session).unwrap();
    assert!(back == "second" || back == "last", "{back}");
}

#[test]
fn passages_are_walked_within_the_event() {
    let mut session = opened();
    view(&mut session, ViewAction::NextEvent);
    view(&mut session, ViewAction::NextPassage);
    assert_eq!(session.view.citation, 1);
    view(&mut session, ViewAction::NextPassage);
    assert_eq!(session.view.citation, 1);
    view(&mut session, ViewAction::PreviousPassage);
    assert_eq!(session.view.citation, 0);
}

#[test]
fn escape_takes_back_one_level_a_press() {
    let mut session = opened();
    view(&mut session, ViewAction::NextEvent);
    view(&mut session, ViewAction::Toggle(Popup::Keys));
    view(&mut session, ViewAction::Escape);
    assert_eq!(session.view.popup, None);
    assert!(session.view.selection.is_some());
    view(&mut session, ViewAction::Escape);
    assert_eq!(session.view.selection, None);
}

#[test]
fn fitting_the_selection_twice_fits_everything() {
    let mut session = opened();
    let whole = session.view.viewport(9.0);
    view(&mut session, ViewAction::NextEvent);
    view(&mut session, ViewAction::ZoomToSelection);
    let near = session.view.viewport(9.0);
    assert!(near.length_seconds() < whole.length_seconds() / 10.0);
    view(&mut session, ViewAction::ZoomToSelection);
    assert_eq!(session.view.viewport(9.0), whole);
}

#[test]
fn selecting_what_is_out_of_view_glides_there_unless_motion_is_reduced() {
    for still in [false, true] {
        let mut session = opened();
        session.update(
            Action::Settings(crate::session::SettingsAction::ReduceMotion(still)),
            0.0,
        );
        view(&mut session, ViewAction::NextEvent);
        view(&mut session, ViewAction::ZoomToSelection);
        let before = session.view.viewport(9.0);
        session.update(Action::View(ViewAction::PreviousEvent), 10.0);
        let last = session
            .document
            .as_ref()
            .unwrap()
            .index
            .previous(None)
            .unwrap();
        session.update(Action::View(ViewAction::Select(last)), 10.0);
        assert_eq!(session.view.is_gliding(10.01), !still);
        assert_eq!(session.view.viewport(10.0) == before, !still);
        assert!(!session.view.is_gliding(11.0));
        let whole = session.document.as_ref().unwrap().index.whole().unwrap();
        assert!(session.view.viewport(11.0).shows(whole.1, whole.1));
    }
}

#[test]
fn a_new_version_keeps_selection_and_viewport() {
    let mut session = opened();
    view(&mut session, ViewAction::NextEvent);
    view(&mut session, ViewAction::ZoomToSelection);
    let viewport = session.view.viewport(9.0);
    let request = request_of(&session.update(Action::Document(DocumentAction::FileChanged), 0.0));
    // In the new version the event stands elsewhere in the list.
    let newer = THREE.replace(
        "\"events\": [",
        "\"events\": [{\"id\": \"zeroth\", \"title\": \"Z\", \"lane\": \"a\", \"citations\": [{\"passage\": \"p\"}]},",
    );
    session.update(
        Action::Document(DocumentAction::Loaded(request, document(&newer))),
        0.0,
    );
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
    assert_eq!(session.view.viewport(9.0), viewport);
    assert_eq!(session.revision, 2);
}

#[test]
fn a_selected_event_that_a_new_version_lacks_is_no_longer_selected() {
    let mut session = opened();
    view(&mut session, ViewAction::NextEvent);
    view(&mut session, ViewAction::NextEvent);
    let request = request_of(&session.update(Action::Document(DocumentAction::FileChanged), 0.0));
    let newer = THREE.replace("\"second\"", "\"renamed\"");
    session.update(
        Action::Document(DocumentAction::Loaded(request, document(&newer))),
        0.0,
    );
    assert_eq!(session.view.selection, None);
    // Going back to a view of that event selects nothing and breaks nothing.
    view(&mut session, ViewAction::Back);
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
}

#[test]
fn a_broken_version_leaves_the_last_good_one_in_sight() {
    let mut session = opened();
    view(&mut session, ViewAction::NextEvent);
    let request = request_of(&session.update(Action::Document(DocumentAction::FileChanged), 0.0));
    session.update(
        Action::Document(DocumentAction::LoadFailed(
            request,
            Origin::BuiltIn,
            FileError::new("broken"),
        )),
        0.0,
    );
    assert!(session.notice.is_some());
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
    session.update(Action::Document(DocumentAction::DismissNotice), 0.0);
    assert!(session.notice.is_none());
}

#[test]
fn an_answer_to_an_earlier_request_is_dropped() {
    let mut session = opened();
    let first = request_of(&session.update(Action::Document(DocumentAction::FileChanged), 0.0));
    let second = request_of(&session.update(Action::Document(DocumentAction::FileChanged), 0.0));
    let older = THREE.replace("\"Three\"", "\"Older\"");
    session.update(
        Action::Document(DocumentAction::Loaded(second, document(THREE))),
        0.0,
    );
    session.update(
        Action::Document(DocumentAction::Loaded(first, document(&older))),
        0.0,
    );
    assert_eq!(session.document.as_ref().unwrap().timeline.title, "Three");
}

#[test]
fn the_timeline_cannot_be_lost_out_of_sight() {
    let mut session = opened();
    for _ in 0..50 {
        view(&mut session, ViewAction::Pan(1.0));
    }
    let whole = session.document.as_ref().unwrap().index.whole().unwrap();
    assert!(
        session
            .view
            .viewport(9.0)
            .shows(whole.0, whole.1.saturating_add(86_400 * 1_000))
    );
    for _ in 0..200 {
        view(
            &mut session,
            ViewAction::Zoom {
                factor: 0.5,
                about: 0.2,
            },
        );
    }
    let held = session.view.viewport(9.0);
    view(&mut session, ViewAction::FitAll);
    let all = session.view.viewport(9.0);
    assert!(held.length_seconds() <= all.length_seconds() * 2.001);
}

#[test]
fn at_the_limit_zooming_out_moves_nothing() {
    let mut session = opened();
    let out = || ViewAction::Zoom {
        factor: 0.5,
        about: 0.4,
    };
    view(&mut session, out());
    view(&mut session, out());
    let limit = session.view.viewport(9.0);
    view(&mut session, out());
    let after = session.view.viewport(9.0);
    let moved = after.offset_of(limit.center()) / after.length_seconds();
    assert!(moved.abs() < 1e-6, "{moved}");
}

#[test]
fn views_can_be_gone_back_to_and_forth() {
    let mut session = opened();
    view(&mut session, ViewAction::NextEvent);
    view(&mut session, ViewAction::ZoomToSelection);
    let near = session.view.viewport(9.0);
    view(&mut session, ViewAction::Back);
    assert_ne!(session.view.viewport(9.0), near);
    view(&mut session, ViewAction::Forward);
    assert_eq!(session.view.viewport(9.0), near);
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
}

#[test]
fn a_timeline_without_a_date_still_has_something_to_look_at() {
    let mut session = opened();
    let request = request_of(&session.update(Action::Document(DocumentAction::FileChanged), 0.0));
    session.update(
        Action::Document(DocumentAction::Loaded(request, document("{\"annals\": 1}"))),
        0.0,
    );
    for action in [
        ViewAction::NextEvent,
        ViewAction::LaneDown,
        ViewAction::NextPassage,
        ViewAction::ZoomToSelection,
        ViewAction::EnterQuotes,
        ViewAction::Back,
    ] {
        view(&mut session, action);
    }
    assert_eq!(session.view.selection, None);
    assert!(session.view.viewport(9.0).length_seconds() > 0.0);
}

#[test]
fn a_place_that_does_not_work_is_not_tried_again() {
    let mut session = opened();
    let action = DocumentAction::AddSources("/nowhere".into());
    let effects = session.update(Action::Document(action), 0.0);
    let Some(Effect::Read(request, origin, places, _)) = effects.first() else {
        panic!("{effects:?}");
    };
    assert_eq!(places.paths.len(), 1);
    let refused = DocumentAction::LoadFailed(*request, origin.clone(), FileError::new("none"));
    let again = session.update(Action::Document(refused), 0.0);
    let Some(Effect::Read(request, _, places, _)) = again.first() else {
        panic!("{again:?}");
    };
    assert!(places.paths.is_empty());
    session.update(
        Action::Document(DocumentAction::Loaded(*request, document(THREE))),
        0.0,
    );
    assert!(session.notice.is_some(), "the failure is still told");
    let effects = session.update(Action::Document(DocumentAction::FileChanged), 0.0);
    session.update(
        Action::Document(DocumentAction::Loaded(
            request_of(&effects),
            document(THREE),
        )),
        0.0,
    );
    assert!(session.notice.is_none());
}

#[test]
fn a_file_that_cannot_be_opened_leaves_the_open_one_open() {
    let mut session = opened();
    view(&mut session, ViewAction::NextEvent);
    let action = DocumentAction::Open("/nowhere.json".into());
    let request = request_of(&session.update(Action::Document(action), 0.0));
    let refused = DocumentAction::LoadFailed(
        request,
        Origin::File("/nowhere.json".into()),
        FileError::new("none"),
    );
    let again = session.update(Action::Document(refused), 0.0);
    let Some(Effect::Read(_, origin, ..)) = again.first() else {
        panic!("{again:?}");
    };
    assert_eq!(*origin, Origin::BuiltIn);
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
}

#[test]
fn unsupported_stretches_are_found_when_asked_for_and_follow_the_filter() {
    let mut session = opened();
    assert!(session.unsupported().is_empty());
    view(&mut session, ViewAction::ToggleEvidence);
    let words = |session: &Session| -> Vec<String> {
        let stretches = session.unsupported().iter();
        stretches
            .map(crate::query::UnsupportedPeriod::in_words)
            .collect()
    };
    assert_eq!(
        words(&session),
        ["no event dated 1954–1962", "no event dated 1964–2024"]
    );
    let period = Period {
        edtf: annals_edtf::Edtf::parse("1950/1970").unwrap(),
        certainly: true,
    };
    view(&mut session, ViewAction::SetPeriod(Some(period)));
    assert_eq!(words(&session), ["no event dated 1954–1962"]);
    view(&mut session, ViewAction::ToggleEvidence);
    assert!(session.unsupported().is_empty());
}

/// A document as it was dropped.
fn dropped(path: &str, digest: u8) -> DocumentAction {
    use crate::session::{FileKind, NewDocument};
    let path = std::path::PathBuf::from(path);
    DocumentAction::Inspected(
        path.clone(),
        FileKind::Document(Box::new(NewDocument {
            stem: path.file_stem().unwrap().to_string_lossy().into_owned(),
            path,
            canonical: None,
            digest: crate::model::Digest::of(&[digest]),
            title: "Title".to_owned(),
            extractor: crate::model::Extractor {
                name: "x".into(),
                version: "1".into(),
            },
        })),
    )
}

fn held_ids(session: &Session) -> Vec<&str> {
    let held = session.changes.amendments().iter();
    held.map(storage::Amendment::id).collect()
}

#[test]
fn documents_dropped_together_are_all_added_and_all_looked_for() {
    let mut session = opened();
    session.update(Action::Document(dropped("/a/report.pdf", 1)), 0.0);
    let effects = session.update(Action::Document(dropped("/b/report.txt", 2)), 0.0);
    assert_eq!(held_ids(&session), ["report", "report-2"]);
    let Some(Effect::Read(_, _, places, amendments)) = effects.first() else {
        panic!("{effects:?}");
    };
    assert_eq!(places.paths.len(), 2);
    assert_eq!(amendments.len(), 2);
    session.update(Action::Document(DocumentAction::UndoChange), 0.0);
    session.update(Action::Document(dropped("/c/report.md", 3)), 0.0);
    assert_eq!(held_ids(&session), ["report", "report-2"]);
}

#[test]
fn records_imported_twice_get_ids_of_their_own() {
    use crate::bibliography::{ImportFormat, import};
    use crate::session::FileKind;
    let mut session = opened();
    let records = b"@book{s, title = {One}}\n@book{s2, title = {Two}}";
    for _ in 0..2 {
        let imported = import(records, ImportFormat::BibTex).unwrap();
        let dropped = DocumentAction::Inspected("/r.bib".into(), FileKind::Records(imported));
        session.update(Action::Document(dropped), 0.0);
    }
    assert_eq!(held_ids(&session), ["s-2", "s2", "s-3", "s2-2"]);
}

#[test]
fn only_a_way_within_the_timelines_folder_is_recorded() {
    use crate::library::{Search, gather};
    use crate::session::NewDocument;
    use annals_documents::Worker;
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().canonicalize().unwrap();
    let worker = Worker {
        program: "there-is-no-such-program".into(),
    };
    let open = |timeline: &str, timeline_folder: Option<&std::path::Path>| {
        let mut open = *document(THREE);
        if let Some(timeline_folder) = timeline_folder {
            let reading = storage::read(THREE.as_bytes()).unwrap();
            let search = Search {
                reading: &reading,
                timeline_folder,
                sources_folders: &[],
                files: &[],
                worker: &worker,
            };
            open.holdings = gather(search).unwrap().holdings;
        }
        open.origin = Origin::File(timeline.into());
        open
    };
    let recorded = |open: &Document, path: &str, canonical: Option<std::path::PathBuf>| {
        let new = NewDocument {
            path: path.into(),
            canonical,
            digest: crate::model::Digest::of(b""),
            title: "T".to_owned(),
            stem: "t".to_owned(),
            extractor: crate::model::Extractor {
                name: "x".into(),
                version: "1".into(),
            },
        };
        let entry = new.as_source(open, |_| false).entry;
        entry
            .get("file")
            .and_then(|file| file.as_str().map(str::to_owned))
    };
    // A relative timeline, as the one of the current folder is.
    let here = open("timeline.json", Some(&folder));
    let inside = folder.join("docs/a.pdf");
    let shown = inside.to_string_lossy().into_owned();
    assert_eq!(
        recorded(&here, &shown, Some(inside.clone())).as_deref(),
        Some("docs/a.pdf")
    );
    assert_eq!(
        recorded(&here, "a.pdf", Some("/elsewhere/a.pdf".into())),
        None
    );
    // Where links cannot be seen through, the names decide.
    let unseen = open("timeline.json", None);
    for (path, file) in [
        (shown.as_str(), None),
        ("docs/a.pdf", Some("docs/a.pdf")),
        ("../a.pdf", None),
        ("docs/../../a.pdf", None),
    ] {
        assert_eq!(recorded(&unseen, path, None).as_deref(), file, "{path}");
    }
    let named = open("/t/timeline.json", None);
    assert_eq!(recorded(&named, "/t/a.pdf", None).as_deref(), Some("a.pdf"));
    assert_eq!(recorded(&named, "/t/../a.pdf", None), None);
    // The chronology built in lies nowhere.
    let built_in = document(THREE);
    assert_eq!(recorded(&built_in, "a.pdf", None), None);
}

#[test]
fn every_passage_of_many_knows_which_replaces_it() {
    // To look through all of them for each takes minutes.
    let count = 40_000;
    let passages: Vec<String> = (0..count)
        .map(|number| {
            let old = count - 1 - number;
            format!(r#"{{"id": "p{number}", "source": "s", "exact": "x", "replaces": "p{old}"}}"#)
        })
        .collect();
    let text = format!(
        r#"{{"annals": 1, "sources": [{{"id": "s", "csl": {{}}}}], "passages": [{}]}}"#,
        passages.join(",")
    );
    let document = document(&text);
    for (index, _) in document.timeline.indexed_passages() {
        let new = document.replacement_of(index).unwrap();
        assert_eq!(new.position(), count - 1 - index.position());
    }
}

#[test]
fn the_dates_of_a_large_timeline_are_weighed_once_it_is_shown() {
    let mut session = opened();
    let known = session.document.as_ref().unwrap().problem_count();
    let effects = session.update(Action::Document(DocumentAction::FileChanged), 0.0);
    let mut large = document(THREE);
    large.checks_dates_later = true;
    let opened = DocumentAction::Loaded(request_of(&effects), large);
    let effects = session.update(Action::Document(opened), 0.0);
    let weighs = effects.iter().find_map(|effect| match effect {
        Effect::CheckStatedDates(revision, document, _) => Some((*revision, document.clone())),
        _ => None,
    });
    let (revision, document) = weighs.unwrap();
    let found = crate::library::unjustified(&document.0.timeline, document.0.positions());
    assert!(!found.is_empty());
    let number = found.len();
    // What was found of an earlier revision is of no use any more.
    let late = DocumentAction::StatedDatesChecked(revision - 1, found.clone());
    session.update(Action::Document(late), 0.0);
    let count = |session: &Session| session.document.as_ref().unwrap().problem_count();
    assert_eq!(count(&session), known);
    session.update(
        Action::Document(DocumentAction::StatedDatesChecked(revision, found)),
        0.0,
    );
    assert_eq!(count(&session), known + number);
}
